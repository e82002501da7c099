"""Recipes of household stuff: each a frozen dataclass, and a sampler that draws one.

The dataclass (``Ceramic``) says what the stuff looks like; the function of the same name
(``ceramic(draw)``) only samples its fields. Give each its own scope: ``ceramic(draw.scope("glaze"))``.
"""

from .building import (
    Concrete,
    FloorTiles,
    Plaster,
    Stone,
    WallPaint,
    concrete,
    floor_tiles,
    plaster,
    stone,
    wall_paint,
)
from .ceramic import Ceramic, ceramic
from .fabric import Carpet, Fabric, carpet, fabric
from .glass import Glass, Liquid, LiquidKind, glass, liquid
from .metal import Metal, MetalName, PaintedMetal, metal, painted_metal
from .paper import Cardboard, Paper, Printed, cardboard, paper, printed
from .peel import Fruit, Peel, peel
from .plastic import Plastic, Rubber, Wax, plastic, rubber, wax
from .procedural import Procedural
from .wood import Parquet, Wood, parquet, wood

__all__ = [
    "Cardboard",
    "Carpet",
    "Ceramic",
    "Concrete",
    "Fabric",
    "FloorTiles",
    "Fruit",
    "Glass",
    "Liquid",
    "LiquidKind",
    "Metal",
    "MetalName",
    "PaintedMetal",
    "Paper",
    "Parquet",
    "Peel",
    "Plaster",
    "Plastic",
    "Printed",
    "Procedural",
    "Rubber",
    "Stone",
    "WallPaint",
    "Wax",
    "Wood",
    "cardboard",
    "carpet",
    "ceramic",
    "concrete",
    "fabric",
    "floor_tiles",
    "glass",
    "liquid",
    "metal",
    "painted_metal",
    "paper",
    "parquet",
    "peel",
    "plaster",
    "plastic",
    "printed",
    "rubber",
    "stone",
    "wall_paint",
    "wax",
    "wood",
]
