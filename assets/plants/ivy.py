"""Ivy and vine on walls and fences."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes import Foliage
from .leaves import OUTLINES, placed
from .species import Colors, season_of
from .stems import UP, Stems, tubes, unit

__all__ = ["ivy"]

_MOST_LEAVES = 12_000
_VINE: Colors = {
    "spring": ("6f8f3f", "86a04e"),
    "summer": ("4c6a30", "61793a"),
    "autumn": ("8f2f26", "a8532c"),
}


def ivy(
    draw: Draw, length_m: float = 3.0, height_m: float = 3.0, *, kind: str = "ivy", season: str = "summer"
) -> Model:
    """What climbs a wall: along x, flat on the wall behind it (towards +y), growing from the ground.

    Args:
        draw: of the plant.
        length_m: of the wall that it covers.
        height_m: that its highest shoots reach.
        kind: ``ivy``, evergreen, or ``vine``, which turns red and is bare in winter.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.

    Raises:
        ValueError: no such kind or season.
    """
    if kind not in ("ivy", "vine"):
        raise ValueError(f"wall plant {kind!r}: expected ivy or vine")
    when, rng = season_of(season), draw.rng("growth")
    count, points = max(6, round(length_m * 7)), 14
    path = np.zeros((count, points, 3))
    path[:, 0, 0] = rng.normal(0, 0.22, count) * length_m
    heading = np.stack([rng.normal(0, 0.5, count), np.zeros(count), np.ones(count)], axis=1)
    reach = height_m * rng.beta(2.2, 1.4, count)
    for i in range(1, points):
        heading = unit(heading + rng.normal(0, 0.28, (count, 3)) * [1, 0, 1] + 0.06 * UP)
        path[:, i] = path[:, i - 1] + heading * (reach / (points - 1))[:, None]
    path[:, :, 0] = np.clip(path[:, :, 0], -length_m / 2, length_m / 2)
    path[:, :, 1] = rng.uniform(-0.03, 0.0, (count, points))
    path[:, :, 2] = np.clip(np.abs(path[:, :, 2]), 0.0, height_m - 0.06)
    shoots = Stems(path, np.linspace(0.012, 0.003, points)[None].repeat(count, axis=0))
    vertices, triangles = tubes(shoots, 3)
    pieces = [Mesh(vertices, triangles)]
    bare = kind == "vine" and when == "winter"
    if not bare:
        leaves = int(min(450 * float(reach.sum()), _MOST_LEAVES))
        stem = rng.choice(count, leaves, p=reach / reach.sum())
        base, _, _ = shoots.at(stem, rng.uniform(0, 1, leaves))
        depth = rng.uniform(0, 1, leaves)
        base = base + rng.normal(0, 0.13, base.shape) * [1, 0, 1]
        base[:, 1] = -0.015 - 0.12 * depth
        base[:, 2] = np.clip(base[:, 2], 0.05, height_m)
        axis = rng.normal(0, 0.5, base.shape) - 0.7 * UP + [0.0, -0.45, 0.0]
        face = np.array([0.0, -1.0, 0.45]) + rng.normal(0, 0.35, base.shape)
        size = 0.075 * np.clip(rng.normal(1, 0.25, leaves), 0.4, 1.6)
        found = placed(rng, OUTLINES["kite"], base, axis, face, size, 0.2 + 0.8 * depth)
        part = np.ones(len(found.triangles), np.int32)
        wall = np.array([np.inf, -0.004, np.inf], np.float32)
        low = np.array([-np.inf, -np.inf, 0.0], np.float32)
        top = np.array([np.inf, np.inf, height_m], np.float32)
        inside = np.clip(np.minimum(found.vertices, wall), low, top).astype(np.float32)
        pieces.append(Mesh(inside, found.triangles, found.uv, part))
    main, second = ("3c5a2e", "58733c") if kind == "ivy" else _VINE.get(when, ("6b5a3a", "55482f"))
    materials = (
        Surface(base_color=hexadecimal("54473a"), roughness=0.9),
        Foliage(
            color=varied(draw, "leaf", hexadecimal(main)),
            second=hexadecimal(second),
            share=draw.uniform("share", 0.15, 0.4),
            translucency=0.25,
            roughness=0.4,
        ),
    )
    return Model(kind, join(*pieces), materials)
