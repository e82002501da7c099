"""Models some way on: wheels that have rolled, cranks that have been turned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from .model import Model
from .shapes.vectors import rotation_about
from .spin import Spin

__all__ = ["cranked", "rolled", "steer_deg"]

_SAME_AXLE_M = 0.1

Array = npt.NDArray[np.float64]


def rolled(model: Model, distance_m: float, turned_rad: float = 0.0, bend_per_m: float = 0.0) -> Model:
    """The model after its middle has gone some way, every wheel turned by what it has rolled without slip.

    Its mesh keeps its triangles, so that flow can follow their points.

    Args:
        model: that has gone nowhere yet.
        distance_m: of its middle.
        turned_rad: to the left, on the way: by that the wheels of the outer side have gone farther.
        bend_per_m: curvature of the way here, positive to the left: the front wheels are turned that way.
    """
    wheels = [spin for spin in model.spins if spin.kind == "wheel"]
    if not wheels or not (distance_m or turned_rad or bend_per_m):
        return model
    steered = steer_deg(wheels, bend_per_m)
    turns = []
    for wheel, steer in zip(wheels, steered, strict=True):
        way = distance_m - turned_rad * wheel.middle_m[1]
        roll = rotation_about(wheel.axis, float(np.degrees(way / wheel.radius_m)))
        turns.append((wheel, rotation_about((0, 0, 1), steer) @ roll, np.zeros(3)))
    return _turned(model, turns)


def steer_deg(wheels: Iterable[Spin], bend_per_m: float) -> list[float]:
    """How far each wheel is turned to the left: those of a front axle with two sides, towards the bend.

    Of a wheelbase L and a radius R it is atan(L / R) (J. Y. Wong, "Theory of Ground Vehicles", 2008, 5.1),
    the same on both sides.
    """
    wheels = list(wheels)
    x = np.array([wheel.middle_m[0] for wheel in wheels])
    y = np.array([wheel.middle_m[1] for wheel in wheels])
    front = x > x.max() - _SAME_AXLE_M
    if not (~front).any() or np.ptp(y[front]) == 0:
        return [0.0] * len(wheels)
    angle = float(np.degrees(np.arctan((x[front].mean() - x[~front].max()) * bend_per_m)))
    return [angle * bool(steers) for steers in front]


def cranked(model: Model, angle_deg: float) -> Model:
    """The model with its cranks turned forwards; the pedals stay level."""
    crank = next((spin for spin in model.spins if spin.kind == "crank"), None)
    if crank is None or angle_deg == 0:
        return model
    turn = rotation_about(crank.axis, angle_deg)
    turns = []
    for spin in model.spins:
        if spin.kind == "crank":
            turns.append((spin, turn, np.zeros(3)))
        elif spin.kind == "pedal":
            arm = np.subtract(spin.middle_m, crank.middle_m)
            turns.append((spin, np.eye(3), turn @ arm - arm))
    return _turned(model, turns)


def _turned(model: Model, turns: Iterable[tuple[Spin, Array, Array]]) -> Model:
    """The model with vertices turned about their middle and moved."""
    vertices = model.mesh.vertices.copy()
    for spin, turn, step in turns:
        own = slice(spin.first, spin.last)
        middle = np.array(spin.middle_m)
        vertices[own] = (vertices[own] - middle) @ turn.T + middle + step
    return replace(model, mesh=replace(model.mesh, vertices=vertices))
