"""Paint on roads: lane lines, stop lines, crossings, arrows, bays, as regions of the plane by colour.

Widths and lengths after the German RMS-1 (Europe) and the MUTCD 2009, part 3 (US), rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .crossing import Crossing, Halt
from .ground import strip_region
from .network import Network
from .road import Lane, Road
from .stops import BusStop, zigzag

__all__ = ["Marking", "PaintColor", "markings"]

PaintColor = Literal["white", "yellow"]

_LINE_M = 0.12
_STOP_M = 0.5
# Length of dashes and of the gaps between them.
_DASHES = {"europe": (3.0, 6.0), "us": (3.05, 9.15)}


@dataclass(frozen=True, eq=False)
class Marking:
    """A painted region of one colour."""

    region: BaseGeometry
    color: PaintColor


def markings(
    network: Network,
    crossings: tuple[Crossing, ...],
    halts: tuple[Halt, ...],
    stops: tuple[BusStop, ...] = (),
) -> tuple[Marking, ...]:
    """All paint of the scene. Setts carry none but crossings."""
    white: list[BaseGeometry] = []
    yellow: list[BaseGeometry] = []
    for road in network.roads:
        if road.paved == "setts":
            continue
        free = list(_free(network, road, crossings, halts))
        for a, b in zip(road.lanes, road.lanes[1:], strict=False):
            line = _between(network, road, a, b)
            if line is None:
                continue
            style, color = line
            (yellow if color == "yellow" else white).extend(_lines(network, road, a.right_m, style, free))
        white += _parking(road, free)
        if network.region == "us" and road is network.main:
            for lane in road.of("median"):
                for t in (lane.left_m + 0.15, lane.right_m - 0.15):
                    yellow += _lines(network, road, t, "solid", free)
        if network.place == "country" and road is network.main:
            for t in (road.kerbs[0] - 0.3, road.kerbs[1] + 0.3):
                white += _lines(network, road, t, "solid", free)
    for crossing in crossings:
        white += _crossing(crossing)
    for halt in halts:
        white += _halt(network, halt)
    white += _arrows(network, halts)
    for stop in stops if network.region == "europe" else ():
        if stop.road.paved != "setts":
            white += zigzag(stop)
    painted: tuple[tuple[list[BaseGeometry], PaintColor], ...] = ((white, "white"), (yellow, "yellow"))
    return tuple(Marking(shapely.union_all(regions), color) for regions, color in painted if regions)


def _between(network: Network, road: Road, a: Lane, b: Lane) -> tuple[str, PaintColor] | None:
    """Style and colour of the line between two strips that lie side by side, ``a`` to the left."""
    kinds = {a.strip.kind, b.strip.kind}
    moving = {"drive", "tram"}
    if kinds <= moving:
        if a.strip.direction != b.strip.direction:
            color: PaintColor = "yellow" if network.region == "us" else "white"
            return None if road.centre == "none" else (road.centre, color)
        return "dashed", "white"
    if "cycle" in kinds and kinds & {"drive", "parking", "bay"}:
        return "solid", "white"
    if kinds == {"drive", "parking"} and road is network.main and network.region == "europe":
        return "narrow", "white"
    return None


def _lines(
    network: Network, road: Road, t_m: float, style: str, free: list[tuple[float, float]]
) -> Iterator[BaseGeometry]:
    """A longitudinal line at ``t_m`` along the free stretches."""
    half = _LINE_M / 2
    for begin, end in free:
        if style == "double":
            for side in (-1, 1):
                middle = t_m + side * 0.11
                yield strip_region(road, middle - half, middle + half, begin, end)
        elif style in ("solid", "narrow"):
            width = half if style == "solid" else 0.6 * half
            yield strip_region(road, t_m - width, t_m + width, begin, end)
        else:
            dash, gap = _DASHES[network.region]
            if road.limit_m_s > 17:
                dash, gap = 1.35 * dash, 1.35 * gap
            first = np.ceil(begin / (dash + gap))
            for number in range(int(first), int(end / (dash + gap)) + 1):
                at = number * (dash + gap)
                if at + dash <= end:
                    yield strip_region(road, t_m - half, t_m + half, at, at + dash)


def _parking(road: Road, free: list[tuple[float, float]]) -> Iterator[BaseGeometry]:
    """Lines across, between the bays of perpendicular parking."""
    for lane in road.of("bay"):
        for begin, end in free:
            for s in np.arange(begin + 2, end - 2, 2.5):
                yield strip_region(road, lane.right_m + 0.05, lane.left_m - 0.05, s - 0.05, s + 0.05)


def _crossing(crossing: Crossing) -> Iterator[BaseGeometry]:
    left, right = crossing.road.kerbs
    begin, end = crossing.s_m - crossing.width_m / 2, crossing.s_m + crossing.width_m / 2
    if crossing.style == "zebra":
        count = int((left - right - 0.6) / 1.0)
        for t in (left + right) / 2 + (np.arange(count) - (count - 1) / 2) * 1.0:
            yield strip_region(crossing.road, t - 0.25, t + 0.25, begin, end)
    elif crossing.style == "lines":
        for s in (begin, end):
            yield strip_region(crossing.road, right + 0.2, left - 0.2, s - 0.06, s + 0.06)


def _halt(network: Network, halt: Halt) -> Iterator[BaseGeometry]:
    """A stop line over the lanes of its direction; a give-way line of teeth or dashes."""
    control = network.junctions[halt.junction].control
    lanes = list(halt.road.of("drive", "tram", "cycle", direction=halt.direction))
    if not lanes or control == "none" or halt.road.paved == "setts":
        return
    left, right = max(lane.left_m for lane in lanes) - 0.1, min(lane.right_m for lane in lanes) + 0.1
    # The line's edge towards the junction is where one halts; the paint lies beyond it.
    begin, end = sorted((halt.s_m + halt.direction * 0.25, halt.s_m + halt.direction * (0.25 + _STOP_M)))
    if control in ("signals", "stop"):
        yield strip_region(halt.road, right, left, begin, end)
    elif network.region == "europe":
        for t in np.arange(right + 0.25, left - 0.2, 0.75):
            yield strip_region(halt.road, t - 0.25, t + 0.25, begin, begin + 0.3)
    else:
        for t in np.arange(right + 0.3, left - 0.2, 0.75):
            base = halt.road.line.at([begin, begin], [t - 0.25, t + 0.25])
            tip = halt.road.line.at(begin - halt.direction * 0.55, t)
            yield shapely.Polygon([*base, tip])


def _arrows(network: Network, halts: tuple[Halt, ...]) -> Iterator[BaseGeometry]:
    """Arrows in the lanes of roads with several lanes each way, before signals."""
    for halt in halts:
        lanes = list(halt.road.of("drive", direction=halt.direction))
        if halt.road is not network.main or len(lanes) < 2:
            continue
        if halt.direction > 0:
            lanes = lanes[::-1]  # from the kerb to the middle
        for number, lane in enumerate(lanes):
            turn = -1 if number == 0 else 1 if number == len(lanes) - 1 else 0
            for away in (6.0, 26.0):
                yield _arrow(halt, lane, away, turn)


def _arrow(halt: Halt, lane: Lane, away_m: float, turn: int) -> BaseGeometry:
    """A straight arrow, 5 m long, with a second head to the right (-1) or to the left (1)."""
    shaft = [[-2.5, 0.07], [-2.5, -0.07], [1.0, -0.07], [1.0, -0.28], [2.5, 0.0], [1.0, 0.28], [1.0, 0.07]]
    shapes = [shapely.Polygon(shaft)]
    if turn:
        branch = np.array([[-1.6, 0.0], [-1.3, 0.0], [-0.4, 0.35], [-0.1, 0.35], [-0.1, 0.15], [0.5, 0.5]])
        tail = np.array([[-0.1, 0.85], [-0.1, 0.65], [-0.5, 0.6]])
        shapes.append(shapely.Polygon(np.concatenate([branch, tail]) * [1, turn]))
    points = shapely.get_coordinates(arrow := shapely.union_all(shapes))
    s = halt.s_m - halt.direction * away_m + halt.direction * points[:, 0]
    return shapely.set_coordinates(arrow, halt.road.line.at(s, lane.t_m + halt.direction * points[:, 1]))


def _free(
    network: Network, road: Road, crossings: tuple[Crossing, ...], halts: tuple[Halt, ...]
) -> Iterator[tuple[float, float]]:
    """Stretches of a road that are neither in a junction nor on a crossing."""
    taken: list[tuple[float, float]] = []
    if road is network.main:
        taken += [(j.s_m - j.half_m(road) + 2, j.s_m + j.half_m(road) - 2) for j in network.junctions]
    else:
        own = next(halt for halt in halts if halt.road is road)
        taken.append((road.line.begin_m - 1, own.s_m))
    for crossing in crossings:
        if crossing.road is road and crossing.style != "none":
            half = crossing.width_m / 2 + 0.4
            taken.append((crossing.s_m - half, crossing.s_m + half))
    taken += [(h.s_m - 0.1, h.s_m + 0.9) for h in halts if h.road is road]
    begin = road.line.begin_m
    for low, high in sorted(taken):
        if low > begin + 0.5:
            yield begin, low
        begin = max(begin, high)
    if road.line.end_m > begin + 0.5:
        yield begin, road.line.end_m
