"""Meshes of rectangular grids of points."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh

__all__ = ["Points", "grid", "mirrored", "smoothed", "welded"]

Points = npt.NDArray[np.float64]


def grid(points: Points, part: npt.ArrayLike, around: bool = True) -> Mesh:
    """Quads between points of shape (n, m, 3), counter-clockwise seen with n to the right and m upwards.

    Args:
        points: metres.
        part: of each quad, shape (n − 1, m) or (n − 1, m − 1), or one number.
        around: the second axis closes on itself.
    """
    n, m = points.shape[:2]
    i, j = np.meshgrid(np.arange(n - 1), np.arange(m if around else m - 1), indexing="ij")
    right = (j + 1) % m
    a, b, c, d = i * m + j, (i + 1) * m + j, (i + 1) * m + right, i * m + right
    quads = np.stack([a, b, c, d], axis=-1).reshape(-1, 4)
    number = np.broadcast_to(np.asarray(part, np.int32), i.shape).ravel()
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    return Mesh(
        points.reshape(-1, 3).astype(np.float32),
        triangles.astype(np.int32),
        part=np.concatenate([number, number]),
    )


def mirrored(mesh: Mesh) -> Mesh:
    """The mesh on the other side of the plane y = 0."""
    return mesh.transformed(np.diag([1.0, -1.0, 1.0, 1.0]))


def welded(mesh: Mesh) -> Mesh:
    """Vertices at one place made one, so that shading runs on across a seam; what collapses is dropped."""
    key = np.round(mesh.vertices.astype(np.float64) * 2e5).astype(np.int64)
    key -= key.min(axis=0)
    wide = key.max(axis=0) + 1
    # One number a place sorts many times faster than rows of three do.
    one = (key[:, 0] * wide[1] + key[:, 1]) * wide[2] + key[:, 2]
    _, first, index = np.unique(one, return_index=True, return_inverse=True)
    triangles = index.reshape(-1)[mesh.triangles]
    corners = mesh.vertices[first].astype(np.float64)[triangles]
    ax, ay, az = (corners[:, 1] - corners[:, 0]).T
    bx, by, bz = (corners[:, 2] - corners[:, 0]).T
    # np.cross takes longer than all that is done with it.
    area = (ay * bz - az * by) ** 2 + (az * bx - ax * bz) ** 2 + (ax * by - ay * bx) ** 2
    keep = area > 1e-18
    return Mesh(
        mesh.vertices[first],
        triangles[keep].astype(np.int32),
        part=mesh.part_ids[keep],
        sharp_angle_deg=mesh.sharp_angle_deg,
    )


def smoothed(x: Points, knots: npt.ArrayLike, values: npt.ArrayLike, width_m: float) -> Points:
    """A polyline through knots, its corners rounded over about ``width_m``."""
    steps = np.linspace(-1, 1, 15)
    weight = (1 - steps**2) ** 2
    weight /= weight.sum()
    moved = np.asarray(x)[..., None] + steps * width_m
    return np.asarray((np.interp(moved, np.asarray(knots), np.asarray(values)) * weight).sum(axis=-1))
