"""Sideboards and shelves, to stand against a wall."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...draw import Draw
from .. import recipes
from ..material import Material
from ..mesh import join
from ..model import Model
from .bar import bar

__all__ = ["Sideboard", "sideboard"]


@dataclass(frozen=True, eq=False)
class Sideboard:
    """A low cupboard that faces −y, its back at y = 0; ``doors`` side by side."""

    width_m: float
    depth_m: float
    height_m: float
    doors: int
    body: Material
    fronts: Material
    handles: Material

    def build(self) -> Model:
        """Parts: 0 body, 1 door fronts, 2 handles."""
        x, d, h = self.width_m / 2, self.depth_m, self.height_m
        meshes = [
            bar((-x, -d + 0.02, 0.08), (x, 0, h), 0.002),
            bar((-x + 0.04, -d + 0.06, 0.0), (x - 0.04, -0.02, 0.08), 0.002),
        ]
        edges = np.linspace(-x, x, self.doors + 1)
        for left, right in pairwise(edges):
            meshes.append(bar((left + 0.002, -d, 0.1), (right - 0.002, -d + 0.019, h - 0.02), 0.0015, part=1))
            middle = (left + right) / 2
            meshes.append(
                bar(
                    (middle - 0.06, -d - 0.025, h - 0.1), (middle + 0.06, -d - 0.013, h - 0.09), 0.003, part=2
                )
            )
        return Model("sideboard", join(*meshes), (self.body, self.fronts, self.handles))


def sideboard(draw: Draw) -> Model:
    """A sideboard of wood, with fronts of the same wood or painted."""
    body = recipes.wood(draw.scope("body"))
    painted = draw.chance("painted", 0.5)
    return Sideboard(
        width_m=draw.uniform("width_m", 1.0, 2.0),
        depth_m=draw.uniform("depth_m", 0.35, 0.45),
        height_m=draw.uniform("height_m", 0.6, 0.95),
        doors=draw.integer("doors", 2, 4),
        body=body,
        fronts=recipes.wall_paint(draw.scope("fronts")) if painted else body,
        handles=recipes.metal(draw.scope("handles")),
    ).build()
