"""Two-bone inverse kinematics: where an elbow or a knee goes, so that hand or foot meets its place."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..shapes.vectors import cross
from .base import Array

__all__ = ["frame", "joint", "twist_about"]

_STRAIGHT = 0.9995
"""Of both bones' length: farther than this nothing is reached, and the limb only points there."""


def joint(
    start: Array, end: Array, first_m: float, second_m: float, pole: npt.ArrayLike
) -> tuple[Array, Array]:
    """Where the joint between two bones is, and what the second one then reaches.

    The triangle of both bones and the way between their outer ends has its angle at the start by the law of
    cosines; of the circle of solutions the point nearest to the pole is taken (D. Tolani, A. Goswami,
    N. Badler, "Real-time inverse kinematics techniques for anthropomorphic limbs", Graphical Models 62(5),
    2000, whose swivel angle the pole fixes).

    Args:
        start: shoulder or hip, (3,), metres.
        end: what wrist or ankle is to meet, (3,).
        first_m, second_m: lengths of both bones.
        pole: the direction that elbow or knee points in, (3,).

    Returns:
        The joint and the reached place, which is ``end`` unless that is too far or too near.
    """
    way = end - start
    wanted = float(np.linalg.norm(way))
    u = way / max(wanted, 1e-9)
    least, most = abs(first_m - second_m) / _STRAIGHT, (first_m + second_m) * _STRAIGHT
    distance = float(np.clip(wanted, least, most))
    cosine = (first_m**2 + distance**2 - second_m**2) / (2 * first_m * distance)
    angle = float(np.arccos(np.clip(cosine, -1, 1)))
    aside = np.asarray(pole, np.float64)
    aside = aside - u * (u @ aside)
    aside = aside / max(float(np.linalg.norm(aside)), 1e-9)
    bend = start + first_m * (np.cos(angle) * u + np.sin(angle) * aside)
    return np.asarray(bend), np.asarray(start + distance * u)


def frame(first: npt.ArrayLike, second: npt.ArrayLike) -> Array:
    """(3, 3), right-handed, its columns along ``first``, nearest to ``second``, and across both."""
    a = np.asarray(first, np.float64)
    a = a / np.linalg.norm(a)
    b = np.asarray(second, np.float64)
    b = b - a * (a @ b)
    b = b / np.linalg.norm(b)
    return np.stack([a, b, cross(a, b)], axis=1)


def twist_about(turn: Array, axis: Array) -> float:
    """How far a (3, 3) rotation turns about an axis, degrees: the twist of its swing-twist decomposition."""
    trace = float(np.trace(turn))
    spin = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    # As of the quaternion (w, v): 2 atan2(v . axis, w), w = sqrt(1 + trace) / 2.
    w = np.sqrt(max(1 + trace, 1e-12)) / 2
    return float(np.degrees(2 * np.arctan2(spin @ axis / (4 * w), w)))
