"""What wheels throw up from a wet road behind vehicles."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..weather import Spray
from .conditions import Conditions
from .site import Item

__all__ = ["plumes"]

_SEEN_M = 120.0
_STARTS_M_S, _FULL_M_S = 8.0, 25.0
_DRYING = 0.4
"""Of a road on which no rain falls: only what lies there can be thrown up."""
_CLOUDS = 8
_TRAIL_S = 0.45
"""How long the water is in the air, about."""
_DENSITY_PER_M = 0.5
_HEAVY = ("truck", "bus")


def plumes(items: Iterable[Item], conditions: Conditions, eye_m: np.ndarray) -> tuple[Spray, ...]:
    """Clouds behind the wheels of all that drives near ``eye_m``, by its speed and by how wet the road is."""
    if conditions.wetness <= 0.2:
        return ()
    water = conditions.wetness * (1.0 if conditions.weather == "rain" else _DRYING)
    found: list[Spray] = []
    for item in items:
        motion = item.thing.motion
        if item.role != "vehicle" or motion is None:
            continue
        speed = float(np.linalg.norm(motion.velocity_m_s))
        matrix = item.thing.world_from_thing
        if speed <= _STARTS_M_S or np.linalg.norm(matrix[:3, 3] - eye_m) > _SEEN_M:
            continue
        # The water that is thrown up goes with the square of the speed, about.
        strength = min(1.5, ((speed - _STARTS_M_S) / (_FULL_M_S - _STARTS_M_S)) ** 2) * water
        heavy = item.thing.category in _HEAVY
        found += _behind(item, speed, strength * (1.7 if heavy else 1.0), 1.3 if heavy else 1.0)
    return tuple(found)


def _behind(item: Item, speed_m_s: float, strength: float, size: float) -> list[Spray]:
    """A trail on either side, which widens, rises and thins out."""
    low, high = item.thing.model.mesh.bounds
    begin = float(low[0]) + 0.18 * float(high[0] - low[0])  # about where the rear axle is
    half = 0.4 * float(high[1] - low[1])
    sides = (-half, half) if half > 0.45 else (0.0,)
    clouds = []
    for number in range(_CLOUDS):
        share = number / (_CLOUDS - 1)
        radius = size * (0.22 + 0.38 * share)
        density = _DENSITY_PER_M * strength * (1 - share) ** 1.2 + 0.02 * strength
        for side in sides:
            at = (
                begin - 0.2 - share**1.6 * _TRAIL_S * speed_m_s,
                side * (1 + 0.25 * share),
                0.9 * radius,
                1.0,
            )
            x, y, z = (float(v) for v in (item.thing.world_from_thing @ at)[:3])
            clouds.append(Spray((x, y, z), radius, density))
    return clouds
