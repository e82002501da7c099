"""A scene by rays: the same whether copies of a mesh share a tree, and whether what is unseen is there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import trimesh
from cyclorama.annotate import world as world_module
from cyclorama.annotate.frustum import misses
from cyclorama.annotate.world import world
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import look_at, pose, rotation_xyz
from cyclorama.scenes.scene import Scene, Thing

SIZE = Resolution(64, 48)


@pytest.fixture(scope="module")
def copies() -> Scene:
    """Forty boxes of two parts and one mesh around the camera, turned and stretched, and a floor."""
    box = trimesh.creation.box((0.6, 0.4, 0.5))
    mesh = Mesh(box.vertices, box.faces, part=np.arange(12, dtype=np.int32) // 6)
    model = Model("box", mesh, (Surface(), Surface()), "box")
    rng = np.random.default_rng(2)
    things = [Thing(Model("floor", Mesh([[-9, -9, -1], [9, -9, -1], [0, 9, -1]], [[0, 1, 2]]), (Surface(),)))]
    for _ in range(40):
        turn = rotation_xyz(*rng.uniform(0, 360, 3)) @ np.diag(rng.uniform(0.5, 2, 3))
        things.append(Thing(model, pose(rng.uniform((-3, -3, -1), (3, 4, 2)), turn)))
    return Scene(things, Camera(look_at((0, -2, 0.5), (0, 4, 0)), 60.0))


def test_copies_that_share_a_tree_are_met_as_if_they_did_not(copies, monkeypatch):
    one = world(copies, SIZE)
    assert len(one.groups) == 1
    monkeypatch.setattr(world_module, "_SHARED_FROM", 0)
    many = world(copies, SIZE)
    assert len(many.groups) > 10
    a, b = one.picture(), many.picture()
    assert np.count_nonzero(a.instance != b.instance) <= 2  # of 3,072, on edges
    same = a.instance == b.instance
    assert np.count_nonzero((a.part != b.part)[same]) <= 2
    seen = same & (a.instance > 0)
    assert b.depth_m[seen] == pytest.approx(a.depth_m[seen], rel=1e-4)
    assert len(np.unique(a.instance)) > 8
    assert set(np.unique(a.part[a.instance > 1])) == {1, 2}


def test_what_misses_the_frame_changes_nothing(copies, cast_numpy):
    """The numpy caster has all of them."""
    assert 5 < sum(misses(thing, copies.camera, SIZE) for thing in copies.placed) < 38
    u, v = np.meshgrid(np.arange(64) + 0.5, np.arange(48) + 0.5)
    instance, _ = cast_numpy(copies, SIZE, u.ravel(), v.ravel())
    assert np.count_nonzero(world(copies, SIZE).image()[0].ravel() != instance) <= 2


def test_nothing_is_met_where_nothing_is(copies):
    met = world(replace(copies, things=[]), SIZE).picture()
    assert (met.instance == 0).all()
    assert (met.part == 0).all()
    assert np.isinf(met.depth_m).all()
