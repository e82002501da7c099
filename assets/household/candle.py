"""Candles: pillars and tea lights, unlit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import join
from ..model import Model
from ..recipes import Metal, Rubber, Wax, wax
from ..shapes.convex import hull, solid_hulls
from ..shapes.curve import corners
from ..shapes.lathe import lathe, vessel
from ..shapes.loft import loft, oval, rounded_ends, sweep

__all__ = ["Candle", "candle"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Candle:
    """A candle; parts: 0 wax, 1 wick, 2 cup of a tea light.

    Attributes:
        height_m, radius_m: of the wax.
        pool_m: depth of the hollow around the wick.
        wick_m: how far the wick stands out; ``wick_lean`` how far it bends, as a share of that.
        cup: it sits in an aluminium cup.
    """

    height_m: float = 0.1
    radius_m: float = 0.033
    pool_m: float = 0.004
    wick_m: float = 0.009
    wick_lean: float = 0.3
    cup: bool = False
    stuff: Material = field(default_factory=Wax)
    wick: Material = field(default_factory=Rubber)
    tin: Material = field(default_factory=Metal)

    def build(self) -> Model:
        """The model."""
        h, r, p = self.height_m, self.radius_m, self.pool_m
        base = 0.0006 if self.cup else 0.0
        body = corners(
            [(0.0, base), (r, base), (r, base + h), (0.82 * r, base + h - 0.35 * p), (0.45 * r, base + h - p),
             (0.0, base + h - 0.9 * p)],
            [0.001, 0.0018, 0.15 * r, 0.2 * r],
        )  # fmt: skip
        meshes = [lathe(body, 56, 0)]
        t = np.linspace(0, 1, 9)
        path = np.stack(
            [self.wick_lean * self.wick_m * t**2.2, 0 * t, base + h - p - 0.003 + (self.wick_m + 0.003) * t],
            1,
        )
        path, scale = rounded_ends(path, 0.0007, 3)
        wick = loft(sweep(path, oval(0.0016, 0.0016, 10), (0, 1, 0), scale), 1, sharp_angle_deg=60.0)
        meshes.append(wick)
        outer = body[: int(np.argmax(body[:, 1])) + 1]
        if self.cup:
            outside = np.array([[r + 0.0006, 0.0], [r + 0.0008, base + h + 0.0015]])
            shape = vessel(
                outside, 0.0004, 0.0005, foot_m=0.004, recess_m=0.0002, floor_radius_m=0.0015, edge_m=0.0015
            )
            meshes.append(lathe(shape.profile, 64, 2))
            outer = outside
        return Model(
            name="tea light" if self.cup else "candle",
            mesh=join(*meshes),
            materials=(self.stuff, self.wick, self.tin),
            category="candle",
            hulls=(*solid_hulls(outer[1:] if outer[0, 0] == 0 else outer, 24), hull(wick.vertices)),
            density_kg_m3=900.0,
        )


def candle(draw: Draw) -> Model:
    """A pillar candle of 5 to 16 cm, or a tea light."""
    light = draw.chance("tea_light", 0.3)
    return Candle(
        height_m=0.014 if light else draw.uniform("height_m", 0.05, 0.16),
        radius_m=0.0185 if light else draw.uniform("radius_m", 0.025, 0.04),
        pool_m=0.001 if light else draw.uniform("pool_m", 0.001, 0.009),
        wick_m=draw.uniform("wick_m", 0.006, 0.012),
        wick_lean=draw.uniform("wick_lean", -0.8, 0.8),
        cup=light,
        stuff=wax(draw.scope("material")),
        wick=Rubber(
            color=(0.16, 0.14, 0.13) if draw.chance("burnt", 0.7) else (0.8, 0.76, 0.68), roughness=0.9
        ),
        tin=Metal(color=(0.83, 0.83, 0.84), finish="satin", roughness=0.3),
    ).build()
