"""Cycles sees what the scene says: analytic goldens, and labels that do not depend on the picture."""

from __future__ import annotations

import os
import subprocess
import sys
from ctypes.util import find_library
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("bpy")

import trimesh
from cyclorama import (
    AreaLight,
    Camera,
    Hdri,
    Motion,
    Resolution,
    Scene,
    Sky,
    SunLight,
    Thing,
    Uniform,
    pose,
    rotation_z,
)
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.assets.recipes import Asphalt
from cyclorama.errors import AssetError, RenderError
from cyclorama.render import capture as capture_module
from cyclorama.render.blender import listening
from cyclorama.render.capture import capture
from cyclorama.render.eevee import check_eevee
from cyclorama.render.settings import RenderSettings
from cyclorama.scenes.frames import look_at
from scipy import ndimage

SIZE = Resolution(96, 64)
FAST = RenderSettings(2, "off", bounces=2, diffuse=1, glossy=1, transmission=2)


def solid(mesh: trimesh.Trimesh, color=(0.5, 0.5, 0.5), category="thing") -> Model:
    return Model(
        "solid", Mesh(mesh.vertices, mesh.faces), (Surface(base_color=color, roughness=1.0),), category
    )


def ball(radius_m: float = 0.5, subdivisions: int = 4, **kwargs) -> Model:
    return solid(trimesh.creation.icosphere(subdivisions, radius_m), **kwargs)


def box(size_m=(1.0, 1.0, 1.0), **kwargs) -> Model:
    return solid(trimesh.creation.box(size_m), **kwargs)


def shoot(things, camera: Camera, settings: RenderSettings = FAST, **kwargs):
    extra = {k: kwargs.pop(k) for k in ("lights", "environment", "blender") if k in kwargs}
    return capture(Scene(things, camera, **extra), settings, SIZE, seed=1, device="cpu", **kwargs).passes


def front(distance_m: float = 3.0, **kwargs) -> Camera:
    """At −y, looking along +y."""
    return Camera.looking_at((0, 0, 0), distance_m, 40, azimuth_deg=-90, elevation_deg=0, **kwargs)


def pixel_rays(camera: Camera) -> np.ndarray:
    """Directions with unit z through the pixel centres, camera frame, (height, width, 3)."""
    k = camera.intrinsics(SIZE)
    v, u = np.mgrid[: SIZE.height, : SIZE.width] + 0.5
    return np.stack([(u - k[0, 2]) / k[0, 0], (v - k[1, 2]) / k[1, 1], np.ones_like(u)], axis=-1)


def test_depth_of_a_sphere_is_the_quadratics_nearest_root():
    passes = shoot([ball(0.5, 6)], front())
    d = pixel_rays(front())
    a, b, c = (d * d).sum(-1), -2 * 3.0 * d[..., 2], 9 - 0.25
    root = b * b - 4 * a * c
    inside = root > 0.05  # away from the rim, where the facets of the icosphere show
    depth = (-b - np.sqrt(np.maximum(root, 0))) / (2 * a)
    assert inside.sum() > 300
    assert np.abs(passes.depth_m - depth)[inside].max() < 1e-3
    assert np.isinf(passes.depth_m[root < -0.05]).all()


def test_a_plane_has_one_normal_and_depth_along_the_axis_not_the_ray():
    wall = box((10, 1, 10))
    passes = shoot([Thing(wall, pose((0, 0.5, 0)))], front())
    assert np.allclose(passes.depth_m, 3.0, atol=1e-5)
    assert np.allclose(passes.normal, (0, -1, 0), atol=1e-3)
    assert (passes.instance == 1).all()


def test_ids_are_positions_and_parts_are_the_meshs_even_when_materials_are_shared():
    two_parts = trimesh.creation.box((1, 1, 1))
    left = two_parts.triangles_center[:, 0] < 0
    paint = Surface()
    halves = Model("halves", Mesh(two_parts.vertices, two_parts.faces, part=left), (paint, paint), "thing")
    things = [
        Thing(box((0.5, 0.5, 0.5), category=None), pose((-1, 0, 0))),
        Thing(halves, pose((1, 0, 0), rotation_z(45))),
    ]
    passes = shoot(things, front(5))
    assert set(np.unique(passes.instance)) == {0, 1, 2}
    assert passes.instance[32, :48].max() == 1
    assert passes.instance[32, 48:].max() == 2
    assert set(np.unique(passes.part[passes.instance == 2])) == {1, 2}
    assert set(np.unique(passes.part[passes.instance == 1])) == {1}


def test_a_shared_mesh_gives_each_thing_its_own_id():
    one = ball(0.3)
    passes = shoot([Thing(one, pose((-0.6, 0, 0))), Thing(one, pose((0.6, 0, 0)))], front())
    assert set(np.unique(passes.instance)) == {0, 1, 2}


def test_a_killed_worker_leaves_no_folder_of_blenders_behind(tmp_path):
    code = (
        "import os, signal\n"
        "from cyclorama.render.blender import blender\n"
        "with blender():\n"
        "    print('there', flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, check=False
    )
    assert done.stdout.endswith(b"there\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere OpenGL is always there")
def test_eevee_is_refused_where_it_would_take_its_process_down(monkeypatch):
    monkeypatch.setenv("__EGL_VENDOR_LIBRARY_FILENAMES", "/dev/null")
    monkeypatch.setenv("LIBGL_DRIVERS_PATH", "/nonexistent")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(RenderError, match=r"engine eevee: Blender cannot draw .*: take --engine"):
        check_eevee()


@pytest.mark.slow
@pytest.mark.skipif(find_library("EGL") is None, reason="EEVEE needs EGL (libegl1, and a driver)")
def test_things_of_one_mesh_may_differ_in_materials():
    """The second shares the first one's arrays, and its parts are as many and as they were."""
    mesh = box((0.6, 0.6, 0.6)).mesh
    halves = replace(mesh, part=(np.arange(len(mesh.triangles)) % 2).astype(np.int32))

    def two(color):
        paint = (Surface(base_color=color, roughness=1.0), Surface(base_color=(0.1, 0.1, 0.1)))
        return Model("two", halves, paint)

    things = [Thing(two((0.9, 0.0, 0.0)), pose((-0.6, 0, 0))), Thing(two((0.0, 0.0, 0.9)), pose((0.6, 0, 0)))]
    passes = shoot(things, front())
    for number, bright in ((1, 0), (2, 2)):
        seen = passes.instance == number
        assert set(np.unique(passes.part[seen])) == {1, 2}
        first = passes.rgb[seen & (passes.part == 1)].mean(axis=0)
        assert int(first.argmax()) == bright


def test_eevee_pictures_carry_cycles_labels():
    """EEVEE has no id pass: the labels come from a Cycles render, and the picture shows the same things."""
    things = [Thing(ball(0.3, color=(0.9, 0.1, 0.1)), pose((x, 0, 0))) for x in (-0.6, 0.5)]
    lights = [SunLight(-60, 40, 3)]
    cycles = shoot(things, front(), lights=lights)
    eevee = shoot(things, front(), replace(FAST, engine="eevee"), lights=lights)
    assert np.array_equal(cycles.instance, eevee.instance)
    assert np.abs(cycles.rgb - eevee.rgb).mean() < 0.05 * cycles.rgb.max()
    assert eevee.rgb[..., 0][eevee.instance > 0].mean() > 2 * eevee.rgb[..., 1][eevee.instance > 0].mean()


def test_labels_do_not_change_the_picture():
    things = [ball(), Thing(box((4, 4, 0.1)), pose((0, 0, -0.6)))]
    with_labels = shoot(things, front())
    without = shoot(things, front(), labels=False)
    assert with_labels.rgb.tobytes() == without.rgb.tobytes()
    assert without.instance.max() == 0


def test_threads_do_not_change_a_byte():
    settings = RenderSettings(4, "high", bounces=4, diffuse=2, glossy=2, transmission=2)
    things = [ball(), Thing(box((4, 4, 0.1)), pose((0, 0, -0.6)))]
    one, two = (shoot(things, front(), settings, threads=n) for n in (1, 2))
    for name in ("rgb", "instance", "part", "depth_m", "normal"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes(), name


def test_depth_of_field_moves_no_label():
    things = [Thing(ball(0.2), pose((x, y, 0))) for x, y in ((-0.5, -1), (0, 0), (0.6, 2))]
    sharp, blurred = shoot(things, front()), shoot(things, front(f_stop=0.5))
    assert not np.array_equal(sharp.rgb, blurred.rgb)
    for name in ("instance", "part", "depth_m"):
        assert np.array_equal(getattr(sharp, name), getattr(blurred, name)), name


def test_motion_blur_smears_the_picture_and_labels_the_middle_of_the_exposure():
    still = [Thing(ball(0.3, color=(0.9, 0.9, 0.9)))]
    moving = [Thing(ball(0.3, color=(0.9, 0.9, 0.9)), motion=Motion((10.0, 0, 0)))]
    sharp = shoot(
        still, front(shutter_s=0.1), environment=Uniform(strength=0.0), lights=[SunLight(-90, 20, 3)]
    )
    blurred = shoot(
        moving, front(shutter_s=0.1), environment=Uniform(strength=0.0), lights=[SunLight(-90, 20, 3)]
    )
    assert np.array_equal(sharp.instance, blurred.instance)
    width = [int((p.rgb.sum(-1).max(axis=0) > 0).sum()) for p in (sharp, blurred)]
    assert width[1] > 1.8 * width[0]


@pytest.mark.parametrize("yaw_deg", [0, 90, 180, -179])
def test_a_slow_turn_blurs_little_at_any_yaw(yaw_deg):
    """Quaternions change sign near half a turn; the thing must not swing round during the exposure."""
    one_sided = trimesh.creation.box((0.6, 0.1, 0.4), transform=pose((0.4, 0, 0)))
    slab = solid(one_sided, color=(0.9, 0.9, 0.9))
    black = {"environment": Uniform(strength=0.0), "lights": [SunLight(-90, 20, 3)]}
    place = pose(rotation=rotation_z(yaw_deg))
    still = shoot([Thing(slab, place)], front(shutter_s=0.1), **black)
    turning = shoot([Thing(slab, place, motion=Motion(spin_deg_s=20))], front(shutter_s=0.1), **black)
    assert np.array_equal(still.instance, turning.instance)
    lit = turning.rgb.sum(-1) > 0
    assert abs(int(lit.sum()) - int((still.rgb.sum(-1) > 0).sum())) < 0.1 * lit.sum()
    # A swing through half a turn would leave most of the light outside the still one's outline.
    outside = still.rgb.sum(-1) == 0
    assert turning.rgb.sum(-1)[outside].sum() < 0.05 * turning.rgb.sum()


def test_depth_of_field_from_the_hook_moves_no_label():
    def open_lens(bpy):
        bpy.context.scene.camera.data.dof.use_dof = True
        bpy.context.scene.camera.data.dof.aperture_fstop = 0.5
        bpy.context.scene.camera.data.dof.focus_distance = 1.0

    things = [Thing(ball(0.2), pose((x, 0, 0))) for x in (-0.5, 0, 0.6)]
    assert np.array_equal(shoot(things, front()).instance, shoot(things, front(), blender=open_lens).instance)


def test_the_denoiser_keeps_texture_finer_than_a_pixel():
    # Asphalt's stones of 9 mm, pixels of 50 mm: by far most of what is left of their contrast is grain.
    ground = Thing(
        Model(
            "road",
            Mesh([[-9, -9, 0], [9, -9, 0], [9, 9, 0], [-9, 9, 0]], [[0, 1, 2], [0, 2, 3]]),
            (Asphalt(),),
        )
    )
    camera = Camera(look_at((0, 0, 4.8), (0, 0, 0)), fov_x_deg=53.0)

    def grain(samples: int, denoise: str) -> float:
        settings = replace(FAST, samples=samples, denoise=denoise)
        rgb = shoot([ground], camera, settings, environment=Uniform()).rgb[..., 1]
        fine = rgb - ndimage.gaussian_filter(rgb, 1.0)
        return float(fine.std() / rgb.mean())

    assert grain(16, "high") > 0.7 * grain(256, "off")


def test_the_sun_stands_where_its_angles_say():
    light = SunLight(azimuth_deg=-60, elevation_deg=40, irradiance_w_m2=3.0)
    camera = Camera(look_at(4 * light.direction(), (0, 0, 0)), 20)
    passes = shoot([ball(0.5, 5)], camera, environment=Uniform(strength=0.0), lights=[light])
    brightness = passes.rgb.sum(-1)
    v, u = np.nonzero(brightness > 0.98 * brightness.max())
    # Lit from right behind the camera, the ball is brightest in its middle.
    assert abs(u.mean() - 47.5) < 2
    assert abs(v.mean() - 31.5) < 2


def test_the_skys_sun_stands_where_its_angles_say():
    sky = Sky(sun_elevation_deg=35, sun_azimuth_deg=-60, haze=0.3)
    direction = SunLight(-60, 35, 1.0).direction()
    camera = Camera(look_at(4 * direction, (0, 0, 0)), 20)
    brightness = shoot(
        [ball(0.5, 5)], camera, RenderSettings(32, "off", 1, 0, 0, 0), environment=sky
    ).rgb.sum(-1)
    v, u = np.nonzero(brightness > 0.97 * brightness.max())
    assert abs(u.mean() - 47.5) < 4
    assert abs(v.mean() - 31.5) < 4


def test_an_area_light_shines_along_its_minus_z_and_is_not_seen_itself():
    lamp = AreaLight(pose((0, 0, 2)), (0.5, 0.5), 100)
    ground = Thing(box((6, 6, 0.1)), pose((0, 0, -0.05)))
    camera = Camera.looking_at((0, 0, 0), 5, 60, elevation_deg=60)
    passes = shoot([ground], camera, lights=[lamp], environment=Uniform(strength=0.0))
    _, u = np.unravel_index(passes.rgb.sum(-1).argmax(), passes.instance.shape)
    assert abs(u - 47.5) < 8
    above = Camera(look_at((0, -3, 2), (0, 0, 2)), 40)
    assert shoot([ground], above, lights=[lamp], environment=Uniform(strength=0.0)).rgb[32, 48].sum() < 10


@pytest.mark.parametrize("size", [(1, 1), (1, 7), (3, 2), (2, 9), (5, 1)])
def test_pictures_smaller_than_blender_can_render(size):
    """Each pixel of a tiny picture is the same as by casting a ray through its centre."""
    size = Resolution(*size)
    things = [Thing(box((0.5, 1, 0.4)), pose((0.1, 0, 0.07)))]
    passes = capture(Scene(things, front()), FAST, size, 0, device="cpu").passes
    k = front().intrinsics(size)
    v, u = np.mgrid[: size.height, : size.width] + 0.5
    x, z = (u - k[0, 2]) / k[0, 0] * 2.5, -(v - k[1, 2]) / k[1, 1] * 2.5  # on the box's front face
    inside = (abs(x - 0.1) < 0.25) & (abs(z - 0.07) < 0.2)
    assert np.array_equal(passes.instance == 1, inside)


def test_an_empty_scene_has_no_label():
    passes = shoot([], front())
    assert passes.instance.max() == 0
    assert np.isinf(passes.depth_m).all()


def test_a_thing_behind_the_camera_is_not_seen():
    assert shoot([Thing(ball(), pose((0, -10, 0)))], front()).instance.max() == 0


def test_nothing_of_an_earlier_frame_is_left():
    shoot([ball(), box((0.2, 0.2, 0.2))], front())
    assert shoot([], front()).instance.max() == 0


def test_the_escape_hatch_gets_blender():
    def lower(bpy):
        bpy.data.objects["solid"].location.z -= 100

    assert shoot([ball()], front(), blender=lower).instance.max() == 0


def test_what_cycles_complains_of_is_raised():
    import os

    with pytest.raises(RenderError, match="Cycles: WARNING something is off"), listening("Cycles"):
        os.write(2, b"all is well\nWARNING something is off\n")


def test_a_missing_environment_picture_is_named():
    with pytest.raises(AssetError, match="environment bpy:moon: there is no such picture"):
        shoot([], front(), environment=Hdri("bpy:moon"))


def test_an_unknown_device_is_named():
    with pytest.raises(RenderError, match="device metal: Blender finds no such device here"):
        capture(Scene([], front()), FAST, SIZE, 0, device="metal")


def test_blenders_way_of_writing_seconds():
    assert capture_module._seconds("01:02:03.50") == 3723.5
    assert capture_module._seconds("00:00.24") == 0.24


def test_a_driving_camera_smears_what_is_near_and_labels_the_middle_of_the_exposure():
    """Sideways at 20 m/s, the near ball is smeared by its distance; labels are those of a camera at rest."""
    things = [Thing(ball(0.2, color=(0.9, 0.9, 0.9)), pose((-0.5, 0, 0)))]
    things += [Thing(ball(3, color=(0.9, 0.9, 0.9)), pose((13, 60, 0)))]
    black = {"environment": Uniform(strength=0.0), "lights": [SunLight(-90, 20, 3)]}
    still = shoot(things, front(shutter_s=0.02), **black)
    driven = replace(front(shutter_s=0.02), velocity_m_s=(20, 0, 0))
    moving = shoot(things, driven, **black)
    for name in ("instance", "part", "depth_m"):
        assert np.array_equal(getattr(still, name), getattr(moving, name)), name
    near, far = (
        [int((p.rgb[:, half].sum(-1).max(axis=0) > 0).sum()) for p in (still, moving)]
        for half in (np.s_[:64], np.s_[64:])
    )
    focal_px = front().intrinsics(SIZE)[0, 0]
    assert near[1] - near[0] == pytest.approx(focal_px * 20 * 0.02 / 2.9, abs=4)
    assert far[1] - far[0] <= 2


def test_a_turning_camera_smears_everything_alike():
    far = [Thing(ball(3, color=(0.9, 0.9, 0.9)), pose((x, 60, 0))) for x in (-10, 10)]
    black = {"environment": Uniform(strength=0.0), "lights": [SunLight(-90, 20, 3)]}
    still, turning = (shoot(far, replace(front(shutter_s=0.02), yaw_deg_s=yaw), **black) for yaw in (0, 200))
    lit = [int((p.rgb[:, :48].sum(-1).max(axis=0) > 0).sum()) for p in (still, turning)]
    assert lit[1] - lit[0] == pytest.approx(front().intrinsics(SIZE)[0, 0] * np.radians(4), abs=3)
    assert np.array_equal(still.instance, turning.instance)


@pytest.mark.parametrize(("elevation_deg", "sampling"), [(40.0, "NONE"), (-8.0, "AUTO")])
def test_paths_search_for_shining_surfaces_only_where_they_add_light(elevation_deg, sampling):
    """By day a lamp is bright to look at; at night it lights the street."""
    mesh = box((0.2, 0.2, 0.2)).mesh
    lamp = Model("lamp", mesh, (Surface(emission=(1.0, 1.0, 1.0), emission_strength=20.0),))
    found = []

    def look(bpy):
        found.extend(material.cycles.emission_sampling for material in bpy.data.materials)

    passes = shoot([lamp], front(), environment=Sky(elevation_deg, 0.0), blender=look)
    assert found == [sampling]
    assert passes.rgb[passes.instance == 1].mean() > 5


def test_a_second_render_for_labels_leaves_nothing_for_the_next_frame():
    """It goes on with what Cycles made of the first, which must not outlive the frame."""
    driven = replace(front(shutter_s=0.02), velocity_m_s=(20, 0, 0))
    lit = {"environment": Uniform(strength=0.0), "lights": [SunLight(-90, 20, 3)]}
    first = shoot([ball(0.3)], driven, **lit)
    shoot([box((0.2, 0.2, 0.2)), ball(0.1)], driven, **lit)
    again = shoot([ball(0.3)], driven, **lit)
    for name in ("rgb", "instance", "part", "depth_m", "normal"):
        assert np.array_equal(getattr(first, name), getattr(again, name)), name
