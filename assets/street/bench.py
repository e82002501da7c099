"""Benches: boards on cast feet, concrete, or perforated metal. Whoever sits there looks to +x."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..model import Model
from .finish import LOOKS, concrete, painted, timber
from .forms import box, gathered, moved, pipe, turned
from .mount import Region

__all__ = ["Bench", "BenchStyle", "bench"]

BenchStyle = Literal["park", "slatted", "metal", "concrete"]
_FEET, _SEAT = 0, 1


@dataclass(frozen=True)
class Bench:
    """A bench 0.45 m high to the seat, along y.

    Attributes:
        style: ``park`` has cast scrolls as feet; ``slatted`` a steel frame; ``metal`` a steel mesh seat;
            ``concrete`` two blocks and boards without a back.
        length_m: over all.
        color: code of the frame.
        paint: code of painted boards; empty: bare wood.
    """

    style: BenchStyle = "park"
    length_m: float = 1.8
    color: str = "23282a"
    paint: str = ""
    look: int = 1

    def build(self) -> Model:
        """The model; equal benches share it."""
        return _build(self)


@lru_cache(maxsize=64)
def _build(spec: Bench) -> Model:
    length = spec.length_m
    pieces = []
    count = 2 if length < 2.0 else 3
    feet = np.linspace(-length / 2 + 0.22, length / 2 - 0.22, count)
    back = spec.style != "concrete"
    if spec.style == "park":
        leg = [
            (0.26, 0.0),
            (0.22, 0.16),
            (0.25, 0.34),
            (0.2, 0.41),
            (-0.12, 0.39),
            (-0.2, 0.42),
            (-0.26, 0.62),
            (-0.31, 0.86),
        ]
        rear = [(-0.16, 0.4), (-0.2, 0.22), (-0.3, 0.0)]
        arm = [(-0.24, 0.6), (-0.05, 0.66), (0.16, 0.65), (0.27, 0.58), (0.25, 0.5), (0.22, 0.4)]
        for y in feet:
            for path in (leg, rear, arm):
                pieces.append(pipe([(x, y, z) for x, z in path], 0.02, 6, _FEET))
            pieces.append(box((0.1, 0.06, 0.02), (0.27, y, 0), _FEET, 0.004))
            pieces.append(box((0.1, 0.06, 0.02), (-0.3, y, 0), _FEET, 0.004))
    elif spec.style in ("slatted", "metal"):
        for y in feet:
            pieces.append(box((0.42, 0.05, 0.03), (0, y, 0.385), _FEET, 0.004))
            for x in (0.17, -0.17):
                pieces.append(box((0.05, 0.05, 0.39), (x, y, 0), _FEET, 0.004))
            pieces.append(
                moved(turned(box((0.03, 0.05, 0.48), (0, 0, 0), _FEET, 0.004), 0, -14), -0.19, y, 0.4)
            )
            pieces.append(box((0.12, 0.12, 0.01), (0.17, y, 0), _FEET))
            pieces.append(box((0.12, 0.12, 0.01), (-0.17, y, 0), _FEET))
    else:
        for side in (-1, 1):
            pieces.append(box((0.44, 0.16, 0.4), (0, side * (length / 2 - 0.25), 0), _FEET, 0.015))
    gap, wide, thick = (0.014, 0.075, 0.035) if spec.style != "metal" else (0.012, 0.03, 0.012)
    rows = int(0.46 / (wide + gap))
    for k in range(rows):
        x = 0.23 - wide / 2 - k * (wide + gap)
        pieces.append(box((wide, length, thick), (x, 0, 0.415 + 0.01 * (k == 0)), _SEAT, 0.006))
    if back:
        for k in range(int(0.36 / (wide + gap))):
            up = 0.12 + k * (wide + gap)
            board = turned(box((thick, length, wide), (0, 0, 0), _SEAT, 0.006), 0, -14)
            pieces.append(moved(board, -0.175 - 0.25 * up, 0, 0.42 + 0.97 * up))
    frame = (
        concrete("8e8b85", spec.look) if spec.style == "concrete" else painted(spec.color, spec.look, 0.25)
    )
    if spec.style == "metal":
        seat = painted(spec.color, spec.look, 0.25)
    else:
        seat = painted(spec.paint, spec.look, 0.0) if spec.paint else timber("y", spec.look)
    return Model("bench", gathered(pieces), (frame, seat), category="bench")


def bench(draw: Draw, *, region: Region = "europe") -> Model:
    """A bench of parks and pavements."""
    shares: dict[BenchStyle, float] = {
        "park": 3.0,
        "slatted": 3.0,
        "metal": 3.0 if region == "us" else 1.0,
        "concrete": 1.0,
    }
    style = draw.choice("style", shares)
    return Bench(
        style,
        draw.choice("length_m", (1.5, 1.8, 2.1)),
        draw.choice("color", {"23282a": 4.0, "2a4034": 3.0, "5c6165": 1.0}),
        draw.choice("paint", {"": 5.0, "5c4636": 1.0, "2a4034": 1.0}),
        draw.integer("look", 0, LOOKS - 1),
    ).build()
