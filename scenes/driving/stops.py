"""Where buses stop: a shelter or a pole, a piece of the parking lane kept free for them, and who waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ...assets import street
from ...assets.model import Model
from ...assets.people.pose import PoseName
from ...assets.recipes import Paving
from ...assets.street import Mount
from ...draw import Draw
from ..scene import Thing
from .conditions import Conditions
from .crossing import Crossing
from .ground import strip_region
from .network import Network, Place
from .plane import common, flat_mesh
from .road import Lane, Road
from .site import Item, Site
from .walkers import can_walk, stand

__all__ = ["BusStop", "await_buses", "build_stops", "bus_stops", "keep_free", "zigzag"]

_SHARES: dict[Place, float] = {"town": 0.26, "suburb": 0.2, "arterial": 0.34, "country": 0.0}
"""Of streets with a stop on one side of what the camera sees of them."""
_OPPOSITE = 0.45
_NEAR_M, _FAR_M = 9.0, 55.0
_CORNER_M, _CROSSING_M = 5.0, 9.0
_BEHIND_M, _AHEAD_M = 13.0, 2.5
"""Of a bus at the pole, the lay-by that it takes."""
_SHELTER_M = 2.85
"""Between kerb and houses, where a shelter leaves a way to walk."""
_KERB_M = 0.45
_ROOF_M = 0.85
"""How far a shelter's roof reaches to the road from the shelter's middle."""
_WAITING = {0: 0.3, 1: 0.26, 2: 0.22, 3: 0.14, 4: 0.08}
_SLAB_M = 0.02
"""How high slabs lie above the grass."""
_TRIES = 4


@dataclass(frozen=True, eq=False)
class BusStop:
    """A stop on the main road.

    Attributes:
        road: that it is on.
        s_m: of its pole, or of its shelter's middle.
        left: it is on the left side, for buses that come towards the camera.
        layby: the parking lane that buses halt in; None: they halt in their lane.
        sheltered: there is room for a shelter.
    """

    road: Road
    s_m: float
    left: bool
    layby: Lane | None
    sheltered: bool

    @property
    def way(self) -> int:
        """1 where its buses go with the road's arc length, -1 against it."""
        return -1 if self.left else 1

    @property
    def span_m(self) -> tuple[float, float]:
        """Arc lengths between which a bus stands."""
        ends = self.s_m - self.way * _BEHIND_M, self.s_m + self.way * _AHEAD_M
        return min(ends), max(ends)

    def at(self, along_m: float, in_m: float) -> np.ndarray:
        """The place so far along the road, and ``in_m`` from the kerb towards the houses."""
        left, right = self.road.kerbs
        return self.road.line.at(self.s_m + along_m, left + in_m if self.left else right - in_m)

    @property
    def to_road_rad(self) -> float:
        """Where one looks who stands at the stop and looks at the road."""
        return float(self.road.line.heading_at(self.s_m)) + (-np.pi / 2 if self.left else np.pi / 2)

    @property
    def to_buses_rad(self) -> float:
        """Where buses come from."""
        return float(self.road.line.heading_at(self.s_m)) + (np.pi if self.way > 0 else 0.0)


def bus_stops(draw: Draw, network: Network, crossings: tuple[Crossing, ...]) -> tuple[BusStop, ...]:
    """The stops of what the camera sees of its road: none, one, or one on either side."""
    main = network.main
    if not draw.chance("there", _SHARES[network.place]):
        return ()
    first_left = draw.chance("left", 0.4)
    found: list[BusStop] = []
    for number in range(2 if draw.chance("opposite", _OPPOSITE) else 1):
        scope = draw.scope("stop", number)
        left = first_left ^ (number == 1)
        if not any(main.of("drive", direction=-1 if left else 1)):
            continue  # of a one-way street
        beside = [lane for lane in main.lanes if (lane.t_m > 0) == left]
        kerb = main.kerbs[0 if left else 1]
        layby = next((lane for lane in beside if lane.strip.kind == "parking"), None)
        if any(lane.strip.kind == "bay" for lane in beside):
            continue
        for attempt in range(_TRIES):
            s = scope.scope("try", attempt).log_uniform("s_m", _NEAR_M, _FAR_M)
            wide = abs((main.left_m if left else main.right_m) - kerb)
            sheltered = wide > _SHELTER_M and scope.scope("try", attempt).chance("sheltered", 0.75)
            stop = BusStop(main, s, left, layby, sheltered)
            if _allowed(network, crossings, stop):
                found.append(stop)
                break
    return tuple(found)


def _allowed(network: Network, crossings: tuple[Crossing, ...], stop: BusStop) -> bool:
    low, high = stop.span_m
    if any(network.near_junction(s, _CORNER_M) for s in np.arange(low, high + 1, 3.0)):
        return False
    return not any(c.road is stop.road and low - _CROSSING_M < c.s_m < high + _CROSSING_M for c in crossings)


def keep_free(site: Site, stops: tuple[BusStop, ...]) -> None:
    """Nobody parks where buses halt."""
    for stop in stops:
        if stop.layby is not None:
            site.take(strip_region(stop.road, stop.layby.right_m, stop.layby.left_m, *stop.span_m))


def zigzag(stop: BusStop) -> Iterator[BaseGeometry]:
    """The zigzag line that closes a lay-by to others (the German sign 299), 0.12 m wide."""
    lane = stop.layby
    if lane is None:
        return
    begin, end = stop.span_m
    right, left = lane.right_m + 0.2, lane.left_m - 0.2
    count = max(3, round((end - begin) / 2.5))
    s = np.linspace(begin, end, count + 1)
    t = np.where(np.arange(count + 1) % 2 == 0, right, left)
    for k in range(count):
        yield shapely.LineString(stop.road.line.at(s[k : k + 2], t[k : k + 2])).buffer(
            0.06, cap_style="square"
        )
    for s_end in (begin, end):
        yield strip_region(stop.road, right, left, s_end - 0.06, s_end + 0.06)


def build_stops(
    draw: Draw, site: Site, network: Network, stops: tuple[BusStop, ...], conditions: Conditions
) -> None:
    """Shelters and poles, where nothing is in their way."""
    glow = 2.5 if conditions.dark else 0.0
    for number, stop in enumerate(stops):
        scope = draw.scope("stop", number)
        if stop.sheltered:
            _shelter(scope.scope("shelter"), site, network, stop, glow)
        # A pole stands by the door that one gets in at, ahead of the shelter.
        along = stop.way * (3.3 if stop.sheltered else 0.0)
        pole = street.bus_stop(scope.scope("pole"), region=network.region)
        place = stop.at(along, _KERB_M)
        foot = shapely.Point(place).buffer(0.2, quad_segs=3)
        if site.free(foot, 0.05) and not site.ground.carriageway.intersects(foot):
            _assemble(site, pole, site.place(place, stop.to_buses_rad), foot)


def _shelter(draw: Draw, site: Site, network: Network, stop: BusStop, glow: float) -> None:
    length, mounts = street.sheltered_stop(draw, region=network.region, emission=glow)
    point = stop.at(0.0, _KERB_M + _ROOF_M)
    matrix = site.place(point, stop.to_road_rad)
    walls = shapely.union_all([shapely.box(*wall) for wall in street.shelter_walls(length)])
    region = shapely.transform(walls, lambda p: p @ matrix[:2, :2].T + matrix[:2, 3])
    room = shapely.convex_hull(region)
    if not site.free(room, 0.12) or site.ground.carriageway.intersects(room):
        return
    _assemble(site, mounts, matrix, region)
    _pad(site, stop, length)


def _pad(site: Site, stop: BusStop, length_m: float) -> None:
    """Slabs in place of the grass between kerb and pavement."""
    left, right = stop.road.kerbs
    half, wide = length_m / 2 + 4.0, 4.0
    edges = (left, left + wide) if stop.left else (right - wide, right)
    strip = strip_region(stop.road, *edges, stop.s_m - half, stop.s_m + half)
    ground = site.ground
    mesh = flat_mesh(common(strip, ground.verges), lambda p: ground.high(p) + _SLAB_M)
    if mesh is not None:
        slabs = Model("pavement", mesh, (Paving(stone_m=(0.5, 0.5)),))
        site.lay(Thing(slabs, category=None, stuff="pavement-merged"))


def _assemble(site: Site, mounts: tuple[Mount, ...], matrix: np.ndarray, region: shapely.Polygon) -> None:
    """What belongs together; the first of it takes the place."""
    party = site.party()
    site.take(region)
    for number, mount in enumerate(mounts):
        thing = Thing(mount.model, matrix @ mount.assembly_from_model())
        site.items.append(Item(thing, "furniture", region if number == 0 else None, party))


def await_buses(draw: Draw, site: Site, stops: tuple[BusStop, ...]) -> None:
    """Who waits: under the roof, at its sides, and at the pole; nobody where their pack is missing."""
    if not can_walk():
        return
    for number, stop in enumerate(stops):
        scope = draw.scope("stop", number)
        for place in range(scope.choice("waiting", _WAITING)):
            one = scope.scope("person", place)
            for attempt in range(_TRIES):
                tried = one.scope("try", attempt)
                reach = 2.6 if stop.sheltered else 3.0
                point = stop.at(tried.uniform("along_m", -reach, reach), tried.uniform("in_m", 0.55, 1.5))
                looks = tried.choice("looks", {"at buses": 0.5, "at the road": 0.35, "about": 0.15})
                turn = tried.normal("turn_deg", 0, 18, -50, 50)
                ways = {"at buses": stop.to_buses_rad, "at the road": stop.to_road_rad}
                heading = ways.get(looks, stop.to_road_rad + 2.2) + float(np.radians(turn))
                pose: PoseName = "standing"
                if stand(tried, site, point, heading, True, pose=pose, state="waiting"):
                    break
