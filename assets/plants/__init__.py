"""Plants: trees by species and season, hedges, grass, and what grows beside roads."""

from .belt import BELTS, belt_stock, tree_line
from .grass import GRASSES, fallen_leaves, flower_bed, grass, grass_stock, litter_stock, weeds
from .hedge import HEDGES, hedge, hedge_stock, shrub, shrub_stock
from .ivy import ivy
from .potted import potted_plant
from .species import PALMS, SEASONS, SPECIES
from .trees import STOCK, stock, tree

__all__ = [
    "BELTS",
    "GRASSES",
    "HEDGES",
    "PALMS",
    "SEASONS",
    "SPECIES",
    "STOCK",
    "belt_stock",
    "fallen_leaves",
    "flower_bed",
    "grass",
    "grass_stock",
    "hedge",
    "hedge_stock",
    "ivy",
    "litter_stock",
    "potted_plant",
    "shrub",
    "shrub_stock",
    "stock",
    "tree",
    "tree_line",
    "weeds",
]
