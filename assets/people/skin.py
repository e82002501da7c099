"""Whose skin: a tone, and what lies painted on a face: lips, brows, beard."""

from __future__ import annotations

from ..palette import hexadecimal

__all__ = ["MONK"]


# Monk Skin Tone scale, Ellis Monk, 2019, published by Google at skintone.google (CC BY 4.0).
MONK = tuple(
    hexadecimal(code)
    for code in (
        "f6ede4", "f3e7db", "f7ead0", "eadaba", "d7bd96", "a07e56", "825c43", "604134", "3a312a", "292420",
    )
)  # fmt: skip
