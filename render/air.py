"""What lies between the camera and the surfaces, put into the picture after the render: exact, without noise.

A volume in Cycles would multiply the noise and the time of each frame. This is of the picture only:
labels come from surfaces.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from ..scenes import daylight
from ..scenes.camera import Camera
from ..scenes.light import SunLight
from ..scenes.passes import Passes
from ..scenes.scene import Scene
from ..scenes.weather import Fog
from .develop import black_body
from .fall import falling
from .optics import scattered
from .spray import sprayed

__all__ = ["mist_range_m", "through_air"]

Floats = npt.NDArray[np.float64]

# Of the light on level ground, how much comes from the side in a deep fog: Eddington's approximation
# over ground of albedo 0.15, (1 + 0.15) / 2.
_FROM_THE_SIDE = 0.575
_DIRECT = 0.7  # share of a clear day's light on level ground that comes from the sun itself
_ASYMMETRY = 0.75  # of scattering by droplets, after Henyey and Greenstein, 1941
_HALO = 0.5  # share of the scattered light of lamps that goes on forward
_TINT = np.array([0.97, 1.0, 1.03])  # of light that has been scattered often
_OPTICAL_RANGE = 6.0  # beyond this optical depth, nothing shows
_EDGE = 1.05  # ratio of distances next to each other that makes an edge


def mist_range_m(scene: Scene) -> float | None:
    """How far the mist pass has to tell distances apart; None: the air is clear."""
    if not scene.medium:
        return None
    extinction = math.fsum(medium.extinction_per_m() for medium in scene.medium)
    return float(np.clip(_OPTICAL_RANGE / extinction, 20.0, 5000.0))


def through_air(scene: Scene, passes: Passes, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Scene-linear light that reaches the lens, (height, width, 3), of the light that leaves the surfaces."""
    if not scene.medium and not scene.spray:
        return passes.rgb
    bright = _brightness(scene)
    light = passes.rgb.astype(np.float64)
    if scene.spray:
        light = sprayed(light, tuple(scene.spray), scene.camera, passes.depth_m, bright)
    if scene.medium:
        light = _veiled(light, scene, passes, bright)
    for medium in scene.medium:
        if not isinstance(medium, Fog):
            light = falling(light, medium, scene.camera, passes.depth_m, bright, rng)
    return light.astype(np.float32)


def _veiled(light: Floats, scene: Scene, passes: Passes, bright: float) -> Floats:
    """Koschmieder's law: what is left of the surfaces' light, and the air's own in the place of the rest."""
    towards, per_depth = _rays(scene.camera, passes)
    distance = passes.depth_m.astype(np.float64) * per_depth
    left = np.exp(-_optical_depth(scene, towards[..., 2], distance))
    air = _airlight(scene, towards, bright)
    through = left[..., None] * light
    if passes.mist is not None:
        far_m = mist_range_m(scene) or math.inf
        through, left = _unmixed(
            through, left, light, distance, passes.mist.astype(np.float64) * far_m, far_m
        )
    lost = (1 - left)[..., None]
    # Light of lamps that is scattered a little goes on beside them; that of all else is the airlight.
    lamps = np.where(np.isfinite(distance)[..., None], np.maximum(light - air, 0.0), 0.0)
    halo = scattered(lamps * lost) * _HALO
    return through + lost * air + halo


def _rays(camera: Camera, passes: Passes) -> tuple[Floats, Floats]:
    """Of each pixel the direction in the world, (height, width, 3), and its length for a depth of 1."""
    k = camera.intrinsics(passes.resolution)
    width, height = passes.resolution
    x = ((np.arange(width) + 0.5 - k[0, 2]) / k[0, 0])[None, :, None]
    y = ((np.arange(height) + 0.5 - k[1, 2]) / k[1, 1])[:, None, None]
    right, down, forward = camera.world_from_cam[:3, :3].T
    towards = x * right + y * down + forward
    length = np.linalg.norm(towards, axis=-1)
    return towards / length[..., None], length


def _optical_depth(scene: Scene, climb: Floats, distance: Floats) -> Floats:
    """Extinction along each ray, up to where it meets a surface or leaves the layer."""
    height_m = float(scene.camera.world_from_cam[2, 3])
    total = np.zeros_like(distance)
    for medium in scene.medium:
        above_m = max(medium.top_m - height_m, 0.0)
        leaves = above_m / np.maximum(climb, 1e-4)
        total += medium.extinction_per_m() * np.minimum(distance, leaves)
    return total


def _airlight(scene: Scene, towards: Floats, bright: float) -> Floats:
    """Radiance of endless air in each direction: diffuse light from all sides, and the sun's glow.

    The glow is light scattered once, by Henyey and Greenstein's phase function; it takes from the
    diffuse light what reaches the layer's ground directly.
    """
    sun = _sun(scene)
    if sun is None:
        return np.broadcast_to(_FROM_THE_SIDE * bright * _TINT, towards.shape)
    sine = max(float(sun[2]), math.sin(math.radians(5.0)))
    straight = math.exp(-float(_optical_depth(scene, np.array(sine), np.array(np.inf))))
    direct = _DIRECT * bright * straight
    g = _ASYMMETRY
    phase = (1 - g * g) / (4 * math.pi * (1 + g * g - 2 * g * (towards @ sun)) ** 1.5)
    colour = black_body(2500 + 3300 * min(1.0, sine / 0.5))
    glow = (direct * math.pi / sine * phase)[..., None] * colour
    return np.asarray(_FROM_THE_SIDE * (bright - direct) * _TINT + glow)


def _sun(scene: Scene) -> Floats | None:
    suns = [light for light in scene.lights if isinstance(light, SunLight)]
    return max(suns, key=_on_ground).direction() if suns else scene.environment.sun_direction()


def _brightness(scene: Scene) -> float:
    """Radiance of white, level ground below the scene's sky and suns."""
    suns = math.fsum(_on_ground(light) for light in scene.lights if isinstance(light, SunLight))
    return daylight.brightness(scene.environment) + suns


def _on_ground(sun: SunLight) -> float:
    return sun.irradiance_w_m2 * max(float(sun.direction()[2]), 0.0) / math.pi


def _unmixed(
    through: Floats, left: Floats, light: Floats, distance: Floats, mean_m: Floats, far_m: float
) -> tuple[Floats, Floats]:
    """Light and share of light that come through at edges, where a pixel shows two surfaces.

    One distance for both would leave a fringe around all that stands before fog. The mist pass is the
    mean of distances over the pixel, as its colour is of colours: with the nearest and the farthest
    distance around, it tells how much of the pixel each surface fills.
    """
    near_to = np.minimum(distance, far_m)
    kernel = np.ones((3, 3), np.uint8)
    nearest, farthest = cv2.erode(near_to, kernel), cv2.dilate(near_to, kernel)
    rows, columns = np.nonzero(np.asarray(farthest) > _EDGE * np.asarray(nearest))
    if len(rows) == 0:
        return through, left
    height, width = distance.shape
    steps = np.array([(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1)])
    around_r = np.clip(rows[:, None] + steps[:, 0], 0, height - 1)
    around_c = np.clip(columns[:, None] + steps[:, 1], 0, width - 1)
    of = np.arange(len(rows))
    found = near_to[around_r, around_c]
    front, behind = found.argmin(axis=1), found.argmax(axis=1)
    d1, d2 = found[of, front], found[of, behind]
    t1 = left[around_r[of, front], around_c[of, front]]
    t2 = left[around_r[of, behind], around_c[of, behind]]
    colour2 = light[around_r[of, behind], around_c[of, behind]]
    fills2 = np.clip((mean_m[rows, columns] - d1) / (d2 - d1), 0.0, 1.0)
    mixed = light[rows, columns] * t1[:, None] + (fills2 * (t2 - t1))[:, None] * colour2
    through, left = through.copy(), left.copy()
    through[rows, columns] = np.maximum(mixed, 0.0)
    left[rows, columns] = t1 + fills2 * (t2 - t1)
    return through, left
