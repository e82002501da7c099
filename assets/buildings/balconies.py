"""What people keep outside their windows: balconies, flowers, machines that cool, ways to flee from fire."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .fittings import railing
from .parts import PAINT, TRIM, tint
from .pieces import Pieces

__all__ = ["balcony", "cellar_windows", "coolers", "far_balcony", "fire_escape", "flowers", "window_boxes"]


def balcony(
    out: Pieces,
    u0: float,
    u1: float,
    v: float,
    reach_m: float,
    style: str,
    shade: int,
    rng: np.random.Generator,
    brackets: bool = False,
) -> None:
    """A slab with its railing; now and then with what people keep there."""
    out.boxes([u0, v - 0.16, -0.02], [u1, v, reach_m - 0.03], TRIM, without=("back",))
    out.boxes([u0 - 0.01, v - 0.1, 0.0], [u1 + 0.01, v + 0.02, reach_m - 0.02], TRIM, without=("back",))
    if brackets:
        for u in (u0 + 0.15, u1 - 0.35):
            out.boxes(
                [[u, v - 0.36, 0.0], [u, v - 0.56, 0.0]],
                [[u + 0.2, v - 0.16, 0.75 * reach_m], [u + 0.2, v - 0.36, 0.4 * reach_m]],
                TRIM,
                without=("back",),
            )
    e = 0.04
    line = [(u0 + e, 0.0), (u0 + e, reach_m - e), (u1 - e, reach_m - e), (u1 - e, 0.0)]
    if style == "solid":
        out.boxes(
            [[u0, v, reach_m - 0.12], [u0, v, 0.0], [u1 - 0.1, v, 0.0]],
            [
                [u1, v + 0.95, reach_m - 0.02],
                [u0 + 0.1, v + 0.95, reach_m - 0.12],
                [u1, v + 0.95, reach_m - 0.12],
            ],
            TRIM,
        )
        out.boxes(
            [u0 - 0.01, v + 0.95, reach_m - 0.14], [u1 + 0.01, v + 0.99, reach_m - 0.01], PAINT, tint("zinc")
        )
    else:
        railing(out, line, v, 1.02, shade, style)
    lot = rng.random(4)
    if lot[0] < 0.45:
        length = rng.uniform(0.5, 0.8) * (u1 - u0)
        a = rng.uniform(u0 + 0.1, u1 - length)
        flowers(out, a, min(a + length, u1 - 0.1), v + 0.78, reach_m - 0.2, rng)
    if lot[2] < 0.5:  # a table, a bench, a crate
        u = rng.uniform(u0 + 0.2, max(u0 + 0.21, u1 - 0.9))
        out.boxes(
            [[u, v + 0.68, 0.25], [u + 0.3, v, 0.5]],
            [[u + 0.7, v + 0.72, 0.85], [u + 0.38, v + 0.7, 0.58]],
            PAINT,
            tint("goods", int(100 * lot[3])),
        )
        out.boxes([u1 - 0.5, v, 0.2], [u1 - 0.12, v + 0.5, 0.55], PAINT, tint("drape", int(77 * lot[1])))


def far_balcony(out: Pieces, u0: float, u1: float, v: float, reach_m: float, style: str, shade: int) -> None:
    """The same in two panels: the slab, and as much of the railing as one sees from afar."""
    out.quads([[[u0, v, 0.0], [u1, v, 0.0], [u1, v, reach_m], [u0, v, reach_m]]], TRIM)
    if style in ("solid", "boards"):
        out.panels([[u0, v - 0.1, u1, v + 0.95]], reach_m, TRIM if style == "solid" else PAINT, shade)
    else:
        out.panels([[u0, v - 0.14, u1, v + 0.05]], reach_m, TRIM)
        out.panels([[u0, v + 0.96, u1, v + 1.02]], reach_m, PAINT, shade)


def flowers(out: Pieces, u0: float, u1: float, v: float, w: float, rng: np.random.Generator) -> None:
    """A box of plants, some of them in bloom, 0.14 m deep from ``w`` outwards."""
    out.boxes([u0, v, w], [u1, v + 0.17, w + 0.14], PAINT, tint("clay", int(rng.integers(0, 9))))
    count = max(2, int((u1 - u0) / 0.09))
    at = u0 + (u1 - u0) * (np.arange(count) + 0.5) / count
    tall = rng.uniform(0.08, 0.24, count)
    wide = rng.uniform(0.03, 0.07, count)
    middle = w + 0.07 + rng.uniform(-0.03, 0.02, count)
    shade = int(rng.integers(0, 9))
    colors = np.where(
        rng.random(count) < 0.35, tint("flower", shade), tint("plant", rng.integers(0, 9, count))
    )
    out.boxes(
        np.column_stack([at - wide, np.full(count, v + 0.15), middle - wide]),
        np.column_stack([at + wide, v + 0.17 + tall, middle + 0.6 * wide]),
        PAINT,
        colors,
    )


def window_boxes(out: Pieces, rects: npt.ArrayLike, share: float, rng: np.random.Generator) -> None:
    """Flowers on the sills of a share of windows (n, 4)."""
    for u0, v0, u1, _ in np.asarray(rects, np.float64).reshape(-1, 4):
        if rng.random() < share:
            flowers(out, u0 + 0.06, u1 - 0.06, v0 + 0.015, -0.04, rng)


def coolers(out: Pieces, rects: npt.ArrayLike, share: float, rng: np.random.Generator) -> None:
    """Air conditioners that stick out of a share of windows (n, 4), each on its bracket."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    r = r[rng.random(len(r)) < share]
    n = len(r)
    if not n:
        return
    middle = (r[:, 0] + r[:, 2]) / 2
    low = np.column_stack([middle - 0.28, r[:, 1] + 0.02, np.full(n, -0.25)])
    high = np.column_stack([middle + 0.28, r[:, 1] + 0.4, np.full(n, 0.26)])
    out.boxes(low, high, PAINT, tint("shutter", rng.integers(0, 9, n)))
    for k in range(5):
        v = r[:, 1] + 0.07 + 0.06 * k
        out.boxes(
            np.column_stack([middle - 0.24, v, np.full(n, 0.25)]),
            np.column_stack([middle + 0.24, v + 0.03, np.full(n, 0.265)]),
            PAINT,
            tint("tank"),
            without=("back",),
        )


def cellar_windows(out: Pieces, at: Sequence[float], high_m: float) -> None:
    """Low, barred windows in a plinth of height ``high_m`` below the places ``at``."""
    u = np.asarray(at, np.float64)
    n = len(u)
    v = high_m - 0.42
    if n == 0 or v < 0.05:
        return
    w = 0.035
    out.panels(
        np.column_stack([u - 0.35, np.full(n, v), u + 0.35, np.full(n, v + 0.3)]),
        w + 0.004,
        PAINT,
        tint("dark"),
    )
    for a, b, c, d in (
        (-0.38, 0.38, -0.03, 0.0),
        (-0.38, 0.38, 0.3, 0.33),
        (-0.38, -0.35, 0.0, 0.3),
        (0.35, 0.38, 0.0, 0.3),
    ):
        out.boxes(
            np.column_stack([u + a, np.full(n, v + c), np.full(n, w - 0.02)]),
            np.column_stack([u + b, np.full(n, v + d), np.full(n, w + 0.02)]),
            TRIM,
        )
    bars = (u[:, None] + np.linspace(-0.28, 0.28, 6)).ravel()
    out.boxes(
        np.column_stack([bars - 0.007, np.full(6 * n, v), np.full(6 * n, w + 0.005)]),
        np.column_stack([bars + 0.007, np.full(6 * n, v + 0.3), np.full(6 * n, w + 0.02)]),
        PAINT,
        tint("iron"),
    )


def fire_escape(out: Pieces, u: float, levels: Sequence[float], shade: int, wide_m: float = 2.8) -> None:
    """Iron landings at ``levels`` about ``u`` with stairs between them and a ladder below the lowest."""
    a, b, reach = u - wide_m / 2, u + wide_m / 2, 1.05
    for k, v in enumerate(levels):
        bars = np.arange(a, b, 0.12)
        n = len(bars)
        out.boxes(
            np.column_stack([bars, np.full(n, v - 0.03), np.full(n, 0.03)]),
            np.column_stack([bars + 0.05, np.full(n, v), np.full(n, reach)]),
            PAINT,
            shade,
        )
        out.boxes(
            [[a, v - 0.09, 0.0], [b - 0.04, v - 0.09, 0.0], [a, v - 0.09, reach - 0.04]],
            [[a + 0.04, v, reach], [b, v, reach], [b, v, reach]],
            PAINT,
            shade,
        )
        railing(out, [(a, 0.0), (a, reach), (b, reach), (b, 0.0)], v, 0.95, shade, spacing_m=0.24)
        for x in (a + 0.1, b - 0.14):
            out.pipe((x, v - 0.05, reach - 0.1), (x, v - 0.75, 0.02), 0.02, PAINT, shade)
        if k + 1 < len(levels):
            rise = levels[k + 1] - v
            run = min(0.62 * rise, wide_m - 0.8)
            start = a + 0.3 if k % 2 else b - 0.3
            end = start + (run if k % 2 else -run)
            count = int(rise / 0.26)
            share = (np.arange(count) + 1) / (count + 1)
            along, up = start + (end - start) * share, v + rise * share
            out.boxes(
                np.column_stack([along - 0.1, up - 0.015, np.full(count, 0.35)]),
                np.column_stack([along + 0.1, up + 0.015, np.full(count, 0.85)]),
                PAINT,
                shade,
            )
            for w in (0.35, 0.85):
                out.pipe((start, v, w), (end, levels[k + 1], w), 0.03, PAINT, shade)
                out.pipe((start, v + 0.85, w), (end, levels[k + 1] + 0.85, w), 0.018, PAINT, shade)
    foot = levels[0] - 1.6
    rungs = np.arange(foot, levels[0], 0.3)
    n = len(rungs)
    out.boxes(
        np.column_stack([np.full(n, b - 0.75), rungs, np.full(n, reach - 0.03)]),
        np.column_stack([np.full(n, b - 0.35), rungs + 0.025, np.full(n, reach)]),
        PAINT,
        shade,
    )
    for x in (b - 0.77, b - 0.36):
        out.boxes([x, foot, reach - 0.04], [x + 0.03, levels[0] + 0.6, reach + 0.01], PAINT, shade)
