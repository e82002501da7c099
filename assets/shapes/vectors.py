"""Products of vectors, many at a time or one, and rotations."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["cross", "rotation_about"]


def cross(a: npt.ArrayLike, b: npt.ArrayLike) -> npt.NDArray[Any]:
    """As ``np.cross`` of arrays of shape (…, 3), which spends most of its time on the order of axes."""
    one, other = np.asarray(a), np.asarray(b)
    out = np.empty(np.broadcast_shapes(one.shape, other.shape), np.result_type(one, other))
    x, y, z = one[..., 0], one[..., 1], one[..., 2]
    u, v, w = other[..., 0], other[..., 1], other[..., 2]
    out[..., 0] = y * w - z * v
    out[..., 1] = z * u - x * w
    out[..., 2] = x * v - y * u
    return out


def rotation_about(axis: npt.ArrayLike, angle_deg: float) -> npt.NDArray[np.float64]:
    """(3, 3) rotation about an axis, right-handed (Rodrigues' formula)."""
    u = np.asarray(axis, np.float64)
    u = u / np.linalg.norm(u)
    k = np.array([[0, -u[2], u[1]], [u[2], 0, -u[0]], [-u[1], u[0], 0]])
    a = np.radians(angle_deg)
    return np.asarray(np.eye(3) + np.sin(a) * k + (1 - np.cos(a)) * k @ k)
