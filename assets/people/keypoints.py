"""COCO's 17 keypoints of a person, from the rig and the face of a posed body."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from .base import base
from .body import Body

__all__ = ["NAMES", "keypoints"]

NAMES = (
    *("nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder"),
    *("left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip"),
    *("left_knee", "right_knee", "left_ankle", "right_ankle"),
)
"""In COCO's order."""

_JOINTS = {
    "shoulder": "upperarm",
    "elbow": "lowerarm",
    "wrist": "hand",
    "hip": "thigh",
    "knee": "calf",
    "ankle": "foot",
}
"""Keypoint → the bone whose head it is: the middle of the joint, as annotators are told to mark."""


def keypoints(body: Body) -> dict[str, tuple[float, float, float]]:
    """Position of each keypoint by its name, metres, in the body's frame; left is the person's own."""
    face = {name: body.points[index].mean(axis=0) for name, index in _face().items()}
    joints = {
        f"{side}_{name}": body.joint(f"{bone}_{side[0]}")
        for name, bone in _JOINTS.items()
        for side in ("left", "right")
    }
    found = face | joints
    return {name: (float(found[name][0]), float(found[name][1]), float(found[name][2])) for name in NAMES}


@lru_cache(maxsize=1)
def _face() -> dict[str, npt.NDArray[np.integer[Any]]]:
    """Vertices of the base mesh whose mean is each keypoint of the face.

    On the neutral body, whose frame has x to its left, y up and z forwards: the nose is the foremost
    vertex of the head, an ear the outermost, an eye the front half of its ball.
    """
    mesh = base()
    head = mesh.weights[:, mesh.bone_number("head")].toarray().ravel() > 0.5
    skin = np.zeros(len(head), bool)
    skin[mesh.quads["body"].ravel()] = True
    own = np.flatnonzero(head & skin)
    x, _, z = mesh.template[own].T
    found: dict[str, npt.NDArray[np.integer[Any]]] = {"nose": own[[int(np.argmax(z))]]}
    found["left_ear"], found["right_ear"] = own[[int(np.argmax(x))]], own[[int(np.argmin(x))]]
    for side in ("left", "right"):
        ball = np.unique(mesh.quads[f"helper-{side[0]}-eye"])
        depth = mesh.template[ball, 2]
        found[f"{side}_eye"] = ball[depth >= np.median(depth)]
    return found
