"""What a USD file refers to, found without USD: other layers, and pictures.

USD opens the layers that a file names, wherever they lie, so they are looked at before it may. Text
has its names between @ signs. The binary form ("crate") keeps every string in its section of tokens,
compressed with LZ4: after OpenUSD's ``crateFile.cpp`` and the LZ4 block format.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from ...errors import ModelFileError

__all__ = ["used"]

_LAYERS = {".usd", ".usda", ".usdc", ".usdz", ".abc", ".sdf"}
_PICTURES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".tga",
    ".bmp",
    ".tif",
    ".tiff",
    ".webp",
    ".gif",
    ".exr",
    ".hdr",
    ".dds",
}
_TEXT = re.compile(r"@@@(.+?)@@@|@([^@\n]+)@", re.DOTALL)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_MAX_TOKEN_BYTES = 1 << 26


def used(path: Path, data: bytes) -> tuple[list[str], dict[str, str]]:
    """Layers and pictures, relative to the file's folder; and what is wrong with other pictures, by name.

    Raises:
        ModelFileError: a layer is missing, lies outside the file's folder, or is damaged.
    """
    folder = path.parent
    files: dict[str, None] = {}
    faults: dict[str, str] = {}
    queue = [(path, data)]
    while queue:
        layer, content = queue.pop()
        for name in _names(content):
            kind, there = PurePosixPath(name).suffix.lower(), layer.parent / name
            if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or "://" in name:
                inside = False
            else:
                inside = there.resolve().is_relative_to(folder.resolve())
            if kind in _LAYERS:
                if not inside or kind not in (".usd", ".usda", ".usdc"):
                    what = "outside its folder" if not inside else "which is not followed"
                    raise ModelFileError(f"it takes data from {name[:200]}, {what}; flatten it into one file")
                if not there.is_file():
                    raise ModelFileError(f"it takes data from {name[:200]}, which is missing; put it there")
            elif not inside or not there.is_file():
                faults[name[:200]] = "is missing" if inside else "lies outside the model's folder"
                if not inside:
                    continue
            relative = there.resolve().relative_to(folder.resolve()).as_posix()
            if relative not in files and there.resolve() != path.resolve():
                files[relative] = None
                if kind in _LAYERS:
                    queue.append((there, there.read_bytes()))
    return list(files), faults


def _names(data: bytes) -> Iterator[str]:
    """What looks like the name of a layer or a picture, each once."""
    if data[:8] == b"PXR-USDC":
        found = _tokens(data)
    elif data[:5] == b"#usda":
        text = _COMMENT.sub("", data.decode("utf-8", "replace"))
        found = [long or short for long, short in _TEXT.findall(text)]
    else:
        raise ModelFileError("not USD: it starts with neither '#usda' nor 'PXR-USDC'; export it again")
    for text in dict.fromkeys(found):
        # "a.usd:SDF_FORMAT_ARGS:…" and "a.usdz[inside.usd]" mean the file in front.
        name = re.split(r":SDF_FORMAT_ARGS:|\[", text)[0].strip()
        if name and "\0" not in name and PurePosixPath(name).suffix.lower() in _LAYERS | _PICTURES:
            yield name


def _tokens(data: bytes) -> list[str]:
    try:
        major, minor = data[8], data[9]
        (contents,) = struct.unpack_from("<q", data, 16)
        (count,) = struct.unpack_from("<Q", data, contents)
        sections = [
            struct.unpack_from("<16sqq", data, contents + 8 + 32 * number) for number in range(min(count, 64))
        ]
        start = next(begin for name, begin, _ in sections if name.rstrip(b"\0") == b"TOKENS")
        if (major, minor) < (0, 4):
            raise ModelFileError(
                f"USD's binary version {major}.{minor}, expected 0.4 or later; export it again"
            )
        _, size, packed = struct.unpack_from("<QQQ", data, start)
        if size > _MAX_TOKEN_BYTES or start + 24 + packed > len(data):
            raise ModelFileError(
                f"it claims {size:,} bytes of names, or is cut off; it is damaged: export it again"
            )
        text = _unpacked(data[start + 24 : start + 24 + packed], size)
    except (struct.error, StopIteration, IndexError, OverflowError, ValueError):
        raise ModelFileError("it is cut off or damaged: its names cannot be read; export it again") from None
    return text.decode("utf-8", "replace").split("\0")


def _unpacked(data: bytes, size: int) -> bytes:
    """OpenUSD's framing of LZ4: the number of pieces, 0 for one piece without its length."""
    if data[0] == 0:
        return _lz4(data[1:], size)
    result, at = b"", 1
    for _ in range(data[0]):
        (length,) = struct.unpack_from("<i", data, at)
        result += _lz4(data[at + 4 : at + 4 + length], size - len(result))
        at += 4 + length
    return result


def _lz4(data: bytes, limit: int) -> bytes:
    """An LZ4 block: runs of literals, each followed by a copy of what was written before."""
    result = bytearray()
    at = 0
    while at < len(data):
        token, at = data[at], at + 1
        count, at = _length(data, at, token >> 4)
        result += data[at : at + count]
        at += count
        if at >= len(data):
            break
        back, at = data[at] | data[at + 1] << 8, at + 2
        count, at = _length(data, at, token & 15)
        if not 0 < back <= len(result) or len(result) + count + 4 > limit:
            raise ValueError("a copy from nowhere")
        for _ in range(count + 4):
            result.append(result[-back])
    if len(result) > limit:
        raise ValueError("longer than it says")
    return bytes(result)


def _length(data: bytes, at: int, count: int) -> tuple[int, int]:
    if count == 15:
        while True:
            more, at = data[at], at + 1
            count += more
            if more != 255:
                break
    return count, at
