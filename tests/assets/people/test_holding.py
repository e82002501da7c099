"""Who pushes, holds or sits in something has the hands on it; who lies or crouches is low."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.mobility import pram, wheelchair
from cyclorama.assets.packs import place

pytestmark = pytest.mark.skipif(place.folder("people") is None, reason="pack people is not installed")


@pytest.mark.parametrize("walked_m", [0.0, 0.4, 0.9])
def test_hands_stay_on_a_prams_handle_while_the_legs_go_on(walked_m: float) -> None:
    from cyclorama.assets.people import pushing

    ride = pram(Draw(1, 1))
    model = pushing(Draw(2, 5), ride.contacts, "far", walked_m=walked_m)
    for number, side in enumerate(("left", "right")):
        wrist = np.array(model.keypoints[f"{side}_wrist"])
        assert 0.03 < np.linalg.norm(wrist - ride.contacts.grips[number]) < 0.12
    assert abs(model.mesh.bounds[0][2]) < 0.04
    # Behind the handle, not in the pram.
    assert model.keypoints["left_hip"][0] < ride.contacts.grips[0][0] - 0.2


def test_a_user_of_a_wheelchair_sits_in_it_with_hands_on_the_rims() -> None:
    from cyclorama.assets.people import rider

    for index in range(4):
        ride = wheelchair(Draw(1, index))
        model = rider(Draw(2, index), ride.contacts, "far")
        assert model.attributes["pose"] == "wheelchair"
        hips = np.mean([model.keypoints[f"{side}_hip"] for side in ("left", "right")], axis=0)
        assert 0.03 < hips[2] - ride.contacts.seat[2] < 0.13
        for number, side in enumerate(("left", "right")):
            wrist = np.array(model.keypoints[f"{side}_wrist"])
            assert np.linalg.norm(wrist - ride.contacts.grips[number]) < 0.12


def test_an_umbrella_is_a_thing_of_its_own_above_the_head() -> None:
    from cyclorama.assets.people import under_umbrella

    for index in range(3):
        person, umbrella = under_umbrella(Draw(3, index), detail="far")
        assert (person.category, umbrella.category) == ("person", "umbrella")
        nose = np.array(person.keypoints["nose"])
        over = umbrella.mesh.vertices[np.hypot(*(umbrella.mesh.vertices[:, :2] - nose[:2]).T) < 0.15]
        assert over[:, 2].max() > nose[2] + 0.1
        assert umbrella.mesh.bounds[0][2] > 0.4


def test_a_stick_is_part_of_who_walks_with_it() -> None:
    from cyclorama.assets.people import with_stick

    model = with_stick(Draw(4, 0), "far")
    assert model.attributes["age_group"] == "senior"
    assert model.mesh.bounds[0][2] == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize("on", ["back", "belly"])
def test_who_lies_is_flat_on_the_ground(on: str) -> None:
    from cyclorama.assets.people import person

    model = person(Draw(5, 2, {"lies_on": on}), "lying", "far")
    low, high = model.mesh.bounds
    assert low[2] == pytest.approx(0, abs=1e-5)
    assert high[2] < 0.6
    assert high[0] - low[0] > 0.75 * float(model.attributes["stature_m"])
    assert model.keypoints["nose"][0] < model.keypoints["left_knee"][0]
    left, right = model.keypoints["left_shoulder"], model.keypoints["right_shoulder"]
    assert (left[1] > right[1]) == (on == "back")


def test_children_run_and_a_stride_keeps_the_person() -> None:
    from cyclorama.assets.people import person

    first, later = (
        person(Draw(6, 0), "running", "far", walked_m=walked, ages={"child": 1.0}) for walked in (0.0, 0.7)
    )
    assert first.attributes == later.attributes
    assert first.attributes["age_group"] == "child"
    assert first.mesh.digest != later.mesh.digest
    for model in (first, later):
        hips = np.mean([model.keypoints[f"{side}_hip"] for side in ("left", "right")], axis=0)
        assert np.allclose(hips[:2], 0, atol=1e-6)


def test_who_crouches_is_half_as_high() -> None:
    from cyclorama.assets.people import person

    model = person(Draw(7, 0), "crouching", "far")
    assert model.mesh.bounds[1][2] < 0.78 * float(model.attributes["stature_m"])


def test_workers_at_the_road_wear_a_vest_and_a_helmet() -> None:
    from cyclorama.assets.people import person

    model = person(Draw(8, 0), "standing", dressed="roadworks", helmet="hard_hat")
    bright = [m for m in model.materials if max(getattr(m, "base_color", (0, 0, 0))[:2]) > 0.75]
    assert bright
