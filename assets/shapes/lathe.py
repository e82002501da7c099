"""Solids of revolution about z, and the profiles of hollow ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from .curve import Curve, chain, lengths, offset
from .loft import loft

__all__ = ["INSIDE", "OUTSIDE", "UNDERSIDE", "Vessel", "lathe", "turn", "vessel"]

OUTSIDE, INSIDE, UNDERSIDE = 0, 1, 2
"""Part numbers of a vessel's wall."""


def turn(points: int) -> npt.NDArray[np.float64]:
    """Angles in radians of ``points`` + 1 places around, from the back (+y) by the left, counter-clockwise.

    The front (−y) is in the middle, where texture coordinate u is 0.5; seen from outside u grows to the
    right.
    """
    return np.linspace(0, 2 * np.pi, points + 1) - 1.5 * np.pi


def lathe(
    profile: Curve,
    around: int = 64,
    part: int | npt.NDArray[np.int32] = 0,
    planar: Collection[int] = (),
    closed: bool = False,
    outline: npt.NDArray[np.float64] | None = None,
    sharp_angle_deg: float = 40.0,
) -> Mesh:
    """A profile turned about z.

    Args:
        profile: (r, z), outside on the right of its direction; from bottom to top for the outside.
            Ends with r = 0 become poles.
        around: number of segments.
        part: one number or one per interval.
        planar: parts whose texture is laid on from above, 0 … 1 over their own width; the others'
            u runs 0 … 1 around (0.5 at the front), v 0 … 1 along the part's own profile.
        closed: the profile is a ring.
        outline: shape (n_points or 1, around): the radius is multiplied by it, for facets and ribs.
    """
    profile = np.asarray(profile, np.float64)
    n = len(profile)
    angle = turn(around)
    direction = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    r = np.broadcast_to(profile[:, :1], (n, around))
    if outline is not None:
        r = r * outline
    rings = np.empty((n, around, 3))
    rings[:, :, :2] = r[:, :, None] * direction[None, :-1]
    rings[:, :, 2] = profile[:, 1:]

    parts = np.broadcast_to(np.asarray(part, np.int32), (n if closed else n - 1,))
    if closed:
        return loft(rings, part=parts, closed=True, sharp_angle_deg=sharp_angle_deg)
    run = lengths(profile) / lengths(profile)[-1]
    if (parts == parts[0]).all() and parts[0] not in planar:
        return loft(rings, part=parts, v=run, sharp_angle_deg=sharp_angle_deg)
    # Points on the border of two parts have two texture rows, so each run of one part is its own strip.
    mesh = loft(rings, part=parts, v=run, sharp_angle_deg=sharp_angle_deg)
    assert mesh.uv is not None
    uv = mesh.uv.copy()
    xy = mesh.vertices[mesh.triangles][:, :, :2]
    for number in np.unique(parts):
        chosen = mesh.part_ids == number
        if number in planar:
            reach = float(np.abs(xy[chosen]).max())
            uv[chosen] = xy[chosen] / (2 * reach) + 0.5
        else:
            where = np.flatnonzero(parts == number)
            low, high = run[where[0]], run[where[-1] + 1]
            uv[chosen, :, 1] = (uv[chosen, :, 1] - low) / (high - low)
    return Mesh(mesh.vertices, mesh.triangles, uv, mesh.part, sharp_angle_deg)


@dataclass(frozen=True, eq=False)
class Vessel:
    """The profile of a hollow thing, and what is needed to join to it and to part it into convex pieces.

    Attributes:
        profile: (r, z) from the axis below, around the rim, to the axis inside.
        part: of each interval: OUTSIDE, INSIDE or UNDERSIDE.
        outer: the outside from the base's edge to the rim.
        inner: point by point across the wall from ``outer``; below the floor it has no meaning.
        floor_m: height of the inside's floor.
    """

    profile: Curve
    part: npt.NDArray[np.int32]
    outer: Curve
    inner: Curve
    floor_m: float

    def outer_radius(self, z_m: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Outer radius at heights; for walls whose height grows all the way."""
        return np.asarray(np.interp(np.asarray(z_m, np.float64), self.outer[:, 1], self.outer[:, 0]))

    def filling(self, level_m: float, overlap_m: float = 1e-4) -> Curve:
        """Profile of a liquid up to a height: it bites a little into the wall, as renderers want it."""
        inside = self.profile[1:][self.part == INSIDE]
        start = int(np.flatnonzero(inside[:, 1] <= level_m)[0])
        below = inside[start:][::-1]  # from the axis up the wall
        edge = np.array([float(np.interp(level_m, below[:, 1], below[:, 0])), level_m])
        keep = below[below[:, 1] < level_m - 2e-4]
        wall = np.concatenate([keep, edge[None]])
        wall = offset(wall, -overlap_m)
        wall[0] = (0.0, wall[0, 1])
        wall[-1, 1] = level_m
        rise = min(0.0012, 0.1 * edge[0])  # the meniscus climbs the wall
        r = wall[-1, 0]
        top = np.array(
            [
                [r, level_m + rise],
                [r - 0.35 * rise, level_m + 0.4 * rise],
                [r - rise, level_m + 0.1 * rise],
                [r - 2.5 * rise, level_m],
                [0.5 * r, level_m],
                [0.0, level_m],
            ]
        )
        return np.concatenate([wall[:-1], top])


def vessel(
    outer: npt.ArrayLike,
    wall_m: npt.ArrayLike,
    floor_m: float,
    foot_m: float = 0.006,
    recess_m: float = 0.001,
    floor_radius_m: float = 0.008,
    edge_m: float = 0.001,
    rim_m: float | None = None,
) -> Vessel:
    """The profile of a bowl, cup or glass from its outside.

    Args:
        outer: (r, z) from the base's edge at z = 0 up to the rim.
        wall_m: thickness of the wall, one number or one per point of ``outer``.
        floor_m: height of the inside's floor above z = 0.
        foot_m: width of the ring that it stands on.
        recess_m: height of the middle of the underside over that ring; less than ``floor_m``.
        floor_radius_m: between the floor and the inner wall.
        edge_m: radius of the foot's edges.
        rim_m: radius of the rim's two edges; default half the wall.
    """
    out = np.asarray(outer, np.float64)
    wall = np.broadcast_to(np.asarray(wall_m, np.float64), (len(out),))
    inner = offset(out, wall)
    clear = np.flatnonzero(inner[:, 1] <= floor_m)
    start = int(clear[-1]) if len(clear) else 0
    if start + 1 < len(inner):
        (r0, z0), (r1, z1) = inner[start], inner[start + 1]
        w = (floor_m - z0) / (z1 - z0) if z1 > z0 else 0.0
        bottom = np.array([r0 + np.clip(w, 0, 1) * (r1 - r0), floor_m])
    else:
        bottom = inner[-1]
    inside = np.concatenate([bottom[None], inner[start + 1 :]])[::-1]
    r_base = out[0, 0]
    r_foot = max(r_base - foot_m, 0.3 * r_base)
    under = [
        np.array([[0.0, recess_m], [0.5 * r_foot, recess_m], [r_foot, recess_m]]),
        np.array([[r_foot, recess_m], [r_foot, 0.0]]),
        np.array([[r_foot, 0.0], [r_base, 0.0]]),
    ]
    rim = 0.5 * float(wall[-1]) if rim_m is None else rim_m
    segments = [
        *under,
        out,
        np.stack([out[-1], inner[-1]]),
        inside,
        np.array([bottom, [0.5 * bottom[0], floor_m], [0.0, floor_m]]),
    ]
    small = min(edge_m, 0.5 * recess_m)
    profile, label = chain(segments, [small, small, edge_m, rim, rim, floor_radius_m])
    names = np.array([UNDERSIDE, UNDERSIDE, UNDERSIDE, OUTSIDE, INSIDE, INSIDE, INSIDE], np.int32)
    return Vessel(profile=profile, part=names[label], outer=out, inner=inner, floor_m=floor_m)
