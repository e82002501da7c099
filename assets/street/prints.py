"""What is printed in the street: posters of things that do not exist, timetables, maps."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Color, Material
from ..prints.canvas import Canvas
from ..prints.motifs import draw_motif
from ..prints.words import PRODUCTS, SLOGANS, brand
from ..recipes import Sheeting

__all__ = ["POSTERS", "PosterForm", "poster", "timetable"]

POSTERS = 8
"""How many different posters there are."""

PosterForm = Literal["portrait", "tall", "wide", "panorama"]
_FORMS_M: dict[PosterForm, tuple[float, float]] = {
    "portrait": (1.18, 1.75), "tall": (0.91, 2.36), "wide": (3.7, 2.7), "panorama": (6.6, 3.1),
}  # fmt: skip
_GROUNDS: tuple[tuple[Color, Color, Color], ...] = (
    # top, bottom, ink
    ((0.78, 0.16, 0.13), (0.55, 0.07, 0.08), (0.93, 0.91, 0.86)),
    ((0.16, 0.33, 0.58), (0.06, 0.16, 0.36), (0.93, 0.93, 0.90)),
    ((0.90, 0.72, 0.20), (0.82, 0.52, 0.10), (0.13, 0.11, 0.10)),
    ((0.20, 0.42, 0.30), (0.09, 0.24, 0.17), (0.92, 0.90, 0.80)),
    ((0.88, 0.87, 0.83), (0.70, 0.72, 0.72), (0.10, 0.11, 0.13)),
    ((0.56, 0.67, 0.74), (0.80, 0.84, 0.84), (0.08, 0.14, 0.24)),
    ((0.14, 0.13, 0.16), (0.26, 0.20, 0.30), (0.93, 0.80, 0.36)),
    ((0.86, 0.60, 0.52), (0.72, 0.38, 0.36), (0.16, 0.09, 0.10)),
)


@lru_cache(maxsize=64)
def poster(number: int, form: PosterForm = "portrait") -> Material:
    """Poster ``number`` of :data:`POSTERS`: a product that nobody makes, or a concert that nobody plays."""
    number %= POSTERS
    draw = Draw(0, 0).scope("poster", number)
    top, bottom, ink = _GROUNDS[number]
    canvas = Canvas(*_FORMS_M[form], bottom, 288)
    canvas.gradient(top, bottom)
    w, h = canvas.width, canvas.height
    kind = draw.choice("kind", ("drink", "food", "wine"))
    product, second, motif = PRODUCTS[kind][draw.integer("product", 0, len(PRODUCTS[kind]) - 1)]
    size = 0.32 * min(w, h)
    x, y = (w / 2, 0.56 * h) if h > w else (0.76 * w, 0.52 * h)
    shade: Color = tuple(0.6 * c for c in ink)  # type: ignore[assignment]
    canvas.ellipse(x, y, 1.3 * size, 1.3 * size, tuple(min(1.0, 1.25 * c + 0.08) for c in top), 0.7)  # type: ignore[arg-type]
    draw_motif(
        canvas,
        motif,
        x,
        y,
        size,
        ((0.86, 0.34, 0.12), shade, (0.24, 0.42, 0.18)),
        draw.uniform("turn", -14, 14),
    )
    if h > w:
        canvas.caps(brand(draw), w / 2, 0.13 * h, 0.085 * h, ink, most=0.86 * w, weight=800)
        canvas.text(product, w / 2, 0.235 * h, 0.075 * h, ink, width=0.84 * w, weight=500)
        canvas.text(second, w / 2, 0.86 * h, 0.05 * h, ink, width=0.8 * w)
        canvas.text(
            draw.choice("slogan", tuple(SLOGANS)), w / 2, 0.93 * h, 0.04 * h, ink, width=0.8 * w, italic=True
        )
    else:
        canvas.caps(brand(draw), 0.28 * w, 0.3 * h, 0.2 * h, ink, most=0.48 * w, weight=800)
        canvas.text(product, 0.28 * w, 0.56 * h, 0.16 * h, ink, width=0.46 * w, weight=500)
        canvas.text(second, 0.28 * w, 0.76 * h, 0.11 * h, ink, width=0.46 * w)
    return Sheeting(picture=canvas.texture(), fade=0.15, wear=0.15, seed=float(number))


@lru_cache(maxsize=4)
def timetable(number: int = 0) -> Material:
    """Departures by hour, and a line's map above them."""
    canvas = Canvas(0.42, 0.6, (0.88, 0.88, 0.85), 256)
    draw = Draw(0, 0).scope("timetable", number)
    rng = draw.rng("minutes")
    ink = (0.12, 0.12, 0.14)
    canvas.rectangle(0, 0, 420, 70, (0.05, 0.24, 0.52))
    canvas.caps(f"{4 + 13 * number}", 50, 35, 40, (0.92, 0.92, 0.9))
    canvas.text(brand(draw), 240, 35, 44, (0.92, 0.92, 0.9), width=250, weight=600)
    canvas.line([(40, 110), (380, 110)], (0.62, 0.1, 0.1), 6)
    for k in range(9):
        canvas.ellipse(40 + 42.5 * k, 110, 7, 7, (0.95, 0.95, 0.95))
    for row in range(19):
        y = 150 + 23 * row
        canvas.text(str(5 + row), 40, y, 22, ink, weight=700)
        minutes = np.sort(rng.integers(0, 60, int(rng.integers(3, 7))))
        canvas.text("  ".join(f"{m:02d}" for m in minutes), 80, y, 20, ink, align="left", width=320)
        if row % 2:
            canvas.line([(20, y + 11.5), (400, y + 11.5)], (0.7, 0.7, 0.7), 1.2)
    return Sheeting(picture=canvas.texture(), fade=0.1, wear=0.1)
