"""The surfaces that a curated vehicle gets in place of its file's own."""

from __future__ import annotations

from ...draw import Draw
from ..material import Color, Material, Surface
from ..palette import hexadecimal
from .vehicles import Finish

__all__ = ["GLASS", "PARTS", "coat", "color"]

_SHARES: dict[Finish, dict[str, float]] = {
    # What is on Europe's roads: mostly without colour.
    "car": {
        "b4b7ba": 20,
        "7d8185": 14,
        "4a4d51": 12,
        "141516": 20,
        "e6e6e2": 20,
        "1d2c4e": 8,
        "2f5f96": 3,
        "8d1a1c": 4,
        "5b4a3c": 1,
        "2f4638": 1,
    },
    "fleet": {"e4e4e0": 45, "b4b7ba": 10, "9c1d1c": 10, "1f3f7d": 12, "2b5d45": 5, "d89a1c": 6, "4a4d51": 8},
    "bright": {
        "141516": 26,
        "b4b7ba": 14,
        "e6e6e2": 14,
        "9c1d1c": 16,
        "1f4a94": 14,
        "d8a21c": 8,
        "2f6b46": 8,
    },
}

GLASS: Material = Surface(
    # A pane without thickness: hardly bent, mirrored by its coat. Its ior is that of laminated glass.
    base_color=(0.80, 0.84, 0.83),
    roughness=0.0,
    ior=1.02,
    transmission=1.0,
    coat=1.0,
)

PARTS: dict[str, Material] = {
    "glass": GLASS,
    "tinted": Surface(base_color=(0.42, 0.46, 0.46), roughness=0.0, ior=1.02, transmission=1.0, coat=1.0),
    "blind": Surface(base_color=(0.06, 0.065, 0.07), roughness=0.04, coat=1.0),
    "lamps": Surface(base_color=(0.97, 0.97, 0.97), roughness=0.0, ior=1.02, transmission=0.95, coat=1.0),
    "tail": Surface(base_color=(0.55, 0.02, 0.03), roughness=0.12, coat=1.0),
    "indicators": Surface(base_color=(0.85, 0.38, 0.04), roughness=0.12, coat=1.0),
    "tyres": Surface(base_color=(0.14, 0.14, 0.14), roughness=0.85),
    "chrome": Surface(base_color=(0.78, 0.79, 0.80), roughness=0.12, metallic=1.0),
    "plate": Surface(base_color=hexadecimal("dcdcd6"), roughness=0.45),
    "dark": Surface(base_color=(0.10, 0.10, 0.105), roughness=0.5),
}
"""By the name of a vehicle's field; never changed, so that all vehicles share them."""


def color(draw: Draw, finish: Finish) -> Color:
    """sRGB: brightness varies in common, the hue by at most 3 %."""
    base = hexadecimal(draw.choice("color", _SHARES[finish]))
    bright = draw.uniform("brightness", 0.88, 1.10)
    r, g, b = (
        min(1.0, value * bright * draw.uniform(f"tint/{name}", 0.985, 1.015))
        for name, value in zip("rgb", base, strict=True)
    )
    return r, g, b


def coat(draw: Draw, base: Color) -> Material:
    """Lacquer of this colour under a clear coat."""
    flakes = draw.uniform("metallic", 0.25, 0.75) if draw.chance("flakes", 0.6) else 0.0
    return Surface(base_color=base, metallic=flakes, roughness=draw.uniform("roughness", 0.3, 0.45), coat=1.0)
