"""Where garments are cut on the template, and how each hangs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from .garments import Cloth, Field, cut, drape, hemmed, refined
from .hang import hung

__all__ = ["Cut", "arm", "legs_field", "make", "mesh_of", "pattern", "skirt_field", "upper_field"]

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


def upper_field(sleeve: float, hem: float, neck: float = 5.6, v: float = 0.0) -> Field:
    """Shirts, pullovers, jackets: to ``sleeve`` along the arm, down to y = ``hem``, up to the collar."""

    def field(t: Array) -> Array:
        # Rising with the shoulders, so that it stays round the neck, which is 0.6 dm wide each way.
        collar = neck - t[:, 1] - 0.3 * t[:, 2] + 1.5 * np.maximum(0, np.abs(t[:, 0]) - 0.5)
        collar = collar - np.where(t[:, 2] > 0.2, v * np.maximum(0, 1 - np.abs(t[:, 0]) / 0.8), 0)
        return np.minimum(np.minimum(sleeve - arm(t), t[:, 1] - hem), collar)

    return field


def legs_field(waist: float, hem: float) -> Field:
    """Trousers and shorts, from y = ``waist`` down to y = ``hem``."""
    return lambda t: np.minimum(np.where(np.abs(t[:, 0]) > 2.9, -1.0, waist - t[:, 1]), t[:, 1] - hem)


def skirt_field(hem: float, waist: float = 9.0) -> Field:
    """Skirts and coats' tails, from y = ``waist`` down to y = ``hem``."""
    return lambda t: np.minimum(t[:, 1] - hem, waist - t[:, 1])


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


def make(cloth: Cloth, how: Cut, rng: np.random.Generator) -> Cloth:
    """A garment on the body from the cloth that lies on it."""
    piece = cut(refined(cloth), how.field)
    t = piece.template
    low, high = t[:, 1].min(), t[:, 1].max()
    along = np.maximum(arm(t) / 4.5, (high - t[:, 1]) / (high - low) * (arm(t) == 0))
    loose = how.loose_m[0] + (how.loose_m[1] - how.loose_m[0]) * along
    relief = how.folds_m * _folds(t, rng)
    if how.quilt_m:
        way = np.where(arm(t) > 0, arm(t), t[:, 1])
        relief = relief + how.quilt_m * (np.abs(np.sin(np.pi * way / 0.75)) ** 0.5 - 0.6)
    start = hung(piece, arm(t) == 0, how.hang) if how.hang else None
    return hemmed(drape(piece, loose, how.floor_m, how.smooth, relief, start), how.hem_m)


def _folds(template: Array, rng: np.random.Generator) -> Array:
    """Creases, −1 to 1: all over a little, at the joints most."""
    mirrored = np.abs(template[:, None, :] * [1, 0, 0]) + template[:, None, :] * [0, 1, 1]
    near = np.exp(-(np.linalg.norm(mirrored - _BENDS, axis=2) ** 2) / _REACH**2).max(axis=1)
    total = np.zeros(len(template))
    for _ in range(7):
        way = rng.normal(size=3) * [1.0, 1.6, 1.0]
        way *= rng.uniform(2.0, 6.0) / np.linalg.norm(way)
        bend = 0.8 * np.sin(template @ rng.normal(size=3) * 1.3 + rng.uniform(0, 6.28))
        total += 1 - 2 * np.abs(np.sin(template @ way + bend + rng.uniform(0, 3.14)))
    return np.asarray((0.25 + 0.75 * near) * total / 3.0)


def pattern(cloth: Cloth, across: bool) -> npt.NDArray[np.float32]:
    """Texture coordinates in metres, (m, 3, 2); ``across`` turns stripes from vertical to horizontal."""
    t = cloth.template
    sleeve = arm(t)
    u = np.where(sleeve > 0, 0.7 * t[:, 2], t[:, 0] + 0.6 * t[:, 2]) * 0.1
    v = np.where(sleeve > 0, 5.0 - sleeve, t[:, 1]) * 0.1
    uv = np.stack([v, u] if across else [u, v], axis=1)
    return np.asarray(uv[cloth.triangles], np.float32)


def mesh_of(cloth: Cloth, uv: npt.NDArray[np.float32]) -> Mesh:
    """The finished cloth, with texture coordinates (m, 3, 2)."""
    return Mesh(
        vertices=cloth.points.astype(np.float32), triangles=cloth.triangles.astype(np.int32), uv=uv,
        sharp_angle_deg=60.0,
    )  # fmt: skip
