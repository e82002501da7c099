"""The household kinds as rows of the catalogue."""

from __future__ import annotations

from ..entry import Entry
from . import KINDS, SUPPORTS

__all__ = ["entries"]

# What the labels call each kind, where that is not the kind's own name.
_CATEGORIES: dict[str, str | None] = {
    "mug": "cup",
    "tea_cup": "cup",
    "espresso_cup": "cup",
    "drinking_glass": "cup",
    "saucer": "plate",
    "wine_glass": "wine glass",
    "drinks_can": "can",
    "food_tin": "can",
    "cardboard_box": "box",
    "carton": "box",
    "phone": "cell phone",
    "wooden_spoon": "spoon",
    "pen": None,
    "napkin": None,
    "cutting_board": "cutting board",
    "table": "dining table",
    **dict.fromkeys(("placemat", "runner", "tablecloth")),
}


def entries() -> tuple[Entry, ...]:
    """One row a kind. They show their front to −y: the grain of their materials follows their own axes."""
    return tuple(
        Entry(
            id=f"procedural/{kind}",
            category=_CATEGORIES.get(kind, kind),
            build=build,
            licence="CC0-1.0",
            source="procedural",
            front="-y",
            tags=frozenset({"household", "indoor"}),
        )
        for kind, build in {**KINDS, **SUPPORTS}.items()
    )
