"""Signs of the Vienna Convention on Road Signs and Signals (1968), in sizes of the German VwV-StVO.

Annex 1 of the convention: a normal stop sign (B, 2a) is about 0.90 m high, its word at least a third of
that; discs (C) have at least 0.60 m outside built-up areas and 0.40 m within; triangles (A, B 1) have sides
of about 0.90 m. The VwV-StVO (to §§ 39 to 43) gives three sizes: discs 420, 600, 750 mm; triangles
630, 900, 1260 mm; squares 420, 600, 840 mm.
"""

from __future__ import annotations

import numpy as np

from ..prints.canvas import Canvas, Ink
from .faces import BLACK, BLUE, GREEN, RED, WHITE, YELLOW, Face, Painter
from .pictograms import arrow, draw_figure
from .words import PLACES, STREETS

__all__ = ["EUROPE"]


def _stop(c: Canvas, w: float, h: float, value: str) -> None:
    # White edge of a sixtieth, red ground, and letters a third of the height.
    octagon(c, w, h, 0.972, RED)
    c.caps("STOP", w / 2, h / 2, h / 3, WHITE, width=0.70 * w, weight=700)


def numerals(text: str) -> str:
    """The text with its zeros as the letter: those of the font are struck through."""
    return text.replace("0", "O")


def octagon(c: Canvas, w: float, h: float, share: float, ink: Ink) -> None:
    """A regular octagon about the middle of the sheet, ``share`` of its size."""
    t = np.radians(22.5 + 45 * np.arange(8))
    r = share * h / 2 / np.cos(np.pi / 8)
    c.polygon(np.column_stack([w / 2 + r * np.cos(t), h / 2 + r * np.sin(t)]), ink)


def triangle(c: Canvas, w: float, h: float, inset: float, ink: Ink, down: bool = False) -> None:
    """A triangle that lies ``inset`` mm within the plate's sides, its corners a little round."""
    r = h / 3 - inset
    t = np.radians([90, 210, 330])
    points = np.column_stack([2 * r * np.cos(t), -2 * r * np.sin(t)])
    if down:
        points = -points
    y = h / 3 if down else 2 * h / 3
    points = points + np.array([w / 2, y])
    c.polygon(points, ink)
    c.line(points, ink, 0.03 * w, closed=True)


def _give_way(c: Canvas, w: float, h: float, value: str) -> None:
    triangle(c, w, h, 0.03 * w, RED, down=True)
    triangle(c, w, h, 0.125 * w, WHITE, down=True)


def _warning(figure: str, size: float = 0.24, mirrored: bool = False) -> Painter:
    def paint(c: Canvas, w: float, h: float, value: str) -> None:
        triangle(c, w, h, 0.03 * w, RED)
        triangle(c, w, h, 0.115 * w, WHITE)
        draw_figure(c, figure, w / 2, 0.63 * h, size * w, BLACK, mirrored)

    return paint


def _signals_ahead(c: Canvas, w: float, h: float, value: str) -> None:
    triangle(c, w, h, 0.03 * w, RED)
    triangle(c, w, h, 0.115 * w, WHITE)
    c.rectangle(0.43 * w, 0.37 * h, 0.14 * w, 0.46 * h, BLACK, 0.03 * w)
    for k, ink in enumerate((RED, YELLOW, GREEN)):
        c.ellipse(w / 2, h * (0.45 + 0.15 * k), 0.048 * w, 0.048 * w, ink)


def _priority(c: Canvas, w: float, h: float, value: str) -> None:
    for share, ink in ((0.95, BLACK), (0.92, WHITE), (0.64, BLACK), (0.61, YELLOW)):
        r = share * w / 2
        c.polygon([(w / 2, h / 2 - r), (w / 2 + r, h / 2), (w / 2, h / 2 + r), (w / 2 - r, h / 2)], ink)


def _red_ring(c: Canvas, w: float, h: float, ground: Ink = WHITE) -> None:
    c.ellipse(w / 2, h / 2, 0.485 * w, 0.485 * h, RED)
    c.ellipse(w / 2, h / 2, 0.385 * w, 0.385 * h, ground)


def _limit(c: Canvas, w: float, h: float, value: str) -> None:
    _red_ring(c, w, h)
    c.caps(numerals(value), w / 2, h / 2, (0.36 if len(value) < 3 else 0.31) * h, BLACK, most=0.62 * w)


def _zone(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.025 * w, BLACK, 0.012 * w)
    x, y, r = w / 2, 0.42 * h, 0.34 * w
    c.ellipse(x, y, r, r, RED)
    c.ellipse(x, y, 0.78 * r, 0.78 * r, WHITE)
    c.caps(numerals(value), x, y, 0.74 * r, BLACK, most=1.3 * r)
    c.caps("ZONE", x, 0.875 * h, 0.12 * h, BLACK, most=0.8 * w)


def _no_entry(c: Canvas, w: float, h: float, value: str) -> None:
    c.ellipse(w / 2, h / 2, 0.485 * w, 0.485 * h, RED)
    c.rectangle(0.11 * w, 0.41 * h, 0.78 * w, 0.18 * h, WHITE)


def _no_parking(c: Canvas, w: float, h: float, value: str) -> None:
    _red_ring(c, w, h, BLUE)
    bars = ((-1, -1, 1, 1), (1, -1, -1, 1)) if value == "stopping" else ((-1, -1, 1, 1),)
    r = 0.3 * w
    for x0, y0, x1, y1 in bars:
        c.line([(w / 2 + x0 * r, h / 2 + y0 * r), (w / 2 + x1 * r, h / 2 + y1 * r)], RED, 0.1 * w)


def _banned(figure: str, size: float = 0.26) -> Painter:
    def paint(c: Canvas, w: float, h: float, value: str) -> None:
        _red_ring(c, w, h)
        if figure == "two_cars":
            draw_figure(c, "car", 0.35 * w, h / 2, 0.16 * w, RED)
            draw_figure(c, "car", 0.65 * w, h / 2, 0.16 * w, BLACK)
        else:
            draw_figure(c, figure, w / 2, h / 2, size * w, BLACK)

    return paint


def _no_turn(c: Canvas, w: float, h: float, value: str) -> None:
    _red_ring(c, w, h)
    s = 1 if value == "right" else -1
    x = w / 2 - 0.1 * s * w
    arrow(c, [(x, 0.74 * h), (x, 0.45 * h), (x + 0.28 * s * w, 0.45 * h)], BLACK, 0.085 * w)
    c.line([(0.24 * w, 0.24 * h), (0.76 * w, 0.76 * h)], RED, 0.08 * w)


def _must_turn(c: Canvas, w: float, h: float, value: str) -> None:
    _blue_disc(c, w, h)
    if value == "ahead":
        arrow(c, [(w / 2, 0.82 * h), (w / 2, 0.16 * h)], WHITE, 0.13 * w, 0.2 * w)
    elif value in ("right", "left"):
        s = 1 if value == "right" else -1
        x = w / 2 - 0.14 * s * w
        arrow(c, [(x, 0.8 * h), (x, 0.45 * h), (x + 0.45 * s * w, 0.45 * h)], WHITE, 0.12 * w, 0.18 * w)
    else:
        arrow(c, [(0.27 * w, 0.27 * h), (0.77 * w, 0.77 * h)], WHITE, 0.13 * w, 0.2 * w)


def _blue_disc(c: Canvas, w: float, h: float) -> None:
    c.ellipse(w / 2, h / 2, 0.48 * w, 0.48 * h, BLUE)


def _roundabout(c: Canvas, w: float, h: float, value: str) -> None:
    _blue_disc(c, w, h)
    for k in range(3):
        t = np.radians(120 * k + np.linspace(200, 290, 12))
        ring = np.column_stack([w / 2 - 0.24 * w * np.cos(t), h / 2 + 0.24 * h * np.sin(t)])
        arrow(c, [(float(x), float(y)) for x, y in ring], WHITE, 0.085 * w, 0.13 * w)


def _path(figure: str, size: float) -> Painter:
    def paint(c: Canvas, w: float, h: float, value: str) -> None:
        _blue_disc(c, w, h)
        draw_figure(c, figure, w / 2, h / 2, size * w, WHITE)

    return paint


def _blue_square(c: Canvas, w: float, h: float) -> None:
    c.rectangle(0.02 * w, 0.02 * h, 0.96 * w, 0.96 * h, BLUE, 0.05 * w)


def _crossing(c: Canvas, w: float, h: float, value: str) -> None:
    _blue_square(c, w, h)
    c.polygon([(0.5 * w, 0.1 * h), (0.93 * w, 0.86 * h), (0.07 * w, 0.86 * h)], WHITE)
    draw_figure(c, "walker", 0.5 * w, 0.57 * h, 0.235 * w, BLACK)
    for k in range(5):
        x = (0.19 + 0.13 * k) * w
        c.polygon(
            [(x, 0.82 * h), (x + 0.07 * w, 0.82 * h), (x + 0.08 * w, 0.86 * h), (x - 0.01 * w, 0.86 * h)],
            BLACK,
        )


def _parking(c: Canvas, w: float, h: float, value: str) -> None:
    _blue_square(c, w, h)
    c.caps("P", w / 2, h / 2, 0.58 * h, WHITE)


def _one_way(c: Canvas, w: float, h: float, value: str) -> None:
    c.rectangle(0.012 * w, 0.04 * h, 0.976 * w, 0.92 * h, BLUE, 0.08 * h)
    ends = [(0.08 * w, h / 2), (0.93 * w, h / 2)]
    arrow(c, ends if value == "right" else ends[::-1], WHITE, 0.3 * h, 0.4 * h)


def _dead_end(c: Canvas, w: float, h: float, value: str) -> None:
    _blue_square(c, w, h)
    c.rectangle(0.43 * w, 0.32 * h, 0.14 * w, 0.58 * h, WHITE)
    c.rectangle(0.24 * w, 0.16 * h, 0.52 * w, 0.17 * h, RED)
    c.frame(0.0, WHITE, 0.02 * w, (0.24 * w, 0.16 * h, 0.52 * w, 0.17 * h))


def _bus_stop(c: Canvas, w: float, h: float, value: str) -> None:
    c.ellipse(w / 2, h / 2, 0.485 * w, 0.485 * h, GREEN)
    c.ellipse(w / 2, h / 2, 0.4 * w, 0.4 * h, YELLOW)
    c.caps("H", w / 2, h / 2, 0.46 * h, GREEN)


def _direction(ground: Ink, ink: Ink) -> Painter:
    def paint(c: Canvas, w: float, h: float, value: str) -> None:
        c.line([(0.02 * w, 0.06 * h), (0.85 * w, 0.06 * h), (0.98 * w, h / 2), (0.85 * w, 0.94 * h),
                (0.02 * w, 0.94 * h)], ink, 0.035 * h, closed=True)  # fmt: skip
        place = PLACES[int(value)]
        c.caps(place, 0.38 * w, 0.5 * h, 0.36 * h, ink, most=0.56 * w, weight=600)
        c.caps(numerals(str(3 + 7 * int(value) % 29)), 0.83 * w, 0.5 * h, 0.3 * h, ink, weight=600)

    return paint


def _street_name(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.05 * h, WHITE, 0.03 * h)
    c.caps(STREETS["europe"][int(value)], w / 2, 0.49 * h, 0.4 * h, WHITE, most=0.88 * w, weight=600)


def _place_name(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.03 * h, BLACK, 0.02 * h)
    c.caps(PLACES[int(value)], w / 2, 0.46 * h, 0.25 * h, BLACK, most=0.84 * w, weight=600)


def _chevrons(c: Canvas, w: float, h: float, value: str) -> None:
    count = max(1, round(w / h))
    s = 1 if value == "right" else -1
    for k in range(count):
        x, u = (k + 0.5) * w / count, s * 0.23 * w / count
        c.polygon(
            [(x - 1.7 * u, 0.04 * h), (x - 0.2 * u, 0.04 * h), (x + 1.7 * u, h / 2), (x - 0.2 * u, 0.96 * h),
             (x - 1.7 * u, 0.96 * h), (x + 0.2 * u, h / 2)], RED)  # fmt: skip


def _detour(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.06 * h, BLACK, 0.04 * h)
    c.caps("Umleitung", 0.42 * w, 0.5 * h, 0.36 * h, BLACK, most=0.62 * w, weight=600)
    arrow(c, [(0.77 * w, h / 2), (0.93 * w, h / 2)], BLACK, 0.12 * h, 0.2 * h)


_DISC, _TRIANGLE, _SQUARE = (0.6, 0.6), (0.9, 0.9), (0.6, 0.6)
_NAMES = tuple(str(n) for n in range(len(PLACES)))

EUROPE: dict[str, Face] = {
    "stop": Face("octagon", (0.9, 0.9), _stop),
    "give_way": Face("yield", _TRIANGLE, _give_way),
    "priority_road": Face("diamond", _SQUARE, _priority),
    "speed_limit": Face("disc", _DISC, _limit, values=("20", "30", "40", "50", "60", "70", "80", "100")),
    "speed_zone": Face("square", (0.6, 0.72), _zone, values=("30", "20")),
    "no_entry": Face("disc", _DISC, _no_entry),
    "no_parking": Face("disc", _DISC, _no_parking, values=("parking", "stopping")),
    "no_overtaking": Face("disc", _DISC, _banned("two_cars")),
    "no_lorries": Face("disc", _DISC, _banned("lorry")),
    "no_cycling": Face("disc", _DISC, _banned("bicycle", 0.28)),
    "no_turn": Face("disc", _DISC, _no_turn, values=("left", "right")),
    "turn": Face("disc", _DISC, _must_turn, values=("ahead", "left", "right")),
    "keep_right": Face("disc", _DISC, _must_turn, values=("keep",)),
    "roundabout": Face("disc", _DISC, _roundabout),
    "cycle_path": Face("disc", _DISC, _path("bicycle", 0.34)),
    "footpath": Face("disc", _DISC, _path("family", 0.3)),
    "pedestrian_crossing": Face("square", _SQUARE, _crossing),
    "parking": Face("square", _SQUARE, _parking),
    "one_way": Face("rectangle", (0.8, 0.3), _one_way, values=("left", "right")),
    "dead_end": Face("square", _SQUARE, _dead_end),
    "bus_stop": Face("disc", (0.42, 0.42), _bus_stop),
    "warning_danger": Face("triangle", _TRIANGLE, _warning("exclamation")),
    "warning_bend": Face("triangle", _TRIANGLE, _warning("bend", 0.22)),
    "warning_double_bend": Face("triangle", _TRIANGLE, _warning("double_bend", 0.22)),
    "warning_crossroads": Face("triangle", _TRIANGLE, _warning("priority_crossing", 0.22)),
    "warning_children": Face("triangle", _TRIANGLE, _warning("children")),
    "warning_pedestrians": Face("triangle", _TRIANGLE, _warning("walker")),
    "warning_cycles": Face("triangle", _TRIANGLE, _warning("bicycle")),
    "warning_deer": Face("triangle", _TRIANGLE, _warning("deer")),
    "warning_bumps": Face("triangle", _TRIANGLE, _warning("bump")),
    "warning_slippery": Face("triangle", _TRIANGLE, _warning("skid")),
    "warning_narrow": Face("triangle", _TRIANGLE, _warning("narrow", 0.22)),
    "warning_two_way": Face("triangle", _TRIANGLE, _warning("two_way")),
    "warning_signals": Face("triangle", _TRIANGLE, _signals_ahead),
    "roadworks": Face("triangle", _TRIANGLE, _warning("digger")),
    "detour": Face("rectangle", (1.0, 0.25), _detour, YELLOW),
    "direction": Face("arrow", (1.4, 0.35), _direction(YELLOW, BLACK), YELLOW, _NAMES),
    "direction_local": Face("arrow", (1.25, 0.3), _direction(WHITE, BLACK), WHITE, _NAMES),
    "direction_motorway": Face("arrow", (1.6, 0.4), _direction(BLUE, WHITE), BLUE, _NAMES),
    "street_name": Face("rectangle", (0.9, 0.2), _street_name, BLUE, _NAMES),
    "place_name": Face("rectangle", (1.2, 0.8), _place_name, YELLOW, _NAMES),
    "chevrons": Face("rectangle", (1.5, 0.5), _chevrons, WHITE, ("left", "right")),
}
"""Kinds of signs on European roads."""
