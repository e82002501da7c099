"""Spray behind vehicles: on wet roads only, behind their wheels, more the faster they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from cyclorama import Draw, Motion, pose
from cyclorama.assets import vehicles
from cyclorama.scenes.driving.conditions import Conditions, conditions
from cyclorama.scenes.driving.plumes import plumes
from cyclorama.scenes.driving.site import Item
from cyclorama.scenes.scene import Thing

RAIN = conditions(Draw(1, 1, {"weather": "rain", "wetness": 0.9}))
EYE = np.zeros(3)
CAR = vehicles.KINDS["hatchback"](Draw(1, 1))


def _densities(speed_m_s: float, around: Conditions = RAIN, at_m: float = 15.0) -> list[float]:
    motion = Motion((speed_m_s, 0.0, 0.0)) if speed_m_s else None
    thing = Thing(CAR, pose((at_m, 2.0, 0.0)), motion=motion)
    found = plumes([Item(thing, "vehicle")], around, EYE)
    assert all(at_m + 0.5 > cloud.at_m[0] for cloud in found)
    assert all(abs(cloud.at_m[1] - 2.0) < 1.2 for cloud in found)
    return [cloud.density_per_m for cloud in found]


def test_faster_is_thicker_and_who_waits_or_is_far_raises_none() -> None:
    assert max(_densities(20.0)) > 2 * max(_densities(11.0)) > 0
    assert _densities(0.0) == _densities(3.0) == _densities(20.0, at_m=300.0) == []


def test_a_dry_road_raises_none() -> None:
    assert _densities(20.0, replace(RAIN, wetness=0.0)) == []
