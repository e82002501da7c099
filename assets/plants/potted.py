"""Plants in pots and tubs, as they stand before doors and cafés: COCO's ``potted plant``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...draw import Draw
from ..entry import Entry
from ..material import Material
from ..mesh import join
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes import Plastic, concrete, soil
from ..shapes.curve import corners
from ..shapes.lathe import lathe
from .hedge import shrub

__all__ = ["entries", "potted_plant"]

_CLAYS = ("a85f42", "9a5a40", "5b5a58", "39393a", "8d8a84", "5f6b5a")


def potted_plant(draw: Draw, *, season: str = "summer") -> Model:
    """A shrub in a round pot, 0.6 to 1.6 m high in all."""
    width = draw.uniform("pot/width_m", 0.28, 0.55)
    height = width * draw.uniform("pot/height", 0.75, 1.1)
    foot, rim = width / 2 * draw.uniform("pot/foot", 0.65, 0.85), width / 2
    wall = 0.05 * width
    outside = corners(
        [(0, 0), (foot, 0), (rim, 0.85 * height), (rim * 1.06, 0.86 * height), (rim * 1.06, height),
         (rim - wall, height), (rim - wall, 0.9 * height), (0, 0.92 * height)],
        [0.01, 0.004, 0.004, 0.008, 0.006, 0.0],
    )  # fmt: skip
    # The last stretch of the profile is the earth.
    at_earth = (outside[:-1, 1] + outside[1:, 1] < 1.85 * height) & (outside[:-1, 0] < rim - 0.9 * wall)
    earth = at_earth & (outside[:-1, 1] > 0.8 * height)
    pot = lathe(outside, 40, part=earth.astype(np.int32))
    kind = draw.choice("kind", {"laurel": 2, "privet": 2, "thuja": 1, "beech": 1})
    plant = shrub(draw.scope("plant"), width * draw.uniform("size", 1.0, 1.6), kind=kind, season=season)
    raised = plant.mesh.transformed(_up(0.86 * height))
    raised = replace(raised, part=raised.part_ids + 2)
    color = varied(draw, "pot/color", hexadecimal(draw.choice("pot/clay", dict.fromkeys(_CLAYS, 1.0))))
    shell: Material = (
        concrete(draw.scope("pot/concrete"))
        if draw.chance("pot/stone", 0.2)
        else Plastic(color=color, finish="matt", roughness=0.6)
    )
    materials = (shell, soil(draw.scope("soil"), "soil"), *plant.materials)
    return Model("potted plant", join(pot, raised), materials, category="potted plant")


def entries() -> tuple[Entry, ...]:
    """One row: it has no front."""
    return (
        Entry(
            id="procedural/potted_plant",
            category="potted plant",
            build=potted_plant,
            licence="CC0-1.0",
            source="procedural",
            tags=frozenset({"outdoor", "plant"}),
        ),
    )


def _up(z_m: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    matrix = np.eye(4)
    matrix[2, 3] = z_m
    return matrix
