"""How a table is lit: by a window, by lamps, by both, by the sun, or by its whole surroundings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...assets import skies
from ...draw import Draw
from ..frames import look_at, pose
from ..light import AreaLight, Environment, Hdri, Light, PointLight, SunLight

__all__ = ["Lighting", "lighting"]

_FLIP = pose(rotation=np.diag([1.0, -1.0, -1.0]))  # our cameras look along +z, lights along −z
# Mean and standard deviation of the main light's colour temperature. The bounds are the same for all,
# so that any light can be given any colour.
_KELVIN = {
    "window": (6000, 800),
    "ceiling": (3600, 700),
    "pendant": (2900, 400),
    "mixed": (3200, 400),
    "sun": (4900, 500),
}
_RIGS = {"window": 0.3, "ceiling": 0.2, "pendant": 0.12, "mixed": 0.18, "sun": 0.2}


@dataclass(frozen=True)
class Lighting:
    """Lights, surroundings, and the colour temperature that prevails, for the camera's white balance."""

    lights: tuple[Light, ...]
    environment: Environment
    kelvin: float


def lighting(draw: Draw, top_m: float, indoors: bool) -> Lighting:
    """Light for things on a table whose top is ``top_m`` above the floor.

    In a room, a rig of window, ceiling lamp, pendant or sun does most, and the environment what comes
    in through its open sides. Without a room the environment picture does most, and a lamp helps.
    ``kelvin`` is the main light's colour temperature.
    """
    rig = draw.choice("rig", _RIGS) if indoors else "ceiling"
    kelvin = draw.normal("kelvin", *_KELVIN[rig], low=1800, high=10000)
    if not indoors:
        lamp = _ceiling(draw, top_m, kelvin)
        # A picture of a room brings its own light, and white is its white.
        return Lighting((lamp,), _surroundings(draw, skies.INDOOR, 0.8, 1.2), (kelvin * 6000.0) ** 0.5)
    if rig == "window":
        environment = _surroundings(draw, skies.DAY, 0.25, 0.8)
        return Lighting((_window(draw, top_m, kelvin),), environment, kelvin)
    if rig == "sun":
        return Lighting((_sun(draw, kelvin),), _surroundings(draw, skies.DAY, 0.3, 0.9), kelvin)
    if rig == "mixed":
        day = draw.normal("window_kelvin", 6300, 500, low=1800, high=10000)
        lamps = (_ceiling(draw, top_m, kelvin), _window(draw.scope("window"), top_m, day))
        return Lighting(lamps, _surroundings(draw, skies.DAY, 0.1, 0.3), (kelvin * day) ** 0.5)
    environment = _surroundings(draw, skies.EVENING, 0.05, 0.25)
    light: Light = (_ceiling if rig == "ceiling" else _pendant)(draw, top_m, kelvin)
    return Lighting((light,), environment, kelvin)


def _surroundings(draw: Draw, images: tuple[str, ...], weakest: float, strongest: float) -> Hdri:
    inner = draw.scope("surroundings")
    return Hdri(
        image=skies.pick(inner, images),
        rotation_deg=inner.uniform("rotation_deg", 0, 360),
        strength=inner.log_uniform("strength", weakest, strongest),
    )


def _sun(draw: Draw, kelvin: float) -> SunLight:
    """Sun through a window, low enough to reach the table."""
    return SunLight(
        azimuth_deg=draw.uniform("azimuth_deg", -160, 20),
        elevation_deg=draw.uniform("elevation_deg", 18, 60),
        irradiance_w_m2=draw.log_uniform("irradiance_w_m2", 2, 8),
        angle_deg=draw.log_uniform("angle_deg", 0.5, 3),
        kelvin=kelvin,
    )


def _pendant(draw: Draw, top_m: float, kelvin: float) -> PointLight:
    """A lamp that hangs above the table."""
    return PointLight(
        position_m=(draw.uniform("x_m", -0.35, 0.35), draw.uniform("y_m", -0.25, 0.25), top_m + 0.75),
        radius_m=draw.uniform("radius_m", 0.03, 0.12),
        power_w=draw.log_uniform("power_w", 15, 50),
        kelvin=kelvin,
    )


def _window(draw: Draw, top_m: float, kelvin: float) -> AreaLight:
    """Daylight from the side: a wide soft rectangle that faces the table."""
    azimuth = np.radians(draw.uniform("window_azimuth_deg", -170, -10))
    distance = draw.uniform("window_distance_m", 1.2, 2.2)
    eye = np.array([distance * np.cos(azimuth), distance * np.sin(azimuth), top_m + 0.55])
    width, height = draw.uniform("window_width_m", 0.6, 1.6), draw.uniform("window_height_m", 0.8, 1.5)
    power = draw.log_uniform("window_power_w", 60, 220)
    return AreaLight(look_at(eye, (0, 0, top_m)) @ _FLIP, (width, height), power, kelvin)


def _ceiling(draw: Draw, top_m: float, kelvin: float) -> AreaLight:
    """A ceiling lamp or panel, roughly above the table."""
    eye = (
        draw.uniform("x_m", -0.9, 0.9),
        draw.uniform("y_m", -0.8, 0.8),
        top_m + draw.uniform("above_m", 1.3, 1.8),
    )
    side = draw.log_uniform("panel_m", 0.12, 0.9)
    target = (eye[0] * 0.8, eye[1] * 0.8, 0.0)
    return AreaLight(look_at(eye, target) @ _FLIP, (side, side), draw.log_uniform("power_w", 40, 130), kelvin)
