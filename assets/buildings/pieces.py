"""What a building is put together from: boxes, panels, sheets and pipes, added many at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..shapes.vectors import cross
from .parts import palette_uv

__all__ = ["Array", "Pieces", "frame"]

Array = npt.NDArray[np.float64]

_CORNERS = np.array([[(i >> 2) & 1, (i >> 1) & 1, i & 1] for i in range(8)], np.float64)
# Faces of a box, counter-clockwise from outside: -x, +x, -y, +y, -z, +z.
_SIDES = np.array(
    [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]], np.int64
)
_QUAD = np.array([[0, 1, 2], [0, 2, 3]], np.int64)
_APART_M = 0.0005
_NAMES = {"left": 0, "right": 1, "bottom": 2, "top": 3, "back": 4, "front": 5}


def frame(origin: Sequence[float], along: Sequence[float], up: Sequence[float] = (0.0, 0.0, 1.0)) -> Array:
    """(4, 4) that takes a wall's frame to the building's.

    A wall's frame: u along it to the right as seen from outside, v up, w outwards.
    """
    matrix = np.eye(4)
    matrix[:3, 0], matrix[:3, 1] = along, up
    (a, b, c), (d, e, f) = along, up
    matrix[:3, 2] = b * f - c * e, c * d - a * f, a * e - b * d
    matrix[:3, 3] = origin
    return matrix


def _each(values: npt.ArrayLike, count: int) -> npt.NDArray[np.int64]:
    """One number for each; np.broadcast_to takes longer than to write them."""
    given = np.asarray(values, np.int64)
    return np.full(count, given) if given.ndim == 0 else np.asarray(given)


class Pieces:
    """A growing mesh. Each piece has a part number, and a tint where the part is of many colours.

    Coordinates are those of whoever adds them: mostly a wall's frame (u, v, w).
    """

    def __init__(self) -> None:
        self._vertices: list[Array] = []
        self._triangles: list[npt.NDArray[np.int64]] = []
        self._parts: list[npt.NDArray[np.int64]] = []
        self._tints: list[npt.NDArray[np.int64]] = []
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._vertices)

    def mesh(
        self, vertices: npt.ArrayLike, triangles: npt.ArrayLike, part: npt.ArrayLike, tint: npt.ArrayLike = 0
    ) -> None:
        """Triangles (n, 3) of vertices (m, 3), with one part and tint, or one each."""
        v = np.asarray(vertices, np.float64)
        t = np.asarray(triangles, np.int64)
        self._vertices.append(v)
        self._triangles.append(t + self._count)
        self._parts.append(_each(part, len(t)))
        self._tints.append(_each(tint, len(t)))
        self._count += len(v)

    def boxes(
        self,
        low: npt.ArrayLike,
        high: npt.ArrayLike,
        part: int,
        tint: npt.ArrayLike = 0,
        without: Sequence[str] = (),
    ) -> None:
        """Boxes between corners (n, 3); ``without`` names faces that nobody sees."""
        a = np.atleast_2d(np.asarray(low, np.float64))
        b = np.atleast_2d(np.asarray(high, np.float64))
        a, b = np.broadcast_arrays(a, b)
        n = len(a)
        if n == 0:
            return
        # Where boxes run into each other, faces in one plane would shade each other black.
        grow = _APART_M * (np.arange(n) % 4)[:, None]
        a, b = a - grow, b + grow
        vertices = a[:, None] + (b - a)[:, None] * _CORNERS
        sides = np.delete(_SIDES, [_NAMES[name] for name in without], axis=0) if without else _SIDES
        faces = np.concatenate([sides[:, :3], sides[:, [0, 2, 3]]])
        triangles = (np.arange(n)[:, None, None] * 8 + faces).reshape(-1, 3)
        self.mesh(vertices.reshape(-1, 3), triangles, part, np.repeat(_each(tint, n), len(faces)))

    def quads(self, corners: npt.ArrayLike, part: int, tint: npt.ArrayLike = 0) -> None:
        """Flat panels with corners (n, 4, 3), counter-clockwise from outside."""
        c = np.asarray(corners, np.float64).reshape(-1, 4, 3)
        n = len(c)
        if n == 0:
            return
        triangles = (np.arange(n)[:, None, None] * 4 + _QUAD).reshape(-1, 3)
        self.mesh(c.reshape(-1, 3), triangles, part, np.repeat(_each(tint, n), 2))

    def panels(self, rects: npt.ArrayLike, w: npt.ArrayLike, part: int, tint: npt.ArrayLike = 0) -> None:
        """Upright panels that face outwards: rects (n, 4) of u0, v0, u1, v1 at depth ``w``."""
        r = np.asarray(rects, np.float64).reshape(-1, 4)
        corners = np.empty((len(r), 4, 3))
        corners[:, :, 0] = r[:, [0, 2, 2, 0]]
        corners[:, :, 1] = r[:, [1, 1, 3, 3]]
        corners[:, :, 2] = np.reshape(w, (-1, 1))
        self.quads(corners, part, tint)

    def sheet(self, points: npt.ArrayLike, part: int, tint: npt.ArrayLike = 0) -> None:
        """A smooth sheet over points (rows, columns, 3); it faces where columns × rows points.

        ``tint`` is one number, or one for each column of cells.
        """
        p = np.asarray(points, np.float64)
        rows, columns = p.shape[:2]
        i = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
        a, b, c, d = i, i + 1, i + columns + 1, i + columns
        triangles = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
        each = np.broadcast_to(np.asarray(tint, np.int64), (rows - 1, columns - 1)).ravel()
        self.mesh(p.reshape(-1, 3), triangles, part, np.concatenate([each, each]))

    def pipe(self, a: Sequence[float], b: Sequence[float], radius_m: float, part: int, tint: int = 0) -> None:
        """An open six-sided pipe from ``a`` to ``b``."""
        start, end = np.asarray(a, np.float64), np.asarray(b, np.float64)
        axis = (end - start) / np.linalg.norm(end - start)
        aside = cross(axis, (0.0, 0.0, 1.0) if abs(axis[2]) < 0.9 else (1.0, 0.0, 0.0))
        aside /= np.linalg.norm(aside)
        angle = np.arange(7) * np.pi / 3
        ring = radius_m * (np.cos(angle)[:, None] * aside + np.sin(angle)[:, None] * cross(axis, aside))
        self.sheet(np.stack([start + ring, end + ring]), part, tint)

    def add(self, other: Pieces, offsets: npt.ArrayLike) -> None:
        """Copies of another's pieces, moved by offsets (n, 3)."""
        shift = np.atleast_2d(np.asarray(offsets, np.float64))
        if not other or not len(shift):
            return
        vertices, triangles, parts, tints = other.arrays()
        n = len(shift)
        step = np.arange(n)[:, None, None] * len(vertices)
        self.mesh(
            (vertices + shift[:, None]).reshape(-1, 3),
            (triangles + step).reshape(-1, 3),
            np.tile(parts, n),
            np.tile(tints, n),
        )

    def put(self, other: Pieces, matrix: Array) -> None:
        """Another's pieces, moved and turned by a (4, 4) matrix."""
        if other:
            vertices, triangles, parts, tints = other.arrays()
            self.mesh(vertices @ matrix[:3, :3].T + matrix[:3, 3], triangles, parts, tints)

    def arrays(self) -> tuple[Array, npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Vertices, triangles, parts and tints of all."""
        if len(self._vertices) > 1:
            self._vertices = [np.concatenate(self._vertices)]
            self._triangles = [np.concatenate(self._triangles)]
            self._parts = [np.concatenate(self._parts)]
            self._tints = [np.concatenate(self._tints)]
        return self._vertices[0], self._triangles[0], self._parts[0], self._tints[0]

    def texture_coordinates(self) -> npt.NDArray[np.float32]:
        """For each triangle's corners the place of its tint in the palette, shape (n, 3, 2)."""
        _, _, _, tints = self.arrays()
        return np.repeat(palette_uv(tints)[:, None], 3, axis=1)
