"""Invented names of places and streets, the same on every run."""

from __future__ import annotations

from ...draw import Draw
from ..prints.words import brand
from .mount import Region

__all__ = ["PLACES", "STREETS"]

_COUNT = 16
_KINDS: dict[Region, tuple[str, ...]] = {
    "europe": ("straße", "weg", "allee", "gasse", "platz", "ring"),
    "us": (" St", " Ave", " Rd", " Blvd", " Ln", " Dr"),
}


def _names() -> tuple[str, ...]:
    return tuple(brand(Draw(0, 0).scope("place", n)) for n in range(2 * _COUNT))


PLACES = _names()[:_COUNT]
"""Towns."""
STREETS: dict[Region, tuple[str, ...]] = {
    region: tuple(name + kinds[n % len(kinds)] for n, name in enumerate(_names()[_COUNT:]))
    for region, kinds in _KINDS.items()
}
"""Streets by region, as many as places."""
