"""The other files that a model file refers to: materials, pictures, buffers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

__all__ = ["Fetch", "beside", "find", "lacking", "lacks", "leads_out"]

Fetch = Callable[[str], bytes | None]
"""The content of the file that a model means by a name; None where there is no such file."""


_INSTEAD = {"picture": "a plain colour is used", "material file": "grey plastic is used"}


def lacking(name: str, why: str | None = None, kind: str = "picture") -> str:
    """The note on a picture or material file that the model can do without; by default it is missing."""
    if why is None:
        why = "is missing"
        if _is_absolute(name):  # it may well exist
            why += f" beside the model (absolute paths are never followed: put {_clean(name).name} there)"
    return f"{'its' if kind == 'material file' else 'the'} {kind} {name} {why}: {_INSTEAD[kind]}"


def lacks(note: str) -> str | None:
    """What is wrong, if the note is one that :func:`lacking` made, else None."""
    for kind, instead in _INSTEAD.items():
        if note.startswith((f"the {kind} ", f"its {kind} ")) and note.endswith(f": {instead}"):
            return note.removesuffix(f": {instead}")
    return None


def leads_out(name: str) -> bool:
    """Whether the name of a file in an archive would put it outside the folder that it is unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(PureWindowsPath(name).drive)


def beside(model: Path) -> Fetch:
    """What :func:`find` finds on disk for ``model``."""

    def fetch(name: str) -> bytes | None:
        found = find(model, name)
        return None if found is None else found.read_bytes()

    return fetch


def find(model: Path, name: str) -> Path | None:
    """The file that ``model`` means by ``name``, or None.

    Looked for relative to the model's folder, then, as files move between machines, by its bare
    name beside the model, there also without regard to case. Absolute paths are never followed.
    """
    folder = model.parent
    clean = _clean(name)
    if not clean.name or "\0" in name:
        return None
    try:
        if not _is_absolute(name) and (folder / clean).is_file():
            return folder / clean
        if (folder / clean.name).is_file():
            return folder / clean.name
        beside = sorted(p for p in folder.iterdir() if p.name.lower() == clean.name.lower())
        return next((p for p in beside if p.is_file()), None)
    except OSError:  # a name that is too long, or a folder that may not be listed
        return None


def _clean(name: str) -> PurePosixPath:
    return PurePosixPath(name.strip().strip('"').replace("\\", "/"))


def _is_absolute(name: str) -> bool:
    return _clean(name).is_absolute() or bool(PureWindowsPath(name.strip()).drive)
