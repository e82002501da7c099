"""Vehicles in the middle of something: turning at junctions, changing lanes, overtaking, pulling out.

They come before all other traffic, which keeps clear of the stretches that they need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ...assets.model import Model
from ...draw import Draw
from ..scene import Motion
from .crossing import Crossing
from .fleet import Fleet, seen_well
from .gaps import EGO_BACK_M, EGO_FRONT_M, need
from .line import Line
from .mover import Manoeuvre, Mover, mover_along, mover_on
from .network import Network
from .paths import RADII_M, Path, across, around, corridor, kept, round_corner
from .road import Lane
from .site import Site, footprint
from .way import Way

__all__ = ["Claim", "Plans", "manoeuvre", "put_vehicle", "stand"]

_SEEN_M = (-25.0, 110.0)
"""Where junctions are on the main road at which somebody turns now."""
_SIGNAL_S = 2.5
_SOON_M = (3.0, 35.0)
"""How far before its turn one indicates and brakes."""
_AROUND_M = 0.3
_CAR_M = ((-2.35, -1.0), (2.35, 1.0))
"""The bounds of a car with its mirrors."""
_BEFORE_EGO_M = 6.0
_TURN_SOON = 0.18
"""Of those who come to a junction."""
_CHANGES = {"empty": 0.2, "calm": 0.35, "busy": 0.5}
_OVERTAKES = {"empty": 0.12, "calm": 0.2, "busy": 0.15}
_PULLS_OUT = 0.16
_SHARES = {"empty": 0.25, "calm": 0.4, "busy": 0.5}
"""Of junctions at which somebody turns, by how busy the road is."""


@dataclass(frozen=True)
class Claim:
    """A stretch of a way that is somebody's.

    Attributes:
        begin_m, end_m: on the way.
        behind_m_s: how fast it moves on, for those who come.
        ahead_m_s: how fast it comes, for those beyond it.
    """

    begin_m: float
    end_m: float
    behind_m_s: float = 0.0
    ahead_m_s: float = 0.0


@dataclass(eq=False)
class Plans:
    """Who does what, and what is claimed for it.

    Attributes:
        site: that all are on.
        network: of roads.
        ways: of the network.
        ego: the camera's.
        fleet: that vehicles come from.
        red: by number of a junction with signals, whether the main road has to wait.
        claims: by name of a way.
        busy: numbers of junctions at which somebody turns.
    """

    site: Site
    network: Network
    ways: tuple[Way, ...]
    ego: Way
    fleet: Fleet
    red: Mapping[int, bool]
    claims: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    busy: set[int] = field(default_factory=set)
    _turns: dict[tuple[str, str, int], Path | None] = field(default_factory=dict)

    def out_of(self, way: Way, junction: int) -> tuple[Way, ...]:
        """The ways that one may turn into at a junction, whoever's turn it is."""
        main, side = self.network.main, self.network.junctions[junction].side
        arms = [w for w in self.ways if w.lane.strip.kind == "drive"]
        if way.road is main:
            return tuple(w for w in arms if w.road is side and w.lane.strip.direction > 0)
        return tuple(w for w in arms if w.road is main)

    def turn(self, begins: Way, ends: Way, junction: int) -> Path | None:
        """The widest turn that keeps a car off the kerbs; None where there is none, or it goes otherwise."""
        key = begins.name, ends.name, junction
        if key not in self._turns:
            self._turns[key] = self._turn(begins, ends, junction)
        return self._turns[key]

    def _turn(self, begins: Way, ends: Way, junction: int) -> Path | None:
        point = self.network.main.line.at(self.network.junctions[junction].s_m)
        for radius in RADII_M:
            path = round_corner(begins.line, ends.line, point, radius)
            if path is None or not self._sorted(begins, ends, path):
                return None
            if kept(path, _CAR_M, self.site.ground.carriageway, path.manoeuvre.begin_m):
                return path
        return None

    def _sorted(self, begins: Way, ends: Way, path: Path) -> bool:
        """Whether one turns from the lane, and into the lane, that is nearest to where one goes."""
        for way in (begins, ends):
            beside = [
                w.lane.t_m * w.lane.strip.direction
                for w in self.ways
                if w.road is way.road
                and w.lane.strip.direction == way.lane.strip.direction
                and w.lane.strip.kind == "drive"
            ]
            nearest = max(beside) if path.manoeuvre.side == "left" else min(beside)
            if way.lane.t_m * way.lane.strip.direction != nearest:
                return False
        return True

    def sides(self, way: Way, junction: int) -> tuple[str, ...]:
        """How one may indicate who waits in a side road: in a one-way street not against the traffic."""
        found = {
            path.manoeuvre.side for w in self.out_of(way, junction) if (path := self.turn(way, w, junction))
        }
        if self.network.junctions[junction].opposite is not None:
            return ("off", *sorted(found))
        return tuple(sorted(found)) or ("off",)

    def soon(self, draw: Draw, way: Way, front_m: float) -> tuple[Path, int] | None:
        """The turn that who comes along a way is about to take, and its junction; mostly None."""
        if not draw.chance("turns", _TURN_SOON):
            return None
        for number, junction in enumerate(self.network.junctions):
            if number in self.busy or not self.may_go(way, number):
                continue
            away = float(way.line.project(self.network.main.line.at(junction.s_m))[0, 0]) - front_m
            if not 0 < away < _SOON_M[1] + 25:
                continue
            for target in self.out_of(way, number):
                path = self.turn(way, target, number)
                if path is not None and self.about(path, front_m):
                    return path, number
        return None

    def about(self, path: Path, front_m: float) -> bool:
        """Whether one whose front is there indicates, and is in its lane still."""
        return _SOON_M[0] < path.manoeuvre.begin_m - front_m < _SOON_M[1]

    def takes(self, junction: int) -> None:
        """Somebody turns there, and nobody else."""
        other = self.network.junctions[junction].opposite
        self.busy |= {junction} if other is None else {junction, other}

    def may_go(self, way: Way, junction: int) -> bool:
        """Whether signals let one go."""
        if junction not in self.red:
            return True
        return self.red[junction] != (way.road is self.network.main)

    def open(self, way: Way, begin_m: float, end_m: float, speed_m_s: float) -> bool:
        """Whether nobody else needs a stretch, and who goes on from it at a speed can stop before all."""
        stops = [s for s, junction in way.halts if self.red.get(junction, False)]
        if any(begin_m - 25.0 < s < end_m + need(speed_m_s, 0.0) + 30.0 for s in stops):
            return False
        for one in self.claims[way.name]:
            behind, beyond = need(one.ahead_m_s, speed_m_s), need(speed_m_s, one.behind_m_s)
            if one.begin_m - beyond < end_m and begin_m < one.end_m + behind:
                return False
        return True

    def room(self, lane: Lane, point_m: npt.ArrayLike, speed_m_s: float) -> bool:
        """Whether a rider on a lane of the main road can stop before what is claimed."""
        for way in self._touched:
            if way.road is self.network.main and way.lane.number == lane.number:
                s = float(way.line.project(point_m)[0, 0])
                for one in self.claims[way.name]:
                    if one.begin_m - need(speed_m_s, one.behind_m_s) - 1.5 < s < one.end_m + 1.5:
                        return False
        return True

    @cached_property
    def _touched(self) -> tuple[Way, ...]:
        """All ways, and cycle lanes as such."""
        main = self.network.main
        found = []
        for lane in main.of("cycle"):
            line = main.line.shifted(lane.t_m)
            line = line.reversed() if lane.strip.direction < 0 else line
            found.append(Way(f"0_{lane.number}", line, main, lane, 7.0, ()))
        return (*self.ways, *found)

    def claim(self, line: Line, begin_m: float, end_m: float, half_m: float, speed_m_s: float) -> bool:
        """Claim a piece of a line on all ways that it touches, unless the camera's car is in its way."""
        s = np.append(np.arange(begin_m, end_m, 0.5), end_m)
        points, heading = line.at(s), line.heading_at(s)
        found = []
        for way in self._touched:
            t = way.line.project(points)
            inside = np.abs(t[:, 1]) < way.lane.strip.width_m / 2 + half_m + 0.1
            inside &= (t[:, 0] > way.line.begin_m - 1) & (t[:, 0] < way.line.end_m + 1)
            if not inside.any():
                continue
            along = np.cos(heading - way.line.heading_at(t[:, 0]))
            # By its corners: who goes across takes its width of the way.
            reach = half_m * np.sqrt(np.maximum(1 - along**2, 0.0)) + 0.3
            low, high = (t[:, 0] - reach)[inside], (t[:, 0] + reach)[inside]
            first, last = int(low.argmin()), int(high.argmax())
            straight = np.maximum(along[inside], 0.0) * speed_m_s
            found.append(
                (
                    way,
                    Claim(
                        float(low[first]), float(high[last]), float(straight[first]), float(straight[last])
                    ),
                )
            )
        for way, one in found:
            if way is not self.ego:
                continue
            behind = one.end_m < -EGO_BACK_M - need(one.ahead_m_s, 0.0)
            if not behind and one.begin_m < EGO_FRONT_M + _BEFORE_EGO_M:
                return False
        for way, one in found:
            self.claims[way.name].append(one)
        return True


def manoeuvre(draw: Draw, plans: Plans, density: str, crossings: tuple[Crossing, ...]) -> None:
    """Put those on the road that are in the middle of something.

    Args:
        draw: of all of them.
        plans: that take what they claim.
        density: of the traffic.
        crossings: at which nobody pulls out.
    """
    for number, junction in enumerate(plans.network.junctions):
        scope = draw.scope("junction", number)
        if not _SEEN_M[0] < junction.s_m < _SEEN_M[1] or not scope.chance("turns", _SHARES[density]):
            continue
        if number in plans.busy:
            continue
        if _turning(scope, plans, number):
            plans.takes(number)
    scope = draw.scope("lanes")
    if scope.chance("changes", _CHANGES[density]):
        _changing(scope, plans)
    scope = draw.scope("kerb")
    if scope.chance("pulls_out", _PULLS_OUT):
        _pulling_out(scope, plans, crossings)
    scope = draw.scope("overtaking")
    if plans.network.place == "country" and scope.chance("overtakes", _OVERTAKES[density]):
        _overtaking(scope, plans)


def _turning(draw: Draw, plans: Plans, junction: int) -> bool:
    """Somebody half-way round a corner."""
    side = plans.network.junctions[junction].side
    begins = [
        way
        for way in plans.ways
        if way.lane.strip.kind == "drive"
        and plans.may_go(way, junction)
        and (way.road is plans.network.main or (way.road is side and way.lane.strip.direction < 0))
    ]
    options = {f"{a.name}_{b.name}": (a, b) for a in begins for b in plans.out_of(a, junction)}
    share = draw.uniform("done", 0.2, 0.85)
    lateral = draw.uniform("lateral_m_s2", 1.2, 2.3)
    for place in range(len(options)):
        name = draw.choice(f"way/{place}", tuple(options))
        a, b = options.pop(name)
        path = plans.turn(a, b, junction)
        if path is None:
            continue
        done = path.manoeuvre
        s = done.begin_m + share * (done.end_m - done.begin_m)
        if a.road is side:  # it has left its halt behind
            s = max(s, a.line.end_m - 1.5)
        speed = min(a.limit_m_s, path.pace_m_s(s, lateral))
        if _undertaken(draw.scope("vehicle", place), plans, path, s, speed, b.limit_m_s):
            return True
    return False


def _changing(draw: Draw, plans: Plans) -> bool:
    """Somebody between two lanes of one direction."""
    main = [w for w in plans.ways if w.road is plans.network.main and w.lane.strip.kind == "drive"]
    pairs = {
        f"{a.name}_{b.name}": (a, b)
        for a in main
        for b in main
        if a is not b
        and a.lane.strip.direction == b.lane.strip.direction
        and abs(a.lane.number - b.lane.number) == 1
    }
    if not pairs:
        return False
    a, b = pairs[draw.choice("way", tuple(pairs))]
    middle = a.line.project(plans.network.main.line.at(draw.log_uniform("s_m", 9, 90)))[0, 0]
    speed = a.limit_m_s * draw.uniform("speed", 0.7, 1.0)
    length = max(20.0, speed * draw.uniform("takes_s", 2.9, 4.0))
    done = draw.uniform("done", 0.3, 0.7)
    path = across(a.line, b.line, float(middle) - done * length, length, "changing_lane", speed * _SIGNAL_S)
    if path is None:
        return False
    s = path.manoeuvre.begin_m + done * (path.manoeuvre.end_m - path.manoeuvre.begin_m)
    speed = min(speed, path.pace_m_s(s, 2.3))
    ends = float(b.line.project(path.line.at(path.manoeuvre.end_m))[0, 0])
    if not all(plans.open(way, s - 8.0, ends + 5.0, speed) for way in (a, b)):
        return False
    return _undertaken(draw.scope("vehicle"), plans, path, s, speed, b.limit_m_s)


def _pulling_out(draw: Draw, plans: Plans, crossings: tuple[Crossing, ...]) -> bool:
    """Somebody comes out of the row of parked cars."""
    network = plans.network
    main = network.main
    places = {str(lane.number): lane for lane in main.of("parking")}
    if not places:
        return False
    lane = places[draw.choice("lane", tuple(places))]
    direction = lane.strip.direction
    beside = [
        w
        for w in plans.ways
        if w.road is main and w.lane.strip.direction == direction and w.lane.strip.kind == "drive"
    ]
    way = min(beside, key=lambda w: abs(w.lane.t_m - lane.t_m))
    row = main.line.shifted(lane.t_m)
    along = draw.log_uniform("s_m", 9, 60)
    length = draw.uniform("length_m", 13.0, 17.0)
    closed = [c.s_m for c in crossings if c.road is main]
    if any(abs(s - along) < length + 9 for s in closed) or network.near_junction(along, length + 4):
        return False
    begin = float(row.project(main.line.at(along))[0, 0]) * direction
    path = across(row if direction > 0 else row.reversed(), way.line, begin, length, "pulling_out", 6.0)
    if path is None:
        return False
    speed = draw.uniform("speed_m_s", 0.8, 3.2)
    s = begin + draw.uniform("done", 0.2, 0.55) * length
    ends = float(way.line.project(path.line.at(path.manoeuvre.end_m))[0, 0])
    if not plans.open(way, ends - length - 3.0, ends + 3.0, speed):
        return False
    return _undertaken(draw.scope("vehicle"), plans, path, s, speed, way.limit_m_s)


def _overtaking(draw: Draw, plans: Plans) -> bool:
    """Somebody in the lane of those who come, beside a slower one."""
    main = plans.network.main
    lanes = list(main.of("drive"))
    own = [w for w in plans.ways if w.road is main and w.lane.strip.direction > 0]
    against = [w for w in plans.ways if w.road is main and w.lane.strip.direction < 0]
    if len(lanes) != 2 or main.centre != "dashed" or len(own) != 1 or len(against) != 1:
        return False
    a, b = own[0], against[0]
    speed = a.limit_m_s * draw.uniform("speed", 0.95, 1.1)
    slow = a.limit_m_s * draw.uniform("slow", 0.55, 0.7)
    length = speed * 3.2
    s = draw.log_uniform("s_m", 22.0, 80.0)
    begin = s - draw.uniform("done", 0.5, 1.3) * length
    path = around(a.line, b.line.backwards, begin, length, 45.0)
    if path is None or plans.network.near_junction(s + 60, 120):
        return False
    speed = min(speed, path.pace_m_s(s, 2.3))
    front = s + draw.uniform("ahead_m", -2.0, 12.0)
    if front < EGO_FRONT_M + 20 or speed < slow + 4:
        return False
    if not plans.open(a, s - 20.0, front + 3.0, slow) or not plans.open(
        b, -path.manoeuvre.end_m - 5, -s, 0.0
    ):
        return False
    one = draw.scope("overtaken")
    model = plans.fleet.vehicle(one, near=seen_well(a.line.at(front)))
    low, high = model.mesh.bounds
    rear = front - float(high[0] - low[0])
    region = footprint(
        model, a.line.at(front - float(high[0])), float(a.line.heading_at(front - float(high[0])))
    )
    if not plans.site.free(region, 0.4) or not _undertaken(
        draw.scope("vehicle"), plans, path, s, speed, a.limit_m_s * 1.1
    ):
        return False
    if not plans.site.free(region, 0.2):
        return True
    plans.claim(a.line, rear, front, 0.5, slow)
    middle = front - float(high[0])
    mover = mover_on(main, 1, model, a.line.at(middle), slow, slow)
    put_vehicle(plans.site, a.line, model, middle, slow, "straight", mover)
    return True


def _undertaken(
    draw: Draw, plans: Plans, path: Path, s_m: float, speed_m_s: float, wanted_m_s: float
) -> bool:
    """Put somebody on a path, if there is room for it, and claim the rest of the curve."""
    done, site = path.manoeuvre, plans.site
    low, high = np.array(_CAR_M)
    if not site.free(corridor(path.line, s_m + low[0], done.end_m + high[0], high[1])):
        return False
    near = seen_well(path.line.at(s_m))
    model = plans.fleet.vehicle(draw, near=near, indicator=done.shown(s_m) or "off")
    if not kept(path, model.mesh.bounds, site.ground.carriageway, s_m):
        return False
    low, high = model.mesh.bounds
    half = float(max(high[1], -low[1]))
    rear, end = s_m + float(low[0]), done.end_m + float(high[0])
    needed = corridor(path.line, rear, end, half + _AROUND_M)
    if not site.free(needed) or not plans.claim(path.line, rear, end, half + _AROUND_M, speed_m_s):
        return False
    stand(site, path.line, model, s_m, speed_m_s, wanted_m_s, done)
    site.take(needed)
    return True


def stand(
    site: Site,
    line: Line,
    model: Model,
    s_m: float,
    speed_m_s: float,
    wanted_m_s: float,
    done: Manoeuvre,
) -> None:
    """Put a vehicle on its own line."""
    mover = mover_along(line, model, s_m, speed_m_s, wanted_m_s, done)
    put_vehicle(site, line, model, s_m, speed_m_s, done.kind, mover)


def put_vehicle(
    site: Site, line: Line, model: Model, s_m: float, speed_m_s: float, does: str, mover: Mover
) -> None:
    """Put a vehicle at an arc length of a line that it drives or waits on; ``does``: its manoeuvre's name."""
    heading = float(line.heading_at(s_m))
    velocity = (float(speed_m_s * np.cos(heading)), float(speed_m_s * np.sin(heading)), 0.0)
    spin = float(np.degrees(line.curvature_at(s_m))) * speed_m_s
    site.put(
        model,
        line.at(s_m),
        heading,
        "vehicle",
        tilted=True,
        attributes={
            "state": "driving" if speed_m_s > 0.5 else "waiting",
            "speed_m_s": round(speed_m_s, 2),
            "manoeuvre": does,
        },
        motion=Motion(velocity, spin) if speed_m_s > 0.5 else None,
        mover=mover,
    )
