"""Metal, bare and painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color, Texture
from ..palette import METALS, PAINTS, pick, varied
from .procedural import Procedural, seed

__all__ = ["Metal", "MetalName", "PaintedMetal", "metal", "painted_metal"]

MetalName = Literal["steel", "aluminium", "chrome", "copper", "brass", "bronze", "cast_iron", "gold"]


Finish = Literal["around", "along", "polished", "satin", "hammered"]
_FINISHES: dict[Finish, float] = {"around": 3.0, "along": 1.5, "polished": 3.0, "satin": 2.0, "hammered": 0.4}


@dataclass(frozen=True, eq=False, kw_only=True)
class Metal(Procedural):
    """Bare metal.

    Attributes:
        color: reflectance, straight on.
        finish: brushed around the thing's z axis, brushed along its x axis, polished, satin (blasted)
            or hammered.
        roughness: 0.03 mirror to 0.5 dull.
        tarnish: weight of a darker, browner film in patches.
    """

    color: Color = METALS["steel"]
    finish: Finish = "polished"
    roughness: float = 0.2
    tarnish: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class PaintedMetal(Procedural):
    """Metal under enamel or powder paint, chipped by wear.

    Attributes:
        color: of the paint.
        metal_color: of what shows where it is chipped.
        roughness: 0.08 enamel to 0.6 powder coat.
        grain: weight of the paint's fine bumps.
        rim_color: of a band on the rim, as enamel mugs have it; None: none.
        decor: a picture over the paint at the mesh's texture coordinates; its alpha says where.
    """

    color: Color = PAINTS["white"]
    metal_color: Color = (0.3, 0.28, 0.27)
    roughness: float = 0.15
    grain: float = 0.3
    rim_color: Color | None = None
    decor: Texture | None = None


def metal(
    draw: Draw, kinds: tuple[MetalName, ...] = ("steel", "aluminium", "chrome", "copper", "brass")
) -> Metal:
    """Kitchen metal of one of ``kinds``, the first being the most common."""
    kind = draw.choice("kind", {name: 3.0 if i == 0 else 1.0 for i, name in enumerate(kinds)})
    finish = draw.choice("finish", _FINISHES)
    low, high = {"polished": (0.05, 0.16), "hammered": (0.1, 0.22), "satin": (0.28, 0.45)}.get(
        finish, (0.2, 0.36)
    )
    old = kind in ("copper", "brass", "bronze", "cast_iron")
    return Metal(
        color=varied(draw, "color", METALS[kind], 0.5),
        finish=finish,
        roughness=draw.uniform("roughness", low, high),
        tarnish=draw.uniform("tarnish", 0.0, 0.7 if old else 0.15),
        wear=draw.uniform("wear", 0.05, 0.8),
        seed=seed(draw),
    )


def painted_metal(draw: Draw, decor: Texture | None = None) -> PaintedMetal:
    """Enamelled or powder-coated sheet metal."""
    enamel = draw.chance("enamel", 0.6)
    rim = draw.choice("rim", {"none": 2.0, "black": 1.0, "navy": 1.0}) if enamel else "none"
    return PaintedMetal(
        color=pick(draw, "paint", PAINTS, {"white": 4.0, "cream": 2.0}),
        metal_color=(0.22, 0.2, 0.19) if enamel else (0.6, 0.59, 0.58),
        roughness=draw.uniform("roughness", 0.08, 0.2) if enamel else draw.uniform("roughness", 0.35, 0.6),
        grain=draw.uniform("grain", 0.05, 0.3) if enamel else draw.uniform("grain", 0.5, 1.0),
        rim_color=None if rim == "none" else PAINTS[rim],
        decor=decor,
        wear=draw.uniform("wear", 0.0, 0.7),
        seed=seed(draw),
    )
