"""Boxes: printed cartons and brown cardboard."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material
from ..mesh import Mesh, join
from ..model import Hull, Model
from ..palette import PLASTICS
from ..recipes import Cardboard, Paper, Plastic, cardboard, printed
from ..shapes.convex import box_hull, hull
from ..shapes.sheet import sheet
from ..shapes.solids import placed, rounded_box

__all__ = ["CardboardBox", "Carton", "cardboard_box", "carton"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Carton:
    """A folding carton, closed.

    Parts: 0 front and back, 1 sides, 2 bottom and top (0 … 1 on each face, upright), 3 the flap glued
    or tucked on top.

    Attributes:
        width_m, depth_m, height_m: along x, y, z.
        edge_m: radius of its edges.
        board_m: thickness of the board.
        flap: how far the upper flap reaches over the top, as a share of the depth.
        bulge_m: how far the large faces swell.
    """

    width_m: float = 0.19
    depth_m: float = 0.06
    height_m: float = 0.28
    edge_m: float = 0.0009
    board_m: float = 0.0006
    flap: float = 0.55
    bulge_m: float = 0.0
    front: Material = field(default_factory=Paper)
    sides: Material = field(default_factory=Paper)
    ends: Material = field(default_factory=Paper)
    inner: Material = field(default_factory=Paper)

    def build(self) -> Model:
        """The model."""
        w, d, h, b = self.width_m, self.depth_m, self.height_m, self.board_m
        # The flap lies on top of the body: together they have the carton's height.
        body = rounded_box((w, d, h - b), self.edge_m, parts=(1, 1, 0, 0, 2, 2))
        meshes = [_swollen(body, w, d, h, self.bulge_m)]
        reach = self.flap * d
        margin = 1.2 * self.edge_m
        x = np.linspace(-w / 2 + margin, w / 2 - margin, 7)
        y = np.linspace(d / 2 - margin - b / 2, d / 2 - reach, 5)[::-1]
        grid = np.empty((7, 5, 3))
        grid[..., 0], grid[..., 1] = np.meshgrid(x, y, indexing="ij")
        grid[..., 2] = h - b / 2
        # The free corners are cut and the edge stands up a hair.
        grid[0, 0, 0] += 0.0
        grid[:, 0, 2] += 0.0002
        flap = sheet(grid, 0.96 * b, rim_steps=3, parts=(3, 3, 2))
        assert flap.uv is not None
        uv = (flap.vertices[flap.triangles][:, :, :2] / np.array([w, d], np.float32) + 0.5).astype(np.float32)
        meshes.append(Mesh(flap.vertices, flap.triangles, uv, flap.part, flap.sharp_angle_deg))
        return Model(
            name="carton",
            mesh=join(*meshes),
            materials=(self.front, self.sides, self.ends, self.inner),
            category="box",
            hulls=(box_hull((-w / 2, -d / 2, 0), (w / 2, d / 2, h), self.edge_m),),
            density_kg_m3=180.0,
        )


def _swollen(mesh: Mesh, w: float, d: float, h: float, bulge_m: float) -> Mesh:
    if bulge_m <= 0:
        return mesh
    v = mesh.vertices.astype(np.float64)
    v[:, 1] *= 1 + 2 * bulge_m / d * (1 - (2 * v[:, 0] / w) ** 2) * (1 - (2 * v[:, 2] / h - 1) ** 2)
    return Mesh(v.astype(np.float32), mesh.triangles, mesh.uv, mesh.part, mesh.sharp_angle_deg)


def carton(draw: Draw) -> Model:
    """A cereal, tea, biscuit or medicine box, standing or lying."""
    width, depth, height = {
        "cereal": (0.19, 0.062, 0.285),
        "tea": (0.125, 0.068, 0.085),
        "biscuits": (0.16, 0.05, 0.205),
        "medicine": (0.085, 0.024, 0.055),
        "cube": (0.095, 0.09, 0.10),
        "pasta": (0.10, 0.045, 0.19),
    }[
        draw.choice(
            "size", {"cereal": 2.0, "tea": 2.0, "biscuits": 1.5, "medicine": 2.0, "cube": 1.0, "pasta": 1.0}
        )
    ]
    width *= draw.uniform("width", 0.85, 1.15)
    depth *= draw.uniform("depth", 0.85, 1.15)
    height *= draw.uniform("height", 0.85, 1.12)
    faces = prints.cartons(
        draw.scope("print"), {"front": (width, height), "side": (depth, height), "top": (width, depth)}
    )
    front = printed(draw.scope("paper"), faces["front"])
    sides, ends = replace(front, picture=faces["side"]), replace(front, picture=faces["top"])
    return Carton(
        width_m=width,
        depth_m=depth,
        height_m=height,
        edge_m=draw.uniform("edge_m", 0.0005, 0.0013),
        board_m=draw.uniform("board_m", 0.0003, 0.0005),
        flap=draw.uniform("flap", 0.4, 0.97),
        front=front,
        sides=sides,
        ends=ends,
        inner=Cardboard(color=(0.70, 0.66, 0.6), flute_m=0.0),
    ).build()


@dataclass(frozen=True, eq=False, kw_only=True)
class CardboardBox:
    """A brown box of corrugated board, taped shut or open.

    Parts: 0 outside, 1 inside and cut edges, 2 tape, 3 front and back (0 … 1 on each, upright).

    Attributes:
        width_m, depth_m, height_m: along x, y, z, without standing flaps.
        board_m: thickness of the board.
        open_deg: how far each flap (front, back, left, right) is opened from shut; empty: shut.
        tape_m: width of the tape over the seam; 0: none.
    """

    width_m: float = 0.25
    depth_m: float = 0.18
    height_m: float = 0.14
    board_m: float = 0.003
    open_deg: tuple[float, ...] = ()
    tape_m: float = 0.05
    outside: Material = field(default_factory=Cardboard)
    inside: Material = field(default_factory=Cardboard)
    tape: Material = field(default_factory=Plastic)
    front: Material = field(default_factory=Cardboard)

    def build(self) -> Model:
        """The model."""
        meshes, hulls = self._opened() if self.open_deg else self._shut()
        return Model(
            name="cardboard box",
            mesh=join(*meshes),
            materials=(self.outside, self.inside, self.tape, self.front),
            category="box",
            hulls=tuple(hulls),
            density_kg_m3=700.0 if self.open_deg else 150.0,
        )

    def _shut(self) -> tuple[list[Mesh], list[Hull]]:
        w, d, h, b = self.width_m, self.depth_m, self.height_m, self.board_m
        meshes = [rounded_box((w, d, h - b), 0.6 * b, 3, parts=(0, 0, 3, 3, 0, 0))]
        half = d / 2 - 0.0006
        for side in (-1, 1):
            flap = rounded_box((w - 0.0004, half, b), 0.42 * b, parts=0)
            meshes.append(placed(flap, 0.0, side * (half / 2 + 0.0006), h - b - 0.0001))
        if self.tape_m > 0:
            # Over the seam and down both ends, following their edges.
            drop = min(0.06, 0.4 * h)
            r = 0.6 * b
            a = np.linspace(0, np.pi / 2, 5)
            left = np.stack([-w / 2 + r - r * np.sin(a[::-1]), h - r + r * np.cos(a[::-1])], axis=1)
            line = np.concatenate(
                [[[-w / 2, h - drop]], left, [[0.0, h]], (left * [-1, 1])[::-1], [[w / 2, h - drop]]]
            )
            out = 0.00012
            normal = np.stack([-(line[:, 1] * 0), line[:, 1] * 0], axis=1)
            normal[:, 0] = np.clip((np.abs(line[:, 0]) - (w / 2 - r)) / r, 0, 1) * np.sign(line[:, 0])
            normal[:, 1] = np.sqrt(np.maximum(0.0, 1 - normal[:, 0] ** 2))
            line = line + out * normal
            y = np.linspace(-self.tape_m / 2, self.tape_m / 2, 3)
            grid = np.empty((len(line), 3, 3))
            grid[..., 0], grid[..., 2] = line[:, :1], line[:, 1:]
            grid[..., 1] = y
            meshes.append(sheet(grid, 0.0001, rim_steps=2, parts=(2, 2, 2)))
        return meshes, [box_hull((-w / 2, -d / 2, 0), (w / 2, d / 2, h), 0.6 * b)]

    def _opened(self) -> tuple[list[Mesh], list[Hull]]:
        w, d, h, b = self.width_m, self.depth_m, self.height_m, self.board_m
        r = 0.3 * b
        meshes, hulls = [], []
        # Bottom, then four walls: front and back take the corners.
        bottom = rounded_box((w - 0.5 * b, d - 0.5 * b, b), r, parts=(0, 0, 0, 0, 0, 1))
        meshes.append(bottom)
        hulls.append(box_hull((-w / 2, -d / 2, 0), (w / 2, d / 2, b), r))
        walls = (
            (w, b, 0.0, -(d - b) / 2, (1, 1, 3, 1, 1, 1)),
            (w, b, 0.0, (d - b) / 2, (1, 1, 1, 3, 1, 1)),
            (b, d - 0.0004, -(w - b) / 2, 0.0, (0, 1, 1, 1, 1, 1)),
            (b, d - 0.0004, (w - b) / 2, 0.0, (1, 0, 1, 1, 1, 1)),
        )
        for sx, sy, x, y, parts in walls:
            meshes.append(placed(rounded_box((sx, sy, h - 0.0002), r, parts=parts), x, y, 0.0002))
            hulls.append(box_hull((x - sx / 2, y - sy / 2, 0), (x + sx / 2, y + sy / 2, h), r))
        # Hinged at the walls' upper edges.
        reach = d / 2 - 0.001
        for n, angle in enumerate(self.open_deg[:4]):
            along_x = n < 2
            length = (w if along_x else d) - 2.4 * b
            # Built for the back wall (hinge along x, closing towards −y), then turned.
            flap = rounded_box((length, reach, b), r, parts=(1, 1, 1, 1, 1, 0))
            t = np.radians(180.0 - angle)
            m = np.eye(4)
            m[1:3, 1:3] = [[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]
            shift = np.eye(4)
            shift[:3, 3] = 0.0, reach / 2 - 0.5 * b, -b
            hinge = np.eye(4)
            hinge[:3, 3] = 0.0, ((d if along_x else w) - b) / 2, h
            yaw = np.eye(4)
            c, s = {0: (-1, 0), 1: (1, 0), 2: (0, 1), 3: (0, -1)}[n]
            yaw[:2, :2] = [[c, -s], [s, c]]
            whole = yaw @ hinge @ m @ shift
            meshes.append(flap.transformed(whole))
            low, high = flap.bounds
            corner = np.asarray(box_hull(low, high, r), np.float64)
            hulls.append(hull(corner @ whole[:3, :3].T + whole[:3, 3]))
        return meshes, hulls


def cardboard_box(draw: Draw) -> Model:
    """A shipping box, 12 to 35 cm wide, taped shut or open."""
    width = draw.uniform("width_m", 0.12, 0.33)
    depth = width * draw.uniform("depth", 0.55, 0.95)
    height = width * draw.uniform("height", 0.35, 0.85)
    opened = draw.chance("opened", 0.35)
    angles = tuple(draw.uniform(f"flap_{n}_deg", 95.0, 225.0) for n in range(4))
    board = cardboard(draw.scope("material"))
    inside = Cardboard(color=board.color, flute_m=0.0, wear=board.wear, seed=board.seed)
    front = board
    if draw.chance("printed", 0.5):
        front = replace(board, decor=prints.shipping(draw.scope("print"), width, height))
    tapes = {name: PLASTICS[name] for name in ("beige", "white", "grey")}
    return CardboardBox(
        width_m=width,
        depth_m=depth,
        height_m=height,
        board_m=draw.uniform("board_m", 0.002, 0.004),
        open_deg=angles if opened else (),
        tape_m=0.0 if opened else draw.choice("tape_m", {0.048: 4.0, 0.0: 1.0}),
        outside=board,
        front=front,
        inside=inside,
        tape=Plastic(color=tapes[draw.choice("tape", list(tapes))], finish="glossy", roughness=0.25),
    ).build()
