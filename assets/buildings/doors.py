"""Doors, garage doors and shop fronts: what fills openings down to the ground."""

from __future__ import annotations

import itertools

import numpy as np

from .parts import GLOW, PAINT, tint
from .pieces import Pieces
from .windows import pane, slats

__all__ = ["door", "garage_door", "shop_front"]


def door(
    out: Pieces,
    rect: tuple[float, float, float, float],
    w: float,
    color: tuple[str, int],
    style: int,
    lit: bool,
    rng: np.random.Generator,
) -> None:
    """A house door in an opening (u0, v0, u1, v1), its frame's face at ``w``: boards, panels or glass."""
    u0, v0, u1, v1 = rect
    shade = tint(*color)
    b = 0.08
    head = v0 + min(2.15, 0.78 * (v1 - v0)) if v1 - v0 > 2.35 else v1 - b
    low, high = (
        [[u0, v0, w - 0.08], [u1 - b, v0, w - 0.08], [u0, v1 - b, w - 0.08]],
        [[u0 + b, v1, w], [u1, v1, w], [u1, v1, w]],
    )
    if head < v1 - b:
        low.append([u0 + b, head, w - 0.08])
        high.append([u1 - b, head + b, w])
        pane(out, [[u0 + b, head + b, u1 - b, v1 - b, w - 0.04]], rng)
        out.panels(
            [[u0, head, u1, v1]],
            w - 0.5,
            GLOW if lit else PAINT,
            tint("warm") if lit else tint("room", style),
        )
    out.boxes(low, high, PAINT, shade)
    leaves = 2 if u1 - u0 > 1.35 else 1
    us = np.linspace(u0 + b, u1 - b, leaves + 1)
    for a, c in itertools.pairwise(us):
        left, right = a + 0.006, c - 0.006
        wide = right - left
        if style % 3 == 2:  # a glazed leaf
            stile = 0.12
            out.boxes(
                [
                    [left, v0 + 0.01, w - 0.06],
                    [right - stile, v0 + 0.01, w - 0.06],
                    [left, v0 + 0.01, w - 0.06],
                    [left, head - stile, w - 0.06],
                ],
                [
                    [left + stile, head, w - 0.015],
                    [right, head, w - 0.015],
                    [right, v0 + 0.5, w - 0.015],
                    [right, head, w - 0.015],
                ],
                PAINT,
                shade,
            )
            pane(out, [[left + stile, v0 + 0.5, right - stile, head - stile, w - 0.035]], rng)
            out.panels(
                [[left, v0, right, head]],
                w - 0.6,
                GLOW if lit else PAINT,
                tint("dim", style) if lit else tint("room", style),
            )
        else:
            out.boxes([left, v0 + 0.01, w - 0.06], [right, head - 0.005, w - 0.025], PAINT, shade)
            rows = (
                [(0.06, 0.42), (0.48, 0.94)] if style % 3 == 0 else [(0.05, 0.3), (0.35, 0.6), (0.65, 0.94)]
            )
            tall = head - v0
            inset = 0.16 * wide
            for y0, y1 in rows:
                r = (left + inset, v0 + y0 * tall, right - inset, v0 + y1 * tall)
                if y1 > 0.9 and style % 2:
                    pane(out, [[*r, w - 0.022]], rng)
                    out.panels(
                        [r], w - 0.024, GLOW if lit else PAINT, tint("dim") if lit else tint("dark", style)
                    )
                else:
                    t = 0.022
                    out.boxes(
                        [
                            [r[0], r[1], w - 0.03],
                            [r[0], r[3] - t, w - 0.03],
                            [r[0], r[1], w - 0.03],
                            [r[2] - t, r[1], w - 0.03],
                        ],
                        [
                            [r[2], r[1] + t, w - 0.008],
                            [r[2], r[3], w - 0.008],
                            [r[0] + t, r[3], w - 0.008],
                            [r[2], r[3], w - 0.008],
                        ],
                        PAINT,
                        shade,
                    )
        out.boxes(
            [right - 0.09, v0 + 1.0, w - 0.03], [right - 0.06, v0 + 1.18, w + 0.04], PAINT, tint("steel")
        )
    out.boxes([u0, v0 - 0.03, w - 0.3], [u1, v0 + 0.012, w + 0.2], PAINT, tint("concrete"))


def garage_door(
    out: Pieces, rect: tuple[float, float, float, float], w: float, shade: int, style: int
) -> None:
    """A garage door in an opening: sections, boards, or ribs."""
    u0, v0, u1, v1 = rect
    if style % 3 == 0:
        rows = 4
        vs = np.linspace(v0, v1, rows + 1)
        columns = max(2, round((u1 - u0) / 0.6))
        us = np.linspace(u0, u1, columns + 1)
        out.panels([rect], w - 0.03, PAINT, shade)
        a, b = np.meshgrid(us[:-1], vs[:-1])
        c, d = np.meshgrid(us[1:], vs[1:])
        low = np.column_stack([a.ravel() + 0.05, b.ravel() + 0.05, np.full(a.size, w - 0.04)])
        high = np.column_stack([c.ravel() - 0.05, d.ravel() - 0.05, np.full(a.size, w - 0.01)])
        out.boxes(low, high, PAINT, shade, without=("back",))
    elif style % 3 == 1:
        slats(out, u0, u1, v0, v1, w - 0.03, 0.12, PAINT, shade)
    else:
        count = max(4, int((u1 - u0) / 0.13))
        u = u0 + (u1 - u0) * np.arange(count) / count
        out.panels([rect], w - 0.035, PAINT, tint("dark"))
        out.boxes(
            np.column_stack([u + 0.004, np.full(count, v0), np.full(count, w - 0.04)]),
            np.column_stack([u + (u1 - u0) / count - 0.004, np.full(count, v1), np.full(count, w - 0.015)]),
            PAINT,
            shade,
            without=("back", "bottom"),
        )
    out.boxes(
        [(u0 + u1) / 2 - 0.08, v0 + 0.9, w - 0.02],
        [(u0 + u1) / 2 + 0.08, v0 + 0.94, w + 0.03],
        PAINT,
        tint("iron"),
    )


def shop_front(
    out: Pieces,
    rect: tuple[float, float, float, float],
    w: float,
    color: tuple[str, int],
    lit: bool,
    closed: bool,
    rng: np.random.Generator,
    goods: bool = True,
) -> None:
    """Display windows and a door in an opening down to the ground; goods on shelves behind them."""
    u0, v0, u1, v1 = rect
    shade = tint(*color)
    b = 0.06
    if closed:
        slats(out, u0, u1, v0, v1, w, 0.08, PAINT, int(tint("shutter", int(rng.integers(0, 9)))))
        return
    wide = u1 - u0
    door_m = 1.0
    side = int(rng.integers(0, 3))
    riser = float(rng.choice([0.12, 0.35, 0.55]))
    at = {0: u0, 1: u1 - door_m - 2 * b, 2: (u0 + u1 - door_m) / 2 - b}[side] if wide > 2.4 else None
    spans = [(u0, u1)]
    if at is not None:
        spans = [s for s in ((u0, at), (at + door_m + 2 * b, u1)) if s[1] - s[0] > 0.3]
    transom = v1 - (0.55 if v1 - v0 > 2.7 else 0.0)
    for a, c in spans:
        out.boxes(
            [[a, v0 - 0.1, w - 0.1], [a, v1 - b, w - 0.07], [a, v0 + riser, w - 0.07]],
            [[c, v0 + riser, w - 0.01], [c, v1, w], [c, v0 + riser + b, w + 0.02]],
            PAINT,
            shade,
        )
        if transom < v1:
            out.boxes([a, transom - b, w - 0.07], [c, transom, w + 0.005], PAINT, shade)
        count = max(1, round((c - a) / 1.7))
        us = np.linspace(a, c, count + 1)
        out.boxes(
            np.column_stack([us - b / 2, np.full(count + 1, v0 + riser), np.full(count + 1, w - 0.07)]),
            np.column_stack([us + b / 2, np.full(count + 1, v1), np.full(count + 1, w)]),
            PAINT,
            shade,
        )
        top = transom - b if transom < v1 else v1 - b
        panes = [[us[i] + b / 2, v0 + riser + b, us[i + 1] - b / 2, top, w - 0.04] for i in range(count)]
        if transom < v1:
            panes += [[us[i] + b / 2, transom, us[i + 1] - b / 2, v1 - b, w - 0.04] for i in range(count)]
        pane(out, panes, rng, 0.0015)
    if at is not None:
        a, c = at + b, at + b + door_m
        head = min(v0 + 2.2, v1 - b)
        out.boxes(
            [[at, v0, w - 0.07], [c, v0, w - 0.07], [a, head, w - 0.07]],
            [[a, v1, w], [c + b, v1, w], [c, head + b, w]],
            PAINT,
            shade,
        )
        out.boxes(
            [
                [a, v0 + 0.01, w - 0.06],
                [c - 0.08, v0 + 0.01, w - 0.06],
                [a, v0 + 0.01, w - 0.06],
                [a, head - 0.1, w - 0.06],
            ],
            [[a + 0.08, head, w - 0.02], [c, head, w - 0.02], [c, v0 + 0.25, w - 0.02], [c, head, w - 0.02]],
            PAINT,
            shade,
        )
        pane(
            out,
            [[a + 0.08, v0 + 0.25, c - 0.08, head - 0.1, w - 0.04], [a, head + b, c, v1, w - 0.04]],
            rng,
            0.0015,
        )
        out.boxes([a + 0.1, v0 + 0.95, w - 0.02], [a + 0.13, v0 + 1.35, w + 0.05], PAINT, tint("steel"))
        card = rng.uniform(a + 0.2, c - 0.45)
        out.panels([[card, v0 + 1.3, card + 0.25, v0 + 1.62]], w - 0.046, PAINT, tint("white"))
    _room(out, (u0, v0, u1, v1), w, lit, rng)
    if goods:
        _goods(out, (u0, v0, u1, v1), w, riser, rng)
    else:
        _lobby(out, (u0, v0, u1, v1), w, rng)


def _room(
    out: Pieces, rect: tuple[float, float, float, float], w: float, lit: bool, rng: np.random.Generator
) -> None:
    """Walls, a floor, a ceiling, lamps."""
    u0, v0, u1, v1 = rect
    a, b, near, far = u0 - 0.1, u1 + 0.1, w - 0.08, w - 3.4
    low, high = v0 - 0.02, v1 + 0.1
    shade = int(rng.integers(0, 100))
    part, wall = (GLOW, tint("neutral", shade)) if lit else (PAINT, tint("net", shade))
    out.quads(
        [[[a, low, far], [b, low, far], [b, high, far], [a, high, far]]],
        part,
        tint("dim", shade) if lit else wall,
    )
    out.quads(
        [
            [[a, low, near], [a, low, far], [a, high, far], [a, high, near]],
            [[b, low, far], [b, low, near], [b, high, near], [b, high, far]],
            [[a, high, far], [b, high, far], [b, high, near], [a, high, near]],
        ],
        PAINT,
        tint("net", shade + 1),
    )
    out.quads([[[a, low, near], [b, low, near], [b, low, far], [a, low, far]]], PAINT, tint("floor", shade))
    if lit:
        count = max(1, int((b - a) / 1.2))
        u = a + (b - a) * (np.arange(count) + 0.5) / count
        out.boxes(
            np.column_stack([u - 0.1, np.full(count, high - 0.08), np.full(count, far + 0.5)]),
            np.column_stack([u + 0.1, np.full(count, high - 0.03), np.full(count, near - 0.4)]),
            GLOW,
            tint("cool" if shade % 3 == 0 else "neutral"),
        )


def _lobby(out: Pieces, rect: tuple[float, float, float, float], w: float, rng: np.random.Generator) -> None:
    """What stands in an entrance hall: a desk, seats, plants."""
    u0, v0, u1, _ = rect
    n = max(1, int((u1 - u0) / 1.8))
    u = rng.uniform(u0 + 0.2, max(u0 + 0.3, u1 - 1.2), n)
    back = w - rng.uniform(0.9, 2.4, n)
    out.boxes(
        np.column_stack([u, np.full(n, v0), back - 0.6]),
        np.column_stack([u + rng.uniform(0.6, 1.0, n), v0 + rng.choice([0.42, 0.75, 1.1], n), back]),
        PAINT,
        tint("drape", rng.integers(0, 9, n)),
    )
    at = rng.uniform(u0 + 0.3, max(u0 + 0.4, u1 - 0.5), 2)
    for x in at.tolist():
        out.boxes([x, v0, w - 0.8], [x + 0.3, v0 + 0.4, w - 0.5], PAINT, tint("tank"))
        leaf = rng.uniform(-0.25, 0.4, (14, 3)) * (1.0, 0.0, 0.6)
        low = leaf + (x, v0 + 0.4, w - 0.75) + rng.uniform(0, 0.8, (14, 1)) * (0.0, 1.0, 0.0)
        out.boxes(low, low + np.array([0.14, 0.2, 0.05]), PAINT, tint("plant", rng.integers(0, 9, 14)))


def _goods(
    out: Pieces, rect: tuple[float, float, float, float], w: float, riser: float, rng: np.random.Generator
) -> None:
    """Shelves of goods, posters and what stands in the window."""
    u0, v0, u1, v1 = rect
    a, b, near, far = u0 - 0.1, u1 + 0.1, w - 0.08, w - 3.4
    shade = int(rng.integers(0, 100))
    # Shelves at the back and a stepped stand behind the window, both with goods.
    out.boxes(
        [[a, v0 + y, far] for y in (0.5, 1.0, 1.5, 2.0)],
        [[b, v0 + y + 0.03, far + 0.4] for y in (0.5, 1.0, 1.5, 2.0)],
        PAINT,
        tint("oak", shade),
    )
    n = int(22 * (u1 - u0))
    shelf = rng.integers(0, 4, n)
    u = rng.uniform(a, b - 0.15, n)
    size = np.column_stack([rng.uniform(0.06, 0.3, n), rng.uniform(0.1, 0.36, n), rng.uniform(0.1, 0.3, n)])
    at = np.column_stack([u, v0 + 0.53 + 0.5 * shelf, np.full(n, far + 0.02)])
    out.boxes(at, at + size, PAINT, tint("goods", rng.integers(0, 100, n)), without=("back", "bottom"))
    stand = riser + 0.05
    out.boxes([a, v0, near - 0.9], [b, v0 + stand, near - 0.02], PAINT, tint("net", shade + 2))
    n = int(5 * (u1 - u0))
    u = rng.uniform(u0 + 0.05, u1 - 0.3, n)
    size = np.column_stack(
        [rng.uniform(0.08, 0.34, n), rng.uniform(0.1, 0.55, n), rng.uniform(0.06, 0.25, n)]
    )
    at = np.column_stack([u, np.full(n, v0 + stand), near - rng.uniform(0.35, 0.85, n)])
    out.boxes(at, at + size, PAINT, tint("goods", rng.integers(0, 100, n)))
    if rng.random() < 0.45:
        _figures(out, u0, u1, v0 + stand, near - 0.5, rng)
    for _ in range(int(rng.integers(0, 4))):  # posters on the glass
        left = rng.uniform(u0 + 0.1, max(u0 + 0.11, u1 - 0.7))
        foot = rng.uniform(v0 + riser + 0.3, v0 + riser + 0.9)
        wide, tall = rng.uniform(0.3, 0.6), rng.uniform(0.4, 0.8)
        sheet = [left, foot, left + wide, min(foot + tall, v1 - 0.2)]
        picture = [left + 0.05, foot + 0.2 * tall, left + 0.7 * wide, min(foot + 0.6 * tall, v1 - 0.3)]
        out.panels(
            np.array([sheet, picture]),
            [w - 0.05, w - 0.048],
            PAINT,
            np.array([tint("goods", int(rng.integers(0, 99))), tint("goods", int(rng.integers(0, 99)))]),
        )


def _figures(out: Pieces, u0: float, u1: float, v: float, w: float, rng: np.random.Generator) -> None:
    """Dressed figures without heads or faces to speak of."""
    heights = np.array([0.0, 0.45, 0.85, 1.1, 1.35, 1.42, 1.5, 1.62])
    radii = np.array([0.12, 0.14, 0.17, 0.13, 0.19, 0.06, 0.09, 0.03])
    angle = np.linspace(0, 2 * np.pi, 9)
    ring = np.column_stack([np.cos(angle), np.zeros(9), 0.7 * np.sin(angle)])
    body = heights[:, None, None] * [0.0, 1.0, 0.0] + radii[:, None, None] * ring[::-1]
    count = max(1, int((u1 - u0) / 1.3))
    for i in range(count):
        at = np.array([u0 + (u1 - u0) * (i + rng.uniform(0.3, 0.7)) / count, v, w])
        out.sheet(body[:3] + at, PAINT, tint("drape", int(rng.integers(0, 99))))
        out.sheet(body[2:6] + at, PAINT, tint("goods", int(rng.integers(0, 99))))
        out.sheet(body[5:] + at, PAINT, tint("skin"))
