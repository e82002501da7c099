"""A street some time later: what drives, rides and walks on it goes along its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ...assets.model import Model
from ...assets.rolling import rolled
from ...assets.vehicles.parts import REAR_GLASS, Signals, signalled
from ..frames import Matrix, inverse
from ..scene import Motion
from .conflicts import conflicts, held, yielding
from .crossing import Halt
from .gaps import EGO_BACK_M, EGO_FRONT_M
from .idm import STANDSTILL_M, acceleration, safe_speed
from .line import Line
from .mover import Mover, mover_on
from .network import Network
from .site import Item, Site, footprint
from .strides import Walk, encounters, stepped, walks
from .way import Way

if TYPE_CHECKING:
    from . import Street

__all__ = ["MOST_S", "Stop", "after", "closed", "ego_mover"]

MOST_S = 20.0
"""How long a drive may be: so far the road goes."""
_STEP_S = 0.05
_BESIDE_M = 0.15
_QUEUED_M = 4.0
_END_M = 60.0
_APART_M = 1.0
_HEAD_ON = 0.7
_SEEN_M = 150.0
_BEFORE_M = 0.5
_ALONG = 0.9
_KERB_M = 0.03
_HEEL_M, _TOES_M = 0.08, 0.2
_STILL_M_S = 0.3
_BRAKES_M_S2 = -0.5
"""Less than that an engine slows a car by itself."""
_FIRMLY_M_S2 = 2.5
_AHEAD_S = 0.5
"""So long before a bend one slows down, and the gentler the longer."""
_BLINKS_HZ = 1.5
_SIGNALS = {"lights", "brake", "indicator"}
_GONE = np.array([0.0, 0.0, -300.0])
_ROLLS_M = 60.0
"""Farther off wheels stay as they are, 8 pixels high or less as a rule: vehicles there share meshes."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Stop:
    """Where one waits.

    Attributes:
        line: of the road, in the direction of those who wait.
        s_m: on it.
        reach_m: how far to its sides.
    """

    line: Line
    s_m: float
    reach_m: float

    def on(self, mover: Mover) -> float:
        """Arc length on a mover's line; infinite where it comes by another way."""
        if mover.line is self.line:
            return self.s_m
        if mover.manoeuvre is None:
            return np.inf
        s, t = self.line.project(mover.line.points_m).T
        same = np.cos(mover.line.heading_rad - self.line.heading_at(s)) > _ALONG
        past = np.flatnonzero((s >= self.s_m) & (s < self.s_m + 3.0) & (abs(t) < self.reach_m) & same)
        if len(past) == 0:
            return np.inf
        return float(mover.line.s_m[past[0]] - (s[past[0]] - self.s_m))


def closed(network: Network, halts: Sequence[Halt], red: dict[int, bool]) -> tuple[Stop, ...]:
    """The halts at which it is nobody's turn through the whole drive.

    Side roads wait throughout: what would turn there has no way across the junction.
    """
    return tuple(
        Stop(halt.road.towards(halt.direction), halt.direction * halt.s_m, max(map(abs, halt.road.kerbs)))
        for halt in halts
        if halt.road is not network.main or red.get(halt.junction, False)
    )


def ego_mover(network: Network, way: Way, speed_m_s: float) -> Mover:
    """The camera's own car."""
    line, t = network.main.line, way.lane.t_m
    return Mover(line, 0.0, t, speed_m_s, way.limit_m_s, EGO_FRONT_M, EGO_BACK_M, 0.95)


def after(street: Street, time_s: float) -> Street:
    """The same street ``time_s`` later; things keep their places in the list.

    Vehicles and riders follow their lanes by the Intelligent Driver Model, in steps of 0.05 s; who walks
    goes straight on up to what stands in the way. What has left its road is nowhere to be seen. Also at
    time 0, who would have to brake harder than in comfort is slower than in a street that stands still.
    """
    street = replace(street, items=_with_movers(street))
    movers = [*dict.fromkeys(item.mover for item in street.items if item.mover is not None)]
    everyone = [*movers, street.ego_mover]
    walking = walks(street.items, street.ground, MOST_S)
    ways = [*dict.fromkeys(walking.values())]
    moved = _simulated(everyone, ways, street, time_s)
    vehicles = dict(zip(everyone, moved.vehicles, strict=True))
    walked = dict(zip(ways, zip(moved.walked_m, moved.stands, strict=True), strict=True))
    site = Site(street.ground)
    ego_s, ego_speed, *_ = vehicles[street.ego_mover]
    now = replace(street, ego_s_m=float(ego_s), ego_speed_m_s=float(ego_speed))
    eye = now.world_from_ego[:2, 3]
    items = []
    for number, item in enumerate(street.items):
        if item.mover is not None:
            items.append(_driven(item, site, eye, time_s, *vehicles[item.mover]))
        elif number in walking:
            items.append(_walked(item, site, walking[number], *walked[walking[number]]))
        else:
            items.append(item)
    return replace(now, items=tuple(items))


def _with_movers(street: Street) -> tuple[Item, ...]:
    """The items; what moves along the main road and has no way of its own, as in edge cases, follows it."""
    road = street.network.main
    parties: dict[int, Mover] = {}
    items = []
    for item in street.items:
        motion, party = item.thing.motion, item.party
        if item.mover is None and motion is not None and (item.role == "vehicle" or party in parties):
            velocity = np.array(motion.velocity_m_s[:2])
            speed = float(np.linalg.norm(velocity))
            at = item.thing.world_from_thing[:2, 3]
            along = road.line.heading_at(road.line.project(at)[0, 0])
            straight = float(velocity @ [np.cos(along), np.sin(along)]) / max(speed, 1e-9)
            if party in parties:
                item = replace(item, mover=parties[party])
            elif abs(straight) > _ALONG:
                direction = 1 if straight > 0 else -1
                item = replace(item, mover=mover_on(road, direction, item.thing.model, at, speed, speed))
        if party is not None and item.mover is not None:
            parties.setdefault(party, item.mover)
        items.append(item)
    return tuple(items)


@dataclass(frozen=True, eq=False)
class _Moved:
    """Where all are.

    Attributes:
        vehicles: place (forwards), speed and acceleration of each, and how far it has gone, shape (n, 4).
        walked_m: shape (m,).
        stands: who of those waits, shape (m,).
    """

    vehicles: Array
    walked_m: Array
    stands: npt.NDArray[np.bool_]


def _simulated(movers: Sequence[Mover], walking: Sequence[Walk], street: Street, time_s: float) -> _Moved:
    """Vehicles and walkers after ``time_s``."""
    n = len(movers)
    s = np.array([m.s_m for m in movers])
    v = np.array([m.speed_m_s for m in movers])
    wanted = np.array([max(m.wanted_m_s, m.speed_m_s, 1.0) for m in movers])
    front, back = (np.array([getattr(m, key) for m in movers]) for key in ("front_m", "back_m"))
    follows, meets = _followed(movers)
    crossing = conflicts(movers, MOST_S)
    rules = yielding(movers, crossing)
    fixed = _stops(movers, street)
    met = encounters(walking, movers)
    who, whom = np.array([e.walk for e in met], int), np.array([e.mover for e in met], int)
    enter, leave = np.array([e.enter_m for e in met]), np.array([e.leave_m for e in met])
    low, high = np.array([e.low_m for e in met]), np.array([e.high_m for e in met])
    first = np.array([e.walker_first for e in met], bool)
    at = np.zeros(len(walking))
    free = np.array([walk.free_m for walk in walking])

    def halted() -> tuple[Array, Array]:
        """How far vehicles and walkers may go until others have passed."""
        stop, limit = fixed.copy(), free.copy()
        open_ = (at[who] <= leave) & (s[whom] - back[whom] <= high)
        np.minimum.at(stop, whom[open_ & first], low[open_ & first])
        waits = open_ & ~first
        np.minimum.at(limit, who[waits], np.maximum(at[who], enter - _BEFORE_M)[waits])
        return stop, limit

    def leaders(stop: Array) -> tuple[Array, Array]:
        """Gap to whoever or whatever is ahead, and its speed."""
        apart = np.where(follows & (s[None, :] > s[:, None]), s[None, :] - back[None, :], np.inf)
        nearest = apart.argmin(axis=1)
        rear = apart[np.arange(n), nearest]
        ahead = np.where(np.isfinite(rear), v[nearest], 0.0)
        # Who comes against another stops as it does, in the middle between them.
        noses = -(s + front)[None, :] - (s + front)[:, None]
        between = np.where(meets & (noses > 0), noses, np.inf).min(axis=1) / 2
        stop = np.minimum(stop, s + front + between - _APART_M)
        ahead = np.where(stop < rear, 0.0, ahead)
        nearest_m = np.minimum(rear, stop)
        if crossing:
            there, speed = held(crossing, rules, movers, s, v, wanted)
            ahead = np.where(there < nearest_m, speed, ahead)
            nearest_m = np.minimum(nearest_m, there)
        return nearest_m - s - front, ahead

    stop, limit = halted()
    gap, _ = leaders(stop)
    # Who stands in a queue keeps the gap that is there, so that queues do not creep.
    queued = (v < 0.1) & (gap < _QUEUED_M)
    least = np.where(queued, np.clip(gap, 0.2, STANDSTILL_M), STANDSTILL_M)
    for i in np.argsort(-s, kind="stable"):
        gap, ahead = leaders(stop)
        v[i] = safe_speed(float(v[i]), float(gap[i]), float(ahead[i]), float(wanted[i]))
    pull, gone, going = np.zeros(n), np.zeros(n), np.zeros(len(walking), bool)
    whole, rest = divmod(round(time_s, 9), _STEP_S)
    for dt in (*[_STEP_S] * int(whole), rest):  # one grid of times for all frames, and what is left
        stop, limit = halted()
        gap, ahead = leaders(stop)
        pull = acceleration(v, gap, v - ahead, wanted, least)
        pull = np.minimum(pull, np.maximum((_paces(movers, s + v * _AHEAD_S) - v) / _AHEAD_S, -_FIRMLY_M_S2))
        faster = np.maximum(v + pull * dt, 0.0)
        travelled = np.minimum((v + faster) / 2 * dt, np.maximum(gap - 0.1, 0.0))
        s = s + travelled / np.clip(1 - _bends(movers, s), 0.5, 2.0)
        gone = gone + travelled
        v = faster
        further = stepped(walking, at, limit, dt, going)
        going, at = further > at if dt else going, further
    ahead_m = stepped(walking, at, halted()[1], _STEP_S, going)
    return _Moved(np.column_stack([s, v, pull, gone]), at, ahead_m <= at)


def _followed(movers: Sequence[Mover]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """(n, n): who has to heed whom that is ahead, and whom that comes: not who is beside the way."""
    t, half = np.array([m.t_m for m in movers]), np.array([m.half_m for m in movers])
    lines = [m.line for m in movers]
    number = {line: n for n, line in enumerate(dict.fromkeys(lines))}
    own = np.array([number[line] for line in lines])
    back = np.array([number.get(line.backwards, -1) for line in lines])
    same, against = own[:, None] == own[None, :], back[:, None] == own[None, :]
    against |= against.T  # only the one of both knows the other as its own way back
    wide = half[:, None] + half[None, :]
    apart, opposite = abs(t[:, None] - t[None, :]), abs(t[:, None] + t[None, :])
    follows = same & (apart < wide + _BESIDE_M) & ~np.eye(len(movers), dtype=bool)
    # With their mirrors, two lorries are wider than narrow lanes, and pass.
    return np.asarray(follows), np.asarray(against & (opposite < _HEAD_ON * wide))


def _stops(movers: Sequence[Mover], street: Street) -> Array:
    """Up to where each may go through the whole drive, forwards."""
    standing = [
        i.footprint for i in street.items if i.mover is None and i.thing.motion is None and i.footprint
    ]
    obstacles = shapely.STRtree(standing)
    found = []
    for mover in movers:
        waits = [s for p in street.stops if (s := p.on(mover)) >= mover.s_m + mover.front_m - 0.3]
        if mover is street.ego_mover:
            waits.append(mover.line.end_m - _END_M)
        found.append(min([*waits, *_in_the_way(mover, obstacles)], default=np.inf))
    return np.array(found)


def _each(movers: Sequence[Mover]) -> dict[Line, npt.NDArray[np.intp]]:
    """Numbers of the movers of each line."""
    found: dict[Line, list[int]] = {}
    for n, mover in enumerate(movers):
        found.setdefault(mover.line, []).append(n)
    return {line: np.array(own) for line, own in found.items()}


def _bends(movers: Sequence[Mover], s: Array) -> Array:
    """Curvature times the distance to the line: by so much an inner lane is shorter."""
    found = np.zeros(len(movers))
    t = np.array([m.t_m for m in movers])
    for line, own in _each(movers).items():
        found[own] = line.curvature_at(s[own]) * t[own]
    return found


def _paces(movers: Sequence[Mover], s: Array) -> Array:
    """How fast bends let each go; roads are built for those who drive along them."""
    found = np.full(len(movers), np.inf)
    for n, mover in enumerate(movers):
        if mover.manoeuvre is not None:
            found[n] = np.interp(s[n], mover.line.s_m, mover.paces_m_s)
    return found


def _in_the_way(mover: Mover, obstacles: shapely.STRtree) -> list[float]:
    """Where parked vehicles and other standing things reach into the lane ahead, forwards."""
    line = mover.line
    begin = mover.s_m + mover.front_m
    along = np.arange(begin, begin + min(_SEEN_M, 3.0 + mover.wanted_m_s * MOST_S), 2.0)
    edges = [line.at(along, mover.t_m + side * (mover.half_m + 0.05)) for side in (-1, 1)]
    corridor = shapely.make_valid(shapely.Polygon(np.concatenate([edges[0], edges[1][::-1]])))
    found = []
    for number in obstacles.query(corridor, predicate="intersects"):
        part = shapely.get_coordinates(shapely.intersection(obstacles.geometries[number], corridor))
        if len(part):
            found.append(float(line.project(part)[:, 0].min()) - 0.3)
    return found


def _driven(
    item: Item,
    site: Site,
    eye: Array,
    time_s: float,
    s_m: float,
    speed_m_s: float,
    pull_m_s2: float,
    gone_m: float,
) -> Item:
    mover, thing = item.mover, item.thing
    assert mover is not None
    line = mover.line
    reach = max(mover.front_m, mover.back_m)
    if not line.begin_m + reach <= s_m <= line.end_m - reach:
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
    said: dict[str, str | float | bool] = {"speed_m_s": round(float(speed_m_s), 2)}
    if mover.manoeuvre is not None:
        said["manoeuvre"] = mover.manoeuvre.kind if mover.manoeuvre.shown(s_m) else "straight"
    if "state" in thing.attributes:
        said["state"] = "driving" if speed_m_s > 0.5 else "waiting"
    motion = None
    bend = float(line.curvature_at(s_m))
    if speed_m_s > 0.05:
        spin = float(np.degrees(bend)) * speed_m_s
        motion = Motion((float(speed_m_s * np.cos(heading)), float(speed_m_s * np.sin(heading)), 0.0), spin)
    region = None if item.footprint is None else footprint(thing.model, point, heading)
    model = thing.model if item.gait is None else item.gait(float(gone_m))
    if model.attributes.keys() >= _SIGNALS and len(model.materials) == REAR_GLASS + 1:
        # Who stands has the foot where it was at the beginning, or has just braked.
        foot = bool(model.attributes["brake"]) or mover.speed_m_s > _STILL_M_S
        said["brake"] = foot if speed_m_s < _STILL_M_S else bool(pull_m_s2 < _BRAKES_M_S2)
        said["indicator"] = _indicator(mover, model, s_m)
        lit = said["indicator"] if _blinks(mover, time_s) else "off"
        model = _relit(model, bool(said["brake"]), str(lit))
    if np.linalg.norm(point - eye) < _ROLLS_M:
        turned = line.heading_at(s_m) - line.heading_at(mover.s_m)
        model = rolled(model, float(gone_m), float(turned), bend)
    changed = replace(
        thing,
        model=model,
        world_from_thing=matrix,
        attributes={**thing.attributes, **said},
        motion=motion,
    )
    return replace(item, thing=changed, footprint=region)


def _indicator(mover: Mover, model: Model, s_m: float) -> str:
    """What one says with the indicators; who has no manoeuvre goes on as at the beginning."""
    done = mover.manoeuvre
    if done is None:
        return str(model.attributes["indicator"])
    return done.shown(s_m) or "off"


def _blinks(mover: Mover, time_s: float) -> bool:
    """Whether lamps that blink are lit; everybody has another phase."""
    phase = 7.31 * mover.s_m + mover.speed_m_s  # as good as drawn
    return (phase + time_s * _BLINKS_HZ) % 1.0 < 0.5


@lru_cache(maxsize=512)
def _relit(model: Model, brake: bool, indicator: str) -> Model:
    if (brake, indicator) == (model.attributes["brake"], model.attributes["indicator"]):
        return model
    return signalled(model, Signals(model.attributes["lights"], brake, indicator))  # type: ignore[arg-type]


def _on(mover: Mover, s_m: float) -> Matrix:
    """(4, 4): the place of a mover on its lane, x forwards, without height."""
    line = mover.line
    heading = float(line.heading_at(s_m))
    matrix = np.eye(4)
    c, s = np.cos(heading), np.sin(heading)
    matrix[:2, :2] = [[c, -s], [s, c]]
    matrix[:2, 3] = line.at(s_m, mover.t_m)
    return matrix


def _left(item: Item) -> Item:
    """What is out of the scene, but not of its list."""
    matrix = item.thing.world_from_thing.copy()
    matrix[:3, 3] = _GONE
    attributes = {**item.thing.attributes, "state": "gone"}
    thing = replace(item.thing, world_from_thing=matrix, attributes=attributes, motion=None)
    return replace(item, thing=thing, role="ground", footprint=None)


def _walked(item: Item, site: Site, walk: Walk, distance_m: float, stands: bool) -> Item:
    thing = item.thing
    begin = thing.world_from_thing[:2, 3]
    point = begin + distance_m * walk.ahead
    matrix = thing.world_from_thing.copy()
    matrix[:2, 3] = point
    model = thing.model if item.gait is None else item.gait(distance_m)
    matrix[2, 3] += _underfoot(site, model, walk, point) - float(site.ground.height(begin)[0])
    model = rolled(model, distance_m)
    changed = replace(thing, model=model, world_from_thing=matrix, motion=None if stands else thing.motion)
    heading = float(np.arctan2(matrix[1, 0], matrix[0, 0]))
    region = None if item.footprint is None else footprint(model, point, heading)
    return replace(item, thing=changed, footprint=region)


def _underfoot(site: Site, model: Model, walk: Walk, point: Array) -> float:
    """Height of the ground; on a kerb as soon as one foot is."""
    ankles = [place[0] for name, place in model.keypoints.items() if name.endswith("_ankle")]
    reach = np.array([0.0, min(ankles, default=0.0) - _HEEL_M, max(ankles, default=0.0) + _TOES_M])
    here, *feet = site.ground.height(point + reach[:, None] * walk.ahead)
    return float(max(feet)) if max(feet) > here + _KERB_M else float(here)
