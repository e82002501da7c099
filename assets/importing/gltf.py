"""glTF 2.0 and GLB: containers, buffers and accessors. :mod:`.gltf_model` makes a model of them.

Own code because trimesh 5.2 was measured to lose what decides a picture: sparse accessors (zeros),
normalised texture coordinates (they wrap around), texture transforms, second texture coordinates,
transmission and emissive strength. After the glTF 2.0 specification, sections 3.5, 3.6 and 4.
"""

from __future__ import annotations

import base64
import binascii
import json
import struct
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...errors import ModelFileError
from .references import find

__all__ = ["Gltf", "parse", "uris"]

_JSON, _BIN = 0x4E4F534A, 0x004E4942
_DTYPES = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_COLUMNS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}


class Gltf:
    """A parsed file: its JSON, and its binary data on demand.

    Args:
        tree: the JSON object.
        binary: the GLB's own binary chunk, or None.
        fetch: gives the bytes of another file by its (unquoted) relative name, None where it is missing.
    """

    def __init__(
        self, tree: dict[str, Any], binary: bytes | None, fetch: Callable[[str], bytes | None]
    ) -> None:
        self.tree = tree
        self._binary = binary
        self._fetch = fetch
        self._buffers: dict[int, bytes] = {}
        self._arrays: dict[int, npt.NDArray[Any]] = {}

    def item(self, kind: str, index: object) -> dict[str, Any]:
        """``tree[kind][index]``, or the error that says that it isn't there."""
        items = self.tree.get(kind, [])
        if not isinstance(index, int) or not 0 <= index < len(items):
            raise ModelFileError(
                f"it refers to {kind}[{index}] of {len(items)}; it is damaged: export it again"
            )
        found = items[index]
        if not isinstance(found, dict):
            raise ModelFileError(f"its {kind}[{index}] is not an object; it is damaged: export it again")
        return found

    def external(self, uri: str) -> bytes | None:
        """What a URI stands for: embedded base64, or another file; None where that is missing."""
        if uri.startswith("data:"):
            try:
                return base64.b64decode(uri.partition(",")[2], validate=True)
            except binascii.Error:
                raise ModelFileError("its embedded data is cut off or damaged: export it again") from None
        return self._fetch(urllib.parse.unquote(uri))

    def view(self, index: object) -> bytes:
        """The bytes of a buffer view."""
        view = self.item("bufferViews", index)
        start, length = _size(view, "byteOffset", 0), _size(view, "byteLength")
        data = self._buffer(view.get("buffer"))
        if start + length > len(data):
            raise ModelFileError(
                f"its data is cut off: {len(data):,} bytes, but bufferViews[{index}] ends at "
                f"{start + length:,}; export it again"
            )
        return data[start : start + length]

    def array(self, index: object) -> npt.NDArray[Any]:
        """An accessor's values, shape (count, columns): floats where normalised, else as stored."""
        if not isinstance(index, int) or index not in self._arrays:
            array = self._array(self.item("accessors", index))
            assert isinstance(index, int)
            self._arrays[index] = array
        return self._arrays[index]

    def _buffer(self, index: object) -> bytes:
        buffer = self.item("buffers", index)
        assert isinstance(index, int)
        if index not in self._buffers:
            uri = buffer.get("uri")
            data = self._binary if uri is None else self.external(str(uri))
            if data is None:
                what = "its binary part" if uri is None else f"the file {uri!r} that holds its triangles"
                raise ModelFileError(f"{what} is missing; put it beside this file, or export as one .glb")
            promised = _size(buffer, "byteLength")
            if len(data) < promised:
                raise ModelFileError(
                    f"its data is cut off: {len(data):,} of {promised:,} bytes; export it again"
                )
            self._buffers[index] = data
        return self._buffers[index]

    def _array(self, accessor: dict[str, Any]) -> npt.NDArray[Any]:
        if accessor.get("componentType") not in _DTYPES or accessor.get("type") not in _COLUMNS:
            raise ModelFileError(
                f"an accessor has componentType {accessor.get('componentType')!r} and type "
                f"{accessor.get('type')!r}, which glTF 2.0 does not have; export it again"
            )
        dtype, columns = np.dtype(_DTYPES[accessor["componentType"]]), _COLUMNS[accessor["type"]]
        count = _size(accessor, "count")
        if "bufferView" in accessor:
            view = self.item("bufferViews", accessor["bufferView"])
            array = _rows(
                self.view(accessor["bufferView"]),
                dtype,
                columns,
                count,
                _size(accessor, "byteOffset", 0),
                _size(view, "byteStride", 0),
            )
        elif "sparse" in accessor:
            if count > 100_000_000:
                raise ModelFileError(f"an accessor claims {count:,} values; it is damaged: export it again")
            array = np.zeros((count, columns), dtype)
        else:
            raise ModelFileError(
                "an accessor has no data; it is compressed or damaged: export it uncompressed"
            )
        if "sparse" in accessor:
            array = self._with_sparse(array, accessor["sparse"])
        if accessor.get("normalized") and dtype.kind in "iu":
            return np.maximum(array.astype(np.float64) / np.iinfo(dtype).max, -1.0)
        return array

    def _with_sparse(self, array: npt.NDArray[Any], sparse: dict[str, Any]) -> npt.NDArray[Any]:
        where, what = sparse["indices"], sparse["values"]
        count = _size(sparse, "count")
        if where.get("componentType") not in (5121, 5123, 5125):
            raise ModelFileError("a sparse accessor has no whole-number indices; export it again")
        index_type = np.dtype(_DTYPES[where["componentType"]])
        rows = _rows(self.view(where["bufferView"]), index_type, 1, count, _size(where, "byteOffset", 0), 0)
        values = _rows(
            self.view(what["bufferView"]), array.dtype, array.shape[1], count, _size(what, "byteOffset", 0), 0
        )
        if count and rows.max() >= len(array):
            raise ModelFileError(
                "a sparse accessor points outside its values; it is damaged: export it again"
            )
        result = array.copy()
        result[rows[:, 0]] = values
        return result


def parse(data: bytes, path: Path) -> Gltf:
    """The file's JSON and binary chunk, with its other files looked up beside ``path``.

    Raises:
        ModelFileError: where it is cut off, damaged, or needs what is not read here.
    """
    text, binary = _chunks(data) if data[:4] == b"glTF" else (data, None)
    try:
        tree = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ModelFileError(
            f"not glTF, or cut off: its JSON cannot be read ({' '.join(str(error).split())[:80]}); "
            "export it again"
        ) from None
    if not isinstance(tree, dict) or not isinstance(tree.get("asset"), dict):
        raise ModelFileError("not glTF: its JSON has no 'asset'; export it again as glTF 2.0")
    version = str(tree["asset"].get("version", "2.0"))
    if version.split(".")[0] != "2":
        raise ModelFileError(f"glTF version {version}, expected 2.0; export it again as glTF 2.0")

    def fetch(name: str) -> bytes | None:
        found = find(path, name)
        return found.read_bytes() if found else None

    return Gltf(tree, binary, fetch)


def uris(data: bytes) -> list[str]:
    """Names of the other files that a glTF or GLB refers to, as they are in it, unquoted."""
    tree = json.loads(_chunks(data)[0] if data[:4] == b"glTF" else data.decode("utf-8-sig"))
    items = [*tree.get("buffers", []), *tree.get("images", [])]
    names = [str(item["uri"]) for item in items if "uri" in item]
    return [urllib.parse.unquote(name) for name in names if not name.startswith("data:")]


def _chunks(data: bytes) -> tuple[bytes, bytes | None]:
    """JSON and binary chunk of a GLB."""
    if len(data) < 20:
        raise ModelFileError(
            f"it is cut off: a GLB has at least 20 bytes, this has {len(data)}; export it again"
        )
    _, version, length = struct.unpack_from("<III", data)
    if version != 2:
        raise ModelFileError(f"GLB version {version}, expected 2; export it again as glTF 2.0")
    if len(data) < length:
        raise ModelFileError(f"it is cut off: {len(data):,} of {length:,} bytes; copy or export it again")
    text, binary, at = None, None, 12
    while at + 8 <= length:
        size, kind = struct.unpack_from("<II", data, at)
        if at + 8 + size > length:
            raise ModelFileError("a chunk is longer than the file; it is damaged: export it again")
        chunk = data[at + 8 : at + 8 + size]
        if kind == _JSON and text is None:
            text = chunk
        elif kind == _BIN and binary is None:
            binary = chunk
        at += 8 + size
    if text is None:
        raise ModelFileError("a GLB without its JSON part; it is damaged: export it again")
    return text, binary


def _rows(
    data: bytes, dtype: np.dtype[Any], columns: int, count: int, start: int, stride: int
) -> npt.NDArray[Any]:
    """``count`` rows of ``columns`` values, ``stride`` bytes apart (0: packed)."""
    row = dtype.itemsize * columns
    stride = stride or row
    end = start + (count - 1) * stride + row if count else start
    if stride < row or end > len(data):
        raise ModelFileError(
            f"its data is cut off: an accessor ends at byte {end:,} of {len(data):,}; export it again"
        )
    return np.ndarray((count, columns), dtype, data, start, (stride, dtype.itemsize)).copy()


def _size(item: dict[str, Any], key: str, default: int | None = None) -> int:
    value = item.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ModelFileError(f"its {key} is {value!r}, expected a whole number >= 0; export it again")
    return value
