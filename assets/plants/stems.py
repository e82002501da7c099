"""Stems: whole levels of branches at once, as arrays, and the tubes around them.

Levels follow Weber and Penn, "Creation and rendering of realistic trees", SIGGRAPH 1995: stems of one
level are alike in statistics, sit along their parents and turn away from them by a down-angle and a
roll. Their length is what reaches the crown's outline, which is data of the species.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..shapes.vectors import cross

__all__ = ["Array", "Ints", "Seats", "Stems", "seats", "sprout", "stack", "tubes", "unit"]

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
UP = np.array([0.0, 0.0, 1.0])
_GOLDEN = np.pi * (3 - np.sqrt(5))


@dataclass(frozen=True, eq=False)
class Stems:
    """Stems of one level.

    Attributes:
        points: along each stem from its base to its tip, shape (n_stems, n_points, 3), metres.
        radii: there, shape (n_stems, n_points), metres.
    """

    points: Array
    radii: Array

    def at(self, stem: Ints, t: Array) -> tuple[Array, Array, Array]:
        """Position (n, 3), unit direction (n, 3) and radius (n,) at shares ``t`` of the stems' lengths."""
        last = self.points.shape[1] - 1
        place = np.clip(t, 0.0, 1.0) * last
        i = np.minimum(place.astype(np.int64), last - 1)
        w = (place - i)[:, None]
        a, b = self.points[stem, i], self.points[stem, i + 1]
        radius = self.radii[stem, i] * (1 - w[:, 0]) + self.radii[stem, i + 1] * w[:, 0]
        return a * (1 - w) + b * w, unit(b - a), radius

    @property
    def lengths(self) -> Array:
        """From base to tip along each stem, metres."""
        return np.asarray(np.linalg.norm(np.diff(self.points, axis=1), axis=2).sum(axis=1))


@dataclass(frozen=True, eq=False)
class Seats:
    """Where stems or leaves sit on their parents: parent, number on it, share of its length."""

    stem: Ints
    number: Ints
    t: Array


def unit(v: Array) -> Array:
    """Vectors of length 1."""
    return np.asarray(v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12))


def stack(*levels: Stems) -> Stems:
    """Stems of several levels with equally many points."""
    return Stems(
        np.concatenate([level.points for level in levels]), np.concatenate([level.radii for level in levels])
    )


def seats(rng: np.random.Generator, counts: npt.ArrayLike, low: float, high: float) -> Seats:
    """``counts[i]`` seats on stem i, evenly from ``low`` to ``high`` but for a jitter."""
    count = np.asarray(counts, np.int64)
    stem = np.repeat(np.arange(len(count)), count)
    number = np.arange(len(stem)) - np.repeat(np.cumsum(count) - count, count)
    t = (number + rng.uniform(0.0, 1.0, len(stem))) / count[stem]
    return Seats(stem, number, low + (high - low) * t)


def sprout(
    rng: np.random.Generator,
    parents: Stems,
    places: Seats,
    *,
    length_m: Array,
    down_deg: npt.ArrayLike,
    radius_m: Array,
    points: int = 7,
    rise: npt.ArrayLike = 0.3,
    wander: float = 0.12,
    flat: float = 0.0,
    roll: Array | None = None,
) -> Stems:
    """One stem at each seat.

    Args:
        rng: of the plant.
        parents: what they sit on.
        places: where.
        length_m: of each.
        down_deg: angle away from the parent.
        radius_m: at each base.
        points: along each stem.
        rise: how much they bend up (down, if negative) over their whole length.
        wander: how crooked they are.
        flat: 0 all around the parent; 1 in a horizontal plane to both sides of it.
        roll: around the parent, radians; None: by the golden angle.
    """
    n = len(places.stem)
    start, along, _ = parents.at(places.stem, places.t)
    side = cross(along, UP)
    steep = np.linalg.norm(side, axis=1) < 0.1
    side[steep] = cross(along[steep], [1.0, 0.0, 0.0])
    side = unit(side)
    if roll is None:
        phase = rng.uniform(0, 2 * np.pi, len(parents.points))[places.stem]
        roll = phase + places.number * _GOLDEN + rng.normal(0, 0.35, n)
        if flat:
            pair = np.pi * (places.number % 2) + rng.normal(0, 1.3 * (1 - flat) + 0.1, n)
            roll = np.where(rng.uniform(size=n) < flat, pair, roll)
    down = np.radians(np.broadcast_to(np.asarray(down_deg, np.float64), (n,)) + rng.normal(0, 7, n))
    out = side * np.cos(roll)[:, None] + cross(side, along) * np.sin(roll)[:, None]
    heading = along * np.cos(down)[:, None] + out * np.sin(down)[:, None]
    lift = np.broadcast_to(np.asarray(rise, np.float64), (n,))[:, None] / (points - 1)
    step = (length_m / (points - 1))[:, None]
    path = np.empty((n, points, 3))
    path[:, 0] = start
    for i in range(1, points):
        heading = unit(heading + lift * UP + rng.normal(0, wander, (n, 3)))
        path[:, i] = path[:, i - 1] + step * heading
    taper = 1 - np.linspace(0, 1, points) ** 1.2
    return Stems(path, np.maximum(radius_m[:, None] * taper, 0.002))


def tubes(
    stems: Stems, sides: int, swell: Array | None = None
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Tubes that end in a point.

    Args:
        stems: the axes.
        sides: of each tube.
        swell: factors of the radius, shape (n_stems, n_points, sides): roots, ridges.

    Returns:
        Vertices, shape (n_stems * ((n_points − 1) * sides + 1), 3), and triangles.
    """
    points, radii = stems.points, stems.radii
    n, p = radii.shape
    along = np.empty_like(points)
    along[:, 1:-1] = points[:, 2:] - points[:, :-2]
    along[:, 0], along[:, -1] = points[:, 1] - points[:, 0], points[:, -1] - points[:, -2]
    along = unit(along)
    # One reference a stem, across its whole run, so that no tube twists.
    run = unit(points[:, -1] - points[:, 0])
    reference = np.where(np.abs(run[:, 2:]) > 0.7, [1.0, 0.0, 0.0], UP)
    side = unit(cross(along, reference[:, None]))
    other = cross(along, side)
    angle = np.arange(sides) / sides * 2 * np.pi
    around = np.cos(angle)[:, None] * side[:, :-1, None] + np.sin(angle)[:, None] * other[:, :-1, None]
    reach = radii[:, :-1, None, None] * (1.0 if swell is None else swell[:, :-1, :, None])
    rings = points[:, :-1, None] + reach * around
    vertices = np.concatenate([rings.reshape(n, -1, 3), points[:, -1:]], axis=1)
    j = np.arange(sides)
    k = (j + 1) % sides
    bands = []
    for row in range(p - 2):
        a, b, c, d = row * sides + j, row * sides + k, (row + 1) * sides + k, (row + 1) * sides + j
        bands += [np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)]
    last = (p - 2) * sides
    bands.append(np.stack([last + j, last + k, np.full(sides, last + sides)], axis=1))
    one = np.concatenate(bands)
    triangles = one[None] + (np.arange(n) * ((p - 1) * sides + 1))[:, None, None]
    return vertices.reshape(-1, 3).astype(np.float32), triangles.reshape(-1, 3).astype(np.int32)
