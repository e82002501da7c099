"""Skins over rings of points: lofts, and tubes swept along a path."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from .curve import Curve, lengths, tangents
from .vectors import cross

__all__ = ["Rings", "loft", "oval", "rounded_ends", "sweep"]

Rings = npt.NDArray[np.float64]
"""Rings of points, shape (n_rings, n_around, 3), metres, counter-clockwise seen against the direction in
which the rings follow each other."""


def loft(
    rings: Rings,
    part: int | npt.NDArray[np.int32] = 0,
    u: npt.ArrayLike | None = None,
    v: npt.ArrayLike | None = None,
    uv: npt.ArrayLike | None = None,
    closed: bool = False,
    sharp_angle_deg: float = 40.0,
) -> Mesh:
    """A closed skin over rings.

    An end ring whose points coincide becomes one pole; any other end is closed by a flat fan.

    Args:
        rings: shape (n_rings, n_around, 3).
        part: one part number, or one for each of the n_rings − 1 bands (n_rings if ``closed``).
        u: n_around + 1 coordinates around; default 0 … 1.
        v: n_rings coordinates (one more if ``closed``); default: by mean length, 0 … 1.
        uv: in place of both: shape (n_rings, n_around + 1, 2), or one row more if ``closed``.
        closed: the last ring is joined to the first.
        sharp_angle_deg: as in Mesh.
    """
    rings = np.asarray(rings, np.float64)
    n, m = rings.shape[:2]
    bands = n if closed else n - 1
    if uv is None:
        if v is None:
            ring = np.concatenate([rings, rings[:1]]) if closed else rings
            step = np.sqrt((np.diff(ring, axis=0) ** 2).sum(axis=2)).mean(axis=1)
            run = np.concatenate([[0.0], np.cumsum(step)])
            v = run / run[-1]
        u = np.linspace(0, 1, m + 1) if u is None else np.asarray(u, np.float64)
        grid = np.stack(np.broadcast_arrays(u[None, :], np.asarray(v)[:, None]), axis=-1)
    else:
        grid = np.asarray(uv, np.float64)
    parts = np.broadcast_to(np.asarray(part, np.int32), (bands,))

    pole_0 = not closed and float(np.ptp(rings[0], axis=0).max()) < 1e-7
    pole_1 = not closed and float(np.ptp(rings[-1], axis=0).max()) < 1e-7
    first, last = int(pole_0), n - int(pole_1)
    body = rings[first:last].reshape(-1, 3)
    j = np.arange(m)
    k = (j + 1) % m
    rows = np.arange(first, last if closed else last - 1)
    low = (rows - first)[:, None] * m
    high = ((rows - first + 1) % (last - first))[:, None] * m
    a, b, c, d = low + j, low + k, high + k, high + j
    triangles = [np.stack([a, b, c], axis=-1).reshape(-1, 3), np.stack([a, c, d], axis=-1).reshape(-1, 3)]
    ga, gb = grid[rows][:, :-1], grid[rows][:, 1:]
    gd, gc = grid[rows + 1][:, :-1], grid[rows + 1][:, 1:]
    corner = [
        np.stack([ga, gb, gc], axis=2).reshape(-1, 3, 2),
        np.stack([ga, gc, gd], axis=2).reshape(-1, 3, 2),
    ]
    number = [np.repeat(parts[rows], m)] * 2

    extra: list[npt.NDArray[np.float64]] = []
    if not closed:
        for at_end in (False, True):
            tip = len(body) + len(extra)
            edge = (last - 1 - first) * m if at_end else 0
            row = last - 1 if at_end else first
            end = rings[-1] if at_end else rings[0]
            extra.append(end.mean(axis=0))
            tips = np.full(m, tip)
            fan = (edge + j, edge + k, tips) if at_end else (tips, edge + k, edge + j)
            triangles.append(np.stack(fan, axis=-1))
            tip_row = (grid[-1] if at_end else grid[0]) if (pole_1 if at_end else pole_0) else grid[row]
            middle = (tip_row[:-1] + tip_row[1:]) / 2
            g = (grid[row][:-1], grid[row][1:], middle) if at_end else (middle, grid[row][1:], grid[row][:-1])
            corner.append(np.stack(g, axis=1))
            number.append(np.full(m, parts[-1] if at_end else parts[0]))
    return Mesh(
        vertices=np.concatenate([body, np.array(extra).reshape(-1, 3)]),
        triangles=np.concatenate(triangles),
        uv=np.concatenate(corner),
        part=np.concatenate(number),
        sharp_angle_deg=sharp_angle_deg,
    )


def oval(width_m: float, height_m: float, points: int = 20, exponent: float = 2.0) -> Curve:
    """A superellipse, counter-clockwise from its right end: 2 an ellipse, more a rounded rectangle."""
    a = np.arange(points) / points * 2 * np.pi
    c, s = np.cos(a), np.sin(a)
    power = 2 / exponent
    return np.stack(
        [width_m / 2 * np.sign(c) * np.abs(c) ** power, height_m / 2 * np.sign(s) * np.abs(s) ** power],
        axis=1,
    )


def sweep(
    path: Curve,
    section: npt.ArrayLike,
    side: npt.ArrayLike,
    scale: npt.ArrayLike = 1.0,
) -> Rings:
    """Rings of a section carried along a path that lies in a plane.

    Args:
        path: shape (n, 3).
        section: shape (m, 2) or (n, m, 2), counter-clockwise; its first axis lies in the path's plane
            (to the left of the path, seen from the tip of ``side``), its second along ``side``.
        side: unit normal of the path's plane.
        scale: of the section at each point, shape (n,) or (n, 2).

    Returns:
        Rings, shape (n, m, 3).
    """
    path = np.asarray(path, np.float64)
    t = tangents(path)
    second = np.asarray(side, np.float64)
    first = cross(second, t)
    sections = np.asarray(section, np.float64)
    if sections.ndim == 2:
        sections = np.broadcast_to(sections, (len(path), *sections.shape))
    factor = np.asarray(scale, np.float64)
    factor = np.broadcast_to(factor if factor.ndim == 2 else np.reshape(factor, (-1, 1)), (len(path), 2))
    s = sections * factor[:, None, :]
    return np.asarray(path[:, None] + s[:, :, :1] * first[:, None] + s[:, :, 1:] * second)


def rounded_ends(path: Curve, radius_m: float, steps: int = 5) -> tuple[Curve, npt.NDArray[np.float64]]:
    """The path with points added near both ends, and the scale there that rounds a tube off to its ends.

    The first and last scale are 0.02: a tiny flat in place of a pole that shading would pinch.
    """
    at = lengths(path)
    total = at[-1]
    radius = min(radius_m, 0.45 * total)
    a = np.linspace(0, np.pi / 2, steps + 1)
    start = radius * (1 - np.cos(a))
    inner = at[(at > radius * 1.1) & (at < total - radius * 1.1)]
    where = np.concatenate([start, inner, (total - start)[::-1]])
    size = np.maximum(np.sin(a), 0.02)
    scale = np.concatenate([size, np.ones(len(inner)), size[::-1]])
    points = np.stack([np.interp(where, at, axis) for axis in path.T], axis=-1)
    return points, scale
