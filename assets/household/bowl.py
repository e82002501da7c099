"""Bowls: cereal, salad, rice, mixing."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from ..material import Material
from ..model import Model
from ..recipes import Ceramic, ceramic, glass, metal, plastic, wood
from ..shapes.convex import vessel_hulls
from ..shapes.curve import chain, spline
from ..shapes.lathe import lathe, vessel

__all__ = ["Bowl", "bowl"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Bowl:
    """A round bowl.

    Parts: 0 outside (around, up), 1 inside (laid on from above), 2 underside.

    Attributes:
        height_m: of the rim.
        rim_m: outer radius there.
        foot_m: radius of the foot ring.
        foot_height_m: of the ring; 0: it stands on its bottom.
        fullness: 0 a cone, 1 a hemisphere, more: steep walls.
        flare_m: how far the rim turns out beyond the wall.
        wall_m: thickness of the wall.
        inside, outside, underside: what the parts are made of.
    """

    height_m: float = 0.065
    rim_m: float = 0.078
    foot_m: float = 0.036
    foot_height_m: float = 0.004
    fullness: float = 0.8
    flare_m: float = 0.0
    wall_m: float = 0.004
    outside: Material = field(default_factory=Ceramic)
    inside: Material = field(default_factory=Ceramic)
    underside: Material = field(default_factory=Ceramic)
    density_kg_m3: float = 2300.0

    def build(self) -> Model:
        """The model."""
        h, f = self.height_m, self.foot_height_m
        r = self.rim_m - self.flare_m
        low = max(f, 0.0015)
        a = np.linspace(0.0, 1.0, 7) ** 0.85
        # Between a cone and a quarter ellipse that stands on the foot.
        start = 1.08 * self.foot_m if f > 0 else self.foot_m
        quarter = np.stack(
            [start + (r - start) * np.sin(a * np.pi / 2), low + (h - low) * (1 - np.cos(a * np.pi / 2))], 1
        )
        cone = np.stack([start + (r - start) * a, low + (h - low) * a], 1)
        points = cone + self.fullness * (quarter - cone)
        points[-1] = (r, h)
        if self.flare_m > 0:
            points[-2, 0] += 0.15 * self.flare_m
            points[-1, 0] += self.flare_m
        wall = spline(points, 7, 0.03)
        ring = np.array([[self.foot_m, 0.0], [start if f == 0 else self.foot_m, low]])
        segments = [ring, wall] if f == 0 else [
            np.array([[self.foot_m, 0.0], [self.foot_m, low - 0.0005]]),
            np.array([[self.foot_m, low - 0.0005], [start, low]]),
            wall,
        ]  # fmt: skip
        outer, _ = chain(segments, [0.002] * (len(segments) - 1))
        recess = 0.7 * f if f > 0 else 0.0008
        shape = vessel(
            outer,
            self.wall_m,
            floor_m=max(recess, low) + self.wall_m,
            foot_m=min(0.006, 0.2 * self.foot_m),
            recess_m=recess,
            floor_radius_m=0.5 * self.foot_m,
            edge_m=0.0012,
        )
        return Model(
            name="bowl",
            mesh=lathe(shape.profile, 72, shape.part, planar=(1, 2)),
            materials=(self.outside, self.inside, self.underside),
            category="bowl",
            hulls=tuple(vessel_hulls(shape)),
            density_kg_m3=self.density_kg_m3,
        )


def bowl(draw: Draw) -> Model:
    """A cereal, rice, salad or mixing bowl of ceramic, wood, steel, plastic or glass."""
    figure = draw.choice("figure", {"cereal": 4.0, "rice": 2.0, "flared": 2.0, "salad": 1.5, "mixing": 1.0})
    low, high, aspect, foot, fullness = {
        "cereal": (0.062, 0.082, 0.80, 0.50, 0.85),
        "rice": (0.052, 0.064, 1.00, 0.44, 0.9),
        "flared": (0.070, 0.098, 0.72, 0.38, 0.35),
        "salad": (0.100, 0.135, 0.72, 0.45, 0.9),
        "mixing": (0.095, 0.130, 0.95, 0.48, 1.0),
    }[figure]
    rim = draw.uniform("rim_m", low, high)
    stuffs = {"ceramic": 6.0, "wood": 1.5, "steel": 1.0, "plastic": 1.0, "glass": 1.0}
    stuff = draw.choice("stuff", stuffs)
    footed = stuff == "ceramic" and draw.chance("footed", 0.7)
    material = draw.scope("material")
    outside: Material
    if stuff == "ceramic":
        outside = ceramic(material)
    elif stuff == "wood":
        outside = wood(material, layout="solid", axis="z")
    elif stuff == "steel":
        outside = metal(material, ("steel", "copper"))
    elif stuff == "plastic":
        outside = plastic(material)
    else:
        outside = glass(material)
    two = stuff == "ceramic" and draw.chance("other_inside", 0.3)
    wall = {"ceramic": 0.0042, "wood": 0.007, "steel": 0.0011, "plastic": 0.002, "glass": 0.0032}[stuff]
    return Bowl(
        height_m=rim * aspect * draw.uniform("aspect", 0.88, 1.12),
        rim_m=rim,
        foot_m=rim * foot * draw.uniform("foot", 0.9, 1.12),
        foot_height_m=draw.uniform("foot_height_m", 0.003, 0.008) if footed else 0.0,
        fullness=fullness + draw.uniform("fullness", -0.12, 0.12),
        flare_m=draw.uniform("flare_m", 0.002, 0.006) if draw.chance("rim_flared", 0.25) else 0.0,
        wall_m=wall * draw.uniform("wall", 0.85, 1.2),
        outside=outside,
        inside=ceramic(draw.scope("inside")) if two else outside,
        underside=outside,
        density_kg_m3={"ceramic": 2300.0, "wood": 700.0, "steel": 7800.0, "plastic": 950.0, "glass": 2500.0}[
            stuff
        ],
    ).build()
