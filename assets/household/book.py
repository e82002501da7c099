"""Books, lying on their back cover."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ...draw import Draw
from .. import prints
from ..material import Material, Texture
from ..mesh import Mesh, join
from ..model import Model
from ..recipes import Paper, paper, printed
from ..shapes.convex import box_hull, hull
from ..shapes.curve import chain, lengths
from ..shapes.loft import loft
from ..shapes.sheet import sheet

__all__ = ["Book", "book"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Book:
    """A closed book: front cover up, spine towards −x, its foot towards the front (−y).

    Parts: 0 front cover (0 … 1 from spine to fore edge and from foot to head), 1 spine and back cover
    (0 … 1 around and from foot to head), 2 cover's inside and edges, 3 page block.

    Attributes:
        width_m: of the cover, along x.
        height_m: of the cover, along y.
        pages_m: thickness of the page block.
        board_m: thickness of the cover.
        overhang_m: of the cover beyond the pages; 0 for paperbacks.
        rounding: of the spine, as a share of half its thickness.
        open_m: by how much the upper cover's fore edge stands off the pages.
    """

    width_m: float = 0.15
    height_m: float = 0.22
    pages_m: float = 0.025
    board_m: float = 0.0025
    overhang_m: float = 0.003
    rounding: float = 0.6
    open_m: float = 0.0
    front: Material = field(default_factory=Paper)
    back: Material = field(default_factory=Paper)
    lining: Material = field(default_factory=Paper)
    pages: Material = field(default_factory=Paper)

    def build(self) -> Model:
        """The model."""
        w, b, t = self.width_m, self.board_m, self.pages_m
        total = t + 2 * b
        # The cover's middle line, from the lower fore edge round the spine to the upper one, (x, z).
        x0, x1 = -w / 2, w / 2
        low, high = b / 2, total - b / 2
        bow = self.rounding * 0.35 * min(t, 0.05)
        a = np.linspace(-1, 1, 9)
        spine = np.stack([x0 + b / 2 + bow * (a**2), (low + high) / 2 + a * (high - low) / 2], axis=1)
        groove = 0.0012 if self.overhang_m > 0 else 0.0
        hinge = x0 + b / 2 + bow + 0.006
        lower = np.array(
            [[x1 - b / 2, low], [hinge + 0.004, low], [hinge, low + groove], [hinge - 0.004, low], spine[0]]
        )
        upper = (lower * [1, -1] + [0, total])[::-1]
        upper[-1, 1] += self.open_m
        soft = 0.003
        segments = [*_pairs(lower), spine, *_pairs(upper)]
        radii = [soft, soft, soft, 0.7 * b + 0.0006, 0.7 * b + 0.0006, soft, soft, soft]
        line, _ = chain(segments, radii)
        y = np.linspace(-self.height_m / 2 + b / 2, self.height_m / 2 - b / 2, 5)
        points = np.empty((len(line), 5, 3))
        points[..., 0], points[..., 2] = line[:, :1], line[:, 1:]
        points[..., 1] = y
        skin = sheet(points, b, rim_steps=4, parts=(2, 2, 1))
        assert skin.uv is not None
        at = lengths(line) / lengths(line)[-1]
        uv = skin.uv.copy()
        uv[..., 0] = np.interp(uv[..., 0], np.linspace(0, 1, len(line)), at)
        # The board above the hinge is the front.
        begin = float(at[np.flatnonzero((line[:, 1] > total / 2) & (line[:, 0] > hinge + 0.002))[0]])
        front = (skin.part_ids == 1) & (uv[..., 0].min(axis=1) > begin - 1e-4)
        uv[front, :, 0] = (uv[front, :, 0] - begin) / (1 - begin)
        cover = Mesh(skin.vertices, skin.triangles, uv, np.where(front, 0, skin.part_ids), 40.0)

        o = self.overhang_m
        left, right = x0 + b + 0.3 * bow, x1 - max(o, 0.0003)
        depth = self.height_m - 2 * max(o, 0.0003)
        gap = 0.00002
        hollow = 0.25 * bow + 0.0003
        # A block as tall as the space between the boards, its fore edge hollow where the spine is round.
        z = np.linspace(b + gap, b + t - gap, 9)
        s = np.linspace(-1, 1, 9)
        fore = right - hollow * (1 - s**2)
        back = left + bow * s**2 * 0.7
        front_y = np.full(9, -depth / 2)
        ring = np.stack(
            [np.stack([back, front_y, z], 1), np.stack([fore, front_y, z], 1),
             np.stack([fore, -front_y, z], 1), np.stack([back, -front_y, z], 1)], axis=1,
        )  # fmt: skip
        block = loft(ring, 3, sharp_angle_deg=40.0)
        ends = (-self.height_m / 2, self.height_m / 2)
        back_m = np.concatenate([spine - [b / 2, 0.0], [[hinge, 0.0], [hinge, total]]])
        hulls = [
            hull(
                np.concatenate(
                    [np.column_stack([back_m[:, 0], np.full(len(back_m), e), back_m[:, 1]]) for e in ends]
                )
            ),
            box_hull((hinge, -depth / 2, b), (right - 0.5 * hollow, depth / 2, b + t)),
            box_hull((hinge, ends[0], 0), (x1, ends[1], b)),
            box_hull((hinge, ends[0], total - b), (x1, ends[1], total)),
        ]
        return Model(
            name="book",
            mesh=join(cover, block),
            materials=(self.front, self.back, self.lining, self.pages),
            category="book",
            hulls=tuple(hulls),
            density_kg_m3=700.0,
        )


def _pairs(
    points: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    return [points[i : i + 2] for i in range(len(points) - 1)]


def book(draw: Draw) -> Model:
    """A hardback or paperback."""
    hard = draw.chance("hardback", 0.45)
    height = draw.uniform("height_m", 0.17, 0.27)
    width = height * draw.uniform("aspect", 0.62, 0.8)
    pages = draw.log_uniform("pages_m", 0.008, 0.042)
    board = draw.uniform("board_m", 0.002, 0.003) if hard else draw.uniform("sheet_m", 0.0003, 0.0005)
    picture = prints.book_cover(draw.scope("print"), width, height)
    front = printed(draw.scope("cover"), picture)
    plain = Texture(np.broadcast_to(picture.pixels[-3:-2, 2:3, :3], (4, 4, 3)).copy())
    return Book(
        width_m=width,
        height_m=height,
        pages_m=pages,
        board_m=board,
        overhang_m=draw.uniform("overhang_m", 0.002, 0.004) if hard else 0.0,
        rounding=draw.uniform("rounding", 0.0, 0.9) if hard else draw.uniform("rounding_soft", 0.0, 0.15),
        front=front,
        back=replace(front, picture=plain),
        lining=paper(draw.scope("lining")),
        pages=paper(draw.scope("pages"), leaves=True),
    ).build()
