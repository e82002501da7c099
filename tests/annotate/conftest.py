"""Shapes, and a ray caster in plain numpy (float64, every ray against every triangle) as the reference."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import trimesh
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import Matrix, inverse, pose
from cyclorama.scenes.passes import Passes
from cyclorama.scenes.scene import Scene, Thing

FOCAL_PX = 64.0


@pytest.fixture(scope="session")
def resolution() -> Resolution:
    return Resolution(64, 48)


@pytest.fixture(scope="session")
def camera(resolution: Resolution) -> Camera:
    """At the origin, looking along world +z with y down, focal length 64 px: u = 32 + 64 x / z."""
    fov = 2 * np.degrees(np.arctan(resolution.width / 2 / FOCAL_PX))
    return Camera(np.eye(4), fov)


@pytest.fixture(scope="session")
def thing_of() -> Callable[..., Thing]:
    """A thing of a trimesh mesh, with one grey material."""

    def make(shape: trimesh.Trimesh, category: str | None = "box", at: Matrix | None = None) -> Thing:
        mesh = Mesh(shape.vertices, shape.faces)
        return Thing(
            Model(category or "shape", mesh, (Surface(),), category), np.eye(4) if at is None else at
        )

    return make


@pytest.fixture(scope="session")
def card(thing_of: Callable[..., Thing]) -> Callable[..., Thing]:
    """A flat rectangle that faces the camera and covers exactly the pixels u0 <= u < u1, v0 <= v < v1."""

    def make(u0: float, v0: float, u1: float, v1: float, z_m: float, category: str | None = "box") -> Thing:
        x0, x1 = ((u - 32) / FOCAL_PX * z_m for u in (u0, u1))
        y0, y1 = ((v - 24) / FOCAL_PX * z_m for v in (v0, v1))
        corners = [(x0, y0, z_m), (x1, y0, z_m), (x1, y1, z_m), (x0, y1, z_m)]
        return thing_of(trimesh.Trimesh(corners, [(0, 1, 2), (0, 2, 3)], process=False), category)

    return make


@pytest.fixture(scope="session")
def crowd(thing_of: Callable[..., Thing]) -> Callable[[int, int], Scene]:
    """Balls, boxes and rings in front of a camera that is neither level nor at the origin."""

    def make(count: int, seed: int) -> Scene:
        rng = np.random.default_rng(seed)
        shapes = [
            trimesh.creation.icosphere(subdivisions=2, radius=0.3),
            trimesh.creation.box((0.5, 0.3, 0.6)),
            trimesh.creation.torus(0.3, 0.1, major_sections=16, minor_sections=8),
        ]
        things = []
        for number in range(count):
            turn = trimesh.transformations.random_rotation_matrix(rng.random(3))[:3, :3]
            at = pose(rng.uniform((-1.6, -1.2, 2), (1.6, 1.2, 5)), turn, rng.uniform(0.6, 1.5))
            category = None if number % 5 == 4 else ("apple", "box", "donut")[number % 3]
            things.append(thing_of(shapes[number % 3], category, at))
        world_from_cam = pose(
            (0.3, -0.2, -0.1), trimesh.transformations.euler_matrix(0.05, -0.1, 0.2)[:3, :3]
        )
        return Scene(things, Camera(world_from_cam, 50.0))

    return make


@pytest.fixture(scope="session")
def cast_numpy() -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    return _cast_numpy


@pytest.fixture(scope="session")
def passes_of() -> Callable[[Scene, Resolution], Passes]:
    """Passes as a perfect renderer would give them, by the numpy caster."""

    def make(scene: Scene, resolution: Resolution) -> Passes:
        width, height = resolution
        u, v = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
        instance, depth_m = _cast_numpy(scene, resolution, u.ravel(), v.ravel())
        shape = (height, width)
        black = np.zeros((*shape, 3), np.float32)
        instance = instance.reshape(shape)
        return Passes(
            black, instance, np.minimum(instance, 1), depth_m.reshape(shape).astype(np.float32), black
        )

    return make


def _cast_numpy(
    scene: Scene, resolution: Resolution, u: np.ndarray, v: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Instance ids and depths at image points (n,), (n,); Möller and Trumbore's test, 1997."""
    half = np.tan(np.radians(scene.camera.fov_x_deg) / 2)
    x = (u / resolution.width * 2 - 1) * half
    y = (v - resolution.height / 2) * half / (resolution.width / 2)
    rays = np.stack([x, y, np.ones_like(x)], axis=-1)
    near, far = scene.camera.clip_m
    cam_from_world = inverse(scene.camera.world_from_cam)
    best, instance = np.full(len(rays), np.inf), np.zeros(len(rays), np.int32)
    for number, thing in enumerate(scene.placed, start=1):
        points = thing.vertices_world() @ cam_from_world[:3, :3].T + cam_from_world[:3, 3]
        a, b, c = (points[thing.model.mesh.triangles[:, k]] for k in range(3))
        with np.errstate(divide="ignore", invalid="ignore"):
            for first in range(0, len(rays), 512):
                block = slice(first, first + 512)
                d = rays[block, None]
                p = np.cross(d, c - a)
                scale = (p * (b - a)).sum(-1)
                s = -a[None]
                q = np.cross(s, (b - a)[None])
                beta, gamma = (p * s).sum(-1) / scale, (d * q).sum(-1) / scale
                depth = ((c - a) * q).sum(-1) / scale
                met = (beta >= 0) & (gamma >= 0) & (beta + gamma <= 1) & (depth >= near) & (depth <= far)
                nearest = np.where(met, depth, np.inf).min(axis=1)
                closer = nearest < best[block]
                best[block] = np.where(closer, nearest, best[block])
                instance[block] = np.where(closer, number, instance[block])
    return instance, best
