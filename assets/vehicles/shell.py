"""The lower body of a car: one skin from the sill over the shoulder to the middle of bonnet and boot.

The skin is a grid: its columns run around the plan, its rows upwards. Rows and columns come in close pairs
where something ends (a lamp, a door), so that gaps and recesses have sharp sides.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh, join
from .grid import Points, grid, mirrored, smoothed, welded
from .parts import BODY, HOUSING, INTERIOR, TRIM
from .plan import Plan

if TYPE_CHECKING:
    from .car import Car

__all__ = ["Shell"]

_GAP = 0.0025
_LIP = 0.055
_ROLL = 0.05
_BANDS = (2, 2, 3, 4, 4)
"""Rows between neighbouring levels."""
_DECK = (0.965, 0.90, 0.88, 0.72, 0.5, 0.25, 0.0)
_BONNET = (4.86, 4.92)
"""Rows on both sides of the gap about the bonnet."""
Mask = npt.NDArray[np.bool_]


class Shell:
    """The skin of a car's lower body.

    Its six levels, from below: 0 the lower edge, 1 the top of the sill, 2 the top of the lower intake and of
    the rear bumper, 3 and 4 the lower and upper edge of the lamps and, on the sides, of the doors' hollow,
    5 the shoulder. ``rho`` counts them: 3.5 is the lamps' middle.
    """

    def __init__(self, car: Car) -> None:
        self.car = car
        half, wide = car.length_m / 2, car.width_m / 2
        bow, tail = car.bow_m, 0.6 * car.bow_m
        self.plan = Plan(
            np.array(
                [
                    (half, 0),
                    (half, 0.42 * wide),
                    (half - 0.42 * bow, 0.72 * wide),
                    (half - bow - 0.10, 0.935 * wide),
                    (half - 0.66, 0.985 * wide),
                    (0.40 * half, wide),
                    (-0.40 * half, wide),
                    (-half + 0.52, 0.985 * wide),
                    (-half + tail + 0.06, 0.95 * wide),
                    (-half + 0.4 * tail, 0.78 * wide),
                    (-half, 0.42 * wide),
                    (-half, 0),
                ]
            )
        )

    def top(self, x: Points, y: Points | float) -> Points:
        """Height of the deck (bonnet, boot; the belt at its edge), metres."""
        car = self.car
        half, screen = car.length_m / 2, car.length_m / 2 - car.screen_m
        rear = -half + car.boot_m
        edge = smoothed(
            np.asarray(x),
            [
                -half,
                max(rear - 0.12, -half + 0.01),
                rear + 0.12,
                screen - 0.5,
                screen + 0.05,
                half - 0.42,
                half,
            ],
            [
                car.boot_height_m,
                car.boot_height_m + 0.01,
                car.belt_m + 0.03,
                car.belt_m,
                car.belt_m - 0.015,
                car.nose_m + 0.5 * (car.belt_m - car.nose_m),
                car.nose_m,
            ],
            0.14,
        )
        share = np.abs(np.asarray(y)) / (car.width_m / 2)
        ridge = np.where(np.asarray(x) > screen, 0.014, 0.0) * np.exp(-(((share - 0.62) / 0.10) ** 2))
        return np.asarray(edge + car.crown_m * (1 - share**2) + ridge)

    def edge(self, x: Points, sideways: Points) -> Points:
        """Height of the lower edge: the arches over the wheels, the sill, the lips of the bumpers."""
        car = self.car
        u = np.abs(2 * x / car.length_m)
        low = car.clearance_m + 0.03 + 0.06 * u**8
        radius = car.wheel_m / 2 + _LIP
        for axle in car.axles:
            over = radius**2 - (x - axle) ** 2
            arch = car.wheel_m / 2 + np.sqrt(np.maximum(over, 0))
            low = np.where((over >= -1e-9) & (sideways > 0.5), arch, low)
        return np.asarray(low)

    def _levels(self, s: Points) -> tuple[Points, Points, Points, Points]:
        """Heights and insets, shape (columns, 10): levels 1 to 4 twice, below and above their gap."""
        car = self.car
        x, y = self.plan.point(s)
        nx, ny = self.plan.normal(s)
        front, rear, side = np.maximum(nx, 0) ** 2, np.maximum(-nx, 0) ** 2, ny**2
        share = (y / (car.width_m / 2)) ** 2
        low = self.edge(x, side)
        shoulder = self.top(x, y) - _ROLL
        up = car.raised_m
        nose = car.nose_m + car.crown_m - _ROLL - 0.02
        lamp = nose - 0.03 + (car.lamp_slant_m - 0.5 * car.crown_m) * share
        ends: tuple[tuple[Points | float, float | Points, float | Points], ...] = (
            (car.clearance_m + 0.13, car.clearance_m + 0.15, car.clearance_m + 0.18),
            (0.46 + 0.7 * up, 0.46 + 0.6 * up, 0.50 + 0.8 * up),
            (lamp - car.lamp_height_m, 0.60 + up, self._rear_lamp(0)),
            (lamp, car.belt_m - 0.155 + 0.015 * (0.5 - x / car.length_m), self._rear_lamp(1)),
        )
        z = [low]
        for number, (at_front, at_side, at_rear) in enumerate(ends, start=1):
            height = front * at_front + side * at_side + rear * at_rear
            height = np.maximum(height, z[-1] + (0.016 if number > 1 else 0.03))
            height = np.minimum(height, shoulder - 0.012 * (5 - number))
            z += [height - _GAP, height + _GAP]
        z.append(shoulder)
        lean = car.lean
        insets_front = (0.10, 0.035, 0.03, 0.0, 0.004, 0.035 * lean, 0.035 * lean, 0.085 * lean, 0.09 * lean)
        front_inset = np.array([*insets_front, 0.15 * lean])
        rear_inset = np.array([0.07, 0.012, 0.008, 0.0, 0.022, 0.03, 0.03, 0.04, 0.04, 0.05])
        side_inset = np.array([0.045, 0.012, 0.004, 0.006, 0.006, 0.016, 0.016, 0.002, 0.0, 0.028])
        arch = np.abs(x[:, None] - np.array(car.axles)).min(axis=1) / (car.wheel_m / 2 + 0.22)
        flare = side[:, None] * np.clip(1 - arch**4, 0, 1)[:, None]
        flat = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.002, 0.002, 0.002, 0.0, 0.028])
        along = (front[:, None] * front_inset + rear[:, None] * rear_inset) * np.sign(nx)[:, None]
        across = side[:, None] * (side_inset + flare * (flat - side_inset))
        return np.stack(z, axis=1), along, across, np.stack([x, y], axis=1)

    def _rear_lamp(self, which: int) -> float:
        car = self.car
        top = car.boot_height_m - _ROLL - 0.035
        return top if which else top - car.tail_lamp_m

    def surface(self, s: Points, rho: Points, depth_m: float = 0.0) -> Points:
        """Points of the skin's outside, shape (rho, s, 3), sunk by ``depth_m``."""
        z, along, across, flat = self._levels(s)
        knots = np.array([0.0, *(n + d for n in range(1, 5) for d in (-1e-3, 1e-3)), 5.0])
        # All columns share their knots: each row is one mix of two levels.
        above = np.clip(np.searchsorted(knots, rho, side="right"), 1, len(knots) - 1)
        share = np.clip((rho - knots[above - 1]) / (knots[above] - knots[above - 1]), 0.0, 1.0)[:, None]
        out = np.empty((len(rho), len(s), 3))
        nx, ny = self.plan.normal(s)
        for axis, level in enumerate((along.T, across.T, z.T)):
            out[..., axis] = (1 - share) * level[above - 1] + share * level[above]
        out[..., :2] = flat - out[..., :2]
        out[..., 0] -= depth_m * nx
        out[..., 1] -= depth_m * ny
        return out

    @cached_property
    def marks(self) -> dict[str, float]:
        """Lengths along the plan at which something begins or ends."""
        car, plan = self.car, self.plan
        wide, half = car.width_m / 2, car.length_m / 2
        first, second, last = car.shut_lines
        return {
            "plate": plan.front(0.275),
            "grille": plan.front(car.grille_share * wide),
            "lamp": plan.front(car.lamp_share * wide),
            "vent": plan.front(0.72 * wide),
            "lamp_end": plan.side(half - car.bow_m - car.lamp_wrap_m),
            "door": plan.side(first),
            "pillar": plan.side(second),
            "door_end": plan.side(last),
            "tail_end": plan.side(-half + car.tail_wrap_m),
            "gate": plan.rear(0.80 * wide),
            "tail": plan.rear(car.tail_share * wide),
            "recess": plan.rear(0.31),
        }

    @cached_property
    def columns(self) -> Points:
        """Lengths along the plan, ascending."""
        car, plan = self.car, self.plan
        radius = car.wheel_m / 2 + _LIP
        arch = radius * np.cos(np.linspace(0, np.pi, 23))
        near = np.concatenate([[radius + 0.004], arch, [-radius - 0.004]])
        arches = np.array([plan.side(axle + step) for axle in car.axles for step in near])
        pairs = np.array([mark + d for mark in self.marks.values() for d in (-_GAP, _GAP)])
        pairs = np.concatenate([pairs, arches, [plan.length_m - _GAP]])
        free = np.linspace(0, plan.length_m, 125)
        keep = np.abs(free[:, None] - pairs).min(axis=1) > 0.007
        keep[[0, -1]] = True
        return np.unique(np.concatenate([free[keep], pairs]))

    @cached_property
    def rows(self) -> Points:
        """Values of ``rho`` of the rows of the wall."""
        parts = []
        for band, count in enumerate(_BANDS):
            low, high = band + (1e-3 if band else 0.0), band + 1 - (1e-3 if band < 4 else 0.0)
            parts.append(np.linspace(low, high, count + 2))
        return np.unique(np.concatenate([*parts, _BONNET]))

    def within(self, begin: str | float, end: str | float, low: float, high: float) -> tuple[Mask, Mask]:
        """Columns and rows that lie inside a field between marks and levels."""
        s0 = self.marks[begin] + _GAP if isinstance(begin, str) else begin
        s1 = self.marks[end] - _GAP if isinstance(end, str) else end
        columns = (self.columns > s0 - 1e-6) & (self.columns < s1 + 1e-6)
        rows = (self.rows > low) & (self.rows < high)
        return columns, rows

    def mesh(self) -> Mesh:
        """The whole skin, both sides."""
        wall = self.surface(self.columns, self.rows)
        part = np.full((len(self.rows) - 1, len(self.columns) - 1), BODY, np.int32)
        nx, ny = self.plan.normal(self.columns)
        inward = np.stack([-nx, -ny, 0 * nx], axis=1)
        for begin, end, low, high, depth, number in self._fields():
            columns, rows = self.within(begin, end, low, high)
            inside = rows[:, None] & columns
            wall[inside] += (depth * inward)[None].repeat(len(rows), axis=0)[inside]
            part[_faces(rows)[:, None] & _faces(columns)] = number
        for begin, end, low, high in self._gaps():
            self._cut(part, wall, inward, begin, end, low, high)
        return self._closed(wall, part)

    def _fields(self) -> list[tuple[str | float, str | float, float, float, float, int]]:
        """Begin, end, lowest and highest level, depth and part of what is sunk into the wall or coloured."""
        car = self.car
        end = self.plan.length_m
        found: list[tuple[str | float, str | float, float, float, float, int]] = [
            (0.0, end, 0.0, 1.0, 0.0, TRIM),
            (0.0, "vent", 1.0, 2.0, 0.03, TRIM),
            ("lamp", "lamp_end", 3.0, 4.0, 0.06, HOUSING),
            ("tail_end", "tail", 3.0, 4.0, 0.05, HOUSING),
            ("recess", end, 2.0, 3.0, 0.025, BODY),
        ]
        if car.grille == "tall":
            found.append((0.0, "grille", 2.0, 4.0, 0.03, TRIM))
        elif car.grille == "wide":
            found.append((0.0, "lamp", 3.0, 4.0, 0.025, TRIM))
        elif car.grille == "slim":
            found.append((0.0, "grille", 3.0, 4.0, 0.025, TRIM))
        if not car.cladding:
            found[0] = (0.0, end, 0.0, 0.5, 0.0, TRIM)
        return found

    def _gaps(self) -> list[tuple[str | float, str | float, float, float]]:
        """Shut lines: between marks along a level, or along a mark between levels."""
        screen = self.plan.side(self.car.length_m / 2 - self.car.screen_m + 0.06)
        found: list[tuple[str | float, str | float, float, float]] = [
            (0.0, screen, 4.89, 4.89),
            ("door", "door_end", 1.0, 1.0),
            ("lamp_end", self.plan.side(self.car.axles[0] + self.car.wheel_m / 2), 3.0, 3.0),
            ("gate", self.plan.length_m, 2.0, 2.0),
            ("gate", "gate", 2.0, 3.0),
            (self.plan.side(self.car.axles[1] - self.car.wheel_m / 2), "tail_end", 3.0, 3.0),
        ]
        doors = ("door", "pillar") if self.car.panel_van else ("door", "pillar", "door_end")
        if self.car.panel_van:
            found.append((self.plan.length_m - _GAP, self.plan.length_m, 2.0, 5.0))
        return found + [(mark, mark, 1.0, 5.0) for mark in doors]

    def _cut(
        self,
        part: npt.NDArray[np.int32],
        wall: Points,
        inward: Points,
        begin: str | float,
        end: str | float,
        low: float,
        high: float,
    ) -> None:
        """Blacken the narrow strip of a shut line."""
        s0 = self.marks[begin] - _GAP if isinstance(begin, str) else begin
        s1 = self.marks[end] + _GAP if isinstance(end, str) else end
        middle = (self.columns[1:] + self.columns[:-1]) / 2
        across = (middle > s0) & (middle < s1)
        rho = (self.rows[1:] + self.rows[:-1]) / 2
        if low == high:
            upright = np.zeros(len(rho), bool)
            upright[np.argmin(np.abs(rho - low))] = True
        else:
            upright = (rho > low - 2e-3) & (rho < high + 2e-3)
        part[upright[:, None] & across] = TRIM

    def _closed(self, wall: Points, part: npt.NDArray[np.int32]) -> Mesh:
        """Wall, shoulder, deck and floor of both sides in one."""
        car = self.car
        x, _ = self.plan.point(self.columns)
        nx, ny = self.plan.normal(self.columns)
        rim = wall[-1]
        shoulder = []
        for a in np.linspace(0, np.pi / 2, 5)[1:]:
            point = rim.copy()
            point[:, 0] -= _ROLL * (1 - np.cos(a)) * nx
            point[:, 1] -= _ROLL * (1 - np.cos(a)) * ny
            lift = self.top(point[:, 0], point[:, 1]) - rim[:, 2]
            point[:, 2] += lift * np.sin(a)
            shoulder.append(point)
        ledge = shoulder[-1]
        cabin = self._cabin(ledge[:, 0])
        deck = []
        for number, scale in enumerate(_DECK):
            point = ledge * [1.0, scale, 1.0]
            point[:, 2] = self.top(point[:, 0], point[:, 1]) - (0.42 * cabin if number > 1 else 0)
            deck.append(point)
        low = wall[0]
        inner = np.minimum(low[:, 1], car.width_m / 2 - 0.29)
        floor = np.full(len(x), car.clearance_m) + 0.06 * np.abs(2 * x / car.length_m) ** 8
        at = low[:, 0] - 0.03 * nx
        under = [
            np.stack([at, 0 * inner, floor], axis=1),
            np.stack([at, inner, floor], axis=1),
            np.stack([at, inner, low[:, 2] - 0.01], axis=1),
        ]
        points = np.stack([*under, *wall, *shoulder, *deck])
        below = np.full((3, part.shape[1]), TRIM, np.int32)
        roll = np.full((4, part.shape[1]), BODY, np.int32)
        marks = [m for name, m in self.marks.items() if name in ("door", "pillar", "door_end")]
        middle = (self.columns[1:] + self.columns[:-1]) / 2
        if car.panel_van:
            marks = marks[:2]
        roll[:, np.abs(middle[:, None] - marks).min(axis=1) < _GAP] = TRIM
        above = np.full((len(_DECK), part.shape[1]), BODY, np.int32)
        above[2:, (cabin[1:] + cabin[:-1]) > 0.1] = INTERIOR
        numbers = np.concatenate([below, part, roll, above])
        half = grid(points.transpose(1, 0, 2), numbers.T, around=False)
        return welded(join(half, mirrored(half)))

    def _cabin(self, x: Points) -> Points:
        """1 where the deck is the cabin's floor, 0 where it is bonnet or boot."""
        half = self.car.length_m / 2
        screen, rear = half - self.car.screen_m, -half + self.car.boot_m
        return np.clip((x - rear - 0.10) / 0.10, 0, 1) * np.clip((screen - 0.16 - x) / 0.10, 0, 1)


def _faces(points: Mask) -> Mask:
    """Intervals of which both ends are marked."""
    return np.asarray(points[1:] & points[:-1])
