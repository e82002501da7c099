"""Regions become meshes without loss: area, direction, shared borders."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from cyclorama.assets.mesh import Mesh
from cyclorama.scenes.driving.plane import common, flat_mesh, pieces, united, wall_mesh, without
from hypothesis import given, settings
from hypothesis import strategies as st


def _area(mesh: Mesh) -> float:
    a, b, c = (mesh.vertices[mesh.triangles[:, i]].astype(np.float64) for i in range(3))
    return float((np.cross(b - a, c - a)[:, 2] / 2).sum())


def level(points: np.ndarray) -> np.ndarray:
    return np.zeros(len(points))


RING = shapely.Point(3, 2).buffer(20).difference(shapely.Point(1, 1).buffer(7.3))


def test_a_ring_keeps_its_area_and_its_hole() -> None:
    mesh = flat_mesh(RING, level)
    assert mesh is not None
    assert _area(mesh) == pytest.approx(RING.area, rel=1e-4)  # all triangles are seen from above


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-40, 40), st.floats(-40, 40), st.floats(2, 15)), min_size=1, max_size=6))
def test_any_union_keeps_its_area(discs: list[tuple[float, float, float]]) -> None:
    region = united(*(shapely.Point(x, y).buffer(r) for x, y, r in discs))
    mesh = flat_mesh(region, level, cell_m=5.0)
    assert mesh is not None
    assert _area(mesh) == pytest.approx(region.area, rel=2e-3)


def test_neighbours_share_their_border() -> None:
    """Each corner of one mesh on the border is a corner of the other: there is no gap to see through."""
    disc = shapely.segmentize(shapely.Point(0, 0).buffer(10), 1.0)
    inside, outside = flat_mesh(disc, level), flat_mesh(without(shapely.box(-20, -20, 20, 20), disc), level)
    assert inside is not None
    assert outside is not None

    def on_border(mesh: Mesh) -> set[tuple[float, float]]:
        points = mesh.vertices[:, :2].astype(np.float64)
        near = shapely.distance(disc.boundary, shapely.points(points)) < 1e-3
        return {(round(float(x), 2), round(float(y), 2)) for x, y in points[near]}

    assert on_border(inside) == on_border(outside)


def test_corners_lie_on_the_land() -> None:
    mesh = flat_mesh(RING, lambda p: 0.1 * p[:, 0], uv=lambda p: p * 2)
    assert mesh is not None
    assert mesh.vertices[:, 2] == pytest.approx(0.1 * mesh.vertices[:, 0], abs=1e-5)
    assert mesh.uv == pytest.approx(2 * mesh.vertices[mesh.triangles][..., :2], abs=1e-5)


def test_lines_that_cuts_leave_behind_are_no_region() -> None:
    touching = common(shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1))
    assert pieces(touching) == []
    assert flat_mesh(touching, level) is None


def test_a_wall_is_seen_from_the_left_of_its_line() -> None:
    wall = wall_mesh(np.array([[0.0, 0.0], [2.0, 0.0]]), level, lambda p: level(p) + 1)
    a, b, c = (wall.vertices[wall.triangles[0, i]] for i in range(3))
    assert np.cross(b - a, c - a)[1] > 0
