"""The car-following model against what its paper derives."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.scenes.driving.idm import ACCELERATION_M_S2, HEADWAY_S, STANDSTILL_M, acceleration, safe_speed


@pytest.mark.parametrize("speed", [0.0, 3.0, 9.0, 13.0])
def test_at_the_equilibrium_gap_nobody_accelerates(speed):
    """Treiber, Hennecke and Helbing 2000, equation 4."""
    gap = (STANDSTILL_M + speed * HEADWAY_S) / np.sqrt(1 - (speed / 14.0) ** 4)
    assert float(acceleration(speed, gap, 0.0, 14.0)) == pytest.approx(0, abs=1e-9)


def test_a_free_road_is_the_power_law():
    speeds = np.array([0.0, 7.0, 14.0])
    wanted = ACCELERATION_M_S2 * (1 - (speeds / 14) ** 4)
    assert acceleration(speeds, np.inf, 0.0, 14.0) == pytest.approx(wanted)


@pytest.mark.parametrize("seed", range(8))
def test_a_platoon_behind_one_that_stops_never_collides(seed):
    rng = np.random.default_rng(seed)
    n, dt = 12, 0.05
    length, wanted = 4.5, rng.uniform(8, 16, n)
    front = -np.cumsum(length + rng.uniform(3, 30, n))
    v = wanted.copy()
    for i in range(1, n):
        v[i] = safe_speed(v[i], front[i - 1] - length - front[i], v[i - 1], wanted[i])
    for step in range(400):
        gap = np.concatenate([[np.inf], front[:-1] - length - front[1:]])
        ahead = np.concatenate([[0.0], v[:-1]])
        pull = acceleration(v, gap, v - ahead, wanted)
        pull[0] = -3.0 if 100 < step < 250 else pull[0]
        faster = np.maximum(v + pull * dt, 0)
        front, v = front + (v + faster) / 2 * dt, faster
        assert (front[:-1] - length - front[1:]).min() > 0
