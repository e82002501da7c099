"""What lies and stands about after an accident: broken glass, a warning triangle."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..material import Surface
from ..mesh import Mesh
from ..model import Model
from ..prints.canvas import Canvas
from ..recipes import Sheeting
from .finish import plain
from .forms import box, gathered, moved, tube, turned
from .mount import Region

__all__ = ["shards", "shards_of", "warning_triangle"]

_SIDE_M = 0.5
"""ECE regulation 27: sides of 500 mm, the reflecting band 50 mm wide, the fluorescent one inside it."""


@lru_cache(maxsize=1)
def _triangle() -> Model:
    height = _SIDE_M * 3**0.5 / 2
    red = Sheeting(picture=Canvas(0.05, 0.05, (0.78, 0.06, 0.05), 16).texture(), fade=0.0, wear=0.05)
    orange = Surface(base_color=(0.95, 0.25, 0.05), roughness=0.6)
    pieces: list[Mesh] = []
    for number in range(3):
        for part, inset, wide in ((0, 0.0, 0.05), (1, 0.05, 0.032)):
            reach = height / 3 - inset - wide / 2
            long = 2 * 3**0.5 * (height / 3 - inset) - 1.2 * wide
            bar = box((0.012, long, wide), (0.0, 0.0, -reach - wide / 2), part)
            pieces.append(moved(turned(bar, 0.0, 0.0, 120.0 * number), 0, 0, height / 3 + 0.05))
    for side in (1, -1):
        for x in (0.14, -0.14):
            pieces.append(tube((0.0, side * 0.16, 0.06), (x, side * 0.2, 0.008), 0.006, sides=6, part=2))
    whole = gathered(pieces)
    standing = moved(whole, 0, 0, -float(whole.bounds[0, 2]))  # legs are round, and end aslant
    return Model("warning triangle", standing, (red, orange, plain("3a3a3c", 0.5)))


def warning_triangle(draw: Draw, *, region: Region = "europe") -> Model:
    """A warning triangle on its feet, 0.5 m a side, showing to ±x."""
    return _triangle()


@lru_cache(maxsize=16)
def shards_of(number: int = 0, count: int = 160) -> Model:
    """Crumbs of safety glass and a few splinters of plastic over a metre and a half, flat on z = 0."""
    rng = Draw(0, number).scope("shards").rng("where")
    at = rng.normal(0, 0.42, (count, 2))
    size = rng.uniform(0.004, 0.014, count)
    size[: count // 10] = rng.uniform(0.03, 0.09, count // 10)
    angle = rng.uniform(0, 2 * np.pi, (count, 1)) + np.array([0.0, 2.1, 4.2]) + rng.normal(0, 0.3, (count, 3))
    lift = np.zeros((count, 3, 1)) + 0.002
    lift[:, 0, 0] += size * rng.uniform(0, 0.9, count)
    flat = at[:, None] + size[:, None, None] * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    points = np.concatenate([flat, lift], axis=-1).reshape(-1, 3)
    part = np.zeros(count, np.int32)
    part[: count // 10] = 1
    mesh = Mesh(points.astype(np.float32), np.arange(3 * count, dtype=np.int32).reshape(-1, 3), None, part)
    crumbs = Surface(base_color=(0.75, 0.84, 0.82), roughness=0.08, coat=1.0)
    return Model("broken glass", mesh, (crumbs, plain("26272a", 0.4)))


def shards(draw: Draw, *, region: Region = "europe") -> Model:
    """Broken glass on the road."""
    return shards_of(draw.integer("number", 0, 3))
