"""What the outside of road vehicles is made of: lacquer, panes, lamps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color, Material
from ..palette import hexadecimal
from .procedural import Procedural, seed

__all__ = [
    "LENSES",
    "CarPaint",
    "Finish",
    "Lamp",
    "LampGlass",
    "LampKind",
    "WindowGlass",
    "car_color",
    "car_paint",
    "lamp_glass",
    "window_glass",
]

Finish = Literal["car", "bright", "fleet"]
"""Which paints are drawn: those of the street's cars, of two-wheelers, of lorries and buses."""

LampKind = Literal["clear", "red", "amber"]

_SHARES: dict[Finish, dict[str, float]] = {
    # Shares in percent of cars built in 2022: Axalta, 70th Global Automotive Color Popularity Report
    # (15 December 2022): white 34 (20 solid, 14 pearl), black 21, grey 19, blue 8, red 5, green 1; these
    # without colour 82 together, which leaves 8 for silver. The report's remaining 4 are here brown,
    # beige, orange and yellow, and how a colour's share divides into shades is estimated, both by us.
    "car": {
        "e2e2de": 20,
        "dedfdc": 14,
        "2a2b2d": 21,
        "7d8185": 10,
        "4f5256": 9,
        "b4b7ba": 8,
        "22355c": 5,
        "2f5f96": 3,
        "8d1a1c": 5,
        "2f4638": 1,
        "5b4a3c": 2,
        "b5a78f": 1,
        "c46a1f": 0.5,
        "d3ad2c": 0.5,
    },
    # Estimated: no statistics of lorries' and buses' colours were found.
    "fleet": {"e2e2de": 45, "b4b7ba": 10, "9c1d1c": 10, "1f3f7d": 12, "2b5d45": 5, "d89a1c": 6, "4f5256": 8},
    "bright": {
        "2a2b2d": 26,
        "b4b7ba": 14,
        "e2e2de": 14,
        "9c1d1c": 16,
        "1f4a94": 14,
        "d8a21c": 8,
        "2f6b46": 8,
    },
}

LENSES: dict[LampKind, Color] = {
    "clear": (0.97, 0.97, 0.97),
    "red": hexadecimal("8a0609"),
    "amber": hexadecimal("c96a12"),
}
"""Covers of lamps."""


@dataclass(frozen=True, eq=False, kw_only=True)
class CarPaint(Procedural):
    """Base coat under a clear coat, as dirty as a street makes it.

    Dirt rises from z = 0 of the thing's frame, and dust lies on what faces upwards there.

    Attributes:
        color: of the base coat.
        flakes: aluminium in it, 0 solid to 1 metallic.
        roughness: of the base coat, 0.28 to 0.5.
        peel: orange peel of the clear coat, 0 polished to 1 a cheap respray.
        dirt: splashed up from the road, 0 to 1.
        dust: on top, 0 to 1.
    """

    color: Color = (0.49, 0.51, 0.52)
    flakes: float = 0.4
    roughness: float = 0.36
    peel: float = 0.3
    dirt: float = 0.2
    dust: float = 0.15


@dataclass(frozen=True, eq=False, kw_only=True)
class WindowGlass(Procedural):
    """A pane modelled without thickness: it bends nothing, and mirrors by Fresnel.

    Attributes:
        tint: what one crossing lets through.
        ior: index of refraction of the one surface that stands for both: 1.52 is glass, whose two
            surfaces together mirror 8 % at normal incidence; so does one of 1.75.
    """

    tint: Color = (0.80, 0.83, 0.81)
    ior: float = 1.75


@dataclass(frozen=True, eq=False, kw_only=True)
class LampGlass(Procedural):
    """The cover of a lamp: clear, or ribbed and dyed.

    Attributes:
        kind: of lamp.
        color: of the cover.
    """

    kind: LampKind = "clear"
    color: Color = LENSES["clear"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Lamp(Material):
    """A surface that glows evenly.

    Attributes:
        color: of its light.
        strength: W/m²/sr of white.
    """

    color: Color = (1.0, 0.96, 0.88)
    strength: float = 4.0


def car_color(draw: Draw, finish: Finish = "car") -> Color:
    """sRGB: brightness varies in common, the hue by at most 3 %."""
    base = hexadecimal(draw.choice("color", _SHARES[finish]))
    bright = draw.uniform("brightness", 0.92, 1.04)
    r, g, b = (
        min(1.0, value * bright * draw.uniform(f"tint/{name}", 0.985, 1.015))
        for name, value in zip("rgb", base, strict=True)
    )
    return r, g, b


def car_paint(draw: Draw, finish: Finish = "car", color: Color | None = None) -> CarPaint:
    """A vehicle's paint: of the colour asked for, or of one as frequent as on the road."""
    return CarPaint(
        color=color or car_color(draw, finish),
        flakes=draw.uniform("flakes", 0.25, 0.8) if draw.chance("metallic", 0.6) else 0.0,
        roughness=draw.uniform("roughness", 0.3, 0.42),
        peel=draw.uniform("peel", 0.1, 0.6),
        dirt=draw.uniform("dirt", 0.0, 1.0) ** 2,
        dust=draw.uniform("dust", 0.0, 0.8) ** 2,
        wear=draw.uniform("wear", 0.0, 0.5),
        seed=seed(draw),
    )


def window_glass(draw: Draw) -> WindowGlass:
    """Slightly green, or dark as behind the doors of one car in four."""
    light = (
        draw.uniform("light", 0.30, 0.45) if draw.chance("dark", 0.25) else draw.uniform("light", 0.76, 0.84)
    )
    return WindowGlass(
        tint=(0.975 * light, light, 0.985 * light),
        wear=draw.uniform("wear", 0.0, 0.4),
        seed=seed(draw),
    )


def lamp_glass(draw: Draw, kind: LampKind | None = None) -> LampGlass:
    """A lamp's cover."""
    kind = kind or draw.choice("kind", dict.fromkeys(LENSES, 1.0))
    return LampGlass(kind=kind, color=LENSES[kind], seed=seed(draw))
