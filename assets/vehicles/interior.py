"""What is seen through the panes of a car: dashboard, steering wheel, seats, mirror."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..mesh import Mesh, join
from ..shapes.solids import placed, rounded_box
from .grid import grid
from .parts import GLOSS, INTERIOR, TRIM

if TYPE_CHECKING:
    from .car import Car

__all__ = ["interior"]


def interior(car: Car) -> list[Mesh]:
    """Left-hand drive; all of it stays below the panes."""
    half = car.length_m / 2
    screen = half - car.screen_m
    floor = car.belt_m - 0.40
    tall = car.height_m - car.belt_m
    dash = rounded_box((0.30, car.width_m * 0.70, 0.33), 0.06, parts=INTERIOR)
    found = [placed(dash, screen - 0.36, 0, floor)]
    display = rounded_box((0.02, 0.26, 0.13), 0.005, parts=GLOSS)
    found.append(placed(display, screen - 0.50, 0, car.belt_m - 0.12))
    found.append(_wheel(screen - 0.60, 0.36, car.belt_m - 0.06))
    rows = [1.15] if car.panel_van else [1.15, 1.95]
    for number, back in enumerate(rows):
        x = max(screen - back, -half + car.boot_m + 0.42 + 0.4 * car.rear_rake_m)
        for side in (1, -1):
            seat = rounded_box((0.14, 0.48, 0.34 + 0.36 * tall), 0.06, parts=INTERIOR)
            head = rounded_box((0.10, 0.26, 0.17), 0.05, parts=INTERIOR)
            lean = 0.30 if number == 0 else 0.22
            found.append(_leant(seat, lean, x, side * 0.36, floor))
            found.append(_leant(head, lean, x - lean * 0.36, side * 0.36, floor + 0.36 + 0.36 * tall))
    glass = rounded_box((0.02, 0.24, 0.07), 0.01, parts=TRIM)
    found.append(placed(glass, screen - 0.92 * car.rake_m - 0.14, 0, car.height_m - 0.23))
    return found


def _leant(mesh: Mesh, lean: float, x: float, y: float, z: float) -> Mesh:
    """Sheared backwards by ``lean`` a metre of height, then moved."""
    matrix = np.eye(4)
    matrix[0, 2] = -lean
    matrix[:3, 3] = x, y, z
    return mesh.transformed(matrix)


def _wheel(x: float, y: float, z: float) -> Mesh:
    """A steering wheel, leant as a driver's."""
    a = np.linspace(0, 2 * np.pi, 25)
    b = np.linspace(0, 2 * np.pi, 9)[:-1]
    radius, thick = 0.18, 0.015
    around = radius + thick * np.cos(b)[None, :]
    points = np.stack(
        [
            np.broadcast_to(thick * np.sin(b), (25, 8)),
            np.cos(a)[:, None] * around,
            np.sin(a)[:, None] * around,
        ],
        axis=2,
    )
    ring = grid(points, TRIM)
    hub = placed(rounded_box((0.05, 0.34, 0.10), 0.02, parts=TRIM), 0, 0, -0.05)
    matrix = np.eye(4)
    c, s = np.cos(0.42), np.sin(0.42)
    matrix[0, [0, 2]], matrix[2, [0, 2]] = (c, s), (-s, c)
    matrix[:3, 3] = x, y, z
    both = [ring.transformed(matrix), hub.transformed(matrix)]
    return join(*both)
