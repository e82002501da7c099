"""Metal and bark as the weather leaves them, and leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color, Texture
from ..palette import hexadecimal, varied
from ..prints.leaves import LeafSpecies, Season, leaf_picture
from .procedural import Procedural, seed

__all__ = ["Bark", "Leaf", "OutdoorMetal", "bark", "leaf", "outdoor_metal"]

OutdoorKind = Literal["steel", "galvanised", "painted"]
BarkSpecies = Literal["oak", "birch", "pine", "plane"]
_BARKS: dict[BarkSpecies, tuple[str, str]] = {
    # ridges, furrows
    "oak": ("776a5b", "3d342b"),
    "birch": ("c9c4b8", "3a3531"),
    "pine": ("82654f", "40312a"),
    "plane": ("86826f", "b3ab93"),
}
_KINDS: dict[OutdoorKind, float] = {"steel": 1.0, "galvanised": 2.0, "painted": 3.0}
_COATS = ("2f4636", "3a3d40", "8b8e90", "7f2b27", "27405f", "b9b8b2")


@dataclass(frozen=True, eq=False, kw_only=True)
class OutdoorMetal(Procedural):
    """Bare, galvanised or painted steel outdoors.

    Attributes:
        kind: of finish.
        color: reflectance, or of the paint.
        rust: share that rusts.
        roughness: 0.2 new paint to 0.6 weathered.
    """

    kind: OutdoorKind = "painted"
    color: Color = (0.19, 0.29, 0.23)
    rust: float = 0.2
    roughness: float = 0.4


@dataclass(frozen=True, eq=False, kw_only=True)
class Bark(Procedural):
    """Bark of a trunk that stands along z: ``furrow_color`` shows between ridges."""

    species: BarkSpecies = "oak"
    color: Color = (0.467, 0.416, 0.357)
    furrow_color: Color = (0.24, 0.204, 0.169)


@dataclass(frozen=True, eq=False, kw_only=True)
class Leaf(Procedural):
    """A leaf card, cut out by its picture's alpha; texture coordinates 0 … 1 span the picture.

    Attributes:
        picture: of the leaf, stalk at the bottom.
        translucency: share of light that goes through.
    """

    picture: Texture
    translucency: float = 0.35


def outdoor_metal(draw: Draw, kind: OutdoorKind | None = None) -> OutdoorMetal:
    """Railings, posts, bins, gates."""
    kind = kind or draw.choice("kind", _KINDS)
    code = {"steel": "a09a94", "galvanised": "a3a8ab", "painted": draw.choice("coat", _COATS)}[kind]
    return OutdoorMetal(
        kind=kind,
        color=varied(draw, "color", hexadecimal(code), 0.4),
        rust=draw.uniform("rust", 0.0, 1.0) ** (4.0 if kind == "galvanised" else 2.0),
        roughness=draw.uniform("roughness", 0.25, 0.6),
        wear=draw.uniform("wear", 0.1, 0.8),
        seed=seed(draw),
    )


def bark(draw: Draw, species: BarkSpecies | None = None) -> Bark:
    """A trunk's bark."""
    species = species or draw.choice("species", dict.fromkeys(_BARKS, 1.0))
    ridge, furrow = _BARKS[species]
    return Bark(
        species=species,
        color=varied(draw, "color", hexadecimal(ridge)),
        furrow_color=hexadecimal(furrow),
        seed=seed(draw),
    )


def leaf(draw: Draw, species: LeafSpecies | None = None, season: Season | None = None) -> Leaf:
    """A leaf of a broad-leaved tree."""
    picture = leaf_picture(draw, species, season)
    return Leaf(
        picture=picture,
        cutout=picture,
        translucency=draw.uniform("translucency", 0.25, 0.45),
        seed=seed(draw),
    )
