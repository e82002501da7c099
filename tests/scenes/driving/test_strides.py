"""People on foot heed each other and vehicles, and vehicles them."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.scenes.driving.line import Bend, Line
from cyclorama.scenes.driving.mover import Mover
from cyclorama.scenes.driving.strides import Walk, encounters, stepped

ROAD = Line.of_bends([Bend(300.0)], begin_m=-100.0)


def _mover(s_m: float, speed_m_s: float) -> Mover:
    return Mover(ROAD, s_m, -1.5, speed_m_s, 13.0, 2.2, 2.2, 0.9)


def _walk(x: float, y: float, to_deg: float, speed_m_s: float = 1.35) -> Walk:
    ahead = np.array([np.cos(np.radians(to_deg)), np.sin(np.radians(to_deg))])
    return Walk(np.array([x, y]), ahead, speed_m_s, 20.0)


@pytest.mark.parametrize(
    ("s_m", "speed_m_s", "y", "walker_first"),
    [
        (-60.0, 10.0, -3.5, True),  # far off
        (-9.0, 10.0, -3.5, False),  # could not stop
        (-12.0, 10.0, -1.5, True),  # somebody is in the way already
        (0.0, 0.0, -3.5, False),  # it stands there
        (-30.0, 10.0, -14.0, False),  # long past before
    ],
)
def test_who_goes_first(s_m, speed_m_s, y, walker_first):
    (met,) = encounters([_walk(0.0, y, 90)], [_mover(s_m, speed_m_s)])
    assert met.walker_first == walker_first
    assert met.low_m < 0 < met.high_m
    assert met.leave_m - met.enter_m == pytest.approx(min(3.2, -y + 0.1), abs=0.5)


def test_what_is_past_or_on_another_lane_meets_nobody():
    assert encounters([_walk(0.0, -3.5, 90)], [_mover(9.0, 5.0)]) == []
    assert encounters([_walk(0.0, 2.0, 90)], [_mover(-20.0, 5.0)]) == []


@pytest.mark.parametrize("turn", [0.0, 40.0, 90.0, 180.0])
def test_nobody_walks_into_another(turn):
    meeting = np.array([5.0, 0.0])
    other = _walk(0.0, 0.0, turn)
    walking = [_walk(0.0, 0.0, 0.0), Walk(meeting - 4.6 * other.ahead, other.ahead, 1.35, 20.0)]
    at, least = np.zeros(2), np.inf
    for _ in range(160):
        at = stepped(walking, at, np.full(2, 20.0), 0.05)
        places = [w.begin_m + d * w.ahead for w, d in zip(walking, at, strict=True)]
        least = min(least, float(np.linalg.norm(places[0] - places[1])))
    if turn:
        assert least > 0.6
        assert at.max() > 4
    else:  # one behind the other, 0.4 m apart: the first goes on, and the second when there is room
        assert at.max() > 9


def test_side_by_side_goes_on():
    walking = [_walk(0.0, 0.0, 0.0), _walk(0.2, 0.7, 0.0)]
    at, going = np.zeros(2), np.ones(2, bool)
    for _ in range(40):
        further = stepped(walking, at, np.full(2, 20.0), 0.05, going)
        at, going = further, further > at
    assert at == pytest.approx(2 * 1.35)
