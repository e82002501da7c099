"""Salt and pepper: mills and shakers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import join
from ..model import Model
from ..recipes import Ceramic, Glass, Metal, Rubber, Wood, ceramic, glass, metal, wood
from ..shapes.convex import solid_hulls
from ..shapes.curve import Curve, chain, corners, spline
from ..shapes.lathe import lathe, vessel
from ..shapes.solids import placed

__all__ = ["Mill", "Shaker", "mill", "shaker"]


def _rising(curve: Curve) -> Curve:
    return np.asarray(curve[np.concatenate([[True], np.diff(np.maximum.accumulate(curve[:, 1])) > 0])])


@dataclass(frozen=True, eq=False, kw_only=True)
class Mill:
    """A turned pepper mill: foot, waist, head and a metal knob.

    Parts: 0 body, 1 head, 2 knob and ring.

    Attributes:
        height_m: over all.
        radius_m: of the foot; ``waist`` and ``head`` are shares of it at the thinnest and above.
    """

    height_m: float = 0.19
    radius_m: float = 0.028
    waist: float = 0.62
    head: float = 0.92
    body: Material = field(default_factory=Wood)
    cap: Material = field(default_factory=Wood)
    knob: Material = field(default_factory=Metal)

    def build(self) -> Model:
        """The model."""
        h, r = self.height_m - 0.013, self.radius_m
        w, q = self.waist * r, self.head * r
        split = 0.66 * h
        foot = np.array([[r - 0.001, 0.0], [r, 0.001], [r, 0.045 * h]])
        bead = np.array([[r, 0.045 * h], [0.93 * r, 0.055 * h]])
        waist = spline(
            [
                (0.93 * r, 0.055 * h),
                (0.98 * r, 0.11 * h),
                (0.8 * w + 0.2 * r, 0.24 * h),
                (w, 0.40 * h),
                (1.05 * w + 0.05 * q, 0.54 * h),
                (0.86 * q, split - 0.004),
            ],
            9,
            0.03,
        )
        lip = np.array([[0.86 * q, split - 0.004], [0.88 * q, split]])
        under = np.array([[0.0, 0.0012], [0.55 * r, 0.0012]])
        ring = np.array([[0.55 * r, 0.0012], [0.55 * r, 0.0]])
        stand = np.array([[0.55 * r, 0.0], [r - 0.001, 0.0]])
        lower, _ = chain(
            [under, ring, stand, foot, bead, waist, lip, np.array([lip[-1], [0.0, split]])],
            [0.0005, 0.0005, 0.001, 0.0015, 0.0015, 0.001, 0.001],
        )
        z = split + 0.0008
        dome = spline(
            [
                (0.9 * q, z + 0.002),
                (q, z + 0.30 * (h - z)),
                (0.86 * q, z + 0.68 * (h - z)),
                (0.45 * q, z + 0.95 * (h - z)),
                (0.0042, h),
            ],
            9,
            0.03,
        )
        upper, _ = chain(
            [
                np.array([[0.0, z - 0.002], [0.80 * q, z - 0.002]]),
                np.array([[0.80 * q, z - 0.002], [0.82 * q, z]]),
                np.array([[0.82 * q, z], [0.9 * q, z + 0.002]]),
                dome,
                np.array([[0.0042, h], [0.0, h]]),
            ],
            [0.0003, 0.0003, 0.001, 0.001],
        )
        knob = spline(
            [
                (0.0036, h - 0.001),
                (0.0034, h + 0.002),
                (0.0062, h + 0.005),
                (0.0064, h + 0.0085),
                (0.004, h + 0.0122),
                (0.0, h + 0.013),
            ],
            16,
            0.03,
        )
        knob = np.concatenate([[[0.0, h - 0.001]], knob])
        outside = _rising(
            np.concatenate(
                [
                    stand[1:],
                    foot,
                    waist,
                    lip,
                    dome,
                    [[0.004, h + 0.001], [0.0064, h + 0.005], [0.0064, h + 0.0085], [0.003, h + 0.013]],
                ]
            )
        )
        return Model(
            name="pepper mill",
            mesh=join(lathe(lower, 56, 0), lathe(upper, 56, 1), lathe(knob, 28, 2, sharp_angle_deg=60.0)),
            materials=(self.body, self.cap, self.knob),
            category="mill",
            hulls=tuple(solid_hulls(outside, 24)),
            density_kg_m3=650.0,
        )


def mill(draw: Draw) -> Model:
    """A mill of wood, or of wood with a steel head."""
    body: Material = wood(draw.scope("material"), layout="solid", axis="z")
    dark = draw.chance("other_head", 0.25)
    return Mill(
        height_m=draw.uniform("height_m", 0.13, 0.26),
        radius_m=draw.uniform("radius_m", 0.025, 0.032),
        waist=draw.uniform("waist", 0.55, 0.8),
        head=draw.uniform("head", 0.8, 1.0),
        body=body,
        cap=metal(draw.scope("head_metal"), ("steel", "brass")) if dark else body,
        knob=metal(draw.scope("knob"), ("steel", "brass")),
    ).build()


@dataclass(frozen=True, eq=False, kw_only=True)
class Shaker:
    """A salt shaker: glass or ceramic body, metal cap with holes.

    Parts: 0 body, 1 cap, 2 holes, 3 salt.

    Attributes:
        height_m: over all; radius_m: at the base; top_m: radius under the cap; holes: their number.
        fill: level of the salt, as a share; 0: none.
    """

    height_m: float = 0.085
    radius_m: float = 0.022
    top_m: float = 0.017
    holes: int = 7
    fill: float = 0.6
    body: Material = field(default_factory=Glass)
    cap: Material = field(default_factory=Metal)
    hole: Material = field(default_factory=Rubber)
    salt: Material = field(default_factory=Ceramic)

    def build(self) -> Model:
        """The model."""
        z = self.height_m - 0.016
        r, t = self.radius_m, self.top_m
        outer, _ = chain(
            [
                np.array([[r - 0.0015, 0.0], [r, 0.0025]]),
                spline([(r, 0.0025), (0.52 * r + 0.48 * t, 0.5 * z), (t, z)], 9, 0.03),
                np.array([[t, z], [t - 0.001, z + 0.004]]),
            ],
            [0.002, 0.001],
        )
        shape = vessel(outer, 0.0022, 0.006, foot_m=0.005, recess_m=0.001, floor_radius_m=0.004, edge_m=0.001)
        meshes = [lathe(shape.profile, 56, 0)]
        if self.fill > 0:
            meshes.append(lathe(shape.filling(0.006 + self.fill * (z - 0.008)), 56, 3))
        top = self.height_m
        dome = spline(
            [(t + 0.0006, z + 0.010), (0.75 * t, top - 0.0024), (0.4 * t, top - 0.0005), (0.0, top)], 9, 0.03
        )
        cap, _ = chain(
            [
                np.array([[0.0, z + 0.0046], [t - 0.0006, z + 0.0046]]),
                np.array([[t - 0.0006, z + 0.0046], [t, z - 0.0004]]),
                np.array([[t, z - 0.0004], [t + 0.0008, z - 0.0004]]),
                np.array([[t + 0.0008, z - 0.0004], [t + 0.0006, z + 0.010]]),
                dome,
            ],
            [0.0001, 0.0002, 0.0004, 0.002],
        )
        meshes.append(lathe(cap, 56, 1))
        dot = corners([(0.0, -0.0006), (0.0011, -0.0006), (0.0011, 0.00012), (0.0, 0.00012)], 0.0001)
        for n in range(self.holes):
            a = 2 * np.pi * n / max(self.holes - 1, 1)
            d = 0.0 if n == self.holes - 1 else 0.42 * t
            up = float(np.interp(-d, -dome[:, 0], dome[:, 1]))
            meshes.append(placed(lathe(dot, 14, 2), d * np.cos(a), d * np.sin(a), up))
        outside = _rising(
            np.concatenate([outer[outer[:, 1] < z - 0.0006], [[t, z - 0.0004], [t + 0.0008, z]], dome])
        )
        return Model(
            name="salt shaker",
            mesh=join(*meshes),
            materials=(self.body, self.cap, self.hole, self.salt),
            category="shaker",
            hulls=tuple(solid_hulls(outside, 24)),
            density_kg_m3=1300.0,
        )


def shaker(draw: Draw) -> Model:
    """A salt or pepper shaker."""
    clear = draw.chance("glass", 0.65)
    pepper = draw.chance("pepper", 0.5)
    material = draw.scope("material")
    radius = draw.uniform("radius_m", 0.019, 0.026)
    return Shaker(
        height_m=draw.uniform("height_m", 0.065, 0.1),
        radius_m=radius,
        top_m=radius * draw.uniform("top", 0.68, 0.9),
        holes=draw.integer("holes", 4, 8),
        fill=draw.uniform("fill", 0.25, 0.9) if clear else 0.0,
        body=glass(material) if clear else ceramic(material),
        cap=metal(draw.scope("cap"), ("steel", "brass")),
        salt=Ceramic(
            color=(0.25, 0.22, 0.19) if pepper else (0.9, 0.89, 0.87),
            roughness=0.6,
            speckle=0.8 if pepper else 0.0,
        ),
    ).build()
