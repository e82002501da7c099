"""A passenger car: a lofted lower body, a greenhouse lofted from belt to roof, wheels and an interior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..furniture.paint import PARTS
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..shapes.solids import placed, rounded_box
from .grid import grid, smoothed
from .wheel import wheel

__all__ = ["Car"]

BODY, GLASS, LAMPS, TAIL, TYRES, RIM, PLATE, TRIM, INTERIOR = range(9)
_LIP = 0.055
_BELOW, _SIDE, _ROLL, _TOP = 4, 14, 4, 8


@dataclass(frozen=True, kw_only=True)
class Car:
    """Dimensions of a car, metres; x is measured from the middle, the front is +x.

    Attributes:
        length_m: without mirrors, bumper to bumper.
        width_m: without mirrors.
        height_m: to the roof.
        wheelbase_m: axle to axle.
        front_overhang_m: front bumper to front axle.
        wheel_m: diameter of the tyres.
        clearance_m: below the floor.
        nose_m: height of the bonnet's front edge.
        belt_m: height of the lower edge of the side windows.
        screen_m: front bumper to the foot of the windscreen.
        rake_m: how far the windscreen's top lies behind its foot.
        boot_m: rear bumper to the foot of the rear window.
        rear_rake_m: how far the rear window's top lies before its foot.
        boot_height_m: height of the boot lid's rear edge.
        tumblehome: half width of the roof as a share of that at the belt.
        spokes: of each rim.
        panel_van: no windows behind the front seats.
    """

    length_m: float = 4.3
    width_m: float = 1.79
    height_m: float = 1.46
    wheelbase_m: float = 2.64
    front_overhang_m: float = 0.86
    wheel_m: float = 0.64
    clearance_m: float = 0.16
    nose_m: float = 0.74
    belt_m: float = 0.95
    screen_m: float = 1.12
    rake_m: float = 0.78
    boot_m: float = 0.14
    rear_rake_m: float = 0.34
    boot_height_m: float = 0.92
    tumblehome: float = 0.79
    spokes: int = 5
    panel_van: bool = False

    def build(self, paint: Material, name: str = "car") -> Model:
        """The car in that paint; parts: body, glass, lamps, tail, tyres, rim, plate, trim, interior."""
        materials = (
            paint,
            PARTS["glass"],
            Surface(base_color=(0.78, 0.80, 0.82), roughness=0.08, metallic=0.5, coat=1.0),
            PARTS["tail"],
            PARTS["tyres"],
            Surface(base_color=(0.62, 0.63, 0.65), roughness=0.28, metallic=0.9),
            PARTS["plate"],
            Surface(base_color=(0.09, 0.09, 0.095), roughness=0.5),
            Surface(base_color=(0.16, 0.155, 0.15), roughness=0.8),
        )
        meshes = [self._lower(), self._greenhouse(), *self._wheels(), *self._fittings(), *self._seats()]
        return Model(name, join(*meshes), materials, category="car")

    @property
    def _axles(self) -> tuple[float, float]:
        front = self.length_m / 2 - self.front_overhang_m
        return front, front - self.wheelbase_m

    def _stations(self) -> npt.NDArray[np.float64]:
        t = np.linspace(0.03, np.pi - 0.03, 91)
        x = self.length_m / 2 * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** 0.4
        arch = self.wheel_m / 2 + _LIP
        rays = arch * np.cos(np.linspace(0, np.pi, 25))
        near = np.concatenate([[arch + 0.004], rays, [-arch - 0.004]])
        shut = np.concatenate([[s - 0.003, s + 0.003] for s in self._shut_lines()])
        x = x[np.abs(x[:, None] - np.array(self._axles)).min(axis=1) > arch + 0.01]
        x = x[np.abs(x[:, None] - shut).min(axis=1) > 0.01]
        return np.unique(np.concatenate([x, *(near + axle for axle in self._axles), shut]))

    def _shut_lines(self) -> list[float]:
        """x of the vertical gaps of the doors."""
        front, rear = self._axles
        first = front - self.wheel_m / 2 - 0.13
        last = rear + self.wheel_m / 2 + 0.10
        return [first, (first + last) / 2 - 0.02, last]

    def _lower(self) -> Mesh:
        x = self._stations()
        half, u = self.length_m / 2, 2 * x / self.length_m
        width = self.width_m / 2 * (1 - np.minimum(np.abs(u), 0.99999) ** 5) ** 0.2
        screen, boot = half - self.screen_m, -half + self.boot_m
        top = smoothed(
            x,
            [-half - 1, -half, boot, screen, half - 0.05, half + 1],
            [self.boot_height_m] * 2 + [self.belt_m, self.belt_m, self.nose_m, self.nose_m - 0.3],
            0.14,
        )
        top = top - 0.10 * np.abs(u) ** 24
        floor = self.clearance_m + 0.06 * np.abs(u) ** 8
        edge = floor + 0.03
        arch = self.wheel_m / 2 + _LIP
        for axle in self._axles:
            inside = np.maximum(arch**2 - (x - axle) ** 2, 0)
            edge = np.where(np.abs(x - axle) <= arch + 1e-9, self.wheel_m / 2 + np.sqrt(inside), edge)
        edge = np.minimum(edge, top - 0.14)
        inner = np.minimum(0.97 * width - 0.08 * width / width.max(), self.width_m / 2 - 0.29)
        zero = np.zeros_like(x)
        y, z = [inner, inner, 0.96 * width], [floor, edge - 0.01, edge - 0.005]
        shoulder = top - 0.07
        for f in np.linspace(0, 1, _SIDE):
            height = edge + f * (shoulder - edge)
            y.append(width * (1 - 0.16 * (height - 0.60) ** 2 - 0.02 * np.maximum(height - 0.75, 0)))
            z.append(height)
        rim = y[-1]
        for a in np.linspace(0, np.pi / 2, _ROLL + 1)[1:]:
            y.append(rim - 0.07 * width / width.max() * (1 - np.cos(a)))
            z.append(shoulder + 0.07 * np.sin(a))
        ledge = y[-1]
        # Below the greenhouse the top is sunk: that is the cabin's floor.
        cabin = np.clip((x - boot - 0.10) / 0.10, 0, 1) * np.clip((screen - 0.18 - x) / 0.10, 0, 1)
        depth = cabin * 0.42
        for k, f in enumerate(np.linspace(1, 0, _TOP + 1)[1:-1]):
            scale = (0.90 if k == 0 else 0.88 if k == 1 else 0.88 * f / 0.75) if _TOP else f
            y.append(ledge * scale)
            z.append(top + 0.035 * (1 - scale**2) - (depth if k else 0))
        side = np.stack(y, axis=1), np.stack(z, axis=1)
        low, high = floor, top + 0.035 - depth
        ys = np.concatenate([zero[:, None], side[0], zero[:, None], -side[0][:, ::-1]], axis=1)
        zs = np.concatenate([low[:, None], side[1], high[:, None], side[1][:, ::-1]], axis=1)
        points = np.stack([np.broadcast_to(x[:, None], ys.shape), ys, zs], axis=2)
        count = side[0].shape[1]
        part = self._lower_parts(points, cabin, count)
        return join(grid(points[::-1], part[::-1]), *self._caps(points, part, count))

    def _lower_parts(
        self, points: npt.NDArray[np.float64], cabin: npt.NDArray[np.float64], count: int
    ) -> npt.NDArray[np.int32]:
        """Part of each quad of the lower body, shape (stations − 1, ring)."""
        after = np.roll(points, -1, axis=1)
        middle = (points[:-1] + points[1:] + after[:-1] + after[1:]) / 4
        x, y, z = middle[..., 0], np.abs(middle[..., 1]), middle[..., 2]
        ring = np.arange(points.shape[1])
        row = np.minimum(ring, points.shape[1] - 1 - ring)
        half, wide = self.length_m / 2, self.width_m / 2
        part = np.full(x.shape, BODY, np.int32)
        part[:, row < 3] = TRIM
        part[(z < self.clearance_m + 0.14) & (row == 3)] = TRIM
        shut = np.abs(x[..., None] - self._shut_lines()).min(axis=-1) < 0.003
        part[shut & (row >= 3) & (row < 3 + _SIDE + 2)] = TRIM
        # By rows of the skin, not by height: edges then follow its lines.
        lamp = (row >= 12) & (row <= 14) & (y > 0.50 * wide)
        part[lamp & (x > half - 0.42)] = LAMPS
        grille = (row >= 5) & (row <= 8) & (y < 0.66 * wide) | (row >= 12) & (row <= 14) & (y < 0.46 * wide)
        part[grille & (x > half - 0.3)] = TRIM
        red = (row >= 12) & (row <= 15) & (y > 0.58 * wide)
        part[red & (x < -half + 0.24)] = TAIL
        # The rear bumper's lower half is unpainted.
        part[(row >= 3) & (row <= 5) & (x < self._axles[1] - self.wheel_m / 2 - 0.12)] = TRIM
        sunk = (cabin[:-1] + cabin[1:] > 0.1)[:, None] & (row > count - _TOP + 2)
        part[sunk] = INTERIOR
        return part

    def _caps(
        self,
        points: npt.NDArray[np.float64],
        part: npt.NDArray[np.int32],
        count: int,
    ) -> list[Mesh]:
        """The flat middles of nose and tail: each ring's left side joined with its right."""
        ring = points.shape[1]
        caps = []
        for end in (0, len(points) - 1):
            own = points[end]
            left = own[: count + 2]
            right = own[[0, *range(ring - 1, count, -1)]]
            order = (right, left) if end else (left, right)
            number = np.where(part[end - 1 if end else 0, : count + 1] == TRIM, TRIM, BODY)
            number = number.astype(np.int32)[None]
            strip = grid(np.stack(order), number, around=False)
            corners = strip.vertices[strip.triangles]
            area = np.linalg.norm(
                np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
            )
            keep = area > 1e-9
            caps.append(Mesh(strip.vertices, strip.triangles[keep], part=strip.part_ids[keep]))
        return caps

    def _greenhouse(self) -> Mesh:
        half = self.length_m / 2
        belt = self.belt_m - 0.035
        front, rear = half - self.screen_m + 0.05, -half + self.boot_m
        wide = self.width_m / 2 * 0.925
        foot, places = _outline(front, rear, wide, 0.22, 0.10)
        roof, _ = _outline(front - self.rake_m, rear + self.rear_rake_m, wide * self.tumblehome, 0.10, 0.06)
        eave = self.height_m - 0.075
        rows, levels = [], [0.0, 0.07, 0.10, 0.3, 0.5, 0.7, 0.90, 0.93, 1.0]
        for t in levels:
            bulge = 1 + 0.035 * np.sin(np.pi * t)
            flat = (foot + t * (roof - foot)) * np.array([1.0, bulge])
            rows.append(np.column_stack([flat, np.full(len(flat), belt + t * (eave - belt))]))
        middle = np.array([roof[:, 0].mean(), 0.0])
        for scale in (0.985, 0.95, 0.88, 0.75, 0.55, 0.3, 0.02):
            flat = middle + (roof - middle) * scale
            rise = 0.075 * (1 - scale**2.0) ** 0.6
            rows.append(np.column_stack([flat, np.full(len(flat), eave + rise)]))
        points = np.stack(rows)
        part = np.full((len(points) - 1, len(foot)), BODY, np.int32)
        kind = np.array([self._window(place, f) for place, f in places])
        part[2:6, kind] = GLASS
        part[1, kind] = part[6, kind] = TRIM
        return grid(points, part)

    def _window(self, place: str, f: float) -> bool:
        """Whether a column of the greenhouse is glass; f runs along its side, 0 to 1."""
        if place == "side":
            pillars = (0.47, 0.53), (0.80, 0.87)
            return f < 0.33 if self.panel_van else not any(a < f < b for a, b in pillars)
        return place == "front" or (place == "rear" and not self.panel_van)

    def _wheels(self) -> list[Mesh]:
        radius = self.wheel_m / 2
        out = self.width_m / 2 - 0.125
        one = wheel(radius, 0.205, self.spokes, TYRES, RIM, TRIM)
        mirror = np.diag([1.0, -1.0, 1.0, 1.0])
        both = (one, one.transformed(mirror))
        return [placed(both[side < 0], axle, side * out, radius) for axle in self._axles for side in (1, -1)]

    def _fittings(self) -> list[Mesh]:
        half, wide = self.length_m / 2, self.width_m / 2
        found = []
        screen = half - self.screen_m - 0.30
        for side in (1, -1):
            shell = rounded_box((0.15, 0.22, 0.15), 0.05, steps=3, parts=BODY)
            found.append(placed(shell, screen, side * (wide + 0.02), self.belt_m - 0.02))
            _, second, last = self._shut_lines()
            for x in (second + 0.13, last + 0.14):
                handle = rounded_box((0.19, 0.03, 0.028), 0.01, parts=BODY)
                found.append(placed(handle, x, side * 0.975 * wide, self.belt_m - 0.15))
        plate = rounded_box((0.012, 0.52, 0.11), 0.004, parts=PLATE)
        found.append(placed(plate, half - 0.004, 0, 0.38))
        found.append(placed(plate, -half + 0.004, 0, 0.58))
        return found

    def _seats(self) -> list[Mesh]:
        half = self.length_m / 2
        screen = half - self.screen_m
        floor = self.belt_m - 0.40
        tall = self.height_m - self.belt_m
        found = [
            placed(
                rounded_box((0.30, self.width_m * 0.74, 0.36), 0.06, parts=INTERIOR), screen - 0.32, 0, floor
            )
        ]
        rows = (1.15,) if self.panel_van else (1.15, 1.95)
        for back in rows:
            for side in (1, -1):
                seat = rounded_box((0.14, 0.48, 0.40 + 0.30 * tall), 0.06, parts=INTERIOR)
                head = rounded_box((0.10, 0.26, 0.18), 0.05, parts=INTERIOR)
                x = max(screen - back, -half + 0.55)
                found.append(placed(seat, x, side * 0.36, floor))
                found.append(placed(head, x, side * 0.36, floor + 0.42 + 0.30 * tall))
        return found


def _outline(
    front: float, rear: float, wide: float, bow: float, corner: float
) -> tuple[npt.NDArray[np.float64], list[tuple[str, float]]]:
    """A greenhouse's plan, clockwise from the middle of the front, and where each column lies.

    Front and rear are bowed; between them and the sides stand narrow corners, the pillars.
    """
    points: list[tuple[float, float]] = []
    places: list[tuple[str, float]] = []
    inner = wide - corner
    for f in np.linspace(0, 1, 9)[:-1]:
        points.append((front - bow * f**2, -inner * f))
        places.append(("front", 0.0))
    first, last = front - bow - corner, rear + 0.6 * bow + corner
    for f in (0.0, 0.35, 0.7):
        a = f * np.pi / 2
        points.append((first + corner * np.cos(a), -inner - corner * np.sin(a)))
        places.append(("corner", 0.0))
    for f in np.linspace(0, 1, 41)[:-1]:
        points.append((first + f * (last - first), -wide + 0.03 * (2 * f - 1) ** 2 - 0.03))
        places.append(("side", float(f + 0.0125)))
    for f in (0.0, 0.35, 0.7):
        a = f * np.pi / 2
        points.append((last - corner * np.sin(a), -inner - corner * np.cos(a)))
        places.append(("corner", 0.0))
    for f in np.linspace(1, 0, 9)[:-1]:
        points.append((rear + 0.6 * bow * f**2, -inner * f))
        places.append(("rear", 0.0))
    right = np.array([*points, (rear, 0.0)])
    left = right[-2:0:-1] * [1.0, -1.0]
    return np.concatenate([right, left]), places + places[::-1]
