"""The surfaces that vehicles have in common, procedural ones and the pack's, in place of their files' own."""

from __future__ import annotations

from ..material import Material, Surface
from ..palette import hexadecimal
from ..recipes.car import LENSES, LampGlass, WindowGlass

__all__ = ["PARTS"]

PARTS: dict[str, Material] = {
    "glass": WindowGlass(wear=0.15),
    "tinted": WindowGlass(tint=(0.40, 0.43, 0.42), wear=0.15),
    "blind": Surface(base_color=(0.06, 0.065, 0.07), roughness=0.04, coat=1.0),
    "lamps": LampGlass(),
    "tail": LampGlass(kind="red", color=LENSES["red"]),
    "indicators": LampGlass(kind="amber", color=LENSES["amber"]),
    "tyres": Surface(base_color=(0.14, 0.14, 0.14), roughness=0.85),
    "chrome": Surface(base_color=(0.78, 0.79, 0.80), roughness=0.12, metallic=1.0),
    "plate": Surface(base_color=hexadecimal("dcdcd6"), roughness=0.45),
    "panels": Surface(base_color=(0.72, 0.73, 0.74), roughness=0.35, metallic=0.9),
    "dark": Surface(base_color=(0.10, 0.10, 0.105), roughness=0.5),
}
"""By the name of a field of a curated vehicle; never changed, so that all vehicles share them."""
