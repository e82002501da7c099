"""Bags of refuse, as they stand at the kerb on collection day."""

from __future__ import annotations

from functools import lru_cache

from ...draw import Draw
from ..model import Model
from .finish import plastic
from .forms import gathered, moved, tube
from .mount import Region
from .roadworks import mound

__all__ = ["bin_bag"]


@lru_cache(maxsize=16)
def _bag(color: str, size: int, form: int) -> Model:
    r = (0.22, 0.27, 0.32)[size]
    high = 1.5 * r
    pieces = [
        mound(r, 0.86 * r, high, 20 + form, 0),
        moved(tube((0, 0, 0.94 * high), (0.02, 0.01, 1.25 * high), 0.03, 0.07, 7), 0, 0, 0),
    ]
    return Model("bin bag", gathered(pieces), (plastic(color, 0, 0.28),))


def bin_bag(draw: Draw, *, region: Region = "europe") -> Model:
    """A tied bag: black, or the yellow or blue of what is recycled."""
    return _bag(
        draw.choice("color", {"1d1e20": 5.0, "c9b445": 1.5, "3d5f8f": 0.8}),
        draw.integer("size", 0, 2),
        draw.integer("form", 0, 2),
    )
