"""Plastic, rubber and wax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color, Texture
from ..palette import PLASTICS, WAXES, pick
from .procedural import Procedural, seed

__all__ = ["Finish", "Plastic", "Rubber", "Wax", "plastic", "rubber", "wax"]

Finish = Literal["glossy", "matt", "translucent"]
_FINISHES: dict[Finish, float] = {"glossy": 3.0, "matt": 3.0, "translucent": 0.8}


@dataclass(frozen=True, eq=False, kw_only=True)
class Plastic(Procedural):
    """Moulded plastic.

    Attributes:
        color: of the stuff.
        finish: glossy; matt, with the fine grain of an eroded mould; translucent, as a food box is.
        roughness: 0.08 glossy to 0.6 matt.
        decor: a picture printed on it at the mesh's texture coordinates; its alpha says where.
    """

    color: Color = PLASTICS["white"]
    finish: Finish = "glossy"
    roughness: float = 0.25
    decor: Texture | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Rubber(Procedural):
    """Rubber or silicone: matt, a little dusty."""

    color: Color = (0.2, 0.2, 0.2)
    roughness: float = 0.7


@dataclass(frozen=True, eq=False, kw_only=True)
class Wax(Procedural):
    """Candle wax: light goes in a few millimetres deep."""

    color: Color = WAXES["ivory"]
    roughness: float = 0.4


def plastic(draw: Draw, decor: Texture | None = None) -> Plastic:
    """Plastic of household things."""
    finish = draw.choice("finish", _FINISHES)
    low, high = {"glossy": (0.1, 0.28), "matt": (0.38, 0.6), "translucent": (0.25, 0.42)}[finish]
    return Plastic(
        color=pick(draw, "color", PLASTICS, {"white": 4.0, "black": 3.0, "grey": 2.0, "dark_grey": 2.0}),
        finish=finish,
        roughness=draw.uniform("roughness", low, high),
        decor=decor,
        wear=draw.uniform("wear", 0.05, 0.7),
        seed=seed(draw),
    )


def rubber(draw: Draw) -> Rubber:
    """Black rubber mostly, else coloured silicone."""
    return Rubber(
        color=pick(draw, "color", PLASTICS, {"black": 12.0, "dark_grey": 6.0}),
        roughness=draw.uniform("roughness", 0.55, 0.85),
        wear=draw.uniform("wear", 0.1, 0.8),
        seed=seed(draw),
    )


def wax(draw: Draw) -> Wax:
    """A candle."""
    return Wax(
        color=pick(draw, "color", WAXES, {"ivory": 4.0, "white": 3.0}),
        roughness=draw.uniform("roughness", 0.3, 0.5),
        wear=draw.uniform("wear", 0.0, 0.4),
        seed=seed(draw),
    )
