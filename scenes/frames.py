"""Rigid frames. ``a_from_b`` is the (4, 4) float64 matrix that takes points of frame b to frame a."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Matrix", "inverse", "look_at", "pose", "project", "rotation_xyz", "rotation_z"]

Matrix = npt.NDArray[np.float64]


def rotation_z(yaw_deg: float) -> Matrix:
    """(3, 3) rotation about +z, counter-clockwise seen from above."""
    return rotation_xyz(0.0, 0.0, yaw_deg)


def rotation_xyz(x_deg: float, y_deg: float, z_deg: float) -> Matrix:
    """(3, 3) rotation: first about x, then y, then z, all axes fixed."""
    x, y, z = np.radians([x_deg, y_deg, z_deg])
    rx = np.array([[1, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]])
    ry = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    rz = np.array([[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]])
    return np.asarray(rz @ ry @ rx)


def pose(
    position_m: npt.ArrayLike = (0.0, 0.0, 0.0), rotation: npt.ArrayLike | None = None, scale: float = 1.0
) -> Matrix:
    """(4, 4) matrix of a position, a (3, 3) rotation and a uniform scale."""
    m = np.eye(4)
    m[:3, :3] = np.eye(3) if rotation is None else np.asarray(rotation, np.float64)
    m[:3, :3] *= scale
    m[:3, 3] = np.asarray(position_m, np.float64)
    return m


def inverse(m: Matrix) -> Matrix:
    """Inverse of an affine matrix, with an exact last row."""
    inv = np.eye(4)
    inv[:3, :3] = np.linalg.inv(m[:3, :3])
    inv[:3, 3] = -inv[:3, :3] @ m[:3, 3]
    return inv


def look_at(eye_m: npt.ArrayLike, target_m: npt.ArrayLike, roll_deg: float = 0.0) -> Matrix:
    """``world_from_cam`` of a camera at ``eye_m`` that looks at ``target_m``: x right, y down, z forward.

    Looking straight up or down, the picture's top is towards world +y.
    """
    eye = np.asarray(eye_m, np.float64)
    forward = np.asarray(target_m, np.float64) - eye
    forward /= np.linalg.norm(forward)
    up = np.array([0.0, 0.0, 1.0]) if abs(forward[2]) < 1 - 1e-9 else np.array([0.0, 1.0, 0.0])
    right = np.cross(forward, up)
    right /= np.linalg.norm(right)
    down = np.cross(forward, right)
    return pose(eye, np.stack([right, down, forward], axis=1) @ rotation_z(roll_deg))


def project(points_m: npt.ArrayLike, cam_from_points: Matrix, intrinsics: Matrix) -> Matrix:
    """Pixel coordinates and depth of points, shape (n, 3): u, v, and z in metres along the axis.

    The centre of the top-left pixel is (0.5, 0.5). Points at or behind the camera have z <= 0 and a
    u, v without meaning.
    """
    p = np.asarray(points_m, np.float64) @ cam_from_points[:3, :3].T + cam_from_points[:3, 3]
    z = p[:, 2]
    safe = np.where(z == 0, 1e-12, z)
    uv = (p @ intrinsics.T)[:, :2] / safe[:, None]
    return np.column_stack([uv, z])
