"""Drops and flakes in the picture: where they are, how long they streak, and what they hide and show."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ..scenes.camera import Camera, Resolution
from ..scenes.weather import Falling, Rain

__all__ = ["Particles", "falling", "particles"]

Floats = npt.NDArray[np.float64]

_NEAR_M = 0.25
_FAR_M = 12.0
_LEAST_PX = 0.3  # what is narrower is one with the veil
_MOST = 60_000
_MARGIN = 0.15  # of the frame, on each side, from which something may reach into it
_APERTURE_M = 0.002  # of a small camera's lens, focused far away
_BINS = 24
_MOST_STEPS = 48  # of a streak
_WIDEST_PX = 24.0


@dataclass(frozen=True, eq=False)
class Particles:
    """n particles in front of a camera.

    Attributes:
        position_m: float64, (n, 3), in the camera's frame, at mid-exposure.
        melted_mm: float64, (n,): diameter.
    """

    position_m: Floats
    melted_mm: Floats


def particles(medium: Falling, camera: Camera, resolution: Resolution, rng: np.random.Generator) -> Particles:
    """All that are wide enough to be seen one by one, as many as the law of their sizes says."""
    k = camera.intrinsics(resolution)
    edges = np.linspace(0.2, medium.largest_mm, _BINS + 1)
    middles, step = (edges[1:] + edges[:-1]) / 2, edges[1] - edges[0]
    far = np.clip(k[0, 0] * medium.width_m(middles) / _LEAST_PX, 1.2 * _NEAR_M, _FAR_M)
    wider = 1 + 2 * _MARGIN
    section = (wider * resolution.width / k[0, 0]) * (wider * resolution.height / k[1, 1])

    def expected(reach: Floats) -> Floats:
        volume = section * (reach**3 - _NEAR_M**3) / 3
        return np.asarray(medium.per_m3_mm(middles) * step * volume)

    crowd = expected(far).sum() / _MOST
    if crowd > 1:
        far = np.maximum(far / crowd ** (1 / 3), 1.2 * _NEAR_M)
    counts = np.minimum(rng.poisson(expected(far)), _MOST)
    total = int(counts.sum())
    melted = np.repeat(edges[:-1], counts) + step * rng.random(total)
    reach = np.repeat(far, counts)
    z = np.cbrt(_NEAR_M**3 + rng.random(total) * (reach**3 - _NEAR_M**3))
    u = (rng.random(total) * wider - _MARGIN) * resolution.width
    v = (rng.random(total) * wider - _MARGIN) * resolution.height
    position = np.column_stack([(u - k[0, 2]) / k[0, 0] * z, (v - k[1, 2]) / k[1, 1] * z, z])
    return Particles(position, melted)


def falling(
    light: Floats,
    medium: Falling,
    camera: Camera,
    depth_m: npt.NDArray[np.float32],
    bright: float,
    rng: np.random.Generator,
) -> Floats:
    """The light, (height, width, 3), behind and between the particles, in front of surfaces at ``depth_m``.

    A drop shows the world around it upside down, some 165° of it, and so nearly its mean; it is brighter
    than what it hides, except the sky (Garg and Nayar, "Vision and rain", IJCV 75, 2007). A flake is white.
    ``bright``: the radiance of white, level ground.
    """
    height, width = depth_m.shape
    found = particles(medium, camera, Resolution(width, height), rng)
    cover = _cover(found, medium, camera, depth_m)
    around = _surroundings(light)
    own = 0.5 * bright + 0.5 * around if isinstance(medium, Rain) else 0.55 * bright + 0.4 * around
    return np.asarray(light + (1 - np.exp(-cover))[..., None] * (own - light))


def _cover(found: Particles, medium: Falling, camera: Camera, depth_m: npt.NDArray[np.float32]) -> Floats:
    """How often each pixel is covered in the mean over the exposure, (height, width)."""
    height, width = depth_m.shape
    k = camera.intrinsics(Resolution(width, height))
    fall = medium.fall_m_s(found.melted_mm)
    velocity = np.column_stack([np.full_like(fall, v) for v in medium.wind_m_s] + [-fall])
    velocity = (velocity - camera.velocity_m_s) @ camera.world_from_cam[:3, :3]
    half = velocity * camera.shutter_s / 2
    ends = [found.position_m + side * half for side in (-1, 1)]
    z = found.position_m[:, 2]
    seen_m = medium.width_m(found.melted_mm)
    area_px = np.pi / 4 * (k[0, 0] * seen_m / z) * (k[1, 1] * seen_m / z)
    blur_px = np.minimum(np.hypot(k[0, 0] * seen_m, k[0, 0] * _APERTURE_M) / z / 2.5, _WIDEST_PX)
    (u0, v0), (u1, v1) = (_projected(end, k) for end in ends)
    length = np.hypot(u1 - u0, v1 - v0)
    # A streak from behind the camera's back to far away has no end in the picture.
    length = np.minimum(length, 4 * width)
    steps = np.clip(np.ceil(length / np.maximum(0.7, blur_px)), 1, _MOST_STEPS).astype(np.int64)
    level = np.clip(np.ceil(np.log2(np.maximum(blur_px, 0.5) / 0.5)), 0, 6).astype(np.int64)
    pad = int(3 * _WIDEST_PX)
    cover = np.zeros((height, width))
    for number in np.unique(level):
        chosen = np.flatnonzero(level == number)
        of = np.repeat(chosen, steps[chosen])
        first = np.cumsum(steps[chosen]) - steps[chosen]
        share = (np.arange(len(of)) - np.repeat(first, steps[chosen]) + 0.5) / steps[of]
        u, v = u0[of] + share * (u1 - u0)[of], v0[of] + share * (v1 - v0)[of]
        row, column = np.floor(v).astype(np.int64), np.floor(u).astype(np.int64)
        inside = (row >= -pad) & (row < height + pad) & (column >= -pad) & (column < width + pad)
        before = z[of] < depth_m[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]
        kept = inside & before
        place = (row[kept] + pad) * (width + 2 * pad) + column[kept] + pad
        mass = (area_px / steps)[of][kept]
        flat = np.bincount(place, mass, minlength=(height + 2 * pad) * (width + 2 * pad)).astype(np.float64)
        wide = cv2.GaussianBlur(flat.reshape(height + 2 * pad, -1), (0, 0), 0.5 * 2.0**number)
        cover += np.asarray(wide, np.float64)[pad : pad + height, pad : pad + width]
    return cover


def _projected(points: Floats, k: Floats) -> tuple[Floats, Floats]:
    z = np.maximum(points[:, 2], 0.4 * _NEAR_M)
    return points[:, 0] / z * k[0, 0] + k[0, 2], points[:, 1] / z * k[1, 1] + k[1, 2]


def _surroundings(light: Floats) -> Floats:
    """What lights a particle in a pixel: the picture around it, without what would outshine all."""
    height, width = light.shape[:2]
    small = (max(1, width // 16), max(1, height // 16))
    tame = np.minimum(light, 8 * max(float(light.mean()), 1e-9))
    coarse = np.asarray(cv2.resize(tame, small, interpolation=cv2.INTER_AREA), np.float64)
    soft = cv2.GaussianBlur(coarse.reshape(small[1], small[0], 3), (0, 0), max(0.5, small[0] / 10))
    return np.asarray(cv2.resize(soft, (width, height)), np.float64).reshape(light.shape)
