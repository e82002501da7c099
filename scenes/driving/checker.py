"""Is a street plausible? No overlaps, nothing in the air or in the ground, nobody in a building."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import ConvexHull

from ...assets.mesh import Mesh
from . import Street
from .gaps import ego_region
from .manners import Violation, manners
from .plots import porch
from .site import Item

__all__ = ["Violation", "violations"]

Array = npt.NDArray[np.float64]

_ACTORS = ("vehicle", "person", "animal")
_SOLID = (*_ACTORS, "building", "furniture", "plant")
_TOUCH_M = 0.02
_FLOAT_M = 0.06
"""How far feet and wheels may be off: half a kerb's rounding, and what a level tyre loses on a bent road."""
_WALL_M = 0.08
"""Neighbours' walls may be in each other by half a brick: on a bend they are not parallel."""
_UPRIGHT = 0.9985
"""Of the up axis: what leans more, as a bicycle on its stand, has another outline than when it stands."""
_LEVEL_DEG = 12.0
_HEAD_M = 2.2
"""What is higher above the ground is out of the way of what stands there."""
_STEP_M = 1.6
"""How far a building's steps and shop fronts stick out of its plot, at most."""


def violations(street: Street) -> tuple[Violation, ...]:
    """All that is implausible in a street.

    Rules, beside those of ``manners``:
        overlap: the outlines of two actors meet, or of an actor and anything else that is solid, or
            those of two other solid things.
        in a building: an actor stands where a building's steps or shop front are.
        floats, sinks: the lowest point of a person or a piece of furniture, or a wheel of a vehicle is not
            on the ground below it (metres).
        tilted: an actor that has not ``fallen`` leans more than 12° (degrees).
        in front of the camera: something stands where the camera's car is.
        not staged: nothing bears the street's edge case as its attribute.
    """
    shapes = _Shapes()
    found: list[Violation] = [*_overlaps(street, shapes)]
    if street.edge_case != "none" and not any("edge_case" in i.thing.attributes for i in street.items):
        found.append(Violation("not staged", (), 0.0))
    for number, item in enumerate(street.items, start=1):
        if item.role in _ACTORS and not _carried(item):
            found += _standing(street, shapes, number, item)
        elif item.role == "furniture" and item.footprint is not None:
            found += _placed(street, shapes, number, item)
    return (*found, *manners(street))


def _carried(item: Item) -> bool:
    return item.role == "person" and item.party is not None


class _Shapes:
    """What the outlines of things are made from; meshes that many things share are looked at once."""

    def __init__(self) -> None:
        self._low: dict[Mesh, Array] = {}
        self._feet: dict[tuple[Mesh, bool], list[Array]] = {}

    def outline(self, item: Item) -> shapely.Polygon:
        """The convex outline on the plane of what is below 2.2 m."""
        matrix = item.thing.world_from_thing
        if matrix[2, 2] < _UPRIGHT:
            points = item.thing.vertices_world()
            return _hull(points[points[:, 2] < points[:, 2].min() + _HEAD_M])
        mesh = item.thing.model.mesh
        if mesh not in self._low:
            vertices = mesh.vertices.astype(np.float64)
            low = vertices[vertices[:, 2] < vertices[:, 2].min() + _HEAD_M]
            self._low[mesh] = low[ConvexHull(low[:, :2]).vertices] * [1, 1, 0] + [0, 0, low[:, 2].min()]
        return _hull(self._low[mesh] @ matrix[:3, :3].T + matrix[:3, 3])

    def feet(self, item: Item, corners: bool) -> Array:
        """Where it meets the ground, world frame, shape (n, 3): one point, or one of each corner or end."""
        mesh = item.thing.model.mesh
        if item.thing.world_from_thing[2, 2] < 0.95:
            points = item.thing.vertices_world()
            return np.asarray(points[points[:, 2].argmin()][None], np.float64)
        if (mesh, corners) not in self._feet:
            vertices = mesh.vertices.astype(np.float64)
            self._feet[mesh, corners] = [
                part[np.argsort(part[:, 2], kind="stable")[:8]]
                for part in (_corners(vertices) if corners else [vertices])
                if len(part)
            ]
        m = item.thing.world_from_thing
        lowest = [part @ m[:3, :3].T + m[:3, 3] for part in self._feet[mesh, corners]]
        return np.stack([part[part[:, 2].argmin()] for part in lowest])


def _hull(points: Array) -> shapely.Polygon:
    return shapely.convex_hull(shapely.multipoints(points[:, :2]))


def _corners(vertices: Array) -> list[Array]:
    """The quarters of a thing with four wheels or legs, the halves of one with two; its outer parts only."""
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    middle, size = (low + high) / 2, high - low
    front = vertices[:, 0] > middle[0] + 0.1 * size[0]
    back = vertices[:, 0] < middle[0] - 0.1 * size[0]
    if size[1] < 1.2:
        return [vertices[front], vertices[back]]
    left, right = vertices[:, 1] > middle[1] + 0.2 * size[1], vertices[:, 1] < middle[1] - 0.2 * size[1]
    return [vertices[x & y] for x in (front, back) for y in (left, right)]


def _overlaps(street: Street, shapes: _Shapes) -> list[Violation]:
    numbered = [
        (number, item)
        for number, item in enumerate(street.items, start=1)
        if item.role in _ACTORS or (item.role in _SOLID and item.footprint is not None)
    ]
    actors = np.array([item.role in _ACTORS for _, item in numbered], bool)
    regions = np.array(
        [
            shapes.outline(item) if actor else item.footprint
            for actor, (_, item) in zip(actors, numbered, strict=True)
        ]
    )
    found = []
    tree = shapely.STRtree(regions)
    for first, second in zip(*tree.query(regions, predicate="intersects"), strict=True):
        (a, one), (b, other) = numbered[first], numbered[second]
        if first >= second or (one.party is not None and one.party == other.party):
            continue
        if not (actors[first] or actors[second]) and {one.role, other.role} <= {"plant", "furniture"}:
            continue  # a hedge around a post, a tree that has grown into a fence
        shared = regions[first], regions[second]
        if not (actors[first] or actors[second]):
            shared = shapely.buffer(shared, -_WALL_M, quad_segs=1)
        depth = float(shapely.intersection(*shared).area) ** 0.5
        if depth > _TOUCH_M:
            found.append(Violation("overlap", (a, b), depth))
    houses = np.array([item.role == "building" for _, item in numbered], bool)
    near = tree.query(regions[actors], predicate="dwithin", distance=_STEP_M)
    for actor, other in zip(np.flatnonzero(actors)[near[0]], near[1], strict=True):
        if houses[other]:
            depth = float(shapely.intersection(regions[actor], porch(numbered[other][1].thing)).area) ** 0.5
            if depth > _TOUCH_M:
                found.append(Violation("in a building", (numbered[actor][0], numbered[other][0]), depth))
    ego = ego_region(street.network.main.line, at_m=street.ego_s_m, t_m=street.ego.lane.t_m)
    for (number, _), region in zip(numbered, regions, strict=True):
        if region.intersects(ego):
            found.append(Violation("in front of the camera", (number,), 0.0))
    return found


def _standing(street: Street, shapes: _Shapes, number: int, item: Item) -> list[Violation]:
    found = []
    fallen = bool(item.thing.attributes.get("fallen"))
    feet = shapes.feet(item, corners=item.role == "vehicle" and not fallen)
    above = feet[:, 2] - street.ground.height(feet[:, :2])
    raised = float(above.max())
    if item.role == "person" and raised > _FLOAT_M:  # who steps on a kerb has but one foot there
        around = street.ground.height(shapely.get_coordinates(shapes.outline(item)))
        raised = min(raised, float(feet[:, 2].min() - around.max()))
    if raised > _FLOAT_M:
        found.append(Violation("floats", (number,), raised))
    if above.min() < -_FLOAT_M:
        found.append(Violation("sinks", (number,), float(above.min())))
    up = item.thing.world_from_thing[:3, 2] / np.linalg.norm(item.thing.world_from_thing[:3, 2])
    lean = float(np.degrees(np.arccos(np.clip(up[2], -1, 1))))
    if lean > _LEVEL_DEG and not fallen:
        found.append(Violation("tilted", (number,), lean))
    return found


def _placed(street: Street, shapes: _Shapes, number: int, item: Item) -> list[Violation]:
    feet = shapes.feet(item, corners=False)
    above = float((feet[:, 2] - street.ground.height(feet[:, :2])).min())
    return [Violation("floats", (number,), above)] if above > _FLOAT_M else []
