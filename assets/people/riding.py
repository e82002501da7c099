"""How somebody sits on or in something: pelvis on the saddle, hands on the grips, feet on the pedals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..contacts import Contacts
from .base import Array, base, to_metres
from .clothes import arm
from .pose import Pose, turns
from .reach import frame, joint, twist_about
from .rig import Skeleton, rotation_about, rotation_between
from .shoes import SOLE_M

__all__ = ["Seating", "arm_to", "leg_need", "seating"]

_LEAN_DEG = {"bicycle": (2.0, 62.0), "motorcycle": (0.0, 45.0), "scooter": (-2.0, 30.0),
             "wheelchair": (-4.0, 30.0), "pushed": (2.0, 30.0)}  # fmt: skip
"""Between which the trunk leans forwards."""
_PELVIS_SHARE = 0.4
"""Of the lean, in the hips; the spine bends by the rest."""
_SQUASH_M = 0.012
"""How far flesh and cloth give way on a saddle."""
_ELBOW = 0.94
"""Of the straight arm: how far shoulder and wrist are apart when sitting at ease."""
_CURL_DEG = 66.0
"""Of the fingers' joints round a grip."""


@dataclass(frozen=True)
class Seating:
    """A pose in the frame of what is ridden.

    Attributes:
        pose: with the rotations of all limbs.
        offset_m: of the skeleton's root.
        stretch: how far each limb is stretched, 1 straight: left and right arm, left and right leg.
    """

    pose: Pose
    offset_m: Array
    stretch: tuple[float, float, float, float]


def leg_need(skeleton: Skeleton, rest: Array, on: Contacts) -> float:
    """How far hip and ankle are apart at the lowest pedal in proportion to the straight leg."""
    feet = np.array(on.feet)
    middle = feet.mean(axis=0)
    down = middle - on.seat
    crank = np.linalg.norm((feet[0] - feet[1])[[0, 2]]) / 2
    low = middle + crank * down / np.linalg.norm(down) if on.leg_m else feet[0]
    hip = np.asarray(on.seat) + _hips_above_seat(skeleton, rest)
    ankle = low + _ankle_above_sole(skeleton, rest, "l", rotation_about((0, 1, 0), 12.0))
    gap = ankle - hip
    return float(np.hypot(gap[0], gap[2]) / sum(_lengths(skeleton, "thigh", "calf", "foot")))


def seating(skeleton: Skeleton, rest: Array, on: Contacts, draw: Draw) -> Seating:
    """The pose that puts a body on what is ridden.

    Args:
        skeleton: at rest, metres.
        rest: vertices of the body at rest, metres.
        on: what it touches.
        draw: of names ``head_yaw_deg``, ``upright`` and ``knees``.
    """
    lean = _lean(skeleton, rest, on, draw.uniform("upright", 0.0, 1.0))
    pelvis, chest, shoulders = _trunk(skeleton, lean)
    offset = _offset(skeleton, rest, on, pelvis)
    turned: dict[str, Array] = {"pelvis": pelvis}
    stretch = []
    for side in "lr":
        own, reached = arm_to(
            skeleton,
            chest,
            shoulders[side] + offset,
            side,
            on.grips["lr".index(side)],
            on.grip_axes["lr".index(side)],
        )
        turned |= own
        stretch.append(reached)
    open_m = draw.uniform("knees", 0.0, 1.0)
    for side in "lr":
        own, reached = _leg(skeleton, rest, pelvis, offset, on, side, open_m)
        turned |= own
        stretch.append(reached)
    pose = Pose(
        turned=turned,
        lean_deg=(1 - _PELVIS_SHARE) * lean,
        head_yaw_deg=draw.normal("head_yaw_deg", 0, 10, -40, 40),
        head_pitch_deg=draw.normal("head_pitch_deg", 5, 4, -5, 16) - 0.8 * _PELVIS_SHARE * lean,
        curl_deg=_CURL_DEG,
    )
    return Seating(pose, offset, (stretch[0], stretch[1], stretch[2], stretch[3]))


def _lean(skeleton: Skeleton, rest: Array, on: Contacts, upright: float) -> float:
    """As upright as the arms allow: the least lean at which they reach the grips with bent elbows."""
    least, most = _LEAN_DEG[on.mount]
    low, high = least + 8 * upright, most
    reach = sum(_lengths(skeleton, "upperarm", "lowerarm", "hand"))
    hand = float(np.linalg.norm(_hand(skeleton, "l")[0]))

    def far(lean: float) -> float:
        pelvis, _, shoulders = _trunk(skeleton, lean)
        offset = _offset(skeleton, rest, on, pelvis)
        gaps = [np.linalg.norm(shoulders[s] + offset - g) for s, g in zip("lr", on.grips, strict=True)]
        return float(max(gaps)) - 0.55 * hand - _ELBOW * reach

    if far(low) <= 0:
        return low
    for _ in range(7):
        middle = (low + high) / 2
        low, high = (middle, high) if far(middle) > 0 else (low, middle)
    return high


def _offset(skeleton: Skeleton, rest: Array, on: Contacts, pelvis: Array) -> Array:
    """What brings the part that sits to the seat, the pelvis turned about the head of its bone."""
    pivot = skeleton.heads[skeleton.number("pelvis")]
    return np.asarray(np.asarray(on.seat) - pelvis @ (_contact(skeleton, rest) - pivot) - pivot)


def _trunk(skeleton: Skeleton, lean_deg: float) -> tuple[Array, Array, dict[str, Array]]:
    """Rotations of pelvis and chest, and both shoulders, as :meth:`Skeleton.motions` will have them."""
    pelvis = rotation_about((0, 1, 0), _PELVIS_SHARE * lean_deg)
    bend = rotation_about((0, 1, 0), (1 - _PELVIS_SHARE) * lean_deg / 3)
    chain = ["pelvis", "spine_01", "spine_02", "spine_03"]
    heads = [skeleton.heads[skeleton.number(name)] for name in chain]
    at, turn = heads[0], pelvis
    for before, after in pairwise(heads):
        at, turn = at + turn @ (after - before), turn @ bend
    shoulders = {
        side: at + turn @ (skeleton.heads[skeleton.number(f"upperarm_{side}")] - heads[-1]) for side in "lr"
    }
    return pelvis, turn, shoulders


def arm_to(
    skeleton: Skeleton,
    chest: Array,
    shoulder: Array,
    side: str,
    grip_m: npt.ArrayLike,
    grip_axis: npt.ArrayLike,
) -> tuple[dict[str, Array], float]:
    """Rotations of one arm's bones that close its hand round a grip, and how far it is stretched.

    Args:
        skeleton: at rest.
        chest: (3, 3), rotation of what bears the arm.
        shoulder: where the upper arm begins, (3,), metres.
        side: ``l`` or ``r``.
        grip_m: on the grip's axis.
        grip_axis: along the grip, to where the little finger is.
    """
    sign = 1.0 if side == "l" else -1.0
    grip, axis = np.asarray(grip_m, np.float64), np.asarray(grip_axis, np.float64)
    along, across = _hand(skeleton, side)
    own = frame(along, across)
    upper, lower = _lengths(skeleton, "upperarm", "lowerarm", "hand")
    pole = np.array([-0.25, sign * 0.75, -0.75])
    wrist = grip
    turn = np.eye(3)
    elbow = shoulder
    for _ in range(3):
        elbow, wrist = joint(shoulder, wrist, upper, lower, pole)
        # The hand goes on as the forearm does, as far as the grip across it allows.
        forward = grip - elbow
        forward = forward - axis * (axis @ forward)
        turn = frame(forward, axis) @ own.T
        wrist = grip - np.linalg.norm(along) * turn @ own @ _fist(side)
    elbow, reached = joint(shoulder, wrist, upper, lower, pole)
    arm = rotation_between(chest @ skeleton.direction(f"upperarm_{side}"), elbow - shoulder) @ chest
    fore = rotation_between(arm @ skeleton.direction(f"lowerarm_{side}"), reached - elbow) @ arm
    way = (reached - elbow) / np.linalg.norm(reached - elbow)
    # Radius and ulna turn over each other: most of the hand's twist is the forearm's.
    fore = rotation_about(way, 0.6 * twist_about(turn @ fore.T, way)) @ fore
    stretch = float(np.linalg.norm(wrist - shoulder)) / (upper + lower)
    return {f"upperarm_{side}": arm, f"lowerarm_{side}": fore, f"hand_{side}": turn}, stretch


def _leg(
    skeleton: Skeleton, rest: Array, pelvis: Array, offset: Array, on: Contacts, side: str, open_share: float
) -> tuple[dict[str, Array], float]:
    number, sign = ("lr".index(side), 1.0 if side == "l" else -1.0)
    place = np.asarray(on.feet[number])
    pivot, top = (skeleton.heads[skeleton.number(bone)] for bone in ("pelvis", f"thigh_{side}"))
    hip = offset + pivot + pelvis @ (top - pivot)
    thigh_m, calf_m = _lengths(skeleton, "thigh", "calf", "foot")
    toes_deg = _toes_deg(on, number)
    out_deg = sign * (5.0 if on.mount == "bicycle" else 9.0)
    foot = rotation_about((0, 0, 1), out_deg) @ rotation_about((0, 1, 0), toes_deg)
    ankle = place + _ankle_above_sole(skeleton, rest, side, foot)
    spread = {"bicycle": 0.05, "motorcycle": 0.32, "scooter": 0.0}.get(on.mount, 0.02)
    if on.mount == "scooter":
        spread += 0.12 * open_share
    knee, reached = joint(hip, ankle, thigh_m, calf_m, (1.0, sign * spread, 0.25))
    thigh = rotation_between(pelvis @ skeleton.direction(f"thigh_{side}"), knee - hip) @ pelvis
    calf = rotation_between(thigh @ skeleton.direction(f"calf_{side}"), reached - knee) @ thigh
    stretch = float(np.linalg.norm(ankle - hip)) / (thigh_m + calf_m)
    bent = rotation_about(foot @ np.array([0.0, 1.0, 0.0]), -0.5 * max(toes_deg, 0.0)) @ foot
    return {
        f"thigh_{side}": thigh, f"calf_{side}": calf, f"foot_{side}": foot, f"ball_{side}": bent,
    }, stretch  # fmt: skip


def _toes_deg(on: Contacts, number: int) -> float:
    """How far the toes point down: on a pedal most as it comes up behind, a little ahead."""
    if on.mount != "bicycle":
        return {"motorcycle": 14.0}.get(on.mount, 0.0)
    angle = np.radians(on.crank_deg + 180.0 * number)
    return 14.0 - 12.0 * float(np.sin(angle))


def _lengths(skeleton: Skeleton, first: str, second: str, end: str) -> tuple[float, float]:
    at = [skeleton.heads[skeleton.number(f"{bone}_l")] for bone in (first, second, end)]
    return float(np.linalg.norm(at[1] - at[0])), float(np.linalg.norm(at[2] - at[1]))


def _hand(skeleton: Skeleton, side: str) -> tuple[Array, Array]:
    """From the wrist to the middle knuckle, and from the index's knuckle to the little finger's, at rest."""
    wrist, middle, index, little = (
        skeleton.heads[skeleton.number(f"{bone}_{side}")]
        for bone in ("hand", "middle_01", "index_01", "pinky_01")
    )
    return middle - wrist, little - index


@lru_cache(maxsize=2)
def _fist(side: str) -> Array:
    """The middle of a closed hand from its wrist, in the hand's own axes, in lengths of its palm."""
    mesh = base()
    rest = to_metres(mesh.template)
    skeleton = Skeleton.of(mesh, rest)
    points = skeleton.skinned(mesh, rest, skeleton.motions(turns(skeleton, Pose(curl_deg=_CURL_DEG))))
    skin = np.unique(mesh.quads["body"])
    sign = 1.0 if side == "l" else -1.0
    t = mesh.template[skin]
    own = (arm(t) > 4.9) & (sign * t[:, 0] > 0)
    along, across = _hand(skeleton, side)
    wrist = skeleton.heads[skeleton.number(f"hand_{side}")]
    middle = points[skin[own]].mean(axis=0) - wrist
    return np.asarray(frame(along, across).T @ middle / np.linalg.norm(along))


def _contact(skeleton: Skeleton, rest: Array) -> Array:
    """What sits on the saddle: between the sit bones, where flesh and cloth give way."""
    hips = _middle_of_hips(skeleton)
    low = float(rest[_between_legs(), 2].min())
    return np.array([hips[0] - 0.02, 0.0, low + _SQUASH_M])


def _hips_above_seat(skeleton: Skeleton, rest: Array) -> Array:
    return np.asarray(_middle_of_hips(skeleton) - _contact(skeleton, rest))


def _middle_of_hips(skeleton: Skeleton) -> Array:
    left, right = (skeleton.heads[skeleton.number(f"thigh_{side}")] for side in "lr")
    return np.asarray((left + right) / 2)


def _ankle_above_sole(skeleton: Skeleton, rest: Array, side: str, foot: Array) -> Array:
    """From below the ball of a turned foot's shoe to its ankle."""
    ankle, ball = (skeleton.heads[skeleton.number(f"{bone}_{side}")] for bone in ("foot", "ball"))
    sole = np.array([ball[0], ball[1], float(rest[_soles(), 2].min()) - SOLE_M])
    return np.asarray(foot @ (ankle - sole))


@lru_cache(maxsize=1)
def _between_legs() -> npt.NDArray[np.int64]:
    mesh = base()
    skin = np.unique(mesh.quads["body"]).astype(np.int64)
    x, y, _ = mesh.template[skin].T
    return np.asarray(skin[(np.abs(x) < 0.1) & (y > -2.0) & (y < 1.0)])


@lru_cache(maxsize=1)
def _soles() -> npt.NDArray[np.int64]:
    mesh = base()
    skin = np.unique(mesh.quads["body"]).astype(np.int64)
    return np.asarray(skin[mesh.template[skin, 1] < -7.9])
