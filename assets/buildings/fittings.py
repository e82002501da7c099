"""What is fixed to walls: plinths, bands, cornices, quoins, pipes, balconies, lamps, awnings, signs.

All in a wall's frame: u along, v up, w outwards.
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from .parts import GLASS, GLOW, PAINT, TRIM, tint
from .pieces import Pieces

__all__ = [
    "awning",
    "band",
    "cornice",
    "downpipe",
    "gutter",
    "lamp",
    "plaque",
    "plinth",
    "quoins",
    "railing",
    "steps",
]


def band(
    out: Pieces, u0: float, u1: float, v: float, height_m: float, reach_m: float, part: int = TRIM
) -> None:
    """A string course: a flat band with a narrow lip above it."""
    out.boxes(
        [[u0, v, -0.02], [u0, v + 0.7 * height_m, -0.02]],
        [[u1, v + 0.7 * height_m, reach_m * 0.5], [u1, v + height_m, reach_m]],
        part,
        without=("back",),
    )


def cornice(
    out: Pieces,
    u0: float,
    u1: float,
    v: float,
    height_m: float,
    reach_m: float,
    brackets: bool,
    part: int = TRIM,
    tint_number: int = 0,
) -> None:
    """Layers that step outwards, ending at height ``v``, on brackets if wanted."""
    share = np.array([0.0, 0.3, 0.62, 0.85, 1.0])
    reach = reach_m * np.array([0.2, 0.34, 0.85, 1.0])
    low = v - height_m + share[:-1] * height_m
    high = v - height_m + share[1:] * height_m
    n = len(low)
    out.boxes(
        np.column_stack([np.full(n, u0), low, np.full(n, -0.02)]),
        np.column_stack([np.full(n, u1), high, reach]),
        part,
        tint_number,
        without=("back",),
    )
    if brackets:
        count = max(2, round((u1 - u0) / 0.7))
        u = u0 + (u1 - u0) * (np.arange(count) + 0.5) / count
        n = count
        out.boxes(
            np.column_stack([u - 0.07, np.full(n, v - 0.85 * height_m), np.zeros(n)]),
            np.column_stack([u + 0.07, np.full(n, v - 0.38 * height_m), np.full(n, 0.72 * reach_m)]),
            part,
            tint_number,
            without=("back",),
        )


def plinth(
    out: Pieces, spans: npt.ArrayLike, high_m: float, reach_m: float, part: int, low_m: float = -1.5
) -> None:
    """The foot of a wall over spans (n, 2) of u, down into the ground."""
    s = np.asarray(spans, np.float64).reshape(-1, 2)
    n = len(s)
    if n:
        out.boxes(
            np.column_stack([s[:, 0], np.full(n, low_m), np.full(n, -0.05)]),
            np.column_stack([s[:, 1], np.full(n, high_m), np.full(n, reach_m)]),
            part,
            without=("back", "bottom"),
        )


def quoins(out: Pieces, u: float, inward: int, v0: float, v1: float, part: int = TRIM) -> None:
    """Corner stones from ``v0`` to ``v1`` at the edge ``u``, reaching along ``inward`` (1 or -1)."""
    count = max(2, int((v1 - v0) / 0.36))
    v = v0 + (v1 - v0) * np.arange(count) / count
    length = np.where(np.arange(count) % 2, 0.48, 0.3)
    a, b = np.full(count, u), u + inward * length
    out.boxes(
        np.column_stack([np.minimum(a, b), v + 0.008, np.full(count, -0.02)]),
        np.column_stack([np.maximum(a, b), v + (v1 - v0) / count - 0.008, np.full(count, 0.028)]),
        part,
        without=("back",),
    )


def gutter(out: Pieces, u0: float, u1: float, v: float, w: float, shade: int) -> None:
    """A half-round gutter whose rim is at ``v``, hanging from ``w`` outwards."""
    angle = np.linspace(0, np.pi, 7)
    cross = np.column_stack([np.zeros(7), -0.065 * np.sin(angle), 0.065 * (1 - np.cos(angle))])
    line = np.array([[u0, v, w], [u1, v, w]])
    out.sheet(line[:, None] + cross, PAINT, shade)
    out.sheet((line[:, None] + cross * 0.94)[:, ::-1], PAINT, shade)


def downpipe(out: Pieces, u: float, top: float, w_top: float, shade: int, foot: float = 0.0) -> None:
    """From a gutter to the ground, close to the wall, with clips."""
    out.pipe((u, top - 0.06, w_top), (u, top - 0.4, 0.09), 0.042, PAINT, shade)
    out.pipe((u, top - 0.38, 0.09), (u, foot - 1.0, 0.09), 0.042, PAINT, shade)
    out.pipe((u, foot + 1.2, 0.09), (u, foot - 1.0, 0.09), 0.05, PAINT, int(tint("iron")))
    v = np.arange(foot + 1.5, top - 0.6, 1.6)
    n = len(v)
    if n:
        out.boxes(
            np.column_stack([np.full(n, u - 0.05), v, np.zeros(n)]),
            np.column_stack([np.full(n, u + 0.05), v + 0.03, np.full(n, 0.14)]),
            PAINT,
            shade,
        )


def railing(
    out: Pieces,
    points: npt.ArrayLike,
    v: float,
    height_m: float,
    shade: int,
    style: str = "bars",
    spacing_m: float = 0.115,
) -> None:
    """Along a line of points (n, 2) of u and w that stands on ``v``: bars, glass, or boards."""
    p = np.asarray(points, np.float64)
    for a, b in itertools.pairwise(p):
        low, high = np.minimum(a, b), np.maximum(a, b)
        r = 0.02
        out.boxes(
            [low[0] - r, v + height_m - 0.04, low[1] - r],
            [high[0] + r, v + height_m, high[1] + r],
            PAINT,
            shade,
        )
        length = float(np.linalg.norm(b - a))
        if style == "bars":
            out.boxes([low[0] - r, v + 0.08, low[1] - r], [high[0] + r, v + 0.11, high[1] + r], PAINT, shade)
            count = max(2, int(length / spacing_m))
            at = a + (b - a) * ((np.arange(count) + 0.5) / count)[:, None]
            t = 0.008
            out.boxes(
                np.column_stack([at[:, 0] - t, np.full(count, v + 0.1), at[:, 1] - t]),
                np.column_stack([at[:, 0] + t, np.full(count, v + height_m - 0.03), at[:, 1] + t]),
                PAINT,
                shade,
                without=("top", "bottom"),
            )
        elif style == "glass":
            out.quads(
                [
                    [
                        [a[0], v + 0.06, a[1]],
                        [b[0], v + 0.06, b[1]],
                        [b[0], v + height_m - 0.05, b[1]],
                        [a[0], v + height_m - 0.05, a[1]],
                    ]
                ],
                GLASS,
            )
        else:
            out.boxes(
                [low[0] - 0.012, v + 0.05, low[1] - 0.012],
                [high[0] + 0.012, v + height_m - 0.06, high[1] + 0.012],
                PAINT,
                shade,
            )


def steps(
    out: Pieces, u0: float, u1: float, height_m: float, count: int, tread_m: float = 0.3, part: int = TRIM
) -> None:
    """Steps up to a door sill at ``height_m``, down into the ground."""
    i = np.arange(count)
    rise = height_m / (count + 1)
    low = np.column_stack([np.full(count, u0), np.full(count, -1.5), np.full(count, -0.05)])
    high = np.column_stack([np.full(count, u1), height_m - i * rise - 0.005, (i + 1) * tread_m])
    out.boxes(low, high, part, without=("back", "bottom"))


def lamp(out: Pieces, u: float, v: float, lit: bool, kind: int) -> None:
    """Beside a door: a lantern or a ball on an arm."""
    out.boxes(
        [[u - 0.05, v, 0.0], [u - 0.015, v + 0.1, 0.0]],
        [[u + 0.05, v + 0.2, 0.03], [u + 0.015, v + 0.13, 0.18]],
        PAINT,
        tint("iron"),
    )
    part, shade = (GLOW, tint("warm")) if lit else (PAINT, tint("lamp"))
    size = 0.07 if kind else 0.09
    out.boxes([u - size, v - 0.1, 0.18 - size], [u + size, v + 0.1, 0.18 + size], part, shade)
    out.boxes(
        [u - size - 0.01, v + 0.1, 0.17 - size], [u + size + 0.01, v + 0.13, 0.19 + size], PAINT, tint("iron")
    )


def plaque(
    out: Pieces, u: float, v: float, shade: int, width_m: float = 0.16, height_m: float = 0.14
) -> None:
    """A house number's plate without a number, or a letter box."""
    out.boxes([u, v, 0.0], [u + width_m, v + height_m, 0.025], PAINT, shade, without=("back",))


def awning(
    out: Pieces, u0: float, u1: float, v: float, reach_m: float, shade: int, stripes: int | None
) -> None:
    """A cloth that slopes from the wall at ``v``, with a valance; striped with a second colour if given."""
    columns = max(2, int((u1 - u0) / 0.22)) + 1
    u = np.linspace(u0, u1, columns)
    other = shade if stripes is None else stripes
    colors = np.where(np.arange(columns - 1) % 2, shade, other)
    drop = 0.38 * reach_m
    lines = [(v, 0.06), (v - drop, reach_m), (v - drop - 0.22, reach_m + 0.005)]
    top = np.stack([np.column_stack([u, np.full(columns, y), np.full(columns, w)]) for y, w in lines[::-1]])
    out.sheet(top, PAINT, colors)
    under = top - (0.0, 0.012, 0.006)
    out.sheet(under[:, ::-1], PAINT, colors[::-1])
    for a in (u0 + 0.05, u1 - 0.08):
        out.boxes([a, v - drop - 0.02, 0.0], [a + 0.03, v - drop + 0.01, reach_m], PAINT, tint("steel"))
    out.boxes([u0 - 0.03, v - 0.02, 0.0], [u1 + 0.03, v + 0.12, 0.14], PAINT, tint("zinc"))
