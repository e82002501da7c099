"""Skin and hair of people."""

from __future__ import annotations

from dataclasses import dataclass

from ..material import Color
from .procedural import Procedural

__all__ = ["Hair", "Skin"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Skin(Procedural):
    """Human skin.

    Attributes:
        color: as it looks in daylight, such as a step of the Monk Skin Tone scale.
        redness: how much blood shows in blotches, 0 to 1.
        roughness: 0.35 oily to 0.6 dry.
    """

    color: Color = (0.84, 0.74, 0.59)
    redness: float = 0.3
    roughness: float = 0.48


@dataclass(frozen=True, eq=False, kw_only=True)
class Hair(Procedural):
    """Strands along the texture's v, side by side along its u (metres).

    Attributes:
        color: of most strands.
        grey: share of white strands.
        strand_m: width of a lock that catches light as one.
    """

    color: Color = (0.2, 0.14, 0.1)
    grey: float = 0.0
    strand_m: float = 0.0012
