"""Optical flow: where each pixel's piece of surface is in the next frame, and whether it is seen there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..assets.mesh import Mesh
from ..errors import SceneError
from ..scenes.camera import Camera, Resolution
from ..scenes.frames import inverse
from ..scenes.passes import Passes
from ..scenes.scene import Scene, Thing
from .rays import build, cast, opacity_test, pixel_rays
from .world import world

__all__ = ["Flow", "flow"]

Floats = npt.NDArray[np.float64]

_NEAREST_M = 1e-3
# What is nearer than the point by more than this hides it: metres, and a share of its depth.
_BEFORE = (0.01, 0.001)


@dataclass(frozen=True, eq=False)
class Flow:
    """From one frame to the next.

    Attributes:
        px: float32, (height, width, 2): to the right and down, in pixels; nan: behind the next camera.
        hidden: bool, (height, width): in the next frame something else is there, or it is outside.
    """

    px: npt.NDArray[np.float32]
    hidden: npt.NDArray[np.bool_]


def flow(scene: Scene, passes: Passes, later: Scene, opacity_threshold: float = 0.5) -> Flow:
    """The flow from a scene to a later one, at the centres of all pixels, without the shutter's blur.

    A point of a rigid thing stays where it is on the thing. Where a mesh changes and its triangles stay
    the same ones, as of people who walk, the point stays on its triangle. A mesh that is another one
    altogether counts as rigid. What has no thing, the sky, is infinitely far.

    Args:
        scene: of this frame.
        passes: of its render.
        later: of the next frame; its things are the same in the same order.
        opacity_threshold: the recipe's.

    Raises:
        SceneError: the later scene has another number of things.
    """
    things, others = scene.placed, later.placed
    if len(things) != len(others):
        raise SceneError(
            f"flow: this frame has {len(things)} things and the next one {len(others)}; in a drive they all "
            "stay in the list, in their order"
        )
    size = passes.resolution
    u, v = np.meshgrid(np.arange(size.width) + 0.5, np.arange(size.height) + 0.5)
    u, v, number = u.ravel(), v.ravel(), passes.instance.ravel()
    rays = pixel_rays(scene.camera, size, u, v)
    depth = passes.depth_m.ravel().astype(np.float64)
    there = (number > 0) & np.isfinite(depth)
    cam_from_world, world_from_cam = inverse(later.camera.world_from_cam), scene.camera.world_from_cam
    steps = np.tile(np.eye(4), (len(things) + 1, 1, 1))
    for n in np.unique(number[there]):
        moved = others[n - 1].world_from_thing @ inverse(things[n - 1].world_from_thing)
        steps[n] = cam_from_world @ moved @ world_from_cam
    turned = (cam_from_world @ world_from_cam)[:3, :3]
    points = rays @ turned.T  # of what is infinitely far
    step = steps[number[there]]
    now = rays[there] * depth[there, None]
    points[there] = np.einsum("nij,nj->ni", step[:, :3, :3], now) + step[:, :3, 3]
    for n in np.unique(number[there]):
        one, other = things[n - 1], others[n - 1]
        if _bends(one.model.mesh, other.model.mesh):
            own = np.flatnonzero(there & (number == n))
            bent, found = _carried(one, other, scene.camera, rays[own], depth[own], opacity_threshold)
            points[own[found]] = bent @ cam_from_world[:3, :3].T + cam_from_world[:3, 3]
    known = points[:, 2] > _NEAREST_M
    k = later.camera.intrinsics(size)
    z = np.where(known, points[:, 2], 1.0)
    to = np.column_stack([points[:, 0] / z * k[0, 0] + k[0, 2], points[:, 1] / z * k[1, 1] + k[1, 2]])
    z = np.where(there, z, np.inf)
    hidden = _hidden(later, size, to, z, known, opacity_threshold)
    px = np.where(known[:, None], to - np.column_stack([u, v]), np.nan)
    shape = passes.instance.shape
    return Flow(px.reshape(*shape, 2).astype(np.float32), hidden.reshape(shape))


def _hidden(
    later: Scene, size: Resolution, to: Floats, z: Floats, known: npt.NDArray[np.bool_], threshold: float
) -> npt.NDArray[np.bool_]:
    inside = known & (to >= 0).all(axis=1) & (to[:, 0] < size.width) & (to[:, 1] < size.height)
    _, met = world(later, size, threshold).cast(*to[inside].T)
    hidden = ~inside
    hidden[inside] = met < z[inside] * (1 - _BEFORE[1]) - _BEFORE[0]
    return hidden


def _bends(one: Mesh, other: Mesh) -> bool:
    """Whether a mesh becomes another one whose triangles are the same."""
    return (
        one is not other
        and one.vertices.shape == other.vertices.shape
        and np.array_equal(one.triangles, other.triangles)
        and not np.array_equal(one.vertices, other.vertices)
    )


def _carried(
    one: Thing, other: Thing, camera: Camera, rays: Floats, depth: Floats, threshold: float
) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Where points of one thing are on another, (m, 3) in the world, and of which rays they are."""
    mesh = one.model.mesh
    thing_from_cam = inverse(one.world_from_thing) @ camera.world_from_cam
    hits = cast(
        build(mesh.vertices, mesh.triangles),
        thing_from_cam[:3, 3],
        rays @ thing_from_cam[:3, :3].T,
        camera.clip_m,
        opacity_test(one.model, threshold),
    )
    found = np.flatnonzero(hits.triangle >= 0)
    points = (rays[found] * depth[found, None]) @ thing_from_cam[:3, :3].T + thing_from_cam[:3, 3]
    corners = mesh.triangles[hits.triangle[found]]
    share = _barycentric(points, mesh.vertices[corners].astype(np.float64))
    on_other = np.einsum("nk,nkj->nj", share, other.model.mesh.vertices[corners].astype(np.float64))
    m = other.world_from_thing
    return np.asarray(on_other @ m[:3, :3].T + m[:3, 3]), found


def _barycentric(points: Floats, corners: Floats) -> Floats:
    """Shares of three corners (n, 3, 3) in the points (n, 3) on their planes."""
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    p = points - corners[:, 0]
    aa, ab, bb = ((x * y).sum(axis=1) for x, y in ((a, a), (a, b), (b, b)))
    pa, pb = (p * a).sum(axis=1), (p * b).sum(axis=1)
    determinant = np.maximum(aa * bb - ab * ab, 1e-30)
    second = np.clip((bb * pa - ab * pb) / determinant, 0, 1)
    third = np.clip((aa * pb - ab * pa) / determinant, 0, 1)
    return np.column_stack([1 - second - third, second, third])
