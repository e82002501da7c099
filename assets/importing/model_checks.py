"""What is repaired in a model file's triangles, what is only noted, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ...errors import ModelFileError

__all__ = [
    "Triangles",
    "described",
    "used_vertices",
    "welded",
    "without_bad_numbers",
    "without_doubles",
    "without_slivers",
    "wound",
]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

WELD = 1e-6
"""Vertices nearer than this share of the largest side (about, on a grid) are one."""

FEW_BAD = 0.01
"""Up to this share of the triangles may have vertices that are no numbers: those are dropped."""


@dataclass(frozen=True, eq=False)
class Triangles:
    """All of a file's triangles together.

    Attributes:
        vertices: float64, shape (n_vertices, 3).
        triangles: int64, shape (n_triangles, 3).
        part: int64, shape (n_triangles,).
        uv: float64, shape (n_triangles, 3, 2), or None.
        notes: what was done so far.
    """

    vertices: Floats
    triangles: Ints
    part: Ints
    uv: Floats | None
    notes: tuple[str, ...] = ()

    def keep(self, which: npt.NDArray[np.bool_], note: str) -> Triangles:
        """Only these triangles."""
        uv = None if self.uv is None else self.uv[which]
        return Triangles(self.vertices, self.triangles[which], self.part[which], uv, (*self.notes, note))

    def corners(self) -> Floats:
        """Shape (n_triangles, 3, 3)."""
        return self.vertices[self.triangles]


def used_vertices(t: Triangles) -> Ints:
    """Numbers of the vertices that triangles name, ascending."""
    mask = np.zeros(len(t.vertices), bool)
    mask[t.triangles.reshape(-1)] = True
    return np.nonzero(mask)[0]


def without_bad_numbers(t: Triangles) -> Triangles:
    """Without triangles whose vertices are NaN or infinite: dropped if few, refused if many."""
    finite = np.isfinite(t.vertices).all(axis=1)
    if finite.all():
        return t
    good = finite[t.triangles].all(axis=1)
    bad = int(len(good) - good.sum())
    if bad > FEW_BAD * len(good):
        raise ModelFileError(
            f"{bad:,} of {len(good):,} triangles have a vertex that is no number (NaN or infinite), expected "
            f"at most {FEW_BAD:.0%}; mend it in the program that made it, and export it again"
        )
    note = f"dropped {bad:,} of {len(good):,} triangles: a vertex is no number (NaN or infinite)"
    return t.keep(good, note) if bad else t


def welded(t: Triangles) -> Triangles:
    """Vertices at the same place become one, unused ones go; the order of first use is kept."""
    used = used_vertices(t)
    points = t.vertices[used]
    low = points.min(axis=0)
    side = float((points.max(axis=0) - low).max()) or 1.0
    # 21 bits an axis: three of them are one sortable number.
    grid = np.round((points - low) / (side * WELD)).astype(np.int64)
    key = (grid[:, 0] << 42) | (grid[:, 1] << 21) | grid[:, 2]
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    order = np.argsort(first)
    rank[order] = np.arange(len(first))
    new = np.full(len(t.vertices), -1, np.int64)
    new[used] = rank[inverse.reshape(-1)]
    return replace(t, vertices=points[first[order]], triangles=new[t.triangles])


def without_slivers(t: Triangles) -> Triangles:
    """Without triangles that have no area; refused if none has any."""
    a, b, c = t.corners().transpose(1, 0, 2)
    double_area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    side = float(np.ptp(t.vertices, axis=0).max())
    good = double_area > 1e-12 * side * side
    bad = int(len(good) - good.sum())
    if bad == len(good):
        raise ModelFileError(
            f"none of its {len(good):,} triangles has an area: there is nothing to see; export it again"
        )
    return t.keep(good, f"dropped {bad:,} of {len(good):,} triangles: no area") if bad else t


def without_doubles(t: Triangles) -> Triangles:
    """Without triangles that lie on an earlier one, whichever way round: both would flicker."""
    ordered = np.sort(t.triangles, axis=1)
    ab = ordered[:, 0] * len(t.vertices) + ordered[:, 1]
    order = np.lexsort((ordered[:, 2], ab))
    same = (np.diff(ab[order]) == 0) & (np.diff(ordered[order, 2]) == 0)
    good = np.ones(len(order), bool)
    good[order[1:][same]] = False  # lexsort is stable: the first of equals stays
    bad = int(same.sum())
    return t.keep(good, f"dropped {bad:,} of {len(good):,} triangles: they double others") if bad else t


def wound(t: Triangles) -> Triangles:
    """Triangles turned so that neighbours agree, and closed bodies are outside out.

    Neighbours are triangles that share an edge with no third one. Each triangle is two nodes of a
    graph, as it is and turned; what agrees is joined, so that a connected component is a consistent
    way to wind a body, and its mirror image the other. A body that has no such way (a Möbius strip)
    is left alone. The way that turns fewer triangles is taken, then closed bodies of negative volume
    are turned whole, but for cavities: bodies that lie within the box of another follow that one.
    """
    count = len(t.triangles)
    left, right, agree = _neighbours(t.triangles)
    rows = np.concatenate([left, left + count])
    columns = np.concatenate([np.where(agree, right, right + count), np.where(agree, right + count, right)])
    graph = coo_matrix((np.ones(len(rows), np.int8), (rows, columns)), (2 * count, 2 * count))
    _, label = connected_components(graph, directed=False)
    as_is, turned = label[:count], label[count:]
    body = np.minimum(as_is, turned)
    number = np.unique(body, return_inverse=True)[1].reshape(-1)
    bodies = int(number.max()) + 1
    flip = (as_is != body) & (as_is != turned)
    many = np.bincount(number, flip, bodies) * 2 > np.bincount(number, minlength=bodies)
    orientable = as_is != turned
    flip ^= many[number] & orientable

    edges = np.bincount(number[left], minlength=bodies) + 0
    closed = 2 * edges == 3 * np.bincount(number, minlength=bodies)
    a, b, c = (t.corners() - t.vertices.mean(axis=0)).transpose(1, 0, 2)
    volume = np.einsum("ij,ij->i", a, np.cross(b, c)) / 6 * np.where(flip, -1.0, 1.0)
    inside_out = closed & (np.bincount(number, volume, bodies) < 0)
    outer = _containers(t, number, bodies)
    flip ^= inside_out[outer][number] & orientable
    bad = int(flip.sum())
    if not bad:
        return t
    triangles = np.where(flip[:, None], t.triangles[:, ::-1], t.triangles)
    uv = None if t.uv is None else np.where(flip[:, None, None], t.uv[:, ::-1], t.uv)
    note = f"turned {bad:,} of {count:,} triangles: they faced inwards, or against their neighbours"
    return replace(t, triangles=triangles, uv=uv, notes=(*t.notes, note))


def described(t: Triangles) -> tuple[str, ...]:
    """Notes on what is left as it is: open edges, edges of more than two triangles."""
    edges = np.sort(_edges(t.triangles)[0])
    counts = np.diff(np.nonzero(np.concatenate([[True], edges[1:] != edges[:-1], [True]]))[0])
    open_edges, crowded = int((counts == 1).sum()), int((counts > 2).sum())
    faults = []
    if open_edges:
        faults.append(f"{open_edges:,} open edges")
    if crowded:
        faults.append(f"{crowded:,} edges of more than two triangles")
    return (f"not a closed body: {', '.join(faults)}; rendered and labelled as it is",) if faults else ()


def _edges(triangles: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """A number for each edge of each triangle, shape (3 n,), edge-major, and whether it runs upwards."""
    a = triangles.T.reshape(-1)
    b = triangles[:, [1, 2, 0]].T.reshape(-1)
    size = int(triangles.max()) + 1
    return np.minimum(a, b) * size + np.maximum(a, b), a < b


def _neighbours(triangles: Ints) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
    """Pairs of triangles that alone share an edge, and whether they run along it in opposite ways."""
    edge, upwards = _edges(triangles)
    order = np.argsort(edge, kind="stable")
    ordered = edge[order]
    first = np.concatenate([[True], ordered[1:] != ordered[:-1]])
    starts = np.nonzero(first)[0]
    pairs = starts[np.diff(np.append(starts, len(ordered))) == 2]
    one, two = order[pairs], order[pairs + 1]
    return one % len(triangles), two % len(triangles), upwards[one] != upwards[two]


def _containers(t: Triangles, number: Ints, bodies: int) -> Ints:
    """For each body the largest one whose box holds its own, or itself."""
    result = np.arange(bodies)
    if bodies == 1 or bodies > 2000:
        return result
    low, high = np.full((bodies, 3), np.inf), np.full((bodies, 3), -np.inf)
    corners = t.corners()
    np.minimum.at(low, number, corners.min(axis=1))
    np.maximum.at(high, number, corners.max(axis=1))
    size = np.linalg.norm(high - low, axis=1)
    for body in range(bodies):
        holds = (low < low[body]).all(axis=1) & (high > high[body]).all(axis=1)
        if holds.any():
            result[body] = int(np.argmax(np.where(holds, size, -1.0)))
    return result
