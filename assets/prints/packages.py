"""Prints of packages: labels, cans, cartons, shipping boxes, book covers."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Texture
from ..palette import blend, hexadecimal
from .canvas import Canvas, Ink
from .fronts import Box, back, front, style
from .motifs import MOTIFS, draw_motif
from .words import brand, digits, title

__all__ = ["Side", "book_cover", "can", "cartons", "label", "shipping"]

Side = Literal["front", "side", "top"]

_JAR = ("250 g", "340 g", "400 g", "500 g", "12 oz")
_DRINK = ("330 ml", "250 ml", "500 ml", "0.33 l", "440 ml")


def label(draw: Draw, width_m: float, height_m: float) -> Texture:
    """A paper label of ``width_m`` × ``height_m``: a front and, where it is wide, a back beside it."""
    kind = draw.choice("kind", {"food": 4.0, "drink": 2.0, "wine": 2.0, "household": 1.0})
    s = style(draw, kind, ("75 cl",) if kind == "wine" else _JAR)
    canvas = Canvas(width_m, height_m, s.ground)
    w, h = canvas.width, canvas.height
    rng = draw.rng("details")
    if w > 1.7 * h:
        # The front faces the middle of the wrap, the back is split by its seam.
        face = min(0.5 * w, 1.15 * h)
        front(canvas, ((w - face) / 2, 0.0, face, h), s)
        side = (w - face) / 2
        if side > 0.35 * h:
            back(canvas, (0.0, 0.0, min(side, 0.8 * h), h), s, rng)
            canvas.text(s.name, w - side / 2, h * 0.3, h * 0.14, s.first, width=side * 0.8, weight=s.weight)
            draw_motif(canvas, s.motif, w - side / 2, h * 0.62, min(side * 0.3, h * 0.18), s.inks)
    else:
        front(canvas, (0.0, 0.0, w, h), s)
    canvas.grain(rng, 0.006)
    return canvas.texture()


def can(draw: Draw, width_m: float, height_m: float) -> Texture:
    """The wrap of a drinks can or food tin: two fronts, and a back between them."""
    s = style(draw, draw.choice("kind", {"drink": 3.0, "food": 2.0}), _DRINK)
    canvas = Canvas(width_m, height_m, s.ground)
    w, h = canvas.width, canvas.height
    rng = draw.rng("details")
    if draw.chance("gradient", 0.35):
        canvas.gradient(blend(s.ground, (1.0, 1.0, 1.0), 0.12), blend(s.ground, (0.0, 0.0, 0.0), 0.25))
    if draw.chance("bands", 0.5):
        for y, thick in ((0.0, 0.035), (0.05, 0.01), (0.94, 0.01), (0.965, 0.035)):
            canvas.rectangle(0, y * h, w, thick * h, s.second)
    face = min(0.36 * w, 1.1 * h)
    inner = (0.07 * h, 0.86 * h)
    for middle in (0.25 * w, 0.75 * w):
        front(canvas, (middle - face / 2, inner[0], face, inner[1]), s)
    room = 0.5 * w - face
    if room > 0.06 * w:
        back(canvas, (0.5 * w - room / 2, inner[0], room, inner[1]), s, rng)
    return canvas.texture()


def cartons(draw: Draw, sides_m: dict[Side, tuple[float, float]]) -> dict[Side, Texture]:
    """The faces of one folding carton, each of its (width, height) in metres."""
    s = style(draw, draw.choice("kind", {"food": 3.0, "household": 2.0}), _JAR)
    rng = draw.rng("details")
    faces: dict[Side, Texture] = {}
    for name, (width_m, height_m) in sides_m.items():
        canvas = Canvas(width_m, height_m, s.ground)
        box: Box = (0.0, 0.0, canvas.width, canvas.height)
        if name == "front":
            front(canvas, box, s)
        elif name == "side":
            back(canvas, box, s, rng)
        else:
            w, h = canvas.width, canvas.height
            ink = s.first
            canvas.text(s.name, w / 2, h * 0.42, h * 0.34, ink, width=w * 0.8, weight=s.weight)
            canvas.text(s.product, w / 2, h * 0.72, h * 0.16, ink, width=w * 0.8)
        canvas.grain(rng, 0.006)
        faces[name] = canvas.texture()
    return faces


def shipping(draw: Draw, width_m: float, height_m: float) -> Texture:
    """One side of a shipping box, printed in one colour; clear where there is no ink."""
    ink: Ink = hexadecimal(draw.choice("ink", {"2c2723": 4.0, "7a2a22": 1.0, "27406a": 1.5, "2f5a3c": 0.7}))
    canvas = Canvas(width_m, height_m, None)
    w, h = canvas.width, canvas.height
    short = min(w, h)
    name = brand(draw).upper()
    logo = draw.chance("logo", 0.75)
    if logo:
        motif = draw.choice("motif", ["mountain", "star", "hexagons", "leaf", "waves", "sun"])
        draw_motif(canvas, motif, w * 0.2, h * 0.3, short * 0.14, (ink, ink, ink))
        canvas.text(name, w * 0.33, h * 0.3, short * 0.2, ink, width=w * 0.6, weight=800, align="left")
    # This side up, fragile, keep dry.
    for k in range(draw.integer("signs", 0 if logo else 1, 3)):
        x, y, r = w * (0.12 + 0.17 * k), h * 0.78, short * 0.1
        canvas.frame(0, ink, short * 0.008, (x - r, y - r, 2 * r, 2 * r))
        if k == 0:
            for dx in (-0.4, 0.4):
                canvas.polygon(
                    [
                        (x + (dx - 0.3) * r, y - 0.1 * r),
                        (x + dx * r, y - 0.7 * r),
                        (x + (dx + 0.3) * r, y - 0.1 * r),
                    ],
                    ink,
                )
                canvas.rectangle(x + (dx - 0.1) * r, y - 0.1 * r, 0.2 * r, 0.6 * r, ink)
            canvas.rectangle(x - 0.75 * r, y + 0.62 * r, 1.5 * r, 0.12 * r, ink)
        elif k == 1:
            canvas.polygon(
                [
                    (x - 0.4 * r, y - 0.7 * r),
                    (x + 0.4 * r, y - 0.7 * r),
                    (x + 0.06 * r, y + 0.1 * r),
                    (x - 0.06 * r, y + 0.1 * r),
                ],
                ink,
            )
            canvas.rectangle(x - 0.05 * r, y, 0.1 * r, 0.6 * r, ink)
            canvas.rectangle(x - 0.35 * r, y + 0.58 * r, 0.7 * r, 0.12 * r, ink)
        else:
            draw_motif(canvas, "drop", x, y, r * 0.75, (ink, ink, ink))
    if draw.chance("sticker", 0.5):
        x, y, sw, sh = w * 0.62, h * 0.5, w * 0.3, min(h * 0.42, w * 0.3)
        canvas.rectangle(x, y, sw, sh, (0.93, 0.93, 0.91))
        black: Ink = (0.1, 0.1, 0.1)
        canvas.text("TO", x + sw * 0.06, y + sh * 0.12, sh * 0.12, black, align="left", weight=700)
        rng = draw.rng("address")
        lines = [
            f"{brand(draw.scope('person'))} {name.capitalize()}",
            f"{rng.integers(1, 200)} Mill Lane",
            f"{rng.integers(10000, 99999)}",
        ]
        canvas.paragraph(lines, x + sw * 0.06, y + sh * 0.2, sh * 0.09, black, sw * 0.8)
        canvas.barcode(x + sw * 0.06, y + sh * 0.58, sw * 0.88, sh * 0.38, digits(draw))
    return canvas.texture()


def book_cover(draw: Draw, width_m: float, height_m: float, spine: bool = False) -> Texture:
    """The front of a book, or (``spine``) its spine, which reads from bottom to top."""
    s = style(draw, "food", ("",))
    first, second = title(draw)
    author = f"{brand(draw.scope('author_first'))} {brand(draw.scope('author_last'))}"
    canvas = Canvas(width_m, height_m, s.ground)
    w, h = canvas.width, canvas.height
    ink = (
        s.first
        if abs(sum(s.first) - sum(s.ground)) > 0.9
        else ((0.95, 0.94, 0.9) if sum(s.ground) < 1.6 else (0.12, 0.11, 0.1))
    )
    if spine:
        canvas.text(
            f"{first} {second}", w / 2, h * 0.6, w * 0.5, ink, width=h * 0.62, weight=700, upright=False
        )
        canvas.text(author, w / 2, h * 0.16, w * 0.32, ink, width=h * 0.24, upright=False)
        canvas.rectangle(0, h * 0.93, w, h * 0.012, s.second)
        return canvas.texture()
    art = draw.choice("art", ["circles", "stripes", "motif", "landscape", "plain"])
    rng = draw.rng("details")
    if art == "circles":
        for _ in range(9):
            r = w * rng.uniform(0.06, 0.3)
            canvas.ellipse(
                w * rng.random(),
                h * rng.uniform(0.4, 1.0),
                r,
                r,
                (s.first, s.second, s.type)[int(rng.integers(3))],
                0.75,
            )
    elif art == "stripes":
        for k in range(9):
            canvas.polygon(
                [
                    (0, h * (0.42 + 0.07 * k)),
                    (w, h * (0.36 + 0.06 * k)),
                    (w, h * (0.385 + 0.06 * k)),
                    (0, h * (0.45 + 0.07 * k)),
                ],
                (s.first, s.second)[k % 2],
            )
    elif art == "motif":
        name = draw.choice("motif", sorted(MOTIFS))
        draw_motif(canvas, name, w * 0.5, h * 0.66, w * 0.3, (s.first, s.type, s.second))
    elif art == "landscape":
        canvas.ellipse(w * rng.uniform(0.25, 0.75), h * 0.5, w * 0.16, w * 0.16, s.second)
        x = np.linspace(0, w, 30)
        for k in range(4):
            y = h * (0.58 + 0.1 * k) + h * 0.05 * np.sin(x / w * rng.uniform(3, 9) + rng.uniform(0, 6))
            hill = np.concatenate([np.stack([x, y], 1), [(w, h), (0, h)]])
            canvas.polygon(hill, blend(s.first, s.type, 0.22 * k))
    canvas.text(first, w * 0.5, h * 0.14, h * 0.085, ink, width=w * 0.84, weight=s.weight)
    canvas.text(second, w * 0.5, h * 0.225, h * 0.085, ink, width=w * 0.84, weight=s.weight)
    canvas.text(author, w * 0.5, h * 0.33, h * 0.04, ink, width=w * 0.7, weight=300)
    canvas.grain(rng, 0.005)
    return canvas.texture()
