"""Pens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Model
from ..palette import PLASTICS, pick
from ..recipes import Metal, Plastic, metal
from ..shapes.convex import hull
from ..shapes.curve import corners
from ..shapes.lathe import lathe
from ..shapes.solids import placed, rounded_box

__all__ = ["Pen", "pen"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Pen:
    """A ball pen lying along x, its tip towards −x.

    Parts: 0 barrel, 1 tip, clip and button, 2 grip.
    """

    length_m: float = 0.142
    radius_m: float = 0.005
    sides: int = 0
    barrel: Material = field(default_factory=Plastic)
    trim: Material = field(default_factory=Metal)
    grip: Material = field(default_factory=Plastic)

    def build(self) -> Model:
        """The model."""
        length, r = self.length_m, self.radius_m
        # Turned about z, tip down; laid down afterwards.
        tip = corners(
            [
                (0, 0),
                (0.0006, 0),
                (0.0008, 0.003),
                (0.0014, 0.0032),
                (0.62 * r, 0.014),
                (0.62 * r, 0.015),
                (0, 0.015),
            ],
            [0.0003, 0.0003, 0.0002, 0.002, 0.0002],
        )
        grip = corners(
            [
                (0, 0.0145),
                (0.7 * r, 0.0145),
                (0.98 * r, 0.022),
                (0.90 * r, 0.034),
                (1.0 * r, 0.048),
                (0, 0.048),
            ],
            [0.0004, 0.004, 0.02, 0.0006],
        )
        body = corners(
            [
                (0, 0.0478),
                (0.97 * r, 0.0478),
                (r, 0.06),
                (r, length - 0.016),
                (0.8 * r, length - 0.011),
                (0, length - 0.011),
            ],
            [0.0004, 0.02, 0.003, 0.0008],
        )
        button = corners(
            [(0, length - 0.012), (0.52 * r, length - 0.012), (0.52 * r, length), (0, length)],
            [0.0003, 0.0012],
        )
        outline = None
        if self.sides:
            a = np.arange(36) / 36 * 2 * np.pi
            sector = 2 * np.pi / self.sides
            off = a % sector - sector / 2
            flat = np.minimum(np.cos(sector / 2) / np.cos(off) * 1.05, 1.0)
            weight = np.clip((body[:, 1] - 0.05) / 0.01, 0, 1)[:, None]
            outline = 1 - weight * (1 - flat)
        clip = rounded_box((0.003, 0.0011, 0.038), 0.0005)
        foot = rounded_box((0.003, 0.003, 0.004), 0.0005)
        high = length - 0.056
        parts = [
            lathe(body, 36, 0, outline=outline),
            lathe(tip, 24, 1),
            lathe(button, 24, 1),
            lathe(grip, 36, 2),
            _numbered(placed(clip, 0, -(r + 0.0018), high), 1),
            _numbered(placed(foot, 0, -(r + 0.0006), high + 0.034), 1),
        ]
        upright = join(*parts)
        m = np.eye(4)
        m[:3, :3] = np.array([[0.0, 0.0, 1.0], [0.6, 0.8, 0.0], [-0.8, 0.6, 0.0]])
        mesh = upright.transformed(m)
        low, top = mesh.bounds
        shift = np.eye(4)
        shift[:3, 3] = -(low[0] + top[0]) / 2, -(low[1] + top[1]) / 2, -low[2]
        m = shift @ m
        a = np.arange(12) / 12 * 2 * np.pi
        ring = np.stack([np.cos(a), np.sin(a)], axis=1)
        stations = (
            (0.0008, 0.0),
            (0.66 * r, 0.0145),
            (0.96 * r, 0.022),
            (r, 0.05),
            (r, length - 0.016),
            (0.8 * r, length - 0.011),
        )
        body_points = np.concatenate([np.column_stack([ring * s, np.full(12, z)]) for s, z in stations])
        cap_points = np.concatenate(
            [np.column_stack([0.52 * r * ring, np.full(12, length - z)]) for z in (0.011, 0.0)]
        )
        clip_low = np.asarray(clip.bounds) + np.array([0.0, -(r + 0.0018), high])
        i = np.arange(8)
        box = np.stack([clip_low[i >> axis & 1, axis] for axis in range(3)], axis=1)
        return Model(
            name="pen",
            mesh=upright.transformed(m),
            materials=(self.barrel, self.trim, self.grip),
            category=None,
            hulls=tuple(hull(p @ m[:3, :3].T + m[:3, 3]) for p in (body_points, cap_points, box)),
            density_kg_m3=900.0,
        )


def _numbered(mesh: Mesh, part: int) -> Mesh:
    return replace(mesh, part=np.full(len(mesh.triangles), part, np.int32))


def pen(draw: Draw) -> Model:
    """A ball pen."""
    color = pick(draw.scope("barrel"), "color", PLASTICS, {"blue": 3.0, "black": 3.0, "white": 2.0})
    barrel = Plastic(color=color, roughness=draw.uniform("roughness", 0.12, 0.45))
    soft = draw.chance("soft_grip", 0.5)
    return Pen(
        length_m=draw.uniform("length_m", 0.134, 0.15),
        radius_m=draw.uniform("radius_m", 0.0042, 0.0058),
        sides=draw.choice("sides", {0: 3.0, 6: 1.0}),
        barrel=barrel,
        trim=metal(draw.scope("trim"), ("chrome", "steel", "brass")),
        grip=Plastic(color=PLASTICS["black"], roughness=0.6, finish="matt") if soft else barrel,
    ).build()
