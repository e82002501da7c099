"""Plates and saucers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material
from ..model import Model
from ..recipes import Ceramic, ceramic
from ..shapes.convex import vessel_hulls
from ..shapes.curve import chain
from ..shapes.lathe import lathe, vessel

__all__ = ["Plate", "plate", "saucer"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Plate:
    """A round plate.

    Parts: 0 outside from below, 1 upper side (laid on from above), 2 within the foot ring.

    Attributes:
        radius_m: of the rim.
        height_m: of the rim.
        foot_m: radius of the foot ring.
        well_m: radius of the flat middle's outer end, where the wall begins to rise.
        shoulder_m: radius where the wall ends and the rim begins.
        shoulder_height: height of that place, as a share of the rim's.
        wall_m: thickness.
        well_ring: the middle has a raised ring for a cup.
    """

    name: str = "plate"
    radius_m: float = 0.13
    height_m: float = 0.024
    foot_m: float = 0.075
    well_m: float = 0.085
    shoulder_m: float = 0.097
    shoulder_height: float = 0.7
    wall_m: float = 0.0042
    recess_m: float = 0.002
    cup_ring_m: float = 0.0
    top: Material = field(default_factory=Ceramic)
    below: Material = field(default_factory=Ceramic)

    def build(self) -> Model:
        """The model."""
        low = 0.003  # the well's underside over the table
        well = max(self.well_m, self.foot_m + 0.004)
        shoulder = max(self.shoulder_m, well + 0.003)
        top_z = self.height_m - self.wall_m
        rise = low + (top_z - low) * self.shoulder_height
        ring = np.array([[self.foot_m, 0.0], [self.foot_m + 0.001, low]])
        flat = np.array([[self.foot_m + 0.001, low], [well, low + 0.0004]])
        wall = np.array([[well, low + 0.0004], [shoulder, rise]])
        out = np.array([[shoulder, rise], [self.radius_m, top_z]])
        soft = 0.5 * (shoulder - well) + 0.006
        outer, _ = chain([ring, flat, wall, out], [0.0015, soft, soft])
        # More points where the rim is straight, so that its upper side can be sampled evenly.
        shape = vessel(
            outer,
            self.wall_m,
            floor_m=low + self.wall_m,
            foot_m=0.004,
            recess_m=self.recess_m,
            floor_radius_m=0.02,
            edge_m=0.001,
            rim_m=0.48 * self.wall_m,
        )
        profile, part = shape.profile, shape.part
        if self.cup_ring_m > 0:
            profile = profile.copy()
            r = self.cup_ring_m
            line = np.array([[r + d, shape.floor_m + z] for d, z in _BEAD])
            inside = np.flatnonzero(np.concatenate([[False], part == 1]) & (profile[:, 0] < r + 0.004))
            first = int(inside[0])
            profile = np.concatenate(
                [profile[:first], line, [[0.5 * r, shape.floor_m], [0.0, shape.floor_m]]]
            )
            part = np.concatenate([part[: first - 1], np.full(len(line) + 2, 1, np.int32)])
        return Model(
            name=self.name,
            mesh=lathe(profile, 80, part, planar=(0, 1, 2)),
            materials=(self.below, self.top, self.below),
            category="plate",
            hulls=tuple(vessel_hulls(shape)),
            density_kg_m3=2300.0,
        )


_BEAD = [
    (d, 0.0009 * np.exp(-((d / 0.0011) ** 2)) if abs(d) < 0.0029 else 0.0)
    for d in np.linspace(0.003, -0.003, 11)
]


def _surfaces(draw: Draw) -> tuple[Material, Material]:
    decor = prints.plate_decor(draw.scope("decor")) if draw.chance("decorated", 0.35) else None
    top = ceramic(draw.scope("material"), decor=decor)
    if decor is None:
        return top, top
    below = Ceramic(
        color=top.color, roughness=top.roughness, speckle=top.speckle, wear=top.wear, seed=top.seed
    )
    return top, below


def plate(draw: Draw) -> Model:
    """A flat dinner or dessert plate, a rimless coupe plate, or a soup plate."""
    figure = draw.choice("figure", {"flat": 4.0, "coupe": 3.0, "soup": 1.5})
    radius = draw.uniform("radius_m", 0.09, 0.142)
    if figure == "soup":
        radius = 0.105 + 0.3 * (radius - 0.09)
    foot, well, shoulder, height, lip = {
        "flat": (0.56, 0.62, 0.70, 0.022, 0.62),
        "coupe": (0.55, 0.60, 0.93, 0.026, 0.80),
        "soup": (0.42, 0.46, 0.68, 0.042, 0.84),
    }[figure]
    top, below = _surfaces(draw)
    return Plate(
        radius_m=radius,
        height_m=height * draw.uniform("height", 0.88, 1.15),
        foot_m=radius * foot,
        well_m=radius * (well + draw.uniform("well", -0.02, 0.04)),
        shoulder_m=radius * (shoulder + draw.uniform("shoulder", -0.02, 0.05)),
        shoulder_height=lip + draw.uniform("shoulder_height", -0.1, 0.1),
        wall_m=draw.uniform("wall_m", 0.0034, 0.0052),
        recess_m=draw.uniform("recess_m", 0.0014, 0.0024),
        top=top,
        below=below,
    ).build()


def saucer(draw: Draw) -> Model:
    """A saucer with the ring that keeps the cup."""
    radius = draw.uniform("radius_m", 0.066, 0.08)
    top, below = _surfaces(draw)
    return Plate(
        name="saucer",
        radius_m=radius,
        height_m=draw.uniform("height_m", 0.016, 0.022),
        foot_m=0.5 * radius,
        well_m=radius * draw.uniform("well", 0.54, 0.6),
        shoulder_m=radius * draw.uniform("shoulder", 0.8, 0.93),
        shoulder_height=draw.uniform("shoulder_height", 0.75, 0.95),
        wall_m=draw.uniform("wall_m", 0.0028, 0.0038),
        recess_m=0.0015,
        cup_ring_m=radius * draw.uniform("cup_ring", 0.3, 0.36),
        top=top,
        below=below,
    ).build()
