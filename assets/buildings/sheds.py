"""Low, wide buildings: workshops, warehouses, supermarkets, and shops in a strip."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Material
from ..model import Model
from . import stuff
from .body import SIDE_M, Body, Plot
from .crown import Crown, crown
from .elevation import Look, Opening
from .fittings import lamp
from .parts import BASE, PAINT, WALL, tint
from .signs import sign
from .wall import Surround
from .windows import Backs, WindowStyle

__all__ = ["shed", "strip"]


def _walls(draw: Draw, kinds: dict[str, float]) -> Material:
    return stuff.wall(draw.scope("wall_stuff"), draw.choice("wall", kinds))


def _close(body: Body, look: Look, bands: list[tuple[float, float, int]], top: float, draw: Draw) -> None:
    """Back and sides: mostly blind."""
    for name in ("back", "left", "right"):
        if name != "back" and body.plot.joined[name == "right"]:
            body.party(name, top)
            continue
        _, a, b = body.frames()[name]
        openings = []
        if draw.chance(f"{name}/windows", 0.6):
            count = max(1, int((b - a) / 5))
            edges = a + (b - a) * (np.arange(count) + 0.5) / count
            openings = [Opening("window", (float(u) - 0.9, 2.6, float(u) + 0.9, 3.5)) for u in edges]
        body.side(name, bands, openings, look, None)


def shed(draw: Draw, plot: Plot, storeys: int | None) -> Model:
    """A workshop, warehouse or supermarket."""
    wall = _walls(draw, {"sheet": 4.0, "brick": 1.0, "concrete": 1.5, "stucco": 0.5})
    height = 3.2 * storeys + 1.6 if storeys else draw.uniform("height_m", 4.8, 8.5)
    number = draw.integer("number", 0, 99)
    look = Look(
        style=WindowStyle("band", ("grey", number), 0.06),
        backs=Backs(plot.lit, 0.0, kinds=(1.0, 0.0, 0.0, 0.4, 0.4)),
        surround=Surround(sill_m=0.03),
        recess_m=0.08,
        door_recess_m=0.1,
        door_color=(draw.choice("door", {"grey": 2.0, "blue": 1.0, "green": 1.0, "anthracite": 1.0}), number),
        garage_tint=int(
            tint(
                draw.choice("gate", {"grey": 2.0, "blue": 1.0, "steel": 1.0, "white": 1.0, "red": 0.5}),
                number,
            )
        ),
        sill=PAINT,
        sill_tint=int(tint("steel")),
    )
    body = Body(plot, 0.0, -plot.depth_m + 0.45, -plot.width_m / 2, plot.width_m / 2, draw.rng("bulk"))
    body.narrow(SIDE_M)
    u0, u1 = body.y0, body.y1
    openings: list[Opening] = []
    market = draw.chance("market", 0.4)
    slots = max(1, int((u1 - u0 - 0.8) / 5.0))
    slot = (u1 - u0 - 0.8) / slots
    for i in range(slots):
        a = u0 + 0.4 + i * slot
        kind = draw.choice(
            f"slot/{i}",
            {
                "gate": 2.0 if not market else 0.1,
                "window": 2.0,
                "door": 0.8,
                "shop": 3.0 if market else 0.2,
                "none": 1.0,
            },
        )
        m = a + slot / 2
        if kind == "gate":
            w = min(3.6, slot - 0.6)
            openings.append(Opening("garage", (m - w / 2, 0.03, m + w / 2, min(4.0, height - 0.9)), number=1))
        elif kind == "door":
            openings.append(Opening("door", (m - 0.5, 0.05, m + 0.5, 2.2), number=0))
            if slot > 4.4:
                openings.append(Opening("window", (m + 0.9, 1.1, min(m + 2.1, a + slot - 0.1), 2.2)))
        elif kind == "shop":
            openings.append(Opening("shop", (a + 0.25, 0.06, a + slot - 0.25, 3.0), number=i))
        elif kind == "window":
            low = 2.4 if height > 5 and not market else 1.0
            openings.append(Opening("window", (m - 0.4 * slot, low, m + 0.4 * slot, low + 1.1)))
            if height > 7:
                openings.append(Opening("window", (m - 0.4 * slot, 5.0, m + 0.4 * slot, 6.1)))
    base_m = draw.uniform("base_m", 0.3, 1.2)
    pitched_roof = draw.chance("pitched", 0.3)
    shape = (
        Crown("pitched", height, pitch_deg=draw.uniform("pitch_deg", 8, 16), eaves_m=0.25)
        if pitched_roof
        else Crown("flat", height, parapet_m=draw.uniform("parapet_m", 0.2, 1.0))
    )
    bands = [(-1.5, base_m, BASE), (base_m, shape.wall_top, WALL)]
    body.side("front", bands, openings, look, None)
    _close(body, look, bands, shape.wall_top, draw)
    named = draw.chance("sign", 0.7)
    length = min(draw.uniform("sign/long_m", 3.0, 9.0), u1 - u0 - 1.0)
    at = draw.uniform("sign/at", 0.0, 1.0) * (u1 - u0 - length - 0.8) + u0 + 0.4
    low = max((o.rect[3] for o in openings if o.rect[0] < at + length and o.rect[2] > at), default=3.0) + 0.3
    if named and shape.wall_top - low > 0.7:
        if plot.far:
            body.front.panels([[at, low, at + length, low + 0.7]], 0.12, PAINT, tint("sign", number))
        else:
            sign(
                body.front,
                at,
                at + length,
                low,
                min(low + 1.1, shape.wall_top - 0.1),
                0.14,
                plot.lit > 0,
                body.rng,
            )
    if not plot.far:
        for o in openings:
            if o.kind in ("garage", "door"):
                lamp(body.front, (o.rect[0] + o.rect[2]) / 2, o.rect[3] + 0.25, plot.lit > 0, 1)
    crown(draw.scope("crown"), body, shape, look)
    trim = stuff.trim(draw.scope("trim"), 0.5, 0.6)
    base = stuff.wall(draw.scope("base"), "concrete")
    roof: Material = stuff.wall(draw.scope("roof"), "sheet")
    return body.model("shed", (wall, base, trim, roof))


def strip(draw: Draw, plot: Plot, storeys: int | None) -> Model:
    """A strip of shops under one long sign board, each with its own name."""
    wall = _walls(draw, {"brick": 2.0, "stucco": 3.0, "concrete": 0.6})
    height = 3.2 * (storeys or 1) + draw.uniform("above_m", 1.0, 2.2)
    number = draw.integer("number", 0, 99)
    frame = draw.choice("frame", {"steel": 2.0, "anthracite": 2.0, "white": 1.0, "brown": 0.6})
    look = Look(
        style=WindowStyle("band", (frame, number), 0.06),
        backs=Backs(plot.lit, 0.0, kinds=(1.0, 0.0, 0.2, 0.4, 0.4)),
        surround=Surround(sill_m=0.03),
        recess_m=0.08,
        door_color=("grey", number),
        shop_color=(frame, number),
        sill=PAINT,
        sill_tint=int(tint("steel")),
    )
    body = Body(plot, 0.0, -plot.depth_m + 0.45, -plot.width_m / 2, plot.width_m / 2, draw.rng("bulk"))
    body.narrow(SIDE_M)
    u0, u1 = body.y0, body.y1
    units = max(1, round((u1 - u0) / draw.uniform("unit_m", 5.0, 8.0)))
    unit = (u1 - u0) / units
    head = 2.85
    openings = [
        Opening(
            "closed" if draw.chance(f"closed/{i}", 0.06) else "shop",
            (u0 + i * unit + 0.3, 0.06, u0 + (i + 1) * unit - 0.3, head),
            number=i,
        )
        for i in range(units)
    ]
    shape = Crown("flat", height, parapet_m=0.8)
    bands = [(-1.5, head + 0.1, BASE), (head + 0.1, shape.wall_top, WALL)]
    body.side("front", bands, openings, look, None)
    _close(body, look, bands, shape.wall_top, draw)
    canopy = draw.chance("canopy", 0.6)
    reach = draw.uniform("canopy_m", 1.0, 1.45)
    if canopy:
        body.front.boxes([u0, head + 0.08, -0.02], [u1, head + 0.4, reach], PAINT, tint(frame, number))
    low = head + (0.5 if canopy else 0.25)
    for i in range(units):
        a, b = u0 + i * unit + 0.5, u0 + (i + 1) * unit - 0.5
        top = min(low + 0.95, shape.wall_top - 0.15)
        if top - low < 0.35:
            continue
        if plot.far:
            body.front.panels([[a, low, b, top]], 0.1, PAINT, tint("sign", number + i))
        else:
            sign(body.front, a, b, low, top, 0.12, plot.lit > 0, body.rng)
    if canopy and not plot.far:
        at = u0 + unit * np.arange(units + 1)
        at[0], at[-1] = at[0] + 0.12, at[-1] - 0.12
        n = len(at)
        body.front.boxes(
            np.column_stack([at - 0.08, np.full(n, -1.5), np.full(n, reach - 0.25)]),
            np.column_stack([at + 0.08, np.full(n, head + 0.1), np.full(n, reach - 0.09)]),
            PAINT,
            tint("white", number),
        )
    crown(draw.scope("crown"), body, shape, look)
    trim = stuff.trim(draw.scope("trim"), 0.5, 0.6)
    base = stuff.wall(draw.scope("base"), "stone") if draw.chance("stone", 0.4) else wall
    return body.model("strip", (wall, base, trim, trim))
