"""What is fixed to a bicycle's frame: bars, saddle, pedals, mudguards, rack, lamps, bottle, basket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import Array, bars, hull, smooth, tube, turned, xyz
from .parts import (
    ACCENT,
    ALLOY,
    BLACK,
    CHROME,
    GRIP,
    HEADLAMP,
    REAR_LAMP,
    REFLECTOR,
    SADDLE,
    SPOKE,
    STUFF,
)

if TYPE_CHECKING:
    from .bicycle import Bicycle

__all__ = ["around", "chain_case", "fixed", "grips", "pedal", "turning"]


def grips(of: Bicycle) -> tuple[list[Array], list[Array]]:
    """Middles of the left and right grip, steering straight ahead, and their axes outwards."""
    middles, axes = [], []
    for side in (1.0, -1.0):
        path = _half_bar(of, side)
        if of.bars == "drop":
            middle = path[5] + xyz(-0.02, 0.0, 0.012)
            axis = np.array([0.9, 0.0, 0.3])
        else:
            end, before = path[-1], path[-2]
            axis = (end - before) / np.linalg.norm(end - before)
            middle = end - 0.062 * axis
        middles.append(middle)
        axes.append(axis / np.linalg.norm(axis))
    return middles, axes


def _half_bar(of: Bicycle, side: float) -> Array:
    """The middle line of one half of the bars, from the clamp to the end, (n, 3)."""
    half = of.bar_width_m / 2
    if of.bars == "swept":
        rows = [
            (0, 0, 0),
            (0.01, 0.09, 0.005),
            (0.05, 0.17, 0.05),
            (0.02, half - 0.03, 0.085),
            (-0.08, half - 0.005, 0.08),
            (-0.2, half, 0.065),
        ]
    elif of.bars == "flat":
        rows = [
            (0, 0, 0),
            (0.003, 0.08, 0.002),
            (0.0, 0.14, 0.02),
            (-0.015, 0.75 * half, 0.024),
            (-0.03, half, 0.024),
        ]
    else:
        rows = [
            (0, 0, 0),
            (0.0, 0.12, 0.0),
            (0.005, half - 0.03, 0.0),
            (0.05, half, -0.003),
            (0.085, half, -0.02),
            (0.105, half, 0.0),
            (0.095, half, -0.06),
            (0.05, half, -0.115),
            (0.0, half, -0.13),
            (-0.055, half, -0.135),
        ]
        # The hoods sit where the bar has come forwards.
        rows[5] = (0.10, half, -0.035)
    return np.asarray(np.array(rows) * [1.0, side, 1.0] + of.clamp)


def turning(of: Bicycle) -> list[Mesh]:
    """What turns with the bars."""
    clamp = of.clamp
    top = of.on_steering(of.crown_m + 0.01 + of.head_tube_m)
    neck = of.on_steering(of.crown_m + 0.01 + of.head_tube_m + 0.025)
    rise = np.array([neck[0], 0.0, max(neck[2], clamp[2] - 0.02)])
    found = [tube(smooth([top, rise, clamp], 8), 0.0145, BLACK if of.suspension else ALLOY, 8)]
    part = BLACK if of.suspension or of.bars == "drop" else ALLOY
    for side in (1.0, -1.0):
        path = _half_bar(of, side)
        fine = smooth(path, 22)
        found.append(
            tube(fine, 0.012 if of.bars == "drop" else 0.011, GRIP if of.bars == "drop" else part, 8)
        )
        middles, axes = grips(of)
        middle, axis = (middles[0], axes[0]) if side > 0 else (middles[1], axes[1])
        if of.bars == "drop":
            found.append(
                tube(
                    [middle + xyz(-0.05, 0, -0.016), middle, middle + xyz(0.045, 0, 0.02)],
                    [0.014, 0.017, 0.013],
                    BLACK,
                    8,
                )
            )
            lever = [
                middle + xyz(0.035, 0, 0.0),
                middle + xyz(0.05, 0.0, -0.04),
                middle + xyz(0.02, side * 0.012, -0.11),
            ]
        else:
            found.append(tube([middle - 0.062 * axis, middle + 0.064 * axis], 0.0165, GRIP, 10))
            inward = middle - 0.09 * axis
            lever = [
                inward + xyz(0.02, 0, -0.01),
                inward + 0.05 * axis + xyz(0.045, 0, -0.018),
                middle + 0.04 * axis + xyz(0.045, 0, -0.022),
            ]
            found.append(tube([inward, inward + xyz(0.025, 0, -0.012)], 0.013, BLACK, 6))
        found.append(tube(smooth(lever, 6), 0.006, BLACK if of.bars != "swept" else CHROME, 6))
        # A cable each, to the frame.
        loose = [
            middle - 0.09 * axis + xyz(0.03, 0, -0.005),
            clamp + xyz(0.11, side * 0.05, -0.03),
            of.on_steering(of.crown_m + 0.06) + xyz(0.035, side * 0.015, 0.0),
        ]
        found.append(tube(smooth(loose, 10), 0.0026, BLACK, 4))
    if of.mudguards:
        found += _mudguard(of, of.front_axle, (-42.0 + 180.0 - 75.0, 255.0), forwards=False)
    if of.lamps:
        at = of.on_steering(of.crown_m + 0.02) + xyz(0.075, 0, 0.02)
        found.append(placed(rounded_box((0.055, 0.062, 0.05), 0.018, 2, BLACK), at[0], 0, at[2] - 0.025))
        found.append(
            placed(rounded_box((0.02, 0.052, 0.04), 0.009, 2, HEADLAMP), at[0] + 0.022, 0, at[2] - 0.02)
        )
        found.append(tube([of.on_steering(of.crown_m), at], 0.005, ALLOY, 5))
    elif of.reflectors:
        at = of.on_steering(of.crown_m + 0.05) + xyz(0.03, 0, 0)
        found.append(placed(rounded_box((0.012, 0.05, 0.03), 0.005, 1, SPOKE), at[0], 0, at[2]))
    if of.basket == "front":
        found += _basket(clamp + np.array([0.16, 0.0, -0.26]))
    return found


def fixed(of: Bicycle) -> list[Mesh]:
    """What stays with the frame."""
    found = _saddle(of)
    axle = np.array([0.0, 0.0, of.wheel_m])
    if of.mudguards:
        found += _mudguard(of, axle, (120.0, 325.0), forwards=True)
    deck = 2 * of.wheel_m + 0.045
    if of.rack:
        found += _rack(of, deck)
    if of.lamps:
        at = (
            np.array([-0.24, 0, deck - 0.035])
            if of.rack
            else of.on_seat_tube(of.saddle_m - 0.13) + xyz(-0.03, 0, 0)
        )
        found.append(placed(rounded_box((0.03, 0.075, 0.045), 0.012, 2, BLACK), at[0], 0, at[2] - 0.022))
        found.append(
            placed(rounded_box((0.02, 0.065, 0.036), 0.009, 2, REAR_LAMP), at[0] - 0.01, 0, at[2] - 0.018)
        )
    if of.stand:
        start = of.crank_axle + xyz(-0.09, 0.03, -0.005)
        found.append(tube([start, start + xyz(-0.24, 0.035, 0.03)], 0.008, BLACK, 6))
    if of.bottle and not of.step_through:
        a, b = of.on_steering(of.crown_m + 0.04), of.crank_axle
        way = (a - b) / np.linalg.norm(a - b)
        out = np.array([-way[2], 0.0, way[0]])
        low = b + 0.17 * way + 0.055 * out
        path = low + np.array([0.0, 0.13, 0.15, 0.17, 0.19])[:, None] * way
        found.append(tube(path, [0.036, 0.036, 0.032, 0.018, 0.014], STUFF, 12))
        cage = [low - 0.01 * way, low + 0.1 * way]
        found += [tube(np.array(cage) + xyz(0, 0.04 * s, 0), 0.003, BLACK, 4) for s in (1, -1)]
    if of.basket == "rack" and of.rack:
        found += _basket(np.array([-0.08, 0.0, deck + 0.008]))
    return found


def pedal(middle: Array) -> list[Mesh]:
    """A pedal, level."""
    body = placed(
        rounded_box((0.088, 0.086, 0.022), 0.006, 1, BLACK), middle[0], middle[1], middle[2] - 0.011
    )
    shine = [
        placed(
            rounded_box((0.004, 0.05, 0.012), 0.001, 1, REFLECTOR),
            middle[0] + way,
            middle[1],
            middle[2] - 0.006,
        )
        for way in (0.043, -0.043)
    ]
    return [body, *shine]


def around(front: Array, front_m: float, rear: Array, rear_m: float, y: float, steps: int) -> Array:
    """A belt round two wheels, (2 steps, 3), closed: tangents and arcs."""
    apart = rear - front
    distance = float(np.hypot(apart[0], apart[2]))
    base = float(np.arctan2(apart[2], apart[0]))
    open_ = float(np.arccos((front_m - rear_m) / distance))
    near = base + np.linspace(open_, 2 * np.pi - open_, steps)
    far = base + np.linspace(-open_, open_, steps)
    circle = [
        np.stack([c[0] + r * np.cos(a), np.full(steps, y), c[2] + r * np.sin(a)], axis=1)
        for c, r, a in ((front, front_m, near), (rear, rear_m, far))
    ]
    return np.concatenate(circle)


def chain_case(front: Array, front_m: float, rear: Array, rear_m: float, y: float) -> Mesh:
    """A plate over the chain's upper run and the chainring."""
    from ..shapes.loft import loft

    outline = around(front, front_m + 0.022, rear, rear_m + 0.02, y, 12)
    thick = np.array([0.0, 0.011, 0.0])
    inner = outline.mean(axis=0) + 0.97 * (outline - outline.mean(axis=0))
    return loft(
        np.stack([inner - 1.3 * thick, outline - thick, outline + thick, inner + 1.3 * thick]), ACCENT
    )


def _saddle(of: Bicycle) -> list[Mesh]:
    x, _, z = of.saddle
    wide = {"swept": 0.20, "flat": 0.165, "drop": 0.14}[of.bars] * (0.85 if of.child else 1.0)
    long = {"swept": 0.25, "flat": 0.265, "drop": 0.275}[of.bars] * (0.85 if of.child else 1.0)
    back = x - 0.36 * long
    rows = [
        (back, z - 0.024, 0.35 * wide, 0.02),
        (back + 0.05 * long, z - 0.022, 0.92 * wide, 0.045),
        (back + 0.25 * long, z - 0.025, wide, 0.052),
        (back + 0.55 * long, z - 0.022, 0.42 * wide, 0.045),
        (back + 0.92 * long, z - 0.020, 0.22 * wide, 0.038),
        (back + long, z - 0.022, 0.12 * wide, 0.018),
    ]
    rails = [
        tube(
            smooth(
                [
                    (back + 0.04, s * 0.035, z - 0.045),
                    (x, s * 0.022, z - 0.055),
                    (back + 0.9 * long, s * 0.01, z - 0.04),
                ],
                6,
            ),
            0.0035,
            SPOKE,
            5,
        )
        for s in (1, -1)
    ]
    found = [hull(rows, SADDLE, 18, 16, exponent=2.2), *rails]
    if not of.lamps or of.rack:
        at = of.on_seat_tube(of.saddle_m - 0.12) + xyz(-0.025, 0, 0)
        found.append(placed(rounded_box((0.014, 0.055, 0.035), 0.005, 1, REAR_LAMP), at[0], 0, at[2]))
    return found


def _mudguard(of: Bicycle, axle: Array, arc_deg: tuple[float, float], forwards: bool) -> list[Mesh]:
    inner, half = of.wheel_m + 0.012, of.tyre_m / 2 + 0.007
    turn = np.linspace(np.pi / 2, -np.pi / 2, 6)
    bow = np.stack([inner + 0.012 * np.cos(turn), -half * np.sin(turn)], axis=1)
    thin = np.stack([inner - 0.002 + 0.011 * np.cos(turn), -(half - 0.001) * np.sin(turn)], axis=1)
    shell = turned(np.concatenate([bow, thin[::-1]]), ACCENT, 26, axle, arc_deg)
    end = np.radians(arc_deg[1] - 18)
    stays = [
        tube(
            [
                axle + xyz(0, s * 0.055, 0),
                axle + inner * np.array([np.sin(end), 0, -np.cos(end)]) + xyz(0, s * half, 0),
            ],
            0.0025,
            SPOKE,
            4,
        )
        for s in (1, -1)
    ]
    return [shell, *stays]


def _rack(of: Bicycle, z: float) -> list[Mesh]:
    joint = of.on_seat_tube(of.frame_m - 0.03)
    axle = np.array([0.0, 0.0, of.wheel_m])
    found = []
    for s in (1.0, -1.0):
        found.append(tube([xyz(0.14, s * 0.045, z), xyz(-0.22, s * 0.06, z)], 0.005, BLACK, 6))
        found.append(tube([xyz(-0.04, s * 0.06, z), axle + xyz(0, s * 0.072, 0)], 0.005, BLACK, 6))
        found.append(tube([xyz(-0.18, s * 0.06, z), axle + xyz(0, s * 0.072, 0)], 0.005, BLACK, 6))
        found.append(tube([xyz(0.14, s * 0.045, z), joint + xyz(-0.01, s * 0.015, 0)], 0.004, BLACK, 6))
    across = np.array([0.13, 0.04, -0.05, -0.14, -0.22])
    left = np.stack([across, np.interp(across, [-0.22, 0.14], [0.06, 0.045]), np.full(5, z)], axis=1)
    found.append(bars(left * [1, -1, 1], left, 0.004, BLACK, 5))
    return found


def _basket(low: Array) -> list[Mesh]:
    """A wire basket with its floor's middle at ``low``."""
    around_ = np.linspace(0, 2 * np.pi, 29)[:-1]
    c, s = np.cos(around_), np.sin(around_)
    outline = np.stack([np.sign(c) * np.abs(c) ** 0.45, np.sign(s) * np.abs(s) ** 0.45], axis=1)
    levels = [(0.0, 0.11, 0.15), (0.075, 0.118, 0.158), (0.15, 0.126, 0.166), (0.22, 0.135, 0.175)]
    rings = [
        np.concatenate([outline * [a, b], np.full((len(outline), 1), h)], axis=1) + low for h, a, b in levels
    ]
    found = [bars(ring, np.roll(ring, -1, axis=0), 0.0028, STUFF) for ring in rings[:-1]]
    found.append(tube(rings[-1], 0.005, STUFF, 5, closed=True))
    found.append(bars(rings[0], rings[-1], 0.0022, STUFF))
    floor = rings[0]
    found.append(bars(floor[1:13], floor[26:14:-1], 0.0022, STUFF))
    return found
