"""Lines of vehicles that leave their lane: round a corner, or into what is beside."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from .line import Line, between
from .mover import Kind, Manoeuvre, Side, paces

__all__ = ["RADII_M", "Path", "across", "around", "corridor", "kept", "round_corner"]

Array = npt.NDArray[np.float64]

RADII_M = (10.5, 9.0, 7.8, 6.8, 6.0, 5.3)
"""Of turns at junctions: the widest that keeps off the kerbs is taken."""
_SIGNAL_M = 35.0
_BEYOND_M = 12.0
"""How far behind the begin of its line's next lane a curve may end: lanes begin beyond the mouth."""


@dataclass(frozen=True, eq=False)
class Path:
    """A line from one lane into another.

    Attributes:
        line: along the first lane, with its arc length; the curve; along the second lane.
        manoeuvre: on the line.
    """

    line: Line
    manoeuvre: Manoeuvre

    def pace_m_s(self, s_m: float, lateral_m_s2: float) -> float:
        """How fast one is there who bears so much in bends."""
        return float(np.interp(s_m, self.line.s_m, paces(self.line, lateral_m_s2)))


def round_corner(begins: Line, ends: Line, junction_m: Array, radius_m: float) -> Path | None:
    """From one lane into another that crosses it near a point; None where they do not, or not so soon.

    Args:
        begins: middle of the lane that is left, in the direction of travel.
        ends: of the lane that is turned into.
        junction_m: x and y of the junction.
        radius_m: of the curve, about.
    """
    s, u = float(begins.project(junction_m)[0, 0]), float(ends.project(junction_m)[0, 0])
    for _ in range(4):  # Where they cross, by tangents.
        a, b = float(begins.heading_at(s)), float(ends.heading_at(u))
        frame = np.array([[np.cos(a), -np.cos(b)], [np.sin(a), -np.sin(b)]])
        if abs(np.linalg.det(frame)) < 0.3:
            return None
        along, beyond = np.linalg.solve(frame, ends.at(u) - begins.at(s))
        s, u = s + float(along), u + float(beyond)
    turn = float(np.angle(np.exp(1j * (ends.heading_at(u) - begins.heading_at(s)))))
    reach = radius_m * np.tan(abs(turn) / 2)
    s, u = s - float(reach), u + float(reach)
    if s < begins.begin_m or u < ends.begin_m - _BEYOND_M or u > ends.end_m - 10.0:
        return None
    left = turn > 0
    return _joined(
        begins, s, ends, u, "turning_left" if left else "turning_right", "left" if left else "right"
    )


def across(begins: Line, ends: Line, s_m: float, length_m: float, kind: Kind, from_m: float) -> Path | None:
    """From a lane into the one beside it, within a length."""
    u = float(ends.project(begins.at(s_m + length_m))[0, 0])
    if s_m < begins.begin_m or u > ends.end_m - 10.0:
        return None
    left = float(begins.project(ends.at(u))[0, 1]) > 0
    return _joined(begins, s_m, ends, u, kind, "left" if left else "right", from_m)


def around(lane: Line, against: Line, s_m: float, length_m: float, beside_m: float) -> Path | None:
    """Out of a lane, along the one beside it, and back.

    Args:
        lane: that is left.
        against: the one beside it, in the same direction.
        s_m: where one begins.
        length_m: of the way out, and of that back.
        beside_m: between both.
    """
    out = across(lane, against, s_m, length_m, "overtaking", length_m)
    if out is None:
        return None
    done, line = out.manoeuvre, out.line
    back = across(line, lane, done.end_m + beside_m, length_m, "overtaking", length_m)
    if back is None:
        return None
    swap, end = back.manoeuvre.begin_m, back.manoeuvre.end_m
    return Path(back.line, replace(done, end_m=end, back_m=swap))


def _joined(
    begins: Line, s_m: float, ends: Line, u_m: float, kind: Kind, side: Side, from_m: float = _SIGNAL_M
) -> Path:
    curve = between(begins.at(s_m), float(begins.heading_at(s_m)), ends.at(u_m), float(ends.heading_at(u_m)))
    # What waits to turn stands beyond the end of a lane that ends before its mouth.
    line = begins.part(min(begins.begin_m, s_m - 1.0), s_m).then(curve).then(ends.part(u_m, ends.end_m))
    return Path(line, Manoeuvre(kind, side, s_m - from_m, s_m, s_m + curve.length_m))


def corridor(line: Line, begin_m: float, end_m: float, half_m: float) -> shapely.Polygon:
    """What is within ``half_m`` of a line between two arc lengths."""
    s = np.append(np.arange(begin_m, end_m, 1.0), end_m)
    return shapely.LineString(line.at(s)).buffer(half_m, cap_style="flat")


def kept(path: Path, bounds_m: npt.ArrayLike, carriageway: BaseGeometry, s_m: float) -> bool:
    """Whether all four corners of a vehicle stay on the carriageway, from ``s_m`` to the end of its curve.

    ``bounds_m``: the lower and upper ones, in its own frame.
    """
    low, high = np.asarray(bounds_m, np.float64)[:, :2]
    begin, end = s_m, path.manoeuvre.end_m + 1.0
    if begin > end:
        return False
    s = np.linspace(begin, end, 16)
    heading, places = path.line.heading_at(s), path.line.at(s)
    ahead = np.column_stack([np.cos(heading), np.sin(heading)])
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    shapely.prepare(carriageway)
    return all(
        bool(shapely.contains_xy(carriageway, *(places + x * ahead + y * aside).T).all())
        for x in (low[0], high[0])
        for y in (low[1], high[1])
    )
