"""Rays through points of a picture, cast with Embree at triangles with cut-outs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from ..assets.material import Texture, lowest_alpha
from ..assets.model import Model
from ..scenes.camera import Camera, Resolution

__all__ = ["Hits", "OpacityTest", "Tree", "alpha_at", "build", "cast", "opacity_test", "pixel_rays"]

Floats = npt.NDArray[np.float64]
Triangles = npt.NDArray[np.int64]
OpacityTest = Callable[[Triangles, Floats, Floats], npt.NDArray[np.bool_]]
"""Of triangle numbers and barycentric u, v of hits, all of shape (n,): whether a surface is there."""

# Rays go on behind a surface that is not there by this share of the way that was come. Embree is
# float32, whose rounding is a tenth of it.
_STEP = 1e-6
# More layers of nothing than this along one ray is a mesh that lies in itself, not foliage.
_MAX_LAYERS = 10_000
# Rays that are worked on at once: bounds memory, at no cost in time.
_BLOCK = 2**18


@dataclass(frozen=True, eq=False)
class Tree:
    """Triangles in Embree's bounding volume hierarchy."""

    embree: EmbreeScene


@dataclass(frozen=True, eq=False)
class Hits:
    """What n rays met first.

    Attributes:
        triangle: int64, shape (n,): number of the triangle; −1: nothing.
        depth_m: float64, shape (n,): along the ray in units of its direction, so along the optical
            axis for directions with z = 1; inf: nothing.
    """

    triangle: Triangles
    depth_m: Floats


def build(vertices: npt.NDArray[np.floating], triangles: npt.NDArray[np.integer]) -> Tree:
    """The tree of triangles: vertices of shape (n, 3) in any unit, triangles of shape (m, 3)."""
    # Robust: no ray slips through an edge that two triangles share.
    embree = EmbreeScene(robust=True)
    # embreex indexes the triangles as objects, one by one: lists are ten times as fast as rows of an array.
    rows = np.fromiter(triangles.tolist(), dtype=object, count=len(triangles))
    TriangleMesh(embree, np.ascontiguousarray(vertices, np.float32), rows)
    return Tree(embree)


def cast(
    tree: Tree,
    origin_m: npt.ArrayLike,
    directions: Floats,
    clip_m: tuple[float, float],
    opaque: OpacityTest | None = None,
) -> Hits:
    """First hits of rays from one point.

    Args:
        tree: what may be hit, from either side.
        origin_m: shape (3,), in the tree's frame.
        directions: shape (n, 3), of any length: lengths are in units of it.
        clip_m: hits nearer than the first or farther than the second are none.
        opaque: says of hits whether a surface is there; where it is not, the ray goes on. None: all are.
    """
    origin = np.asarray(origin_m, np.float64)
    n = len(directions)
    hits = Hits(np.full(n, -1, np.int64), np.full(n, np.inf))
    for first in range(0, n, _BLOCK):
        block = slice(first, first + _BLOCK)
        _cast_block(
            tree, origin, directions[block], clip_m, opaque, hits.triangle[block], hits.depth_m[block]
        )
    return hits


def _cast_block(
    tree: Tree,
    origin: Floats,
    directions: Floats,
    clip_m: tuple[float, float],
    opaque: OpacityTest | None,
    triangle: Triangles,
    depth_m: Floats,
) -> None:
    near, far = clip_m
    live = np.arange(len(directions))
    start = np.full(len(directions), float(near))
    last = np.full(len(directions), -1, np.int64)
    step = np.zeros(len(directions))
    for _ in range(_MAX_LAYERS):
        if len(live) == 0:
            return
        along = directions[live]
        # Embree's rays begin at 0, so the near end of the span is put into the origin.
        found = tree.embree.run(
            np.asarray(origin + start[live, None] * along, np.float32),
            np.asarray(along, np.float32),
            dists=np.asarray(far - start[live], np.float32),
            output=True,
        )
        met = found["primID"] >= 0
        live, number = live[met], found["primID"][met].astype(np.int64)
        reached = start[live] + found["tfar"][met]
        if opaque is None:
            triangle[live], depth_m[live] = number, reached
            return
        there = opaque(number, found["u"][met].astype(np.float64), found["v"][met].astype(np.float64))
        triangle[live[there]], depth_m[live[there]] = number[there], reached[there]
        live, number, reached = live[~there], number[~there], reached[~there]
        # A ray that meets the same triangle again has not got off it: twice as far, then.
        smallest = _STEP * (reached + np.abs(origin).max())
        step[live] = np.where(last[live] == number, 2 * step[live], smallest)
        last[live] = number
        start[live] = reached + step[live]
        live = live[start[live] < far]


def pixel_rays(camera: Camera, resolution: Resolution, u: npt.ArrayLike, v: npt.ArrayLike) -> Floats:
    """Directions (n, 3) in the camera's frame, with z = 1, through image points ``u``, ``v`` in pixels.

    The centre of the top-left pixel is (0.5, 0.5). With z = 1 the length along a ray is the depth
    along the optical axis. The lens is the pinhole: labels know no depth of field.
    """
    k = camera.intrinsics(resolution)
    u, v = np.asarray(u, np.float64), np.asarray(v, np.float64)
    return np.stack([(u - k[0, 2]) / k[0, 0], (v - k[1, 2]) / k[1, 1], np.ones_like(u)], axis=-1)


def alpha_at(texture: Texture, uv: Floats) -> npt.NDArray[np.uint8]:
    """Alpha, 0 to 255, of the nearest texel at texture coordinates (n, 2), origin bottom left.

    Outside 0 … 1 the texture repeats or its edge goes on, as it says. Without an alpha channel it is 255.
    """
    height, width, channels = texture.pixels.shape
    if channels < 4:
        return np.full(len(uv), 255, np.uint8)
    column = np.floor(uv[:, 0] * width).astype(np.int64)
    row = np.floor(uv[:, 1] * height).astype(np.int64)
    if texture.tiles == "repeat":
        column, row = column % width, row % height
    else:
        column, row = np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)
    alpha: npt.NDArray[np.uint8] = texture.pixels[height - 1 - row, column, 3]
    return alpha


def opacity_test(model: Model, threshold: float) -> OpacityTest | None:
    """Says of hits on the model's mesh whether its cut-outs leave a surface there; None: it has none.

    A mesh without texture coordinates has (0, 0) everywhere, as in Blender.
    """
    if all(material.cutout is None for material in model.materials):
        return None
    mesh = model.mesh
    lowest = lowest_alpha(threshold)

    def opaque(triangles: Triangles, u: Floats, v: Floats) -> npt.NDArray[np.bool_]:
        there = np.ones(len(triangles), np.bool_)
        parts = mesh.part_ids[triangles]
        for part, material in enumerate(model.materials):
            if material.cutout is None:
                continue
            of_part = np.flatnonzero(parts == part)
            corners = np.zeros((len(of_part), 3, 2)) if mesh.uv is None else mesh.uv[triangles[of_part]]
            a, b = u[of_part, None], v[of_part, None]
            uv = (1 - a - b) * corners[:, 0] + a * corners[:, 1] + b * corners[:, 2]
            there[of_part] = alpha_at(material.cutout, uv) >= lowest
        return there

    return opaque
