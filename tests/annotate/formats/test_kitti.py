"""KITTI's labels by analytic goldens, and by a reader that was written from its devkit's text."""

from __future__ import annotations

import importlib.util
import math
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from cyclorama.annotate.formats.kitti import kitti, labels, occlusion, text
from cyclorama.annotate.formats.kitti_classes import CLASSES, riders
from cyclorama.annotate.instances import annotation_rows, instances
from cyclorama.annotate.world import world
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import look_at, pose, rotation_xyz
from cyclorama.scenes.passes import Passes
from cyclorama.scenes.scene import Scene

_SPEC = importlib.util.spec_from_file_location("kitti_reader", Path(__file__).with_name("kitti_reader.py"))
reader = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(reader)


def only(record: dict):
    (label,) = labels(record)
    return label


@pytest.mark.parametrize(
    ("yaw_deg", "rotation_y"),
    [(0, -math.pi / 2), (180, math.pi / 2), (-90, 0.0), (90, math.pi), (-45, -math.pi / 4)],
    ids=["away", "oncoming", "to the right", "to the left", "half right"],
)
def test_the_heading_of_a_car_ahead(block, ahead, record_of, yaw_deg, rotation_y):
    """By the readme: 0 along the camera's x, wherever it is; straight ahead alpha is the same."""
    label = only(record_of([block("car", 12, 0, yaw_deg)], ahead))
    assert math.remainder(label.rotation_y - rotation_y, 2 * math.pi) == pytest.approx(0, abs=1e-5)
    assert math.remainder(label.alpha - rotation_y, 2 * math.pi) == pytest.approx(0, abs=1e-5)
    assert -math.pi <= label.alpha <= math.pi
    assert label.dimensions == pytest.approx((1.5, 1.8, 4.2), abs=1e-5)
    assert label.location == pytest.approx((0, 1.65, 12), abs=1e-5)


def test_the_same_heading_beside_the_axis_has_another_alpha(block, ahead, record_of):
    """12 m ahead and 6 m to the right: alpha = ry − atan(6 / 12)."""
    label = only(record_of([block("car", 12, -6)], ahead))
    assert label.location == pytest.approx((6, 1.65, 12), abs=1e-5)
    assert label.rotation_y == pytest.approx(-math.pi / 2, abs=1e-5)
    assert label.alpha == pytest.approx(-math.pi / 2 - math.atan2(6, 12), abs=1e-5)


def test_alpha_stays_within_half_a_turn(block, ahead, record_of):
    label = only(record_of([block("car", 12, -6, yaw_deg=100)], ahead))
    assert label.alpha == pytest.approx(
        -(math.pi + math.radians(10)) - math.atan2(6, 12) + 2 * math.pi, abs=1e-4
    )


def test_boxes_in_3d_project_to_the_boxes_in_2d(block, ahead, frames_of, record_of, tmp_path):
    """Within 1 px for what is a box, also where it is half hidden."""
    things = [
        block("car", 9, 1.5, 10),
        block("car", 18, -3, 175),
        block("truck", 25, 5, -30, (8, 2.5, 3.4)),
        block("person", 7, -3, 90, (0.4, 0.5, 1.75)),
    ]
    records = [record_of(things, ahead, index=3), record_of([], ahead, index=8)]
    written = kitti(frames_of(*records), tmp_path)
    training = tmp_path / "training"
    calibration = reader.read_calibration(training / "calib/000003.txt")
    found = reader.read_labels(training / "label_2/000003.txt")
    assert [label["type"] for label in found] == ["Car", "Car", "Truck", "Pedestrian"]
    assert any(label["occluded"] for label in found)
    for label in found:
        assert np.abs(reader.projected_box(label, calibration) - label["bbox"]).max() < 1
    assert reader.read_labels(training / "label_2/000008.txt") == []
    assert (tmp_path / "ImageSets/train.txt").read_text() == "000003\n000008\n"
    assert cv2.imread(str(training / "image_2/000008.png")).shape == (96, 208, 3)
    assert str(written).startswith("2 images with 2 Car, 1 Truck, 1 Pedestrian")


def test_the_calibration_is_our_camera_in_kittis_pixels(ahead, frames_of, record_of, tmp_path):
    """A point in the scanner's frame (x ahead, y left, z up) by the readme's formula."""
    kitti(frames_of(record_of([], ahead)), tmp_path)
    found = reader.read_calibration(tmp_path / "training/calib/000000.txt")
    assert set(found) == {"P0", "P1", "P2", "P3", "R0_rect", "Tr_velo_to_cam", "Tr_imu_to_velo"}
    square = {name: np.eye(4) for name in ("R0_rect", "Tr_velo_to_cam")}
    for name, matrix in square.items():
        matrix[:3, : found[name].shape[1]] = found[name]
    x = found["P2"] @ square["R0_rect"] @ square["Tr_velo_to_cam"] @ [10.0, 2.0, 1.0, 1.0]
    assert x[2] == pytest.approx(10)
    assert x[:2] / x[2] == pytest.approx([104 - 104 * 0.2 - 0.5, 48 - 104 * 0.1 - 0.5])


def test_truncation_is_the_share_outside_the_image(card, camera):
    """Half of a card is left of the frame: 0.5, and its box ends with the picture."""
    label = only(recorded([card(-16, 10, 16, 30, 2.0, "car")], camera))
    assert label.truncated == pytest.approx(0.5)
    assert label.bbox == (0, 9.5, 15.5, 29.5)


def test_occlusion_is_by_the_visible_share(card, camera):
    """Three quarters hidden: largely occluded. The box is that of the whole car, as KITTI's are."""
    things = [card(10, 10, 30, 30, 4.0, "car"), card(15, 8, 34, 32, 2.0, None)]
    label = only(recorded(things, camera))
    assert label.occluded == 2
    assert label.bbox == (9.5, 9.5, 29.5, 29.5)
    assert [occlusion(share) for share in (1, 0.9, 0.89, 0.5, 0.49, 0.1, 0.09)] == [0, 0, 1, 1, 2, 2, 3]


def recorded(things, camera):
    """A record of cards, which are as exact as pixels."""
    scene, size = Scene(things, camera), Resolution(64, 48)
    instance, depth = world(scene, size).image()
    black = np.zeros((48, 64, 3), np.float32)
    passes = Passes(black, instance, np.minimum(instance, 1), depth.astype(np.float32), black)
    policy = LabelPolicy()
    rows = annotation_rows(instances(scene, passes, policy), policy)
    return {"index": 0, "camera": {"width": 64, "height": 48}, "annotations": rows}


def test_what_is_a_van_a_tram_or_sits(block, ahead, record_of):
    things = [
        block("car", 8, 4, name="van"),
        block("car", 8, 0, kind="minivan"),
        block("car", 8, -4, name="caravan saloon"),
        block("train", 20, 6, name="tram"),
        block("bus", 20, 0, name="city bus"),
        block("person", 5, 2, size=(0.4, 0.5, 1.2), pose="sitting"),
        block("person", 5, 3, size=(0.4, 0.5, 1.7), pose="walking"),
    ]
    found = [label.type for label in labels(record_of(things, ahead))]
    assert found == ["Van", "Van", "Car", "Tram", "Misc", "Person_sitting", "Pedestrian"]
    assert set(found) <= set(CLASSES) == reader.TYPES


def test_a_cyclist_is_person_and_bicycle(block, ahead, record_of):
    """One object: the box around both in 2D and 3D, with the bicycle's heading."""
    bicycle = block("bicycle", 10, 0, -90, (1.8, 0.6, 1.1))
    rider = block("person", 10, 0, -90, (0.6, 0.5, 1.2), pose="cycling")
    rider = rider.moved(pose((10, 0, 0.6), rotation_xyz(0, 0, -90)))
    walker = block("person", 9, 3, 0, (0.4, 0.5, 1.75), pose="walking")
    record = record_of([walker, rider, bicycle], ahead)
    pedestrian, cyclist = labels(record)
    assert (pedestrian.type, cyclist.type) == ("Pedestrian", "Cyclist")
    assert cyclist.dimensions == pytest.approx((1.8, 0.6, 1.8), abs=1e-5)
    assert cyclist.location == pytest.approx((0, 1.65, 10), abs=1e-5)
    assert cyclist.rotation_y == pytest.approx(0, abs=1e-5)
    boxes = [row["amodal_bbox"] for row in record["annotations"] if row["instance_id"] != 1]
    assert cyclist.bbox[0] == min(box[0] for box in boxes) - 0.5
    assert cyclist.bbox[3] == max(box[1] + box[3] for box in boxes) - 0.5


def test_riders_have_the_nearest_two_wheeler_or_the_one_they_name(block, ahead, record_of):
    near, far = (block("bicycle", 10, y, size=(1.8, 0.6, 1.1)) for y in (0, 4))
    first = block("person", 10, 0.3, size=(0.5, 0.4, 1.8), riding="bicycle")
    second = block("person", 10, 3, size=(0.5, 0.4, 1.8), rider_of=2)
    rows = record_of([near, far, first, second], ahead)["annotations"]
    assert [(p["instance_id"], v["instance_id"]) for p, v in riders(rows)] == [(3, 1), (4, 2)]
    alone = record_of([far, first], ahead)
    assert [label.type for label in labels(alone)] == ["Cyclist"]  # and a bicycle that nobody rides


def test_small_ones_are_dontcare(block, ahead, record_of):
    policy = LabelPolicy(min_visible_px=150, small="crowd")
    near, far = labels(record_of([block("car", 9, 2), block("person", 30, -3)], ahead, policy))
    assert (near.type, far.type) == ("Car", "DontCare")
    fields = text(far).split()
    assert fields[:4] == ["DontCare", "-1", "-1", "-10"]
    assert fields[8:] == ["-1", "-1", "-1", "-1000", "-1000", "-1000", "-10"]
    assert far.bbox[2] - far.bbox[0] > 2


@pytest.mark.parametrize("pitch_deg", [-3.0, 3.0])
def test_a_camera_that_nods_keeps_sizes_and_centres(block, record_of, pitch_deg):
    """KITTI has no pitch: the box stays as large as it is, around the same middle."""
    camera = Camera(look_at((0, 0, 1.65), (10, 0, 1.65 + 10 * math.tan(math.radians(pitch_deg)))), 90.0)
    record = record_of([block("car", 12, 2, 20)], camera)
    label = only(record)
    assert label.dimensions == pytest.approx((1.5, 1.8, 4.2), abs=1e-5)
    middle = np.subtract(label.location, (0, 0.75, 0))
    assert middle == pytest.approx(record["annotations"][0]["box3d"]["centre_m"], abs=1e-5)


def test_somebody_who_lies_has_an_upright_box_around_them(block, ahead, record_of):
    """On the back, head to the right: as long as they are tall, and as high as they are deep."""
    person = block("person", 8, 0, 0, (0.3, 0.5, 1.8))
    lying = replace(person, world_from_thing=pose((8, 0.9, 0.15), rotation_xyz(0, -90, -90)))
    label = only(record_of([lying], ahead))
    assert label.type == "Pedestrian"
    assert label.dimensions == pytest.approx((0.3, 0.5, 1.8), abs=1e-5)
    assert math.remainder(label.rotation_y, math.pi) == pytest.approx(0, abs=1e-5)


def test_what_kitti_has_no_class_for_is_counted(block, ahead, frames_of, record_of, tmp_path):
    things = [block("dog", 6, 1, size=(0.7, 0.3, 0.6)), block("bicycle", 6, -1, size=(1.8, 0.6, 1.1))]
    written = kitti(frames_of(record_of(things, ahead)), tmp_path)
    assert str(written) == "1 image with no object\nleft out: 1 dog, 1 bicycle"
