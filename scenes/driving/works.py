"""Roadworks: what closes a piece of road, what lies behind it, and the small ones of ordinary streets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...assets import people, street, vehicles
from ...assets.model import Model
from ...assets.people.pose import PoseName
from ...assets.street import Mount, Region
from ...draw import Draw
from ..scene import Thing
from .conditions import Conditions
from .ground import strip_region
from .network import Network, Place
from .road import Road
from .site import Item, Role, Site, footprint
from .walkers import FINE_M, can_walk

__all__ = ["POSES", "dig", "marker", "pile"]

POSES: dict[PoseName, float] = {"standing": 0.45, "walking": 0.2, "crouching": 0.2, "carrying": 0.15}
"""Of people at work."""
_AT_THE_KERB: dict[PoseName, float] = {"standing": 0.6, "crouching": 0.4}
_PILES: dict[str, Callable[..., Model]] = {
    "heap": street.heap,
    "plate": street.steel_plate,
    "skip": street.skip,
}
_SHARES: dict[Place, float] = {"town": 0.15, "suburb": 0.13, "arterial": 0.13, "country": 0.0}
_NEAR_M, _FAR_M = 8.0, 45.0
_CORNER_M = 1.0
_NARROW_M, _WIDE_M = 1.5, 2.3
_STEP_M = 1.63
"""From rail to rail, and from cone to cone."""
_SEEN_DEG = 180.0
"""What is to be seen looks back to where the camera comes from."""
_TRIES = 6


def marker(draw: Draw, region: Region, *, plates: bool, lit: bool) -> Model:
    """What a row along a site is made of: cones, or plates (America's drums)."""
    return street.beacon_plate(draw, region=region, lit=lit) if plates else street.cone(draw, region=region)


def pile(draw: Draw, region: Region) -> Model:
    """What lies behind the row: a heap, a steel plate or a skip."""
    name = draw.choice("what", {"heap": 0.5, "plate": 0.3, "skip": 0.2})
    return _PILES[name](draw.scope("look"), region=region)


class _Dig:
    """A small site beside a road's kerb, in its own frame: x along the road, y to the left."""

    def __init__(self, site: Site, road: Road, s_m: float, t_m: float) -> None:
        self.site, self.road, self.s_m, self.t_m = site, road, s_m, t_m

    def put(self, model: Model, x: float, y: float, yaw_deg: float, role: Role = "furniture") -> bool:
        """A model, if there is room for it beside what belongs to the site already."""
        at, heading = self._place(x, y, yaw_deg)
        region = footprint(model, at, heading)
        if not self.site.free(region, 0.01) or self.site.on_kerb(region):
            return False
        labels: dict[Role, dict[str, str]] = {"vehicle": {"state": "parked"}, "person": {"place": "works"}}
        self.site.put(
            model,
            at,
            heading,
            role,
            attributes={"role": "works", **labels.get(role, {})},
            tilted=role == "vehicle",
        )
        return True

    def lay(self, model: Model) -> None:
        """What lies on the ground and takes no place."""
        at, heading = self._place(0.0, 0.0, 0.0)
        matrix = self.site.place(at, heading, 0.006, tilted=True)
        self.site.lay(Thing(model, matrix, attributes={"role": "works"}), "furniture")

    def assemble(self, mounts: tuple[Mount, ...], x: float, y: float, yaw_deg: float) -> None:
        """A sign on its stand."""
        at, heading = self._place(x, y, yaw_deg)
        region = footprint(mounts[0].model, at, heading)
        if not self.site.free(region, 0.02) or self.site.on_kerb(region):
            return
        self.site.take(region)
        party, matrix = self.site.party(), self.site.place(at, heading)
        for number, mount in enumerate(mounts):
            thing = Thing(mount.model, matrix @ mount.assembly_from_model(), attributes={"role": "works"})
            self.site.items.append(Item(thing, "furniture", region if number == 0 else None, party))

    def _place(self, x: float, y: float, yaw_deg: float) -> tuple[np.ndarray, float]:
        s = self.s_m + x
        heading = float(self.road.line.heading_at(s)) + float(np.radians(yaw_deg))
        return self.road.line.at(s, self.t_m + y), heading


def dig(draw: Draw, site: Site, network: Network, conditions: Conditions) -> None:
    """Now and then somebody has dug up a piece of the pavement or of the parking lane.

    Call it before cars park: they keep clear of it.
    """
    if not draw.chance("there", _SHARES[network.place]):
        return
    main = network.main
    lanes = [
        lane
        for lane in main.of("parking", "pavement")
        if lane.strip.kind == "parking" or lane.strip.width_m > _NARROW_M
    ]
    if not lanes:
        return
    for attempt in range(_TRIES):
        scope = draw.scope("try", attempt)
        lane = lanes[scope.integer("lane", 0, len(lanes) - 1)]
        s = scope.log_uniform("s_m", _NEAR_M, _FAR_M)
        long = scope.uniform("long_m", 3.0, 7.0)
        wide = min(_WIDE_M, lane.strip.width_m - 0.12)
        region = strip_region(
            main, lane.t_m - wide / 2, lane.t_m + wide / 2, s - long / 2 - 1.2, s + long / 2 + 1.2
        )
        blocked = any(network.near_junction(end, _CORNER_M) for end in (s - long / 2, s + long / 2))
        if blocked or not site.free(region, 0.05) or site.on_kerb(region):
            continue
        parking = lane.strip.kind == "parking"
        _build(scope, _Dig(site, main, s, lane.t_m), network, conditions, long, wide, parking)
        site.take(region)
        return


def _build(
    draw: Draw, here: _Dig, network: Network, conditions: Conditions, long: float, wide: float, parking: bool
) -> None:
    """Rails all around, or boards at the ends and a row of cones or plates towards the traffic."""
    region = network.region
    half, edge = long / 2, wide / 2
    filled = draw.chance("filled", 0.3)
    here.lay(
        street.dug(round(long - 1.4, 1), round(min(wide - 0.7, 1.2), 1), filled, draw.integer("form", 0, 3))
    )
    fenced = not parking or draw.chance("fenced", 0.3)
    plates = draw.chance("plates", 0.5)
    rail = 1.0 if wide < 1.75 else 1.5
    for end, sign in (("near", -1), ("far", 1)):
        scope = draw.scope(end)
        board = street.works_rail(rail, region)
        if not fenced:
            lamps = scope.choice("lamps", {0: 0.6, 1: 0.4})
            board = street.barrier_of(1.5, region, lamps, conditions.dark, 1)
        here.put(board, sign * half, 0.0, _SEEN_DEG + scope.normal("yaw_deg", 0, 4, -12, 12))
    to_road = -1.0 if here.t_m > 0 else 1.0
    count = max(1, int((long - 0.6) / _STEP_M))
    for side in (to_road, -to_road) if fenced else (to_road,):
        for number in range(count):
            scope = draw.scope("road" if side == to_road else "house", number)
            x = (number - (count - 1) / 2) * _STEP_M
            if fenced:
                turn = 90.0 + scope.normal("yaw_deg", 0, 0.8, -1.8, 1.8)
                here.put(street.works_rail(1.5, region), x, side * (edge - 0.24), turn)
            else:
                model = marker(scope, region, plates=plates, lit=conditions.dark)
                turn = _SEEN_DEG + scope.normal("yaw_deg", 0, 8, -25, 25)
                here.put(model, x, side * (edge - 0.32), turn)
    _behind(draw, here, region, half, parking)
    warning = street.sign_on_stand(draw.scope("sign"), region=region, kind="roadworks")
    here.assemble(warning, -half - 0.85, 0.0, _SEEN_DEG + draw.normal("sign_deg", 0, 8, -20, 20))


def _behind(draw: Draw, here: _Dig, region: Region, half: float, parking: bool) -> None:
    """Who works there, and where there is a parking lane a heap and a van."""
    for number in range(draw.choice("workers", {0: 0.5, 1: 0.3, 2: 0.2}) if can_walk() else 0):
        scope = draw.scope("worker", number)
        pose = scope.choice("pose", _AT_THE_KERB)
        near = float(np.linalg.norm(here.road.line.at(here.s_m, here.t_m))) < FINE_M
        who = people.person(
            scope.scope("who"), pose, "near" if near else "far", ages={"adult": 1.0}, dressed="roadworks"
        )
        x = (number - 0.5) * half + scope.uniform("x_m", -0.3, 0.3)
        here.put(who, x, scope.uniform("y_m", -0.1, 0.1), scope.uniform("yaw_deg", -180, 180), "person")
    if parking and draw.chance("heap", 0.5):
        here.put(street.heap(draw.scope("heap_of"), region=region), half + 2.0, 0.0, 0.0)
    if parking and draw.chance("van", 0.4):
        van = vehicles.works_van(draw.scope("van_of"))
        here.put(van, half + 6.4, 0.0, draw.normal("van_deg", 0, 1, -3, 3), "vehicle")
