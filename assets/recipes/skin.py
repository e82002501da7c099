"""Skin and hair of people."""

from __future__ import annotations

from dataclasses import dataclass

from ...draw import Draw
from ..material import Color
from ..palette import hexadecimal, varied
from .procedural import Procedural, seed
from .skin_tone import MONK, skin_color

__all__ = ["HAIR_COLORS", "Fur", "Hair", "Skin", "fur", "hair", "skin"]

HAIR_COLORS = {
    "black": ("1d1a19", 4.0), "dark_brown": ("33251d", 4.0), "brown": ("523a29", 3.0),
    "light_brown": ("76573c", 1.2), "blond": ("a5865a", 1.2), "red": ("7a4326", 0.3),
}  # fmt: skip
"""Natural colours of hair and their shares among people."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Skin(Procedural):
    """Human skin.

    Attributes:
        color: as it looks in daylight, such as a step of the Monk Skin Tone scale.
        redness: how much blood shows in blotches, 0 to 1.
        roughness: 0.35 oily to 0.6 dry.
    """

    color: Color = (0.84, 0.74, 0.59)
    redness: float = 0.3
    roughness: float = 0.48


@dataclass(frozen=True, eq=False, kw_only=True)
class Hair(Procedural):
    """Strands along the texture's v, side by side along its u (metres).

    Attributes:
        color: of most strands.
        grey: share of white strands.
        strand_m: width of a lock that catches light as one.
    """

    color: Color = (0.2, 0.14, 0.1)
    grey: float = 0.0
    strand_m: float = 0.0012


@dataclass(frozen=True, eq=False, kw_only=True)
class Fur(Procedural):
    """An animal's coat. Its texture coordinates tell where it is pale (u) and dark (v), 0 to 1.

    Attributes:
        color: of most of it.
        pale: of belly, breast and legs.
        dark: of the back and the muzzle.
        length_m: of the hairs: how coarse its tufts are.
    """

    color: Color = (0.65, 0.49, 0.31)
    pale: Color = (0.79, 0.65, 0.47)
    dark: Color = (0.35, 0.27, 0.19)
    length_m: float = 0.015


def fur(draw: Draw) -> Fur:
    """Some dog's coat."""
    return Fur(
        color=varied(draw, "color", hexadecimal("a67c4e"), 0.5),
        length_m=draw.uniform("length_m", 0.01, 0.03),
        seed=seed(draw),
    )


def skin(draw: Draw) -> Skin:
    """Somebody's skin: of any of the ten tones."""
    return Skin(
        color=skin_color(draw.integer("tone", 1, len(MONK)) - 1),
        redness=draw.uniform("redness", 0.1, 0.5),
        roughness=draw.uniform("roughness", 0.4, 0.55),
        seed=seed(draw),
    )


def hair(draw: Draw) -> Hair:
    """Somebody's hair."""
    color = draw.choice("color_name", {name: share for name, (_, share) in HAIR_COLORS.items()})
    return Hair(
        color=varied(draw, "color", hexadecimal(HAIR_COLORS[color][0]), 0.4),
        grey=draw.uniform("grey", 0.0, 1.0) if draw.chance("greying", 0.25) else 0.0,
        seed=seed(draw),
    )
