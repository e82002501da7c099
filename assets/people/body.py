"""A body of some shape in some pose: what clothes are hung on and keypoints are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .base import Array, base, to_metres
from .clothes import arm
from .pose import Pose, turns
from .rig import Skeleton
from .shape import Shape, shaped

__all__ = ["Body", "at_rest", "body", "posed"]


_CLEAR_M = 0.07
"""From the trunk's skin to the middle of an arm: its thickness and two layers of cloth."""


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
    rest, skeleton = at_rest(shape)
    made = posed(shape, rest, skeleton, _arms_clear(pose, skeleton, rest))
    hips = (made.joint("thigh_l") + made.joint("thigh_r")) / 2
    lowest = made.points[mesh.quads["body"].ravel(), 2].min()
    offset = np.array([hips[0], hips[1], lowest])
    return replace(made, points=made.points - offset, heads=made.heads - offset)


def at_rest(shape: Shape) -> tuple[Array, Skeleton]:
    """Vertices of the whole base mesh, (n, 3), metres, in the A-pose, and the bones in them."""
    rest = to_metres(shaped(shape))
    return rest, Skeleton.of(base(), rest)


def posed(
    shape: Shape, rest: Array, skeleton: Skeleton, pose: Pose, offset_m: npt.ArrayLike = (0.0, 0.0, 0.0)
) -> Body:
    """The body in a pose, its root moved by ``offset_m`` from where it is at rest."""
    mesh = base()
    motions = skeleton.motions(turns(skeleton, pose), offset_m)
    points = skeleton.skinned(mesh, rest, motions)
    heads = np.einsum("bij,bj->bi", motions[:, :3, :3], skeleton.heads) + motions[:, :3, 3]
    return Body(shape, mesh.template, points, mesh.quads, heads, skeleton)


def _arms_clear(pose: Pose, skeleton: Skeleton, rest: Array) -> Pose:
    """The pose with hanging arms so far out that elbows clear the waist and wrists the hips."""
    waist, hips = (float(rest[level, 1].max()) for level in _levels())
    limbs = dict(pose.limbs)
    for side, sign in (("l", 1.0), ("r", -1.0)):
        upper, lower = limbs.get(f"upperarm_{side}"), limbs.get(f"lowerarm_{side}")
        if upper is None or lower is None or upper[2] > -0.5:
            continue
        shoulder, elbow, wrist = (
            skeleton.heads[skeleton.number(f"{bone}_{side}")] for bone in ("upperarm", "lowerarm", "hand")
        )
        first, second = np.linalg.norm(elbow - shoulder), np.linalg.norm(wrist - elbow)
        start = sign * float(shoulder[1])
        out = max(sign * upper[1], (waist + _CLEAR_M - start) / first)
        reach = (hips + _CLEAR_M - start - out * first) / second if lower[2] < -0.5 else -1.0
        limbs[f"upperarm_{side}"] = (upper[0], sign * float(out), upper[2])
        limbs[f"lowerarm_{side}"] = (lower[0], sign * float(max(sign * lower[1], reach)), lower[2])
    return replace(pose, limbs=limbs)


@lru_cache(maxsize=1)
def _levels() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Vertices of the skin at the height of the elbows and at that of the wrists, without the arms."""
    mesh = base()
    skin = np.unique(mesh.quads["body"]).astype(np.int64)
    template = mesh.template[skin]
    trunk, height = (arm(template) == 0) & (np.abs(template[:, 0]) < 2.3), template[:, 1]
    waist, hips = trunk & (height > 0.8) & (height < 3.0), trunk & (height > -1.5) & (height < 0.8)
    return skin[waist], skin[hips]
