"""Who walks: straight on, up to what stands in the way, past others, and over the road when it is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .ground import Ground
from .mover import Mover
from .site import Item

__all__ = ["Encounter", "Walk", "encounters", "stepped", "walks"]

Array = npt.NDArray[np.float64]

_BODY_M = 0.38
_STEP_M = (0.55, 0.9)
"""How far feet reach before and behind who walks, and who runs."""
_GAP_M = 0.5
_KERB_GAP_M = 0.6
_BEYOND_M = 3.0
_ROOM_M = 0.4
_CLEAR_M = 0.6
_LATE_S = 1.5
_COMFORT_M_S2 = 1.5


@dataclass(frozen=True, eq=False)
class Walk:
    """The straight way of somebody on foot.

    Attributes:
        begin_m: x and y at time 0.
        ahead: (2,) the direction, of length 1.
        speed_m_s: of it.
        free_m: how far nothing stands in the way.
    """

    begin_m: Array
    ahead: Array
    speed_m_s: float
    free_m: float

    @property
    def step_m(self) -> float:
        return _STEP_M[self.speed_m_s > 2]


@dataclass(frozen=True)
class Encounter:
    """Where a walk crosses the way of a vehicle, and who goes first.

    Attributes:
        walk, mover: by number.
        enter_m, leave_m: on the walk.
        low_m, high_m: on the vehicle's way, forwards.
        walker_first: else the vehicle is.
    """

    walk: int
    mover: int
    enter_m: float
    leave_m: float
    low_m: float
    high_m: float
    walker_first: bool


def walks(items: Sequence[Item], ground: Ground, most_s: float) -> dict[int, Walk]:
    """By number of the item, the walks of all who go on foot; those of one party have the same one,
    which ends where the first of them has to stop."""
    going = [n for n, item in enumerate(items) if item.mover is None and item.thing.motion is not None]
    still = [i.footprint for i in items if i.mover is None and i.thing.motion is None and i.footprint]
    tree = shapely.STRtree(still)
    found: dict[int, Walk] = {}
    parties: dict[int, Walk] = {}
    for number in going:
        party = items[number].party
        if party in parties:
            found[number] = parties[party]
            continue
        thing = items[number].thing
        assert thing.motion is not None
        velocity = np.array(thing.motion.velocity_m_s[:2])
        speed = float(np.linalg.norm(velocity))
        if speed > 0.01:
            begin, ahead = thing.world_from_thing[:2, 3], velocity / speed
            free = min(
                _free_m(items[n].thing.world_from_thing[:2, 3], ahead, speed * most_s, tree, ground)
                for n in going
                if n == number or (party is not None and items[n].party == party)
            )
            found[number] = Walk(begin, ahead, speed, free)
            if party is not None:
                parties[party] = found[number]
    return found


def _free_m(begin: Array, ahead: Array, reach: float, tree: shapely.STRtree, ground: Ground) -> float:
    """How far one can walk: to what stands there, or a kerb; who is on the road goes on to the pavement."""
    path = shapely.LineString([begin, begin + reach * ahead])
    corridor = path.buffer(_GAP_M, cap_style="flat")
    free = reach
    for number in tree.query(corridor, predicate="intersects"):
        part = shapely.get_coordinates(shapely.intersection(tree.geometries[number], corridor))
        if len(part):
            free = min(free, max(0.0, float(((part - begin) @ ahead).min()) - 0.75))
    border = shapely.intersection(ground.carriageway.boundary, path)
    kerbs = np.sort((shapely.get_coordinates(border) - begin) @ ahead)
    if len(kerbs) and shapely.contains_xy(ground.carriageway, *begin):
        free = min(free, float(kerbs[0]) + _BEYOND_M)
        kerbs = kerbs[kerbs > kerbs[0] + 0.3]
    return min(free, max(0.0, float(kerbs[0]) - _KERB_GAP_M)) if len(kerbs) else free


def encounters(walks: Sequence[Walk], movers: Sequence[Mover]) -> list[Encounter]:
    """Of all walks with all vehicles that are not past them yet.

    Who gets there first goes first; but who is in a vehicle's way already is let go, and who could not be
    stopped for in comfort waits.
    """
    found = []
    for w, walk in enumerate(walks):
        along = np.arange(0.0, walk.free_m + 0.25, 0.25)
        points = walk.begin_m + along[:, None] * walk.ahead
        places = {line: line.project(points) for line in dict.fromkeys(m.line for m in movers)}
        for m, mover in enumerate(movers):
            s, t = places[mover.line].T
            inside = np.flatnonzero(abs(t - mover.t_m) < mover.half_m + _BODY_M + _ROOM_M)
            if len(inside) == 0:
                continue
            low, high = float(s[inside].min()) - _CLEAR_M, float(s[inside].max()) + _CLEAR_M
            gap = low - mover.s_m - mover.front_m
            if mover.s_m - mover.back_m > high:
                continue
            enter, leave = float(along[inside[0]]), float(along[inside[-1]])
            arrives = enter / walk.speed_m_s
            speed = max(mover.speed_m_s, 0.1)
            past = (high - mover.s_m + mover.back_m) / speed
            late = past + _LATE_S < arrives
            stops = gap > speed**2 / (2 * _COMFORT_M_S2)
            first = gap > 0 and (enter == 0 or (stops and not late))
            found.append(Encounter(w, m, enter, leave, low, high, first))
    return found


def stepped(
    walks: Sequence[Walk],
    at_m: Array,
    limit_m: Array,
    dt_s: float,
    going: npt.NDArray[np.bool_] | None = None,
) -> Array:
    """How far all have walked after one more step, up to ``limit_m``; nobody walks into another.

    Who is ``going`` is thought to go on: so people walk side by side. None: nobody is.
    """
    if not walks:
        return at_m
    begin = np.array([walk.begin_m for walk in walks])
    ahead = np.array([walk.ahead for walk in walks])
    step = np.array([walk.step_m for walk in walks])
    pace = np.array([walk.speed_m_s for walk in walks]) * dt_s * (0.0 if going is None else going)
    side = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    at = at_m.copy()
    for n, walk in enumerate(walks):
        wanted = min(at[n] + walk.speed_m_s * dt_s, limit_m[n])
        if wanted <= at[n]:
            continue
        now = begin + at[:, None] * ahead - (begin[n] + at[n] * ahead[n])
        then = begin + np.maximum(at, at_m + pace)[:, None] * ahead - (begin[n] + wanted * ahead[n])
        along, aside = then @ ahead[n], then @ side[n]
        nearer = np.linalg.norm(then, axis=1) < np.linalg.norm(now, axis=1) - 1e-6
        reach = step[n] + step * abs(ahead @ ahead[n]) + _BODY_M * abs(side @ ahead[n]) + 0.05
        width = _BODY_M + step * abs(ahead @ side[n]) + _BODY_M * abs(side @ side[n])
        near = (abs(along) < reach) & (abs(aside) < width) & nearer
        near[n] = False
        if not near.any():
            at[n] = wanted
    return at
