"""The lamps of a car: what shines in their housings, and the panes before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box
from .grid import grid, mirrored
from .parts import (
    AMBER_LEFT,
    AMBER_RIGHT,
    BRAKE,
    CHROME,
    CLEAR,
    DAYLIGHT,
    LAMPS,
    LOW_BEAM,
    REAR_LIGHT,
    TAIL,
)

if TYPE_CHECKING:
    from .shell import Shell

__all__ = ["lamps", "patch"]


def patch(
    shell: Shell, begin: float, end: float, low: float, high: float, depth_m: float, part: int, rows: int = 3
) -> Mesh:
    """A piece of the skin's surface, sunk by ``depth_m``, between lengths and levels, on the left side."""
    columns = np.linspace(begin, end, max(3, int((end - begin) / 0.03)))
    inner = shell.columns[(shell.columns > begin + 1e-4) & (shell.columns < end - 1e-4)]
    columns = np.unique(np.concatenate([columns[[0, -1]], inner]))
    points = shell.surface(columns, np.linspace(low, high, rows), depth_m)
    return grid(points.transpose(1, 0, 2), part, around=False)


def lamps(shell: Shell) -> list[Mesh]:
    """Head and rear lamps of both sides."""
    marks = shell.marks
    begin, end = marks["lamp"], marks["lamp_end"]

    def front(a: float, b: float, low: float, high: float, depth_m: float, part: int) -> Mesh:
        span = end - begin
        return patch(shell, begin + a * span, begin + b * span, 3 + low, 3 + high, depth_m, part)

    found = [front(0.0, 1.0, 0.0, 1.0, 0.001, LAMPS)]
    strip = {"top": (0.80, 0.93), "bottom": (0.08, 0.20)}[shell.car.daylight]
    found.append(front(0.03, 0.92, *strip, 0.025, DAYLIGHT))
    amber_l = [front(0.70, 0.90, 0.30, 0.70, 0.035, AMBER_LEFT)]
    found += _projectors(shell, begin, end)

    first, last = marks["tail_end"], marks["tail"]

    def rear(a: float, b: float, low: float, high: float, depth_m: float, part: int) -> Mesh:
        span = last - first
        return patch(shell, first + a * span, first + b * span, 3 + low, 3 + high, depth_m, part)

    found.append(rear(0.0, 1.0, 0.34, 1.0, 0.001, TAIL))
    found.append(rear(0.0, 1.0, 0.0, 0.34, 0.001, CLEAR))
    found.append(rear(0.05, 0.95, 0.84, 0.94, 0.02, REAR_LIGHT))
    found.append(rear(0.30, 0.92, 0.42, 0.76, 0.028, BRAKE))
    amber_l.append(rear(0.30, 0.92, 0.06, 0.30, 0.028, AMBER_LEFT))
    right = [mirrored(mesh) for mesh in found]
    amber_r = [_renumbered(mirrored(mesh), AMBER_RIGHT) for mesh in amber_l]
    # The third brake light lies within the rear window's upper edge.
    return [*found, *amber_l, *right, *amber_r]


def _projectors(shell: Shell, begin: float, end: float) -> list[Mesh]:
    """Two round modules with a chrome ring, sunk into the left headlamp."""
    height = shell.car.lamp_height_m
    size = 0.62 * min(height, 0.13)
    found = []
    for share in (0.22, 0.47):
        at = shell.surface(np.array([begin + share * (end - begin)]), np.array([3.45]), 0.04)[0, 0]
        ring = rounded_box((0.03, size * 1.25, size * 1.25), 0.015, parts=CHROME)
        eye = rounded_box((0.03, size, size), min(0.014, size / 3), steps=3, parts=LOW_BEAM)
        found.append(placed(ring, at[0] - 0.012, at[1], at[2] - 0.62 * size))
        found.append(placed(eye, at[0], at[1], at[2] - 0.5 * size))
    return found


def _renumbered(mesh: Mesh, part: int) -> Mesh:
    return Mesh(mesh.vertices, mesh.triangles, part=np.full(len(mesh.triangles), part, np.int32))
