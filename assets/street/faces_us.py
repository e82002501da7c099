"""Signs of the American MUTCD (Manual on Uniform Traffic Control Devices, 2009 edition).

Sizes for conventional roads from its tables 2B-1, 2C-2 and 6F-1, here in metres: stop R1-1 30 × 30 in
with letters of 10 in, yield R1-2 36 in, speed limit R2-1 24 × 30 in, do not enter R5-1 30 × 30 in, one way
R6-1 36 × 12 in, parking R7 12 × 18 in, warning diamonds 30 × 30 in, temporary ones 36 × 36 in.
"""

from __future__ import annotations

from ..prints.canvas import Canvas, Ink
from .faces import BLACK, BLUE, BROWN, GREEN, ORANGE, RED, WHITE, YELLOW, Face, Painter
from .faces_europe import numerals, octagon, triangle
from .pictograms import arrow, draw_figure
from .words import PLACES, STREETS

__all__ = ["US"]

_INCH = 0.0254
_LIME: Ink = (0.66, 0.78, 0.06)


def _inches(width: float, height: float) -> tuple[float, float]:
    return width * _INCH, height * _INCH


def _stop(c: Canvas, w: float, h: float, value: str) -> None:
    # Standard Highway Signs, R1-1: border 0.75 in of 30, letters 10 in.
    octagon(c, w, h, 0.95, RED)
    c.caps("STOP", w / 2, h / 2, h / 3, WHITE, width=0.68 * w, weight=700)


def _yield(c: Canvas, w: float, h: float, value: str) -> None:
    triangle(c, w, h, 0.03 * w, RED, down=True)
    triangle(c, w, h, 0.13 * w, WHITE, down=True)
    c.caps("YIELD", w / 2, 0.23 * h, 0.105 * h, RED, width=0.37 * w)


def _lines(
    c: Canvas, w: float, text: str, rows: list[tuple[float, float]], ink: Ink, most: float = 0.8
) -> None:
    """Words of ``text`` on rows (y, height of capitals), millimetres."""
    for word, (y, height) in zip(text.split("|"), rows, strict=True):
        c.caps(word, w / 2, y, height, ink, most=most * w)


def _limit(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.035 * w, BLACK, 0.025 * w)
    _lines(
        c,
        w,
        f"SPEED|LIMIT|{numerals(value)}",
        [(0.17 * h, 0.12 * h), (0.36 * h, 0.12 * h), (0.70 * h, 0.32 * h)],
        BLACK,
    )


def _no_entry(c: Canvas, w: float, h: float, value: str) -> None:
    c.ellipse(w / 2, h / 2, 0.46 * w, 0.46 * h, RED)
    c.rectangle(0.14 * w, 0.425 * h, 0.72 * w, 0.15 * h, WHITE)
    c.caps("DO NOT", w / 2, 0.29 * h, 0.11 * h, WHITE, most=0.5 * w)
    c.caps("ENTER", w / 2, 0.71 * h, 0.11 * h, WHITE, most=0.5 * w)


def _wrong_way(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.05 * h, WHITE, 0.03 * h)
    _lines(c, w, "WRONG|WAY", [(0.31 * h, 0.24 * h), (0.69 * h, 0.24 * h)], WHITE)


def _no_parking(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.04 * w, RED, 0.03 * w)
    _lines(c, w, "NO|PARKING", [(0.16 * h, 0.13 * h), (0.34 * h, 0.12 * h)], RED)
    c.caps("ANY", w / 2, 0.5 * h, 0.08 * h, RED)
    c.caps("TIME", w / 2, 0.63 * h, 0.08 * h, RED)
    c.line([(0.24 * w, 0.82 * h), (0.76 * w, 0.82 * h)], RED, 0.05 * w)
    for x, s in ((0.17, 1), (0.83, -1)):
        c.polygon([(x * w, 0.82 * h), ((x + 0.13 * s) * w, 0.77 * h), ((x + 0.13 * s) * w, 0.87 * h)], RED)


def _no_turn(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.035 * w, BLACK, 0.02 * w)
    x, y = w / 2, h / 2
    s = 1 if value == "right" else -1
    if value == "u":
        points = [(0.61 * w, 0.72 * h), (0.61 * w, 0.38 * h), (0.41 * w, 0.38 * h), (0.41 * w, 0.66 * h)]
    else:
        points = [(x - 0.1 * s * w, 0.74 * h), (x - 0.1 * s * w, 0.42 * h), (x + 0.22 * s * w, 0.42 * h)]
    arrow(c, points, BLACK, 0.075 * w)
    c.ring(x, y, 0.38 * w, 0.38 * h, RED, 0.075 * w)
    c.line([(x - 0.26 * w, y - 0.26 * h), (x + 0.26 * w, y + 0.26 * h)], RED, 0.07 * w)


def _one_way(c: Canvas, w: float, h: float, value: str) -> None:
    ends = [(0.05 * w, h / 2), (0.96 * w, h / 2)]
    s = 1 if value == "right" else -1
    tail, tip = ends if s > 0 else ends[::-1]
    neck = tip[0] - s * 0.16 * w
    half, head = 0.27 * h, 0.42 * h
    c.polygon([(tail[0], h / 2 - half), (neck, h / 2 - half), (neck, h / 2 - head), tip, (neck, h / 2 + head),
               (neck, h / 2 + half), (tail[0], h / 2 + half)], WHITE)  # fmt: skip
    c.caps("ONE WAY", w / 2 - s * 0.05 * w, h / 2, 0.3 * h, BLACK, most=0.62 * w)


def _keep_right(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.035 * w, BLACK, 0.02 * w)
    c.ellipse(0.36 * w, 0.5 * h, 0.08 * w, 0.3 * h, BLACK)
    arrow(c, [(0.4 * w, 0.92 * h), (0.66 * w, 0.68 * h), (0.66 * w, 0.16 * h)], BLACK, 0.09 * w, 0.15 * w)


def _parking(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.04 * w, GREEN, 0.03 * w)
    _lines(c, w, f"{value} HOUR|PARKING", [(0.2 * h, 0.12 * h), (0.4 * h, 0.12 * h)], GREEN)
    c.caps("8 AM - 6 PM", w / 2, 0.58 * h, 0.07 * h, GREEN, most=0.8 * w)
    arrow(c, [(0.25 * w, 0.8 * h), (0.8 * w, 0.8 * h)], GREEN, 0.05 * w)


def _edge(c: Canvas, w: float, h: float) -> None:
    """The black line of diamonds."""
    r = 0.465 * w
    c.line(
        [(w / 2, h / 2 - r), (w / 2 + r, h / 2), (w / 2, h / 2 + r), (w / 2 - r, h / 2)],
        BLACK,
        0.014 * w,
        True,
    )


def _diamond(figure: str, size: float = 0.24, mirrored: bool = False) -> Painter:
    def paint(c: Canvas, w: float, h: float, value: str) -> None:
        _edge(c, w, h)
        draw_figure(c, figure, w / 2, h / 2, size * w, BLACK, mirrored)

    return paint


def _words(*rows: str) -> Painter:
    def paint(c: Canvas, w: float, h: float, value: str) -> None:
        _edge(c, w, h)
        for k, row in enumerate(rows):
            y = h / 2 + (k - (len(rows) - 1) / 2) * 0.15 * h
            c.caps(row, w / 2, y, 0.1 * h, BLACK, most=(0.78 - 2 * abs(y / h - 0.5)) * w)

    return paint


def _signals_ahead(c: Canvas, w: float, h: float, value: str) -> None:
    _edge(c, w, h)
    c.rectangle(0.42 * w, 0.26 * h, 0.16 * w, 0.48 * h, BLACK, 0.02 * w)
    for k, ink in enumerate((RED, YELLOW, GREEN)):
        c.ellipse(w / 2, h * (0.34 + 0.16 * k), 0.055 * w, 0.055 * w, ink)


def _school(c: Canvas, w: float, h: float, value: str) -> None:
    c.line([(0.035 * w, 0.965 * h), (0.965 * w, 0.965 * h), (0.965 * w, 0.515 * h), (0.5 * w, 0.045 * h),
            (0.035 * w, 0.515 * h)], BLACK, 0.018 * w, closed=True)  # fmt: skip
    draw_figure(c, "children", 0.5 * w, 0.62 * h, 0.28 * w, BLACK)


def _chevron(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.03 * w, BLACK, 0.02 * w)
    s = 1 if value == "right" else -1
    x, u = w / 2, s * 0.3 * w
    c.polygon(
        [
            (x - u, 0.1 * h),
            (x + 0.05 * u, 0.1 * h),
            (x + u, h / 2),
            (x + 0.05 * u, 0.9 * h),
            (x - u, 0.9 * h),
            (x - 0.05 * u, h / 2),
        ],
        BLACK,
    )


def _street_name(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.05 * h, WHITE, 0.03 * h)
    c.caps(STREETS["us"][int(value)], w / 2, h / 2, 0.46 * h, WHITE, most=0.88 * w, weight=600)


def _guide(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.02 * w, WHITE, 0.01 * w)
    n = int(value)
    for k, y in enumerate((0.3 * h, 0.7 * h)):
        c.caps(PLACES[(n + 5 * k) % len(PLACES)], 0.42 * w, y, 0.2 * h, WHITE, most=0.56 * w, weight=600)
        c.caps(numerals(str(2 + (7 * n + 11 * k) % 40)), 0.86 * w, y, 0.2 * h, WHITE, weight=600)


def _bus_stop(c: Canvas, w: float, h: float, value: str) -> None:
    c.rectangle(0.0, 0.0, w, 0.55 * h, BLUE)
    c.caps("BUS", w / 2, 0.28 * h, 0.28 * h, WHITE, most=0.8 * w)
    _lines(c, w, "STOP HERE FOR|ROUTES 4 · 17", [(0.68 * h, 0.07 * h), (0.84 * h, 0.07 * h)], BLUE, 0.86)


def _park(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.03 * w, WHITE, 0.015 * w)
    c.caps(PLACES[int(value)], w / 2, 0.36 * h, 0.2 * h, WHITE, most=0.86 * w, weight=600)
    c.caps("State Park", w / 2, 0.7 * h, 0.16 * h, WHITE, most=0.86 * w, weight=600)


def _detour(c: Canvas, w: float, h: float, value: str) -> None:
    c.frame(0.03 * w, BLACK, 0.015 * w)
    c.caps("DETOUR", w / 2, 0.32 * h, 0.26 * h, BLACK, most=0.84 * w)
    arrow(c, [(0.2 * w, 0.72 * h), (0.8 * w, 0.72 * h)], BLACK, 0.12 * h, 0.18 * h)


_WARN, _WORK = _inches(30, 30), _inches(36, 36)
_NAMES = tuple(str(n) for n in range(len(PLACES)))

US: dict[str, Face] = {
    "stop": Face("octagon", _inches(30, 30), _stop),
    "give_way": Face("yield", _inches(36, 36), _yield),
    "speed_limit": Face(
        "rectangle", _inches(24, 30), _limit, values=("25", "30", "35", "40", "45", "55", "65")
    ),
    "no_entry": Face("square", _inches(30, 30), _no_entry),
    "wrong_way": Face("rectangle", _inches(36, 24), _wrong_way, RED),
    "no_parking": Face("rectangle", _inches(12, 18), _no_parking),
    "no_turn": Face("square", _inches(24, 24), _no_turn, values=("left", "right", "u")),
    "one_way": Face("rectangle", _inches(36, 12), _one_way, BLACK, ("left", "right")),
    "keep_right": Face("rectangle", _inches(24, 30), _keep_right),
    "parking": Face("rectangle", _inches(12, 18), _parking, values=("1", "2")),
    "bus_stop": Face("rectangle", _inches(12, 18), _bus_stop),
    "pedestrian_crossing": Face("diamond", _WARN, _diamond("walker", 0.24), _LIME),
    "school": Face("pentagon", _inches(36, 36), _school, _LIME),
    "warning_bend": Face("diamond", _WARN, _diamond("bend"), YELLOW),
    "warning_double_bend": Face("diamond", _WARN, _diamond("double_bend"), YELLOW),
    "warning_crossroads": Face("diamond", _WARN, _diamond("crossroads"), YELLOW),
    "warning_side_road": Face("diamond", _WARN, _diamond("side_road"), YELLOW),
    "warning_cycles": Face("diamond", _WARN, _diamond("bicycle", 0.25), YELLOW),
    "warning_deer": Face("diamond", _WARN, _diamond("deer", 0.25), YELLOW),
    "warning_slippery": Face("diamond", _WARN, _diamond("skid", 0.25), YELLOW),
    "warning_two_way": Face("diamond", _WARN, _diamond("two_way", 0.24), YELLOW),
    "warning_signals": Face("diamond", _WARN, _signals_ahead, YELLOW),
    "warning_bump": Face("diamond", _WARN, _words("BUMP"), YELLOW),
    "dead_end": Face("diamond", _WARN, _words("DEAD", "END"), YELLOW),
    "roadworks": Face("diamond", _WORK, _words("ROAD", "WORK", "AHEAD"), ORANGE),
    "workers": Face("diamond", _WORK, _diamond("digger", 0.25), ORANGE),
    "lane_closed": Face("diamond", _WORK, _words("RIGHT LANE", "CLOSED", "AHEAD"), ORANGE),
    "detour": Face("rectangle", _inches(30, 24), _detour, ORANGE),
    "chevrons": Face("rectangle", _inches(18, 24), _chevron, YELLOW, ("left", "right")),
    "street_name": Face("rectangle", _inches(36, 9), _street_name, GREEN, _NAMES),
    "direction": Face("rectangle", (1.8, 0.75), _guide, GREEN, _NAMES),
    "park": Face("rectangle", (1.2, 0.6), _park, BROWN, _NAMES),
}
"""Kinds of signs on American roads."""
