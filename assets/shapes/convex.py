"""Convex parts for physics, made with the shape: they follow its surface to about half a millimetre."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..model import Hull
from .curve import Curve, simplify
from .lathe import Vessel, turn
from .loft import Rings

__all__ = [
    "box_hull",
    "cell_hulls",
    "grid_hulls",
    "hull",
    "moved",
    "prism_hull",
    "solid_hulls",
    "vessel_hulls",
]

_FIT_M = 5e-4

Array = npt.NDArray[np.float64]


def hull(points: npt.ArrayLike) -> Hull:
    """One convex part from its corner points, shape (n, 3)."""
    return np.ascontiguousarray(np.asarray(points).reshape(-1, 3), np.float32)


def box_hull(low_m: npt.ArrayLike, high_m: npt.ArrayLike, radius_m: float = 0.0) -> Hull:
    """An axis-aligned box; with a ``radius_m`` its edges are cut at 45 degrees as deep as an arc would."""
    ends = np.stack([np.asarray(low_m, np.float64), np.asarray(high_m, np.float64)])
    i = np.arange(8)
    high = np.stack([i >> axis & 1 for axis in range(3)], axis=1)
    corner = np.stack([ends[high[:, axis], axis] for axis in range(3)], axis=1)
    if radius_m <= 0:
        return hull(corner)
    back = 0.6 * radius_m * (1 - 2 * high)
    return hull(np.concatenate([corner + back * (np.arange(3) != axis) for axis in range(3)]))


def prism_hull(outline: Curve, low_m: float, high_m: float, bevel_m: float = 0.0, step: int = 1) -> Hull:
    """A convex outline (x, y) between two heights, its edges cut as a rounding of ``bevel_m`` would."""
    thin = outline[::step]
    middle = thin.mean(axis=0)
    reach = np.sqrt(((thin - middle) ** 2).sum(axis=1, keepdims=True))
    cut = min(0.6 * bevel_m, 0.5 * (high_m - low_m))
    inner = middle + (thin - middle) * (1 - cut / reach)
    levels = [(thin, low_m + cut), (thin, high_m - cut)]
    if cut > 0:
        levels += [(inner, low_m), (inner, high_m)]
    return hull(np.concatenate([np.column_stack([points, np.full(len(points), z)]) for points, z in levels]))


def moved(hulls: Iterable[Hull], matrix: npt.ArrayLike) -> tuple[Hull, ...]:
    """Hulls with a (4, 4) affine matrix applied."""
    m = np.asarray(matrix, np.float64)
    return tuple(hull(h @ m[:3, :3].T + m[:3, 3]) for h in hulls)


def _ring(r: Array, angles: Array) -> Array:
    return np.stack([r * np.cos(angles), r * np.sin(angles)], axis=-1)


def solid_hulls(
    profile: Curve,
    around: int = 24,
    fit_m: float = _FIT_M,
    outline: Callable[[Curve], Curve | None] | None = None,
) -> list[Hull]:
    """Slices of a filled solid of revolution.

    Args:
        profile: its outside as (r, z), from the lowest point up; z never falls.
        around: corners of each slice.
        fit_m: how far a slice may run from the profile.
        outline: gives for profile points the factors of their radius, shape (n_points, k · ``around``), in
            the order of :func:`lathe.turn`, or None where there are none.
    """
    p = profile[simplify(profile, fit_m)]
    d = np.diff(p, axis=0)
    bend = d[:-1, 0] * d[1:, 1] - d[:-1, 1] * d[1:, 0]
    cuts = [0, *(np.flatnonzero(bend < 0) + 1), len(p) - 1]
    a = turn(around)[:-1]
    hulls = []
    for i, j in pairwise(cuts):
        piece = p[i : j + 1]
        if np.ptp(piece[:, 1]) < 2e-4:
            continue
        factors = None if outline is None else outline(piece)
        r = piece[:, :1] if factors is None else piece[:, :1] * factors[:, :: factors.shape[1] // around]
        xy = _ring(r, a[None])
        z = np.broadcast_to(piece[:, 1, None, None], (*xy.shape[:2], 1))
        hulls.append(hull(np.concatenate([xy, z], axis=2)))
    return hulls


def vessel_hulls(shape: Vessel, fit_m: float = _FIT_M) -> list[Hull]:
    """The base as convex slices and the wall as wedges; the hollow stays free."""
    outer, inner = shape.outer, shape.inner
    above = np.flatnonzero(inner[:, 1] > shape.floor_m + 1e-4)
    first = int(above[0]) if len(above) else len(outer) - 1
    reach = float(outer[:, 0].max())
    count = int(np.clip(np.ceil(np.pi / np.arccos(1 - 0.0014 / max(reach, 0.01))), 10, 20))

    start = max(first - 1, 0)
    z_cut = shape.floor_m
    at = int(np.searchsorted(outer[:, 1], z_cut))
    top = np.array([[float(np.interp(z_cut, outer[:, 1], outer[:, 0])), z_cut]])
    below = np.concatenate([outer[:at], top])
    base = below[np.concatenate([[True], np.diff(below[:, 1]) >= 0])]
    hulls = solid_hulls(base, around=24, fit_m=fit_m) if len(base) > 1 else []

    stations = simplify(outer[start:], fit_m) + start
    o, n = outer[stations].copy(), inner[stations].copy()
    n[n[:, 1] < shape.floor_m, 1] = shape.floor_m
    if len(stations) < 2:
        return hulls
    # The rim is round: its wall ends lower, its top is narrower.
    wall = n[-1] - o[-1]
    down = o[-2] - o[-1]
    down *= min(0.5, 0.45 * float(np.sqrt(wall @ wall) / np.sqrt(down @ down)))
    o = np.concatenate([o[:-1], [o[-1] + down, o[-1] + 0.3 * wall]])
    n = np.concatenate([n[:-1], [n[-1] + down, n[-1] - 0.3 * wall]])
    # Keep the inner chords out of the hollow: their middles touch the wall, their corners lie in it.
    n[:, 0] = np.minimum(n[:, 0] / np.cos(np.pi / count), np.maximum(o[:, 0] - 2e-4, n[:, 0]))
    a = (np.arange(count)[:, None] + np.array([0, 0.5, 1])) * (2 * np.pi / count)
    outside = _ring(o[:, 0, None, None], a[None])  # (stations, wedges, 3, 2)
    inside = _ring(n[:, 0, None, None], a[None, :, ::2])
    zo = np.broadcast_to(o[:, 1, None, None, None], (*outside.shape[:3], 1))
    zi = np.broadcast_to(n[:, 1, None, None, None], (*inside.shape[:3], 1))
    corner = np.concatenate(
        [np.concatenate([outside, zo], axis=3), np.concatenate([inside, zi], axis=3)], axis=2
    )
    wedges = np.concatenate([corner[:-1], corner[1:]], axis=2).astype(np.float32)
    return hulls + list(np.ascontiguousarray(wedges.reshape(-1, 10, 3)))


def grid_hulls(rings: Rings, pieces: int | Sequence[int], corners: int = 8, between: int = 1) -> list[Hull]:
    """A loft in convex lengths, each the hull of some of its rings.

    Args:
        rings: shape (n_rings, n_around, 3); each ring convex.
        pieces: how many lengths, or the rings at which they meet: enough for the bend; a straight loft
            that swells outwards needs one.
        corners: points kept of each ring.
        between: rings kept within each length, beside its ends.
    """
    step = max(1, rings.shape[1] // corners)
    thin = rings[:, ::step]
    if isinstance(pieces, int):
        marks = np.unique(np.linspace(0, len(rings) - 1, pieces + 1).round().astype(int))
    else:
        marks = np.asarray(pieces)
    hulls = []
    for i, j in pairwise(marks):
        chosen = np.unique(np.linspace(i, j, between + 2).round().astype(int))
        hulls.append(hull(thin[chosen]))
    return hulls


def cell_hulls(sides: Sequence[Array], rows: Sequence[int], columns: Sequence[int]) -> list[Hull]:
    """A curved plate in blocks: each the hull of the points of its cell on all sides.

    Args:
        sides: upper and lower side, and more where there is a rim; each of shape (n_rows, n_columns, 3).
        rows, columns: indices at which the blocks meet.
    """
    hulls = []
    for i, j in pairwise(rows):
        for k, m in pairwise(columns):
            picked = [np.unique(np.linspace(a, b, 4).round().astype(int)) for a, b in ((i, j), (k, m))]
            cell = np.ix_(*picked)
            hulls.append(hull(np.concatenate([side[cell].reshape(-1, 3) for side in sides])))
    return hulls
