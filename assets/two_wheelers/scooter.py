"""A scooter: small wheels, a board for the feet, a shield before the legs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..contacts import Contacts, point
from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import Array, hull, smooth, tube, xyz
from .cast_wheel import cast_wheel
from .motorcycle_fittings import headlamp, indicator, mirror, mudguard, plate, tail_lamps
from .parts import (
    ACCENT,
    ALLOY,
    AMBER_LEFT,
    AMBER_RIGHT,
    BLACK,
    CHROME,
    ENGINE,
    GLASS,
    GRIP,
    HEADLAMP,
    LENS,
    PAINT,
    SADDLE,
)

__all__ = ["Scooter"]

_UPRIGHT = np.array([[0.0, 0, -1, 0], [0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]])
"""Turns a body along x into one along z; its upper side then looks backwards."""


@dataclass(frozen=True)
class Scooter:
    """A scooter on z = 0, facing +x, its rear axle at x = 0 before it is moved.

    Attributes:
        classic: round cowls and a round lamp in the bars, or a modern angular nose.
        wheel_m: radius of the wheels with their tyres.
        tyre_m: width of the tyres.
        wheelbase_m: from axle to axle.
        seat_m: height of the seat.
        screen: a windscreen.
        case: a box behind.
        steer_deg: to the left.
    """

    classic: bool = True
    wheel_m: float = 0.225
    tyre_m: float = 0.10
    wheelbase_m: float = 1.29
    seat_m: float = 0.79
    screen: bool = False
    case: bool = False
    steer_deg: float = 0.0

    @property
    def bars(self) -> Array:
        """Middle of the bars, (3,)."""
        return self.on_steering(1.02)

    def on_steering(self, z_m: float) -> Array:
        """The place on the steering axis at a height, (3,)."""
        return np.array([self.wheelbase_m - 0.48 * (z_m - self.wheel_m), 0.0, z_m])

    def steered(self) -> Array:
        """(4, 4): what turning the bars does to what turns with them."""
        a, b = self.on_steering(0.0), self.on_steering(1.0)
        u, angle = (b - a) / np.linalg.norm(b - a), np.radians(self.steer_deg)
        k = np.array([[0, -u[2], u[1]], [u[2], 0, -u[0]], [-u[1], u[0], 0]])
        m = np.eye(4)
        m[:3, :3] += np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
        m[:3, 3] = a - m[:3, :3] @ a
        return m

    def _grip(self, side: float) -> tuple[Array, Array]:
        axis = np.array([-0.28, side, -0.05])
        axis /= np.linalg.norm(axis)
        return self.bars + xyz(-0.075, side * 0.29, 0.005), axis

    def contacts(self) -> Contacts:
        """Where its rider touches it."""
        turn = self.steered()
        both = [self._grip(side) for side in (1.0, -1.0)]
        held = [point(turn[:3, :3] @ grip + turn[:3, 3]) for grip, _ in both]
        axes = [point(turn[:3, :3] @ axis) for _, axis in both]
        foot = 0.60 * self.wheelbase_m
        return Contacts(
            mount="scooter",
            seat=(0.20, 0.0, self.seat_m),
            grips=(held[0], held[1]),
            grip_axes=(axes[0], axes[1]),
            feet=((foot, 0.12, 0.315), (foot, -0.12, 0.315)),
        )

    def pieces(self) -> list[Mesh]:
        """All of it; parts are numbered as in ``parts``."""
        turn = self.steered()
        return [*self._body(), *self._rear(), *(mesh.transformed(turn) for mesh in self._front())]

    def _body(self) -> list[Mesh]:
        w, s = self.wheelbase_m, self.seat_m
        board = [
            (0.36, 0.265, 0.30, 0.06),
            (0.42, 0.27, 0.40, 0.075),
            (0.72 * w, 0.275, 0.42, 0.075),
            (0.79 * w, 0.28, 0.36, 0.06),
        ]
        found = [hull(board, BLACK, 16, 20, exponent=4.0)]
        if self.classic:
            cowl = [
                (-0.42, s - 0.21, 0.10, 0.10),
                (-0.34, s - 0.25, 0.34, 0.30),
                (-0.10, s - 0.29, 0.44, 0.46),
                (0.20, s - 0.32, 0.40, 0.50),
                (0.38, s - 0.35, 0.28, 0.44),
                (0.43, s - 0.37, 0.20, 0.30),
            ]
            for side in (1.0, -1.0):
                bulge = [
                    (-0.30, 0.44, 0.04, 0.06),
                    (-0.2, 0.43, 0.16, 0.24),
                    (0.02, 0.42, 0.2, 0.28),
                    (0.22, 0.42, 0.14, 0.22),
                    (0.32, 0.42, 0.04, 0.06),
                ]
                found.append(hull(bulge, PAINT, 16, 18, y_m=side * 0.16))
        else:
            cowl = [
                (-0.50, s - 0.06, 0.10, 0.06),
                (-0.38, s - 0.10, 0.26, 0.16),
                (-0.05, s - 0.19, 0.36, 0.30),
                (0.22, s - 0.27, 0.36, 0.44),
                (0.40, s - 0.34, 0.26, 0.40),
                (0.46, s - 0.38, 0.16, 0.2),
            ]
            for side in (1.0, -1.0):
                skirt = [
                    (-0.36, s - 0.20, 0.02, 0.05),
                    (-0.1, s - 0.26, 0.05, 0.12),
                    (0.3, s - 0.40, 0.05, 0.16),
                    (0.44, 0.32, 0.03, 0.10),
                ]
                found.append(hull(skirt, ACCENT, 14, 12, y_m=side * 0.185))
        found.append(hull(cowl, PAINT, 26, 24, exponent=2.6))
        rise = 0.02 if self.classic else 0.05
        seat = [
            (-0.40, s + rise - 0.02, 0.10, 0.05),
            (-0.32, s + rise - 0.035, 0.26, 0.11),
            (-0.06, s + rise - 0.05, 0.31, 0.12),
            (0.06, s - 0.045, 0.31, 0.09),
            (0.28, s - 0.05, 0.26, 0.10),
            (0.37, s - 0.06, 0.12, 0.06),
        ]
        found.append(hull(seat, SADDLE, 22, 20, exponent=3.0))
        # The shield: from the board up to the bars, curved round the knees.
        top, low = self.on_steering(0.92)[0] - 0.05, 0.79 * w
        shield = [
            (0.25, -low, 0.30, 0.05),
            (0.32, -low, 0.44, 0.075),
            (0.55, -(0.5 * (top + low) + 0.01), 0.50 if self.classic else 0.46, 0.085),
            (0.80, -(top + 0.02), 0.46 if self.classic else 0.40, 0.10),
            (0.91, -top, 0.30, 0.09),
            (0.95, -(top - 0.01), 0.14, 0.05),
        ]
        found.append(hull(shield, PAINT, 24, 24, exponent=3.2).transformed(_UPRIGHT))
        if not self.classic:
            nose = self.on_steering(0.75)[0]
            rows = [
                (nose - 0.12, 0.72, 0.38, 0.34),
                (nose + 0.04, 0.68, 0.36, 0.40),
                (nose + 0.16, 0.64, 0.26, 0.30),
                (nose + 0.24, 0.60, 0.10, 0.10),
            ]
            found.append(hull(rows, PAINT, 18, 22, exponent=2.5))
            for side in (1.0, -1.0):
                lens = [
                    (nose + 0.08, 0.72, 0.03, 0.02),
                    (nose + 0.13, 0.71, 0.12, 0.07),
                    (nose + 0.19, 0.68, 0.08, 0.05),
                    (nose + 0.215, 0.67, 0.02, 0.015),
                ]
                found.append(hull(lens, LENS, 10, 14, y_m=side * 0.085))
                bulb = [
                    (nose + 0.15, 0.705, 0.02, 0.02),
                    (nose + 0.18, 0.69, 0.07, 0.04),
                    (nose + 0.205, 0.675, 0.03, 0.015),
                ]
                found.append(hull(bulb, HEADLAMP, 8, 12, y_m=side * 0.08))
                found += indicator(
                    xyz(nose + 0.02, side * 0.22, 0.80), side, AMBER_LEFT if side > 0 else AMBER_RIGHT
                )
        if self.screen:
            found += self._screen()
        return found

    def _screen(self) -> list[Mesh]:
        up = np.linspace(0, 1, 6)[:, None]
        around = np.linspace(-1.2, 1.2, 13)
        at = self.bars
        radius = 0.27 - 0.05 * up**2
        x = at[0] - 0.02 - 0.10 * up + 0.45 * radius * np.cos(around)
        points = np.stack(np.broadcast_arrays(x, radius * np.sin(around), at[2] - 0.02 + 0.42 * up), axis=2)
        n, m = points.shape[:2]
        index = np.arange(n * m).reshape(n, m)
        a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
        triangles = np.concatenate(
            [np.stack([a, b, c], 2).reshape(-1, 3), np.stack([a, c, d], 2).reshape(-1, 3)]
        )
        part = np.full(len(triangles), GLASS, np.int32)
        return [Mesh(points.reshape(-1, 3).astype(np.float32), triangles.astype(np.int32), part=part)]

    def _rear(self) -> list[Mesh]:
        s = self.seat_m
        wheel = cast_wheel(self.wheel_m, self.tyre_m + 0.01, 0.075, 5, 0)
        found = [placed(wheel, *xyz(0, 0, self.wheel_m))]
        case = placed(rounded_box((0.44, 0.12, 0.18), 0.05, 2, ENGINE), 0.14, 0.13, self.wheel_m - 0.07)
        drum = placed(rounded_box((0.16, 0.10, 0.16), 0.05, 2, ALLOY), 0.0, 0.11, self.wheel_m - 0.08)
        pipe = tube(
            smooth([xyz(0.28, -0.10, 0.20), xyz(0.08, -0.15, 0.19), xyz(-0.26, -0.15, 0.25)], 8),
            [0.02, 0.035, 0.052, 0.054, 0.054, 0.054, 0.05, 0.03],
            CHROME if self.classic else BLACK,
            12,
        )
        shock = tube([xyz(-0.06, 0.13, self.wheel_m), xyz(-0.12, 0.13, s - 0.3)], 0.026, BLACK, 8)
        found += [case, drum, pipe, shock]
        back = -0.42 if self.classic else -0.50
        z = s - 0.26 if self.classic else s - 0.12
        found += tail_lamps(back + 0.015, z + 0.02, 0.12)
        found += plate(back + 0.02, z - 0.17, xyz(back + 0.1, 0, z - 0.05))
        found.append(
            mudguard(xyz(0, 0, self.wheel_m), self.wheel_m + 0.02, self.tyre_m + 0.04, (180.0, 265.0), BLACK)
        )
        for side, part in ((1.0, AMBER_LEFT), (-1.0, AMBER_RIGHT)):
            found += indicator(xyz(back + 0.07, side * 0.18, z), side, part)
        stand = [xyz(0.24, 0.12, 0.2), xyz(0.06, 0.16, 0.13), xyz(0.06, -0.16, 0.13), xyz(0.24, -0.12, 0.2)]
        found.append(tube(stand, 0.012, BLACK, 6))
        if self.case:
            found.append(placed(rounded_box((0.36, 0.40, 0.29), 0.07, 3, ACCENT), back + 0.08, 0, s + 0.08))
            found.append(placed(rounded_box((0.26, 0.2, 0.03), 0.01, 1, BLACK), back + 0.12, 0, s + 0.055))
        return found

    def _front(self) -> list[Mesh]:
        axle = xyz(self.wheelbase_m, 0, self.wheel_m)
        wheel = cast_wheel(self.wheel_m, self.tyre_m, 0.07, 5, 1)
        found = [placed(wheel, *axle)]
        found.append(tube([self.on_steering(0.5), self.on_steering(1.0)], 0.03, BLACK, 10))
        for side in (1.0, -1.0):
            at = xyz(0.0, side * (self.tyre_m / 2 + 0.035), 0)
            found.append(
                tube(
                    [self.on_steering(0.55) + 0.6 * at, axle + at], 0.02, ALLOY if self.classic else BLACK, 8
                )
            )
        guard = [
            (axle[0] - 0.26, 0.40, 0.04, 0.05),
            (axle[0] - 0.18, 0.44, 0.14, 0.14),
            (axle[0], self.wheel_m + 0.22, 0.19, 0.12),
            (axle[0] + 0.16, 0.36, 0.15, 0.12),
            (axle[0] + 0.23, 0.30, 0.05, 0.05),
        ]
        found.append(hull(guard, PAINT, 18, 16, exponent=2.6))
        bars = self.bars
        if self.classic:
            rows = [
                (bars[0] - 0.12, bars[2] + 0.01, 0.12, 0.06),
                (bars[0] - 0.04, bars[2] + 0.01, 0.40, 0.10),
                (bars[0] + 0.03, bars[2] - 0.01, 0.34, 0.14),
                (bars[0] + 0.10, bars[2] - 0.03, 0.17, 0.16),
            ]
            found.append(hull(rows, PAINT, 16, 20, exponent=2.4))
            found += headlamp(bars[0] + 0.12, bars[2] - 0.03, 0.075, CHROME)
            for side, part in ((1.0, AMBER_LEFT), (-1.0, AMBER_RIGHT)):
                found += indicator(xyz(bars[0] + 0.03, side * 0.20, bars[2] - 0.03), side, part)
        else:
            rows = [
                (bars[0] - 0.10, bars[2], 0.12, 0.05),
                (bars[0] - 0.02, bars[2] + 0.01, 0.34, 0.11),
                (bars[0] + 0.08, bars[2] - 0.02, 0.26, 0.11),
                (bars[0] + 0.13, bars[2] - 0.04, 0.10, 0.04),
            ]
            found.append(hull(rows, BLACK, 14, 18, exponent=2.6))
        for side in (1.0, -1.0):
            middle, axis = self._grip(side)
            inner, end = middle - 0.07 * axis, middle + 0.07 * axis
            found.append(tube([bars + xyz(-0.02, side * 0.12, 0), inner, end], 0.012, BLACK, 6))
            found.append(tube([inner, middle, end], 0.018, GRIP, 10))
            found.append(
                tube(smooth([inner + xyz(0.05, 0, 0), end + xyz(0.055, 0, -0.01)], 4), 0.0065, CHROME, 6)
            )
            found += mirror(inner, xyz(0.05, side * 0.10, 0.19), side)
        return found
