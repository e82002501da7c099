"""The Intelligent Driver Model: how hard a driver accelerates or brakes behind another.

M. Treiber, A. Hennecke, D. Helbing, "Congested traffic states in empirical observations and microscopic
simulations", Physical Review E 62(2), 2000, equations 1 to 3. The constants are those of city traffic in
M. Treiber, A. Kesting, "Traffic Flow Dynamics", 2013, table 11.2.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["HARDEST_M_S2", "STANDSTILL_M", "acceleration", "safe_speed"]

Array = npt.NDArray[np.float64]

HEADWAY_S = 1.0
STANDSTILL_M = 2.0
ACCELERATION_M_S2 = 1.0
BRAKING_M_S2 = 1.5
_EXPONENT = 4.0
HARDEST_M_S2 = 8.0
"""What tyres on a road can do."""


def acceleration(
    speed_m_s: npt.ArrayLike,
    gap_m: npt.ArrayLike,
    closing_m_s: npt.ArrayLike,
    wanted_m_s: npt.ArrayLike,
    standstill_m: npt.ArrayLike = STANDSTILL_M,
) -> Array:
    """m/s², at least the hardest braking; all arguments are broadcast against each other.

    Args:
        speed_m_s: of the vehicle.
        gap_m: from its front to the back of the one ahead; infinite on a free road.
        closing_m_s: its speed less that of the one ahead.
        wanted_m_s: its speed on a free road.
        standstill_m: the gap that it keeps in a queue.
    """
    v, gap, closing, wanted, least = (
        np.asarray(a, np.float64) for a in (speed_m_s, gap_m, closing_m_s, wanted_m_s, standstill_m)
    )
    dynamic = v * HEADWAY_S + v * closing / (2 * np.sqrt(ACCELERATION_M_S2 * BRAKING_M_S2))
    desired = least + np.maximum(dynamic, 0.0)
    free = (v / np.maximum(wanted, 0.1)) ** _EXPONENT
    found = ACCELERATION_M_S2 * (1 - free - (desired / np.maximum(gap, 0.01)) ** 2)
    return np.asarray(np.maximum(found, -HARDEST_M_S2))


def safe_speed(speed_m_s: float, gap_m: float, ahead_m_s: float, wanted_m_s: float) -> float:
    """The speed up to ``speed_m_s`` from which nobody need brake harder than is comfortable."""
    low, high = 0.0, speed_m_s
    if float(acceleration(high, gap_m, high - ahead_m_s, wanted_m_s)) >= -BRAKING_M_S2:
        return high
    for _ in range(30):
        middle = (low + high) / 2
        comfortable = float(acceleration(middle, gap_m, middle - ahead_m_s, wanted_m_s)) >= -BRAKING_M_S2
        low, high = (middle, high) if comfortable else (low, middle)
    return low
