"""Mistakes that a user can mend. The command line prints them as one line, never as a traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "AssetError",
    "CycloramaError",
    "DatasetError",
    "DrawError",
    "ModelFileError",
    "PhysicsError",
    "PlacementError",
    "RenderError",
    "SceneError",
    "check_one_of",
    "close_names",
]


class CycloramaError(Exception):
    """Base of every error that names the thing, the value, what was expected and what to do."""


class AssetError(CycloramaError):
    """An asset or a pack of assets is not there, or cannot be had, used or installed."""


class DrawError(CycloramaError):
    """A named draw was asked for wrongly, twice, or pinned to a value that it cannot take."""


class SceneError(CycloramaError):
    """A scene script cannot be found or called, or what it returned is not a valid scene."""


class ModelFileError(CycloramaError):
    """A model file cannot be used; the message says which file and why."""


class PlacementError(CycloramaError):
    """Things could not be placed within the bounded number of tries."""


class PhysicsError(CycloramaError):
    """Things did not come to rest, or fell off what should have carried them."""


class RenderError(CycloramaError):
    """Blender or Cycles refused, warned or failed."""


class DatasetError(CycloramaError):
    """A dataset folder cannot be read, written, resumed or merged."""


def close_names(name: str, known: Iterable[str], least: float = 0.5) -> str:
    """' Did you mean a, b?' for the known names nearest to ``name`` in any case, or an empty string.

    ``least`` is how like it they must be, 0 to 1: higher where there are so many that some are by chance.
    """
    spelt = {known_name.casefold(): known_name for known_name in known}
    close = difflib.get_close_matches(name.casefold(), sorted(spelt), n=3, cutoff=least)
    return f" Did you mean {', '.join(spelt[name] for name in close)}?" if close else ""


def check_one_of(what: str, value: object, known: Iterable[str]) -> None:
    """Refuse a word of an asset's that there is none of.

    Raises:
        AssetError: it is not among those known; says which are.
    """
    words = tuple(known)
    if value not in words:
        close = close_names(value, words) if isinstance(value, str) else ""
        raise AssetError(f"{what} {value!r}: expected one of {', '.join(words)}.{close}")
