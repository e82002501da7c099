"""What street furniture is made of: a few looks of each stuff, made once, so that instances share them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from ..material import Material, Surface
from ..palette import hexadecimal
from ..recipes import Concrete, OutdoorMetal, Planks, Plastic, Rubber, WindowGlass, Wood

__all__ = [
    "LOOKS",
    "black",
    "castiron",
    "concrete",
    "creosoted",
    "galvanised",
    "glazing",
    "lamp",
    "painted",
    "plain",
    "plastic",
    "rubber",
    "rusty",
    "stainless",
    "timber",
]

LOOKS = 4
"""How many looks there are of each stuff: 0 the newest, 3 the most weathered."""


def _age(look: int) -> float:
    return (look % LOOKS) / (LOOKS - 1)


@lru_cache
def galvanised(look: int = 1) -> Material:
    """Zinc-coated steel: bright when new, dull grey later."""
    age = _age(look)
    tone = 0.66 - 0.14 * age
    return OutdoorMetal(
        kind="galvanised",
        color=(tone, tone * 1.01, tone * 1.02),
        rust=0.08 * age**2,
        roughness=0.4,
        wear=0.15 + 0.5 * age,
        seed=11.0 * look,
    )


@lru_cache(maxsize=256)
def painted(code: str, look: int = 1, rust: float = 0.45) -> Material:
    """Painted steel of a colour such as ``2f4636``; the oldest of them rusts."""
    age = _age(look)
    return OutdoorMetal(
        kind="painted",
        color=hexadecimal(code),
        rust=0.05 + rust * age**2,
        roughness=0.28 + 0.3 * age,
        wear=0.15 + 0.6 * age,
        seed=7.0 * look + int(code, 16) % 83,
    )


@lru_cache
def rusty(look: int = 1) -> Material:
    """Bare steel that rusts."""
    return OutdoorMetal(
        kind="steel", color=hexadecimal("6b6762"), rust=0.3 + 0.12 * look, roughness=0.5, wear=0.8
    )


@lru_cache
def stainless(look: int = 1) -> Material:
    """Brushed stainless steel, smeared outdoors."""
    return OutdoorMetal(
        kind="steel",
        color=hexadecimal("b4b5b4"),
        rust=0.0,
        roughness=0.3,
        wear=0.15 + 0.4 * _age(look),
        seed=look,
    )


@lru_cache
def castiron(look: int = 1) -> Material:
    """What traffic and weather leave of cast iron in the road."""
    return OutdoorMetal(
        kind="steel",
        color=hexadecimal("4a4644"),
        rust=0.2 + 0.25 * _age(look),
        roughness=0.5,
        wear=0.8,
        seed=3.0 * look,
    )


@lru_cache(maxsize=256)
def plastic(code: str, look: int = 1, roughness: float = 0.4) -> Material:
    """Moulded plastic, dull after some summers."""
    age = _age(look)
    return Plastic(
        color=hexadecimal(code),
        finish="matt" if roughness > 0.3 else "glossy",
        roughness=roughness + 0.15 * age,
        wear=0.2 + 0.6 * age,
        seed=5.0 * look + int(code, 16) % 71,
    )


@lru_cache
def black(look: int = 1) -> Material:
    """The black of signal housings: polycarbonate or painted aluminium."""
    return plastic("26282a", look, 0.38)


@lru_cache
def rubber(look: int = 1) -> Material:
    """Black rubber."""
    return Rubber(color=hexadecimal("2c2c2d"), roughness=0.8, wear=0.6, seed=3.0 * look)


@lru_cache(maxsize=64)
def concrete(code: str = "8e8b85", look: int = 1) -> Material:
    """Cast concrete."""
    return Concrete(
        color=hexadecimal(code), roughness=0.8, pits=0.5, wear=0.3 + 0.5 * _age(look), seed=9.0 * look
    )


@lru_cache
def glazing(look: int = 1) -> Material:
    """Toughened glass, a little dirty."""
    return WindowGlass(tint=(0.84, 0.87, 0.85), wear=0.2 + 0.6 * _age(look), seed=4.0 * look)


@lru_cache(maxsize=64)
def timber(kind: Literal["planks", "x", "y", "z"] = "planks", look: int = 1) -> Material:
    """Boards that stand (``planks``), or solid wood along ``x``, ``y`` or ``z``."""
    age = _age(look)
    if kind == "planks":
        return Planks(silver=0.15 + 0.8 * age, upright=True, board_m=0.14, seed=6.0 * look)
    light, dark = (
        (0.58 - 0.12 * age, 0.48 - 0.04 * age, 0.37 + 0.03 * age),
        (0.40, 0.335 + 0.02 * age, 0.27 + 0.06 * age),
    )
    return Wood(
        color=light,
        grain_color=dark,
        layout="solid",
        axis=kind,
        roughness=0.65,
        pores=0.6,
        wear=0.3 + 0.5 * age,
        seed=2.0 * look,
    )


@lru_cache
def creosoted(look: int = 1) -> Material:
    """Round timber that was soaked against rot, brown at first and grey after some years."""
    age = _age(look)
    return Wood(
        color=(0.36 + 0.06 * age, 0.30 + 0.09 * age, 0.245 + 0.115 * age),
        grain_color=(0.25 + 0.06 * age, 0.21 + 0.07 * age, 0.18 + 0.08 * age),
        layout="solid",
        axis="z",
        roughness=0.75,
        pores=0.8,
        wear=0.5 + 0.4 * age,
        seed=2.0 * look,
    )


@lru_cache(maxsize=64)
def plain(code: str, roughness: float = 0.6, metallic: float = 0.0) -> Material:
    """An even surface, for what is small or hidden."""
    return Surface(base_color=hexadecimal(code), roughness=roughness, metallic=metallic)


@lru_cache(maxsize=64)
def lamp(code: str, strength: float, dark: str = "c8c6bd") -> Material:
    """A cover that glows evenly, and is plain ``dark`` while ``strength`` is 0."""
    return Surface(
        base_color=hexadecimal(dark),
        roughness=0.25,
        coat=0.5,
        emission=hexadecimal(code),
        emission_strength=strength,
    )
