"""How far vehicles keep apart in a street that stands still, and the place of the camera's own car."""

from __future__ import annotations

import numpy as np
import shapely

from .line import Line

__all__ = ["EGO_BACK_M", "EGO_FRONT_M", "ego_region", "need", "safe_speed"]

EGO_FRONT_M, EGO_BACK_M = 2.0, 2.6
"""From the camera to the bumpers of the car that carries it."""
_REACTION_S, _BRAKING_M_S2 = 0.5, 6.0
"""Of drivers who follow closely, as most do."""


def need(speed_m_s: float, ahead_m_s: float) -> float:
    """The gap that lets one stop behind another who brakes as hard, after half a second, metres."""
    stopping = (speed_m_s**2 - ahead_m_s**2) / (2 * _BRAKING_M_S2)
    return 1.1 * max(1.0, 1.0 + _REACTION_S * speed_m_s + stopping)


def safe_speed(gap_m: float, ahead_m_s: float = 0.0) -> float:
    """The speed at which a gap is just what ``need`` asks for."""
    if not np.isfinite(gap_m):
        return float("inf")
    half = _REACTION_S * _BRAKING_M_S2
    room = 2 * _BRAKING_M_S2 * max(gap_m / 1.1 - 1.0, 0.0) + ahead_m_s**2
    return float(np.sqrt(half**2 + room) - half)


def ego_region(line: Line, halfwidth_m: float = 0.95, at_m: float = 0.0, t_m: float = 0.0) -> shapely.Polygon:
    """The place of the camera's own car, which is at arc length ``at_m`` and ``t_m`` to the left."""
    s = at_m + np.array([-EGO_BACK_M, EGO_FRONT_M])
    edges = line.at(s, t_m - halfwidth_m), line.at(s[::-1], t_m + halfwidth_m)
    return shapely.Polygon(np.concatenate(edges))
