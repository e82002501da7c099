"""Vehicles in their lanes: driving, queued, turning, parked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from ...assets.model import Model
from ...draw import Draw
from ..scene import Motion
from .crossing import Crossing, Halt
from .fleet import Fleet
from .line import Line
from .network import Network
from .road import Lane, Road
from .site import Site, footprint, mover_on

__all__ = ["EGO_BACK_M", "EGO_FRONT_M", "Way", "drive", "ego_region", "ego_way", "parked", "ways"]

EGO_FRONT_M, EGO_BACK_M = 2.0, 2.6
"""From the camera to the bumpers of the car that carries it."""
NEAR_M, BESIDE_M = 38.0, 6.0
"""How far what is seen well is from the camera, and how far what is beside it reaches back."""
_STANDING_M = (1.2, 3.2)
_SAFE_M = 0.35
_OVERHANG_M = 0.1
_REACTION_S, _BRAKING_M_S2 = 0.5, 6.0
"""Of drivers who follow closely, as most do."""
# Vehicles' time behind each other, seconds, log-uniform; by how busy the road is.
_HEADWAYS_S = {"empty": (6.0, 40.0), "calm": (2.5, 18.0), "busy": (1.2, 6.0)}


@dataclass(frozen=True, eq=False)
class Way:
    """What vehicles of one lane follow, in the direction in which they go.

    Attributes:
        name: unique, made of letters, digits and ``_``.
        line: the lane's middle.
        road: that it is a lane of.
        lane: of the road.
        limit_m_s: how fast they go.
        halts: arc lengths where they wait when it is not their turn, with the junction's number.
    """

    name: str
    line: Line
    road: Road
    lane: Lane
    limit_m_s: float
    halts: tuple[tuple[float, int], ...]


def ways(network: Network, halts: tuple[Halt, ...]) -> tuple[Way, ...]:
    """All driving lanes, as lines in their traffic's direction. Those of side roads end at their halt."""
    found = []
    for number, road in enumerate(network.roads):
        for lane in road.of("drive", "tram"):
            own = [h for h in halts if h.road is road and h.direction == lane.strip.direction]
            line = road.line.shifted(lane.t_m)
            along = road.line.at([h.s_m for h in own], lane.t_m) if own else np.zeros((0, 2))
            stops = line.project(along)[:, 0]
            if road is not network.main:
                # Outside the mouth: what turns there goes another way.
                begin = float(min((h.s_m for h in halts if h.road is road), default=8.0))
                line = line.part(begin, line.end_m)
            if lane.strip.direction < 0:
                line, stops = line.reversed(), -stops
            places = tuple((float(s), h.junction) for s, h in zip(stops, own, strict=True))
            name = f"{number}_{lane.number}"
            found.append(Way(name, line, road, lane, road.limit_m_s, places))
    return tuple(found)


def ego_way(network: Network, all_ways: tuple[Way, ...], choice: float) -> Way:
    """The way that the camera's car follows; ``choice`` from 0 to 1 goes from the kerb inwards."""
    own = [way for way in all_ways if way.road is network.main and way.lane.strip.direction > 0]
    drive_only = [way for way in own if way.lane.strip.kind == "drive"] or own
    return drive_only[::-1][min(int(choice * len(drive_only)), len(drive_only) - 1)]


def drive(
    draw: Draw,
    site: Site,
    network: Network,
    all_ways: tuple[Way, ...],
    ego: Way,
    fleet: Fleet,
    red: dict[int, bool],
    wanted_m_s: float,
) -> float:
    """Fill the lanes: queues before red lights and at give-way lines, and what drives between.

    Args:
        draw: of the traffic.
        site: that the vehicles are put on.
        network: of roads.
        all_ways: of the network.
        ego: the camera's; its car stands at arc length 0.
        fleet: that vehicles come from.
        red: by number of a junction with signals, whether the main road has to wait.
        wanted_m_s: how fast the camera's car goes if nothing is in its way.

    Returns:
        How fast it goes.
    """
    density = draw.choice("density", {"empty": 0.15, "calm": 0.45, "busy": 0.4})
    speed_m_s = wanted_m_s
    for way in all_ways:
        scope = draw.scope("way", None).scope(way.name)
        if way.road is not network.main:
            _fill_side(scope, site, way, fleet, red)
            continue
        tails, blocked = _queue(scope, site, network, way, way is ego, fleet, red)
        if way is ego:
            ahead = [tail for tail in tails if tail > EGO_FRONT_M]
            speed_m_s = min(wanted_m_s, _safe_speed(min(ahead, default=np.inf) - EGO_FRONT_M))
        own = speed_m_s if way is ego else None
        _fill(scope, site, way, fleet, density, tails, blocked, own)
    return speed_m_s


def _queue(
    draw: Draw, site: Site, network: Network, way: Way, is_ego: bool, fleet: Fleet, red: dict[int, bool]
) -> tuple[list[float], list[tuple[float, float]]]:
    """Who waits at red lights of the main road.

    Returns:
        Arc lengths that nobody may pass: the lines, or the ends of the queues before them; and stretches
        where nobody drives.
    """
    waiting = [s for s, junction in way.halts if red.get(junction, False)]
    if is_ego:
        waiting = [s for s in waiting if s > EGO_FRONT_M]
    blocked = [
        (s, s + 2 * network.junctions[j].half_m(network.main) + 6) for s, j in way.halts if red.get(j, False)
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
            model = _vehicle(scope, fleet, way, front, brake=scope.chance("brakes", 0.85))
            length = _length(model)
            if is_ego and front - length < EGO_FRONT_M + 1.2:
                break
            if _place(site, way, model, front, 0.0):
                tail = front - length
            front -= length + scope.uniform("gap_m", *_STANDING_M)
        tails.append(tail)
        blocked.append((front - 2.0, begin + 2.0))
    return tails, blocked


def _fill(
    draw: Draw,
    site: Site,
    way: Way,
    fleet: Fleet,
    density: str,
    tails: list[float],
    blocked: list[tuple[float, float]],
    ego_m_s: float | None,
) -> None:
    """Who drives along a lane of the main road, from behind forwards, each far enough before the last one.

    Args:
        draw: of the lane's traffic.
        site: that the vehicles are put on.
        way: of the lane.
        fleet: that vehicles come from.
        density: of the traffic.
        tails: arc lengths that nobody may pass.
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
        slowed = _safe_speed(min((tail - rear for tail in tails if tail > rear), default=np.inf) - 8.0)
        brakes = scope.chance("brakes", 0.1)
        model = _vehicle(
            scope, fleet, way, rear + 4.5, brake=min(speed, slowed) < 0.5 * way.limit_m_s or brakes
        )
        length = _length(model)
        if not passed and rear + length > -EGO_BACK_M - 3.0:
            # Before the camera's car, which follows who is next.
            passed, last = True, (EGO_FRONT_M, ego_m_s or 0.0)
            rear = EGO_FRONT_M + max(3.0, (ego_m_s or 0.0) * headway_s)
        if last is not None:
            rear = max(rear, last[0] + _need(last[1], speed))
        front = rear + length
        speed = min(speed, _safe_speed(min((t - front for t in tails if t > front), default=np.inf)))
        if not passed:
            assert ego_m_s is not None
            speed = min(speed, _safe_speed(-EGO_BACK_M - front, ego_m_s))
        if last is not None and rear - last[0] < _need(last[1], speed):
            rear += 2.0
            continue
        inside = any(a <= front and rear <= b for a, b in blocked)
        if front > way.line.end_m or inside or not _place(site, way, model, front, speed):
            rear += 6.0
            continue
        last = (front, speed)
        rear = front + max(2.0, headway_s * max(speed, 3.0))


def _need(speed_m_s: float, ahead_m_s: float) -> float:
    """The gap that lets one stop behind another who brakes as hard, after half a second, metres."""
    stopping = (speed_m_s**2 - ahead_m_s**2) / (2 * _BRAKING_M_S2)
    return 1.1 * max(1.0, 1.0 + _REACTION_S * speed_m_s + stopping)


def _safe_speed(gap_m: float, ahead_m_s: float = 0.0) -> float:
    """The speed at which a gap is just what ``_need`` asks for."""
    if not np.isfinite(gap_m):
        return float("inf")
    half = _REACTION_S * _BRAKING_M_S2
    room = 2 * _BRAKING_M_S2 * max(gap_m / 1.1 - 1.0, 0.0) + ahead_m_s**2
    return float(np.sqrt(half**2 + room) - half)


def _fill_side(draw: Draw, site: Site, way: Way, fleet: Fleet, red: dict[int, bool]) -> None:
    """A side road: who waits at its halt, and who has just turned into it or comes along."""
    front = way.line.end_m
    if way.halts:
        front, junction = way.halts[0]
        green = red.get(junction, False)
        count = 0 if green else draw.choice("waiting", {0: 0.45, 1: 0.35, 2: 0.12, 3: 0.08})
        front -= draw.uniform("stop_m", 0.2, 0.8)
        for place in range(count):
            scope = draw.scope("queue", place)
            indicator = scope.choice("indicator", {"off": 0.35, "left": 0.3, "right": 0.35})
            model = _vehicle(scope, fleet, way, front, brake=scope.chance("brakes", 0.7), indicator=indicator)
            _place(site, way, model, front, 0.0)
            front -= _length(model) + scope.uniform("gap_m", *_STANDING_M)
    gap = draw.uniform("first_m", 6, 70)
    speed = way.limit_m_s * 0.7
    if way.halts:
        speed = min(speed, _safe_speed(gap))
    at = front - gap
    number = 0
    while at > way.line.begin_m + 8:
        scope = draw.scope("car", number)
        model = _vehicle(scope, fleet, way, at)
        _place(site, way, model, at, speed)
        at -= _length(model) + scope.uniform("gap_m", 15, 90)
        number += 1


def _vehicle(draw: Draw, fleet: Fleet, way: Way, front_m: float, **look: object) -> Model:
    return fleet.vehicle(draw, near=_near(way.line.at(front_m)), **look)  # type: ignore[arg-type]


def _near(point: np.ndarray) -> bool:
    """Whether a vehicle is seen well: the camera is at the origin and looks along +x."""
    return float(np.linalg.norm(point)) < NEAR_M and point[0] > -BESIDE_M


def _length(model: Model) -> float:
    low, high = model.mesh.bounds
    return float(high[0] - low[0])


def _place(
    site: Site, way: Way, model: Model, front_m: float, speed_m_s: float, aside_m: float = 0.0
) -> bool:
    """Stand a vehicle on its lane with the front bumper at ``front_m``, if there is room."""
    if front_m - _length(model) < way.line.begin_m:
        return False
    middle = front_m - float(model.mesh.bounds[1, 0])
    point, heading = way.line.at(middle, aside_m), float(way.line.heading_at(middle))
    region = footprint(model, point, heading)
    if not site.free(region, _SAFE_M) or _overhangs(site, region):
        return False
    velocity = (speed_m_s * np.cos(heading), speed_m_s * np.sin(heading), 0.0)
    site.put(
        model,
        point,
        heading,
        "vehicle",
        tilted=True,
        attributes={"state": "driving" if speed_m_s > 0.5 else "waiting", "speed_m_s": round(speed_m_s, 2)},
        motion=Motion((float(velocity[0]), float(velocity[1]), 0.0)) if speed_m_s > 0.5 else None,
        mover=mover_on(way.road, way.lane.strip.direction, model, point, speed_m_s, way.limit_m_s),
    )
    return True


def _overhangs(site: Site, region: shapely.Polygon) -> bool:
    """Whether a corner reaches over the kerb, as those of a long lorry do in a narrow bend."""
    corners = shapely.points(shapely.get_coordinates(region))
    return bool((shapely.distance(site.ground.carriageway, corners) > _OVERHANG_M).any())


def parked(
    draw: Draw,
    site: Site,
    network: Network,
    fleet: Fleet,
    crossings: tuple[Crossing, ...],
    halts: tuple[Halt, ...],
) -> None:
    """Cars along the kerbs and in bays, with gaps, clear of corners and crossings."""
    taken = draw.uniform("taken", 0.0, 0.5)
    for number, road in enumerate(network.roads):
        for lane in road.of("parking", "bay"):
            scope = draw.scope("road", number).scope("lane", lane.number)
            for place, (begin, end) in enumerate(_stretches(network, road, lane, crossings, halts)):
                across = lane.strip.kind == "bay"
                _park(scope.scope("stretch", place), site, road, lane, begin, end, across, taken, fleet)


def _stretches(
    network: Network, road: Road, lane: Lane, crossings: tuple[Crossing, ...], halts: tuple[Halt, ...]
) -> Iterator[tuple[float, float]]:
    """Where one may park: 5 m from corners and crossings."""
    closed: list[tuple[float, float]] = []
    if road is network.main:
        for junction in network.junctions:
            if junction.left == (lane.t_m > 0) or junction.control == "signals":
                half = junction.half_m(road) + 3.0
                closed.append((junction.s_m - half, junction.s_m + half))
    else:
        closed.append((-1.0, min(h.s_m for h in halts if h.road is road) + 4.0))
    for crossing in crossings:
        if crossing.road is road:
            closed.append((crossing.s_m - 6.0, crossing.s_m + 6.0))
    begin = road.line.begin_m
    for low, high in [*sorted(closed), (road.line.end_m, road.line.end_m)]:
        if low - begin > 6:
            yield begin, low
        begin = max(begin, high)


def _park(
    draw: Draw,
    site: Site,
    road: Road,
    lane: Lane,
    begin_m: float,
    end_m: float,
    across: bool,
    taken: float,
    fleet: Fleet,
) -> None:
    at = begin_m + draw.uniform("first_m", 0.2, 3.0)
    number = 0
    while at < end_m - 2:
        scope = draw.scope("slot", number)
        number += 1
        if not scope.chance("taken", taken):
            at += 2.5 if across else scope.uniform("empty_m", 3.0, 7.0)
            continue
        model = fleet.vehicle(scope, near=_near(road.line.at(at, lane.t_m)), parked=True)
        low, high = model.mesh.bounds
        length, width = float(high[0] - low[0]), float(high[1] - low[1])
        step = 2.5 if across else length + scope.log_uniform("gap_m", 0.5, 2.5)
        if at + (step if across else length) > end_m:
            return
        middle = at + (1.25 if across else length / 2)
        heading = float(road.line.heading_at(middle)) + np.radians(scope.normal("yaw_deg", 0, 1.2, -4, 4))
        t = lane.t_m
        if across:
            inwards = -1 if lane.t_m < 0 else 1
            heading += inwards * np.pi / 2 * (1 if scope.chance("forwards", 0.6) else -1)
            t += inwards * ((lane.strip.width_m - length) / 2 - scope.uniform("short_m", 0.0, 0.25))
        else:
            outwards = 1 if lane.t_m > 0 else -1
            t += outwards * ((lane.strip.width_m - width) / 2 - scope.uniform("kerb_m", 0.05, 0.25))
            heading += np.pi if lane.strip.direction < 0 else 0.0
        point = road.line.at(middle, t)
        if site.free(footprint(model, point, heading), 0.15):
            site.put(model, point, heading, "vehicle", tilted=True, attributes={"state": "parked"})
        at += step


def ego_region(line: Line, halfwidth_m: float = 0.95, at_m: float = 0.0, t_m: float = 0.0) -> shapely.Polygon:
    """The place of the camera's own car, which is at arc length ``at_m`` and ``t_m`` to the left."""
    s = at_m + np.array([-EGO_BACK_M, EGO_FRONT_M])
    edges = line.at(s, t_m - halfwidth_m), line.at(s[::-1], t_m + halfwidth_m)
    return shapely.Polygon(np.concatenate(edges))
