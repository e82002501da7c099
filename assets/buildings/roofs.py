"""Roofs and what stands on them, in the building's frame: x outwards, y along, z up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..shapes.vectors import cross
from .parts import GLASS, PAINT, ROOF, WALL, tint
from .pieces import Array, Pieces, frame

__all__ = ["Profile", "antenna", "chimney", "dish", "flat_roof", "gable", "hipped", "pitched", "roof_window"]

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Profile:
    """A roof's cross-section: points (x, z) from the front eaves over the ridge to those at the back."""

    points: tuple[tuple[float, float], ...]

    def x_at(self, z: float) -> float:
        """Where the front reaches a height, metres along x."""
        p = np.array(self.points)
        top = int(p[:, 1].argmax())
        return float(np.interp(z, p[: top + 1, 1], p[: top + 1, 0]))

    def z_at(self, x: float) -> float:
        """How high the front is above a place, metres."""
        p = np.array(self.points)
        top = int(p[:, 1].argmax())
        return float(np.interp(-x, -p[: top + 1, 0], p[: top + 1, 1]))

    @property
    def ridge(self) -> tuple[float, float]:
        """x and z of the highest point."""
        return max(self.points, key=lambda point: point[1])


def pitched(
    out: Pieces,
    profile: Profile,
    y0: float,
    y1: float,
    thickness_m: float = 0.14,
    trim: int = 0,
    part: int = ROOF,
) -> None:
    """A roof of one cross-section between ``y0`` and ``y1``, with its edges and its lower side."""
    p = np.array(profile.points)
    a, b = p[:-1], p[1:]

    def strip(ya: float, za: float, yb: float, zb: float, first: Array, second: Array) -> Array:
        n = len(first)
        rows = [
            np.column_stack([first[:, 0], np.full(n, ya), first[:, 1] + za]),
            np.column_stack([first[:, 0], np.full(n, yb), first[:, 1] + zb]),
            np.column_stack([second[:, 0], np.full(n, yb), second[:, 1] + zb]),
            np.column_stack([second[:, 0], np.full(n, ya), second[:, 1] + za]),
        ]
        return np.stack(rows, axis=1)

    t = -thickness_m
    out.quads(strip(y0, 0.0, y1, 0.0, a, b), part)
    out.quads(strip(y0, t, y1, t, b, a), PAINT, trim)
    ends = []
    for y, first, second in ((y0, b, a), (y1, a, b)):
        n = len(a)
        ends.append(
            np.stack(
                [
                    np.column_stack([first[:, 0], np.full(n, y), first[:, 1] + t]),
                    np.column_stack([second[:, 0], np.full(n, y), second[:, 1] + t]),
                    np.column_stack([second[:, 0], np.full(n, y), second[:, 1]]),
                    np.column_stack([first[:, 0], np.full(n, y), first[:, 1]]),
                ],
                axis=1,
            )
        )
    out.quads(np.concatenate(ends), PAINT, trim)
    for (x, z), (ya, yb) in ((profile.points[0], (y0, y1)), (profile.points[-1], (y1, y0))):
        out.quads([[[x, ya, z + t], [x, yb, z + t], [x, yb, z], [x, ya, z]]], PAINT, trim)


def gable(
    out: Pieces, profile: Profile, y: float, outward: int, base: float, x0: float, x1: float, part: int = WALL
) -> None:
    """The wall under a roof at ``y``, facing −y or +y, from ``base`` up; ``x1`` is its back.

    ``outward`` is −1 or 1.
    """
    p = [(x, z - 0.1) for x, z in profile.points if x1 < x < x0]
    p = [(x0, base), (x0, profile.z_at(x0) - 0.1), *p, (x1, _behind(profile, x1) - 0.1), (x1, base)]
    points = np.array([(x, y, z) for x, z in p])
    middle = points.mean(axis=0)
    n = len(points)
    i = np.arange(n)
    fan = np.stack([np.full(n, n), i, (i + 1) % n], axis=1)
    # The outline runs from front to back over the top: clockwise as seen from +y.
    out.mesh(np.vstack([points, middle]), fan if outward < 0 else fan[:, ::-1], part)


def _behind(profile: Profile, x: float) -> float:
    p = np.array(profile.points)
    top = int(p[:, 1].argmax())
    return float(np.interp(-x, -p[top:, 0], p[top:, 1]))


def hipped(out: Pieces, profile: Profile, y0: float, y1: float, trim: int, part: int = ROOF) -> None:
    """A roof of this cross-section that slopes at its ends, too, between eaves at ``y0`` and ``y1``."""
    (x0, eaves), (x1, _) = profile.points[0], profile.points[-1]
    middle, top = profile.ridge
    run = min((x0 - x1) / 2, (y1 - y0) / 2 - 0.05)
    a, b = (middle, y0 + run, top), (middle, y1 - run, top)
    c = [(x0, y0, eaves), (x0, y1, eaves), (x1, y1, eaves), (x1, y0, eaves)]
    out.quads([[c[0], c[1], b, a], [c[2], c[3], a, b]], part)
    out.mesh([c[1], c[2], b, c[3], c[0], a], [[0, 1, 2], [3, 4, 5]], part)
    out.boxes([x1, y0, eaves - 0.16], [x0, y1, eaves - 0.002], PAINT, trim)


def flat_roof(
    out: Pieces,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    top: float,
    parapet_m: float,
    coping: int,
    reach: tuple[float, float],
    part: int = WALL,
) -> None:
    """A deck behind a parapet, whose outer faces are the walls'; its coping ends at the y of ``reach``."""
    deck = top - parapet_m
    t = 0.25
    out.quads([[[x1, y0, deck], [x0, y0, deck], [x0, y1, deck], [x1, y1, deck]]], PAINT, tint("concrete", 1))
    walls = [(x0 - t, y0, x0, y1), (x1, y0, x1 + t, y1), (x1, y0, x0, y0 + t), (x1, y1 - t, x0, y1)]
    low = [(a, b, deck - 0.02) for a, b, _, _ in walls]
    high = [(c, d, top) for _, _, c, d in walls]
    inset = np.array([0.003, 0.003, 0.0])  # behind the walls' own sheets
    out.boxes(np.array(low) + inset, np.array(high) - inset, part, without=("bottom",))
    r0, r1 = reach
    cap = [
        (x0 - t, r0, x0 + 0.04, r1),
        (x1 - 0.02, r0, x1 + t, r1),
        (x1, r0, x0, y0 + t),
        (x1, y1 - t, x0, r1),
    ]
    out.boxes([(a, b, top) for a, b, _, _ in cap], [(c, d, top + 0.05) for _, _, c, d in cap], PAINT, coping)


def chimney(out: Pieces, x: float, y: float, foot: float, top: float, width_m: float, pots: int) -> None:
    """A stack with its cap and pots."""
    deep = 0.42
    out.boxes(
        [x - deep / 2, y - width_m / 2, foot],
        [x + deep / 2, y + width_m / 2, top],
        PAINT,
        tint("brick", pots),
    )
    out.boxes(
        [x - deep / 2 - 0.05, y - width_m / 2 - 0.05, top - 0.16],
        [x + deep / 2 + 0.05, y + width_m / 2 + 0.05, top - 0.04],
        PAINT,
        tint("concrete"),
    )
    for i in range(pots):
        at = y - width_m / 2 + width_m * (i + 0.5) / pots
        out.pipe((x, at, top - 0.05), (x, at, top + 0.38), 0.1, PAINT, int(tint("clay", i)))


def antenna(out: Pieces, x: float, y: float, foot: float, turn: float) -> None:
    """A mast with two combs of rods."""
    out.pipe((x, y, foot - 0.3), (x, y, foot + 2.1), 0.022, PAINT, int(tint("steel")))
    c, s = np.cos(turn), np.sin(turn)
    for z, length, rods in ((1.9, 1.1, 7), (1.4, 0.7, 4)):
        out.pipe(
            (x - 0.4 * length * c, y - 0.4 * length * s, foot + z),
            (x + 0.6 * length * c, y + 0.6 * length * s, foot + z),
            0.012,
            PAINT,
            int(tint("steel")),
        )
        at = (np.arange(rods) / rods - 0.35)[:, None] * length * np.array([c, s])
        for dx, dy in at:
            h = 0.22 if rods > 5 else 0.4
            out.pipe(
                (x + dx + s * h, y + dy - c * h, foot + z),
                (x + dx - s * h, y + dy + c * h, foot + z),
                0.008,
                PAINT,
                int(tint("steel")),
            )


def dish(out: Pieces, at: Sequence[float], turn: float, radius_m: float = 0.38) -> None:
    """A satellite dish that looks up and along ``turn`` (radians from +x), on an arm."""
    rings, around = np.linspace(0, 1, 4), np.linspace(0, 2 * np.pi, 11)
    r = radius_m * rings[:, None]
    local = np.stack(
        [0.25 * r * rings[:, None] + 0 * around, r * np.cos(around), r * np.sin(around)], axis=-1
    )
    tilt = 0.45
    forward = np.array([np.cos(turn) * np.cos(tilt), np.sin(turn) * np.cos(tilt), np.sin(tilt)])
    aside = np.array([-np.sin(turn), np.cos(turn), 0.0])
    basis = np.stack([forward, aside, cross(forward, aside)])
    points = local @ basis + np.asarray(at)
    out.sheet(points, PAINT, tint("grey"))
    out.sheet((points - 0.01 * forward)[:, ::-1], PAINT, tint("grey"))
    end = np.asarray(at) + 0.8 * radius_m * forward - 0.2 * radius_m * basis[2]
    out.pipe(tuple(points[-1, 8]), tuple(end), 0.012, PAINT, int(tint("steel")))
    out.pipe(tuple(np.asarray(at) - 0.35 * forward * (1, 1, 0)), tuple(at), 0.02, PAINT, int(tint("steel")))


def roof_window(
    out: Pieces, profile: Profile, y: float, x: float, wide: float = 0.78, tall: float = 1.18
) -> None:
    """A window in the front slope, its foot above ``x``."""
    z = profile.z_at(x)
    higher = profile.z_at(x - 0.2)
    up = np.array([-0.2, 0.0, higher - z])
    up /= np.linalg.norm(up)
    one = Pieces()
    one.boxes(
        np.array([[0, 0, 0], [0, tall - 0.08, 0], [0, 0, 0], [wide - 0.08, 0, 0]]),
        np.array([[wide, 0.08, 0.09], [wide, tall, 0.09], [0.08, tall, 0.09], [wide, tall, 0.09]]),
        PAINT,
        tint("lead"),
    )
    one.panels([[0.08, 0.08, wide - 0.08, tall - 0.08]], 0.02, PAINT, tint("room", int(10 * abs(y))))
    one.panels([[0.08, 0.08, wide - 0.08, tall - 0.08]], 0.06, GLASS)
    out.put(one, frame((x, y - wide / 2, z), (0.0, 1.0, 0.0), tuple(up)))
