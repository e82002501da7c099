"""Bars, legs and flat panels, which rooms and furniture are made of."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box

__all__ = ["bar", "leg", "panel"]

# The eight corners of a ring, counter-clockwise from above: each corner of the rectangle cut once.
_RING = np.array([[1, -1], [1, 1], [-1, 1], [-1, -1]])


def bar(low: npt.ArrayLike, high: npt.ArrayLike, edge_m: float = 0.002, part: int = 0) -> Mesh:
    """An upright box between two corners, metres, with edges rounded by ``edge_m``."""
    low, high = np.asarray(low, np.float64), np.asarray(high, np.float64)
    width, depth, height = (float(side) for side in high - low)
    x, y = (float(side) for side in (low + high)[:2] / 2)
    radius = min(edge_m, 0.3 * min(width, depth, height))
    return placed(rounded_box((width, depth, height), radius, steps=1, parts=part), x, y, float(low[2]))


def leg(bottom: npt.ArrayLike, top: npt.ArrayLike, bottom_m: float, top_m: float, part: int = 0) -> Mesh:
    """A square leg that may lean and taper, from ``bottom`` (its centre, metres) to ``top``."""
    a, b = np.asarray(bottom, np.float64), np.asarray(top, np.float64)
    c = 0.18 * min(bottom_m, top_m)
    rings = [
        (_ring(np.full(2, width / 2), c) + point[:2], float(point[2]))
        for point, width in ((a, bottom_m), (b, top_m))
    ]
    return _skin(rings, part)


def panel(corners: npt.ArrayLike, part: int = 0, size_m: tuple[float, float] | None = None) -> Mesh:
    """A flat quadrangle, corners counter-clockwise seen from its front, shape (4, 3).

    Its texture coordinates run from 0 to 1, or in metres up to ``size_m``.
    """
    u, v = size_m or (1.0, 1.0)
    uv = np.array([[0, 0], [u, 0], [u, v], [0, v]], np.float32)
    triangles = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    return Mesh(np.asarray(corners, np.float32), triangles, uv[triangles], np.full(2, part, np.int32))


def _ring(half: npt.NDArray[np.float64], cut: float) -> npt.NDArray[np.float64]:
    """Eight points of a rectangle with cut corners, counter-clockwise, shape (8, 2)."""
    along_x = _RING * half - _RING * [cut, 0]
    along_y = _RING * half - _RING * [0, cut]
    order = ((along_x, along_y), (along_y, along_x), (along_x, along_y), (along_y, along_x))
    return np.concatenate([[first[i], second[i]] for i, (first, second) in enumerate(order)])


def _skin(rings: list[tuple[npt.NDArray[np.float64], float]], part: int) -> Mesh:
    """The closed surface through rings of eight points, from the lowest to the highest."""
    points = np.concatenate([np.column_stack([xy, np.full(8, z)]) for xy, z in rings])
    faces: list[tuple[int, int, int]] = []
    for lower, upper in pairwise(range(len(rings))):
        for i in range(8):
            a, b = 8 * lower + i, 8 * lower + (i + 1) % 8
            c, d = 8 * upper + (i + 1) % 8, 8 * upper + i
            faces += [(a, b, c), (a, c, d)]
    top = 8 * (len(rings) - 1)
    faces += [(0, i + 1, i) for i in range(1, 7)] + [(top, top + i, top + i + 1) for i in range(1, 7)]
    return Mesh(points, np.array(faces), part=np.full(len(faces), part, np.int32))
