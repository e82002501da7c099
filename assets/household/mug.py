"""Cups with a handle: mug, tea cup, espresso cup."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material, Texture
from ..mesh import join
from ..model import Model
from ..palette import PAINTS, pick
from ..recipes import Ceramic, Liquid, LiquidKind, PaintedMetal, ceramic, liquid, painted_metal
from ..shapes.convex import vessel_hulls
from ..shapes.curve import chain, spline
from ..shapes.lathe import lathe, vessel
from .handle import ear, handle, loop, square

__all__ = ["Mug", "espresso_cup", "mug", "tea_cup"]

HandleShape = Literal["loop", "ear", "square"]
_HANDLES = {"loop": loop, "ear": ear, "square": square}


@dataclass(frozen=True, eq=False, kw_only=True)
class Mug:
    """A cup with a handle at +x.

    Parts: 0 outside and rim's outer edge, 1 inside, 2 underside, 3 handle, 4 drink. The outside's
    texture coordinates run 0 … 1 around (0.5 at the front) and 0 … 1 up.

    Attributes:
        height_m: of the body.
        rim_m, waist_m, base_m: outer radius at the rim, half-way up and at the base.
        corner_m: size of the rounding between base and wall.
        wall_m: thickness of the wall.
        recess_m: of the underside within its foot ring.
        handle_shape, handle_reach_m, handle_thick_m, handle_width_m: of the handle.
        handle_top, handle_bottom: heights of its joints, as shares of the body's.
        fill: level of the drink between floor 0 and rim 1; 0: empty.
    """

    name: str = "mug"
    height_m: float = 0.095
    rim_m: float = 0.041
    waist_m: float = 0.041
    base_m: float = 0.038
    corner_m: float = 0.004
    wall_m: float = 0.0038
    recess_m: float = 0.0015
    handle_shape: HandleShape = "ear"
    handle_reach_m: float = 0.028
    handle_thick_m: float = 0.008
    handle_width_m: float = 0.013
    handle_top: float = 0.84
    handle_bottom: float = 0.22
    fill: float = 0.0
    outside: Material = field(default_factory=Ceramic)
    inside: Material = field(default_factory=Ceramic)
    underside: Material = field(default_factory=Ceramic)
    grip: Material = field(default_factory=Ceramic)
    drink: Material = field(default_factory=Liquid)
    around: int = 64

    def build(self) -> Model:
        """The model."""
        h, c = self.height_m, self.corner_m
        start = np.array([[max(self.base_m - c, 0.4 * self.base_m), 0.0], [self.base_m, c]])
        wall = spline([(self.base_m, c), (self.waist_m, 0.5 * (h + c)), (self.rim_m, h)], 8, 0.03)
        outer, _ = chain([start, wall], [1.5 * c])
        body = vessel(
            outer,
            self.wall_m,
            floor_m=self.recess_m + 1.2 * self.wall_m,
            foot_m=min(0.005, 0.15 * self.base_m),
            recess_m=self.recess_m,
            floor_radius_m=min(0.012, 0.3 * self.base_m),
            edge_m=0.0012,
        )
        meshes = [lathe(body.profile, self.around, body.part)]
        flare = 0.0035
        half = self.handle_thick_m / 2 + flare
        z_top = min(self.handle_top * h, h - half - 0.004)
        z_bottom = max(self.handle_bottom * h, c + half)
        top = np.array([float(body.outer_radius(z_top)), z_top])
        bottom = np.array([float(body.outer_radius(z_bottom)), z_bottom])
        path = _HANDLES[self.handle_shape](top, bottom, self.handle_reach_m)
        grip, grip_hulls = handle(
            body, path, self.handle_thick_m, self.handle_width_m, self.wall_m, part=3, flare_m=flare
        )
        meshes.append(grip)
        if self.fill > 0:
            level = body.floor_m + self.fill * (h - body.floor_m)
            meshes.append(lathe(body.filling(level), self.around, part=4))
        return Model(
            name=self.name,
            mesh=join(*meshes),
            materials=(self.outside, self.inside, self.underside, self.grip, self.drink),
            category="cup",
            hulls=(*vessel_hulls(body), *grip_hulls),
            density_kg_m3=2300.0,
        )


def _glazed(shape: Mug, draw: Draw, decor: Texture | None) -> Mug:
    """The cup in one glaze mostly, sometimes in another inside; a ``decor`` is on the outside alone."""
    outside = ceramic(draw.scope("material"), decor=decor)
    plain = outside if decor is None else replace(outside, decor=None)
    inside = ceramic(draw.scope("inside")) if draw.chance("other_inside", 0.3) else plain
    return replace(shape, outside=outside, inside=inside, underside=plain, grip=plain)


def _enamelled(shape: Mug, draw: Draw) -> Mug:
    """The cup of sheet steel under enamel, white inside."""
    paint = painted_metal(draw.scope("material"))
    white = PaintedMetal(
        color=pick(draw.scope("inside"), "color", {"white": PAINTS["white"]}), wear=paint.wear
    )
    return replace(shape, outside=paint, inside=white, underside=paint, grip=paint)


def _handle(draw: Draw) -> HandleShape:
    shapes: dict[HandleShape, float] = {"ear": 3.0, "loop": 2.5, "square": 1.0}
    return draw.choice("handle_shape", shapes)


def mug(draw: Draw) -> Model:
    """A mug of 0.2 to 0.45 litres, stoneware mostly, enamel now and then."""
    enamel = draw.chance("enamel", 0.15)
    rim = draw.uniform("rim_m", 0.037, 0.046)
    figure = draw.choice("figure", {"straight": 3.0, "tapered": 2.0, "barrel": 1.5, "tulip": 1.0})
    base, waist = {
        "straight": (1.0, 1.0), "tapered": (0.80, 0.91), "barrel": (0.86, 1.07), "tulip": (0.84, 0.88)
    }[figure]  # fmt: skip
    if enamel:
        base, waist = 0.97, 0.985
    decorated = draw.chance("decorated", 0.0 if enamel else 0.35)
    full = draw.chance("filled", 0.35)
    drinks: dict[LiquidKind, float] = {"coffee": 4.0, "tea": 3.0, "milk": 0.6, "water": 0.5}
    shape = Mug(
        name="enamel mug" if enamel else "mug",
        height_m=draw.uniform("height_m", 0.08, 0.112),
        rim_m=rim,
        waist_m=rim * waist,
        base_m=rim * base,
        corner_m=draw.uniform("corner_m", 0.0015, 0.009),
        wall_m=0.0016 if enamel else draw.uniform("wall_m", 0.003, 0.0048),
        recess_m=draw.uniform("recess_m", 0.0008, 0.0025),
        handle_shape=_handle(draw),
        handle_reach_m=draw.uniform("handle_reach_m", 0.022, 0.034),
        handle_thick_m=0.005 if enamel else draw.uniform("handle_thick_m", 0.006, 0.0095),
        handle_width_m=draw.uniform("handle_width_m", 0.010, 0.017),
        handle_top=draw.uniform("handle_top", 0.78, 0.88),
        handle_bottom=draw.uniform("handle_bottom", 0.16, 0.3),
        fill=draw.uniform("fill", 0.55, 0.9) if full else 0.0,
        drink=liquid(draw.scope("drink"), draw.choice("drink", drinks)),
    )
    if enamel:
        return _enamelled(shape, draw).build()
    decor = prints.decor(draw.scope("decor")) if decorated else None
    return _glazed(shape, draw, decor).build()


def tea_cup(draw: Draw) -> Model:
    """A low, wide cup of thin porcelain."""
    rim = draw.uniform("rim_m", 0.040, 0.052)
    base = draw.uniform("base", 0.48, 0.66)
    decor = prints.decor(draw.scope("decor")) if draw.chance("decorated", 0.4) else None
    drinks: dict[LiquidKind, float] = {"tea": 4.0, "coffee": 2.0}
    full = draw.chance("filled", 0.5)
    shape = Mug(
        name="tea cup",
        height_m=draw.uniform("height_m", 0.050, 0.068),
        rim_m=rim,
        waist_m=rim * (0.5 * (1 + base) + draw.uniform("belly", 0.03, 0.13)),
        base_m=rim * base,
        corner_m=draw.uniform("corner_m", 0.002, 0.004),
        wall_m=draw.uniform("wall_m", 0.0022, 0.0032),
        recess_m=draw.uniform("recess_m", 0.001, 0.003),
        handle_shape=_handle(draw),
        handle_reach_m=draw.uniform("handle_reach_m", 0.018, 0.026),
        handle_thick_m=draw.uniform("handle_thick_m", 0.0045, 0.006),
        handle_width_m=draw.uniform("handle_width_m", 0.006, 0.010),
        handle_top=draw.uniform("handle_top", 0.72, 0.8),
        handle_bottom=draw.uniform("handle_bottom", 0.26, 0.36),
        fill=draw.uniform("fill", 0.6, 0.9) if full else 0.0,
        drink=liquid(draw.scope("drink"), draw.choice("drink", drinks)),
    )
    return _glazed(shape, draw, decor).build()


def espresso_cup(draw: Draw) -> Model:
    """A small, thick-walled cup."""
    rim = draw.uniform("rim_m", 0.028, 0.034)
    base = draw.uniform("base", 0.62, 0.85)
    full = draw.chance("filled", 0.5)
    shape = Mug(
        name="espresso cup",
        height_m=draw.uniform("height_m", 0.048, 0.064),
        rim_m=rim,
        waist_m=rim * (0.5 * (1 + base) + draw.uniform("belly", 0.0, 0.1)),
        base_m=rim * base,
        corner_m=draw.uniform("corner_m", 0.002, 0.005),
        wall_m=draw.uniform("wall_m", 0.003, 0.0045),
        recess_m=draw.uniform("recess_m", 0.001, 0.002),
        handle_shape=_handle(draw),
        handle_reach_m=draw.uniform("handle_reach_m", 0.015, 0.021),
        handle_thick_m=draw.uniform("handle_thick_m", 0.0045, 0.006),
        handle_width_m=draw.uniform("handle_width_m", 0.007, 0.010),
        handle_top=draw.uniform("handle_top", 0.74, 0.82),
        handle_bottom=draw.uniform("handle_bottom", 0.26, 0.34),
        fill=draw.uniform("fill", 0.4, 0.75) if full else 0.0,
        drink=liquid(draw.scope("drink"), "coffee"),
    )
    return _glazed(shape, draw, None).build()
