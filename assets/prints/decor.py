"""Decors on crockery: clear pictures with a motif, a band or words."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Texture
from ..palette import GLAZES, pick
from .canvas import Canvas, Ink
from .motifs import draw_motif, leaf_shape
from .words import brand

__all__ = ["decor", "plate_decor"]

_INKS = {"cobalt": 4.0, "navy": 2.0, "forest": 2.0, "brick": 2.0, "mustard": 1.0, "charcoal": 2.0, "red": 2.0,
         "turquoise": 1.0, "sage": 1.0, "plum": 1.0}  # fmt: skip


def _ink(draw: Draw, name: str) -> Ink:
    return pick(draw, name, {key: GLAZES[key] for key in _INKS}, _INKS)


def decor(draw: Draw) -> Texture:
    """A mug's decor, once around (2 : 0.7), clear where the glaze shows."""
    inks = (_ink(draw, "ink_a"), _ink(draw, "ink_b"), _ink(draw, "ink_c"))
    canvas = Canvas(0.26, 0.095, None)
    w, h = canvas.width, canvas.height
    kind = draw.choice(
        "kind", {"motif": 3.0, "frieze": 3.0, "word": 2.0, "stripes": 2.0, "dots": 2.0, "sprigs": 2.0}
    )
    motif = draw.choice(
        "motif", ["lemon", "leaf", "berries", "fish", "star", "sun", "waves", "mountain", "apple", "olive"]
    )
    rng = draw.rng("details")
    if kind == "motif":
        for x in (0.25 * w, 0.75 * w):
            draw_motif(canvas, motif, x, 0.5 * h, 0.26 * h, inks)
    elif kind == "frieze":
        count = draw.integer("count", 8, 16)
        for k in range(count):
            draw_motif(
                canvas, motif, (k + 0.5) * w / count, 0.5 * h, 0.36 * w / count, inks, 12 * np.sin(2.4 * k)
            )
        for y in (0.28, 0.72):
            canvas.rectangle(0, y * h, w, 0.012 * h, inks[1])
    elif kind == "word":
        word = draw.choice(
            "word", ["COFFEE", "hello", "BOSS", "Tea time", "MONDAY", "home", "No. 7", "brand"]
        )
        word = brand(draw) if word == "brand" else word
        for x in (0.25 * w, 0.75 * w):
            canvas.text(word, x, 0.5 * h, 0.3 * h, inks[0], width=0.34 * w, weight=800)
            canvas.rectangle(x - 0.1 * w, 0.68 * h, 0.2 * w, 0.014 * h, inks[1])
    elif kind == "stripes":
        y = draw.uniform("from", 0.1, 0.4)
        for k in range(draw.integer("count", 2, 7)):
            thick = float(rng.choice([0.012, 0.03, 0.06]))
            canvas.rectangle(0, y * h, w, thick * h, inks[k % 2])
            y += thick + 0.05
    elif kind == "dots":
        step = draw.uniform("step_mm", 9.0, 18.0)
        columns = round(w / step)
        for row, y in enumerate(np.arange(step, h - step / 2, step * 0.87)):
            for column in range(columns):
                x = (column + 0.5 * (row % 2) + 0.25) * w / columns
                canvas.ellipse(x, y, step * 0.2, step * 0.2, inks[0])
    else:
        count = draw.integer("count", 6, 14)
        for k in range(count):
            x, y = (k + rng.uniform(0.2, 0.8)) * w / count, h * rng.uniform(0.3, 0.8)
            lean = rng.uniform(-25, 25)
            canvas.line([(x, y), (x + lean * 0.2, y - 0.2 * h)], inks[0], 0.5)
            for j in range(3):
                for side in (-1, 1):
                    canvas.polygon(
                        leaf_shape(
                            x + lean * 0.05 * j, y - 0.06 * h * j, 0.13 * h, -90 + lean + 50 * side, 0.17
                        ),
                        inks[j % 2],
                    )
    return canvas.texture()


def plate_decor(draw: Draw) -> Texture:
    """A plate's decor, seen from above with its middle at (0.5, 0.5) and its rim at radius 0.5."""
    inks = (_ink(draw, "ink_a"), _ink(draw, "ink_b"), _ink(draw, "ink_c"))
    canvas = Canvas(0.26, 0.26, None)
    c = canvas.width / 2
    kind = draw.choice("kind", {"lines": 3.0, "frieze": 3.0, "sprigs": 2.0, "dots": 1.5, "middle": 1.0})
    if kind == "lines":
        for k in range(draw.integer("count", 1, 3)):
            r = c * (0.96 - 0.07 * k)
            canvas.ring(c, c, r, r, inks[k % 2], (2.2, 0.8, 0.8)[k])
    elif kind == "frieze":
        motif = draw.choice("motif", ["leaf", "lemon", "berries", "star", "fish", "olive", "drop", "dots"])
        count = draw.integer("count", 10, 24)
        for k in range(count):
            a = 2 * np.pi * k / count
            size = min(0.8 * np.pi * 0.82 / count, 0.13) * c
            draw_motif(
                canvas,
                motif,
                c + 0.83 * c * np.cos(a),
                c + 0.83 * c * np.sin(a),
                size,
                inks,
                np.degrees(a) + 90,
            )
        canvas.ring(c, c, 0.97 * c, 0.97 * c, inks[1], 1.0)
        canvas.ring(c, c, 0.69 * c, 0.69 * c, inks[1], 0.7)
    elif kind == "sprigs":
        rng = draw.rng("details")
        for k in range(5):
            a = 2 * np.pi * k / 5 + rng.uniform(0, 0.4)
            draw_motif(
                canvas,
                "leaf",
                c + 0.8 * c * np.cos(a),
                c + 0.8 * c * np.sin(a),
                0.14 * c,
                inks,
                rng.uniform(0, 360),
            )
    elif kind == "dots":
        for ring, count in ((0.9, 48), (0.81, 42), (0.72, 36)):
            for k in range(count):
                a = 2 * np.pi * (k + ring * 5) / count
                canvas.ellipse(c + ring * c * np.cos(a), c + ring * c * np.sin(a), 2.0, 2.0, inks[0])
    else:
        motif = draw.choice("motif", ["fish", "lemon", "leaf", "sun", "apple", "mountain"])
        draw_motif(canvas, motif, c, c, 0.4 * c, inks)
        canvas.ring(c, c, 0.96 * c, 0.96 * c, inks[0], 1.6)
    return canvas.texture()
