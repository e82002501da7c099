"""Procedural road vehicles: one parametric passenger-car body, drawn as several kinds, lorry and bus.

A frozen dataclass (such as ``Car``) builds; a sampler for each kind draws real-world dimensions and calls it.
"""

from __future__ import annotations

from collections.abc import Callable

from ...draw import Draw
from ..entry import Entry
from ..model import Model
from .bus import Bus, bus
from .car import Car
from .heavy import HeavyTransport, heavy_transport
from .kinds import estate, hatchback, saloon, suv, van
from .parts import Signals, signalled
from .pickup import Pickup, pickup
from .service import ambulance, fire_engine, police_car, works_van
from .truck import Truck, truck
from .underbody import with_underbody

__all__ = [
    "CATEGORIES",
    "KINDS",
    "Bus",
    "Car",
    "HeavyTransport",
    "Pickup",
    "Signals",
    "Truck",
    "ambulance",
    "bus",
    "entries",
    "estate",
    "fire_engine",
    "hatchback",
    "heavy_transport",
    "pickup",
    "police_car",
    "saloon",
    "signalled",
    "suv",
    "truck",
    "van",
    "with_underbody",
    "works_van",
]

KINDS: dict[str, Callable[[Draw], Model]] = {
    "hatchback": hatchback,
    "saloon": saloon,
    "estate": estate,
    "suv": suv,
    "van": van,
    "truck": truck,
    "pickup": pickup,
    "bus": bus,
}
"""Every kind by name."""

CATEGORIES = {"truck": "truck", "pickup": "truck", "bus": "bus"}
"""What a kind is in the labels, if not ``car``, as which COCO's annotators count vans, too."""


def entries() -> tuple[Entry, ...]:
    """One row a kind."""
    return tuple(
        Entry(
            id=f"procedural/{kind}",
            category=CATEGORIES.get(kind, "car"),
            build=build,
            licence="CC0-1.0",
            source="procedural",
            tags=frozenset({"vehicle", "outdoor", "street"}),
        )
        for kind, build in KINDS.items()
    )
