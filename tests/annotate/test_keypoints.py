"""Keypoints by their analytic places, and hidden by what is in front of them, however thin."""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace

import numpy as np
import pytest
import trimesh
from cyclorama.annotate.coco import coco, write_instances
from cyclorama.annotate.instances import annotation_rows, instances
from cyclorama.annotate.keypoints import PERSON, coco_keypoints, keypoints
from cyclorama.annotate.verify_masks import mask_findings
from cyclorama.assets.people.keypoints import NAMES
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import look_at, pose
from cyclorama.scenes.scene import Scene, Thing
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

SIZE = Resolution(64, 48)
POINTS = {
    "nose": (0.0, 0.0, -0.1),  # on the surface of a ball with that radius, towards the camera
    "left_ear": (0.1, 0.0, 0.0),  # on its outline
    "right_eye": (0.0, 0.0, 0.1),  # on its far side
    "left_hip": (0.0, 0.0, 0.0),  # in its middle
    "right_ankle": (0.0, 5.0, 0.0),  # below the frame
    "left_wrist": (0.0, 0.0, -9.0),  # behind the camera
}


@pytest.fixture
def ball(thing_of):
    """A ball of 10 cm radius, 2 m in front of the camera, with keypoints in and on it."""
    thing = thing_of(trimesh.creation.icosphere(subdivisions=4, radius=0.1), "person", pose((0, 0, 2)))
    return replace(thing, model=replace(thing.model, keypoints=POINTS))


def seen_in(passes_of, camera, *things: Thing, of: int = 1):
    scene = Scene(things, camera)
    return keypoints(things[of - 1], of, camera, passes_of(scene, SIZE))


def test_a_ball_has_its_points_where_they_project(passes_of, camera, ball):
    """u = 32 + 64 x / z from the corner of the picture, so half a pixel less from the first centre."""
    assert seen_in(passes_of, camera, ball) == {
        "nose": (31.5, 23.5, 2),
        "left_ear": (pytest.approx(34.7), 23.5, 2),
        "right_eye": (31.5, 23.5, 1),  # 20 cm of its own body are in front, of a face 5 may be
        "left_hip": (31.5, 23.5, 2),  # 10 cm in the flesh, of a hip 17 may be
        "right_ankle": (0.0, 0.0, 0),
        "left_wrist": (0.0, 0.0, 0),
    }


@pytest.mark.parametrize(("wall_z_m", "hidden"), [(1.0, 1), (1.89, 1), (2.2, 2)])
def test_a_wall_hides_what_is_behind_it(passes_of, camera, ball, card, wall_z_m, hidden):
    """Also one that is nearer to the joint than its limb is thick; one behind it does not."""
    wall = card(0, 0, 64, 48, wall_z_m, None)
    seen = seen_in(passes_of, camera, wall, ball, of=2)
    assert {name: seen[name][2] for name in ("nose", "left_hip")} == {"nose": hidden, "left_hip": hidden}
    assert seen["left_ear"][2] == hidden


def test_half_a_wall_hides_half_of_them(passes_of, camera, ball, card):
    seen = seen_in(passes_of, camera, ball, card(33, 0, 64, 48, 1.0, None))
    assert (seen["nose"][2], seen["left_ear"][2]) == (2, 1)


def test_it_is_the_persons_own_left(passes_of, ball):
    """Seen from behind, the point at +x is on the other side."""
    camera = Camera(look_at((0, 0, 4), (0, 0, 2)), 50.0)
    assert seen_in(passes_of, camera, ball)["right_eye"][2] == 2
    assert seen_in(passes_of, camera, ball)["nose"][2] == 1


def test_the_names_are_those_of_our_people():
    assert PERSON == NAMES


def test_rows_hold_cocos_list_and_what_coco_does_not_know(passes_of, camera, ball, card, tmp_path):
    """pycocotools' own evaluation of the truth against itself is 1."""
    named = replace(ball.model, keypoints={**POINTS, "chin": (0.0, 0.05, -0.05)})
    plain = card(2, 2, 20, 20, 3.0, "person")
    car = replace(card(40, 2, 60, 20, 3.0, "car"))
    car = replace(car, model=replace(car.model, keypoints={"plate": (0.6, -0.6, 3.0)}))
    scene = Scene([replace(ball, model=named), plain, car], camera)
    rows = annotation_rows(instances(scene, passes_of(scene, SIZE), LabelPolicy()), LabelPolicy())
    record = {
        "index": 4,
        "camera": {"width": 64, "height": 48},
        "annotations": rows,
        "files": {"images/000004.png": "0" * 64},
    }
    content = coco([record], {})
    person, other, vehicle = content["annotations"]
    assert person["num_keypoints"] == 4
    assert person["keypoints"][:6] == [31.5, 23.5, 2, 0.0, 0.0, 0]
    assert list(person["named_keypoints"]) == ["chin"]
    assert (other["num_keypoints"], other["keypoints"]) == (0, [0.0, 0.0, 0] * 17)
    assert "keypoints" not in vehicle
    assert list(vehicle["named_keypoints"]) == ["plate"]
    (category,) = (row for row in content["categories"] if row["name"] == "person")
    assert category["keypoints"] == list(PERSON)
    assert np.ravel(category["skeleton"]).max() == len(PERSON)
    assert list(mask_findings(content["annotations"], SIZE)) == []

    path = tmp_path / "instances.json"
    write_instances(path, [record], {})
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO(str(path))
        found = truth.loadRes(
            [{k: person[k] for k in ("image_id", "category_id", "keypoints")} | {"score": 0.9}]
        )
        evaluation = COCOeval(truth, found, "keypoints")
        evaluation.params.catIds = [1]
        evaluation.params.areaRng = [[0, 1e10]] * 3
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    assert evaluation.stats[0] == pytest.approx(1)


def test_verify_names_keypoints_that_cannot_be():
    row = {"keypoints": [1, 2, 2, 70, 2, 1, 0, 0, 0], "num_keypoints": 2}
    assert findings(row) == ["keypoint [70, 2, 1] is not in the image, or neither 0, 1 nor 2"]
    assert findings({**row, "keypoints": [1, 2, 2], "num_keypoints": 3}) == [
        "num_keypoints is 3, but 1 keypoints are labelled"
    ]
    assert findings({"keypoints": [1, 2]}) == ["keypoints must be x, y and visibility of each, got [1, 2]"]


def findings(row: dict) -> list[str]:
    mask = {"size": [48, 64], "counts": [0, 1, 48 * 64 - 1]}
    full = {"id": 1, "segmentation": mask, "bbox": [0, 0, 1, 1], "area": 1, "iscrowd": 0}
    return [message for _, message in mask_findings([{**full, **row}], SIZE)]


def test_nothing_of_keypoints_where_there_are_none():
    assert coco_keypoints("mug", {}) == {}
