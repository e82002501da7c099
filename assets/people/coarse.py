"""A surface with fewer vertices: some of its own, and triangles between those whose surroundings meet."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.spatial import cKDTree

from .sheet import Array, Index

__all__ = ["coarse"]


def coarse(points: Array, triangles: npt.NDArray[np.integer], apart: Array) -> tuple[Index, Index]:
    """Vertices no nearer to each other than ``apart``, (n,), and triangles among them, by their old numbers.

    Each vertex goes with the chosen one that is nearest along the edges (the Voronoi cells of M. Garland's
    and others' vertex clustering, on the surface rather than in a grid, so that neither fingers nor thighs
    grow together); where three cells meet there is a triangle.
    """
    chosen = _scattered(points, apart)
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    length = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1)
    graph = sparse.csr_matrix((length, (edges[:, 0], edges[:, 1])), (len(points), len(points)))
    _, _, owner = sparse.csgraph.dijkstra(
        graph, directed=False, indices=chosen, return_predecessors=True, min_only=True
    )
    cells = owner[triangles]
    apart_all = (cells[:, 0] != cells[:, 1]) & (cells[:, 1] != cells[:, 2]) & (cells[:, 2] != cells[:, 0])
    found = cells[apart_all & (cells >= 0).all(axis=1)].astype(np.int64)
    _, first = np.unique(np.sort(found, axis=1), axis=0, return_index=True)
    return chosen, found[np.sort(first)]


def _scattered(points: Array, apart: Array) -> Index:
    """Poisson-disc samples: each vertex in turn, unless one before it is too near."""
    near = cKDTree(points)
    free = np.ones(len(points), bool)
    found = []
    for number in range(len(points)):
        if free[number]:
            found.append(number)
            free[near.query_ball_point(points[number], apart[number])] = False
    return np.array(found, np.int64)
