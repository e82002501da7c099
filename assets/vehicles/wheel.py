"""A wheel: tyre, rim with spokes of several styles, brake disc."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..mesh import Mesh, join
from ..shapes.solids import rounded_box
from ..spin import Spinning, spinning
from .grid import Points, grid

__all__ = ["Rim", "wheel"]

Rim = Literal["straight", "double", "twisted", "cover"]


def wheel(
    radius_m: float, width_m: float, spokes: int, style: Rim, tyre: int, rim: int, dark: int, disc: int
) -> Spinning:
    """A wheel about the y axis, its outer face towards +y, middle at the origin.

    Args:
        radius_m: of the tread.
        width_m: of the tyre.
        spokes: of the rim.
        style: straight spokes, pairs of thin ones, slanting ones, or a plastic cover with slots.
        tyre: part number; so are ``rim``, ``dark``, what lies behind the spokes, and ``disc``.
    """
    r, h = radius_m, width_m / 2
    well = 0.70 * r
    profile = np.array(
        [
            (0.02, -h * 0.5),
            (well, -h * 0.8),
            (r * 0.80, -h),
            (r * 0.94, -h * 0.95),
            (r * 0.99, -h * 0.75),
            (r, -h * 0.4),
            (r, h * 0.4),
            (r * 0.985, h * 0.78),
            (r * 0.94, h * 0.96),
            (r * 0.82, h),
            (well * 1.035, h * 0.90),
            (well * 1.03, h * 0.94),
            (well * 0.975, h * 0.90),
            (well * 0.93, h * 0.30),
            (0.48 * r, h * 0.05),
            (0.47 * r, h * 0.18),
            (0.20 * r, h * 0.18),
            (0.19 * r, h * 0.30),
            (0.004, h * 0.32),
        ]
    )
    parts = np.array([dark, *[tyre] * 9, rim, rim, rim, dark, disc, disc, disc, dark], np.int32)
    # One point of the tread stands exactly on the ground.
    angle = np.arange(48) / 48 * 2 * np.pi
    circle = np.stack([np.sin(angle), -np.cos(angle)], axis=1)
    points = np.empty((len(profile), 48, 3))
    points[..., 0] = profile[:, :1] * circle[:, 0]
    points[..., 1] = profile[:, 1:]
    points[..., 2] = profile[:, :1] * circle[:, 1]
    meshes = [grid(points, parts[:, None])]
    # Spokes are wide at the hub and narrow at the rim, or the other way round, and bow outwards.
    width = {"straight": 1.5, "double": 0.55, "twisted": 1.2, "cover": 2.0}[style] / spokes
    slant = {"straight": 0.0, "double": 0.0, "twisted": 0.30, "cover": 0.12}[style]
    turns = 2 * np.pi * np.arange(spokes) / spokes
    if style == "double":
        turns = np.concatenate([turns - 0.16, turns + 0.16])
    for turn in turns:
        meshes.append(_spoke(well, h, width, slant, float(turn), rim))
    cap = rounded_box((0.34 * well, 0.03, 0.34 * well), 0.012, parts=rim)
    meshes.append(cap.transformed(_moved(0, h * 0.64, -0.17 * well)))
    return spinning(join(*meshes), "wheel", r)


def _spoke(well: float, h: float, width: float, slant: float, turn: float, part: int) -> Mesh:
    """One spoke: a bar of a trapezium's section along the radius."""
    radii = np.linspace(0.10, 0.99, 7) * well
    share = radii / well
    half = 0.5 * width * well * (1.15 - 0.45 * share)
    angle = turn + slant * share**2
    out = h * (0.66 + 0.20 * share**1.5)
    section = np.array([(-1.0, -0.028), (-0.72, 0.0), (0.72, 0.0), (1.0, -0.028)])
    points = np.empty((len(radii), 4, 3))
    for k, (side, deep) in enumerate(section):
        across = side * half
        points[:, k, 0] = radii * np.sin(angle) + across * np.cos(angle)
        points[:, k, 2] = radii * np.cos(angle) - across * np.sin(angle)
        points[:, k, 1] = out + deep
    return grid(points, part, around=False)


def _moved(x: float, y: float, z: float) -> Points:
    matrix = np.eye(4)
    matrix[:3, 3] = x, y, z
    return matrix
