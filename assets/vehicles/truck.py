"""A box truck: a cab over the engine, a chassis, and a box with doors at its rear."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh
from ..model import Model
from ..recipes.car import car_color, car_paint
from ..shapes.solids import placed
from .axles import OnTwoAxles
from .coachwork import (
    AMBER,
    BODY,
    GLASS,
    INTERIOR,
    LAMPS,
    METAL,
    PANEL,
    PLATE,
    TAIL,
    TRIM,
    arch_stations,
    arched,
    box,
    built,
    lit,
    plan,
    skin,
    well,
)
from .grid import grid
from .parts import Signals
from .steel_wheel import steel_wheel

__all__ = ["Truck", "truck"]

_BUMPER, _STEP, _BELT = 0.36, 0.80, 1.62


@dataclass(frozen=True, kw_only=True)
class Truck(OnTwoAxles):
    """Dimensions of a box truck, metres; x is measured from the middle, the front is +x.

    Attributes:
        length_m: bumper to rear doors.
        width_m: of the box.
        height_m: of the box above the ground.
        wheelbase_m: axle to axle.
        front_overhang_m: front bumper to front axle.
        wheel_m: diameter of the tyres.
        cab_m: length of the cab.
        cab_width_m: its width.
        cab_height_m: height of its roof above the ground.
        floor_m: height of the box's floor.
        deflector: a wedge on the cab's roof turns the wind over the box.
        stripe: share of the box's sides, from the ground up, where a band in the cab's colour lies.
    """

    length_m: float = 8.2
    width_m: float = 2.5
    height_m: float = 3.4
    wheelbase_m: float = 4.6
    front_overhang_m: float = 1.26
    wheel_m: float = 0.92
    cab_m: float = 2.0
    cab_width_m: float = 2.3
    cab_height_m: float = 2.65
    floor_m: float = 1.08
    deflector: bool = True
    stripe: tuple[float, float] | None = (0.25, 0.55)

    def build(self, paint: Material, panel: Material, signals: Signals | None = None) -> Model:
        """The truck, its cab in ``paint``, its box in ``panel``; without ``signals`` all lamps are off."""
        pieces = [*self.cab(), *self._wheels(), *self._chassis(), *self._box(), *self._lights()]
        return built("truck", pieces, {BODY: paint, PANEL: panel, **lit(signals)}, "truck")

    @property
    def _arch(self) -> float:
        return self.wheel_m / 2 + 0.08

    @property
    def _load(self) -> tuple[float, float]:
        """x of the box's rear and front."""
        return -self.length_m / 2 + 0.02, self.length_m / 2 - self.cab_m - 0.12

    def cab(self) -> list[Mesh]:
        """What is in front of the box, without wheels and lamps."""
        front, rear = self.length_m / 2, self.length_m / 2 - self.cab_m
        half = self.cab_width_m / 2
        door = (self.axles[0] - self._arch + 0.12, front - 0.52)
        edges = [door[0], door[0] + 0.015, door[0] + 0.16, door[1] - 0.015, door[1]]
        edges += [rear + 0.06, *arch_stations(self.axles[:1], self._arch)]
        outline = plan((front, rear), half, 0.12, 0.20, (0.35, 0.62, 0.72, 0.80), edges)
        eave_m = self.cab_height_m - 0.16
        bars = [0.92 + 0.075 * number for number in range(7)]
        rows = [_BUMPER, 0.48, 0.60, _STEP, 0.86, *bars, 1.46, 1.54, _BELT, 1.70, 2.0, eave_m - 0.14, eave_m]
        heights = arched(rows, outline, self.axles[:1], self._arch, self.wheel_m / 2)
        angle = np.linspace(0, np.pi / 2, 6)[1:]
        eave = np.column_stack([0.16 * (1 - np.cos(angle)), 0.13 * np.sin(angle)])
        body = skin(outline, heights, lambda z: 0.09 * np.maximum(z - _BELT, 0), eave, lean_m=0.20)
        top = eave_m - 0.14
        shut = ((door[0], door[0] + 0.015), (door[1] - 0.015, door[1]))
        for edge in shut:
            body.paint(TRIM, body.flank, edge, z=(_STEP, top + 0.1))
        body.paint(TRIM, body.flank, door, z=(_STEP, 0.86))
        body.paint(TRIM, body.flank, (door[0] + 0.16, door[1] - 0.015), z=(_BELT, top))
        body.paint(GLASS, body.flank, (door[0] + 0.16, door[1] - 0.02), z=(_BELT, top))
        body.paint(TRIM, z=(0.0, 0.60))
        body.paint(TRIM, body.ahead < 0.95, z=(0.0, _STEP), x=(-99.0, front - 0.35))
        for low in bars[:-1:2]:
            body.paint(TRIM, body.ahead > 0.9, y=(0.0, 0.80), z=(low, low + 0.075))
        body.paint(TRIM, body.ahead > 0.9, y=(0.0, 0.35), z=(0.48, _STEP))
        body.paint(TRIM, body.ahead > 0.3, z=(1.46, top + 0.02))
        body.paint(GLASS, body.ahead > 0.45, z=(1.54, top))
        found = [body.mesh(), *well(self.axles[0], half, self._arch, self.wheel_m / 2, 0.62)]
        if self.deflector:
            found.append(self._wedge(rear))
        for side in (1.0, -1.0):
            found += [
                box(TRIM, (0.05, 0.24, 0.05), (front - 0.36, side * (half + 0.03), top - 0.16), 0.015),
                box(TRIM, (0.16, 0.17, 0.44), (front - 0.34, side * (half + 0.12), top - 0.36), 0.04),
                box(TRIM, (0.14, 0.16, 0.18), (front - 0.34, side * (half + 0.12), top - 0.70), 0.04),
                box(TRIM, (0.16, 0.03, 0.035), (door[0] + 0.16, side * (half + 0.002), 1.40), 0.01),
                box(TRIM, (0.45, 0.06, 0.05), (door[1] - 0.28, side * (half - 0.02), 0.62), 0.01),
                # Seats with head rests; who drives sits on the left.
                box(INTERIOR, (0.14, 0.52, 0.75), (rear + 0.42, side * 0.58, 1.62), 0.05),
                box(INTERIOR, (0.12, 0.28, 0.20), (rear + 0.40, side * 0.58, 2.10), 0.04),
                box(TRIM, (0.02, 0.70, 0.025), (front - 0.06, side * 0.42, 1.60), 0.008),
            ]
        found += [
            box(TRIM, (0.40, self.cab_width_m - 0.25, 0.22), (front - 0.48, 0, 1.46), 0.08),
            box(TRIM, (0.05, 0.44, 0.40), (front - 0.74, 0.58, 1.66), 0.02),
            box(INTERIOR, (self.cab_m - 0.4, self.cab_width_m - 0.2, 0.05), (rear + 0.85, 0, 1.25), 0.02),
            box(TRIM, (0.10, 0.9, 0.10), (front - 0.30, 0, top + 0.06), 0.03),
            box(PLATE, (0.012, 0.52, 0.11), (front - 0.001, 0, 0.54), 0.004),
        ]
        return found

    def _wedge(self, rear: float) -> Mesh:
        """The wind deflector."""
        low, high = self.cab_height_m - 0.06, self.height_m - 0.10
        half = self.cab_width_m / 2 - 0.16
        steps = np.linspace(0, 1, 7)
        x = rear + 0.05 + (self.cab_m - 0.75) * (1 - steps)
        z = low + (high - low) * np.sin(steps * np.pi / 2) ** 0.9
        rings = []
        for scale, drop in (
            (1.06, None),
            (1.0, 0.04),
            (0.93, 0.0),
            (-0.93, 0.0),
            (-1.0, 0.04),
            (-1.06, None),
        ):
            tall = np.full(7, low - 0.03) if drop is None else np.maximum(z - drop, low - 0.02)
            rings.append(np.column_stack([x, np.full(7, scale * half), tall]))
        return grid(np.stack(rings)[::-1].transpose(1, 0, 2), BODY, around=False)

    def _wheels(self) -> list[Mesh]:
        half, radius = self.width_m / 2, self.wheel_m / 2
        found = []
        for axle, twin in zip(self.axles, (False, True), strict=True):
            one = steel_wheel(radius, 0.255, twin)
            out = half - 0.06 if twin else self.cab_width_m / 2 - 0.06
            for side in (1.0, -1.0):
                turned = one.transformed(np.diag([1.0, side, 1.0, 1.0]))
                found.append(placed(turned, axle, side * out, radius))
            found.append(box(TRIM, (0.16, 1.5, 0.16), (axle, 0, radius), 0.05))
        return found

    def _chassis(self) -> list[Mesh]:
        rear, front = self._load
        half = self.width_m / 2
        long = self.length_m - 1.2
        first = self.axles[0] - self._arch - 0.25
        last = self.axles[1] + self._arch + 0.20
        middle, span = (first + last) / 2, first - last
        found = [
            box(TRIM, (long, 0.08, 0.24), (-0.3, side * 0.42, self.floor_m - 0.24), 0.01) for side in (1, -1)
        ]
        for x in np.linspace(rear + 0.2, front - 0.2, 9):
            found.append(
                box(TRIM, (0.06, self.width_m - 0.15, 0.10), (float(x), 0, self.floor_m - 0.06), 0.01)
            )
        # A tank on the left, boxes on the right, guards so that nobody comes under the wheels.
        found += [
            box(METAL, (0.95, 0.50, 0.52), (first - 0.55, half - 0.42, self.floor_m - 0.42), 0.10),
            box(TRIM, (0.80, 0.45, 0.46), (first - 0.55, -half + 0.40, self.floor_m - 0.42), 0.04),
            box(TRIM, (0.10, self.width_m - 0.25, 0.12), (rear + 0.06, 0, 0.48), 0.02),
            box(PLATE, (0.012, 0.52, 0.11), (rear - 0.01, 0.0, 0.72), 0.004),
            box(TRIM, (0.05, self.width_m - 0.3, 0.20), (rear + 0.05, 0, 0.74), 0.02),
        ]
        for side in (1.0, -1.0):
            for z in (0.52, 0.78):
                rail = box(METAL, (span, 0.03, 0.11), (middle, side * (half - 0.05), z), 0.01)
                found.append(rail)
            for x in np.linspace(last + 0.15, first - 0.15, 3):
                found.append(box(TRIM, (0.06, 0.05, 0.55), (float(x), side * (half - 0.10), 0.78), 0.01))
            found.append(box(TRIM, (0.08, 0.08, 0.50), (rear + 0.10, side * 0.42, 0.72), 0.01))
            angle = np.linspace(0.06 * np.pi, 0.94 * np.pi, 15)
            radius = self.wheel_m / 2 + 0.07
            arc = np.column_stack(
                [self.axles[1] + radius * np.cos(angle), self.wheel_m / 2 + radius * np.sin(angle)]
            )
            rings = [
                np.column_stack(
                    [arc[:, 0], np.full(15, side * y), np.minimum(arc[:, 1], self.floor_m - 0.02)]
                )
                for y in (half - 0.04, half - 0.62)
            ]
            found.append(grid(np.stack(rings), TRIM, around=False))
            flap = box(
                TRIM, (0.015, 0.55, 0.42), (self.axles[1] - radius - 0.03, side * (half - 0.33), 0.42), 0.005
            )
            found.append(flap)
        return found

    def _box(self) -> list[Mesh]:
        rear, front = self._load
        long, tall, half = front - rear, self.height_m - self.floor_m, self.width_m / 2
        x, z = (front + rear) / 2, (self.height_m + self.floor_m) / 2
        found = [box(PANEL, (long - 0.02, self.width_m - 0.03, tall - 0.02), (x, 0, z), 0.03)]
        for side in (1.0, -1.0):
            y = side * (half - 0.02)
            found += [
                box(METAL, (long, 0.04, 0.14), (x, y, self.floor_m + 0.07), 0.01),
                box(METAL, (long, 0.04, 0.07), (x, y, self.height_m - 0.035), 0.015),
                box(METAL, (0.08, 0.04, tall), (rear + 0.04, y, z), 0.015),
                box(METAL, (0.08, 0.04, tall), (front - 0.04, y, z), 0.015),
                box(METAL, (0.04, 0.07, tall), (rear + 0.02, side * (half - 0.035), z), 0.01),
            ]
            for share in (0.30, 0.70):
                rod = box(METAL, (0.04, 0.03, tall - 0.15), (rear - 0.008, side * share * half, z), 0.01)
                found.append(rod)
                grip = box(
                    TRIM,
                    (0.03, 0.22, 0.05),
                    (rear - 0.008, side * (share * half - 0.08), self.floor_m + 0.55),
                    0.01,
                )
                found.append(grip)
            for share in (0.12, 0.5, 0.88):
                hinge = box(
                    METAL,
                    (0.03, 0.22, 0.07),
                    (rear - 0.005, side * (half - 0.12), self.floor_m + share * tall),
                    0.01,
                )
                found.append(hinge)
            if self.stripe:
                low, high = (self.floor_m + share * tall for share in self.stripe)
                patch = box(
                    BODY, (long - 0.2, 0.01, high - low), (x, side * (half - 0.014), (low + high) / 2), 0.003
                )
                found.append(patch)
        found += [
            box(TRIM, (0.02, 0.02, tall - 0.2), (rear + 0.005, 0, z), 0.005),
            box(METAL, (0.04, self.width_m, 0.10), (rear + 0.02, 0, self.height_m - 0.05), 0.01),
            box(METAL, (0.06, self.width_m, 0.14), (rear + 0.03, 0, self.floor_m + 0.07), 0.01),
        ]
        return found

    def _lights(self) -> list[Mesh]:
        front = self.length_m / 2
        rear, load = self._load
        half, cab = self.width_m / 2, self.cab_width_m / 2
        found = []
        for side in (1.0, -1.0):
            found += [
                box(TRIM, (0.10, 0.46, 0.22), (front - 0.125, side * (cab - 0.40), 0.70), 0.04, -side * 14),
                box(LAMPS, (0.10, 0.24, 0.17), (front - 0.10, side * (cab - 0.48), 0.70), 0.04, -side * 14),
                box(AMBER, (0.10, 0.12, 0.17), (front - 0.145, side * (cab - 0.26), 0.70), 0.04, -side * 20),
                box(LAMPS, (0.05, 0.12, 0.07), (front - 0.06, side * 0.62, 0.42), 0.02),
                box(TAIL, (0.06, 0.24, 0.14), (rear + 0.012, side * (half - 0.28), 0.74), 0.02),
                box(AMBER, (0.06, 0.12, 0.14), (rear + 0.012, side * (half - 0.48), 0.74), 0.02),
                box(
                    TAIL, (0.03, 0.10, 0.05), (rear - 0.006, side * (half - 0.12), self.height_m - 0.05), 0.01
                ),
                box(LAMPS, (0.03, 0.10, 0.05), (load, side * (half - 0.12), self.height_m - 0.06), 0.01),
            ]
            for x in np.linspace(rear + 0.5, load - 0.4, 4):
                found.append(
                    box(
                        AMBER,
                        (0.11, 0.02, 0.04),
                        (float(x), side * (half + 0.003), self.floor_m + 0.07),
                        0.006,
                    )
                )
        return found


def truck(draw: Draw, signals: Signals | None = None) -> Model:
    """A box truck of 7.5 to 12 t: 7.2–8.8 m long, 2.4–2.52 m wide, 3.2–3.6 m high, its lamps as asked for."""
    heavy = draw.uniform("heavy", 0.0, 1.0)
    length_m = draw.uniform("length_m", 7.2, 8.8)
    height_m = draw.uniform("height_m", 3.2, 3.6)
    cab_height_m = draw.uniform("cab_height_m", 2.4, 2.6) + 0.12 * heavy
    low_m = draw.uniform("stripe/low", 0.1, 0.4)
    made = Truck(
        length_m=length_m,
        width_m=draw.uniform("width_m", 2.4, 2.52),
        height_m=height_m,
        wheelbase_m=length_m * draw.uniform("wheelbase_share", 0.53, 0.57),
        front_overhang_m=draw.uniform("front_overhang_m", 1.22, 1.32),
        wheel_m=0.80 + 0.16 * heavy,
        cab_m=draw.uniform("cab_m", 1.98, 2.1),
        cab_width_m=draw.uniform("cab_width_m", 2.2, 2.3),
        cab_height_m=cab_height_m,
        floor_m=0.98 + 0.14 * heavy,
        deflector=draw.chance("deflector", 0.6),
        stripe=(low_m, low_m + draw.uniform("stripe/high", 0.1, 0.45))
        if draw.chance("striped", 0.4)
        else None,
    )
    paint, panel = draw.scope("paint"), draw.scope("panel")
    color = car_color(paint, "fleet")
    load = color if draw.chance("one_color", 0.2) else (0.87, 0.87, 0.85)
    return made.build(car_paint(paint, color=color), car_paint(panel, color=load), signals)
