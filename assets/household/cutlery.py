"""Spoons, forks and knives."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Hull, Model
from ..recipes import Metal, metal, plastic, wood
from ..shapes.convex import cell_hulls, grid_hulls, hull
from ..shapes.curve import spline
from ..shapes.loft import loft, oval
from ..shapes.sheet import sheet

__all__ = ["Fork", "Knife", "Spoon", "fork", "knife", "spoon", "wooden_spoon"]

Array = npt.NDArray[np.float64]


def _smooth(points: list[tuple[float, float]], at: Array) -> Array:
    """A spline y(x) at places ``at``."""
    curve = spline(points, 2, 0.02)
    order = np.argsort(curve[:, 0])
    return np.asarray(np.interp(at, curve[order, 0], curve[order, 1]))


def _round_end(away_m: Array, length_m: float) -> Array:
    """Factors of the width that round off the beginning over ``length_m``."""
    near = np.clip(1 - away_m / length_m, 0, 1)
    return np.asarray(np.maximum(np.sqrt(1 - near**2), 0.18))


def _standing(mesh: Mesh, hulls: list[Hull]) -> tuple[Mesh, tuple[Hull, ...]]:
    low, high = mesh.bounds
    move = np.array([-(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2, -low[2]])
    m = np.eye(4)
    m[:3, 3] = move
    return mesh.transformed(m), tuple(hull(h + move) for h in hulls)


def _sides(points: Array, thick: Array) -> tuple[Array, Array, Array]:
    """Upper and lower side and round rim of a plate that lies nearly flat, its columns along x."""
    lift = np.zeros_like(points)
    lift[..., 2] = 0.5 * thick
    rim = points.copy()
    rim[:, 0, 0] -= 0.5 * thick[:, 0]
    rim[:, -1, 0] += 0.5 * thick[:, -1]
    rim[0, :, 1] -= 0.5 * thick[0]
    rim[-1, :, 1] += 0.5 * thick[-1]
    return points + lift, points - lift, rim


@dataclass(frozen=True, eq=False, kw_only=True)
class Spoon:
    """A spoon lying bowl up, its handle towards −y, its tip towards +y.

    Parts: 0 bowl and handle.

    Attributes:
        length_m: over all.
        bowl_m: width of the bowl; ``bowl_length`` its length as a share of the whole.
        bowl_depth_m: of the bowl.
        handle_m: width of the handle's end; ``neck_m`` at its thinnest.
        thick_m: of the metal.
        arch_m: how high the handle rises.
    """

    name: str = "spoon"
    length_m: float = 0.19
    bowl_m: float = 0.041
    bowl_length: float = 0.33
    bowl_depth_m: float = 0.008
    handle_m: float = 0.019
    neck_m: float = 0.0065
    thick_m: float = 0.0022
    arch_m: float = 0.012
    stuff: Material = field(default_factory=Metal)
    density_kg_m3: float = 7800.0

    def build(self) -> Model:
        """The model."""
        n, k = 52, 13
        t = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, n))  # denser at both ends, where outlines are round
        start = 1 - self.bowl_length
        neck = start - 0.05
        b = np.clip((t - start) / self.bowl_length, 0, 1)
        stem = _smooth(
            [(0.0, 0.47 * self.handle_m), (0.05, 0.5 * self.handle_m), (0.25, 0.42 * self.handle_m),
             (0.5, 0.5 * self.neck_m + 0.0008), (neck, 0.5 * self.neck_m), (1.0, 0.5 * self.neck_m)], t,
        )  # fmt: skip
        # The neck flows into the bowl; from its widest place on, the bowl is an ellipse.
        wide = 0.46
        opening = np.clip(b / wide, 0, 1)
        flow = np.where(opening < 1, (0.5 - 0.5 * np.cos(np.pi * opening)) ** 0.62, 1.0)
        oval_end = np.sqrt(np.clip(1 - np.clip((b - wide) / (1 - wide), 0, 1) ** 2.1, 0, 1))
        half = (stem + (0.5 * self.bowl_m - stem) * flow) * np.maximum(oval_end, 0.12)
        half *= _round_end(t * self.length_m, 0.42 * self.handle_m)
        side = np.sin(np.linspace(-np.pi / 2, np.pi / 2, k))
        x = half[:, None] * side
        depth = self.bowl_depth_m * np.clip(np.sin(np.pi * np.clip(b**0.85, 0, 1)), 0, 1) ** 0.85
        cup = -depth[:, None] * (1 - side**2) ** 0.9
        line = _smooth(
            [(0.0, 0.35 * self.arch_m), (0.15, 0.75 * self.arch_m), (0.42, self.arch_m),
             (neck, 0.80 * self.arch_m), (start + 0.1, 0.55 * self.arch_m), (1.0, 0.55 * self.arch_m)], t,
        )  # fmt: skip
        points = np.empty((n, k, 3))
        points[..., 0] = x
        points[..., 1] = (t[:, None] - 0.5) * self.length_m
        points[..., 2] = line[:, None] + cup
        thick = (
            self.thick_m * (1 + 0.25 * np.exp(-(((t - neck) / 0.12) ** 2)) - 0.35 * b)[:, None] * np.ones(k)
        )
        # du × dv must point up: u goes along −y … +y, v from +x to −x.
        mesh = sheet(points[:, ::-1], thick[:, ::-1], rim_steps=5, sharp_angle_deg=60.0)
        begin = int(np.searchsorted(t, start - 0.004))
        sides = _sides(points, thick)
        hulls = cell_hulls(sides, [0, 3, 10, 17, 22, 26, 30, begin], [0, k - 1])
        rows = [begin, begin + 1, *np.linspace(begin + 3, n - 1, 7).round().astype(int).tolist()]
        hulls += cell_hulls(sides, rows, [0, 3, 6, 9, 12])
        mesh, parts = _standing(mesh, hulls)
        return Model(
            name=self.name, mesh=mesh, materials=(self.stuff,), category="spoon", hulls=parts,
            density_kg_m3=self.density_kg_m3,
        )  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Fork:
    """A fork lying tines up, its handle towards −y.

    Attributes:
        length_m: over all.
        head_m: width of the head; ``tines`` of them, ``tine_length`` and ``head_length`` as shares of
            the whole.
        handle_m, neck_m: width of the handle's end and of its thinnest place.
        thick_m: of the metal.
        arch_m: height of the handle's bow; ``curve_m`` of the head's.
    """

    length_m: float = 0.19
    head_m: float = 0.025
    tines: int = 4
    tine_length: float = 0.25
    head_length: float = 0.40
    handle_m: float = 0.019
    neck_m: float = 0.0062
    thick_m: float = 0.0021
    arch_m: float = 0.010
    curve_m: float = 0.009
    stuff: Material = field(default_factory=Metal)
    density_kg_m3: float = 7800.0

    def build(self) -> Model:
        """The model."""
        root, shoulder = 1 - self.tine_length, 1 - self.head_length
        per_tine, per_gap = 3, 4
        gaps = self.tines - 1
        k = self.tines * per_tine + gaps * per_gap + 1
        before = 0.5 - 0.5 * np.cos(np.linspace(0, 0.82 * np.pi, 34))
        before = before / before[-1] * (root - 0.004)
        n_tine = 16
        after = root + np.linspace(0, 1, n_tine) * self.tine_length
        t = np.concatenate([before, after])
        n = len(t)
        half = _smooth(
            [(0.0, 0.47 * self.handle_m), (0.05, 0.5 * self.handle_m), (0.25, 0.42 * self.handle_m),
             (0.45, 0.5 * self.neck_m + 0.0006), (shoulder - 0.06, 0.5 * self.neck_m),
             (shoulder + 0.02, 0.30 * self.head_m), (shoulder + 0.075, 0.485 * self.head_m),
             (root, 0.5 * self.head_m), (1.0, 0.47 * self.head_m)], t,
        )  # fmt: skip
        half *= _round_end(t * self.length_m, 0.42 * self.handle_m)
        # Columns: tine, gap, tine, …, in shares of the half width.
        ratio = 0.36  # of the pitch that is metal
        pitch = 2 / (self.tines - 1 + ratio)
        side = []
        for i in range(self.tines):
            left = -1 + i * pitch
            side += list(np.linspace(left, left + ratio * pitch, per_tine + 1))
            if i < gaps:
                side += list(np.linspace(left + ratio * pitch, left + pitch, per_gap + 1)[1:-1])
        column = np.array(side)
        y = np.broadcast_to(t[:, None], (n, k)).copy()
        first = len(before)
        there = np.ones((n - 1, k - 1), bool)
        slot = 0.5 * (1 - ratio) * pitch * 0.5 * self.head_m
        for i in range(gaps):
            c0 = (i + 1) * per_tine + i * per_gap
            there[first:, c0 : c0 + per_gap] = False
            inside = np.linspace(-1, 1, per_gap + 1)
            arc = slot * np.sqrt(np.clip(1 - inside**2, 0, 1)) / self.length_m
            y[first, c0 : c0 + per_gap + 1] -= arc
            y[first - 1, c0 : c0 + per_gap + 1] -= 0.8 * arc
            y[first - 2, c0 : c0 + per_gap + 1] -= 0.35 * arc
        x = half[:, None] * column
        # Tines taper to round tips.
        away = np.clip((t - root) / self.tine_length, 0, 1)
        for i in range(self.tines):
            c0 = i * (per_tine + per_gap)
            columns = slice(c0, c0 + per_tine + 1)
            middle = x[:, columns].mean(axis=1, keepdims=True)
            taper = 1 - 0.45 * away**2
            x[:, columns] = middle + (x[:, columns] - middle) * taper[:, None]
            w = x[-1, columns] - middle[-1]
            bend = (w / np.abs(w).max()) ** 2
            y[-1, columns] -= 0.006 * bend
            y[-2, columns] -= 0.002 * bend
        line = _smooth(
            [(0.0, 0.35 * self.arch_m), (0.15, 0.75 * self.arch_m), (0.42, self.arch_m),
             (shoulder, 0.72 * self.arch_m), (root, 0.25 * self.arch_m),
             (1 - 0.45 * self.tine_length, 0.2 * self.arch_m),
             (1.0, 0.2 * self.arch_m + 0.6 * self.curve_m)], t,
        )  # fmt: skip
        points = np.empty((n, k, 3))
        points[..., 0] = x
        points[..., 1] = (y - 0.5) * self.length_m
        points[..., 2] = np.interp(y, t, line)
        head = np.clip((t - shoulder) / 0.1, 0, 1) * (1 - 0.6 * away)
        points[..., 2] -= (0.0022 * head)[:, None] * (1 - column**2)
        thick = self.thick_m * (1 + 0.3 * np.exp(-(((t - shoulder + 0.06) / 0.12) ** 2)) - 0.35 * away)
        thick = thick[:, None] * np.ones(k)
        mesh = sheet(points[:, ::-1], thick[:, ::-1], there[:, ::-1], rim_steps=5, sharp_angle_deg=60.0)
        sides = _sides(points, thick)
        hulls = cell_hulls(sides, [0, 3, 9, 16, 20, 24, 28], [0, k - 1])
        hulls += cell_hulls(sides, [28, first - 1], [0, k // 2, k - 1])
        for i in range(self.tines):
            c0 = i * (per_tine + per_gap)
            tine = slice(c0, c0 + per_tine + 1)
            one = _sides(points[first - 1 :, tine], thick[first - 1 :, tine])
            hulls += cell_hulls(one, [0, 5, 10, n_tine], [0, per_tine])
        mesh, parts = _standing(mesh, hulls)
        return Model(
            name="fork", mesh=mesh, materials=(self.stuff,), category="fork", hulls=parts,
            density_kg_m3=self.density_kg_m3,
        )  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Knife:
    """A knife lying on its side, its handle towards −y, its edge towards −x.

    Parts: 0 blade, 1 handle.

    Attributes:
        length_m: over all; ``blade`` is the blade's share.
        blade_m: height of the blade, ``spine_m`` its thickness.
        handle_m: height of the handle, ``handle_thick_m`` its thickness.
        point: 0 a round table knife, 1 a pointed kitchen knife.
    """

    length_m: float = 0.22
    blade: float = 0.52
    blade_m: float = 0.019
    spine_m: float = 0.0017
    handle_m: float = 0.018
    handle_thick_m: float = 0.007
    point: float = 0.0
    stuff: Material = field(default_factory=Metal)
    grip: Material = field(default_factory=Metal)
    density_kg_m3: float = 5000.0

    def build(self) -> Model:
        """The model."""
        joint = 1 - self.blade
        n, m = 40, 16
        u = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, n))
        # The blade is a loft of drop-shaped sections: round spine at +x, fine edge at −x.
        t = joint - 0.02 + u * (self.blade + 0.02)
        top = np.full(n, 0.5 * self.blade_m)
        tip = np.clip((u - 0.55) / 0.45, 0, 1)
        round_end = np.sqrt(np.clip(1 - np.clip((u - 0.93) / 0.07, 0, 1) ** 2, 0.003, 1))
        top = top * (1 - self.point * 0.55 * tip**1.6) * np.where(self.point > 0.5, 1, round_end)
        low = -0.5 * self.blade_m * (1 - (0.35 + 0.55 * self.point) * tip**2.2) * round_end
        low *= np.interp(u, [0, 0.1, 1], [0.55 + 0.4 * self.point, 1.0, 1.0])
        top = np.maximum(top, low + 0.0004)
        a = np.arange(m) / m * 2 * np.pi
        c = 0.5 + 0.5 * np.cos(a)
        shape = np.sin(a) * (0.14 + 0.86 * np.clip(c / 0.75, 0, 1) ** 0.8)
        thin = self.spine_m * (1 - 0.55 * tip)
        rings = np.empty((n, m, 3))
        rings[..., 0] = low[:, None] + (top - low)[:, None] * c
        rings[..., 2] = 0.5 * thin[:, None] * shape
        rings[..., 1] = (t[:, None] - 0.5) * self.length_m
        rings = rings[:, ::-1]
        blade = loft(rings, 0, sharp_angle_deg=60.0)

        s = np.concatenate([[0.0, 0.0008, 0.003, 0.008, 0.018, 0.035, 0.06], np.linspace(0.1, 1, 15)])
        ease = np.sqrt(np.clip(1 - np.clip((0.1 - s) / 0.1, 0, 1) ** 2, 0.001, 1))
        collar = np.interp(s, [0, 0.9, 1], [1, 1, 0.72])
        wide = (1 - 0.16 * np.sin(np.pi * np.clip(s * 1.1, 0, 1)) ** 2) * ease * collar
        deep = (1 - 0.2 * s) * ease * np.interp(s, [0, 0.93, 1], [1, 1, 0.6])
        section = oval(self.handle_m, self.handle_thick_m, 18, 2.8)
        grip = np.empty((22, 18, 3))
        grip[..., 0] = wide[:, None] * section[:, 0] + 0.1 * (self.blade_m - self.handle_m)
        grip[..., 2] = deep[:, None] * section[:, 1]
        grip[..., 1] = (s[:, None] * joint - 0.5) * self.length_m
        grip = grip[:, ::-1]
        handle = loft(grip, 1, sharp_angle_deg=60.0)
        rest = max(self.handle_thick_m / 2, self.spine_m / 2)
        pieces = [*grid_hulls(rings, 2, 16, 6), *grid_hulls(grip, (0, 6, 10, 13, 16, 21), 18, 5)]
        lift = np.array([0, 0, rest])
        m4 = np.eye(4)
        m4[:3, 3] = lift
        mesh, parts = _standing(join(blade, handle).transformed(m4), [hull(p + lift) for p in pieces])
        return Model(
            name="knife", mesh=mesh, materials=(self.stuff, self.grip), category="knife", hulls=parts,
            density_kg_m3=self.density_kg_m3,
        )  # fmt: skip


def _metal(draw: Draw) -> Metal:
    found = metal(draw.scope("material"), ("steel", "brass", "copper"))
    brushed = found.finish in ("around", "hammered")
    finish = "satin" if brushed else found.finish
    return Metal(color=found.color, finish=finish, roughness=found.roughness, tarnish=0.5 * found.tarnish,
                 wear=found.wear, seed=found.seed)  # fmt: skip


def spoon(draw: Draw) -> Model:
    """A tea, dessert or table spoon."""
    length = draw.choice("size", {0.14: 2.0, 0.17: 1.0, 0.2: 2.0}) * draw.uniform("length", 0.94, 1.06)
    return Spoon(
        length_m=length,
        bowl_m=length * draw.uniform("bowl", 0.2, 0.23),
        bowl_length=draw.uniform("bowl_length", 0.3, 0.35),
        bowl_depth_m=length * draw.uniform("bowl_depth", 0.035, 0.048),
        handle_m=length * draw.uniform("handle", 0.075, 0.115),
        neck_m=length * draw.uniform("neck", 0.03, 0.038),
        thick_m=draw.uniform("thick_m", 0.0018, 0.0026),
        arch_m=length * draw.uniform("arch", 0.05, 0.08),
        stuff=_metal(draw),
    ).build()


def fork(draw: Draw) -> Model:
    """A dessert or table fork."""
    length = draw.choice("size", {0.15: 1.0, 0.195: 3.0}) * draw.uniform("length", 0.94, 1.06)
    return Fork(
        length_m=length,
        head_m=length * draw.uniform("head", 0.115, 0.14),
        tines=draw.choice("tines", {3: 1.0, 4: 4.0}),
        tine_length=draw.uniform("tine_length", 0.22, 0.28),
        head_length=draw.uniform("head_length", 0.37, 0.42),
        handle_m=length * draw.uniform("handle", 0.075, 0.115),
        neck_m=length * draw.uniform("neck", 0.03, 0.037),
        thick_m=draw.uniform("thick_m", 0.0018, 0.0025),
        arch_m=length * draw.uniform("arch", 0.045, 0.07),
        curve_m=length * draw.uniform("curve", 0.03, 0.05),
        stuff=_metal(draw),
    ).build()


def knife(draw: Draw) -> Model:
    """A table knife of one metal, or a kitchen knife with a wooden or plastic handle."""
    kitchen = draw.chance("kitchen", 0.4)
    steel = _metal(draw)
    if not kitchen:
        return Knife(
            length_m=draw.uniform("length_m", 0.2, 0.235),
            blade=draw.uniform("blade", 0.48, 0.56),
            blade_m=draw.uniform("blade_m", 0.016, 0.02),
            spine_m=draw.uniform("spine_m", 0.0015, 0.0022),
            handle_m=draw.uniform("handle_m", 0.014, 0.02),
            handle_thick_m=draw.uniform("handle_thick_m", 0.005, 0.008),
            point=draw.uniform("point", 0.0, 0.3),
            stuff=steel,
            grip=steel,
        ).build()
    wooden = draw.chance("wooden", 0.5)
    grip: Material = (
        wood(draw.scope("grip"), layout="solid", axis="y") if wooden else plastic(draw.scope("grip"))
    )
    return Knife(
        length_m=draw.uniform("length_m", 0.2, 0.31),
        blade=draw.uniform("blade", 0.55, 0.62),
        blade_m=draw.uniform("blade_m", 0.022, 0.042),
        spine_m=draw.uniform("spine_m", 0.0018, 0.0025),
        handle_m=draw.uniform("handle_m", 0.022, 0.028),
        handle_thick_m=draw.uniform("handle_thick_m", 0.014, 0.019),
        point=draw.uniform("point", 0.7, 1.0),
        stuff=steel,
        grip=grip,
    ).build()


def wooden_spoon(draw: Draw) -> Model:
    """A cook's spoon of wood."""
    length = draw.uniform("length_m", 0.24, 0.33)
    return Spoon(
        name="wooden spoon",
        length_m=length,
        bowl_m=draw.uniform("bowl_m", 0.044, 0.062),
        bowl_length=draw.uniform("bowl_length", 0.22, 0.27),
        bowl_depth_m=draw.uniform("bowl_depth_m", 0.005, 0.009),
        handle_m=draw.uniform("handle_m", 0.011, 0.014),
        neck_m=draw.uniform("neck_m", 0.0105, 0.0125),
        thick_m=draw.uniform("thick_m", 0.0065, 0.0085),
        arch_m=draw.uniform("arch_m", 0.004, 0.009),
        stuff=wood(draw.scope("material"), layout="solid", axis="y"),
        density_kg_m3=700.0,
    ).build()
