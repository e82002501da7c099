"""Walls with openings: the sheet around them, their reveals, arches, sills and surrounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .parts import TRIM
from .pieces import Pieces

__all__ = ["Surround", "arches", "reveals", "sheet_with_holes", "sills", "surrounds"]


@dataclass(frozen=True)
class Surround:
    """What frames the openings of a wall.

    Attributes:
        band_m: width of a flat band around each opening; 0: none.
        lintel_m: height of a lintel of its own; 0: none.
        hood_m: how far a small cornice above sticks out; 0: none.
        keystone: in the middle above.
        sill_m: how far the sill sticks out; 0: none.
    """

    band_m: float = 0.0
    lintel_m: float = 0.0
    hood_m: float = 0.0
    keystone: bool = False
    sill_m: float = 0.06


def sheet_with_holes(
    out: Pieces, extent: tuple[float, float, float, float], holes: npt.ArrayLike, part: int, w: float = 0.0
) -> None:
    """A wall's sheet over ``extent`` (u0, v0, u1, v1) without its holes (n, 4), facing outwards."""
    rects = np.asarray(holes, np.float64).reshape(-1, 4)
    u0, v0, u1, v1 = extent
    if not len(rects):
        out.panels([extent], w, part)
        return
    us = np.unique(np.clip(np.concatenate([[u0, u1], rects[:, 0], rects[:, 2]]), u0, u1).round(5))
    vs = np.unique(np.clip(np.concatenate([[v0, v1], rects[:, 1], rects[:, 3]]), v0, v1).round(5))
    cu, cv = (us[1:] + us[:-1]) / 2, (vs[1:] + vs[:-1]) / 2
    across = (cu[:, None] > rects[:, 0]) & (cu[:, None] < rects[:, 2])
    up = (cv[:, None] > rects[:, 1]) & (cv[:, None] < rects[:, 3])
    solid = ~(across[:, None, :] & up[None, :, :]).any(axis=2)
    i, j = np.nonzero(solid)
    vertex = np.stack(np.meshgrid(us, vs, indexing="ij"), axis=-1).reshape(-1, 2)
    columns = len(vs)
    a = i * columns + j
    b, c, d = a + columns, a + columns + 1, a + 1
    triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    points = np.column_stack([vertex, np.full(len(vertex), w)])
    if len(triangles):
        out.mesh(points, triangles, part)


def reveals(
    out: Pieces,
    rects: npt.ArrayLike,
    depth_m: float,
    part: int,
    w: float = 0.0,
    sides: Sequence[int] = (0, 1, 2, 3),
) -> None:
    """Sides of openings (n, 4), below, right, above and left, from the wall to ``depth_m`` behind it."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    corner = r[:, [[0, 1], [2, 1], [2, 3], [0, 3]]]  # counter-clockwise from outside
    following = np.roll(corner, -1, axis=1)
    front, back = np.full((*corner.shape[:2], 1), w), np.full((*corner.shape[:2], 1), w - depth_m)
    quads = np.stack(
        [
            np.concatenate([corner, front], 2),
            np.concatenate([following, front], 2),
            np.concatenate([following, back], 2),
            np.concatenate([corner, back], 2),
        ],
        axis=2,
    )
    out.quads(quads[:, list(sides)].reshape(-1, 4, 3), part)


def arches(
    out: Pieces, rects: npt.ArrayLike, rise_m: float, depth_m: float, part: int, w: float = 0.0
) -> None:
    """Fills the upper corners of openings (n, 4) so that they end in arcs ``rise_m`` high."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    if not len(r) or rise_m <= 0:
        return
    steps = 10
    for u0, _, u1, v1 in r:
        half = (u1 - u0) / 2
        rise = min(rise_m, half)
        radius = (half**2 + rise**2) / (2 * rise)
        reach = np.arcsin(min(half / radius, 1.0))
        angle = np.linspace(-reach, reach, steps + 1)
        u = (u0 + u1) / 2 + radius * np.sin(angle)
        u[[0, -1]] = u0, u1
        v = v1 - radius + radius * np.cos(angle)
        low = np.column_stack([u, v, np.full_like(u, w)])
        top = np.column_stack([u, np.full_like(u, v1), np.full_like(u, w)])
        out.sheet(np.stack([low, top]), part)
        behind = low - (0.0, 0.0, depth_m)
        out.sheet(np.stack([behind, low]), part)


def sills(
    out: Pieces, rects: npt.ArrayLike, reach_m: float, recess_m: float, part: int = TRIM, tint: int = 0
) -> None:
    """A sloping sill below each opening (n, 4)."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    if not len(r) or reach_m <= 0:
        return
    low = np.column_stack([r[:, 0] - 0.05, r[:, 1] - 0.055, np.full(len(r), -recess_m)])
    high = np.column_stack([r[:, 2] + 0.05, r[:, 1] + 0.012, np.full(len(r), reach_m)])
    out.boxes(low, high, part, tint, without=("back",))


def surrounds(out: Pieces, rects: npt.ArrayLike, style: Surround, part: int = TRIM, w: float = 0.0) -> None:
    """Bands, lintels, hoods and keystones around openings (n, 4)."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    if not len(r):
        return
    u0, v0, u1, v1 = r.T
    out_w, in_w = np.full(len(r), w + 0.03), np.full(len(r), w - 0.02)
    top = v1
    if style.band_m:
        b = style.band_m
        rows = [(u0 - b, v0, u0, v1), (u1, v0, u1 + b, v1), (u0 - b, v1, u1 + b, v1 + b)]
        if not style.sill_m:
            rows.append((u0 - b, v0 - b, u1 + b, v0))
        for a, low, c, high in rows:
            out.boxes(
                np.column_stack([a, low, in_w]), np.column_stack([c, high, out_w]), part, without=("back",)
            )
        top = v1 + b
    if style.lintel_m:
        rest = 0.12
        out.boxes(
            np.column_stack([u0 - rest, top, in_w]),
            np.column_stack([u1 + rest, top + style.lintel_m, out_w - 0.01]),
            part,
            without=("back",),
        )
        top = np.asarray(top + style.lintel_m)
    if style.keystone and (style.band_m or style.lintel_m):
        middle = (u0 + u1) / 2
        out.boxes(
            np.column_stack([middle - 0.09, v1 - 0.04, in_w]),
            np.column_stack([middle + 0.09, top + 0.05, out_w + 0.03]),
            part,
            without=("back",),
        )
    if style.hood_m:
        for reach, from_m, to_m in ((0.6, 0.0, 0.06), (1.0, 0.06, 0.12)):
            out.boxes(
                np.column_stack([u0 - 0.16, top + from_m, in_w]),
                np.column_stack([u1 + 0.16, top + to_m, w + style.hood_m * reach + 0.0 * u0]),
                part,
                without=("back",),
            )
