"""Cyclists and motorcyclists: a thing to ride and somebody on it, two annotations as in COCO."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ...assets import people, two_wheelers
from ...assets.people.person import Detail
from ...draw import Draw
from ..scene import Motion
from .conditions import Conditions
from .manoeuvres import Plans
from .mover import mover_on
from .pedalling import pedalling
from .road import Lane, Road
from .site import Site, footprint
from .walkers import FINE_M, can_walk
from .way import Way

__all__ = ["put_rider", "ride"]

_REACH_M = 85.0


def ride(draw: Draw, plans: Plans, conditions: Conditions) -> None:
    """Put cyclists on cycle lanes and at the lanes' edges, and motorcyclists in the lanes."""
    site, network = plans.site, plans.network
    if not can_walk():
        return
    cold = 0.4 if conditions.season == "winter" or conditions.weather in ("rain", "snow") else 1.0
    most = {"town": 4, "suburb": 3, "arterial": 3, "country": 2}[network.place]
    main = [way for way in plans.ways if way.road is network.main]
    for number in range(most):
        scope = draw.scope("bicycle", number)
        if scope.chance("there", 0.42 * cold):
            _cyclist(scope, plans, main)
    for number in range(2):
        scope = draw.scope("motorcycle", number)
        if scope.chance("there", 0.3 * cold):
            way = main[scope.integer("way", 0, len(main) - 1)]
            s = scope.log_uniform("s_m", 8, _REACH_M)
            at = s if way.lane.strip.direction > 0 else -s
            aside = scope.uniform("aside_m", -0.8, 0.8)
            speed = way.limit_m_s * scope.uniform("speed", 0.6, 1.0)
            heading = float(way.line.heading_at(at))
            lane = (way.road, way.lane.strip.direction)
            if plans.room(way.lane, way.line.at(at), speed):
                put_rider(scope, site, way.line.at(at, aside), heading, speed, two_wheelers.MOTORCYCLES, lane)


def _cyclist(draw: Draw, plans: Plans, ways: list[Way]) -> None:
    road = plans.network.main
    lanes: list[Lane] = list(road.of("cycle"))
    s = draw.log_uniform("s_m", 7, _REACH_M)
    if lanes and draw.chance("own_lane", 0.85):
        lane = lanes[draw.integer("lane", 0, len(lanes) - 1)]
        on, t, direction = lane, lane.t_m, lane.strip.direction
    else:
        way = ways[draw.integer("way", 0, len(ways) - 1)]
        direction = way.lane.strip.direction
        edges = [w.lane for w in ways if w.lane.strip.direction == direction]
        outer = min(edges, key=lambda lane: lane.t_m * direction)
        on, t = outer, (outer.right_m + 0.55) if direction > 0 else (outer.left_m - 0.55)
    heading = float(road.line.heading_at(s)) + (0.0 if direction >= 0 else np.pi)
    speed = draw.uniform("speed_m_s", 3.0, 7.0)
    t += draw.uniform("aside_m", -0.2, 0.2)
    along = (road, 1 if direction >= 0 else -1)
    if plans.room(on, road.line.at(s, t), speed):
        put_rider(draw, plans.site, road.line.at(s, t), heading, speed, two_wheelers.BICYCLES, along)


def put_rider(
    draw: Draw,
    site: Site,
    point: np.ndarray,
    heading: float,
    speed_m_s: float,
    kinds: Mapping[str, float],
    along: tuple[Road, int] | None = None,
) -> bool:
    """A rider and what is ridden, if there is room for them; ``along``: a road, and the direction on it."""
    away = float(np.linalg.norm(point))
    ridden = two_wheelers.KINDS[draw.choice("kind", kinds)](draw.scope("ridden"))
    if not site.free(footprint(ridden.model, point, heading, 0.1), 0.3):
        return False
    detail: Detail = "near" if away < FINE_M else "far"
    who = draw.scope("rider")
    again = who.again()
    rider = people.rider(who, ridden.contacts, detail=detail)
    gaits = pedalling(draw.scope("pedals"), ridden, lambda on: people.rider(again.again(), on, detail=detail))
    party = site.party()
    mover = mover_on(*along, ridden.model, point, speed_m_s, speed_m_s) if along is not None else None
    velocity = Motion((speed_m_s * float(np.cos(heading)), speed_m_s * float(np.sin(heading)), 0.0))
    for model, role, gait in zip((ridden.model, rider), ("vehicle", "person"), gaits, strict=True):
        site.put(
            model,
            point,
            heading,
            role,  # type: ignore[arg-type]
            tilted=True,
            attributes={"riding": ridden.model.category or "", "speed_m_s": round(speed_m_s, 2)},
            motion=velocity if speed_m_s > 0.3 else None,
            party=party,
            takes=role == "vehicle",
            mover=mover,
            gait=gait,
        )
    return True
