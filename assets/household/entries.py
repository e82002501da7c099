"""The household kinds as rows of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from ...draw import Draw
from ..entry import Entry
from ..material import Turned
from ..model import Hull, Model
from . import KINDS, SUPPORTS, Sampler

__all__ = ["entries"]

_TURN = np.array([[0.0, -1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
"""From −y to +x."""

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
    """One row a kind: what the kind's function makes, turned so that its front shows to +x."""
    return tuple(
        Entry(
            id=f"procedural/{kind}",
            category=_CATEGORIES.get(kind, kind),
            build=partial(_facing_x, build),
            licence="CC0-1.0",
            source="procedural",
            front="-y",
            tags=frozenset({"household", "indoor"}),
        )
        for kind, build in {**KINDS, **SUPPORTS}.items()
    )


def _facing_x(build: Sampler, draw: Draw) -> Model:
    model = build(draw)
    return replace(
        model,
        mesh=model.mesh.transformed(_TURN),
        materials=tuple(Turned(of=material, cutout=material.cutout) for material in model.materials),
        hulls=None if model.hulls is None else tuple(_turned(hull) for hull in model.hulls),
    )


def _turned(points: Hull) -> Hull:
    return np.asarray(points @ _TURN[:3, :3].T, np.float32)
