"""Wheels roll without slip: their treads' points go along cycloids; cranks turn and pedals stay level."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.contacts import cranked_contacts
from cyclorama.assets.rolling import cranked, rolled, steer_deg
from cyclorama.assets.shapes.vectors import rotation_about
from cyclorama.assets.two_wheelers import KINDS as TWO_WHEELERS
from cyclorama.assets.two_wheelers import bicycle
from cyclorama.assets.vehicles import KINDS, ambulance, hatchback, heavy_transport, police_car, works_van

SERVICE = {"police": police_car, "ambulance": ambulance, "works": works_van, "heavy": heavy_transport}
VEHICLES = {**KINDS, **SERVICE}


def _model(name):
    return VEHICLES[name](Draw(3, 0)) if name in VEHICLES else TWO_WHEELERS[name](Draw(3, 0)).model


def _wheels(model):
    return [spin for spin in model.spins if spin.kind == "wheel"]


def _of(model, spin):
    return model.mesh.vertices[spin.first : spin.last].astype(np.float64)


@pytest.mark.parametrize("name", [*VEHICLES, *TWO_WHEELERS])
def test_a_treads_points_go_along_cycloids(name):
    """What touches the ground rests there, and what is on top goes twice as fast as the vehicle."""
    model = _model(name)
    wheels = _wheels(model)
    assert len(wheels) == (2 if name in TWO_WHEELERS else 14 if name == "heavy" else 4)
    for distance in (1e-3, 0.4, 7.0):
        later = rolled(model, distance)
        for wheel in wheels:
            r = wheel.radius_m
            start, end = (_of(m, wheel) - wheel.middle_m for m in (model, later))
            out = np.hypot(start[:, 0], start[:, 2])
            tread = out > r - 2e-3
            assert tread.sum() > 30
            out = out[tread]
            a = np.arctan2(start[tread, 0], start[tread, 2])  # from the top, forwards
            turned = distance / r
            assert end[tread, 0] == pytest.approx(out * np.sin(a + turned), abs=1e-5)
            assert end[tread, 2] == pytest.approx(out * np.cos(a + turned), abs=1e-5)
            assert end[:, 1] == pytest.approx(start[:, 1], abs=1e-6)
            if distance == 1e-3:
                goes = (end - start)[tread, 0] + distance
                assert goes[a > np.pi - 1e-3] == pytest.approx(0.0, abs=2e-5)
                assert goes[abs(a) < 1e-3] == pytest.approx(2e-3, abs=2e-5)


@pytest.mark.parametrize("name", ["saloon", "police", "touring_bicycle"])
def test_nothing_else_moves(name):
    model = _model(name)
    later = rolled(model, 0.3, 0.02, 0.03)
    assert np.array_equal(later.mesh.triangles, model.mesh.triangles)
    still = np.ones(len(model.mesh.vertices), bool)
    for wheel in _wheels(model):
        still[wheel.first : wheel.last] = False
    assert np.array_equal(later.mesh.vertices[still], model.mesh.vertices[still])
    assert later.materials == model.materials
    assert rolled(model, 0.0) is model


def test_in_a_bend_the_outer_wheels_roll_farther():
    """By the track's width times the turn: each wheel's way is an arc about one centre."""
    model = hatchback(Draw(3, 0))
    left, right = _wheels(model)[2:]
    track = left.middle_m[1] - right.middle_m[1]
    assert track > 1.3
    later = rolled(model, 2.0, 0.1)
    for wheel, way in ((left, 2.0 - 0.05 * track), (right, 2.0 + 0.05 * track)):
        turn = rotation_about((0, 1, 0), np.degrees(way / wheel.radius_m))
        wanted = (_of(model, wheel) - wheel.middle_m) @ turn.T + wheel.middle_m
        assert _of(later, wheel) == pytest.approx(wanted, abs=1e-6)


def test_front_wheels_steer_towards_the_bend():
    model = hatchback(Draw(3, 0))
    wheels = _wheels(model)
    base = wheels[0].middle_m[0] - wheels[2].middle_m[0]
    angle = np.degrees(np.arctan(base / 20.0))
    assert steer_deg(wheels, 1 / 20.0) == pytest.approx([angle, angle, 0, 0])
    assert angle == pytest.approx(7.5, abs=1.0)
    later = rolled(model, 0.0, 0.0, 1 / 20.0)
    for wheel in wheels[:2]:
        ahead = _of(model, wheel)[:, 0].argmax()
        swing = (_of(later, wheel) - _of(model, wheel))[ahead, 1]
        assert swing == pytest.approx(wheel.radius_m * np.sin(np.radians(angle)), abs=0.005)
    assert np.array_equal(_of(later, wheels[3]), _of(model, wheels[3]))
    bike = bicycle(Draw(3, 0)).model
    assert steer_deg(_wheels(bike), 0.05) == [0.0, 0.0]  # its bars would have to turn, too


def test_cranks_turn_pedals_stay_level_and_feet_follow():
    for index in range(4):
        ride = bicycle(Draw(4, index))
        for angle in (35.0, 200.0):
            later, contacts = cranked(ride.model, angle), cranked_contacts(ride.contacts, angle)
            for number, side in enumerate((1.0, -1.0)):
                step = np.subtract(contacts.feet[number], ride.contacts.feet[number])
                pedals = [s for s in ride.model.spins if s.kind == "pedal" and s.middle_m[1] * side > 0]
                assert len(pedals) == 3
                for pedal in pedals:
                    moved = _of(later, pedal) - _of(ride.model, pedal)
                    assert moved == pytest.approx(np.tile(step, (len(moved), 1)), abs=1e-6)
            assert contacts.crank_deg == pytest.approx((ride.contacts.crank_deg + angle) % 360)
            # As if the bicycle had been made with its cranks there.
            made = bicycle(Draw(4, index), crank_deg=contacts.crank_deg)
            assert np.array(made.contacts.feet) == pytest.approx(np.array(contacts.feet), abs=1e-6)
            assert later.mesh.bounds == pytest.approx(made.model.mesh.bounds, abs=1e-4)


def test_a_turn_of_the_cranks_goes_as_far_as_the_chain_says():
    model = bicycle(Draw(4, 0), "touring").model
    crank = next(spin for spin in model.spins if spin.kind == "crank")
    assert crank.radius_m == pytest.approx(_wheels(model)[0].radius_m * 0.088 / 0.042)
    assert 4.0 < 2 * np.pi * crank.radius_m < 5.0
