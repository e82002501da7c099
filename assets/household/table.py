"""Tables: standing on z = 0, their top at ``height_m``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Hull, Model
from ..palette import PAINTS, pick
from ..recipes import PaintedMetal, Wood, metal, painted_metal, stone, wood
from ..shapes.convex import box_hull, hull, prism_hull
from ..shapes.curve import chain, spline
from ..shapes.lathe import lathe
from ..shapes.loft import loft, oval
from ..shapes.solids import placed, rounded_box, rounded_rectangle, slab

__all__ = ["Table", "table"]

Legs = Literal["square", "round", "pedestal", "trestle"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """A dining table, desk or side table.

    Parts: 0 top (0 … 1 over its bounds), 1 legs and apron.

    Attributes:
        width_m, depth_m, height_m: along x, y, z; a round top has ``width_m`` across.
        shape: of the top.
        top_m: thickness of the top.
        corner_m: radius of the outline's corners.
        edge_m: radius of the top's upper edge; ``edge_below_m`` of its lower one.
        legs: four square or round tapered legs with an apron, one turned pedestal, or two trestles.
        leg_m: width of a leg at the top; ``leg_taper`` its share at the floor.
        inset_m: from the top's edge to the legs.
    """

    width_m: float = 1.5
    depth_m: float = 0.85
    height_m: float = 0.75
    shape: Literal["rectangle", "round"] = "rectangle"
    top_m: float = 0.028
    corner_m: float = 0.02
    edge_m: float = 0.004
    edge_below_m: float = 0.004
    legs: Legs = "square"
    leg_m: float = 0.065
    leg_taper: float = 0.6
    inset_m: float = 0.05
    top: Material = field(default_factory=Wood)
    frame: Material = field(default_factory=Wood)

    def build(self) -> Model:
        """The model."""
        w, h, t = self.width_m, self.height_m, self.top_m
        d = w if self.shape == "round" else self.depth_m
        if self.shape == "round":
            a = np.arange(128) / 128 * 2 * np.pi
            outline = 0.5 * w * np.stack([np.cos(a), np.sin(a)], axis=1)
        else:
            outline = rounded_rectangle(w, d, self.corner_m, 8)
        hulls = [prism_hull(outline, h - t, h, self.edge_m, 2)]
        plate = slab(outline, t, self.edge_m, 4, bevel_below_m=self.edge_below_m)
        meshes = [placed(plate, 0.0, 0.0, h - t)]
        under = h - t
        if self.legs == "pedestal":
            more, parts = self._pedestal(under, min(w, d))
        elif self.legs == "trestle":
            more, parts = self._trestles(under, w, d)
        else:
            more, parts = self._four(under, w, d)
        meshes += more
        hulls += parts
        return Model(
            name="table",
            mesh=join(*meshes),
            materials=(self.top, self.frame),
            category="dining table",
            hulls=tuple(hulls),
            density_kg_m3=650.0,
        )

    def _four(self, under: float, w: float, d: float) -> tuple[list[Mesh], list[Hull]]:
        leg, taper = self.leg_m, self.leg_taper
        reach_x, reach_y = w / 2 - self.inset_m - leg / 2, d / 2 - self.inset_m - leg / 2
        if self.shape == "round":
            reach_x = reach_y = (w / 2 - self.inset_m - leg / 2) / np.sqrt(2)
        apron = 0.085 if leg > 0.03 else 0.0
        section = rounded_rectangle(1.0, 1.0, 0.07, 3) if self.legs == "square" else oval(1.0, 1.0, 28)
        z = np.array([0.0, 0.0, 0.002, under - apron - 0.012, under - apron, under - 0.001, under - 0.001])
        size = leg * np.array([taper - 0.03, taper, taper, 1.0, 1.0, 1.0, 0.98])
        z[1] = 0.0008
        rings = np.empty((len(z), len(section), 3))
        rings[..., :2] = section * size[:, None, None]
        rings[..., 2] = z[:, None]
        one = loft(rings, 1, sharp_angle_deg=40.0)
        meshes, hulls = [], []
        for sx in (-1, 1):
            for sy in (-1, 1):
                meshes.append(placed(one, sx * reach_x, sy * reach_y))
                hulls.append(
                    hull(rings[[1, 3, 5]][:, :: max(1, len(section) // 8)] + [sx * reach_x, sy * reach_y, 0])
                )
        if apron:
            thick = 0.02
            for sx, sy in ((0, -1), (0, 1), (-1, 0), (1, 0)):
                length = 2 * (reach_x if sx == 0 else reach_y) - leg + 0.004
                size3 = (length, thick, apron) if sx == 0 else (thick, length, apron)
                x, y = sx * (reach_x + 0.2 * leg), sy * (reach_y + 0.2 * leg)
                board = rounded_box(size3, 0.0015, parts=1)
                meshes.append(placed(board, x, y, under - apron - 0.0005))
                half = np.array(size3) / 2
                hulls.append(
                    box_hull(
                        (x - half[0], y - half[1], under - apron - 0.0005),
                        (x + half[0], y + half[1], under - 0.0005),
                    )
                )
        return meshes, hulls

    def _pedestal(self, under: float, size: float) -> tuple[list[Mesh], list[Hull]]:
        foot, post = 0.30 * size, 0.5 * self.leg_m
        rise = spline(
            [(foot, 0.012), (0.7 * foot, 0.02), (2.2 * post, 0.045), (1.1 * post, 0.16), (post, 0.45 * under),
             (1.1 * post, 0.85 * under), (2.6 * post, under - 0.012)], 8, 0.1,
        )  # fmt: skip
        line, _ = chain(
            [
                np.array([[0.0, 0.0], [foot, 0.0]]),
                np.array([[foot, 0.0], [foot, 0.012]]),
                rise,
                np.array([[2.6 * post, under - 0.012], [2.6 * post, under - 0.0005]]),
                np.array([[2.6 * post, under - 0.0005], [0.0, under - 0.0005]]),
            ],
            [0.002, 0.003, 0.002, 0.001],
        )
        a = np.arange(20) / 20 * 2 * np.pi
        ring = np.stack([np.cos(a), np.sin(a)], axis=1)
        hulls = [
            hull(np.concatenate([np.column_stack([ring * r, np.full(20, z)]) for r, z in pair]))
            for pair in (((foot, 0.0), (foot, 0.012), (1.2 * post, 0.05)), ((post, 0.05), (post, under)))
        ]
        return [lathe(line, 72, 1)], hulls

    def _trestles(self, under: float, w: float, d: float) -> tuple[list[Mesh], list[Hull]]:
        leg = self.leg_m
        meshes, hulls = [], []
        for side in (-1, 1):
            x = side * (w / 2 - self.inset_m - 0.12 * w)
            for sy in (-1, 1):
                bar = rounded_box((leg, leg * 0.7, under), 0.0015, parts=1)
                v = bar.vertices.astype(np.float64)
                v[:, 1] += sy * (0.36 * d - 0.16 * d * v[:, 2] / under)
                lean = Mesh(v.astype(np.float32), bar.triangles, bar.uv, bar.part, bar.sharp_angle_deg)
                meshes.append(placed(lean, x))
                low = np.array(
                    [
                        [x - leg / 2, sy * 0.36 * d - 0.35 * leg, 0],
                        [x + leg / 2, sy * 0.36 * d + 0.35 * leg, 0],
                    ]
                )
                high = np.array(
                    [
                        [x - leg / 2, sy * 0.20 * d - 0.35 * leg, under],
                        [x + leg / 2, sy * 0.20 * d + 0.35 * leg, under],
                    ]
                )
                corner = [[p[i, 0], p[j, 1], p[0, 2]] for p in (low, high) for i in (0, 1) for j in (0, 1)]
                hulls.append(hull(corner))
            for z, half in ((0.16 * under, 0.33 * d), (under - 0.05, 0.26 * d)):
                bar = rounded_box((0.6 * leg, 2 * half, 0.05), 0.003, parts=1)
                meshes.append(placed(bar, x, 0, z - 0.0005))
                hulls.append(box_hull((x - 0.3 * leg, -half, z), (x + 0.3 * leg, half, z + 0.05)))
        beam_m = w - 2 * self.inset_m - 0.24 * w
        beam = rounded_box((beam_m, 0.03, 0.07), 0.003, parts=1)
        meshes.append(placed(beam, 0, 0, 0.17 * under))
        hulls.append(box_hull((-beam_m / 2, -0.015, 0.17 * under), (beam_m / 2, 0.015, 0.17 * under + 0.07)))
        return meshes, hulls


def table(draw: Draw) -> Model:
    """A table of wood, stone or painted top, rectangular mostly."""
    circle = draw.chance("round", 0.2)
    width = draw.uniform("width_m", 0.9, 1.3) if circle else draw.uniform("length_m", 1.1, 1.9)
    tops = {"wood": 7.0, "painted": 1.2, "stone": 1.2}
    stuff = draw.choice("top", tops)
    material = draw.scope("material")
    top: Material
    if stuff == "wood":
        top = wood(material)
    elif stuff == "stone":
        top = stone(material)
    else:
        top = PaintedMetal(color=pick(material, "color", PAINTS), roughness=draw.uniform("gloss", 0.25, 0.5))
    same = stuff == "wood" and draw.chance("same_legs", 0.65)
    steel = draw.chance("metal_legs", 0.35)
    frame: Material
    if same:
        frame = top
    elif steel:
        frame = (
            painted_metal(draw.scope("frame"))
            if draw.chance("painted_legs", 0.7)
            else metal(draw.scope("frame"))
        )
    else:
        frame = wood(draw.scope("frame_wood"), layout="solid", axis="z")
    legs: dict[Legs, float] = (
        {"pedestal": 3.0, "round": 1.0} if circle else {"square": 3.0, "round": 2.0, "trestle": 1.0}
    )
    edge = draw.uniform("edge_m", 0.0015, 0.009)
    return Table(
        width_m=width,
        depth_m=width * draw.uniform("aspect", 0.5, 0.65) if not circle else width,
        height_m=draw.uniform("height_m", 0.71, 0.77),
        shape="round" if circle else "rectangle",
        top_m=draw.uniform("top_m", 0.018, 0.045),
        corner_m=draw.log_uniform("corner_m", 0.012, 0.08),
        edge_m=edge,
        edge_below_m=edge * draw.uniform("edge_below", 0.3, 1.0),
        legs=draw.choice("legs", legs),
        leg_m=draw.uniform("leg_m", 0.045, 0.085),
        leg_taper=draw.uniform("leg_taper", 0.45, 1.0),
        inset_m=draw.uniform("inset_m", 0.02, 0.09),
        top=top,
        frame=frame,
    ).build()
