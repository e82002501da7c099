"""Surroundings of a chosen brightness: pictures by what they show, and skies by where their sun stands."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

import numpy as np

from ..assets import skies
from ..draw import Draw
from .light import Environment, Hdri, Sky, Uniform

__all__ = ["brightness", "physical", "picture", "scaled"]

# Of a white level surface below Sky(elevation, haze=1, strength=0.1), sun and all: rendered in Blender 5.2
# at 64 samples. Between hazes of 0.3 and 6 it differs by less than 4 % from 20° on, by 18 % at 2° and 5°.
_ELEVATION_DEG = (0.5, 2.0, 5.0, 10.0, 20.0, 35.0, 60.0, 85.0)
_DUSK_PER_DEG = 0.75  # natural logarithm of the light by which a degree below the horizon is darker
_OVERCAST, _SHADED = 0.24, 0.45  # shares of the light that are left under clouds, and in a cloud's shadow
_GLOW = 0.2  # of a town's glow at the horizon, on level ground
_RADIANCE = (0.053, 0.102, 0.267, 0.655, 1.523, 2.763, 4.346, 5.053)


def brightness(environment: Environment) -> float:
    """The radiance of a white, matt, level surface that nothing shades: irradiance ÷ π.

    1 is where such a surface is just white in a picture that is not exposed otherwise.
    """
    if isinstance(environment, Hdri):
        return skies.sky_light(environment.image).irradiance / math.pi * environment.strength
    if isinstance(environment, Sky):
        logarithm = np.interp(environment.sun_elevation_deg, _ELEVATION_DEG, np.log(_RADIANCE))
        below_deg = min(environment.sun_elevation_deg, 0.0)
        clear = math.exp(float(logarithm) + _DUSK_PER_DEG * below_deg) * environment.strength / 0.1
        hidden = _OVERCAST if environment.overcast else _SHADED if environment.sun_hidden else 1.0
        return hidden * clear + _GLOW * environment.glow
    return float(np.dot(_linear(environment), (0.2126, 0.7152, 0.0722))) * environment.strength


def scaled[E: (Hdri, Sky, Uniform)](environment: E, to: float = 1.0) -> E:
    """The same surroundings with the strength that makes them as bright as ``to``.

    Environment pictures come at any exposure: those that are named here differ by a factor of 40.

    Raises:
        ValueError: they give no light, so that no strength would.
    """
    now = brightness(environment)
    if now <= 0:
        raise ValueError(f"{environment} gives no light; no strength would make it as bright as {to:g}")
    # Libraries decode a picture alike but for the last bits; what is recorded must not show them.
    return replace(environment, strength=float(f"{environment.strength * to / now:.4g}"))


def picture(draw: Draw, tags: Collection[str] = ("outdoor", "day"), bright: float = 1.0) -> Hdri:
    """An environment picture with these tags (see ``skies``), turned at will, as bright as ``bright``.

    Draws ``image`` and ``rotation_deg``.

    Raises:
        AssetError: no picture has these tags.
    """
    image = skies.pick(draw, tags=tags)
    return scaled(Hdri(image, rotation_deg=draw.uniform("rotation_deg", 0, 360)), bright)


def physical(
    draw: Draw,
    elevation_deg: tuple[float, float] = (5.0, 60.0),
    haze: tuple[float, float] = (0.3, 4.0),
    bright: float = 1.0,
) -> Sky:
    """A clear to hazy sky with its sun, as bright as ``bright`` wherever the sun stands.

    Draws ``sun/elevation_deg``, ``sun/azimuth_deg`` and ``haze``.

    Args:
        elevation_deg: least and greatest of the sun above the horizon.
        haze: least and greatest density of what floats in the air, greater than 0; 1 is a clear day in
            a city.
    """
    return scaled(
        Sky(
            sun_elevation_deg=draw.uniform("sun/elevation_deg", *elevation_deg),
            sun_azimuth_deg=draw.uniform("sun/azimuth_deg", 0, 360),
            haze=draw.log_uniform("haze", *haze),
        ),
        bright,
    )


def _linear(environment: Uniform) -> tuple[float, ...]:
    """Its colour in linear light, by sRGB's curve (IEC 61966-2-1)."""
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in environment.color)
