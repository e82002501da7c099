"""What utilities and the post put up, and advertisements."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..mesh import Mesh
from ..model import Model
from ..shapes.lathe import lathe
from .finish import LOOKS, concrete, galvanised, glazing, painted, plain, timber
from .forms import box, gathered, moved, panel, prism, tube, turned
from .mount import Region
from .prints import POSTERS, poster

__all__ = [
    "MailboxStyle",
    "advertising_pillar",
    "billboard",
    "cabinet",
    "cabinet_of",
    "mailbox",
    "mailbox_of",
    "poster_case",
]

MailboxStyle = Literal["pillar", "wall_box", "collection", "rural"]


@lru_cache(maxsize=32)
def cabinet_of(
    width_m: float = 0.8, height_m: float = 1.2, color: str = "8b918c", look: int = 1, stickers: bool = False
) -> Model:
    """A cabinet of two doors on a concrete base, 0.35 m deep."""
    w, h, d = width_m, height_m, 0.35
    pieces: list[Mesh] = [
        box((d + 0.04, w + 0.04, 0.4), (0, 0, -0.3), 1, 0.01),
        box((d, w, h - 0.14), (0, 0, 0.1), 0, 0.01),
    ]
    roof = np.array(
        [
            [-d / 2 - 0.03, h - 0.04],
            [d / 2 + 0.03, h - 0.04],
            [d / 2 + 0.03, h - 0.015],
            [0, h + 0.02],
            [-d / 2 - 0.03, h - 0.015],
        ]
    )
    pieces.append(prism(roof, -w / 2 - 0.03, w / 2 + 0.03, "y"))
    doors = 2 if w > 0.6 else 1
    for n in range(doors):
        y = -w / 2 + (n + 0.5) * w / doors
        pieces.append(box((0.012, w / doors - 0.03, h - 0.2), (d / 2 + 0.004, y, 0.13), 0, 0.005))
        pieces.append(box((0.03, 0.025, 0.13), (d / 2 + 0.02, y + 0.3 * w / doors, 0.55 * h), 2, 0.006))
        for k in range(4):
            pieces.append(box((0.006, 0.5 * w / doors, 0.012), (d / 2 + 0.012, y, 0.2 + 0.03 * k), 2))
    if stickers:
        pieces.append(panel((-0.3 * w, -0.3 * w + 0.21), (0.5 * h, 0.5 * h + 0.3), d / 2 + 0.0125, 3))
        pieces.append(panel((0.12 * w, 0.12 * w + 0.15), (0.42 * h, 0.42 * h + 0.21), d / 2 + 0.0125, 4))
    materials = (
        painted(color, look, 0.12),
        concrete("8e8b85", look),
        plain("3a3d3e", 0.5),
        poster(look),
        poster(look + 2),
    )
    return Model("utility cabinet", gathered(pieces), materials)


def cabinet(draw: Draw, *, region: Region = "europe") -> Model:
    """A cabinet of telephone or power."""
    return cabinet_of(
        draw.choice("width_m", (0.5, 0.8, 1.2)),
        draw.choice("height_m", (0.9, 1.2, 1.5)),
        draw.choice("color", {"8b918c": 5.0, "b3b3a8": 2.0, "41543f": 3.0 if region == "us" else 1.0}),
        draw.integer("look", 0, LOOKS - 1),
        draw.chance("stickers", 0.4),
    )


@lru_cache(maxsize=32)
def mailbox_of(style: MailboxStyle = "pillar", color: str = "d3a321", look: int = 1) -> Model:
    """A box for letters: Europe's pillar or box on a post, America's collection box, or a rural box."""
    pieces: list[Mesh] = []
    if style == "pillar":
        profile = np.array(
            [
                [0.23, -0.3],
                [0.23, 0.08],
                [0.2, 0.1],
                [0.2, 1.28],
                [0.235, 1.3],
                [0.24, 1.36],
                [0.2, 1.42],
                [0.08, 1.48],
                [0.0, 1.49],
            ]
        )
        pieces.append(lathe(profile, 20))
        pieces.append(box((0.03, 0.26, 0.035), (0.195, 0, 1.14), 1))
        pieces.append(box((0.05, 0.3, 0.02), (0.2, 0, 1.18), 0, 0.005))
        pieces.append(box((0.02, 0.22, 0.5), (0.19, 0, 0.5), 0, 0.006))
        pieces.append(box((0.006, 0.14, 0.1), (0.202, 0, 0.85), 2))
    elif style == "wall_box":
        for y in (-0.14, 0.14):
            pieces.append(tube((-0.08, y, -0.3), (-0.08, y, 1.3), 0.022, sides=10, part=3))
        body = np.array([[-0.15, 0.72], [0.13, 0.72], [0.15, 1.22], [0.1, 1.3], [-0.15, 1.32]])
        pieces.append(prism(body, -0.22, 0.22, "y"))
        pieces.append(box((0.02, 0.34, 0.03), (0.143, 0, 1.17), 1))
        pieces.append(box((0.012, 0.12, 0.16), (0.14, 0, 0.86), 2))
    elif style == "collection":
        t = np.linspace(0, np.pi, 11)
        top = np.column_stack([0.27 * np.cos(t), 0.98 + 0.27 * np.sin(t)])
        body = np.concatenate([[[-0.27, 0.16], [0.27, 0.16]], top])
        pieces.append(prism(body, -0.25, 0.25, "y"))
        for x in (-0.23, 0.23):
            for y in (-0.21, 0.21):
                pieces.append(box((0.04, 0.04, 0.17), (x, y, 0), 0))
        pieces.append(moved(turned(box((0.02, 0.36, 0.13), (0, 0, 0), 0, 0.005), 0, -30), 0.245, 0, 1.05))
        pieces.append(box((0.03, 0.2, 0.015), (0.275, 0, 1.06), 1))
        pieces.append(box((0.004, 0.26, 0.1), (0.271, 0, 0.7), 2))
    else:
        pieces.append(box((0.09, 0.09, 1.35), (-0.12, 0, -0.3), 3, 0.006))
        pieces.append(box((0.4, 0.09, 0.03), (0.02, 0, 0.99), 3, 0.004))
        t = np.linspace(0, np.pi, 11)
        shape = np.concatenate(
            [[[-0.085, 1.02], [0.085, 1.02]], np.column_stack([0.085 * np.cos(t), 1.12 + 0.085 * np.sin(t)])]
        )
        pieces.append(prism(shape, -0.22, 0.26, "x"))
        pieces.append(prism(shape * (1.04, 1.0), 0.262, 0.27, "x", 1))
        pieces.append(box((0.03, 0.006, 0.16), (0.12, 0.094, 1.1), 2))
    post = timber("z", look) if style == "rural" else galvanised(look)
    return Model(
        "mailbox",
        gathered(pieces),
        (painted(color, look, 0.3), plain("232527", 0.5), plain("c8c6bf", 0.5), post),
    )


def mailbox(draw: Draw, *, region: Region = "europe") -> Model:
    """A box for letters of the region."""
    look = draw.integer("look", 0, LOOKS - 1)
    if region == "us":
        style = draw.choice("style", {"collection": 2.0, "rural": 3.0})
        color = "24446f" if style == "collection" else draw.choice("color", ("8d9091", "23282a", "c8c6bf"))
    else:
        style = draw.choice("style", {"wall_box": 2.0, "pillar": 1.0})
        color = draw.choice("color", ("d3a321", "9c1f1a"))
    return mailbox_of(style, color, look)


@lru_cache(maxsize=16)
def _pillar(number: int, look: int) -> Model:
    """An advertising pillar, 1.2 m thick, pasted with posters."""
    pieces = [lathe(np.array([[0.62, -0.3], [0.62, 0.3], [0.58, 0.34]]), 28, 0)]
    # Four sheets around, each with a picture of its own.
    for k in range(4):
        t = np.linspace(k * np.pi / 2, (k + 1) * np.pi / 2, 8)
        xy = np.column_stack([np.cos(t), np.sin(t)]) * 0.58
        n = len(t)
        vertices = np.concatenate([np.column_stack([xy, np.full(n, z)]) for z in (0.34, 2.7)]).astype(
            np.float32
        )
        i = np.arange(n - 1)
        triangles = np.concatenate(
            [np.stack([i, i + 1, n + i + 1], 1), np.stack([i, n + i + 1, n + i], 1)]
        ).astype(np.int32)
        u = np.tile(np.linspace(0, 1, n), 2)
        v = np.repeat([0.0, 1.0], n)
        uv = np.stack([u, v], axis=1)[triangles].astype(np.float32)
        pieces.append(Mesh(vertices, triangles, uv, np.full(len(triangles), 2 + k, np.int32)))
    top = np.array(
        [
            [0.58, 2.7],
            [0.66, 2.74],
            [0.68, 2.84],
            [0.6, 2.9],
            [0.3, 3.12],
            [0.1, 3.2],
            [0.06, 3.36],
            [0.0, 3.4],
        ]
    )
    pieces.append(lathe(top, 28, 1))
    sheets = tuple(poster(number + k, "tall") for k in range(4))
    return Model(
        "advertising pillar",
        gathered(pieces),
        (concrete("8e8b85", look), painted("2a4034", look, 0.2), *sheets),
    )


def advertising_pillar(draw: Draw, *, region: Region = "europe") -> Model:
    """A pillar for posters."""
    return _pillar(draw.integer("poster", 0, POSTERS - 1), draw.integer("look", 0, LOOKS - 1))


@lru_cache(maxsize=16)
def _billboard(width_m: float, height_m: float, low_m: float, number: int, look: int, wooden: bool) -> Model:
    w, h = width_m, height_m
    pieces: list[Mesh] = [
        box((0.12, w + 0.2, h + 0.2), (0, 0, low_m - 0.1), 1, 0.02),
        panel((-w / 2, w / 2), (low_m, low_m + h), 0.062, 2),
    ]
    count = 2 if w < 5 else 3
    for y in np.linspace(-0.36 * w, 0.36 * w, count):
        pieces.append(box((0.16, 0.16, low_m + h + 0.2), (-0.14, float(y), -0.3), 0, 0.01))
        pieces.append(
            moved(turned(box((0.08, 0.08, 0.9 * low_m + 0.6), (0, 0, 0), 0), 0, 24), -0.75, float(y), -0.02)
        )
    return Model(
        "billboard",
        gathered(pieces),
        (
            timber("z", look) if wooden else galvanised(look),
            painted("3d4348", look),
            poster(number, "wide" if w < 5 else "panorama"),
        ),
    )


def billboard(draw: Draw, *, region: Region = "europe") -> Model:
    """A hoarding, its picture to +x: 3.7 × 2.7 m in Europe, 7.2 × 3.2 m (12 × 24 ft and less) in America."""
    w, h, low = (3.7, 2.7, 0.6) if region == "europe" else (6.6, 3.1, 2.4)
    return _billboard(
        w,
        h,
        low,
        draw.integer("poster", 0, POSTERS - 1),
        draw.integer("look", 0, LOOKS - 1),
        draw.chance("wooden", 0.5),
    )


@lru_cache(maxsize=16)
def _case(number: int, look: int) -> Model:
    pieces = [
        box((0.2, 0.5, 0.75), (0, 0, -0.3), 0, 0.02),
        box((0.22, 1.34, 1.95), (0, 0, 0.55), 0, 0.04),
        panel((-0.59, 0.59), (0.65, 2.4), 0.113, 1),
        panel((-0.6, 0.6), (0.64, 2.41), 0.121, 3),
        turned(panel((-0.59, 0.59), (0.65, 2.4), 0.113, 2), 180),
        turned(panel((-0.6, 0.6), (0.64, 2.41), 0.121, 3), 180),
    ]
    return Model(
        "poster case",
        gathered(pieces),
        (
            painted("3d4348", look, 0.1),
            poster(number),
            poster(number + 1),
            glazing(look),
        ),
    )


def poster_case(draw: Draw, *, region: Region = "europe") -> Model:
    """A glazed case with a poster on both sides."""
    return _case(draw.integer("poster", 0, POSTERS - 1), draw.integer("look", 0, LOOKS - 1))
