"""One side of a building: its wall, and what fills its openings, near or far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .doors import door, garage_door, shop_front
from .parts import GLASS, GLOW, PAINT, TRIM, WALL, tint
from .pieces import Pieces
from .wall import Surround, arches, reveals, sheet_with_holes, sills, surrounds
from .windows import Backs, WindowStyle, far_windows, windows

__all__ = ["Look", "Opening", "Rect", "Side", "elevation"]

_MOST_RECESSED = 30
"""Windows of a far side that are set back into it."""

_SHOPS = ("shop", "lobby", "closed")

Rect = tuple[float, float, float, float]
"""u0, v0, u1, v1."""


@dataclass(frozen=True)
class Opening:
    """A hole in a wall.

    Attributes:
        kind: ``window``, ``door``, ``garage``, ``gate``, ``shop``, ``lobby``, ``closed`` (a shop's
            shutter) or ``hole`` (nothing in it: behind a bay window).
        rect: its place.
        arch_m: rise of the arc that ends it; 0: none.
        plain: without the surround of the others.
        number: of the opening's own choices, where it has any.
    """

    kind: str
    rect: Rect
    arch_m: float = 0.0
    plain: bool = False
    number: int = 0


@dataclass(frozen=True)
class Look:
    """What all openings of a side have in common."""

    style: WindowStyle = field(default_factory=WindowStyle)
    backs: Backs = field(default_factory=Backs)
    surround: Surround = field(default_factory=Surround)
    recess_m: float = 0.15
    door_recess_m: float = 0.3
    door_color: tuple[str, int] = ("brown", 0)
    shop_color: tuple[str, int] = ("anthracite", 0)
    reveal: int = WALL
    sill: int = TRIM
    sill_tint: int = 0
    garage_tint: int = 0


@dataclass
class Side:
    """A side's wall: bands (v0, v1, part) one above the other, and its openings."""

    u0: float
    u1: float
    bands: list[tuple[float, float, int]]
    openings: list[Opening] = field(default_factory=list)


def _rects(openings: Sequence[Opening]) -> np.ndarray:
    return np.array([o.rect for o in openings], np.float64).reshape(-1, 4)


def elevation(side: Side, look: Look, lit: float, far: bool, rng: np.random.Generator) -> Pieces:
    """The wall with all that is in it, in its own frame (u, v, w), its face at w = 0."""
    out = Pieces()
    if far:
        _far(out, side, look, lit, rng)
        return out
    every = _rects(side.openings)
    for v0, v1, part in side.bands:
        if v1 - v0 < 1e-4:
            continue
        inside = every[(every[:, 3] > v0 + 1e-6) & (every[:, 1] < v1 - 1e-6)]
        sheet_with_holes(out, (side.u0, v0, side.u1, v1), inside, part)
    kinds: dict[tuple[str, int, int], list[Opening]] = {}
    for opening in side.openings:
        u0, v0, u1, v1 = opening.rect
        size = (round(1000 * (u1 - u0)), round(1000 * (v1 - v0))) if opening.kind == "window" else (0, 0)
        kinds.setdefault((opening.kind, *size), []).append(opening)
    for (kind, _, _), openings in kinds.items():
        rects = _rects(openings)
        if kind == "window":
            reveals(out, rects, look.recess_m + 0.06, look.reveal)
            windows(out, rects, look.recess_m, look.style, look.backs, rng)
            sills(out, rects, look.surround.sill_m, look.recess_m, look.sill, look.sill_tint)
            continue
        if kind == "hole":
            continue
        deep = {"shop": 0.2, "lobby": 0.2, "closed": 0.16, "garage": 0.2}.get(kind, look.door_recess_m)
        reveals(out, rects, deep + 0.08, look.reveal)
        for o in openings:
            glows = bool(rng.random() < lit)
            if kind == "door":
                door(out, o.rect, -deep, look.door_color, o.number, glows, rng)
            elif kind == "gate":
                garage_door(out, o.rect, -deep, int(tint(*look.door_color)), 2)
            elif kind == "garage":
                garage_door(out, o.rect, -deep, look.garage_tint, o.number)
            else:
                shop_front(
                    out,
                    o.rect,
                    -deep,
                    look.shop_color,
                    lit > 0 and bool(rng.random() < 0.5 + lit),
                    kind == "closed",
                    rng,
                    goods=kind == "shop",
                )
    framed = [o for o in side.openings if not o.plain and o.kind in ("window", "door", "gate")]
    surrounds(out, _rects(framed), look.surround)
    for o in side.openings:
        if o.arch_m:
            part = next((p for v0, v1, p in side.bands if v0 <= o.rect[3] - 1e-6 <= v1), WALL)
            arches(out, _rects([o]), o.arch_m, look.recess_m + 0.06, part)
    return out


def _far(out: Pieces, side: Side, look: Look, lit: float, rng: np.random.Generator) -> None:
    shown = _rects([o for o in side.openings if o.kind == "window"])
    # Along the street it is the recess that darkens windows; it is left out where they are too many.
    deep = look.recess_m if len(shown) <= _MOST_RECESSED else 0.0
    sunk = _rects([o for o in side.openings if o.kind in ("window", *_SHOPS)]) if deep else shown[:0]
    for v0, v1, part in side.bands:
        if v1 - v0 > 1e-4:
            holes = sunk[(sunk[:, 3] > v0 + 1e-6) & (sunk[:, 1] < v1 - 1e-6)]
            sheet_with_holes(out, (side.u0, v0, side.u1, v1), holes, part)
    face = -deep - 0.04 if deep else 0.0
    if deep:
        reveals(out, sunk, deep + 0.05, look.reveal, sides=(1, 2, 3))
    far_windows(out, shown, look.style, look.backs, rng, face)
    if 0 < len(shown) <= 2 * _MOST_RECESSED and look.surround.sill_m:
        sill = np.column_stack([shown[:, 0] - 0.05, shown[:, 1] - 0.06, shown[:, 2] + 0.05, shown[:, 1]])
        out.panels(sill, 0.045, look.sill, look.sill_tint)
    for o in side.openings:
        if o.kind in _SHOPS and o.kind != "closed":
            _far_shop(out, o, face, look, lit > 0 and bool(rng.random() < 0.5 + lit))
        elif o.kind not in ("window", "hole"):
            shade = {"closed": int(tint("shutter", o.number)), "garage": look.garage_tint}.get(o.kind)
            shade = int(tint(*look.door_color)) if shade is None else shade
            out.panels([o.rect], (face if o.kind == "closed" else 0.0) + 0.02, PAINT, shade)


def _far_shop(out: Pieces, o: Opening, face: float, look: Look, glows: bool) -> None:
    u0, v0, u1, v1 = o.rect
    inner = (u0 + 0.1, v0 + 0.4, u1 - 0.1, v1 - 0.1)
    out.panels([o.rect], face + 0.02, PAINT, tint(*look.shop_color))
    if glows:
        out.panels([inner], face + 0.03, GLOW, tint("neutral"))
    else:
        out.panels([inner], face + 0.03, PAINT, tint("room", o.number))
        out.panels([inner], face + 0.04, GLASS)
