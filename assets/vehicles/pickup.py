"""A pick-up: bonnet, a cab for five, and an open bed behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Model
from ..recipes.car import car_paint
from ..shapes.solids import placed, rounded_box
from ..spin import Spinning, spinning
from .axles import OnTwoAxles
from .coachwork import (
    AMBER,
    BODY,
    GLASS,
    INTERIOR,
    LAMPS,
    METAL,
    PLATE,
    RIM,
    TAIL,
    TRIM,
    TYRES,
    Points,
    arch_stations,
    arched,
    box,
    built,
    plan,
    skin,
    well,
)
from .grid import grid, smoothed
from .surfaces import PARTS

__all__ = ["Pickup", "pickup"]


@dataclass(frozen=True, kw_only=True)
class Pickup(OnTwoAxles):
    """Dimensions of a pick-up, metres; x is measured from the middle, the front is +x.

    Attributes:
        length_m: bumper to bumper.
        width_m: without mirrors.
        height_m: to the roof.
        wheelbase_m: axle to axle.
        front_overhang_m: front bumper to front axle.
        wheel_m: diameter of the tyres.
        clearance_m: below the sills.
        belt_m: height of the lower edge of the side windows, and of the bed's walls.
        nose_m: height of the bonnet's front edge.
        screen_m: front bumper to the foot of the windscreen.
        bed_m: length of the bed.
        spokes: of each rim.
    """

    length_m: float = 5.3
    width_m: float = 1.87
    height_m: float = 1.80
    wheelbase_m: float = 3.2
    front_overhang_m: float = 0.92
    wheel_m: float = 0.77
    clearance_m: float = 0.32
    belt_m: float = 1.16
    nose_m: float = 1.02
    screen_m: float = 1.50
    bed_m: float = 1.58
    spokes: int = 6

    def build(self, paint: Material) -> Model:
        """The pick-up in that paint."""
        pieces = [*self._lower(), *self._cab(), *self._wheels(), *self._fittings()]
        return built("pickup", pieces, {BODY: paint, GLASS: PARTS["glass"]}, "truck")

    @property
    def _arch(self) -> float:
        return self.wheel_m / 2 + 0.07

    @property
    def _wall(self) -> float:
        """x of the cab's rear wall."""
        return -self.length_m / 2 + self.bed_m + 0.10

    @property
    def _doors(self) -> tuple[float, float, float]:
        """x of the doors' gaps: in front, between them, behind."""
        first = self.axles[0] - self._arch - 0.10
        return first, (first + self._wall) / 2 + 0.10, self._wall + 0.10

    def _lower(self) -> list[Mesh]:
        half, wide = self.length_m / 2, self.width_m / 2
        screen = half - self.screen_m
        gaps = [edge for x in self._doors for edge in (x - 0.006, x + 0.006)]
        # Steps of the deck: behind the tailgate, at the cab's wall, and where the cabin begins.
        steps = [-half + 0.06, -half + 0.07, self._wall - 0.06, self._wall - 0.05]
        steps += [self._wall + 0.08, self._wall + 0.09, screen - 0.30, screen - 0.31]
        xs = np.concatenate(
            [np.linspace(-half, half, 36), gaps, steps, arch_stations(self.axles, self._arch)]
        )
        across = (0.25, 0.42, 0.50, 0.58, 0.62, 0.68)
        outline = plan((half, -half), wide, 0.16, 0.22, across, xs)
        x = outline[:, 0]
        knots = [-9, screen - 0.1, screen + 0.2, half - 0.1, half, 9]
        nose = [self.nose_m, self.nose_m - 0.03, self.nose_m - 0.03]
        top = smoothed(x, knots, [self.belt_m, self.belt_m, self.belt_m - 0.01, *nose], 0.10)
        low = self.clearance_m
        shares = np.array([0.0, 0.08, 0.16, 0.24, 0.30, 0.36, 0.44, 0.52, 0.60, 0.68, 0.76, 0.84, 0.92, 1.0])
        rows = low + shares[:, None] * (top - 0.05 - low)
        heights = np.minimum(arched(rows, outline, self.axles, self._arch, self.wheel_m / 2), top - 0.05)
        angle = np.linspace(0, np.pi / 2, 5)[1:]
        eave = np.column_stack([0.05 * (1 - np.cos(angle)), 0.05 * np.sin(angle)])
        bed = (x > -half + 0.065) & (x < self._wall - 0.055)
        cabin = (x > self._wall + 0.085) & (x < screen - 0.305)
        sunk = np.where(bed, 0.46, np.where(cabin, 0.40, 0.0))
        body = skin(
            outline, heights, lambda z: 0.09 * np.maximum(np.abs(z - 0.72) - 0.1, 0) ** 1.5, eave, 0.0, sunk
        )
        rim = len(shares) + 3
        row = np.broadcast_to(np.arange(len(body.z))[:, None], body.z.shape)
        after = np.maximum(sunk, np.roll(sunk, -1)) > 0
        body.part[(row >= rim) & after] = INTERIOR
        body.part[(row >= rim) & after & (body.x < self._wall)] = TRIM
        for gap in self._doors:
            body.paint(TRIM, body.flank & (row < rim), (gap - 0.006, gap + 0.006), z=(low + 0.08, 9))
        body.paint(TRIM, row < 1)
        # Bumpers and grille go by the skin's rows, lamps too.
        body.paint(TRIM, (body.ahead > 0.3) & (row < 3))
        body.paint(TRIM, (body.ahead > 0.9) & (row >= 5) & (row < 12), y=(0.0, 0.58))
        body.paint(METAL, (body.ahead > 0.9) & ((row == 7) | (row == 9)), y=(0.0, 0.50))
        body.paint(TRIM, (body.ahead > 0.35) & (row >= 9) & (row < 12), y=(0.62, 9), x=(half - 0.40, 9))
        body.paint(METAL, (body.ahead < -0.3) & (row < 3))
        body.paint(TAIL, (body.ahead < -0.05) & (row >= 7) & (row < 13), y=(0.72, 9), x=(-9, -half + 0.13))
        body.paint(TRIM, (body.ahead < -0.9) & (row == 10), y=(0.0, 0.25))
        found = [body.mesh()]
        for axle in self.axles:
            found += well(axle, wide, self._arch, self.wheel_m / 2, 0.34)
        found.append(box(TRIM, (self.length_m - 0.5, self.width_m - 0.75, 0.14), (0, 0, low + 0.05), 0.03))
        return found

    def _cab(self) -> list[Mesh]:
        half, wide = self.length_m / 2, self.width_m / 2
        screen = half - self.screen_m + 0.06
        rear = self._wall - 0.02
        _, middle, last = self._doors
        low, eave_m = self.belt_m - 0.03, self.height_m - 0.085
        xs = [
            middle - 0.05,
            middle + 0.05,
            last - 0.02,
            rear + 0.10,
            *np.linspace(rear + 0.2, screen - 0.1, 12),
        ]
        outline = plan((screen, rear), wide - 0.055, 0.20, 0.17, (0.2, 0.4, 0.55), xs)
        rows = [low, low + 0.05, low + 0.07, low + 0.25, eave_m - 0.09, eave_m - 0.07, eave_m]
        angle = np.linspace(0, np.pi / 2, 5)[1:]
        eave = np.column_stack([0.045 * (1 - np.cos(angle)), 0.055 * np.sin(angle)])
        body = skin(outline, rows, lambda z: 0.22 * np.maximum(z - low, 0) ** 1.15, eave, lean_m=0.62)
        frame, pane = (low + 0.05, eave_m - 0.07), (low + 0.07, eave_m - 0.09)
        for part, z in ((TRIM, frame), (GLASS, pane)):
            body.paint(part, body.ahead > 0.8, z=z)
            body.paint(part, body.ahead < -0.95, y=(0.0, 0.66), z=z)
            body.paint(part, body.flank, (last - 0.02, 9), z=z)
        body.paint(TRIM, body.flank, (middle - 0.05, middle + 0.05), z=frame)
        found = [body.mesh()]
        for x, rows_of in ((screen - 1.05, (1.0, -1.0)), (self._wall + 0.35, (1.0, 0.0, -1.0))):
            for side in rows_of:
                found += [
                    box(INTERIOR, (0.14, 0.48, 0.56), (x, side * 0.44, self.belt_m - 0.06), 0.05),
                    box(INTERIOR, (0.10, 0.26, 0.18), (x - 0.02, side * 0.44, self.belt_m + 0.30), 0.04),
                ]
        found += [
            box(TRIM, (0.34, self.width_m - 0.36, 0.20), (screen - 0.36, 0, self.belt_m - 0.08), 0.06),
            box(TRIM, (0.05, 0.38, 0.36), (screen - 0.62, 0.42, self.belt_m), 0.03),
        ]
        return found

    def _wheels(self) -> list[Mesh]:
        radius = self.wheel_m / 2
        one = _wheel(radius, 0.255, self.spokes)
        found = []
        for axle in self.axles:
            for side in (1.0, -1.0):
                turned = one.transformed(np.diag([1.0, side, 1.0, 1.0]))
                found.append(placed(turned, axle, side * (self.width_m / 2 - 0.02), radius))
            found.append(box(TRIM, (0.10, self.width_m - 0.5, 0.10), (axle, 0, radius), 0.03))
        return found

    def _fittings(self) -> list[Mesh]:
        half, wide = self.length_m / 2, self.width_m / 2
        first, middle, last = self._doors
        found = [
            box(PLATE, (0.012, 0.52, 0.11), (half - 0.004, 0, 0.52), 0.004),
            box(PLATE, (0.012, 0.30, 0.15), (-half + 0.004, 0, 0.56), 0.004),
        ]
        low, high = self.clearance_m, self.nose_m - 0.05
        lamp = low + 0.77 * (high - low)
        for side in (1.0, -1.0):
            for y, back, yaw in ((wide - 0.24, 0.160, 25.0), (wide - 0.085, 0.215, 50.0)):
                size = (0.05, 0.13, 0.13 * (high - low) + 0.02)
                found.append(box(LAMPS, size, (half - back, side * y, lamp), 0.03, side * yaw))
            found += [
                box(
                    BODY,
                    (0.16, 0.21, 0.19),
                    (half - self.screen_m - 0.34, side * (wide + 0.015), self.belt_m + 0.07),
                    0.05,
                ),
                box(TRIM, (0.19, 0.03, 0.03), (middle + 0.16, side * 0.985 * wide, self.belt_m - 0.15), 0.01),
                box(TRIM, (0.19, 0.03, 0.03), (last + 0.14, side * 0.985 * wide, self.belt_m - 0.15), 0.01),
                box(
                    TRIM,
                    (first - self._wall, 0.10, 0.04),
                    ((first + self._wall) / 2, side * (wide - 0.07), self.clearance_m),
                    0.01,
                ),
                box(
                    AMBER, (0.05, 0.03, 0.05), (half - 0.34, side * (wide - 0.035), self.nose_m - 0.30), 0.01
                ),
                # Caps on the bed's walls.
                box(
                    TRIM,
                    (self.bed_m - 0.06, 0.06, 0.03),
                    (-half + self.bed_m / 2 + 0.05, side * (wide - 0.075), self.belt_m + 0.005),
                    0.01,
                ),
            ]
        return found


def _wheel(radius_m: float, width_m: float, spokes: int) -> Spinning:
    """About the y axis, its outer face towards +y at y = 0."""
    r, w = radius_m, width_m
    wall = [(0.70 * r, -0.012), (0.80 * r, 0.0), (0.93 * r, -0.008), (0.985 * r, -0.03), (r, -0.06)]
    tyre = [*((ring, -w - y) for ring, y in wall), *wall[::-1]]
    rim = [(0.68 * r, -0.02), (0.65 * r, -0.02), (0.62 * r, -0.09), (0.02, -0.10)]
    rings = np.array([(0.02, -0.8 * w), *tyre, *rim])
    parts = np.array([TRIM, *[TYRES] * 9, RIM, RIM, RIM, TRIM], np.int32)
    # One point of the tread stands exactly on the ground.
    angle = np.arange(48) / 48 * 2 * np.pi
    points: Points = np.empty((len(rings), 48, 3))
    points[..., 0] = rings[:, :1] * np.sin(angle)
    points[..., 1] = rings[:, 1:]
    points[..., 2] = rings[:, :1] * -np.cos(angle)
    meshes = [grid(points, parts[:, None])]
    for turn in 2 * np.pi * np.arange(spokes) / spokes:
        c, s = np.cos(turn), np.sin(turn)
        spoke = rounded_box((0.17 * r, 0.035, 0.66 * r), 0.012, parts=RIM)
        matrix = np.array([[c, 0, s, 0], [0, 1, 0, -0.05], [-s, 0, c, 0], [0, 0, 0, 1.0]])
        meshes.append(spoke.transformed(matrix))
    return spinning(join(*meshes), "wheel", r)


def pickup(draw: Draw) -> Model:
    """A double cab: 5.2–5.4 m long, 1.83–1.92 m wide, 1.77–1.85 m high."""
    length_m = draw.uniform("length_m", 5.2, 5.4)
    made = Pickup(
        length_m=length_m,
        width_m=draw.uniform("width_m", 1.83, 1.92),
        height_m=draw.uniform("height_m", 1.77, 1.85),
        wheelbase_m=length_m * draw.uniform("wheelbase_share", 0.595, 0.61),
        front_overhang_m=draw.uniform("front_overhang_m", 0.88, 0.95),
        wheel_m=draw.uniform("wheel_m", 0.74, 0.80),
        clearance_m=draw.uniform("clearance_m", 0.30, 0.35),
        belt_m=draw.uniform("belt_m", 1.13, 1.18),
        nose_m=draw.uniform("nose_m", 1.0, 1.06),
        screen_m=draw.uniform("screen_m", 1.45, 1.56),
        bed_m=draw.uniform("bed_m", 1.5, 1.6),
        spokes=draw.choice("spokes", {5: 1.0, 6: 3.0, 10: 1.0}),
    )
    return made.build(car_paint(draw.scope("paint")))
