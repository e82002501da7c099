"""Cranks turn with the way while somebody pedals, and rest level while the wheels roll free."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.assets.two_wheelers import bicycle, motorcycle
from cyclorama.draw import Draw
from cyclorama.scenes.driving.pedalling import Pedalling, pedalling

HOW = Pedalling(gear_m=4.0, crank_deg=30.0, first=2, half_turns=6, free_m=10.0)


def test_pedalling_and_rolling_free_take_turns():
    """60 degrees to level and two half turns, then 10 m free, then three turns of 4 m, and so on."""
    first = 4.0 * (60 + 360) / 360
    at = np.array([0.0, 1.0, first, first + 4.0, first + 10.0, first + 12.0, first + 22.0, first + 30.0])
    wanted = [0.0, 90.0, 420.0, 420.0, 420.0, 600.0, 1500.0, 1500.0]
    assert [HOW.angle_deg(float(d)) for d in at] == pytest.approx(wanted)
    angle = np.array([HOW.angle_deg(d) for d in np.arange(0, 80, 0.05)])
    steps = np.diff(angle)
    assert steps.min() >= 0
    assert steps.max() == pytest.approx(0.05 * 90)
    still = angle[1:-1][(steps[1:] == 0) & (steps[:-1] == 0)]
    assert np.unique((still + 30.0).round(6) % 180).tolist() == [90.0]


def test_feet_are_where_the_pedals_are():
    ride = bicycle(Draw(2, 0))
    draw = Draw(2, 0)
    machine, sits = pedalling(draw, ride, lambda on: on)  # type: ignore[arg-type, return-value]
    assert machine(0.0) is ride.model
    assert sorted(draw.values) == ["first", "free_m", "half_turns"]
    pedal = next(spin for spin in ride.model.spins if spin.kind == "pedal")
    for distance in (0.7, 31.0):
        model, on = machine(distance), sits(distance)
        own = model.mesh.vertices[pedal.first : pedal.last].mean(axis=0)
        before = ride.model.mesh.vertices[pedal.first : pedal.last].mean(axis=0)
        assert own - before == pytest.approx(np.subtract(on.feet[0], ride.contacts.feet[0]), abs=1e-5)


def test_who_rides_a_motorcycle_does_not_pedal():
    draw = Draw(2, 0)
    assert pedalling(draw, motorcycle(Draw(2, 1)), lambda on: on) == (None, None)  # type: ignore
    assert not draw.values
