"""Round bodies that flow into each other: a smooth union of tapered capsules, and the surface round it.

The distance to a capsule whose radius changes along it, and the polynomial smooth minimum, are I. Quilez's
("distance functions", "smooth minimum", iquilezles.org); the surface is a surface net (S. Gibson,
"Constrained elastic surface nets", MICCAI 1998): one vertex in each cell that the surface crosses, at the
mean of where it crosses the cell's edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Capsule", "blob"]

Array = npt.NDArray[np.float64]
Point = tuple[float, float, float]


@dataclass(frozen=True)
class Capsule:
    """From one ball to another.

    Attributes:
        start, end: middles of the balls, metres.
        radii_m: of both.
        flat: width along y in proportion to the height.
        blend_m: over what distance it flows into what came before it.
    """

    start: Point
    end: Point
    radii_m: tuple[float, float]
    flat: float = 1.0
    blend_m: float = 0.03


def blob(capsules: list[Capsule], cell_m: float) -> tuple[Array, npt.NDArray[np.int64]]:
    """Vertices (n, 3) and outward triangles (m, 3) of the union's surface.

    Args:
        capsules: all within reach of each other, or the surface has several pieces.
        cell_m: size of the grid's cells: of the triangles, and of the thinnest part that is kept.
    """
    low, high = _bounds(capsules, cell_m)
    count = np.ceil((high - low) / cell_m).astype(int) + 1
    field = np.full(count, 1.0, np.float32)
    axes = [low[k] + cell_m * np.arange(count[k]) for k in range(3)]
    for capsule in capsules:
        _unite(field, axes, capsule, cell_m)
    return _net(field, low, cell_m)


def _bounds(capsules: list[Capsule], cell_m: float) -> tuple[Array, Array]:
    ends = np.array([(c.start, c.end) for c in capsules], np.float64)
    reach = np.array([c.radii_m for c in capsules])[:, :, None] * np.ones(3)
    margin = 2.5 * cell_m + 0.3 * max(c.blend_m for c in capsules)
    low = (ends - reach).reshape(-1, 3).min(axis=0) - margin
    high = (ends + reach).reshape(-1, 3).max(axis=0) + margin
    return low, high


def _unite(field: npt.NDArray[np.float32], axes: list[Array], capsule: Capsule, cell_m: float) -> None:
    """Lower the field near a capsule; farther off it changes nothing that matters."""
    a, b = np.array(capsule.start), np.array(capsule.end)
    reach = max(capsule.radii_m) * max(1.0, capsule.flat) + capsule.blend_m + 2 * cell_m
    slices = []
    for k in range(3):
        first = int(np.searchsorted(axes[k], min(a[k], b[k]) - reach))
        last = int(np.searchsorted(axes[k], max(a[k], b[k]) + reach))
        slices.append(slice(first, last))
    scale = (1.0, 1 / capsule.flat, 1.0)
    x, y, z = ((axes[k][slices[k]] - a[k]).astype(np.float32) * np.float32(scale[k]) for k in range(3))
    way = ((b - a) * scale).astype(np.float32)
    length = max(float(way @ way), 1e-9)
    along = (x * way[0])[:, None, None] + (y * way[1])[None, :, None] + (z * way[2])[None, None, :]
    h = np.clip(along / np.float32(length), 0, 1)
    off = (x[:, None, None] - way[0] * h) ** 2
    off += (y[None, :, None] - way[1] * h) ** 2
    off += (z[None, None, :] - way[2] * h) ** 2
    r0, r1 = capsule.radii_m
    distance = np.sqrt(off) - np.float32(r0) - np.float32(r1 - r0) * h
    if capsule.flat < 1:
        distance *= np.float32(capsule.flat)
    part = field[slices[0], slices[1], slices[2]]
    blend = np.float32(max(capsule.blend_m, 1e-6))
    near = np.maximum(blend - np.abs(part - distance), 0) / blend
    part[...] = np.minimum(part, distance) - near * near * (blend / 4)


def _net(field: npt.NDArray[np.float32], low: Array, cell_m: float) -> tuple[Array, npt.NDArray[np.int64]]:
    inside = field < 0
    cells = tuple(n - 1 for n in field.shape)
    total = np.zeros((*cells, 3), np.float32)
    hits = np.zeros(cells, np.int16)
    crossings = []
    for axis in range(3):
        before = [slice(None)] * 3
        after = [slice(None)] * 3
        before[axis], after[axis] = slice(None, -1), slice(1, None)
        f0, f1 = field[tuple(before)], field[tuple(after)]
        at = np.argwhere(inside[tuple(before)] != inside[tuple(after)])
        index = tuple(at.T)
        share = f0[index] / (f0[index] - f1[index])
        place = at.astype(np.float32)
        place[:, axis] += share
        crossings.append((axis, at, inside[tuple(before)][index]))
        u, v = (axis + 1) % 3, (axis + 2) % 3
        for du in (0, -1):
            for dv in (0, -1):
                cell = at.copy()
                cell[:, u] += du
                cell[:, v] += dv
                ok = ((cell >= 0) & (cell < cells)).all(axis=1)
                flat = np.ravel_multi_index(tuple(cell[ok].T), cells)
                # Of each edge of this axis and offset a cell has one, so nothing is added twice at once.
                total.reshape(-1, 3)[flat] += place[ok]
                hits.reshape(-1)[flat] += 1
    used = np.flatnonzero(hits.reshape(-1))
    number = np.full(hits.size, -1, np.int64)
    number[used] = np.arange(len(used))
    vertices = total.reshape(-1, 3)[used] / hits.reshape(-1)[used][:, None]
    triangles = []
    for axis, at, starts_inside in crossings:
        u, v = (axis + 1) % 3, (axis + 2) % 3
        corners = []
        for du, dv in ((-1, -1), (0, -1), (0, 0), (-1, 0)):
            cell = at.copy()
            cell[:, u] += du
            cell[:, v] += dv
            corners.append(number[np.ravel_multi_index(tuple(cell.T), cells)])
        quad = np.stack(corners, axis=1)
        quad[~starts_inside] = quad[~starts_inside][:, ::-1]
        triangles += [quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]]
    return np.asarray(low + cell_m * vertices.astype(np.float64)), np.concatenate(triangles)
