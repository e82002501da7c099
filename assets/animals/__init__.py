"""Dogs, cats and deer, by the proportions of one four-legged body."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

from ...draw import Draw
from ..entry import Entry
from ..model import Model
from .kinds import Breed, cat, deer, dog
from .quadruped import Quadruped

__all__ = ["KINDS", "Breed", "Quadruped", "cat", "deer", "dog", "entries"]

KINDS: dict[str, Callable[[Draw], Model]] = {
    **{breed: partial(dog, breed=breed) for breed in get_args(Breed)},
    "cat": cat,
    "deer": deer,
}
"""Every kind by name."""

_CATEGORIES: dict[str, str | None] = {"cat": "cat", "deer": None}


def entries() -> tuple[Entry, ...]:
    """One row a kind."""
    return tuple(
        Entry(
            id=f"procedural/{name}",
            category=_CATEGORIES.get(name, "dog"),
            build=build,
            licence="CC0-1.0",
            source="procedural",
            tags=frozenset({"animal", "outdoor", "street"}),
        )
        for name, build in KINDS.items()
    )
