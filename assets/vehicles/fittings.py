"""What is fixed to the outside of a car: mirrors, handles, plates, wipers, rails, exhaust, aerial, grille."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box
from ..shapes.vectors import cross
from .greenhouse import Greenhouse
from .grid import Points, grid, mirrored, welded
from .lamps import patch
from .parts import BODY, BRAKE, CHROME, GLOSS, MIRROR, PLATE, TRIM
from .plate import PLATE_SIZE_M

if TYPE_CHECKING:
    from .car import Car
    from .shell import Shell

__all__ = ["fittings", "tube"]


def tube(path: Points, radius_m: float, part: int, sides: int = 6) -> Mesh:
    """A closed rod along a path of shape (n, 3)."""
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    up = np.where(np.abs(along[:, 2:]) > 0.9, [[1.0, 0.0, 0.0]], [[0.0, 0.0, 1.0]])
    across = cross(up, along)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    over = cross(along, across)
    a = np.arange(sides) / sides * 2 * np.pi
    ring = np.cos(a)[None, :, None] * across[:, None] + np.sin(a)[None, :, None] * over[:, None]
    middle = path[:, None] + radius_m * ring
    first, last = path[:1, None] + 0.02 * radius_m * ring[:1], path[-1:, None] + 0.02 * radius_m * ring[-1:]
    points = np.concatenate([first, middle, last])
    return grid(points[::-1], part)


def fittings(car: Car, shell: Shell, greenhouse: Greenhouse) -> list[Mesh]:
    """All of them, in place."""
    found = [*_mirrors(car, shell), *_handles(car, shell), *_plates(car, shell)]
    found += [*_grille(car, shell), *_wipers(car, greenhouse), *_tail(car, shell, greenhouse)]
    found.append(_flap(shell))
    if car.rails:
        found += _rails(car, greenhouse)
    return found


def _mirrors(car: Car, shell: Shell) -> list[Mesh]:
    x = car.length_m / 2 - car.screen_m - 0.36
    wide = car.width_m / 2
    case = rounded_box((0.12, 0.20, 0.135), 0.052, steps=3, parts=BODY)
    glass = rounded_box((0.012, 0.155, 0.10), 0.005, parts=(MIRROR, TRIM, TRIM, TRIM, TRIM, TRIM))
    base = rounded_box((0.10, 0.12, 0.05), 0.015, parts=GLOSS)
    z = float(shell.top(np.array([x]), wide)[0])
    found = []
    for side in (1, -1):
        found.append(placed(case, x, side * (wide + 0.025), z + 0.03))
        found.append(placed(glass, x - 0.057, side * (wide + 0.025), z + 0.047))
        found.append(placed(base, x, side * (wide - 0.06), z + 0.0))
    return found


def _handles(car: Car, shell: Shell) -> list[Mesh]:
    _, second, last = car.shut_lines
    found = []
    places = (second + 0.14,) if car.panel_van else (second + 0.14, last + 0.16)
    for x in places:
        s = np.array([shell.plan.side(x)])
        at = shell.surface(s, np.array([4.25]))[0, 0]
        bar = rounded_box((0.20, 0.022, 0.026), 0.009, parts=CHROME if car.chrome else BODY)
        hollow = rounded_box((0.13, 0.006, 0.045), 0.002, parts=TRIM)
        for side in (1, -1):
            found.append(placed(bar, at[0], side * (at[1] + 0.016), at[2] - 0.013))
            found.append(placed(hollow, at[0], side * (at[1] - 0.001), at[2] - 0.028))
    return found


def _plates(car: Car, shell: Shell) -> list[Mesh]:
    plate = rounded_box((0.012, *PLATE_SIZE_M), 0.004, parts=PLATE)
    holder = rounded_box((0.03, 0.54, 0.13), 0.006, parts=TRIM)
    front = shell.surface(np.array([0.0]), np.array([1.55]))[0, 0]
    rear = shell.surface(np.array([shell.plan.length_m]), np.array([2.5]), 0.025)[0, 0]
    return [
        placed(holder, front[0] - 0.012, 0, front[2] - 0.065),
        placed(plate, front[0] + 0.006, 0, front[2] - 0.055),
        placed(plate, rear[0] - 0.004, 0, rear[2] - 0.055),
    ]


def _grille(car: Car, shell: Shell) -> list[Mesh]:
    """Bars before the openings, and a badge."""
    found = []
    marks = shell.marks
    low, high, end = {
        "tall": (2.0, 4.0, "grille"),
        "wide": (3.0, 4.0, "lamp"),
        "slim": (3.0, 4.0, "grille"),
        "none": (0.0, 0.0, "grille"),
    }[car.grille]
    if high > low:
        part = CHROME if car.chrome else GLOSS
        count = max(2, car.grille_bars)
        for f in (np.arange(count) + 0.5) / count:
            level = low + f * (high - low)
            bar = patch(shell, 0.0, marks[end] - 0.003, level - 0.06, level + 0.06, 0.012, part, 2)
            found += [bar, mirrored(bar)]
    mesh = patch(shell, 0.0, marks["vent"] - 0.003, 1.45, 1.56, 0.016, TRIM, 2)
    found += [mesh, mirrored(mesh)]
    front = shell.surface(np.array([0.0]), np.array([3.6]))[0, 0]
    rear = shell.surface(np.array([shell.plan.length_m]), np.array([3.35]))[0, 0]
    badge = rounded_box((0.014, 0.10, 0.08), 0.006, steps=3, parts=CHROME)
    return [*found, placed(badge, front[0], 0, front[2] - 0.04), placed(badge, rear[0], 0, rear[2] - 0.04)]


def _wipers(car: Car, greenhouse: Greenhouse) -> list[Mesh]:
    foot = greenhouse.skin(0.115)
    high = greenhouse.skin(0.19)
    found = []
    for y0, y1 in ((0.56, 0.02), (-0.08, -0.58)):
        places = []
        for y, row in ((y0, foot), (y1, high)):
            order = np.argsort(row[:8, 1])
            x = np.interp(abs(y), row[:8, 1][order], row[:8, 0][order])
            places.append((x + 0.012, y, row[0, 2] + 0.012))
        path = np.linspace(places[0], places[1], 5)
        path[:, 0] += 0.02 * np.sin(np.linspace(0, np.pi, 5))
        found.append(tube(path, 0.009, TRIM))
    return found


def _tail(car: Car, shell: Shell, greenhouse: Greenhouse) -> list[Mesh]:
    """Exhaust, third brake light, spoiler, aerial."""
    found = []
    for number in range(car.exhausts):
        y = 0.55 * car.width_m / 2
        end = shell.surface(np.array([shell.plan.rear(y)]), np.array([0.0]))[0, 0]
        pipe = np.linspace((end[0] + 0.12, y, end[2] - 0.006), (end[0] - 0.012, y, end[2] - 0.006), 3)
        pipe[:, 1] *= 1 - 2 * number
        found.append(tube(pipe, 0.032, CHROME, 12))
        found.append(tube(np.subtract(pipe, (0.003, 0.0, 0.0)), 0.026, TRIM, 12))  # its dark inside
    head = greenhouse.head
    x = float(head[-1, 0])
    z = float(greenhouse.eave(np.array([x]), np.array([0.0]))[0])
    light = rounded_box((0.03, 0.26, 0.016), 0.005, parts=BRAKE)
    if car.spoiler and not car.panel_van:
        found.append(_spoiler(greenhouse))
        found.append(placed(light, x - 0.118, 0, z - 0.042))
    elif not car.panel_van:
        found.append(placed(light, x + 0.03, 0, z - 0.045))
    if car.aerial:
        x += 0.22
        z = float(greenhouse.eave(np.array([x]), np.array([0.0]))[0])
        fin = rounded_box((0.10, 0.03, 0.05), 0.013, parts=BODY)
        matrix = np.eye(4)
        matrix[0, 2] = -0.9
        matrix[:3, 3] = x, 0, z - 0.012
        found.append(fin.transformed(matrix))
    return found


def _spoiler(greenhouse: Greenhouse) -> Mesh:
    """A wing that runs the roof on behind the rear window."""
    x0 = float(greenhouse.head[-1, 0])
    wide = float(greenhouse.head[-8, 1]) + 0.01
    y = np.linspace(-wide, wide, 17)
    bow = 0.035 * (y / wide) ** 2
    section = (
        (0.05, -0.045),
        (0.05, 0.001),
        (-0.06, -0.008),
        (-0.115, -0.016),
        (-0.12, -0.03),
        (-0.09, -0.05),
    )
    points = []
    for dx, dz in section:
        x = x0 + dx + bow
        points.append(np.stack([x, y, greenhouse.eave(np.full(17, x0), y) + dz], axis=1))
    loop = np.stack(points, axis=1)
    ends = loop.mean(axis=1, keepdims=True)
    closed = np.concatenate([ends[:1].repeat(6, axis=1), loop, ends[-1:].repeat(6, axis=1)])
    return welded(grid(closed, BODY))


def _rails(car: Car, greenhouse: Greenhouse) -> list[Mesh]:
    front, rear = greenhouse.head[0, 0] - 0.30, greenhouse.head[-1, 0] + 0.18
    x = np.linspace(front, rear, 9)
    y = np.full(9, greenhouse.wide * car.tumblehome * 0.90)
    z = greenhouse.eave(x, y) + np.array([-0.01, 0.025, *[0.035] * 5, 0.025, -0.01])
    rail = tube(np.stack([x, y, z], axis=1), 0.014, CHROME if car.chrome else TRIM)
    return [rail, mirrored(rail)]


def _flap(shell: Shell) -> Mesh:
    """The fuel flap's gap, on the right, above the rear wheel: a thin frame laid on the paint."""
    car = shell.car
    s = shell.plan.side(car.axles[1] - 0.10)
    ring = [(-0.07, 4.22), (0.07, 4.22), (0.07, 4.78), (-0.07, 4.78)]
    corners = np.array([shell.surface(np.array([s + d]), np.array([r]), -0.0005)[0, 0] for d, r in ring])
    middle = corners.mean(axis=0)
    loop = np.concatenate([corners, corners[:1]])
    inner = middle + (loop - middle) * 0.95
    return mirrored(grid(np.stack([loop, inner], axis=1), TRIM, around=False))
