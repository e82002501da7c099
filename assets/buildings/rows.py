"""Houses in rows: flats and terraces of several times, with or without a shop below, in two regions."""

from __future__ import annotations

from dataclasses import replace

from ...draw import Draw
from ..model import Model
from . import periods
from .body import SIDE_M, Body, Plot, bays
from .crown import crown
from .dressing import dress, hang_balconies, keep_outside
from .elevation import Opening
from .ground_floor import ground_floor
from .oriel import oriel
from .parts import BASE, TRIM, WALL
from .periods import Era
from .row import Bay, Row
from .wall import Surround

__all__ = ["row_house"]

_MOST: dict[Era, int] = {"old": 5, "brick": 4, "plain": 5, "modern": 6}
_BALCONIES: dict[Era, float] = {"old": 0.35, "plain": 0.5, "modern": 0.65, "brick": 0.15}


def row_house(draw: Draw, plot: Plot, storeys: int | None, shop: bool) -> Model:
    """A terrace house or a house of flats, its ground floor a shop or not."""
    region = plot.region
    era = draw.choice("era", periods.ERAS[region])
    size = periods.sizes(draw, era, shop)
    least = 2 if plot.width_m < 9 else 3
    floors = storeys or draw.integer("storeys", least, max(least, _MOST[era] - (region == "us")))
    materials = periods.materials(draw.scope("stuff"), era, region)
    look = periods.look(draw, era, region, plot.lit)
    raised = 0.0 if shop else draw.uniform("raised_m", 0.15, 0.55 if region == "europe" else 1.1)
    eaves = raised + size.ground + (floors - 1) * size.upper + 0.25
    roof = periods.top(draw, plot, era, eaves)
    body = Body(plot, 0.0, -plot.depth_m + 0.45, -plot.width_m / 2, plot.width_m / 2, draw.rng("bulk"))
    body.narrow(SIDE_M if roof.kind == "flat" else draw.uniform("verge_m", SIDE_M, 0.25))
    margin, pattern = (
        draw.uniform("margin_m", 0.55, 0.9),
        draw.choice("pattern", {"even": 3.0, "pairs": 1.5, "middle": 1.0}),
    )
    at = bays(body.y1 - body.y0, size.pitch, margin, size.wide, pattern)
    columns = tuple((body.y0 + body.y1) / 2 + u for u in at)
    bay = _bay(draw, body, era, size, floors, columns)
    hung = floors > 2 and draw.chance("balconies", _BALCONIES[era])
    lots = [draw.integer(f"balcony/column/{i}", 0, len(columns) - 1) for i in range(2)]
    foot_m = min(max(draw.uniform("plinth_m", 0.35, 0.8), 0.95 * raised), raised + 0.5)
    row = Row(
        body=body,
        era=era,
        size=size,
        look=look,
        shop=shop,
        raised_m=raised,
        floors=floors,
        eaves=eaves,
        top=roof.wall_top,
        columns=columns,
        bay=bay,
        balconies=tuple(c for c in sorted(set(lots)) if hung and (bay is None or c != bay.column)),
        balcony_floors=floors - (2 if era == "old" else 1),
        foot_m=0.25 if shop else foot_m,
    )
    openings = _upper(draw, row)
    ground = ground_floor(draw, row)
    openings += ground
    other = draw.chance("base_storey", 0.55 if era in ("old", "brick") else 0.25)
    split = raised + size.ground if other else -1.0
    bands = [(-1.5, split, BASE), (split, row.top, WALL)] if other else [(-1.5, row.top, WALL)]
    body.side("front", bands, openings, look, (row.foot_m, TRIM if shop else BASE))
    dress(draw, row, ground, other)
    if bay is not None:
        _lean_out(row, bay)
    styles = {"bars": 4.0, "glass": 1.0 if era == "modern" else 0.0, "boards": 1.0, "solid": 1.0}
    hang_balconies(draw, row, draw.choice("balcony/style", styles))
    keep_outside(draw.scope("outside"), row, openings)
    _other_sides(draw, row, bands)
    crown(draw.scope("crown"), body, roof, look)
    return body.model(f"{'shop' if shop else 'terrace'} {era}", materials)


def _bay(
    draw: Draw, body: Body, era: Era, size: periods.Sizes, floors: int, columns: tuple[float, ...]
) -> Bay | None:
    """A bay window, if the house is high and wide enough and the draw says so."""
    wanted = draw.chance("oriel", 0.1 if era == "modern" else 0.3)
    column = draw.integer("oriel/column", 0, len(columns) - 1)
    deep_m, slanted = draw.uniform("oriel/deep_m", 0.5, 0.95), draw.chance("oriel/slanted", 0.4)
    fits = body.y0 + 1.3 < columns[column] < body.y1 - 1.3
    if not wanted or not fits or floors < 3 or len(columns) < 2:
        return None
    return Bay(column, max(1, floors - 2), deep_m, min(size.wide + 0.5, size.pitch + 0.2), slanted)


def _upper(draw: Draw, row: Row) -> list[Opening]:
    """Windows of the upper storeys; behind balconies they go down to the floor."""
    size, old = row.size, row.era in ("old", "brick")
    share = draw.uniform("top_share", 0.7, 0.85) if draw.chance("top_lower", 0.3) and old else 1.0
    arch_m = draw.uniform("arch_m", 0.08, 0.18) if draw.chance("arched", 0.35) and old else 0.0
    openings: list[Opening] = []
    for i, z in enumerate(row.levels):
        head = z + row.sill_m + size.tall * (share if i == row.floors - 2 else 1.0)
        for c, u in enumerate(row.columns):
            if row.bay is not None and c == row.bay.column and i < row.bay.storeys:
                continue
            door = c in row.balconies and i < row.balcony_floors
            rect = (u - size.wide / 2, z + (0.06 if door else row.sill_m), u + size.wide / 2, head)
            openings.append(Opening("window", rect, arch_m, door, c))
    if row.bay is not None:
        # The rooms of a bay window begin behind the wall that it stands before.
        u, half = row.columns[row.bay.column], row.bay.wide_m / 2 - 0.08
        high = row.levels[0] + row.bay.storeys * size.upper - 0.45
        openings.append(Opening("hole", (u - half, row.levels[0] + 0.1, u + half, high)))
    return openings


def _lean_out(row: Row, bay: Bay) -> None:
    """Build the bay window."""
    levels = row.levels[: bay.storeys]
    oriel(
        row.body.front,
        row.columns[bay.column],
        bay.wide_m,
        levels[0] - 0.1,
        levels[0] + bay.storeys * row.size.upper - 0.3,
        bay.deep_m,
        [z + row.sill_m for z in levels],
        row.size.wide,
        row.size.tall,
        row.look,
        row.body.plot.far,
        row.body.rng,
        bay.slanted,
    )


def _other_sides(draw: Draw, row: Row, bands: list[tuple[float, float, int]]) -> None:
    """Back and sides: plainer, and blind where a neighbour is."""
    body, size = row.body, row.size
    plain = replace(row.look, surround=Surround(sill_m=0.05), style=replace(row.look.style, sash="casement"))
    share = draw.uniform("back/share", 0.9, 1.3)
    sill_m, tall = max(row.sill_m, 0.5), min(size.tall, 1.7)
    for name in ("back", "left", "right"):
        if name != "back" and body.plot.joined[name == "right"]:
            body.party(name, row.top)
            continue
        _, a, b = body.frames()[name]
        pitch = (size.pitch if name == "back" else 2.2 * size.pitch) * share
        at = [(a + b) / 2 + u for u in bays(b - a, pitch, 1.0, size.wide, "even")]
        blind = draw.rng(f"{name}/blind").random(len(at)) < (0.0 if name == "back" else 0.35)
        openings = [
            Opening("window", (u - size.wide / 2, z + sill_m, u + size.wide / 2, z + sill_m + tall))
            for z in (row.raised_m, *row.levels)
            for u, hidden in zip(at, blind.tolist(), strict=True)
            if not hidden
        ]
        body.side(name, bands, openings, plain, (min(row.foot_m, 0.6), BASE))
