"""Hedges and shrubs: leaves and shoots on a bumpy skin around a dark core."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes import Foliage
from ..shapes.loft import loft
from ..shapes.vectors import cross
from .leaves import OUTLINES, Leaves, leaves_along, placed
from .species import SEASONS, Colors, Season, season_of
from .stems import UP, Array, Seats, Stems, seats, sprout, tubes, unit

__all__ = ["HEDGES", "Bush", "hedge", "hedge_stock", "shrub", "shrub_stock"]

_MOST_LEAVES = 30_000
_MOST_SHOOTS = 400
_STEP_M = 0.2
_AROUND = 28


@dataclass(frozen=True)
class _Kind:
    """What a hedge is planted of: outline and length of leaves, bumps, shoots a square metre, colours."""

    leaf: str
    leaf_m: float
    bumps_m: float
    square: float
    shoots: float
    shoot_m: float
    colors: Colors
    winter: float = 1.0
    """Share of leaves that winter leaves."""


HEDGES: Mapping[str, _Kind] = {
    "privet": _Kind(
        "kite", 0.052, 0.05, 5.0, 9.0, 0.16,
        {"spring": ("6a8a3d", "83a04e"), "summer": ("46602e", "5d7a3a"), "autumn": ("536230", "77773a"),
         "winter": ("455530", "5f5c36")}, winter=0.75,
    ),
    "beech": _Kind(
        "kite", 0.07, 0.06, 5.0, 6.0, 0.16,
        {"spring": ("7f9f45", "93b055"), "summer": ("50692f", "64803a"), "autumn": ("9a7038", "7d7a38"),
         "winter": ("7d5a3a", "8e6c48")}, winter=0.7,
    ),
    "thuja": _Kind(
        "spray", 0.1, 0.06, 6.0, 4.0, 0.14, dict.fromkeys(SEASONS, ("3d5431", "556b3c")),
    ),
    "laurel": _Kind(
        "oval", 0.12, 0.09, 4.0, 4.0, 0.22, dict.fromkeys(SEASONS, ("3f5b2c", "5d7a3a")),
    ),
    "wild": _Kind(
        "kite", 0.062, 0.22, 2.6, 12.0, 0.5,
        {"spring": ("72903f", "8aa552"), "summer": ("4d6631", "67793c"), "autumn": ("8f7a35", "8a5a30"),
         "winter": ("6b5a3a", "55482f")}, winter=0.06,
    ),
}  # fmt: skip
"""What hedges and shrubs are of, by name; ``wild`` is neither clipped nor evergreen."""


@dataclass(frozen=True, eq=False)
class Bush:
    """A hedge along x, or a shrub where its ends are round.

    Attributes:
        length_m, height_m, width_m: about; shoots reach further.
        kind: one of ``HEDGES``.
        season: which leaves it bears.
        round_ends: 0 a hedge that goes on in the next piece, 1 an egg.
    """

    length_m: float
    height_m: float
    width_m: float
    kind: str = "privet"
    season: Season = "summer"
    round_ends: float = 0.0

    def mesh(self, rng: np.random.Generator) -> Mesh:
        """Parts 0 core, 1 shoots and stems, 2 leaves."""
        kind = HEDGES[self.kind]
        skin = self._skin(rng, 0.0)
        share = kind.winter if self.season == "winter" else 0.8 if self.season == "autumn" else 1.0
        wild = kind.shoot_m > 0.4
        pieces = [] if share < 0.5 else [self._core(skin, wild)]
        shoots = [self._shoots(rng, skin)]
        if wild:
            stems, branches, twigs = self._thicket(rng)
            shoots += [branches, twigs]
            pieces.append(_tubes(stems, 4))
        pieces += [_tubes(group, 3) for group in shoots]
        leaves = [self._cover(rng, skin, share * (0.6 if wild else 1.0))]
        for group in (shoots[0], shoots[-1]):
            per = np.asarray(rng.poisson(9 * share, len(group.points)))
            if per.sum() == 0:
                continue
            places = seats(rng, per[per > 0], 0.3, 1.0)
            places = Seats(np.flatnonzero(per)[places.stem], places.number, places.t)
            leaves.append(
                leaves_along(
                    rng, group, places, OUTLINES[kind.leaf], kind.leaf_m * 0.9, droop=0.0, spread=0.8
                )
            )
        for found in leaves:
            above = found.vertices[found.triangles, 2].min(axis=1) > 0.0
            used, numbers = np.unique(found.triangles[above], return_inverse=True)
            if not len(used):
                continue
            pieces.append(
                Mesh(
                    found.vertices[used], numbers.reshape(-1, 3).astype(np.int32), found.uv[above],
                    np.full(int(above.sum()), 2, np.int32),
                )
            )  # fmt: skip
        return join(*pieces)

    def _skin(self, rng: np.random.Generator, inset_m: float) -> Array:
        """Rings along x, shape (n_rings, n_around, 3)."""
        kind = HEDGES[self.kind]
        n = max(8, round(self.length_m / _STEP_M))
        # Nobody clips a shrub as straight as a hedge.
        rough_m = kind.bumps_m if self.round_ends < 0.5 else max(kind.bumps_m, 0.13 * self.width_m)
        x = np.linspace(-1.0, 1.0, n)
        angle = np.arange(_AROUND) / _AROUND * 2 * np.pi
        power = 2 / kind.square if self.round_ends < 0.5 else 2 / 2.3
        ends = np.sqrt(np.clip(1 - np.abs(x) ** 2.4, 0.02, 1)) if self.round_ends >= 0.5 else np.ones(n)
        y = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power
        z = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** power
        bumps = np.zeros((n, _AROUND))
        top = np.zeros(n)
        for wave in range(7):
            along = rng.uniform(0.8, 5.0) * self.length_m / 2
            turn, phase = int(rng.integers(1, 5)), rng.uniform(0, 2 * np.pi)
            bumps += np.sin(along * x[:, None] + turn * angle + phase) / (7**0.5)
            top += np.sin(along * x * 0.6 + 2 * phase) / (7**0.5) * (wave < 4)
        # Pieces of a hedge meet at the same height and width.
        calm = np.ones(n) if self.round_ends >= 0.5 else 1 - x**6
        bumps, top = bumps * calm[:, None], top * calm
        size = 1 + rough_m * bumps / max(self.width_m, 0.5) * 1.4
        rise = 1 + rough_m * 0.8 * top / self.height_m
        half = self.width_m / 2 * ends
        high = self.height_m / 2 * rise[:, None] * (0.25 + 0.75 * ends[:, None])
        # Wider below than above, so that light reaches the foot.
        lean = 1 - 0.1 * z
        return np.stack(
            [
                np.broadcast_to(x[:, None] * self.length_m / 2, bumps.shape),
                half[:, None] * y * size * lean,
                high * (1 + z * size) - 0.05,
            ],
            axis=-1,
        )

    def _core(self, skin: Array, wild: bool) -> Mesh:
        """The shade within: a little under the skin where it is clipped, deeper where it is not."""
        depth = 0.12 if not wild else 0.25 * min(self.width_m, self.height_m)
        middle = skin.mean(axis=1, keepdims=True)
        out = skin - middle
        far = np.linalg.norm(out, axis=2, keepdims=True)
        rings = middle + out * np.clip(1 - depth / np.maximum(far, 1e-6), 0.25, 1.0)
        rings[:, :, 0] *= 1 - min(0.03, 0.1 / self.length_m) if self.round_ends < 0.5 else 0.85
        return loft(rings, part=0, sharp_angle_deg=60.0)

    def _thicket(self, rng: np.random.Generator) -> tuple[Stems, Stems, Stems]:
        """Stems from the ground, their branches and twigs, as a bush that is never clipped has them."""
        count = max(4, round(6 * self.length_m * self.width_m**0.5))
        foot = np.zeros((count, 3))
        foot[:, 0] = rng.uniform(-0.48, 0.48, count) * self.length_m
        foot[:, 1] = rng.normal(0, 0.16, count) * self.width_m
        if self.round_ends >= 0.5:
            foot[:, 0] *= 0.35
        foot[:, 2] = -0.1
        heading = unit(UP + rng.normal(0, 0.22, (count, 3)) + foot * [0.3, 0.8, 0] / self.width_m)
        reach = self.height_m * rng.uniform(0.75, 1.12, count)
        path = [foot]
        for _ in range(6):
            heading = unit(heading + rng.normal(0, 0.12, heading.shape) + 0.05 * UP)
            path.append(path[-1] + heading * (reach / 6)[:, None])
        stems = Stems(np.stack(path, axis=1), np.outer(0.006 * reach + 0.004, np.linspace(1, 0.2, 7)))
        places = seats(rng, rng.poisson(11, count) + 3, 0.15, 1.0)
        length = self.width_m * rng.uniform(0.2, 0.55, len(places.t)) * (1.15 - 0.6 * places.t)
        branches = sprout(
            rng, stems, places, length_m=length, down_deg=52.0, radius_m=0.004 + 0.004 * length, points=5,
            rise=0.5, wander=0.16,
        )  # fmt: skip
        places = seats(rng, rng.poisson(7, len(length)) + 1, 0.1, 1.0)
        length = rng.uniform(0.1, 0.3, len(places.t))
        twigs = sprout(
            rng, branches, places, length_m=length, down_deg=48.0, radius_m=np.full(len(length), 0.0035),
            points=4, rise=0.3, wander=0.15,
        )  # fmt: skip
        return stems, branches, Stems(twigs.points[:, [0, 3]], twigs.radii[:, [0, 3]])

    def _spots(self, rng: np.random.Generator, skin: Array, count: int) -> tuple[Array, Array]:
        """Places on the skin, evenly by area, and its outward normals there."""
        wrapped = np.concatenate([skin, skin[:, :1]], axis=1)
        a, b, c = wrapped[:-1, :-1], wrapped[1:, :-1], wrapped[:-1, 1:]
        normal = cross(c - a, b - a)
        area = np.linalg.norm(normal, axis=2).ravel()
        corner = a.reshape(-1, 3)
        area = area * np.clip(corner[:, 2] / 0.35, 0.08, 1.0)  # thin at the foot
        cell = rng.choice(len(area), count, p=area / area.sum())
        s, t = rng.uniform(0, 1, (2, count, 1))
        place = corner[cell] + s * (b - a).reshape(-1, 3)[cell] + t * (c - a).reshape(-1, 3)[cell]
        normal = unit(normal.reshape(-1, 3)[cell])
        inside = ((place - np.array([0, 0, self.height_m / 2])) * normal * [0.0, 1, 1]).sum(axis=1) < 0
        normal[inside] *= -1
        return place, normal

    def _area(self) -> float:
        return (2 * self.height_m + self.width_m) * self.length_m * (0.8 if self.round_ends >= 0.5 else 1.0)

    def _cover(self, rng: np.random.Generator, skin: Array, share: float) -> Leaves:
        kind = HEDGES[self.kind]
        outline = OUTLINES[kind.leaf]
        wanted = 2.6 / (0.36 * kind.leaf_m**2) * self._area() * share
        count = int(min(wanted, _MOST_LEAVES * 2 / len(outline.triangles)))
        # A long hedge is made of fewer and larger leaves.
        size_m = kind.leaf_m * float(np.clip((wanted / max(count, 1)) ** 0.5, 1.0, 2.0))
        place, normal = self._spots(rng, skin, max(count, 1))
        depth = rng.uniform(0, 1, (len(place), 1)) ** 1.5
        place = place - normal * (0.16 * depth - 0.03)
        axis = unit(0.7 * normal + 0.35 * UP + rng.normal(0, 0.7, place.shape))
        face = 0.8 * normal + 0.6 * UP + rng.normal(0, 0.5, place.shape)
        size = size_m * np.clip(rng.normal(1, 0.22, len(place)), 0.5, 1.5)
        return placed(rng, outline, place, axis, face, size, 1 - 0.8 * depth[:, 0])

    def _shoots(self, rng: np.random.Generator, skin: Array) -> Stems:
        """This year's growth beyond the shears, most of it on top."""
        kind = HEDGES[self.kind]
        count = int(np.clip(round(self._area() * kind.shoots), 2, _MOST_SHOOTS))
        place, normal = self._spots(rng, skin, count)
        heading = unit(normal + 0.9 * UP + rng.normal(0, 0.4, place.shape))
        length = kind.shoot_m * rng.gamma(3.0, 1 / 3.0, count)
        path = np.empty((count, 4, 3))
        path[:, 0] = place - normal * 0.1
        for i in range(1, 4):
            heading = unit(heading + rng.normal(0, 0.14, heading.shape))
            path[:, i] = path[:, i - 1] + heading * (length / 3)[:, None]
        return Stems(path, np.linspace(0.004, 0.0015, 4)[None].repeat(count, axis=0))


def _tubes(stems: Stems, sides: int) -> Mesh:
    vertices, triangles = tubes(stems, sides)
    low = np.array([-np.inf, -np.inf, -0.1], np.float32)
    return Mesh(np.maximum(vertices, low), triangles, part=np.ones(len(triangles), np.int32))


def hedge(
    draw: Draw,
    length_m: float,
    height_m: float = 1.5,
    width_m: float = 0.8,
    *,
    kind: str | None = None,
    season: str = "summer",
    snow: float = 0.0,
) -> Model:
    """A hedge along x; along a road, take pieces of :func:`hedge_stock`.

    Args:
        draw: of the hedge.
        length_m: along x.
        height_m: without its shoots.
        width_m: likewise.
        kind: one of ``HEDGES``; None: drawn, clipped more often than wild.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.
        snow: that lies on it, 0 … 1.

    Raises:
        ValueError: no such kind or season, or a side of no or of immense length.
    """
    if not (0.2 <= length_m <= 60 and 0.2 <= height_m <= 8 and 0.2 <= width_m <= 6):
        raise ValueError(
            f"hedge: {length_m:g} x {width_m:g} x {height_m:g} m (length, width, height), "
            "expected 0.2 to 60, 0.2 to 6 and 0.2 to 8; make a longer one of pieces"
        )
    name = _kind(draw, kind)
    bush = Bush(length_m, height_m, width_m, name, season_of(season))
    return Model("hedge", bush.mesh(draw.rng("growth")), _materials(draw, name, bush.season, snow))


def shrub(
    draw: Draw,
    size_m: float | None = None,
    *,
    kind: str | None = None,
    season: str = "summer",
    snow: float = 0.0,
) -> Model:
    """A shrub about ``size_m`` wide and a little less or more high."""
    size = draw.uniform("size_m", 0.7, 1.8) if size_m is None else size_m
    name = _kind(draw, kind)
    bush = Bush(
        size * draw.uniform("length", 0.9, 1.3), size * draw.uniform("height", 0.7, 1.1), size, name,
        season_of(season), 1.0,
    )  # fmt: skip
    return Model("shrub", bush.mesh(draw.rng("growth")), _materials(draw, name, bush.season, snow))


@lru_cache(maxsize=48)
def hedge_stock(
    kind: str = "privet",
    height_m: float = 1.5,
    width_m: float = 0.8,
    season: str = "summer",
    number: int = 0,
    snow: float = 0.0,
) -> Model:
    """A piece of hedge 2.5 m long that frames share: one every 2.4 m along any curve, half of them turned."""
    draw = Draw(0, number).scope("hedge").scope(kind if kind in HEDGES else "unknown")
    return hedge(draw, 2.5, height_m, width_m, kind=kind, season=season, snow=snow)


@lru_cache(maxsize=24)
def shrub_stock(kind: str = "wild", season: str = "summer", number: int = 0, snow: float = 0.0) -> Model:
    """A shrub about 1.2 m wide that frames share."""
    draw = Draw(0, number).scope("shrub").scope(kind if kind in HEDGES else "unknown")
    return shrub(draw, 1.2, kind=kind, season=season, snow=snow)


def _kind(draw: Draw, kind: str | None) -> str:
    name = draw.choice("kind", dict.fromkeys(HEDGES, 1.0)) if kind is None else kind
    if name not in HEDGES:
        raise ValueError(f"hedge of {name!r}: expected one of {', '.join(HEDGES)}")
    return name


def _materials(draw: Draw, kind: str, season: Season, snow: float) -> tuple[Material, ...]:
    main, second = HEDGES[kind].colors[season]
    return (
        Surface(base_color=hexadecimal("20241a"), roughness=0.95),
        Surface(base_color=hexadecimal("54473a"), roughness=0.85),
        Foliage(
            color=varied(draw, "leaf", hexadecimal(main)),
            second=varied(draw, "leaf_second", hexadecimal(second)),
            share=draw.uniform("share", 0.15, 0.4),
            variation=0.3,
            translucency=0.15 if kind == "thuja" else 0.3,
            roughness=0.35 if kind == "laurel" else 0.5,
            snow=snow,
        ),
    )
