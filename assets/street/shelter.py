"""Bus stops: shelters of glass, and poles with a sign and a timetable."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..mesh import Mesh
from ..model import Model
from .finish import LOOKS, galvanised, glazing, lamp, painted, timber
from .forms import box, gathered, moved, panel, prism, tube, turned
from .mount import Mount, Region
from .prints import POSTERS, poster, timetable
from .sign import Sign

__all__ = [
    "bus_shelter",
    "bus_stop",
    "shelter_bench",
    "shelter_of",
    "shelter_walls",
    "sheltered_stop",
    "stop_pole",
]

_DEEP_M = 1.4
_BOARDS_M = (-0.12, 0.0, 0.12)
"""Where the bench's boards lie."""
_FRAME, _GLASS, _SEAT, _PRINT, _TABLE, _GLOW, _DULL, _BACK_PRINT = range(8)


@lru_cache(maxsize=32)
def shelter_of(
    length_m: float = 3.6,
    color: str = "3d4348",
    advert: bool = True,
    number: int = 0,
    look: int = 1,
    emission: float = 0.0,
    seat: bool = True,
) -> Model:
    """A shelter open to +x, 1.4 m deep and 2.5 m high: a glass back, a side, a poster case, a bench.

    Args:
        length_m: along y.
        color: of the frame.
        advert: its other side is a case with posters on both faces.
        number: of the poster.
        look: 0 new to 3 weathered.
        emission: of the poster case's light, W/m²/sr of white.
        seat: it has its bench; else that is a thing of its own, ``shelter_bench``.
    """
    half, deep, high = length_m / 2, _DEEP_M, 2.45
    pieces: list[Mesh] = []
    bays = max(2, round(length_m / 1.2))
    for n in range(bays + 1):
        y = -half + n * length_m / bays
        pieces.append(box((0.06, 0.06, high + 0.3), (-deep / 2, y, -0.3), _FRAME, 0.006))
        if n < bays:
            mid = y + length_m / bays / 2
            wide = length_m / bays - 0.08
            pieces.append(panel((mid - wide / 2, mid + wide / 2), (0.18, 2.2), -deep / 2, _GLASS))
            for z in (0.14, 2.2):
                pieces.append(box((0.04, wide, 0.04), (-deep / 2, mid, z), _FRAME))
            # Printed marks against birds and people.
            for z in (1.0, 1.5):
                pieces.append(box((0.004, wide - 0.1, 0.035), (-deep / 2, mid, z), _DULL))
    for y in (-half, half):
        pieces.append(box((0.06, 0.06, high + 0.3), (deep / 2 - 0.35, y, -0.3), _FRAME, 0.006))
    # The side towards −y is glass, that towards +y a poster case or glass.
    side = turned(panel((-0.45, 0.45), (0.18, 2.2), 0.0, _GLASS), -90)
    pieces.append(moved(side, -0.2, -half, 0))
    pieces.append(box((0.95, 0.04, 0.04), (-0.2, -half, 2.2), _FRAME))
    pieces.append(box((0.95, 0.04, 0.04), (-0.2, -half, 0.14), _FRAME))
    if advert:
        pieces.append(box((1.35, 0.18, 2.0), (-0.02, half, 0.2), _FRAME, 0.02))
        for sign, part in ((-1, _PRINT), (1, _BACK_PRINT)):
            sheet = turned(panel((-0.59, 0.59), (0.35, 2.1), 0.0, part), 90.0 * sign)
            pieces.append(moved(sheet, -0.02, half + 0.092 * sign, 0))
            frame = turned(panel((-0.6, 0.6), (0.34, 2.11), 0.0, _GLASS), 90.0 * sign)
            pieces.append(moved(frame, -0.02, half + 0.1 * sign, 0))
    else:
        pieces.append(moved(turned(panel((-0.45, 0.45), (0.18, 2.2), 0.0, _GLASS), 90), -0.2, half, 0))
    roof = np.array(
        [
            [-deep / 2 - 0.08, high],
            [deep / 2 + 0.15, high + 0.12],
            [deep / 2 + 0.15, high + 0.2],
            [-deep / 2 - 0.08, high + 0.1],
        ]
    )
    pieces.append(prism(roof, -half - 0.12, half + 0.12, "y", _FRAME))
    if seat:
        pieces += _seat(length_m, _FRAME, _SEAT)
    pieces.append(panel((0.25 * length_m, 0.25 * length_m + 0.42), (1.1, 1.7), -deep / 2 + 0.03, _TABLE))
    frame_look = painted(color, look, 0.15)
    materials = (
        frame_look, glazing(look), timber("y", look), poster(number), timetable(number % 2),
        lamp("fff1df", emission), painted("c9c9c4", look), poster(number + 3),
    )  # fmt: skip
    return Model("bus shelter", gathered(pieces), materials)


def _seat(length_m: float, frame: int, seat: int) -> list[Mesh]:
    """Boards on legs before a shelter's back."""
    x = -_DEEP_M / 2 + 0.3
    pieces = [
        box((0.11, 0.6 * length_m, 0.04), (x + off, -0.1 * length_m, 0.45), seat, 0.01) for off in _BOARDS_M
    ]
    for y in (-0.34 * length_m, 0.14 * length_m):
        pieces.append(box((0.34, 0.04, 0.04), (x, y, 0.41), frame))
        pieces.append(box((0.04, 0.04, 0.42), (x, y, 0.0), frame))
        pieces.append(box((0.2, 0.1, 0.012), (x, y, 0.0), frame))
    return pieces


@lru_cache(maxsize=32)
def shelter_bench(length_m: float = 3.6, color: str = "3d4348", look: int = 1) -> Model:
    """The bench of a shelter of that length, of COCO's category ``bench``, in the shelter's frame."""
    return Model(
        "bench",
        gathered(_seat(length_m, 0, 1)),
        (painted(color, look, 0.15), timber("y", look)),
        category="bench",
        attributes={"style": "shelter"},
    )


def shelter_walls(length_m: float) -> tuple[tuple[float, float, float, float], ...]:
    """What of a shelter stands in the way, as rectangles of x0, y0, x1, y1 in its frame, metres.

    Its back with the bench, and its sides; under the roof between them one stands.
    """
    half, back = length_m / 2, -_DEEP_M / 2
    return (
        (back - 0.05, -half - 0.05, back + 0.55, half + 0.1),
        (back, -half - 0.05, -back, -half + 0.05),
        (back, half - 0.1, -back, half + 0.12),
    )


def bus_shelter(draw: Draw, *, region: Region = "europe") -> Model:
    """A shelter; its open side looks to +x, at the road."""
    return shelter_of(*_drawn(draw))


def sheltered_stop(
    draw: Draw, *, region: Region = "europe", emission: float = 0.0
) -> tuple[float, tuple[Mount, ...]]:
    """The length of a shelter, and what it is made of: itself and its bench, two things for two labels."""
    length, color, advert, number, look = _drawn(draw)
    shelter = shelter_of(length, color, advert, number, look, emission, seat=False)
    return length, (Mount(shelter), Mount(shelter_bench(length, color, look)))


def _drawn(draw: Draw) -> tuple[float, str, bool, int, int]:
    """Length, colour, whether it has posters, which, and its look."""
    return (
        draw.choice("length_m", (2.4, 3.6, 4.8)),
        draw.choice("color", {"3d4348": 3.0, "2a4034": 1.0, "8d9091": 2.0, "23282a": 2.0}),
        draw.chance("advert", 0.7),
        draw.integer("poster", 0, POSTERS - 1),
        draw.integer("look", 0, LOOKS - 1),
    )


@lru_cache(maxsize=8)
def stop_pole(table: bool = True, look: int = 1) -> Model:
    """The pole of a stop, 2.7 m high, with a timetable at eye level; its sign hangs at 2.2 m."""
    pieces = [tube((0, 0, -0.3), (0, 0, 2.7), 0.035, sides=12)]
    if table:
        pieces.append(box((0.03, 0.32, 0.46), (0.05, 0, 1.15), 1, 0.006))
        pieces.append(panel((-0.145, 0.145), (1.17, 1.59), 0.066, 2))
    return Model("stop pole", gathered(pieces), (galvanised(look), painted("3d4348", look), timetable(0)))


def bus_stop(draw: Draw, *, region: Region = "europe") -> tuple[Mount, ...]:
    """A stop's pole and its sign, which faces the buses that come from +x."""
    look = draw.integer("look", 0, LOOKS - 1)
    sign = Sign(region=region, kind="bus_stop", look=look).build()
    return Mount(stop_pole(draw.chance("table", 0.8), look)), Mount(sign, 0.06, 0.0, 2.22)
