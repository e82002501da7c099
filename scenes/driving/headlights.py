"""What vehicles' lamps throw on the road, at dusk and by night."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..frames import Matrix
from ..light import Light, SpotLight
from .gaps import EGO_FRONT_M
from .site import Item

__all__ = ["headlights"]

_REACH_M = 60.0
_MOST = 14
"""Vehicles whose light is followed: the nearest."""
_POWER_W = 420.0
_DOWN = 0.025
"""Slope of a low beam's axis, so that it meets the road some 25 m ahead."""


def headlights(ego: Matrix, items: Iterable[Item]) -> tuple[Light, ...]:
    """Low beams of the camera's car and of those around it that have them on.

    Args:
        ego: (4, 4): the camera's car, x forwards, its origin on the road.
        items: of the street.
    """
    found = _pair(ego, EGO_FRONT_M, 0.62, 0.66)
    near = []
    for item in items:
        if item.role != "vehicle" or item.thing.attributes.get("lights") != "low_beam":
            continue
        away = float(np.linalg.norm(item.thing.world_from_thing[:2, 3] - ego[:2, 3]))
        if away < _REACH_M:
            near.append((away, item))
    for _, item in sorted(near, key=lambda pair: pair[0])[:_MOST]:
        high = item.thing.model.mesh.bounds[1]
        height = 0.33 * min(float(high[2]), 2.2) + 0.13
        found += _pair(item.thing.world_from_thing, float(high[0]) - 0.05, 0.63, height)
    return tuple(found)


def _pair(matrix: Matrix, x: float, y: float, z: float) -> list[Light]:
    lights: list[Light] = []
    for side in (-1, 1):
        place = matrix @ [x + 0.08, side * y, z, 1.0]
        # To the kerb's side a little, and down.
        aim = matrix[:3, :3] @ [1.0, -0.03, -_DOWN]
        lights.append(
            SpotLight(
                (float(place[0]), float(place[1]), float(place[2])),
                (float(aim[0]), float(aim[1]), float(aim[2])),
                angle_deg=62.0,
                power_w=_POWER_W,
                blend=0.85,
                radius_m=0.06,
                kelvin=4800.0,
            )
        )
    return lights
