"""Grass, weeds and flowers, in patches that are laid beside each other; and what has fallen on the ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes import Foliage, soil
from .leaves import OUTLINES, Leaves, placed
from .species import SEASONS, Colors, Season, season_of, species_of
from .stems import UP, Array, unit

__all__ = ["GRASSES", "fallen_leaves", "flower_bed", "grass", "grass_stock", "litter_stock", "weeds"]

_MOST_BLADES = 2600


@dataclass(frozen=True)
class _Kind:
    """Heights of blades, tufts a square metre, blades a square metre, weeds a square metre."""

    height_m: tuple[float, float]
    tufts: float
    blades: float
    rosettes: float
    ears: float


GRASSES: Mapping[str, _Kind] = {
    "lawn": _Kind((0.04, 0.09), 160, 2600, 1.0, 0.0),
    "verge": _Kind((0.08, 0.24), 70, 2100, 3.0, 12.0),
    "wild": _Kind((0.2, 0.6), 40, 1700, 2.0, 60.0),
}
"""By name: mown, seldom mown, never mown."""
_BLADES: Colors = {
    "spring": ("5f7d36", "7d9448"),
    "summer": ("566b33", "8a8750"),
    "autumn": ("5c6a36", "8f8252"),
    "winter": ("62643c", "8f7f58"),
}
_PETALS = ("d9b32c", "c7402f", "e6e2d8", "8a4f9a", "d57a9a", "5468b4", "d8742a")


def grass(
    draw: Draw,
    length_m: float = 1.2,
    width_m: float = 1.0,
    *,
    kind: str = "verge",
    season: str = "summer",
    snow: float = 0.0,
) -> Model:
    """A patch of blades in tufts, with weeds among them; its rim is ragged.

    Args:
        draw: of the patch.
        length_m: along x, without blades that lean over.
        width_m: along y.
        kind: one of ``GRASSES``.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.
        snow: that lies on blades, 0 … 1.

    Raises:
        ValueError: no such kind or season.
    """
    if kind not in GRASSES:
        raise ValueError(f"grass {kind!r}: expected one of {', '.join(GRASSES)}")
    when, form, rng = season_of(season), GRASSES[kind], draw.rng("growth")
    area = length_m * width_m
    half = np.array([length_m / 2, width_m / 2])
    blades = int(min(form.blades * area, _MOST_BLADES))
    height = draw.uniform("height_m", *form.height_m)
    pieces = [_tufts(rng, half, max(3, round(form.tufts * area)), blades, height)]
    weeds_here = rng.uniform(-half, half, (rng.poisson(form.rosettes * area), 2))
    pieces += _rosettes(rng, weeds_here, 0.09 if kind == "lawn" else 0.14, when in ("spring", "summer"))
    if when in ("summer", "autumn") and form.ears:
        pieces.append(_ears(rng, half, round(form.ears * area), height))
    return Model("grass", _joined(pieces), _materials(draw, when, snow))


@lru_cache(maxsize=24)
def grass_stock(kind: str = "verge", season: str = "summer", number: int = 0, snow: float = 0.0) -> Model:
    """A patch of 1.2 m by 1 m that frames share; laid a metre apart and turned, patches close up."""
    draw = Draw(0, number).scope("grass").scope(kind if kind in GRASSES else "unknown")
    return grass(draw, kind=kind, season=season, snow=snow)


def weeds(draw: Draw, length_m: float = 1.0, *, season: str = "summer") -> Model:
    """What grows out of the joint along a kerb or a wall: a few tufts and rosettes along x, 0.1 m wide."""
    when, rng = season_of(season), draw.rng("growth")
    count = max(1, rng.poisson(4 * length_m))
    at = np.stack([rng.uniform(-0.5, 0.5, count) * length_m, rng.normal(0, 0.02, count)], axis=1)
    tufts = at[: max(1, count * 2 // 3)]
    blades = rng.poisson(22, len(tufts)) + 4
    centre = np.repeat(tufts, blades, axis=0)
    place = centre + rng.normal(0, 0.012, centre.shape)
    height = np.repeat(rng.uniform(0.05, 0.2, len(tufts)), blades) * rng.uniform(0.5, 1.1, len(centre))
    pieces = [(0, _blades(rng, place, place - centre, height, lean=0.6))]
    pieces += _rosettes(rng, at[len(tufts) :], 0.1, when in ("spring", "summer"))
    return Model("weeds", _joined(pieces), _materials(draw, when, 0.0))


def flower_bed(draw: Draw, length_m: float = 2.0, width_m: float = 0.8, *, season: str = "summer") -> Model:
    """Earth with low plants, which flower from spring to autumn."""
    when, rng = season_of(season), draw.rng("growth")
    half = np.array([length_m / 2, width_m / 2])
    rows, columns = max(3, round(length_m / 0.28)), max(2, round(width_m / 0.26))
    grid = np.stack(
        np.meshgrid(np.linspace(-1, 1, rows) * 0.9, np.linspace(-1, 1, columns) * 0.85), axis=-1
    ).reshape(-1, 2)
    at = (grid * half + rng.normal(0, 0.035, grid.shape))[: 8000 // 60]
    bare = when == "winter"
    pieces: list[tuple[int, Leaves]] = []
    for place in at:
        count, size = (6, 0.09) if bare else (16, rng.uniform(0.1, 0.16))
        pieces += _cushion(rng, place, count, size, 0 if bare else int(rng.integers(3, 9)))
    earth = _mound(half)
    petals = draw.choice("petals", dict.fromkeys(_PETALS, 1.0))
    other = draw.choice("petals_second", dict.fromkeys(_PETALS, 1.0))
    leaves = _materials(draw, when, 0.0)[1]
    materials: tuple[Material, ...] = (
        leaves,
        leaves,
        Foliage(
            color=hexadecimal(petals), second=hexadecimal(other), share=0.35, translucency=0.3, green=0.0
        ),
        soil(draw.scope("soil"), "soil"),
    )
    return Model("flower bed", join(_joined(pieces), earth), materials)


def fallen_leaves(
    draw: Draw,
    length_m: float = 1.5,
    width_m: float = 1.0,
    *,
    species: str = "maple",
    cover: float = 0.25,
    drift: float = 0.0,
) -> Model:
    """Leaves on the ground, a few millimetres above it and one upon another.

    Args:
        draw: of the patch.
        length_m: along x.
        width_m: along y.
        species: of the tree that they fell from.
        cover: share of the ground under leaves, about, in the middle of the patch.
        drift: 0 evenly, 1 blown together along the side at −y, as by a kerb.

    Raises:
        ValueError: no such species.
    """
    kind, rng = species_of(species), draw.rng("growth")
    outline = OUTLINES[kind.leaf if kind.leaf in ("palmate", "kite", "oval") else "kite"]
    size_m = kind.leaf_m * 0.85
    count = int(min(cover * length_m * width_m / (0.3 * size_m**2), 4000 / len(outline.triangles)))
    along = np.clip(rng.normal(0, 0.24, count) + rng.uniform(-0.2, 0.2, count), -0.5, 0.5) * length_m
    even = np.clip(rng.normal(0, 0.24, count) + rng.uniform(-0.2, 0.2, count), -0.5, 0.5) * width_m
    blown = np.minimum(-width_m / 2 + rng.exponential(0.1 * width_m, count), width_m / 2)
    across = np.where(rng.uniform(size=count) < drift, blown, even)
    turn = rng.uniform(0, 2 * np.pi, count)
    tilt = rng.normal(0, 0.16, count)
    axis = np.stack([np.cos(turn), np.sin(turn), tilt], axis=1)
    size = size_m * np.clip(rng.normal(1, 0.25, count), 0.45, 1.5)
    base = np.stack([along, across, 0.006 + size * (0.12 + 0.5 * np.abs(tilt)) * 0.6], axis=1)
    face = UP * np.where(rng.uniform(size=count) < 0.5, 1.0, -1.0)[:, None] + rng.normal(0, 0.12, base.shape)
    leaves = placed(rng, outline, base, axis, face, size, rng.uniform(0, 1, count))
    floor = np.array([-np.inf, -np.inf, 0.002], np.float32)
    lying = Leaves(np.maximum(leaves.vertices, floor), leaves.triangles, leaves.uv)
    main, _ = kind.colors["autumn"]
    dry = Foliage(
        color=varied(draw, "leaf", hexadecimal(main)), second=hexadecimal("6e4c2c"), share=0.45,
        variation=0.4, translucency=0.2, roughness=0.7,
    )  # fmt: skip
    return Model("fallen leaves", _joined([(0, lying)]), (dry,))


@lru_cache(maxsize=16)
def litter_stock(species: str = "maple", number: int = 0, cover: float = 0.25, drift: float = 0.0) -> Model:
    """A patch of fallen leaves, 1.5 m by 1 m, that frames share."""
    draw = Draw(0, number).scope("litter").scope(species)
    return fallen_leaves(draw, species=species, cover=cover, drift=drift)


def _tufts(
    rng: np.random.Generator, half: Array, tufts: int, blades: int, height_m: float
) -> tuple[int, Leaves]:
    centres = rng.uniform(-half, half, (tufts, 2))
    share = rng.gamma(2.0, 1.0, tufts)
    own = np.repeat(np.arange(tufts), rng.multinomial(blades, share / share.sum()))
    place = centres[own] + rng.normal(0, 0.35 / tufts**0.5 * float(half.sum()), (blades, 2)) * 0.5
    height = height_m * (rng.uniform(0.6, 1.15, tufts)[own]) * rng.uniform(0.45, 1.1, blades)
    return 0, _blades(rng, place, place - centres[own], height, lean=0.45)


def _blades(rng: np.random.Generator, place: Array, out: Array, height: Array, lean: float) -> Leaves:
    """Blades at (x, y) that lean the way ``out`` points, more or less."""
    n = len(place)
    turn = rng.uniform(0, 2 * np.pi, n)
    away = np.stack([np.cos(turn), np.sin(turn), np.zeros(n)], axis=1)
    away[:, :2] += 1.2 * out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    away = unit(away)
    axis = unit(UP + away * (lean * rng.uniform(0.1, 1.4, n))[:, None])
    base = np.concatenate([place, np.full((n, 1), -0.005)], axis=1)
    return placed(rng, OUTLINES["grass"], base, axis, away, height, rng.uniform(0.2, 1.0, n))


def _rosettes(rng: np.random.Generator, at: Array, size_m: float, flowers: bool) -> list[tuple[int, Leaves]]:
    """Dandelions and the like: leaves flat on the ground, and yellow heads in their time."""
    n = len(at)
    if n == 0:
        return []
    per = 11
    turn = np.tile(np.arange(per) / per * 2 * np.pi, n) + rng.normal(0, 0.25, n * per)
    lift = rng.uniform(0.15, 0.7, n * per)
    axis = np.stack([np.cos(turn), np.sin(turn), lift], axis=1)
    base = np.concatenate([np.repeat(at, per, axis=0), np.full((n * per, 1), 0.005)], axis=1)
    size = size_m * np.repeat(rng.uniform(0.6, 1.2, n), per) * rng.uniform(0.7, 1.2, n * per)
    found = [
        (1, placed(rng, OUTLINES["spray"], base, axis, UP + 0 * axis, size, rng.uniform(0.3, 1, n * per)))
    ]
    blooming = at[rng.uniform(size=n) < 0.45] if flowers else at[:0]
    if len(blooming):
        head = np.concatenate([blooming, rng.uniform(0.05, 0.16, (len(blooming), 1))], axis=1)
        found.append((2, _heads(rng, head, 0.02)))
    return found


def _heads(rng: np.random.Generator, middle: Array, radius_m: float) -> Leaves:
    """A flower of six petals around each point."""
    n, per = len(middle), 6
    turn = np.tile(np.arange(per) / per * 2 * np.pi, n)
    axis = np.stack([np.cos(turn), np.sin(turn), np.full(n * per, 0.25)], axis=1)
    axis += np.repeat(rng.normal(0, 0.2, (n, 3)), per, axis=0)
    size = radius_m * np.repeat(rng.uniform(0.8, 1.2, n), per)
    leaves = placed(rng, OUTLINES["petals"], np.repeat(middle, per, axis=0), axis, UP + 0 * axis, size,
                    np.ones(n * per))  # fmt: skip
    uv = leaves.uv.copy()
    uv[..., 0] = np.repeat(rng.uniform(0, 1, n), per * 2)[:, None]  # petals of one flower are of one colour
    return Leaves(leaves.vertices, leaves.triangles, uv)


def _ears(rng: np.random.Generator, half: Array, count: int, height_m: float) -> tuple[int, Leaves]:
    """Thin straw stalks with an ear."""
    place = rng.uniform(-half, half, (count, 2))
    out = rng.normal(0, 1, (count, 2))
    height = height_m * rng.uniform(1.0, 1.6, count)
    return 3, _blades(rng, place, out, height, lean=0.2)


def _cushion(
    rng: np.random.Generator, place: Array, count: int, size_m: float, flowers: int
) -> list[tuple[int, Leaves]]:
    turn = rng.uniform(0, 2 * np.pi, count)
    lift = rng.uniform(0.2, 1.6, count)
    axis = np.stack([np.cos(turn), np.sin(turn), lift], axis=1)
    base = np.array([*place, 0.03]) + axis * rng.uniform(0, 0.05, (count, 1))
    size = size_m * rng.uniform(0.6, 1.2, count)
    found = [
        (0, placed(rng, OUTLINES["spray"], base, axis, UP + 0.4 * axis, size, rng.uniform(0.2, 1, count)))
    ]
    if flowers:
        spread = rng.normal(0, 0.55 * size_m, (flowers, 2))
        high = 0.03 + size_m * rng.uniform(0.8, 1.3, (flowers, 1))
        found.append((2, _heads(rng, np.concatenate([place + spread, high], axis=1), 0.028)))
    return found


def _mound(half: Array) -> Mesh:
    """Earth, a few centimetres high in the middle."""
    x, y = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 7), indexing="ij")
    z = 0.07 * (1 - x**6) * (1 - y**4) - 0.02
    vertices = np.stack([x * half[0], y * half[1], z], axis=-1).reshape(-1, 3)
    i = (np.arange(8)[:, None] * 7 + np.arange(6)).ravel()
    triangles = np.concatenate([np.stack([i, i + 7, i + 8], 1), np.stack([i, i + 8, i + 1], 1)])
    return Mesh(vertices, triangles, part=np.full(len(triangles), 3, np.int32))


def _joined(pieces: list[tuple[int, Leaves]]) -> Mesh:
    return join(
        *(
            Mesh(found.vertices, found.triangles, found.uv, np.full(len(found.triangles), part, np.int32))
            for part, found in pieces
            if len(found.triangles)
        )
    )


def _materials(draw: Draw, season: Season, snow: float) -> tuple[Material, ...]:
    """Blades, broad leaves, yellow flowers, straw."""
    main, second = _BLADES[season]
    dry = draw.uniform("dryness", 0.1, 0.5 if season in SEASONS[:2] else 0.7)
    blades = Foliage(
        color=varied(draw, "blade", hexadecimal(main)), second=hexadecimal(second), share=dry,
        variation=0.3, translucency=0.3, roughness=0.5, snow=snow,
    )  # fmt: skip
    broad = Foliage(
        color=varied(draw, "broad", hexadecimal("4f6a32")), second=hexadecimal("6d7b40"), share=0.3,
        variation=0.3, translucency=0.3, snow=snow,
    )  # fmt: skip
    yellow = Foliage(color=hexadecimal("d8b02a"), second=hexadecimal("d8a524"), green=0.0)
    straw = Foliage(color=hexadecimal("a3946a"), second=hexadecimal("857549"), share=0.4, snow=snow)
    return blades, broad, yellow, straw
