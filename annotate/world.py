"""A whole scene as its camera's rays meet it: who is where, without Blender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..assets.mesh import Mesh
from ..scenes.camera import Resolution
from ..scenes.frames import inverse
from ..scenes.scene import Scene, Thing
from .frustum import corners_in_camera, misses, projected
from .rays import OpacityTest, Tree, build, cast, opacity_test, pixel_rays

__all__ = ["Met", "World", "world"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

# Triangles in all copies of a mesh from which on they share one tree: a street's trees would not fit
# into memory one by one. Below, one tree of all is faster.
_SHARED_FROM = 200_000


class Met(NamedTuple):
    """What n rays met first.

    Attributes:
        instance: int32, (n,): the thing's position in the scene plus one; 0: nothing.
        part: int32, (n,): part of its mesh plus one; 0: nothing.
        depth_m: float64, (n,), along the optical axis; inf: nothing.
    """

    instance: Ints
    part: Ints
    depth_m: Floats


Group = Callable[[Floats, Floats, Floats, Met], None]
"""Casts rays (n, 3) through image points u, v (n,) and writes what is nearer than what was met so far."""


@dataclass(frozen=True, eq=False)
class World:
    """A scene at mid-exposure, ready for rays; things that are not in the frame are not in it.

    Attributes:
        scene: the scene.
        resolution: of the image.
        groups: each casts at some of the things.
    """

    scene: Scene
    resolution: Resolution
    groups: tuple[Group, ...]

    def met(self, u: npt.ArrayLike, v: npt.ArrayLike) -> Met:
        """What rays through image points (n,), (n,) meet; the points are at most 1 px outside the frame."""
        u, v = np.ravel(np.asarray(u, np.float64)), np.ravel(np.asarray(v, np.float64))
        rays = pixel_rays(self.scene.camera, self.resolution, u, v).reshape(-1, 3)
        met = Met(np.zeros(len(u), np.int32), np.zeros(len(u), np.int32), np.full(len(u), np.inf))
        for group in self.groups:
            group(rays, u, v, met)
        return met

    def cast(self, u: npt.ArrayLike, v: npt.ArrayLike) -> tuple[Ints, Floats]:
        """Instance ids (n,) and depths in metres (n,) at image points in pixels; 0 and inf: nothing."""
        met = self.met(u, v)
        return met.instance, met.depth_m

    def image(self) -> tuple[Ints, Floats]:
        """Instance ids and depths in metres at all pixel centres, both (height, width)."""
        met = self.picture()
        return met.instance, met.depth_m

    def picture(self) -> Met:
        """What is met at all pixel centres, each of shape (height, width)."""
        width, height = self.resolution
        u, v = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
        met = self.met(u, v)
        shape = (height, width)
        return Met(met.instance.reshape(shape), met.part.reshape(shape), met.depth_m.reshape(shape))


def world(scene: Scene, resolution: Resolution, opacity_threshold: float = 0.5) -> World:
    """The scene, ready to be cast.

    Most things are triangles of one tree in the camera's frame: there, float32 is finest where it is
    seen best. The copies of a mesh that has many triangles in all share a tree in the mesh's own frame.
    """
    numbered = [
        (number, thing)
        for number, thing in enumerate(scene.placed, start=1)
        if not misses(thing, scene.camera, resolution)
    ]
    copies = Counter(thing.model.mesh for _, thing in numbered)
    shared = {
        mesh for mesh, count in copies.items() if count > 1 and count * len(mesh.triangles) >= _SHARED_FROM
    }
    alone = [(number, thing) for number, thing in numbered if thing.model.mesh not in shared]
    groups = [_one_tree(scene, alone, opacity_threshold)] if alone else []
    trees: dict[Mesh, Tree] = {}
    for number, thing in numbered:
        mesh = thing.model.mesh
        if mesh in shared:
            if mesh not in trees:
                trees[mesh] = build(mesh.vertices, mesh.triangles)
            groups.append(_copy(scene, resolution, number, thing, trees[mesh], opacity_threshold))
    return World(scene, resolution, tuple(groups))


def _one_tree(scene: Scene, numbered: list[tuple[int, Thing]], opacity_threshold: float) -> Group:
    cam_from_world = inverse(scene.camera.world_from_cam)
    vertices, triangles, count = [], [], 0
    for _, thing in numbered:
        points = thing.vertices_world() @ cam_from_world[:3, :3].T + cam_from_world[:3, 3]
        vertices.append(points)
        triangles.append(thing.model.mesh.triangles.astype(np.int64) + count)
        count += len(points)
    first = np.cumsum([0, *(len(t) for t in triangles)])
    tree = build(np.concatenate(vertices), np.concatenate(triangles))
    tests = [opacity_test(thing.model, opacity_threshold) for _, thing in numbered]
    opaque = None if all(test is None for test in tests) else _combined(tests, first)
    number = np.array([number for number, _ in numbered], np.int32)
    part = np.concatenate([thing.model.mesh.part_ids for _, thing in numbered]) + 1

    def group(rays: Floats, u: Floats, v: Floats, met: Met) -> None:
        hits = cast(tree, np.zeros(3), rays, scene.camera.clip_m, opaque)
        nearer = np.flatnonzero(hits.depth_m < met.depth_m)
        triangle = hits.triangle[nearer]
        met.instance[nearer] = number[np.searchsorted(first, triangle, side="right") - 1]
        met.part[nearer] = part[triangle]
        met.depth_m[nearer] = hits.depth_m[nearer]

    return group


def _copy(
    scene: Scene, resolution: Resolution, number: int, thing: Thing, tree: Tree, opacity_threshold: float
) -> Group:
    """One thing of a mesh that others have, too: its rays go through its own box in the picture."""
    camera = scene.camera
    thing_from_cam = inverse(thing.world_from_thing) @ camera.world_from_cam
    corners = corners_in_camera(thing, camera)
    box = projected(corners, camera, resolution) if (corners[:, 2] > 0).all() else None
    opaque = opacity_test(thing.model, opacity_threshold)
    part = thing.model.mesh.part_ids + 1

    def group(rays: Floats, u: Floats, v: Floats, met: Met) -> None:
        mine = np.arange(len(u))
        if box is not None:
            u0, v0, u1, v1 = box
            mine = np.flatnonzero((u >= u0 - 1) & (u <= u1 + 1) & (v >= v0 - 1) & (v <= v1 + 1))
        # A linear map: the length along a ray, and so its depth, stays what it is.
        own = rays[mine] @ thing_from_cam[:3, :3].T
        hits = cast(tree, thing_from_cam[:3, 3], own, camera.clip_m, opaque)
        found = np.flatnonzero(hits.depth_m < met.depth_m[mine])
        nearer = mine[found]
        met.instance[nearer] = number
        met.part[nearer] = part[hits.triangle[found]]
        met.depth_m[nearer] = hits.depth_m[found]

    return group


def _combined(tests: list[OpacityTest | None], first: npt.NDArray[np.int64]) -> OpacityTest:
    def opaque(triangles: npt.NDArray[np.int64], u: Floats, v: Floats) -> npt.NDArray[np.bool_]:
        there = np.ones(len(triangles), np.bool_)
        thing = np.searchsorted(first, triangles, side="right") - 1
        for number in np.unique(thing):
            test = tests[number]
            if test is not None:
                own = thing == number
                there[own] = test(triangles[own] - first[number], u[own], v[own])
        return there

    return opaque
