"""What of a thing's bounding box a camera can see: quick answers before any ray is cast."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..scenes.camera import Camera, Resolution
from ..scenes.frames import inverse
from ..scenes.scene import Thing

__all__ = ["corners_in_camera", "misses", "projected"]

Floats = npt.NDArray[np.float64]


def corners_in_camera(thing: Thing, camera: Camera) -> Floats:
    """The 8 corners of the box around a thing's mesh, along its own axes; camera's frame, (8, 3), metres."""
    low, high = thing.model.mesh.bounds
    corners = np.stack(np.meshgrid(*zip(low, high, strict=True)), axis=-1).reshape(-1, 3)
    cam_from_thing = inverse(camera.world_from_cam) @ thing.world_from_thing
    return np.asarray(corners @ cam_from_thing[:3, :3].T + cam_from_thing[:3, 3])


def projected(points: Floats, camera: Camera, resolution: Resolution) -> tuple[float, float, float, float]:
    """Lowest u and v, highest u and v of points (n, 3) that are all in front of the camera, in pixels."""
    k = camera.intrinsics(resolution)
    u = points[:, 0] / points[:, 2] * k[0, 0] + k[0, 2]
    v = points[:, 1] / points[:, 2] * k[1, 1] + k[1, 2]
    return float(u.min()), float(v.min()), float(u.max()), float(v.max())


def misses(thing: Thing, camera: Camera, resolution: Resolution) -> bool:
    """Whether a thing is surely not in the frame, nor within a pixel around it; it takes 8 points."""
    corners = corners_in_camera(thing, camera)
    near, far = camera.clip_m
    if (corners[:, 2] < near).all() or (corners[:, 2] > far).all():
        return True
    if not (corners[:, 2] > 0).all():
        return False
    u0, v0, u1, v1 = projected(corners, camera, resolution)
    width, height = resolution
    # One pixel more, for what rounding does to a thing's vertices.
    return u1 < -2 or v1 < -2 or u0 > width + 2 or v0 > height + 2
