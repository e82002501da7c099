"""Number plates: invented marks of several looks, none of a real register."""

from __future__ import annotations

from functools import lru_cache

from ...draw import Draw
from ..material import Material, Surface
from ..prints.canvas import Canvas

__all__ = ["PLATE_SIZE_M", "plate"]

PLATE_SIZE_M = (0.52, 0.11)
"""Width and height of a one-line plate in most of Europe."""
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def plate(draw: Draw) -> Material:
    """White (at times yellow) with seven or so dark characters."""
    rng = draw.rng("mark")
    shape = draw.choice("pattern", ("LL 000 LL", "L LL 0000", "00 LLL 0", "0 LLL 000"))
    mark = "".join(
        _LETTERS[int(rng.integers(len(_LETTERS)))] if c == "L" else str(rng.integers(10)) if c == "0" else c
        for c in shape
    )
    return _sheet(mark, draw.chance("yellow", 0.12), draw.chance("band", 0.7))


@lru_cache(maxsize=64)
def _sheet(mark: str, yellow: bool, band: bool) -> Material:
    canvas = Canvas(*PLATE_SIZE_M, (0.86, 0.72, 0.10) if yellow else (0.86, 0.86, 0.84), longest_px=256)
    dark = (0.04, 0.04, 0.05)
    canvas.frame(3, dark, 2.5)
    left = 12.0
    if band:
        canvas.rectangle(4, 4, 42, 102, (0.05, 0.16, 0.50))
        left = 48.0
    canvas.text(mark, (left + 512) / 2, 57, 112, dark, width=500 - left, weight=700)
    return Surface(base_color=canvas.texture(), roughness=0.45)
