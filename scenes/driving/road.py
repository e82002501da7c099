"""A road: its middle line, and what lies side by side across it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .line import Line

__all__ = ["CARRIAGEWAY", "Lane", "Road", "Strip", "StripKind"]

StripKind = Literal[
    "drive", "parking", "bay", "cycle", "tram", "shoulder", "median", "island", "pavement", "verge"
]

CARRIAGEWAY: frozenset[StripKind] = frozenset({"drive", "parking", "bay", "cycle", "tram", "shoulder"})
"""What is paved for vehicles, between the kerbs."""


@dataclass(frozen=True)
class Strip:
    """One piece of a road's cross-section.

    Attributes:
        kind: what it is for; ``parking`` is along the kerb, ``bay`` across it.
        width_m: of it.
        direction: of what goes on it: 1 with the road's arc length, -1 against it, 0 neither.
    """

    kind: StripKind
    width_m: float
    direction: int = 0


@dataclass(frozen=True, eq=False)
class Lane:
    """A strip of a road by its place: ``t_m`` is how far its middle lies to the left of the road's line."""

    strip: Strip
    t_m: float
    number: int

    @property
    def left_m(self) -> float:
        return self.t_m + self.strip.width_m / 2

    @property
    def right_m(self) -> float:
        return self.t_m - self.strip.width_m / 2


@dataclass(frozen=True, eq=False)
class Road:
    """A road of one cross-section all along.

    Attributes:
        name: of it, such as ``main`` or ``side/0``.
        line: the middle between its outermost driving lanes' edges; strips lie to its left and right.
        strips: from left to right, all of them.
        left_m: distance of the leftmost strip's left edge to the left of the line.
        limit_m_s: how fast one drives.
        paved: asphalt, or setts.
        centre: paint between opposite directions: dashed, solid, double, or none.
    """

    name: str
    line: Line
    strips: tuple[Strip, ...]
    left_m: float
    limit_m_s: float
    paved: Literal["asphalt", "setts"] = "asphalt"
    centre: Literal["dashed", "solid", "double", "none"] = "dashed"

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All strips with their places, from left to right."""
        found, left = [], self.left_m
        for number, strip in enumerate(self.strips):
            found.append(Lane(strip, left - strip.width_m / 2, number))
            left -= strip.width_m
        return tuple(found)

    def of(self, *kinds: StripKind, direction: int | None = None) -> Iterator[Lane]:
        """Lanes of these kinds, from left to right; of one direction where that is given."""
        for lane in self.lanes:
            if lane.strip.kind in kinds and direction in (None, lane.strip.direction):
                yield lane

    def towards(self, direction: int) -> Line:
        """The line in the direction of travel: with its arc length, or -1: against it; always the same."""
        return self.line if direction >= 0 else self.line.backwards

    @property
    def right_m(self) -> float:
        """t of the rightmost strip's right edge."""
        return self.left_m - sum(strip.width_m for strip in self.strips)

    @property
    def kerbs(self) -> tuple[float, float]:
        """t of the carriageway's left and right edge."""
        inside = [lane for lane in self.lanes if lane.strip.kind in CARRIAGEWAY]
        return max(lane.left_m for lane in inside), min(lane.right_m for lane in inside)

    def heading_rad(self, lane: Lane, s_m: float) -> float:
        """Where traffic of a lane goes at arc length ``s_m``."""
        turned = 0.0 if lane.strip.direction >= 0 else 3.141592653589793
        return float(self.line.heading_at(s_m)) + turned
