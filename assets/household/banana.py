"""Bananas, one or a hand of several."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Hull, Model
from ..recipes import Peel, peel
from ..shapes.convex import grid_hulls, moved
from ..shapes.curve import along, lengths
from ..shapes.loft import loft, sweep

__all__ = ["Banana", "banana"]


# Share of the length from the blossom's end, share of the largest radius.
_OUTLINE = (
    (0.0, 0.22), (0.012, 0.30), (0.03, 0.33), (0.045, 0.36), (0.07, 0.50), (0.10, 0.66), (0.14, 0.80),
    (0.19, 0.90), (0.26, 0.97), (0.34, 1.0), (0.42, 1.0), (0.50, 1.0), (0.58, 0.99), (0.66, 0.96),
    (0.73, 0.88), (0.79, 0.74), (0.835, 0.58), (0.87, 0.44), (0.90, 0.36), (0.94, 0.32), (0.975, 0.34),
    (0.99, 0.36), (1.0, 0.34),
)  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Banana:
    """A banana lying on its side, bent in the table's plane, the stem towards +x.

    Parts: 0 skin (0 … 1 around and from the blossom's end to the stem).

    Attributes:
        length_m: along the arc, with the stem.
        radius_m: at its thickest.
        bend_deg: how far its direction turns from end to end.
        ridges: depth of its five edges, as a share of the radius.
        tilt_deg: by which its middle rises from the table.
        hand: number of bananas side by side, joined at the stem.
    """

    length_m: float = 0.19
    radius_m: float = 0.0175
    bend_deg: float = 75.0
    ridges: float = 0.05
    hand: int = 1
    roll_deg: float = 20.0
    skin: Material = field(default_factory=Peel)

    def build(self) -> Model:
        """The model."""
        meshes: list[Mesh] = []
        hulls: list[Hull] = []
        for n in range(self.hand):
            mesh, parts = self._finger(
                1 - 0.05 * n * (-1) ** n, self.bend_deg * (1 + 0.08 * ((n * 7) % 3 - 1))
            )
            # Fingers of a hand lie in a fan about the stem.
            m = np.eye(4)
            a = np.radians(14.0 * (n - (self.hand - 1) / 2))
            m[:2, :2] = [[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]
            m[:3, 3] = m[:3, :3] @ [0.0, 0.0, 0.0] + [0.0, 0.004 * (n - (self.hand - 1) / 2), 0.0]
            meshes.append(mesh.transformed(m))
            hulls += moved(parts, m)
        mesh = join(*meshes)
        low, high = mesh.bounds
        drop = np.eye(4)
        drop[:3, 3] = -(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2, -low[2]
        return Model(
            name="banana",
            mesh=mesh.transformed(drop),
            materials=(self.skin,),
            category="banana",
            hulls=moved(hulls, drop),
            density_kg_m3=950.0,
        )

    def _finger(self, size: float, bend_deg: float) -> tuple[Mesh, list[Hull]]:
        length, r = self.length_m * size, self.radius_m
        dense = np.linspace(0, 1, 60)
        # Straighter towards the stem; the origin is the stem's end.
        heading = np.radians(bend_deg) * (dense**1.15 - 0.55)
        step = np.stack([np.cos(heading), np.sin(heading), np.zeros(60)], axis=1) * length / 59
        path = np.cumsum(step, axis=0)
        s, shape = np.array(_OUTLINE).T
        points = along(path, s * lengths(path)[-1])
        around = 30
        a = np.arange(around) / around * 2 * np.pi
        phase = np.radians(self.roll_deg)
        edges = 1 + self.ridges * (np.abs(np.cos(2.5 * (a + phase))) * -1.6 + 1.0)
        rounding = np.clip((shape - 0.3) / 0.5, 0, 1)[:, None]
        radius = r * shape[:, None] * (1 + rounding * (edges - 1))
        section = np.stack([radius * np.cos(a), radius * np.sin(a)], axis=2)
        rings = sweep(points, section, (0.0, 0.0, 1.0))
        # The blossom's end and the stem's cut are small rounded stubs.
        first = rings[0].mean(axis=0) + 0.6 * (rings[0] - rings[0].mean(axis=0)) - [0.0012, 0, 0]
        out = points[-1] - points[-2]
        out = out / np.sqrt(out @ out)
        last = rings[-1].mean(axis=0) + 0.8 * (rings[-1] - rings[-1].mean(axis=0)) + 0.0008 * out
        rings = np.concatenate([first[None], rings, last[None]])
        mesh = loft(rings, 0, v=np.concatenate([[0.0], s * 0.98 + 0.01, [1.0]]), sharp_angle_deg=60.0)
        return mesh, grid_hulls(rings, (0, 3, 5, 7, 9, 11, 13, 15, 17, 20, 24), corners=15)


def banana(draw: Draw) -> Model:
    """One banana, or a hand of two to four."""
    return Banana(
        length_m=draw.uniform("length_m", 0.155, 0.215),
        radius_m=draw.uniform("radius_m", 0.0155, 0.0195),
        bend_deg=draw.uniform("bend_deg", 45.0, 95.0),
        ridges=draw.uniform("ridges", 0.025, 0.07),
        hand=draw.integer("hand", 2, 4) if draw.chance("several", 0.25) else 1,
        roll_deg=draw.uniform("roll_deg", 0.0, 72.0),
        skin=peel(draw.scope("material"), "banana"),
    ).build()
