"""Plots along the roads, and the buildings on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ...assets.buildings import building
from ...assets.model import Model
from ...draw import Draw
from ..scene import Thing
from .conditions import Conditions
from .finishes import Finishes
from .network import Network, Place, Region
from .road import Road
from .site import Site

__all__ = ["Plot", "build_up", "porch"]

_FAR_M = 48.0
"""Buildings beyond need no window frames."""
_SILL_M, _HEAD_M = 0.12, 2.0
"""What sticks out less, or is higher, is in nobody's way."""
_WALKED_M = 110.0
_LOW = ("detached", "shed", "strip")
_SIDES, _STOCK, _DEEP_M = 4, 3, 10.0
_EYES_M = np.array([0.0, 15.0, 30.0, 50.0, 75.0])
"""Where along the main road somebody may look from: drives take the camera there."""


@dataclass(frozen=True)
class _Style:
    """How a place is built up.

    Attributes:
        kinds: of buildings, with their shares.
        width_m: of a building's front.
        row: how many stand wall to wall, at most.
        setback_m: from the corridor's edge to the front.
        gap_m: between rows.
        storeys: of most buildings.
    """

    kinds: Mapping[str, float]
    width_m: tuple[float, float]
    row: int
    setback_m: tuple[float, float]
    gap_m: tuple[float, float]
    storeys: tuple[int, int]


_STYLES: dict[tuple[Place, Region], _Style] = {
    ("town", "europe"): _Style(
        {"terrace": 0.5, "shop": 0.36, "block": 0.1, "office": 0.04}, (6.5, 15), 7, (0, 0.4), (2.5, 9), (2, 5)
    ),
    ("town", "us"): _Style(
        {"shop": 0.7, "office": 0.15, "block": 0.15}, (7, 18), 6, (0, 0.5), (3, 14), (1, 4)
    ),
    ("suburb", "europe"): _Style(
        {"detached": 0.7, "terrace": 0.2, "block": 0.1}, (8, 13), 2, (3, 8), (3, 9), (1, 3)
    ),
    ("suburb", "us"): _Style({"detached": 1.0}, (10, 16), 1, (7, 12), (4, 10), (1, 2)),
    ("arterial", "europe"): _Style(
        {"shed": 0.25, "office": 0.25, "block": 0.35, "detached": 0.15}, (14, 38), 2, (4, 18), (6, 30), (1, 6)
    ),
    ("arterial", "us"): _Style(
        {"strip": 0.4, "shed": 0.3, "office": 0.3}, (18, 45), 1, (8, 28), (10, 40), (1, 4)
    ),
    ("country", "europe"): _Style({"detached": 0.8, "shed": 0.2}, (9, 18), 1, (6, 25), (60, 200), (1, 2)),
    ("country", "us"): _Style({"detached": 0.7, "shed": 0.3}, (10, 20), 1, (12, 35), (60, 200), (1, 2)),
}


@dataclass(frozen=True, eq=False)
class Plot:
    """A piece of land along a road with a building on it.

    Attributes:
        road: that it lies on.
        left: to the left of the road's line.
        begin_m: arc length where its front begins.
        end_m: where it ends.
        setback_m: depth of the front garden.
        kind: of the building.
    """

    road: Road
    left: bool
    begin_m: float
    end_m: float
    setback_m: float
    kind: str


def build_up(draw: Draw, site: Site, network: Network, conditions: Conditions) -> tuple[Plot, ...]:
    """Line all roads with buildings; those of the main road come first and keep the corners."""
    style = _STYLES[network.place, network.region]
    plots: list[Plot] = []
    finishes = Finishes()
    for number, road in enumerate(network.roads):
        for left in (True, False):
            scope = draw.scope("road", number).scope("left" if left else "right")
            plots += _line_up(scope, site, network, road, left, style, conditions, finishes)
    _back_rows(draw.scope("behind"), site, network, style, conditions, finishes)
    return tuple(plots)


def _line_up(
    draw: Draw,
    site: Site,
    network: Network,
    road: Road,
    left: bool,
    style: _Style,
    conditions: Conditions,
    finishes: Finishes,
) -> Iterator[Plot]:
    at = road.line.begin_m + draw.uniform("first_m", 0, 12)
    setback = draw.uniform("setback_m", *style.setback_m)
    end = road.line.end_m - 2
    number, row_left = 0, draw.integer("first_row", 1, style.row)
    joined_before = False
    storeys = draw.integer("storeys", *style.storeys)
    while at < end:
        scope = draw.scope("plot", number)
        number += 1
        width = scope.uniform("width_m", *style.width_m)
        kind = scope.choice("kind", style.kinds)
        own = max(1, storeys + scope.choice("higher", {-1: 0.25, 0: 0.5, 1: 0.25}))
        depth = scope.uniform("depth_m", 9, 13) if width < 20 else scope.uniform("deep_m", 14, 24)
        last = row_left <= 1
        placed = _front(road, left, at, width, setback, depth)
        if placed is None:
            return
        point, heading, span, next_at = placed
        region = _rectangle(point, heading, span, depth)
        blocked = region.buffer(-0.05).intersects(site.ground.corridor) or not site.free(region.buffer(-0.05))
        if blocked:
            at += 2.0
            joined_before, row_left = False, scope.integer("row", 1, style.row)
            continue
        away = float(np.linalg.norm(point))
        unseen = _unseen(network, point, heading, span, depth)
        floors = min(own, 2) if kind in _LOW else own
        if len(unseen) == _SIDES:
            _plain(scope, site, network, kind, floors, finishes, point, heading, (span, depth), region)
        else:
            model = building(
                scope.scope("building"),
                kind=kind,
                region=network.region,
                width_m=span,
                depth_m=depth,
                storeys=floors,
                joined=_joined(joined_before, not last, left),
                lit=conditions.lit,
                far=away > _FAR_M,
                unseen=unseen,
            )
            model = finishes.shared(model, near=away < _FAR_M)
            thing = site.put(model, point, heading, "building", takes=region)
            if away < _WALKED_M and not (out := porch(thing)).is_empty:
                site.take(out)
        yield Plot(road, left, at, next_at, setback, kind)
        at = next_at
        if last:
            at += scope.uniform("gap_m", *style.gap_m)
            row_left = scope.integer("row", 1, style.row)
            setback = scope.uniform("setback_m", *style.setback_m)
            storeys = scope.integer("storeys", *style.storeys)
        else:
            row_left -= 1
        joined_before = not last


def _plain(
    draw: Draw,
    site: Site,
    network: Network,
    kind: str,
    storeys: int,
    finishes: Finishes,
    point: np.ndarray,
    heading: float,
    size_m: tuple[float, float],
    region: shapely.Polygon,
    lit: float = 0.0,
) -> None:
    """A building that is hardly seen, or only in its shadow: one of a stock, stretched to fit its plot."""
    wide = 4.0 * max(2, round(size_m[0] / 4.0))
    model = _stock(kind, network.region, wide, storeys, draw.integer("stock", 0, _STOCK - 1), lit)
    matrix = site.place(point, heading)
    matrix[:3, 0] *= size_m[1] / _DEEP_M
    matrix[:3, 1] *= size_m[0] / wide
    site.stand(finishes.shared(model, near=False), matrix, "building", region)


@lru_cache(maxsize=192)
def _stock(kind: str, region: Region, wide_m: float, storeys: int, number: int, lit: float) -> Model:
    return building(
        Draw(0, number).scope("building").scope(kind),
        kind=kind,
        region=region,
        width_m=wide_m,
        depth_m=_DEEP_M,
        storeys=storeys,
        joined=(True, True),
        lit=lit,
        far=True,
        unseen=("back",),
    )


def porch(thing: Thing) -> BaseGeometry:
    """What of a building sticks out in front of its wall, in the way of who walks, as rectangles."""
    mesh, m = thing.model.mesh, thing.world_from_thing
    standing = mesh.vertices[:, 0] > _SILL_M
    standing &= (mesh.vertices[:, 2] > -0.05) & (mesh.vertices[:, 2] < _HEAD_M)
    corners = mesh.vertices[mesh.triangles[standing[mesh.triangles].any(axis=1)]].astype(np.float64)
    x, y, z = corners.max(axis=1)[:, 0], corners[:, :, 1], corners[:, :, 2]
    solid = (z.max(axis=1) > 0.05) & (z.min(axis=1) < _HEAD_M)
    order = np.argsort(y.min(axis=1)[solid], kind="stable")
    low, high, reach = (a[solid][order] for a in (y.min(axis=1), y.max(axis=1), x))
    if not len(low):
        return shapely.Polygon()
    first = np.flatnonzero(np.concatenate([[True], low[1:] > np.maximum.accumulate(high)[:-1]]))
    boxes = shapely.box(0.0, low[first], np.maximum.reduceat(reach, first), np.maximum.reduceat(high, first))
    return shapely.transform(shapely.union_all(boxes), lambda p: p @ m[:2, :2].T + m[:2, 3])


def _joined(before: bool, after: bool, left: bool) -> tuple[bool, bool]:
    """Whether a neighbour's wall touches the building's left and right side, seen from the street.

    A front looks at the road: what follows along the road is to the right of one who looks at a house on
    the road's left.
    """
    return (before, after) if left else (after, before)


def _front(
    road: Road, left: bool, at_m: float, width_m: float, setback_m: float, depth_m: float
) -> tuple[np.ndarray, float, float, float] | None:
    """Middle of a front from ``at_m`` on, where it looks to, its exact width, and where it ends.

    On the outside of a bend a front along the corridor would be longer than the arc length that it takes.
    """
    edge = (road.left_m + setback_m) if left else (road.right_m - setback_m)
    curvature = float(road.line.curvature_at(at_m + width_m / 2))
    stretch = max(0.2, 1.0 - curvature * edge)
    next_at = at_m + width_m / stretch
    if next_at > road.line.end_m:
        return None
    begin, end = road.line.at([at_m, next_at], edge)
    chord = end - begin
    width = float(np.linalg.norm(chord))
    along = chord / width
    outwards = np.array([-along[1], along[0]]) * (1 if left else -1)
    # A chord on the inside of a bend would cut into the corridor.
    sagitta = max(0.0, (curvature if left else -curvature) * -1 * width**2 / 8) + 0.02
    middle = (begin + end) / 2 + outwards * sagitta
    heading = float(np.arctan2(-outwards[1], -outwards[0]))
    return middle, heading, width, next_at


def _rectangle(front: np.ndarray, heading: float, width: float, depth: float) -> shapely.Polygon:
    forward = np.array([np.cos(heading), np.sin(heading)])
    aside = np.array([-forward[1], forward[0]]) * width / 2
    back = front - forward * depth
    return shapely.Polygon([front - aside, front + aside, back + aside, back - aside])


def _unseen(network: Network, front: np.ndarray, heading: float, width: float, depth: float) -> list[str]:
    """Sides of a building that the camera never faces, from where it is or where it drives on to."""
    line = network.main.line
    eyes = line.at(_EYES_M) - front
    along = line.heading_at(_EYES_M)
    forward, aside = np.array([[np.cos(heading), np.sin(heading)], [-np.sin(heading), np.cos(heading)]])
    reach = abs(forward) * depth + abs(aside) * width
    ahead = (np.column_stack([np.cos(along), np.sin(along)]) * -eyes).sum(axis=1) + np.hypot(*reach) > 0
    x, y = eyes @ forward, eyes @ aside
    faced = {"front": x > 0, "back": x < -depth, "left": y < -width / 2, "right": y > width / 2}
    return [name for name, side in faced.items() if not (side & ahead).any()]


def _back_rows(
    draw: Draw, site: Site, network: Network, style: _Style, conditions: Conditions, finishes: Finishes
) -> None:
    """Houses behind those of the street: what is seen through gaps and over low roofs."""
    if network.place == "country":
        return
    main = network.main
    for left in (True, False):
        scope = draw.scope("left" if left else "right")
        at = main.line.begin_m + 40
        number = 0
        while at < main.line.end_m:
            place = scope.scope("house", number)
            number += 1
            width = place.uniform("width_m", *style.width_m)
            away = place.uniform("away_m", 34, 60)
            edge = main.left_m + away if left else main.right_m - away
            point = main.line.at(at, edge)
            heading = float(main.line.heading_at(at)) + (-np.pi / 2 if left else np.pi / 2)
            heading += np.radians(place.normal("turned_deg", 0, 8, -30, 30))
            region = _rectangle(point, heading, width, 10.0)
            if site.free(region, 1.0) and not region.intersects(site.ground.corridor):
                kind = place.choice("kind", style.kinds)
                floors = place.integer("storeys", 1, 2 if kind in _LOW else style.storeys[1] + 1)
                _plain(
                    place, site, network, kind, floors, finishes, point, heading, (width, 10.0), region,
                    conditions.lit,
                )  # fmt: skip
            at += width + place.uniform("gap_m", 3, 22)
