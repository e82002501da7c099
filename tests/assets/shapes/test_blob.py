"""Blobs: a ball is a ball, a union is closed and faces outwards, and parts flow into each other."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from cyclorama.assets.shapes.blob import Capsule, blob


def test_a_ball_has_its_radius_and_its_volume() -> None:
    points, triangles = blob([Capsule((0.1, 0.2, 0.3), (0.1, 0.2, 0.3), (0.2, 0.2))], 0.02)
    away = np.linalg.norm(points - [0.1, 0.2, 0.3], axis=1)
    assert np.abs(away - 0.2).max() < 0.004
    ball = trimesh.Trimesh(points, triangles, process=False)
    assert ball.is_watertight
    assert ball.volume == pytest.approx(4 / 3 * np.pi * 0.2**3, rel=0.03)


def test_a_taper_has_both_radii() -> None:
    points, _ = blob([Capsule((0, 0, 0), (0.5, 0, 0), (0.1, 0.05), blend_m=0.01)], 0.01)
    assert points[:, 0].min() == pytest.approx(-0.1, abs=0.004)
    assert points[:, 0].max() == pytest.approx(0.55, abs=0.004)
    middle = points[np.abs(points[:, 0] - 0.25) < 0.02]
    assert np.hypot(middle[:, 1], middle[:, 2]).mean() == pytest.approx(0.075, abs=0.004)


def test_crossing_parts_make_one_closed_surface_with_a_fillet() -> None:
    cross = [
        Capsule((-0.3, 0, 0), (0.3, 0, 0), (0.08, 0.08)),
        Capsule((0, 0, 0), (0, 0, 0.3), (0.06, 0.06), blend_m=0.1),
    ]
    points, triangles = blob(cross, 0.015)
    body = trimesh.Trimesh(points, triangles, process=False)
    assert body.is_watertight
    assert body.volume > 0
    assert len(body.split()) == 1
    corner = np.linalg.norm(points - [0.06, 0, 0.08], axis=1).min()
    assert corner > 0.008


def test_flat_parts_are_narrower_along_y() -> None:
    points, _ = blob([Capsule((0, 0, 0), (0.3, 0, 0), (0.1, 0.1), flat=0.6)], 0.01)
    assert points[:, 1].max() == pytest.approx(0.06, abs=0.004)
    assert points[:, 2].max() == pytest.approx(0.1, abs=0.004)
