"""What roadworks put on a road: cones, boards, lamps, plates, skips, heaps.

Cones: EN 13422 (0.5 and 0.75 m), MUTCD 2009 section 6F.64 (18, 28, 36 in; on fast roads at least 28 in, with
white bands of 6 and 4 in). Boards: German Absperrschranken of 0.25 × 2 m in red and white; MUTCD section
6F.68, type III barricades at least 5 ft high with three rails of 8 to 12 in.
"""

from __future__ import annotations

import itertools
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..material import Material, Texture
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..recipes import Sheeting, Soil
from ..shapes.lathe import lathe
from ..shapes.loft import loft
from .finish import LOOKS, lamp, painted, plain, plastic, rubber, rusty
from .forms import box, gathered, moved, plate, prism, rectangle, rounded, tube, turned
from .mount import Region

__all__ = [
    "barrier",
    "barrier_of",
    "beacon_plate",
    "cone",
    "cone_of",
    "heap",
    "mound",
    "skip",
    "steel_plate",
    "stripes",
]

_STRIPE_DEG = 45.0


@lru_cache(maxsize=16)
def stripes(first: str, width: float, height: float, look: int, turn_deg: float = _STRIPE_DEG) -> Material:
    """Slanted stripes 15 cm wide, the colour and white in turn."""
    per_m = 128
    h, w = max(16, round(height * per_m)), max(16, round(width * per_m))
    y, x = np.mgrid[0:h, 0:w] / per_m
    along = x * np.sin(np.radians(turn_deg)) + y * np.cos(np.radians(turn_deg))
    # Soft over a pixel, so that edges are not jagged.
    wave = np.abs((along / 0.15) % 2 - 1)
    share = np.clip((wave - 0.5) * 0.15 * per_m + 0.5, 0, 1)[..., None]
    color = np.array([int(first[k : k + 2], 16) for k in (0, 2, 4)])
    white = np.array([212, 212, 208])
    pixels = np.round(white + (color - white) * share).astype(np.uint8)
    return Sheeting(
        picture=Texture(pixels, tiles="extend"), wear=0.2 + 0.2 * look, fade=0.15 * look, seed=5.0 * look
    )


@lru_cache(maxsize=32)
def cone_of(height_m: float = 0.75, region: Region = "europe", look: int = 1, lying: bool = False) -> Model:
    """A cone with white bands on a black or orange foot."""
    k = height_m
    low, high = 0.17 * k + 0.02, 0.035
    foot = 0.05

    def radius(z: float) -> float:
        return low + (high - low) * (z - foot) / (height_m - foot)

    pieces = [box((0.52 * k, 0.52 * k, foot - 0.012), (0, 0, 0), 2, 0.012)]
    bands = ((0.32, 0.62),) if region == "europe" else ((0.46, 0.64), (0.7, 0.82))
    marks = sorted({foot, *(z * height_m for band in bands for z in band), height_m})
    for a, b in itertools.pairwise(marks):
        white = any(abs(a - z0 * height_m) < 1e-9 for z0, _ in bands)
        pieces.append(lathe(np.array([[radius(a), a], [radius(b), b]]), 18, 1 if white else 0))
    pieces.append(lathe(np.array([[low + 0.025, foot - 0.013], [low + 0.005, foot + 0.01]]), 18, 0))
    mesh = gathered(pieces)
    if lying:
        lean = float(np.degrees(np.arctan2(0.26 * k, height_m)))
        mesh = turned(mesh, 0, 90 - lean)
        mesh = moved(mesh, -float(mesh.bounds.mean(axis=0)[0]), 0, -float(mesh.bounds[0][2]))
    orange = "d2491c" if region == "us" else "c93a1e"
    return Model(
        "traffic cone",
        mesh,
        (
            plastic(orange, look, 0.45),
            plain("cfcfca", 0.35),
            rubber(look) if region == "us" else plastic("2a2a2b", look),
        ),
    )


def cone(draw: Draw, *, region: Region = "europe", lying: bool | None = None) -> Model:
    """A cone, now and then knocked over."""
    heights = (0.5, 0.75) if region == "europe" else (0.71, 0.91)
    fallen = draw.chance("lying", 0.06) if lying is None else lying
    return cone_of(draw.choice("height_m", heights), region, draw.integer("look", 0, LOOKS - 1), fallen)


def _lamp_on(x: float, y: float, z: float, part: int, glow: int) -> list[Mesh]:
    return [
        box((0.09, 0.14, 0.16), (x, y, z), part, 0.015),
        tube((x - 0.05, y, z + 0.25), (x + 0.05, y, z + 0.25), 0.09, sides=16, part=glow),
        tube((x - 0.03, y, z + 0.25), (x + 0.03, y, z + 0.25), 0.098, sides=16, part=part),
    ]


@lru_cache(maxsize=64)
def barrier_of(
    length_m: float = 2.0,
    region: Region = "europe",
    lamps: int = 0,
    lit: bool = False,
    look: int = 1,
    mesh: bool = False,
) -> Model:
    """A board on feet across y, its stripes to ±x: Europe's one or two boards, America's type III of three.

    Args:
        lamps: warning lamps on top.
        lit: they glow.
        mesh: in place of boards, a tall plastic barrier as along trenches.
    """
    half = length_m / 2
    pieces: list[Mesh] = []
    rows: tuple[tuple[float, float], ...]
    if region == "europe":
        rows = ((0.72, 0.25), (0.12, 0.1)) if not mesh else ((0.8, 0.2), (0.1, 0.1))
        for y in (-half + 0.2, half - 0.2):
            pieces.append(box((0.8, 0.4, 0.1), (0, y, 0), 2, 0.02))
            pieces.append(box((0.04, 0.06, 1.0), (0, y, 0.08), 1, 0.004))
        if mesh:
            for n in range(int(length_m / 0.13)):
                pieces.append(box((0.02, 0.025, 0.62), (0, -half + 0.1 + 0.13 * n, 0.19), 3))
    else:
        rows = ((0.35, 0.2), (0.83, 0.2), (1.3, 0.2))
        for y in (-half + 0.25, half - 0.25):
            pieces.append(box((1.3, 0.05, 0.05), (0, y, 0), 1, 0.004))
            pieces.append(box((0.05, 0.05, 1.5), (0, y, 0.04), 1, 0.004))
            pieces.append(box((0.5, 0.3, 0.12), (-0.45, y, 0.05), 2, 0.04))
    for z, height in rows:
        if z == 0.12:
            continue
        for s in (1, -1):
            board = plate(
                rounded(rectangle(length_m, height, (0, 0)), 0.02, 2), 0.012, 0.012 if s > 0 else 0.0, (0, 1)
            )
            board = board if s > 0 else turned(board, 180)
            pieces.append(moved(board, 0.022 * s, 0, z + height / 2))
    top = rows[0][0] + rows[0][1] if region == "europe" else 1.5
    for n in range(lamps):
        y = 0.0 if lamps == 1 else -half + 0.25 + n * (length_m - 0.5) / (lamps - 1)
        pieces += _lamp_on(0.0, y, top, 4, 5)
    first = "a81f1c" if region == "europe" else "cc4a14"
    materials = (
        stripes(first, length_m, rows[-1][1] if region == "us" else rows[0][1], look),
        painted("b9bab6" if region == "us" else "d5d5d0", look, 0.3),
        rubber(look),
        plastic("c93a1e", look),
        plastic("c79a1e", look),
        lamp("ffae28", 12.0 if lit else 0.0, "c98a2a" if region == "us" else "b8441f"),
    )
    return Model("barrier", gathered(pieces), materials)


def barrier(draw: Draw, *, region: Region = "europe", lit: bool = False) -> Model:
    """A barrier board."""
    return barrier_of(
        draw.choice("length_m", (1.5, 2.0, 2.5)),
        region,
        draw.choice("lamps", {0: 2.0, 1: 1.0, 2: 1.5, 3: 0.5}),
        lit,
        draw.integer("look", 0, LOOKS - 1),
        region == "europe" and draw.chance("mesh", 0.3),
    )


@lru_cache(maxsize=16)
def _beacon(region: Region, lit: bool, look: int, right: bool) -> Model:
    if region == "us":
        # A drum of 36 in with orange and white bands.
        pieces = [lathe(np.array([[0.3, 0.0], [0.3, 0.05], [0.26, 0.08]]), 20, 1)]
        z = 0.08
        for n in range(5):
            a, b = z + 0.165 * n, z + 0.165 * (n + 1)
            r0, r1 = 0.255 - 0.012 * n, 0.247 - 0.012 * n
            pieces.append(
                lathe(
                    np.array([[r0, a], [r0, a + 0.01], [r1, b - 0.01], [r1, b]]), 20, 0 if n % 2 == 0 else 2
                )
            )
        pieces.append(lathe(np.array([[0.2, 0.9], [0.19, 0.93], [0.0, 0.94]]), 20, 0))
        pieces += _lamp_on(0, 0, 0.94, 3, 4) if lit else []
        materials = (
            plastic("d2491c", look),
            rubber(look),
            plain("cfcfca", 0.35),
            plastic("c79a1e", look),
            lamp("ffae28", 12.0, "c98a2a"),
        )
        return Model("drum", gathered(pieces), materials)
    pieces = [box((0.8, 0.42, 0.1), (0, 0, 0), 1, 0.02), box((0.05, 0.05, 0.25), (0, 0, 0.08), 2)]
    for s in (1, -1):
        board = plate(rounded(rectangle(0.25, 1.0), 0.03, 3), 0.012, 0.0, (0, 2))
        board = board if s > 0 else turned(board, 180)
        pieces.append(moved(board, 0.014 * s, 0, 0.78))
    pieces += _lamp_on(0, 0, 1.28, 3, 4) if lit else []
    face = stripes("a81f1c", 0.25, 1.0, look, 45.0 if right else -45.0)
    materials2 = (
        face,
        rubber(look),
        plastic("d5d5d0", look),
        plastic("c79a1e", look),
        lamp("ffae28", 12.0, "c98a2a"),
    )
    return Model("beacon", gathered(pieces), materials2)


def beacon_plate(draw: Draw, *, region: Region = "europe", lit: bool = False) -> Model:
    """What leads traffic past: an upright striped plate, or America's drum."""
    return _beacon(region, lit, draw.integer("look", 0, LOOKS - 1), draw.chance("right", 0.5))


@lru_cache(maxsize=16)
def _skip(color: str, look: int, full: bool) -> Model:
    """A skip of 7 m³."""
    side = np.array([[-1.75, 1.45], [-1.75, 1.3], [-0.95, 0.12], [0.95, 0.12], [1.75, 1.3], [1.75, 1.45]])
    pieces = []
    # The trough: bottom, slopes and ends, each a thin slab.
    for (x0, z0), (x1, z1) in itertools.pairwise(side):
        if (x0, z0) == (1.75, 1.3):
            continue
        length = float(np.hypot(x1 - x0, z1 - z0))
        slab = box((length, 1.72, 0.03), (0, 0, -0.015))
        slab = turned(slab, 0, float(-np.degrees(np.arctan2(z1 - z0, x1 - x0))))
        pieces.append(moved(slab, (x0 + x1) / 2, 0, (z0 + z1) / 2))
    wall = np.array([[-0.95, 0.12], [0.95, 0.12], [1.75, 1.45], [-1.75, 1.45]])
    for y in (-0.86, 0.83):
        pieces.append(prism(wall, y, y + 0.03, "y"))
    for y in (-0.86, 0.86):
        pieces.append(box((3.5, 0.09, 0.09), (0, y, 1.4), 0, 0.01))
        for x in (-0.9, 0.9):
            pieces.append(tube((x, y, 0.95), (x, y + 0.1 * float(np.sign(y)), 0.95), 0.06, sides=10))
            pieces.append(box((0.1, 0.06, 1.2), (0.75 * x, y, 0.2), 0, 0.005))
    for x in (-1.75, 1.75):
        pieces.append(box((0.09, 1.76, 0.12), (x, 0, 1.36), 0, 0.01))
    for y in (-0.5, 0.5):
        pieces.append(box((1.7, 0.1, 0.12), (0, y, 0), 0, 0.01))
    if full:
        pieces.append(moved(mound(1.45, 0.75, 0.4, 3), 0, 0, 1.15))
    else:
        pieces.append(box((2.6, 1.66, 0.02), (0, 0, 0.75), 1))
    return Model(
        "skip", gathered(pieces), (painted(color, look, 0.5), Soil(kind="gravel", grain_m=0.02, seed=2.0))
    )


def skip(draw: Draw, *, region: Region = "europe") -> Model:
    """A skip for rubble."""
    return _skip(
        draw.choice("color", {"c79a1e": 3.0, "1f4f8c": 2.0, "2f6b46": 1.5, "8f2a1e": 1.0}),
        draw.integer("look", 1, LOOKS - 1),
        draw.chance("full", 0.6),
    )


def mound(half_x: float, half_y: float, height: float, seed: int, part: int = 1) -> Mesh:
    """A heap with an uneven surface, its rim on z = 0."""
    rng = Draw(0, seed).rng("mound")
    around, rows = 28, 9
    t = np.arange(around) / around * 2 * np.pi
    s = np.linspace(1.0, 0.0, rows)
    bumps = rng.normal(0, 0.035, (rows, around)) + 0.07 * np.sin(3 * t + seed) + 0.05 * np.sin(5 * t)
    r = s[:, None] * (1 + bumps * s[:, None])
    z = (
        height * (1 - np.abs(s) ** 1.4)[:, None]
        + height * 0.06 * rng.normal(0, 1, (rows, around)) * (s < 0.99)[:, None]
    )
    rings = np.stack([half_x * r * np.cos(t), half_y * r * np.sin(t), z], axis=-1)
    rings[0, :, 2] = -0.03
    rings[-1] = rings[-1].mean(axis=0)
    return loft(rings, part, sharp_angle_deg=60.0)


@lru_cache(maxsize=16)
def _heap(kind: str, size: int, seed: int) -> Model:
    half = (0.8, 1.2, 1.8)[size]
    stuff = {
        "sand": ("b59b70", 0.004, "soil"),
        "gravel": ("8b857b", 0.02, "gravel"),
        "soil": ("5a4a3a", 0.03, "soil"),
    }[kind]
    material = Soil(kind=stuff[2], color=hexadecimal(stuff[0]), grain_m=stuff[1], seed=float(seed))  # type: ignore[arg-type]
    return Model(f"{kind} heap", mound(half, 0.85 * half, 0.55 * half, seed, 0), (material,))


def heap(draw: Draw, *, region: Region = "europe") -> Model:
    """Sand, gravel or soil, tipped out."""
    return _heap(
        draw.choice("kind", ("sand", "gravel", "soil")),
        draw.integer("size", 0, 2),
        draw.integer("form", 0, 3),
    )


@lru_cache(maxsize=8)
def _steel_plate(length_m: float, look: int) -> Model:
    pieces = [box((length_m, 1.5, 0.025), (0, 0, 0), 0, 0.004)]
    for x in (-0.4 * length_m, 0.4 * length_m):
        pieces.append(tube((x, 0, 0.024), (x, 0, 0.03), 0.06, sides=12))
    return Model("steel plate", gathered(pieces), (rusty(look),))


def steel_plate(draw: Draw, *, region: Region = "europe") -> Model:
    """A plate over a trench, 25 mm thick."""
    return _steel_plate(draw.choice("length_m", (2.0, 3.0)), draw.integer("look", 0, LOOKS - 1))
