"""The lie of the land: one smooth height over the whole scene, which everything stands on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...draw import Draw

__all__ = ["Terrain", "terrain"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Terrain:
    """Waves of land, height 0 at the origin.

    Attributes:
        waves: of each: grade (greatest slope, a share), length in metres, direction and phase in radians.
    """

    waves: tuple[tuple[float, float, float, float], ...] = ()

    def height(self, points_m: npt.ArrayLike) -> Array:
        """Metres at x and y, shape (…, 2) → (…)."""
        points = np.asarray(points_m, np.float64)
        total = np.zeros(points.shape[:-1])
        for grade, length, direction, phase in self.waves:
            k = 2 * np.pi / length
            along = points[..., 0] * np.cos(direction) + points[..., 1] * np.sin(direction)
            total += grade / k * (np.sin(k * along + phase) - np.sin(phase))
        return np.asarray(total)

    def normal(self, points_m: npt.ArrayLike) -> Array:
        """Unit vectors that stand on the land, shape (…, 2) → (…, 3)."""
        points = np.asarray(points_m, np.float64)
        slope = np.zeros(points.shape)
        for grade, length, direction, phase in self.waves:
            along = points[..., 0] * np.cos(direction) + points[..., 1] * np.sin(direction)
            rise = grade * np.cos(2 * np.pi / length * along + phase)
            slope += rise[..., None] * [np.cos(direction), np.sin(direction)]
        up = np.concatenate([-slope, np.ones((*slope.shape[:-1], 1))], axis=-1)
        return np.asarray(up / np.linalg.norm(up, axis=-1, keepdims=True))


def terrain(draw: Draw, hilly: float) -> Terrain:
    """Land with up to ``hilly`` times a grade of 3.5 % in each of two waves, the longer along the road."""
    waves = []
    for number, (low, high) in enumerate(((420.0, 900.0), (260.0, 480.0))):
        place = draw.scope("wave", number)
        waves.append(
            (
                0.035 * hilly * place.uniform("grade", 0.0, 1.0),
                place.uniform("length_m", low, high),
                place.uniform("direction_rad", -0.6, 0.6),
                place.uniform("phase_rad", 0, 2 * np.pi),
            )
        )
    return Terrain(tuple(waves))
