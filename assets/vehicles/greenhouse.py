"""The greenhouse of a car: pillars, panes and roof as one skin, from the belt to the roof's middle."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh, join
from .grid import Points, grid, mirrored, welded
from .parts import BODY, GLASS, GLOSS, TRIM

if TYPE_CHECKING:
    from .car import Car
    from .shell import Shell

__all__ = ["Greenhouse"]

_LEVELS = (0.0, 0.05, 0.085, 0.10, 0.3, 0.5, 0.7, 0.885, 0.90, 0.925, 1.0)
"""Heights of the rows as shares; glass lies between the fourth and the third from above."""
_ROOF = (0.985, 0.95, 0.88, 0.75, 0.5, 0.25, 0.0)


class Greenhouse:
    """Columns run from the windscreen's middle over the left side to the middle of the rear window."""

    def __init__(self, car: Car, shell: Shell) -> None:
        self.car = car
        half = car.length_m / 2
        self.front, self.rear = half - car.screen_m + 0.05, -half + car.boot_m
        self.wide = car.width_m / 2 - 0.028 - 0.05 - 0.008
        self.top_m = car.height_m - car.roof_crown_m
        self.shell = shell
        self.foot, self.head, self.names = self._outlines()

    def eave(self, x: Points, y: Points) -> Points:
        """Height of the roof's skin, metres."""
        car = self.car
        share = np.clip(np.abs(y) / (self.wide * car.tumblehome), 0, 1.02)
        peak = 0.02 * car.length_m
        fall = np.where(
            x < peak,
            car.roof_drop_m * ((peak - x) / (car.length_m / 2 + peak)) ** 2,
            0.045 * ((x - peak) / (self.front - car.rake_m - peak)) ** 2,
        )
        return np.asarray(self.top_m + car.roof_crown_m * (1 - share**2) - fall)

    def _outlines(self) -> tuple[Points, Points, list[str]]:
        """Foot and head of each column in plan, shape (columns, 2), and what lies between it and the next."""
        car = self.car
        head_wide = self.wide * car.tumblehome
        a_foot, a_head = self.front - 0.24, self.front - car.rake_m - 0.13
        e_foot, e_head = self.rear + 0.13, self.rear + car.rear_rake_m + 0.09
        keys: list[tuple[float, float, str]] = [(a_foot, a_head, "frame")]
        keys.append((a_foot - 0.012, a_head - 0.012, "glass"))
        _, pillar, last = car.shut_lines

        def post(x: float, foot: float, head: float, then: str) -> None:
            keys.append((x + foot, x - 0.05 + head, "frame"))
            keys.append((x - foot, x - 0.05 - head, then))

        d_foot, d_head = e_foot + car.pillar_m, e_head + 0.5 * car.pillar_m
        if car.panel_van:
            keys += [(pillar + 0.03, pillar - 0.02, "frame"), (pillar + 0.015, pillar - 0.035, "body")]
        else:
            post(pillar - 0.02, 0.045, 0.035, "glass")
            third = max(last - 0.10, d_foot + 0.34)
            if third - d_foot > 0.33 and third - 0.12 > d_head + 0.16 and third < pillar - 0.5:
                keys += [(third + 0.03, third - 0.10, "frame"), (third - 0.03, third - 0.15, "glass")]
            keys += [(d_foot, d_head, "frame"), (d_foot - 0.014, d_head - 0.014, "body")]
        keys.append((e_foot, e_head, "corner"))

        foot: list[tuple[float, float]] = []
        head: list[tuple[float, float]] = []
        names: list[str] = []
        inner, inner_head = self.wide - 0.06, head_wide - 0.045
        for f in (0.0, 0.25, 0.5, 0.75, 0.96, 0.98, 1.0):
            foot.append((self.front - 0.17 * f**2, inner * f))
            head.append((self.front - car.rake_m - 0.08 * f**2, inner_head * f))
            names.append("glass" if f < 0.95 else "frame" if f < 0.97 else "corner")
        for a in (0.4, 0.8):
            foot.append((a_foot + 0.06 * (1 - np.sin(a * 1.57)), self.wide - 0.06 * (1 - np.sin(a * 1.57))))
            head.append((a_head + 0.045 * (1 - np.sin(a * 1.57)), head_wide - 0.045 * (1 - np.sin(a * 1.57))))
            names.append("corner")
        for (x0, h0, name), (x1, h1, _) in pairwise(keys):
            steps = max(1, int((x0 - x1) / 0.09))
            for t in np.arange(steps) / steps:
                foot.append((x0 + t * (x1 - x0), self.wide))
                head.append((h0 + t * (h1 - h0), head_wide))
                names.append(name)
        for a in (0.0, 0.35, 0.7):
            s = np.sin(a * 1.57)
            c = 1 - np.cos(a * 1.57)
            foot.append((e_foot - 0.08 * s, self.wide - 0.06 * c))
            head.append((e_head - 0.055 * s, head_wide - 0.045 * c))
            names.append("corner")
        for f in (1.0, 0.955, 0.93, 0.75, 0.5, 0.25, 0.004, 0.0):
            foot.append((self.rear + 0.05 * f**2, inner * f))
            head.append((self.rear + car.rear_rake_m + 0.035 * f**2, inner_head * f))
            names.append(
                "seam" if f < 0.01 else "rear" if f < 0.95 else "frame rear" if f < 0.96 else "corner"
            )
        points, heads = np.array(foot), np.array(head)
        # Seen from above the sides are slightly bowed.
        for outline in (points, heads):
            x = outline[:, 0]
            bow = 0.035 * ((x - x.mean()) / (x.max() - x.mean())) ** 2
            outline[:, 1] *= 1 - bow
        return points, heads, names

    @property
    def arc(self) -> Points:
        """How far each column bulges forwards half-way up, metres."""
        x = self.foot[:, 0]
        ahead = np.clip(1 - (self.front - 0.2 - x) / 0.7, 0, 1)
        behind = np.clip(1 - (x - self.rear - 0.1) / 0.5, 0, 1)
        return np.asarray(0.055 * ahead**2 - self.car.rear_arc_m * behind**2)

    def skin(self, t: float, depth_m: float = 0.0) -> Points:
        """Points of all columns at a height between belt (0) and roof (1), shape (columns, 3)."""
        bulge = 1 + self.car.side_bulge * np.sin(np.pi * t)
        flat = (self.foot + t * (self.head - self.foot)) * np.array([1.0, bulge])
        # Windscreen and rear window are curved in profile, too; the pillars go with them.
        flat[:, 0] += self.arc * np.sin(np.pi * t)
        low = self.shell.top(self.foot[:, 0], self.foot[:, 1]) - 0.028
        high = self.eave(self.head[:, 0], self.head[:, 1])
        flat = flat - depth_m * np.sign(flat)
        return np.column_stack([flat, low + t * (high - low)])

    def mesh(self) -> Mesh:
        """The whole skin, both sides."""
        rows = [self.skin(t) for t in _LEVELS]
        edge = rows[-1]
        for scale in _ROOF:
            point = edge * [1.0, scale, 1.0]
            point[:, 2] = self.eave(point[:, 0], point[:, 1])
            rows.append(point)
        points = np.stack(rows)
        part = np.full((len(rows) - 1, len(edge) - 1), BODY, np.int32)
        low, high = 3, len(_LEVELS) - 4
        for column, name in enumerate(self.names[:-1]):
            if name == "seam" and self.car.panel_van:
                part[: len(_LEVELS) - 1, column] = TRIM
            elif name in ("glass", "rear", "seam") and (name == "glass" or self.car.rear_window):
                part[low:high, column] = GLASS
                part[low - 1, column] = part[high, column] = TRIM
            elif name in ("frame", "frame rear") and (name == "frame" or self.car.rear_window):
                part[low - 1 : high + 1, column] = GLOSS
        half = grid(points.transpose(1, 0, 2), _numbers(part), around=False)
        return welded(join(half, mirrored(half)))


def _numbers(part: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return part.T
