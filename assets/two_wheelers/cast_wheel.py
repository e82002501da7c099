"""A motorcycle's or scooter's wheel: a round tyre on a cast rim with spokes and brake discs."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..mesh import join
from ..shapes.tubes import bars, tube, turned
from ..spin import Spinning, spinning
from .parts import ALLOY, BLACK, DISC, RIM, TYRE

__all__ = ["cast_wheel"]


@lru_cache(maxsize=64)
def cast_wheel(
    radius_m: float, tyre_m: float, tyre_high_m: float, spokes: int, discs: int, wire: bool = False
) -> Spinning:
    """A wheel about the y axis, its middle at the origin.

    Args:
        radius_m: of the tread.
        tyre_m: width of the tyre.
        tyre_high_m: from the rim to the tread.
        spokes: how many.
        discs: brake discs: 1 on the left, 2 on both sides.
        wire: thin crossed spokes in place of cast ones.
    """
    half, inner = tyre_m / 2, radius_m - tyre_high_m
    turn = np.linspace(-0.62 * np.pi, 0.62 * np.pi, 12)
    middle = radius_m - 0.52 * tyre_high_m
    tyre = np.stack([middle + 0.52 * tyre_high_m * np.cos(turn), half * np.sin(turn)], axis=1)
    # Ends on the rim's flanges.
    tyre = np.concatenate([[[inner, -0.62 * half]], tyre, [[inner, 0.62 * half]]])
    found = [turned(tyre, TYRE, 40)]
    rim = [
        (inner - 0.03, -0.25 * half),
        (inner - 0.012, -0.68 * half),
        (inner + 0.012, -0.72 * half),
        (inner + 0.012, 0.72 * half),
        (inner - 0.012, 0.68 * half),
        (inner - 0.03, 0.25 * half),
    ]
    found.append(turned(rim, RIM, 36))
    w = max(0.045, 0.5 * half)
    hub = [(0.012, -w - 0.012), (0.045, -w), (0.045, w), (0.012, w + 0.012)]
    found.append(turned(hub, ALLOY if wire else RIM, 20))
    number = np.arange(spokes)
    out = 2 * np.pi * number / spokes
    if wire:
        side = np.where(number % 2 == 0, 1.0, -1.0)
        away = out + np.where(number // 2 % 2 == 0, 1.0, -1.0) * 0.9
        start = np.stack([0.042 * np.sin(away), side * w * 0.9, 0.042 * np.cos(away)], axis=1)
        end = np.stack(
            [(inner - 0.02) * np.sin(out), 0.1 * side * half, (inner - 0.02) * np.cos(out)], axis=1
        )
        found.append(bars(start, end, 0.002, ALLOY, 4))
    else:
        for angle in out:
            way = np.array([np.sin(angle), 0.0, np.cos(angle)])
            bow = np.array([np.cos(angle), 0.0, -np.sin(angle)]) * 0.012
            path = [0.04 * way, 0.5 * inner * way + bow, (inner - 0.02) * way]
            found.append(tube(path, [0.019, 0.014, 0.017], RIM, 6, flat=0.8))
    for side_m in (0.072, -0.072)[:discs]:
        a, b = sorted((side_m, side_m + 0.005))
        size = 0.62 * inner
        found.append(turned([(0.55 * size, a), (size, a), (size, b), (0.55 * size, b)], DISC, 32))
        found.append(
            turned(
                [(0.03, a + 0.001), (0.56 * size, a + 0.001), (0.56 * size, b - 0.001), (0.03, b - 0.001)],
                BLACK,
                12,
            )
        )
    return spinning(join(*found), "wheel", radius_m)
