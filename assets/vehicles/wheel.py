"""A wheel: tyre, rim with spokes, brake disc."""

from __future__ import annotations

import numpy as np

from ..mesh import Mesh, join
from ..shapes.solids import rounded_box
from .grid import grid

__all__ = ["wheel"]


def wheel(radius_m: float, width_m: float, spokes: int, tyre: int, rim: int, dark: int) -> Mesh:
    """A wheel about the y axis, its outer face towards +y, middle at the origin.

    Args:
        radius_m: of the tread.
        width_m: of the tyre.
        spokes: of the rim.
        tyre: part number; so are ``rim`` and ``dark``, what lies behind the spokes.
    """
    r, h = radius_m, width_m / 2
    well = 0.66 * r
    profile = np.array(
        [
            (0.02, -h * 0.5),
            (well, -h * 0.8),
            (r * 0.80, -h),
            (r * 0.94, -h * 0.95),
            (r * 0.99, -h * 0.75),
            (r, -h * 0.4),
            (r, h * 0.4),
            (r * 0.99, h * 0.75),
            (r * 0.94, h * 0.95),
            (r * 0.80, h),
            (well * 1.03, h * 0.86),
            (well * 0.97, h * 0.86),
            (well * 0.92, h * 0.35),
            (0.02, h * 0.3),
        ]
    )
    parts = np.array([dark, *[tyre] * 9, rim, rim, dark], np.int32)
    # One point of the tread stands exactly on the ground.
    angle = np.arange(48) / 48 * 2 * np.pi
    circle = np.stack([np.sin(angle), -np.cos(angle)], axis=1)
    points = np.empty((len(profile), 48, 3))
    points[..., 0] = profile[:, :1] * circle[:, 0]
    points[..., 1] = profile[:, 1:]
    points[..., 2] = profile[:, :1] * circle[:, 1]
    meshes = [grid(points, parts[:, None])]
    for number in range(spokes):
        spoke = rounded_box((0.30 * well, 0.03, 0.97 * well), 0.008, parts=rim)
        turn = 2 * np.pi * number / spokes
        c, s = np.cos(turn), np.sin(turn)
        matrix = np.array([[c, 0, s, 0], [0, 1, 0, h * 0.62], [-s, 0, c, 0], [0, 0, 0, 1]])
        meshes.append(spoke.transformed(matrix))
    return join(*meshes)
