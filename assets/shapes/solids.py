"""Boxes and slabs with rounded edges."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from .curve import Curve, offset
from .loft import loft
from .vectors import cross

__all__ = ["partner_hole", "placed", "rounded_box", "rounded_rectangle", "slab"]


@lru_cache(maxsize=8)
def _lattice(k: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Surface of a k³ lattice: points (n, 3), triangles (m, 3) seen from outside, and the face of each."""
    quads, faces = [], []
    i, j = (a.ravel() for a in np.meshgrid(np.arange(k), np.arange(k), indexing="ij"))
    for face in range(6):
        axis, high = face // 2, face % 2
        # Right and up as seen from outside, so that texture stands upright on the four sides.
        across, up, flip = {0: (1, 2, not high), 1: (0, 2, high), 2: (0, 1, not high)}[axis]
        corner = []
        for di, dj in ((0, 0), (1, 0), (1, 1), (0, 1)):
            p = np.empty((k * k, 3), np.int64)
            p[:, axis] = k * high
            p[:, across] = k - (i + di) if flip else i + di
            p[:, up] = j + dj
            corner.append(p)
        quads.append(np.stack(corner, axis=1))
        faces.append(np.full(k * k, face, np.int32))
    grid = np.concatenate(quads).reshape(-1, 3)
    code = (grid[:, 0] * (k + 1) + grid[:, 1]) * (k + 1) + grid[:, 2]
    _, first, index = np.unique(code, return_index=True, return_inverse=True)
    quad = index.reshape(-1, 4)
    triangles = np.concatenate([quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]])
    return grid[first], triangles, np.concatenate([*faces, *faces])


@lru_cache(maxsize=2048)
def rounded_box(
    size_m: tuple[float, float, float],
    radius_m: float = 0.001,
    steps: int = 2,
    parts: tuple[int, ...] | int = 0,
) -> Mesh:
    """A box standing on z = 0, centred on the z axis, with all edges and corners round.

    Args:
        size_m: along x, y, z.
        radius_m: of the edges.
        steps: each face carries this many bands of an edge's arc, its neighbour as many again.
        parts: one number, or six: left (−x), right, front (−y), back, bottom, top.

    Texture coordinates are 0 … 1 on each face, upright and unmirrored as seen from outside; seen from
    above, those of the top grow to the right and away from the front.
    """
    half = np.asarray(size_m, np.float64) / 2
    radius = min(radius_m, 0.45 * float(half.min()) * 2)
    angle = np.linspace(0, np.pi / 4, steps + 1)
    # From the border of the cube's face to where its arc begins, then a holding line on the flat.
    border = radius * (1 - np.tan(np.pi / 4 - angle))
    hold = min(1.35 * radius, radius + 0.3 * float((half - radius).min()))
    k = 2 * (steps + 2) - 1
    points, triangles, face = _lattice(k)
    axes = []
    for h in half:
        low = np.concatenate([border, [max(hold, radius + 1e-6)]]) - h
        axes.append(np.concatenate([low, -low[::-1]]))
    cube = np.stack([axes[a][points[:, a]] for a in range(3)], axis=1)
    core = np.clip(cube, -(half - radius), half - radius)
    out = cube - core
    size = np.sqrt((out**2).sum(axis=1, keepdims=True))
    vertices = core + out / size * radius
    vertices[:, 2] += half[2]

    at = (vertices[triangles] - [0, 0, half[2]]) / (2 * half) + 0.5
    u = np.where((face < 2)[:, None], at[..., 1], at[..., 0])
    u = np.where(((face == 0) | (face == 3) | (face == 4))[:, None], 1 - u, u)
    v = np.where((face > 3)[:, None], at[..., 1], at[..., 2])
    number = np.broadcast_to(np.asarray(parts, np.int32), (6,))[face]
    uv = np.stack([u, v], axis=-1)
    return Mesh(vertices, triangles.astype(np.int32), uv, number, sharp_angle_deg=40.0)


def rounded_rectangle(width_m: float, depth_m: float, radius_m: float, steps: int = 6) -> Curve:
    """Outline (x, y), counter-clockwise, centred, with ``steps`` chords in each corner and holding points."""
    r = min(radius_m, 0.499 * min(width_m, depth_m))
    a = np.linspace(0, np.pi / 2, steps + 1)
    quarter = np.stack([np.cos(a), np.sin(a)], axis=1) * r
    quarters = []
    hold = min(0.3 * r, 0.2 * max(min(width_m, depth_m) / 2 - r, 0.0))
    for n, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        c, s = ((1, 0), (0, 1), (-1, 0), (0, -1))[n]
        arc = quarter @ np.array([[c, s], [-s, c]], np.float64)
        arc = arc + np.array([sx * (width_m / 2 - r), sy * (depth_m / 2 - r)])
        if hold > 1e-5:
            before = arc[:1] - hold * np.array([[-s, c]], np.float64)
            after = arc[-1:] + hold * np.array([[-c, -s]], np.float64)
            arc = np.concatenate([before, arc, after])
        quarters.append(arc)
    return np.concatenate(quarters)


def slab(
    outline: Curve,
    thickness_m: float,
    bevel_m: float,
    steps: int = 3,
    parts: tuple[int, int, int] = (0, 0, 0),
    hole: Curve | None = None,
    bevel_below_m: float | None = None,
) -> Mesh:
    """An outline raised to a thickness, standing on z = 0, with round upper and lower edges.

    Args:
        outline: (x, y), counter-clockwise, star-shaped about its mean; its corners rounder than the bevel.
        thickness_m: height.
        bevel_m: radius of the edges.
        steps: chords of each edge's quarter circle.
        parts: of bottom, side, top; each edge belongs to the side.
        hole: (x, y), counter-clockwise, as many points as the outline, each in sight of its partner there.
        bevel_below_m: radius of the lower edge, where it is another.

    Texture coordinates: bottom and top 0 … 1 over the outline's bounds (upright from above), sides 0 … 1
    around and up.
    """
    rings, z = _wall(outline, thickness_m, bevel_m, bevel_below_m or bevel_m, steps)
    n, m = rings.shape[:2]
    low, high = outline.min(axis=0), outline.max(axis=0)
    bottom, side, top = parts
    if hole is None:
        stack = np.concatenate([rings, z[:, None, None] + np.zeros((n, m, 1))], axis=2)
        part = np.full(n - 1, side, np.int32)
        part[0], part[-1] = bottom, top
        mesh = loft(stack, part=part, sharp_angle_deg=40.0)
    else:
        inner, _ = _wall(hole[::-1], thickness_m, bevel_m, bevel_below_m or bevel_m, steps)
        ring = np.concatenate([rings, inner[::-1, ::-1]])
        height = np.concatenate([z, z[::-1]])
        stack = np.concatenate([ring, height[:, None, None] + np.zeros((2 * n, m, 1))], axis=2)
        part = np.full(2 * n, side, np.int32)
        part[n - 1], part[-1] = top, bottom
        mesh = loft(stack, part=part, closed=True, sharp_angle_deg=40.0)
    assert mesh.uv is not None
    corners = mesh.vertices[mesh.triangles]
    a, b = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    flat = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) > 0.9999 * np.linalg.norm(cross(a, b), axis=1)
    uv = np.where(flat[:, None, None], (corners[:, :, :2] - low) / (high - low), mesh.uv)
    return Mesh(mesh.vertices, mesh.triangles, uv, mesh.part, mesh.sharp_angle_deg)


def _wall(
    outline: Curve, thickness_m: float, top_m: float, below_m: float, steps: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Rings (n, m, 2) and heights (n,) of a side with rounded edges, from below to above."""
    scale = min(1.0, 0.96 * thickness_m / (top_m + below_m))
    top, below = top_m * scale, below_m * scale
    a = np.linspace(0, np.pi / 2, steps + 1)
    hold_0, hold_1 = 1.25 * below, 1.25 * top
    inset = np.concatenate([[hold_0], below * (1 - np.sin(a)), top * (1 - np.cos(a)), [hold_1]])
    z = np.concatenate([[0.0], below * (1 - np.cos(a)), thickness_m - top + top * np.sin(a), [thickness_m]])
    closed = np.concatenate([outline[-1:], outline, outline[:1]])
    inward = (offset(closed, 1.0) - closed)[1:-1]
    # Central differences shorten a mitre; lengthen it so that straight sides stay parallel.
    edge = np.diff(closed, axis=0)
    edge /= np.sqrt((edge**2).sum(axis=1, keepdims=True))
    half = np.sqrt(np.maximum(0.25, (1 + (edge[1:] * edge[:-1]).sum(axis=1)) / 2))
    bisector = np.stack([-(edge[1:] + edge[:-1])[:, 1], (edge[1:] + edge[:-1])[:, 0]], axis=1)
    size = np.sqrt((bisector**2).sum(axis=1, keepdims=True))
    inward = np.where(size > 1e-6, bisector / np.maximum(size, 1e-6), inward) / half[:, None]
    return outline[None] + inset[:, None, None] * inward[None], z


def placed(mesh: Mesh, x_m: float = 0.0, y_m: float = 0.0, z_m: float = 0.0, yaw_deg: float = 0.0) -> Mesh:
    """The mesh turned about z and then moved."""
    m = np.eye(4)
    c, s = np.cos(np.radians(yaw_deg)), np.sin(np.radians(yaw_deg))
    m[:2, :2] = [[c, -s], [s, c]]
    m[:3, 3] = x_m, y_m, z_m
    return mesh.transformed(m)


def partner_hole(outline: Curve, hole: Curve, center: Curve) -> Curve:
    """A hole about ``center``, sampled in the directions in which its middle sees the outline's points.

    Both are (n, 2), counter-clockwise and star-shaped; ``hole`` is given about the origin.
    """
    to = np.arctan2(*(outline - center).T[::-1])
    step = np.linspace(0, 1, 9)[:-1, None]
    dense = (hole[:, None] + step * (np.roll(hole, -1, axis=0) - hole)[:, None]).reshape(-1, 2)
    at = np.arctan2(*dense.T[::-1])
    order = np.argsort(at)
    r = np.sqrt((dense**2).sum(axis=1))
    radius = np.interp(to, at[order], r[order], period=2 * np.pi)
    return np.asarray(center + radius[:, None] * np.stack([np.cos(to), np.sin(to)], axis=1))
