"""Wood: boards, veneer, parquet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import STAINS, blend, hexadecimal, varied
from .procedural import Procedural, seed

__all__ = ["SPECIES", "Layout", "Parquet", "Wood", "parquet", "wood"]

Layout = Literal["solid", "boards", "blocks"]
_LAYOUTS: dict[Layout, float] = {"solid": 2.0, "boards": 3.0, "blocks": 0.7}
_PATTERNS: dict[Literal["planks", "herringbone"], float] = {"planks": 3.0, "herringbone": 1.0}

SPECIES: dict[str, tuple[Color, Color, float, float]] = {
    # early wood, late wood, distance of rings (m), how open the pores are
    name: (hexadecimal(light), hexadecimal(dark), ring_m, pores)
    for name, (light, dark, ring_m, pores) in {
        "oak": ("c4a077", "a07d55", 0.0035, 1.0),
        "pine": ("d3b180", "ae8350", 0.0060, 0.1),
        "beech": ("cba681", "b58d68", 0.0030, 0.3),
        "birch": ("d4ba94", "bf9f76", 0.0035, 0.1),
        "ash": ("cdb592", "a88c66", 0.0045, 0.9),
        "maple": ("d2b58f", "bd9c74", 0.0030, 0.1),
        "walnut": ("7f5f45", "573e2c", 0.0035, 0.7),
        "cherry": ("ac7350", "8c573b", 0.0030, 0.3),
        "mahogany": ("84503a", "653826", 0.0040, 0.8),
        "teak": ("9a7148", "715031", 0.0035, 0.8),
        "bamboo": ("cfb27c", "bb9a62", 0.0050, 0.2),
    }.items()
}
"""Woods of furniture and kitchens."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Wood(Procedural):
    """Wood whose grain runs through the solid, so that end grain and side grain fit together.

    Attributes:
        color: early (light) wood.
        grain_color: late (dark) wood.
        layout: one piece, or boards glued side by side, or butt-joined blocks.
        axis: along which axis of the thing the grain runs.
        board_m: width of a board.
        ring_m: distance of year rings.
        figure: 0 straight grain to 1 wild.
        pores: 0 closed to 1 open, as in oak.
        roughness: 0 mirror to 1 matt.
        varnish: weight of a clear coat.
    """

    color: Color = SPECIES["oak"][0]
    grain_color: Color = SPECIES["oak"][1]
    layout: Layout = "solid"
    axis: Literal["x", "y", "z"] = "x"
    board_m: float = 0.09
    ring_m: float = 0.0035
    figure: float = 0.5
    pores: float = 0.5
    roughness: float = 0.5
    varnish: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Parquet(Procedural):
    """A wooden floor in the thing's xy plane, made of staves of ``wood``."""

    wood: Wood = field(default_factory=Wood)
    pattern: Literal["planks", "herringbone"] = "planks"
    stave_m: tuple[float, float] = (0.9, 0.12)
    gap_m: float = 0.001


def wood(draw: Draw, layout: Layout | None = None, axis: Literal["x", "y", "z"] = "x") -> Wood:
    """Any furniture or kitchen wood, raw, oiled, stained or varnished."""
    shares = {"oak": 4.0, "pine": 3.0, "beech": 3.0, "walnut": 2.0, "ash": 1.0, "birch": 1.5, "maple": 1.0,
              "cherry": 1.0, "mahogany": 0.7, "teak": 1.0, "bamboo": 1.0}  # fmt: skip
    light, dark, ring_m, pores = SPECIES[draw.choice("species", shares)]
    stain = draw.choice(
        "stain", {"none": 8.0, "honey": 1.5, "walnut": 1.0, "ebony": 0.7, "white": 0.8, "grey": 0.7}
    )
    if stain != "none":
        share = draw.uniform("stain_share", 0.3, 0.75)
        light, dark = blend(light, STAINS[stain], share), blend(dark, STAINS[stain], share * 0.8)
    finish = draw.choice("finish", {"raw": 2.0, "oiled": 4.0, "satin": 3.0, "varnished": 2.0})
    roughness = {"raw": 0.72, "oiled": 0.55, "satin": 0.42, "varnished": 0.4}[finish]
    return Wood(
        color=varied(draw, "color", light),
        grain_color=dark,
        layout=layout or draw.choice("layout", _LAYOUTS),
        axis=axis,
        board_m=draw.uniform("board_m", 0.05, 0.16),
        ring_m=ring_m * draw.uniform("ring_scale", 0.7, 1.6),
        figure=draw.uniform("figure", 0.15, 1.0),
        pores=pores,
        roughness=roughness + draw.uniform("roughness", -0.07, 0.07),
        varnish=draw.uniform("varnish", 0.5, 1.0) if finish == "varnished" else 0.0,
        wear=draw.uniform("wear", 0.0, 0.8),
        seed=seed(draw),
    )


def parquet(draw: Draw) -> Parquet:
    """A wooden floor."""
    pattern = draw.choice("pattern", _PATTERNS)
    width_m = (
        draw.uniform("width_m", 0.06, 0.19) if pattern == "planks" else draw.uniform("width_m", 0.06, 0.1)
    )
    length_m = width_m * (
        draw.uniform("aspect", 6, 10) if pattern == "planks" else draw.integer("aspect", 4, 6)
    )
    return Parquet(
        wood=wood(draw.scope("wood"), layout="solid"),
        pattern=pattern,
        stave_m=(length_m, width_m),
        gap_m=draw.uniform("gap_m", 0.0004, 0.0018),
        wear=draw.uniform("wear", 0.05, 0.8),
        seed=seed(draw),
    )
