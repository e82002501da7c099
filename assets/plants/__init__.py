"""Plants: trees by species and season, hedges, grass, and what grows beside roads."""

from .species import PALMS, SEASONS, SPECIES
from .trees import STOCK, stock, tree

__all__ = ["PALMS", "SEASONS", "SPECIES", "STOCK", "stock", "tree"]
