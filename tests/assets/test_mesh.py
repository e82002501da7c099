"""Meshes hold what they say, and refuse what does not fit."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from cyclorama.assets.mesh import Mesh, join

BOX = trimesh.creation.box((1, 2, 3))


def box(**kwargs) -> Mesh:
    return Mesh(BOX.vertices, BOX.faces, **kwargs)


def volume(mesh: Mesh) -> float:
    return trimesh.Trimesh(mesh.vertices, mesh.triangles, process=False).volume


def test_digest_follows_content():
    assert box().digest == box().digest
    assert box().digest != box(part=np.ones(12, np.int32)).digest
    assert box().digest != box(sharp_angle_deg=10).digest
    assert box().digest != box().transformed(np.diag([2, 1, 1, 1])).digest


def test_bounds_are_half_the_size_each_way():
    assert np.allclose(box().bounds, [[-0.5, -1, -1.5], [0.5, 1, 1.5]])


def test_a_mirrored_mesh_still_faces_outwards_and_keeps_its_texture():
    uv = np.random.default_rng(0).random((12, 3, 2)).astype(np.float32)
    mirrored = box(uv=uv).transformed(np.diag([-1, 1, 1, 1]))
    assert volume(mirrored) == pytest.approx(6)
    corner = {tuple(box().vertices[v] * [-1, 1, 1]): uv[0, i] for i, v in enumerate(box().triangles[0])}
    for i, v in enumerate(mirrored.triangles[0]):
        assert np.array_equal(corner[tuple(mirrored.vertices[v])], mirrored.uv[0, i])


def test_join_keeps_parts_and_makes_up_missing_texture():
    uv = np.ones((12, 3, 2), np.float32)
    both = join(box(), box(uv=uv, part=np.ones(12, np.int32)).transformed(np.diag([2, 2, 2, 1])))
    assert volume(both) == pytest.approx(6 + 48)
    assert both.part_ids.tolist() == [0] * 12 + [1] * 12
    assert both.uv.sum() == uv.sum()


def test_arrays_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        box().vertices[0] = 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"vertices": np.zeros((3, 2))}, r"\(n, 3\), got \(3, 2\)"),
        ({"vertices": np.full((8, 3), np.nan)}, "finite"),
        ({"triangles": np.zeros((0, 3))}, r"n > 0, 3\), got \(0, 3\)"),
        ({"triangles": [[0, 1, 8]]}, "triangles index 8 of 8 vertices"),
        ({"part": np.zeros(3)}, r"part must have shape \(12,\), got \(3,\)"),
        ({"uv": np.zeros((12, 2))}, r"uv must have shape \(12, 3, 2\), got \(12, 2\)"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_shape_that_came(arguments, message):
    with pytest.raises(ValueError, match=message):
        Mesh(**{"vertices": BOX.vertices, "triangles": BOX.faces, **arguments})
