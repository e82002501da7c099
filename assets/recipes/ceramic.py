"""Ceramic: stoneware, porcelain, earthenware."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color, Texture
from ..palette import GLAZES, hexadecimal, pick
from .procedural import Procedural, seed

__all__ = ["Ceramic", "ceramic"]

_COMMON = {"white": 8.0, "off_white": 5.0, "cream": 2.5, "grey": 1.5, "cobalt": 1.5, "matt_black": 1.5}
_CLAYS = {"stoneware": "b79f83", "red": "a9694c", "porcelain": "d9d2c4", "dark": "6a5648"}


@dataclass(frozen=True, eq=False, kw_only=True)
class Ceramic(Procedural):
    """Glazed clay.

    Heights are shares of the thing's own height (0 foot, 1 rim), whatever its mesh.

    Attributes:
        color: of the glaze.
        second_color: of a second glaze; None: one glaze.
        second_glaze: where it is: above or below ``second_from``, in bands about ``second_from``, on
            the rim only, or as upright stripes.
        second_from: height of its edge.
        speckle: density of iron specks, 0 none to 1 many.
        speckle_color: their colour.
        decor: a picture over the glaze at the mesh's texture coordinates; its alpha says where.
        roughness: 0.05 high gloss to 0.6 matt.
        crackle: weight of fine cracks in the glaze.
        foot: height up to which the clay is bare.
        clay_color: of the bare clay.
    """

    color: Color = GLAZES["white"]
    second_color: Color | None = None
    second_glaze: Literal["above", "below", "bands", "rim", "stripes"] = "below"
    second_from: float = 0.4
    speckle: float = 0.0
    speckle_color: Color = (0.27, 0.2, 0.15)
    decor: Texture | None = None
    roughness: float = 0.15
    crackle: float = 0.0
    foot: float = 0.0
    clay_color: Color = (0.718, 0.624, 0.514)


def ceramic(draw: Draw, decor: Texture | None = None) -> Ceramic:
    """A glaze as potteries and shops have them; a ``decor`` comes on one plain glaze."""
    color = pick(draw, "glaze", GLAZES, _COMMON)
    two = decor is None and draw.chance("two_glazes", 0.3)
    rustic = draw.chance("rustic", 0.35)
    matt = draw.chance("matt", 0.3)
    return Ceramic(
        color=color,
        second_color=pick(draw, "second", GLAZES, _COMMON) if two else None,
        second_glaze=draw.choice(
            "second_glaze", {"above": 2.0, "below": 3.0, "bands": 2.0, "rim": 2.0, "stripes": 0.6}
        ),
        second_from=draw.uniform("second_from", 0.25, 0.75),
        speckle=draw.uniform("speckle", 0.15, 1.0) if rustic else 0.0,
        decor=decor,
        roughness=draw.uniform("roughness", 0.32, 0.55) if matt else draw.uniform("roughness", 0.06, 0.18),
        crackle=draw.uniform("crackle", 0.3, 1.0) if draw.chance("crackled", 0.08) else 0.0,
        foot=draw.uniform("foot", 0.02, 0.12) if rustic else 0.0,
        clay_color=hexadecimal(
            _CLAYS[draw.choice("clay", {"stoneware": 3.0, "red": 1.0, "porcelain": 1.0, "dark": 1.0})]
        ),
        wear=draw.uniform("wear", 0.0, 0.6),
        seed=seed(draw),
    )
