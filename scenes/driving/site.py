"""The site of one scene while it is built: what stands where, and whether a place is free."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from ...assets.model import Model
from ..frames import Matrix, pose, rotation_z
from ..scene import Motion, Thing
from .ground import Ground
from .mover import Mover

__all__ = ["Gait", "Item", "Role", "Site", "footprint", "rectangle"]

Role = Literal["ground", "building", "plant", "furniture", "vehicle", "person", "animal"]
"""What a thing is on the street."""

Attributes = Mapping[str, str | float | int | bool]
Gait = Callable[[float], Model]
"""The model of who walks or pedals, after a distance in metres."""


@dataclass(frozen=True, eq=False)
class Item:
    """A thing of the scene, its role, and the place on the ground that nothing else may take.

    Attributes:
        thing: in its place.
        role: what it is on the street.
        footprint: on the plane; None: it takes no place (a leaf, a wire, a marking).
        party: items of one party may touch: a rider and the bicycle, a pole and its signals.
        mover: how it goes along its line; a rider and what is ridden have the same one.
        gait: how who walks or pedals looks on the way; wheels roll beside that.
    """

    thing: Thing
    role: Role
    footprint: shapely.Polygon | None = None
    party: int | None = None
    mover: Mover | None = None
    gait: Gait | None = None


@dataclass(eq=False)
class Site:
    """Collects items; keeps the places that are taken.

    Attributes:
        ground: what they stand on.
        items: in the order in which they came, which is that of their instance ids.
    """

    ground: Ground
    items: list[Item] = field(default_factory=list)
    _taken: list[BaseGeometry] = field(default_factory=list)
    _bounds: list[tuple[float, float, float, float]] = field(default_factory=list)
    _parties: int = 0

    def party(self) -> int:
        """A new party, whose items may touch each other."""
        self._parties += 1
        return self._parties

    def free(self, region: shapely.Polygon, gap_m: float = 0.0) -> bool:
        """Whether nothing stands within ``gap_m`` of a region."""
        if not self._taken:
            return True
        low_x, low_y, high_x, high_y = region.bounds
        bounds = np.array(self._bounds)
        near = (bounds[:, 0] <= high_x + gap_m) & (bounds[:, 2] >= low_x - gap_m)
        near &= (bounds[:, 1] <= high_y + gap_m) & (bounds[:, 3] >= low_y - gap_m)
        which = np.flatnonzero(near)
        if len(which) == 0:
            return True
        others = [self._taken[i] for i in which]
        if gap_m > 0:
            return bool((shapely.distance(region, others) > gap_m).all())
        return not bool(shapely.intersects(region, others).any())

    def on_kerb(self, region: shapely.Polygon) -> bool:
        """Whether a region lies on both sides of a kerb."""
        return bool(self._kerb.intersects(region))

    @cached_property
    def _kerb(self) -> BaseGeometry:
        border = self.ground.carriageway.boundary
        shapely.prepare(border)
        return border

    def take(self, region: BaseGeometry) -> None:
        """Nothing else can stand there."""
        self._taken.append(region)
        self._bounds.append(region.bounds)

    def put(
        self,
        model: Model,
        at_m: npt.ArrayLike,
        heading_rad: float,
        role: Role,
        *,
        above_m: float = 0.0,
        tilted: bool = False,
        category: str | None = "model",
        attributes: Attributes | None = None,
        motion: Motion | None = None,
        party: int | None = None,
        takes: shapely.Polygon | bool = True,
        mover: Mover | None = None,
        gait: Gait | None = None,
    ) -> Thing:
        """Stand a model on the ground.

        Args:
            model: what it is made of.
            at_m: x and y of its origin.
            heading_rad: where its +x goes.
            role: what it is on the street.
            above_m: how far above the ground.
            tilted: it stands square to the land, as vehicles do; else upright.
            category: as in ``Thing``.
            attributes: as in ``Thing``.
            motion: as in ``Thing``.
            party: of the item.
            takes: the region that it takes; True: its footprint; False: none.
            mover: of the item.
            gait: of the item.
        """
        matrix = self.place(at_m, heading_rad, above_m, tilted)
        thing = Thing(model, matrix, category=category, attributes=attributes or {}, motion=motion)
        region = footprint(model, at_m, heading_rad) if takes is True else takes or None
        if region is not None:
            self.take(region)
        self.items.append(Item(thing, role, region, party, mover, gait))
        return thing

    def stand(self, model: Model, world_from_thing: Matrix, role: Role, region: shapely.Polygon) -> Thing:
        """Add a model in a place of its own, such as a tree of another size; it takes ``region``."""
        thing = Thing(model, world_from_thing)
        self.take(region)
        self.items.append(Item(thing, role, region))
        return thing

    def lay(self, thing: Thing, role: Role = "ground", party: int | None = None) -> None:
        """Add a thing that has its place already and takes none on the ground."""
        self.items.append(Item(thing, role, None, party))

    def place(
        self, at_m: npt.ArrayLike, heading_rad: float, above_m: float = 0.0, tilted: bool = False
    ) -> Matrix:
        """``world_from_thing`` of what stands at x and y."""
        point = np.asarray(at_m, np.float64)
        height = float(self.ground.height(point)[0]) + above_m
        turned = rotation_z(float(np.degrees(heading_rad)))
        if tilted:
            normal = self.ground.terrain.normal(point)
            forward = turned[:, 0] - (turned[:, 0] @ normal) * normal
            forward /= np.linalg.norm(forward)
            turned = np.column_stack([forward, np.cross(normal, forward), normal])
        return pose((float(point[0]), float(point[1]), height), turned)


def footprint(model: Model, at_m: npt.ArrayLike, heading_rad: float, grown_m: float = 0.0) -> shapely.Polygon:
    """The rectangle that a model's bounding box takes on the plane, ``grown_m`` to every side."""
    low, high = model.mesh.bounds[:, :2]
    return rectangle(low - grown_m, high + grown_m, at_m, heading_rad)


def rectangle(
    low_m: npt.ArrayLike, high_m: npt.ArrayLike, at_m: npt.ArrayLike, heading_rad: float
) -> shapely.Polygon:
    """A rectangle by its lower and upper x and y in a thing's frame, on the plane."""
    (x0, y0), (x1, y1) = np.asarray(low_m, np.float64), np.asarray(high_m, np.float64)
    corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
    c, s = np.cos(heading_rad), np.sin(heading_rad)
    return shapely.Polygon(corners @ np.array([[c, s], [-s, c]]) + np.asarray(at_m, np.float64))
