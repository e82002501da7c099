"""Bollards, guard posts, and racks for bicycles."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..model import Model
from ..shapes.lathe import lathe
from .finish import LOOKS, concrete, galvanised, painted, plain, plastic, stainless
from .forms import ball, gathered, pipe, tube
from .mount import Region

__all__ = ["BollardStyle", "bicycle_stand", "bollard", "bollard_of"]

BollardStyle = Literal["steel", "iron", "concrete", "stainless", "plastic", "safety"]
_SHARES: dict[Region, dict[BollardStyle, float]] = {
    "europe": {"steel": 3.0, "iron": 2.0, "concrete": 1.0, "stainless": 1.5, "plastic": 1.0},
    "us": {"safety": 3.0, "steel": 2.0, "iron": 1.0, "concrete": 1.0, "plastic": 1.5},
}


@lru_cache(maxsize=64)
def bollard_of(style: BollardStyle = "steel", color: str = "23282a", look: int = 1) -> Model:
    """One bollard, 0.75 to 1.05 m high."""
    band = plain("c9c9c4", 0.35)
    if style == "iron":
        profile = np.array(
            [
                [0.11, -0.3],
                [0.11, 0.12],
                [0.085, 0.16],
                [0.07, 0.2],
                [0.06, 0.68],
                [0.08, 0.7],
                [0.08, 0.74],
                [0.05, 0.77],
                [0.06, 0.8],
                [0.09, 0.84],
                [0.085, 0.9],
                [0.04, 0.95],
                [0.0, 0.96],
            ]
        )
        return Model("bollard", lathe(profile, 14), (painted(color, look, 0.3),))
    if style == "concrete":
        profile = np.array(
            [[0.17, -0.3], [0.17, 0.04], [0.15, 0.06], [0.13, 0.66], [0.11, 0.72], [0.0, 0.75]]
        )
        return Model("bollard", lathe(profile, 18), (concrete("8e8b85", look),))
    if style == "plastic":
        # A flexible post with two white bands.
        pieces = [lathe(np.array([[0.11, -0.01], [0.11, 0.015], [0.05, 0.05], [0.04, 0.08]]), 14, 2)]
        pieces.append(lathe(np.array([[0.04, 0.08], [0.04, 0.93], [0.03, 0.95], [0.0, 0.95]]), 14, 0))
        for z in (0.62, 0.78):
            pieces.append(lathe(np.array([[0.0415, z], [0.0415, z + 0.1]]), 14, 1))
        return Model("bollard", gathered(pieces), (plastic("c8481f", look), band, plastic("26282a", look)))
    if style == "safety":
        pieces = [lathe(np.array([[0.085, -0.3], [0.085, 0.98], [0.06, 1.03], [0.0, 1.05]]), 16)]
        for z in (0.7, 0.87):
            pieces.append(lathe(np.array([[0.0865, z], [0.0865, z + 0.06]]), 16, 1))
        return Model("bollard", gathered(pieces), (painted("d3a321", look, 0.3), plastic("9c231d", look)))
    shaft = stainless(look) if style == "stainless" else painted(color, look, 0.3)
    pieces = [tube((0, 0, -0.3), (0, 0, 0.9), 0.048, sides=14), ball(0.048, (0, 0, 0.9), 0, 14, 0.45)]
    pieces.append(tube((0, 0, 0.0), (0, 0, 0.012), 0.075, sides=14))
    if style == "steel":
        pieces.append(lathe(np.array([[0.0492, 0.72], [0.0492, 0.8]]), 14, 1))
    return Model("bollard", gathered(pieces), (shaft, band))


def bollard(draw: Draw, *, region: Region = "europe") -> Model:
    """A bollard; a row has one kind."""
    return bollard_of(
        draw.choice("style", _SHARES[region]),
        draw.choice("color", {"23282a": 4.0, "2a4034": 2.0, "5c6165": 1.0}),
        draw.integer("look", 0, LOOKS - 1),
    )


@lru_cache(maxsize=32)
def _stand(count: int, style: str, look: int) -> Model:
    pieces = []
    t = np.linspace(0, np.pi / 2, 5)
    for k in range(count):
        y = (k - (count - 1) / 2) * 0.9
        left = [(-0.4, -0.3), (-0.4, 0.68)]
        corner = [(-0.28 - 0.12 * float(np.cos(a)), 0.68 + 0.12 * float(np.sin(a))) for a in t]
        half = [*left, *corner[1:]]
        path = [*half, *[(-x, z) for x, z in half[::-1]]]
        pieces.append(pipe([(x, y, z) for x, z in path], 0.024, 8))
        if style == "bar":
            pieces.append(tube((-0.4, y, 0.4), (0.4, y, 0.4), 0.018, sides=8))
        for x in (-0.4, 0.4):
            pieces.append(tube((x, y, 0.0), (x, y, 0.01), 0.05, sides=10))
    return Model(
        "bicycle stand", gathered(pieces), (stainless(look) if style == "plain" else galvanised(look),)
    )


def bicycle_stand(draw: Draw, *, region: Region = "europe") -> Model:
    """A row of hoops, 0.9 m apart along y."""
    return _stand(
        draw.integer("count", 1, 5),
        draw.choice("style", ("plain", "bar")),
        draw.integer("look", 0, LOOKS - 1),
    )
