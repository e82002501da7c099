"""Bottles: wine, beer, water, oil, sauce."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material
from ..mesh import join
from ..model import Model
from ..palette import PLASTICS, pick
from ..recipes import (
    Glass,
    Liquid,
    LiquidKind,
    Metal,
    Paper,
    Plastic,
    glass,
    liquid,
    metal,
    plastic,
    printed,
    wood,
)
from ..shapes.convex import solid_hulls
from ..shapes.curve import Curve, chain, corners, spline
from ..shapes.lathe import lathe, vessel
from .label import crown_cap, cylinder_label, ribbed_cap, squared

__all__ = ["Bottle", "bottle"]

Closure = Literal["screw", "crown", "foil", "cork", "none"]
Shoulder = Literal["round", "sloping", "conical"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Bottle:
    """A bottle with its closure.

    Parts: 0 body, 1 contents, 2 closure, 3 label, 4 neck label. The body's texture coordinates run
    0 … 1 around and up; a label's 0 … 1 along and up.

    Attributes:
        height_m: of the mouth, without the closure.
        radius_m: of the body; of the flat sides where it is square.
        neck_m: radius of the neck under its lip.
        shoulder_from, shoulder_to: where the body ends and the neck begins, as shares of the height.
        shoulder: how it goes from one to the other.
        squareness: 0 round to 1 square.
        ribs: rings pressed into a plastic bottle's body.
        wall_m: thickness.
        recess_m: of the bottom.
        fill: level of the contents between floor 0 and shoulder's end 1; 0: empty.
        label_share, label_from, label_to: way around, and lower and upper edge as shares of the
            straight body's height; share 0: none.
    """

    name: str = "bottle"
    height_m: float = 0.30
    radius_m: float = 0.037
    neck_m: float = 0.0135
    shoulder_from: float = 0.6
    shoulder_to: float = 0.74
    shoulder: Shoulder = "round"
    squareness: float = 0.0
    ribs: int = 0
    wall_m: float = 0.003
    recess_m: float = 0.004
    fill: float = 0.85
    closure: Closure = "foil"
    label_share: float = 0.6
    label_from: float = 0.18
    label_to: float = 0.75
    neck_label: bool = False
    body: Material = field(default_factory=Glass)
    contents: Material = field(default_factory=Liquid)
    cap: Material = field(default_factory=Metal)
    label: Material = field(default_factory=Paper)
    second_label: Material = field(default_factory=Paper)
    density_kg_m3: float = 1200.0

    def outside(self, plain: bool = False) -> Curve:
        """(r, z) from the base's edge to the mouth; ``plain``: without pressed rings."""
        h, r, n = self.height_m, self.radius_m, self.neck_m
        z0, z1 = self.shoulder_from * h, self.shoulder_to * h
        c = min(0.006, 0.18 * r)
        base = np.array([[r - c, 0.0], [r - 0.25 * c, 0.22 * c], [r, c]])
        z = np.array([c, z0])
        wall = np.stack([np.full(2, r), z], axis=1)
        if self.ribs and not plain:
            z = np.linspace(c, z0, 6 * self.ribs + 1)
            phase = (z - c) / (z0 - c)
            window = np.clip(8 * phase, 0, 1) * np.clip(8 * (1 - phase), 0, 1)
            low, high = self.label_from, self.label_to
            if self.label_share > 0:
                window *= np.where((phase > low - 0.03) & (phase < high + 0.03), 0.0, 1.0)
            groove = 0.0011 * (0.5 - 0.5 * np.cos(2 * np.pi * self.ribs * phase)) ** 2
            wall = np.stack([r - window * groove, z], axis=1)
        lip_r = n + 0.0016
        lip = 0.008 if self.closure != "crown" else 0.006
        rise: Curve
        if self.shoulder == "round":
            rise = corners([(r, z0), (r, z0 + 0.55 * (z1 - z0)), (n, z0 + 0.75 * (z1 - z0)), (n, z1)],
                           [0.75 * (r - n), 0.45 * (r - n)])  # fmt: skip
        elif self.shoulder == "sloping":
            t = np.linspace(0, 1, 7)
            bell = 0.5 + 0.5 * np.cos(np.pi * t**0.9)
            rise = spline(np.stack([n + (r - n) * bell, z0 + (z1 - z0) * t], axis=1), 8, 0.04)
        else:
            rise = np.array([[r, z0], [n, z1]])
        top = np.array([[n * 1.0, z1], [n * 0.97, h - lip - 0.002]])
        ring = corners([(n * 0.97, h - lip - 0.002), (lip_r, h - lip), (lip_r, h)], [0.001])
        soft = 0.35 * (r - n) if self.shoulder == "conical" else 0.004
        outer, _ = chain([base, wall, rise, top, ring], [1.2 * c, soft, soft, 0.001])
        return outer

    def _solid(self) -> Curve:
        """What the bottle fills together with its closure, as (r, z) from below; rings left out."""
        outer, h, lip = self.outside(plain=True), self.height_m, self.neck_m + 0.0016
        if self.closure in ("none", "foil"):
            return outer
        if self.closure == "cork":
            return np.concatenate(
                [outer, [[lip - self.wall_m + 0.001, h + 1e-6], [lip - self.wall_m, h + 0.009]]]
            )
        if self.closure == "crown":
            crown = np.array(
                [[lip + 0.0026, h - 0.0052], [lip + 0.001, h - 0.0018], [lip - 0.0006, h + 0.0006]]
            )
            return np.concatenate([outer[outer[:, 1] < h - 0.0053], crown])
        tall = 0.014 if lip < 0.016 else 0.019
        cap, low, high = lip + 0.0014, h - tall + 0.0016, h + 0.0016
        below = outer[outer[:, 1] < low - 1e-4]
        return np.concatenate(
            [below, [[below[-1, 0], low], [cap, low + 1e-6], [cap, high - 0.001], [cap - 0.001, high]]]
        )

    def build(self) -> Model:
        """The model."""
        h, r = self.height_m, self.radius_m
        floor = self.recess_m + 1.4 * self.wall_m
        outer = self.outside()
        shape = vessel(
            outer,
            self.wall_m,
            floor,
            foot_m=0.3 * r,
            recess_m=self.recess_m,
            floor_radius_m=0.3 * r,
            edge_m=0.0015,
        )
        around = 64
        factors = squared(around, self.squareness) if self.squareness else None
        z0, z1 = self.shoulder_from * h, self.shoulder_to * h

        def outline(profile: Curve) -> Curve | None:
            if factors is None:
                return None
            t = np.clip((profile[:, 1] - z0) / (0.7 * (z1 - z0)), 0, 1)
            return np.asarray(1 + (1 - t * t * (3 - 2 * t))[:, None] * (factors - 1)[None])

        meshes = [lathe(shape.profile, around, 0, outline=outline(shape.profile))]
        if self.fill > 0:
            level = floor + self.fill * (z1 - floor)
            filling = shape.filling(level)
            meshes.append(lathe(filling, around, 1, outline=outline(filling)))
        hulls = solid_hulls(self._solid(), 16 if factors is not None else 24, outline=outline)
        lip = self.neck_m + 0.0016
        if self.closure == "screw":
            cap_h = 0.014 if lip < 0.016 else 0.019
            meshes.append(ribbed_cap(lip + 0.0014, cap_h, h - cap_h + 0.0016, 2, ribs=36))
        elif self.closure == "crown":
            meshes.append(crown_cap(lip, h + 0.0006, 2))
        elif self.closure == "foil":
            low = z1 + 0.18 * (h - z1)
            n = float(np.interp(low, outer[:, 1], outer[:, 0]))
            skin = outer[outer[:, 1] > low + 0.002] + [0.00025, 0.0]
            skin = skin[skin[:, 1] < h - 0.002]
            line, _ = chain(
                [
                    np.array([[0.0, h - 0.004], [n - 0.002, h - 0.004]]),
                    np.array([[n - 0.002, h - 0.004], [n - 0.002, low]]),
                    np.array([[n - 0.002, low], [n + 0.0003, low]]),
                    np.concatenate([[[n + 0.0003, low]], skin, [[lip + 0.0003, h + 0.0004]]]),
                    np.array([[lip + 0.0003, h + 0.0004], [0.0, h + 0.0004]]),
                ],
                [0.0, 0.0, 0.0001, 0.0012],
            )
            meshes.append(lathe(line, around, 2))
        elif self.closure == "cork":
            k = lip - self.wall_m + 0.0001
            line = corners(
                [
                    (0.0, h - 0.02),
                    (k - 0.0008, h - 0.02),
                    (k, h - 0.001),
                    (k + 0.0012, h + 0.009),
                    (0.0, h + 0.009),
                ],
                [0.001, 0.002, 0.0012],
            )
            meshes.append(lathe(line, 48, 2))
        if self.label_share > 0:
            c = min(0.006, 0.18 * r)
            low, high = (c + s * (z0 - c) for s in (self.label_from, self.label_to))
            meshes.append(cylinder_label(r, low, high, self.label_share, 3, around, factors=factors)[0])
        if self.neck_label:
            low, high = z1 + 0.1 * (h - z1), z1 + 0.55 * (h - z1)
            radii = np.interp([low, high], outer[:, 1], outer[:, 0])
            meshes.append(
                cylinder_label(float(radii[0]), low, high, 0.99, 4, around, top_radius_m=float(radii[1]))[0]
            )
        return Model(
            name=self.name,
            mesh=join(*meshes),
            materials=(self.body, self.contents, self.cap, self.label, self.second_label),
            category="bottle",
            hulls=tuple(hulls),
            density_kg_m3=self.density_kg_m3,
        )


Kind = Literal["wine", "beer", "water", "oil", "sauce"]


def bottle(draw: Draw) -> Model:
    """A wine, beer, water, oil or sauce bottle."""
    kinds: dict[Kind, float] = {"wine": 3.0, "beer": 2.0, "water": 2.0, "oil": 1.5, "sauce": 1.5}
    kind = draw.choice("kind", kinds)
    return {"wine": _wine, "beer": _beer, "water": _water, "oil": _oil, "sauce": _sauce}[kind](draw)


def _label(draw: Draw, radius_m: float, share: float, height_m: float) -> Material:
    picture = prints.label(draw.scope("print"), 2 * np.pi * radius_m * share, height_m)
    return printed(draw.scope("paper"), picture)


def _wine(draw: Draw) -> Model:
    burgundy = draw.chance("burgundy", 0.4)
    height = draw.uniform("height_m", 0.29, 0.325)
    radius = draw.uniform("radius_m", 0.036, 0.042)
    share = draw.uniform("label_share", 0.45, 0.7)
    low, high = draw.uniform("label_from", 0.15, 0.3), draw.uniform("label_to", 0.68, 0.85)
    straight = 0.42 if burgundy else 0.60
    wines: dict[LiquidKind, float] = {"red_wine": 2.0, "white_wine": 1.0}
    closures: dict[Closure, float] = {"foil": 3.0, "cork": 1.0, "screw": 1.0}
    closure = draw.choice("closure", closures)
    return Bottle(
        name="wine bottle",
        height_m=height,
        radius_m=radius,
        neck_m=draw.uniform("neck_m", 0.0125, 0.0142),
        shoulder_from=straight + draw.uniform("shoulder_from", -0.02, 0.02),
        shoulder_to=(0.74 if burgundy else 0.73) + draw.uniform("shoulder_to", -0.015, 0.015),
        shoulder="sloping" if burgundy else "round",
        wall_m=0.003,
        recess_m=0.006,
        fill=draw.uniform("fill", 0.9, 1.0) if closure != "cork" else draw.uniform("fill", 0.0, 0.9),
        closure=closure,
        label_share=share,
        label_from=low,
        label_to=high,
        body=glass(draw.scope("material"), "bottle"),
        contents=liquid(draw.scope("contents"), draw.choice("contents", wines)),
        cap=wood(draw.scope("cap"))
        if closure == "cork"
        else metal(draw.scope("cap"), ("aluminium", "copper", "brass")),
        label=_label(draw.scope("label"), radius, share, (high - low) * straight * height),
        density_kg_m3=1450.0,
    ).build()


def _beer(draw: Draw) -> Model:
    radius = draw.uniform("radius_m", 0.0295, 0.0335)
    height = draw.uniform("height_m", 0.195, 0.265)
    long = draw.chance("long_neck", 0.6)
    share = draw.uniform("label_share", 0.5, 0.95)
    low, high = draw.uniform("label_from", 0.1, 0.25), draw.uniform("label_to", 0.72, 0.92)
    straight = 0.5 if long else 0.56
    return Bottle(
        name="beer bottle",
        height_m=height,
        radius_m=radius,
        neck_m=draw.uniform("neck_m", 0.0118, 0.013),
        shoulder_from=straight,
        shoulder_to=(0.72 if long else 0.8) + draw.uniform("shoulder_to", -0.02, 0.02),
        shoulder="sloping" if long else "round",
        wall_m=0.0026,
        recess_m=0.003,
        fill=draw.uniform("fill", 0.9, 1.0),
        closure="crown",
        label_share=share,
        label_from=low,
        label_to=high,
        neck_label=draw.chance("neck_label", 0.6),
        body=glass(draw.scope("material"), "bottle"),
        contents=liquid(draw.scope("contents"), "beer"),
        cap=metal(draw.scope("cap"), ("steel", "brass", "aluminium")),
        label=_label(draw.scope("label"), radius, share, (high - low) * straight * height),
        second_label=_label(draw.scope("neck"), 0.014, 1.0, 0.03),
        density_kg_m3=1500.0,
    ).build()


def _water(draw: Draw) -> Model:
    radius = draw.uniform("radius_m", 0.030, 0.044)
    height = radius * draw.uniform("aspect", 6.2, 7.4)
    low, high = draw.uniform("label_from", 0.42, 0.5), draw.uniform("label_to", 0.72, 0.84)
    drinks: dict[LiquidKind, float] = {"water": 5.0, "juice": 1.5, "tea": 1.0}
    caps = {name: PLASTICS[name] for name in ("white", "blue", "light_blue", "green", "red", "black")}
    return Bottle(
        name="water bottle",
        height_m=height,
        radius_m=radius,
        neck_m=draw.uniform("neck_m", 0.0125, 0.014),
        shoulder_from=draw.uniform("shoulder_from", 0.64, 0.7),
        shoulder_to=draw.uniform("shoulder_to", 0.88, 0.91),
        shoulder=draw.choice("shoulder", {"sloping": 2.0, "round": 1.0}),
        ribs=draw.integer("ribs", 5, 9),
        wall_m=0.0006,
        recess_m=0.003,
        fill=draw.uniform("fill", 0.3, 0.99),
        closure="screw",
        label_share=0.99,
        label_from=low,
        label_to=high,
        body=Glass(ior=1.45, wear=draw.uniform("wear", 0.0, 0.5)),
        contents=liquid(draw.scope("contents"), draw.choice("contents", drinks)),
        cap=Plastic(color=pick(draw.scope("cap"), "color", caps), roughness=0.3),
        label=_label(draw.scope("label"), radius, 1.0, (high - low) * 0.67 * height),
        density_kg_m3=950.0,
    ).build()


def _oil(draw: Draw) -> Model:
    radius = draw.uniform("radius_m", 0.027, 0.036)
    height = draw.uniform("height_m", 0.22, 0.30)
    square = draw.chance("square", 0.6)
    share = 0.22 if square else draw.uniform("label_share", 0.4, 0.65)
    low, high = draw.uniform("label_from", 0.12, 0.25), draw.uniform("label_to", 0.65, 0.85)
    oils: dict[LiquidKind, float] = {"oil": 3.0, "red_wine": 0.7}
    closures: dict[Closure, float] = {"screw": 2.0, "cork": 1.0}
    closure = draw.choice("closure", closures)
    return Bottle(
        name="oil bottle",
        height_m=height,
        radius_m=radius,
        neck_m=draw.uniform("neck_m", 0.0115, 0.0135),
        shoulder_from=draw.uniform("shoulder_from", 0.6, 0.68),
        shoulder_to=draw.uniform("shoulder_to", 0.75, 0.79),
        shoulder="round",
        squareness=draw.uniform("squareness", 0.5, 1.0) if square else 0.0,
        wall_m=0.003,
        recess_m=0.002,
        fill=draw.uniform("fill", 0.3, 0.95),
        closure=closure,
        label_share=share,
        label_from=low,
        label_to=high,
        body=glass(draw.scope("material"), draw.choice("glass", ("table", "bottle"))),
        contents=liquid(draw.scope("contents"), draw.choice("contents", oils)),
        cap=wood(draw.scope("cap"))
        if closure == "cork"
        else metal(draw.scope("cap"), ("aluminium", "brass")),
        label=_label(draw.scope("label"), radius, share, (high - low) * 0.64 * height),
        density_kg_m3=1450.0,
    ).build()


def _sauce(draw: Draw) -> Model:
    radius = draw.uniform("radius_m", 0.027, 0.034)
    height = radius * draw.uniform("aspect", 5.2, 6.4)
    share = draw.uniform("label_share", 0.5, 0.99)
    low, high = draw.uniform("label_from", 0.12, 0.25), draw.uniform("label_to", 0.72, 0.88)
    plain = draw.chance("plastic", 0.5)
    reds = {name: PLASTICS[name] for name in ("red", "yellow", "white", "orange", "green")}
    sauces: dict[LiquidKind, float] = {"juice": 1.0, "coffee": 1.0, "oil": 1.0}
    return Bottle(
        name="sauce bottle",
        height_m=height,
        radius_m=radius,
        neck_m=draw.uniform("neck_m", 0.0125, 0.016),
        shoulder_from=draw.uniform("shoulder_from", 0.58, 0.66),
        shoulder_to=draw.uniform("shoulder_to", 0.84, 0.88),
        shoulder=draw.choice("shoulder", {"conical": 1.0, "sloping": 2.0, "round": 1.0}),
        wall_m=0.0014 if plain else 0.0026,
        recess_m=0.002,
        fill=0.0 if plain else draw.uniform("fill", 0.4, 0.95),
        closure="screw",
        label_share=share,
        label_from=low,
        label_to=high,
        body=Plastic(color=pick(draw.scope("material"), "color", reds))
        if plain
        else glass(draw.scope("material")),
        contents=liquid(draw.scope("contents"), draw.choice("contents", sauces)),
        cap=plastic(draw.scope("cap")),
        label=_label(draw.scope("label"), radius, share, (high - low) * 0.62 * height),
        density_kg_m3=1100.0,
    ).build()
