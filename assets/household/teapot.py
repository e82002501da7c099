"""Teapots."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import join
from ..model import Model
from ..recipes import Ceramic, ceramic
from ..shapes.convex import grid_hulls, solid_hulls
from ..shapes.curve import chain, corners, lengths, spline
from ..shapes.lathe import lathe, vessel
from ..shapes.loft import loft, oval, sweep
from .handle import ear, handle, loop

__all__ = ["Teapot", "teapot"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Teapot:
    """A teapot, its handle at +x, its spout at −x, its lid on.

    Parts: 0 body's outside, 1 inside, 2 underside, 3 handle and spout, 4 lid.

    Attributes:
        height_m: of the body without lid.
        belly_m, foot_m, mouth_m: radius at its widest, at the base and at the mouth.
        belly_at: height of the widest place, as a share.
        wall_m: thickness.
        knob_m: radius of the lid's knob.
        loop_handle: a round handle rather than an ear.
    """

    height_m: float = 0.1
    belly_m: float = 0.075
    foot_m: float = 0.042
    mouth_m: float = 0.036
    belly_at: float = 0.45
    wall_m: float = 0.004
    knob_m: float = 0.010
    loop_handle: bool = True
    body: Material = field(default_factory=Ceramic)
    inside: Material = field(default_factory=Ceramic)
    fittings: Material = field(default_factory=Ceramic)
    lid: Material = field(default_factory=Ceramic)

    def build(self) -> Model:
        """The model."""
        h, b, f, m = self.height_m, self.belly_m, self.foot_m, self.mouth_m
        start = np.array([[f, 0.0], [f, 0.003]])
        at = self.belly_at * h
        wall = spline(
            [
                (f, 0.003),
                (0.5 * (f + b) + 0.12 * b, 0.42 * at),
                (b, at),
                (0.55 * b + 0.45 * m + 0.09 * b, at + 0.68 * (h - at)),
                (m, h),
            ],
            8,
            0.03,
        )
        outer, _ = chain([start, wall], [0.002])
        shape = vessel(
            outer, self.wall_m, 0.006, foot_m=0.006, recess_m=0.0018, floor_radius_m=0.01, edge_m=0.001
        )
        k = self.knob_m
        z = h - 0.0025
        dome = 0.17 * m + 0.006
        line = spline(
            [
                (m - self.wall_m - 0.0012, z + 0.004),
                (0.8 * m, z + 0.006 + 0.18 * dome),
                (0.45 * m, z + 0.005 + 0.75 * dome),
                (0.62 * k, z + 0.006 + dome),
            ],
            9,
            0.03,
        )
        knob = spline(
            [
                (0.62 * k, z + 0.006 + dome),
                (0.55 * k, z + 0.009 + dome),
                (0.95 * k, z + 0.009 + dome + 0.55 * k),
                (0.95 * k, z + 0.009 + dome + 1.0 * k),
                (0.55 * k, z + 0.009 + dome + 1.45 * k),
                (0.0, z + 0.009 + dome + 1.55 * k),
            ],
            14,
            0.03,
        )
        brim = m + 0.0015
        rim = corners(
            [
                (m - self.wall_m - 0.0008, z - 0.006),
                (m - self.wall_m - 0.0008, z + 0.0027),
                (brim, z + 0.0027),
                (brim, z + 0.0052),
                (0.93 * m, z + 0.006),
            ],
            [0.0003, 0.001, 0.0011],
        )
        line[0] = rim[-1]
        top, _ = chain(
            [
                np.array([[0.0, z - 0.002], [m - self.wall_m - 0.004, z - 0.002]]),
                np.array([[m - self.wall_m - 0.004, z - 0.002], [m - self.wall_m - 0.003, z - 0.006]]),
                np.array([[m - self.wall_m - 0.003, z - 0.006], rim[0]]),
                rim,
                line,
                knob,
            ],
            [0.001, 0.0008, 0.0008, 0.004, 0.002],
        )
        meshes = [lathe(shape.profile, 64, shape.part), lathe(top, 56, 4)]

        thick, width = 0.011, 0.014
        z_top, z_bottom = 0.80 * h, 0.26 * h
        joint_top = np.array([float(shape.outer_radius(z_top)), z_top])
        joint_bottom = np.array([float(shape.outer_radius(z_bottom)), z_bottom])
        path = (loop if self.loop_handle else ear)(joint_top, joint_bottom, 0.5 * b + 0.012)
        grip, grip_hulls = handle(shape, path, thick, width, self.wall_m, part=3, flare_m=0.005)
        meshes.append(grip)

        # The spout: a hollow-ended tube that narrows upwards, in the xz plane at −x.
        z0 = 0.36 * h
        r0 = float(shape.outer_radius(z0))
        track = spline(
            [
                (r0 - 0.3 * self.wall_m - 0.004, z0),
                (r0 + 0.014, z0 + 0.012),
                (r0 + 0.30 * b + 0.008, z0 + 0.34 * h),
                (r0 + 0.46 * b + 0.012, 0.99 * h),
                (r0 + 0.56 * b + 0.015, 1.06 * h),
            ],
            7,
            0.02,
        )
        s = lengths(track) / lengths(track)[-1]
        size = np.interp(s, [0, 0.12, 0.35, 0.7, 1], [2.15, 1.8, 1.3, 0.92, 0.86])
        center = np.stack([-track[:, 0], np.zeros(len(track)), track[:, 1]], axis=1)
        rings = sweep(center, oval(0.019, 0.017, 20), (0.0, -1.0, 0.0), size)
        # Its foot follows the body, half-way into the wall.
        edge = rings[0]
        seat = (
            -np.sqrt(np.maximum(shape.outer_radius(edge[:, 2]) ** 2 - edge[:, 1] ** 2, 1e-6))
            + 0.5 * self.wall_m
        )
        near = np.clip(1 - s / 0.25, 0, 1)
        rings[..., 0] += (near * near * (3 - 2 * near))[:, None] * (seat - edge[:, 0])
        # Lip, then down into the dark.
        ahead = center[-1] - center[-2]
        ahead = ahead / np.sqrt(ahead @ ahead)
        end, middle = rings[-1], rings[-1].mean(axis=0)
        lip = [
            middle + c * (end - middle) + d * ahead
            for c, d in ((0.97, 0.0011), (0.86, 0.0016), (0.76, 0.0011), (0.70, -0.001), (0.66, -0.014))
        ]
        spout = np.concatenate([rings, np.array(lip)])
        meshes.append(loft(spout, 3, sharp_angle_deg=60.0))
        solid = outer
        lid_outside = top[(top[:, 1] > z + 0.0045)]
        solid = np.concatenate(
            [
                outer,
                [[brim, h + 0.0003]],
                lid_outside[np.concatenate([[True], np.diff(lid_outside[:, 1]) > 0])],
            ]
        )
        keep = np.concatenate([[True], np.diff(np.maximum.accumulate(solid[:, 1])) > 0])
        return Model(
            name="teapot",
            mesh=join(*meshes),
            materials=(self.body, self.inside, self.body, self.fittings, self.lid),
            category="teapot",
            hulls=(*solid_hulls(solid[keep], 24), *grip_hulls, *grid_hulls(rings, 6, 10)),
            density_kg_m3=900.0,
        )


def teapot(draw: Draw) -> Model:
    """A teapot of 0.5 to 1.3 litres."""
    body = ceramic(draw.scope("material"))
    belly = draw.uniform("belly_m", 0.058, 0.078)
    return Teapot(
        height_m=belly * draw.uniform("height", 1.25, 1.65),
        belly_m=belly,
        foot_m=belly * draw.uniform("foot", 0.52, 0.68),
        mouth_m=belly * draw.uniform("mouth", 0.46, 0.58),
        belly_at=draw.uniform("belly_at", 0.38, 0.54),
        wall_m=draw.uniform("wall_m", 0.0034, 0.0046),
        knob_m=draw.uniform("knob_m", 0.0085, 0.0125),
        loop_handle=draw.chance("loop_handle", 0.5),
        body=body,
        inside=ceramic(draw.scope("inside")) if draw.chance("other_inside", 0.3) else body,
        fittings=body,
        lid=body,
    ).build()
