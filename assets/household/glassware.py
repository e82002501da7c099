"""Drinking glasses: tumblers and stemmed glasses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import join
from ..model import Model
from ..recipes import Glass, Liquid, LiquidKind, glass, liquid
from ..shapes.convex import vessel_hulls
from ..shapes.curve import chain, spline
from ..shapes.lathe import lathe, turn, vessel

__all__ = ["Tumbler", "WineGlass", "drinking_glass", "wine_glass"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Tumbler:
    """A glass without a stem.

    Parts: 0 glass, 1 drink. Texture coordinates of the outside: 0 … 1 around and up.

    Attributes:
        height_m: of the rim.
        rim_m, waist_m, base_m: outer radius at the rim, half-way up and at the base.
        wall_m, floor_m: thickness of the wall and of the base.
        facets: number of flat sides on the lower part; 0: round.
        facet_top: up to which share of the height the facets reach.
        fill: level of the drink between floor 0 and rim 1; 0: empty.
    """

    height_m: float = 0.11
    rim_m: float = 0.038
    waist_m: float = 0.035
    base_m: float = 0.031
    wall_m: float = 0.0022
    floor_m: float = 0.008
    facets: int = 0
    facet_top: float = 0.6
    fill: float = 0.0
    body: Material = field(default_factory=Glass)
    drink: Material = field(default_factory=Liquid)

    def build(self) -> Model:
        """The model."""
        h, c = self.height_m, 0.0025
        start = np.array([[self.base_m - c, 0.0], [self.base_m, c]])
        wall = spline([(self.base_m, c), (self.waist_m, 0.5 * h), (self.rim_m, h)], 9, 0.03)
        outer, _ = chain([start, wall], [1.4 * c])
        shape = vessel(
            outer,
            self.wall_m,
            self.floor_m,
            foot_m=0.004,
            recess_m=0.0012,
            floor_radius_m=0.006,
            edge_m=0.001,
        )
        around, outline = 64, None
        if self.facets:
            # Only the outside is cut: the mould's inside is round.
            around = self.facets * 6
            a = turn(around)[:-1]
            sector = 2 * np.pi / self.facets
            off = (a % sector) - sector / 2
            flat = np.cos(sector / 2) / np.cos(off)
            depth = np.minimum(1.0, 0.7 * self.wall_m / self.base_m / (1 - np.cos(sector / 2)))
            z = shape.profile[:, 1]
            weight = depth * (1 - _step((z - (self.facet_top - 0.08) * h) / (0.08 * h)))
            weight[np.concatenate([[False], shape.part == 1])] = 0.0
            outline = 1 - weight[:, None] * (1 - flat[None])
        meshes = [
            lathe(shape.profile, around, 0, outline=outline, sharp_angle_deg=28.0 if self.facets else 40.0)
        ]
        if self.fill > 0:
            level = self.floor_m + self.fill * (h - self.floor_m)
            meshes.append(lathe(shape.filling(level), around, part=1))
        return Model(
            name="drinking glass",
            mesh=join(*meshes),
            materials=(self.body, self.drink),
            category="cup",
            hulls=tuple(vessel_hulls(shape)),
            density_kg_m3=2500.0,
        )


def _step(t: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def drinking_glass(draw: Draw) -> Model:
    """A tumbler of 0.2 to 0.5 litres."""
    rim = draw.uniform("rim_m", 0.031, 0.043)
    base = draw.uniform("base", 0.72, 1.0)
    faceted = draw.chance("faceted", 0.25)
    full = draw.chance("filled", 0.5)
    kinds: dict[LiquidKind, float] = {"water": 5.0, "juice": 3.0, "milk": 1.0, "beer": 1.0, "tea": 1.0}
    return Tumbler(
        height_m=draw.uniform("height_m", 0.085, 0.15),
        rim_m=rim,
        waist_m=rim * (0.5 * (1 + base) + draw.uniform("belly", -0.02, 0.05)),
        base_m=rim * base,
        wall_m=draw.uniform("wall_m", 0.0016, 0.003),
        floor_m=draw.uniform("floor_m", 0.005, 0.014),
        facets=draw.integer("facets", 7, 12) if faceted else 0,
        facet_top=draw.uniform("facet_top", 0.45, 0.75),
        fill=draw.uniform("fill", 0.35, 0.88) if full else 0.0,
        body=glass(draw.scope("material")),
        drink=liquid(draw.scope("drink"), draw.choice("drink", kinds)),
    ).build()


@dataclass(frozen=True, eq=False, kw_only=True)
class WineGlass:
    """A glass on a stem.

    Parts: 0 glass, 1 drink.

    Attributes:
        height_m: of the rim.
        foot_m: radius of the foot.
        stem_m: radius of the stem.
        stem_top: height of the bowl's bottom, as a share.
        bowl_m: largest radius of the bowl.
        bowl_at: where that is, between the bowl's bottom 0 and the rim 1.
        rim_m: radius of the rim.
        wall_m: thickness of the bowl.
        fill: level of the drink; 0: empty.
    """

    height_m: float = 0.21
    foot_m: float = 0.036
    stem_m: float = 0.004
    stem_top: float = 0.45
    bowl_m: float = 0.042
    bowl_at: float = 0.4
    rim_m: float = 0.033
    wall_m: float = 0.0012
    fill: float = 0.0
    body: Material = field(default_factory=Glass)
    drink: Material = field(default_factory=Liquid)

    def build(self) -> Model:
        """The model."""
        h, bottom = self.height_m, self.stem_top * self.height_m
        deep = h - bottom
        widest = bottom + self.bowl_at * deep
        foot = np.array([[self.foot_m, 0.0], [self.foot_m, 0.0022]])
        rise = spline(
            [
                (self.foot_m, 0.0022),
                (0.6 * self.foot_m, 0.0042),
                (1.9 * self.stem_m, 0.011),
                (1.05 * self.stem_m, 0.026),
                (self.stem_m, 0.5 * bottom),
                (1.05 * self.stem_m, bottom - 0.012),
                (2.0 * self.stem_m, bottom),
            ],
            11,
            0.02,
        )
        bowl = spline(
            [
                (2.0 * self.stem_m, bottom),
                (0.60 * self.bowl_m, bottom + 0.08 * deep * (self.bowl_at + 0.5)),
                (0.90 * self.bowl_m, bottom + 0.5 * self.bowl_at * deep),
                (self.bowl_m, widest),
                (0.55 * self.bowl_m + 0.45 * self.rim_m, widest + 0.55 * (h - widest)),
                (self.rim_m, h),
            ],
            10,
            0.03,
        )
        outer, _ = chain([foot, rise, bowl], [0.001, 0.004])
        shape = vessel(
            outer,
            self.wall_m,
            bottom + 0.005,
            foot_m=0.012,
            recess_m=0.001,
            floor_radius_m=0.01,
            edge_m=0.0008,
        )
        meshes = [lathe(shape.profile, 64, 0)]
        if self.fill > 0:
            level = shape.floor_m + self.fill * (h - shape.floor_m)
            meshes.append(lathe(shape.filling(level), 64, part=1))
        return Model(
            name="wine glass",
            mesh=join(*meshes),
            materials=(self.body, self.drink),
            category="wine glass",
            hulls=tuple(vessel_hulls(shape)),
            density_kg_m3=2500.0,
        )


def wine_glass(draw: Draw) -> Model:
    """A glass for red or white wine, a flute, or a balloon."""
    figures: dict[Literal["white", "red", "flute", "balloon"], float] = {
        "white": 3.0, "red": 3.0, "flute": 1.0, "balloon": 1.0
    }  # fmt: skip
    figure = draw.choice("figure", figures)
    bowl, rim, at, low, high, stem = {
        "white": (0.037, 0.78, 0.38, 0.18, 0.22, 0.46),
        "red": (0.043, 0.76, 0.40, 0.20, 0.24, 0.42),
        "flute": (0.026, 0.88, 0.45, 0.20, 0.24, 0.36),
        "balloon": (0.050, 0.74, 0.45, 0.19, 0.23, 0.44),
    }[figure]
    radius = bowl * draw.uniform("bowl", 0.94, 1.07)
    full = draw.chance("filled", 0.5)
    wines: dict[LiquidKind, float] = {"red_wine": 3.0, "white_wine": 3.0, "water": 1.0}
    if figure == "flute":
        wines = {"white_wine": 1.0}
    return WineGlass(
        height_m=draw.uniform("height_m", low, high),
        foot_m=max(radius * draw.uniform("foot", 0.82, 0.95), 0.031),
        stem_m=draw.uniform("stem_m", 0.0032, 0.0048),
        stem_top=stem + draw.uniform("stem_top", -0.03, 0.04),
        bowl_m=radius,
        bowl_at=at + draw.uniform("bowl_at", -0.04, 0.04),
        rim_m=radius * (rim + draw.uniform("rim", -0.05, 0.06)),
        wall_m=draw.uniform("wall_m", 0.001, 0.0015),
        fill=draw.uniform("fill", 0.15, 0.45) * (1.6 if figure == "flute" else 1.0) if full else 0.0,
        body=glass(draw.scope("material")),
        drink=liquid(draw.scope("drink"), draw.choice("drink", wines)),
    ).build()
