"""Procedural road vehicles: one parametric passenger-car body, drawn as several kinds.

A frozen dataclass (``Car``) builds; a sampler for each kind draws real-world dimensions and calls it.
"""

from __future__ import annotations

from collections.abc import Callable

from ...draw import Draw
from ..entry import Entry
from ..model import Model
from .car import Car
from .kinds import estate, hatchback, saloon, suv, van

__all__ = ["KINDS", "Car", "entries", "estate", "hatchback", "saloon", "suv", "van"]

KINDS: dict[str, Callable[[Draw], Model]] = {
    "hatchback": hatchback,
    "saloon": saloon,
    "estate": estate,
    "suv": suv,
    "van": van,
}
"""Every kind by name. All are ``car`` in the labels, vans too, as COCO's annotators do."""


def entries() -> tuple[Entry, ...]:
    """One row a kind."""
    return tuple(
        Entry(
            id=f"procedural/{kind}",
            category="car",
            build=build,
            licence="CC0-1.0",
            source="procedural",
            tags=frozenset({"vehicle", "outdoor", "street"}),
        )
        for kind, build in KINDS.items()
    )
