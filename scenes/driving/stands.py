"""Two-wheelers that nobody rides: at stands, along walls and kerbs, on pavements and between parked cars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ...assets import street, two_wheelers
from ...assets.model import Model
from ...assets.two_wheelers.bicycles import BicycleKind
from ...draw import Draw
from ..frames import rotation_xyz
from ..scene import Thing
from .network import Network, Place
from .road import Lane, Road
from .site import Item, Site, footprint, rectangle

__all__ = ["leave_two_wheelers"]

_REACH_M = 75.0
_STOCK = 3
"""Meshes of each kind a street has: what stands at stands looks alike from a car, but for its place."""
_HOOPS_M = 0.9
_UNEVEN_M = 0.045
# Groups on the main road's pavements, by place: least and most.
_GROUPS: dict[Place, tuple[int, int]] = {
    "town": (1, 7),
    "suburb": (0, 3),
    "arterial": (0, 2),
    "country": (0, 0),
}


@dataclass(eq=False)
class _Stock:
    """The street's two-wheelers: a few of each kind, their meshes shared."""

    draw: Draw
    _made: dict[str, Model] = field(default_factory=dict)

    def pick(self, draw: Draw, kinds: Mapping[str, float]) -> Model:
        kind, number = draw.choice("kind", kinds), draw.integer("stock", 0, _STOCK - 1)
        name = f"{kind}_{number}"
        if name not in self._made:
            self._made[name] = _made(self.draw.scope(name), kind, number).model
        return self._made[name]


def _made(draw: Draw, kind: str, number: int) -> two_wheelers.Ride:
    """A two-wheeler; streets share the shapes of bicycles, which many of them have."""
    if kind not in two_wheelers.BICYCLES:
        return two_wheelers.KINDS[kind](draw)
    style: BicycleKind = kind.removesuffix("_bicycle")  # type: ignore[assignment]
    return two_wheelers.bicycle(draw, style, shape=Draw(0, number).scope(kind))


def leave_two_wheelers(draw: Draw, site: Site, network: Network) -> None:
    """Stand bicycles, scooters and motorcycles where their riders left them.

    Args:
        draw: of all of them.
        site: that they stand on.
        network: of roads; only its main road has any.
    """
    road = network.main
    pavements = list(road.of("pavement"))
    if not pavements:
        return
    stock = _Stock(draw.scope("stock"))
    for number in range(draw.integer("groups", *_GROUPS[network.place])):
        scope = draw.scope("group", number)
        lane = pavements[scope.integer("pavement", 0, len(pavements) - 1)]
        s = scope.log_uniform("s_m", 4, _REACH_M)
        wide = lane.strip.width_m > 2.9
        ways = {"stand": 0.4 if wide else 0.0, "row": 0.2 if wide else 0.0, "along": 0.6}
        how = scope.choice("how", ways)
        if how == "stand":
            _at_stand(scope, site, road, lane, s, stock)
        elif how == "row":
            _row(scope, site, road, lane, s, stock)
        else:
            _along(scope, site, road, lane, s, stock)


def _outwards(lane: Lane) -> int:
    """On which side of a pavement the houses are: 1 to the left."""
    return 1 if lane.t_m > 0 else -1


def _at_stand(draw: Draw, site: Site, road: Road, lane: Lane, s_m: float, stock: _Stock) -> None:
    """Hoops across the pavement by the kerb, some with a bicycle at them."""
    side = _outwards(lane)
    model = street.bicycle_stand(draw.scope("hoops"))
    t = lane.t_m - side * (lane.strip.width_m / 2 - 1.15)
    point, across = road.line.at(s_m, t), float(road.line.heading_at(s_m)) + np.pi / 2
    region = footprint(model, point, across, 0.25)
    wheels = footprint(model, point, across, 0.85)  # of bicycles that stand beside the hoops
    if not site.free(wheels, 0.05) or site.ground.carriageway.intersects(region):
        return
    party = site.party()
    site.put(model, point, across, "furniture", party=party)
    low, high = model.mesh.bounds[:, 1]
    hoops = max(1, round((high - low) / _HOOPS_M + 0.5))
    for number in range(hoops):
        one = draw.scope("bicycle", number)
        if not one.chance("there", 0.75):
            continue
        along = s_m - ((number - (hoops - 1) / 2) * _HOOPS_M + 0.2)
        aside = one.normal("aside_m", 0, 0.12, -0.3, 0.3)
        heading = across + (np.pi if one.chance("turned", 0.5) else 0.0)
        heading += np.radians(one.normal("yaw_deg", 0, 5, -12, 12))
        model = stock.pick(one, two_wheelers.BICYCLES)
        _leave(one, site, model, road.line.at(along, t + aside), heading, party)


def _row(draw: Draw, site: Site, road: Road, lane: Lane, s_m: float, stock: _Stock) -> None:
    """Scooters and motorcycles side by side, aslant to the kerb."""
    side = _outwards(lane)
    t = lane.t_m - side * (lane.strip.width_m / 2 - 1.3)
    slant = np.radians(draw.uniform("slant_deg", 55, 90)) * (1 if draw.chance("forwards", 0.5) else -1)
    for number in range(draw.integer("count", 1, 4)):
        one = draw.scope("motorcycle", number)
        along = s_m + number * 1.15 + one.uniform("along_m", -0.1, 0.1)
        heading = float(road.line.heading_at(along)) + slant + np.radians(one.normal("yaw_deg", 0, 4, -9, 9))
        _leave(one, site, stock.pick(one, two_wheelers.MOTORCYCLES), road.line.at(along, t), heading)


def _along(draw: Draw, site: Site, road: Road, lane: Lane, s_m: float, stock: _Stock) -> None:
    """One or a few bicycles along the wall, or by the kerb."""
    side = _outwards(lane)
    edge = lane.strip.width_m / 2 - 0.5
    t = lane.t_m + side * (edge if draw.chance("wall", 0.75) else -edge)
    for number in range(draw.choice("count", {1: 0.5, 2: 0.3, 3: 0.2})):
        one = draw.scope("bicycle", number)
        along = s_m + number * 1.95 + one.uniform("along_m", -0.05, 0.05)
        heading = float(road.line.heading_at(along)) + (np.pi if one.chance("turned", 0.5) else 0.0)
        heading += np.radians(one.normal("yaw_deg", 0, 3, -8, 8))
        kinds = two_wheelers.BICYCLES if one.chance("bicycle", 0.85) else two_wheelers.MOTORCYCLES
        _leave(one, site, stock.pick(one, kinds), road.line.at(along, t), heading)


def _leave(
    draw: Draw, site: Site, model: Model, point: np.ndarray, heading: float, party: int | None = None
) -> None:
    """Lean a two-wheeler on its stand, if there is room; within a party they may touch."""
    lean = rotation_xyz(draw.normal("lean_deg", -7, 2, -11, -3), 0, 0)
    leaning = model.mesh.vertices @ lean.T
    region = rectangle(leaning[:, :2].min(axis=0), leaning[:, :2].max(axis=0), point, heading)
    away = float(np.linalg.norm(point))
    # A pavement leads over the mouths of side roads.
    if away < 3.0 or site.on_kerb(region) or site.ground.carriageway.intersects(region):
        return
    if party is None and not site.free(region, 0.05):
        return
    place = site.place(point, heading)
    ends = point + np.outer(model.mesh.bounds[:, 0], place[:2, 0])
    if abs(site.ground.height(ends) - place[2, 3]).max() > _UNEVEN_M:
        return  # a lowered kerb
    place[:3, :3] = place[:3, :3] @ lean
    site.take(region)
    thing = Thing(model, place, attributes={"state": "parked"})
    site.items.append(Item(thing, "vehicle", region, party))
