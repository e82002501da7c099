"""People on foot: on pavements, at and on crossings, in groups, between parked cars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from ...assets import people
from ...assets.limits import current
from ...assets.model import Model
from ...assets.people.anthropometry import AgeGroup
from ...assets.people.entries import entries
from ...assets.people.pose import PoseName
from ...draw import Draw
from ..scene import Motion
from .crossing import Crossing
from .dogs import SHARES, lead_a_dog
from .network import Network
from .road import Lane, Road
from .site import Site, footprint

__all__ = ["FINE_M", "can_walk", "stand", "walk", "walker"]

FINE_M = 32.0
"""Who is farther off needs no fingers."""
_REACH_M = 95.0
# Inhabitants of the EU on 1 January 2023, Eurostat, "Population structure and ageing": 14.9 % below 15 years,
# 63.8 % from 15 to 64, 21.3 % above; taken as even within each, from 3 years on.
_AGES: dict[AgeGroup, float] = {"child": 0.099, "teenager": 0.084, "adult": 0.574, "senior": 0.213}
_SPEED_M_S: dict[PoseName, float] = {"walking": 1.35, "running": 3.2}
_COUNTS = {"few": (0, 5), "some": (5, 13), "many": (13, 26)}
_BUSY = {
    "town": {"few": 0.25, "some": 0.45, "many": 0.3},
    "suburb": {"few": 0.6, "some": 0.35, "many": 0.05},
    "arterial": {"few": 0.6, "some": 0.35, "many": 0.05},
    "country": {"few": 1.0, "some": 0.0, "many": 0.0},
}


def can_walk() -> bool:
    """Whether there is what people are made from."""
    limits = current()  # of one source, rather than of a catalogue of thousands
    return any(limits.allows(entry.source, entry.licence, entry.id) for entry in entries())


def walker(draw: Draw, away_m: float, pose: PoseName | None = None, walked_m: float = 0.0) -> Model:
    """Somebody seen from ``away_m``, after walking some way."""
    return people.person(draw, pose, "near" if away_m < FINE_M else "far", ages=_AGES, walked_m=walked_m)


@dataclass(frozen=True, eq=False)
class _Path:
    """A strip that people walk on."""

    road: Road
    lane: Lane


def walk(
    draw: Draw, site: Site, network: Network, crossings: tuple[Crossing, ...], red: dict[int, bool]
) -> None:
    """Put people on the street; nobody where their pack is missing.

    Args:
        draw: of all of them.
        site: that they stand on.
        network: of roads.
        crossings: of the roads.
        red: by number of a junction with signals, whether the main road has to wait.
    """
    if not can_walk():
        return
    for number, crossing in enumerate(crossings):
        _cross(draw.scope("crossing", number), site, network, crossing, red)
    _step_out(draw.scope("between"), site, network)
    paths = [_Path(road, lane) for road in network.roads for lane in road.of("pavement")]
    if not paths:
        paths = [_Path(network.main, lane) for lane in network.main.of("verge")]
    main = [path for path in paths if path.road is network.main]
    density = draw.choice("density", _BUSY[network.place])
    for number in range(draw.integer("parties", *_COUNTS[density])):
        scope = draw.scope("party", number)
        pool = main if scope.chance("main", 0.8) or len(paths) == len(main) else paths
        path = pool[scope.integer("path", 0, len(pool) - 1)]
        line = path.road.line
        begin = max(line.begin_m, 3.0 if path.road is network.main else 10.0)
        s = scope.uniform("s_m", begin, min(line.end_m, begin + _REACH_M))
        size = scope.choice("size", {1: 0.66, 2: 0.24, 3: 0.1})
        forwards = scope.chance("forwards", 0.5)
        standing = scope.chance("standing", 0.2)
        dog = scope.chance("dog", SHARES[network.place])
        for place in range(size):
            one = scope.scope("person", place)
            room = path.lane.strip.width_m / 2 - 0.35
            t = path.lane.t_m + one.uniform("aside_m", -1, 1) * max(room, 0.05)
            along = s + 0.75 * place * (1 if standing else 0.35) + one.uniform("along_m", -0.2, 0.2)
            heading = float(line.heading_at(along)) + (0.0 if forwards else np.pi)
            heading += np.radians(
                one.uniform("faces_deg", -180, 180) if standing else one.normal("turn_deg", 0, 7, -25, 25)
            )
            party = site.party() if dog and place == 0 else None
            stood = stand(one, site, line.at(along, t), heading, standing, party=party)
            if stood and party is not None:
                lead_a_dog(scope.scope("dog"), site, site.items[-1])


def stand(
    draw: Draw,
    site: Site,
    point: np.ndarray,
    heading: float,
    standing: bool,
    gap_m: float = 0.12,
    pose: PoseName | None = None,
    state: str = "pavement",
    party: int | None = None,
) -> bool:
    """One person, if the place is free.

    Args:
        draw: of who it is.
        site: that they stand on.
        point: x and y of their feet's middle.
        heading: where they look, radians.
        standing: nobody walks; what ``pose`` goes before.
        gap_m: from what else stands there.
        pose: of them; None draws one.
        state: their attribute ``place``.
        party: whose items may touch them.
    """
    away = float(np.linalg.norm(point))
    around = shapely.Point(point).buffer(0.3, quad_segs=3)
    # Nobody stands with one foot on the kerb: that would need another pose.
    if away < 2.5 or not site.free(around, gap_m) or site.on_kerb(around):
        return False
    # A pavement leads over the mouths of side roads, and a corner is near two kerbs.
    if state in ("pavement", "waiting") and site.ground.carriageway.intersects(around):
        return False
    if pose is None:
        gaits: dict[PoseName, float] = {"walking": 0.9, "carrying": 0.06, "running": 0.04}
        pose = "standing" if standing else draw.choice("gait", gaits)
    who = draw.scope("who")
    again = who.again()
    model = walker(who, away, pose)
    speed = _SPEED_M_S.get(pose, 0.0)
    region = footprint(model, point, heading)
    if not site.free(region, 0.02) or site.on_kerb(region):
        return False
    motion = Motion((speed * float(np.cos(heading)), speed * float(np.sin(heading)), 0.0)) if speed else None

    def gait(walked_m: float) -> Model:
        return walker(again.again(), away, pose, walked_m)

    site.put(
        model,
        point,
        heading,
        "person",
        motion=motion,
        takes=region,
        party=party,
        attributes={"place": state},
        gait=gait if speed else None,
    )
    return True


def _cross(draw: Draw, site: Site, network: Network, crossing: Crossing, red: dict[int, bool]) -> None:
    """People on a crossing where it is their turn, and waiting where it is not."""
    left, right = crossing.road.kerbs
    on_main = crossing.road is network.main
    waits = red.get(crossing.junction) if crossing.junction is not None else None
    # The main road's red is the green of who crosses it.
    may = (waits if on_main else not waits) if waits is not None else draw.chance("gives_way", 0.35)
    busy = {"town": 1.0, "suburb": 0.5, "arterial": 0.7, "country": 0.0}[network.place]
    count = draw.integer("people", 0, 5) if draw.chance("used", 0.6 * busy) else 0
    if not on_main and float(np.linalg.norm(crossing.road.line.at(crossing.s_m))) > _REACH_M:
        return
    for number in range(count):
        one = draw.scope("person", number)
        s = crossing.s_m + one.uniform("aside_m", -0.45, 0.45) * crossing.width_m
        leftwards = one.chance("leftwards", 0.5)
        if may:
            t = one.uniform("t_m", right + 0.4, left - 0.4)
        else:
            t = (
                (right - one.uniform("back_m", 0.4, 1.2))
                if leftwards
                else (left + one.uniform("back_m", 0.4, 1.2))
            )
        heading = float(crossing.road.line.heading_at(s)) + (np.pi / 2 if leftwards else -np.pi / 2)
        heading += np.radians(one.normal("turn_deg", 0, 8, -25, 25))
        state = "crossing" if may else "waiting"
        stand(one, site, crossing.road.line.at(s, t), heading, not may, state=state)


def _step_out(draw: Draw, site: Site, network: Network) -> None:
    """Now and then somebody steps out from between parked cars."""
    main = network.main
    lanes = list(main.of("parking"))
    if not lanes or not draw.chance("happens", 0.12):
        return
    lane = lanes[draw.integer("lane", 0, len(lanes) - 1)]
    for attempt in range(6):
        one = draw.scope("try", attempt)
        s = one.uniform("s_m", 9, 45)
        inwards = -1 if lane.t_m > 0 else 1
        t = lane.t_m + inwards * one.uniform("out_m", -0.3, lane.strip.width_m / 2 + 0.2)
        heading = float(main.line.heading_at(s)) + inwards * np.pi / 2
        if stand(one, site, main.line.at(s, t), heading, False, gap_m=0.05, state="between cars"):
            return
