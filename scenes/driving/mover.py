"""How vehicles go along lines: in their lanes, or on a line of their own that turns or changes lanes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...assets.model import Model
from .line import Line
from .road import Road

__all__ = ["LATERAL_M_S2", "Kind", "Manoeuvre", "Mover", "Side", "mover_along", "mover_on", "paces"]

Array = npt.NDArray[np.float64]
Kind = Literal["turning_left", "turning_right", "changing_lane", "overtaking", "pulling_out"]
Side = Literal["left", "right"]

_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
LATERAL_M_S2 = 2.5
"""What drivers bear in a bend."""
_SLOWING_M_S2 = 1.5


@dataclass(frozen=True)
class Manoeuvre:
    """What a vehicle does on its line, between two arc lengths of its middle.

    Attributes:
        kind: what it is.
        side: of the indicator, the driver's, up to ``back_m``; then the other one.
        from_m: where it begins to indicate.
        begin_m, end_m: where it leaves one lane, and has come into the other.
        back_m: where one who overtakes begins to come back.
    """

    kind: Kind
    side: Side
    from_m: float
    begin_m: float
    end_m: float
    back_m: float = float("inf")

    def shown(self, s_m: float) -> Side | None:
        """The side that one indicates there."""
        if not self.from_m <= s_m < self.end_m:
            return None
        return self.side if s_m < self.back_m else _OTHER[self.side]


@dataclass(frozen=True, eq=False)
class Mover:
    """How a vehicle goes along a line.

    Attributes:
        line: in the direction of travel; those who drive on one road one way share it.
        s_m: arc length of its origin.
        t_m: how far it is to the left of the line.
        speed_m_s: at time 0.
        wanted_m_s: on a free road.
        front_m, back_m: from its origin to its bumpers.
        half_m: half its width.
        manoeuvre: on the line, which is then its own, from lane to lane; None: it follows a road.
    """

    line: Line
    s_m: float
    t_m: float
    speed_m_s: float
    wanted_m_s: float
    front_m: float
    back_m: float
    half_m: float
    manoeuvre: Manoeuvre | None = None

    @cached_property
    def paces_m_s(self) -> Array:
        """The most at each of the line's points."""
        return paces(self.line)


def mover_on(
    road: Road, direction: int, model: Model, at_m: npt.ArrayLike, speed_m_s: float, wanted_m_s: float
) -> Mover:
    """How a model that stands at x and y goes along a road, with its arc length or against it."""
    line = road.towards(direction)
    along, aside = line.project(at_m)[0]
    return mover_along(line, model, float(along), speed_m_s, wanted_m_s, t_m=float(aside))


def mover_along(
    line: Line,
    model: Model,
    s_m: float,
    speed_m_s: float,
    wanted_m_s: float,
    manoeuvre: Manoeuvre | None = None,
    t_m: float = 0.0,
) -> Mover:
    """How a model goes along a line, from ``s_m`` on."""
    low, high = model.mesh.bounds
    front, back, half = float(high[0]), -float(low[0]), float(max(high[1], -low[1]))
    return Mover(line, s_m, t_m, speed_m_s, wanted_m_s, front, back, half, manoeuvre)


def paces(line: Line, lateral_m_s2: float = LATERAL_M_S2, slowing_m_s2: float = _SLOWING_M_S2) -> Array:
    """The most speed at each of a line's points, m/s, shape (n,): by its bends, and those that come.

    In a bend v² k is at most ``lateral_m_s2``; before it v² falls with the arc length by twice the braking.
    """
    bent = np.abs(line.curvature_at(line.s_m))
    squared = lateral_m_s2 / np.maximum(bent, 1e-4)
    falling = 2 * slowing_m_s2 * line.s_m
    return np.asarray(np.sqrt(np.minimum.accumulate((squared + falling)[::-1])[::-1] - falling))
