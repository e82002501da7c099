"""A body of some shape in some pose: what clothes are hung on and keypoints are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .base import Array, base, to_metres
from .pose import Pose, turns
from .rig import Skeleton
from .shape import Shape, shaped

__all__ = ["Body", "body"]


@dataclass(frozen=True, eq=False)
class Body:
    """A posed body, over all vertices of the base mesh, helpers too.

    Attributes:
        shape: who it is.
        template: (n, 3), decimetres, y up, facing +z: the neutral body, on which clothes are cut.
        points: (n, 3), metres, z up, facing +x: posed, the lowest of its skin at z = 0, the middle
            between its hips above the origin.
        quads: (m, 4) by group of the base mesh.
        heads: (n_bones, 3), metres: the bones' heads after posing.
        skeleton: at rest.
    """

    shape: Shape
    template: Array
    points: Array
    quads: Mapping[str, npt.NDArray[np.int32]]
    heads: Array
    skeleton: Skeleton

    def joint(self, bone: str) -> Array:
        """Where the head of a bone is, (3,), metres."""
        return np.asarray(self.heads[self.skeleton.number(bone)])


def body(shape: Shape, pose: Pose) -> Body:
    """The body of a shape in a pose.

    Raises:
        AssetError: the pack ``people`` is not installed, or damaged.
    """
    mesh = base()
    rest = to_metres(shaped(shape))
    skeleton = Skeleton.of(mesh, rest)
    motions = skeleton.motions(turns(skeleton, pose))
    points = skeleton.skinned(mesh, rest, motions)
    heads = np.einsum("bij,bj->bi", motions[:, :3, :3], skeleton.heads) + motions[:, :3, 3]
    hips = (heads[skeleton.number("thigh_l")] + heads[skeleton.number("thigh_r")]) / 2
    lowest = points[mesh.quads["body"].ravel(), 2].min()
    offset = np.array([hips[0], hips[1], lowest])
    return Body(shape, mesh.template, points - offset, mesh.quads, heads - offset, skeleton)
