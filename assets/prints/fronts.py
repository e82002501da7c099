"""Layouts: how a front shows its brand, its product and a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...draw import Draw
from ..palette import blend, hexadecimal
from .canvas import Canvas, Ink
from .motifs import draw_motif, rays
from .words import PRODUCTS, SLOGANS, brand, digits, small_print

__all__ = ["LAYOUTS", "Box", "Style", "back", "front", "style"]

Box = tuple[float, float, float, float]
"""x, y, width, height in millimetres."""

_SCHEMES = {
    # ground, first ink, second ink, type
    name: (hexadecimal(a), hexadecimal(b), hexadecimal(c), hexadecimal(d))
    for name, (a, b, c, d) in {
        "red_cream": ("a82e2b", "efe3c6", "d8a23a", "2a1a16"),
        "navy_gold": ("24365a", "c9a35a", "e9e2d0", "1a2336"),
        "green_white": ("2f6a45", "eef0e6", "e0b83f", "1c3a28"),
        "kraft": ("bd9a6c", "4a3524", "8c2f28", "2e2118"),
        "white_blue": ("eceae4", "2c5d9c", "d8412f", "1e2a3c"),
        "yellow_red": ("e0b132", "b02a26", "f3ead2", "35200f"),
        "black_gold": ("2b2a2b", "c2a25c", "e6dfcd", "ece6d6"),
        "teal_coral": ("2c7a78", "e58a6c", "f1e7d5", "12383a"),
        "cream_green": ("ece2c8", "4f7040", "c2502f", "2b3322"),
        "pink_plum": ("dfb0b4", "6a2f4c", "f3e9df", "43203a"),
        "orange_white": ("d67a2c", "f4eedf", "3e5a3a", "41210f"),
        "sky_navy": ("a9c7d8", "223a5e", "f2efe6", "1b2b45"),
        "mint_brown": ("bcd6c4", "5b3f2c", "d9893f", "2f2219"),
        "grey_lime": ("c4c6c3", "3a4246", "a4bf3c", "23282a"),
    }.items()
}
_BODY: dict[str, tuple[str, str, str]] = {
    "orange": ("d98222", "b5611a", "4f7a36"),
    "lemon": ("ddbb3a", "b89326", "54803a"),
    "tomato": ("b8342a", "87231f", "4c7434"),
    "apple": ("ab3a30", "7d2722", "5a8038"),
    "berries": ("5d2b52", "8a3352", "4d7138"),
    "olive": ("6a6f34", "4b4524", "7c8f58"),
    "wheat": ("c79c4a", "a27a35", "8c9a4a"),
    "bean": ("5a3a26", "2f1d13", "6d4a30"),
}


@dataclass(frozen=True)
class Style:
    """What one print says, and in which colours and layout."""

    layout: str
    ground: Ink
    first: Ink
    second: Ink
    type: Ink
    brand: str
    product: str
    detail: str
    motif: str
    slogan: str
    amount: str
    digits: str
    weight: int
    caps: bool

    @property
    def inks(self) -> tuple[Ink, Ink, Ink]:
        """Body, shade and leaf of the motif: natural colours where it has any."""
        if self.motif in _BODY:
            a, b, c = _BODY[self.motif]
            return hexadecimal(a), hexadecimal(b), hexadecimal(c)
        return self.first, blend(self.first, self.type, 0.4), self.second

    @property
    def name(self) -> str:
        """The brand as it is set."""
        return self.brand.upper() if self.caps else self.brand


def style(draw: Draw, kind: str, amounts: tuple[str, ...]) -> Style:
    """A brand's look for a ``kind`` of product."""
    ground, first, second, ink = _SCHEMES[draw.choice("scheme", list(_SCHEMES))]
    product = PRODUCTS[kind][draw.integer("product", 0, len(PRODUCTS[kind]) - 1)]
    return Style(
        layout=draw.choice("layout", list(LAYOUTS)),
        ground=ground,
        first=first,
        second=second,
        type=ink,
        brand=brand(draw),
        product=product[0],
        detail=product[1],
        motif=product[2],
        slogan=SLOGANS[draw.integer("slogan", 0, len(SLOGANS) - 1)],
        amount=draw.choice("amount", list(amounts)),
        digits=digits(draw),
        weight=draw.choice("weight", {300: 1.0, 600: 2.0, 800: 3.0}),
        caps=draw.chance("caps", 0.6),
    )


def front(canvas: Canvas, box: Box, s: Style) -> None:
    """The main face within ``box``."""
    LAYOUTS[s.layout](canvas, box, s)


def _readable(ink: Ink, ground: Ink, other: Ink) -> Ink:
    """``ink`` where it stands out from ``ground``, else ``other``."""
    weights = np.array([0.21, 0.72, 0.07])
    return ink if abs(float(weights @ (np.array(ink) - np.array(ground)))) > 0.25 else other


def _band(canvas: Canvas, box: Box, s: Style) -> None:
    x, y, w, h = box
    middle = x + w / 2
    draw_motif(canvas, s.motif, middle, y + h * 0.25, min(w * 0.3, h * 0.17), s.inks)
    canvas.rectangle(x, y + h * 0.44, w, h * 0.2, s.first)
    canvas.rectangle(x, y + h * 0.655, w, h * 0.012, s.second)
    on_band = _readable(s.type, s.first, (0.95, 0.94, 0.9))
    canvas.text(s.name, middle, y + h * 0.54, h * 0.17, on_band, width=w * 0.86, weight=s.weight)
    on_ground = _readable(s.type, s.ground, (0.95, 0.94, 0.9))
    canvas.text(s.product, middle, y + h * 0.75, h * 0.085, on_ground, width=w * 0.84, weight=600)
    canvas.text(s.detail, middle, y + h * 0.83, h * 0.05, on_ground, width=w * 0.8, italic=True)
    canvas.text(s.amount, x + w * 0.93, y + h * 0.94, h * 0.045, on_ground, align="right")
    canvas.text(s.slogan, x + w * 0.07, y + h * 0.94, h * 0.04, on_ground, align="left", weight=300)


def _badge(canvas: Canvas, box: Box, s: Style) -> None:
    x, y, w, h = box
    middle, center = x + w / 2, y + h * 0.44
    r = min(w * 0.44, h * 0.33)
    wedges = [np.clip(p, (x, y), (x + w, y + h)) for p in rays(middle, center, r, 1.2 * max(w, h), 28)]
    for wedge in wedges:
        canvas.polygon(wedge, blend(s.ground, s.second, 0.28))
    canvas.ellipse(middle, center, r * 1.08, r * 1.08, s.second)
    canvas.ellipse(middle, center, r, r, s.first)
    canvas.ring(middle, center, r * 0.92, r * 0.92, s.second, r * 0.02)
    on_badge = _readable(s.type, s.first, (0.95, 0.94, 0.9))
    draw_motif(canvas, s.motif, middle, center - r * 0.42, r * 0.34, s.inks)
    canvas.text(s.name, middle, center + r * 0.17, r * 0.46, on_badge, width=r * 1.6, weight=s.weight)
    canvas.text(s.slogan, middle, center + r * 0.55, r * 0.17, on_badge, width=r * 1.2, italic=True)
    on_ground = _readable(s.type, s.ground, (0.95, 0.94, 0.9))
    canvas.text(s.product, middle, y + h * 0.86, h * 0.09, on_ground, width=w * 0.84, weight=700)
    canvas.text(f"{s.detail} · {s.amount}", middle, y + h * 0.94, h * 0.045, on_ground, width=w * 0.84)


def _minimal(canvas: Canvas, box: Box, s: Style) -> None:
    x, y, w, h = box
    canvas.rectangle(x, y, w, h, blend(s.ground, (0.94, 0.93, 0.9), 0.86))
    left = x + w * 0.09
    canvas.text(
        s.name,
        left,
        y + h * 0.15,
        h * 0.13,
        s.type if sum(s.type) < 1.5 else s.ground,
        width=w * 0.8,
        weight=s.weight,
        align="left",
    )
    ink: Ink = (0.2, 0.2, 0.2)
    canvas.rectangle(left, y + h * 0.24, w * 0.82, h * 0.006, ink)
    canvas.text(s.product, left, y + h * 0.3, h * 0.06, ink, width=w * 0.8, align="left", weight=500)
    canvas.text(s.detail, left, y + h * 0.365, h * 0.045, ink, width=w * 0.8, align="left", weight=300)
    canvas.ellipse(x + w * 0.5, y + h * 0.66, min(w * 0.4, h * 0.24), min(w * 0.4, h * 0.24), s.ground)
    draw_motif(canvas, s.motif, x + w * 0.5, y + h * 0.66, min(w * 0.27, h * 0.17), s.inks)
    canvas.text(s.amount, left, y + h * 0.94, h * 0.042, ink, align="left")
    canvas.text(s.slogan, x + w * 0.91, y + h * 0.94, h * 0.035, ink, align="right", weight=300)


def _heritage(canvas: Canvas, box: Box, s: Style) -> None:
    x, y, w, h = box
    paper = blend(s.ground, (0.93, 0.9, 0.82), 0.8)
    canvas.rectangle(x, y, w, h, paper)
    short = min(w, h)
    ink = s.type if sum(s.type) < 1.4 else (0.16, 0.13, 0.1)
    canvas.frame(short * 0.04, s.second if sum(s.second) < 2.2 else s.ground, short * 0.014, box)
    canvas.frame(short * 0.065, ink, short * 0.005, box)
    middle = x + w / 2
    for cx in (x + short * 0.1, x + w - short * 0.1):
        for cy in (y + short * 0.1, y + h - short * 0.1):
            draw_motif(canvas, "star", cx, cy, short * 0.022, (ink, ink, ink))
    draw_motif(canvas, s.motif, middle, y + h * 0.24, min(w * 0.2, h * 0.13), s.inks)
    canvas.text(s.slogan, middle, y + h * 0.43, h * 0.05, ink, width=w * 0.6, italic=True)
    canvas.text(
        s.brand,
        middle,
        y + h * 0.54,
        h * 0.16,
        s.ground if sum(s.ground) < 1.7 else ink,
        width=w * 0.76,
        weight=s.weight,
        italic=not s.caps,
    )
    for side in (-1, 1):
        canvas.line(
            [(middle + side * w * 0.05, y + h * 0.65), (middle + side * w * 0.3, y + h * 0.65)],
            ink,
            short * 0.006,
        )
    draw_motif(canvas, "dots", middle, y + h * 0.65, short * 0.025, (ink, ink, ink))
    canvas.text(s.product.upper(), middle, y + h * 0.73, h * 0.075, ink, width=w * 0.74, weight=500)
    canvas.text(s.detail, middle, y + h * 0.81, h * 0.045, ink, width=w * 0.7, italic=True)
    canvas.text(s.amount, middle, y + h * 0.88, h * 0.038, ink)


def _pattern(canvas: Canvas, box: Box, s: Style) -> None:
    x, y, w, h = box
    size = min(w, h) * 0.085
    faint = blend(s.ground, s.first, 0.55)
    inks = (faint, blend(s.ground, s.first, 0.35), blend(s.ground, s.second, 0.6))
    for row, cy in enumerate(np.arange(y + size, y + h, 2.3 * size)):
        for cx in np.arange(x + size * (1 + 1.15 * (row % 2)), x + w - size * 0.6, 2.3 * size):
            draw_motif(canvas, s.motif, cx, cy, size * 0.8, inks, turn_deg=(37.0 * row + cx) % 50 - 25)
    left, top, width, height = x + w * 0.1, y + h * 0.3, w * 0.8, h * 0.4
    plate = _readable(s.second, s.ground, (0.94, 0.92, 0.87))
    canvas.rectangle(left, top, width, height, plate, round_=min(w, h) * 0.04)
    ink = _readable(s.type, plate, (0.94, 0.93, 0.9))
    canvas.frame(min(w, h) * 0.02, ink, min(w, h) * 0.006, (left, top, width, height))
    canvas.text(
        s.name, x + w / 2, top + height * 0.36, height * 0.36, ink, width=width * 0.86, weight=s.weight
    )
    canvas.text(s.product, x + w / 2, top + height * 0.65, height * 0.19, ink, width=width * 0.84, weight=500)
    canvas.text(s.amount, x + w / 2, top + height * 0.83, height * 0.11, ink, width=width * 0.8)


def _tall(canvas: Canvas, box: Box, s: Style) -> None:
    x, y, w, h = box
    slant = h * 0.16
    canvas.polygon([(x, y + h * 0.62), (x + w, y + h * 0.62 - slant), (x + w, y + h), (x, y + h)], s.first)
    canvas.polygon(
        [(x, y + h * 0.58), (x + w, y + h * 0.58 - slant), (x + w, y + h * 0.61 - slant), (x, y + h * 0.61)],
        s.second,
    )
    ink = _readable(s.type, s.ground, (0.95, 0.94, 0.9))
    if h > 1.2 * w:
        canvas.text(
            s.name,
            x + w * 0.28,
            y + h * 0.97,
            w * 0.42,
            _readable(s.second, s.first, ink),
            width=h * 0.9,
            weight=900,
            upright=False,
            align="left",
        )
        canvas.text(s.product, x + w * 0.6, y + h * 0.1, w * 0.11, ink, width=w * 0.62, weight=600)
        draw_motif(canvas, s.motif, x + w * 0.72, y + h * 0.27, w * 0.2, s.inks, 12)
        canvas.text(
            s.amount,
            x + w * 0.9,
            y + h * 0.95,
            w * 0.07,
            _readable(s.type, s.first, (1, 1, 1)),
            align="right",
        )
        return
    canvas.text(
        s.name, x + w * 0.06, y + h * 0.2, h * 0.27, ink, width=w * 0.6, weight=900, align="left", italic=True
    )
    canvas.text(s.product, x + w * 0.06, y + h * 0.38, h * 0.1, ink, width=w * 0.55, weight=500, align="left")
    draw_motif(canvas, s.motif, x + w * 0.74, y + h * 0.55, min(w * 0.22, h * 0.34), s.inks, 12)
    canvas.text(
        s.amount,
        x + w * 0.07,
        y + h * 0.9,
        h * 0.08,
        _readable(s.type, s.first, (0.95, 0.94, 0.9)),
        align="left",
    )


LAYOUTS: dict[str, Callable[[Canvas, Box, Style], None]] = {
    "band": _band,
    "badge": _badge,
    "minimal": _minimal,
    "heritage": _heritage,
    "pattern": _pattern,
    "tall": _tall,
}


def back(canvas: Canvas, box: Box, s: Style, rng: np.random.Generator) -> None:
    """Small print, a table of nutrition and a barcode within ``box``."""
    x, y, w, h = box
    ink = _readable(s.type, s.ground, (0.95, 0.94, 0.9))
    left, width = x + w * 0.08, w * 0.84
    canvas.text(s.product, left, y + h * 0.09, h * 0.06, ink, width=width, weight=700, align="left")
    line_mm = min(h * 0.034, w * 0.06)
    below = canvas.paragraph(small_print(rng, 5), left, y + h * 0.15, line_mm, ink, width)
    top = below + h * 0.03
    rows = ["Energy", "Fat", "  of which saturates", "Carbohydrate", "Sugars", "Protein", "Salt"]
    step = h * 0.046
    paper = blend(s.ground, (0.95, 0.95, 0.92), 0.85)
    canvas.rectangle(left, top, width, step * (len(rows) + 1.2), paper)
    black: Ink = (0.12, 0.12, 0.12)
    canvas.text(
        "Nutrition per 100 g",
        left + width * 0.04,
        top + step * 0.6,
        step * 0.8,
        black,
        width=width * 0.9,
        weight=700,
        align="left",
    )
    for k, row in enumerate(rows, start=1):
        line_y = top + step * (k + 0.6)
        canvas.rectangle(left + width * 0.03, line_y - step * 0.52, width * 0.94, step * 0.05, black)
        canvas.text(row, left + width * 0.04, line_y, step * 0.7, black, width=width * 0.6, align="left")
        amount = f"{rng.uniform(0, 40):.1f} g" if k > 1 else f"{rng.integers(90, 2200)} kJ"
        canvas.text(amount, left + width * 0.96, line_y, step * 0.7, black, align="right")
    code_w = min(width * 0.8, h * 0.42)
    canvas.barcode(left, y + h * 0.96 - code_w * 0.55, code_w, code_w * 0.55, s.digits)
    canvas.text("RECYCLE", x + w * 0.9, y + h * 0.92, h * 0.03, ink, align="right", weight=600)
