"""What of a piece of cloth is the same whoever wears it: where it is cut, and its triangles.

Cloth is cut on the template, not on the body, so a T-shirt's triangles, rims, neighbours and texture
coordinates are those of every other T-shirt. They are computed once a process; a person then only moves
vertices.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from scipy import sparse

__all__ = ["Array", "Field", "Index", "Sheet", "Step", "normals", "rim_of"]

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]
Field = Callable[[Array], Array]
"""From places on the template, (n, 3), to a number: cloth is where it is not negative. Two fields that are
equal are cut once, so what is a field with parameters is a frozen dataclass rather than a lambda."""

_REMEMBERED = 96
"""Steps from one sheet that are kept: more than there are garments, with the lengths of their hems."""


@dataclass(frozen=True, eq=False)
class Step:
    """How one sheet follows from another: which vertices stay, and between which pairs fresh ones lie."""

    sheet: Sheet
    kept: Index
    low: Index
    high: Index
    share: Array

    def points(self, before: Array) -> Array:
        """Places of the new sheet's vertices from those of the old one's, (n, 3)."""
        return _between(before, self.kept, self.low, self.high, self.share)


class Sheet:
    """Cloth before anybody wears it.

    Attributes:
        template: (n, 3), decimetres, y up, facing +z.
        triangles: (m, 3), counter-clockwise from outside.
    """

    def __init__(self, template: Array, triangles: npt.NDArray[Any]) -> None:
        self.template = template
        self.triangles: Index = np.ascontiguousarray(triangles, np.int64)
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    def once[T](self, key: Hashable, compute: Callable[[], T]) -> T:
        """What depends on this sheet and on ``key`` alone, computed once."""
        if key in self._known:
            self._known.move_to_end(key)
            return cast(T, self._known[key])
        found = self._known[key] = compute()
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found

    def values(self, field: Field) -> Array:
        """The field at each vertex, (n,)."""
        return self.once(("values", field), lambda: field(self.template))

    def cut(self, field: Field) -> Step:
        """What lies where ``field`` >= 0; the cut is a clean line through the triangles."""
        return self.once(("cut", field), lambda: self._cut(field(self.template)))

    def part(self, chosen: npt.NDArray[np.bool_]) -> Step:
        """Only the chosen triangles."""
        return self._compact(self.triangles[chosen], *_nothing())

    def refined(self) -> Step:
        """Each triangle in four."""
        return self.once("refined", self._refined)

    def hemmed(self) -> tuple[Sheet, Index]:
        """The sheet with a strip along its rims, and the vertices of the rims, which the strip's inner ones,
        the last of the new sheet, go with."""
        return self.once("hemmed", self._hemmed)

    @cached_property
    def indices(self) -> npt.NDArray[np.int32]:
        """The triangles as a mesh holds them."""
        return self.triangles.astype(np.int32)

    @cached_property
    def rim(self) -> Index:
        """Edges with cloth on one side only, (k, 2), in the direction of their triangle."""
        return rim_of(self.triangles)

    @cached_property
    def mean(self) -> sparse.csr_matrix:
        """The mean over each vertex's neighbours; on a rim, over those on the rim: hems keep their length."""
        count = len(self.template)
        edges, rim = _edges(self.triangles), self.rim
        on_rim = np.zeros(count, bool)
        on_rim[rim] = True
        edges = np.concatenate([edges, edges[:, ::-1]])
        edges = np.concatenate([edges[~on_rim[edges[:, 0]]], rim, rim[:, ::-1]])
        matrix = sparse.csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
        total = np.maximum(np.asarray(matrix.sum(axis=1)).ravel(), 1)
        return sparse.csr_matrix(sparse.diags(1 / total) @ matrix)

    @cached_property
    def _gather(self) -> sparse.csr_matrix:
        return _gatherer(self.triangles, len(self.template))

    def normals(self, points: Array) -> Array:
        """Outward unit normal of each vertex, its cloth lying at ``points``."""
        return _normals(points, self.triangles, self._gather)

    def _cut(self, value: Array) -> Step:
        inside = value >= 0
        count = inside[self.triangles].sum(axis=1)
        pieces = [self.triangles[count == 3]]
        mixed = self.triangles[(count == 1) | (count == 2)]
        if len(mixed) == 0:
            return self._compact(pieces[0], *_nothing())
        single = inside[mixed].sum(axis=1) == 1
        # Turn each triangle so that its odd corner comes first.
        odd = np.where(single[:, None], inside[mixed], ~inside[mixed]).argmax(axis=1)
        turned = np.take_along_axis(mixed, (odd[:, None] + np.arange(3)) % 3, axis=1)
        low, high, index = _unique_edges(np.concatenate([turned[:, :2], turned[:, ::2]]), len(value))
        share = value[low] / (value[low] - value[high])
        first, second = (len(value) + part for part in np.split(index, 2))
        a, b, c = turned.T
        pieces.append(np.stack([a, first, second], axis=1)[single])
        pieces.append(np.stack([first, b, c], axis=1)[~single])
        pieces.append(np.stack([first, c, second], axis=1)[~single])
        return self._compact(np.concatenate(pieces), low, high, share)

    def _refined(self) -> Step:
        t, count = self.triangles, len(self.template)
        low, high, index = _unique_edges(_edges(t), count)
        ab, bc, ca = (count + part for part in np.split(index, 3))
        a, b, c = t.T
        quarters = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
        triangles = np.concatenate([np.stack(q, axis=1) for q in quarters])
        return self._compact(triangles, low, high, np.full(len(low), 0.5))

    def _hemmed(self) -> tuple[Sheet, Index]:
        count = len(self.template)
        ends, index = np.unique(self.rim, return_inverse=True)
        a, b = (count + index.reshape(-1, 2)).T
        first, second = self.rim.T
        strip = np.concatenate([np.stack([second, first, a], 1), np.stack([second, a, b], 1)])
        template = np.concatenate([self.template, self.template[ends]])
        return Sheet(template, np.concatenate([self.triangles, strip])), ends

    def _compact(self, triangles: Index, low: Index, high: Index, share: Array) -> Step:
        """The step to some triangles, whose numbers beyond this sheet's vertices are fresh ones."""
        count = len(self.template)
        used = np.zeros(count + len(low), bool)
        used[triangles] = True
        number = np.cumsum(used) - 1
        kept, fresh = np.flatnonzero(used[:count]), used[count:]
        low, high, share = low[fresh], high[fresh], share[fresh]
        template = _between(self.template, kept, low, high, share)
        return Step(Sheet(template, number[triangles]), kept, low, high, share)


def normals(points: Array, triangles: npt.NDArray[Any]) -> Array:
    """Outward unit normal of each vertex."""
    return _normals(points, triangles, _gatherer(triangles, len(points)))


def rim_of(triangles: npt.NDArray[Any]) -> Index:
    """Edges with triangles on one side only, (k, 2), in the direction of their triangle."""
    directed = _edges(triangles)
    count = int(triangles.max()) + 1 if len(triangles) else 0
    key = np.sort(directed, axis=1) @ np.array([count, 1])
    _, index, times = np.unique(key, return_inverse=True, return_counts=True)
    return np.asarray(directed[times[index] == 1], np.int64)


def _normals(points: Array, triangles: npt.NDArray[Any], gather: sparse.csr_matrix) -> Array:
    a, b, c = (points[triangles[:, k]] for k in range(3))
    x, y = (b - a).T, (c - a).T
    face = np.empty((len(triangles), 3))
    for k in range(3):
        i, j = (k + 1) % 3, (k + 2) % 3
        face[:, k] = x[i] * y[j] - x[j] * y[i]
    total = gather @ face
    return np.asarray(total / np.maximum(np.sqrt((total * total).sum(axis=1, keepdims=True)), 1e-12))


def _gatherer(triangles: npt.NDArray[Any], count: int) -> sparse.csr_matrix:
    """(n, m): 1 where a vertex is a corner of a triangle."""
    corners = np.repeat(np.arange(len(triangles)), 3)
    shape = (count, len(triangles))
    return sparse.csr_matrix((np.ones(len(corners)), (triangles.ravel(), corners)), shape)


def _edges(triangles: npt.NDArray[Any]) -> Index:
    return np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])


def _unique_edges(edges: Index, count: int) -> tuple[Index, Index, Index]:
    """Lower and higher end of each edge, once, and which of them each given one is."""
    key = np.sort(edges, axis=1) @ np.array([count, 1])
    unique, index = np.unique(key, return_inverse=True)
    return unique // count, unique % count, index.reshape(-1)


def _between(before: Array, kept: Index, low: Index, high: Index, share: Array) -> Array:
    if len(low) == 0:
        return before[kept]
    s = share[:, None]
    return np.concatenate([before[kept], before[low] * (1 - s) + before[high] * s])


def _nothing() -> tuple[Index, Index, Array]:
    none = np.zeros(0, np.int64)
    return none, none, np.zeros(0)
