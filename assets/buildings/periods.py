"""What sets the houses of one time apart from those of another: sizes, stuffs, windows, roofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from .. import recipes
from ..material import Material
from ..palette import hexadecimal, varied
from . import stuff
from .body import Plot
from .crown import Crown
from .elevation import Look
from .parts import PAINT, TRIM, tint
from .wall import Surround
from .windows import Backs, WindowStyle

__all__ = ["ERAS", "Era", "Sizes", "look", "materials", "sizes", "top"]

Era = Literal["old", "plain", "modern", "brick"]

ERAS: dict[str, dict[Era, float]] = {
    "europe": {"old": 5.0, "plain": 3.0, "modern": 1.2, "brick": 1.3},
    "us": {"brick": 4.0, "old": 2.0, "modern": 0.8},
}


_TRIMS = {"9d988b": 3.0, "8a8478": 2.0, "a89c82": 1.5, "6f4a40": 1.0, "aaa79d": 2.0, "75726b": 1.0}


@dataclass(frozen=True)
class Sizes:
    """Metres: storeys, ground floor, windows, the distance between their middles, sills above floors."""

    ground: float
    upper: float
    wide: float
    tall: float
    pitch: float
    sill: float


def sizes(draw: Draw, era: Era, shop: bool) -> Sizes:
    """Heights and widths of a time; a shop wants a high ground floor."""
    if era == "old":
        ground, upper = draw.uniform("ground_m", 3.5, 4.3), draw.uniform("upper_m", 3.2, 3.7)
        wide, tall = draw.uniform("window_m", 0.95, 1.2), draw.uniform("window_tall_m", 1.75, 2.15)
        pitch, sill = wide + draw.uniform("pier_m", 0.75, 1.5), 0.75
    elif era == "brick":
        ground, upper = draw.uniform("ground_m", 3.1, 3.8), draw.uniform("upper_m", 2.9, 3.3)
        wide, tall = draw.uniform("window_m", 0.85, 1.15), draw.uniform("window_tall_m", 1.5, 1.85)
        pitch, sill = wide + draw.uniform("pier_m", 0.7, 1.4), 0.78
    elif era == "plain":
        ground, upper = draw.uniform("ground_m", 2.8, 3.3), draw.uniform("upper_m", 2.7, 2.95)
        wide, tall = draw.uniform("window_m", 1.1, 1.75), draw.uniform("window_tall_m", 1.3, 1.5)
        pitch, sill = wide + draw.uniform("pier_m", 0.9, 1.7), 0.92
    else:
        ground, upper = draw.uniform("ground_m", 3.0, 3.6), draw.uniform("upper_m", 2.85, 3.1)
        wide, tall = draw.uniform("window_m", 1.0, 2.2), draw.uniform("window_tall_m", 1.5, 2.25)
        pitch, sill = wide + draw.uniform("pier_m", 0.7, 2.0), max(0.25, 2.5 - tall)
    return Sizes(
        max(ground, 3.5) if shop else ground, upper, wide, tall, pitch, min(sill, 2.55 - tall + 0.35)
    )


def materials(draw: Draw, era: Era, region: str) -> tuple[Material, Material, Material, Material]:
    """Of wall, base, trim and roof."""
    kinds = {
        "old": {"stucco": 5.0, "brick": 1.5, "stone": 4.0 if region == "us" else 1.6},
        "brick": {"brick": 1.0},
        "plain": {"stucco": 1.0},
        "modern": {"stucco": 2.0, "board": 1.0, "brick": 0.6},
    }[era]
    kind = draw.choice("wall", kinds)
    wall = stuff.wall(draw.scope("wall_stuff"), kind)
    base: Material
    if draw.chance("stone_base", {"old": 0.65, "brick": 0.5, "plain": 0.15, "modern": 0.2}[era]):
        base = stuff.wall(draw.scope("base"), "stone")
    else:
        base = stuff.trim(draw.scope("base"), 0.36, 0.6, 0.6)
    code = draw.choice("trim", _TRIMS)
    trim = recipes.Facade(
        color=varied(draw, "trim/color", hexadecimal(code), 0.5),
        relief=0.3,
        streaks=draw.uniform("trim/streaks", 0.1, 0.6),
        seed=draw.uniform("trim/seed", 0, 100),
    )
    return wall, base, trim, recipes.roof_tiles(draw.scope("roof"))


def look(draw: Draw, era: Era, region: str, lit: float) -> Look:
    """Windows, doors and what frames them."""
    if era == "old":
        sash = draw.choice(
            "sash",
            {"transom": 4.0, "casement": 2.0, "single": 1.0}
            if region == "europe"
            else {"sash": 3.0, "sixes": 1.0},
        )
        surround = Surround(
            band_m=draw.uniform("surround/band_m", 0.1, 0.2) if draw.chance("surround/banded", 0.75) else 0.0,
            hood_m=draw.uniform("surround/hood_m", 0.12, 0.25)
            if draw.chance("surround/hooded", 0.4)
            else 0.0,
            keystone=draw.chance("surround/keystone", 0.3),
            sill_m=draw.uniform("surround/sill_m", 0.07, 0.14),
        )
    elif era == "brick":
        sash = draw.choice(
            "sash",
            {"sash": 3.0, "sixes": 1.5, "casement": 1.0}
            if region == "us"
            else {"casement": 2.0, "transom": 1.0, "sash": 2.0, "sixes": 1.0},
        )
        surround = Surround(lintel_m=draw.uniform("surround/lintel_m", 0.16, 0.28), sill_m=0.08)
    else:
        sash = draw.choice(
            "sash",
            {"casement": 3.0, "single": 2.0, "wide": 1.0}
            if region == "europe"
            else {"sash": 2.0, "single": 1.0, "wide": 1.0},
        )
        banded = era == "plain" and draw.chance("surround/banded", 0.3)
        surround = Surround(band_m=0.1 if banded else 0.0, sill_m=0.05)
    colors = {
        "white": 6.0,
        "brown": 1.0,
        "cream": 0.7,
        "anthracite": 4.0 if era == "modern" else 0.6,
        "green": 0.4,
        "black": 1.0 if region == "us" else 0.0,
    }
    frame = draw.choice("frame", colors)
    shutters = (
        draw.uniform("backs/shutters", 0.05, 0.5)
        if region == "europe" and draw.chance("backs/shuttered", 0.4)
        else 0.0
    )
    bare, drapes, nets, blinds, slats = (
        draw.uniform(f"backs/{name}", 0.05, high)
        for name, high in (
            ("bare", 0.6),
            ("drapes", 0.8),
            ("nets", 1.3 if region == "europe" else 0.5),
            ("blinds", 0.4 if region == "europe" else 1.2),
            ("slats", 0.3),
        )
    )
    number = draw.integer("number", 0, 99)
    stone_sill = era in ("old", "brick")
    return Look(
        style=WindowStyle(
            sash, (frame, number), draw.uniform("bar_m", 0.055, 0.085), draw.chance("bars", 0.2)
        ),
        backs=Backs(lit, shutters, kinds=(bare, drapes, nets, blinds, slats)),
        surround=surround,
        recess_m=draw.uniform("recess_m", 0.12, 0.24),
        door_recess_m=draw.uniform("door_recess_m", 0.2, 0.5),
        door_color=(
            draw.choice(
                "door",
                {
                    "brown": 3.0,
                    "oak": 1.5,
                    "green": 1.2,
                    "blue": 1.0,
                    "red": 0.8,
                    "anthracite": 1.5,
                    "white": 0.6,
                    "black": 0.8,
                },
            ),
            number,
        ),
        shop_color=(
            draw.choice(
                "shop_frame",
                {
                    "anthracite": 3.0,
                    "steel": 1.5,
                    "white": 1.0,
                    "green": 0.8,
                    "brown": 1.0,
                    "red": 0.5,
                    "blue": 0.5,
                    "black": 1.0,
                },
            ),
            number,
        ),
        sill=TRIM if stone_sill else PAINT,
        sill_tint=0 if stone_sill else int(tint("zinc")),
        garage_tint=int(tint("shutter", number)),
    )


def top(draw: Draw, plot: Plot, era: Era, eaves: float) -> Crown:
    """The shape of the roof, for this time and place."""
    flat = (
        {"old": 0.05, "plain": 0.08, "modern": 0.8, "brick": 0.25}[era] if plot.region == "europe" else 0.92
    )
    if draw.chance("crown/flat", flat):
        return Crown(
            "flat",
            eaves,
            parapet_m=draw.uniform("crown/parapet_m", 0.35, 0.9),
            cornice_m=(draw.uniform("crown/cornice_m", 0.35, 0.8) if era in ("old", "brick") else 0.0),
        )
    if era == "old" and draw.chance("crown/mansard", 0.35):
        return Crown(
            "mansard",
            eaves,
            rise_m=draw.uniform("crown/mansard_m", 2.3, 2.9),
            cornice_m=draw.uniform("crown/cornice_m", 0.3, 0.55),
        )
    return Crown(
        "pitched",
        eaves,
        pitch_deg=draw.uniform("crown/pitch_deg", 32, 50),
        eaves_m=draw.uniform("crown/eaves_m", 0.2, 0.5),
        cornice_m=draw.uniform("crown/cornice_m", 0.25, 0.45) if era == "old" else 0.0,
    )
