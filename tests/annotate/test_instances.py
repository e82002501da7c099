import dataclasses
import json

import numpy as np
import pytest
import trimesh
from cyclorama.annotate.instances import annotation_rows, box3d, dropped_rows, instances
from cyclorama.annotate.masks import as_region
from cyclorama.annotate.polygons import decoded
from cyclorama.errors import SceneError
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import look_at, pose, rotation_xyz
from cyclorama.scenes.passes import Passes
from cyclorama.scenes.scene import Scene, Thing

SIZE = Resolution(64, 48)
DEFAULT = LabelPolicy()


@pytest.fixture(scope="session")
def found_in(passes_of):
    def make(*things: Thing, camera: Camera, policy: LabelPolicy = DEFAULT, size: Resolution = SIZE):
        scene = Scene(things, camera)
        return instances(scene, passes_of(scene, size), policy)

    return make


def test_an_occluded_pair_has_its_analytic_fractions(card, camera, found_in):
    """A near card hides half of one and three quarters of another; the hiders are whole."""
    found = found_in(
        card(4, 4, 24, 24, 4.0, "plate"),
        card(14, 2, 30, 26, 2.0, "can"),
        card(34, 4, 54, 24, 4.0, "plate"),
        card(30, 14, 60, 40, 2.0, "can"),
        card(44, 0, 62, 14, 2.0, "can"),
        camera=camera,
    )
    assert found.category == ("plate", "can", "plate", "can", "can")
    assert found.visible_fraction.tolist() == [0.5, 1, 0.25, 1, 1]
    assert found.area.tolist() == [200, 16 * 24, 100, 30 * 26, 18 * 14]
    assert found.bbox[0].tolist() == [4, 4, 10, 20]
    assert found.amodal_bbox[0].tolist() == [4, 4, 20, 20]
    assert found.in_frame_fraction.tolist() == [1] * 5
    assert found.depth_m == pytest.approx([4, 2, 4, 2, 2])


def test_a_thing_half_off_the_frame_is_wholly_visible_there(card, camera, found_in):
    found = found_in(card(-16, 10, 16, 30, 2.0), camera=camera)
    assert found.in_frame_fraction.tolist() == [0.5]
    assert found.visible_fraction.tolist() == [1.0]
    assert found.bbox.tolist() == [[0, 10, 16, 20]]
    assert found.amodal_bbox.tolist() == [[-16, 10, 32, 20]]


def test_one_behind_the_camera_is_not_in_the_table(card, camera, found_in):
    found = found_in(card(10, 10, 30, 30, -2.0), card(10, 10, 30, 30, 2.0), camera=camera)
    assert found.instance_id.tolist() == [2]
    assert found.dropped == ()


def test_two_cubes_keep_the_ids_of_their_places(thing_of, found_in):
    camera = Camera(look_at((0, -6, 2), (0, 0, 0)), 50.0)
    left, right = (thing_of(trimesh.creation.box((1, 1, 1)), "box", pose((x, 0, 0))) for x in (-1.2, 1.2))
    found = found_in(left, right, camera=camera)
    swapped = found_in(right, left, camera=camera)
    assert found.instance_id.tolist() == swapped.instance_id.tolist() == [1, 2]
    assert found.bbox[0, 0] + found.bbox[0, 2] <= found.bbox[1, 0]
    assert found.bbox.tolist() == swapped.bbox[::-1].tolist()


def test_a_ring_has_a_hole(thing_of, camera, found_in):
    ring = thing_of(trimesh.creation.annulus(0.4, 0.8, 0.1, sections=64), "donut", pose((0, 0, 3)))
    found = found_in(ring, camera=camera)
    mask = found.mask[0].full()
    assert not mask[24, 32]
    assert mask[24, 32 + 12]
    assert found.area[0] == pytest.approx(np.pi * (0.8**2 - 0.4**2) * (64 / 3) ** 2, rel=0.08)
    (row,) = annotation_rows(found, LabelPolicy(polygons=True))
    assert isinstance(row["segmentation"], dict)


def test_depth_is_that_of_the_sphere_that_the_camera_stands_in(thing_of, camera, found_in):
    """Kubric's golden: from the middle of a sphere of radius 2, depth ÷ the ray's z is 2 everywhere."""
    found = found_in(thing_of(trimesh.creation.icosphere(subdivisions=3, radius=2.0), "apple"), camera=camera)
    v, u = np.mgrid[:48, :64] + 0.5
    rays = np.linalg.norm(np.stack([(u - 32) / 64, (v - 24) / 64, np.ones_like(u)]), axis=0)
    assert found.area.tolist() == [48 * 64]
    assert found.depth_m[0] == pytest.approx(np.median(2 / rays), rel=0.01)


def test_what_has_no_category_hides_but_is_never_labelled(card, camera, found_in):
    found = found_in(
        card(0, 0, 32, 48, 1.0, None), card(22, 10, 42, 30, 2.0), card(2, 2, 8, 8, 3.0), camera=camera
    )
    assert found.instance_id.tolist() == [2]
    assert found.visible_fraction.tolist() == [0.5]
    assert dropped_rows(found) == [{"instance_id": 3, "category": "box", "reason": "hidden"}]


def test_small_ones_are_dropped_with_the_reason_or_flagged(card, camera, found_in):
    things = [
        card(1, 1, 4, 4, 2.0, "can"),
        card(20, 20, 40, 40, 2.0, "plate"),
        card(20, 20, 38, 40, 1.0, "jar"),
        card(50, 5, 60, 15, 2.0, "box"),
        card(50, 5, 60, 15, 1.0, "box"),
    ]
    strict = LabelPolicy(min_visible_px=10, min_visible_fraction=0.15)
    found = found_in(*things, camera=camera, policy=strict)
    assert found.instance_id.tolist() == [3, 5]
    assert dropped_rows(found) == [
        {"instance_id": 1, "category": "can", "reason": "min_visible_px"},
        {"instance_id": 2, "category": "plate", "reason": "min_visible_fraction"},
        {"instance_id": 4, "category": "box", "reason": "hidden"},
    ]
    flags = strict.model_copy(update={"small": "flag"})
    found = found_in(*things, camera=camera, policy=flags)
    assert found.instance_id.tolist() == [1, 2, 3, 5]
    assert found.small.tolist() == [True, True, False, False]
    assert [row.get("small") for row in annotation_rows(found, flags)] == [True, True, None, None]
    assert [d.reason for d in found.dropped] == ["hidden"]
    crowds = strict.model_copy(update={"small": "crowd", "polygons": True})
    rows = annotation_rows(found_in(*things, camera=camera, policy=crowds), crowds)
    assert [(row["instance_id"], row["iscrowd"], row.get("small")) for row in rows] == [
        *((1, 1, True), (2, 1, True), (3, 0, None), (5, 0, None))
    ]
    assert [type(row["segmentation"]) for row in rows] == [dict, dict, list, list]


def test_the_limits_themselves_are_not_small(card, camera, found_in):
    policy = LabelPolicy(min_visible_px=9, min_visible_fraction=0.5)
    found = found_in(
        card(1, 1, 4, 4, 2.0),
        card(10, 10, 30, 30, 4.0),
        card(20, 10, 30, 30, 2.0, None),
        camera=camera,
        policy=policy,
    )
    assert found.instance_id.tolist() == [1, 2]


def test_an_empty_scene_has_an_empty_table(camera, found_in):
    found = found_in(camera=camera)
    assert len(found) == 0
    assert found.bbox.shape == found.amodal_bbox.shape == (0, 4)
    assert annotation_rows(found, DEFAULT) == dropped_rows(found) == []


def test_an_image_of_one_pixel(card, camera, found_in):
    found = found_in(card(0, 0, 64, 48, 2.0), card(0, 0, 64, 48, 3.0), camera=camera, size=Resolution(1, 1))
    assert found.bbox.tolist() == [[0, 0, 1, 1]]
    assert found.mask[0].full().tolist() == [[True]]
    assert [d.reason for d in found.dropped] == ["hidden"]
    (row,) = annotation_rows(found, LabelPolicy(polygons=True))
    assert row["segmentation"] == [[0, 0, 1, 0, 1, 1, 0, 1]]


def test_boxes_hold_their_things_along_their_own_axes(crowd):
    """Every vertex is within half the size of the centre, and each side is touched."""
    scene = crowd(9, 5)
    cam_from_world = np.linalg.inv(scene.camera.world_from_cam)
    for thing in scene.placed:
        box = box3d(thing, scene.camera)
        points = thing.vertices_world() @ cam_from_world[:3, :3].T + cam_from_world[:3, 3]
        own = (points - box.centre_m) @ box.cam_from_box
        assert own.max(axis=0) == pytest.approx(box.size_m / 2, abs=1e-6)
        assert own.min(axis=0) == pytest.approx(-box.size_m / 2, abs=1e-6)
        assert box.cam_from_box.T @ box.cam_from_box == pytest.approx(np.eye(3), abs=1e-9)
        assert np.linalg.det(box.cam_from_box) == pytest.approx(1)


def test_the_box_of_a_known_pose(thing_of):
    """Seen along world +y by a level camera: the thing's x is the camera's x, its z the camera's −y."""
    camera = Camera(look_at((0, -5, 0), (0, 0, 0)), 50.0)
    thing = thing_of(trimesh.creation.box((1, 2, 3)), at=pose((0.5, 1, 0.25), scale=2.0))
    box = box3d(thing, camera)
    assert box.centre_m == pytest.approx([0.5, -0.25, 6])
    assert box.size_m == pytest.approx([2, 4, 6])
    assert box.cam_from_box == pytest.approx(np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]]), abs=1e-12)


@pytest.mark.parametrize("linear", [np.diag([1, 0.001, 40]), np.diag([-1, 2, 1])])
def test_boxes_of_odd_matrices_hold_their_things(camera, thing_of, linear):
    at = pose((0, 0, 4), rotation_xyz(10, 20, 30) @ linear)
    thing = thing_of(trimesh.creation.icosphere(subdivisions=2), at=at)
    box = box3d(thing, camera)
    own = (thing.vertices_world() - box.centre_m) @ box.cam_from_box
    assert np.abs(own).max(axis=0) == pytest.approx(box.size_m / 2, abs=1e-6)
    assert np.linalg.det(box.cam_from_box) == pytest.approx(1)


def test_rows_are_plain_and_complete(crowd, passes_of):
    """JSON takes them as they are, and everything in them agrees with their masks."""
    scene = crowd(10, 6)
    thing = dataclasses.replace(scene.placed[0], attributes={"ripe": True, "brand": "none"})
    scene = Scene([thing, *scene.placed[1:]], scene.camera)
    passes = passes_of(scene, SIZE)
    for policy in (DEFAULT, LabelPolicy(polygons=True)):
        rows = annotation_rows(instances(scene, passes, policy), policy)
        assert json.loads(json.dumps(rows, allow_nan=False)) == rows
        for row in rows:
            visible = decoded(row["segmentation"], SIZE)
            assert np.array_equal(visible, passes.instance == row["instance_id"])
            whole = decoded(row["amodal_segmentation"], SIZE)
            assert not (visible & ~whole).any()
            assert row["area"] == visible.sum()
            assert row["bbox"] == list(as_region(visible).box)
            assert row["visible_fraction"] == pytest.approx(visible.sum() / whole.sum(), abs=1e-6)
            assert row["iscrowd"] == 0
            assert row["track_id"] == row["instance_id"]  # of drive 0
            assert "small" not in row
        assert rows[0]["attributes"] == {"brand": "none", "ripe": True}
        assert {row["instance_id"] for row in rows} <= {1, 2, 3, 4, 6, 7, 8, 9}
        assert len(rows) >= 6


def test_numbers_are_rounded_and_never_minus_zero(thing_of, camera, found_in):
    thing = thing_of(trimesh.creation.box((1, 1, 1)), at=pose((0, 0, 3.1), rotation_xyz(0, 0, 180)))
    (row,) = annotation_rows(found_in(thing, camera=camera), DEFAULT)
    assert row["box3d"] == {
        "centre_m": [0.0, 0.0, 3.1],
        "size_m": [1.0, 1.0, 1.0],
        "cam_from_box": [[-1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]],
    }
    assert row["depth_m"] == 2.6
    assert "-0.0" not in json.dumps(row)


def test_a_bad_category_is_named(card, camera, found_in):
    with pytest.raises(SceneError, match="category 'a/b': a name has"):
        found_in(card(1, 1, 9, 9, 2.0, "a/b"), camera=camera)


def test_more_ids_than_things_is_an_error(camera):
    black = np.zeros((4, 5, 3), np.float32)
    ids = np.full((4, 5), 2, np.int32)
    passes = Passes(black, ids, ids, ids.astype(np.float32), black)
    with pytest.raises(ValueError, match=r"instance must be 0 to 0 \(things\), got 2 to 2"):
        instances(Scene([], camera), passes, DEFAULT)


def test_arrays_of_another_shape_are_named_with_it(card, camera, found_in):
    found = found_in(card(1, 1, 9, 9, 2.0), camera=camera)
    with pytest.raises(ValueError, match=r"bbox must have shape \(1, 4\), got \(4,\)"):
        dataclasses.replace(found, bbox=found.bbox[0])
    with pytest.raises(ValueError, match=r"area must have shape \(1,\), got \(2,\)"):
        dataclasses.replace(found, area=np.zeros(2))
    with pytest.raises(ValueError, match="category must have 1 entries, got 0"):
        dataclasses.replace(found, category=())
    with pytest.raises(ValueError, match=r"amodal\[0\] must be of 64x48, got 5x4"):
        dataclasses.replace(found, amodal=(as_region(np.ones((4, 5), np.bool_)),))
