"""Vehicles in their lanes: driving and queued, beside those that turn."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely

from ...assets.model import Model
from ...draw import Draw
from .crossing import Crossing
from .fleet import Fleet, seen_well
from .gaps import EGO_BACK_M, EGO_FRONT_M, need, safe_speed
from .manoeuvres import Claim, Plans, manoeuvre, put_vehicle, stand
from .mover import mover_on
from .paths import Path, kept
from .site import Site, footprint
from .way import Way

__all__ = ["drive"]

_STANDING_M = (1.2, 3.2)
_SAFE_M = 0.35
_OVERHANG_M = 0.1
# Vehicles' time behind each other, seconds, log-uniform; by how busy the road is.
_HEADWAYS_S = {"empty": (6.0, 40.0), "calm": (2.5, 18.0), "busy": (1.2, 6.0)}


def drive(draw: Draw, plans: Plans, crossings: tuple[Crossing, ...], wanted_m_s: float) -> float:
    """Fill the lanes: who turns, queues before red lights and at give-way lines, and what drives between.

    Args:
        draw: of the traffic.
        plans: of the street, with nobody in them yet.
        crossings: of its roads.
        wanted_m_s: how fast the camera's car goes if nothing is in its way.

    Returns:
        How fast it goes.
    """
    density = draw.choice("density", {"empty": 0.15, "calm": 0.45, "busy": 0.4})
    speed_m_s = wanted_m_s
    manoeuvre(draw.scope("manoeuvres"), plans, density, crossings)
    for way in plans.ways:
        scope = draw.scope("way", None).scope(way.name)
        if way.road is not plans.network.main:
            _fill_side(scope, plans, way)
            continue
        tails, blocked = _queue(scope, plans, way)
        if way is plans.ego:
            ahead = [(s, v) for s, v in tails if s > EGO_FRONT_M]
            speed_m_s = min(wanted_m_s, _held(ahead, EGO_FRONT_M))
        own = speed_m_s if way is plans.ego else None
        _fill(scope, plans, way, density, tails, blocked, own)
    return speed_m_s


def _held(tails: Iterable[tuple[float, float]], at_m: float) -> float:
    """The speed from which one can stop before whatever is ahead of a place."""
    return min((safe_speed(s - at_m, speed) for s, speed in tails if s > at_m), default=np.inf)


def _queue(draw: Draw, plans: Plans, way: Way) -> tuple[list[tuple[float, float]], list[Claim]]:
    """Who waits at red lights of the main road.

    Returns:
        Arc lengths that nobody may pass, and how fast what is there goes: the lines, the ends of the queues
        before them, and those of claims; and stretches where nobody drives.
    """
    site, network, red = plans.site, plans.network, plans.red
    is_ego = way is plans.ego
    waiting = [s for s, junction in way.halts if red.get(junction, False)]
    if is_ego:
        waiting = [s for s in waiting if s > EGO_FRONT_M]
    blocked = [
        Claim(s, s + 2 * network.junctions[j].half_m(network.main) + 6)
        for s, j in way.halts
        if red.get(j, False)
    ]
    tails = []
    for row, stop in enumerate(waiting):
        queue = draw.scope("queue", row)
        front = stop - queue.uniform("stop_m", 0.3, 1.5)
        begin = tail = front
        for place in range(queue.integer("length", 0, 6)):
            scope = queue.scope("car", place)
            if is_ego and front < EGO_FRONT_M + 8:
                break
            model = _vehicle(scope, plans.fleet, way, front, brake=scope.chance("brakes", 0.85))
            length = _length(model)
            if is_ego and front - length < EGO_FRONT_M + 1.2:
                break
            if _place(site, way, model, front, 0.0):
                tail = front - length
            front -= length + scope.uniform("gap_m", *_STANDING_M)
        tails.append((tail, 0.0))
        blocked.append(Claim(front - 2.0, begin + 2.0))
    claims = plans.claims[way.name]
    return [*tails, *((c.begin_m, c.behind_m_s) for c in claims)], [*blocked, *claims]


def _fill(
    draw: Draw,
    plans: Plans,
    way: Way,
    density: str,
    tails: list[tuple[float, float]],
    blocked: list[Claim],
    ego_m_s: float | None,
) -> None:
    """Who drives along a lane of the main road, from behind forwards, each far enough before the last one.

    Args:
        draw: of the lane's traffic.
        plans: of the street.
        way: of the lane.
        density: of the traffic.
        tails: arc lengths that nobody may pass, and the speeds of what is there.
        blocked: stretches where nobody drives.
        ego_m_s: speed of the camera's car, if it drives here.
    """
    low, high = _HEADWAYS_S[density]
    rear = way.line.begin_m + draw.log_uniform("first_s", low, high) * way.limit_m_s * 0.5
    last: tuple[float, float] | None = None  # front and speed of who is behind
    passed = ego_m_s is None
    number = 0
    while rear < way.line.end_m:
        scope = draw.scope("car", number)
        number += 1
        speed = way.limit_m_s * scope.uniform("speed", 0.75, 1.05)
        headway_s = scope.log_uniform("headway_s", low, high)
        slowed = _held(((s - 8.0, v) for s, v in tails if s > rear), rear)
        brakes = scope.chance("brakes", 0.1)
        turn = plans.soon(scope.scope("manoeuvre"), way, rear + 4.5)
        if turn is not None:
            slowed = min(slowed, turn[0].pace_m_s(rear + 2.0, 2.0))
            brakes |= slowed < speed
        model = _vehicle(
            scope,
            plans.fleet,
            way,
            rear + 4.5,
            brake=min(speed, slowed) < 0.5 * way.limit_m_s or brakes,
            indicator="off" if turn is None else turn[0].manoeuvre.side,
        )
        length = _length(model)
        if not passed and rear + length > -EGO_BACK_M - 3.0:
            # Before the camera's car, which follows who is next.
            passed, last = True, (EGO_FRONT_M, ego_m_s or 0.0)
            rear = EGO_FRONT_M + max(3.0, (ego_m_s or 0.0) * headway_s)
        if last is not None:
            rear = max(rear, last[0] + need(last[1], speed))
        front = rear + length
        speed = min(speed, _held(tails, front))
        if turn is not None:
            if not plans.about(turn[0], front):
                rear += 2.0
                continue
            speed = min(speed, turn[0].pace_m_s(front - length / 2, 2.0))
        if not passed:
            assert ego_m_s is not None
            speed = min(speed, safe_speed(-EGO_BACK_M - front, ego_m_s))
        if last is not None and rear - last[0] < need(last[1], speed):
            rear += 2.0
            continue
        inside = any(c.begin_m <= front and rear <= c.end_m for c in blocked)
        inside |= any(c.ahead_m_s > 0 and 0 < rear - c.end_m < need(c.ahead_m_s, speed) for c in blocked)
        if front > way.line.end_m or inside or not _driven(plans, way, model, front, speed, turn):
            rear += 6.0
            continue
        last = (front, speed)
        rear = front + max(2.0, headway_s * max(speed, 3.0))


def _driven(
    plans: Plans, way: Way, model: Model, front_m: float, speed_m_s: float, turn: tuple[Path, int] | None
) -> bool:
    """Stand a vehicle on its lane, along which it goes on, or not for long."""
    if turn is None:
        return _place(plans.site, way, model, front_m, speed_m_s)
    path, junction = turn
    s = front_m - float(model.mesh.bounds[1, 0])
    if not kept(path, model.mesh.bounds, plans.site.ground.carriageway, path.manoeuvre.begin_m):
        return False
    if not _fits(plans.site, way, model, front_m):
        return False
    stand(plans.site, path.line, model, s, speed_m_s, way.limit_m_s, path.manoeuvre)
    plans.takes(junction)
    return True


def _fill_side(draw: Draw, plans: Plans, way: Way) -> None:
    """A side road: who waits at its halt, and who has just turned into it or comes along."""
    site, fleet = plans.site, plans.fleet
    front = way.line.end_m
    if way.halts:
        front, junction = way.halts[0]
        green = plans.red.get(junction, False)
        count = 0 if green else draw.choice("waiting", {0: 0.45, 1: 0.35, 2: 0.12, 3: 0.08})
        front -= draw.uniform("stop_m", 0.2, 0.8)
        free = plans.sides(way, junction) if count else ()
        for place in range(count):
            scope = draw.scope("queue", place)
            side = scope.choice("indicator", {"off": 0.35, "left": 0.3, "right": 0.35})
            side = side if side in free else free[-1]
            model = _vehicle(scope, fleet, way, front, brake=scope.chance("brakes", 0.7), indicator=side)
            _place(site, way, model, front, 0.0, "straight" if side == "off" else f"turning_{side}")
            front -= _length(model) + scope.uniform("gap_m", *_STANDING_M)
    gap = draw.uniform("first_m", 6, 70)
    speed = way.limit_m_s * 0.7
    if way.halts:
        speed = min(speed, safe_speed(gap))
    at = front - gap
    number = 0
    while at > way.line.begin_m + 8:
        scope = draw.scope("car", number)
        model = _vehicle(scope, fleet, way, at)
        rear = at - _length(model)
        if not any(rear - c.end_m < need(c.ahead_m_s, speed) for c in plans.claims[way.name]):
            _place(site, way, model, at, speed)
        at -= _length(model) + scope.uniform("gap_m", 15, 90)
        number += 1


def _vehicle(draw: Draw, fleet: Fleet, way: Way, front_m: float, **look: object) -> Model:
    return fleet.vehicle(draw, near=seen_well(way.line.at(front_m)), **look)  # type: ignore[arg-type]


def _length(model: Model) -> float:
    low, high = model.mesh.bounds
    return float(high[0] - low[0])


def _fits(site: Site, way: Way, model: Model, front_m: float) -> bool:
    """Whether there is room for a vehicle on its lane with the front bumper at ``front_m``."""
    if front_m - _length(model) < way.line.begin_m:
        return False
    middle = front_m - float(model.mesh.bounds[1, 0])
    region = footprint(model, way.line.at(middle), float(way.line.heading_at(middle)))
    return site.free(region, _SAFE_M) and not _overhangs(site, region)


def _place(
    site: Site, way: Way, model: Model, front_m: float, speed_m_s: float, does: str = "straight"
) -> bool:
    """Stand a vehicle on its lane with the front bumper at ``front_m``, if there is room."""
    if not _fits(site, way, model, front_m):
        return False
    middle = front_m - float(model.mesh.bounds[1, 0])
    mover = mover_on(way.road, way.lane.strip.direction, model, way.line.at(middle), speed_m_s, way.limit_m_s)
    put_vehicle(site, way.line, model, middle, speed_m_s, does, mover)
    return True


def _overhangs(site: Site, region: shapely.Polygon) -> bool:
    """Whether a corner reaches over the kerb, as those of a long lorry do in a narrow bend."""
    corners = shapely.points(shapely.get_coordinates(region))
    return bool((shapely.distance(site.ground.carriageway, corners) > _OVERHANG_M).any())
