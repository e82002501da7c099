"""How a rigid thing comes to rest on its side or its roof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull

from ....assets.mesh import Mesh
from ....assets.model import Model
from ...frames import Matrix, pose

__all__ = ["Rest", "resting"]


@dataclass(frozen=True, eq=False)
class Rest:
    """A thing at rest.

    Attributes:
        model: the same thing as a mesh that lies on z = 0, for its footprint.
        thing_from_rest: (4, 4): from the thing's frame to that of what lies: ``world_from_place @`` this.
    """

    model: Model
    thing_from_rest: Matrix


def resting(model: Model, roll_deg: float) -> Rest:
    """A thing rolled about its x and let down: it comes to rest on the face of its hull below its middle.

    Args:
        model: of vehicles, whose mass lies low: what counts as its middle is at 40 % of its height.
        roll_deg: 180: on its roof; 90: on its right side.
    """
    points = np.asarray(model.mesh.vertices, np.float64)
    a = np.radians(roll_deg)
    rolled = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    low, high = model.mesh.bounds.astype(np.float64)
    middle = rolled @ ((low + high) / 2 * [1, 1, 0] + [0, 0, low[2] + 0.4 * (high[2] - low[2])])
    turned = points @ rolled.T
    normal = _face_below(turned, middle)
    level = _level(normal)
    settled = turned @ level.T
    shift = -np.array(
        [*(settled[:, :2].min(axis=0) + settled[:, :2].max(axis=0)) / 2, float(settled[:, 2].min())]
    )
    matrix = pose((float(shift[0]), float(shift[1]), float(shift[2])), level @ rolled)
    mesh = Mesh((settled + shift).astype(np.float32), model.mesh.triangles, part=model.mesh.part)
    return Rest(Model(model.name, mesh, model.materials), matrix)


def _face_below(points: npt.NDArray[np.float64], middle: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The outward normal of the face of the convex hull that lies straight below ``middle``."""
    hull = ConvexHull(points)
    down = hull.equations[:, 2] < -1e-6
    normals, offsets = hull.equations[down, :3], hull.equations[down, 3]
    # Where the vertical through the middle leaves each face's plane: the highest of the lower planes.
    depth = -(offsets + normals[:, :2] @ middle[:2]) / normals[:, 2]
    return np.asarray(normals[int(np.argmax(depth))])


def _level(normal: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(3, 3): turns a downward normal to straight down, by the shortest way."""
    axis = np.cross(normal, [0.0, 0.0, -1.0])
    s, c = float(np.linalg.norm(axis)), float(-normal[2])
    if s < 1e-9:
        return np.eye(3)
    x, y, z = axis / s
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + s * k + (1 - c) * k @ k)
