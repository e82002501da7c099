"""Where garments are cut on the template, and how each hangs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from .garments import Cloth, Field, cut, drape, hemmed, refined
from .hang import hung
from .sheet import Sheet

__all__ = ["Cut", "Legs", "Skirt", "Upper", "arm", "make", "mesh_of", "pattern"]

Array = npt.NDArray[np.float64]

# Joints of the template's left arm: decimetres, y up, facing +z.
_ARM = np.array([[1.68, 5.25, 0.15], [3.13, 3.49, 0.13], [4.31, 2.45, 1.76]])
_BENDS = np.array(
    [[3.13, 3.49, 0.13], [1.55, 4.3, 0.1], [1.58, -3.69, 0.32], [0.9, -0.3, 0.3], [0.9, 1.3, 0.3]]
)
"""Elbow, armpit, knee, groin and waist, where cloth creases."""
_REACH = np.array([0.75, 0.8, 0.9, 1.0, 0.9])


def arm(template: Array) -> Array:
    """How far along an arm each place is, decimetres: 0 on the trunk, 2.3 at the elbow, 4.5 at the wrist."""
    mirrored = template.copy()
    mirrored[:, 0] = np.abs(mirrored[:, 0])
    best, along = np.full(len(template), np.inf), np.zeros(len(template))
    start = 0.0
    for a, b in pairwise(_ARM):
        length = float(np.linalg.norm(b - a))
        way = (mirrored - a) @ ((b - a) / length)
        here = np.clip(way, 0, length)
        apart = np.linalg.norm(mirrored - a - here[:, None] * ((b - a) / length), axis=1)
        # Beyond the wrist it goes on growing.
        place = start + (np.maximum(way, 0) if start else here)
        along, best = np.where(apart < best, place, along), np.minimum(apart, best)
        start += length
    far = mirrored[:, 0] > 4.0
    return np.where(((best < 1.0) & (mirrored[:, 0] > 1.9) & (mirrored[:, 1] > 0.5)) | far, along, 0.0)


@dataclass(frozen=True)
class Upper:
    """Shirts, pullovers, jackets: to ``sleeve`` along the arm, down to y = ``hem``, up to the collar.

    All in decimetres on the template; ``v`` is how deep a neckline opens in front.
    """

    sleeve: float
    hem: float
    neck: float = 5.6
    v: float = 0.0

    def __call__(self, t: Array) -> Array:
        # Rising with the shoulders, so that it stays round the neck, which is 0.6 dm wide each way.
        collar = self.neck - t[:, 1] - 0.3 * t[:, 2] + 1.5 * np.maximum(0, np.abs(t[:, 0]) - 0.5)
        collar = collar - np.where(t[:, 2] > 0.2, self.v * np.maximum(0, 1 - np.abs(t[:, 0]) / 0.8), 0)
        return np.asarray(np.minimum(np.minimum(self.sleeve - arm(t), t[:, 1] - self.hem), collar))


@dataclass(frozen=True)
class Legs:
    """Trousers and shorts, from y = ``waist`` down to y = ``hem``."""

    waist: float
    hem: float

    def __call__(self, t: Array) -> Array:
        below = np.where(np.abs(t[:, 0]) > 2.9, -1.0, self.waist - t[:, 1])
        return np.asarray(np.minimum(below, t[:, 1] - self.hem))


@dataclass(frozen=True)
class Skirt:
    """Skirts and coats' tails, from y = ``waist`` down to y = ``hem``."""

    hem: float
    waist: float = 9.0

    def __call__(self, t: Array) -> Array:
        return np.asarray(np.minimum(t[:, 1] - self.hem, self.waist - t[:, 1]))


@dataclass(frozen=True)
class Cut:
    """How a garment is made.

    Attributes:
        field: where it is cut.
        loose_m: off the body at its top and at its bottom end.
        floor_m: nowhere nearer to the body.
        smooth: steps of smoothing.
        folds_m: height of creases at the joints.
        hem_m: how far rims turn in.
        quilt_m: height of a down jacket's chambers.
        hang: 0 follows the trunk to 1 falls straight down from wherever the trunk is widest.
    """

    field: Field
    loose_m: tuple[float, float]
    floor_m: float
    smooth: int
    folds_m: float
    hem_m: float = 0.006
    quilt_m: float = 0.0
    hang: float = 0.0


def make(cloth: Cloth, how: Cut, rng: np.random.Generator, fine: bool = True) -> Cloth:
    """A garment on the body from the cloth that lies on it; ``fine``: of triangles a quarter the size."""
    piece = cut(refined(cloth) if fine else cloth, how.field)
    along, trunk = piece.sheet.once("along", lambda: _along(piece.sheet))
    loose = how.loose_m[0] + (how.loose_m[1] - how.loose_m[0]) * along
    relief = how.folds_m * _folds(piece.sheet, rng) if how.folds_m else np.zeros(len(along))
    if how.quilt_m:
        relief = relief + how.quilt_m * piece.sheet.once("quilt", lambda: _quilt(piece.sheet))
    start = hung(piece, trunk, how.hang) if how.hang else None
    return hemmed(drape(piece, loose, how.floor_m, how.smooth, relief, start), how.hem_m)


def _along(sheet: Sheet) -> tuple[Array, npt.NDArray[np.bool_]]:
    """How far down the arm or the trunk each place is, 0 to 1, and which are on the trunk."""
    height, sleeve = sheet.template[:, 1], sheet.values(arm)
    trunk = sleeve == 0
    low, high = height.min(), height.max()
    return np.maximum(sleeve / 4.5, (high - height) / (high - low) * trunk), trunk


def _quilt(sheet: Sheet) -> Array:
    sleeve = sheet.values(arm)
    way = np.where(sleeve > 0, sleeve, sheet.template[:, 1])
    return np.asarray(np.abs(np.sin(np.pi * way / 0.75)) ** 0.5 - 0.6)


def _bends(t: Array) -> Array:
    """How near each place is to where cloth creases, 0 to 1."""
    mirrored = np.abs(t[:, None, :] * [1, 0, 0]) + t[:, None, :] * [0, 1, 1]
    return np.asarray(np.exp(-(np.linalg.norm(mirrored - _BENDS, axis=2) ** 2) / _REACH**2).max(axis=1))


def _folds(sheet: Sheet, rng: np.random.Generator) -> Array:
    """Creases, −1 to 1: all over a little, at the joints most."""
    ways, bends, shifts, turns = [], [], [], []
    for _ in range(7):
        way = rng.normal(size=3) * [1.0, 1.6, 1.0]
        ways.append(way * rng.uniform(2.0, 6.0) / np.linalg.norm(way))
        bends.append(rng.normal(size=3) * 1.3)
        shifts.append(rng.uniform(0, 6.28))
        turns.append(rng.uniform(0, 3.14))
    t = sheet.template
    bend = 0.8 * np.sin(t @ np.array(bends).T + shifts)
    total = 7 - 2 * np.abs(np.sin(t @ np.array(ways).T + bend + turns)).sum(axis=1)
    return np.asarray((0.25 + 0.75 * sheet.values(_bends)) * total / 3.0)


def pattern(cloth: Cloth, across: bool) -> npt.NDArray[np.float32]:
    """Texture coordinates in metres, (m, 3, 2); ``across`` turns stripes from vertical to horizontal."""
    return cloth.sheet.once(("pattern", across), lambda: _pattern(cloth.sheet, across))


def _pattern(sheet: Sheet, across: bool) -> npt.NDArray[np.float32]:
    t, sleeve = sheet.template, sheet.values(arm)
    u = np.where(sleeve > 0, 0.7 * t[:, 2], t[:, 0] + 0.6 * t[:, 2]) * 0.1
    v = np.where(sleeve > 0, 5.0 - sleeve, t[:, 1]) * 0.1
    uv = np.stack([v, u] if across else [u, v], axis=1)
    return np.asarray(uv[sheet.triangles], np.float32)


def mesh_of(cloth: Cloth, uv: npt.NDArray[np.float32]) -> Mesh:
    """The finished cloth, with texture coordinates (m, 3, 2)."""
    return Mesh(cloth.points.astype(np.float32), cloth.sheet.indices, uv, sharp_angle_deg=60.0)
