"""What floats in the air, as data and by published laws: fog, rain and snow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from ..errors import SceneError

__all__ = ["Falling", "Fog", "Medium", "Rain", "Snow", "Spray"]

Floats = npt.NDArray[np.float64]

_KOSCHMIEDER = -math.log(0.02)
"""3.912: the optical depth that takes a contrast to 2 %, which is where the eye gives up (1924)."""


@dataclass(frozen=True)
class Fog:
    """Fog or haze of one density from the ground to ``top_m``.

    Attributes:
        visibility_m: meteorological: where a black thing's contrast to the horizon is 2 %.
        top_m: above the world's z = 0; through thin fog that is not deep, the sky overhead is seen.
    """

    visibility_m: float
    top_m: float = 150.0

    def __post_init__(self) -> None:
        _check(self, visibility_m=(1.0, 1e6), top_m=(1.0, 1e5))

    def extinction_per_m(self) -> float:
        """By Koschmieder: 3.912 ÷ visibility."""
        return _KOSCHMIEDER / self.visibility_m


@dataclass(frozen=True)
class Rain:
    """Rain: 1 mm/h is light, 4 moderate, 16 heavy, 50 violent.

    Drops by diameter after Marshall and Palmer, "The distribution of raindrops with size", J. Meteor. 5,
    1948; they fall after Atlas, Srivastava and Sekhon, "Doppler radar characteristics of precipitation",
    Rev. Geophys. 11, 1973.
    """

    rate_mm_h: float
    wind_m_s: tuple[float, float] = (0.0, 0.0)

    largest_mm: ClassVar[float] = 6.0  # melted, as all diameters
    top_m: ClassVar[float] = 2000.0

    def __post_init__(self) -> None:
        _check(self, rate_mm_h=(0.01, 200.0))

    @staticmethod
    def of_visibility(visibility_m: float, wind_m_s: tuple[float, float] = (0.0, 0.0)) -> Rain:
        """The rain through which one sees that far: Marshall and Palmer's law, integrated and solved."""
        slope = (math.pi * 8000e-6 * visibility_m / _KOSCHMIEDER) ** (1 / 3)
        return Rain(min(max((slope / 4.1) ** (-1 / 0.21), 0.01), 200.0), wind_m_s)

    def per_m3_mm(self, melted_mm: Floats) -> Floats:
        """Drops in a cubic metre by millimetre of diameter."""
        return np.asarray(8000.0 * np.exp(-4.1 * self.rate_mm_h**-0.21 * melted_mm))

    def width_m(self, melted_mm: Floats) -> Floats:
        """How wide it looks."""
        return melted_mm / 1000

    def fall_m_s(self, melted_mm: Floats) -> Floats:
        """Its terminal velocity."""
        return np.asarray(np.maximum(9.65 - 10.3 * np.exp(-0.6 * melted_mm), 0.1))

    def extinction_per_m(self) -> float:
        """Twice the drops' cross-section: drops are far larger than a wavelength."""
        return _cross_section(self)


@dataclass(frozen=True)
class Snow:
    """Snow by its melted rate: 0.5 mm/h is light, 1 moderate, 2.5 heavy.

    Flakes by melted diameter after Gunn and Marshall, "The distribution with size of aggregate
    snowflakes", J. Meteor. 15, 1958; they fall after Locatelli and Hobbs, "Fall speeds and masses of
    solid precipitation particles", J. Geophys. Res. 79, 1974 (unrimed dendrites).
    """

    rate_mm_h: float
    wind_m_s: tuple[float, float] = (0.0, 0.0)

    largest_mm: ClassVar[float] = 6.0
    top_m: ClassVar[float] = 2000.0
    _swelling: ClassVar[float] = 2.4  # of the diameter, for a flake of 0.07 g/cm³

    def __post_init__(self) -> None:
        _check(self, rate_mm_h=(0.01, 20.0))

    @staticmethod
    def of_visibility(visibility_m: float, wind_m_s: tuple[float, float] = (0.0, 0.0)) -> Snow:
        """The snow through which one sees that far: Gunn and Marshall's law, integrated and solved."""
        at_1_mm_h = math.pi * 3800e-6 * Snow._swelling**2 / 2.55**3
        rate = (_KOSCHMIEDER / visibility_m / at_1_mm_h) ** (1 / (3 * 0.48 - 0.87))
        return Snow(min(max(rate, 0.01), 20.0), wind_m_s)

    def per_m3_mm(self, melted_mm: Floats) -> Floats:
        """Flakes in a cubic metre by millimetre of melted diameter."""
        rate = self.rate_mm_h
        return np.asarray(3800.0 * rate**-0.87 * np.exp(-2.55 * rate**-0.48 * melted_mm))

    def width_m(self, melted_mm: Floats) -> Floats:
        """How wide it looks."""
        return self._swelling * melted_mm / 1000

    def fall_m_s(self, melted_mm: Floats) -> Floats:
        """Its terminal velocity."""
        return np.asarray(0.8 * np.maximum(self._swelling * melted_mm, 0.05) ** 0.16)

    def extinction_per_m(self) -> float:
        """Twice the flakes' cross-section."""
        return _cross_section(self)


@dataclass(frozen=True)
class Spray:
    """A cloud of droplets near the ground, such as wheels throw up: densest in the middle, as a Gaussian is.

    Attributes:
        at_m: its middle, in the world.
        radius_m: standard deviation of its density.
        density_per_m: extinction in the middle.
    """

    at_m: tuple[float, float, float]
    radius_m: float = 0.4
    density_per_m: float = 0.3

    def __post_init__(self) -> None:
        if len(self.at_m) != 3 or not all(math.isfinite(v) for v in self.at_m):
            raise SceneError(f"spray: at_m must be three finite numbers, got {self.at_m}")
        _check(self, radius_m=(0.01, 100.0), density_per_m=(0.0, 100.0))


Falling = Rain | Snow
Medium = Fog | Falling


def _cross_section(falling: Falling) -> float:
    edges = np.linspace(0, falling.largest_mm, 601)
    middles = (edges[1:] + edges[:-1]) / 2
    areas = math.pi / 4 * falling.width_m(middles) ** 2
    return float(2 * (falling.per_m3_mm(middles) * areas).sum() * (edges[1] - edges[0]))


def _check(medium: object, **bounds: tuple[float, float]) -> None:
    noun = type(medium).__name__.lower()
    for name, (low, high) in bounds.items():
        value = float(getattr(medium, name))
        if not low <= value <= high:
            raise SceneError(f"{noun}: {name} must be from {low:g} to {high:g}, got {value:g}")
        object.__setattr__(medium, name, value)
    wind = getattr(medium, "wind_m_s", (0.0, 0.0))
    if len(wind) != 2 or not all(math.isfinite(v) for v in wind):
        raise SceneError(f"{noun}: wind_m_s must be two finite numbers, got {wind}")
    if hasattr(medium, "wind_m_s"):
        object.__setattr__(medium, "wind_m_s", tuple(float(v) for v in wind))
