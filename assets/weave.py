"""How threads cross, as a tileable picture."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np

from ..draw import Draw
from .imperfections import clouds
from .material import Texture

__all__ = ["THREADS", "Weave", "weave"]

Weave = Literal["plain", "twill", "basket"]

THREADS = 8
"""Threads in each direction of the picture."""

_SIZE = 256


@cache
def weave(kind: Weave) -> Texture:
    """``THREADS`` × ``THREADS`` threads, 256 × 256, always the same.

    Channels: R height; G 255 where the weft (along x) is on top, 0 where the warp is; B single fibres.
    """
    rng = Draw(0, 0).scope("weave").rng(kind)
    y, x = (np.mgrid[0:_SIZE, 0:_SIZE] + 0.5) * (THREADS / _SIZE)
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    if kind == "twill":
        weft_up = (column + row) % 4 < 2
    elif kind == "basket":
        weft_up = (column // 2 + row // 2) % 2 == 0
    else:
        weft_up = (column + row) % 2 == 0
    # Across, a thread is round; along, it dips where the other one passes over it.
    across = np.where(weft_up, y % 1, x % 1)
    along = np.where(weft_up, x % 1, y % 1)
    round_ = np.sqrt(np.clip(1 - (2 * across - 1) ** 2, 0, 1))
    height = round_ * (0.72 + 0.28 * np.sin(np.pi * along))
    # Fibres lie along their thread, a little twisted.
    twist = 0.5 + 0.5 * np.sin(2 * np.pi * (3 * across + 2 * along))
    fibres = 0.6 * twist + 0.4 * clouds(rng, _SIZE, 0.5)
    pixels = np.stack([height * (0.9 + 0.1 * fibres), weft_up, fibres], axis=-1)
    return Texture((np.clip(pixels, 0, 1) * 255 + 0.5).astype(np.uint8), data=True)
