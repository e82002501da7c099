"""Procedural bicycles, motorcycles and scooters, each with the places where its rider touches it.

A frozen dataclass (such as ``Bicycle``) builds; a sampler draws real measures and calls it. Samplers give a
:class:`~..contacts.Ride`: the model, and what ``people.rider`` needs to put somebody on it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

from ...draw import Draw
from ..contacts import Contacts, Ride
from ..entry import Entry
from ..model import Model
from .bicycle import Bicycle
from .bicycles import BicycleKind, bicycle
from .curated import CURATED, curated
from .motorcycle import Motorcycle, Style
from .motorcycles import ScooterKind, motorcycle, scooter
from .scooter import Scooter

__all__ = [
    "BICYCLES",
    "CURATED",
    "KINDS",
    "MOTORCYCLES",
    "Bicycle",
    "Contacts",
    "Motorcycle",
    "Ride",
    "Scooter",
    "bicycle",
    "curated",
    "entries",
    "motorcycle",
    "scooter",
]

KINDS: dict[str, Callable[[Draw], Ride]] = {
    **{f"{kind}_bicycle": partial(bicycle, kind=kind) for kind in get_args(BicycleKind)},
    **{f"{style}_motorcycle": partial(motorcycle, style=style) for style in get_args(Style)},
    **{f"{kind}_scooter": partial(scooter, kind=kind) for kind in get_args(ScooterKind)},
}
"""Every kind by name."""

BICYCLES: dict[str, float] = {
    "city_bicycle": 0.36,
    "touring_bicycle": 0.22,
    "mountain_bicycle": 0.22,
    "road_bicycle": 0.12,
    "child_bicycle": 0.08,
}
"""Kinds without an engine, with their shares on streets, estimated."""

MOTORCYCLES: dict[str, float] = {
    "modern_scooter": 0.3,
    "naked_motorcycle": 0.26,
    "tourer_motorcycle": 0.14,
    "classic_scooter": 0.12,
    "sport_motorcycle": 0.1,
    "cruiser_motorcycle": 0.08,
}
"""Kinds with an engine, with their shares on streets, estimated."""


def entries() -> tuple[Entry, ...]:
    """One row a kind."""
    return tuple(
        Entry(
            id=f"procedural/{name}",
            category="bicycle" if "bicycle" in name else "motorcycle",
            build=partial(_model, build),
            licence="CC0-1.0",
            source="procedural",
            tags=frozenset({"vehicle", "two_wheeler", "outdoor", "street"}),
        )
        for name, build in KINDS.items()
    )


def _model(build: Callable[[Draw], Ride], draw: Draw) -> Model:
    return build(draw).model
