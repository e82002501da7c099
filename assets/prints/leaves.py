"""Pictures of single leaves, cut out by their alpha."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Color, Texture
from ..palette import hexadecimal, varied

__all__ = ["LeafSpecies", "Season", "leaf_picture"]

LeafSpecies = Literal["beech", "birch", "oak", "plane", "willow"]
Season = Literal["spring", "summer", "autumn"]
_SPECIES: dict[LeafSpecies, float] = {"beech": 1.0, "birch": 1.0, "oak": 1.0, "plane": 1.0, "willow": 1.0}
_SEASONS: dict[Season, float] = {"spring": 1.0, "summer": 3.0, "autumn": 1.0}
_COLORS: dict[Season, tuple[str, ...]] = {
    "spring": ("7d9a45", "6f8f3c"),
    "summer": ("4f6b2f", "465f2c", "5a7636"),
    "autumn": ("b58a35", "a8622f", "8a5a34", "9a9040"),
}
_ROWS, _COLUMNS = 192, 160
_BASE = 0.12  # share of the picture's height that is stalk

Array = npt.NDArray[np.float64]


def leaf_picture(draw: Draw, species: LeafSpecies | None = None, season: Season | None = None) -> Texture:
    """A leaf with its stalk at the bottom middle; its alpha is 0 or 255 everywhere."""
    species = species or draw.choice("species", _SPECIES)
    season = season or draw.choice("season", _SEASONS)
    base = varied(draw, "color", hexadecimal(draw.choice("tone", _COLORS[season])))
    rng = draw.rng("grain")
    rows, columns = np.mgrid[0:_ROWS, 0:_COLUMNS]
    t = ((_ROWS - 0.5 - rows) / _ROWS - _BASE) / (0.96 - _BASE)  # 0 at the base, 1 at the tip
    side = (columns + 0.5 - _COLUMNS / 2) / _ROWS + 0.02 * np.sin(3 * t)
    if species == "plane":
        there = _palmate(t, side)
    elif species == "oak":
        there = _lobed(t, side)
    else:
        there = np.abs(side) < _half_width(species, t)
    stalk = (t <= (0.24 if species == "plane" else 0.03)) & (np.abs(side) < 0.008)
    pixels = _colored(base, t, side, season, species, rng)
    alpha = np.where(there | stalk, 255, 0)
    return Texture(np.dstack([pixels, alpha]).astype(np.uint8), tiles="extend")


def _half_width(species: LeafSpecies, t: Array) -> Array:
    """Half the width at ``t``, as a share of the picture's height."""
    inside = np.clip(t, 0.0, 1.0)
    teeth = np.abs(inside * 22 % 1 - 0.5)
    shapes = {
        "beech": 0.62 * inside**0.6 * (1 - inside) ** 0.75,
        "birch": 0.95 * inside**0.55 * (1 - inside) ** 1.25 * (0.9 + 0.22 * teeth),
        "willow": 0.2 * inside**0.6 * (1 - inside) ** 0.8,
    }
    return np.where((t > 0) & (t < 1), shapes[species], 0.0)


def _lobed(t: Array, side: Array) -> npt.NDArray[np.bool_]:
    """Round lobes that point forward, on both sides of a blade that is widest above its middle."""
    inside = np.clip(t, 0.0, 1.0)
    there = (t > 0) & (t < 1) & (np.abs(side) < 0.24 * inside**0.8 * (1 - inside) ** 0.35)
    lobes = (
        (0.2, 0.06, 0.05),
        (0.36, 0.12, 0.062),
        (0.54, 0.16, 0.068),
        (0.72, 0.13, 0.066),
        (0.87, 0.05, 0.07),
    )
    for place, reach, radius in lobes:
        for hand, shift in ((1.0, 0.0), (-1.0, 0.04)):  # they alternate
            past = side * hand - reach
            along = (t - place - shift) * 0.84 - 0.5 * past
            there |= (np.hypot(along, np.maximum(past, 0.0)) < radius) & (past > -reach)
    return np.asarray(there & (t > 0) & (t < 1))


def _palmate(t: Array, side: Array) -> npt.NDArray[np.bool_]:
    """Five pointed lobes around the base."""
    angle = np.arctan2(side, t * 0.84 - 0.2)
    radius = np.hypot(side, t * 0.84 - 0.2)
    lobe = np.abs(((angle / 0.92) + 0.5) % 1 - 0.5)
    reach = 0.24 + 0.3 * (1 - 2 * lobe) ** 1.4 + 0.02 * np.cos(angle * 46)
    return np.asarray((radius < reach * (0.93 - 0.1 * np.abs(angle))) & (np.abs(angle) < 2.5))


def _colored(
    base: Color, t: Array, side: Array, season: Season, species: LeafSpecies, rng: np.random.Generator
) -> Array:
    """RGB, 0 … 255, shape (height, width, 3): veins, blotches, and a margin that autumn burns first."""
    blotch = cv2.GaussianBlur(rng.normal(size=t.shape), (0, 0), 9.0)
    blotch = blotch / blotch.std()
    fine = cv2.GaussianBlur(rng.normal(size=t.shape), (0, 0), 1.0)
    if species == "plane":
        angle = np.arctan2(side, t * 0.84 - 0.2)
        rib = np.abs((angle / 0.92 + 0.5) % 1 - 0.5) * np.hypot(side, t * 0.84 - 0.2)
        veins = np.exp(-((rib / 0.006) ** 2))
    else:
        run = (t - np.abs(side) * 1.1) * 9
        twigs = np.exp(-(((np.abs(run % 1 - 0.5) - 0.5) / 0.07) ** 2)) * (t > 0.05)
        veins = np.maximum(np.exp(-((side / 0.006) ** 2)), 0.5 * twigs)
    color = np.array(base) * (1 + 0.05 * blotch + 0.06 * fine)[..., None]
    pale = np.array(base) * 0.6 + np.array((0.32, 0.34, 0.18))
    color += (pale - color) * (0.5 * veins)[..., None]
    if season == "autumn":
        burnt = np.clip(0.5 * blotch - 0.4 + 3.0 * np.abs(side), 0.0, 0.8)
        color += (np.array((0.36, 0.22, 0.12)) - color) * burnt[..., None]
    return np.asarray(np.clip(color, 0.05, 0.9) * 255)
