"""Lines: clothoids against closed forms, and places along them there and back."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.scenes.driving.line import Bend, Line, between
from hypothesis import given, settings
from hypothesis import strategies as st


def test_a_constant_curvature_is_a_circle() -> None:
    radius = 50.0
    line = Line.of_bends([Bend(np.pi * radius, 1 / radius, 1 / radius)])
    assert line.at(np.pi * radius / 2) == pytest.approx([radius, radius], abs=1e-2)
    assert line.at(np.pi * radius) == pytest.approx([0, 2 * radius], abs=1e-2)
    assert line.heading_at(np.pi * radius / 2) == pytest.approx(np.pi / 2, abs=1e-6)


def test_left_is_left() -> None:
    line = Line.of_bends([Bend(40.0)], begin_m=-10.0, at=(3.0, 4.0), heading_rad=np.pi / 2)
    assert line.at(0.0) == pytest.approx([3, 4])
    assert line.at(5.0, 2.0) == pytest.approx([1, 9])


def test_it_goes_on_straight_beyond_its_ends() -> None:
    line = Line.of_bends([Bend(10.0)])
    assert line.at([-5.0, 15.0], 1.0) == pytest.approx(np.array([[-5, 1], [15, 1]]))


@settings(max_examples=60, deadline=None)
@given(st.floats(-0.012, 0.012), st.floats(-0.012, 0.012), st.floats(5.0, 145.0), st.floats(-12.0, 12.0))
def test_a_place_is_found_again(begin: float, end: float, s: float, t: float) -> None:
    line = Line.of_bends([Bend(30.0), Bend(60.0, begin, end), Bend(60.0, end, 0.0)])
    again = line.project(line.at([s], t))[0]
    assert again == pytest.approx([s, t], abs=0.03)


def test_a_shifted_line_keeps_its_distance_and_its_zero() -> None:
    line = Line.of_bends([Bend(20.0), Bend(80.0, 0.0, 0.01)], begin_m=-20.0)
    shifted = line.shifted(3.5)
    assert shifted.at(0.0) == pytest.approx(line.at(0.0, 3.5), abs=1e-6)
    assert line.project(shifted.points_m)[:, 1] == pytest.approx(np.full(len(shifted.s_m), 3.5), abs=1e-3)
    # On the inside of a bend the way is shorter.
    assert shifted.length_m < line.length_m


def test_reversed_keeps_zero_and_swaps_sides() -> None:
    line = Line.of_bends([Bend(50.0, 0.0, 0.02)], begin_m=-20.0)
    back = line.reversed()
    assert back.at(0.0) == pytest.approx(line.at(0.0))
    assert back.at(-10.0, 2.0) == pytest.approx(line.at(10.0, -2.0), abs=1e-6)


def test_a_turn_begins_and_ends_as_asked() -> None:
    turn = between((0, 0), 0.0, (10, 12), np.pi / 2)
    assert turn.at(0.0) == pytest.approx([0, 0])
    assert turn.at(turn.end_m) == pytest.approx([10, 12])
    assert [turn.heading_at(0.0), turn.heading_at(turn.end_m)] == pytest.approx([0, np.pi / 2])


def test_lines_are_joined_with_a_continuous_heading() -> None:
    line = Line.of_bends([Bend(10.0)], heading_rad=np.pi)
    turn = between(line.at(10.0), np.pi, (-20, -10), -np.pi / 2)
    joined = line.then(turn)
    assert joined.end_m == pytest.approx(10 + turn.length_m)
    assert np.abs(np.diff(joined.heading_rad)).max() < 0.3
