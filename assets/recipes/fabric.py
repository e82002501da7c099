"""Woven and tufted stuff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import FABRICS, pick
from .procedural import Procedural, seed

__all__ = ["Carpet", "Fabric", "carpet", "fabric"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Fabric(Procedural):
    """Woven cloth.

    Attributes:
        color: of the ground.
        second_color: of stripes, checks or the second thread.
        pattern: how the two colours meet.
        pattern_m: repeat of the pattern.
        weave: how the threads cross.
        thread_m: distance of threads.
        slub: 0 even cotton to 1 uneven linen.
        fuzz: weight of the sheen of loose fibres.
        wrinkles: 0 ironed to 1 slept in (in the shading, not the shape).
        uv_m: size of the texture square in metres, for cloth that is not flat; None: the thing's own
            x and y.
    """

    color: Color = FABRICS["natural"]
    second_color: Color = FABRICS["white"]
    pattern: Literal["plain", "stripes", "checks", "gingham", "border"] = "plain"
    pattern_m: float = 0.03
    weave: Literal["plain", "twill", "basket"] = "plain"
    thread_m: float = 0.0008
    slub: float = 0.5
    fuzz: float = 0.3
    wrinkles: float = 0.2
    uv_m: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Carpet(Procedural):
    """A carpet or rug in the thing's xy plane.

    Attributes:
        color: of the pile.
        second_color: of single tufts or of the pattern.
        pattern: melange mixes tufts; the others repeat every ``pattern_m``.
        tuft_m: size of a tuft.
    """

    color: Color = FABRICS["grey"]
    second_color: Color = FABRICS["off_white"]
    pattern: Literal["melange", "stripes", "diamonds"] = "melange"
    pattern_m: float = 0.2
    tuft_m: float = 0.004


def fabric(draw: Draw, uv_m: tuple[float, float] | None = None) -> Fabric:
    """Table linen, tea towels, cushions."""
    linen = draw.chance("linen", 0.5)
    return Fabric(
        color=pick(draw, "color", FABRICS, {"natural": 4.0, "white": 4.0, "off_white": 4.0, "grey": 2.0}),
        second_color=pick(draw, "second", FABRICS, {"white": 5.0, "off_white": 3.0}),
        pattern=draw.choice(
            "pattern", {"plain": 5.0, "stripes": 2.0, "checks": 1.0, "gingham": 1.5, "border": 1.0}
        ),
        pattern_m=draw.log_uniform("pattern_m", 0.008, 0.08),
        weave=draw.choice("weave", {"plain": 4.0, "twill": 2.0, "basket": 1.5}),
        thread_m=draw.log_uniform("thread_m", 0.0005, 0.0018),
        slub=draw.uniform("slub", 0.5, 1.0) if linen else draw.uniform("slub", 0.05, 0.4),
        fuzz=draw.uniform("fuzz", 0.1, 0.5),
        wrinkles=draw.uniform("wrinkles", 0.0, 0.6),
        uv_m=uv_m,
        wear=draw.uniform("wear", 0.0, 0.6),
        seed=seed(draw),
    )


def carpet(draw: Draw) -> Carpet:
    """A carpet or rug."""
    return Carpet(
        color=pick(draw, "color", FABRICS),
        second_color=pick(draw, "second", FABRICS),
        pattern=draw.choice("pattern", {"melange": 4.0, "stripes": 1.0, "diamonds": 1.0}),
        pattern_m=draw.uniform("pattern_m", 0.08, 0.4),
        tuft_m=draw.uniform("tuft_m", 0.003, 0.008),
        wear=draw.uniform("wear", 0.1, 0.8),
        seed=seed(draw),
    )
