"""The rules of the road, as the checker applies them to what drives, parks, rides and walks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .ground import strip_region
from .plane import united
from .road import CARRIAGEWAY, Lane, Road
from .site import Item
from .traffic import EGO_BACK_M, EGO_FRONT_M

if TYPE_CHECKING:
    from . import Street

__all__ = ["Violation", "manners"]

Array = npt.NDArray[np.float64]

_STRAIGHT_DEG = 12.0
_PARKED_DEG = 8.0
_ASIDE_M = 0.35
"""How far a vehicle's body may be out of its lane: lorries are as wide as lanes, and cut corners."""
_KERB_M = 0.12
_EDGE_M = 1.0
"""How far from the kerb one may stand on a carriageway without crossing it: at parked cars, at a bin."""
_STILL_M = 0.7
_STOPPING_M_S2 = 6.0
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
    """Where a vehicle is on a road: the lane that its middle is in, and the bounds of its body."""

    number: int
    item: Item
    road: Road
    lane: Lane
    turned_deg: float
    low: Array
    high: Array

    @property
    def speed_m_s(self) -> float:
        return float(self.item.thing.attributes.get("speed_m_s", 0.0))


def manners(street: Street) -> Iterator[Violation]:
    """Who does not keep to the rules of the road; what an edge case staged is not asked.

    Rules:
        off the road: a vehicle's middle is not on a carriageway; two-wheelers may be left on pavements.
        over the kerb: a vehicle that drives stands with its body on the pavement (metres).
        against the traffic: a driving vehicle does not look where its lane goes (degrees).
        out of its lane: its body is in the next lane (metres).
        askew: a parked vehicle is not along or across its strip (degrees).
        too close: a vehicle could not stop behind the one ahead if that braked (metres that are missing).
        on the road: somebody walks on a carriageway, away from crossings and kerbs (metres).
    """
    lanes: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    walked = _walkable(street)
    for number, item in enumerate(street.items, start=1):
        attributes = item.thing.attributes
        if "edge_case" in attributes or attributes.get("manoeuvre"):
            continue
        if item.role == "vehicle" and ("state" in attributes or "riding" in attributes):
            yield from _keeps(street, number, item, lanes)
        elif item.role == "person" and "riding" not in attributes:
            away = float(shapely.distance(walked, shapely.Point(item.thing.world_from_thing[:2, 3])))
            if away > 0:
                yield Violation("on the road", (number,), away)
    for places in lanes.values():
        yield from _apart(street, places)


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


def _keeps(
    street: Street, number: int, item: Item, lanes: dict[tuple[str, int], list[_Place]]
) -> Iterator[Violation]:
    point = item.thing.world_from_thing[:2, 3]
    left = item.thing.attributes.get("state") == "parked" and item.thing.category in ("bicycle", "motorcycle")
    if left and street.ground.pavements.contains(shapely.Point(point)):
        return
    if not street.ground.carriageway.buffer(0.3).contains(shapely.Point(point)):
        yield Violation("off the road", (number,), 0.0)
        return
    place = _place(street, number, item)
    if place is None:
        return
    turned, strip = place.turned_deg, place.lane.strip
    if item.thing.attributes.get("state") == "parked":
        askew = abs(turned - 90) if strip.kind == "bay" else min(turned, 180 - turned)
        if askew > _PARKED_DEG:
            yield Violation("askew", (number,), askew)
        return
    riding = "riding" in item.thing.attributes
    if turned > (45 if riding else _STRAIGHT_DEG) and strip.direction:
        yield Violation("against the traffic", (number,), turned)
        return
    over = _over_kerb(street, item)
    if over > _KERB_M:
        yield Violation("over the kerb", (number,), over)
    if not riding and strip.kind in ("drive", "tram"):
        aside = max(place.high[1] - place.lane.left_m, place.lane.right_m - place.low[1])
        if aside > _ASIDE_M:
            yield Violation("out of its lane", (number,), float(aside))
        lanes[place.road.name, place.lane.number].append(place)


def _place(street: Street, number: int, item: Item) -> _Place | None:
    """The lane under a vehicle; where roads cross, the one that goes its way."""
    m = item.thing.world_from_thing
    heading = float(np.arctan2(m[1, 0], m[0, 0]))
    body = _body(item)
    best: _Place | None = None
    for road in street.network.roads:
        s, t = road.line.project(m[:2, 3])[0]
        if not road.line.begin_m - 1 <= s <= road.line.end_m + 1:
            continue
        for lane in road.lanes:
            if lane.strip.kind not in CARRIAGEWAY or not lane.right_m <= t <= lane.left_m:
                continue
            turned = np.degrees(np.angle(np.exp(1j * (road.heading_rad(lane, s) - heading))))
            if best is None or abs(turned) < best.turned_deg:
                along = road.line.project(body)
                best = _Place(
                    number, item, road, lane, abs(float(turned)), along.min(axis=0), along.max(axis=0)
                )
    return best


def _body(item: Item) -> Array:
    """Corners of a vehicle's body on the plane, without mirrors: what is as low as its bumpers."""
    vertices = item.thing.model.mesh.vertices
    low = vertices[vertices[:, 2] < vertices[:, 2].min() + 0.7]
    (x0, y0), (x1, y1) = low[:, :2].min(axis=0), low[:, :2].max(axis=0)
    corners = np.array([[x0, y0, 0.0], [x1, y0, 0.0], [x1, y1, 0.0], [x0, y1, 0.0]])
    m = item.thing.world_from_thing
    return np.asarray((corners @ m[:3, :3].T + m[:3, 3])[:, :2])


def _over_kerb(street: Street, item: Item) -> float:
    """How far a vehicle's body reaches beyond the carriageway."""
    return float(shapely.distance(street.ground.carriageway, shapely.points(_body(item))).max())


def _apart(street: Street, places: list[_Place]) -> Iterator[Violation]:
    """Who follows too closely: by stopping distances with equal brakes, after half a second."""
    road, lane = places[0].road, places[0].lane
    sign = lane.strip.direction
    ends = [
        (p.low[0], p.high[0], p.speed_m_s, p.number)
        if sign > 0
        else (-p.high[0], -p.low[0], p.speed_m_s, p.number)
        for p in places
    ]
    if street.ego.road is road and street.ego.lane.number == lane.number:
        ends.append((-EGO_BACK_M, EGO_FRONT_M, street.ego_speed_m_s, 0))
    ends.sort()
    for (_, front, v, follower), (rear, _, ahead, leader) in pairwise(ends):
        need = 1.0 + _REACTION_S * v + (v**2 - ahead**2) / (2 * _STOPPING_M_S2) if v > 0.5 else 0.0
        missing = max(need, _STILL_M) - float(rear - front)
        if missing > 0:
            numbers = tuple(number for number in (follower, leader) if number)
            yield Violation("too close", numbers, missing)
