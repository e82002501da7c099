"""The road network of one scene, as data: the road that the camera drives on, and what crosses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...draw import Draw
from .line import Bend, Line
from .road import Road, Strip

__all__ = ["PLACES", "REGIONS", "Control", "Junction", "Network", "Place", "Region", "network"]

Place = Literal["town", "suburb", "arterial", "country"]
Region = Literal["europe", "us"]
Control = Literal["signals", "stop", "yield", "none"]

PLACES: dict[Place, float] = {"town": 0.38, "suburb": 0.32, "arterial": 0.15, "country": 0.15}
"""Kinds of surroundings with their shares."""

REGIONS: dict[Region, float] = {"europe": 0.65, "us": 0.35}

BEHIND_M, AHEAD_M = 70.0, 330.0
"""How much of the main road there is, before and behind the camera."""
SIDE_M = 110.0
"""Length of a side road."""

# Radius at which a road bends, by place: streets of a town are straight, or turn at a corner.
_RADII_M: dict[Place, tuple[float, float]] = {
    "town": (110.0, 500.0),
    "suburb": (60.0, 300.0),
    "arterial": (250.0, 800.0),
    "country": (90.0, 450.0),
}
_BLOCK_M: dict[Place, tuple[float, float]] = {
    "town": (55.0, 110.0),
    "suburb": (60.0, 130.0),
    "arterial": (110.0, 220.0),
    "country": (180.0, 400.0),
}


@dataclass(frozen=True, eq=False)
class Junction:
    """Where a side road meets the main road.

    Attributes:
        s_m: on the main road.
        side: the side road, whose line begins at the main road's line.
        left: it goes off to the left.
        opposite: number of the junction of the road that goes on beyond, or None: a T-junction.
        control: who waits: for signals, at a stop or give-way line of the side road, or by right of way.
        angle_rad: of the side road's line against the main road's.
    """

    s_m: float
    side: Road
    left: bool
    opposite: int | None
    control: Control
    angle_rad: float

    def half_m(self, main: Road) -> float:
        """Half of the main road's length that the mouth takes, kerb radii and all."""
        half = max(abs(t) for t in self.side.kerbs)
        reach = max(abs(t) for t in main.kerbs)
        return float(half / np.sin(self.angle_rad) + abs(reach / np.tan(self.angle_rad))) + 6.0


@dataclass(frozen=True, eq=False)
class Network:
    """Roads and where they meet. The camera's road runs through the origin, to +x there."""

    place: Place
    region: Region
    main: Road
    junctions: tuple[Junction, ...]

    @property
    def roads(self) -> tuple[Road, ...]:
        return (self.main, *(junction.side for junction in self.junctions))

    def near_junction(self, s_m: float, beyond_m: float = 0.0) -> bool:
        """Whether a place of the main road lies in the mouth of a side road, or this close to one."""
        return any(abs(s_m - j.s_m) < j.half_m(self.main) + beyond_m for j in self.junctions)


def network(draw: Draw, place: Place, region: Region) -> Network:
    """The main road and its side roads, as a place of that kind has them."""
    main = _main(draw.scope("main"), place, region)
    low, high = _BLOCK_M[place]
    junctions: list[Junction] = []
    s = draw.uniform("first_junction_m", -40.0, high)
    number = 0
    while s < AHEAD_M - 40:
        scope = draw.scope("junction", number)
        shape = scope.choice("shape", {"left": 0.32, "right": 0.32, "cross": 0.36})
        busy = place in ("town", "arterial") and shape == "cross"
        controls: dict[Control, float] = {
            "signals": 0.65 if busy else 0.05,
            "stop": 0.5 if region == "us" else 0.12,
            "yield": 0.12 if region == "us" else 0.45,
            "none": 0.1,
        }
        control = scope.choice("control", controls)
        angle = np.radians(scope.normal("angle_deg", 90, 8, 68, 112))
        sides = ("left", "right") if shape == "cross" else (shape,)
        setup = _side_strips(scope, place, region)
        for left in (side == "left" for side in sides):
            opposite = None if len(sides) == 1 else len(junctions) + (1 if left else -1)
            name = f"side/{len(junctions)}"
            line = _side_line(scope.scope("left" if left else "right"), main, s, left, angle)
            strips, left_m, limit = setup
            side = Road(name, line, strips, left_m, limit, centre="dashed" if limit > 9 else "none")
            junctions.append(Junction(s, side, left, opposite, control, float(angle)))
        s += scope.uniform("block_m", low, high)
        number += 1
    return Network(place, region, main, tuple(junctions))


def _main(draw: Draw, place: Place, region: Region) -> Road:
    bends = [Bend(BEHIND_M)]
    left = AHEAD_M
    number = 0
    straight = draw.choice(
        "shape", {"straight": 0.45 if place != "country" else 0.2, "bend": 0.4, "winding": 0.15}
    )
    while left > 0:
        scope = draw.scope("bend", number)
        first = scope.uniform("straight_m", 15, 140 if straight == "bend" else 50)
        if straight == "straight":
            first = left
        radius = scope.log_uniform("radius_m", *_RADII_M[place])
        curvature = (1 if scope.chance("left", 0.5) else -1) / radius
        turn_m = min(np.radians(scope.uniform("turn_deg", 15, 60)) * radius, left)
        ease = min(25.0, turn_m / 3)
        bends += [Bend(min(first, left))]
        bends += [Bend(ease, 0, curvature), Bend(turn_m, curvature, curvature), Bend(ease, curvature, 0)]
        left -= first + turn_m + 2 * ease
        number += 1
    # It goes on straight, so that there is road wherever somebody looks.
    line = Line.of_bends([*bends, Bend(40.0)], begin_m=-BEHIND_M)
    line = line.part(-BEHIND_M, min(line.end_m, AHEAD_M))
    return _section(draw, "main", line, place, region)


def _section(draw: Draw, name: str, line: Line, place: Place, region: Region) -> Road:
    """The main road's cross-section. The line lies in the middle of its driving lanes."""
    wide = 0.35 if region == "us" else 0.0
    if place == "arterial":
        each = draw.choice("lanes_each_way", {1: 0.25, 2: 0.6, 3: 0.15})
    else:
        each = draw.choice("lanes_each_way", {1: 0.9, 2: 0.1}) if place == "town" else 1
    one_way = place in ("town", "suburb") and each == 1 and draw.chance("one_way", 0.18)
    speeds = {"town": (8.3, 13.9), "suburb": (8.3, 13.9), "arterial": (13.9, 19.4), "country": (19.4, 27.8)}
    limit = draw.choice("limit_m_s", speeds[place])
    lane_m = draw.uniform("lane_m", 2.9, 3.4) + wide + (0.2 if limit > 15 else 0)
    tram = place in ("town", "arterial") and each == 2 and draw.chance("tram", 0.3)
    drive_out = [Strip("tram" if tram and i == 0 else "drive", lane_m, 1) for i in range(each)]
    if one_way:
        count = draw.choice("one_way_lanes", {1: 0.75, 2: 0.25})
        middle = [Strip("drive", lane_m, 1) for _ in range(count)]
        half = lane_m * count / 2
    else:
        middle = [*(Strip(s.kind, s.width_m, -1) for s in reversed(drive_out))]
        median = place == "arterial" and each > 1 and draw.chance("median", 0.6)
        if median:
            middle.append(Strip("median", draw.uniform("median_m", 1.6, 5.0)))
        middle += drive_out
        half = sum(s.width_m for s in middle) / 2
    left, right = (
        _edge(draw.scope(side), place, region, -1 if side == "left" and not one_way else 1)
        for side in ("left", "right")
    )
    strips = (*reversed(left), *middle, *right)
    centre: Literal["dashed", "solid", "double", "none"] = "dashed"
    if place in ("suburb", "town") and each == 1 and limit < 9:
        centre = draw.choice("centre", {"none": 0.55, "dashed": 0.45})
    elif each > 1 or region == "us":
        centre = draw.choice("centre", {"double": 0.6, "solid": 0.2, "dashed": 0.2})
    if one_way:
        centre = "none"
    paved: Literal["asphalt", "setts"] = "asphalt"
    if place == "town" and region == "europe" and limit < 9 and draw.chance("setts", 0.18):
        paved, centre = "setts", "none"
    left_m = half + sum(s.width_m for s in left)
    return Road(name, line, strips, left_m, limit, paved, centre)


def _edge(draw: Draw, place: Place, region: Region, direction: int) -> list[Strip]:
    """From the driving lanes outwards."""
    strips: list[Strip] = []
    if place == "country":
        strips.append(Strip("shoulder", draw.uniform("shoulder_m", 0.3, 1.5)))
        strips.append(Strip("verge", draw.uniform("verge_m", 2.0, 5.0)))
        return strips
    parking = {"town": 0.62, "suburb": 0.6, "arterial": 0.2}[place]
    cycle = {"town": 0.25, "suburb": 0.12, "arterial": 0.4}[place] * (0.6 if region == "us" else 1.0)
    if draw.chance("cycle_lane", cycle):
        strips.append(Strip("cycle", draw.uniform("cycle_m", 1.3, 2.0), direction))
    if draw.chance("parking", parking):
        if not strips and place != "arterial" and draw.chance("bays", 0.1):
            strips.append(Strip("bay", draw.uniform("bay_m", 4.8, 5.2), direction))
        else:
            strips.append(Strip("parking", draw.uniform("parking_m", 2.0, 2.4), direction))
    verge = {"town": 0.08, "suburb": 0.35 if region == "europe" else 0.7, "arterial": 0.6}[place]
    if draw.chance("verge", verge):
        strips.append(Strip("verge", draw.uniform("verge_m", 1.2, 3.5)))
    low, high = {"town": (1.8, 4.2), "suburb": (1.3, 2.2), "arterial": (1.8, 3.2)}[place]
    strips.append(Strip("pavement", draw.uniform("pavement_m", low, high)))
    return strips


def _side_strips(draw: Draw, place: Place, region: Region) -> tuple[tuple[Strip, ...], float, float]:
    """Strips, the left edge, and the limit of a side road: one lane each way."""
    lane_m = draw.uniform("lane_m", 2.5, 3.2) + (0.3 if region == "us" else 0.0)
    edges = []
    for side in ("left", "right"):
        scope = draw.scope(side)
        edge: list[Strip] = []
        if place == "country":
            edge = [Strip("shoulder", 0.3), Strip("verge", scope.uniform("verge_m", 1.5, 3.0))]
        else:
            if scope.chance("parking", 0.5):
                edge.append(
                    Strip("parking", scope.uniform("parking_m", 2.0, 2.3), -1 if side == "left" else 1)
                )
            edge.append(Strip("pavement", scope.uniform("pavement_m", 1.5, 2.8)))
        edges.append(edge)
    left, right = edges
    # The side road's line leads away from the main road: what drives with it comes from there.
    strips = (*reversed(left), Strip("drive", lane_m, -1), Strip("drive", lane_m, 1), *right)
    limit = draw.choice("limit_m_s", (8.3, 13.9))
    return strips, lane_m + sum(s.width_m for s in left), limit


def _side_line(draw: Draw, main: Road, s_m: float, left: bool, angle_rad: float) -> Line:
    """From the main road's line outwards; at a crossing, both sides lie on one line."""
    heading = float(main.line.heading_at(s_m)) + angle_rad - (0.0 if left else np.pi)
    x, y = main.line.at(s_m)
    radius = draw.log_uniform("radius_m", 80, 1200) * (1 if draw.chance("to_left", 0.5) else -1)
    straight = draw.uniform("straight_m", 25, 60)
    bends = [
        Bend(straight),
        Bend(20, 0, 1 / radius),
        Bend(SIDE_M - 20 - straight + 20, 1 / radius, 1 / radius),
    ]
    return Line.of_bends(bends, 0.0, (float(x), float(y)), heading)
