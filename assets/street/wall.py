"""Garden walls by length: brick, render or stone under a coping. They run along y about the origin."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..recipes import Brickwork, Facade, Paving
from .finish import LOOKS, concrete
from .forms import box, gathered
from .mount import Region

__all__ = ["WallStyle", "garden_wall", "garden_wall_of"]

WallStyle = Literal["brick", "render", "stone", "concrete"]


@lru_cache(maxsize=64)
def _stuff(style: WallStyle, color: str, look: int) -> Material:
    age = (look % LOOKS) / (LOOKS - 1)
    if style == "brick":
        return Brickwork(
            color=hexadecimal(color), soot=0.15 + 0.6 * age, salt=0.3 * age, variation=0.6, seed=5.0 * look
        )
    if style == "render":
        return Facade(color=hexadecimal(color), streaks=0.3 + 0.6 * age, relief=0.5, seed=5.0 * look)
    if style == "stone":
        # Squared rubble: the courses of setts, seen on an upright face.
        return Paving(
            kind="cobbles",
            color=hexadecimal(color),
            stone_m=(0.32, 0.16),
            joint_m=0.014,
            variation=0.9,
            wear=0.6,
            seed=5.0 * look,
        )
    return Facade(
        color=hexadecimal(color), concrete=True, streaks=0.4 + 0.5 * age, relief=0.3, seed=5.0 * look
    )


@lru_cache(maxsize=128)
def garden_wall_of(
    style: WallStyle = "brick",
    length_m: float = 6.0,
    height_m: float = 0.9,
    color: str = "7b4f42",
    piers: bool = True,
    look: int = 1,
) -> Model:
    """A wall 0.24 m thick with a coping that sheds water, and piers at its ends and every 3 m."""
    half, h = length_m / 2, height_m
    thick = 0.24 if style != "stone" else 0.4
    pieces: list[Mesh] = [box((thick, length_m, h + 0.3), (0, 0, -0.3), 0, 0.006)]
    over = thick + 0.08
    # Copings are laid in lengths, with a joint between them.
    count = max(1, round(length_m / 0.9))
    for n in range(count):
        y = -half + (n + 0.5) * length_m / count
        pieces.append(box((over, length_m / count - 0.008, 0.06), (0, y, h), 1, 0.015))
    if piers:
        for y in np.linspace(-half + 0.2, half - 0.2, max(2, round(length_m / 3.0) + 1)):
            pieces.append(box((thick + 0.14, 0.38, h + 0.48), (0, float(y), -0.3), 0, 0.006))
            pieces.append(box((thick + 0.24, 0.48, 0.07), (0, float(y), h + 0.18), 1, 0.02))
            pieces.append(box((thick + 0.1, 0.34, 0.05), (0, float(y), h + 0.25), 1, 0.02))
    return Model("garden wall", gathered(pieces), (_stuff(style, color, look), concrete("a09c94", look)))


def garden_wall(draw: Draw, *, region: Region = "europe", length_m: float = 6.0) -> Model:
    """A wall of a length, in whole decimetres."""
    shares: dict[WallStyle, float] = {"brick": 3.0, "render": 2.0, "stone": 1.5, "concrete": 1.0}
    style = draw.choice("style", shares)
    colors: dict[WallStyle, dict[str, float]] = {
        "brick": {"7b4f42": 3.0, "68524a": 2.0, "a8936d": 1.0},
        "render": {"bcb9b0": 3.0, "baae92": 2.0, "9c9a96": 1.0},
        "stone": {"8a857b": 3.0, "9c8b70": 1.0},
        "concrete": {"8f8d88": 1.0},
    }
    return garden_wall_of(
        style,
        round(length_m, 1),
        draw.choice("height_m", {0.5: 2.0, 0.7: 3.0, 0.9: 3.0, 1.2: 1.5, 1.8: 0.4}),
        draw.choice("color", colors[style]),
        draw.chance("piers", 0.55),
        draw.integer("look", 0, LOOKS - 1),
    )
