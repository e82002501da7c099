"""A street some time later: what drives, rides and walks on it goes along its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..frames import Matrix, inverse
from ..scene import Motion
from .crossing import Halt
from .idm import STANDSTILL_M, acceleration, safe_speed
from .network import Network
from .site import Item, Mover, Site, footprint
from .traffic import EGO_BACK_M, EGO_FRONT_M, Way

if TYPE_CHECKING:
    from . import Street

__all__ = ["MOST_S", "Stop", "after", "closed", "ego_mover"]

MOST_S = 20.0
"""How long a drive may be: so far the road goes."""
_STEP_S = 0.05
_BESIDE_M = 0.15
_QUEUED_M = 4.0
_END_M = 60.0
_SEEN_M = 150.0
_WALK_GAP_M = 0.35
_GONE = np.array([0.0, 0.0, -300.0])

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Stop:
    """Where one direction of a road waits: ``s_m`` counts forwards, as a mover's does."""

    road: str
    direction: int
    s_m: float


def closed(network: Network, halts: Sequence[Halt], red: dict[int, bool]) -> tuple[Stop, ...]:
    """The halts at which it is nobody's turn through the whole drive.

    Side roads wait throughout: what would turn there has no way across the junction.
    """
    return tuple(
        Stop(halt.road.name, halt.direction, halt.direction * halt.s_m)
        for halt in halts
        if halt.road is not network.main or red.get(halt.junction, False)
    )


def ego_mover(network: Network, way: Way, speed_m_s: float) -> Mover:
    """The camera's own car."""
    return Mover(network.main, 1, 0.0, way.lane.t_m, speed_m_s, way.limit_m_s, EGO_FRONT_M, EGO_BACK_M, 0.95)


def after(street: Street, time_s: float) -> Street:
    """The same street ``time_s`` later; things keep their places in the list.

    Vehicles and riders follow their lanes by the Intelligent Driver Model, in steps of 0.05 s; who walks
    goes straight on up to what stands in the way. What has left its road is nowhere to be seen.
    """
    if time_s <= 0:
        return street
    movers = list(dict.fromkeys(item.mover for item in street.items if item.mover is not None))
    everyone = [*movers, street.ego_mover]
    s, speed, braking = _simulated(everyone, street, time_s)
    state = {mover: (s[i], speed[i], braking[i]) for i, mover in enumerate(everyone)}
    site = Site(street.ground)
    standing = _standing(street)
    items = []
    for item in street.items:
        if item.mover is not None:
            items.append(_driven(item, site, *state[item.mover]))
        elif item.thing.motion is not None:
            items.append(_walked(item, site, standing, time_s))
        else:
            items.append(item)
    ego_s, ego_speed, _ = state[street.ego_mover]
    return replace(street, items=tuple(items), ego_s_m=float(ego_s), ego_speed_m_s=float(ego_speed))


def _simulated(movers: Sequence[Mover], street: Street, time_s: float) -> tuple[Array, Array, Array]:
    """Places (forwards), speeds and accelerations of movers after ``time_s``."""
    n = len(movers)
    s = np.array([m.s_m for m in movers])
    v = np.array([m.speed_m_s for m in movers])
    wanted = np.array([max(m.wanted_m_s, m.speed_m_s, 1.0) for m in movers])
    front, back = (np.array([getattr(m, key) for m in movers]) for key in ("front_m", "back_m"))
    t, half = np.array([m.t_m for m in movers]), np.array([m.half_m for m in movers])
    group = [(m.road.name, m.direction) for m in movers]
    same = np.array([[a == b for b in group] for a in group])
    beside = abs(t[:, None] - t[None, :]) > half[:, None] + half[None, :] + _BESIDE_M
    follows = same & ~beside & ~np.eye(n, dtype=bool)
    stop = np.full(n, np.inf)
    parked = [i.footprint for i in street.items if i.mover is None and i.thing.motion is None and i.footprint]
    obstacles = shapely.STRtree(parked)
    for i, mover in enumerate(movers):
        waits = [
            p.s_m
            for p in street.stops
            if (p.road, p.direction) == group[i] and p.s_m >= s[i] + front[i] - 0.3
        ]
        if mover is street.ego_mover:
            waits.append(mover.road.line.end_m - _END_M)
        stop[i] = min([*waits, *_in_the_way(mover, street, obstacles)], default=np.inf)

    def leaders() -> tuple[Array, Array]:
        """Gap to whoever or whatever is ahead, and its speed."""
        apart = np.where(follows & (s[None, :] > s[:, None]), s[None, :] - back[None, :], np.inf)
        first = apart.argmin(axis=1)
        rear = apart[np.arange(n), first]
        ahead = np.where(np.isfinite(rear), v[first], 0.0)
        ahead = np.where(stop < rear, 0.0, ahead)
        return np.minimum(rear, stop) - s - front, ahead

    gap, _ = leaders()
    # Who stands in a queue keeps the gap that is there, so that queues do not creep.
    least = np.where((v < 0.1) & (gap < _QUEUED_M), np.maximum(gap, 0.2), STANDSTILL_M)
    least = np.minimum(least, np.where(v < 0.1, np.inf, STANDSTILL_M))
    for i in np.argsort(-s, kind="stable"):
        gap, ahead = leaders()
        v[i] = safe_speed(float(v[i]), float(gap[i]), float(ahead[i]), float(wanted[i]))
    roads = {m.road.name: m.road.line for m in movers}
    sign = np.array([m.direction for m in movers])
    pull = np.zeros(n)
    whole, rest = divmod(round(time_s, 9), _STEP_S)
    for dt in (*[_STEP_S] * int(whole), rest):  # one grid of times for all frames, and what is left
        gap, ahead = leaders()
        pull = acceleration(v, gap, v - ahead, wanted, least)
        faster = np.maximum(v + pull * dt, 0.0)
        travelled = np.minimum((v + faster) / 2 * dt, np.maximum(gap - 0.1, 0.0))
        bend = np.array([1.0] * n)
        for name, line in roads.items():
            own = np.array([g[0] == name for g in group])
            bend[own] = 1 - line.curvature_at(sign[own] * s[own]) * t[own]
        s = s + travelled / np.clip(bend, 0.5, 2.0)
        v = faster
    return s, v, pull


def _in_the_way(mover: Mover, street: Street, obstacles: shapely.STRtree) -> list[float]:
    """Where parked vehicles and other standing things reach into the lane ahead, forwards."""
    line, sign = mover.road.line, mover.direction
    begin = mover.s_m + mover.front_m
    along = sign * np.arange(begin, begin + min(_SEEN_M, 3.0 + mover.wanted_m_s * MOST_S), 2.0)
    edges = [line.at(along, mover.t_m + side * (mover.half_m + 0.05)) for side in (-1, 1)]
    corridor = shapely.make_valid(shapely.Polygon(np.concatenate([edges[0], edges[1][::-1]])))
    found = []
    for number in obstacles.query(corridor, predicate="intersects"):
        part = shapely.get_coordinates(shapely.intersection(obstacles.geometries[number], corridor))
        if len(part):
            found.append(float((sign * line.project(part)[:, 0]).min()) - 0.3)
    return found


def _driven(item: Item, site: Site, s_m: float, speed_m_s: float, pull_m_s2: float) -> Item:
    mover, thing = item.mover, item.thing
    assert mover is not None
    line = mover.road.line
    along = mover.direction * s_m
    reach = max(mover.front_m, mover.back_m)
    if not line.begin_m + reach <= along <= line.end_m - reach:
        return _left(item)
    # From where it was, so that the place does not depend on how exactly it was found on the line.
    begin = _on(mover, mover.s_m)
    there = _on(mover, s_m)
    moved = there @ inverse(begin)
    own = thing.world_from_thing
    point = (moved @ [own[0, 3], own[1, 3], 0.0, 1.0])[:2]
    ahead = moved[:3, :3] @ [own[0, 0], own[1, 0], 0.0]
    heading = float(np.arctan2(ahead[1], ahead[0]))
    matrix = site.place(point, heading, tilted=True)
    said: dict[str, str | float] = {"speed_m_s": round(float(speed_m_s), 2)}
    if "state" in thing.attributes:
        said["state"] = "driving" if speed_m_s > 0.5 else "waiting"
    motion = None
    if speed_m_s > 0.05:
        spin = float(np.degrees(line.curvature_at(along))) * speed_m_s * mover.direction
        motion = Motion((float(speed_m_s * np.cos(heading)), float(speed_m_s * np.sin(heading)), 0.0), spin)
    region = None if item.footprint is None else footprint(thing.model, point, heading)
    changed = replace(thing, world_from_thing=matrix, attributes={**thing.attributes, **said}, motion=motion)
    return replace(item, thing=changed, footprint=region)


def _on(mover: Mover, s_m: float) -> Matrix:
    """(4, 4): the place of a mover on its lane, x forwards, without height."""
    line = mover.road.line
    along = mover.direction * s_m
    heading = float(line.heading_at(along)) + (0.0 if mover.direction > 0 else np.pi)
    matrix = np.eye(4)
    c, s = np.cos(heading), np.sin(heading)
    matrix[:2, :2] = [[c, -s], [s, c]]
    matrix[:2, 3] = line.at(along, mover.t_m)
    return matrix


def _left(item: Item) -> Item:
    """What is out of the scene, but not of its list."""
    matrix = item.thing.world_from_thing.copy()
    matrix[:3, 3] = _GONE
    attributes = {**item.thing.attributes, "state": "gone"}
    thing = replace(item.thing, world_from_thing=matrix, attributes=attributes, motion=None)
    return replace(item, thing=thing, role="ground", footprint=None)


def _standing(street: Street) -> shapely.STRtree:
    """Where nobody walks: all that takes a place at time 0, and the kerbs that are not lowered."""
    regions = [item.footprint for item in street.items if item.footprint is not None]
    return shapely.STRtree(regions)


def _walked(item: Item, site: Site, standing: shapely.STRtree, time_s: float) -> Item:
    """Straight on, up to the first thing or kerb in the way."""
    thing = item.thing
    assert thing.motion is not None
    velocity = np.array(thing.motion.velocity_m_s[:2])
    speed = float(np.linalg.norm(velocity))
    if speed < 0.01:
        return item
    begin = thing.world_from_thing[:2, 3]
    ahead = velocity / speed
    distance = min(speed * time_s, _free_m(item, site, standing, begin, ahead))
    stopped = distance < speed * time_s - 1e-9
    point = begin + distance * ahead
    matrix = thing.world_from_thing.copy()
    matrix[:2, 3] = point
    matrix[2, 3] += float(site.ground.height(point)[0] - site.ground.height(begin)[0])
    model = thing.model if item.gait is None else item.gait(distance)
    changed = replace(thing, model=model, world_from_thing=matrix, motion=None if stopped else thing.motion)
    heading = float(np.arctan2(matrix[1, 0], matrix[0, 0]))
    region = None if item.footprint is None else footprint(model, point, heading)
    return replace(item, thing=changed, footprint=region)


def _free_m(item: Item, site: Site, standing: shapely.STRtree, begin: Array, ahead: Array) -> float:
    """How far one can walk: to what stands there at time 0, or to a kerb."""
    reach = 3.5 * MOST_S
    path = shapely.LineString([begin, begin + reach * ahead])
    corridor = path.buffer(_WALK_GAP_M + 0.1, cap_style="flat")
    free = reach
    for number in standing.query(corridor, predicate="intersects"):
        region = standing.geometries[number]
        if region is item.footprint:
            continue
        part = shapely.get_coordinates(shapely.intersection(region, corridor))
        nearest = float(((part - begin) @ ahead).min()) if len(part) else reach
        free = min(free, max(0.0, nearest - 0.75))
    kerb = shapely.get_coordinates(
        shapely.intersection(site.ground.carriageway.boundary, path.buffer(0.05, cap_style="flat"))
    )
    if len(kerb):
        near = (kerb - begin) @ ahead
        free = min(free, max(0.0, float(near.min()) - 0.6))
    return free
