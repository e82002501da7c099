"""What is fixed to the front of a row house: bands, pipes, lamps, steps, signs, balconies, flowers."""

from __future__ import annotations

from ...draw import Draw
from .balconies import balcony, cellar_windows, coolers, far_balcony, fire_escape, window_boxes
from .elevation import Opening
from .fittings import awning, band, downpipe, lamp, plaque, quoins, steps
from .parts import PAINT, tint
from .row import Row
from .signs import hanging_sign, sign

__all__ = ["dress", "hang_balconies", "keep_outside"]

_PIPES = {"zinc": 4.0, "copper": 1.0, "brown": 0.6, "white": 0.8, "grey": 1.0}


def dress(draw: Draw, row: Row, ground: list[Opening], split: bool) -> None:
    """Bands and quoins, a downpipe, and what belongs to doors and shops; ``split``: another ground floor."""
    body, size = row.body, row.size
    out, u0, u1, far = body.front, body.y0, body.y1, body.plot.far
    old = row.era == "old"
    first = row.raised_m + size.ground
    height, reach = draw.uniform("bands/height_m", 0.14, 0.3), draw.uniform("bands/reach_m", 0.06, 0.14)
    if draw.chance("bands/ground", 0.6 if old else 0.2) or split or row.shop:
        band(out, u0, u1, first - 0.05, height, reach)
    if draw.chance("bands/each", 0.3) and old:
        for z in row.levels[1:]:
            band(out, u0, u1, z - 0.1, 0.16, 0.07)
    if draw.chance("quoins", 0.3) and old and not far:
        for u, inward in ((u0, 1), (u1, -1)):
            quoins(out, u, inward, first + 0.3, row.eaves - 0.4)
    _shops(draw, row, [o for o in ground if o.kind in ("shop", "closed")])
    kind = draw.integer("lamp/kind", 0, 1)
    at = u0 + 0.16 if draw.chance("pipe/left", 0.5) else u1 - 0.16
    pipe = int(tint(draw.choice("pipe/stuff", _PIPES), draw.integer("pipe/number", 0, 9)))
    if far:
        return
    for o in ground:
        if o.kind == "door":
            _entrance(row, o.rect, kind)
    if all(not (o.rect[0] - 0.12 < at < o.rect[2] + 0.12) for o in ground):
        downpipe(out, at, row.eaves, 0.25, pipe)


def _entrance(row: Row, rect: tuple[float, float, float, float], kind: int) -> None:
    """Steps, a lamp, bells and a plate beside a door."""
    out, body = row.body.front, row.body
    u0, v0, u1, _ = rect
    if row.raised_m > 0.2:
        # Four steps stay within reach of the front; where the floor is higher, they are high, too.
        steps(out, u0 - 0.12, u1 + 0.12, row.raised_m, min(max(1, round(row.raised_m / 0.17)), 4), 0.29)
    if u0 - body.y0 > 0.45:
        lamp(out, u0 - 0.25, v0 + 2.0, body.plot.lit > 0, kind)
        plaque(out, u0 - 0.34, v0 + 1.3, int(tint("steel" if kind else "white")), 0.14, 0.3)
    plaque(out, min(u1 + 0.18, body.y1 - 0.25), v0 + 1.75, int(tint("blue" if kind else "white")), 0.15, 0.13)


def _shops(draw: Draw, row: Row, shops: list[Opening]) -> None:
    """Boards, awnings and hanging signs."""
    out, rng, lit = row.body.front, row.body.rng, row.body.plot.lit > 0
    with_awnings, reach = draw.chance("awning", 0.4), draw.uniform("awning/reach_m", 0.9, 1.4)
    cloth, striped = draw.integer("awning/cloth", 0, 7), draw.chance("awning/striped", 0.4)
    high = row.size.ground - 0.12
    for o in shops:
        a, _, b, v1 = o.rect
        if row.body.plot.far:
            out.panels([[a, v1 + 0.08, b, high]], 0.1, PAINT, tint("sign", cloth + o.number))
            if with_awnings:
                z, low = v1 + 0.42, v1 + 0.42 - 0.38 * reach
                out.quads(
                    [[[a, low, reach], [b, low, reach], [b, z, 0.1], [a, z, 0.1]]],
                    PAINT,
                    tint("cloth", cloth),
                )
            continue
        if with_awnings and high - v1 > 0.3:
            second = int(tint("cloth", 4)) if striped else None
            awning(out, a - 0.05, b + 0.05, v1 + 0.42, reach, int(tint("cloth", cloth)), second)
            if high - v1 > 0.8:
                sign(out, a, b, v1 + 0.56, high, 0.06, lit, rng)
        else:
            sign(out, a - 0.1, b + 0.1, v1 + 0.1, high, 0.1, lit, rng)
        if rng.random() < 0.4:
            u = a + 0.2 if rng.random() < 0.5 else b - 0.2
            hanging_sign(out, u, row.size.ground + 0.35, int(rng.integers(0, 9)))


def hang_balconies(draw: Draw, row: Row, style: str) -> None:
    """Balconies before the columns that have them."""
    body, size = row.body, row.size
    shade = int(tint(draw.choice("railing", {"iron": 4.0, "green": 0.7, "grey": 1.0, "white": 1.0})))
    reach = draw.uniform("balcony/reach_m", 0.7, 1.35)
    half = min(size.wide / 2 + 0.45, size.pitch / 2 - 0.06)
    for z in row.levels[: row.balcony_floors]:
        for c in row.balconies:
            a, b = max(row.columns[c] - half, body.y0 + 0.1), min(row.columns[c] + half, body.y1 - 0.1)
            if body.plot.far:
                far_balcony(body.front, a, b, z, reach, style, shade)
                continue
            balcony(body.front, a, b, z, reach, style, shade, body.rng, row.era == "old")


def keep_outside(draw: Draw, row: Row, openings: list[Opening]) -> None:
    """Flowers, air conditioners, a fire escape, cellar windows: what the region has of them."""
    body = row.body
    out, rng = body.front, body.rng
    flowered, cooled = draw.chance("flowered", 0.35), draw.chance("cooled", 0.6)
    escape, cellar = draw.chance("escape", 0.35), draw.chance("cellar", 0.6)
    share = draw.uniform("share", 0.08, 0.3)
    at = row.columns[draw.integer("escape/column", 0, len(row.columns) - 1)]
    if body.plot.far:
        return
    windows = [o.rect for o in openings if o.kind == "window" and not o.plain]
    framed = [r for r in windows if r[1] > 1.0]
    if body.plot.region == "us":
        if cooled:
            coolers(out, framed, share, rng)
        clear = row.bay is None and body.y0 + 1.6 < at < body.y1 - 1.6
        if escape and clear and row.era != "modern" and row.floors > 3:
            fire_escape(out, at, row.levels, int(tint("iron", row.floors)))
    elif flowered:
        window_boxes(out, framed, share, rng)
    if cellar and not row.shop and row.foot_m > 0.5:
        first = row.raised_m + row.size.ground
        cellar_windows(out, [(r[0] + r[2]) / 2 for r in windows if row.foot_m < r[1] < first], row.foot_m)
