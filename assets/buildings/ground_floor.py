"""The ground floor of a row house: shops, or a door among windows, now and then a gate."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from .body import bays
from .elevation import Opening
from .row import Row

__all__ = ["ground_floor"]


def ground_floor(draw: Draw, row: Row) -> list[Opening]:
    """The openings between pavement and first floor."""
    number = draw.integer("door/number", 0, 99)
    if row.shop:
        return _shops(draw, row, number)
    size, raised = row.size, row.raised_m
    u0, u1 = row.body.y0, row.body.y1
    pair = draw.chance("door/double", 0.3)
    door_m = draw.uniform("door/pair_m", 1.45, 1.7) if pair else draw.uniform("door/wide_m", 1.0, 1.25)
    head = raised + min(size.ground - 0.75, draw.uniform("door/tall_m", 2.35, 3.0))
    wide, columns = size.wide, list(row.columns)
    if draw.chance("ground/other", 0.35):
        wide = min(size.wide * draw.uniform("ground/share", 0.9, 1.35), 2.2)
        pitch = wide + draw.uniform("ground/pier_m", 0.8, 1.5)
        columns = [(u0 + u1) / 2 + u for u in bays(u1 - u0, pitch, 0.6, wide, "even")]
    arched = row.era == "old" and draw.chance("ground/arched", 0.4)
    arch = draw.uniform("ground/arch_m", 0.15, 0.5) if arched else 0.0
    low = raised + min(size.sill + 0.1, size.ground - size.tall - 0.5)
    top = low + min(size.tall, size.ground - (low - raised) - 0.4)
    at = draw.integer("door/column", 0, len(columns) - 1)
    gate = draw.integer("gate/column", 0, len(columns) - 1)
    gated = row.body.plot.width_m > 8 and len(columns) > 2 and gate != at and draw.chance("gate", 0.3)
    openings: list[Opening] = []
    for c, u in enumerate(columns):
        if c == at:
            half = min(door_m / 2, 0.5 * (wide + 0.5))
            rect = (u - half, raised, u + half, head)
            openings.append(Opening("door", rect, min(arch, 0.3), number=number))
        elif c == gate and gated:
            half = min(1.3, (wide + size.pitch) / 2 - 0.3, u - u0 - 0.25, u1 - u - 0.25)
            openings.append(Opening("gate", (u - half, 0.02, u + half, max(head, 2.6)), arch, number=number))
        else:
            openings.append(Opening("window", (u - wide / 2, low, u + wide / 2, top), arch, number=c))
    return _without_overlaps(openings)


def _shops(draw: Draw, row: Row, number: int) -> list[Opening]:
    """One to a few shops beside the door to the stairs."""
    u0, u1 = row.body.y0, row.body.y1
    head = row.size.ground - draw.uniform("shop/fascia_m", 0.75, 0.95)
    left = draw.chance("door/left", 0.5)
    openings: list[Opening] = []
    a, b = u0 + 0.3, u1 - 0.3
    if u1 - u0 >= 5.5:
        d = (a, a + 1.05) if left else (b - 1.05, b)
        openings.append(Opening("door", (d[0], 0.08, d[1], min(head, 2.6)), number=number))
        a, b = (d[1] + 0.4, b) if left else (a, d[0] - 0.4)
    count = max(1, round((b - a) / draw.uniform("shop/wide_m", 3.0, 5.5)))
    edges = np.linspace(a, b, count + 1).tolist()
    for i in range(count):
        kind = "closed" if draw.chance(f"shop/closed/{i}", 0.14) else "shop"
        gap_left, gap_right = 0.18 * (i > 0), 0.18 * (i < count - 1)
        openings.append(Opening(kind, (edges[i] + gap_left, 0.06, edges[i + 1] - gap_right, head), number=i))
    return openings


def _without_overlaps(openings: list[Opening]) -> list[Opening]:
    """Doors go before gates, and both before windows that they would run into."""

    def clear(one: Opening, others: list[Opening]) -> bool:
        return all(
            one.rect[2] + 0.25 < o.rect[0] or one.rect[0] - 0.25 > o.rect[2] for o in others if o is not one
        )

    doors = [o for o in openings if o.kind == "door"]
    wide = [o for o in openings if o.kind == "gate" and clear(o, doors)] + doors
    return [o for o in openings if o in wide or (o.kind == "window" and clear(o, wide))]
