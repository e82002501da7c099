"""Skies and rooms of light that come with Blender: eight CC0 environment pictures."""

from __future__ import annotations

from collections.abc import Sequence

from ..draw import Draw
from .model import Source

__all__ = ["ALL", "BLENDER_PREFIX", "DAY", "EVENING", "INDOOR", "pick", "source"]

BLENDER_PREFIX = "bpy:"

INDOOR = ("interior", "studio")
DAY = ("city", "courtyard", "forest", "interior")
EVENING = ("interior", "night", "sunset")
ALL = ("city", "courtyard", "forest", "interior", "night", "studio", "sunrise", "sunset")

# Their licence file says that Greg Zaal of Poly Haven made them, and that all are CC0.
_AUTHOR = "Greg Zaal, Poly Haven"


def pick(draw: Draw, names: Sequence[str] = ALL) -> str:
    """The name of an environment picture for ``Hdri``, drawn as ``image``."""
    return BLENDER_PREFIX + draw.choice("image", names)


def source(image: str) -> Source | None:
    """Origin and licence of one of Blender's pictures; None for a file of the user's."""
    if not image.startswith(BLENDER_PREFIX):
        return None
    name = image.removeprefix(BLENDER_PREFIX)
    return Source(
        id=f"blender/studiolights/world/{name}.exr",
        licence="CC0-1.0",
        author=_AUTHOR,
        title=name,
        origin="Blender",
        kind="sky",
    )
