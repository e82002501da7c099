"""The rules of the road, as the checker applies them to what drives, parks, rides and walks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ...assets.mesh import Mesh
from .gaps import EGO_BACK_M, EGO_FRONT_M
from .ground import strip_region
from .line import Line
from .paths import corridor
from .plane import united
from .road import CARRIAGEWAY, Lane, Road
from .site import Item

if TYPE_CHECKING:
    from . import Street

__all__ = ["Violation", "manners"]

Array = npt.NDArray[np.float64]

_STRAIGHT_DEG = 12.0
_RIDING_DEG = 45.0
_PARKED_DEG = 8.0
_ASIDE_M = 0.35
"""How far a vehicle's body may be out of its lane: lorries are as wide as lanes, and cut corners."""
_KERB_M = 0.12
_EDGE_M = 1.0
"""How far from the kerb one may stand on a carriageway without crossing it: at parked cars, at a bin."""
_STILL_M = 0.7
_STEPS_OUT = "between cars"
"""Who does it is on the road a moment later."""
_STOPPING_M_S2 = 6.0
_COMFORT_M_S2 = 3.0
_LATERAL_M_S2 = 2.8
"""A tenth more than drivers bear: a line's curvature is that of its points."""
_REACTION_S = 0.5


@dataclass(frozen=True)
class Violation:
    """What is wrong, and with which things by their instance ids."""

    rule: str
    instances: tuple[int, ...]
    amount: float

    def __str__(self) -> str:
        return f"{self.rule}: instances {', '.join(map(str, self.instances))} ({self.amount:.3g})"


@dataclass(frozen=True, eq=False)
class _Place:
    """Where a vehicle is on a road: the lane that its middle is in, if any, and the bounds of its body."""

    number: int
    item: Item
    road: Road
    lane: Lane | None
    turned_deg: float
    low: Array
    high: Array
    off: bool
    over_kerb_m: float
    body: Array

    @property
    def speed_m_s(self) -> float:
        return float(self.item.thing.attributes.get("speed_m_s", 0.0))

    @property
    def aside_m(self) -> float:
        """How far its body is out of its lane."""
        assert self.lane is not None
        return float(max(self.high[1] - self.lane.left_m, self.lane.right_m - self.low[1]))

    @cached_property
    def along_m(self) -> Array:
        """Where it is on its mover's line, and how far to its left, shape (2,)."""
        assert self.item.mover is not None
        here = self.item.thing.world_from_thing[:2, 3]
        return np.asarray(self.item.mover.line.project(here)[0])

    @property
    def leaves(self) -> bool:
        """Whether it is between two lanes, by what it has set out to do."""
        mover = self.item.mover
        if mover is None or mover.manoeuvre is None:
            return False
        s, done = self.along_m[0], mover.manoeuvre
        return bool(s + mover.front_m > done.begin_m and s - mover.back_m < done.end_m)


def manners(street: Street) -> Iterator[Violation]:
    """Who does not keep to the rules of the road; what an edge case staged is not asked.

    Rules:
        off the road: a vehicle's middle is not on a carriageway; two-wheelers may be left on pavements.
        over the kerb: a vehicle stands with its body on the pavement, not in a bay (metres).
        against the traffic: a driving vehicle does not look where its lane goes (degrees).
        out of its lane: its body is in the next lane (metres).
        askew: a parked vehicle is not along or across its strip (degrees).
        too close: a vehicle could not stop behind the one ahead if that braked (metres that are missing).
        off its way: who leaves a lane is not on its line, or does not look along it (metres or degrees).
        indicates wrongly: the indicator is not that of what it does.
        too fast in a bend: it bears more than 2.5 m/s² aside (m/s²).
        turns into somebody: there is somebody where it could not stop any more.
        cut off: somebody could not stop before where it goes (metres that are missing).
        on the road: somebody walks on a carriageway, away from crossings and kerbs (metres).
    """
    lanes: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    walked = _walkable(street)
    vehicles = []
    for number, item in enumerate(street.items, start=1):
        attributes = item.thing.attributes
        if "edge_case" in attributes:
            continue
        if _left_on_pavement(street, item):
            continue
        if item.role == "vehicle" and ("state" in attributes or "riding" in attributes):
            vehicles.append((number, item))
        elif item.role == "person" and "riding" not in attributes and attributes.get("place") != _STEPS_OUT:
            away = float(shapely.distance(walked, shapely.Point(item.thing.world_from_thing[:2, 3])))
            if away > 0:
                yield Violation("on the road", (number,), away)
    places = [*_places(street, vehicles)]
    for place in places:
        yield from _signals(place)
        yield from _leaves(place, lanes) if place.leaves else _keeps(place, lanes)
        if place.leaves:
            yield from _conflicts(street, place, places)
    for row in lanes.values():
        yield from _apart(street, row)


def _left_on_pavement(street: Street, item: Item) -> bool:
    """Whether it is a two-wheeler that stands where only they may."""
    if item.thing.category not in ("bicycle", "motorcycle") or item.thing.attributes.get("state") != "parked":
        return False
    return bool(street.ground.pavements.contains(shapely.Point(item.thing.world_from_thing[:2, 3])))


def _walkable(street: Street) -> shapely.Geometry:
    """All but the carriageways' inner parts away from crossings, and strips where cars are parked."""
    inner = shapely.buffer(street.ground.carriageway, -_EDGE_M)
    over = [
        strip_region(c.road, c.road.kerbs[1], c.road.kerbs[0], c.s_m - c.width_m, c.s_m + c.width_m)
        for c in street.crossings
    ]
    beside = [
        strip_region(road, lane.right_m - 0.3, lane.left_m + 0.3, road.line.begin_m, road.line.end_m)
        for road in street.network.roads
        for lane in road.of("parking", "bay", "shoulder")
    ]
    open_road = shapely.difference(inner, united(*over, *beside))
    return shapely.difference(shapely.box(-2000, -2000, 2000, 2000), open_road)


def _keeps(place: _Place, lanes: dict[tuple[str, int], list[_Place]]) -> Iterator[Violation]:
    number, turned, lane = place.number, place.turned_deg, place.lane
    if place.off or lane is None:
        yield Violation("off the road", (number,), 0.0)
        return
    kind, attributes = lane.strip.kind, place.item.thing.attributes
    parked, riding = attributes.get("state") == "parked", "riding" in attributes
    if not (parked and kind == "bay") and place.over_kerb_m > _KERB_M:
        yield Violation("over the kerb", (number,), place.over_kerb_m)
    if parked:
        askew = abs(turned - 90) if kind == "bay" else min(turned, 180 - turned)
        if askew > _PARKED_DEG:
            yield Violation("askew", (number,), askew)
    elif lane.strip.direction and turned > (_RIDING_DEG if riding else _STRAIGHT_DEG):
        yield Violation("against the traffic", (number,), turned)
    elif not riding and kind in ("drive", "tram"):
        if place.aside_m > _ASIDE_M:
            yield Violation("out of its lane", (number,), place.aside_m)
        lanes[place.road.name, lane.number].append(place)


def _goes(line: Line, begin_m: float, end_m: float) -> str:
    """To which side of where it looks at the begin a line leads."""
    ahead, away = line.heading_at(begin_m), line.at(end_m) - line.at(begin_m)
    return "left" if away[1] * np.cos(ahead) > away[0] * np.sin(ahead) else "right"


def _shifts(line: Line, begin_m: float, end_m: float, road: Road) -> str:
    """To which side of the road a line shifts, whichever way the road bends."""
    (s, before), (_, then) = road.line.project(line.at([begin_m, end_m]))
    with_it = np.cos(line.heading_at(begin_m) - road.line.heading_at(s)) > 0
    return "left" if (then > before) == with_it else "right"


def _signals(place: _Place) -> Iterator[Violation]:
    thing, mover = place.item.thing, place.item.mover
    shown = thing.attributes.get("indicator", thing.model.attributes.get("indicator", "off"))
    does = str(thing.attributes.get("manoeuvre", "straight"))
    side = does.removeprefix("turning_") if does.startswith("turning_") else "off"
    if does != "straight" and mover is not None and mover.manoeuvre is not None:
        done, line = mover.manoeuvre, mover.line
        begin, end = done.begin_m, min(done.end_m, done.back_m)
        if place.along_m[0] >= done.back_m:
            begin, end = done.back_m, done.end_m
        goes = _goes(line, begin, end) if side != "off" else _shifts(line, begin, end, place.road)
        side = goes if side in ("off", goes) else "neither"
    if "state" in thing.attributes and thing.attributes["state"] != "parked" and shown not in (side, "both"):
        yield Violation("indicates wrongly", (place.number,), 0.0)


def _leaves(place: _Place, lanes: dict[tuple[str, int], list[_Place]]) -> Iterator[Violation]:
    """Who is between two lanes keeps to its own line, and is in a lane for others as long as it is one."""
    mover, number = place.item.mover, place.number
    assert mover is not None
    s, t = place.along_m
    m = place.item.thing.world_from_thing
    heading = np.arctan2(m[1, 0], m[0, 0])
    askew = abs(float(np.degrees(np.angle(np.exp(1j * (mover.line.heading_at(s) - heading))))))
    if abs(t - mover.t_m) > _ASIDE_M or askew > _STRAIGHT_DEG:
        yield Violation("off its way", (number,), max(abs(float(t - mover.t_m)), askew))
    if place.off:
        yield Violation("off the road", (number,), 0.0)
    if place.over_kerb_m > _KERB_M:
        yield Violation("over the kerb", (number,), place.over_kerb_m)
    borne = abs(float(mover.line.curvature_at(s))) * place.speed_m_s**2
    if borne > _LATERAL_M_S2:
        yield Violation("too fast in a bend", (number,), borne)
    lane = place.lane
    straight = lane is not None and place.turned_deg <= _STRAIGHT_DEG and place.aside_m <= _ASIDE_M
    if lane is not None and straight and lane.strip.kind in ("drive", "tram"):
        lanes[place.road.name, lane.number].append(place)


def _conflicts(street: Street, place: _Place, places: list[_Place]) -> Iterator[Violation]:
    """With whom one meets on the way that one cannot but take."""
    mover = place.item.mover
    assert mover is not None
    assert mover.manoeuvre is not None
    s, v = float(place.along_m[0]), place.speed_m_s
    front = s + mover.front_m
    if v < 0.5:
        return
    end = min(front + 1.0 + v + v**2 / (2 * _COMFORT_M_S2), mover.manoeuvre.end_m + mover.front_m)
    if end < front + 0.1:
        return
    needed = corridor(mover.line, front, end, float(np.abs(_body(place.item.thing.model.mesh)[:, 1]).max()))
    rim = shapely.get_coordinates(shapely.segmentize(needed, 0.5))
    others = [
        (p.number, p.road, p.lane, p.low, p.high, p.speed_m_s, p.turned_deg) for p in places if p is not place
    ]
    for other in places:
        if other is not place and needed.intersects(shapely.Polygon(other.body)):
            yield Violation("turns into somebody", (place.number, other.number), 0.0)
    ego = street.ego_s_m + np.array([-EGO_BACK_M, EGO_FRONT_M])
    t = street.ego.lane.t_m
    own = np.array([[ego[0], t - 0.9], [ego[1], t + 0.9]])
    others.append((0, street.network.main, street.ego.lane, own[0], own[1], street.ego_speed_m_s, 0.0))
    for number, road, lane, low, high, speed, turned in others:
        if lane is None or not lane.strip.direction or turned > _STRAIGHT_DEG or speed < 0.5:
            continue
        along, aside = road.line.project(rim).T
        inside = (aside > low[1]) & (aside < high[1])
        sign = lane.strip.direction
        nose = high[0] if sign > 0 else -low[0]
        ahead = (sign * along)[inside]
        ahead = ahead[ahead > nose]
        if not len(ahead):
            continue
        # Who goes the same way goes on.
        same = float(np.cos(mover.line.heading_at(s) - road.heading_rad(lane, float(along[inside][0]))))
        on = max(same, 0.0) * v
        missing = (
            1.0 + _REACTION_S * speed + (speed**2 - on**2) / (2 * _STOPPING_M_S2) - float(ahead.min() - nose)
        )
        if missing > 0:
            yield Violation("cut off", tuple(n for n in (number, place.number) if n), missing)


def _places(street: Street, vehicles: list[tuple[int, Item]]) -> Iterator[_Place]:
    """The lane under each vehicle; where roads cross, the one that goes its way."""
    if not vehicles:
        return
    m = np.stack([item.thing.world_from_thing for _, item in vehicles])
    heading = np.arctan2(m[:, 1, 0], m[:, 0, 0])
    known = {mesh: _body(mesh) for mesh in {item.thing.model.mesh: None for _, item in vehicles}}
    corners = np.stack([known[item.thing.model.mesh] for _, item in vehicles])
    body = np.einsum("nij,nkj->nki", m[:, :2, :2], corners[:, :, :2]) + m[:, None, :2, 3]
    off = shapely.distance(street.ground.carriageway, shapely.points(m[:, :2, 3])) > 0.3
    beyond = shapely.distance(street.ground.carriageway, shapely.points(body)).max(axis=1)
    roads = street.network.roads
    along = [road.line.project(m[:, :2, 3]) for road in roads]
    ways = [road.line.heading_at(st[:, 0]) for road, st in zip(roads, along, strict=True)]
    bounds = [road.line.project(body.reshape(-1, 2)).reshape(-1, 4, 2) for road in roads]
    for n, (number, item) in enumerate(vehicles):
        best: tuple[float, int, Lane | None] = (np.inf, 0, None)
        for r, road in enumerate(roads):
            s, t = along[r][n]
            if not road.line.begin_m - 1 <= s <= road.line.end_m + 1:
                continue
            for lane in road.of(*CARRIAGEWAY):
                if lane.right_m <= t <= lane.left_m:
                    back = np.pi if lane.strip.direction < 0 else 0.0
                    turned = abs(np.degrees(np.angle(np.exp(1j * (ways[r][n] + back - heading[n])))))
                    best = min(best, (float(turned), r, lane), key=lambda found: found[0])
        turned_deg, r, under = best
        low, high = bounds[r][n].min(axis=0), bounds[r][n].max(axis=0)
        off_n, beyond_n = bool(off[n]), float(beyond[n])
        yield _Place(number, item, roads[r], under, turned_deg, low, high, off_n, beyond_n, body[n])


def _body(mesh: Mesh) -> Array:
    """Corners of a vehicle's body, its own frame, (4, 3), without mirrors: what is as low as its bumpers."""
    vertices = mesh.vertices
    low = vertices[vertices[:, 2] < vertices[:, 2].min() + 0.7]
    (x0, y0), (x1, y1) = low[:, :2].min(axis=0), low[:, :2].max(axis=0)
    return np.array([[x0, y0, 0.0], [x1, y0, 0.0], [x1, y1, 0.0], [x0, y1, 0.0]])


def _apart(street: Street, places: list[_Place]) -> Iterator[Violation]:
    """Who follows too closely: by stopping distances with equal brakes, after half a second."""
    road, lane = places[0].road, places[0].lane
    assert lane is not None
    sign = lane.strip.direction
    ends = [
        (p.low[0], p.high[0], p.speed_m_s, p.number)
        if sign > 0
        else (-p.high[0], -p.low[0], p.speed_m_s, p.number)
        for p in places
    ]
    if street.ego.road is road and street.ego.lane.number == lane.number:
        ends.append((street.ego_s_m - EGO_BACK_M, street.ego_s_m + EGO_FRONT_M, street.ego_speed_m_s, 0))
    ends.sort()
    for (_, front, v, follower), (rear, _, ahead, leader) in pairwise(ends):
        need = 1.0 + _REACTION_S * v + (v**2 - ahead**2) / (2 * _STOPPING_M_S2) if v > 0.5 else 0.0
        missing = max(need, _STILL_M) - float(rear - front)
        if missing > 0:
            numbers = tuple(number for number in (follower, leader) if number)
            yield Violation("too close", numbers, missing)
