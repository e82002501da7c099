"""Parked cars: along the kerbs and in bays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...draw import Draw
from .crossing import Crossing, Halt
from .fleet import Fleet, seen_well
from .network import Network
from .road import Lane, Road
from .site import Site, footprint

__all__ = ["parked"]


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
        model = fleet.vehicle(scope, near=seen_well(road.line.at(at, lane.t_m)), parked=True)
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
