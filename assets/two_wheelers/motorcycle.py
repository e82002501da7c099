"""A motorcycle: wheels, fork, engine, tank, seat and bars, placed by the measures of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..contacts import Contacts, point
from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import Array, hull, smooth, tube, turned, xyz
from . import motorcycle_fittings as fittings
from .cast_wheel import cast_wheel
from .parts import ALLOY, BLACK, CHAIN, CHROME, ENGINE, PAINT, SADDLE

__all__ = ["Motorcycle", "Style"]

Style = Literal["naked", "sport", "tourer", "cruiser"]


@dataclass(frozen=True)
class Motorcycle:
    """A motorcycle on z = 0, facing +x, its rear axle at x = 0 before it is moved.

    Attributes:
        style: which bodywork it wears.
        front_m, rear_m: radius of the wheels with their tyres.
        front_tyre_m, rear_tyre_m: widths of the tyres.
        wheelbase_m: from axle to axle.
        rake_deg: of the fork from upright.
        seat: x and z of where the rider sits.
        grips: x, y and z of the left grip's middle, steering straight ahead.
        rests: x, y and z of the left footrest.
        tank_m: height of its top.
        exhausts: silencers: 1 on the right, 2 on both sides.
        twin: a V of two cylinders in place of a row.
        wire: wire wheels.
        cases: panniers and a box behind.
        steer_deg: to the left.
    """

    style: Style = "naked"
    front_m: float = 0.30
    rear_m: float = 0.31
    front_tyre_m: float = 0.12
    rear_tyre_m: float = 0.17
    wheelbase_m: float = 1.43
    rake_deg: float = 25.0
    seat: tuple[float, float] = (0.44, 0.81)
    grips: tuple[float, float, float] = (0.94, 0.355, 1.05)
    rests: tuple[float, float, float] = (0.50, 0.23, 0.36)
    tank_m: float = 1.0
    exhausts: int = 1
    twin: bool = False
    wire: bool = False
    cases: bool = False
    steer_deg: float = 0.0

    def on_steering(self, z_m: float) -> Array:
        """The place on the steering axis at a height, (3,)."""
        lean = np.tan(np.radians(self.rake_deg))
        foot = self.wheelbase_m - 0.04
        return np.array([foot - lean * (z_m - self.front_m), 0.0, z_m])

    def steered(self) -> Array:
        """(4, 4): what turning the bars does to what turns with them."""
        a, b = self.on_steering(0.0), self.on_steering(1.0)
        u, angle = (b - a) / np.linalg.norm(b - a), np.radians(self.steer_deg)
        k = np.array([[0, -u[2], u[1]], [u[2], 0, -u[0]], [-u[1], u[0], 0]])
        m = np.eye(4)
        m[:3, :3] += np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
        m[:3, 3] = a - m[:3, :3] @ a
        return m

    def grip_axis(self, side: float) -> Array:
        """Along a grip to its outer end, (3,): swept back, more so on a cruiser."""
        back = {"cruiser": 0.55, "sport": 0.30}.get(self.style, 0.22)
        axis = np.array([-back, side, -0.12])
        return np.asarray(axis / np.linalg.norm(axis))

    def contacts(self) -> Contacts:
        """Where its rider touches it."""
        turn = self.steered()
        x, y, z = self.grips
        held = [point(turn[:3, :3] @ np.array([x, side * y, z]) + turn[:3, 3]) for side in (1.0, -1.0)]
        axes = [point(turn[:3, :3] @ self.grip_axis(side)) for side in (1.0, -1.0)]
        fx, fy, fz = self.rests
        return Contacts(
            mount="motorcycle",
            seat=(self.seat[0], 0.0, self.seat[1]),
            grips=(held[0], held[1]),
            grip_axes=(axes[0], axes[1]),
            feet=((fx + 0.02, fy, fz + 0.014), (fx + 0.02, -fy, fz + 0.014)),
        )

    def pieces(self) -> list[Mesh]:
        """All of it; parts are numbered as in ``parts``."""
        turn = self.steered()
        fixed = [*self._chassis(), *self._engine(), *self._body(), *fittings.fixed(self)]
        turning = [*self._fork(), *fittings.turning(self)]
        return [*fixed, *(mesh.transformed(turn) for mesh in turning)]

    def _chassis(self) -> list[Mesh]:
        axle, pivot = xyz(0, 0, self.rear_m), xyz(0.36 * self.wheelbase_m, 0, 0.40)
        head, low = self.on_steering(0.88), self.on_steering(0.74)
        spokes = 32 if self.wire else 5
        wheel = cast_wheel(self.rear_m, self.rear_tyre_m, 0.095 if self.wire else 0.085, spokes, 1, self.wire)
        half = self.rear_tyre_m / 2 + 0.035
        found = [placed(wheel, *axle), tube([low, head], 0.034, BLACK, 12)]
        for side in (1.0, -1.0):
            at = xyz(0, side * half, 0)
            found.append(
                tube(
                    [axle + at, 0.5 * (axle + pivot) + at + xyz(0, 0, 0.02), pivot + 0.8 * at],
                    0.022,
                    ALLOY,
                    8,
                    flat=1.4,
                )
            )
            found.append(
                tube(
                    [axle + at - xyz(0, side * 0.015, 0), axle + at + xyz(0, side * 0.02, 0)],
                    0.017,
                    CHROME,
                    8,
                )
            )
            spine = [
                low + xyz(-0.01, side * 0.02, 0),
                xyz(0.62 * self.wheelbase_m, side * 0.13, 0.70),
                xyz(0.40 * self.wheelbase_m, side * 0.12, 0.52),
                pivot + xyz(0, side * 0.10, -0.03),
            ]
            found.append(tube(smooth(spine, 10), 0.02, BLACK, 8))
            rail = [
                xyz(0.46 * self.wheelbase_m, side * 0.11, 0.60),
                xyz(0.1, side * 0.09, self.seat[1] - 0.12),
            ]
            found.append(tube(rail, 0.014, BLACK, 6))
            shock = [
                xyz(0.04, side * half * 1.02, self.rear_m + 0.05),
                xyz(0.16, side * half * 0.9, self.seat[1] - 0.13),
            ]
            if self.style == "cruiser" or (self.style == "naked" and self.wire):
                found.append(tube(shock, 0.026, CHROME, 8))
        y = self.rear_tyre_m / 2 + 0.022
        sprocket = [(0.05, y - 0.003), (0.10, y - 0.003), (0.10, y + 0.003), (0.05, y + 0.003)]
        found.append(turned(sprocket, CHAIN, 28, axle))
        run = [
            axle + xyz(0, y, 0.098),
            pivot + xyz(-0.02, y, 0.035),
            pivot + xyz(0.02, y, 0),
            pivot + xyz(-0.02, y, -0.035),
            axle + xyz(0, y, -0.098),
            axle + xyz(-0.085, y, -0.05),
            axle + xyz(-0.085, y, 0.05),
        ]
        found.append(tube(run, 0.008, CHAIN, 4, closed=True))
        return found

    def _fork(self) -> list[Mesh]:
        axle = xyz(self.wheelbase_m, 0, self.front_m)
        spokes = 32 if self.wire else 5
        discs = 1 if self.style == "cruiser" else 2
        wheel = cast_wheel(
            self.front_m, self.front_tyre_m, 0.09 if self.wire else 0.075, spokes, discs, self.wire
        )
        apart = self.front_tyre_m / 2 + 0.045
        found = [placed(wheel, *axle)]
        way = self.on_steering(1.0) - self.on_steering(0.0)
        top = 0.92 if self.style != "sport" else 0.89
        for side in (1.0, -1.0):
            at = xyz(0.03, side * apart, 0)
            foot = self.on_steering(self.front_m - 0.02) + at + xyz(0.005, 0, 0)
            found.append(
                tube([foot, foot + 0.34 * way], 0.029, ALLOY if self.style == "cruiser" else BLACK, 10)
            )
            found.append(tube([foot + 0.32 * way, self.on_steering(top) + at], 0.0215, CHROME, 10))
            found.append(tube([axle + xyz(0, side * (apart + 0.03), 0), foot], 0.016, ALLOY, 6))
            caliper = placed(
                rounded_box((0.10, 0.045, 0.06), 0.015, 1, BLACK),
                axle[0] - 0.10,
                side * (apart - 0.01),
                axle[2] + 0.05,
            )
            if side > 0 or discs == 2:
                found.append(caliper)
        for z in (0.74, top - 0.015):
            middle = self.on_steering(z) + xyz(0.02, 0, 0)
            found.append(
                placed(rounded_box((0.11, 2 * apart + 0.07, 0.032), 0.014, 2, BLACK), middle[0], 0, z - 0.016)
            )
        return found

    def _engine(self) -> list[Mesh]:
        x = 0.55 * self.wheelbase_m
        case = placed(rounded_box((0.46, 0.30, 0.24), 0.07, 3, ENGINE), x - 0.02, 0, 0.22)
        sump = placed(rounded_box((0.30, 0.20, 0.10), 0.03, 2, BLACK), x, 0, 0.165)
        found = [case, sump]
        for side in (1.0, -1.0):
            for at, size in ((0.10, 0.085), (-0.13, 0.075)):
                cover = [(0.004, 0.15), (size, 0.15), (0.96 * size, 0.17), (0.6 * size, 0.18), (0.004, 0.18)]
                mesh = turned(
                    np.array(cover) if side > 0 else (np.array(cover) * [1, -1])[::-1],
                    ALLOY,
                    24,
                    (x + at, 0, 0.34),
                )
                found.append(mesh)
        leans = (-38.0, 30.0) if self.twin else (24.0,)
        for lean in leans:
            found += fittings.cylinder(x + 0.03, lean, 0.20 if self.twin else 0.36)
        if not self.twin and self.style != "cruiser":
            cooler = placed(rounded_box((0.05, 0.33, 0.26), 0.012, 1, BLACK), 0, 0, -0.13)
            turn = np.radians(self.rake_deg)
            m = np.eye(4)
            m[:3, :3] = [[np.cos(turn), 0, -np.sin(turn)], [0, 1, 0], [np.sin(turn), 0, np.cos(turn)]]
            m[:3, 3] = self.on_steering(0.58) + xyz(-0.14, 0, 0)
            found.append(cooler.transformed(m))
        part = CHROME if self.style == "cruiser" else ENGINE
        sides = (-1.0, 1.0)[: self.exhausts]
        for side in sides:
            pipe = [
                xyz(x + 0.22, side * 0.09, 0.50),
                xyz(x + 0.31, side * 0.12, 0.36),
                xyz(x + 0.18, side * 0.15, 0.20),
                xyz(x - 0.2, side * 0.17, 0.19),
                xyz(0.36, side * 0.19, 0.27),
            ]
            found.append(tube(smooth(pipe, 18), 0.024, part, 10))
            end = xyz(-0.12, side * 0.22, 0.36) if self.style != "cruiser" else xyz(-0.30, side * 0.22, 0.25)
            start = pipe[-1]
            silencer = smooth([start, 0.5 * (start + end), end], 8)
            radius = np.array([0.026, 0.046, 0.055, 0.056, 0.056, 0.056, 0.052, 0.038])
            found.append(
                tube(
                    silencer,
                    radius * (0.8 if self.style == "cruiser" else 1.0),
                    CHROME if part == CHROME else BLACK,
                    14,
                )
            )
        return found

    def _body(self) -> list[Mesh]:
        sx, sz = self.seat
        head = self.on_steering(0.86)[0]
        top = self.tank_m
        tank = [
            (sx + 0.16, sz - 0.02, 0.16, 0.10),
            (sx + 0.24, 0.5 * (sz + top) - 0.03, 0.26, 0.17),
            (0.5 * (sx + head) + 0.12, top - 0.125, 0.35, 0.25),
            (head - 0.12, top - 0.14, 0.33, 0.25),
            (head - 0.02, top - 0.16, 0.16, 0.14),
        ]
        found = [hull(tank, PAINT, 24, 24, exponent=2.6, under=0.9)]
        cap = turned([(0.002, -0.008), (0.032, -0.008), (0.032, 0.006), (0.002, 0.008)], CHROME, 16)
        tip = np.eye(4)
        tip[:3, :3] = [[1, 0, 0], [0, 0, 1], [0, -1, 0]]
        tip = np.array(
            [[1, 0, 0, 0.6 * head + 0.4 * sx], [0, 0, -1, 0], [0, 1, 0, top - 0.004], [0, 0, 0, 1.0]]
        )
        found.append(cap.transformed(tip))
        if self.style == "cruiser":
            saddle = [
                (sx - 0.50, sz + 0.045, 0.10, 0.05),
                (sx - 0.40, sz + 0.04, 0.24, 0.11),
                (sx - 0.2, sz + 0.035, 0.26, 0.11),
                (sx - 0.14, sz, 0.34, 0.11),
                (sx + 0.02, sz - 0.05, 0.36, 0.10),
                (sx + 0.18, sz - 0.02, 0.22, 0.10),
                (sx + 0.24, sz, 0.10, 0.05),
            ]
        else:
            rise = 0.06 if self.style == "sport" else 0.035
            saddle = [
                (sx - 0.48, sz + rise + 0.02, 0.08, 0.03),
                (sx - 0.40, sz + rise, 0.19, 0.09),
                (sx - 0.24, sz + rise - 0.02, 0.26, 0.10),
                (sx - 0.14, sz - 0.035, 0.30, 0.09),
                (sx + 0.04, sz - 0.045, 0.29, 0.09),
                (sx + 0.18, sz - 0.03, 0.20, 0.11),
                (sx + 0.26, sz - 0.01, 0.10, 0.08),
            ]
        found.append(hull(saddle, SADDLE, 26, 20, exponent=3.0))
        found += fittings.bodywork(self)
        return found
