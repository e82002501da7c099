import numpy as np
import pytest
import trimesh
from cyclorama.annotate.rays import alpha_at, build, cast, pixel_rays
from cyclorama.annotate.world import world
from cyclorama.assets.material import Surface, Texture
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import inverse as inverse_of
from cyclorama.scenes.frames import look_at, project, rotation_xyz
from cyclorama.scenes.scene import Scene, Thing
from hypothesis import given, settings
from hypothesis import strategies as st

SIZE = Resolution(64, 48)


def centres(size: Resolution) -> tuple[np.ndarray, np.ndarray]:
    u, v = np.meshgrid(np.arange(size.width) + 0.5, np.arange(size.height) + 0.5)
    return u.ravel(), v.ravel()


def test_rays_go_through_the_points_that_project_to_their_pixels(camera):
    u, v = centres(SIZE)
    rays = pixel_rays(camera, SIZE, u, v)
    back = project(rays * 3.7, np.eye(4), camera.intrinsics(SIZE))
    assert back == pytest.approx(np.column_stack([u, v, np.full(len(u), 3.7)]), abs=1e-9)
    assert rays[0] == pytest.approx([-31.5 / 64, -23.5 / 64, 1])


def test_plane_depth_is_along_the_optical_axis(camera, card):
    """A plane across the axis has one depth everywhere, also in the corners."""
    scene = Scene([card(-10, -10, 74, 58, 2.5)], camera)
    instance, depth = world(scene, SIZE).image()
    assert (instance == 1).all()
    assert depth == pytest.approx(np.full((48, 64), 2.5), rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.floats(-60, 60), st.floats(-60, 60), st.floats(1, 20))
def test_tilted_plane_depth(x_deg, y_deg, distance_m):
    """Depth is (n · p) / (n · d) for a ray d and a plane through p with normal n."""
    camera = Camera(np.eye(4), 50.0)
    turn = rotation_xyz(x_deg, y_deg, 0)
    corners = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)]) @ turn.T + [0, 0, distance_m]
    hits = cast(
        build(corners, np.array([(0, 1, 2), (0, 2, 3)])),
        np.zeros(3),
        pixel_rays(camera, SIZE, *centres(SIZE)),
        (0.01, 100),
    )
    normal = turn[:, 2]
    depth = normal[2] * distance_m / (pixel_rays(camera, SIZE, *centres(SIZE)) @ normal)
    point = pixel_rays(camera, SIZE, *centres(SIZE)) * depth[:, None] - [0, 0, distance_m]
    reach = np.abs(point @ turn)[:, :2].max(axis=1)
    met = hits.triangle >= 0
    clear = (np.abs(reach - 1) > 1e-4) & (depth > 0.02)
    assert np.array_equal(met[clear], (reach < 1)[clear])
    assert hits.depth_m[met] == pytest.approx(depth[met], rel=1e-4)


def test_sphere_from_inside_and_outside(camera, thing_of):
    """From its middle, a sphere's depth is its radius ÷ the ray; outside, the quadratic's root."""
    u, v = centres(SIZE)
    rays = pixel_rays(camera, SIZE, u, v)
    ball = trimesh.creation.icosphere(subdivisions=5, radius=2.0)
    _, inside = world(Scene([thing_of(ball)], camera), SIZE).cast(u, v)
    assert inside == pytest.approx(2.0 / np.linalg.norm(rays, axis=1), rel=1e-3)
    ball.apply_translation((0.5, 0.2, 7))
    instance, outside = world(Scene([thing_of(ball)], camera), SIZE).cast(u, v)
    unit = rays / np.linalg.norm(rays, axis=1, keepdims=True)
    along = unit @ [0.5, 0.2, 7]
    miss2 = 0.5**2 + 0.2**2 + 49 - along**2
    clear = np.abs(np.sqrt(miss2) - 2) > 0.02
    assert np.array_equal((instance == 1)[clear], (miss2 < 4)[clear])
    front = clear & (miss2 < 3.8)
    depth = (along - np.sqrt(np.maximum(4 - miss2, 0))) * unit[:, 2]
    assert outside[front] == pytest.approx(depth[front], rel=2e-3)


def test_box_by_slabs(thing_of):
    """An oblique camera and a box: the slab method of Kay and Kajiya, 1986."""
    camera = Camera(look_at((2, -3, 1.5), (0.1, 0, 0)), 40.0)
    u, v = centres(SIZE)
    rays = pixel_rays(camera, SIZE, u, v) @ camera.world_from_cam[:3, :3].T
    eye, half = camera.world_from_cam[:3, 3], np.array([0.5, 0.8, 0.3])
    low, high = (-half - eye) / rays, (half - eye) / rays
    enter, leave = np.minimum(low, high).max(axis=1), np.maximum(low, high).min(axis=1)
    instance, depth = world(Scene([thing_of(trimesh.creation.box(2 * half))], camera), SIZE).cast(u, v)
    clear = np.abs(leave - enter) > 1e-4
    assert np.array_equal((instance == 1)[clear], (enter < leave)[clear])
    met = instance == 1
    assert met.sum() > 300
    assert depth[met] == pytest.approx(enter[met], rel=1e-5)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_crowd_has_the_ids_and_depths_of_the_numpy_caster(crowd, cast_numpy, seed):
    scene = crowd(12, seed)
    instance, depth = world(scene, SIZE).image()
    wanted, wanted_depth = cast_numpy(scene, SIZE, *centres(SIZE))
    assert np.array_equal(instance.ravel(), wanted)
    assert len(np.unique(instance)) > 8
    met = wanted > 0
    assert depth.ravel()[met] == pytest.approx(wanted_depth[met], rel=1e-5)
    assert np.isinf(depth.ravel()[~met]).all()


def test_clip_planes_are_across_the_optical_axis(card, camera):
    """What is nearer than the near one or beyond the far one is not there; both are depths, not distances."""
    scene = Scene([card(0, 0, 64, 48, 1.0), card(0, 0, 64, 48, 3.0), card(0, 0, 64, 48, 5.0)], camera)
    for clip, seen in [((0.5, 9), 1), ((0.999, 9), 1), ((1.001, 9), 2), ((3.001, 9), 3), ((3.001, 4.999), 0)]:
        clipped = Camera(np.eye(4), camera.fov_x_deg, clip_m=clip)
        instance, _ = world(Scene(scene.things, clipped), SIZE).image()
        assert (instance == seen).all(), clip


def test_nothing_to_hit():
    instance, depth = world(Scene([], Camera(np.eye(4), 50.0)), SIZE).image()
    assert instance.shape == depth.shape == (48, 64)
    assert not instance.any()
    assert np.isinf(depth).all()


def test_no_rays():
    hits = cast(build(np.eye(3), np.array([(0, 1, 2)])), np.zeros(3), np.zeros((0, 3)), (0.1, 1))
    assert hits.triangle.shape == hits.depth_m.shape == (0,)


def cut_card(z_m: float, alpha: np.ndarray, uv: bool = True, channels: int = 4) -> Thing:
    """A card over the whole frame of the fixture camera; v = 0 is at the bottom of the picture."""
    x, y = z_m * 0.5, z_m * 0.375
    mesh = Mesh(
        [(-x, -y, z_m), (x, -y, z_m), (x, y, z_m), (-x, y, z_m)],
        [(0, 1, 2), (0, 2, 3)],
        uv=np.array([[(0, 1), (1, 1), (1, 0)], [(0, 1), (1, 0), (0, 0)]]) if uv else None,
    )
    pixels = np.zeros((*alpha.shape, channels), np.uint8)
    if channels == 4:
        pixels[..., 3] = alpha
    return Thing(Model("leaf", mesh, (Surface(cutout=Texture(pixels)),), "leaf"))


def test_rays_go_on_where_a_cut_out_leaves_nothing(camera, card):
    """Each texel is a block of pixels: what shows through it is what stands behind."""
    alpha = np.array([[255, 0, 127, 128], [0, 255, 0, 0], [200, 0, 10, 255]], np.uint8)
    scene = Scene([cut_card(1.0, alpha), card(0, 0, 64, 48, 4.0)], camera)
    instance, depth = world(scene, SIZE, opacity_threshold=0.5).image()
    there = np.kron(alpha >= 128, np.ones((16, 16), np.bool_))
    assert np.array_equal(instance, np.where(there, 1, 2))
    assert depth == pytest.approx(np.where(there, 1.0, 4.0), rel=1e-5)
    strict = world(scene, SIZE, opacity_threshold=0.9).image()[0]
    assert np.array_equal(strict == 1, np.kron(alpha == 255, np.ones((16, 16), np.bool_)))


def test_many_layers_of_nothing(camera, card):
    """Leaves behind leaves, also a hundredth of a millimetre apart, do not stop a ray."""
    layers = [cut_card(1.0 + 1e-5 * k, np.zeros((2, 2), np.uint8)) for k in range(40)]
    instance, depth = world(Scene([*layers, card(0, 0, 64, 48, 2.0)], camera), SIZE).image()
    assert (instance == 41).all()
    assert depth == pytest.approx(np.full((48, 64), 2.0), rel=1e-5)
    assert not world(Scene(layers, camera), SIZE).image()[0].any()


def test_a_texture_without_alpha_cuts_nothing(camera):
    scene = Scene([cut_card(1.0, np.zeros((2, 2), np.uint8), channels=3)], camera)
    assert (world(scene, SIZE).image()[0] == 1).all()


def test_without_texture_coordinates_the_lower_left_texel_counts(camera):
    alpha = np.array([[255, 255], [0, 255]], np.uint8)
    assert not world(Scene([cut_card(1.0, alpha, uv=False)], camera), SIZE).image()[0].any()


def test_only_the_part_with_the_cut_out_is_cut(camera):
    mesh = cut_card(1.0, np.zeros((2, 2), np.uint8)).model.mesh
    two = Mesh(mesh.vertices, mesh.triangles, mesh.uv, part=[0, 1])
    materials = (Surface(cutout=Texture(np.zeros((2, 2, 4), np.uint8))), Surface())
    instance, _ = world(Scene([Model("two", two, materials)], camera), SIZE).image()
    v, u = np.mgrid[:48, :64] + 0.5
    diagonal = u / 64 - v / 48
    clear = np.abs(diagonal) > 1e-3
    assert np.array_equal((instance == 1)[clear], (diagonal < 0)[clear])


def test_texture_coordinates_beyond_the_picture():
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[..., 3] = [[1, 2], [3, 4]]  # top row first
    uv = np.array([(0.1, 0.1), (0.9, 0.9), (1.1, 0.1), (-0.1, 0.1), (0.1, 1.6), (0.1, -7.4)])
    assert alpha_at(Texture(pixels), uv).tolist() == [3, 2, 3, 4, 1, 1]
    assert alpha_at(Texture(pixels, tiles="extend"), uv).tolist() == [3, 2, 4, 3, 1, 3]


def test_far_from_the_origin_rays_are_as_exact(crowd, cast_numpy):
    """The same crowd a hundred kilometres away: trees are built around the camera."""
    near = crowd(6, 4)
    shift = np.eye(4)
    shift[:3, 3] = (1e5, -2e5, 3e4)
    far = Scene(
        [thing.moved(shift @ thing.world_from_thing) for thing in near.placed],
        Camera(shift @ near.camera.world_from_cam, near.camera.fov_x_deg),
    )
    assert np.array_equal(world(far, SIZE).image()[0], world(near, SIZE).image()[0])
    assert inverse_of(far.camera.world_from_cam) @ far.camera.world_from_cam == pytest.approx(
        np.eye(4), abs=1e-9
    )
