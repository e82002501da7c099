"""What is in a package's file, put into a folder, and nothing anywhere else."""

from __future__ import annotations

import gzip
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from ...errors import AssetError

__all__ = ["unpack"]

_AR_MAGIC = b"!<arch>\n"
_CHUNK = 1 << 20
_DAMAGED = (
    *(tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError),
    *(EOFError, ValueError, KeyError, FileExistsError),
    RuntimeError,  # zipfile's for encryption, and its NotImplementedError for other compressions
)


def unpack(file: Path, place: Path, most_bytes: int, tell: Callable[[int], None] = lambda _: None) -> None:
    """Unpack a ``.deb``, ``.whl`` or ``.tgz`` into the folder ``place``.

    Plain files and folders only: links and devices are passed over.

    Args:
        file: the package, by its ending.
        place: an empty folder.
        most_bytes: what all files together may take.
        tell: called with the number of bytes that each piece of work wrote.

    Raises:
        AssetError: it is damaged, not of its kind, larger than it may be, or names a place outside ``place``.
        OSError: the disk is full or refuses.
    """
    left = most_bytes
    try:
        for name, content in _members(file):
            target = _inside(place, name, file)
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(target, "xb") as out:
                while chunk := content.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise AssetError(
                            f"{file}: it unpacks to more than {most_bytes:,} bytes, which is expected of it "
                            "at most; it is not the package that it should be: delete it and fetch it again"
                        )
                    out.write(chunk)
                    tell(len(chunk))
    except _DAMAGED as error:
        raise AssetError(
            f"{file}: damaged, or no such package ({error}); delete it and fetch it again"
        ) from error


def _members(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if file.suffix == ".whl":
        yield from _zip_members(file)
    elif file.suffix == ".tgz":
        with tarfile.open(file, "r:gz") as archive:
            yield from _tar_members(archive)
    elif file.suffix == ".deb":
        with tarfile.open(fileobj=BytesIO(_deb_data(file)), mode="r:*") as archive:
            yield from _tar_members(archive)
    else:
        raise AssetError(f"{file}: its ending is {file.suffix!r}, expected .deb, .whl or .tgz")


def _zip_members(file: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                with archive.open(info) as content:
                    yield info.filename, content


def _tar_members(archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for info in archive:
        content = archive.extractfile(info) if info.isreg() else None
        if content is not None:
            yield info.name, content


def _deb_data(file: Path) -> bytes:
    """The member of a Debian package that holds its files.

    A package is an ``ar`` archive: after a magic line each member has a header of 60 bytes, with its name
    in 16 of them and its size in 10 from the 48th on, and is padded to an even length (deb(5), ar(5)).
    """
    with open(file, "rb") as archive:
        if archive.read(len(_AR_MAGIC)) != _AR_MAGIC:
            raise ValueError("no ar archive")
        while len(header := archive.read(60)) == 60:
            name, size = header[:16].decode("ascii", "replace").strip().rstrip("/"), int(header[48:58])
            if name.startswith("data.tar"):
                data = archive.read(size)
                if len(data) != size:
                    raise EOFError("it is cut off")
                return data
            archive.seek(size + size % 2, os.SEEK_CUR)
    raise ValueError("no data.tar in it")


def _inside(place: Path, name: str, file: Path) -> Path:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        raise AssetError(
            f"{file}: it wants to write {name!r}, outside its folder; it is not the package it should be"
        )
    return place.joinpath(*path.parts)
