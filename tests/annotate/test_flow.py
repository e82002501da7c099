"""Optical flow against motions whose flow is a formula, and its files against OpenCV's readers."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
import trimesh
from cyclorama.annotate.dense_files import depth_png, flo, flow_png, hidden_png
from cyclorama.annotate.flow import flow
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.assets.rolling import rolled
from cyclorama.assets.spin import spinning, spins_of
from cyclorama.draw import Draw
from cyclorama.errors import SceneError
from cyclorama.scenes.camera import Resolution
from cyclorama.scenes.frames import pose, rotation_z
from cyclorama.scenes.scene import Scene, Thing

SIZE = Resolution(64, 48)
U, V = np.meshgrid(np.arange(64) + 0.5, np.arange(48) + 0.5)
F = 64.0


@pytest.fixture
def flow_of(passes_of):
    return lambda scene, later: flow(scene, passes_of(scene, SIZE), later)


@pytest.fixture
def wall(card):
    return card(-64, -48, 128, 96, 8.0, "wall")


def _moved(thing, matrix):
    return thing.moved(matrix @ thing.world_from_thing)


def test_a_card_that_goes_to_the_right(flow_of, card, wall, camera):
    """0.5 m at 4 m is 8 px; what it comes to cover is hidden, and what it leaves the frame with, too."""
    near = card(10, 12, 30, 36, 4.0)
    found = flow_of(Scene([wall, near], camera), Scene([wall, _moved(near, pose((0.5, 0, 0)))], camera))
    on = (U > 10) & (U < 30) & (V > 12) & (V < 36)
    assert found.px[on] == pytest.approx(np.tile([8.0, 0.0], (on.sum(), 1)), abs=1e-3)
    assert abs(found.px[~on]).max() < 1e-3
    covered = (U > 30) & (U < 38) & (V > 12) & (V < 36)
    assert np.array_equal(found.hidden, covered)


def test_a_camera_that_goes_forwards(flow_of, wall, camera):
    later = replace(camera, world_from_cam=pose((0, 0, 1.0)))
    found = flow_of(Scene([wall], camera), Scene([wall], later))
    grown = 8.0 / 7.0
    assert found.px[..., 0] == pytest.approx((U - 32) * (grown - 1), abs=1e-3)
    assert found.px[..., 1] == pytest.approx((V - 24) * (grown - 1), abs=1e-3)
    to_u, to_v = 32 + (U - 32) * grown, 24 + (V - 24) * grown
    outside = (to_u < 0) | (to_u > 64) | (to_v < 0) | (to_v > 48)
    assert outside.any()
    assert np.array_equal(found.hidden, outside)


def test_the_sky_turns_with_the_camera_and_does_not_come_nearer(flow_of, camera, card):
    aside = card(0, 0, 1, 1, 900.0)
    turn = np.radians(3.0)
    c, s = np.cos(turn), np.sin(turn)
    matrix = pose((0, 0, 5.0), np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]))  # to the right
    found = flow_of(Scene([aside], camera), Scene([aside], replace(camera, world_from_cam=matrix)))
    x, y = (U - 32) / F, (V - 24) / F
    z = s * x + c
    sky = (U > 2) | (V > 2)
    assert found.px[..., 0][sky] == pytest.approx((32 + F * (c * x - s) / z - U)[sky], abs=1e-3)
    assert found.px[..., 1][sky] == pytest.approx((24 + F * y / z - V)[sky], abs=1e-3)


def test_a_thing_that_turns(flow_of, card, wall, camera):
    near = card(16, 8, 48, 40, 4.0)
    turned = _moved(near, pose(rotation=rotation_z(7.0)))
    found = flow_of(Scene([wall, near], camera), Scene([wall, turned], camera))
    on = (U > 16) & (U < 48) & (V > 8) & (V < 40)
    a = np.radians(7.0)
    x, y = U - 32, V - 24
    wanted = np.stack([np.cos(a) * x - np.sin(a) * y - x, np.sin(a) * x + np.cos(a) * y - y], axis=-1)
    assert found.px[on] == pytest.approx(wanted[on], abs=1e-3)


def test_a_mesh_that_changes_takes_its_points_along(flow_of, thing_of, wall, camera):
    """A sheet of the same triangles whose right half is pulled out and whose left half stays."""
    grid = np.array([(x, y, 4.0) for y in (-1.0, 0.0, 1.0) for x in (-1.0, 0.0, 1.0)])
    corners = [(0, 1, 4), (0, 4, 3), (1, 2, 5), (1, 5, 4), (3, 4, 7), (3, 7, 6), (4, 5, 8), (4, 8, 7)]
    pulled = np.where(grid[:, :1] > 0, grid * [1.5, 1, 1], grid)
    sheet, longer = (thing_of(trimesh.Trimesh(p, corners, process=False)) for p in (grid, pulled))
    found = flow_of(Scene([wall, sheet], camera), Scene([wall, longer], camera))
    on = (abs(U - 32) < 16) & (abs(V - 24) < 16)
    wanted = np.where(U > 32, 0.5 * (U - 32), 0.0)
    assert found.px[..., 0][on] == pytest.approx(wanted[on], abs=1e-3)
    assert abs(found.px[..., 1][on]).max() < 1e-3


@pytest.mark.parametrize("distance", [0.02, 0.5])
def test_a_wheel_that_rolls(flow_of, wall, camera, distance):
    """Without slip: where it stands on the ground it rests, its top goes twice as far as its middle."""
    radius = 1.2
    tread = trimesh.creation.cylinder(radius, 0.2, sections=48)
    tread.apply_transform(np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1.0]]))
    piece = spinning(Mesh(tread.vertices, tread.faces), "wheel", radius)
    wheel = Model("wheel", piece, (Surface(),), "wheel", spins=spins_of([piece]))
    # Its x goes to the right, its z upwards; its right side is at 4 m.
    at = pose((0, 0, 4.1), np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]]))
    later = Thing(rolled(wheel, distance), pose((distance, 0, 0)) @ at)
    found = flow_of(Scene([wall, Thing(wheel, at)], camera), Scene([wall, later], camera))
    x, y = (U - 32) / 16, (V - 24) / 16  # metres, y down
    on = np.hypot(x, y) < 0.97 * radius
    turn = distance / radius
    wanted = 16 * np.stack(
        [
            np.cos(turn) * x - np.sin(turn) * y - x + distance,
            np.sin(turn) * x + np.cos(turn) * y - y,
        ],
        axis=-1,
    )
    assert found.px[on] == pytest.approx(wanted[on], abs=1e-3)
    if distance < 0.1:
        v = y[6:42, 32]
        assert found.px[6:42, 32, 0] == pytest.approx(16 * distance * (1 - v / radius), abs=2e-3)


def test_what_goes_behind_the_camera_has_none(flow_of, card, camera):
    near = card(-64, -48, 128, 96, 2.0)
    found = flow_of(Scene([near], camera), Scene([_moved(near, pose((0, 0, -3.0)))], camera))
    assert np.isnan(found.px).all()
    assert found.hidden.all()


def test_other_things_are_refused(flow_of, wall, camera):
    with pytest.raises(SceneError, match="this frame has 1 things and the next one 2"):
        flow_of(Scene([wall], camera), Scene([wall, wall], camera))


def test_files_are_read_by_others(flow_of, card, wall, camera, tmp_path):
    near = card(10, 12, 30, 36, 4.0)
    found = flow_of(Scene([wall, near], camera), Scene([wall, _moved(near, pose((0.31, -0.2, 0)))], camera))
    found.px[0, 0] = np.nan
    found.px[0, 1] = 600, 0
    (tmp_path / "a.flo").write_bytes(flo(found))
    read = cv2.readOpticalFlow(str(tmp_path / "a.flo"))
    known = np.isfinite(found.px).all(axis=2)
    assert np.array_equal(read[known], found.px[known])
    assert (read[~known] > 1e9).all()
    kitti = cv2.imdecode(np.frombuffer(flow_png(found), np.uint8), cv2.IMREAD_UNCHANGED)[..., ::-1]
    assert kitti.dtype == np.uint16
    valid = kitti[..., 2] == 1
    assert np.argwhere(~valid).tolist() == [[0, 0], [0, 1]]
    decoded = (kitti[..., :2].astype(float) - 2**15) / 64
    assert abs(decoded - found.px)[valid].max() <= 1 / 128 + 1e-6
    hidden = cv2.imdecode(np.frombuffer(hidden_png(found), np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(hidden == 255, found.hidden)
    depth = np.array([[1.5, np.inf, 300.0], [255.99, 0.01, 80.0]], np.float32)
    steps = cv2.imdecode(np.frombuffer(depth_png(depth), np.uint8), cv2.IMREAD_UNCHANGED)
    assert steps.dtype == np.uint16
    assert steps / 256 == pytest.approx(np.array([[1.5, 0, 0], [255.99, 0.01, 80]]), abs=1 / 512)


def test_who_walks_keeps_the_triangles(flow_of, passes_of, camera):
    """So that flow is exact on people, too: their meshes change, not what they are made of."""
    from cyclorama.assets.packs import place
    from cyclorama.assets.people import person

    if place.folder("people") is None:
        pytest.skip("pack people is not installed")
    one, later = (person(Draw(1, 1), "walking", "far", walked_m=walked).mesh for walked in (0.0, 0.2))
    assert np.array_equal(one.triangles, later.triangles)
    assert isinstance(one, Mesh)
    assert not np.array_equal(one.vertices, later.vertices)


def test_who_cycles_keeps_the_triangles():
    """Of the rider; the bicycle's are the same arrays."""
    from cyclorama.assets import two_wheelers
    from cyclorama.assets.contacts import cranked_contacts
    from cyclorama.assets.packs import place
    from cyclorama.assets.people import rider

    if place.folder("people") is None:
        pytest.skip("pack people is not installed")
    on = two_wheelers.bicycle(Draw(1, 1)).contacts
    models = [rider(Draw(1, 2), cranked_contacts(on, angle), "far") for angle in (0.0, 75.0, 230.0)]
    one, *others = (model.mesh for model in models)
    for other in others:
        assert np.array_equal(one.triangles, other.triangles)
    # The feet go with the pedals; ankles are higher or lower by what the toes point down.
    for angle, model in zip((75.0, 230.0), models[1:], strict=True):
        feet = np.subtract(cranked_contacts(on, angle).feet, on.feet)
        for step, name in zip(feet, ("left_ankle", "right_ankle"), strict=True):
            moved = np.subtract(model.keypoints[name], models[0].keypoints[name])
            assert np.linalg.norm(moved - step) < 0.06
