"""Cutting boards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Material
from ..model import Model
from ..recipes import Wood, plastic, wood
from ..shapes.convex import prism_hull
from ..shapes.solids import partner_hole, rounded_rectangle, slab

__all__ = ["Board", "cutting_board"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Board:
    """A cutting board, its hole towards +x.

    Parts: 0 board (top and bottom 0 … 1 over its bounds).

    Attributes:
        width_m, depth_m, thick_m: along x, y, z.
        corner_m: radius of the outline; ``edge_m`` of the edges.
        hole: none, round, or a slot to hold it by.
        shape: rectangle, or round.
    """

    width_m: float = 0.36
    depth_m: float = 0.24
    thick_m: float = 0.018
    corner_m: float = 0.015
    edge_m: float = 0.003
    hole: Literal["none", "round", "slot"] = "slot"
    shape: Literal["rectangle", "round"] = "rectangle"
    stuff: Material = field(default_factory=Wood)
    density_kg_m3: float = 700.0

    def build(self) -> Model:
        """The model."""
        w, d, t = self.width_m, self.depth_m, self.thick_m
        if self.shape == "round":
            a = np.arange(72) / 72 * 2 * np.pi
            outline = 0.5 * w * np.stack([np.cos(a), np.sin(a)], axis=1)
        else:
            outline = _dense(rounded_rectangle(w, d, self.corner_m, 7))
        hole = None
        if self.hole != "none":
            size = (0.022, 0.022) if self.hole == "round" else (0.026, min(0.09, 0.4 * d))
            center = np.array([w / 2 - 0.032 - (0.05 * w if self.shape == "round" else 0.0), 0.0])
            hole = partner_hole(outline, _dense(rounded_rectangle(*size, 0.499 * min(size), 10)), center)
        mesh = slab(outline, t, self.edge_m, 3, hole=hole)
        return Model(
            name="cutting board",
            mesh=mesh,
            materials=(self.stuff,),
            category="cutting board",
            hulls=(prism_hull(outline, 0.0, t, self.edge_m, 2),),
            density_kg_m3=self.density_kg_m3,
        )


def _dense(outline: Array, step_m: float = 0.02) -> Array:
    """The outline with points added on long straight runs."""
    following = np.roll(outline, -1, axis=0)
    pieces = []
    for a, b in zip(outline, following, strict=True):
        count = max(1, int(np.hypot(*(b - a)) / step_m))
        pieces.append(a + np.linspace(0, 1, count + 1)[:-1, None] * (b - a))
    return np.concatenate(pieces)


def cutting_board(draw: Draw) -> Model:
    """A wooden board mostly, else plastic."""
    wooden = draw.chance("wooden", 0.8)
    width = draw.uniform("width_m", 0.24, 0.44)
    circle = draw.chance("round", 0.15)
    thick = draw.uniform("thick_m", 0.012, 0.032) if wooden else draw.uniform("plastic_m", 0.008, 0.013)
    holes: dict[Literal["none", "round", "slot"], float] = {"none": 2.0, "round": 1.0, "slot": 1.0}
    material = draw.scope("material")
    return Board(
        width_m=0.85 * width if circle else width,
        depth_m=0.85 * width if circle else width * draw.uniform("aspect", 0.58, 0.75),
        thick_m=thick,
        corner_m=draw.uniform("corner_m", 0.006, 0.03),
        edge_m=min(draw.uniform("edge_m", 0.0015, 0.005), 0.35 * thick),
        hole=draw.choice("hole", holes),
        shape="round" if circle else "rectangle",
        stuff=wood(material) if wooden else plastic(material),
        density_kg_m3=700.0 if wooden else 950.0,
    ).build()
