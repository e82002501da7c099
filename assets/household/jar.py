"""Jars with a twist-off lid, a label and contents."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material
from ..mesh import join
from ..model import Model
from ..recipes import Glass, Liquid, LiquidKind, Metal, Paper, glass, liquid, metal, painted_metal, printed
from ..shapes.convex import solid_hulls
from ..shapes.curve import chain, corners
from ..shapes.lathe import lathe, turn, vessel
from .label import cylinder_label

__all__ = ["Jar", "jar"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Jar:
    """A glass jar.

    Parts: 0 glass, 1 contents, 2 lid, 3 label. Texture coordinates as a bottle's.

    Attributes:
        height_m: of the glass, without the lid.
        radius_m: of the body.
        mouth_m: radius of the mouth's outside.
        wall_m: thickness.
        lid_height_m: of the lid; 0: open.
        facets: flat sides of the body; 0: round.
        fill: level of the contents; 0: empty.
        label_share: way around; 0: none.
        label_from, label_to: shares of the straight body's height.
    """

    height_m: float = 0.11
    radius_m: float = 0.037
    mouth_m: float = 0.031
    wall_m: float = 0.0026
    lid_height_m: float = 0.013
    facets: int = 0
    fill: float = 0.85
    label_share: float = 0.7
    label_from: float = 0.15
    label_to: float = 0.85
    body: Material = field(default_factory=Glass)
    contents: Material = field(default_factory=Liquid)
    lid: Material = field(default_factory=Metal)
    label: Material = field(default_factory=Paper)

    def build(self) -> Model:
        """The model."""
        h, r, m = self.height_m, self.radius_m, self.mouth_m
        c = 0.005
        neck = 0.014
        z0 = h - neck - 0.9 * (r - m) - 0.006
        start = np.array([[r - c, 0.0], [r - 0.25 * c, 0.22 * c], [r, c]])
        wall = np.array([[r, c], [r, z0]])
        shoulder = np.array([[r, z0], [r - 0.35 * (r - m), h - neck - 0.3 * (r - m)], [m, h - neck]])
        mouth = np.array([[m, h - neck], [m, h]])
        outer, _ = chain([start, wall, shoulder, mouth], [1.2 * c, 0.008, 0.004])
        floor = 0.0055
        shape = vessel(
            outer, self.wall_m, floor, foot_m=0.006, recess_m=0.0015, floor_radius_m=0.006, edge_m=0.001
        )
        around, factors = 64, None
        if self.facets:
            around = 66 - 66 % self.facets
            a = turn(around)[:-1]
            sector = 2 * np.pi / self.facets
            # The front is the middle of a side, where the label is.
            off = ((a + np.pi / 2 + sector / 2) % sector) - sector / 2
            side = 1 / np.cos(off)
            factors = np.minimum(side, 1 + 0.72 * (side.max() - 1))

        def outline(
            profile: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
        ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None:
            if factors is None:
                return None
            t = np.clip((profile[:, 1] - z0) / (h - neck - z0), 0, 1)
            return np.asarray(1 + (1 - t * t * (3 - 2 * t))[:, None] * (factors - 1)[None])

        meshes = [lathe(shape.profile, around, 0, outline=outline(shape.profile))]
        if self.fill > 0:
            filling = shape.filling(floor + self.fill * (h - neck - floor))
            meshes.append(lathe(filling, around, 1, outline=outline(filling)))
        solid = outer
        if self.lid_height_m > 0:
            lid = m + 0.0014
            top, low = h + 0.0012, h + 0.0012 - self.lid_height_m
            line = corners(
                [
                    (0.0, top - 0.0018),
                    (m - 0.004, top - 0.0018),
                    (m - 0.0025, top - 0.0012),
                    (lid - 0.0007, top - 0.001),
                    (lid - 0.0006, low),
                    (lid + 0.0007, low),
                    (lid + 0.0008, low + 0.0014),
                    (lid, low + 0.002),
                    (lid, top),
                    (lid - 0.006, top),
                    (lid - 0.008, top - 0.0011),
                    (0.0, top - 0.0008),
                ],
                [0.0005, 0.0005, 0.0001, 0.0001, 0.0004, 0.0005, 0.0004, 0.0012, 0.0015, 0.0015],
            )
            meshes.append(lathe(line, 64, 2))
            below = outer[outer[:, 1] < low - 0.0005]
            edge = float(np.interp(low, outer[:, 1], outer[:, 0]))
            solid = np.concatenate(
                [below, [[edge, low], [lid, low + 1e-6], [lid, top - 0.001], [lid - 0.001, top]]]
            )
        if self.label_share > 0:
            low, high = (c + s * (z0 - c) for s in (self.label_from, self.label_to))
            meshes.append(cylinder_label(r, low, high, self.label_share, 3, around, factors=factors)[0])
        return Model(
            name="jar",
            mesh=join(*meshes),
            materials=(self.body, self.contents, self.lid, self.label),
            category="jar",
            hulls=tuple(solid_hulls(solid, around if self.facets else 24, outline=outline)),
            density_kg_m3=1300.0,
        )


def jar(draw: Draw) -> Model:
    """A jam, honey, pickle or storage jar, mostly closed."""
    radius = draw.uniform("radius_m", 0.029, 0.047)
    height = draw.uniform("height_m", 0.075, 0.16)
    facets = draw.choice("facets", {0: 5.0, 6: 1.0, 8: 1.0})
    low, high = draw.uniform("label_from", 0.1, 0.25), draw.uniform("label_to", 0.72, 0.92)
    labelled = draw.chance("labelled", 0.8)
    share = 0.95 / facets if facets else draw.uniform("label_share", 0.45, 0.95)
    picture = prints.label(draw.scope("print"), 2 * np.pi * radius * share, (high - low) * 0.7 * height)
    painted = draw.chance("painted_lid", 0.5)
    lid = draw.scope("lid")
    kinds: dict[LiquidKind, float] = {"juice": 2.0, "oil": 2.0, "red_wine": 1.5, "coffee": 1.0, "milk": 0.7}
    filled = draw.chance("filled", 0.75)
    return Jar(
        height_m=height,
        radius_m=radius,
        mouth_m=radius * draw.uniform("mouth", 0.8, 0.9),
        wall_m=draw.uniform("wall_m", 0.002, 0.003),
        lid_height_m=draw.uniform("lid_height_m", 0.011, 0.015) if draw.chance("closed", 0.85) else 0.0,
        facets=facets,
        fill=draw.uniform("fill", 0.4, 0.95) if filled else 0.0,
        label_share=share if labelled else 0.0,
        label_from=low,
        label_to=high,
        body=glass(draw.scope("material")),
        contents=liquid(draw.scope("contents"), draw.choice("contents", kinds)),
        lid=painted_metal(lid) if painted else metal(lid, ("steel", "brass", "aluminium")),
        label=printed(draw.scope("label"), picture),
    ).build()
