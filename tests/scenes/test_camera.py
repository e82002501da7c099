"""Frames and cameras: conventions, checked against cv2 and by hand."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from cyclorama import Camera, Resolution, Thing, pose, rotation_xyz, rotation_z
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.errors import SceneError
from cyclorama.scenes.camera import Pinhole
from cyclorama.scenes.frames import inverse, look_at, project
from hypothesis import given
from hypothesis import strategies as st

ANGLE = st.floats(-180, 180)


@given(ANGLE, ANGLE, ANGLE)
def test_rotations_are_rotations(x, y, z):
    r = rotation_xyz(x, y, z)
    assert np.allclose(r @ r.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(r) == pytest.approx(1)


def test_yaw_is_counter_clockwise_from_above():
    assert np.allclose(rotation_z(90) @ (1, 0, 0), (0, 1, 0))


@given(st.tuples(*[st.floats(-5, 5)] * 3), ANGLE, ANGLE)
def test_inverse_undoes(position, x, z):
    m = pose(position, rotation_xyz(x, 0, z), scale=1.7)
    assert np.allclose(inverse(m) @ m, np.eye(4), atol=1e-9)


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.1, 10))
def test_a_camera_looks_at_its_target_with_x_right_and_y_down(azimuth, elevation, distance):
    camera = Camera.looking_at((1, 2, 3), distance, 50, azimuth, elevation)
    cam = inverse(camera.world_from_cam)
    assert np.allclose((cam @ (1, 2, 3, 1))[:3], (0, 0, distance), atol=1e-9)
    assert (cam @ (1, 2, 3.1, 1))[1] < 0  # up in the world is up in the picture, where y is negative
    assert np.linalg.det(camera.world_from_cam[:3, :3]) == pytest.approx(1)
    assert camera.world_from_cam[2, 0] == pytest.approx(0)  # without roll, x is level


@pytest.mark.parametrize("elevation", [90, -90])
def test_looking_straight_up_or_down_is_defined(elevation):
    m = Camera.looking_at((0, 0, 0), 1, 50, 30, elevation).world_from_cam
    assert np.isfinite(m).all()
    assert np.linalg.det(m[:3, :3]) == pytest.approx(1)


def test_projection_is_opencvs():
    camera = Camera.looking_at((0, 0, 0), 3, 60, -70, 25, roll_deg=7)
    k = camera.intrinsics(Resolution(96, 64))
    points = np.random.default_rng(0).uniform(-1, 1, (50, 3))
    cam = inverse(camera.world_from_cam)
    expected, _ = cv2.projectPoints(points, cv2.Rodrigues(cam[:3, :3])[0], cam[:3, 3], k, None)
    assert np.allclose(project(points, cam, k)[:, :2], expected[:, 0], atol=1e-9)


def test_field_of_view_spans_the_frame():
    k = Camera(np.eye(4), 90).intrinsics(Resolution(200, 100))
    assert k[0, 0] == pytest.approx(100)
    edge = project([[1.0, 0, 1.0], [-1.0, 0, 1.0]], np.eye(4), k)
    assert np.allclose(edge[:, 0], (200, 0))


def test_a_pinhole_goes_before_the_field_of_view_and_tells_it():
    pinhole = Pinhole(100, 80, 40, 30, 200, 100)
    camera = Camera(np.eye(4), 30, pinhole=pinhole)
    assert np.array_equal(camera.intrinsics(Resolution(200, 100)), [[100, 0, 40], [0, 80, 30], [0, 0, 1]])
    assert camera.fov_x_deg == pytest.approx(np.degrees(np.arctan(0.4) + np.arctan(1.6)))
    edges = project([[-0.4, 0, 1], [1.6, 0, 1]], np.eye(4), camera.intrinsics(Resolution(200, 100)))
    assert np.allclose(edges[:, 0], (0, 200))


@pytest.mark.parametrize(("width", "height"), [(400, 200), (100, 50), (200, 160), (200, 40)])
def test_a_pinhole_at_another_size_shows_the_same_width(width, height):
    """The same shape is the same picture; another one is cropped or extended at top and bottom alike."""
    k = Pinhole(100, 80, 40, 30, 200, 100).matrix(Resolution(width, height))
    scale = width / 200
    assert np.allclose(k[0], (100 * scale, 0, 40 * scale))
    assert k[1, 1] == pytest.approx(80 * scale)
    assert k[1, 2] - height / 2 == pytest.approx(scale * (30 - 50))


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ((0, 1, 1, 1, 8, 6), "fx must be positive, got 0"),
        ((1, 1, np.inf, 1, 8, 6), "cx must be finite, got inf"),
        ((1, 1, 1, 1, 8.5, 6), "width must be a whole number of pixels, got 8.5"),
        ((1, 1000, 1, 1, 8, 6), "fx / fy must be between 1/200 and 200"),
    ],
)
def test_what_no_pinhole_can_be(numbers, message):
    with pytest.raises(SceneError, match=message):
        Pinhole(*numbers)


def test_a_camera_aims_at_the_top_of_a_thing():
    mesh = Mesh(np.array([[0, 0, 0], [1, 0, 0], [0, 1, 2]]), np.array([[0, 1, 2]]))
    thing = Thing(Model("t", mesh, (Surface(),)), pose((5, 0, 0)))
    cam = inverse(Camera.looking_at(thing, 2, 50).world_from_cam)
    assert np.allclose((cam @ (5.5, 0.5, 2, 1))[:3], (0, 0, 2))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"fov_x_deg": 180}, "fov_x_deg must be between 0 and 180, got 180"),
        ({}, "it needs fov_x_deg or a pinhole; give one"),
        ({"fov_x_deg": 50, "noise": np.nan}, "noise must be finite, got nan"),
        ({"fov_x_deg": 50, "clip_m": (1, 0.5)}, "clip_m must be two distances, 0 < near < far"),
        ({"fov_x_deg": 50, "f_stop": 2.8}, "needs to be positive, with a positive focus_m"),
        ({"fov_x_deg": 50, "world_from_cam": np.full((4, 4), np.nan)}, "must be a finite"),
    ],
)
def test_what_no_camera_can_be(arguments, message):
    with pytest.raises(SceneError, match=message):
        Camera(**{"world_from_cam": look_at((0, 0, 1), (0, 0, 0)), **arguments})
