"""What cafés put out on the pavement: tables with their chairs, and parasols."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..mesh import Mesh
from ..model import Model
from ..shapes.lathe import lathe
from .finish import LOOKS, painted, plain, timber
from .forms import box, gathered, moved, tube, turned
from .mount import Region

__all__ = ["cafe_table", "parasol"]

_STEEL, _WOOD = range(2)
_CLOTHS = {"d8d2c2": 3.0, "8f2a24": 1.5, "2f4a3a": 1.0, "c9a23a": 1.0, "2f3f5a": 0.7}


def _chair() -> Mesh:
    """A folding chair that faces +y, a seat and a back of slats on a steel frame."""
    pieces = [box((0.4, 0.07, 0.02), (0, y, 0.44), _WOOD, 0.004) for y in (-0.15, -0.06, 0.03, 0.12)]
    for z in (0.66, 0.78):
        pieces.append(box((0.4, 0.018, 0.08), (0, -0.24, z), _WOOD, 0.004))
    for x in (-0.18, 0.18):
        pieces.append(tube((x, 0.2, 0.0), (x, -0.26, 0.86), 0.011, sides=6))
        pieces.append(tube((x, -0.24, 0.0), (x, 0.14, 0.45), 0.011, sides=6))
    return gathered(pieces)


@lru_cache(maxsize=16)
def _table(chairs: int, color: str, look: int) -> Model:
    pieces = [
        lathe(np.array([[0.0, 0.7], [0.34, 0.7], [0.35, 0.715], [0.34, 0.73], [0.0, 0.73]]), 20, _WOOD),
        tube((0, 0, 0.02), (0, 0, 0.7), 0.03, sides=10),
        lathe(np.array([[0.0, 0.0], [0.22, 0.0], [0.2, 0.025], [0.03, 0.05]]), 16),
    ]
    for number in range(chairs):
        yaw = (8.0, 172.0, 95.0)[number]
        pieces.append(turned(moved(_chair(), 0, -0.55, 0), yaw))
    return Model("cafe table", gathered(pieces), (painted(color, look, 0.1), timber("x", look)))


def cafe_table(draw: Draw, *, region: Region = "europe") -> Model:
    """A round table with its chairs along y."""
    return _table(
        draw.choice("chairs", {2: 0.8, 3: 0.2}),
        draw.choice("color", {"23282a": 3.0, "5c6165": 1.0, "2a4034": 1.0}),
        draw.integer("look", 0, LOOKS - 1),
    )


@lru_cache(maxsize=16)
def _parasol(radius_m: float, cloth: str, look: int) -> Model:
    r = radius_m
    pieces = [
        box((0.5, 0.5, 0.07), (0, 0, 0), 2, 0.01),
        tube((0, 0, 0.05), (0, 0, 2.72), 0.022, sides=10, part=0),
    ]
    # A cloth has two sides; its valance hangs down all around.
    profile = np.array(
        [
            [r, 2.08],
            [r, 2.24],
            [0.5 * r, 2.46],
            [0.04, 2.68],
            [0.04, 2.66],
            [0.5 * r, 2.44],
            [0.99 * r, 2.22],
            [0.99 * r, 2.08],
        ]
    )
    pieces.append(lathe(profile, 8, 1, closed=True))
    return Model("parasol", gathered(pieces), (timber("z", look), plain(cloth, 0.9), plain("6d6b67", 0.8)))


def parasol(draw: Draw, *, region: Region = "europe") -> Model:
    """An open parasol of eight panels on a slab, its cloth above heads."""
    return _parasol(
        draw.choice("radius_m", (1.1, 1.35)),
        draw.choice("cloth", _CLOTHS),
        draw.integer("look", 0, LOOKS - 1),
    )
