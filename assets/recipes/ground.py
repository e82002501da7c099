"""What lies underfoot outdoors: asphalt, its markings, soil, lawn, snow and water."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import hexadecimal, varied
from .procedural import Procedural, seed

__all__ = [
    "Asphalt",
    "Lawn",
    "RoadPaint",
    "Snow",
    "Soil",
    "Water",
    "asphalt",
    "lawn",
    "road_paint",
    "snow",
    "soil",
    "water",
]

SoilKind = Literal["soil", "gravel", "mud"]
SnowState = Literal["fresh", "trodden", "dirty"]
_SOILS: dict[SoilKind, tuple[str, float, float]] = {
    # mean colour, least and greatest size of lumps or stones in metres
    "soil": ("645648", 0.006, 0.02),
    "gravel": ("8b857b", 0.01, 0.025),
    "mud": ("574b40", 0.02, 0.06),
}
_SNOWS: dict[SnowState, str] = {"fresh": "e6e8ea", "trodden": "d5d7d9", "dirty": "c0c0bf"}


@dataclass(frozen=True, eq=False, kw_only=True)
class Asphalt(Procedural):
    """Asphalt; traffic runs along the thing's x, and lane middles lie at whole multiples of ``lane_m`` in y.

    Attributes:
        bends: the road does: texture coordinates, in metres, stand for x and y.
        color: of the mean; bitumen wears off the stones, so that old asphalt is paler.
        grain_m: size of the largest stones.
        cracks: weight of cracks.
        patches: share of the ground that was mended.
        lane_m: width of a lane, for tyre tracks and the oil between them; None: no traffic.
        wetness: 0 dry to 1 rained on.
        puddles: share under water.
    """

    color: Color = (0.4, 0.4, 0.398)
    grain_m: float = 0.009
    cracks: float = 0.4
    patches: float = 0.15
    lane_m: float | None = None
    bends: bool = False
    wetness: float = 0.0
    puddles: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class RoadPaint(Procedural):
    """Lane marking, for thin strips on asphalt; ``wear`` lets the asphalt through."""

    color: Color = (0.8, 0.8, 0.77)
    ground_color: Color = (0.38, 0.38, 0.38)
    roughness: float = 0.6


@dataclass(frozen=True, eq=False, kw_only=True)
class Soil(Procedural):
    """Loose or trodden ground.

    Attributes:
        kind: of ground.
        color: when dry.
        grain_m: size of lumps or stones.
        wetness: 0 dry to 1 soaked.
    """

    kind: SoilKind = "soil"
    color: Color = (0.392, 0.337, 0.282)
    grain_m: float = 0.012
    wetness: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Lawn(Procedural):
    """Short grass as a ground cover, for where blades are too far away to be meshes.

    Attributes:
        color: of green blades.
        dryness: share of straw.
        bare: share of soil that shows.
    """

    color: Color = (0.33, 0.385, 0.22)
    dryness: float = 0.2
    bare: float = 0.05


@dataclass(frozen=True, eq=False, kw_only=True)
class Snow(Procedural):
    """Lying snow: ``state`` decides its relief and its dirt."""

    color: Color = (0.902, 0.91, 0.918)
    state: SnowState = "fresh"


@dataclass(frozen=True, eq=False, kw_only=True)
class Water(Procedural):
    """Standing water that one does not see through: ponds, puddles, canals.

    Attributes:
        color: of what floats in it.
        ripple_m: height of the ripples.
    """

    color: Color = (0.2, 0.21, 0.17)
    ripple_m: float = 0.002


def asphalt(draw: Draw, lane_m: float | None = None) -> Asphalt:
    """A road's surface, new, worn or wet."""
    worn = draw.uniform("wear", 0.0, 1.0)
    wet = draw.chance("wet", 0.2)
    tone = 0.335 + 0.09 * worn
    return Asphalt(
        color=varied(draw, "color", (tone, tone * 0.995, tone * 0.985), 0.5),
        grain_m=draw.uniform("grain_m", 0.006, 0.012),
        cracks=draw.uniform("cracks", 0.0, 1.0) * worn,
        patches=draw.uniform("patches", 0.0, 0.35) * worn,
        lane_m=lane_m,
        wetness=draw.uniform("wetness", 0.5, 1.0) if wet else 0.0,
        puddles=draw.uniform("puddles", 0.0, 0.25) if wet else 0.0,
        wear=worn,
        seed=seed(draw),
    )


def road_paint(draw: Draw) -> RoadPaint:
    """White or, more seldom, yellow marking."""
    code = {"white": "cdccc6", "yellow": "c9a043"}[draw.choice("paint", {"white": 5.0, "yellow": 1.0})]
    return RoadPaint(
        color=varied(draw, "color", hexadecimal(code), 0.5),
        roughness=draw.uniform("roughness", 0.45, 0.75),
        wear=draw.uniform("wear", 0.0, 0.9),
        seed=seed(draw),
    )


def soil(draw: Draw, kind: SoilKind | None = None) -> Soil:
    """Soil, gravel or mud."""
    kind = kind or draw.choice("kind", dict.fromkeys(_SOILS, 1.0))
    code, low, high = _SOILS[kind]
    return Soil(
        kind=kind,
        color=varied(draw, "color", hexadecimal(code), 1.5),
        grain_m=draw.log_uniform("grain_m", low, high),
        wetness=draw.uniform("wetness", 0.3, 1.0) if kind == "mud" else draw.uniform("wetness", 0.0, 0.4),
        seed=seed(draw),
    )


def lawn(draw: Draw) -> Lawn:
    """Mown grass, green to dry."""
    return Lawn(
        color=varied(draw, "color", hexadecimal("546238"), 1.0),
        dryness=draw.uniform("dryness", 0.0, 1.0) ** 2,
        bare=draw.uniform("bare", 0.0, 0.25),
        seed=seed(draw),
    )


def snow(draw: Draw, state: SnowState | None = None) -> Snow:
    """Fresh, trodden or dirty snow."""
    state = state or draw.choice("state", dict.fromkeys(_SNOWS, 1.0))
    return Snow(color=varied(draw, "color", hexadecimal(_SNOWS[state]), 0.2), state=state, seed=seed(draw))


def water(draw: Draw) -> Water:
    """A pond or a puddle."""
    return Water(
        color=varied(draw, "color", hexadecimal("33362b"), 0.5),
        ripple_m=draw.log_uniform("ripple_m", 0.0003, 0.006),
        seed=seed(draw),
    )
