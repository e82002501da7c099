"""Riders touch what they ride: hands the grips, feet the pedals, pelvis the saddle; nothing is stretched."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.packs import place
from cyclorama.assets.people.base import base
from cyclorama.assets.people.clothes import arm
from cyclorama.assets.two_wheelers import KINDS

pytestmark = pytest.mark.skipif(place.folder("people") is None, reason="pack people is not installed")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("index", range(3))
def test_a_rider_touches_the_thing(kind: str, index: int) -> None:
    from cyclorama.assets.people.body import at_rest, posed
    from cyclorama.assets.people.rider import who_fits
    from cyclorama.assets.people.riding import seating
    from cyclorama.assets.people.shoes import SOLE_M

    draw = Draw(11, index)
    on = KINDS[kind](draw.scope("ride")).contacts
    who = who_fits(draw.scope("rider"), on)
    rest, skeleton = at_rest(who.shape)
    seat = seating(skeleton, rest, on, draw.scope("seating"))
    assert max(seat.stretch) < 1, "a limb would have to be longer than it is"
    figure = posed(who.shape, rest, skeleton, seat.pose, seat.offset_m)
    skin = np.unique(base().quads["body"])
    t, p = figure.template[skin], figure.points[skin]
    for number, sign in enumerate((1.0, -1.0)):
        own = sign * t[:, 0] > 0
        # The closed fist is round the grip: its middle within 3 cm of the grip's axis.
        fist = p[own & (arm(t) > 4.9)].mean(axis=0)
        axis = np.asarray(on.grip_axes[number])
        off = fist - on.grips[number]
        assert np.linalg.norm(off - axis * (axis @ off)) < 0.03
        sole = p[own & (t[:, 1] < -7.9) & (np.abs(t[:, 2] - 1.2) < 0.4)]
        near = np.linalg.norm(sole - on.feet[number], axis=1).min()
        assert near < 0.03 + SOLE_M
    trunk = p[(np.abs(t[:, 0]) < 0.1) & (t[:, 1] > -0.6) & (t[:, 1] < 0.2)]
    assert np.linalg.norm(trunk - on.seat, axis=1).min() < 0.05
    for side in "lr":
        upper, lower, hand = (figure.joint(f"{bone}_{side}") for bone in ("upperarm", "lowerarm", "hand"))
        a, b = upper - lower, hand - lower
        bend = np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
        assert 40 < bend < 179


@pytest.mark.parametrize("kind", ["city_bicycle", "child_bicycle"])
def test_the_rider_is_a_thing_of_its_own_in_the_frame_of_what_is_ridden(kind: str) -> None:
    from cyclorama.assets.people import rider

    ride = KINDS[kind](Draw(4, 0))
    one = rider(Draw(4, 1), ride.contacts)
    assert one.category == "person"
    assert ride.model.category == "bicycle"
    assert one.mesh.digest == rider(Draw(4, 1), ride.contacts).mesh.digest
    for number, side in enumerate(("left", "right")):
        wrist = np.array(one.keypoints[f"{side}_wrist"])
        assert np.linalg.norm(wrist - ride.contacts.grips[number]) < 0.13
        assert one.keypoints[f"{side}_knee"][2] > one.keypoints[f"{side}_ankle"][2]
    assert one.mesh.bounds[0][2] > 0.02
    assert (one.attributes["age_group"] == "child") == ("child" in kind)
    far = rider(Draw(4, 1), ride.contacts, "far")
    assert len(far.mesh.triangles) < 6500


def test_helmets_are_worn_when_asked_for() -> None:
    from cyclorama.assets.people import rider
    from cyclorama.assets.recipes import Hair

    on = KINDS["touring_bicycle"](Draw(4, 0)).contacts
    bare, closed = (rider(Draw(4, 2), on, helmet=kind) for kind in (None, "full_face"))
    assert any(isinstance(material, Hair) for material in bare.materials)
    assert not any(isinstance(material, Hair) for material in closed.materials)
    assert closed.mesh.bounds[1][2] > bare.mesh.bounds[1][2] + 0.01
