"""People: as tall as people are, standing, labelled, reproducible; and the parts that need no pack."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from cyclorama.assets.limits import installed_packs
from cyclorama.assets.people.anthropometry import stature
from cyclorama.assets.people.base import PACK, to_metres
from cyclorama.assets.people.person import person
from cyclorama.assets.people.pose import PoseName
from cyclorama.assets.people.rig import rotation_about, rotation_between
from cyclorama.assets.people.shape import Shape, age_of, stature_m
from cyclorama.draw import Draw
from cyclorama.errors import AssetError

needs_pack = pytest.mark.skipif(PACK not in installed_packs(), reason="pack people is not installed")


def test_axes_turn_from_the_mesh_to_ours() -> None:
    # Forwards is z in the mesh and x here; left is x there and y here; up is y there and z here.
    assert np.allclose(to_metres([[10, 20, 30]]), [[3, 1, 2]])


def test_ages_lie_between_two_corners() -> None:
    for years in (1.0, 5.5, 10.0, 17.0, 25.0, 60.0, 90.0):
        corners = age_of(years)
        assert sum(share for _, share in corners) == pytest.approx(1)
    assert dict(age_of(10.0))["child"] == pytest.approx(1)


def test_a_rotation_takes_one_direction_to_the_other() -> None:
    turn = rotation_between([0, 0, -1], [1, 0.2, -0.3])
    assert np.allclose(turn @ [0, 0, -1], np.array([1, 0.2, -0.3]) / np.linalg.norm([1, 0.2, -0.3]))
    assert np.allclose(turn @ turn.T, np.eye(3))
    # About the left, forwards goes down: a positive angle leans a trunk forwards.
    assert np.allclose(rotation_about((0, 1, 0), 90) @ [0, 0, 1], [1, 0, 0])


@pytest.mark.parametrize("sex", ["female", "male"])
def test_children_grow_and_the_old_shrink(sex: str) -> None:
    means = [stature(sex, age).mean_m for age in range(2, 18)]  # type: ignore[arg-type]
    assert all(a < b for a, b in pairwise(means))
    assert stature(sex, 85).mean_m < stature(sex, 30).mean_m  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"pose_name": "flying"}, "person: pose_name 'flying': expected one of standing, walking, running, "),
        ({"detail": "near2"}, "person: detail 'near2': expected one of near, far."),
        ({"ages": {"baby": 1}}, "person: age group 'baby': expected one of child, teenager, adult, senior."),
        (
            {"dressed": "king"},
            "person: dressed 'king': expected one of street, astride, motorcycle, roadworks.",
        ),
        (
            {"helmet": "crown"},
            "person: helmet 'crown': expected one of cycle, full_face, open_face, hard_hat.",
        ),
    ],
)
def test_a_word_that_there_is_none_of_is_told_those_that_there_are(words, said: str) -> None:
    with pytest.raises(AssetError) as caught:
        person(Draw(0, 0), **words)
    assert str(caught.value).startswith(said)


@needs_pack
@pytest.mark.parametrize(
    ("age", "male", "wanted"), [(30, 1.0, 1.92), (30, 0.0, 1.45), (4, 0.5, 1.03), (80, 1.0, 1.7)]
)
def test_a_body_is_as_tall_as_wanted(age: float, male: float, wanted: float) -> None:
    assert stature_m(Shape(age_years=age, male=male, weight=0.7).of_stature(wanted)) == pytest.approx(
        wanted, abs=1e-4
    )


@needs_pack
def test_a_person_is_whole_and_the_same_each_time() -> None:
    from cyclorama.assets.people.keypoints import NAMES
    from cyclorama.assets.people.person import person

    first, again = (person(Draw(3, 0).scope("who"), "standing") for _ in range(2))
    assert first.mesh.digest == again.mesh.digest
    assert first.keypoints == again.keypoints
    assert tuple(first.keypoints) == NAMES
    low, high = first.mesh.bounds
    assert low[2] == pytest.approx(0, abs=1e-5)
    assert np.allclose((low + high)[:2], 0, atol=1e-5)
    tall = first.attributes["stature_m"]
    assert isinstance(tall, float)
    # Shoes and hair add, a bent knee takes away.
    assert tall - 0.08 < high[2] < tall + 0.12
    points = {name: np.array(point) for name, point in first.keypoints.items()}
    assert points["nose"][0] > points["left_ear"][0]
    for part in ("eye", "ear", "shoulder", "elbow", "hip", "knee", "ankle"):
        assert points[f"left_{part}"][1] > points[f"right_{part}"][1]
    for above, below in pairwise(("shoulder", "hip", "knee", "ankle")):
        assert points[f"left_{above}"][2] > points[f"left_{below}"][2]


@needs_pack
@pytest.mark.parametrize("name", ["standing", "running"])
def test_who_is_far_is_the_same_person_in_few_triangles(name: PoseName) -> None:
    from cyclorama.assets.people.person import Detail, person

    near, far = (person(Draw(6, 1).scope("who"), name, detail) for detail in get_args(Detail))
    assert near.attributes == far.attributes
    assert len(far.mesh.triangles) <= 6000 < len(near.mesh.triangles)
    assert np.allclose(near.mesh.bounds, far.mesh.bounds, atol=0.03)
    assert all(np.allclose(near.keypoints[n], far.keypoints[n], atol=0.03) for n in near.keypoints)
