"""The whole of one thing as the camera would see it alone: in the frame and around it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..assets.mesh import Mesh
from ..scenes.camera import Camera, Resolution
from ..scenes.frames import Matrix, inverse, project
from ..scenes.scene import Thing
from .frustum import misses
from .masks import Box, Region, as_region
from .rays import Tree, build, cast, opacity_test, pixel_rays

__all__ = ["Amodal", "amodal", "in_frame"]

# Rays for what lies around the frame, per thing: an area to within about half a percent.
_RAYS_OUTSIDE = 16_384
# Corners of triangles that are looked at before any ray is cast: enough for all but odd shapes.
_CORNERS = 256

Bounds = tuple[int, int, int, int]
"""First column and row, and the ones after the last, in pixels."""


@dataclass(frozen=True, eq=False)
class Amodal:
    """A thing without what hides it.

    Attributes:
        mask: its pixels in the frame, were it alone; holds every visible one.
        bbox: of all its pixels in the window: may lie partly outside the frame.
        in_frame_fraction: its area in the frame ÷ its area in the window.
        stride: outside the frame every ``stride``-th pixel of every ``stride``-th row was looked at.

    The window is the frame with one more frame on each side, so nine frames: what lies farther out
    does not count. ``stride`` is 1, and everything exact, unless more than 16,384 pixels of the
    thing's box lie outside the frame; then the outside area is an estimate and the sides of
    ``bbox`` that lie outside are those of the projected mesh, or right to within the stride.
    """

    mask: Region
    bbox: Box
    in_frame_fraction: float
    stride: int


def amodal(
    thing: Thing,
    camera: Camera,
    resolution: Resolution,
    visible: Region | None = None,
    trees: dict[Mesh, Tree] | None = None,
    opacity_threshold: float = 0.5,
) -> Amodal | None:
    """The amodal mask, by rays through the pixels of the thing's own projected box; None: not in frame.

    Args:
        thing: at mid-exposure. It may reach behind the camera: ``camera.clip_m`` decides.
        camera: taken as a pinhole, as for all labels.
        resolution: of the image.
        visible: pixels that are known to be the thing's: no rays are spent on them.
        trees: kept from thing to thing, so that things of one mesh share its tree; new ones are added.
        opacity_threshold: where a cut-out is less opaque, there is no surface.
    """
    trees = {} if trees is None else trees
    projected = None if misses(thing, camera, resolution) else _projected(thing, camera, resolution)
    width, height = resolution
    within = _clipped(projected, (0, 0, width, height)) if projected else None
    seen = visible is not None and visible.area > 0
    if projected is None or within is None:
        return _of_visible(visible) if visible is not None and seen else None
    caster = _Caster.of(thing, camera, resolution, trees, opacity_threshold)

    x0, y0, x1, y1 = within
    if visible is not None and seen:
        vx, vy, vw, vh = visible.box
        x0, y0, x1, y1 = min(x0, vx), min(y0, vy), max(x1, vx + vw), max(y1, vy + vh)
    pixels = np.zeros((y1 - y0, x1 - x0), np.bool_)
    if visible is not None and seen:
        rows, columns = visible.slices
        pixels[rows.start - y0 : rows.stop - y0, columns.start - x0 : columns.stop - x0] = visible.pixels
    row, column = np.nonzero(~pixels)
    pixels[row, column] = caster.hit(column + x0, row + y0)
    mask = as_region(pixels, x0, y0, resolution)
    if mask.area == 0:
        return None

    window = _clipped(projected, (-width, -height, 2 * width, 2 * height))
    assert window is not None  # it holds the frame
    outside = _area(window) - _area(within)
    if outside == 0:
        return Amodal(mask, mask.box, 1.0, 1)
    stride = max(1, math.ceil(math.sqrt(outside / _RAYS_OUTSIDE)))
    x, y = _grid(window, within, stride)
    hit = caster.hit(x, y)
    x, y = x[hit], y[hit]
    bbox = _joined_box(mask.box, x, y, window, stride)
    return Amodal(mask, bbox, mask.area / (mask.area + len(x) * stride**2), stride)


def in_frame(
    thing: Thing,
    camera: Camera,
    resolution: Resolution,
    trees: dict[Mesh, Tree] | None = None,
    opacity_threshold: float = 0.5,
) -> bool:
    """Whether a thing, were it alone, would be in the picture: with a corner of a triangle, or a pixel.

    Corners come first: a street has many hidden things, and a ray needs a tree of all their triangles.
    """
    if misses(thing, camera, resolution):
        return False
    mesh = thing.model.mesh
    cam_from_thing = inverse(camera.world_from_cam) @ thing.world_from_thing
    some = mesh.vertices[mesh.triangles[:: 1 + len(mesh.triangles) // _CORNERS, 0]]
    u, v, z = project(some, cam_from_thing, camera.intrinsics(resolution)).T
    near, far = camera.clip_m
    width, height = resolution
    if bool(((z > near) & (z < far) & (u > 0) & (u < width) & (v > 0) & (v < height)).any()):
        return True
    return amodal(thing, camera, resolution, None, trees, opacity_threshold) is not None


@dataclass(frozen=True, eq=False)
class _Caster:
    """Casts at one thing in its own frame, so that things of one mesh share its tree."""

    tree: Tree
    thing_from_cam: Matrix
    camera: Camera
    resolution: Resolution
    thing: Thing
    opacity_threshold: float

    @staticmethod
    def of(
        thing: Thing,
        camera: Camera,
        resolution: Resolution,
        trees: dict[Mesh, Tree],
        opacity_threshold: float,
    ) -> _Caster:
        mesh = thing.model.mesh
        if mesh not in trees:
            trees[mesh] = build(mesh.vertices, mesh.triangles)
        thing_from_cam = inverse(thing.world_from_thing) @ camera.world_from_cam
        return _Caster(trees[mesh], thing_from_cam, camera, resolution, thing, opacity_threshold)

    def hit(self, x: npt.NDArray[np.integer], y: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Whether the rays through the centres of pixels (n,), (n,) meet the thing."""
        rays = pixel_rays(self.camera, self.resolution, x + 0.5, y + 0.5)
        m = self.thing_from_cam
        opaque = opacity_test(self.thing.model, self.opacity_threshold)
        return cast(self.tree, m[:3, 3], rays @ m[:3, :3].T, self.camera.clip_m, opaque).triangle >= 0


def _of_visible(visible: Region) -> Amodal:
    """Where the picture shows a thing that its mesh does not: the picture is right."""
    return Amodal(visible, visible.box, 1.0, 1)


def _projected(thing: Thing, camera: Camera, resolution: Resolution) -> Bounds | None:
    """Pixels whose centres can be on the thing, in and beyond the frame; None: all of it is clipped."""
    mesh = thing.model.mesh
    cam_from_thing = inverse(camera.world_from_cam) @ thing.world_from_thing
    points = mesh.vertices.astype(np.float64) @ cam_from_thing[:3, :3].T + cam_from_thing[:3, 3]
    near, far = camera.clip_m
    z = points[:, 2]
    used = np.zeros(len(points), np.bool_)
    used[mesh.triangles] = True
    within = (z >= near) & (z <= far)
    kept = [points[used & within]]
    if not within[used].all():
        # Of triangles that reach through a clip plane, the points where their edges do.
        edges = mesh.triangles[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
        for plane in (near, far):
            z0, z1 = z[edges[:, 0]], z[edges[:, 1]]
            crossing = edges[(z0 < plane) != (z1 < plane)]
            a, b = points[crossing[:, 0]], points[crossing[:, 1]]
            share = (plane - a[:, 2:]) / (b[:, 2:] - a[:, 2:])
            kept.append(a + share * (b - a))
    seen = np.concatenate(kept)
    if len(seen) == 0:
        return None
    k = camera.intrinsics(resolution)
    # Beyond 2^30 px nothing matters, and it stays a number that fits.
    uv = np.clip(seen[:, :2] / seen[:, 2:] * [k[0, 0], k[1, 1]] + k[:2, 2], -(2**30), 2**30)
    low, high = np.ceil(uv.min(axis=0) - 0.5), np.floor(uv.max(axis=0) - 0.5)
    return int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1


def _clipped(bounds: Bounds, to: Bounds) -> Bounds | None:
    x0, y0, x1, y1 = bounds
    # A thing that is thinner than the gap between two centres has x1 = x0: it meets no ray.
    x0, y0, x1, y1 = max(x0, to[0]), max(y0, to[1]), min(x1, to[2]), min(y1, to[3])
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _area(bounds: Bounds) -> int:
    x0, y0, x1, y1 = bounds
    return (x1 - x0) * (y1 - y0)


def _grid(
    window: Bounds, without: Bounds, stride: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Columns and rows of every stride-th pixel of the window that is not in ``without``."""
    x0, y0, x1, y1 = window
    # Anchored at the frame's corner, so that a thing's samples do not depend on its own box.
    x, y = (np.arange(a + (stride // 2 - a) % stride, b, stride) for a, b in ((x0, x1), (y0, y1)))
    xx, yy = (g.ravel() for g in np.meshgrid(x, y))
    out = (xx < without[0]) | (xx >= without[2]) | (yy < without[1]) | (yy >= without[3])
    return xx[out], yy[out]


def _joined_box(
    box: Box, x: npt.NDArray[np.int64], y: npt.NDArray[np.int64], projected: Bounds, stride: int
) -> Box:
    """The box of a mask's box and of pixels outside the frame of which only every stride-th is known."""
    if len(x) == 0:
        return box
    left, top, width, height = box
    low = [min(left, int(x.min())), min(top, int(y.min()))]
    high = [max(left + width, int(x.max()) + 1), max(top + height, int(y.max()) + 1)]
    if stride > 1:
        low = [b if 0 < a - b < stride else a for a, b in zip(low, projected[:2], strict=True)]
        high = [b if 0 < b - a < stride else a for a, b in zip(high, projected[2:], strict=True)]
    return low[0], low[1], high[0] - low[0], high[1] - low[1]
