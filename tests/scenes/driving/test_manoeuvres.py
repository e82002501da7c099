"""Who turns, changes lanes or pulls out: as drivers do, and the checker finds those who do it wrongly."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from cyclorama import Draw, pose
from cyclorama.scenes.driving import Street, street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.conflicts import conflicts, held, yielding
from cyclorama.scenes.driving.line import Bend, Line
from cyclorama.scenes.driving.manners import _shifts
from cyclorama.scenes.driving.mover import LATERAL_M_S2, Mover, paces
from cyclorama.scenes.driving.moving import after
from cyclorama.scenes.driving.paths import Path, across, around, round_corner
from cyclorama.scenes.driving.road import Road
from cyclorama.scenes.driving.site import Item
from cyclorama.scenes.frames import rotation_xyz

ALL_TURN = {"place": "suburb", "traffic/density": "busy", "traffic/manoeuvres/junction/*/turns": True}


@pytest.fixture(scope="module")
def made() -> Street:
    return street(Draw(0, 9, ALL_TURN))


@pytest.fixture(scope="module")
def turning(made: Street) -> int:
    """Number of somebody half-way round a corner."""
    return next(
        n
        for n, item in enumerate(made.items)
        if str(item.thing.attributes.get("manoeuvre")).startswith("turning")
        and item.mover is not None
        and item.mover.manoeuvre is not None
        and item.mover.s_m > item.mover.manoeuvre.begin_m
    )


def _corner(left: bool) -> Path:
    """From a lane to the east into one to the north, or to the south."""
    lane = Line.of_bends([Bend(100.0)], begin_m=-50.0, at=(0.0, -1.6))
    turn = np.pi / 2 if left else -np.pi / 2
    side = Line.of_bends([Bend(60.0)], at=(1.5 if left else -1.5, 2.0 if left else -4.0), heading_rad=turn)
    path = round_corner(lane, side, np.zeros(2), 8.0)
    assert path is not None
    return path


@pytest.mark.parametrize("left", [True, False])
def test_a_turn_goes_from_lane_to_lane_and_says_so(left: bool) -> None:
    path = _corner(left)
    done, line = path.manoeuvre, path.line
    assert (done.kind, done.side) == (("turning_left", "left") if left else ("turning_right", "right"))
    assert line.at(done.begin_m)[1] == pytest.approx(-1.6)
    assert line.at(done.end_m)[0] == pytest.approx(1.5 if left else -1.5)
    assert done.shown(done.begin_m - 30) == done.side
    assert done.shown(done.begin_m - 40) is done.shown(done.end_m) is None


def test_one_is_slow_enough_in_a_bend_and_before_it() -> None:
    line = _corner(True).line
    most = paces(line)
    assert (most**2 * np.abs(line.curvature_at(line.s_m))).max() <= LATERAL_M_S2 + 1e-6
    slower = (most[:-1] ** 2 - most[1:] ** 2) / (2 * np.diff(line.s_m))
    assert slower.max() <= 1.5 + 1e-6


def test_who_overtakes_goes_out_to_one_side_and_back_to_the_other() -> None:
    lane = Line.of_bends([Bend(400.0)])
    path = around(lane, lane.shifted(3.4), 20.0, 60.0, 40.0)
    assert path is not None
    done = path.manoeuvre
    assert path.line.at((done.begin_m + done.end_m) / 2)[1] == pytest.approx(3.4)
    assert path.line.at(done.end_m + 5.0)[1] == pytest.approx(0.0)
    assert (done.shown(30.0), done.shown(done.end_m - 10.0)) == ("left", "right")


def _along(line: Line, s_m: float, speed_m_s: float) -> Mover:
    return Mover(line, s_m, 0.0, speed_m_s, 12.0, 2.2, 2.2, 0.9)


def _met(s_m: float, other_m: float) -> tuple[float, float]:
    """How far one who turns left may still go, and one who comes towards it."""
    path = _corner(True)
    comes = Line.of_bends([Bend(200.0)], at=(100.0, 1.6), heading_rad=np.pi)
    one = Mover(path.line, s_m, 0.0, 4.0, 8.0, 2.2, 2.2, 0.9, path.manoeuvre)
    movers = [one, _along(comes, other_m, 12.0)]
    found = conflicts(movers, 20.0)
    s, v, wanted = (
        np.array([getattr(m, name) for m in movers]) for name in ("s_m", "speed_m_s", "wanted_m_s")
    )
    stop, _ = held(found, yielding(movers, found), movers, s, v, wanted)
    return float(stop[0] - s_m), float(stop[1] - other_m)


def test_who_turns_left_lets_go_who_comes_and_is_let_go_once_it_has_begun() -> None:
    path = _corner(True)
    begin, end = path.manoeuvre.begin_m, path.manoeuvre.end_m
    stop, other = _met(begin - 8.0, 70.0)
    assert 0 < stop < 20
    assert other > 20
    assert _met(begin - 4.0, 0.0)[0] == np.inf  # it is through long before
    assert 0 < _met((begin + end) / 2, 70.0)[1] < 35


@pytest.mark.parametrize("bend_1_m", [-1 / 90, 0.0, 1 / 90])
@pytest.mark.parametrize("backwards", [False, True])
def test_to_which_side_one_shifts_is_the_lanes_and_not_the_bends(bend_1_m: float, backwards: bool) -> None:
    """In a bend to the right, who overtakes on the left ends to the right of where it looked."""
    middle = Line.of_bends([Bend(300.0, bend_1_m, bend_1_m)])
    lanes = [middle.shifted(t) for t in (-1.6, 1.6)]
    begins, ends = [lane.reversed() for lane in lanes[::-1]] if backwards else lanes
    path = across(begins, ends, begins.begin_m + 50.0, 90.0, "changing_lane", 20.0)
    assert path is not None
    done, road = path.manoeuvre, cast(Road, SimpleNamespace(line=middle))
    assert done.side == _shifts(path.line, done.begin_m, done.end_m, road) == "left"


def test_who_joins_a_lane_is_followed_in_it() -> None:
    lane = Line.of_bends([Bend(300.0)])
    path = across(lane.shifted(3.2), lane, 50.0, 40.0, "changing_lane", 20.0)
    assert path is not None
    one = Mover(path.line, 80.0, 0.0, 10.0, 12.0, 2.2, 2.2, 0.9, path.manoeuvre)
    movers = [one, _along(lane, 50.0, 12.0)]
    found = conflicts(movers, 20.0)
    stop, ahead = held(found, [], movers, np.array([80.0, 50.0]), np.array([10.0, 12.0]), np.full(2, 12.0))
    assert stop[1] == pytest.approx(77.5, abs=1.5)
    assert ahead[1] == pytest.approx(10.0, abs=0.3)


def test_who_turns_does_so_rightly(made: Street, turning: int) -> None:
    assert [str(v) for v in violations(made)] == []
    item = made.items[turning]
    assert item.thing.model.attributes["indicator"] == str(item.thing.attributes["manoeuvre"])[8:]
    assert 0.5 < float(item.thing.attributes["speed_m_s"]) < 8


def _rules(made: Street, number: int, *items: Item) -> set[str]:
    others = [item for n, item in enumerate(made.items) if n != number]
    found = violations(replace(made, items=(*others, *items)))
    return {v.rule for v in found if len(others) + 1 in v.instances}


def _said(item: Item, **attributes: str | float) -> Item:
    return replace(item, thing=replace(item.thing, attributes={**item.thing.attributes, **attributes}))


def test_the_checker_finds_who_turns_wrongly(made: Street, turning: int) -> None:
    item = made.items[turning]
    does = str(item.thing.attributes["manoeuvre"])
    other = "left" if does.endswith("right") else "right"
    askew = item.thing.moved(item.thing.world_from_thing @ pose(rotation=rotation_xyz(0, 0, 25)))
    assert _rules(made, turning, item) == set()
    assert _rules(made, turning, _said(item, indicator=other)) == {"indicates wrongly"}
    assert _rules(made, turning, _said(item, indicator="off")) == {"indicates wrongly"}
    assert "indicates wrongly" in _rules(made, turning, _said(item, manoeuvre=f"turning_{other}"))
    assert "too fast in a bend" in _rules(made, turning, _said(item, speed_m_s=11.0))
    assert "off its way" in _rules(made, turning, replace(item, thing=askew))


def test_the_checker_finds_who_turns_into_an_occupied_stretch(made: Street, turning: int) -> None:
    item = made.items[turning]
    mover = item.mover
    assert mover is not None
    ahead_m = mover.s_m + mover.front_m + mover.back_m + 1.0
    (x, y), heading = mover.line.at(ahead_m), float(mover.line.heading_at(ahead_m))
    there = pose((x, y, item.thing.world_from_thing[2, 3]), rotation_xyz(0, 0, np.degrees(heading)))
    stands = replace(_said(item, state="waiting", speed_m_s=0.0), thing=item.thing.moved(there), mover=None)
    assert "turns into somebody" in _rules(made, turning, item, stands)


def test_indicators_blink_in_a_drive(made: Street, turning: int) -> None:
    """Three of six frames of one period, at the same side, as long as it turns."""
    things = [after(made, n / 9).items[turning].thing for n in range(6)]
    shown = [t.model.attributes["indicator"] for t in things if t.attributes["indicator"] != "off"]
    side = str(things[0].attributes["indicator"])
    assert set(shown) <= {"off", side}
    if len(shown) == 6:
        assert shown.count(side) == 3
    for thing in things:  # wheels roll, but it is the same car
        assert np.array_equal(thing.model.mesh.triangles, things[0].model.mesh.triangles)
