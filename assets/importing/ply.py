"""What trimesh leaves out of PLY: binary files that mix triangles and polygons, as Blender writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...errors import ModelFileError
from .raw_model import check_count

__all__ = ["texture_name", "triangulated"]

_TYPES = {
    **dict.fromkeys(("char", "int8"), "i1"),
    **dict.fromkeys(("uchar", "uint8"), "u1"),
    **dict.fromkeys(("short", "int16"), "i2"),
    **dict.fromkeys(("ushort", "uint16"), "u2"),
    **dict.fromkeys(("int", "int32"), "i4"),
    **dict.fromkeys(("uint", "uint32"), "u4"),
    **dict.fromkeys(("float", "float32"), "f4"),
    **dict.fromkeys(("double", "float64"), "f8"),
}


@dataclass(frozen=True)
class _Element:
    name: str
    count: int
    lines: tuple[str, ...]  # its property lines
    lists: int

    def size(self, endian: str) -> int:
        """Bytes of one row, of an element without lists."""
        return sum(np.dtype(endian + _type(line.split()[1])).itemsize for line in self.lines)


def texture_name(data: bytes) -> str | None:
    """The picture that a ``comment TextureFile`` names (MeshLab's habit), or None."""
    header = data[: data.find(b"end_header")].decode("latin-1")
    match = re.search(r"^comment\s+texturefile\s+(.+?)\s*$", header, re.IGNORECASE | re.MULTILINE)
    return match[1] if match else None


def triangulated(data: bytes) -> bytes:
    """The same PLY, with the polygons of a binary one cut into fans of triangles.

    Raises:
        ModelFileError: where the header is not whole, or promises more than the file has.
    """
    end = re.search(rb"end_header[ \t]*\r?\n", data)
    if end is None:
        raise ModelFileError(
            "it is cut off or no PLY: its header has no 'end_header'; copy or export it again"
        )
    header = data[: end.start()].decode("latin-1").splitlines()
    elements = _elements(header)
    kind = next((line.split()[1] for line in header if line.startswith("format ")), "")
    if kind not in ("ascii", "binary_little_endian", "binary_big_endian"):
        raise ModelFileError(f"its format is {kind!r}, which PLY does not have; export it again")
    for element in elements:
        if element.name == "face":
            check_count(element.count)
    if kind == "ascii":
        _check_ascii(data[end.end() :], elements)
        return data
    body, endian = data[end.end() :], ">" if kind == "binary_big_endian" else "<"
    plain = bytearray()
    at = 0
    for position, element in enumerate(elements):
        if element.name != "face" or element.lists != 1:
            if element.lists:
                return data  # strips or two lists: trimesh has the word
            at += element.count * element.size(endian)
            if at > len(body):
                raise _cut_off(len(body), element)
            continue
        plain += body[:at]
        # What comes after the faces, edges for one, is left out.
        faces = _fans(body, at, element, endian)
        count = len(faces) // _row_size(element, endian)
        kept = elements[: position + 1]
        return _header(header, kind, kept, count) + bytes(plain) + faces
    return data


def _elements(header: list[str]) -> list[_Element]:
    elements: list[_Element] = []
    for line in header:
        words = line.split()
        if words[:1] == ["element"]:
            if len(words) != 3 or not words[2].isdigit():
                raise ModelFileError(
                    f"its header line {line[:60]!r} is not 'element NAME COUNT'; export it again"
                )
            elements.append(_Element(words[1], int(words[2]), (), 0))
        elif words[:1] == ["property"]:
            if not elements or len(words) < 3 or (words[1] == "list" and len(words) < 5):
                raise ModelFileError(f"its header line {line[:60]!r} is incomplete; export it again")
            e = elements[-1]
            elements[-1] = _Element(e.name, e.count, (*e.lines, line), e.lists + (words[1] == "list"))
    return elements


def _fans(body: bytes, start: int, element: _Element, endian: str) -> bytes:
    """The face rows, each polygon's as the rows of its triangles, with its other properties repeated."""
    split = next(i for i, line in enumerate(element.lines) if line.split()[1] == "list")
    _, _, count_name, index_name, *_ = element.lines[split].split()
    count_type, index_type = np.dtype(endian + _type(count_name)), np.dtype(endian + _type(index_name))
    before = sum(np.dtype(endian + _type(line.split()[1])).itemsize for line in element.lines[:split])
    after = sum(np.dtype(endian + _type(line.split()[1])).itemsize for line in element.lines[split + 1 :])
    fixed = before + count_type.itemsize + after

    # Rows have different lengths, so where each starts is known only from the one before it.
    starts = np.empty(element.count, np.int64)
    corners = np.empty(element.count, np.int64)
    byte_order: Literal["big", "little"] = "big" if endian == ">" else "little"
    at, width = start, count_type.itemsize
    for row in range(element.count):
        if at + fixed > len(body):
            raise _cut_off(len(body), element)
        number = int.from_bytes(body[at + before : at + before + width], byte_order)
        starts[row], corners[row] = at, number
        at += fixed + number * index_type.itemsize
    if at > len(body):
        raise _cut_off(len(body), element)
    raw = np.frombuffer(body, np.uint8)
    rows: list[np.ndarray[tuple[int, int], np.dtype[np.uint8]]] = []
    order: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    three = np.frombuffer(np.array([3], count_type).tobytes(), np.uint8)
    for number in np.unique(corners[corners >= 3]):
        which = np.nonzero(corners == number)[0]
        first = starts[which, None] + np.arange(before)
        last = starts[which, None] + fixed - after + number * index_type.itemsize + np.arange(after)
        corner = (
            starts[which, None, None]
            + before
            + width
            + (np.arange(number)[None, :, None] * index_type.itemsize + np.arange(index_type.itemsize))
        )
        for fan in range(1, int(number) - 1):
            ids = raw[corner[:, [0, fan, fan + 1]]].reshape(len(which), -1)
            counted = np.broadcast_to(three, (len(which), width))
            rows.append(np.concatenate([raw[first], counted, ids, raw[last]], axis=1))
            order.append(which)
    if not rows:
        return b""
    together = np.concatenate(rows)
    return bytes(together[np.argsort(np.concatenate(order), kind="stable")].tobytes())


def _row_size(element: _Element, endian: str) -> int:
    total = 0
    for line in element.lines:
        words = line.split()
        if words[1] == "list":
            total += (
                np.dtype(endian + _type(words[2])).itemsize + 3 * np.dtype(endian + _type(words[3])).itemsize
            )
        else:
            total += np.dtype(endian + _type(words[1])).itemsize
    return total


def _header(header: list[str], kind: str, elements: list[_Element], faces: int) -> bytes:
    lines = ["ply", f"format {kind} 1.0"]
    lines += [line for line in header if line.startswith("comment ")]
    for element in elements:
        lines.append(f"element {element.name} {faces if element.name == 'face' else element.count}")
        lines += element.lines
    return ("\n".join([*lines, "end_header"]) + "\n").encode("latin-1")


def _check_ascii(body: bytes, elements: list[_Element]) -> None:
    lines = [line for line in body.splitlines() if line.strip()]
    wanted = sum(element.count for element in elements)
    short = len(lines) < wanted
    is_list = bool(elements) and elements[-1].name == "face" and elements[-1].lines[:1] != ()
    if not short and is_list and elements[-1].lines[0].split()[1] == "list" and not body.endswith(b"\n"):
        last = lines[wanted - 1].split() if wanted else [b"0"]
        short = len(last) < 1 + int(last[0])
    if short:
        raise ModelFileError(
            f"it is cut off: its header promises {wanted:,} lines, and it has {len(lines):,}"
            f"{', the last incomplete' if len(lines) >= wanted else ''}; copy or export it again"
        )


def _type(name: str) -> str:
    if name not in _TYPES:
        raise ModelFileError(
            f"its header names the type {name[:40]!r}, which PLY does not have; export it again"
        )
    return _TYPES[name]


def _cut_off(size: int, element: _Element) -> ModelFileError:
    return ModelFileError(
        f"it is cut off: {size:,} bytes do not hold the {element.count:,} rows of '{element.name}' that its "
        "header promises; copy or export it again"
    )
