"""People who push a pram, hold an umbrella or walk with a stick: hands on a grip while the legs go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..contacts import Contacts
from ..material import Material
from ..mesh import Mesh
from ..mobility.umbrella import GRIP_M, umbrella
from ..mobility.walking_stick import walking_stick
from ..model import Model
from .anthropometry import AgeGroup
from .base import Array
from .body import Body, at_rest, body, posed
from .keypoints import keypoints
from .person import Detail, Identity, assembled, clad, identity
from .pose import Pose, PoseName, pose
from .riding import arm_to
from .rig import rotation_about, rotation_between
from .shape import stature_m
from .shoes import SOLE_M

__all__ = ["pushing", "under_umbrella", "with_stick"]

_PUSHERS: Mapping[AgeGroup, float] = {"teenager": 0.05, "adult": 0.8, "senior": 0.15}
_GRIP_CURL_DEG = 66.0


def pushing(draw: Draw, on: Contacts, detail: Detail = "near", *, walked_m: float | None = None) -> Model:
    """Somebody who walks behind a pram, both hands on its handle: **in the frame of the pram**.

    Args:
        draw: of names as for :func:`~.person.person`.
        on: what is pushed.
        detail, walked_m: as for :func:`~.person.person`.
    """
    who = identity(draw, _PUSHERS)
    reach = {side: (on.grips[n], on.grip_axes[n]) for n, side in enumerate("lr")}
    figure = _reaching(draw, who, "walking", walked_m, reach, np.asarray(on.seat), lean_deg=8.0)
    pieces = clad(draw, who, figure, detail, "street", None)
    return assembled(who, "pushing", pieces, keypoints(figure), np.zeros(3, np.float32))


def under_umbrella(
    draw: Draw, pose_name: PoseName = "walking", detail: Detail = "near", *, walked_m: float | None = None
) -> tuple[Model, Model]:
    """Somebody with an open umbrella: the person and the umbrella, both in the person's frame.

    They are two things, placed with the same pose: COCO counts the umbrella by itself.
    """
    who = identity(draw)
    side = draw.choice("hand", {"r": 0.8, "l": 0.2})
    sign = 1.0 if side == "l" else -1.0
    bare = body(who.shape, pose(draw.scope("pose_of_bare"), "standing"))
    shoulder = bare.joint(f"upperarm_{side}")
    arm = float(np.linalg.norm(bare.joint(f"lowerarm_{side}") - shoulder))
    grip = np.array([shoulder[0] + 0.75 * arm, 0.55 * shoulder[1], shoulder[2] - 0.45 * arm + SOLE_M])
    tilt = np.radians(draw.uniform("tilt_deg", 2, 14))
    up = np.array([np.sin(tilt) * 0.5, -0.3 * sign * np.sin(tilt), np.cos(tilt)])
    figure = _reaching(draw, who, pose_name, walked_m, {side: (grip, -up)}, np.zeros(3), lean_deg=None)
    pieces = clad(draw, who, figure, detail, "street", None)
    wearer = assembled(who, pose_name, pieces, keypoints(figure), np.zeros(3, np.float32))
    size = float(np.clip(2.0 * arm / 0.56, 0.7, 1.1))
    return wearer, _held(umbrella(draw.scope("umbrella"), size), grip, up, GRIP_M)


def with_stick(draw: Draw, detail: Detail = "near", *, walked_m: float | None = None) -> Model:
    """An old person who walks with a stick, which is part of the person's mask, as bags are."""
    who = identity(draw, {"senior": 1.0})
    side = draw.choice("hand", {"r": 0.75, "l": 0.25})
    sign = 1.0 if side == "l" else -1.0
    bare = body(who.shape, pose(draw.scope("pose_of_bare"), "standing"))
    hip, shoulder = bare.joint(f"thigh_{side}"), bare.joint(f"upperarm_{side}")
    ahead = draw.uniform("stick_ahead_m", 0.1, 0.26)
    grip = np.array([hip[0] + ahead, shoulder[1] + sign * 0.07, hip[2] + 0.02])
    figure = _reaching(
        draw, who, "walking", walked_m, {side: (grip, (-1.0, 0.0, 0.0))}, np.zeros(3), lean_deg=12.0
    )
    pieces = clad(draw, who, figure, detail, "street", None)
    pieces += _stick(draw, grip)
    return assembled(who, "with_a_stick", pieces, keypoints(figure), np.zeros(3, np.float32))


def _stick(draw: Draw, grip: Array) -> list[tuple[Mesh, Material]]:
    made = walking_stick(draw.scope("stick"), float(grip[2]))
    step = np.array([grip[0], grip[1], 0.0], np.float32)
    mesh = made.mesh
    return [
        (Mesh(mesh.vertices + step, triangles, None, sharp_angle_deg=50.0), material)
        for number, material in enumerate(made.materials)
        if len(triangles := mesh.triangles[mesh.part_ids == number])
    ]


def _reaching(
    draw: Draw,
    who: Identity,
    name: PoseName,
    walked_m: float | None,
    grips: Mapping[str, tuple[npt.ArrayLike, npt.ArrayLike]],
    place: Array,
    lean_deg: float | None,
) -> Body:
    """A body in a pose whose hands meet grips: hips above ``place``, soles on z = 0."""
    rest, skeleton = at_rest(who.shape)
    # With the arms as the pose has them, to know how high the hips are.
    wanted = pose(draw.scope("pose_of"), name, (walked_m or 0.0) / stature_m(who.shape))
    if lean_deg is not None:
        wanted = replace(wanted, lean_deg=lean_deg, twist_deg=0.0)
    standing = body(who.shape, wanted)
    hips = standing.joint("pelvis")
    offset = hips - skeleton.heads[skeleton.number("pelvis")] + place + [0.0, 0.0, SOLE_M]
    first = posed(who.shape, rest, skeleton, wanted, offset)
    limbs = dict(wanted.limbs)
    turned: dict[str, Array] = {}
    chest = _chest(wanted)
    for side, (grip, axis) in grips.items():
        own, _ = arm_to(skeleton, chest, first.joint(f"upperarm_{side}"), side, grip, axis)
        turned |= own
        for bone in ("upperarm", "lowerarm", "hand"):
            limbs.pop(f"{bone}_{side}", None)
    made = replace(wanted, limbs=limbs, turned=turned, curl_deg=_GRIP_CURL_DEG)
    return posed(who.shape, rest, skeleton, made, offset)


def _chest(wanted: Pose) -> Array:
    """Rotation of what bears the arms."""
    step = (
        rotation_about((0, 1, 0), wanted.lean_deg / 3)
        @ rotation_about((0, 0, 1), wanted.twist_deg / 3)
        @ rotation_about((1, 0, 0), -wanted.sway_deg / 3)
    )
    return np.asarray(step @ step @ step)


def _held(thing: Model, at: Array, up: Array, grip_m: float) -> Model:
    """A thing that stands on z = 0, moved so that what is ``grip_m`` up in it is ``at`` a place."""
    turn = rotation_between((0.0, 0.0, 1.0), up)
    points = (thing.mesh.vertices.astype(np.float64) - [0.0, 0.0, grip_m]) @ turn.T + at
    mesh = Mesh(
        points.astype(np.float32),
        thing.mesh.triangles,
        thing.mesh.uv,
        thing.mesh.part,
        thing.mesh.sharp_angle_deg,
    )
    return replace(thing, mesh=mesh)
