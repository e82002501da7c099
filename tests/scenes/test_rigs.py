"""Rigs: published numbers, where they sit, and every mistake in a file of one's own said in a line."""

from __future__ import annotations

import json

import numpy as np
import pytest
from cyclorama import Draw, Pinhole, Resolution, pose, rotation_z
from cyclorama.errors import SceneError
from cyclorama.options import Order
from cyclorama.scenes.frames import inverse, project
from cyclorama.scenes.look import Look
from cyclorama.scenes.rigs import RIGS, Rig, chosen, from_file, mounted, named, text_of

FIXED = {f"camera/{name}_deg": 0.0 for name in ("pitch", "roll", "yaw")} | {"camera/height_m": 1.65}


def level(rig: Rig, given=FIXED, **kwargs):
    return mounted(rig, Draw(0, 0, given).scope("camera"), **kwargs)


def test_kitti_is_as_published():
    k = level(RIGS["kitti"]).intrinsics(Resolution(1242, 375))
    assert k.round(2).tolist() == [[721.54, 0, 609.56], [0, 721.54, 172.85], [0, 0, 1]]
    assert {name: (rig.pinhole.width, rig.pinhole.height) for name, rig in RIGS.items()} == {
        "kitti": (1242, 375),
        "nuscenes_front": (1600, 900),
        "bdd": (1280, 720),
        "waymo_front": (1920, 1280),
    }


def test_a_level_camera_sees_the_road_where_its_height_says():
    """10 m ahead of the camera, the road is 1.65 / 10 focal lengths below the principal point."""
    rig = RIGS["kitti"]
    camera = level(rig)
    ahead = (rig.forward_m + 10, rig.left_m, 0)
    left = (rig.forward_m + 10, rig.left_m + 2, 0)
    k = camera.intrinsics(Resolution(1242, 375))
    (u, v, depth), (u_left, *_) = project([ahead, left], inverse(camera.world_from_cam), k)
    assert (u, v, depth) == pytest.approx((609.5593, 172.854 + 721.5377 * 0.165, 10))
    assert u_left == pytest.approx(609.5593 - 721.5377 * 0.2)


def test_pitch_is_down_roll_clockwise_yaw_left():
    k = RIGS["kitti"].pinhole.matrix(Resolution(1242, 375))
    far = np.array([(1e6, 0, 0), (1e6, 1e5, 0)])

    def seen(**turn):
        camera = level(RIGS["kitti"], FIXED | {f"camera/{key}_deg": value for key, value in turn.items()})
        return project(far, inverse(camera.world_from_cam), k)

    (u, v, _), (_, v_left, _) = seen()
    assert v == pytest.approx(v_left, abs=0.01)
    assert seen(pitch=1)[0, 1] == pytest.approx(v - 721.5377 * np.tan(np.radians(1)), abs=0.01)
    assert seen(yaw=1)[0, 0] == pytest.approx(u + 721.5377 * np.tan(np.radians(1)), abs=0.01)
    assert seen(roll=1)[1, 1] > v  # the car leans right: what is left goes down in the picture


def test_it_moves_with_its_car():
    world_from_ego = pose((100, 50, 3), rotation_z(90))
    camera = level(RIGS["kitti"], world_from_ego=world_from_ego, velocity_m_s=(0, 10, 0))
    assert camera.world_from_cam[:3, 2] == pytest.approx((0, 1, 0))
    assert camera.world_from_cam[2, 3] == pytest.approx(4.65)
    assert camera.at(0.5)[:3, 3] - camera.at(0)[:3, 3] == pytest.approx((0, 5, 0))
    assert camera.moves


def test_night_takes_longer_exposures_and_more_gain():
    day, night = (level(RIGS["bdd"], darkness=darkness) for darkness in (0, 1))
    assert night.shutter_s > day.shutter_s
    assert night.look.shot == pytest.approx(16 * day.look.shot)


@pytest.mark.parametrize("name", RIGS)
def test_a_rig_is_its_text(name):
    own = Rig("own", Pinhole(100, 90, 40, 30, 80, 60), 1.2, look=Look(tone="clip", jpeg=80))
    assert named(text_of(RIGS[name])) == RIGS[name]
    assert named(text_of(own)) == own


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "van.toml"
    path.write_text(
        'width = 800\nheight = 600\nfx = 500.0\ncx = 399.5\nfirst_pixel = 0\nheight_m = 2.1\nlook = "kitti"\n'
    )
    rig = from_file(path)
    assert rig.pinhole == Pinhole(500, 500, 400, 300, 800, 600)
    assert (rig.name, rig.height_m, rig.look) == ("van", 2.1, RIGS["kitti"].look)
    path = tmp_path / "like.json"
    path.write_text(json.dumps({"like": "bdd", "pitch_deg": 4, "look": {"jpeg": 60}}))
    rig = named(str(path))
    assert (rig.pinhole, rig.pitch_deg, rig.look.jpeg) == (RIGS["bdd"].pinhole, 4, 60)
    assert rig.look.tone == RIGS["bdd"].look.tone


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"height": 3, "fx": 2, "height_m": 1}, "width is missing"),
        ({"width": 4, "height": 3, "height_m": 1}, "fx is missing: the focal length in pixels"),
        ({"width": 4, "height": 3, "fx": 2}, "height_m is missing"),
        ({"width": 4, "height": 3, "fx": "2", "height_m": 1}, "fx must be a number, got '2'"),
        ({"width": 4, "height": 3, "fx": 2, "heigth_m": 1}, "there is no 'heigth_m'.*height_m"),
        ({"width": 4, "height": 3, "fx": 2, "height_m": 11}, "height_m must be from 0.05 to 10, got 11"),
        ({"width": 4, "height": 3, "fov_x_deg": 190, "height_m": 1}, "fov_x_deg must be between 0 and 180"),
        ({"like": "kity"}, "like 'kity' is no rig"),
        ({"like": "kitti", "look": {"tone": "film"}}, "tone must be one of agx, clip, got 'film'"),
        ({"like": "kitti", "look": {"jpg": 3}}, "a look has no 'jpg'.*jpeg"),
        ({"like": "kitti", "look": {"read": "much"}}, "read must be a number from 0 to 1, got 'much'"),
        ({"like": "kitti", "shutter_s": 3}, "shutter_s must be two times in seconds"),
        ({"like": "kitti", "shutter_s": [0.1, 0.01]}, "the shorter first"),
        ([], "expected keys such as width, fx and height_m, got list"),
    ],
)
def test_what_a_file_cannot_say(tmp_path, rows, message):
    path = tmp_path / "my.json"
    path.write_text(json.dumps(rows))
    with pytest.raises(SceneError, match=message):
        from_file(path)


def test_unknown_and_broken():
    with pytest.raises(SceneError, match=r"there is none of that name.*kitti"):
        named("kiti")
    with pytest.raises(SceneError, match="it cannot be read: No such file"):
        named("nowhere.json")
    with pytest.raises(SceneError, match="is not JSON"):
        named("{")


SCENE = """
from cyclorama import Draw, Scene
from cyclorama.scenes import rigs

def drive(draw: Draw) -> Scene:
    return Scene((), rigs.mounted(rigs.chosen(draw), draw.scope("camera")))
"""


def test_a_command_names_a_rig_and_gets_its_size(tmp_path):
    script = tmp_path / "drive.py"
    script.write_text(SCENE)
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"like": "bdd", "width": 320, "height": 180, "fx": 250}))
    order = Order.of(str(script), rig=str(file))
    order.check_names()
    file.unlink()  # the recipe holds all of it
    assert order.recipe.resolution == (320, 180)
    draw = Draw(0, 0, order.recipe.given)
    assert order.script(draw).camera.pinhole == Pinhole(250, 250, 160, 90, 320, 180)
    assert Order.of(str(script), rig="waymo_front").recipe.resolution == (1920, 1280)
    assert Order.of(str(script), rig="waymo_front", size="96x64").recipe.resolution == (96, 64)
    assert Order.of(str(script)).recipe.resolution == (640, 480)
    assert chosen(Draw(0, 0)) == RIGS["kitti"]
