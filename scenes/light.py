"""Lights and what surrounds a scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..assets import skies
from ..assets.material import Color
from .frames import Matrix

__all__ = [
    "AreaLight",
    "Environment",
    "Hdri",
    "Light",
    "PointLight",
    "Sky",
    "SpotLight",
    "SunLight",
    "Uniform",
]


OVERCAST = 0.98
"""Share of clouds from which no sun is seen."""

Direction = npt.NDArray[np.float64]
"""Unit vector, shape (3,)."""


@dataclass(frozen=True, eq=False)
class AreaLight:
    """A glowing rectangle that shines along −z of its own frame.

    ``power_w`` is Blender's radiant flux; ``kelvin`` the colour temperature of the black body.
    """

    world_from_light: Matrix
    size_m: tuple[float, float]
    power_w: float
    kelvin: float = 5500.0


@dataclass(frozen=True, eq=False)
class PointLight:
    """A glowing ball."""

    position_m: tuple[float, float, float]
    radius_m: float
    power_w: float
    kelvin: float = 5500.0


@dataclass(frozen=True)
class SpotLight:
    """A lamp that shines in a cone, such as a headlamp.

    Attributes:
        position_m: of the lamp.
        direction: that its axis points to; need not be of unit length.
        angle_deg: full angle of the cone.
        blend: share of the cone, from its rim inwards, over which it fades.
        radius_m: of the lamp.
        power_w: as of a ``PointLight`` that is as bright on the axis.
        kelvin: colour temperature of the black body.
    """

    position_m: tuple[float, float, float]
    direction: tuple[float, float, float]
    angle_deg: float
    power_w: float
    blend: float = 0.5
    radius_m: float = 0.05
    kelvin: float = 5000.0


@dataclass(frozen=True)
class SunLight:
    """A far light: ``azimuth_deg`` and ``elevation_deg`` say where it stands, seen from the scene."""

    azimuth_deg: float
    elevation_deg: float
    irradiance_w_m2: float
    angle_deg: float = 0.53
    kelvin: float = 5500.0

    def direction(self) -> Direction:
        """Unit vector from the scene to the sun."""
        return _direction(self.azimuth_deg, self.elevation_deg)


Light = AreaLight | PointLight | SpotLight | SunLight


@dataclass(frozen=True)
class Hdri:
    """An environment picture: ``bpy:NAME``, ``pmndrs:NAME`` (pack ``skies``), or an EXR or HDR file."""

    image: str
    rotation_deg: float = 0.0
    strength: float = 1.0

    def sun_direction(self) -> Direction | None:
        """Unit vector from the scene to the picture's sun, world frame; None where it holds none."""
        light = skies.sky_light(self.image)
        if light.sun_azimuth_deg is None or light.sun_elevation_deg is None:
            return None
        # A rotation turns the directions that the picture is looked up by, so its content the other way.
        return _direction(light.sun_azimuth_deg - self.rotation_deg, light.sun_elevation_deg)


@dataclass(frozen=True)
class Sky:
    """Blender's multiple-scattering sky with its sun, and clouds.

    Attributes:
        sun_elevation_deg: of the sun above the horizon; below 0 it is dusk or night.
        sun_azimuth_deg: counter-clockwise from +x.
        haze: density of what floats in the air; 1 is a clear day in a city.
        strength: of all its light; 0.1 is exposed for a white surface by day.
        clouds: share of the sky that they cover; from 0.98 on it is overcast, without a sun.
        sun_hidden: a cloud stands before the sun.
        cloud_seed: moves the clouds.
        glow: radiance of a town's light on the haze at the horizon, by night.
    """

    sun_elevation_deg: float
    sun_azimuth_deg: float
    haze: float = 1.0
    strength: float = 0.1
    clouds: float = 0.0
    sun_hidden: bool = False
    cloud_seed: float = 0.0
    glow: float = 0.0

    @property
    def overcast(self) -> bool:
        return self.clouds >= OVERCAST

    def sun_direction(self) -> Direction | None:
        """Unit vector from the scene to the sun, world frame; None where it cannot be seen."""
        if self.sun_elevation_deg <= 0 or self.overcast or self.sun_hidden:
            return None
        return _direction(self.sun_azimuth_deg, self.sun_elevation_deg)


@dataclass(frozen=True)
class Uniform:
    """The same light from everywhere."""

    color: Color = (0.5, 0.5, 0.5)
    strength: float = 1.0

    def sun_direction(self) -> Direction | None:
        """There is none."""
        return None


Environment = Hdri | Sky | Uniform


def _direction(azimuth_deg: float, elevation_deg: float) -> Direction:
    a, e = np.radians([azimuth_deg, elevation_deg])
    return np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
