"""Regions of the plane as meshes: polygons of shapely, cut into triangles that follow the land."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from ...assets.mesh import Mesh

__all__ = ["common", "flat_mesh", "pieces", "ribbon", "united", "wall_mesh", "without"]

Array = npt.NDArray[np.float64]
Heights = Callable[[Array], Array]
"""Heights in metres of points, shape (n, 2) → (n,)."""

_SMALLEST_M2 = 1e-4
_BLOCK = 8
_GRID_M = 0.001
"""All corners lie on a grid of a millimetre, so that regions that touch share their borders exactly."""


def united(*regions: BaseGeometry) -> BaseGeometry:
    """All that is in any of the regions."""
    return shapely.union_all(list(regions), grid_size=_GRID_M) if regions else shapely.Polygon()


def common(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """What is in both."""
    return _areas(shapely.intersection(one, other, grid_size=_GRID_M))


def without(region: BaseGeometry, *others: BaseGeometry) -> BaseGeometry:
    """The region less the others."""
    return _areas(shapely.difference(region, united(*others), grid_size=_GRID_M))


def _areas(region: BaseGeometry) -> BaseGeometry:
    """Polygons only: a cut along a border leaves lines behind."""
    if region.geom_type in ("Polygon", "MultiPolygon"):
        return region
    return shapely.MultiPolygon(pieces(region))


def ribbon(right: Array, left: Array) -> BaseGeometry:
    """The region between two lines of points, shape (n, 2), that run beside each other."""
    polygon = shapely.Polygon(np.concatenate([right, left[::-1]]))
    return polygon if polygon.is_valid else shapely.make_valid(polygon)


def pieces(region: BaseGeometry) -> list[shapely.Polygon]:
    """The polygons that a region is made of; lines and points, which cuts leave behind, are none."""
    parts = shapely.get_parts(region)
    kinds = shapely.get_type_id(parts)
    found = [part for part, kind in zip(parts, kinds, strict=True) if kind == 3]
    for part, kind in zip(parts, kinds, strict=True):
        if kind > 3:
            found += pieces(part)
    return [polygon for polygon in found if polygon.area > _SMALLEST_M2]


def flat_mesh(
    region: BaseGeometry,
    height: Heights,
    cell_m: float = 6.0,
    uv: Callable[[Array], Array] | None = None,
    part: int = 0,
) -> Mesh | None:
    """Triangles of at most a cell of a ``cell_m`` grid, with each corner on its height, seen from above.

    Neighbouring regions cut by the same grid meet without gaps where their borders share their points.

    Args:
        region: polygons in the plane.
        height: of the corners.
        cell_m: sides of the grid's cells; the land is taken as even within one.
        uv: texture coordinates of points, shape (n, 2) → (n, 2); None: x and y in metres.
        part: number of the part.

    Returns:
        The mesh, or None where the region is empty.
    """
    if region.is_empty:
        return None
    triangles = _triangles(region, cell_m)
    if len(triangles) == 0:
        return None
    corners = triangles.reshape(-1, 2)
    keys = np.round(corners * 1000).astype(np.int64)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    points = corners[first]
    faces = inverse.reshape(-1, 3)
    a, b, c = (points[faces[:, i]] for i in range(3))
    turned = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    faces = np.where((turned < 0)[:, None], faces[:, ::-1], faces)
    faces = faces[abs(turned) > 1e-7]
    coordinates = points if uv is None else uv(points)
    return Mesh(
        np.column_stack([points, height(points)]),
        faces.astype(np.int32),
        uv=coordinates[faces].astype(np.float32),
        part=np.full(len(faces), part, np.int32),
    )


def wall_mesh(ring: Array, low: Heights, high: Heights, part: int = 0) -> Mesh:
    """An upright band along a line of points, shape (n, 2); it is seen from the line's left."""
    count = len(ring)
    steps = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(ring, axis=0), axis=1))])
    bottom, top = low(ring), high(ring)
    vertices = np.concatenate([np.column_stack([ring, bottom]), np.column_stack([ring, top])])
    i = np.arange(count - 1)
    faces = np.concatenate(
        [np.column_stack([i + 1, i, i + count]), np.column_stack([i + 1, i + count, i + 1 + count])]
    )
    uv = np.concatenate([np.column_stack([steps, bottom]), np.column_stack([steps, top])])
    return Mesh(vertices, faces, uv=uv[faces], part=np.full(len(faces), part, np.int32))


def _triangles(region: BaseGeometry, cell_m: float) -> Array:
    """Corners of triangles, shape (n, 3, 2)."""
    low_x, low_y, high_x, high_y = region.bounds
    columns = np.arange(np.floor(low_x / cell_m), np.ceil(high_x / cell_m)) * cell_m
    rows = np.arange(np.floor(low_y / cell_m), np.ceil(high_y / cell_m)) * cell_m
    x, y = (grid.ravel() for grid in np.meshgrid(columns, rows))
    cells = shapely.box(x, y, x + cell_m, y + cell_m)
    shapely.prepare(region)
    whole = shapely.contains_properly(region, cells)
    cut = cells[shapely.intersects(region, cells) & ~whole]
    x, y = x[whole], y[whole]
    square = np.array([[[0, 0], [1, 0], [1, 1]], [[0, 0], [1, 1], [0, 1]]]) * cell_m
    inner = (np.column_stack([x, y])[:, None, None, :] + square).reshape(-1, 3, 2)
    parts = shapely.get_parts(shapely.constrained_delaunay_triangles(_cut(region, cut, cell_m)))
    rims = shapely.get_coordinates(parts).reshape(-1, 4, 2)[:, :3]
    return np.concatenate([inner, rims])


def _cut(region: BaseGeometry, cells: Array, cell_m: float) -> Array:
    """What of each cell is in a region; first cut into blocks of many cells, as a long border costs time."""
    side = _BLOCK * cell_m
    blocks = np.floor(shapely.bounds(cells)[:, :2] / side + 1e-9)
    corners, number = np.unique(blocks, axis=0, return_inverse=True)
    x, y = corners.T * side
    parts = shapely.intersection(shapely.box(x, y, x + side, y + side), region)
    return np.asarray(shapely.intersection(cells, parts[number.ravel()]))
