"""Write a dataset in another format: all of it, or nothing."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from pathlib import Path

from ...assets.ledger import ATTRIBUTION
from ...errors import DatasetError, close_names
from ...files import unwritable
from . import FORMATS
from .frames import Frames, Written

__all__ = ["export"]


def export(frames: Frames, name: str, out: Path) -> Written:
    """Write the frames in format ``name`` to a new or empty folder.

    It is written beside its place and moved there when it is whole, so an interrupted export leaves
    nothing behind but a hidden folder if it was killed, which the next one removes.

    Raises:
        DatasetError: no such format, a folder that is not empty, records or pictures that cannot be read,
            or a disk that refuses.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise DatasetError(f"--format {name}: expected one of {known}.{close_names(name, FORMATS)}")
    out = out.absolute()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise DatasetError(f"folder {out}: it is not empty; an export needs a new or an empty folder")
    temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        _sweep(out)
        temporary.mkdir(parents=True)
        written = FORMATS[name](frames, temporary)
        if (frames.folder / ATTRIBUTION).is_file():
            shutil.copyfile(frames.folder / ATTRIBUTION, temporary / ATTRIBUTION)
        if out.exists():
            out.rmdir()
        temporary.rename(out)
    except BaseException as error:
        shutil.rmtree(temporary, ignore_errors=True)
        if isinstance(error, OSError):
            raise unwritable(out.parent, error) from error
        if isinstance(error, LookupError | TypeError | ValueError | AttributeError | ArithmeticError):
            raise DatasetError(
                f"{frames.folder}: its records cannot be exported ({error!r}); `cyclorama verify` says more"
            ) from error
        raise
    return written


def _sweep(out: Path) -> None:
    """Remove what exports to the same place left when they were killed."""
    pattern = re.compile(rf"\.{re.escape(out.name)}\.(\d+)\.tmp")
    for path in sorted(out.parent.iterdir()) if out.parent.is_dir() else ():
        match = pattern.fullmatch(path.name)
        if match and not _is_running(int(match[1])):
            shutil.rmtree(path, ignore_errors=True)


def _is_running(pid: int) -> bool:
    with contextlib.suppress(PermissionError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return pid != os.getpid()
