"""Small pictures that a printer would set: fruit, leaves, suns, waves, ornaments."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .canvas import Canvas, Ink, Points

__all__ = ["MOTIFS", "draw_motif", "leaf_shape", "rays"]

_T = np.linspace(0, 2 * np.pi, 64, endpoint=False)


def draw_motif(
    canvas: Canvas,
    name: str,
    x: float,
    y: float,
    size: float,
    inks: tuple[Ink, Ink, Ink],
    turn_deg: float = 0.0,
) -> None:
    """The motif ``name`` about (x, y), ``size`` from its middle to its edge; ``inks``: body, shade, leaf."""
    a = np.radians(turn_deg)
    rotation = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])

    def place(points: Points) -> Points:
        return np.asarray(np.asarray(points) @ rotation.T * size + (x, y))

    MOTIFS[name](canvas, place, size, inks)


Place = Callable[[Points], Points]
Inks = tuple[Ink, Ink, Ink]


def leaf_shape(x: float, y: float, length: float, angle_deg: float, slim: float = 0.32) -> Points:
    """A leaf that starts at (x, y)."""
    t = np.linspace(0, 1, 16)
    half = slim * length * np.sin(np.pi * t**0.8)
    outline = np.concatenate([np.stack([t * length, half], 1), np.stack([t * length, -half], 1)[::-1]])
    a = np.radians(angle_deg)
    return np.asarray(outline @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) + (x, y))


def rays(x: float, y: float, inner: float, outer: float, count: int) -> list[Points]:
    """Wedges around (x, y)."""
    step = 2 * np.pi / count
    wedges = []
    for k in range(count):
        a, b = (k - 0.25) * step, (k + 0.25) * step
        wedges.append(
            np.array(
                [
                    (x + r * np.cos(t), y + r * np.sin(t))
                    for r, t in ((inner, a), (outer, a), (outer, b), (inner, b))
                ]
            )
        )
    return wedges


def _blob(rx: float, ry: float, x: float = 0.0, y: float = 0.0, power: float = 1.0) -> Points:
    c, s = np.cos(_T), np.sin(_T)
    return np.stack([x + rx * np.sign(c) * np.abs(c) ** power, y + ry * np.sign(s) * np.abs(s) ** power], 1)


def _round_fruit(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    canvas.polygon(place(_blob(0.8, 0.76, 0, 0.15)), body)
    crescent = np.concatenate([_blob(0.8, 0.76, 0, 0.15)[:33], _blob(0.62, 0.5, -0.14, 0.05)[:33][::-1]])
    canvas.polygon(place(crescent), shade, 0.55)
    canvas.polygon(place(_blob(0.13, 0.08, -0.32, -0.15)), (1.0, 1.0, 1.0), 0.6)
    canvas.polygon(place(leaf_shape(0.02, -0.58, 0.62, -28)), leaf)


def _apple(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    r = 0.72 * (
        1
        - 0.16 * np.exp(-((np.abs(_T - 1.5 * np.pi)) ** 2) / 0.12)
        - 0.05 * np.exp(-((_T - 0.5 * np.pi) ** 2) / 0.05)
    )
    outline = np.stack([r * 1.04 * np.cos(_T), r * np.sin(_T) + 0.16], 1)
    canvas.polygon(place(outline), body)
    canvas.polygon(place(_blob(0.2, 0.5, 0.36, 0.2)), shade, 0.4)
    canvas.line(place(np.array([(0, -0.42), (0.03, -0.62), (0.12, -0.8)])), shade, 0.07 * size)
    canvas.polygon(place(leaf_shape(0.08, -0.6, 0.5, -20)), leaf)


def _lemon(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    tip = np.exp(-(np.minimum(_T, 2 * np.pi - _T) ** 2) / 0.03) + np.exp(-((_T - np.pi) ** 2) / 0.03)
    outline = np.stack([(0.74 + 0.18 * tip) * np.cos(_T), 0.52 * np.sin(_T) + 0.1], 1)
    canvas.polygon(place(outline), body)
    canvas.polygon(place(_blob(0.5, 0.13, 0.05, 0.42)), shade, 0.4)
    canvas.polygon(place(leaf_shape(0.6, 0.0, 0.6, -60)), leaf)
    canvas.polygon(place(leaf_shape(0.55, -0.05, 0.5, -115)), leaf)


def _berries(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    for row, (count, y) in enumerate(((4, -0.15), (3, 0.2), (2, 0.53), (1, 0.84))):
        for k in range(count):
            x, y_ = place(np.array([((k - (count - 1) / 2) * 0.38, y)]))[0]
            canvas.ellipse(x, y_, 0.21 * size, 0.21 * size, body if (k + row) % 3 else shade)
            canvas.ellipse(x - 0.06 * size, y_ - 0.07 * size, 0.05 * size, 0.05 * size, (1.0, 1.0, 1.0), 0.5)
    canvas.polygon(place(leaf_shape(0, -0.35, 0.75, -30, 0.4)), leaf)
    canvas.polygon(place(leaf_shape(0, -0.35, 0.7, -150, 0.4)), leaf)


def _tomato(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    canvas.polygon(place(_blob(0.86, 0.68, 0, 0.16, 0.9)), body)
    canvas.polygon(place(_blob(0.28, 0.5, 0.4, 0.2)), shade, 0.35)
    for angle in (-90, -150, -30, 150, 30):
        canvas.polygon(place(leaf_shape(0, -0.42, 0.5, angle, 0.16)), leaf)


def _leaf(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    for k, y in enumerate(np.linspace(0.75, -0.55, 5)):
        for side in (-1, 1):
            angle = -90 + side * (62 - 6 * k)
            canvas.polygon(place(leaf_shape(0, y, 0.68 - 0.08 * k, angle, 0.26)), leaf if side > 0 else body)
    canvas.polygon(place(leaf_shape(0, -0.55, 0.48, -90, 0.26)), leaf)
    canvas.line(place(np.array([(0, 0.98), (0.02, 0.2), (0, -0.6)])), shade, 0.05 * size)


def _wheat(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, _ = inks
    canvas.line(place(np.array([(-0.12, 1.0), (-0.03, 0.4), (0, -0.2)])), shade, 0.05 * size)
    for k, y in enumerate(np.linspace(0.35, -0.6, 6)):
        for side in (-1, 1):
            canvas.polygon(place(leaf_shape(0, y, 0.42, -90 + side * 38, 0.24)), body if k % 2 else shade)
    canvas.polygon(place(leaf_shape(0, -0.6, 0.42, -90, 0.24)), body)


def _olive(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    canvas.line(place(np.array([(-0.95, 0.4), (-0.2, 0.05), (0.9, -0.35)])), shade, 0.05 * size)
    for t in np.linspace(-0.8, 0.8, 6):
        canvas.polygon(place(leaf_shape(t, 0.06 - 0.4 * t, 0.55, -75 + 20 * t, 0.17)), leaf)
    for x, y in ((-0.5, 0.5), (0.05, 0.34), (0.5, 0.1)):
        canvas.polygon(place(_blob(0.19, 0.26, x, y)), body)


def _sun(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    canvas.polygon([place(w) for w in rays(0, 0, 0.58, 1.0, 16)], inks[1])
    canvas.polygon(place(_blob(0.48, 0.48)), inks[0])


def _mountain(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, leaf = inks
    canvas.polygon(place(_blob(0.3, 0.3, 0.3, -0.45)), leaf)
    canvas.polygon(place(np.array([(-1, 0.7), (-0.3, -0.5), (0.05, 0.05), (0.35, -0.25), (1, 0.7)])), body)
    canvas.polygon(
        place(np.array([(-0.3, -0.5), (-0.5, -0.15), (-0.33, -0.22), (-0.2, -0.08), (-0.1, -0.18)])),
        (0.96, 0.96, 0.94),
    )
    canvas.polygon(place(np.array([(-0.3, -0.5), (0.05, 0.05), (0.2, 0.7), (-0.2, 0.7)])), shade, 0.5)


def _waves(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    x = np.linspace(-1, 1, 40)
    for k in range(4):
        y = 0.12 * np.sin(2 * np.pi * x * 1.5 + k) + (k - 1.5) * 0.42
        canvas.line(place(np.stack([x, y], 1)), inks[k % 3], 0.14 * size)


def _drop(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    r = 0.62 * (1 - 0.999 * np.exp(-((_T - 1.5 * np.pi) ** 2) / 0.5) * -0.55)
    outline = np.stack(
        [0.62 * np.cos(_T) * (1 - 0.9 * np.exp(-((_T - 1.5 * np.pi) ** 2) / 0.35)), r * np.sin(_T) + 0.2], 1
    )
    canvas.polygon(place(outline), inks[0])
    canvas.polygon(place(_blob(0.12, 0.24, -0.26, 0.3)), (1.0, 1.0, 1.0), 0.55)


def _fish(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    body, shade, _ = inks
    canvas.polygon(place(leaf_shape(-0.95, 0, 1.6, 0, 0.2)), body)
    canvas.polygon(place(np.array([(0.5, 0), (0.98, -0.34), (0.88, 0), (0.98, 0.34)])), shade)
    canvas.polygon(place(_blob(0.05, 0.05, -0.62, -0.06)), (0.98, 0.98, 0.98))
    for x in (-0.3, -0.1, 0.1, 0.3):
        canvas.line(place(np.array([(x, -0.16), (x + 0.06, 0), (x, 0.16)])), shade, 0.03 * size)


def _bean(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    for dx, dy, angle in ((-0.35, 0.25, 35.0), (0.38, 0.2, -25.0), (0.0, -0.4, 80.0)):
        a = np.radians(angle)
        turn = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        canvas.polygon(place(_blob(0.46, 0.3) @ turn + (dx, dy)), inks[0])
        s = np.linspace(-0.4, 0.4, 12)
        canvas.line(place(np.stack([s, 0.07 * np.sin(s * 7)], 1) @ turn + (dx, dy)), inks[1], 0.06 * size)


def _hexagons(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    t = np.radians(np.arange(30, 390, 60))
    six = np.stack([np.cos(t), np.sin(t)], 1) * 0.3
    for k in range(7):
        middle = (0.0, 0.0) if k == 6 else (0.56 * np.cos(np.pi / 3 * k), 0.56 * np.sin(np.pi / 3 * k))
        canvas.polygon(place(six + middle), inks[k % 3])


def _star(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    t = np.radians(np.arange(-90, 270, 36))
    r = np.where(np.arange(10) % 2, 0.42, 1.0)
    canvas.polygon(place(np.stack([r * np.cos(t), r * np.sin(t)], 1)), inks[0])


def _dots(canvas: Canvas, place: Place, size: float, inks: Inks) -> None:
    for k in range(3):
        canvas.polygon(place(_blob(0.28, 0.28, 0.5 * np.cos(2.09 * k), 0.5 * np.sin(2.09 * k))), inks[k])


MOTIFS: dict[str, Callable[[Canvas, Place, float, Inks], None]] = {
    "apple": _apple, "bean": _bean, "berries": _berries, "dots": _dots, "drop": _drop, "fish": _fish,
    "hexagons": _hexagons, "leaf": _leaf, "lemon": _lemon, "mountain": _mountain, "olive": _olive,
    "orange": _round_fruit, "star": _star, "sun": _sun, "tomato": _tomato, "waves": _waves, "wheat": _wheat,
}  # fmt: skip
