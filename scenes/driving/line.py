"""Lines in the plane with an arc length: middles of roads, and what traffic follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

__all__ = ["Bend", "Line", "between"]

Array = npt.NDArray[np.float64]

_STEP_M = 1.0


@dataclass(frozen=True)
class Bend:
    """A piece of a line whose curvature goes evenly from one value to another: a clothoid.

    Attributes:
        length_m: of the piece.
        begin_1_m: curvature at its begin, 1/m, positive to the left; 0 is straight.
        end_1_m: curvature at its end.
    """

    length_m: float
    begin_1_m: float = 0.0
    end_1_m: float = 0.0


@dataclass(frozen=True, eq=False)
class Line:
    """A smooth line from ``begin_m`` on, as points at most a metre apart.

    Attributes:
        s_m: arc length of each point, shape (n,), rising.
        points_m: x and y, world frame, shape (n, 2).
        heading_rad: direction of travel, counter-clockwise from +x, continuous, shape (n,).
    """

    s_m: Array
    points_m: Array
    heading_rad: Array

    @staticmethod
    def of_bends(
        bends: Sequence[Bend],
        begin_m: float = 0.0,
        at: tuple[float, float] = (0.0, 0.0),
        heading_rad: float = 0.0,
    ) -> Line:
        """The line made of ``bends`` whose point at arc length 0 is ``at``, going to ``heading_rad``.

        Heading is the integral of the curvature and position the integral of the heading's direction,
        both by the trapezoidal rule over a metre: 1 mm off after 400 m at a radius of 50 m.
        """
        lengths = np.cumsum([0.0, *(bend.length_m for bend in bends)])
        count = int(np.ceil(lengths[-1] / _STEP_M)) + 1
        s = np.linspace(0.0, lengths[-1], max(count, 2))
        curvature = np.zeros_like(s)
        for bend, start, end in zip(bends, lengths[:-1], lengths[1:], strict=True):
            inside = (s >= start) & (s <= end)
            share = (s[inside] - start) / max(bend.length_m, 1e-9)
            curvature[inside] = bend.begin_1_m + share * (bend.end_1_m - bend.begin_1_m)
        step = np.diff(s)
        heading = np.concatenate([[0.0], np.cumsum((curvature[1:] + curvature[:-1]) / 2 * step)])
        middle = (heading[1:] + heading[:-1]) / 2
        steps = np.column_stack([np.cos(middle), np.sin(middle)]) * step[:, None]
        points = np.concatenate([[[0.0, 0.0]], np.cumsum(steps, axis=0)])
        s = s + begin_m
        # Moved and turned so that arc length 0 is where it should be.
        origin = np.array([np.interp(0.0, s, points[:, 0]), np.interp(0.0, s, points[:, 1])])
        turn = heading_rad - float(np.interp(0.0, s, heading))
        c, si = np.cos(turn), np.sin(turn)
        points = (points - origin) @ np.array([[c, si], [-si, c]]) + at
        return Line(s, points, heading + turn)

    @property
    def begin_m(self) -> float:
        return float(self.s_m[0])

    @property
    def end_m(self) -> float:
        return float(self.s_m[-1])

    @property
    def length_m(self) -> float:
        return self.end_m - self.begin_m

    def at(self, s_m: npt.ArrayLike, t_m: npt.ArrayLike = 0.0) -> Array:
        """Points at arc lengths ``s_m``, ``t_m`` to the left; shape (n, 2), or (2,) of one number."""
        s, t = np.broadcast_arrays(np.asarray(s_m, np.float64), np.asarray(t_m, np.float64))
        inside = np.clip(s, self.begin_m, self.end_m)
        beyond = s - inside
        heading = self.heading_at(s)
        x = np.interp(inside, self.s_m, self.points_m[:, 0]) + beyond * np.cos(heading) - t * np.sin(heading)
        y = np.interp(inside, self.s_m, self.points_m[:, 1]) + beyond * np.sin(heading) + t * np.cos(heading)
        return np.stack([x, y], axis=-1)

    def heading_at(self, s_m: npt.ArrayLike) -> Array:
        """Direction at arc lengths ``s_m``, radians."""
        return np.asarray(np.interp(np.asarray(s_m), self.s_m, self.heading_rad))

    def curvature_at(self, s_m: npt.ArrayLike) -> Array:
        """1/m at arc lengths ``s_m``, positive to the left."""
        return np.asarray(np.interp(np.asarray(s_m), self.s_m, np.gradient(self.heading_rad, self.s_m)))

    def project(self, points_m: npt.ArrayLike) -> Array:
        """Arc length and distance to the left of the line, of points: shape (n, 2) → (n, 2)."""
        points = np.asarray(points_m, np.float64).reshape(-1, 2)
        _, number = self._tree.query(points)
        s = self.s_m[number]
        for _ in range(2):  # the nearest of the line's own points first; then along the line from there
            away = points - self.at(s)
            heading = self.heading_at(s)
            s = s + away[:, 0] * np.cos(heading) + away[:, 1] * np.sin(heading)
        away, heading = points - self.at(s), self.heading_at(s)
        return np.column_stack([s, away[:, 1] * np.cos(heading) - away[:, 0] * np.sin(heading)])

    @cached_property
    def _tree(self) -> KDTree:
        return KDTree(self.points_m)

    def shifted(self, t_m: float) -> Line:
        """The line ``t_m`` to the left, with its own arc length (0 where this one has 0)."""
        points = self.at(self.s_m, t_m)
        return _through(points, self.heading_rad, self.s_m)

    def reversed(self) -> Line:
        """The same line the other way; arc length 0 stays where it is."""
        return Line(-self.s_m[::-1], self.points_m[::-1], self.heading_rad[::-1] + np.pi)

    @cached_property
    def backwards(self) -> Line:
        """``reversed()``, always the same one."""
        return self.reversed()

    def part(self, begin_m: float, end_m: float) -> Line:
        """The piece between two arc lengths, which it keeps."""
        inner = self.s_m[(self.s_m > begin_m) & (self.s_m < end_m)]
        s = np.concatenate([[begin_m], inner, [end_m]])
        return Line(s, self.at(s), self.heading_at(s))

    def then(self, other: Line) -> Line:
        """This line and ``other``, which begins where this one ends; arc length goes on from this one's."""
        turn = np.round((self.heading_rad[-1] - other.heading_rad[0]) / (2 * np.pi)) * 2 * np.pi
        return Line(
            np.concatenate([self.s_m, self.end_m + other.s_m[1:] - other.begin_m]),
            np.concatenate([self.points_m, other.points_m[1:]]),
            np.concatenate([self.heading_rad, other.heading_rad[1:] + turn]),
        )


def between(
    begin_m: npt.ArrayLike, begin_rad: float, end_m: npt.ArrayLike, end_rad: float, points: int = 25
) -> Line:
    """A turn from one point and direction to another: a cubic Bézier curve with arc length from 0."""
    a, d = np.asarray(begin_m, np.float64), np.asarray(end_m, np.float64)
    reach = 0.45 * float(np.linalg.norm(d - a))
    b = a + reach * np.array([np.cos(begin_rad), np.sin(begin_rad)])
    c = d - reach * np.array([np.cos(end_rad), np.sin(end_rad)])
    u = np.linspace(0, 1, points)[:, None]
    curve = (1 - u) ** 3 * a + 3 * u * (1 - u) ** 2 * b + 3 * u**2 * (1 - u) * c + u**3 * d
    slope = 3 * (1 - u) ** 2 * (b - a) + 6 * u * (1 - u) * (c - b) + 3 * u**2 * (d - c)
    heading = np.unwrap(np.arctan2(slope[:, 1], slope[:, 0]))
    heading += np.round((begin_rad - heading[0]) / (2 * np.pi)) * 2 * np.pi
    steps = np.linalg.norm(np.diff(curve, axis=0), axis=1)
    return Line(np.concatenate([[0.0], np.cumsum(steps)]), curve, heading)


def _through(points: Array, heading: Array, like_s: Array) -> Line:
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    s = np.concatenate([[0.0], np.cumsum(steps)])
    return Line(s - float(np.interp(0.0, like_s, s)), points, heading)
