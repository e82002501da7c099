"""A bicycle's wheel: tyre, rim, hub, crossed spokes, reflectors."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..mesh import join
from ..shapes.tubes import bars, turned
from ..spin import Spinning, spinning
from .parts import ALLOY, REFLECTOR, RIM, SPOKE, TYRE

__all__ = ["spoked"]


@lru_cache(maxsize=64)
def spoked(
    radius_m: float, tyre_m: float, spokes: int, hub_m: float, disc: bool, reflectors: bool
) -> Spinning:
    """A wheel about the y axis, its middle at the origin.

    Args:
        radius_m: of the tread.
        tyre_m: width of the tyre.
        spokes: how many, crossed twice.
        hub_m: width between the hub's flanges.
        disc: whether it has a brake disc on its left.
        reflectors: two amber ones between the spokes.
    """
    half = tyre_m / 2
    turn = np.linspace(0, 2 * np.pi, 11)[:-1]
    tyre = np.stack([radius_m - half + half * np.cos(turn), half * np.sin(turn)], axis=1)
    # One point of the tread's middle touches the ground.
    found = [turned(tyre, TYRE, 56)]
    inner = radius_m - tyre_m
    rim = [
        (inner - 0.016, -0.45 * half),
        (inner + 0.004, -0.8 * half),
        (inner + 0.004, 0.8 * half),
        (inner - 0.016, 0.45 * half),
    ]
    found.append(turned(rim, RIM, 48))
    flange, core, w = 0.026, 0.012, hub_m / 2
    hub = [
        (0.005, -w - 0.02),
        (core, -w - 0.012),
        (flange, -w),
        (flange, -w + 0.004),
        (core, -w + 0.008),
        (core, w - 0.008),
        (flange, w - 0.004),
        (flange, w),
        (core, w + 0.012),
        (0.005, w + 0.02),
    ]
    found.append(turned(hub, ALLOY, 16))
    number = np.arange(spokes)
    side = np.where(number % 2 == 0, 1.0, -1.0)
    out = 2 * np.pi * number / spokes
    lean = np.where(number // 2 % 2 == 0, 1.0, -1.0) * 2 * np.pi * 5 / spokes
    away = out + lean
    start = np.stack([flange * np.sin(away), side * w, flange * np.cos(away)], axis=1)
    end = np.stack([(inner - 0.012) * np.sin(out), 0.1 * side * half, (inner - 0.012) * np.cos(out)], axis=1)
    found.append(bars(start, end, 0.0011, SPOKE))
    if disc:
        plate = [(0.055, w + 0.014), (0.08, w + 0.014), (0.08, w + 0.016), (0.055, w + 0.016)]
        found.append(turned(plate, SPOKE, 24))
    if reflectors:
        for at in (0.4, 0.4 + np.pi):
            middle = 0.62 * inner * np.array([np.sin(at), 0.0, np.cos(at)])
            way = 0.038 * np.array([np.cos(at), 0.0, -np.sin(at)])
            found.append(bars((middle - way)[None], (middle + way)[None], 0.011, REFLECTOR, 4))
    return spinning(join(*found), "wheel", radius_m)
