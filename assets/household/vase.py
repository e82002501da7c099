"""Vases."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ...draw import Draw
from ..material import Material
from ..model import Model
from ..recipes import Ceramic, ceramic, glass
from ..shapes.convex import vessel_hulls
from ..shapes.curve import chain, spline
from ..shapes.lathe import lathe, turn, vessel

__all__ = ["Vase", "vase"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Vase:
    """A vase; parts: 0 outside (around, up), 1 inside, 2 underside.

    Attributes:
        height_m: of the rim.
        outline: (radius, height) in shares of the height, from the base to the rim.
        wall_m: thickness.
        ribs: upright flutes around; 0: smooth. ``rib_depth`` is a share of the radius.
    """

    height_m: float = 0.22
    outline: tuple[tuple[float, float], ...] = ((0.2, 0.0), (0.3, 0.35), (0.12, 0.85), (0.15, 1.0))
    wall_m: float = 0.0045
    ribs: int = 0
    rib_depth: float = 0.02
    outside: Material = field(default_factory=Ceramic)
    inside: Material = field(default_factory=Ceramic)

    def build(self) -> Model:
        """The model."""
        h = self.height_m
        points = np.array(self.outline) * h
        c = 0.003
        base = points[0, 0]
        start = np.array([[base - c, 0.0], [base, c]])
        points[0] = (base, c)
        outer, _ = chain([start, spline(points, 7, 0.03)], [1.5 * c])
        shape = vessel(
            outer,
            self.wall_m,
            2.2 * self.wall_m,
            foot_m=0.006,
            recess_m=0.0015,
            floor_radius_m=0.008,
            edge_m=0.0012,
        )
        around, outline, depth = 64, None, 0.0
        if self.ribs:
            around = self.ribs * max(4, 64 // self.ribs)
            wave = 0.5 - 0.5 * np.cos(turn(around)[:-1] * self.ribs)
            z = np.clip(shape.profile[:, 1] / h, 0, 1)
            weight = np.clip(z / 0.08, 0, 1) * np.clip((1 - z) / 0.12, 0, 1)
            weight[np.concatenate([[False], shape.part == 1])] = 0.0
            depth = min(self.rib_depth, 0.25 * self.wall_m / base)
            outline = 1 - depth * weight[:, None] * wave
        middle = replace(shape, outer=shape.outer * [1 - 0.5 * depth, 1.0])
        return Model(
            name="vase",
            mesh=lathe(shape.profile, around, shape.part, outline=outline),
            materials=(self.outside, self.inside, self.outside),
            category="vase",
            hulls=tuple(vessel_hulls(middle)),
            density_kg_m3=2300.0,
        )


def vase(draw: Draw) -> Model:
    """A bottle, baluster, cylinder, bud or moon vase of ceramic or glass, 12 to 32 cm tall."""
    low, high, outline = {
        "baluster": (
            0.18,
            0.32,
            ((0.17, 0), (0.25, 0.25), (0.29, 0.55), (0.20, 0.82), (0.13, 0.92), (0.165, 1)),
        ),
        "bottle": (
            0.20,
            0.32,
            ((0.16, 0), (0.25, 0.16), (0.22, 0.38), (0.095, 0.6), (0.075, 0.8), (0.10, 1)),
        ),
        "cylinder": (0.15, 0.28, ((0.21, 0), (0.225, 0.33), (0.23, 0.66), (0.235, 1))),
        "bud": (0.11, 0.16, ((0.20, 0), (0.38, 0.24), (0.36, 0.46), (0.14, 0.74), (0.11, 0.86), (0.14, 1))),
        "moon": (0.13, 0.20, ((0.24, 0), (0.46, 0.3), (0.49, 0.52), (0.36, 0.82), (0.22, 0.93), (0.22, 1))),
        "trumpet": (0.18, 0.30, ((0.20, 0), (0.14, 0.1), (0.13, 0.4), (0.18, 0.75), (0.29, 1))),
    }[draw.choice("figure", ("baluster", "bottle", "cylinder", "bud", "moon", "trumpet"))]
    wide = draw.uniform("width", 0.88, 1.12)
    clear = draw.chance("glass", 0.25)
    material = draw.scope("material")
    outside: Material = glass(material) if clear else ceramic(material)
    inside: Material = outside if clear else Ceramic(color=(0.62, 0.56, 0.48), roughness=0.4)
    return Vase(
        height_m=draw.uniform("height_m", low, high),
        outline=tuple((r * wide, z) for r, z in outline),
        wall_m=draw.uniform("wall_m", 0.0035, 0.0055),
        ribs=draw.choice("ribs", {0: 5.0, 12: 1.0, 18: 1.0, 24: 1.0}),
        rib_depth=draw.uniform("rib_depth", 0.015, 0.05),
        outside=outside,
        inside=inside,
    ).build()
