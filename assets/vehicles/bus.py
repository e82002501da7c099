"""A city bus: low floor, large windows with seats behind them, doors, a display, a pod on the roof."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh
from ..model import Model
from ..recipes.car import Lamp, car_color, car_paint
from ..shapes.solids import placed
from .axles import OnTwoAxles
from .coachwork import (
    AMBER,
    BODY,
    DISPLAY,
    GLASS,
    INTERIOR,
    LAMPS,
    METAL,
    PANEL,
    PLATE,
    TAIL,
    TINTED,
    TRIM,
    Skin,
    arch_stations,
    arched,
    box,
    built,
    plan,
    skin,
    well,
)
from .steel_wheel import steel_wheel

__all__ = ["Bus", "bus"]

_FLOOR, _SILL, _BELT, _TOP, _BAND = 0.30, 0.40, 1.02, 2.28, 2.46
_PILLAR = 0.05


@dataclass(frozen=True, kw_only=True)
class Bus(OnTwoAxles):
    """Dimensions of a bus, metres; x is measured from the middle, the front is +x.

    Attributes:
        length_m: bumper to bumper.
        width_m: without mirrors.
        height_m: with what stands on the roof.
        wheelbase_m: axle to axle.
        front_overhang_m: front bumper to front axle.
        wheel_m: diameter of the tyres.
        doors: on the right side, 2 or 3.
        bays: windows of a side.
        two_tone: the part below the windows has a colour of its own.
        dots: what the display shows: which of its dots glow, row by row, 0 or 1.
    """

    length_m: float = 12.0
    width_m: float = 2.55
    height_m: float = 3.1
    wheelbase_m: float = 5.9
    front_overhang_m: float = 2.7
    wheel_m: float = 0.96
    doors: int = 2
    bays: int = 7
    two_tone: bool = True
    dots: tuple[tuple[int, ...], ...] = ((1, 0, 1), (1, 1, 0), (0, 1, 1))

    def build(self, paint: Material, panel: Material) -> Model:
        """The bus, with ``panel`` below the windows where it has two colours."""
        own = {BODY: paint, PANEL: panel, DISPLAY: Lamp(color=(1.0, 0.55, 0.08), strength=3.0)}
        pieces = [self._skin().mesh(), *self._wheels(), *self._fittings(), *self._inside(), *self._display()]
        return built("bus", pieces, own, "bus")

    @property
    def _eave(self) -> float:
        return self.height_m - 0.22 - 0.20

    @property
    def _arch(self) -> float:
        return self.wheel_m / 2 + 0.07

    def _doors(self) -> list[tuple[float, float]]:
        """x of rear and front of each door."""
        front, rear = self.axles
        found = [(front + self._arch + 0.10, self.length_m / 2 - 0.50)]
        middle = (front + rear) / 2
        found.append((middle - 0.68, middle + 0.62))
        if self.doors > 2:
            found.append((rear - self._arch - 1.45, rear - self._arch - 0.15))
        return found

    def _windows(self) -> list[tuple[float, float]]:
        edges = np.linspace(-self.length_m / 2 + 0.55, self.length_m / 2 - 0.62, self.bays + 1)
        return [(a + _PILLAR / 2, b - _PILLAR / 2) for a, b in pairwise(edges)]

    def _skin(self) -> Skin:
        half = self.length_m / 2
        doors, windows = self._doors(), self._windows()
        edges = [x for pair in windows for x in pair]
        for low, high in doors:
            middle = (low + high) / 2
            edges += [low, low + 0.05, middle - 0.04, middle + 0.04, high - 0.05, high]
        edges += [-half + 0.4, *arch_stations(self.axles, self._arch)]
        outline = plan((half, -half), self.width_m / 2, 0.14, 0.20, (0.4, 0.55, 0.8, 0.95, 1.05), edges)
        lower = (_FLOOR, _SILL, 0.48, 0.60, 0.84, 0.92, _BELT, 1.10, 1.45)
        rows = (*lower, 1.9, 2.2, _TOP, 2.40, _BAND, 2.74, self._eave)
        heights = arched(rows, outline, self.axles, self._arch, self.wheel_m / 2)
        angle = np.linspace(0, np.pi / 2, 6)[1:]
        eave = np.column_stack([0.19 * (1 - np.cos(angle)), 0.17 * np.sin(angle)])
        body = skin(outline, heights, lambda z: 0.02 * np.maximum(z - _BELT, 0), eave, lean_m=0.14)
        if self.two_tone:
            body.paint(PANEL, z=(0.0, 0.92))
        body.paint(TRIM, z=(0.0, _SILL))
        body.paint(TRIM, body.flank, z=(_BELT, 2.40), x=(-half + 0.4, half))
        for low, high in windows:
            body.paint(TINTED, body.flank, (low, high), z=(_BELT, _TOP))
        # The driver's place has clear glass, which reaches lower on his own side.
        body.paint(GLASS, body.flank, (windows[-1][0], windows[-1][1]), z=(_BELT, _TOP))
        for low, high in doors:
            right = body.flank & (body.side < 0)
            body.paint(TRIM, right, (low, high), z=(_FLOOR, 2.40))
            middle = (low + high) / 2
            for a, b in ((low + 0.05, middle - 0.04), (middle + 0.04, high - 0.05)):
                body.paint(GLASS, right, (a, b), z=(0.48, 2.2))
        body.paint(TRIM, body.ahead > 0.2, z=(0.92, 2.74))
        body.paint(GLASS, body.ahead > 0.2, z=(_BELT, 2.40))
        body.paint(TRIM, body.ahead > 0.9, y=(0.0, 0.55), z=(0.48, 0.60))
        body.paint(TRIM, body.rear, y=(0.0, 0.96), z=(1.45, 2.40))
        body.paint(TINTED, body.rear, y=(0.0, 0.94), z=(1.45, _TOP))
        body.paint(TRIM, body.rear, y=(0.0, 0.94), z=(0.60, 0.92))
        return body

    def _wheels(self) -> list[Mesh]:
        half, radius = self.width_m / 2, self.wheel_m / 2
        found = []
        for axle, twin in zip(self.axles, (False, True), strict=True):
            found += well(axle, half, self._arch, radius, 0.70)
            one = steel_wheel(radius, 0.275, twin)
            for side in (1.0, -1.0):
                turned = one.transformed(np.diag([1.0, side, 1.0, 1.0]))
                found.append(placed(turned, axle, side * (half - 0.075), radius))
        return found

    def _fittings(self) -> list[Mesh]:
        half, wide = self.length_m / 2, self.width_m / 2
        found = [
            box(TRIM, (self.length_m - 0.3, self.width_m - 0.9, 0.10), (0, 0, _FLOOR + 0.03)),
            box(PLATE, (0.012, 0.52, 0.11), (half + 0.001, 0, 0.54), 0.004),
            box(PLATE, (0.012, 0.52, 0.11), (-half - 0.001, 0, 0.50), 0.004),
        ]
        pod = self.height_m - self._eave - 0.17
        for x, long in ((0.15 * self.length_m, 2.6), (-0.27 * self.length_m, 2.0)):
            found.append(box(BODY, (long, 1.7, pod), (x, 0, self.height_m - pod / 2), 0.08))
        for side in (1.0, -1.0):
            yaw = -side * 12.0
            found += [
                box(TRIM, (0.10, 0.52, 0.22), (half - 0.125, side * 0.82, 0.73), 0.04, yaw),
                box(LAMPS, (0.10, 0.20, 0.17), (half - 0.130, side * 0.93, 0.73), 0.05, yaw),
                box(LAMPS, (0.10, 0.17, 0.17), (half - 0.095, side * 0.71, 0.73), 0.05, yaw),
                box(AMBER, (0.08, 0.13, 0.15), (half - 0.215, side * 1.10, 0.73), 0.03, -side * 35.0),
                box(TAIL, (0.05, 0.15, 0.34), (-half + 0.02, side * 1.0, 1.02), 0.02),
                box(AMBER, (0.05, 0.15, 0.15), (-half + 0.02, side * 1.0, 1.29), 0.02),
                box(TAIL, (0.04, 0.12, 0.08), (-half + 0.02, side * 1.02, 2.62), 0.015),
                box(TRIM, (0.05, 0.12, 0.24), (half - 0.16, side * (wide - 0.03), 2.46), 0.02),
                box(TRIM, (0.16, 0.20, 0.42), (half - 0.085, side * (wide + 0.04), 2.20), 0.04),
            ]
            for x in np.linspace(-half + 1.2, half - 1.4, 5):
                found.append(box(AMBER, (0.10, 0.015, 0.04), (float(x), side * (wide + 0.003), 0.86), 0.005))
        for y in (-0.55, 0.45):
            wiper = box(TRIM, (0.02, 0.75, 0.025), (half - 0.04, y, 1.10), 0.008)
            found.append(wiper)
        return found

    def _inside(self) -> list[Mesh]:
        half = self.length_m / 2
        found = [box(INTERIOR, (self.length_m - 0.5, self.width_m - 0.8, 0.03), (0, 0, _FLOOR + 0.10))]
        doors = self._doors()
        for x in np.arange(-half + 0.75, half - 2.4, 0.78):
            for side in (1.0, -1.0):
                if side < 0 and any(low - 0.35 < x < high + 0.35 for low, high in doors):
                    continue
                y = side * 0.74
                found += [
                    box(INTERIOR, (0.10, 0.88, 0.72), (float(x), y, 1.08), 0.04),
                    box(INTERIOR, (0.42, 0.88, 0.10), (float(x) + 0.24, y, 0.80), 0.04),
                    box(INTERIOR, (0.40, 0.80, 0.40), (float(x) + 0.24, y, 0.56), 0.02),
                ]
        for x in np.arange(-half + 1.6, half - 2.0, 1.56):
            found.append(box(METAL, (0.035, 0.035, 2.3), (float(x), 0.28 * (-1.0) ** round(x), 1.55), 0.01))
        found += [
            # The driver's seat, his wheel, what he looks at, and the wall behind him.
            box(INTERIOR, (0.12, 0.52, 0.80), (half - 1.45, 0.55, 1.35), 0.05),
            box(INTERIOR, (0.50, 0.52, 0.60), (half - 1.20, 0.55, 0.75), 0.05),
            box(TRIM, (0.30, 1.95, 0.42), (half - 0.52, 0.10, 0.82), 0.08),
            box(TRIM, (0.06, 0.46, 0.42), (half - 0.76, 0.55, 1.15), 0.02),
            box(INTERIOR, (0.04, 0.85, 1.6), (half - 1.72, 0.75, 1.15), 0.01),
        ]
        return found

    def _display(self) -> list[Mesh]:
        """Dots behind the glass over the windscreen: blocks as of letters, which nobody can read."""
        found = []
        half = self.length_m / 2
        count = len(self.dots[0])
        pitch = 0.042
        for row, line in enumerate(self.dots):
            for column, lit in enumerate(line):
                if lit:
                    y = (column - (count - 1) / 2) * pitch
                    z = 2.68 - row * pitch
                    x = half - 0.134 - 0.14 * (y / (self.width_m / 2 - 0.20)) ** 2
                    found.append(box(DISPLAY, (0.02, 0.032, 0.032), (x, -y, z), 0.004))
        return found


def bus(draw: Draw) -> Model:
    """A solo city bus: 10.5–12.2 m long, 2.5–2.55 m wide, 3.0–3.3 m high."""
    length_m = draw.uniform("length_m", 10.5, 12.2)
    columns = draw.integer("display", 14, 26)
    rng = draw.rng("dots")
    dots = rng.random((4, columns)) < 0.55
    dots[:, 3::4] = False
    made = Bus(
        length_m=length_m,
        width_m=draw.uniform("width_m", 2.5, 2.55),
        height_m=draw.uniform("height_m", 3.0, 3.3),
        wheelbase_m=length_m * draw.uniform("wheelbase_share", 0.485, 0.505),
        front_overhang_m=draw.uniform("front_overhang_m", 2.6, 2.75),
        wheel_m=draw.uniform("wheel_m", 0.94, 0.98),
        doors=draw.choice("doors", {2: 2.0, 3: 1.0}),
        bays=draw.integer("bays", 6, 8),
        two_tone=draw.chance("two_tone", 0.6),
        dots=tuple(tuple(int(dot) for dot in line) for line in dots),
    )
    paint, panel = draw.scope("paint"), draw.scope("panel")
    return made.build(
        car_paint(paint, color=car_color(paint, "fleet")), car_paint(panel, color=car_color(panel, "fleet"))
    )
