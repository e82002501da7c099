"""How a body stands, walks, runs, sits, carries, cycles: where each limb points.

A pose is told by directions (body's frame: x forwards, y to its left, z up), not by joint angles, so that it
is the same for every build. Walking follows the angles of hip, knee and ankle in the sagittal plane over a
stride as they are published for adults at their usual speed (J. Perry, J. Burnfield, "Gait Analysis: Normal
and Pathological Function", 2010, ch. 5–7); running is a larger, more bent swing of the same phases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict, get_args

import numpy as np

from ...draw import Draw
from ..shapes.vectors import cross
from .base import Array
from .rig import Skeleton, rotation_about, rotation_between

__all__ = ["POSES", "Pose", "PoseName", "pose", "turns"]

PoseName = Literal["standing", "walking", "running", "sitting", "carrying", "cycling", "crouching", "lying"]
POSES: tuple[PoseName, ...] = get_args(PoseName)

Direction = tuple[float, float, float]

# Flexion in degrees at tenths of a stride from heel strike (Perry & Burnfield 2010); toes up is positive.
_HIP = (30, 28, 20, 10, 0, -9, -3, 14, 27, 32, 30)
_KNEE = (4, 15, 12, 6, 5, 12, 38, 60, 50, 18, 4)
# Length of a stride as a share of stature: what the hip's and the knee's angles make of a leg of 0.5.
_STRIDE = 0.76
_ANKLE = (0, -5, 4, 8, 10, 4, -16, -6, 2, 1, 0)


@dataclass(frozen=True)
class Pose:
    """Where limbs point and trunk and head turn.

    Attributes:
        limbs: by bone, such as ``upperarm_l``, the direction that it points in.
        turned: by bone, its whole (3, 3) rotation from rest, in the body's axes.
        lean_deg: of the trunk, forwards, shared among its bones.
        twist_deg: of the shoulders against the pelvis, to the left.
        sway_deg: of the trunk, to the left.
        head_yaw_deg, head_pitch_deg: to the left, and down.
        curl_deg: of the fingers' joints.
    """

    limbs: Mapping[str, Direction] = field(default_factory=dict)
    turned: Mapping[str, Array] = field(default_factory=dict)
    lean_deg: float = 0.0
    twist_deg: float = 0.0
    sway_deg: float = 0.0
    head_yaw_deg: float = 0.0
    head_pitch_deg: float = 0.0
    curl_deg: float = 22.0


def turns(skeleton: Skeleton, wanted: Pose) -> dict[str, Array]:
    """The rotation of each bone that gives the pose, for :meth:`Skeleton.motions`."""
    found: dict[str, Array] = {}
    for bone in ("spine_01", "spine_02", "spine_03"):
        found[bone] = (
            rotation_about((0, 1, 0), wanted.lean_deg / 3)
            @ rotation_about((0, 0, 1), wanted.twist_deg / 3)
            @ rotation_about((1, 0, 0), -wanted.sway_deg / 3)
        )
    for bone in ("neck_01", "head"):
        # The eyes stay level while the trunk leans.
        found[bone] = rotation_about((0, 0, 1), wanted.head_yaw_deg / 2) @ rotation_about(
            (0, 1, 0), (wanted.head_pitch_deg - 0.8 * wanted.lean_deg) / 2
        )
    for side in "lr":
        for finger in ("index", "middle", "ring", "pinky"):
            for joint in ("01", "02", "03"):
                bone = f"{finger}_{joint}_{side}"
                axis = _flexion_axis(skeleton, side, bone)
                share = {"01": 0.8, "02": 1.2, "03": 0.8}[joint]
                found[bone] = rotation_about(axis, wanted.curl_deg * share)
    # Directions last: each is met after what its parents did.
    so_far = {number: np.eye(3) for number in range(-1, 0)}
    for number, (name, parent) in enumerate(zip(skeleton.names, skeleton.parents, strict=True)):
        before = so_far[parent]
        if name in wanted.turned:
            found[name] = before.T @ wanted.turned[name]
        elif name in wanted.limbs:
            target = before.T @ np.asarray(wanted.limbs[name], np.float64)
            found[name] = rotation_between(skeleton.direction(name), target)
        so_far[number] = before @ found.get(name, np.eye(3))
    return found


def _flexion_axis(skeleton: Skeleton, side: str, bone: str) -> Array:
    """Axis about which a positive angle closes the finger: across the palm."""
    hand = skeleton.heads[skeleton.number(f"hand_{side}")]
    index = skeleton.heads[skeleton.number(f"index_01_{side}")]
    little = skeleton.heads[skeleton.number(f"pinky_01_{side}")]
    # From the back of the hand to the palm, on either side.
    palm = cross(index - hand, little - hand) * (1.0 if side == "l" else -1.0)
    return np.asarray(cross(skeleton.direction(bone), palm))


class _Head(TypedDict):
    head_yaw_deg: float
    head_pitch_deg: float
    curl_deg: float


def pose(draw: Draw, name: PoseName, walked: float = 0.0) -> Pose:
    """A pose of that name, nobody's quite like another's; ``walked`` so many statures later."""
    head: _Head = {
        "head_yaw_deg": draw.normal("head_yaw_deg", 0, 18, -55, 55),
        "head_pitch_deg": draw.normal("head_pitch_deg", 4, 8, -15, 30),
        "curl_deg": draw.uniform("curl_deg", 12, 38),
    }
    match name:
        case "walking":
            return _stride(draw, head, False, walked)
        case "running":
            return _stride(draw, head, True, walked)
        case "sitting":
            return _sitting(draw, head)
        case "cycling":
            return _cycling(draw, head)
        case "crouching":
            return _crouching(draw, head)
        case "lying":
            return _lying(draw, head)
        case _:
            return _standing(draw, head, carrying=name == "carrying")


def _leg(hip_deg: float, knee_deg: float, ankle_deg: float, out: float) -> dict[str, Direction]:
    """Directions of thigh, calf and foot of the left leg, for angles in the sagittal plane."""
    thigh, calf = np.radians(hip_deg), np.radians(hip_deg - knee_deg)
    foot = calf + np.radians(ankle_deg)
    return {
        "thigh": (float(np.sin(thigh)), out, -float(np.cos(thigh))),
        "calf": (float(np.sin(calf)), 0.6 * out, -float(np.cos(calf))),
        # At rest a foot points forwards and down to its ball.
        "foot": (float(np.cos(foot)), 0.12 + out, float(np.sin(foot)) - 0.42),
        "ball": (1.0, 0.1 + out, min(0.0, float(np.sin(foot))) * 0.3 - 0.05),
    }


def _side(parts: Mapping[str, Direction], side: str) -> dict[str, Direction]:
    sign = 1.0 if side == "l" else -1.0
    return {f"{bone}_{side}": (x, sign * y, z) for bone, (x, y, z) in parts.items()}


def _arm(swing_deg: float, elbow_deg: float, out: float, inward: float = 0.0) -> dict[str, Direction]:
    """Directions of the left arm's bones; ``swing_deg`` and ``elbow_deg`` forwards, ``out`` from the side."""
    upper, lower = np.radians(swing_deg), np.radians(swing_deg + elbow_deg)
    fore = (float(np.sin(lower)), out * 0.5 - inward, -float(np.cos(lower)))
    return {
        "upperarm": (float(np.sin(upper)), out, -float(np.cos(upper))),
        "lowerarm": fore,
        "hand": (fore[0] + 0.05, fore[1] - 0.06, fore[2]),
    }


def _standing(draw: Draw, head: _Head, carrying: bool) -> Pose:
    limbs: dict[str, Direction] = {}
    loaded = draw.choice("loaded_leg", ("l", "r"))
    apart = draw.uniform("feet_apart", 0.02, 0.1)
    for side in "lr":
        bent = 0.0 if side == loaded else draw.uniform("bent_knee_deg", 0, 16)
        limbs |= _side(_leg(bent * 0.6, bent, bent * 0.4, apart), side)
        swing = draw.normal(f"arm_{side}/swing_deg", 3, 6, -10, 20)
        elbow = draw.uniform(f"arm_{side}/elbow_deg", 6, 28)
        arm = _arm(swing, elbow, draw.uniform(f"arm_{side}/out", 0.13, 0.22))
        if carrying:
            arm = _arm(12, 78, 0.12, inward=0.25)
        limbs |= _side(arm, side)
    if carrying:
        head["curl_deg"] = 50.0
    lean = draw.normal("lean_deg", 2, 2, -3, 8)
    sway = draw.normal("sway_deg", 0, 1.5, -4, 4)
    return Pose(limbs, lean_deg=-4.0 if carrying else lean, sway_deg=sway, twist_deg=0.0, **head)


def _stride(draw: Draw, head: _Head, running: bool, walked: float = 0.0) -> Pose:
    phase = draw.uniform("phase", 0, 1)
    size = draw.uniform("stride", 0.85, 1.15)
    phase = (phase + walked / (_STRIDE * size * (1.8 if running else 1.0))) % 1.0
    limbs: dict[str, Direction] = {}
    at = np.linspace(0, 1, 11)
    for side, shift in (("l", 0.0), ("r", 0.5)):
        p = (phase + shift) % 1.0
        hip, knee, ankle = (size * float(np.interp(p, at, curve)) for curve in (_HIP, _KNEE, _ANKLE))
        if running:
            hip, knee = 1.35 * hip + 8, 1.5 * knee + 12
        limbs |= _side(_leg(hip, knee, ankle, 0.02), side)
        # Arms go with the other leg: forwards when it is.
        swing = -float(np.cos(2 * np.pi * p)) * size
        if running:
            limbs |= _side(_arm(46 * swing - 12, 84 + 16 * swing, 0.16, inward=0.12), side)
        else:
            limbs |= _side(_arm(22 * swing + 2, 16 + 10 * max(0.0, swing), 0.15), side)
    if running:
        head["curl_deg"] = 62.0
    twist = 7.0 * float(np.cos(2 * np.pi * phase)) * size
    return Pose(limbs, lean_deg=12.0 if running else 4.0, twist_deg=twist, **head)


def _sitting(draw: Draw, head: _Head) -> Pose:
    limbs: dict[str, Direction] = {}
    for side in "lr":
        knee = draw.uniform(f"leg_{side}/knee_deg", 70, 100)
        limbs |= _side(_leg(86, knee, 86 - knee + 4, draw.uniform(f"leg_{side}/out", 0.08, 0.22)), side)
        limbs |= _side(_arm(draw.uniform(f"arm_{side}/swing_deg", 4, 16), 42, 0.14, inward=0.04), side)
    return Pose(limbs, lean_deg=draw.uniform("lean_deg", -6, 14), **head)


def _cycling(draw: Draw, head: _Head) -> Pose:
    crank_deg = draw.uniform("crank_deg", 0, 360)
    lean = draw.uniform("lean_deg", 18, 42)
    limbs: dict[str, Direction] = {}
    for side, shift in (("l", 0.0), ("r", 180.0)):
        up = np.cos(np.radians(crank_deg + shift))
        limbs |= _side(_leg(52 + 20 * up, 72 + 32 * up, 6.0, 0.03), side)
        limbs |= _side(_arm(62 - 0.2 * lean, 16, 0.16, inward=0.02), side)
    head["curl_deg"] = 55.0
    return Pose(limbs, lean_deg=lean, **head)


def _crouching(draw: Draw, head: _Head) -> Pose:
    """On the balls of the feet, the knees up, the hands before the shins."""
    limbs: dict[str, Direction] = {}
    for side in "lr":
        out = draw.uniform(f"leg_{side}/out", 0.12, 0.3)
        legs = {"thigh": (0.95, out, 0.12), "calf": (-0.62, 0.0, -0.78), "foot": (0.75, 0.1 + out, -0.66)}
        limbs |= _side(legs | {"ball": (1.0, 0.1 + out, -0.05)}, side)
        limbs |= _side(_arm(draw.uniform(f"arm_{side}/swing_deg", 20, 45), 20, 0.1, inward=0.1), side)
    head["head_pitch_deg"] = head["head_pitch_deg"] + 14.0
    return Pose(limbs, lean_deg=draw.uniform("lean_deg", 24, 40), **head)


def _lying(draw: Draw, head: _Head) -> Pose:
    """As of somebody who fell, before being laid down: limbs anyhow in the plane of the trunk."""
    limbs: dict[str, Direction] = {}
    for side in "lr":
        out = draw.uniform(f"leg_{side}/out", 0.02, 0.35)
        bent = draw.uniform(f"leg_{side}/bent", 0.0, 0.5)
        legs = {"thigh": (0.06, out + 0.5 * bent, -1.0), "calf": (-0.04, 0.4 * out - 0.6 * bent, -1.0)}
        limbs |= _side(legs | {"foot": (0.55, 0.5 + out, -0.75), "ball": (0.5, 0.4 + out, -0.7)}, side)
        raised = draw.uniform(f"arm_{side}/raised", -0.8, 0.7)
        fold = draw.uniform(f"arm_{side}/fold", -0.5, 0.9)
        arm = {"upperarm": (-0.08, 1.0, raised), "lowerarm": (0.05, 0.9 - 0.4 * abs(fold), raised + fold)}
        limbs |= _side(arm | {"hand": (0.0, 0.8, raised + fold)}, side)
    head["head_pitch_deg"] = 0.0
    head["head_yaw_deg"] = draw.uniform("face_deg", 35, 65) * draw.choice("face", (1, -1))
    return Pose(limbs, sway_deg=draw.normal("sway_deg", 0, 5, -10, 10), **head)
