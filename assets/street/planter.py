"""Planters: tubs and troughs with shrubs or flowers, and tree guards."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Material, Texture
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..prints.canvas import Canvas
from ..prints.leaves import leaf_picture
from ..recipes import Leaf, Soil
from ..shapes.lathe import lathe
from ..shapes.vectors import cross
from .finish import LOOKS, concrete, painted, plain, plastic, timber
from .forms import box, gathered, tube
from .mount import Region

__all__ = ["PlantKind", "PotStyle", "planter", "planter_of"]

PotStyle = Literal["bowl", "trough", "tub", "cube"]
PlantKind = Literal["shrub", "flowers", "ball", "grass", "none"]


@lru_cache(maxsize=4)
def _leaf(number: int) -> Material:
    draw = Draw(0, 0).scope("leaf", number)
    picture = leaf_picture(draw, ("beech", "birch")[number % 2], "summer")
    return Leaf(picture=picture, cutout=picture, seed=float(number))


@lru_cache(maxsize=4)
def _blossom(color: str) -> Material:
    """A flower seen from above."""
    canvas = Canvas(0.06, 0.06, None, 48)
    ink = hexadecimal(color)
    for k in range(5):
        a = k * 2 * np.pi / 5
        canvas.ellipse(30 + 15 * float(np.cos(a)), 30 + 15 * float(np.sin(a)), 13, 13, ink)
    canvas.ellipse(30, 30, 8, 8, (0.85, 0.68, 0.2))
    texture: Texture = canvas.texture()
    return Leaf(picture=texture, cutout=texture, translucency=0.3)


def _cards(middle: np.ndarray, size: np.ndarray, out: np.ndarray, turn: np.ndarray, part: int) -> Mesh:
    """Square cards (n): their middles, sides in metres, the way they face, and a turn in radians."""
    n = len(middle)
    out = out / np.linalg.norm(out, axis=1, keepdims=True)
    ref = np.where(np.abs(out[:, 2:]) > 0.9, np.array([1.0, 0, 0]), np.array([0, 0, 1.0]))
    u = cross(ref, out)
    u /= np.linalg.norm(u, axis=1, keepdims=True)
    v = cross(out, u)
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    u, v = c * u + s * v, c * v - s * u
    half = size[:, None] / 2
    corner = np.stack(
        [
            middle - half * u - half * v,
            middle + half * u - half * v,
            middle + half * u + half * v,
            middle - half * u + half * v,
        ],
        1,
    )
    base = np.arange(n)[:, None] * 4
    triangles = np.concatenate([base + np.array([0, 1, 2]), base + np.array([0, 2, 3])]).astype(np.int32)
    uv4 = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    uv = uv4[triangles % 4]
    return Mesh(
        corner.reshape(-1, 3).astype(np.float32), triangles, uv, np.full(len(triangles), part, np.int32)
    )


def _foliage(kind: PlantKind, half_x: float, half_y: float, low: float, number: int) -> list[Mesh]:
    rng = Draw(0, number).scope("planter").rng("leaves")
    count = {"shrub": 900, "ball": 1000, "flowers": 700, "grass": 500, "none": 0}[kind]
    if not count:
        return []
    t = rng.uniform(0, 2 * np.pi, count)
    z = rng.uniform(-0.35, 1.0, count)
    ring = np.sqrt(1 - np.clip(z, -0.35, 1) ** 2)
    way = np.column_stack([ring * np.cos(t), ring * np.sin(t), z])
    depth = rng.uniform(0.75, 1.06, count) ** 0.6
    if kind == "ball":
        r = 1.15 * min(half_x, half_y)
        middle = way * (r * depth)[:, None] + (0, 0, low + r * 1.15)
        size = rng.uniform(0.035, 0.06, count)
    else:
        lump = 1 + 0.22 * np.sin(3 * t + number) + 0.15 * np.sin(5 * t + 2 * z)
        rise = {"shrub": 0.75, "flowers": 0.36, "grass": 0.5}[kind] * min(2.2, half_y / half_x) ** 0.2
        middle = (
            way
            * np.column_stack(
                [half_x * 1.08 * lump, half_y * 1.08 * lump, np.full(count, 1.25 * rise * half_x)]
            )
            * depth[:, None]
        )
        middle += (0, 0, low + 0.4 * rise * half_x)
        middle[:, 2] = np.maximum(middle[:, 2], low - 0.04)
        size = rng.uniform(0.045, 0.085, count)
    tilt = way + rng.normal(0, 0.55, (count, 3)) + (0, 0, 0.3)
    leaves = _cards(middle, size, tilt, rng.uniform(0, 2 * np.pi, count), 2)
    found = [leaves]
    if kind == "flowers":
        top = middle[(way[:, 2] > 0.05)][:220]
        up = rng.normal(0, 0.4, (len(top), 3)) + way[way[:, 2] > 0.05][:220] + (0, 0, 0.6)
        found.append(
            _cards(
                top + np.array([0, 0, 0.035]), np.full(len(top), 0.065), up, rng.uniform(0, 6, len(top)), 3
            )
        )
    if kind == "ball":
        found.append(tube((0, 0, low - 0.1), (0, 0, low + 0.5), 0.02, sides=8, part=4))
    return found


@lru_cache(maxsize=64)
def planter_of(
    style: PotStyle = "bowl", plant: PlantKind = "flowers", color: str = "", look: int = 1, number: int = 0
) -> Model:
    """A pot and what grows in it; category ``potted plant`` unless it is empty.

    Args:
        style: ``bowl`` of concrete, ``trough`` along y, ``tub`` of wood, ``cube`` of steel.
        plant: what grows in it.
        color: of painted pots; empty: bare concrete or wood.
        look: 0 new to 3 weathered.
        number: which of the plants of that kind.
    """
    pieces: list[Mesh] = []
    if style == "bowl":
        profile = np.array(
            [
                [0.0, 0.0],
                [0.24, 0.0],
                [0.27, 0.03],
                [0.46, 0.4],
                [0.5, 0.44],
                [0.5, 0.5],
                [0.45, 0.5],
                [0.44, 0.44],
                [0.0, 0.44],
            ]
        )
        pieces.append(lathe(profile, 24))
        half_x = half_y = 0.4
        top = 0.44
    elif style == "trough":
        pieces.append(box((0.5, 1.5, 0.42), (0, 0, 0.03), 0, 0.02))
        for y in (-0.6, 0.6):
            pieces.append(box((0.44, 0.12, 0.04), (0, y, 0), 0))
        half_x, half_y, top = 0.2, 0.68, 0.45
    elif style == "tub":
        profile = np.array([[0.0, 0.0], [0.26, 0.0], [0.33, 0.42], [0.31, 0.42], [0.3, 0.37], [0.0, 0.37]])
        pieces.append(lathe(profile, 20))
        for z, r in ((0.08, 0.277), (0.3, 0.314)):
            pieces.append(lathe(np.array([[r, z], [r + 0.006, z + 0.035]]), 20, 5))
        half_x = half_y = 0.28
        top = 0.37
    else:
        pieces.append(box((0.7, 0.7, 0.62), (0, 0, 0.02), 0, 0.012))
        pieces.append(box((0.6, 0.6, 0.02), (0, 0, 0), 5))
        half_x = half_y = 0.3
        top = 0.64
    pieces.append(box((1.9 * half_x, 1.9 * half_y, 0.02), (0, 0, top - 0.008), 1))
    pieces += _foliage(plant, half_x, half_y, top, number)
    pot: Material
    if style == "tub":
        pot = timber("z", look)
    elif style == "cube":
        pot = painted(color or "54423a", look, 0.3)
    elif color:
        pot = plastic(color, look)
    else:
        pot = concrete("99958d", look)
    blossom = _blossom(("b3202c", "d9cf3a", "a04a90", "e2dfe0")[number % 4])
    materials = (
        pot,
        Soil(kind="soil", color=hexadecimal("4a3a2c"), seed=1.0),
        _leaf(number % 2),
        blossom,
        timber("z", 2),
        plain("4a4a4a", 0.5),
    )
    return Model("planter", gathered(pieces), materials, category="potted plant" if plant != "none" else None)


def planter(draw: Draw, *, region: Region = "europe") -> Model:
    """A planter of pavements and café terraces."""
    style = draw.choice("style", {"bowl": 2.0, "trough": 2.0, "tub": 1.0, "cube": 2.0})
    # A clipped ball stands in the middle, which long and low pots leave too empty.
    ball = 2.0 if style in ("tub", "cube") else 0.0
    return planter_of(
        style,
        draw.choice("plant", {"flowers": 3.0, "shrub": 3.0, "ball": ball, "grass": 0.7}),
        draw.choice("color", {"": 4.0, "3d4348": 2.0, "54423a": 1.0}),
        draw.integer("look", 0, LOOKS - 1),
        draw.integer("number", 0, 3),
    )
