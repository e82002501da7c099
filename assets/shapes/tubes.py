"""Tubes, bars, rings and streamlined bodies: what two-wheelers are built of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicSpline, PchipInterpolator

from ..mesh import Mesh
from .loft import loft
from .vectors import cross

__all__ = ["Array", "bars", "hull", "smooth", "tube", "turned", "xyz"]

Array = npt.NDArray[np.float64]


def xyz(x: float, y: float, z: float) -> Array:
    """A place or a step, (3,), metres."""
    return np.array([x, y, z], np.float64)


def smooth(points: npt.ArrayLike, count: int) -> Array:
    """A curve through points, (count, 3): a cubic spline by chord length."""
    p = np.asarray(points, np.float64)
    if len(p) == 2:
        return np.asarray(p[0] + (p[1] - p[0]) * np.linspace(0, 1, count)[:, None])
    at = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
    return np.asarray(CubicSpline(at, p, bc_type="natural")(np.linspace(0, at[-1], count)))


def tube(
    path: npt.ArrayLike,
    radius_m: npt.ArrayLike,
    part: int,
    sides: int = 8,
    flat: float = 1.0,
    closed: bool = False,
) -> Mesh:
    """A round tube along a path, (n, 3), its sections turned as little as possible from one to the next.

    Args:
        path: its middle line.
        radius_m: one, or one a point.
        part: number.
        sides: of its section.
        flat: height of the section in proportion to its width; the height is upwards as far as it can be.
        closed: whether its last point joins its first.
    """
    p = np.asarray(path, np.float64)
    ring = np.concatenate([p[-1:], p, p[:1]]) if closed else p
    along = np.gradient(ring, axis=0)
    along = along[1:-1] if closed else along
    along = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    up = np.eye(3)[2 if abs(along[0, 2]) < 0.9 else 0]
    first = np.empty_like(p)
    for number, way in enumerate(along):
        up = up - way * (up @ way)
        up = up / max(float(np.linalg.norm(up)), 1e-9)
        first[number] = up
    second = cross(along, first)
    angle = 2 * np.pi * np.arange(sides) / sides
    radius = np.broadcast_to(np.asarray(radius_m, np.float64), len(p))[:, None, None]
    out = flat * np.cos(angle)[:, None] * first[:, None] + np.sin(angle)[:, None] * second[:, None]
    return loft(p[:, None] + radius * out, part, closed=closed, sharp_angle_deg=50.0)


def bars(starts: Array, ends: Array, radius_m: float, part: int, sides: int = 3) -> Mesh:
    """Many thin straight bars at once, open at their ends: spokes, wires, chain."""
    along = ends - starts
    along = along / np.linalg.norm(along, axis=1, keepdims=True)
    helper = np.where(np.abs(along[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    first = cross(along, helper)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = cross(along, first)
    angle = 2 * np.pi * np.arange(sides) / sides
    ring = radius_m * (np.cos(angle)[:, None] * first[:, None] + np.sin(angle)[:, None] * second[:, None])
    points = np.stack([starts[:, None] + ring, ends[:, None] + ring], axis=1)
    base = (np.arange(len(starts)) * 2 * sides)[:, None]
    j = np.arange(sides)
    k = (j + 1) % sides
    a, b, c, d = base + j, base + k, base + sides + k, base + sides + j
    triangles = np.concatenate(
        [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)]
    )
    return Mesh(
        points.reshape(-1, 3).astype(np.float32),
        triangles.astype(np.int32),
        part=np.full(len(triangles), part, np.int32),
        sharp_angle_deg=60.0,
    )


def turned(
    profile: npt.ArrayLike,
    part: int | npt.NDArray[np.int32],
    steps: int = 48,
    middle: npt.ArrayLike = (0, 0, 0),
    arc_deg: tuple[float, float] | None = None,
) -> Mesh:
    """A closed profile turned about an axis along y: tyres, rims, discs, hubs, mudguards.

    Args:
        profile: (k, 2): distance from the axis and y, counter-clockwise in that plane.
        part: number, or one for each side of the profile.
        steps: around.
        middle: of the axis.
        arc_deg: from and to, 0 down, 90 forwards; None: all round.
    """
    r, y = np.asarray(profile, np.float64).T
    whole = arc_deg is None
    begin, end = arc_deg or (0.0, 360.0)
    turn = np.radians(np.linspace(begin, end, steps + 1)[: steps if whole else None])
    points = np.stack(
        [np.sin(turn)[:, None] * r, np.broadcast_to(y, (len(turn), len(y))), -np.cos(turn)[:, None] * r],
        axis=2,
    )
    mesh = loft(points + np.asarray(middle, np.float64), 0, closed=whole, sharp_angle_deg=40.0)
    sides = np.broadcast_to(np.asarray(part, np.int32), len(r))
    rings = len(turn) if whole else len(turn) - 1
    number = np.concatenate([np.tile(sides, rings)] * 2)
    caps = np.full(len(mesh.triangles) - len(number), sides[0], np.int32)
    return Mesh(mesh.vertices, mesh.triangles, mesh.uv, np.concatenate([number, caps]), mesh.sharp_angle_deg)


def hull(
    stations: npt.ArrayLike,
    part: int,
    rings: int = 20,
    sides: int = 20,
    y_m: float = 0.0,
    exponent: float = 2.4,
    under: float = 1.0,
) -> Mesh:
    """A streamlined body along x: tanks, seats, fairings.

    Args:
        stations: rows of x, z of the middle, width and height, metres, x growing or falling; between them
            all run without overshooting (monotone cubic, F. Fritsch and R. Carlson, SIAM J. Numer. Anal.
            17(2), 1980).
        part: number.
        rings, sides: of the mesh.
        y_m: of the middle.
        exponent: of the superellipse that its sections are: 2 oval, more boxy.
        under: how far the lower half of a section reaches in proportion to the upper.
    """
    rows = np.asarray(stations, np.float64)
    rows = rows[np.argsort(rows[:, 0])]
    # Denser towards the ends, which are round.
    x = rows[0, 0] + (rows[-1, 0] - rows[0, 0]) * (1 - np.cos(np.linspace(0, np.pi, rings))) / 2
    z, width, height = PchipInterpolator(rows[:, 0], rows[:, 1:])(x).T
    angle = 2 * np.pi * np.arange(sides) / sides
    c, s = np.cos(angle), np.sin(angle)
    power = 2 / exponent
    across = np.sign(c) * np.abs(c) ** power
    up = np.sign(s) * np.abs(s) ** power * np.where(s < 0, under, 1.0)
    points = np.stack(
        [
            np.broadcast_to(x[:, None], (rings, sides)),
            y_m + width[:, None] / 2 * across,
            z[:, None] + height[:, None] / 2 * up,
        ],
        axis=2,
    )
    return loft(points, part, sharp_angle_deg=45.0)
