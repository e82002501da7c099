"""Poles of power and telephone lines, and wires that hang between two points as chains do."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from ...draw import Draw
from ..model import Model
from .finish import LOOKS, concrete, creosoted, galvanised, plain, timber
from .forms import Point, ball, box, gathered, moved, pipe, tube
from .mount import Region, Spot

__all__ = ["PowerPole", "catenary", "power_pole", "utility_pole", "wire"]

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class PowerPole:
    """A pole whose line runs along x.

    Attributes:
        model: not labelled.
        spots: where wires are tied; those of two poles of one kind fit together in their order.
    """

    model: Model
    spots: tuple[Spot, ...]


def catenary(start_m: Point, end_m: Point, sag_m: float, points: int = 16) -> npt.NDArray[np.float64]:
    """A chain between two points, shape (points, 3).

    y = a cosh((x − x0) / a) + c, with the a for which the chain between level ends of the same distance
    hangs ``sag_m`` below them: a (cosh(d / 2a) − 1) = sag. Between ends of unequal height it is the same
    curve further along, as for a chain of that tension.

    Raises:
        ValueError: the points lie above each other, or the sag is not positive.
    """
    a, b = np.asarray(start_m, np.float64), np.asarray(end_m, np.float64)
    level = b - a
    rise, level[2] = level[2], 0.0
    d = float(np.linalg.norm(level))
    if d <= 0 or sag_m <= 0:
        raise ValueError(f"catenary: ends {d:g} m apart and a sag of {sag_m:g} m; both must be positive")
    # With u = d / 2a: (cosh u − 1) / u = 2 sag / d.
    u = float(brentq(lambda u: (np.cosh(u) - 1) / u - 2 * sag_m / d, 1e-9, 20.0))
    size = d / (2 * u)
    # Height difference of two points of the curve that are d apart: 2 a sinh(d / 2a) sinh(m / a).
    middle = size * np.arcsinh(rise / (2 * size * np.sinh(u)))
    x = np.linspace(-d / 2, d / 2, points)
    z = size * (np.cosh((x + middle) / size) - np.cosh((-d / 2 + middle) / size))
    share = (x / d + 0.5)[:, None]
    curve = a + share * level
    curve[:, 2] += z
    return np.asarray(curve)


def wire(
    start_m: Point, end_m: Point, sag_m: float = 0.5, radius_m: float = 0.008, points: int = 14
) -> Model:
    """A wire between two points, in their frame: place it with the identity."""
    mesh = pipe(catenary(start_m, end_m, sag_m, points), radius_m, 4)
    return Model("wire", mesh, (plain("232426", 0.5),))


@lru_cache(maxsize=64)
def power_pole(
    height_m: float = 9.0,
    arms: int = 1,
    transformer: bool = False,
    concrete_shaft: bool = False,
    look: int = 1,
) -> PowerPole:
    """A shaft with crossarms along y and their insulators; with no arms, a bracket for a cable."""
    pieces = [tube((0, 0, -0.3), (0, 0, height_m), 0.15, 0.095, 14)]
    spots = []
    for k in range(arms):
        z = height_m - 0.35 - 0.9 * k
        half = 1.15 - 0.2 * k
        pieces.append(box((0.09, 2 * half, 0.11), (0.13, 0, z), 1, 0.008))
        for s in (-1, 1):
            pieces.append(tube((0.13, s * 0.75 * half, z), (0.05, 0, z - 0.55), 0.012, sides=6, part=2))
        for y in (-half + 0.1, -0.3 * half, 0.3 * half, half - 0.1):
            pieces.append(tube((0.13, y, z + 0.11), (0.13, y, z + 0.2), 0.012, sides=6, part=2))
            pieces.append(moved(ball(0.045, (0, 0, 0), 3, 10, 1.2), 0.13, y, z + 0.24))
            spots.append(Spot("wire", 0.13, y, z + 0.29))
    low = height_m - 0.4 - 0.9 * max(arms, 1) - (0.8 if arms else -0.7)
    pieces.append(box((0.12, 0.1, 0.16), (0.12, 0, low), 2, 0.01))
    spots.append(Spot("cable", 0.16, 0.0, low + 0.08))
    if transformer:
        z = height_m - 2.6
        pieces.append(tube((-0.36, 0, z), (-0.36, 0, z + 0.85), 0.24, sides=16, part=4))
        pieces.append(tube((-0.36, 0, z + 0.85), (-0.36, 0, z + 0.93), 0.25, 0.12, 16, 4))
        for y in (-0.1, 0.1):
            pieces.append(tube((-0.36, y, z + 0.9), (-0.36, y, z + 1.15), 0.035, 0.02, 8, 3))
        pieces.append(box((0.14, 0.05, 0.5), (-0.14, 0, z + 0.2), 2, 0.005))
    if not concrete_shaft:
        for k in range(5):
            pieces.append(box((0.05, 0.04, 0.003), (0.14, 0.0, 1.4 + 0.12 * k), 2))
    shaft = concrete("8e8b85", look) if concrete_shaft else creosoted(look)
    materials = (shaft, timber("y", look), galvanised(look), plain("5a4a40", 0.15), plain("8a8f92", 0.4))
    return PowerPole(Model("power pole", gathered(pieces), materials), tuple(spots))


def utility_pole(draw: Draw, *, region: Region = "us") -> PowerPole:
    """A pole of the region: America's carry transformers, Europe's are lower, with one arm or a cable."""
    look = draw.integer("look", 0, LOOKS - 1)
    if region == "us":
        return power_pole(
            draw.choice("height_m", (9.0, 10.0, 11.0)),
            draw.integer("arms", 1, 2),
            draw.chance("transformer", 0.3),
            False,
            look,
        )
    return power_pole(
        draw.choice("height_m", (7.0, 8.0)),
        draw.integer("arms", 0, 1),
        False,
        draw.chance("concrete", 0.3),
        look,
    )
