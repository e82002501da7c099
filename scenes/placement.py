"""Where things stand before physics: scattered on a support, heaped above it, or stacked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull, QhullError
from scipy.spatial.transform import Rotation

from ..assets.model import Model
from ..draw import Draw
from ..errors import PlacementError
from .frames import Matrix, pose, rotation_xyz, rotation_z
from .scene import Thing

__all__ = ["heap", "scatter", "stack"]

Points = npt.NDArray[np.float64]

_TOP_M = 0.001


def scatter(
    models: Sequence[Model | Thing],
    on: Thing | Model,
    draw: Draw,
    margin_m: float = 0.02,
    apart_m: float = 0.005,
    around: Sequence[Thing] = (),
    lying: float = 0.0,
    tries: int = 200,
    partial: bool = False,
) -> list[Thing]:
    """Stand models on a support at random places and yaws, without overlap seen from above.

    They stand on the support's highest face: the convex hull of its vertices within 1 mm of the
    highest one. Draws, for model number n: ``thing/n/yaw_deg`` and, with ``lying``, ``thing/n/lying``, both
    of which can be pinned; the places come from bulk noise.

    Args:
        models: a thing among them keeps its rotation and scale, and is moved.
        on: the support, a table.
        draw: a scope of its own, such as ``draw.scope("layout")``.
        margin_m: from the support's edge to anything on it, seen from above.
        apart_m: between two things, seen from above.
        around: things already there, to be kept clear of.
        lying: probability that a thing which is higher than wide lies on its side.
        tries: places tried for each thing. Wide things are placed first.
        partial: return those that fit, in place of an error.

    Returns:
        the things in the order of ``models``.

    Raises:
        PlacementError: where some do not fit, or the support has no flat top.
    """
    support = _placed(on)
    top = _top(support)
    region = top.region.inset(margin_m)
    rng = draw.rng("places")
    # Noise for all before anything is placed: a thing's tries do not depend on how the others fared.
    noise = rng.random((len(models), tries, 2))
    standing = [_standing(_placed(model), draw.scope("thing", n), lying) for n, model in enumerate(models)]
    footprints = [_corners(thing.vertices_world()[:, :2]) for thing in standing]
    taken = [_corners(thing.vertices_world()[:, :2]) for thing in around]
    placed: dict[int, Thing] = {}
    low, high = top.corners.min(axis=0), top.corners.max(axis=0)
    for n in sorted(range(len(models)), key=lambda n: (-_width(footprints[n]), n)):
        places = low + noise[n] * (high - low)
        free = region.holds(places, footprints[n])
        for other in taken:
            free &= _sum(other, -footprints[n]).distance(places) >= apart_m
        if free.any():
            place = places[free.argmax()]
            taken.append(footprints[n] + place)
            bottom = standing[n].vertices_world()[:, 2].min()
            placed[n] = _shifted(standing[n], [*place, top.z - bottom])
    if len(placed) < len(models) and not partial:
        noun = _noun(models)
        raise PlacementError(
            f"{support.model.name}: placed {len(placed)} of {len(models)} {noun} in {tries} tries each; "
            f"fewer {noun}, a smaller margin_m than {margin_m:g}, or a larger {support.model.name}"
        )
    return [placed[n] for n in sorted(placed)]


def heap(
    models: Sequence[Model | Thing],
    above: Thing | Model,
    draw: Draw,
    spread_m: float | None = None,
    gap_m: float = 0.002,
) -> list[Thing]:
    """Random orientations in the air above a support's middle, none touching: for ``settle`` to drop.

    Each model is held by the ball around its bounding box, which takes the lowest free place among
    some tried at random. Draws ``x`` and ``y``, from −1 to 1: where the heap's middle is between
    the support's middle and as far out as its spread allows.

    Args:
        models: a thing among them keeps its scale.
        above: the support, a table.
        draw: a scope of its own, such as ``draw.scope("heap")``.
        spread_m: radius of the circle above which they are; by default, about three layers' worth.
        gap_m: least distance between balls, and to the support.

    Raises:
        PlacementError: where the support has no flat top.
    """
    support = _placed(above)
    top = _top(support)
    things = [_placed(model) for model in models]
    turned = []
    rng = draw.rng("poses")
    for thing in things:
        rotation = Rotation.from_quat(rng.normal(size=4)).as_matrix()
        turned.append(thing.moved(pose(rotation=rotation) @ _without_place(thing.world_from_thing)))
    balls = [_ball(thing) for thing in turned]
    radii = np.array([radius for _, radius in balls])
    middle = (top.corners.min(axis=0) + top.corners.max(axis=0)) / 2
    reach = float(-top.region.distance(middle[None])[0])
    if spread_m is None:
        spread_m = 0.6 * float(np.sqrt((radii**2).sum()))
    spread_m = min(spread_m, reach)
    where = np.array([draw.uniform("x", -1, 1), draw.uniform("y", -1, 1)])
    middle = middle + where / max(1.0, float(np.linalg.norm(where))) * (reach - spread_m)
    centres = np.zeros((0, 3))
    result = []
    for n, (thing, (centre, radius)) in enumerate(zip(turned, balls, strict=True)):
        angle, share = 2 * np.pi * rng.random(24), np.sqrt(rng.random(24))
        # A wide thing keeps to the middle, so that it does not hang over the edge at once.
        room = max(0.0, spread_m - radius / 2)
        spots = middle + room * (share * np.stack([np.cos(angle), np.sin(angle)])).T
        apart = radii[:n] + radius + gap_m
        flat = ((spots[:, None] - centres[:, :2]) ** 2).sum(axis=2)
        over = centres[:, 2] + np.sqrt(np.maximum(apart**2 - flat, 0.0))
        heights = np.where(flat < apart**2, over, -np.inf).max(axis=1, initial=top.z + radius + gap_m)
        # What lies under a ball that it passes beside is cleared; it need not be above all others.
        best = int(heights.argmin())
        new = np.array([*spots[best], heights[best]])
        centres = np.concatenate([centres, new[None]])
        result.append(_shifted(thing, new - centre))
    return result


def stack(
    models: Sequence[Model | Thing], on: Thing | Model, draw: Draw, gap_m: float = 0.001
) -> list[Thing]:
    """Models one above the other, upright, over the middle of the thing ``on``: plates, bowls, cartons.

    Each starts clear of the one below, by bounding box; ``settle`` lets bowls sink into each other.
    Draws ``thing/n/yaw_deg``.
    """
    vertices = _placed(on).vertices_world()
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    middle, z = (low[:2] + high[:2]) / 2, high[2] + gap_m
    result = []
    for n, model in enumerate(models):
        thing = _standing(_placed(model), draw.scope("thing", n), 0.0)
        own_low, own_high = thing.vertices_world().min(axis=0), thing.vertices_world().max(axis=0)
        result.append(_shifted(thing, [*(middle - (own_low[:2] + own_high[:2]) / 2), z - own_low[2]]))
        z += own_high[2] - own_low[2] + gap_m
    return result


@dataclass(frozen=True, eq=False)
class _Region:
    """A convex polygon as half planes: ``normals`` (n, 2) of unit length, ``offsets`` (n,)."""

    normals: Points
    offsets: Points

    def distance(self, places: Points) -> Points:
        """To each place, shape (n,): negative inside; outside, never more than the true distance."""
        return np.asarray((places @ self.normals.T - self.offsets).max(axis=1))

    def inset(self, margin_m: float) -> _Region:
        return _Region(self.normals, self.offsets - margin_m)

    def holds(self, places: Points, footprint: Points) -> npt.NDArray[np.bool_]:
        """Whether the footprint, moved to each of the places, lies inside."""
        reach = (footprint @ self.normals.T).max(axis=0)
        return np.asarray(_Region(self.normals, self.offsets - reach).distance(places) <= 0)


@dataclass(frozen=True, eq=False)
class _Top:
    corners: Points
    z: float
    region: _Region


def _top(support: Thing) -> _Top:
    vertices = support.vertices_world()
    z = float(vertices[:, 2].max())
    highest = vertices[vertices[:, 2] >= z - _TOP_M, :2]
    try:
        corners = highest[ConvexHull(highest).vertices]
        return _Top(corners, z, _region(corners))
    except (QhullError, ValueError):
        raise PlacementError(
            f"{support.model.name}: has no flat top to place things on: fewer than 3 of its vertices lie "
            "within 1 mm of its highest point; place them on a table, or give the model a flat top"
        ) from None


def _region(corners: Points) -> _Region:
    planes = ConvexHull(corners).equations
    return _Region(planes[:, :2], -planes[:, 2])


def _sum(a: Points, b: Points) -> _Region:
    """Minkowski sum of two convex polygons."""
    return _region((a[:, None] + b).reshape(-1, 2))


def _corners(points: Points) -> Points:
    """Corners of the convex hull seen from above, made at least 1 µm wide."""
    low, high = points.min(axis=0), points.max(axis=0)
    if (np.ptp(points, axis=0) < 1e-6).any() or len(points) < 3:
        low, high = low - 1e-6, high + 1e-6
        return np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    return np.asarray(points[ConvexHull(points).vertices])


def _width(corners: Points) -> float:
    return float(np.linalg.norm(np.ptp(corners, axis=0)))


def _placed(thing: Thing | Model) -> Thing:
    return thing if isinstance(thing, Thing) else Thing(thing)


def _without_place(matrix: Matrix) -> Matrix:
    result = matrix.copy()
    result[:3, 3] = 0
    return result


def _shifted(thing: Thing, by: npt.ArrayLike) -> Thing:
    matrix = thing.world_from_thing.copy()
    matrix[:3, 3] += np.asarray(by, np.float64)
    return thing.moved(matrix)


def _standing(thing: Thing, draw: Draw, lying: float) -> Thing:
    """The thing at the origin with its yaw, and perhaps on its side."""
    turn = rotation_z(draw.uniform("yaw_deg", 0, 360))
    width, depth, height = np.ptp(thing.model.mesh.bounds, axis=0)
    # A plate or a spoon that is tipped over would stand on its edge.
    if lying > 0 and height > max(width, depth) and draw.chance("lying", lying):
        turn = turn @ rotation_xyz(90.0, 0.0, 0.0)
    return thing.moved(pose(rotation=turn) @ _without_place(thing.world_from_thing))


def _ball(thing: Thing) -> tuple[Points, float]:
    """Centre, world frame, and radius of the ball around the thing's bounding box centre."""
    low, high = thing.model.mesh.bounds
    m = thing.world_from_thing
    centre = m[:3, :3] @ ((low + high) / 2) + m[:3, 3]
    return centre, float(np.linalg.norm(thing.vertices_world() - centre, axis=1).max())


def _noun(models: Sequence[Model | Thing]) -> str:
    names = {_placed(model).model.name for model in models}
    return f"{names.pop()}s" if len(names) == 1 else "things"
