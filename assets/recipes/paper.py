"""Paper, board, and what is printed on them (or on tin, foil and film)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color, Texture
from ..palette import BOARDS, METALS, PAPERS, pick
from .procedural import Procedural, seed

__all__ = ["Cardboard", "Paper", "Printed", "cardboard", "paper", "printed"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Cardboard(Procedural):
    """Corrugated or plain board.

    Attributes:
        color: of the liner.
        flute_m: distance of the corrugation's waves, which show faintly along the thing's x axis;
            0: plain board.
        edge: this is a cut edge: the waves are seen end-on.
        decor: a picture printed on it at the mesh's texture coordinates; its alpha says where.
    """

    color: Color = BOARDS["kraft"]
    flute_m: float = 0.0065
    edge: bool = False
    decor: Texture | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Paper(Procedural):
    """Uncoated paper.

    Attributes:
        color: of the sheet.
        crumple: 0 flat to 1 creased (in the shading, not the shape).
        leaves: this is the edge of a stack or of a book's block: fine lines across the thing's z.
    """

    color: Color = PAPERS["white"]
    crumple: float = 0.1
    leaves: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class Printed(Procedural):
    """A print that covers the surface at the mesh's texture coordinates.

    Attributes:
        picture: what is printed; where its alpha is 0 the base shows.
        base: what it is printed on. On metal, ``ink`` lets the metal shine through.
        base_color: of what it is printed on.
        roughness: 0.08 high gloss to 0.6 uncoated.
        ink: 0 transparent to 1 opaque ink; only on metal.
    """

    picture: Texture
    base: Literal["paper", "metal", "plastic"] = "paper"
    base_color: Color = PAPERS["white"]
    roughness: float = 0.3
    ink: float = 0.85


def cardboard(draw: Draw, decor: Texture | None = None) -> Cardboard:
    """A shipping box."""
    return Cardboard(
        color=pick(draw, "color", BOARDS, {"kraft": 5.0, "light": 3.0, "white": 0.7}),
        flute_m=draw.uniform("flute_m", 0.0035, 0.008),
        decor=decor,
        wear=draw.uniform("wear", 0.1, 0.9),
        seed=seed(draw),
    )


def paper(draw: Draw, leaves: bool = False) -> Paper:
    """A sheet, or (``leaves``) the edge of many."""
    return Paper(
        color=pick(draw, "color", PAPERS, {"white": 5.0, "cream": 3.0}),
        crumple=draw.uniform("crumple", 0.0, 0.5),
        leaves=leaves,
        wear=draw.uniform("wear", 0.0, 0.6),
        seed=seed(draw),
    )


def printed(draw: Draw, picture: Texture, base: Literal["paper", "metal", "plastic"] = "paper") -> Printed:
    """``picture`` on paper, tin or film, glossy or not."""
    metallic = base == "metal"
    glossy = draw.chance("glossy", {"paper": 0.55, "metal": 0.7, "plastic": 0.8}[base])
    return Printed(
        picture=picture,
        base=base,
        base_color=METALS["aluminium"] if metallic else PAPERS["white"],
        roughness=draw.uniform("roughness", 0.12, 0.28) if glossy else draw.uniform("roughness", 0.35, 0.55),
        ink=draw.uniform("ink", 0.5, 0.95),
        wear=draw.uniform("wear", 0.0, 0.7),
        seed=seed(draw),
    )
