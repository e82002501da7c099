"""What an installed pack holds, file by file, so that damage to it is told from what it should be."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ..cache import cached

__all__ = ["INSTALLED", "damage", "listing", "sha256_of"]

INSTALLED = ".installed"
"""The file, with the package's SHA-256 and what it holds, that comes into a pack's folder last: then it
is whole."""

_HEAD = 3  # lines of the package's SHA-256, its name, and how much it holds
_VERSION = 1


def listing(place: Path) -> list[str]:
    """A line for each file below a folder: SHA-256, bytes and path, sorted by path."""
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.name != INSTALLED)
    return [f"{sha256_of(path)} {path.stat().st_size} {path.relative_to(place).as_posix()}" for path in files]


def damage(place: Path, all_again: bool = False) -> str | None:
    """What is wrong with a pack's files in a few words; None: nothing, as far as its marker tells.

    Sizes are looked at once a process. Content is hashed where a file's size or time of change is
    another than when it was hashed last, which the cache remembers, or ``all_again``.
    """
    with contextlib.suppress(OSError, UnicodeDecodeError):
        marker = place / INSTALLED
        if all_again:
            return _damage(place, _rows(marker), True)
        stamp = marker.stat()
        return _looked_at(place, stamp.st_size, stamp.st_mtime_ns)
    return f"{INSTALLED} cannot be read"


class _DamagedError(Exception):
    pass


def _looked_at(place: Path, size: int, mtime_ns: int) -> str | None:
    try:
        _look(place, size, mtime_ns)
    except _DamagedError as error:
        return str(error)
    return None


@lru_cache(maxsize=32)
def _look(place: Path, size: int, mtime_ns: int) -> None:
    """Raises where there is damage, so that only what is whole is remembered."""
    found = _damage(place, _rows(place / INSTALLED), False)
    if found is not None:
        raise _DamagedError(found)


def _rows(marker: Path) -> list[tuple[str, int, str]]:
    lines = marker.read_text("utf-8").splitlines()[_HEAD:]
    rows = (line.split(" ", 2) for line in lines)
    return [(row[0], int(row[1]), row[2]) for row in rows if len(row) == 3 and row[1].isdigit()]


def _damage(place: Path, rows: Sequence[tuple[str, int, str]], all_again: bool) -> str | None:
    stamps = []
    for sha256, size, name in rows:
        try:
            there = (place / name).stat()
        except OSError:
            return f"{name} is not there"
        if there.st_size != size:
            return f"{name} has {there.st_size:,} bytes, expected {size:,}"
        stamps.append((name, sha256, size, there.st_mtime_ns))

    def hashed() -> bytes:
        for sha256, _, name in rows:
            try:
                found = sha256_of(place / name)
            except OSError:
                raise _DamagedError(f"{name} cannot be read") from None
            if found != sha256:
                raise _DamagedError(f"{name} has other content than it had")
        return b"whole"

    key = hashlib.sha256(repr((str(place.absolute()), stamps)).encode()).hexdigest()[:32]
    try:
        hashed() if all_again or not rows else cached("packs", key, _VERSION, hashed)
    except _DamagedError as error:
        return str(error)
    return None


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's content."""
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
