"""Is a street plausible? No overlaps, nothing in the air or in the ground, nobody in a building."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from . import Street
from .road import CARRIAGEWAY
from .site import Item
from .traffic import ego_region

__all__ = ["Violation", "violations"]

_ACTORS = ("vehicle", "person", "animal")
_TOUCH_M = 0.02
_FLOAT_M = 0.06
"""How far feet and wheels may be off: half a kerb's rounding, and what a level tyre loses on a bent road."""
_LEVEL_DEG = 12.0


@dataclass(frozen=True)
class Violation:
    """What is wrong, and with which things by their instance ids."""

    rule: str
    instances: tuple[int, ...]
    amount: float

    def __str__(self) -> str:
        return f"{self.rule}: instances {', '.join(map(str, self.instances))} ({self.amount:.3g})"


def violations(street: Street) -> tuple[Violation, ...]:
    """All that is implausible in a street.

    Rules:
        overlap: the outlines of two actors, or of an actor and a building or a piece of furniture, meet.
        floats, sinks: the lowest point of an actor is not on the ground below it (metres).
        tilted: an actor that has not ``fallen`` leans more than 12° (degrees).
        off the road: a vehicle's middle is not on a carriageway; two-wheelers may be left on pavements.
        against the traffic: a driving vehicle does not look where its lane goes (degrees), unless a
            ``manoeuvre`` of its own says why.
        in front of the camera: something stands where the camera's car is.
        not staged: nothing bears the street's edge case as its attribute.
    """
    found: list[Violation] = []
    if street.edge_case != "none" and not any(map(_staged, street.items)):
        found.append(Violation("not staged", (), 0.0))
    found += _overlaps(street)
    for number, item in enumerate(street.items, start=1):
        carried = item.role == "person" and item.party is not None
        if item.role in _ACTORS and not carried:
            found += _standing(street, number, item)
        if item.role == "vehicle" and item.thing.attributes.get("state") is not None:
            found += _driving(street, number, item)
    return tuple(found)


def _staged(item: Item) -> bool:
    return "edge_case" in item.thing.attributes


def outline(item: Item) -> shapely.Polygon:
    """The convex outline of a thing on the plane, of what is below 2.2 m and not a mirror or a branch."""
    points = item.thing.vertices_world()
    low = points[:, 2].min()
    plan = points[points[:, 2] < low + 2.2][:, :2]
    step = max(1, len(plan) // 4000)
    return shapely.MultiPoint(plan[::step]).convex_hull


def _shape(item: Item) -> shapely.Polygon:
    return outline(item) if item.role in _ACTORS or item.footprint is None else item.footprint


def _overlaps(street: Street) -> list[Violation]:
    numbered = [
        (number, item)
        for number, item in enumerate(street.items, start=1)
        if item.role in (*_ACTORS, "building", "furniture", "plant") and item.footprint is not None
    ]
    shapes = [_shape(item) for _, item in numbered]
    tree = shapely.STRtree(np.array(shapes, dtype=object))
    found = []
    for first, second in zip(*tree.query(shapes, predicate="intersects"), strict=True):
        if first >= second:
            continue
        (a, one), (b, other) = numbered[first], numbered[second]
        if one.role not in _ACTORS and other.role not in _ACTORS:
            continue
        if one.party is not None and one.party == other.party:
            continue
        depth = float(shapely.intersection(shapes[first], shapes[second]).area) ** 0.5
        if depth > _TOUCH_M:
            found.append(Violation("overlap", (a, b), depth))
    ego = ego_region(street.ego.line)
    for (number, item), shape in zip(numbered, shapes, strict=True):
        if item.role in _ACTORS and shape.intersects(ego):
            found.append(Violation("in front of the camera", (number,), 0.0))
    return found


def _standing(street: Street, number: int, item: Item) -> list[Violation]:
    found = []
    points = item.thing.vertices_world()
    lowest = points[np.argsort(points[:, 2])[: max(4, len(points) // 200)]]
    ground = street.ground.height(lowest[:, :2])
    above = float(np.min(lowest[:, 2] - ground))
    if above > _FLOAT_M:
        found.append(Violation("floats", (number,), above))
    if above < -_FLOAT_M:
        found.append(Violation("sinks", (number,), above))
    up = item.thing.world_from_thing[:3, 2] / np.linalg.norm(item.thing.world_from_thing[:3, 2])
    lean = float(np.degrees(np.arccos(np.clip(up[2], -1, 1))))
    if lean > _LEVEL_DEG and not item.thing.attributes.get("fallen"):
        found.append(Violation("tilted", (number,), lean))
    return found


def _driving(street: Street, number: int, item: Item) -> list[Violation]:
    attributes = item.thing.attributes
    point = item.thing.world_from_thing[:2, 3]
    left = attributes.get("state") == "parked" and item.thing.category in ("bicycle", "motorcycle")
    if left and street.ground.pavements.contains(shapely.Point(point)):
        return []
    if not street.ground.carriageway.buffer(0.3).contains(shapely.Point(point)):
        return [Violation("off the road", (number,), 0.0)]
    if attributes.get("state") != "driving" or attributes.get("manoeuvre"):
        return []
    heading = float(np.arctan2(item.thing.world_from_thing[1, 0], item.thing.world_from_thing[0, 0]))
    wrong = min(
        (
            abs(float(np.degrees(np.angle(np.exp(1j * (road.heading_rad(lane, s) - heading))))))
            for road in street.network.roads
            for s, t in road.line.project(point)
            for lane in road.lanes
            if lane.strip.kind in CARRIAGEWAY and lane.strip.direction and lane.right_m <= t <= lane.left_m
        ),
        default=0.0,
    )
    return [Violation("against the traffic", (number,), wrong)] if wrong > 45 else []
