"""Drinks cans and food tins."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material
from ..mesh import Mesh, join
from ..model import Model
from ..recipes import Metal, Paper, metal, printed
from ..shapes.convex import solid_hulls
from ..shapes.curve import chain, corners, spline
from ..shapes.lathe import lathe
from ..shapes.loft import loft
from ..shapes.solids import partner_hole, placed, rounded_rectangle, slab

__all__ = ["DrinksCan", "FoodTin", "drinks_can", "food_tin"]


def _tab(part: int, length_m: float = 0.025, width_m: float = 0.0155) -> Mesh:
    """A ring pull lying on z = 0, its finger hole towards −x, its rivet at the origin."""
    outline = rounded_rectangle(length_m, width_m, 0.48 * width_m, 8)
    hole = partner_hole(
        outline,
        rounded_rectangle(0.36 * length_m, 0.60 * width_m, 0.28 * width_m, 8),
        np.array([-0.22 * length_m, 0.0]),
    )
    ring = slab(outline, 0.0011, 0.00045, steps=2, parts=(part, part, part), hole=hole)
    nose = slab(rounded_rectangle(0.26 * length_m, 0.5 * width_m, 0.2 * width_m, 5), 0.0006, 0.00025, 2)
    rivet = lathe(corners([(0, 0), (0.0026, 0), (0.0026, 0.0016), (0, 0.0016)], [0.0002, 0.0007]), 24, part)
    nose = Mesh(
        nose.vertices, nose.triangles, nose.uv, np.full(len(nose.triangles), part), nose.sharp_angle_deg
    )
    x = -0.20 * length_m
    return join(
        placed(ring, x, 0, 0.0004), placed(nose, 0.14 * length_m + x, 0, 0.00095), placed(rivet, 0.0, 0, 0.0)
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class DrinksCan:
    """An aluminium can with necked-in ends, countersunk lid and ring pull.

    Parts: 0 printed side (0 … 1 around, front 0.5, and up), 1 bare metal.

    Attributes:
        height_m: over all.
        radius_m: of the body.
        end_m: radius of the lid's seam.
    """

    height_m: float = 0.122
    radius_m: float = 0.0331
    end_m: float = 0.027
    side: Material = field(default_factory=Metal)
    metal: Material = field(default_factory=Metal)
    tab_yaw_deg: float = -90.0

    def build(self) -> Model:
        """The model."""
        h, r, e = self.height_m, self.radius_m, self.end_m
        stand = 0.72 * r
        dome = spline(
            [(0.0, 0.0105), (0.45 * stand, 0.0088), (0.85 * stand, 0.0038), (stand - 0.0018, 0.0)], 7
        )
        foot = np.array([[stand - 0.0018, 0.0], [stand + 0.0008, 0.0]])
        flare = np.array([[stand + 0.0008, 0.0], [r - 0.0035, 0.0062], [r, 0.0125]])
        side = np.array([[r, 0.0125], [r, h - 0.0165]])
        neck = np.array([[r, h - 0.0165], [e - 0.0006, h - 0.0045]])
        collar = np.array([[e - 0.0006, h - 0.0045], [e - 0.0006, h - 0.0028]])
        seam = corners([(e - 0.0006, h - 0.0028), (e + 0.0004, h - 0.0026), (e + 0.0004, h), (e - 0.0012, h)],
                       [0.0003, 0.0006])  # fmt: skip
        well = e - 0.0032
        down = np.array([[e - 0.0012, h], [well + 0.0008, h - 0.0064]])
        groove = np.array([[well + 0.0008, h - 0.0064], [well - 0.0004, h - 0.0064]])
        up = np.array([[well - 0.0004, h - 0.0064], [well - 0.0009, h - 0.0042]])
        panel = np.array([[well - 0.0009, h - 0.0042], [0.5 * e, h - 0.0042], [0.0, h - 0.0042]])
        segments = [dome, foot, flare, side, neck, collar, seam, down, groove, up, panel]
        profile, label = chain(
            segments, [0.0012, 0.0012, 0.006, 0.010, 0.0035, 0.0005, 0.0006, 0.0005, 0.0005, 0.0006]
        )
        part = np.where((label >= 2) & (label <= 5), 0, 1)
        part = np.where((label == 2) & (profile[1:, 1] < 0.004), 1, part).astype(np.int32)
        lid_z = h - 0.0042
        mouth = _mouth(0.55 * well)
        tab = placed(_tab(1), 0.0, 0.0, lid_z - 0.0001, self.tab_yaw_deg)
        outline = placed(mouth, 0.0, 0.0, lid_z, self.tab_yaw_deg)
        within = (label >= 1) & (label <= 6)
        outer = profile[np.concatenate([within, [False]]) | np.concatenate([[False], within])]
        outer = outer[np.concatenate([[True], np.diff(outer[:, 1]) >= 0])]
        return Model(
            name="drinks can",
            mesh=join(lathe(profile, 64, part), tab, outline),
            materials=(self.side, self.metal),
            category="can",
            hulls=tuple(solid_hulls(outer, 24)),
            density_kg_m3=950.0,
        )


def _mouth(radius_m: float) -> Mesh:
    """The scored outline of the opening, a thin raised line, towards +x."""
    a = np.linspace(0, 2 * np.pi, 41)[:-1]
    x = 0.62 * radius_m + 0.004 + 0.62 * radius_m * np.cos(a)
    y = 0.78 * radius_m * np.sin(a) * (1 - 0.12 * np.cos(a))
    path = np.stack([x, y, np.full(40, 0.0)], axis=1)
    t = np.roll(path, -1, axis=0) - np.roll(path, 1, axis=0)
    t /= np.sqrt((t**2).sum(axis=1, keepdims=True))
    out = np.stack([t[:, 1], -t[:, 0], t[:, 2]], axis=1)
    b = np.arange(8) / 8 * 2 * np.pi
    section = np.stack([0.0005 * np.cos(b), 0.00022 * np.sin(b)], axis=1)
    rings = path[:, None] + section[None, ::-1, :1] * out[:, None] + section[None, ::-1, 1:] * [0.0, 0.0, 1.0]
    return loft(rings, part=1, closed=True, sharp_angle_deg=60.0)


def drinks_can(draw: Draw) -> Model:
    """A standard, slim or half-litre can."""
    sizes = {"standard": 4.0, "slim": 2.0, "half_litre": 1.5, "small": 1.0}
    radius, height = {
        "standard": (0.0331, 0.1155),
        "slim": (0.0285, 0.146),
        "half_litre": (0.0331, 0.168),
        "small": (0.0265, 0.0885),
    }[draw.choice("size", sizes)]
    picture = prints.can(draw.scope("print"), 2 * np.pi * radius, height - 0.012)
    return DrinksCan(
        height_m=height * draw.uniform("height", 0.985, 1.015),
        radius_m=radius,
        end_m=min(0.0268, radius - 0.0028),
        side=printed(draw.scope("material"), picture, "metal"),
        metal=Metal(color=metal(draw.scope("metal"), ("aluminium",)).color, finish="around", roughness=0.22),
        tab_yaw_deg=draw.uniform("tab_yaw_deg", -180.0, 180.0),
    ).build()


@dataclass(frozen=True, eq=False, kw_only=True)
class FoodTin:
    """A steel tin with seamed ends.

    Parts: 0 bare side, 1 ends, 2 paper label (0 … 1 around and up).

    Attributes:
        height_m, radius_m: of the body.
        beads: rings rolled into the side.
        labelled: a paper label hides the side.
        ring_pull: the lid has one.
    """

    height_m: float = 0.11
    radius_m: float = 0.037
    beads: int = 8
    labelled: bool = True
    ring_pull: bool = False
    side: Material = field(default_factory=Metal)
    ends: Material = field(default_factory=Metal)
    label: Material = field(default_factory=Paper)
    tab_yaw_deg: float = -90.0

    def build(self) -> Model:
        """The model."""
        h, r = self.height_m, self.radius_m
        s = r + 0.0012
        bottom = [
            np.array([[0.0, 0.0038], [0.55 * r, 0.0038]]),
            np.array([[0.55 * r, 0.0038], [0.6 * r, 0.0030]]),
            np.array([[0.6 * r, 0.0030], [r - 0.0022, 0.0030]]),
            np.array([[r - 0.0022, 0.0030], [r - 0.0014, 0.0]]),
            np.array([[r - 0.0014, 0.0], [s, 0.0]]),
            np.array([[s, 0.0], [s, 0.0030]]),
            np.array([[s, 0.0030], [r, 0.0036]]),
        ]
        z = np.array([0.0036, h - 0.0036])
        side = np.stack([np.full(2, r), z], axis=1)
        if self.beads and not self.labelled:
            z = np.linspace(0.0036, h - 0.0036, 6 * (self.beads + 4) + 1)
            phase = (z - 0.0036) / (h - 0.0072) * (self.beads + 4) - 2
            wave = np.where((phase > 0) & (phase < self.beads), 0.5 - 0.5 * np.cos(2 * np.pi * phase), 0.0)
            side = np.stack([r - 0.0007 * wave, z], axis=1)
        top = [np.stack([p[:, 0], h - p[:, 1]], axis=1)[::-1] for p in reversed(bottom)]
        radii = [0.0006, 0.0006, 0.0004, 0.0005, 0.0006, 0.0004, 0.0004]
        profile, label = chain([*bottom, side, *top], [*radii, *radii[::-1]])
        part = np.where(label == len(bottom), 0, 1).astype(np.int32)
        meshes = [lathe(profile, 64, part)]
        if self.labelled:
            low, high = 0.0055, h - 0.0055
            line = corners(
                [(r - 0.0003, low), (r + 0.00018, low), (r + 0.00018, high), (r - 0.0003, high)],
                [0.00008, 0.00008],
            )
            ring = lathe(line, 64, 2, closed=True)
            assert ring.uv is not None
            uv = ring.uv.copy()
            uv[:, :, 1] = (ring.vertices[ring.triangles][:, :, 2] - low) / (high - low)
            meshes.append(Mesh(ring.vertices, ring.triangles, uv, ring.part, ring.sharp_angle_deg))
        if self.ring_pull:
            meshes.append(
                placed(_tab(1, 0.030, 0.021), 0.52 * r * np.cos(np.radians(self.tab_yaw_deg)),
                       0.52 * r * np.sin(np.radians(self.tab_yaw_deg)), h - 0.0031, self.tab_yaw_deg)
            )  # fmt: skip
        half = [[s - 0.0003, 0.0], [s, 0.0004], [s, 0.0030], [r, 0.0036]]
        outer = np.array([*half, *[[a, h - b] for a, b in reversed(half)]])
        return Model(
            name="food tin",
            mesh=join(*meshes),
            materials=(self.side, self.ends, self.label),
            category="can",
            hulls=tuple(solid_hulls(outer, 24)),
            density_kg_m3=1050.0,
        )


def food_tin(draw: Draw) -> Model:
    """A soup, bean or fish tin, labelled or with bare beads."""
    radius = draw.uniform("radius_m", 0.032, 0.05)
    height = draw.choice("size", {0.04: 1.0, 0.075: 1.5, 0.11: 4.0, 0.13: 1.0}) * draw.uniform(
        "height", 0.95, 1.06
    )
    labelled = draw.chance("labelled", 0.8)
    steel = metal(draw.scope("metal"), ("steel",))
    ends = Metal(color=steel.color, finish="around", roughness=0.25, wear=steel.wear, seed=steel.seed)
    picture = prints.can(draw.scope("print"), 2 * np.pi * radius, height - 0.011)
    return FoodTin(
        height_m=height,
        radius_m=radius,
        beads=max(2, int((height - 0.03) / 0.0085)),
        labelled=labelled,
        ring_pull=draw.chance("ring_pull", 0.5),
        side=ends,
        ends=ends,
        label=printed(draw.scope("label"), picture),
        tab_yaw_deg=draw.uniform("tab_yaw_deg", -180.0, 180.0),
    ).build()
