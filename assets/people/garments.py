"""Cutting cloth from a body's surface, and letting it hang off it.

A piece of cloth in the making is one array with a row a vertex, so that whatever cuts or refines it
carries everything along: columns 0–2 are the place on the template (the base mesh before shape and
pose: decimetres, y up, facing +z, which is where every garment is cut, whoever wears it), columns
3–5 the place on the posed body (metres, z up).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Array", "Cloth", "Field", "cut", "drape", "fit", "hemmed", "normals", "refined", "similarity"]

Array = npt.NDArray[np.float64]
Triangles = npt.NDArray[np.int64]
Field = Callable[[Array], Array]
"""From places on the template, (n, 3), to a number: cloth is where it is not negative."""


@dataclass(frozen=True, eq=False)
class Cloth:
    """A piece of cloth in the making.

    Attributes:
        data: shape (n, 6): template place, posed place.
        triangles: shape (m, 3), counter-clockwise from outside.
    """

    data: Array
    triangles: Triangles

    @property
    def template(self) -> Array:
        """Where each vertex is cut from, (n, 3), decimetres."""
        return self.data[:, :3]

    @property
    def points(self) -> Array:
        """Where each vertex is, (n, 3), metres."""
        return self.data[:, 3:6]

    def moved(self, points: Array) -> Cloth:
        """The same cloth elsewhere."""
        return Cloth(np.hstack([self.template, points]), self.triangles)


def cut(cloth: Cloth, field: Field) -> Cloth:
    """What of the cloth lies where ``field`` >= 0; the cut is a clean line through the triangles."""
    value = field(cloth.template)
    inside = value >= 0
    count = inside[cloth.triangles].sum(axis=1)
    pieces = [cloth.triangles[count == 3]]
    mixed = cloth.triangles[(count == 1) | (count == 2)]
    if len(mixed) == 0:
        return _compact(cloth.data, pieces[0])
    single = inside[mixed].sum(axis=1) == 1
    # Turn each triangle so that its odd corner comes first.
    odd = np.where(single[:, None], inside[mixed], ~inside[mixed]).argmax(axis=1)
    turned = np.take_along_axis(mixed, (odd[:, None] + np.arange(3)) % 3, axis=1)
    edges = np.sort(np.concatenate([turned[:, :2], turned[:, ::2]]), axis=1)
    unique, index = np.unique(edges, axis=0, return_inverse=True)
    index = index.reshape(-1)
    low, high = value[unique[:, 0]], value[unique[:, 1]]
    share = (low / (low - high))[:, None]
    fresh = cloth.data[unique[:, 0]] * (1 - share) + cloth.data[unique[:, 1]] * share
    first, second = (len(cloth.data) + part for part in np.split(index, 2))
    a, b, c = turned.T
    pieces.append(np.stack([a, first, second], axis=1)[single])
    pieces.append(np.stack([first, b, c], axis=1)[~single])
    pieces.append(np.stack([first, c, second], axis=1)[~single])
    return _compact(np.concatenate([cloth.data, fresh]), np.concatenate(pieces))


def _compact(data: Array, triangles: Triangles) -> Cloth:
    used, index = np.unique(triangles, return_inverse=True)
    return Cloth(data[used], index.reshape(-1, 3))


def refined(cloth: Cloth) -> Cloth:
    """Each triangle in four."""
    t = cloth.triangles
    edges = np.sort(np.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]]), axis=1)
    unique, index = np.unique(edges, axis=0, return_inverse=True)
    middle = (cloth.data[unique[:, 0]] + cloth.data[unique[:, 1]]) / 2
    ab, bc, ca = (len(cloth.data) + part for part in np.split(index.reshape(-1), 3))
    a, b, c = t.T
    quarters = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
    return Cloth(
        np.concatenate([cloth.data, middle]), np.concatenate([np.stack(q, axis=1) for q in quarters])
    )


def normals(points: Array, triangles: Triangles) -> Array:
    """Outward unit normal of each vertex."""
    p = points[triangles]
    face = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    total = np.stack(
        [np.bincount(triangles.ravel(), np.repeat(face[:, k], 3), len(points)) for k in range(3)], axis=1
    )
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)


def _rim(triangles: Triangles) -> Triangles:
    """Edges with cloth on one side only, (k, 2), in the direction of their triangle."""
    directed = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    _, index, count = np.unique(np.sort(directed, axis=1), axis=0, return_inverse=True, return_counts=True)
    found: Triangles = directed[count[index.reshape(-1)] == 1]
    return found


def _neighbours(triangles: Triangles, count: int) -> sparse.csr_matrix:
    """The mean over each vertex's neighbours; on a rim, over those on the rim: hems keep their length."""
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    rim = _rim(triangles)
    edge_of_rim = np.zeros(count, bool)
    edge_of_rim[rim] = True
    edges = np.concatenate([edges, edges[:, ::-1]])
    edges = np.concatenate([edges[~edge_of_rim[edges[:, 0]]], rim, rim[:, ::-1]])
    matrix = sparse.csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    total = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1)
    return sparse.csr_matrix(sparse.diags(1 / total) @ matrix)


def fit(cloth: Cloth, steps: int) -> Cloth:
    """The cloth with the body's detail smoothed away where it lies hollow, never into the body."""
    return drape(cloth, np.zeros(len(cloth.data)), 0.0, steps)


def drape(
    cloth: Cloth,
    looseness_m: npt.ArrayLike,
    floor_m: float,
    steps: int,
    relief_m: npt.ArrayLike = 0.0,
    start: Array | None = None,
) -> Cloth:
    """The cloth off the body by ``looseness_m``, smoothed ``steps`` times so that it bridges hollows.

    Args:
        cloth: as it lies on the body.
        looseness_m: (n,) or one number: how far it hangs off the body.
        floor_m: it is nowhere nearer to the body's surface than this.
        steps: of smoothing; ten bridge some 3 cm.
        relief_m: (n,) or one number: folds, added after smoothing.
        start: (n, 3), where it hangs before it is loosened and smoothed; None: on the body.
    """
    outward = normals(cloth.points, cloth.triangles)
    mean = _neighbours(cloth.triangles, len(cloth.data))
    for _ in range(3):  # a body's creases would cross the offset surface
        outward = outward + mean @ outward
        outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-12)
    loose = np.broadcast_to(np.asarray(looseness_m, np.float64), len(cloth.data))
    points = (cloth.points if start is None else start) + outward * loose[:, None]
    for _ in range(steps):
        points = points + 0.6 * (mean @ points - points)
        depth = ((points - cloth.points) * outward).sum(axis=1)
        points = points + outward * np.maximum(floor_m - depth, 0)[:, None]
    relief = np.broadcast_to(np.asarray(relief_m, np.float64), len(cloth.data))
    depth = ((points - cloth.points) * outward).sum(axis=1)
    relief = np.maximum(relief, floor_m - depth)
    return cloth.moved(points + normals(points, cloth.triangles) * relief[:, None])


def hemmed(cloth: Cloth, thickness_m: float) -> Cloth:
    """The cloth with its rims turned in by ``thickness_m``: an edge that has a thickness."""
    rim = _rim(cloth.triangles)
    ends, index = np.unique(rim, return_inverse=True)
    inner = cloth.data[ends].copy()
    inner[:, 3:6] -= normals(cloth.points, cloth.triangles)[ends] * thickness_m
    a, b = (len(cloth.data) + index.reshape(-1, 2)).T
    first, second = rim.T
    strip = np.concatenate([np.stack([second, first, a], 1), np.stack([second, a, b], 1)])
    return Cloth(np.concatenate([cloth.data, inner]), np.concatenate([cloth.triangles, strip]))


def similarity(template: Array, points: Array) -> tuple[Array, float, Array, Array]:
    """The similarity that carries template to points (Umeyama, PAMI 13(4), 1991).

    Gives turn (3, 3), scale, and both middles.
    """
    middle, place = template.mean(axis=0), points.mean(axis=0)
    a, b = template - middle, points - place
    u, s, vt = np.linalg.svd(b.T @ a)
    flip = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    turn = (u * flip) @ vt
    return turn, float((s * flip).sum() / (a**2).sum()), middle, place
