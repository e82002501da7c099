"""What closes the view far away: blocks, towers, belts of trees and hills, all around."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Color, Material, Surface, Texture
from ..mesh import Mesh
from ..model import Model
from ..palette import blend, hexadecimal

__all__ = ["skyline"]

_WALLS = ("a9a597", "9a948a", "8f8a82", "a39a84", "7d6a5e", "8c9094")
_ROOFS = ("6a4a40", "4f5256", "6b6761")
_HAZE: Color = (0.62, 0.66, 0.72)
"""What the air adds to what is a kilometre away on a clear day."""

_BAY_M, _STOREY_M, _TILE = 3.2, 3.0, 6
_HOUSES, _ROOFING, _TREES, _HILLS = 0, len(_WALLS), len(_WALLS) + len(_ROOFS), len(_WALLS) + len(_ROOFS) + 1


class _Patches:
    """Quads and triangles with texture coordinates, facing wherever they are given."""

    def __init__(self) -> None:
        self.points: list[npt.NDArray[np.float64]] = []
        self.uv: list[npt.NDArray[np.float64]] = []
        self.parts: list[npt.NDArray[np.int64]] = []

    def quads(self, corners: npt.ArrayLike, uv: npt.ArrayLike, part: npt.ArrayLike) -> None:
        """Corners (n, 4, 3), their texture coordinates (n, 4, 2) and parts, one or n."""
        c, t = np.asarray(corners, np.float64), np.asarray(uv, np.float64)
        p = np.broadcast_to(np.asarray(part, np.int64), (len(c),))
        order = [[0, 1, 2], [0, 2, 3]]
        self.points.append(c[:, order].reshape(-1, 3, 3))
        self.uv.append(t[:, order].reshape(-1, 3, 2))
        self.parts.append(np.repeat(p, 2))

    def mesh(self) -> Mesh:
        """All of it; corners at the same place are one vertex."""
        points = np.concatenate(self.points).reshape(-1, 3).astype(np.float32)
        vertices, index = np.unique(points, axis=0, return_inverse=True)
        return Mesh(
            vertices,
            index.reshape(-1, 3).astype(np.int32),
            np.concatenate(self.uv).astype(np.float32),
            np.concatenate(self.parts).astype(np.int32),
        )


def skyline(
    draw: Draw,
    *,
    region: str = "europe",
    near_m: float = 250.0,
    far_m: float = 800.0,
    lit: float = 0.0,
) -> Model:
    """A town's distant surroundings, in a ring about the origin; its ground is z = 0.

    Cheap: walls are pictures of windows, woods are bumpy walls. Put it where the camera is, and let the
    ground reach out to ``far_m``. Nothing of it is nearer than ``near_m``.

    Args:
        draw: what there is, and where.
        region: ``europe`` (church towers, tiled roofs) or ``us`` (flat roofs, a cluster of towers).
        near_m: distance of the nearest house.
        far_m: distance of the hills.
        lit: share of windows that glow.
    """
    rng = draw.rng("town")
    out = _Patches()
    us = region == "us"
    houses = draw.integer("houses", 150, 300)
    _houses(out, rng, houses, near_m, 0.75 * far_m, us)
    towers = draw.integer("towers", 2, 9) if us else draw.integer("spires", 1, 4)
    turn = draw.uniform("centre_deg", 0.0, 360.0)
    if us:
        _towers(out, rng, towers, turn, 0.5 * far_m, 0.85 * far_m)
    else:
        _spires(out, rng, towers, near_m, 0.7 * far_m)
        _towers(out, rng, draw.integer("towers", 0, 3), turn, 0.5 * far_m, 0.85 * far_m)
    for _ in range(draw.integer("belts", 12, 24)):
        middle, wide = rng.uniform(0, 2 * np.pi), rng.uniform(0.08, 0.6)
        _ridge(
            out,
            rng,
            middle - wide / 2,
            middle + wide / 2,
            rng.uniform(near_m, 0.6 * far_m),
            4.0,
            rng.uniform(9.0, 16.0),
            0.9,
            _TREES,
        )
    height_m = draw.uniform("hills_m", 8.0, 70.0)
    _ridge(out, rng, 0.0, 2 * np.pi, far_m, 0.35 * height_m + 6.0, height_m + 8.0, 0.12, _HILLS)
    season = draw.choice("woods", {"4a5538": 3.0, "56603e": 2.0, "6b5f3f": 1.0, "5a574a": 1.0})
    return Model("skyline", out.mesh(), _materials(season, round(lit, 2)))


def _ring(
    rng: np.random.Generator, count: int, near: float, far: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Places (n, 2) in a ring and the directions in which they lie."""
    angle = 2 * np.pi * (np.arange(count) + rng.uniform(0, 1, count)) / count
    radius = near + (far - near) * rng.uniform(0, 1, count)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None], angle


def _blocks(
    out: _Patches,
    place: npt.NDArray[np.float64],
    turn: npt.NDArray[np.float64],
    size: npt.NDArray[np.float64],
    rise: npt.NDArray[np.float64],
    wall: npt.NDArray[np.int64],
    roof: npt.NDArray[np.int64],
) -> None:
    """Boxes of size (n, 3) about places (n, 2), with gabled roofs that rise above them (0: flat)."""
    n = len(place)
    c, s = np.cos(turn), np.sin(turn)

    def world(x: npt.ArrayLike, y: npt.ArrayLike, z: npt.ArrayLike) -> npt.NDArray[np.float64]:
        x, y, z = (np.broadcast_to(np.asarray(a, np.float64), (n,)) for a in (x, y, z))
        return np.stack([place[:, 0] + c * x - s * y, place[:, 1] + s * x + c * y, z], axis=-1)

    a, b, h = size[:, 0] / 2, size[:, 1] / 2, size[:, 2]
    corners = [(-a, -b), (a, -b), (a, b), (-a, b)]
    for i in range(4):
        (x0, y0), (x1, y1) = corners[i], corners[(i + 1) % 4]
        wide = np.round(size[:, i % 2] / _BAY_M) / _TILE
        high = h / _STOREY_M / _TILE
        zero = np.zeros(n)
        quad = np.stack(
            [world(x0, y0, -3.0), world(x1, y1, -3.0), world(x1, y1, h), world(x0, y0, h)], axis=1
        )
        foot = -3.0 / _STOREY_M / _TILE + zero
        uv = np.stack(
            [np.stack(p, axis=-1) for p in ((zero, foot), (wide, foot), (wide, high), (zero, high))], axis=1
        )
        out.quads(quad, uv, _HOUSES + wall)
    top = h + rise
    over = 0.4
    ridge0, ridge1 = world(-a - over, 0.0, top), world(a + over, 0.0, top)
    for sign in (-1.0, 1.0):
        low0, low1 = world(-a - over, sign * (b + over), h), world(a + over, sign * (b + over), h)
        quad = np.stack([low0, low1, ridge1, ridge0] if sign < 0 else [low1, low0, ridge0, ridge1], axis=1)
        out.quads(quad, np.zeros((n, 4, 2)), _ROOFING + roof)
        for x, first in ((-a, sign < 0), (a, sign > 0)):
            corner, tip, base = world(x, sign * b, h), world(x, 0.0, top), world(x, 0.0, h)
            order = [base, corner, tip, tip] if first else [corner, base, tip, tip]
            out.quads(np.stack(order, axis=1), np.full((n, 4, 2), 0.01), _HOUSES + wall)


def _houses(out: _Patches, rng: np.random.Generator, count: int, near: float, far: float, us: bool) -> None:
    place, angle = _ring(rng, count, near, far)
    storeys = rng.choice([2, 3, 4, 5, 6, 8], count, p=[0.4, 0.28, 0.15, 0.09, 0.05, 0.03])
    long = rng.uniform(9.0, 14.0, count) * rng.choice([1.0, 1.6, 2.6], count, p=[0.5, 0.35, 0.15])
    deep = rng.uniform(10.0, 15.0, count)
    flat = rng.random(count) < (0.7 if us else 0.25)
    rise = np.where(flat | (storeys > 5), 0.05, deep * rng.uniform(0.25, 0.5, count))
    turn = angle + np.pi / 2 + rng.normal(0.0, 0.5, count)
    size = np.column_stack([long, deep, storeys * _STOREY_M])
    _blocks(
        out, place, turn, size, rise, rng.integers(0, len(_WALLS), count), rng.integers(0, len(_ROOFS), count)
    )


def _towers(
    out: _Patches, rng: np.random.Generator, count: int, turn_deg: float, near: float, far: float
) -> None:
    """High blocks, most of them in one direction."""
    if not count:
        return
    angle = np.radians(turn_deg) + rng.normal(0.0, 0.25, count)
    radius = rng.uniform(near, far, count)
    place = np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None]
    size = np.column_stack(
        [rng.uniform(16, 36, count), rng.uniform(14, 24, count), rng.uniform(28, 85, count)]
    )
    _blocks(
        out,
        place,
        rng.uniform(0, np.pi, count),
        size,
        np.full(count, 0.05),
        rng.integers(0, len(_WALLS), count),
        rng.integers(0, len(_ROOFS), count),
    )


def _spires(out: _Patches, rng: np.random.Generator, count: int, near: float, far: float) -> None:
    """Churches: a nave, a tower, a pointed roof."""
    place, _ = _ring(rng, count, near, far)
    wall = rng.integers(0, len(_WALLS), count)
    roof = rng.integers(0, len(_ROOFS), count)
    turn = rng.uniform(0, np.pi, count)
    zero = np.zeros(count)
    _blocks(out, place, turn, np.column_stack([zero + 26, zero + 12, zero + 11]), zero + 8, wall, roof)
    side = place + 14.0 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    high = rng.uniform(20, 34, count)
    _blocks(out, side, turn, np.column_stack([zero + 6.5, zero + 6.5, high]), zero + 0.05, wall, roof)
    top = high + rng.uniform(8, 24, count)
    for i in range(4):
        a, b = turn + np.pi / 4 + i * np.pi / 2, turn + np.pi / 4 + (i + 1) * np.pi / 2
        low0, low1 = (
            np.column_stack([side[:, 0] + 4.7 * np.cos(t), side[:, 1] + 4.7 * np.sin(t), high])
            for t in (a, b)
        )
        tip = np.column_stack([side, top])
        out.quads(np.stack([low0, low1, tip, tip], axis=1), np.zeros((count, 4, 2)), _ROOFING + roof)


def _ridge(
    out: _Patches,
    rng: np.random.Generator,
    start: float,
    end: float,
    radius_m: float,
    low_m: float,
    high_m: float,
    broken: float,
    part: int,
) -> None:
    """A bumpy wall of trees from angle to angle: crowns of metres on hills of hundreds of metres."""
    step = 1.6 / radius_m * (3.0 if part == _HILLS else 1.0)
    count = max(8, int((end - start) / step))
    angle = np.linspace(start, end, count)
    whole = part == _HILLS
    t = (angle - start) / (end - start)
    slow = sum(np.cos(2 * np.pi * (k * t + rng.uniform())) / k for k in (2, 3, 5, 8)) / 2.2
    height = low_m + (high_m - low_m) * np.clip(0.5 + 0.5 * slow, 0.05, 1.0)
    if not whole:  # a belt ends low, and has gaps
        height *= np.clip(8 * np.minimum(t, 1 - t), 0.25, 1.0)
    crowns = rng.uniform(-1.0, 1.0, count)
    crowns = np.convolve(
        np.pad(crowns, 2, mode="wrap" if whole else "edge"), [0.15, 0.25, 0.3, 0.25, 0.15], "valid"
    )
    height = height * (1 + 0.5 * broken * crowns) + 1.8 * crowns
    if whole:
        height[-1] = height[0]
    bulge = 2.5 * rng.uniform(-1, 1, count) * (1.0 if not whole else 0.0)
    rows = []
    for share, back in ((0.0, 0.0), (0.55, 1.5), (0.85, 4.0), (1.0, 7.0)):
        r = radius_m + back + bulge * (1 - share) + (12.0 * share * share * height / 10 if whole else 0.0)
        z = -6.0 + (height + 6.0) * share
        rows.append(np.column_stack([r * np.cos(angle), r * np.sin(angle), z]))
    if whole:
        for row in rows:
            row[-1] = row[0]
    for k in range(3):
        a, b = rows[k], rows[k + 1]
        # Seen from the middle: to the right is clockwise.
        quad = np.stack([a[1:], a[:-1], b[:-1], b[1:]], axis=1)
        u = angle * radius_m / 24.0
        v0, v1 = a[:, 2] / 24.0, b[:, 2] / 24.0
        uv = np.stack(
            [
                np.stack(p, axis=-1)
                for p in ((u[1:], v0[1:]), (u[:-1], v0[:-1]), (u[:-1], v1[:-1]), (u[1:], v1[1:]))
            ],
            axis=1,
        )
        out.quads(quad, uv, part)


@lru_cache(maxsize=64)
def _materials(woods: str, lit: float) -> tuple[Material, ...]:
    """Walls, roofs, trees and hills."""
    walls: list[Material] = []
    for i, code in enumerate(_WALLS):
        color, shine = _windows(blend(hexadecimal(code), _HAZE, 0.12), i, lit)
        walls.append(
            Surface(base_color=color, roughness=0.8, emission=shine, emission_strength=0.7)
            if lit
            else Surface(base_color=color, roughness=0.8)
        )
    roofs = [Surface(base_color=blend(hexadecimal(code), _HAZE, 0.12), roughness=0.8) for code in _ROOFS]
    green = hexadecimal(woods)
    trees = Surface(base_color=_leaves(green, 11, 2.0), roughness=0.9)
    hills = Surface(base_color=_leaves(blend(green, _HAZE, 0.42), 23, 0.8), roughness=1.0)
    return (*walls, *roofs, trees, hills)


def _noise(shape: tuple[int, ...], number: int) -> npt.NDArray[np.float64]:
    """Even noise from 0 to 1 that is the same in every process: a hash of the index (Wang, 2007)."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint64) + np.uint64(1_000_003 * (number + 1))
    mask = np.uint64(0xFFFFFFFF)
    x = ((x ^ np.uint64(61)) ^ (x >> np.uint64(16))) & mask
    x = (x * np.uint64(9)) & mask
    x = x ^ (x >> np.uint64(4))
    x = (x * np.uint64(0x27D4EB2D)) & mask
    x = x ^ (x >> np.uint64(15))
    return (x.astype(np.float64) / 2**32).reshape(shape)


def _windows(wall: Color, number: int, lit: float) -> tuple[Texture, Texture]:
    """A picture of a wall with windows, and of those that glow: six bays by six storeys."""
    bay, storey = 20, 18
    color = np.empty((_TILE * storey, _TILE * bay, 3))
    color[:] = np.array(wall)
    color *= 0.95 + 0.1 * _noise(color.shape[:2], number)[..., None]
    shine = np.zeros_like(color)
    lots = _noise((_TILE, _TILE, 3), number + 50)
    wide = 6 + number % 3 * 2
    for i in range(_TILE):
        for j in range(_TILE):
            y, x = i * storey + 4, j * bay + (bay - wide) // 2
            color[y - 1 : y + 11, x - 1 : x + wide + 1] = np.array(wall) * 1.12
            pane = 0.14 + 0.3 * lots[i, j, 0] ** 2
            color[y : y + 10, x : x + wide] = pane * np.array([0.95, 1.0, 1.05])
            if lots[i, j, 1] < 0.35:
                color[y : y + 5, x : x + wide] = 0.5
            if lots[i, j, 2] < lit:
                shine[y : y + 10, x : x + wide] = np.array([1.0, 0.72, 0.42]) * (0.4 + 0.6 * lots[i, j, 0])
    pictures = [Texture(np.clip(np.round(255 * c), 0, 255).astype(np.uint8)) for c in (color, shine)]
    return pictures[0], pictures[1]


def _leaves(green: Color, number: int, contrast: float) -> Texture:
    """A picture of crowns: light above, dark between, in patches of several sizes; it repeats."""
    side = 96
    total = np.zeros((side, side))
    for k, cells in enumerate((6, 12, 24, 48)):
        grid = _noise((cells, cells), number + k)
        at = np.arange(side) * cells / side
        i, f = at.astype(int), at - at.astype(int)
        f = f * f * (3 - 2 * f)
        j = (i + 1) % cells
        rows = grid[i] * (1 - f)[:, None] + grid[j] * f[:, None]
        total += (rows[:, i] * (1 - f) + rows[:, j] * f) / 4
    light = np.clip(0.95 + contrast * (total - 0.5), 0.3, 1.6)
    hue = 1 + 0.14 * (_noise((side, side), number + 9) - 0.5)
    color = np.array(green) * light[..., None] * np.stack([hue, np.ones_like(hue), 2 - hue], axis=-1)
    return Texture(np.clip(np.round(255 * color), 0, 255).astype(np.uint8))
