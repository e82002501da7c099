"""Cloth on tables: napkins, placemats, runners, tablecloths."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Material
from ..model import Hull, Model
from ..recipes import Fabric, fabric
from ..shapes.convex import box_hull, cell_hulls
from ..shapes.curve import along, corners, lengths
from ..shapes.sheet import sheet

__all__ = ["Folded", "Spread", "napkin", "placemat", "runner", "tablecloth"]

Array = npt.NDArray[np.float64]


def _waves(x: Array, y: Array, waves: Array) -> Array:
    """Sum of random waves: rows of frequency (x, y) in 1/m, phase, height in metres; from 0 up."""
    z = np.zeros(np.broadcast_shapes(x.shape, y.shape))
    for fx, fy, phase, height in waves:
        z = z + height * (0.5 + 0.5 * np.cos(2 * np.pi * (fx * x + fy * y) + phase))
    return z


def _soft(draw: Draw, count: int, per_m: float, height_m: float) -> Array:
    rng = draw.rng("waves")
    return np.concatenate(
        [
            rng.normal(0, per_m, (count, 2)),
            rng.uniform(0, 2 * np.pi, (count, 1)),
            np.abs(rng.normal(0, height_m / count, (count, 1))),
        ],
        axis=1,
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Spread:
    """A flat cloth with its middle at the origin, thin enough to stand things on.

    Parts: 0 cloth (0 … 1 along x and y).

    Attributes:
        width_m, depth_m: along x, y.
        thick_m: of the cloth.
        drop_m: how far it hangs down at both ends along x and along y, below z = 0; 0 lies flat.
        waves: of its surface, see ``_waves``; they fade under what stands in the middle.
        round: an ellipse rather than a rectangle.
    """

    name: str = "placemat"
    width_m: float = 0.44
    depth_m: float = 0.31
    thick_m: float = 0.0015
    drop_x_m: float = 0.0
    drop_y_m: float = 0.0
    waves: Array = field(default_factory=lambda: np.zeros((0, 4)))
    round: bool = False
    cloth: Material = field(default_factory=Fabric)

    def build(self) -> Model:
        """The model."""
        w, d, t = self.width_m, self.depth_m, self.thick_m
        x = _stations(w, self.drop_x_m)
        y = _stations(d, self.drop_y_m)
        s, q = np.meshgrid(x, y, indexing="ij")
        points = np.empty((*s.shape, 3))
        if self.round:
            a, b = s / (w / 2), q / (d / 2)
            points[..., 0] = w / 2 * a * np.sqrt(1 - b**2 / 2)
            points[..., 1] = d / 2 * b * np.sqrt(1 - a**2 / 2)
        else:
            points[..., 0], points[..., 1] = s, q
        edge = np.maximum(np.abs(s) / (w / 2), np.abs(q) / (d / 2))
        points[..., 2] = t / 2 + _waves(s, q, self.waves) * np.clip((edge - 0.55) / 0.45, 0, 1)
        over_x, over_y = np.abs(s) - w / 2, np.abs(q) - d / 2
        if self.drop_x_m > 0 or self.drop_y_m > 0:
            points = self._hanging(points, s, q, over_x, over_y)
        mesh = sheet(points, t, rim_steps=3)
        return Model(
            name=self.name,
            mesh=mesh,
            materials=(self.cloth,),
            category=None,
            hulls=self._hulls(points),
            density_kg_m3=300.0,
        )

    def _hulls(self, points: Array) -> tuple[Hull, ...]:
        w, d, t = self.width_m, self.depth_m, self.thick_m
        if self.drop_x_m + self.drop_y_m > 0:
            return (box_hull((-w / 2, -d / 2, 0), (w / 2, d / 2, t)),)
        top, bottom = points + np.array([0.0, 0.0, t / 2]), points * [1.0, 1.0, 0.0]
        rows, columns = (_marks(n, 7) for n in points.shape[:2])
        return tuple(cell_hulls((top, bottom), rows, columns))

    def _hanging(self, points: Array, s: Array, q: Array, over_x: Array, over_y: Array) -> Array:
        """Beyond the table's edge the cloth turns down and falls in folds."""
        t = self.thick_m
        r = 0.008
        for axis, over, across in ((0, over_x, q), (1, over_y, s)):
            out = np.maximum(over, 0.0)
            bend = np.minimum(out / r, np.pi / 2)
            sideways = np.where(out > 0, r * np.sin(bend), 0.0)
            down = np.where(out > 0, r * (1 - np.cos(bend)) + np.maximum(out - r * np.pi / 2, 0), 0.0)
            fold = 0.0
            for n, (_, fy, phase, height) in enumerate(self.waves[:3]):
                f = 2.2 + 1.3 * n + abs(fy) % 2.0
                fold = fold + (0.25 + 200 * min(height, 0.001)) * np.cos(2 * np.pi * f * across + phase)
            swing = (1 + fold) * 0.16 * np.maximum(down - 0.01, 0.0)
            half = (self.width_m if axis == 0 else self.depth_m) / 2
            sign = np.sign(points[..., axis])
            points[..., axis] = np.where(out > 0, sign * (half + sideways + swing), points[..., axis])
            points[..., 2] -= down
        points[..., 2] = np.maximum(points[..., 2], -max(self.drop_x_m, self.drop_y_m) * 1.15 + t)
        return points


def _marks(count: int, most: int) -> list[int]:
    """At most ``most`` of ``count`` indices, both ends among them."""
    return sorted({round(i) for i in np.linspace(0, count - 1, min(most, count))})


def _stations(size_m: float, drop_m: float) -> Array:
    """Places across a cloth, denser near its edge and where it turns down."""
    half = size_m / 2
    inner = np.linspace(0, half - 0.03, max(5, min(12, int(half / 0.05))))
    near = half - np.array([0.02, 0.01, 0.004, 0.0])
    beyond = np.zeros(0)
    if drop_m > 0:
        bend = np.array([0.003, 0.006, 0.009, 0.0125, 0.018])
        beyond = half + np.concatenate([bend, np.linspace(0.03, drop_m, max(4, int(drop_m / 0.03)))])
    side = np.concatenate([inner, near, beyond])
    return np.concatenate([-side[:0:-1], side])


@dataclass(frozen=True, eq=False, kw_only=True)
class Folded:
    """A cloth folded in zigzag: layers on layers, folds at ±x.

    Parts: 0 cloth.

    Attributes:
        width_m, depth_m: of the folded cloth, along x, y.
        layers: how many lie on each other.
        thick_m: of one layer.
        waves: of the whole stack, see ``_waves``.
        slip_m: how far each layer's fold is set back from the one below.
    """

    width_m: float = 0.2
    depth_m: float = 0.1
    layers: int = 4
    thick_m: float = 0.0012
    gap_m: float = 0.0007
    slip_m: float = 0.003
    waves: Array = field(default_factory=lambda: np.zeros((0, 4)))
    cloth: Material = field(default_factory=Fabric)

    def build(self) -> Model:
        """The model."""
        w, d, t, n = self.width_m, self.depth_m, self.thick_m, self.layers
        pitch = t + self.gap_m
        points = []
        for k in range(n):
            z = t / 2 + k * pitch
            left, right = -w / 2 + self.slip_m * (k // 2), w / 2 - self.slip_m * ((k + 1) // 2)
            ends = [(left, z), (right, z)] if k % 2 == 0 else [(right, z), (left, z)]
            points += ends
        # The folds are rounder than the gap: the cloth swells there.
        line = corners(points, 0.5 * pitch)
        total = lengths(line)[-1]
        keep = lengths(line)
        extra = np.linspace(0, total, n * 9)
        at = np.unique(np.concatenate([keep, extra]))
        at = at[np.concatenate([[True], np.diff(at) > 3e-4])]
        path = along(line, at)
        y = np.linspace(-d / 2, d / 2, 13)
        grid = np.empty((len(path), 13, 3))
        grid[..., 0] = path[:, :1]
        grid[..., 1] = y[::1] * (1 - 0.012 * np.sin(17.0 * path[:, :1]))
        swell = 1 + 2.2 * self.gap_m / pitch * np.clip((np.abs(path[:, :1]) - 0.3 * w) / (0.2 * w), 0, 1)
        grid[..., 2] = t / 2 + (path[:, 1:] - t / 2) * swell
        grid[..., 2] += _waves(grid[..., 0], grid[..., 1], self.waves) * (path[:, 1:] / (n * pitch))
        mesh = sheet(grid, t, rim_steps=3, sharp_angle_deg=60.0)
        low = mesh.bounds[0]
        m = np.eye(4)
        m[2, 3] = -low[2]
        mesh = mesh.transformed(m)
        return Model(
            name="napkin",
            mesh=mesh,
            materials=(self.cloth,),
            category=None,
            hulls=tuple(self._hulls(grid, float(low[2]))),
            density_kg_m3=300.0,
        )

    def _hulls(self, grid: Array, low_m: float) -> list[Hull]:
        """Blocks under the top layer, from the table up."""
        last = len(grid) - 1
        while last > 0 and abs(grid[last, 6, 0] - grid[last - 1, 6, 0]) > 0.002:
            last -= 1
        layer = grid[last:]
        top = layer + np.array([0.0, 0.0, self.thick_m / 2 - low_m])
        # The layers below reach further.
        bottom = top * [1.0, 1.0, 0.0]
        for row in (0, -1):
            right = layer[row, 6, 0] > 0
            bottom[row, :, 0] = grid[..., 0].max() if right else grid[..., 0].min()
        return cell_hulls((top, bottom), _marks(len(layer), 5), [0, 3, 6, 9, 12])


def napkin(draw: Draw) -> Model:
    """A cloth napkin or tea towel, folded, or lying flat."""
    size = draw.uniform("size_m", 0.14, 0.24)
    if draw.chance("flat", 0.3):
        return Spread(
            name="napkin",
            width_m=1.5 * size,
            depth_m=1.5 * size * draw.uniform("aspect", 0.8, 1.0),
            thick_m=draw.uniform("thick_m", 0.0008, 0.0014),
            waves=_soft(draw, 5, 5.0, 0.012),
            cloth=fabric(draw.scope("material")),
        ).build()
    return Folded(
        width_m=size,
        depth_m=size * draw.uniform("aspect", 0.45, 1.0),
        layers=draw.integer("layers", 2, 6),
        thick_m=draw.uniform("thick_m", 0.0008, 0.0016),
        gap_m=draw.uniform("gap_m", 0.0003, 0.0012),
        slip_m=draw.uniform("slip_m", 0.001, 0.006),
        waves=_soft(draw, 5, 5.0, 0.006),
        cloth=fabric(draw.scope("material"), uv_m=None),
    ).build()


def placemat(draw: Draw) -> Model:
    """A placemat: rectangular or round."""
    circle = draw.chance("round", 0.3)
    width = draw.uniform("width_m", 0.34, 0.48)
    return Spread(
        width_m=0.8 * width if circle else width,
        depth_m=0.8 * width if circle else width * draw.uniform("aspect", 0.66, 0.78),
        thick_m=draw.uniform("thick_m", 0.0012, 0.003),
        waves=_soft(draw, 4, 2.5, 0.003),
        round=circle,
        cloth=fabric(draw.scope("material")),
    ).build()


def runner(draw: Draw) -> Model:
    """A narrow cloth along a table."""
    return Spread(
        name="runner",
        width_m=draw.uniform("width_m", 0.8, 1.4),
        depth_m=draw.uniform("depth_m", 0.28, 0.42),
        thick_m=draw.uniform("thick_m", 0.0008, 0.0015),
        waves=_soft(draw, 5, 2.0, 0.004),
        cloth=fabric(draw.scope("material")),
    ).build()


def tablecloth(draw: Draw, width_m: float = 1.4, depth_m: float = 0.8) -> Model:
    """A cloth for a table top of ``width_m`` × ``depth_m``, hanging over its edges.

    Its z = 0 is the table's top.
    """
    drop = draw.uniform("drop_m", 0.12, 0.3)
    return Spread(
        name="tablecloth",
        width_m=width_m,
        depth_m=depth_m,
        thick_m=draw.uniform("thick_m", 0.0006, 0.0012),
        drop_x_m=drop,
        drop_y_m=drop,
        waves=_soft(draw, 3, 2.0, 0.0012),
        cloth=fabric(draw.scope("material")),
    ).build()
