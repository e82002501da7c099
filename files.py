"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .errors import DatasetError

__all__ = ["as_json", "locked", "replaced", "sweep", "unwritable", "write_atomic"]

LOCK = ".lock"
_TEMPORARY = re.compile(r"\..+\.\d+\.tmp")
_LOCK_WAIT_S = 5.0


def as_json(value: Any, indent: int | None = None) -> bytes:
    """JSON with sorted keys, the same bytes for the same value.

    Raises:
        ValueError: infinity or NaN, which are no JSON.
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        value, sort_keys=True, indent=indent, separators=separators, ensure_ascii=False, allow_nan=False
    )
    return text.encode() + b"\n"


def write_atomic(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, whole: not even a crash leaves half of it.

    Raises:
        DatasetError: the disk is full or refuses; nothing is left behind.
    """
    with replaced(path) as temporary:
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(fd, rest) :]
        finally:
            os.close(fd)


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` to write to; it takes ``path``'s place when all went well.

    Raises:
        DatasetError: as :func:`write_atomic`.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        fd = os.open(temporary, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritable(path.parent, error) from error
        raise


def unwritable(folder: Path, error: OSError) -> DatasetError:
    """What the system said when it refused to write, in one line, and what to do."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        advice = "free some space, then run the same command again: finished images are kept"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        advice = "change its rights, or choose another folder"
    elif error.errno in (errno.ENOTDIR, errno.EEXIST):
        advice = "a file is in its way; choose another folder"
    else:
        advice = "choose another folder"
    return DatasetError(f"folder {folder}: cannot write there: {reason}; {advice}")


def sweep(folder: Path) -> None:
    """Remove what killed writers left in a folder and in those directly inside it."""
    for place in (folder, *(p for p in folder.iterdir() if p.is_dir() and not p.is_symlink())):
        for path in place.iterdir():
            if _TEMPORARY.fullmatch(path.name):
                path.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[int]:
    """Hold a folder for one run; gives the lock's file descriptor, which workers inherit.

    The system frees the lock when the last process that holds it ends, however it ends. It is
    waited for a little, because the workers of a killed run take a moment to die.

    Raises:
        DatasetError: another run holds it, or the folder cannot be made or written.
    """
    import fcntl

    path, fd = folder / LOCK, None
    deadline = time.monotonic() + _LOCK_WAIT_S
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while fd is None:
            candidate = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                fcntl.flock(candidate, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if _same_file(candidate, path):  # else the holder before has just removed it
                    fd = candidate
            except OSError as error:
                if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
                    fd = candidate  # a file system without locks: go on without
                elif error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise
                elif time.monotonic() > deadline:
                    raise DatasetError(
                        f"folder {folder}: another run is writing to it; "
                        "wait for its end, or choose another folder"
                    ) from None
                else:
                    time.sleep(0.05)
            finally:
                if fd is None:
                    os.close(candidate)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield fd
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        os.close(fd)


def _same_file(fd: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False
