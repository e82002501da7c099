"""Two bones meet what they reach for, bend where they are told to, and do not stretch."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.assets.people.reach import frame, joint, twist_about
from cyclorama.assets.people.rig import rotation_about


def test_both_bones_keep_their_lengths_and_meet_the_place() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        start, end = rng.normal(0, 0.2, (2, 3))
        bend, reached = joint(start, end, 0.3, 0.28, (0.1, 0.9, -0.3))
        assert np.linalg.norm(bend - start) == pytest.approx(0.3)
        assert np.linalg.norm(reached - bend) == pytest.approx(0.28)
        if 0.03 < np.linalg.norm(end - start) < 0.57:
            assert np.allclose(reached, end)


def test_a_right_angle_by_hand() -> None:
    # Legs of 3 and 4 span 5; the corner is on the side of the pole.
    bend, reached = joint(np.zeros(3), np.array([5.0, 0, 0]), 3.0, 4.0, (0.0, 0.0, 1.0))
    assert np.allclose(bend, [9 / 5, 0, 12 / 5])
    assert np.allclose(reached, [5, 0, 0])


def test_what_is_too_far_is_only_pointed_at() -> None:
    bend, reached = joint(np.zeros(3), np.array([0, 0, -3.0]), 0.4, 0.4, (1.0, 0.0, 0.0))
    assert np.linalg.norm(reached) < 0.8
    assert reached[2] < -0.79
    assert abs(bend[0]) < 0.03


def test_twist_is_what_is_left_of_a_turn_about_an_axis() -> None:
    axis = np.array([0.6, 0.0, 0.8])
    assert twist_about(rotation_about(axis, 40), axis) == pytest.approx(40)
    assert twist_about(rotation_about((0, 1, 0), 30), axis) == pytest.approx(0, abs=1e-9)


def test_a_frame_is_a_rotation() -> None:
    turn = frame((1.0, 2.0, 0.5), (0.0, 1.0, 0.0))
    assert np.allclose(turn.T @ turn, np.eye(3))
    assert np.linalg.det(turn) == pytest.approx(1)
