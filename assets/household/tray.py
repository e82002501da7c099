"""Trays."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh
from ..model import Model
from ..recipes import Plastic, metal, painted_metal, plastic, wood
from ..shapes.convex import hull, prism_hull
from ..shapes.loft import loft
from ..shapes.solids import rounded_rectangle

__all__ = ["Tray", "tray"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Tray:
    """A tray with a raised border.

    Parts: 0 all (texture laid on from above).

    Attributes:
        width_m, depth_m, height_m: along x, y, z.
        wall_m: thickness.
        corner_m: radius of the outline.
        slope: how far the border leans out, as a share of its height.
    """

    width_m: float = 0.42
    depth_m: float = 0.3
    height_m: float = 0.028
    wall_m: float = 0.004
    corner_m: float = 0.04
    slope: float = 0.4
    stuff: Material = field(default_factory=Plastic)
    density_kg_m3: float = 800.0

    def build(self) -> Model:
        """The model."""
        w, d, h, t = self.width_m, self.depth_m, self.height_m, self.wall_m
        lean = self.slope * h
        # (inset from the outline at the rim, height) from below, round the rim, to the floor.
        e, r = 0.35 * t, 0.5 * t
        profile = [
            (lean + 1.2 * t + e, 0.0),
            (lean + e, 0.0),
            (lean + 0.3 * e, 0.3 * e),
            (lean - 0.2 * e, e),
            (0.06 * lean, h - 1.6 * r),
            (0.0, h - r),
            (0.15 * r, h - 0.5 * r),
            (0.5 * r, h - 0.13 * r),
            (r, h),
            (1.5 * r, h - 0.13 * r),
            (1.85 * r, h - 0.5 * r),
            (t + 0.02 * lean, h - r),
            (t + 0.06 * lean, h - 1.6 * r),
            (t + lean - 0.10 * lean, t + 0.10 * h + 0.6 * t),
            (t + lean + 0.3 * t, t + 0.35 * t),
            (t + lean + 1.0 * t, t + 0.06 * t),
            (t + lean + 2.0 * t, t),
            (t + lean + 4.0 * t, t),
        ]
        rings = []
        for inset, z in profile:
            outline = rounded_rectangle(w - 2 * inset, d - 2 * inset, max(self.corner_m - inset, 0.004), 7)
            rings.append(np.column_stack([outline, np.full(len(outline), z)]))
        mesh = loft(np.array(rings), 0)
        uv = (mesh.vertices[mesh.triangles][:, :, :2] / np.array([w, d], np.float32) + 0.5).astype(np.float32)
        mesh = Mesh(mesh.vertices, mesh.triangles, uv, mesh.part, 40.0)
        ring = np.array(rings)
        hulls = [prism_hull(ring[1, :, :2], 0.0, t, 0.3 * t, 2)]
        # The border in blocks: each corner in five, each side in one.
        m = ring.shape[1]
        corner = m // 4
        marks = [q * corner + k for q in range(4) for k in (0, 2, 4, 5, 7, corner - 1)]
        for a, b in pairwise([*marks, m]):
            chosen = np.arange(a, b + 1) % m
            hulls.append(hull(ring[np.ix_([1, 3, 5, 7, 9, 11, 14], chosen)]))
        return Model(
            name="tray",
            mesh=mesh,
            materials=(self.stuff,),
            category="tray",
            hulls=tuple(hulls),
            density_kg_m3=self.density_kg_m3,
        )


def tray(draw: Draw) -> Model:
    """A serving tray of wood, plastic, steel or painted tin."""
    width = draw.uniform("width_m", 0.32, 0.5)
    stuffs = {"wood": 2.0, "plastic": 2.0, "steel": 1.0, "painted": 1.5}
    stuff = draw.choice("stuff", stuffs)
    material = draw.scope("material")
    surface: Material
    if stuff == "wood":
        surface = wood(material)
    elif stuff == "plastic":
        surface = plastic(material)
    elif stuff == "steel":
        surface = metal(material, ("steel", "brass"))
    else:
        surface = painted_metal(material)
    thin = stuff in ("steel", "painted")
    return Tray(
        width_m=width,
        depth_m=width * draw.uniform("aspect", 0.62, 0.8),
        height_m=draw.uniform("height_m", 0.018, 0.042),
        wall_m=draw.uniform("thin_m", 0.0016, 0.0024) if thin else draw.uniform("wall_m", 0.004, 0.007),
        corner_m=draw.uniform("corner_m", 0.03, 0.07),
        slope=draw.uniform("slope", 0.2, 0.7),
        stuff=surface,
        density_kg_m3=800.0,
    ).build()
