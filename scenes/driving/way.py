"""The lanes of a network as lines in their traffic's direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .crossing import Halt
from .line import Line
from .network import Network
from .road import Lane, Road

__all__ = ["Way", "ego_way", "ways"]


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
