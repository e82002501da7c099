"""What light goes through: glass and liquids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import GLASSES, hexadecimal, varied
from .procedural import Procedural, seed

__all__ = ["LIQUIDS", "Glass", "Liquid", "LiquidKind", "glass", "liquid"]

LiquidKind = Literal["water", "white_wine", "red_wine", "oil", "tea", "coffee", "juice", "milk", "beer"]

LIQUIDS: dict[str, tuple[Color, float, float]] = {
    # colour, clarity (0 opaque, 1 clear), index of refraction
    "water": (hexadecimal("fbfdfd"), 1.0, 1.333),
    "white_wine": (hexadecimal("efe3a8"), 1.0, 1.345),
    "red_wine": (hexadecimal("5a0f1c"), 0.85, 1.345),
    "oil": (hexadecimal("dcc25a"), 0.95, 1.467),
    "tea": (hexadecimal("cf8a3a"), 0.9, 1.335),
    "coffee": (hexadecimal("2c1a10"), 0.1, 1.34),
    "juice": (hexadecimal("dd9a2c"), 0.0, 1.35),
    "milk": (hexadecimal("e9e4d6"), 0.0, 1.35),
    "beer": (hexadecimal("e6b24e"), 1.0, 1.345),
}
"""Drinks and what else stands in kitchens."""

_DRINKS: dict[LiquidKind, float] = {
    "water": 5.0,
    "coffee": 3.0,
    "juice": 2.0,
    "milk": 1.5,
    "red_wine": 1.5,
    "tea": 1.5,
    "white_wine": 1.0,
    "beer": 1.0,
    "oil": 0.4,
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Glass(Procedural):
    """Solid, refracting glass: its mesh has an inside and an outside.

    Attributes:
        color: what one crossing of the surface lets through.
        roughness: 0 clear to 0.5 frosted.
        ior: index of refraction.
    """

    color: Color = GLASSES["clear"]
    roughness: float = 0.0
    ior: float = 1.5


@dataclass(frozen=True, eq=False, kw_only=True)
class Liquid(Procedural):
    """What is in the glass.

    Attributes:
        color: as seen through a glassful, or from above where it is opaque.
        clarity: 0 opaque to 1 clear.
        ior: index of refraction.
    """

    color: Color = LIQUIDS["water"][0]
    clarity: float = 1.0
    ior: float = 1.333


def glass(draw: Draw, tints: Literal["table", "bottle"] = "table") -> Glass:
    """Drinking glass (nearly always clear), or bottle glass (mostly green or brown)."""
    shares = (
        {
            "clear": 10.0,
            "faint_green": 3.0,
            "smoke": 0.6,
            "aqua": 0.6,
            "rose": 0.5,
            "amber": 0.4,
            "cobalt": 0.3,
        }
        if tints == "table"
        else {
            "clear": 3.0,
            "faint_green": 2.0,
            "bottle_green": 3.0,
            "dark_green": 3.0,
            "amber": 3.0,
            "cobalt": 0.4,
        }
    )
    name = draw.choice("tint", shares)
    color = GLASSES[name] if name == "clear" else varied(draw, "color", GLASSES[name])
    return Glass(
        color=color,
        roughness=draw.uniform("roughness", 0.12, 0.4) if draw.chance("frosted", 0.06) else 0.0,
        ior=draw.uniform("ior", 1.48, 1.54),
        wear=draw.uniform("wear", 0.0, 0.7),
        seed=seed(draw),
    )


def liquid(draw: Draw, kind: LiquidKind | None = None) -> Liquid:
    """A drink; of any kind, or of the one asked for."""
    kind = kind or draw.choice("kind", _DRINKS)
    color, clarity, ior = LIQUIDS[kind]
    color = color if kind == "water" else varied(draw, "color", color)
    return Liquid(color=color, clarity=clarity, ior=ior, wear=0.0, seed=seed(draw))
