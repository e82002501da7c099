"""Lights and what surrounds a scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..assets.material import Color
from .frames import Matrix

__all__ = ["AreaLight", "Environment", "Hdri", "Light", "PointLight", "Sky", "SunLight", "Uniform"]


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
class SunLight:
    """A far light: ``azimuth_deg`` and ``elevation_deg`` say where it stands, seen from the scene."""

    azimuth_deg: float
    elevation_deg: float
    irradiance_w_m2: float
    angle_deg: float = 0.53
    kelvin: float = 5500.0

    def direction(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Unit vector from the scene to the sun."""
        a, e = np.radians([self.azimuth_deg, self.elevation_deg])
        return np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])


Light = AreaLight | PointLight | SunLight


@dataclass(frozen=True)
class Hdri:
    """An environment picture: ``bpy:NAME`` for one of Blender's own, or a path to an EXR or HDR file."""

    image: str
    rotation_deg: float = 0.0
    strength: float = 1.0


@dataclass(frozen=True)
class Sky:
    """Blender's multiple-scattering sky with its sun."""

    sun_elevation_deg: float
    sun_azimuth_deg: float
    haze: float = 1.0
    strength: float = 0.1


@dataclass(frozen=True)
class Uniform:
    """The same light from everywhere."""

    color: Color = (0.5, 0.5, 0.5)
    strength: float = 1.0


Environment = Hdri | Sky | Uniform
