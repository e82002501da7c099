"""Blender as a resource: one owner at a time, empty on entry, heard when it complains."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from ..errors import RenderError

__all__ = ["blender", "listening"]

_COMPLAINT = re.compile(r"\b(warning|error|failed|out of memory|cannot|unable)\b", re.IGNORECASE)
# Looking for an OpenGL context, Blender asks for one kind after another until one fits.
_HARMLESS = re.compile(r"EGL_BAD_MATCH")
_open = False


@contextmanager
def blender() -> Iterator[Any]:
    """The ``bpy`` module with an empty file; nothing of an earlier frame is left in it.

    Blender is one global state, so only one frame can own it.

    Raises:
        RenderError: when it is owned already, or bpy cannot be imported.
    """
    global _open
    if _open:
        raise RenderError("blender: another frame of this process is being rendered; use one process a frame")
    try:
        import bpy
    except ImportError as error:
        raise RenderError(
            f"bpy cannot be imported: {error}; run `make venv`, it names what is missing"
        ) from None
    _open = True
    # Blender makes itself a folder and removes it at its end, but workers are killed. Nothing of ours uses
    # it, and what does makes it again.
    with suppress(OSError):
        os.rmdir(bpy.app.tempdir)
    try:
        _empty(bpy)
        yield bpy
    finally:
        # A street's meshes and what Blender derives from them are 1.2 GB, which the next scene has a use for.
        with suppress(RuntimeError):
            _empty(bpy)
        _give_back()
        _open = False


def _empty(bpy: Any) -> None:
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def _give_back() -> None:
    """Hand what was freed back to the system; only GNU's C library keeps it, and has a way to."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@contextmanager
def listening(what: str, complain: bool = True) -> Iterator[None]:
    """Catch what Blender and Cycles print, and raise it where it is a warning or an error.

    They write to file descriptors 1 and 2 from C++, so these are turned to a temporary file. Without
    ``complain`` nothing is raised: looking for a GPU that is not there prints a warning each time.
    """
    _flush()
    with tempfile.TemporaryFile() as heard:
        saved = os.dup(1), os.dup(2)
        os.dup2(heard.fileno(), 1)
        os.dup2(heard.fileno(), 2)
        try:
            yield
        finally:
            _flush()
            os.dup2(saved[0], 1)
            os.dup2(saved[1], 2)
            os.close(saved[0])
            os.close(saved[1])
            heard.seek(0)
            text = heard.read().decode(errors="replace")
        complaints = [
            line.strip()
            for line in text.splitlines()
            if _COMPLAINT.search(line) and not _HARMLESS.search(line)
        ]
        if complaints and complain:
            raise RenderError(f"{what}: {'; '.join(complaints[:3])}")


def _flush() -> None:
    """Empty Python's buffers and the C library's, which holds lines back when it writes to a file."""
    sys.stdout.flush()
    sys.stderr.flush()
    ctypes.CDLL(None).fflush(None)
