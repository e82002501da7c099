"""Whose skin: a tone, and what lies painted on a face: lips, brows, beard."""

from __future__ import annotations

from ...draw import Draw
from ..palette import hexadecimal

__all__ = ["MONK", "skin_tone"]


# Monk Skin Tone scale, Ellis Monk, 2019, published by Google at skintone.google (CC BY 4.0).
MONK = tuple(
    hexadecimal(code)
    for code in ("f6ede4", "f3e7db", "f7ead0", "eadaba", "d7bd96", "a07e56", "825c43", "604134", "3a312a", "292420")
)  # fmt: skip


def skin_tone(draw: Draw) -> int:
    """A step of the Monk Skin Tone scale, 0 lightest to 9 darkest."""
    shares = dict(enumerate((3.0, 5.0, 6.0, 6.0, 6.0, 5.0, 4.0, 3.5, 2.5, 1.5)))
    return draw.choice("tone", shares)
