import time
from itertools import pairwise

import numpy as np
import pytest
import trimesh
from cyclorama.annotate.amodal import amodal, in_frame
from cyclorama.annotate.masks import as_region
from cyclorama.assets.material import Surface, Texture
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import look_at, pose, rotation_xyz
from cyclorama.scenes.scene import Scene, Thing

SIZE = Resolution(64, 48)


def alone(cast_numpy, thing: Thing, camera: Camera, frames: int = 0) -> np.ndarray:
    """The thing's mask by the numpy caster, with so many frames around the frame."""
    width, height = SIZE
    u, v = np.meshgrid(
        np.arange(-frames * width, (frames + 1) * width) + 0.5,
        np.arange(-frames * height, (frames + 1) * height) + 0.5,
    )
    return cast_numpy(Scene([thing], camera), SIZE, u.ravel(), v.ravel())[0].reshape(u.shape) > 0


@pytest.mark.parametrize("seed", [1, 2])
def test_amodal_masks_are_those_of_each_thing_alone(crowd, cast_numpy, seed):
    """Masks, boxes and fractions against the numpy caster of the whole window."""
    scene = crowd(9, seed)
    width, height = SIZE
    beyond = 0
    for thing in scene.placed:
        found = amodal(thing, scene.camera, SIZE)
        window = alone(cast_numpy, thing, scene.camera, frames=1)
        wanted = window[height : 2 * height, width : 2 * width]
        if found is None:
            assert not wanted.any()
            continue
        assert np.array_equal(found.mask.full(), wanted)
        assert found.stride == 1
        assert found.in_frame_fraction == wanted.sum() / window.sum()
        y, x = np.nonzero(window)
        assert found.bbox == (x.min() - width, y.min() - height, np.ptp(x) + 1, np.ptp(y) + 1)
        beyond += found.in_frame_fraction < 1
    assert beyond >= 2


def test_a_thing_half_off_the_frame(card, camera):
    found = amodal(card(-16, 10, 16, 30, 2.0), camera, SIZE)
    assert found.mask.box == (0, 10, 16, 20)
    assert found.bbox == (-16, 10, 32, 20)
    assert found.in_frame_fraction == 0.5


def test_the_window_ends_one_frame_beyond_the_frame(card, camera):
    """A strip without end on both sides: three frames of it count, at full detail as it is thin."""
    found = amodal(card(-9999, 20, 9999, 25, 2.0), camera, SIZE)
    assert found.bbox == (-64, 20, 192, 5)
    assert found.in_frame_fraction == pytest.approx(1 / 3)


def test_a_huge_thing_is_sampled_in_strides(card, camera):
    """640x480: the box holds millions of pixels outside; the fraction is right to half a percent."""
    size = Resolution(640, 480)
    found = amodal(card(-40, -30, 60, 70, 2.0), camera, size)
    assert found.stride > 1
    # In pixels of the larger image, the card spans -400 … 600 and -300 … 700.
    inside, outside = 600 * 480, 1000 * 1000 - 600 * 480
    assert found.mask.area == inside
    assert found.in_frame_fraction == pytest.approx(inside / (inside + outside), rel=0.01)
    assert found.bbox == (-400, -300, 1000, 1000)


def test_vertices_of_no_triangle_do_not_count(camera, card):
    """A stray vertex far away must not make the thing's box, and so the stride, larger."""
    thing = card(10, 10, 30, 30, 2.0)
    mesh = thing.model.mesh
    stray = Mesh([*mesh.vertices, (50, 50, 2)], mesh.triangles)
    found = amodal(Thing(Model("stray", stray, thing.model.materials, "box")), camera, Resolution(640, 480))
    assert (found.bbox, found.stride, found.in_frame_fraction) == ((100, 100, 200, 200), 1, 1.0)


def test_out_of_the_frame_is_none(card, camera):
    assert amodal(card(70, 10, 90, 30, 2.0), camera, SIZE) is None
    assert amodal(card(10, 10, 30, 30, -2.0), camera, SIZE) is None
    behind = Camera(np.eye(4), camera.fov_x_deg, clip_m=(3.0, 9.0))
    assert amodal(card(10, 10, 30, 30, 2.0), behind, SIZE) is None
    assert amodal(card(10, 10, 30, 30, 20.0), behind, SIZE) is None


def test_too_thin_for_any_pixel_centre_is_none(card, camera):
    assert amodal(card(10.6, 10, 11.4, 30, 2.0), camera, SIZE) is None


@pytest.mark.parametrize("side", [SIZE, Resolution(128, 96)])
def test_a_floor_from_behind_the_camera_to_before_it(camera, thing_of, side):
    """y = 1 for |x| < 0.7 and z from −5 to 6: analytic, with the horizon and both clip planes in it."""
    floor = trimesh.Trimesh(
        [(-0.7, 1, -5), (0.7, 1, -5), (0.7, 1, 6), (-0.7, 1, 6)], [(0, 1, 2), (0, 2, 3)], process=False
    )
    found = amodal(thing_of(floor), camera, side)
    focal = side.width
    v, u = np.mgrid[-side.height : 2 * side.height, -side.width : 2 * side.width] + 0.5
    with np.errstate(divide="ignore"):
        z = focal / (v - side.height / 2)
    window = (z > 0.01) & (z <= 6) & (np.abs((u - side.width / 2) / focal * z) <= 0.7)
    inside = window[side.height : 2 * side.height, side.width : 2 * side.width]
    assert np.array_equal(found.mask.full(), inside)
    assert found.in_frame_fraction == pytest.approx(inside.sum() / window.sum(), rel=0.01)
    y, x = np.nonzero(window)
    wanted = (
        x.min() - side.width,
        y.min() - side.height,
        x.max() + 1 - side.width,
        y.max() + 1 - side.height,
    )
    left, top, width, height = found.bbox
    assert (left, top, left + width, top + height) == pytest.approx(wanted, abs=found.stride - 1)


def test_the_camera_inside_a_thing(camera, thing_of):
    found = amodal(thing_of(trimesh.creation.box((4, 4, 4))), camera, SIZE)
    assert found.mask.area == 64 * 48
    assert found.in_frame_fraction == pytest.approx(1 / 9, rel=0.01)
    assert found.bbox == (-64, -48, 192, 144)


def test_it_holds_every_visible_pixel(card, camera):
    """Also those that rays would not give it: the picture is the truth."""
    visible = np.zeros((48, 64), np.bool_)
    visible[5:20, 8:12] = True
    found = amodal(card(10, 10, 30, 30, 2.0), camera, SIZE, as_region(visible))
    wanted = visible.copy()
    wanted[10:30, 10:30] = True
    assert np.array_equal(found.mask.full(), wanted)
    assert found.bbox == (8, 5, 22, 25)
    nowhere = amodal(card(10, 10, 30, 30, -2.0), camera, SIZE, as_region(visible))
    assert np.array_equal(nowhere.mask.full(), visible)


def test_in_frame_is_what_the_mask_says(camera, cast_numpy, thing_of):
    """Things all around the camera, many at the frame's edges, some around the camera."""
    rng = np.random.default_rng(4)
    shapes = [trimesh.creation.icosphere(subdivisions=3, radius=0.4), trimesh.creation.box((3, 0.2, 2))]
    answers = []
    for number in range(80):
        turn = rotation_xyz(*rng.uniform(0, 360, 3))
        at = pose(rng.uniform((-4, -3, -2), (4, 3, 6)), turn)
        thing = thing_of(shapes[number % 2], at=at)
        answers.append(in_frame(thing, camera, SIZE))
        assert answers[-1] == alone(cast_numpy, thing, camera).any()
    assert 20 < sum(answers) < 60


def test_in_frame_needs_no_corner_there(card, camera):
    """A wall that fills the picture has its corners outside; one in front of the near plane is none."""
    assert in_frame(card(-99, -99, 199, 199, 2.0), camera, SIZE)
    assert not in_frame(card(-99, -99, 199, 199, 0.001), camera, SIZE)


def test_cut_outs_leave_holes(camera):
    alpha = np.zeros((3, 4, 4), np.uint8)
    alpha[1, 1:3, 3] = 255
    mesh = Mesh(
        [(-0.5, -0.375, 1), (0.5, -0.375, 1), (0.5, 0.375, 1), (-0.5, 0.375, 1)],
        [(0, 1, 2), (0, 2, 3)],
        uv=np.array([[(0, 1), (1, 1), (1, 0)], [(0, 1), (1, 0), (0, 0)]]),
    )
    thing = Thing(Model("sign", mesh, (Surface(cutout=Texture(alpha)),), "sign"))
    found = amodal(thing, camera, SIZE)
    assert found.mask.box == (16, 16, 32, 16)
    assert found.mask.area == 32 * 16


@pytest.mark.parametrize(
    "scale", [(1, 1, 1e-4), (-1, 1, 1), (2, 0.5, 3), (1e-3, 1e-3, 1e-3), (300, 300, 300)]
)
def test_squashed_mirrored_stretched_and_scaled_things(camera, cast_numpy, thing_of, scale):
    """The rays are cast in the thing's own frame, whatever its matrix does."""
    size = max(scale)
    at = pose((0.1 * size, 0.05 * size, 3 * size), rotation_xyz(30, 40, 20)) @ np.diag([*scale, 1.0])
    far = Camera(np.eye(4), camera.fov_x_deg, clip_m=(1e-5, 1e5))
    thing = thing_of(trimesh.creation.icosphere(subdivisions=2), at=at)
    found = amodal(thing, far, SIZE)
    assert found.mask.area > 100
    assert np.array_equal(found.mask.full(), alone(cast_numpy, thing, far))


def test_things_of_one_mesh_share_its_tree(crowd):
    scene = crowd(6, 3)
    trees = {}
    mesh = scene.placed[0].model.mesh
    for thing in scene.placed:
        amodal(thing, scene.camera, SIZE, trees=trees)
    first = trees[mesh]
    again = amodal(scene.placed[0], scene.camera, SIZE, trees=trees)
    assert trees[mesh] is first
    fresh = amodal(scene.placed[0], scene.camera, SIZE)
    assert np.array_equal(again.mask.full(), fresh.mask.full())


def test_fifty_things_cost_little():
    """50 rings of 4,096 triangles at 640x480, each with a mesh of its own: well below a second of CPU."""
    camera, rng = Camera(look_at((0, -5, 4), (0, 0, 0)), 55.0), np.random.default_rng(0)
    things = []
    for number in range(50):
        ring = trimesh.creation.torus(0.3 + 0.002 * number, 0.15, major_sections=64, minor_sections=32)
        at = pose(rng.uniform((-2.5, -2, 0.2), (2.5, 2, 0.6)), rotation_xyz(*rng.uniform(0, 360, 3)))
        things.append(Thing(Model("ring", Mesh(ring.vertices, ring.faces), (Surface(),), "donut"), at))
    marks = [time.process_time()]
    for _ in range(3):
        found = [amodal(thing, camera, Resolution(640, 480)) for thing in things]
        marks.append(time.process_time())
    assert sum(f is not None for f in found) == 50
    assert min(b - a for a, b in pairwise(marks)) < 1.0
