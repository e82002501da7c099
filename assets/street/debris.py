"""What falls off lorries and off wheels: pallets, boxes, planks, tyres, furniture."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..recipes import Cardboard, Fabric
from ..shapes.loft import loft
from ..shapes.vectors import cross
from .finish import LOOKS, rubber, stainless, timber
from .forms import box, gathered, moved, pipe, turned
from .mount import Region

__all__ = ["DEBRIS", "box_of_cardboard", "debris", "mattress", "pallet", "plank", "sofa", "tyre_carcass"]

DebrisKind = Literal["pallet", "boxes", "tyre", "plank", "sofa", "mattress"]


@lru_cache(maxsize=8)
def pallet(look: int = 1, broken: bool = False) -> Model:
    """A pallet of EN 13698-1: 1.2 × 0.8 × 0.144 m."""
    pieces: list[Mesh] = []
    boards = [(-0.3275, 0.145), (-0.165, 0.1), (0.0, 0.145), (0.165, 0.1), (0.3275, 0.145)]
    for n, (y, wide) in enumerate(boards):
        if broken and n == 3:
            piece = turned(box((0.7, wide, 0.022), (0, 0, 0), 0, 0.003), 14)
            pieces.append(moved(piece, 0.3, y + 0.1, 0.1445))
            continue
        pieces.append(box((1.2, wide, 0.022), (0, y, 0.122), 0, 0.003))
    for x in (-0.5275, 0.0, 0.5275):
        pieces.append(box((0.145, 0.8, 0.022), (x, 0, 0.1), 0, 0.002))
        for y in (-0.35, 0.0, 0.35):
            pieces.append(box((0.145, 0.1 if y else 0.145, 0.078), (x, y, 0.022), 0, 0.003))
    for y in (-0.35, 0.0, 0.35):
        pieces.append(box((1.2, 0.1 if y else 0.145, 0.022), (0, y, 0), 0, 0.002))
    return Model("pallet", gathered(pieces), (timber("x", look),))


@lru_cache(maxsize=16)
def box_of_cardboard(
    size_m: tuple[float, float, float] = (0.6, 0.4, 0.4), open_: bool = False, look: int = 1
) -> Model:
    """A shipping box, closed with tape or lying open."""
    x, y, z = size_m
    pieces = [box((x, y, z), (0, 0, 0), 0, 0.006)]
    if open_:
        for sign in (-1, 1):
            flap = turned(box((y / 2, x, 0.005), (y / 4, 0, 0), 0), 90.0 * sign, 0)
            pieces.append(moved(turned(flap, 0, 0, 35.0 * sign), 0, sign * (y / 2 - 0.01), z - 0.004))
        pieces.append(box((x - 0.02, y - 0.02, 0.002), (0, 0, z), 2))
    else:
        pieces.append(box((x + 0.002, 0.05, 0.001), (0, 0, z), 1))
        for sign in (-1, 1):
            pieces.append(box((0.001, 0.05, 0.08), (sign * (x / 2 + 0.0005), 0, z - 0.08), 1))
    tape = Cardboard(color=(0.62, 0.5, 0.32), flute_m=0.5, wear=0.1)
    dark = Cardboard(color=(0.22, 0.17, 0.12), flute_m=0.006, wear=0.9)
    return Model(
        "cardboard box",
        gathered(pieces),
        (Cardboard(color=(0.60, 0.46, 0.32), wear=0.3 + 0.2 * look, seed=2.0 * look), tape, dark),
    )


@lru_cache(maxsize=16)
def tyre_carcass(number: int = 0, strip: bool = False) -> Model:
    """A blown lorry tyre, 1.0 m across: a torn ring that lies flat, or a strip of its tread."""
    rng = Draw(0, number).scope("tyre").rng("tear")
    n, m = 44, 12
    span = 0.62 * 2 * np.pi if strip else 1.86 * np.pi
    t = np.linspace(0, span, n)
    if strip:
        path = np.column_stack(
            [
                0.75 * t / span * 2 - 0.75 + 0.06 * np.sin(2 * t),
                0.12 * np.sin(1.7 * t + number),
                0.02 + 0.1 * np.abs(np.sin(1.3 * t + number)) ** 2,
            ]
        )
        half_w, half_h = 0.12, 0.014
    else:
        r = 0.46 + 0.03 * np.sin(2 * t + number)
        path = np.column_stack([r * np.cos(t), r * np.sin(t), np.full(n, 0.1) + 0.05 * np.sin(t + number)])
        half_w, half_h = 0.035, 0.1
    frayed = (
        1
        + 0.12
        * rng.normal(0, 1, (n, 1))
        * np.concatenate([np.linspace(1, 0.1, n // 2), np.linspace(0.1, 1, n - n // 2)])[:, None]
    )
    way = np.gradient(path, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    side = cross(way, (0, 0, 1.0))
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    up = cross(side, way)
    a = np.arange(m) / m * 2 * np.pi
    c, s = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.6, np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.6
    # Treads stand out on one side.
    tread = 1 + 0.16 * (np.arange(n)[:, None] % 2) * (c > 0.3)[None]
    rings = (
        path[:, None]
        + (half_w * frayed * tread * c)[..., None] * side[:, None]
        + (half_h * frayed * s)[..., None] * up[:, None]
    )
    rings[..., 2] = np.maximum(rings[..., 2], 0.0)
    mesh = loft(rings, 0, sharp_angle_deg=35.0)
    wires = []
    for k in range(5):
        end = path[-1 if k % 2 else 0]
        bend = rng.normal(0, 0.12, (4, 3)).cumsum(axis=0)
        points = end + np.concatenate([np.zeros((1, 3)), bend])
        points[:, 2] = np.clip(points[:, 2], 0.005, 0.25)
        wires.append(pipe(points, 0.002, 4, 1))
    mesh = gathered([mesh, *wires])
    low, high = mesh.bounds
    return Model(
        "tyre debris",
        moved(mesh, -float(low[0] + high[0]) / 2, -float(low[1] + high[1]) / 2),
        (rubber(number % LOOKS), stainless(3)),
    )


@lru_cache(maxsize=8)
def plank(length_m: float = 2.5, look: int = 1) -> Model:
    """A scaffold board, or three that lie across each other."""
    pieces = [box((length_m, 0.24, 0.045), (0, 0, 0), 0, 0.003)]
    return Model("plank", gathered(pieces), (timber("x", look),))


@lru_cache(maxsize=8)
def sofa(color: str = "6f5a4a", tipped: bool = False) -> Model:
    """A two-seater, 1.6 m wide, looking to +x."""
    pieces = [
        box((0.85, 1.6, 0.3), (0, 0, 0.1), 0, 0.05),
        box((0.24, 1.6, 0.55), (-0.32, 0, 0.3), 0, 0.08),
        box((0.85, 0.2, 0.5), (0, -0.72, 0.1), 0, 0.07),
        box((0.85, 0.2, 0.5), (0, 0.72, 0.1), 0, 0.07),
        box((0.62, 0.6, 0.16), (0.08, -0.31, 0.38), 0, 0.05),
        box((0.62, 0.6, 0.16), (0.08, 0.31, 0.38), 0, 0.05),
    ]
    pieces += [box((0.06, 0.06, 0.1), (x, y, 0), 1) for x in (-0.36, 0.36) for y in (-0.7, 0.7)]
    mesh = gathered(pieces)
    if tipped:
        mesh = turned(mesh, 0, -90)
        low, high = mesh.bounds
        mesh = moved(mesh, -float(low[0] + high[0]) / 2, 0, -float(low[2]))
    return Model("sofa", mesh, (Fabric(color=hexadecimal(color)), timber("z", 1)), category="couch")


@lru_cache(maxsize=8)
def mattress(color: str = "c9c4b8") -> Model:
    """A mattress of 0.9 × 2.0 m that sags where it lies."""
    x = np.linspace(-1.0, 1.0, 13)
    sag = 0.05 * np.sin(2.3 * x + 0.4)
    rings = []
    for k, at in enumerate(x):
        wide = 0.45 - (0.04 if k in (0, 12) else 0.0)
        thick = 0.09 - (0.03 if k in (0, 12) else 0.0)
        a = np.arange(16) / 16 * 2 * np.pi
        c = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.35 * wide
        s = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.5 * thick
        rings.append(np.column_stack([np.full(16, at), c, 0.09 + np.maximum(s + sag[k], -0.09)]))
    return Model(
        "mattress", loft(np.stack(rings), 0, sharp_angle_deg=50.0), (Fabric(color=hexadecimal(color)),)
    )


_BOXES_M = {"small": (0.4, 0.3, 0.3), "middle": (0.6, 0.4, 0.4), "large": (0.8, 0.6, 0.5)}
DEBRIS: tuple[DebrisKind, ...] = ("pallet", "boxes", "tyre", "plank", "sofa", "mattress")


def debris(draw: Draw, *, region: Region = "europe", kind: DebrisKind | None = None) -> Model:
    """Something that lies where it should not."""
    name = kind or draw.choice(
        "kind", {"pallet": 2.0, "boxes": 3.0, "tyre": 3.0, "plank": 2.0, "sofa": 0.7, "mattress": 0.7}
    )
    look = draw.integer("look", 0, LOOKS - 1)
    if name == "pallet":
        return pallet(look, draw.chance("broken", 0.4))
    if name == "boxes":
        return box_of_cardboard(
            _BOXES_M[draw.choice("size", tuple(_BOXES_M))], draw.chance("open", 0.4), look
        )
    if name == "tyre":
        return tyre_carcass(draw.integer("number", 0, 3), draw.chance("strip", 0.5))
    if name == "plank":
        return plank(draw.choice("length_m", (1.5, 2.5, 3.5)), look)
    if name == "sofa":
        return sofa(draw.choice("color", ("6f5a4a", "4d4c4d", "8a3a30")), draw.chance("tipped", 0.5))
    return mattress()
