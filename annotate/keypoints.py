"""Keypoints in the picture, and whether they can be seen there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..scenes.camera import Camera
from ..scenes.frames import inverse, project
from ..scenes.passes import Passes
from ..scenes.scene import Thing

__all__ = ["PERSON", "SKELETON", "Keypoint", "coco_keypoints", "keypoints"]

Keypoint = tuple[float, float, int]
"""x and y in pixels, and COCO's flag: 2 visible, 1 hidden, 0 not in the frame (then x = y = 0)."""

# Measured on 12 of our dressed people from the front, a side and the back: from a joint to the surface in
# front of it there are at most these, where nothing but its own limb is; to the other side's twice as much.
_FACE = ("nose", "left_eye", "right_eye", "left_ear", "right_ear")
_RADIUS_M = {"shoulder": 0.13, "elbow": 0.09, "wrist": 0.07, "hip": 0.17, "knee": 0.12, "ankle": 0.12}
_FACE_RADIUS_M = 0.05
_OTHER_RADIUS_M = 0.15

PERSON = (*_FACE, *(f"{side}_{joint}" for joint in _RADIUS_M for side in ("left", "right")))
"""COCO's 17 keypoints of a person, in its order; left is the person's own."""

SKELETON = (
    *((16, 14), (14, 12), (17, 15), (15, 13), (12, 13), (6, 12), (7, 13), (6, 7), (6, 8), (7, 9)),
    *((8, 10), (9, 11), (2, 3), (1, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 7)),
)
"""Bones between them, by number from 1 on (person_keypoints_*2017.json)."""


def keypoints(thing: Thing, instance_id: int, camera: Camera, passes: Passes) -> dict[str, Keypoint]:
    """The thing's keypoints as the camera sees them at mid-exposure.

    Joints are inside a body, so a keypoint is visible where the first surface on the way to it is the
    thing's own and no farther in front of it than the limb is thick: 5 cm for points of the face,
    else what is about the limb's radius with clothes. A surface of another thing hides it from
    anywhere in front. A point whose pixel shows what is behind it (one on the outline) is visible.

    x and y are COCO's: the centre of the top-left pixel is (0, 0), half a pixel less than ``bbox``.
    """
    if not thing.model.keypoints:
        return {}
    cam_from_thing = inverse(camera.world_from_cam) @ thing.world_from_thing
    points = np.array(list(thing.model.keypoints.values()), np.float64)
    found = project(points, cam_from_thing, camera.intrinsics(passes.resolution))
    width, height = passes.resolution
    near, far = camera.clip_m
    seen: dict[str, Keypoint] = {}
    for name, (u, v, z) in zip(thing.model.keypoints, found.tolist(), strict=True):
        if not (near < z < far and 0 <= u < width and 0 <= v < height):
            seen[name] = (0.0, 0.0, 0)
            continue
        at = (math.floor(v), math.floor(u))
        own = int(passes.instance[at]) == instance_id
        hidden = float(passes.depth_m[at]) < z - (_radius_m(name) if own else 0.0)
        seen[name] = (round(u - 0.5, 2) + 0.0, round(v - 0.5, 2) + 0.0, 1 if hidden else 2)
    return seen


def _radius_m(name: str) -> float:
    if name in _FACE:
        return _FACE_RADIUS_M
    return _RADIUS_M.get(name.rpartition("_")[2], _OTHER_RADIUS_M)


def coco_keypoints(category: str, found: Mapping[str, list[Any]]) -> dict[str, Any]:
    """An annotation's ``keypoints`` and ``num_keypoints``, for a person; of all others ``named_keypoints``.

    COCO's list has no names, so it holds the 17 that COCO knows. A person whose model says nothing of
    them has 17 that are not labelled, since evaluation wants the keys in every row of a category.
    """
    rest = {name: point for name, point in found.items() if category != "person" or name not in PERSON}
    row: dict[str, Any] = {"named_keypoints": rest} if rest else {}
    if category == "person":
        points = [found.get(name, (0.0, 0.0, 0)) for name in PERSON]
        row["keypoints"] = [number for point in points for number in point]
        row["num_keypoints"] = sum(point[2] > 0 for point in points)
    return row
