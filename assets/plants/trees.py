"""Trees with their materials: drawn one by one, or from a fixed stock that frames share."""

from __future__ import annotations

from functools import lru_cache

from ...draw import Draw
from ..material import Material, Surface
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes import Bark, Foliage, bark
from .palm import palm
from .species import PALMS, SPECIES, Season, Species, season_of, species_of
from .tree import Tree

__all__ = ["STOCK", "foliage", "stock", "tree"]

STOCK = 6
"""Trees of each species and season in the stock, numbered from 0."""
_SHARES = {name: 0.4 if name in ("poplar", "spruce", "pine") else 1.0 for name in SPECIES}


def tree(
    draw: Draw,
    *,
    species: str | None = None,
    season: str = "summer",
    height_m: float | None = None,
    far: bool = False,
    snow: float = 0.0,
) -> Model:
    """A tree that no other shares; streets take theirs from :func:`stock`.

    Args:
        draw: of the tree.
        species: one of ``SPECIES`` or ``PALMS``; None: any of ``SPECIES``.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.
        height_m: None: as the species grows.
        far: built of a few thousand triangles, for more than 70 m away.
        snow: that lies on leaves, 0 … 1.

    Raises:
        ValueError: no such species or season, or a height below 1 m.
    """
    name = draw.choice("species", _SHARES) if species is None else species
    when = season_of(season)
    if height_m is not None and not 1.0 <= height_m <= 40.0:
        raise ValueError(f"tree {name}: height_m is {height_m:g}, expected 1 to 40")
    if name in PALMS:
        return palm(draw, kind=name, height_m=height_m, far=far)
    kind = species_of(name)
    height = draw.uniform("height_m", *kind.height_m) if height_m is None else height_m
    form = Tree(
        kind,
        height,
        when,
        far,
        fullness=draw.uniform("fullness", 0.85, 1.1),
        lean=(draw.normal("lean/x", 0, 0.012, -0.04, 0.04), draw.normal("lean/y", 0, 0.012, -0.04, 0.04)),
    )
    mesh = form.mesh(draw.rng("growth"))
    parts = int(mesh.part_ids.max()) + 1
    return Model(name, mesh, _materials(draw, kind, when, snow)[:parts])


def stock(
    species: str, season: str = "summer", number: int = 0, far: bool = False, snow: float = 0.0
) -> Model:
    """Tree ``number`` of the stock: the same in all datasets, and the same object for the whole process.

    Instances of one tree share one mesh, so take few numbers and turn and scale them.

    Raises:
        ValueError: no such species, season or number.
    """
    if not 0 <= number < STOCK:
        raise ValueError(f"tree {species}: number {number} of the stock, expected 0 to {STOCK - 1}")
    return (_far_stock if far else _near_stock)(species, season, number, snow)


@lru_cache(maxsize=64)
def _near_stock(species: str, season: str, number: int, snow: float) -> Model:
    return _grown(species, season, number, False, snow)


@lru_cache(maxsize=256)  # a twentieth of the near one's memory each
def _far_stock(species: str, season: str, number: int, snow: float) -> Model:
    return _grown(species, season, number, True, snow)


def _grown(species: str, season: str, number: int, far: bool, snow: float) -> Model:
    # The far tree is the near one, seen from afar: their draws have the same names.
    return tree(Draw(0, number).scope(species), species=species, season=season, far=far, snow=snow)


def _materials(draw: Draw, kind: Species, season: Season, snow: float) -> tuple[Material, ...]:
    skin = bark(draw.scope("bark"), kind.bark)
    if kind.bark_color is not None:
        skin = Bark(
            species=kind.bark,
            color=varied(draw, "bark_color", hexadecimal(kind.bark_color[0])),
            furrow_color=hexadecimal(kind.bark_color[1]),
            seed=skin.seed,
        )
    twig = Surface(base_color=hexadecimal("4a3f37"), roughness=0.85)
    return (skin, twig, *foliage(draw, kind, season, snow))


def foliage(draw: Draw, kind: Species, season: Season, snow: float = 0.0) -> tuple[Foliage, Foliage]:
    """Leaves and blossom of a species."""
    main, second = kind.colors.get(season, ("6b5a3a", "55482f"))
    turning = season == "autumn" and not kind.evergreen
    waxy = kind.leaf in ("needles", "fir")
    leaves = Foliage(
        color=varied(draw, "leaf", hexadecimal(main)),
        second=varied(draw, "leaf_second", hexadecimal(second)),
        share=draw.uniform("share", 0.15, 0.75) if turning else draw.uniform("share", 0.1, 0.35),
        variation=1.0 if turning else 0.5,
        translucency=0.15 if waxy else draw.uniform("translucency", 0.3, 0.42),
        roughness=draw.uniform("roughness", 0.42, 0.6),
        green=0.35 if turning else 1.0,  # dry leaves let less colour through
        snow=snow,
    )
    petals = kind.blossom or (main, second)
    blossom = Foliage(
        color=hexadecimal(petals[0]), second=hexadecimal(petals[1]), share=0.5, variation=0.4,
        translucency=0.4, green=0.0, roughness=0.7,
    )  # fmt: skip
    return leaves, blossom
