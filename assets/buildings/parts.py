"""Part numbers of buildings, what all buildings have in common, and the palette of small things.

Frames, doors, curtains, rooms and goods are of one material: its picture is a palette, and each face's
texture coordinates lie in the middle of its colour. So a street of many colours needs few materials,
and what buildings have in common is made once.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..material import Material, Surface, Texture
from ..palette import hexadecimal
from ..recipes import WindowGlass

__all__ = [
    "BASE",
    "GLASS",
    "GLOW",
    "PAINT",
    "ROOF",
    "TRIM",
    "WALL",
    "glass",
    "glow",
    "paint",
    "palette_uv",
    "tint",
]

WALL, BASE, TRIM, ROOF, PAINT, GLASS, GLOW = range(7)
"""Walls; plinth or ground floor; sills and bands; roof; all small things; panes; what shines at night."""

GLOW_W_M2_SR = 0.8
"""How bright the brightest window is."""

_SIDE = 16

_TINTS: dict[str, tuple[str, ...]] = {
    # Frames and other joinery.
    "white": ("cfcfca", "c9c8c0", "d0cdc4"),
    "cream": ("c4b999", "bcae8d"),
    "brown": ("4a3527", "5a402c", "3b2b22"),
    "oak": ("7a5a38", "8a6a45"),
    "anthracite": ("34373a", "3f4346", "2b2d30"),
    "green": ("2f4a3a", "3d5a48", "55705c"),
    "blue": ("2f4460", "4c6580", "6f8798"),
    "red": ("6b2622", "7d342b"),
    "grey": ("8a8b8a", "777a7b", "9a9a97"),
    "black": ("1f2021", "262626"),
    # Metal: gutters of zinc, copper, railings.
    "zinc": ("7d8284", "8b9092"),
    "copper": ("5b6f60", "6a4a38"),
    "iron": ("232425", "2c302e"),
    "steel": ("9b9d9e",),
    # Behind panes.
    "net": ("b9b6ad", "a9a69c", "c2beb2", "9d9a92"),
    "drape": ("7d6650", "6d3f38", "8d8672", "4e5a66", "a08a63", "70745c", "93827a", "5b4a52"),
    "blind": ("b5b1a6", "a39b8a", "8f9498", "c0bbae"),
    "room": ("4d4840", "5d564a", "3d3a36", "6b6253", "52564f", "57504e"),
    "floor": ("4a3b2c", "3c332a", "55483a"),
    "dark": ("1b1a19", "232120", "2a2825"),
    "plant": ("33452a", "44562f", "2b3a24"),
    # Roller shutters, awnings, signs, goods.
    "shutter": ("a3a19a", "8d8c88", "b0aca0", "766f66"),
    "sign": ("8c2420", "1f3f6b", "2f5a3c", "b08a24", "3a3a3c", "b9b6ae", "6a2a50", "c06a1e", "2b7078"),
    "cloth": ("7a2622", "24406a", "2f5238", "a89a78", "b8b2a2", "8f5a26", "4b4b4d", "92722e"),
    "goods": (
        "a03028", "2f5a90", "c7a033", "3f7a48", "b9b4a8", "6a4a7a", "b0622c", "46525e", "c9c4b6", "7f9aa8",
        "8e3a55", "d0b58a",
    ),
    "skin": ("a9a39a", "8f8a84"),
    "brick": ("6b4438", "5d4034", "7a5a48"),
    "clay": ("8a5238", "74462f"),
    "lead": ("55585b", "616567"),
    "concrete": ("85837d", "959289", "76746e"),
    "tank": ("6d7477", "4d5356"),
    "flower": ("a3313a", "b85a7a", "c9a23a", "b0482c"),
    "lamp": ("c6b98e",),
    # What shines: bulbs of several kinds through curtains of several colours, screens, tubes.
    "warm": ("ffc98a", "ffb566", "f2a95e", "ffd7a0", "d98f4a"),
    "dim": ("8a5a30", "6b4526", "75603f"),
    "neutral": ("fff0d8", "e8dcc4"),
    "cool": ("dfe9ff", "9fb4d8"),
    "screen": ("4a6ab0", "5a70a0"),
}  # fmt: skip
_FIRST = dict(
    zip(_TINTS, np.cumsum([0, *(len(codes) for codes in _TINTS.values())])[:-1].tolist(), strict=True)
)


def tint(name: str, number: int | npt.NDArray[np.int64] = 0) -> npt.NDArray[np.int64]:
    """The palette's number of a colour; counting goes round the shades that it has."""
    shade = np.asarray(number, np.int64) % len(_TINTS[name])
    return np.asarray(_FIRST[name] + shade, np.int64)


def palette_uv(tints: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """The middle of each tint's place in the palette, shape (n, 2), origin bottom left."""
    row, column = np.divmod(tints, _SIDE)
    return (np.stack([column + 0.5, _SIDE - row - 0.5], axis=-1) / _SIDE).astype(np.float32)


@lru_cache(maxsize=1)
def _palette() -> Texture:
    pixels = np.zeros((_SIDE * _SIDE, 3), np.uint8)
    colors = [hexadecimal(code) for codes in _TINTS.values() for code in codes]
    pixels[: len(colors)] = np.round(255 * np.array(colors))
    return Texture(pixels.reshape(_SIDE, _SIDE, 3))


@lru_cache(maxsize=1)
def paint() -> Material:
    """All small things."""
    return Surface(base_color=_palette(), roughness=0.55)


@lru_cache(maxsize=1)
def glass() -> Material:
    """Double glazing: an index of 2.1 mirrors 13 % straight on, as four surfaces of glass do."""
    return WindowGlass(tint=(0.86, 0.88, 0.87), ior=2.1, wear=0.0)


@lru_cache(maxsize=1)
def glow() -> Material:
    """Lit rooms and curtains."""
    return Surface(
        base_color=(0.3, 0.28, 0.25), roughness=0.8, emission=_palette(), emission_strength=GLOW_W_M2_SR
    )
