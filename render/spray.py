"""Spray in the picture: soft clouds of droplets, integrated along each pixel's ray up to what it meets."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from ..scenes.camera import Camera, Resolution
from ..scenes.weather import Spray

__all__ = ["sprayed", "thickness"]

Floats = npt.NDArray[np.float64]

_REACH = 3.0  # standard deviations, beyond which nothing of a cloud is left
_NEAR_M = 0.3
_OWN = 0.5  # radiance of a cloud lit from all above, of white, level ground's


def sprayed(
    light: Floats,
    spray: tuple[Spray, ...],
    camera: Camera,
    depth_m: npt.NDArray[np.float32],
    bright: float,
) -> Floats:
    """The light, (height, width, 3), of surfaces at ``depth_m`` through the spray before them.

    ``bright``: the radiance of white, level ground.
    """
    left = np.exp(-thickness(spray, camera, depth_m))[..., None]
    return np.asarray(left * light + (1 - left) * _OWN * bright)


def thickness(spray: tuple[Spray, ...], camera: Camera, depth_m: npt.NDArray[np.float32]) -> Floats:
    """Optical depth of the spray before each pixel's surface, (height, width).

    A cloud's density is a Gaussian about its middle, so along a ray at the distance p from the middle it is
    one of the height exp(−p² / 2σ²), whose integral is the error function.
    """
    height, width = depth_m.shape
    k = camera.intrinsics(Resolution(width, height))
    total = np.zeros((height, width))
    for cloud in spray:
        x, y, z = camera.world_from_cam[:3, :3].T @ (np.asarray(cloud.at_m) - camera.world_from_cam[:3, 3])
        reach = _REACH * cloud.radius_m
        if z < _NEAR_M + reach:
            continue
        across, down = k[0, 0] / (z - reach), k[1, 1] / (z - reach)
        u, v = k[0, 0] * x / z + k[0, 2], k[1, 1] * y / z + k[1, 2]
        columns = slice(max(0, int(u - across * reach)), max(0, int(u + across * reach) + 1))
        rows = slice(max(0, int(v - down * reach)), max(0, int(v + down * reach) + 1))
        depth = depth_m[rows, columns].astype(np.float64)
        if depth.size == 0:
            continue
        right = (np.arange(width)[columns] + 0.5 - k[0, 2]) / k[0, 0]
        below = (np.arange(height)[rows, None] + 0.5 - k[1, 2]) / k[1, 1]
        length = np.sqrt(1 + right**2 + below**2)
        nearest = (right * x + below * y + z) / length
        aside = np.maximum(x * x + y * y + z * z - nearest**2, 0.0)
        wide = math.sqrt(2) * cloud.radius_m
        passed = _erf((depth * length - nearest) / wide) + _erf(nearest / wide)
        peak = cloud.density_per_m * math.sqrt(math.pi / 2) * cloud.radius_m
        total[rows, columns] += peak * np.exp(-aside / wide**2) * passed
    return total


def _erf(x: Floats) -> Floats:
    """The error function to 0.0004: its common approximation by a hyperbolic tangent."""
    return np.asarray(np.tanh(x * (2 / math.sqrt(math.pi) + 0.1009 * x * x)))
