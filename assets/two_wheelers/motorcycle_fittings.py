"""What is fixed to a motorcycle: bars, mirrors, lamps, mudguards, fairing, footrests, cases, cylinders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..mesh import Mesh
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import Array, hull, smooth, tube, turned, xyz
from .parts import (
    ACCENT,
    ALLOY,
    AMBER_LEFT,
    AMBER_RIGHT,
    BLACK,
    BRAKE,
    CHROME,
    ENGINE,
    GLASS,
    GRIP,
    HEADLAMP,
    LENS,
    MIRROR,
    PAINT,
    PLATE,
    REAR_LAMP,
)

if TYPE_CHECKING:
    from .motorcycle import Motorcycle

__all__ = ["bodywork", "cylinder", "fixed", "headlamp", "mirror", "plate", "tail_lamps", "turning"]


def turning(of: Motorcycle) -> list[Mesh]:
    """What turns with the bars."""
    found = _bars(of)
    axle = xyz(of.wheelbase_m, 0, of.front_m)
    wide = of.front_tyre_m + 0.03
    arc = (95.0, 215.0) if of.style == "cruiser" else (115.0, 205.0)
    found.append(mudguard(axle, of.front_m + 0.018, wide, arc, PAINT))
    if of.style in ("naked", "cruiser"):
        x, _, z = of.on_steering(0.86) + xyz(0.16, 0, 0)
        found += headlamp(x, z, 0.088, CHROME if of.style == "cruiser" else BLACK)
        for side, part in ((1.0, AMBER_LEFT), (-1.0, AMBER_RIGHT)):
            found += indicator(xyz(x - 0.06, side * 0.19, z - 0.02), side, part)
        x, _, z = of.on_steering(1.0)
        found.append(placed(rounded_box((0.05, 0.11, 0.10), 0.02, 2, BLACK), x + 0.07, 0, z - 0.02))
    return found


def _bars(of: Motorcycle) -> list[Mesh]:
    x, y, z = of.grips
    found = []
    clamp = of.on_steering(0.93) + xyz(0.0, 0, 0.02)
    for side in (1.0, -1.0):
        middle, axis = xyz(x, side * y, z), of.grip_axis(side)
        inner, end = middle - 0.075 * axis, middle + 0.075 * axis
        if of.style == "sport":
            path = [of.on_steering(0.86) + xyz(0.03, side * 0.10, 0), inner, end]
        else:
            rise = clamp + xyz(-0.01, side * 0.11, max(0.0, z - clamp[2] + 0.02))
            path = [clamp, clamp + xyz(0, side * 0.06, 0.005), rise, inner, end]
        found.append(tube(smooth(path, 14), 0.0115, CHROME if of.style == "cruiser" else BLACK, 8))
        found.append(tube([inner, end], 0.0175, GRIP, 10))
        found.append(tube([inner, inner - 0.05 * axis], 0.023, BLACK, 8))
        lever = [inner + xyz(0.045, 0, 0), middle + xyz(0.07, 0, -0.005), end + xyz(0.06, 0, -0.01)]
        found.append(tube(smooth(lever, 6), 0.0065, ALLOY, 6))
        found += mirror(
            inner - 0.02 * axis, xyz(0.04, side * 0.14, 0.16 if of.style != "sport" else 0.12), side
        )
    return found


def mirror(foot: Array, to: Array, side: float) -> list[Mesh]:
    """A mirror on a stalk."""
    head = foot + to
    stalk = tube(smooth([foot, foot + xyz(0.02, 0.2 * to[1], 0.6 * to[2]), head], 6), 0.006, BLACK, 6)
    shell = hull(
        [(0, 0, 0.02, 0.02), (0.008, 0, 0.10, 0.065), (0.03, 0, 0.085, 0.055), (0.045, 0, 0.02, 0.015)],
        BLACK,
        7,
        12,
        exponent=3.0,
    )
    glass = placed(rounded_box((0.004, 0.092, 0.058), 0.0018, 0, MIRROR), 0.003, 0, -0.029)
    return [stalk, *(placed(mesh, head[0] - 0.02, head[1] + side * 0.03, head[2]) for mesh in (shell, glass))]


def headlamp(x: float, z: float, radius_m: float, shell: int) -> list[Mesh]:
    """A round headlamp that looks along +x."""
    r = 2 * radius_m
    bowl = hull(
        [
            (x - 0.12, z, 0.3 * r, 0.3 * r),
            (x - 0.07, z, 0.8 * r, 0.8 * r),
            (x - 0.02, z, r, r),
            (x, z, 1.04 * r, 1.04 * r),
            (x + 0.008, z, r, r),
        ],
        shell,
        14,
        24,
        exponent=2.0,
    )
    lens = hull(
        [
            (x, z, 0.95 * r, 0.95 * r),
            (x + 0.015, z, 0.9 * r, 0.9 * r),
            (x + 0.028, z, 0.5 * r, 0.5 * r),
            (x + 0.032, z, 0.05 * r, 0.05 * r),
        ],
        LENS,
        8,
        20,
        exponent=2.0,
    )
    bulb = hull(
        [
            (x + 0.006, z, 0.2 * r, 0.2 * r),
            (x + 0.0105, z, 0.72 * r, 0.72 * r),
            (x + 0.0125, z, 0.3 * r, 0.3 * r),
        ],
        HEADLAMP,
        6,
        16,
        exponent=2.0,
    )
    return [bowl, lens, bulb]


def indicator(place: Array, side: float, part: int) -> list[Mesh]:
    """An indicator on its stalk, which comes from the middle."""
    stalk = tube([place - xyz(0, side * 0.09, 0), place], 0.007, BLACK, 6)
    lens = placed(rounded_box((0.045, 0.05, 0.034), 0.014, 1, part), place[0], place[1], place[2] - 0.017)
    return [stalk, lens]


def mudguard(axle: Array, radius_m: float, wide_m: float, arc_deg: tuple[float, float], part: int) -> Mesh:
    """A shell over a wheel; angles from straight down, forwards."""
    half = wide_m / 2
    turn = np.linspace(np.pi / 2, -np.pi / 2, 8)
    outer = np.stack([radius_m - 0.02 + 0.03 * np.cos(turn), -half * np.sin(turn)], axis=1)
    inner = np.stack([radius_m - 0.024 + 0.029 * np.cos(turn), -(half - 0.003) * np.sin(turn)], axis=1)
    return turned(np.concatenate([outer, inner[::-1]]), part, 20, axle, arc_deg)


def tail_lamps(x: float, z: float, wide_m: float = 0.13) -> list[Mesh]:
    """Rear lamp and brake light that look along −x."""
    lamp = placed(rounded_box((0.04, wide_m, 0.05), 0.014, 2, REAR_LAMP), x, 0, z - 0.025)
    stop = placed(rounded_box((0.03, 0.6 * wide_m, 0.026), 0.008, 2, BRAKE), x - 0.008, 0, z - 0.013)
    return [lamp, stop]


def plate(x: float, z: float, arm: Array | None = None) -> list[Mesh]:
    """A number plate of 18 by 20 cm on its holder, its middle at x and z, leaning back."""
    lean = np.radians(-18.0)
    m = np.eye(4)
    m[:3, :3] = [[np.cos(lean), 0, np.sin(lean)], [0, 1, 0], [-np.sin(lean), 0, np.cos(lean)]]
    m[:3, 3] = (x, 0, z - 0.1)
    found = [rounded_box((0.006, 0.18, 0.20), 0.0025, 1, PLATE).transformed(m)]
    if arm is not None:
        found.append(tube([arm, xyz(x + 0.012, 0, z + 0.03)], 0.018, BLACK, 6))
    return found


def cylinder(x: float, lean_deg: float, wide_m: float) -> list[Mesh]:
    """A finned block of cylinders on the crankcase, leaning forwards."""
    turn = np.radians(lean_deg)
    m = np.eye(4)
    m[:3, :3] = [[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]]
    m[:3, 3] = (x, 0, 0.40)
    core = rounded_box((0.15, wide_m - 0.03, 0.26), 0.02, 1, ENGINE)
    fins = [
        placed(rounded_box((0.18, wide_m, 0.009), 0.003, 0, ENGINE), z_m=0.06 + 0.02 * n) for n in range(7)
    ]
    head = placed(rounded_box((0.17, wide_m + 0.01, 0.075), 0.025, 2, ALLOY), z_m=0.21)
    return [mesh.transformed(m) for mesh in (core, *fins, head)]


def fixed(of: Motorcycle) -> list[Mesh]:
    """What stays with the frame: footrests, stand, tail, plate, rear mudguard, cases."""
    found = []
    fx, fy, fz = of.rests
    for side in (1.0, -1.0):
        found.append(tube([xyz(fx, side * 0.14, fz), xyz(fx, side * (fy + 0.05), fz)], 0.014, BLACK, 8))
        found.append(
            tube(
                [xyz(0.40 * of.wheelbase_m, side * 0.12, fz + 0.08), xyz(fx, side * 0.14, fz)],
                0.013,
                ALLOY,
                6,
            )
        )
        lever = xyz(fx + 0.16, side * 0.2, fz + 0.01)
        found.append(
            tube([xyz(fx + 0.02, side * 0.16, fz), lever, lever + xyz(0.01, side * 0.05, 0)], 0.007, ALLOY, 6)
        )
    stand = xyz(0.42 * of.wheelbase_m, 0.15, 0.26)
    found.append(tube([stand, stand + xyz(-0.26, 0.04, -0.03)], 0.012, BLACK, 6))
    sx, sz = of.seat
    tail = sx - (0.50 if of.style == "cruiser" else 0.52)
    if of.style == "cruiser":
        axle = xyz(0, 0, of.rear_m)
        found.append(mudguard(axle, of.rear_m + 0.03, of.rear_tyre_m + 0.06, (150.0, 275.0), PAINT))
        back = axle + (of.rear_m + 0.04) * np.array([np.sin(np.radians(255)), 0, -np.cos(np.radians(255))])
        found += tail_lamps(back[0] - 0.015, back[2] + 0.02)
        found += plate(back[0] - 0.05, back[2] - 0.14, back)
        lamps = back + xyz(0.03, 0, 0.02)
    else:
        lift = 0.07 if of.style == "sport" else 0.03
        rows = [
            (tail - 0.02, sz + lift - 0.02, 0.10, 0.04),
            (tail + 0.08, sz + lift - 0.035, 0.20, 0.10),
            (tail + 0.30, sz - 0.08, 0.27, 0.14),
            (tail + 0.52, sz - 0.13, 0.24, 0.12),
            (tail + 0.62, sz - 0.15, 0.1, 0.05),
        ]
        found.append(hull(rows, PAINT, 20, 20, exponent=2.8))
        found += tail_lamps(tail - 0.022, sz + lift - 0.022)
        found += plate(tail - 0.06, sz - 0.16, xyz(tail + 0.1, 0, sz - 0.06))
        found.append(
            mudguard(xyz(0, 0, of.rear_m), of.rear_m + 0.02, of.rear_tyre_m + 0.02, (180.0, 240.0), BLACK)
        )
        lamps = xyz(tail + 0.03, 0, sz - 0.09)
    for side, part in ((1.0, AMBER_LEFT), (-1.0, AMBER_RIGHT)):
        found += indicator(lamps + xyz(0, side * 0.17, 0), side, part)
    if of.cases:
        for side in (1.0, -1.0):
            case = rounded_box((0.44, 0.20, 0.36), 0.05, 2, ACCENT)
            found.append(placed(case, tail + 0.20, side * 0.30, sz - 0.37))
        found.append(placed(rounded_box((0.38, 0.42, 0.28), 0.07, 2, ACCENT), tail - 0.06, 0, sz + 0.09))
    return found


def bodywork(of: Motorcycle) -> list[Mesh]:
    """Fairings and side panels."""
    sx, sz = of.seat
    found = []
    nose = of.on_steering(0.86)[0]
    for side in (1.0, -1.0):
        panel = [
            (sx - 0.10, sz - 0.16, 0.02, 0.06),
            (sx + 0.02, sz - 0.17, 0.05, 0.16),
            (sx + 0.16, sz - 0.17, 0.04, 0.15),
            (sx + 0.24, sz - 0.15, 0.02, 0.04),
        ]
        found.append(hull(panel, ACCENT, 10, 12, y_m=side * 0.135, exponent=2.6))
    if of.style in ("naked", "cruiser"):
        return found
    high = 1.02 if of.style == "sport" else 1.10
    shell = [
        (nose - 0.05, high - 0.16, 0.46, 0.30),
        (nose + 0.10, high - 0.19, 0.44, 0.34),
        (nose + 0.26, high - 0.24, 0.32, 0.27),
        (nose + 0.36, high - 0.28, 0.16, 0.14),
        (nose + 0.38, high - 0.285, 0.05, 0.04),
    ]
    found.append(hull(shell, PAINT, 22, 24, exponent=2.4))
    for side in (1.0, -1.0):
        lens = [
            (nose + 0.24, high - 0.25, 0.03, 0.03),
            (nose + 0.285, high - 0.255, 0.11, 0.085),
            (nose + 0.335, high - 0.27, 0.08, 0.06),
            (nose + 0.365, high - 0.28, 0.02, 0.015),
        ]
        found.append(hull(lens, LENS, 10, 14, y_m=side * 0.075))
        bulb = [
            (nose + 0.30, high - 0.262, 0.02, 0.02),
            (nose + 0.33, high - 0.268, 0.065, 0.045),
            (nose + 0.353, high - 0.276, 0.03, 0.02),
        ]
        found.append(hull(bulb, HEADLAMP, 8, 12, y_m=side * 0.072))
        # The sides hang down to the engine.
        deep = 0.33 if of.style == "sport" else 0.27
        flank = [
            (0.44 * of.wheelbase_m, 0.40, 0.012, 0.05),
            (0.52 * of.wheelbase_m, 0.42, 0.03, 0.75 * deep),
            (nose - 0.14, 0.56, 0.045, 1.25 * deep),
            (nose + 0.04, 0.72, 0.04, 0.95 * deep),
            (nose + 0.18, 0.80, 0.012, 0.10),
        ]
        found.append(hull(flank, PAINT, 22, 20, y_m=side * 0.205, exponent=3.6))
        slot = [
            (nose - 0.20, 0.56, 0.01, 0.03),
            (nose - 0.12, 0.60, 0.02, 0.06),
            (nose + 0.0, 0.66, 0.01, 0.03),
        ]
        found.append(hull(slot, BLACK, 8, 10, y_m=side * 0.226))
        found += indicator(
            xyz(nose + 0.10, side * 0.27, high - 0.26), side, AMBER_LEFT if side > 0 else AMBER_RIGHT
        )
    if of.style == "sport":
        belly = [
            (0.40 * of.wheelbase_m, 0.24, 0.10, 0.06),
            (0.5 * of.wheelbase_m, 0.22, 0.32, 0.2),
            (0.66 * of.wheelbase_m, 0.24, 0.34, 0.2),
            (0.76 * of.wheelbase_m, 0.3, 0.16, 0.1),
        ]
        found.append(hull(belly, PAINT, 16, 18))
    tall = 0.14 if of.style == "sport" else 0.34
    rows, around = 6, np.linspace(-1.15, 1.15, 15)
    up = np.linspace(0, 1, rows)[:, None]
    radius = 0.19 - 0.03 * up
    x = nose + 0.06 - 0.16 * up * (1.2 if of.style == "sport" else 1.0) + 0.8 * radius * np.cos(around)
    points = np.stack(np.broadcast_arrays(x, radius * np.sin(around), high - 0.05 + tall * up), axis=2)
    found += _pane(points)
    return found


def _pane(points: Array) -> list[Mesh]:
    """A windscreen of one thin sheet, seen from both sides."""
    n, m = points.shape[:2]
    index = np.arange(n * m).reshape(n, m)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    triangles = np.concatenate([np.stack([a, b, c], 2).reshape(-1, 3), np.stack([a, c, d], 2).reshape(-1, 3)])
    part = np.full(len(triangles), GLASS, np.int32)
    return [Mesh(points.reshape(-1, 3).astype(np.float32), triangles.astype(np.int32), part=part)]
