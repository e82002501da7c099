"""Kinds of trees as data: how they branch, the outline of their crowns, their leaves and colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from ..recipes.weathered import BarkSpecies

__all__ = ["PALMS", "SEASONS", "SPECIES", "Season", "Species", "season_of", "species_of"]

Season = Literal["spring", "summer", "autumn", "winter"]
SEASONS: tuple[Season, ...] = get_args(Season)
PALMS = ("palm", "fan_palm")
"""Trees without branches, which are built apart."""

Colors = Mapping[Season, tuple[str, str]]


@dataclass(frozen=True)
class Species:
    """A tree that branches.

    Attributes:
        height_m: least and greatest of grown trees in streets.
        width: of the crown, as a share of the height.
        clear: height of the lowest limbs, as a share of the height.
        stem: how far up the trunk can be followed, as a share of the height.
        outline: radius of the crown from its base to its top in even steps, as shares of half its width.
        limbs: how many.
        down_deg: angle between trunk and limbs, at the crown's base and at its top.
        rise: how much limbs bend up.
        wander: how crooked limbs are.
        flat: 1 branches lie in planes to both sides of their limb, as a spruce's; 0 they do not.
        branches: on each limb.
        twigs: on each branch.
        twig_m: their length at most.
        leaf: outline of a leaf.
        leaf_m: its length.
        leaves: on the whole tree.
        droop: how much leaves hang.
        bark: of the trunk.
        bark_color: of its ridges and furrows; None: as the bark's kind has them.
        trunk: thickness of the trunk at breast height, as a share of the height.
        colors: by season: most leaves, and the others.
        evergreen: keeps its leaves.
        blossom: colours of its petals in spring.
    """

    height_m: tuple[float, float]
    width: float
    clear: float
    stem: float
    outline: tuple[float, ...]
    limbs: int
    down_deg: tuple[float, float]
    rise: float
    wander: float
    flat: float
    branches: int
    twigs: int
    twig_m: float
    leaf: str
    leaf_m: float
    leaves: int
    droop: float
    bark: BarkSpecies
    trunk: float
    colors: Colors
    bark_color: tuple[str, str] | None = None
    evergreen: bool = False
    blossom: tuple[str, str] | None = None


def _seasonal(spring: tuple[str, str], summer: tuple[str, str], autumn: tuple[str, str]) -> Colors:
    return {"spring": spring, "summer": summer, "autumn": autumn}


SPECIES: Mapping[str, Species] = {
    "lime": Species(
        height_m=(10, 18), width=0.62, clear=0.2, stem=0.8,
        outline=(0.45, 0.85, 1.0, 0.97, 0.88, 0.74, 0.55, 0.25),
        limbs=26, down_deg=(72, 26), rise=0.5, wander=0.13, flat=0.3,
        branches=16, twigs=8, twig_m=0.75, leaf="kite", leaf_m=0.135, leaves=29500, droop=0.8,
        bark="oak", trunk=0.03, bark_color=("6f675c", "3b352f"),
        colors=_seasonal(("597230", "6f843f"), ("4d6530", "66793c"), ("a8923a", "7f8a3f")),
    ),
    "plane": Species(
        height_m=(12, 20), width=0.8, clear=0.24, stem=0.62,
        outline=(0.35, 0.8, 0.97, 1.0, 0.93, 0.8, 0.6, 0.3),
        limbs=20, down_deg=(68, 25), rise=0.45, wander=0.19, flat=0.2,
        branches=18, twigs=8, twig_m=0.85, leaf="palmate", leaf_m=0.215, leaves=13000, droop=0.5,
        bark="plane", trunk=0.034,
        colors=_seasonal(("607833", "768944"), ("566e34", "6d8041"), ("9a7f3a", "77682f")),
    ),
    "maple": Species(
        height_m=(8, 14), width=0.72, clear=0.22, stem=0.72,
        outline=(0.5, 0.88, 1.0, 1.0, 0.93, 0.8, 0.6, 0.3),
        limbs=24, down_deg=(62, 24), rise=0.45, wander=0.13, flat=0.2,
        branches=16, twigs=8, twig_m=0.65, leaf="palmate", leaf_m=0.17, leaves=13000, droop=0.5,
        bark="oak", trunk=0.03, bark_color=("7a7166", "4a433b"),
        colors=_seasonal(("677f32", "7e8e40"), ("4c6330", "60763a"), ("b9842a", "a5532a")),
    ),
    "oak": Species(
        height_m=(11, 19), width=0.85, clear=0.2, stem=0.6,
        outline=(0.4, 0.8, 0.98, 1.0, 0.95, 0.82, 0.6, 0.3),
        limbs=20, down_deg=(78, 30), rise=0.3, wander=0.24, flat=0.15,
        branches=17, twigs=9, twig_m=0.7, leaf="kite", leaf_m=0.15, leaves=33000, droop=0.2,
        bark="oak", trunk=0.04,
        colors=_seasonal(("697635", "7e8441"), ("49602d", "5c7036"), ("8f6a30", "a88638")),
    ),
    "chestnut": Species(
        height_m=(9, 16), width=0.72, clear=0.22, stem=0.66,
        outline=(0.5, 0.9, 1.0, 1.0, 0.93, 0.8, 0.6, 0.3),
        limbs=22, down_deg=(70, 26), rise=0.45, wander=0.16, flat=0.2,
        branches=15, twigs=7, twig_m=0.7, leaf="kite", leaf_m=0.165, leaves=31000, droop=0.9,
        bark="oak", trunk=0.036, bark_color=("655a50", "372f29"),
        colors=_seasonal(("59722f", "697f39"), ("455c2c", "56692f"), ("94602c", "8a7a34")),
    ),
    "birch": Species(
        height_m=(8, 16), width=0.42, clear=0.2, stem=0.97,
        outline=(0.55, 0.95, 1.0, 0.92, 0.78, 0.6, 0.4, 0.12),
        limbs=34, down_deg=(58, 30), rise=0.15, wander=0.11, flat=0.1,
        branches=11, twigs=8, twig_m=1.0, leaf="kite", leaf_m=0.08, leaves=32500, droop=1.0,
        bark="birch", trunk=0.017,
        colors=_seasonal(("6d843c", "7e9048"), ("5a7436", "70843f"), ("c2a23c", "a8963c")),
    ),
    "poplar": Species(
        height_m=(14, 24), width=0.2, clear=0.07, stem=0.98,
        outline=(0.5, 0.8, 0.95, 1.0, 0.95, 0.82, 0.6, 0.2),
        limbs=60, down_deg=(34, 18), rise=0.6, wander=0.08, flat=0.0,
        branches=7, twigs=6, twig_m=0.7, leaf="kite", leaf_m=0.12, leaves=28500, droop=0.6,
        bark="oak", trunk=0.026, bark_color=("746b5e", "413a32"),
        colors=_seasonal(("637a33", "74883e"), ("4f6a33", "63793c"), ("bb9c39", "9a8f3e")),
    ),
    "cherry": Species(
        height_m=(4.5, 7.5), width=0.75, clear=0.28, stem=0.6,
        outline=(0.4, 0.75, 0.95, 1.0, 0.97, 0.85, 0.62, 0.3),
        limbs=15, down_deg=(58, 28), rise=0.3, wander=0.15, flat=0.1,
        branches=13, twigs=8, twig_m=0.5, leaf="kite", leaf_m=0.095, leaves=21000, droop=0.7,
        bark="birch", trunk=0.032, bark_color=("6a5248", "43342f"),
        colors=_seasonal(("72763c", "795c3c"), ("4c6531", "63763a"), ("b06a2c", "a23f2a")),
        blossom=("e8cdd3", "f0e4e4"),
    ),
    "pear": Species(
        height_m=(5.5, 9.5), width=0.48, clear=0.26, stem=0.8,
        outline=(0.5, 0.85, 1.0, 0.97, 0.86, 0.7, 0.5, 0.2),
        limbs=24, down_deg=(48, 22), rise=0.5, wander=0.1, flat=0.1,
        branches=10, twigs=7, twig_m=0.45, leaf="kite", leaf_m=0.08, leaves=24000, droop=0.4,
        bark="oak", trunk=0.024, bark_color=("6b635a", "423b35"),
        colors=_seasonal(("697f3a", "798b45"), ("4b6632", "5f773b"), ("a34a2a", "8f3527")),
        blossom=("e9e6dc", "efeee6"),
    ),
    "pine": Species(
        height_m=(10, 20), width=0.5, clear=0.42, stem=0.94,
        outline=(0.5, 0.85, 1.0, 1.0, 0.95, 0.85, 0.65, 0.35),
        limbs=34, down_deg=(84, 45), rise=0.35, wander=0.2, flat=0.4,
        branches=14, twigs=7, twig_m=0.45, leaf="needles", leaf_m=0.21, leaves=20000, droop=-0.25,
        bark="pine", trunk=0.024,
        colors=dict.fromkeys(SEASONS, ("43573a", "55663f")), evergreen=True,
    ),
    "spruce": Species(
        height_m=(9, 22), width=0.36, clear=0.03, stem=0.99,
        outline=(0.95, 1.0, 0.88, 0.74, 0.6, 0.45, 0.3, 0.12, 0.02),
        limbs=84, down_deg=(98, 58), rise=0.2, wander=0.05, flat=0.9,
        branches=6, twigs=5, twig_m=0.5, leaf="fir", leaf_m=0.29, leaves=14500, droop=0.25,
        bark="pine", trunk=0.02, bark_color=("6b5a4e", "43372f"),
        colors=dict.fromkeys(SEASONS, ("2f4530", "405539")), evergreen=True,
    ),
}  # fmt: skip
"""By name. Sizes are those of grown street and park trees (Roloff, "Bäume in der Stadt", 2013)."""


def species_of(name: str) -> Species:
    """The species of that name.

    Raises:
        ValueError: there is none; says which there are.
    """
    if name not in SPECIES:
        raise ValueError(f"tree species {name!r}: expected one of {', '.join((*SPECIES, *PALMS))}")
    return SPECIES[name]


def season_of(name: str) -> Season:
    """The season of that name.

    Raises:
        ValueError: there is none.
    """
    for season in SEASONS:
        if season == name:
            return season
    raise ValueError(f"season {name!r}: expected one of {', '.join(SEASONS)}")
