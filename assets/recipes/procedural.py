"""What all procedural recipes share."""

from __future__ import annotations

from dataclasses import dataclass

from ...draw import Draw
from ..material import Material

__all__ = ["Procedural", "seed"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Procedural(Material):
    """A recipe made of noise.

    Attributes:
        seed: moves the noise, so that two mugs of one glaze differ.
        wear: 0 new to 1 old: scratches, rubbed edges, stains, fingerprints, dust, as the stuff has them.
    """

    seed: float = 0.0
    wear: float = 0.2


def seed(draw: Draw) -> float:
    """A place in the noise."""
    return draw.uniform("seed", 0.0, 100.0)
