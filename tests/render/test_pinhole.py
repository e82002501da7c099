"""Calibrated cameras: the picture and the rays of one matrix agree to a hundredth of a pixel."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("bpy")

import trimesh
from cyclorama import Camera, Resolution, Scene, Surface, Thing, look_at, pose, rotation_xyz
from cyclorama.annotate.instances import annotation_rows, instances
from cyclorama.annotate.oracle import differing
from cyclorama.annotate.rays import pixel_rays
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.recipe import LabelPolicy
from cyclorama.render.capture import capture
from cyclorama.render.settings import RenderSettings
from cyclorama.scenes.camera import Pinhole

FAST = RenderSettings(1, "off", bounces=1, diffuse=1, glossy=1, transmission=1)
PINHOLES = (
    Pinhole(140, 100, 70, 62, 160, 100),  # low and wide pixels, principal point low and left
    Pinhole(100, 140, 121, 20, 160, 100),  # tall ones, principal point high and right
    Pinhole(721.54, 721.54, 609.56, 172.85, 1242, 375),
)


def cloud(pinhole: Pinhole) -> Scene:
    shape = trimesh.creation.icosphere(2, 0.3)
    ball = Model("ball", Mesh(shape.vertices, shape.faces), (Surface(),), "ball")
    rng = np.random.default_rng(5)
    things = [Thing(ball, pose(rng.uniform((-3, 3, -2), (3, 8, 2)))) for _ in range(50)]
    return Scene(things, Camera(look_at((0, 0, 0), (0, 1, 0.1)), pinhole=pinhole))


@pytest.mark.parametrize("pinhole", PINHOLES)
@pytest.mark.parametrize("size", [Resolution(160, 100), Resolution(90, 140)])
def test_labels_are_where_rays_through_the_same_matrix_meet(pinhole, size):
    scene = cloud(pinhole)
    found = instances(scene, capture(scene, FAST, size, 1, device="cpu").passes, LabelPolicy())
    assert len(found) > 10
    report = differing(scene, size, annotation_rows(found, LabelPolicy()))
    assert report.farthest_px < 0.01, report
    assert len(report.differences) <= 2


@pytest.mark.parametrize("pinhole", PINHOLES)
@pytest.mark.parametrize("size", [Resolution(160, 100), Resolution(3, 2)])
@pytest.mark.parametrize("turn", [(0, 50), (50, 0)])
def test_depths_of_a_tilted_wall_tell_the_point_behind_each_pixel(pinhole, size, turn):
    """Steep depth along x, then along y: a ray that is off by 0.02 px would be off in depth, too."""
    tilt = rotation_xyz(*turn, 0)
    corners = np.array([(-40, -40, 0), (40, -40, 0), (40, 40, 0), (-40, 40, 0)]) @ tilt.T + [0, 0, 9.0]
    wall = Model("wall", Mesh(corners, [(0, 1, 2), (0, 2, 3)]), (Surface(),))
    camera = Camera(np.eye(4), pinhole=pinhole)
    seen = capture(Scene([Thing(wall, category=None)], camera), FAST, size, 1, device="cpu").passes
    v, u = np.mgrid[: size.height, : size.width] + 0.5
    normal = tilt[:, 2]

    def depth(du: float, dv: float) -> np.ndarray:
        rays = pixel_rays(camera, size, u + du, v + dv)
        return normal[2] * 9.0 / (rays @ normal)

    axis = 0 if turn[1] else 1
    step = (0.02, 0.0) if axis == 0 else (0.0, 0.02)
    met = np.isfinite(seen.depth_m) & (depth(0, 0) > 0)
    assert met.mean() > 0.5
    off = np.abs(seen.depth_m - depth(0, 0))[met]
    assert (off < 0.5 * np.abs(depth(*step) - depth(0, 0))[met]).all()
