"""Recipes of what things are made of: each a frozen dataclass, and a sampler that draws one.

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
from .car import (
    CarPaint,
    Lamp,
    LampGlass,
    WindowGlass,
    car_color,
    car_paint,
    lamp_glass,
    window_glass,
)
from .ceramic import Ceramic, ceramic
from .fabric import Carpet, Fabric, carpet, fabric
from .foliage import Foliage
from .frontage import Ashlar, Siding, SidingKind, ashlar, siding, stucco
from .foliage import Foliage, foliage
from .glass import Glass, Liquid, LiquidKind, glass, liquid
from .ground import Asphalt, Lawn, RoadPaint, Snow, Soil, Water, asphalt, lawn, road_paint, snow, soil, water
from .masonry import (
    Brickwork,
    Facade,
    Paving,
    Planks,
    RoofTiles,
    brickwork,
    facade,
    paving,
    planks,
    roof_tiles,
)
from .metal import Metal, MetalName, PaintedMetal, metal, painted_metal
from .paper import Cardboard, Paper, Printed, cardboard, paper, printed
from .peel import Fruit, Peel, peel
from .plastic import Plastic, Rubber, Wax, plastic, rubber, wax
from .procedural import Procedural
from .street import Sheeting, SignalLens, sheeting, signal_lens
from .skin import Fur, Hair, Skin, fur, hair, skin
from .weathered import Bark, Leaf, OutdoorMetal, bark, leaf, outdoor_metal
from .wood import Parquet, Wood, parquet, wood

__all__ = [
    "Ashlar",
    "Asphalt",
    "Bark",
    "Brickwork",
    "CarPaint",
    "Cardboard",
    "Carpet",
    "Ceramic",
    "Concrete",
    "Fabric",
    "Facade",
    "FloorTiles",
    "Foliage",
    "Fruit",
    "Fur",
    "Glass",
    "Hair",
    "Lamp",
    "LampGlass",
    "Lawn",
    "Leaf",
    "Liquid",
    "LiquidKind",
    "Metal",
    "MetalName",
    "OutdoorMetal",
    "PaintedMetal",
    "Paper",
    "Parquet",
    "Paving",
    "Peel",
    "Planks",
    "Plaster",
    "Plastic",
    "Printed",
    "Procedural",
    "RoadPaint",
    "RoofTiles",
    "Rubber",
    "Sheeting",
    "Siding",
    "SidingKind",
    "SignalLens",
    "Skin",
    "Snow",
    "Soil",
    "Stone",
    "WallPaint",
    "Water",
    "Wax",
    "WindowGlass",
    "Wood",
    "ashlar",
    "asphalt",
    "bark",
    "brickwork",
    "car_color",
    "car_paint",
    "cardboard",
    "carpet",
    "ceramic",
    "concrete",
    "fabric",
    "facade",
    "floor_tiles",
    "fur",
    "foliage",
    "glass",
    "hair",
    "lamp_glass",
    "lawn",
    "leaf",
    "liquid",
    "metal",
    "outdoor_metal",
    "painted_metal",
    "paper",
    "parquet",
    "paving",
    "peel",
    "planks",
    "plaster",
    "plastic",
    "printed",
    "road_paint",
    "roof_tiles",
    "rubber",
    "sheeting",
    "siding",
    "signal_lens",
    "skin",
    "snow",
    "soil",
    "stone",
    "stucco",
    "wall_paint",
    "water",
    "wax",
    "window_glass",
    "wood",
]
