"""Whom one meets whose line is another: who turns, changes lanes or pulls out, and all in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .mover import Mover

__all__ = ["Conflict", "Yielding", "conflicts", "held", "yielding"]

Array = npt.NDArray[np.float64]

_STEP_M = 1.0
_BESIDE_M = 0.15
_ALIGNED = 0.7
_MARGIN_M = 0.5
_LEAST_M_S = 2.5
"""How fast one goes through a gap, at least."""
_SPARE_S = 1.0
_STANDS_M_S = 0.7


@dataclass(frozen=True, eq=False)
class Conflict:
    """Where one vehicle's way meets another's, by places of the other a metre apart.

    Attributes:
        who, whom: by number.
        from_m: of the other's first place, on its line.
        at_m: how far ``who`` may go while the other is there; infinite: no matter, shape (n,).
        along: cosine between both directions, shape (n,).
    """

    who: int
    whom: int
    from_m: float
    at_m: Array
    along: Array

    def ahead(self, s_m: float, front_m: float, back_m: float, other_m: float, until_m: float) -> int | None:
        """The place where the other, which takes all from ``other_m`` to ``until_m``, is first in the way.

        Args:
            s_m, front_m, back_m: of ``who``.
            other_m, until_m: of ``whom``.

        Returns:
            Number of the place; None: nothing of it is ahead, or ``who`` is in its midst and goes on.
        """
        low = max(0, int((other_m - self.from_m) / _STEP_M))
        high = min(len(self.at_m), int((until_m - self.from_m) / _STEP_M) + 2)
        if low >= high:
            return None
        part = self.at_m[low:high]
        part = np.where(part > s_m - back_m, part, np.inf)
        first = int(part.argmin())
        if not np.isfinite(part[first]) or part[first] < s_m + front_m - _MARGIN_M:
            return None
        return low + first


@dataclass(frozen=True, eq=False)
class Yielding:
    """Where one who leaves its lane crosses or joins the way of another, and lets it go first.

    Attributes:
        who, whom: by number.
        low_m, high_m: of the stretch that both need, on the line of ``who``.
        other_low_m, other_high_m: on that of ``whom``.
    """

    who: int
    whom: int
    low_m: float
    high_m: float
    other_low_m: float
    other_high_m: float

    def waits(
        self, s_m: float, mover: Mover, speed_m_s: float, other_m: float, other: Mover, fast: float
    ) -> bool:
        """Whether the other comes too soon; who is in already goes on."""
        if s_m + mover.front_m > self.low_m + _MARGIN_M or other_m - other.back_m > self.other_high_m:
            return False
        takes = (self.high_m + mover.back_m - s_m) / max(speed_m_s, _LEAST_M_S)
        comes = (self.other_low_m - other_m - other.front_m) / max(fast, 0.1)
        return comes < takes + _SPARE_S


def conflicts(movers: Sequence[Mover], reach_s: float) -> list[Conflict]:
    """Of all pairs on different lines of which at least one leaves its lane."""
    found = []
    for i, one in enumerate(movers):
        for j, other in enumerate(movers):
            if i == j or one.line is other.line or not (one.manoeuvre or other.manoeuvre):
                continue
            end = other.s_m + other.front_m + reach_s * max(other.wanted_m_s, other.speed_m_s) + 5.0
            begin = other.s_m - other.back_m
            s = np.arange(begin, min(end, other.line.end_m), _STEP_M)
            if len(s) == 0:
                continue
            found_at, along = _met(one, other, s)
            if np.isfinite(found_at).any():
                found.append(Conflict(i, j, begin, found_at, along))
    return found


def _met(one: Mover, other: Mover, s: Array) -> tuple[Array, Array]:
    """On the line of ``one``, up to where it may go while the other is at its places ``s``."""
    points = other.line.at(s, other.t_m)
    along_m, aside_m = one.line.project(points).T
    along = np.cos(other.line.heading_at(s) - one.line.heading_at(along_m))
    crosswise = np.sqrt(np.maximum(1 - along**2, 0.0))
    wide = one.half_m + other.half_m * np.abs(along) + _BESIDE_M
    inside = np.abs(aside_m - one.t_m) < wide
    inside &= (along_m > one.line.begin_m) & (along_m < one.line.end_m)
    return np.where(inside, along_m - other.half_m * crosswise - 0.2, np.inf), along


def yielding(movers: Sequence[Mover], found: Sequence[Conflict]) -> list[Yielding]:
    """Of those who leave their lane, to all whose way they then cross or join."""
    rules = []
    for one in found:
        mover, other = movers[one.who], movers[one.whom]
        done = mover.manoeuvre
        if done is None or mover.s_m > done.end_m or other.manoeuvre is not None:
            continue
        begin = mover.line.at(done.begin_m)
        s, t = other.line.project(begin)[0]
        aligned = np.cos(other.line.heading_at(s) - mover.line.heading_at(done.begin_m)) > _ALIGNED
        if aligned and abs(t - other.t_m) < mover.half_m + other.half_m:
            continue  # they come along the same lane
        places = np.flatnonzero((one.at_m > done.begin_m) & (one.at_m < done.end_m))
        if len(places) == 0:
            continue
        at = one.at_m[places]
        low, high = float(at.min()), float(at.max()) + 2 * other.half_m
        first, last = one.from_m + _STEP_M * places[0], one.from_m + _STEP_M * places[-1]
        wide = mover.half_m
        rules.append(Yielding(one.who, one.whom, low, high, first - wide, last + wide))
    return rules


def held(
    found: Sequence[Conflict],
    rules: Sequence[Yielding],
    movers: Sequence[Mover],
    s_m: Array,
    speed_m_s: Array,
    wanted_m_s: Array,
) -> tuple[Array, Array]:
    """Up to where each may go for those on other lines, and how fast what is there goes on, shape (n,)."""
    stop, ahead = np.full(len(movers), np.inf), np.zeros(len(movers))
    waiting = set()
    for rule in rules:
        mover, other = movers[rule.who], movers[rule.whom]
        fast = float(speed_m_s[rule.whom])
        if fast > _STANDS_M_S:  # who stands is not waited for
            fast = max(fast, 0.7 * float(wanted_m_s[rule.whom]))
        v = float(speed_m_s[rule.who])
        if rule.waits(float(s_m[rule.who]), mover, v, float(s_m[rule.whom]), other, fast):
            stop[rule.who] = min(stop[rule.who], rule.low_m)
        if float(s_m[rule.who]) + mover.front_m <= rule.low_m + _MARGIN_M:
            waiting.add(rule.who)
    for one in found:
        mover, other = movers[one.who], movers[one.whom]
        s, there = float(s_m[one.who]), float(s_m[one.whom])
        until, done = there + other.front_m, other.manoeuvre
        if done is not None and one.whom not in waiting and done.begin_m < until < done.end_m + other.front_m:
            until = done.end_m + other.front_m  # it takes all that it needs
        place = one.ahead(s, mover.front_m, mover.back_m, there - other.back_m, until)
        if place is not None and one.at_m[place] < stop[one.who]:
            stop[one.who] = one.at_m[place]
            ahead[one.who] = max(float(one.along[place]), 0.0) * speed_m_s[one.whom]
    return stop, ahead
