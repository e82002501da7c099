"""Houses in rows: flats and terraces of several times, with or without a shop below, in two regions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...draw import Draw
from ..model import Model
from . import periods
from .balconies import balcony, cellar_windows, coolers, fire_escape, window_boxes
from .body import SIDE_M, Body, Plot, bays
from .crown import crown
from .elevation import Look, Opening
from .fittings import awning, band, downpipe, lamp, plaque, quoins, steps
from .oriel import oriel
from .parts import BASE, PAINT, TRIM, WALL, tint
from .periods import Era, Sizes
from .signs import sign
from .wall import Surround

__all__ = ["row_house"]


def row_house(draw: Draw, plot: Plot, storeys: int | None, shop: bool) -> Model:
    """A terrace house or a house of flats, its ground floor a shop or not."""
    region, far = plot.region, plot.far
    era = draw.choice("era", periods.ERAS[region])
    size = periods.sizes(draw, era, shop)
    most = {"old": 5, "brick": 4, "plain": 5, "modern": 6}[era]
    least = 2 if plot.width_m < 9 else 3
    floors = storeys or draw.integer("storeys", least, max(least, most - (region == "us")))
    materials = periods.materials(draw.scope("stuff"), era, region)
    look = periods.look(draw, era, region, plot.lit)
    raised = 0.0 if shop else draw.uniform("raised_m", 0.15, 0.55 if region == "europe" else 1.1)
    count_steps = max(1, round(raised / 0.17)) if raised > 0.2 else 0
    # Steps stay within the allowed reach; the rest of the way up is inside.
    count_steps = min(count_steps, 4)
    sill_m = min(size.sill, size.upper - size.tall - 0.35)
    body = Body(plot, 0.0, -plot.depth_m + 0.45, -plot.width_m / 2, plot.width_m / 2, draw.rng("bulk"))
    eaves = raised + size.ground + (floors - 1) * size.upper + 0.25
    crowned = periods.top(draw, plot, era, eaves)
    body.narrow(SIDE_M if crowned.kind == "flat" else draw.uniform("verge_m", SIDE_M, 0.25))
    u0, u1 = body.y0, body.y1
    wide = u1 - u0
    levels = [raised + size.ground + i * size.upper for i in range(floors)]

    # Openings of the front.
    pattern = draw.choice("pattern", {"even": 3.0, "pairs": 1.5, "middle": 1.0})
    margin = draw.uniform("margin_m", 0.55, 0.9)
    middle = (u0 + u1) / 2
    columns = [middle + u for u in bays(wide, size.pitch, margin, size.wide, pattern)]
    openings: list[Opening] = []
    top_tall = size.tall * (
        draw.uniform("top_share", 0.7, 0.85)
        if era in ("old", "brick") and draw.chance("top_lower", 0.3)
        else 1.0
    )
    arch = (
        draw.uniform("arch_m", 0.08, 0.18) if era in ("old", "brick") and draw.chance("arched", 0.35) else 0.0
    )
    oriel_at = (
        draw.integer("oriel/column", 0, len(columns) - 1)
        if floors > 2 and len(columns) > 1 and draw.chance("oriel", 0.3 if era != "modern" else 0.1)
        else None
    )
    if oriel_at is not None and not (u0 + 1.3 < columns[oriel_at] < u1 - 1.3):
        oriel_at = None
    balcony_style = draw.choice(
        "balcony/style", {"bars": 4.0, "glass": 1.0 if era == "modern" else 0.0, "boards": 1.0, "solid": 1.0}
    )
    with_balconies = floors > 2 and draw.chance(
        "balconies", {"old": 0.35, "plain": 0.5, "modern": 0.65, "brick": 0.15}[era]
    )
    balcony_columns = (
        {draw.integer(f"balcony/column/{i}", 0, len(columns) - 1) for i in range(2)}
        if with_balconies
        else set()
    )
    for i, z in enumerate(levels[:-1]):
        tall = top_tall if i == floors - 2 else size.tall
        for c, u in enumerate(columns):
            if c == oriel_at and 0 <= i < max(1, floors - 2):
                continue
            low = z + sill_m
            door_like = c in balcony_columns and c != oriel_at and i < floors - (1 if era != "old" else 2)
            openings.append(
                Opening(
                    "window",
                    (u - size.wide / 2, z + 0.06 if door_like else low, u + size.wide / 2, low + tall),
                    arch,
                    door_like,
                    c,
                )
            )
    if oriel_at is not None:
        # The rooms of a bay window begin behind the wall that it stands before.
        half = min(size.wide + 0.5, size.pitch + 0.2) / 2 - 0.08
        u = columns[oriel_at]
        openings.append(
            Opening("hole", (u - half, levels[0] + 0.1, u + half, levels[max(1, floors - 2)] - 0.45))
        )
    ground = _ground_floor(draw, plot, body, columns, size, raised, shop, era)
    openings += ground
    band_split = (
        raised + size.ground if draw.chance("base_storey", 0.55 if era in ("old", "brick") else 0.25) else 0.0
    )
    foot_m = draw.uniform("plinth_m", 0.35, 0.8) if not shop else 0.25
    foot_m = max(foot_m, raised * 0.9) if raised < 1.0 else raised
    foot_m = min(foot_m, raised + 0.5)
    top = crowned.wall_top
    bands = [(-1.5, band_split, BASE), (band_split, top, WALL)] if band_split else [(-1.5, top, WALL)]
    body.side("front", bands, openings, look, (foot_m, BASE if not shop else TRIM))
    _dress(
        draw,
        body,
        plot,
        era,
        look,
        size,
        floors,
        raised,
        eaves,
        top,
        ground,
        shop,
        count_steps,
        bool(band_split),
    )
    if oriel_at is not None:
        deep = draw.uniform("oriel/deep_m", 0.5, 0.95)
        oriel(
            body.front,
            columns[oriel_at],
            min(size.wide + 0.5, size.pitch + 0.2),
            levels[0] - 0.1,
            levels[max(1, floors - 2)] - 0.3,
            deep,
            [z + sill_m for z in levels[: max(1, floors - 2)]],
            size.wide,
            size.tall,
            look,
            far,
            body.rng,
            slanted=draw.chance("oriel/slanted", 0.4),
        )
    if not far:
        shade = int(tint(draw.choice("railing", {"iron": 4.0, "green": 0.7, "grey": 1.0, "white": 1.0})))
        reach = draw.uniform("balcony/reach_m", 0.7, 1.35)
        for i, z in enumerate(levels[:-1]):
            for c in sorted(balcony_columns):
                if c == oriel_at or i >= floors - (1 if era != "old" else 2):
                    continue
                half = min(size.wide / 2 + 0.45, size.pitch / 2 - 0.06)
                a, b = max(columns[c] - half, u0 + 0.1), min(columns[c] + half, u1 - 0.1)
                balcony(body.front, a, b, z, reach, balcony_style, shade, body.rng, era == "old")
        _kept_outside(draw.scope("outside"), body, era, openings, levels, columns, oriel_at, foot_m, shop)
    _other_sides(draw, body, plot, look, size, levels, eaves, top, sill_m, bands, foot_m)
    crown(draw.scope("crown"), body, crowned, look)
    return body.model(f"{'shop' if shop else 'terrace'} {era}", materials)


def _kept_outside(
    draw: Draw,
    body: Body,
    era: Era,
    openings: list[Opening],
    levels: list[float],
    columns: list[float],
    oriel_at: int | None,
    foot_m: float,
    shop: bool,
) -> None:
    """Flowers, air conditioners, a fire escape, cellar windows: what the region has of them."""
    out, rng = body.front, body.rng
    framed = [o.rect for o in openings if o.kind == "window" and not o.plain and o.rect[1] > 1.0]
    flowered, cooled = draw.chance("flowered", 0.35), draw.chance("cooled", 0.6)
    escape, cellar = draw.chance("escape", 0.35), draw.chance("cellar", 0.6)
    share = draw.uniform("share", 0.08, 0.3)
    at = draw.integer("escape/column", 0, len(columns) - 1)
    if body.plot.region == "us":
        if cooled:
            coolers(out, framed, share, rng)
        clear = oriel_at is None and body.y0 + 1.6 < columns[at] < body.y1 - 1.6
        if escape and clear and era != "modern" and len(levels) > 3:
            fire_escape(out, columns[at], levels[:-1], int(tint("iron", at)))
    elif flowered:
        window_boxes(out, framed, share, rng)
    if cellar and not shop and foot_m > 0.5:
        low = [
            (o.rect[0] + o.rect[2]) / 2
            for o in openings
            if o.kind == "window" and foot_m < o.rect[1] < levels[0]
        ]
        cellar_windows(out, low, foot_m)


def _ground_floor(
    draw: Draw,
    plot: Plot,
    body: Body,
    columns: list[float],
    size: Sizes,
    raised: float,
    shop: bool,
    era: Era,
) -> list[Opening]:
    u0, u1 = body.y0, body.y1
    openings: list[Opening] = []
    number = draw.integer("door/number", 0, 99)
    door_m = (
        draw.uniform("door/wide_m", 1.0, 1.25)
        if not draw.chance("door/double", 0.3)
        else draw.uniform("door/pair_m", 1.45, 1.7)
    )
    head = raised + min(size.ground - 0.75, draw.uniform("door/tall_m", 2.35, 3.0))
    if shop:
        head = size.ground - draw.uniform("shop/fascia_m", 0.75, 0.95)
        narrow = u1 - u0 < 5.5
        left = draw.chance("door/left", 0.5)
        a, b = u0 + 0.3, u1 - 0.3
        if not narrow:
            d = (a, a + 1.05) if left else (b - 1.05, b)
            openings.append(Opening("door", (d[0], 0.08, d[1], min(head, 2.6)), number=number))
            a, b = (d[1] + 0.4, b) if left else (a, d[0] - 0.4)
        count = max(1, round((b - a) / draw.uniform("shop/wide_m", 3.0, 5.5)))
        edges = np.linspace(a, b, count + 1)
        for i in range(count):
            closed = draw.chance(f"shop/closed/{i}", 0.14)
            gap = 0.18
            openings.append(
                Opening(
                    "closed" if closed else "shop",
                    (
                        float(edges[i]) + gap * (i > 0),
                        0.06,
                        float(edges[i + 1]) - gap * (i < count - 1),
                        head,
                    ),
                    number=i,
                )
            )
        return openings
    other = draw.chance("ground/other", 0.35)
    ground_columns = columns
    wide, tall = size.wide, size.tall
    if other:
        wide = min(size.wide * draw.uniform("ground/share", 0.9, 1.35), 2.2)
        ground_columns = [
            (u0 + u1) / 2 + u
            for u in bays(u1 - u0, wide + draw.uniform("ground/pier_m", 0.8, 1.5), 0.6, wide, "even")
        ]
    low = raised + min(size.sill + 0.1, size.ground - tall - 0.5)
    gate = (
        draw.integer("gate/column", 0, len(ground_columns) - 1)
        if plot.width_m > 8 and len(ground_columns) > 2 and draw.chance("gate", 0.25)
        else None
    )
    at = draw.integer("door/column", 0, len(ground_columns) - 1)
    if gate == at:
        gate = None
    arch = (
        draw.uniform("ground/arch_m", 0.15, 0.5)
        if era == "old" and draw.chance("ground/arched", 0.4)
        else 0.0
    )
    for c, u in enumerate(ground_columns):
        if c == at:
            half = min(door_m / 2, 0.5 * (wide + 0.5))
            openings.append(
                Opening("door", (u - half, raised, u + half, head), min(arch, 0.3), number=number)
            )
        elif c == gate:
            half = min(1.3, (wide + size.pitch) / 2 - 0.3)
            half = min(half, u - u0 - 0.25, u1 - u - 0.25)
            openings.append(Opening("gate", (u - half, 0.02, u + half, max(head, 2.6)), arch, number=number))
        else:
            openings.append(
                Opening(
                    "window",
                    (u - wide / 2, low, u + wide / 2, low + min(tall, size.ground - (low - raised) - 0.4)),
                    arch,
                    number=c,
                )
            )
    return _without_overlaps(openings)


def _without_overlaps(openings: list[Opening]) -> list[Opening]:
    """Doors and gates go before windows that they would run into."""
    wide = [o.rect for o in openings if o.kind != "window"]

    def free(o: Opening) -> bool:
        return all(o.rect[2] + 0.25 < r[0] or o.rect[0] - 0.25 > r[2] for r in wide)

    kept = [o for o in openings if o.kind != "window" or free(o)]
    doors = [o for o in kept if o.kind == "door"]
    return [
        o
        for o in kept
        if o.kind != "gate" or all(o.rect[2] + 0.2 < d.rect[0] or o.rect[0] - 0.2 > d.rect[2] for d in doors)
    ]


def _dress(
    draw: Draw,
    body: Body,
    plot: Plot,
    era: Era,
    look: Look,
    size: Sizes,
    floors: int,
    raised: float,
    eaves: float,
    top: float,
    ground: list[Opening],
    shop: bool,
    count_steps: int,
    split: bool,
) -> None:
    """What is fixed to the front."""
    out, u0, u1 = body.front, body.y0, body.y1
    banded = split or shop or draw.chance("bands/ground", 0.6 if era == "old" else 0.2)
    each = era == "old" and draw.chance("bands/each", 0.3)
    reach = draw.uniform("bands/reach_m", 0.06, 0.14)
    height = draw.uniform("bands/height_m", 0.14, 0.3)
    quoined = era == "old" and draw.chance("quoins", 0.3)
    lamp_kind = draw.integer("lamp/kind", 0, 1)
    pipe_left = draw.chance("pipe/left", 0.5)
    pipe = int(
        tint(
            draw.choice("pipe/stuff", {"zinc": 4.0, "copper": 1.0, "brown": 0.6, "white": 0.8, "grey": 1.0}),
            draw.integer("pipe/number", 0, 9),
        )
    )
    awnings = shop and draw.chance("awning", 0.4)
    awning_m = draw.uniform("awning/reach_m", 0.9, 1.4)
    cloth, stripes = draw.integer("awning/cloth", 0, 7), draw.chance("awning/striped", 0.4)
    if banded:
        band(out, u0, u1, raised + size.ground - 0.05, height, reach)
    if each:
        for i in range(1, floors - 1):
            band(out, u0, u1, raised + size.ground + i * size.upper - 0.1, 0.16, 0.07)
    if quoined and not plot.far:
        low = raised + size.ground + 0.3
        for u, inward in ((u0, 1), (u1, -1)):
            quoins(out, u, inward, low, eaves - 0.4)
    if plot.far:
        for o in ground:
            if o.kind in ("shop", "closed"):
                out.panels(
                    [[o.rect[0], o.rect[3] + 0.08, o.rect[2], size.ground - 0.1]],
                    0.1,
                    PAINT,
                    tint("sign", cloth),
                )
        return
    rng = body.rng
    for o in ground:
        a, _, b, v1 = o.rect
        if o.kind == "door":
            if count_steps:
                steps(out, a - 0.12, b + 0.12, raised, count_steps, 0.29)
            if a - u0 > 0.45:
                lamp(out, a - 0.25, o.rect[1] + 2.0, plot.lit > 0, lamp_kind)
                plaque(
                    out, a - 0.34, o.rect[1] + 1.3, int(tint("steel" if lamp_kind else "white")), 0.14, 0.3
                )
            plaque(
                out,
                min(b + 0.18, u1 - 0.25),
                o.rect[1] + 1.75,
                int(tint("blue" if lamp_kind else "white", 0)),
                0.15,
                0.13,
            )
        elif o.kind in ("shop", "closed"):
            high = size.ground - 0.12
            if awnings and high - v1 > 0.3:
                awning(
                    out,
                    a - 0.05,
                    b + 0.05,
                    v1 + 0.42,
                    awning_m,
                    int(tint("cloth", cloth)),
                    int(tint("cloth", 4)) if stripes else None,
                )
                sign(out, a, b, v1 + 0.56, high, 0.06, plot.lit > 0, rng) if high - v1 > 0.8 else None
            else:
                sign(out, a - 0.1, b + 0.1, v1 + 0.1, high, 0.1, plot.lit > 0, rng)
            if rng.random() < 0.4:  # a board that hangs over the pavement
                u = a + 0.2 if rng.random() < 0.5 else b - 0.2
                z = size.ground + 0.35
                out.boxes(
                    [[u - 0.05, z, 0.25], [u - 0.015, z + 0.3, 0.0]],
                    [[u + 0.05, z + 0.6, 0.95], [u + 0.015, z + 0.33, 0.3]],
                    PAINT,
                    tint("sign", int(rng.integers(0, 9))),
                )
    at = u0 + 0.16 if pipe_left else u1 - 0.16
    if all(not (o.rect[0] - 0.12 < at < o.rect[2] + 0.12) for o in ground):
        downpipe(out, at, eaves, 0.25, pipe)


def _other_sides(
    draw: Draw,
    body: Body,
    plot: Plot,
    look: Look,
    size: Sizes,
    levels: list[float],
    eaves: float,
    top: float,
    sill_m: float,
    bands: list[tuple[float, float, int]],
    foot_m: float,
) -> None:
    """Back and sides: plainer, and blind where a neighbour is."""
    plain = replace(look, surround=Surround(sill_m=0.05), style=replace(look.style, sash="casement"))
    share = draw.uniform("back/share", 0.9, 1.3)
    for name in ("back", "left", "right"):
        if name != "back" and plot.joined[name == "right"]:
            body.party(name, eaves if top == eaves else top)
            continue
        _, a, b = body.frames()[name]
        wide = size.wide
        pitch = (size.pitch if name == "back" else 2.2 * size.pitch) * share
        at = [(a + b) / 2 + u for u in bays(b - a, pitch, 1.0, wide, "even")]
        rows = [levels[0] - size.ground, *levels[:-1]]
        openings = [
            Opening(
                "window",
                (
                    u - wide / 2,
                    z + max(sill_m, 0.5),
                    u + wide / 2,
                    z + max(sill_m, 0.5) + min(size.tall, 1.7),
                ),
            )
            for z in rows
            for u in at
        ]
        if name != "back":
            blind = draw.rng(f"{name}/blind").random(len(at)) < 0.35
            openings = [o for i, o in enumerate(openings) if not blind[i % len(at)]]
        far_look = plain
        body.side(
            name,
            [(v0, min(v1, eaves if top == eaves else top), p) for v0, v1, p in bands],
            openings,
            far_look,
            (min(foot_m, 0.6), BASE),
        )
