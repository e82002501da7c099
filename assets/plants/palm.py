"""Palms: a column, and a head of fronds."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes import Bark, Foliage
from ..shapes.vectors import cross
from .leaves import OUTLINES, Leaves, placed
from .stems import UP, Array, Stems, tubes, unit
from .tree import ROOT_M, assemble

__all__ = ["palm"]


def palm(draw: Draw, *, kind: str = "palm", height_m: float | None = None, far: bool = False) -> Model:
    """``palm``: feathered fronds, as a date palm's; ``fan_palm``: a tall Washingtonia with its skirt."""
    fan = kind == "fan_palm"
    height = (
        draw.uniform("height_m", *((11.0, 21.0) if fan else (6.0, 12.0))) if height_m is None else height_m
    )
    rng = draw.rng("growth")
    head_m = min(1.5 if fan else 2.2, 0.3 * height)
    n = 14
    z = np.concatenate([[-ROOT_M, 0.0], np.linspace(0.4, height - head_m, n - 2)])
    t = np.clip(z / height, 0, 1)
    bend = rng.normal(0, 0.03 if fan else 0.05, 2) * height
    path = np.concatenate([np.outer(t**2, bend), z[:, None]], axis=1)
    thick = (0.016 if fan else 0.022) * height
    radius = thick * (1 + 0.7 * np.exp(-np.maximum(z, 0) / 0.6)) * (1 - 0.35 * t)
    trunk = Stems(path[None], radius[None])
    green, dry = (24, 40) if fan else (36, 8)
    fronds = _fans(rng, path[-1], green, dry, height) if fan else _feathers(rng, path[-1], green, dry, far)
    mesh = assemble([(0, *tubes(trunk, 6 if far else 12))], fronds, height)
    bark = Bark(
        species="birch",
        color=varied(draw, "bark", hexadecimal("8a7c69")),
        furrow_color=hexadecimal("5d5144"),
        seed=draw.uniform("seed", 0, 100),
    )
    leaves = Foliage(
        color=varied(draw, "leaf", hexadecimal("56703a")), second=hexadecimal("7c8446"), share=0.2,
        translucency=0.25, roughness=0.4,
    )  # fmt: skip
    straw = Foliage(color=hexadecimal("8d7650"), second=hexadecimal("6f5a3d"), share=0.4, translucency=0.2)
    return Model(kind, mesh, (bark, leaves, straw))


def _fronds(rng: np.random.Generator, count: int, low_deg: float, high_deg: float) -> Array:
    """Headings evenly around, and from one elevation to another, shape (count, 3)."""
    turn = np.arange(count) * np.pi * (3 - 5**0.5) + rng.normal(0, 0.15, count)
    lift = np.radians(np.linspace(high_deg, low_deg, count) + rng.normal(0, 6, count))
    return np.stack([np.cos(turn) * np.cos(lift), np.sin(turn) * np.cos(lift), np.sin(lift)], axis=1)


def _feathers(
    rng: np.random.Generator, top: Array, green: int, dry: int, far: bool
) -> list[tuple[int, Leaves]]:
    """Arching ribs with leaflets to both sides."""
    found = []
    for part, count, low, high, length in ((1, green, -15.0, 82.0, 2.9), (2, dry, -70.0, -45.0, 2.2)):
        heading = _fronds(rng, count, low, high)
        points = 16
        rib = np.empty((count, points, 3))
        rib[:, 0] = top
        step = length * rng.uniform(0.85, 1.1, count)[:, None] / (points - 1)
        for i in range(1, points):
            heading = unit(heading - 0.09 * UP * (0.4 + i / points))
            rib[:, i] = rib[:, i - 1] + heading * step
        per = 14 if far else 70
        t = np.linspace(0.12, 1.0, per)
        stem = np.repeat(np.arange(count), per)
        ribs = Stems(rib, np.full(rib.shape[:2], 0.01))
        base, along, _ = ribs.at(stem, np.tile(t, count))
        side = unit(cross(along, UP) + 1e-6)
        hand = np.where(np.arange(len(stem)) % 2, 1.0, -1.0)[:, None]
        over = cross(side, along)
        axis = hand * side + 0.75 * along + 0.3 * over - 0.25 * UP + rng.normal(0, 0.1, base.shape)
        size = (
            (0.62 if not far else 0.75)
            * np.sin(np.tile(0.25 + 2.5 * t, count))
            * rng.uniform(0.85, 1.1, len(base))
        )
        outline = OUTLINES["blade" if not far else "spray"]
        found.append(
            (part, placed(rng, outline, base, axis, over, np.maximum(size, 0.12), np.ones(len(base))))
        )
    return found


def _fans(
    rng: np.random.Generator, top: Array, green: int, dry: int, height: float
) -> list[tuple[int, Leaves]]:
    """Stalks with round, split blades; dead ones hang along the trunk."""
    found = []
    for part, count, low, high in ((1, green, -35.0, 80.0), (2, dry, -86.0, -60.0)):
        heading = _fronds(rng, count, low, high)
        base = top + heading * np.where(part == 1, 0.75, 0.3)
        base[:, 2] -= 0.0 if part == 1 else np.linspace(0.0, min(1.4, 0.1 * height), count)
        per = 16
        turn = np.tile(np.linspace(-1.9, 1.9, per), count)
        axis = np.repeat(heading, per, axis=0)
        side = unit(cross(axis, UP) + 1e-6)
        over = cross(side, axis)
        ray = axis * np.cos(turn)[:, None] + side * np.sin(turn)[:, None] - 0.25 * UP * np.abs(turn)[:, None]
        ray += rng.normal(0, 0.07, ray.shape)
        size = 0.75 * np.where(np.abs(turn) > 1.4, 0.75, 1.0) * rng.uniform(0.85, 1.1, len(ray))
        found.append(
            (
                part,
                placed(
                    rng, OUTLINES["blade"], np.repeat(base, per, axis=0), ray, over, size, np.ones(len(ray))
                ),
            )
        )
        if part == 1:
            stalks = placed(rng, OUTLINES["stalk"], np.repeat(top[None], count, 0), heading, UP + 0 * heading,
                            np.full(count, 0.8), np.ones(count))  # fmt: skip
            found.append((part, stalks))
    return found
