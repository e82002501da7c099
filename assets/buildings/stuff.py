"""What walls, trims and roofs of buildings are made of, by plain names."""

from __future__ import annotations

from dataclasses import replace

from ...draw import Draw
from .. import recipes
from ..material import Material

__all__ = ["bitumen", "trim", "wall"]


def wall(draw: Draw, kind: str) -> Material:
    """A wall of stucco, brick, stone, slabs, concrete, lap, board or sheet, by these names."""
    if kind == "brick":
        return recipes.brickwork(draw)
    if kind == "stone":
        return recipes.ashlar(draw)
    if kind == "slabs":
        return replace(recipes.ashlar(draw), rough=0.0, stone_m=(1.2, 0.6))
    if kind == "concrete":
        light = draw.uniform("light", 0.48, 0.6)
        return recipes.Facade(
            color=(light, 0.99 * light, 0.96 * light),
            relief=draw.uniform("relief", 0.2, 0.8),
            streaks=draw.uniform("streaks", 0.4, 0.9),
            concrete=True,
            seed=draw.uniform("seed", 0, 100),
        )
    if kind in ("lap", "board", "sheet"):
        return recipes.siding(draw, "lap" if kind == "lap" else "board" if kind == "board" else "sheet")
    return recipes.stucco(draw)


def trim(draw: Draw, low: float, high: float, streaks: float = 0.5) -> Material:
    """Plain painted or cast pieces of a brightness (sRGB) between ``low`` and ``high``."""
    light = draw.uniform("light", low, high)
    warm = draw.uniform("warm", 0.94, 1.0)
    return recipes.Facade(
        color=(light, light * (1 + warm) / 2, light * warm),
        relief=0.2,
        streaks=streaks,
        seed=draw.uniform("seed", 0, 100),
    )


def bitumen(draw: Draw) -> Material:
    """Shingles, as on most roofs of North American houses."""
    grey = draw.uniform("grey", 0.2, 0.42)
    warm = draw.uniform("warm", 0.9, 1.15)
    return recipes.RoofTiles(
        kind="plain",
        color=(grey * warm, grey, grey / warm),
        tile_m=(0.3, 0.14),
        variation=0.6,
        moss=0.05,
        seed=draw.uniform("seed", 0, 100),
    )
