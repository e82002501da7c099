"""Drives: tracks are smooth, nobody collides, and every time is a function of the draw alone."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from cyclorama.assets.limits import installed_packs
from cyclorama.draw import Draw
from cyclorama.recipe import Recipe
from cyclorama.scenes.driving import Street, driving, street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.idm import ACCELERATION_M_S2, HARDEST_M_S2
from cyclorama.scenes.driving.moving import MOST_S, after
from cyclorama.scenes.script import load

FRAMES, FPS = 20, 10.0
DRIVES = ({"place": "town"}, {"place": "country"}, {"place": "arterial"})


@pytest.fixture(scope="module", params=range(len(DRIVES)))
def drive(request) -> list[Street]:
    begin = street(Draw(0, request.param, DRIVES[request.param]))
    return [after(begin, number / FPS) for number in range(FRAMES)]


def _vehicles(drive: list[Street]) -> list[int]:
    """Those that stay to the end."""
    last = drive[-1].items
    return [
        n for n, i in enumerate(last) if i.mover is not None and i.thing.attributes.get("state") != "gone"
    ]


def test_things_keep_their_places_and_what_stands_stays(drive):
    first, last = drive[0].items, drive[-1].items
    assert len({len(now.items) for now in drive}) == 1
    for was, now in zip(first, last, strict=True):
        if was.mover is None and was.thing.motion is None:
            assert now.thing is was.thing
    assert _vehicles(drive)


def test_tracks_go_evenly_within_what_the_model_allows(drive):
    """Places follow speeds, which change no faster than the Intelligent Driver Model can."""
    for number in _vehicles(drive):
        places = np.array([now.items[number].thing.world_from_thing[:2, 3] for now in drive])
        speeds = np.array([now.items[number].thing.attributes["speed_m_s"] for now in drive])
        mover = drive[0].items[number].mover
        assert speeds.min() >= 0
        assert speeds.max() <= max(mover.speed_m_s, mover.wanted_m_s) + 0.02
        change = np.diff(speeds) * FPS
        assert change.max() <= ACCELERATION_M_S2 + 0.2  # speeds are rounded to 0.01 m/s
        assert change.min() >= -HARDEST_M_S2 - 0.2
        steps = np.linalg.norm(np.diff(places, axis=0), axis=1) * FPS
        between = (speeds[1:] + speeds[:-1]) / 2
        assert steps == pytest.approx(between, abs=0.15, rel=0.1)  # a bend's outside is longer


def test_brake_lights_follow_what_one_does(drive):
    """Between two frames that lose speed, and where one stood to brake, they shine; else they do not."""
    seen = 0
    for number in _vehicles(drive):
        cars = [now.items[number].thing for now in drive]
        if "brake" not in cars[0].model.attributes or len(cars[0].model.materials) != 22:
            continue
        speeds = [float(car.attributes["speed_m_s"]) for car in cars]
        for one, before, now in zip(cars[1:], speeds, speeds[1:], strict=False):
            change = (now - before) * FPS
            if now > 0.4 and not -0.8 < change < -0.3:
                assert one.attributes["brake"] is (change < -0.5)
                assert one.model.attributes["brake"] == one.attributes["brake"]
                seen += 1
    assert seen or drive[0].network.place == "country"


def test_wheels_roll_as_far_as_the_vehicle_goes(drive):
    """From frame to frame a rear wheel turns by the way over its radius, but for whole turns."""
    seen = 0
    for number in _vehicles(drive):
        things = [now.items[number].thing for now in drive]
        wheels = [spin for spin in things[0].model.spins if spin.kind == "wheel"]
        if not wheels or "bicycle" in things[0].model.name:
            continue
        wheel = min(wheels, key=lambda spin: spin.middle_m[0])
        own = slice(wheel.first, wheel.last)
        start = drive[0].items[number].thing.model.mesh.vertices[own] - wheel.middle_m
        rim = np.hypot(start[:, 0], start[:, 2]) > 0.5 * wheel.radius_m
        angles = []
        for thing in things:
            x, _, z = (thing.model.mesh.vertices[own] - wheel.middle_m)[rim].T
            angles.append(np.arctan2(x, z)[0])
        eyes = [now.world_from_ego[:2, 3] for now in drive]
        near = [
            np.linalg.norm(t.world_from_thing[:2, 3] - eye) < 60 for t, eye in zip(things, eyes, strict=True)
        ]
        for frame, (one, other, before, now) in enumerate(
            zip(things, things[1:], angles, angles[1:], strict=False)
        ):
            if not near[frame] or not near[frame + 1]:
                continue
            # The wheel's own way: in a bend that of the outer side is longer.
            step = np.linalg.norm(
                ((other.world_from_thing - one.world_from_thing) @ [*wheel.middle_m, 1])[:2]
            )
            off = (now - before - step / wheel.radius_m + np.pi) % (2 * np.pi) - np.pi
            assert abs(off) < 0.06 + 0.06 * step
            seen += step > 0.05
    assert seen


def test_the_cameras_car_goes_evenly(drive):
    places = np.array([now.ego_s_m for now in drive])
    speeds = np.array([now.ego_speed_m_s for now in drive])
    assert np.diff(places) * FPS == pytest.approx((speeds[1:] + speeds[:-1]) / 2, abs=0.2, rel=0.1)
    eyes = np.array([now.world_from_ego[:3, 3] for now in drive])
    assert np.linalg.norm(np.diff(eyes, axis=0), axis=1).max() < (speeds.max() + 0.5) / FPS


def test_who_walks_never_jumps(drive):
    for number, item in enumerate(drive[0].items):
        if item.gait is not None and item.mover is None:
            places = np.array([now.items[number].thing.world_from_thing[:3, 3] for now in drive])
            steps = np.linalg.norm(np.diff(places[:, :2], axis=0), axis=1)
            assert steps.max() <= 3.2 / FPS + 1e-9
            assert abs(np.diff(places[:, 2])).max() < 0.2


def test_nobody_collides_or_leaves_the_ground(drive):
    """On no frame is there anything that was not there at the beginning."""
    begin = Counter(map(str, violations(drive[0])))
    for now in drive[4::5]:
        assert Counter(map(str, violations(now))) - begin == Counter()


needs_people = pytest.mark.skipif(
    "people" not in installed_packs(), reason="the pack people is not installed"
)


@pytest.mark.parametrize(
    "name",
    ["wrong_way_driver", *(pytest.param(name, marks=needs_people) for name in ("child_runs_out", "pram"))],
)
def test_edge_cases_go_on_without_a_crash(name):
    begin = street(Draw(0, 0, {"edge_case": name}))
    was = Counter(map(str, violations(after(begin, 0.0))))
    staged = [n for n, i in enumerate(begin.items) if "edge_case" in i.thing.attributes and i.thing.motion]
    later = after(begin, 1.5)
    assert Counter(map(str, violations(later))) - was == Counter()
    for number in staged:
        place = begin.items[number].thing.world_from_thing
        assert np.linalg.norm((later.items[number].thing.world_from_thing - place)[:2, 3]) > 0.1


def test_a_street_made_again_is_the_same_later(drive):
    for number in (0, 7):
        given = next(d for d in DRIVES if d["place"] == drive[0].network.place)
        other = after(street(Draw(0, DRIVES.index(given), given)), number / FPS)
        one = drive[number]
        for a, b in zip(one.items, other.items, strict=True):
            assert np.array_equal(a.thing.world_from_thing, b.thing.world_from_thing)
            assert a.thing.attributes == b.thing.attributes
            assert a.thing.model.mesh.digest == b.thing.model.mesh.digest
        assert one.ego_s_m == other.ego_s_m


def test_images_of_one_drive_have_one_randomness():
    recipe = Recipe(scene="driving", seed=3, frames=4, fps=10)
    draws = [recipe.draw(index) for index in range(8)]
    assert [draw.index for draw in draws] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert [draw.time_s for draw in draws] == pytest.approx([0, 0.1, 0.2, 0.3] * 2)
    assert not any(draw.still for draw in draws)
    assert len({draw.uniform("x", 0, 1) for draw in draws}) == 2
    assert Recipe(scene="driving", seed=3).draw(5).still


def test_the_command_line_knows_how_long_a_drive_may_be():
    assert load("driving").lasts_s == MOST_S


def test_a_drive_draws_what_a_single_image_does():
    """So that a drive can be had of a street that one liked."""
    still, moving = Draw(1, 1, {"place": "country"}), Draw(1, 1, {"place": "country"}, time_s=0.5)
    one, later = driving(still), driving(moving)
    assert still.values == moving.values
    assert len(one.things) == len(later.things)
