"""Windows: frames, panes that are never quite even, and what is behind them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .parts import GLASS, GLOW, PAINT, tint
from .pieces import Pieces

__all__ = ["Backs", "WindowStyle", "far_windows", "frame_cells", "pane", "windows"]


_MOST_FRAMED = 40
"""Windows of a far side that have frames."""


@dataclass(frozen=True)
class WindowStyle:
    """How windows are divided.

    Attributes:
        sash: ``casement``, two of them; ``transom``, the same below a fixed light; ``single``; ``sash``,
            two that slide; ``sixes``, these with six panes each; ``wide``, with two side
            lights; ``band``, of equal lights.
        color: name of the frames' tint, and its number.
        bar_m: width of the frame's bars.
        bars: casements are divided again.
    """

    sash: str = "casement"
    color: tuple[str, int] = ("white", 0)
    bar_m: float = 0.07
    bars: bool = False


@dataclass(frozen=True)
class Backs:
    """Shares of what is behind panes, and what covers them from outside.

    Attributes:
        lit: share that glows.
        shutters: share with a roller shutter at least partly down.
        deep_m: how far one can look in at most.
        kinds: shares of bare rooms, drapes, nets, roller blinds and venetian blinds.
    """

    lit: float = 0.0
    shutters: float = 0.0
    deep_m: float = 3.0
    kinds: tuple[float, float, float, float, float] = (0.25, 0.2, 0.35, 0.12, 0.08)


def frame_cells(
    width_m: float, height_m: float, style: WindowStyle
) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """Bars as boxes (u0, v0, w0, u1, v1, w1) and panes as (u0, v0, u1, v1, w) of one window.

    The frame's outer face is at w = 0.
    """
    b, d = style.bar_m, 0.06
    w, h = width_m, height_m
    bars: list[tuple[float, ...]] = [
        (0, 0, -d, b, h, 0),
        (w - b, 0, -d, w, h, 0),
        (b, 0, -d, w - b, b, 0),
        (b, h - b, -d, w - b, h, 0),
    ]
    panes: list[tuple[float, ...]] = []

    def lights(
        u0: float, u1: float, v0: float, v1: float, count: int, rows: int = 1, w_at: float = 0.0
    ) -> None:
        us = np.linspace(u0, u1, count + 1)
        for i in range(1, count):
            bars.append((us[i] - 0.6 * b, v0, -d, us[i] + 0.6 * b, v1, 0.012 + w_at))
        vs = np.linspace(v0, v1, rows + 1)
        for j in range(1, rows):
            bars.append((u0, vs[j] - 0.014, -d + 0.015, u1, vs[j] + 0.014, w_at - 0.012))
        for i in range(count):
            left = us[i] + (0.6 * b if i else 0.0)
            right = us[i + 1] - (0.6 * b if i < count - 1 else 0.0)
            panes.append((left, v0, right, v1, w_at - 0.03))

    def muntins(u0: float, u1: float, v0: float, v1: float, count: int, rows: int, w_at: float) -> None:
        for u in np.linspace(u0, u1, count + 1)[1:-1]:
            bars.append((u - 0.012, v0, w_at - 0.04, u + 0.012, v1, w_at - 0.012))
        for v in np.linspace(v0, v1, rows + 1)[1:-1]:
            bars.append((u0, v - 0.012, w_at - 0.04, u1, v + 0.012, w_at - 0.012))

    inner = (b, w - b, b, h - b)
    if style.sash == "transom":
        at = 0.68 * h
        bars.append((b, at - 0.6 * b, -d, w - b, at + 0.6 * b, 0.02))
        count = 2 if w > 0.75 else 1
        rows = 2 if style.bars else 1
        lights(b, w - b, b, at - 0.6 * b, count, rows)
        lights(b, w - b, at + 0.6 * b, h - b, 1)
    elif style.sash in ("sash", "sixes"):
        at = 0.5 * h
        bars.append((b, at - 0.4 * b, -d, w - b, at + 0.4 * b, 0.0))
        panes.append((b, at + 0.4 * b, w - b, h - b, -0.025))
        panes.append((b, b, w - b, at - 0.4 * b, -0.055))
        bars.append((b, b, -d, w - b, b + 0.05, -0.03))
        if style.sash == "sixes":
            muntins(b, w - b, at, h - b, 3 if w > 0.85 else 2, 2, -0.01)
            muntins(b, w - b, b, at, 3 if w > 0.85 else 2, 2, -0.04)
    elif style.sash == "wide" and w > 1.4:
        side = 0.24 * w
        bars += [
            (side - 0.5 * b, b, -d, side + 0.5 * b, h - b, 0.01),
            (w - side - 0.5 * b, b, -d, w - side + 0.5 * b, h - b, 0.01),
        ]
        panes += [
            (b, b, side - 0.5 * b, h - b, -0.03),
            (side + 0.5 * b, b, w - side - 0.5 * b, h - b, -0.03),
            (w - side + 0.5 * b, b, w - b, h - b, -0.03),
        ]
    elif style.sash == "band":
        lights(*inner, max(1, round(w / 1.1)))
    else:
        count = 1 if style.sash == "single" or w < 0.75 else 2 if w < 1.9 else 3
        lights(*inner, count, 3 if style.bars else 1)
    return bars, panes


def pane(out: Pieces, rects: npt.ArrayLike, rng: np.random.Generator, tilt: float = 0.004) -> None:
    """Panes (n, 5) of u0, v0, u1, v1, w, each a little bent and set a little askew.

    Two panes with air between them are drawn in when it is cold; what they mirror shows it.
    """
    r = np.asarray(rects, np.float64).reshape(-1, 5)
    n = len(r)
    if not n:
        return
    s = np.array([0.0, 0.5, 1.0])
    u = r[:, 0, None, None] + (r[:, 2] - r[:, 0])[:, None, None] * s[None, None, :]
    v = r[:, 1, None, None] + (r[:, 3] - r[:, 1])[:, None, None] * s[None, :, None]
    u, v = np.broadcast_arrays(u, v)
    lean = rng.normal(0.0, tilt, (n, 2))
    bulge = rng.normal(-0.0012, 0.0012, n) * np.minimum(r[:, 2] - r[:, 0], r[:, 3] - r[:, 1])
    middle = np.outer(1 - (2 * s - 1) ** 2, 1 - (2 * s - 1) ** 2)
    w = (
        r[:, 4, None, None]
        + lean[:, :1, None] * (u - r[:, :1, None])
        + lean[:, 1:, None] * (v - r[:, 1:2, None])
        + bulge[:, None, None] * middle
    )
    points = np.stack([u, v, np.broadcast_to(w, u.shape)], axis=-1).reshape(-1, 3)
    i = np.array([0, 1, 3, 4])
    cell = np.concatenate([np.stack([i, i + 1, i + 4], 1), np.stack([i, i + 4, i + 3], 1)])
    triangles = (np.arange(n)[:, None, None] * 9 + cell).reshape(-1, 3)
    out.mesh(points, triangles, GLASS)


def _room(
    out: Pieces, width: float, height: float, depth: float, shade: int, lit: bool, rng: np.random.Generator
) -> None:
    """A box that is open to the window: back, sides, ceiling, floor, seen from inside."""
    a, b, low, high, near, far = -0.15, width + 0.15, -0.25, height + 0.25, -0.061, -depth
    back = [[a, low, far], [b, low, far], [b, high, far], [a, high, far]]
    left = [[a, low, near], [a, low, far], [a, high, far], [a, high, near]]
    right = [[b, low, far], [b, low, near], [b, high, near], [b, high, far]]
    ceiling = [[a, high, far], [b, high, far], [b, high, near], [a, high, near]]
    floor = [[a, low, near], [b, low, near], [b, low, far], [a, low, far]]
    wall = tint("room", shade)
    if lit:
        light = tint(("warm", "warm", "warm", "neutral", "dim")[shade % 5], shade)
        dim = tint("dim", shade)
        out.quads([back], GLOW, light)
        out.quads([left, right, ceiling, floor], GLOW, dim)
    else:
        out.quads([back, left, right], PAINT, wall)
        out.quads([ceiling, floor], PAINT, np.array([tint("room", shade + 2), tint("floor", shade)]))
    if depth > 0.8 and rng.random() < 0.7:  # a cupboard or a picture at the back
        u = rng.uniform(0.0, 0.6) * width
        out.boxes(
            [u, low, far],
            [u + 0.5 * width, low + rng.uniform(0.5, 0.8) * height, far + 0.4],
            PAINT,
            tint("dark", shade) if not lit else tint("drape", shade),
        )


def _waves(
    u0: float, u1: float, low: float, high: float, w: float, part: int, shade: int, out: Pieces
) -> None:
    """Cloth that hangs in folds."""
    columns = max(5, int((u1 - u0) / 0.045))
    u = np.linspace(u0, u1, columns)
    fold = 0.022 * np.sin(np.arange(columns) * 2.1 + shade)
    rows = [np.column_stack([u, np.full(columns, v), w + fold * f]) for v, f in ((low, 1.3), (high, 0.7))]
    out.sheet(np.stack(rows), part, shade)


def slats(
    out: Pieces,
    u0: float,
    u1: float,
    low: float,
    high: float,
    w: float,
    pitch: float,
    part: int,
    shade: int,
    open_m: float = 0.0,
) -> None:
    """Slats: a roller shutter's (closed), a venetian blind's or a louvre's (apart by ``open_m``)."""
    count = max(1, int((high - low) / pitch))
    v = low + (high - low) * np.arange(count) / count
    top = v + (high - low) / count - open_m
    depth = 0.012 if open_m == 0 else 0.03
    rows = np.stack(
        [
            np.stack(
                [
                    np.column_stack([np.full(count, u), y, np.full(count, w + d)])
                    for u, y, d in ((u0, v, depth), (u1, v, depth), (u1, top, 0.0), (u0, top, 0.0))
                ],
                axis=1,
            )
        ]
    )
    out.quads(rows[0], part, shade)
    if open_m == 0:
        out.quads(
            [[[u0, low, w - 0.004], [u1, low, w - 0.004], [u1, high, w - 0.004], [u0, high, w - 0.004]]],
            part,
            shade,
        )


def _back(
    width: float, height: float, deep_m: float, kind: int, lit: bool, shade: int, rng: np.random.Generator
) -> Pieces:
    """What is behind the panes of one window."""
    out = Pieces()
    glow = GLOW if lit else PAINT

    def cloth(name: str) -> int:
        if not lit:
            return int(tint(name, shade))
        return int(tint(("warm", "dim", "warm", "neutral", "screen")[(shade + len(name)) % 5], shade))

    w = -rng.uniform(0.1, 0.18)
    if kind != 2 or lit:
        _room(out, width, height, min(rng.uniform(1.0, 3.0), deep_m), shade, lit, rng)
    if kind == 0 and not lit and rng.random() < 0.4:  # flowers on the sill
        for _ in range(rng.integers(1, 4)):
            u = rng.uniform(0.1, 0.8) * width
            tall = rng.uniform(0.15, 0.4)
            out.boxes(
                [[u, 0.07, -0.22], [u - 0.05, 0.17, -0.27]],
                [[u + 0.14, 0.17, -0.1], [u + 0.19, 0.17 + tall, -0.09]],
                PAINT,
                np.array([tint("clay"), tint("plant", shade)]),
            )
    if kind == 1:
        share = rng.uniform(0.16, 0.36)
        for u0, u1 in ((0.0, share * width), (width * (1 - share), width)):
            _waves(u0, u1, 0.0, height, w - 0.05, glow, cloth("drape"), out)
        if rng.random() < 0.5:
            _waves(0.0, width, 0.0, height * rng.uniform(0.35, 0.55), w, glow, cloth("net"), out)
    elif kind == 2:
        _waves(0.0, width, 0.0, height, w, glow, cloth("net"), out)
        if rng.random() < 0.5:
            for u0, u1 in ((0.0, 0.14 * width), (0.86 * width, width)):
                _waves(u0, u1, 0.0, height, w + 0.035, glow, cloth("drape"), out)
    elif kind == 3:
        low = height * rng.choice([0.0, 0.35, 0.6, 0.75])
        out.panels([[0.0, low, width, height]], w + 0.03, glow, cloth("blind"))
        out.boxes([0.0, low, w + 0.02], [width, low + 0.03, w + 0.045], PAINT, tint("blind", shade))
    elif kind == 4:
        low = height * rng.choice([0.0, 0.3, 0.6])
        slats(out, 0.03, width - 0.03, low, height, w + 0.02, 0.04, glow, cloth("blind"), 0.012)
    return out


def windows(
    out: Pieces,
    rects: npt.ArrayLike,
    recess_m: float,
    style: WindowStyle,
    backs: Backs,
    rng: np.random.Generator,
    w: float = 0.0,
    variants: int = 8,
) -> None:
    """Windows in openings (n, 4) of one size, frames ``recess_m`` behind the wall's face ``w``."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    n = len(r)
    if not n:
        return
    width, height = float(r[0, 2] - r[0, 0]), float(r[0, 3] - r[0, 1])
    at = np.column_stack([r[:, :2], np.full(n, w - recess_m)])
    bars, panes = frame_cells(width, height, style)
    box = np.array(bars)
    one = Pieces()
    one.boxes(box[:, :3], box[:, 3:], PAINT, tint(*style.color), without=("back",))
    out.add(one, at)
    cells = np.array(panes)
    every = (
        cells[None] + np.column_stack([at[:, 0], at[:, 1], at[:, 0], at[:, 1], at[:, 2]])[:, None]
    ).reshape(-1, 5)
    pane(out, every, rng)
    down = rng.random(n) < backs.shutters
    glows = (rng.random(n) < backs.lit) & ~(down & (rng.random(n) < 0.6))
    lot = rng.integers(0, variants, n)
    shades = rng.integers(0, 100, 2 * variants)
    kinds = rng.choice(5, 2 * variants, p=np.array(backs.kinds) / np.sum(backs.kinds))
    chosen = lot + variants * glows
    for v in np.unique(chosen):
        back = _back(width, height, backs.deep_m, int(kinds[v]), v >= variants, int(shades[v]), rng)
        out.add(back, at[chosen == v])
    if down.any():
        shade = int(tint("shutter", int(rng.integers(0, 4))))
        share = np.where(rng.random(n) < 0.6, 1.0, rng.choice([0.2, 0.35, 0.5], n))
        for s in np.unique(share[down]):
            one = Pieces()
            slats(one, 0.01, width - 0.01, height * (1 - s), height, 0.02, 0.055, PAINT, shade)
            one.boxes(
                [0.01, height * (1 - s) - 0.03, 0.005], [width - 0.01, height * (1 - s), 0.035], PAINT, shade
            )
            out.add(one, at[down & (share == s)])


def far_windows(
    out: Pieces,
    rects: npt.ArrayLike,
    style: WindowStyle,
    backs: Backs,
    rng: np.random.Generator,
    w: float = 0.0,
) -> None:
    """The same as flat panels in front of a wall without holes."""
    r = np.asarray(rects, np.float64).reshape(-1, 4)
    n = len(r)
    if not n:
        return
    if n <= _MOST_FRAMED:
        out.panels(r, w + 0.02, PAINT, tint(*style.color))
    inset = np.array([1.0, 1.0, -1.0, -1.0]) * (style.bar_m + 0.02)
    glows = rng.random(n) < backs.lit
    lot = rng.integers(0, 100, n)
    names = ("dark", "room", "net", "blind", "drape")
    kinds = rng.choice(5, n, p=np.array(backs.kinds) / np.sum(backs.kinds))
    shade = np.array([tint(names[k], int(i)) for k, i in zip(kinds, lot, strict=True)])
    shine = np.array([tint(("warm", "dim", "neutral", "warm")[i % 4], int(i)) for i in lot.tolist()])
    out.panels((r + inset)[~glows], w + 0.03, PAINT, shade[~glows])
    out.panels((r + inset)[glows], w + 0.03, GLOW, shine[glows])
    if w < 0:  # flush with the wall, panes would mirror the sky along a street
        out.panels((r + inset)[~glows], w + 0.04, GLASS)
