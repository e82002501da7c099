"""Buildings that stand by themselves and repeat: blocks of flats with balconies, and offices."""

from __future__ import annotations

import itertools

import numpy as np

from ...draw import Draw
from .. import recipes
from ..model import Model
from . import stuff
from .balconies import balcony, far_balcony
from .body import SIDE_M, Body, Plot, bays
from .crown import Crown, crown
from .elevation import Look, Opening
from .fittings import band, lamp
from .parts import BASE, PAINT, TRIM, WALL, tint
from .wall import Surround
from .windows import Backs, WindowStyle

__all__ = ["block", "office"]


def _body(draw: Draw, plot: Plot) -> Body:
    """Walls that leave room for the eaves at the back."""
    return Body(plot, 0.0, -plot.depth_m + 0.45, -plot.width_m / 2, plot.width_m / 2, draw.rng("bulk"))


def _sides(
    body: Body,
    plot: Plot,
    look: Look,
    bands: list[tuple[float, float, int]],
    levels: list[float],
    size: tuple[float, float, float, float],
    foot: tuple[float, int],
) -> None:
    """Back and sides with windows in rows; ``size``: width, height, sill, pitch."""
    wide, tall, sill, pitch = size
    for name in ("back", "left", "right"):
        if name != "back" and plot.joined[name == "right"]:
            body.party(name, bands[-1][1])
            continue
        _, a, b = body.frames()[name]
        at = [(a + b) / 2 + u for u in bays(b - a, pitch, 0.9, wide, "even")]
        openings = [
            Opening("window", (u - wide / 2, z + sill, u + wide / 2, z + sill + tall))
            for z in levels
            for u in at
        ]
        body.side(name, bands, openings, look, foot)


def block(draw: Draw, plot: Plot, storeys: int | None) -> Model:
    """A block of flats: stacks of balconies, plain walls, a flat or a low roof."""
    us = plot.region == "us"
    floors = storeys or draw.integer("storeys", 3, 8)
    storey = draw.uniform("storey_m", 2.75, 3.0)
    raised = draw.uniform("raised_m", 0.2, 1.0)
    kinds = {"stucco": 4.0, "brick": 4.0 if us else 1.5, "concrete": 1.5, "board": 0.7}
    wall = stuff.wall(draw.scope("wall_stuff"), draw.choice("wall", kinds))
    base = stuff.wall(draw.scope("base_stuff"), "stucco")
    trim = stuff.trim(draw.scope("trim"), 0.42, 0.66, 0.7)
    wide, tall = draw.uniform("window_m", 1.2, 2.0), draw.uniform("window_tall_m", 1.35, 1.55)
    number = draw.integer("number", 0, 99)
    look = Look(
        style=WindowStyle(
            draw.choice(
                "sash",
                {"casement": 3.0, "single": 1.0, "wide": 1.0} if not us else {"sash": 3.0, "wide": 1.0},
            ),
            (draw.choice("frame", {"white": 5.0, "brown": 1.0, "anthracite": 1.5}), number),
        ),
        backs=Backs(
            plot.lit, draw.uniform("shutters", 0.0, 0.35) if not us else 0.0, kinds=(0.4, 0.4, 1.0, 0.3, 0.3)
        ),
        surround=Surround(sill_m=0.05),
        recess_m=draw.uniform("recess_m", 0.1, 0.2),
        sill=PAINT,
        sill_tint=int(tint("zinc")),
        door_color=(draw.choice("door", {"anthracite": 2.0, "white": 1.0, "brown": 1.0}), number),
        garage_tint=int(tint("shutter", number)),
    )
    body = _body(draw, plot)
    levels = [raised + i * storey for i in range(floors)]
    eaves = raised + floors * storey + 0.3
    shape = (
        Crown("flat", eaves, parapet_m=draw.uniform("parapet_m", 0.3, 0.8))
        if draw.chance("flat", 0.65)
        else Crown("pitched", eaves, pitch_deg=draw.uniform("pitch_deg", 22, 38), eaves_m=0.4)
    )
    body.narrow(SIDE_M if shape.kind == "flat" else 0.2)
    u0, u1 = body.y0, body.y1
    unit = draw.uniform("unit_m", 5.5, 8.0)
    units = max(1, round((u1 - u0) / unit))
    unit = (u1 - u0) / units
    balcony_m = min(unit - 1.6, draw.uniform("balcony/wide_m", 2.4, 4.2))
    balcony_at = draw.uniform("balcony/at", 0.3, 0.7)
    with_balconies = unit > 4.5 and draw.chance("balcony/any", 0.85)
    stair = draw.integer("stair", 0, units - 1)
    alternate = draw.chance("balcony/mirrored", 0.5)
    style = draw.choice("balcony/style", {"bars": 3.0, "glass": 1.0, "boards": 2.0, "solid": 2.0})
    shade = int(
        tint(
            draw.choice(
                "balcony/paint",
                {
                    "grey": 2.0,
                    "steel": 1.0,
                    "anthracite": 1.5,
                    "green": 0.6,
                    "blue": 0.5,
                    "white": 1.0,
                    "iron": 1.0,
                },
            ),
            number,
        )
    )
    reach = draw.uniform("balcony/reach_m", 1.05, 1.4)
    openings: list[Opening] = []
    places: list[tuple[float, float, float]] = []
    for k in range(units):
        a = u0 + k * unit
        if k == stair:
            openings.append(
                Opening(
                    "door", (a + unit / 2 - 0.75, 0.06, a + unit / 2 + 0.75, min(2.5, raised + 2.2)), number=2
                )
            )
            for z in levels[1:]:
                openings.append(
                    Opening("window", (a + unit / 2 - 0.55, z - 0.35, a + unit / 2 + 0.55, z + 0.95))
                )
            if unit > 5.5:
                for z in levels:
                    for u in (a + 0.17 * unit, a + 0.83 * unit):
                        half = min(wide / 2, 0.11 * unit)
                        openings.append(Opening("window", (u - half, z + 0.95, u + half, z + 0.95 + tall)))
            continue
        share = 1 - balcony_at if alternate and k % 2 else balcony_at
        if with_balconies:
            b0 = min(max(a + share * unit - balcony_m / 2, a + 0.4), a + unit - balcony_m - 0.4)
            for i, z in enumerate(levels):
                door_m = min(1.7, balcony_m - 0.6)
                left = b0 + 0.3
                openings.append(Opening("window", (left, z + (0.05 if i else 0.9), left + door_m, z + 2.2)))
                if i:
                    places.append((b0, b0 + balcony_m, z))
            free = [(a + 0.4, b0 - 0.3), (b0 + balcony_m + 0.3, a + unit - 0.4)]
        else:
            free = [(a + 0.3, a + unit / 2 - 0.2), (a + unit / 2 + 0.2, a + unit - 0.3)]
        for p, q in free:
            fit = min(wide, q - p)
            if fit > 0.6:
                for z in levels:
                    openings.append(
                        Opening("window", ((p + q - fit) / 2, z + 0.92, (p + q + fit) / 2, z + 0.92 + tall))
                    )
    split = raised if draw.chance("base_only", 0.6) else raised + storey
    bands = [(-1.5, split, BASE), (split, shape.wall_top, WALL)]
    body.side("front", bands, openings, look)
    banded = draw.chance("bands", 0.3)
    if banded:
        for z in levels[1:]:
            band(body.front, u0, u1, z - 0.28, 0.24, 0.05)
    if plot.far:
        for a, b, z in places:
            far_balcony(body.front, a, b, z, reach, style, shade)
    else:
        for a, b, z in places:
            balcony(body.front, a, b, z, reach, style, shade, body.rng)
        a = u0 + stair * unit + unit / 2
        body.front.boxes(
            [a - 1.2, min(2.6, raised + 2.3), -0.02], [a + 1.2, min(2.6, raised + 2.3) + 0.14, 1.2], TRIM
        )
        lamp(body.front, a - 1.0, 1.9, plot.lit > 0, 1)
    _sides(body, plot, look, bands, levels, (wide, tall, 0.92, wide + 2.2), (raised, BASE))
    crown(draw.scope("crown"), body, shape, look)
    return body.model("block", (wall, base, trim, recipes.roof_tiles(draw.scope("roof"))))


def office(draw: Draw, plot: Plot, storeys: int | None) -> Model:
    """An office: a curtain of glass, bands of windows, or a grid of piers."""
    floors = storeys or draw.integer("storeys", 3, 9)
    storey = draw.uniform("storey_m", 3.3, 3.8)
    ground = draw.uniform("ground_m", 3.8, 4.8)
    kind = draw.choice("front", {"curtain": 1.5, "bands": 2.0, "grid": 2.0})
    kinds = {"slabs": 2.0, "concrete": 2.0, "brick": 1.0, "board": 1.0}
    wall = stuff.wall(draw.scope("wall_stuff"), draw.choice("wall", kinds))
    trim = stuff.trim(draw.scope("trim"), 0.3, 0.66)
    number = draw.integer("number", 0, 99)
    frame = draw.choice("frame", {"anthracite": 3.0, "steel": 2.0, "white": 1.0, "black": 1.0})
    look = Look(
        style=WindowStyle("band", (frame, number), 0.055),
        backs=Backs(plot.lit, 0.0, kinds=(1.2, 0.1, 0.1, 0.5, 0.8)),
        surround=Surround(sill_m=0.0 if kind == "curtain" else 0.04),
        recess_m={
            "curtain": 0.04,
            "bands": draw.uniform("recess_m", 0.08, 0.2),
            "grid": draw.uniform("deep_m", 0.2, 0.4),
        }[kind],
        shop_color=(frame, number),
        door_color=(frame, number),
        sill=PAINT,
        sill_tint=int(tint("zinc")),
    )
    body = _body(draw, plot)
    u0, u1 = body.y0, body.y1
    levels = [ground + i * storey for i in range(floors - 1)]
    eaves = ground + (floors - 1) * storey + 0.2
    shape = Crown("flat", eaves, parapet_m=draw.uniform("parapet_m", 0.5, 1.2))
    body.narrow(SIDE_M)
    u0, u1 = body.y0, body.y1
    bay = draw.uniform("bay_m", 1.2, 1.5) if kind == "curtain" else draw.uniform("bay_wide_m", 2.4, 5.4)
    sill, head = {
        "curtain": (0.12, storey - 0.06),
        "bands": (0.95, storey - 0.55),
        "grid": (draw.uniform("sill_m", 0.1, 0.8), storey - 0.4),
    }[kind]
    pier = {"curtain": 0.06, "bands": 0.1, "grid": draw.uniform("pier_m", 0.35, 0.9)}[kind]

    def row(a: float, b: float) -> list[tuple[float, float]]:
        count = max(1, round((b - a - 0.6) / bay))
        edges = np.linspace(a + 0.3, b - 0.3, count + 1)
        return [(float(p) + pier / 2, float(q) - pier / 2) for p, q in itertools.pairwise(edges)]

    bands = [(-1.5, ground - 0.5, BASE), (ground - 0.5, shape.wall_top, WALL)]
    for name in ("front", "back", "left", "right"):
        if name in ("left", "right") and plot.joined[name == "right"]:
            body.party(name, shape.wall_top)
            continue
        _, a, b = body.frames()[name]
        openings = [Opening("window", (p, z + sill, q, z + head)) for z in levels for p, q in row(a, b)]
        if name == "front":
            count = max(1, round((b - a) / draw.uniform("lobby_m", 4.0, 7.0)))
            edges = np.linspace(a + 0.4, b - 0.4, count + 1)
            below = "shop" if draw.chance("shops", 0.4) else "lobby"
            openings += [
                Opening(below, (float(p) + 0.2, 0.06, float(q) - 0.2, ground - 0.75), number=i)
                for i, (p, q) in enumerate(itertools.pairwise(edges))
            ]
        else:
            openings += [Opening("window", (p, 0.8, q, ground - 0.9)) for p, q in row(a, b)]
        body.side(name, bands, openings, look, (0.3, TRIM) if name != "front" else None)
    _fins(draw, body, kind, levels, storey, eaves, row(u0, u1), plot.far)
    crown(draw.scope("crown"), body, shape, look)
    return body.model(f"office {kind}", (wall, wall, trim, trim))


def _fins(
    draw: Draw,
    body: Body,
    kind: str,
    levels: list[float],
    storey: float,
    eaves: float,
    row: list[tuple[float, float]],
    far: bool,
) -> None:
    """What divides the front: upright fins, ledges, a canopy over the door."""
    out = body.front
    upright = draw.chance("fins", 0.5)
    ledges = draw.chance("ledges", 0.5)
    canopy = draw.uniform("canopy_m", 0.8, 1.45)
    middle = draw.uniform("canopy_at", 0.25, 0.75)
    if far:
        return
    if upright and levels and kind != "bands":
        at = np.array([row[0][0] - 0.03, *(q + 0.03 for _, q in row)])
        n = len(at)
        out.boxes(
            np.column_stack([at - 0.03, np.full(n, levels[0]), np.full(n, -0.02)]),
            np.column_stack([at + 0.03, np.full(n, eaves), np.full(n, 0.16)]),
            PAINT,
            tint("steel"),
        )
    if ledges:
        for z in levels:
            band(out, body.y0, body.y1, z - 0.12, 0.14, 0.12)
    at_u = body.y0 + middle * (body.y1 - body.y0)
    a, b = max(body.y0 + 0.2, at_u - 2.0), min(body.y1 - 0.2, at_u + 2.0)
    out.boxes(
        [a, levels[0] - 0.75 if levels else 3.0, -0.02],
        [b, (levels[0] if levels else 3.6) - 0.58, canopy],
        PAINT,
        tint("anthracite"),
    )
