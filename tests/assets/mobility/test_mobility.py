"""Wheelchairs, prams, umbrellas and sticks stand on the ground and say where they are held."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.contacts import Ride
from cyclorama.assets.mobility import pram, umbrella, walking_stick, wheelchair
from cyclorama.assets.mobility.umbrella import GRIP_M


@pytest.mark.parametrize("build", [wheelchair, pram])
def test_grips_and_wheels_are_where_they_should_be(build: object) -> None:
    for index in range(3):
        ride = build(Draw(2, index))  # type: ignore[operator]
        assert isinstance(ride, Ride)
        mesh = ride.model.mesh
        low, high = mesh.bounds
        assert low[2] == pytest.approx(0, abs=1e-5)
        assert low[0] == pytest.approx(-high[0], abs=1e-4)
        assert mesh.digest == build(Draw(2, index)).model.mesh.digest  # type: ignore[operator]
        for grip in ride.contacts.grips:
            assert np.linalg.norm(mesh.vertices - np.array(grip), axis=1).min() < 0.05
        assert ride.model.category is None


def test_a_wheelchairs_seat_is_on_its_cushion() -> None:
    ride = wheelchair(Draw(2, 0))
    points = ride.model.mesh.vertices
    near = np.hypot(points[:, 0] - ride.contacts.seat[0], points[:, 1]) < 0.25
    assert 0 <= points[near & (points[:, 2] < 0.6), 2].max() - ride.contacts.seat[2] + 0.01 < 0.03


def test_an_umbrella_is_held_by_its_handle_and_roofs_it() -> None:
    model = umbrella(Draw(3, 0))
    points = model.mesh.vertices
    assert model.category == "umbrella"
    assert points[:, 2].min() == pytest.approx(0, abs=1e-5)
    held = points[np.abs(points[:, 2] - GRIP_M) < 0.03]
    assert np.hypot(held[:, 0], held[:, 1]).max() < 0.09
    assert np.hypot(points[:, 0], points[:, 1]).max() > 0.44
    assert points[np.hypot(points[:, 0], points[:, 1]) > 0.3, 2].min() > 0.55


def test_a_stick_is_as_long_as_wanted() -> None:
    low, high = walking_stick(Draw(1, 0), 0.88).mesh.bounds
    assert low[2] == pytest.approx(0, abs=1e-5)
    assert high[2] == pytest.approx(0.89, abs=0.02)
