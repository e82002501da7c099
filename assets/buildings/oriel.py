"""Bay windows: a box of windows that leans out over the pavement, straight or with slanted sides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .elevation import Look, Opening, Side, elevation
from .parts import PAINT, TRIM, WALL, tint
from .pieces import Pieces, frame
from .wall import Surround

__all__ = ["oriel"]


def oriel(
    out: Pieces,
    u: float,
    wide_m: float,
    v0: float,
    v1: float,
    deep_m: float,
    sills_m: Sequence[float],
    window_m: float,
    tall_m: float,
    look: Look,
    far: bool,
    rng: np.random.Generator,
    slanted: bool = False,
    part: int = WALL,
) -> None:
    """In the front wall's frame about ``u`` from ``v0`` to ``v1``; one row of windows above each sill."""
    half = wide_m / 2
    inset = 0.55 * deep_m if slanted else 0.0
    plan = [(u - half, 0.0), (u - half + inset, deep_m), (u + half - inset, deep_m), (u + half, 0.0)]
    plain = replace(look, surround=Surround(sill_m=0.05), recess_m=0.0 if far else min(look.recess_m, 0.1))
    for i, (a, b) in enumerate(itertools.pairwise(plan)):
        along = np.array([b[0] - a[0], 0.0, b[1] - a[1]])
        length = float(np.linalg.norm(along))
        room = length - 0.26
        wide = min(window_m, room) if i == 1 else min(0.7, room)
        openings = []
        if wide > 0.3:
            left = (length - wide) / 2
            openings = [Opening("window", (left, v, left + wide, min(v + tall_m, v1 - 0.2))) for v in sills_m]
        view = plain if i == 1 else replace(plain, backs=replace(plain.backs, deep_m=0.8 * wide_m))
        one = elevation(Side(0.0, length, [(v0, v1, part)], openings), view, look.backs.lit, far, rng)
        # The side's frame in the front wall's: along the plan, v up.
        out.put(one, frame((a[0], 0.0, a[1]), tuple(along / length), (0.0, 1.0, 0.0)))
    points = np.array(plan)
    n = len(points)
    grown = points + np.array([(-0.06, 0.0), (-0.04, 0.07), (0.04, 0.07), (0.06, 0.0)])
    for v, height, shape in ((v0 - 0.16, 0.18, grown), (v1 - 0.02, 0.14, grown)):
        low = np.column_stack([shape[:, 0], np.full(n, v), shape[:, 1]])
        high = low + np.array([0.0, height, 0.0])
        out.quads(np.stack([low[:-1], low[1:], high[1:], high[:-1]], axis=1), TRIM)
        out.mesh(low, [[0, 2, 1], [0, 3, 2]], TRIM)
        out.mesh(high, [[0, 1, 2], [0, 2, 3]], PAINT, tint("lead"))
    # A console carries it.
    if not far:
        for k, share in enumerate((0.75, 0.45)):
            w = share * deep_m
            out.boxes(
                [u - half + 0.12, v0 - 0.16 - 0.2 * (k + 1), -0.02],
                [u + half - 0.12, v0 - 0.16 - 0.2 * k, w],
                TRIM,
                without=("back",),
            )
