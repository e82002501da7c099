"""Scenes are checked where they are made."""

from __future__ import annotations

import json

import numpy as np
import pytest
from cyclorama import Camera, Motion, Scene, Thing, pose, rotation_xyz
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.errors import SceneError

CAMERA = Camera.looking_at((0, 0, 0), 1, 50)
MODEL = Model(
    "flag",
    Mesh(np.eye(3), np.array([[0, 1, 2]])),
    (Surface(),),
    category="flag",
    attributes={"torn": False, "color": "red"},
)


def test_a_model_without_a_place_stands_at_the_origin():
    (thing,) = Scene([MODEL], CAMERA).placed
    assert np.array_equal(thing.world_from_thing, np.eye(4))
    assert thing.category == "flag"


def test_a_thing_may_have_another_category_or_none_and_more_attributes():
    assert Thing(MODEL, category=None).category is None
    assert Thing(MODEL, category="banner").category == "banner"
    assert Thing(MODEL, attributes={"torn": True}).attributes == {"torn": True, "color": "red"}


def test_what_is_no_thing_is_named_by_its_position():
    with pytest.raises(SceneError, match=r"things\[1\] must be a Thing or a Model, got str"):
        Scene([MODEL, "mug"], CAMERA)
    with pytest.raises(SceneError, match="camera must be a Camera, got NoneType"):
        Scene([MODEL], None)
    with pytest.raises(SceneError, match="thing flag: world_from_thing"):
        Thing(MODEL, np.eye(3))


def test_a_category_that_no_folder_could_have_is_refused():
    with pytest.raises(SceneError, match="category 'a/b': a name has 1 to 64 characters"):
        Thing(MODEL, category="a/b")


def test_attributes_are_what_json_can_hold():
    numbers = {"n": np.int64(3), "x": np.float32(0.5), "b": np.True_}
    assert json.loads(json.dumps(dict(Thing(MODEL, attributes=numbers).attributes)))["n"] == 3
    for value in (np.nan, [1], None, np.zeros(2)):
        with pytest.raises(SceneError, match=r"thing flag: attribute load is .*; expected a text"):
            Thing(MODEL, attributes={"load": value})
    with pytest.raises(SceneError, match="thing flag: an attribute is named 7; expected a text"):
        Thing(MODEL, attributes={7: 1})


def test_an_image_has_attributes_as_a_thing_has():
    assert Scene([MODEL], CAMERA, attributes={"fog": np.False_}).attributes == {"fog": False}
    with pytest.raises(SceneError, match="scene: attribute weather is None; expected a text"):
        Scene([MODEL], CAMERA, attributes={"weather": None})


@pytest.mark.parametrize(
    "matrix",
    [np.diag([1.0, 1, 0, 1]), np.eye(4) + 0.5 * np.eye(4, k=1) * [[1], [0], [0], [0]]],
    ids=["flat", "sheared"],
)
def test_shear_and_flattening_are_refused(matrix):
    with pytest.raises(SceneError, match="not shear or flatten"):
        Thing(MODEL, matrix)


def test_rotation_mirror_and_scale_along_its_axes_are_allowed():
    Thing(MODEL, pose((1, 2, 3), rotation_xyz(10, 20, 30)) @ np.diag([2, -0.001, 30, 1]))


def test_motion_is_through_the_pose_at_mid_exposure():
    motion = Motion((1.0, 0, 0), spin_deg_s=90)
    middle = pose((0, 2, 0))
    assert np.allclose(motion.at(middle, 0), middle)
    later = motion.at(middle, 1.0)
    assert np.allclose(later[:3, 3], (1, 2, 0))
    assert np.allclose(later[:3, 0], (0, 1, 0))
