"""The edge of a wood, or a belt of trees, as the background of a country road."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal
from ..shapes.loft import loft
from .leaves import OUTLINES, placed
from .species import SPECIES, Season, Species, season_of
from .stems import UP, Array, Stems, tubes, unit
from .tree import Tree
from .trees import foliage

__all__ = ["BELTS", "belt_stock", "tree_line"]

BELTS: Mapping[str, tuple[str, str]] = {
    "broadleaf": ("oak", "lime"),
    "mixed": ("spruce", "maple"),
    "conifer": ("spruce", "pine"),
    "poplar": ("poplar", "poplar"),
    "scrub": ("birch", "cherry"),
}
"""Its two kinds of trees, by name."""


def tree_line(
    draw: Draw,
    length_m: float = 40.0,
    *,
    kind: str | None = None,
    season: str = "summer",
    height_m: float | None = None,
    rows: int = 2,
    snow: float = 0.0,
) -> Model:
    """A belt of trees along x for 70 to 400 m away, with undergrowth at its foot and shade within.

    Args:
        draw: of the belt.
        length_m: along x.
        kind: one of ``BELTS``; None: drawn.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.
        height_m: of the highest trees; None: 10 to 18 m, scrub half of that.
        rows: of trees, 4 m apart; ``poplar`` stands in one.
        snow: that lies on leaves, 0 … 1.

    Raises:
        ValueError: no such kind or season, or a length that is not 5 to 200 m.
    """
    name = draw.choice("kind", dict.fromkeys(BELTS, 1.0)) if kind is None else kind
    if name not in BELTS:
        raise ValueError(f"tree line {name!r}: expected one of {', '.join(BELTS)}")
    if not 5 <= length_m <= 200:
        raise ValueError(f"tree line: length_m is {length_m:g}, expected 5 to 200; lay pieces end to end")
    when, rng = season_of(season), draw.rng("growth")
    height = draw.uniform("height_m", 10, 18) if height_m is None else height_m
    height *= 0.5 if name == "scrub" and height_m is None else 1.0
    pieces: list[Mesh] = []
    depth = 1 if name == "poplar" else rows
    spacing = height * (0.22 if name == "poplar" else 0.4)
    for row in range(depth):
        count = max(2, round(length_m / spacing))
        for i in range(count):
            part = int(rng.uniform() > 0.6)
            # The rows behind are higher, as in a wood that is left to itself.
            high = height * rng.uniform(0.62, 1.0) * (0.85 + 0.15 * row / max(depth - 1, 1))
            x = (i + 0.5 + rng.uniform(-0.4, 0.4)) * length_m / count - length_m / 2
            y = (row - (depth - 1) / 2) * 4.0 + rng.normal(0, 0.9)
            pieces += _one(rng, BELTS[name][part], part, float(high), when, float(x), float(y))
    if name != "poplar":
        pieces += _undergrowth(rng, length_m, height, 2.0 * depth)
    if name == "conifer" or (when != "winter" and name != "poplar"):
        pieces.append(_shade(rng, length_m, height))
    return Model("tree line", join(*pieces), _materials(draw, name, when, snow))


@lru_cache(maxsize=16)
def belt_stock(kind: str = "broadleaf", season: str = "summer", number: int = 0, snow: float = 0.0) -> Model:
    """A belt of 40 m that frames share; laid 38 m apart, and turned or not, belts close up."""
    draw = Draw(0, number).scope("belt").scope(kind if kind in BELTS else "unknown")
    return tree_line(draw, kind=kind, season=season, snow=snow)


def _one(
    rng: np.random.Generator, species: str, part: int, height_m: float, season: Season, x: float, y: float
) -> list[Mesh]:
    """A tree at (x, y): a dark core with clumps around it; without leaves, limbs and a haze of twigs."""
    kind = SPECIES[species]
    bare = season == "winter" and not kind.evergreen
    phase = rng.uniform(0, 2 * np.pi, 3)
    lightness = rng.uniform(-0.3, 0.3)  # all leaves of one tree are about as light as each other

    def crown(share: Array, turn: Array, reach: Array) -> Array:
        bulge = 1 + 0.15 * np.sin(2 * turn + phase[0] + 4 * share) + 0.12 * np.sin(3 * turn - 6 * share)
        bulge += 0.12 * np.sin(15 * share + phase[2] + 2 * np.sin(turn + phase[1]))
        steps = np.linspace(0, 1, len(kind.outline))
        radius = np.interp(share, steps, kind.outline) * 0.5 * kind.width * height_m * bulge * reach
        low = kind.clear * height_m * 0.8
        return np.stack(
            [x + radius * np.cos(turn), y + radius * np.sin(turn), low + share * (height_m - low) * 0.97],
            axis=-1,
        )

    count = round(1150 * kind.width**0.5 * (1.4 if kind.evergreen else 1.0) * (0.4 if bare else 1.0))
    share = rng.choice(np.linspace(0.02, 0.98, 40), count, p=_by_width(kind))
    share = share + rng.uniform(-0.012, 0.012, count)
    turn = rng.uniform(0, 2 * np.pi, count)
    depth = rng.uniform(0, 1, count) ** (0.7 if bare else 2.0)
    base = crown(share, turn, 0.95 - 0.5 * depth if bare else 1.0 - 0.4 * depth)
    out = np.stack([np.cos(turn), np.sin(turn), 1.4 * share - 0.4], axis=1)
    size = 0.05 * height_m * (2.0 if bare else 1.0) * np.clip(rng.normal(1, 0.25, count), 0.5, 1.6)
    axis = unit(out + rng.normal(0, 0.5 if bare else 0.7, base.shape) - UP * max(kind.droop, 0) * 0.4)
    light = np.clip(0.75 * (1 - depth) + lightness, 0, 1)
    outline = "brush" if bare else "spray" if kind.evergreen else "kite"
    found = placed(rng, OUTLINES[outline], base, axis, out + UP + rng.normal(0, 0.5, base.shape), size, light)
    own = np.full(len(found.triangles), 1 + part, np.int32)
    low_z = np.array([-np.inf, -np.inf, 0.05], np.float32)
    pieces = [Mesh(np.maximum(found.vertices, low_z), found.triangles, found.uv, own)]
    if bare:
        mesh = Tree(kind, height_m, season, far=True).mesh(rng)
        vertices = mesh.vertices + np.array([x, y, 0], np.float32)
        return [*pieces, Mesh(vertices, mesh.triangles, mesh.uv, 0 * mesh.part_ids)]
    top = 0.6 * height_m
    path = np.array([[x, y, -0.3], [x, y, 0.4 * top], [x, y, top]])
    vertices, triangles = tubes(Stems(path[None], kind.trunk * height_m * np.array([[0.6, 0.4, 0.0]])), 5)
    rings, around = 9, 12
    level = np.linspace(0.03, 0.93, rings)[:, None] + rng.uniform(-0.03, 0.03, (rings, around))
    place = np.arange(around) / around * 2 * np.pi + rng.uniform(-0.15, 0.15, (rings, around))
    core = loft(crown(level, place, rng.uniform(0.45, 0.72, (rings, around))), sharp_angle_deg=60.0)
    return [Mesh(vertices, triangles), *pieces, replace(core, part=np.full(len(core.triangles), 4, np.int32))]


def _by_width(kind: Species) -> Array:
    """How likely each of 40 heights of the crown is, by its width there."""
    width = np.interp(np.linspace(0, 1, 40), np.linspace(0, 1, len(kind.outline)), kind.outline) + 0.08
    return np.asarray(width / width.sum())


def _undergrowth(rng: np.random.Generator, length_m: float, height_m: float, half_m: float) -> list[Mesh]:
    """Bushes along both sides, as clumps that get fewer with height."""
    count = round(length_m * 40)
    top = 0.28 * height_m
    side = np.where(rng.uniform(size=count) < 0.5, 1.0, -1.0)
    x = rng.uniform(-0.5, 0.5, count) * length_m
    lump = 0.6 + 0.4 * np.sin(x * 0.9 + 1.7 * side) + 0.35 * np.sin(x * 2.3 + 3.0 * side)
    z = top * rng.uniform(0, 1, count) ** 1.4 * np.clip(lump, 0.15, 1.3)
    y = side * (half_m + rng.uniform(-0.2, 1.4, count) * (1 - 0.6 * z / top))
    base = np.stack([x, y, z + 0.25], axis=1)
    out = np.stack([np.zeros(count), side, np.zeros(count)], axis=1)
    axis = unit(out * 0.4 + rng.normal(0, 0.7, base.shape))
    normal = out + 0.8 * UP + rng.normal(0, 0.5, base.shape)
    found = placed(rng, OUTLINES["clump"], base, axis, normal, rng.uniform(0.25, 0.6, count),
                   rng.uniform(0.0, 1.0, count))  # fmt: skip
    floor = np.array([-np.inf, -np.inf, 0.0], np.float32)
    part = np.full(len(found.triangles), 3, np.int32)
    return [Mesh(np.maximum(found.vertices, floor), found.triangles, found.uv, part)]


def _shade(rng: np.random.Generator, length_m: float, height_m: float) -> Mesh:
    """What is dark between the trunks: an upright sheet in the middle with a ragged upper edge."""
    n = max(4, round(length_m / 1.5))
    x = np.linspace(-0.5, 0.5, n) * length_m
    top = height_m * (0.36 + 0.08 * np.sin(x * 0.7) + rng.normal(0, 0.05, n))
    y = rng.normal(0, 0.5, n)
    low = np.stack([x, y, np.full(n, -0.3)], axis=1)
    high = np.stack([x, y, top], axis=1)
    i = np.arange(n - 1)
    triangles = np.concatenate(
        [np.stack([i, i + 1, i + 1 + n], axis=1), np.stack([i, i + 1 + n, i + n], axis=1)]
    )
    return Mesh(
        np.concatenate([low, high]).astype(np.float32), triangles.astype(np.int32),
        part=np.full(len(triangles), 4, np.int32),
    )  # fmt: skip


def _materials(draw: Draw, kind: str, season: Season, snow: float) -> tuple[Material, ...]:
    leaves = [
        foliage(draw.scope("tree", number), SPECIES[species], season, snow)[0]
        for number, species in enumerate((*BELTS[kind], "oak"))
    ]
    return (
        Surface(base_color=hexadecimal("4d443b"), roughness=0.9),
        *leaves,
        Surface(base_color=hexadecimal("1c2016" if season != "winter" else "2a2620"), roughness=1.0),
    )
