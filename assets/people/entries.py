"""People as entries of the catalogue."""

from __future__ import annotations

from ..entry import Entry
from ..limits import installed_packs
from .base import PACK
from .person import person

__all__ = ["entries"]


def entries() -> tuple[Entry, ...]:
    """One entry, of which each build is another person; nothing without the pack."""
    if PACK not in installed_packs():
        return ()
    return (
        Entry(
            id=f"{PACK}/person",
            category="person",
            build=person,
            licence="CC0-1.0",
            source=PACK,
            author="MakeHuman",
            tags=frozenset({"person", "clothed"}),
        ),
    )
