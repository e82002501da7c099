"""Weather in the picture: exact where it can be calculated, the same every time, and never in a label."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from cyclorama import Camera, Fog, PointLight, Rain, Scene, Sky, Snow, Thing, Uniform, look_at, pose
from cyclorama.render.air import mist_range_m, through_air
from cyclorama.render.fall import Particles, _cover, falling, particles
from cyclorama.scenes.camera import Pinhole, Resolution
from cyclorama.scenes.passes import Passes

AHEAD = look_at((0, 0, 1.5), (0, 1, 1.5))
SKY = Uniform((1.0, 1.0, 1.0), 0.8)  # brightness 0.8
AIR = 0.575 * 0.8 * np.array([0.97, 1.0, 1.03])
PINHOLE = Pinhole(100, 100, 45, 30, 90, 60)


def rng() -> np.random.Generator:
    return np.random.default_rng(2)


def passes(depth_m: np.ndarray, rgb: float | np.ndarray = 0.1, mist: np.ndarray | None = None) -> Passes:
    shape = depth_m.shape
    light = np.broadcast_to(np.asarray(rgb, np.float32), (*shape, 3)).copy()
    ids = np.zeros(shape, np.int32)
    return Passes(light, ids, ids, depth_m.astype(np.float32), np.zeros((*shape, 3), np.float32), mist)


def scene(*medium, environment=SKY, **kwargs) -> Scene:
    return Scene((), Camera(AHEAD, pinhole=PINHOLE, **kwargs), environment=environment, medium=medium)


@pytest.mark.parametrize("depth_m", [3.0, 40.0, 200.0])
def test_fog_leaves_what_koschmieder_says(depth_m):
    """Of each pixel's light exp(−3.912 × distance ÷ visibility) is left, along the ray, not the axis."""
    seen = through_air(scene(Fog(200, top_m=1e5)), passes(np.full((60, 90), depth_m)), rng())
    x, y = (np.arange(90) + 0.5 - 45) / 100, (np.arange(60) + 0.5 - 30) / 100
    distance = depth_m * np.sqrt(1 + x[None, :] ** 2 + y[:, None] ** 2)
    left = np.exp(-3.912 * distance / 200)[..., None]
    assert seen == pytest.approx(0.1 * left + (1 - left) * AIR, abs=2e-4)


def test_through_thin_fog_the_sky_is_seen_overhead_and_not_at_the_horizon():
    up = Camera(look_at((0, 0, 1.5), (0, 1, 4)), pinhole=PINHOLE)
    blue = passes(np.full((60, 90), np.inf), np.array([0.1, 0.2, 0.6]))
    one = replace(scene(Fog(1000, top_m=100)), camera=up)
    above = through_air(one, blue, rng())[0, 45]
    horizon = through_air(scene(Fog(1000, top_m=100)), blue, rng())[29, 45]
    assert horizon == pytest.approx(AIR, abs=0.02)
    assert above[2] > 2 * above[0]


def test_clear_air_changes_nothing():
    clear = passes(np.full((6, 9), 5.0))
    assert through_air(scene(), clear, rng()) is clear.rgb
    assert mist_range_m(scene()) is None


def test_haze_glows_around_the_sun():
    """Looking towards a low sun the air is brighter than away from it."""
    low = Sky(sun_elevation_deg=15, sun_azimuth_deg=90)
    far = passes(np.full((60, 90), 3000.0))
    towards = through_air(scene(Fog(4000), environment=low), far, rng())
    away = through_air(scene(Fog(4000), environment=replace(low, sun_azimuth_deg=-90)), far, rng())
    assert towards[0, 45].mean() > 3 * away[0, 45].mean()


def test_lamps_have_halos_in_fog_and_none_without():
    light = np.full((60, 90, 3), 0.001)
    light[30, 45] = 50
    night = scene(Fog(100), environment=Uniform(strength=1e-3))
    lamp = passes(np.full((60, 90), 20.0), light)
    seen = through_air(night, lamp, rng())
    assert seen[30, 49].mean() > 5 * seen[30, 75].mean() > 0.001
    assert seen[30, 45].mean() < 50


def test_an_edge_before_fog_has_no_fringe():
    """Half a pixel of a near, dark thing, half of bright distance: each half is taken by its own fog."""
    depth = np.full((60, 90), 4.0)
    depth[:, 45:] = 150.0
    light = np.full((60, 90, 3), 0.05)
    light[:, 45:] = 0.4
    light[:, 44] = 0.5 * (0.05 + 0.4)
    fog = scene(Fog(150, top_m=1e5))
    far = mist_range_m(fog)
    x, y = (np.arange(90) + 0.5 - 45) / 100, (np.arange(60) + 0.5 - 30) / 100
    distance = depth * np.sqrt(1 + x[None, :] ** 2 + y[:, None] ** 2)
    mean = distance.copy()
    mean[:, 44] = 0.5 * (distance[:, 43] + distance[:, 45])
    seen = through_air(fog, passes(depth, light, (mean / far).astype(np.float32)), rng())
    left = np.exp(-3.912 * distance / 150)
    wanted = 0.5 * sum(light[:, c] * left[:, c, None] + (1 - left[:, c, None]) * AIR for c in (43, 45))
    assert seen[:, 44] == pytest.approx(wanted, abs=2e-3)
    assert np.abs(through_air(fog, passes(depth, light), rng())[:, 44] - wanted).max() > 0.015


@pytest.mark.parametrize("medium", [Rain(10), Snow(1.0)])
def test_particles_are_as_many_as_the_law_says(medium):
    """In the nearest 1.5 m every one is drawn that is larger than 1 mm; the frustum is a pyramid."""
    camera = Camera(AHEAD, pinhole=Pinhole(700, 700, 621, 187, 1242, 375))
    found = [particles(medium, camera, Resolution(1242, 375), np.random.default_rng(s)) for s in range(40)]
    volume = 1.3**2 * (1242 / 700) * (375 / 700) * (1.5**3 - 0.25**3) / 3
    for low, high in ((1.0, 1.5), (1.5, 2.5)):
        d = np.linspace(low, high, 2001)
        expected = float(np.trapezoid(medium.per_m3_mm(d), d)) * volume
        got = np.mean(
            [((p.melted_mm >= low) & (p.melted_mm < high) & (p.position_m[:, 2] < 1.5)).sum() for p in found]
        )
        assert got == pytest.approx(expected, abs=4 * np.sqrt(expected / 40) + 0.06 * expected)


def test_a_streak_is_as_long_as_its_drop_falls():
    """A 3 mm drop at 2 m falls 8 m/s × 1/100 s: 4 px a centimetre, 8 cm."""
    camera = Camera(AHEAD, pinhole=Pinhole(800, 800, 100, 100, 200, 200), shutter_s=0.01)
    drop = Particles(np.array([[0.0, 0.0, 2.0]]), np.array([3.0]))
    far = np.full((200, 200), 50, np.float32)
    cover = _cover(drop, Rain(5), camera, far)
    rows = np.flatnonzero(cover.sum(axis=1) > 0.2 * cover.sum(axis=1).max())
    fall = float(Rain(5).fall_m_s(np.array([3.0]))[0])
    assert np.ptp(rows) == pytest.approx(800 * fall * 0.01 / 2, abs=3)
    assert np.ptp(np.flatnonzero(cover.sum(axis=0) > 0.1 * cover.sum(axis=0).max())) < 6
    area = np.pi / 4 * (800 * 0.003 / 2) ** 2
    assert cover.sum() == pytest.approx(area, rel=1e-3)
    assert not _cover(drop, Rain(5), camera, np.full((200, 200), 1.0, np.float32)).any()


@pytest.mark.parametrize("medium", [Rain(20, (3, 0)), Snow(2.0), Fog(80)])
@pytest.mark.parametrize("size", [(60, 90), (1, 1), (2, 7)])
def test_weather_is_the_same_every_time_at_any_size(medium, size):
    depth = np.linspace(2, 60, size[0] * size[1]).reshape(size)
    one, two = (
        through_air(
            scene(medium, shutter_s=0.005), passes(depth, mist=(depth / 500).astype(np.float32)), rng()
        )
        for _ in range(2)
    )
    assert one.shape == (*size, 3)
    assert np.isfinite(one).all()
    assert np.array_equal(one, two)


def test_rain_is_put_into_a_kitti_picture_in_time():
    camera = Camera(AHEAD, pinhole=Pinhole(721, 721, 609, 172, 1242, 375), shutter_s=0.01)
    light = np.full((375, 1242, 3), 0.2)
    began = time.process_time()
    falling(light, Rain(50), camera, np.full((375, 1242), 40, np.float32), 1.0, rng())
    assert time.process_time() - began < 1.5  # 0.1 to 0.3 s on a quiet core


def test_labels_are_byte_equal_in_all_weathers():
    """And so is the light that leaves the surfaces: weather is put between it and the lens."""
    pytest.importorskip("bpy")
    import trimesh
    from cyclorama import Surface
    from cyclorama.annotate.instances import annotation_rows, instances
    from cyclorama.assets.mesh import Mesh
    from cyclorama.assets.model import Model
    from cyclorama.recipe import LabelPolicy
    from cyclorama.render.capture import capture
    from cyclorama.render.settings import RenderSettings

    shape = trimesh.creation.icosphere(3, 0.5)
    ball = Model("ball", Mesh(shape.vertices, shape.faces), (Surface(),), "ball")
    things = [Thing(ball, pose((x, y, 1.2))) for x, y in ((-0.7, 4), (0.3, 6), (3, 25), (-1.5, 15))]
    draft = RenderSettings(2, "off", bounces=2, diffuse=1, glossy=1, transmission=1)
    taken = {}
    for name, medium in {"clear": (), "fog": (Fog(50),), "both": (Rain(30), Snow(1.0))}.items():
        one = Scene(
            things,
            Camera(AHEAD, 50.0, shutter_s=0.01),
            lights=[PointLight((0, 3, 4), 0.1, 300)],
            environment=SKY,
            medium=medium,
        )
        shot = capture(one, draft, Resolution(96, 64), 1, device="cpu").passes
        rows = annotation_rows(instances(one, shot, LabelPolicy()), LabelPolicy())
        taken[name] = (shot, rows, through_air(one, shot, rng()))
        assert (shot.mist is None) == (name == "clear")
    clear, rows, picture = taken.pop("clear")
    assert len(rows) >= 3
    for shot, other_rows, other_picture in taken.values():
        for name in ("rgb", "instance", "part", "depth_m", "normal"):
            assert getattr(shot, name).tobytes() == getattr(clear, name).tobytes(), name
        assert other_rows == rows
        assert not np.array_equal(other_picture, picture)
