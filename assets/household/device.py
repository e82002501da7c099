"""Phones and remote controls, lying face up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import PLASTICS, pick
from ..recipes import Glass, Metal, Plastic, Rubber, metal, plastic
from ..shapes.convex import hull, prism_hull
from ..shapes.curve import corners
from ..shapes.lathe import lathe
from ..shapes.solids import placed, rounded_box, rounded_rectangle, slab

__all__ = ["Phone", "Remote", "phone", "remote"]


def _numbered(mesh: Mesh, part: int) -> Mesh:
    return replace(mesh, part=np.full(len(mesh.triangles), part, np.int32))


@dataclass(frozen=True, eq=False, kw_only=True)
class Phone:
    """A phone: a slab of glass and metal, its top towards +y.

    Parts: 0 frame, 1 screen (0 … 1 over the screen), 2 back, 3 lenses, 4 camera bump.

    Attributes:
        width_m, length_m, thick_m: along x, y, z.
        corner_m: radius of the outline.
        lenses: on the back.
        face_up: the screen is seen; else the back.
    """

    width_m: float = 0.072
    length_m: float = 0.15
    thick_m: float = 0.008
    corner_m: float = 0.01
    lenses: int = 2
    face_up: bool = True
    frame: Material = field(default_factory=Metal)
    screen: Material = field(default_factory=Surface)
    back: Material = field(default_factory=Plastic)
    lens: Material = field(default_factory=Glass)

    def build(self) -> Model:
        """The model."""
        w, d, t = self.width_m, self.length_m, self.thick_m
        outline = rounded_rectangle(w, d, self.corner_m, 8)
        body = slab(outline, t, min(0.0026, 0.42 * t), 4, parts=(2, 0, 0))
        pane = slab(rounded_rectangle(w - 0.0052, d - 0.0052, self.corner_m - 0.0022, 8), 0.0006, 0.00025, 2)
        meshes = [body, placed(_numbered(pane, 1), 0, 0, t - 0.00035)]
        # On the back: bump, lenses, and buttons at the side.
        bump_w = 0.019 if self.lenses < 3 else 0.028
        bump_d = 0.013 + 0.013 * min(self.lenses - 1, 1)
        bump_outline = rounded_rectangle(bump_w, bump_d, 0.0055, 6)
        bump = slab(bump_outline, 0.0022, 0.0007, 3)
        flip = np.diag([1.0, -1.0, -1.0, 1.0])
        x, y = w / 2 - bump_w / 2 - 0.006, d / 2 - bump_d / 2 - 0.006
        meshes.append(_numbered(placed(bump.transformed(flip), x, y, 0.0006), 4))
        ring = corners([(0.0, 0.0), (0.0046, 0.0), (0.0046, 0.0012), (0.0, 0.0012)], 0.0004)
        spots = (
            [(0.0, 0.0)]
            if self.lenses == 1
            else [(0.0, -0.0062), (0.0, 0.0062), (0.0095, 0.0)][: self.lenses]
        )
        for lx, ly in spots:
            off = -0.005 if self.lenses == 3 else 0.0
            meshes.append(
                placed(_numbered(lathe(ring, 28).transformed(flip), 3), x + lx + off, y + ly, -0.0014)
            )
        for ky, size in ((0.17 * d, 0.012), (0.05 * d, 0.02)):
            key = rounded_box((0.0014, size, 0.0024), 0.0005)
            meshes.append(_numbered(placed(key, w / 2 + 0.0002, ky, t / 2 - 0.0012), 0))
        mesh = join(*meshes)
        m = np.eye(4) if self.face_up else np.diag([-1.0, 1.0, -1.0, 1.0])
        mesh = mesh.transformed(m)
        drop = np.eye(4)
        drop[2, 3] = -mesh.bounds[0, 2]
        mesh = mesh.transformed(drop)
        low = 0.0026 if self.face_up else 0.0
        return Model(
            name="phone",
            mesh=mesh,
            materials=(self.frame, self.screen, self.back, self.lens, self.frame),
            category="cell phone",
            hulls=(
                prism_hull(outline, low, low + t, 0.0026, 2),
                *((prism_hull(bump_outline + np.array([x, y]), 0.0, low, 0.0007),) if self.face_up else ()),
            ),
            density_kg_m3=1800.0,
        )  # fmt: skip


def phone(draw: Draw) -> Model:
    """A phone, screen dark, up or down."""
    width = draw.uniform("width_m", 0.067, 0.079)
    colours = {
        name: PLASTICS[name] for name in ("black", "white", "dark_grey", "light_blue", "mint", "red", "ivory")
    }
    shade = pick(draw.scope("back"), "color", colours, {"black": 3.0, "dark_grey": 2.0})
    return Phone(
        width_m=width,
        length_m=width * draw.uniform("aspect", 1.98, 2.16),
        thick_m=draw.uniform("thick_m", 0.0072, 0.0095),
        corner_m=draw.uniform("corner_m", 0.0075, 0.013),
        lenses=draw.integer("lenses", 1, 3),
        face_up=draw.chance("face_up", 0.75),
        frame=metal(draw.scope("frame"), ("aluminium", "steel")),
        screen=Surface(
            base_color=(0.045, 0.046, 0.05), roughness=draw.uniform("gloss", 0.03, 0.12), coat=1.0
        ),
        back=Plastic(color=shade, roughness=draw.uniform("roughness", 0.1, 0.4)),
        lens=Surface(base_color=(0.03, 0.03, 0.04), roughness=0.03, coat=1.0),
    ).build()


@dataclass(frozen=True, eq=False, kw_only=True)
class Remote:
    """A remote control: a rounded slab with keys, its front end towards +y.

    Parts: 0 body, 1 keys, 2 coloured keys.

    Attributes:
        width_m, length_m, thick_m: along x, y, z.
        columns, rows: of keys.
        ring: it has a round pad.
        key_m: size of a key.
    """

    width_m: float = 0.045
    length_m: float = 0.17
    thick_m: float = 0.017
    columns: int = 3
    rows: int = 9
    ring: bool = True
    key_m: float = 0.0078
    body: Material = field(default_factory=Plastic)
    keys: Material = field(default_factory=Rubber)
    accent: Material = field(default_factory=Rubber)

    def build(self) -> Model:
        """The model."""
        w, d, t = self.width_m, self.length_m, self.thick_m
        outline = rounded_rectangle(w, d, 0.3 * w, 7)
        bevel = 0.2 * t
        meshes = [slab(outline, t, bevel, 4, bevel_below_m=0.42 * t)]
        k = self.key_m
        square = slab(rounded_rectangle(k, 0.72 * k, 0.28 * k, 4), 0.0022, 0.0007, 2)
        disc = lathe(corners([(0, 0), (0.42 * k, 0), (0.42 * k, 0.0022), (0, 0.0022)], [0.0002, 0.0007]), 20)
        pitch_x = min((w - 2 * bevel - k) / max(self.columns - 1, 1), 1.75 * k)
        pitch_y = (d - 0.03) / self.rows
        pad = self.rows // 2 if self.ring else -10
        for row in range(self.rows):
            y = d / 2 - 0.016 - pitch_y * (row + 0.0)
            if abs(row - pad) <= 1:
                continue
            for column in range(self.columns):
                x = (column - (self.columns - 1) / 2) * pitch_x
                first = row == 0
                if first and 0 < column < self.columns - 1:
                    continue
                key = disc if first or (row + self.columns) % 4 == 0 else square
                meshes.append(placed(_numbered(key, 2 if first and column == 0 else 1), x, y, t - 0.001))
        if self.ring:
            y = d / 2 - 0.016 - pitch_y * pad
            r = min(0.36 * w, 1.15 * pitch_y)
            line = corners([(0.52 * r, 0.0), (r, 0.0), (r, 0.0024), (0.52 * r, 0.0018)], [0.0002, 0.0009])
            meshes.append(placed(_numbered(lathe(line, 40, closed=True), 1), 0, y, t - 0.001))
            middle = corners([(0, 0), (0.42 * r, 0), (0.42 * r, 0.0021), (0, 0.0021)], [0.0002, 0.0008])
            meshes.append(placed(_numbered(lathe(middle, 28), 1), 0, y, t - 0.001))
        return Model(
            name="remote",
            mesh=join(*meshes),
            materials=(self.body, self.keys, self.accent),
            category="remote",
            hulls=(hull(meshes[0].vertices[::2]),),
            density_kg_m3=800.0,
        )


def remote(draw: Draw) -> Model:
    """A remote control with two to four columns of keys."""
    columns = draw.integer("columns", 2, 4)
    dark = draw.chance("dark", 0.75)
    body = plastic(draw.scope("material"))
    shade = PLASTICS["black"] if dark else PLASTICS["white"]
    accents = {name: PLASTICS[name] for name in ("red", "green", "blue")}
    return Remote(
        width_m=0.022 + 0.0088 * columns,
        length_m=draw.uniform("length_m", 0.13, 0.21),
        thick_m=draw.uniform("thick_m", 0.012, 0.02),
        columns=columns,
        rows=draw.integer("rows", 6, 11),
        ring=draw.chance("ring", 0.7),
        key_m=draw.uniform("key_m", 0.0066, 0.0084),
        body=Plastic(
            color=shade, finish=body.finish, roughness=body.roughness, wear=body.wear, seed=body.seed
        ),
        keys=Rubber(color=PLASTICS["dark_grey"] if dark else PLASTICS["grey"], roughness=0.6),
        accent=Rubber(color=pick(draw.scope("accent"), "color", accents), roughness=0.5),
    ).build()
