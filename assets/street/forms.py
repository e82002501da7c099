"""Pieces of street furniture: low in triangles, exact in size; their front is +x."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh, join
from ..shapes.curve import Curve
from ..shapes.lathe import lathe
from ..shapes.loft import loft
from ..shapes.vectors import cross

__all__ = [
    "Point",
    "ball",
    "box",
    "circle",
    "copies",
    "facing_x",
    "gathered",
    "moved",
    "panel",
    "pipe",
    "plate",
    "polygon",
    "prism",
    "rectangle",
    "ring_plate",
    "rounded",
    "tube",
    "turned",
]

Point = tuple[float, float, float]


@lru_cache(maxsize=1)
def _chamfered() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int32]]:
    """Signs (24, 3), the face axis of each vertex as a mask (24, 3), and the triangles of a chamfered box."""
    signs = np.array([s for s in product((-1, 1), repeat=3) for _ in range(3)], np.float64)
    axis = np.array([a for _ in range(8) for a in range(3)])
    on = np.eye(3)[axis]
    place = signs * (2 + on)
    at = {(*map(int, s), int(a)): n for n, (s, a) in enumerate(zip(signs, axis, strict=True))}
    faces: list[list[int]] = []
    for a in range(3):
        b, c = (a + 1) % 3, (a + 2) % 3
        for side in (-1, 1):
            corner = []
            for sb, sc in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                s = [0, 0, 0]
                s[a], s[b], s[c] = side, sb, sc
                corner.append(at[(*s, a)])
            faces.append(corner)
        for sb, sc in product((-1, 1), repeat=2):
            corner = []
            for sa, which in ((-1, b), (1, b), (1, c), (-1, c)):
                s = [0, 0, 0]
                s[a], s[b], s[c] = sa, sb, sc
                corner.append(at[(*s, which)])
            faces.append(corner)
    faces += [[at[(*s, a)] for a in range(3)] for s in product((-1, 1), repeat=3)]
    triangles = []
    for face in faces:
        p = place[face]
        if cross(p[1] - p[0], p[2] - p[0]) @ p.mean(axis=0) < 0:
            face = face[::-1]
        triangles += [[face[0], face[i], face[i + 1]] for i in range(1, len(face) - 1)]
    return signs, on, np.array(triangles, np.int32)


def box(size_m: Point, at_m: Point = (0.0, 0.0, 0.0), part: int = 0, chamfer_m: float = 0.0) -> Mesh:
    """A box about the middle of its underside, ``at_m``; with its edges cut it has 44 triangles, else 12."""
    half = np.asarray(size_m, np.float64) / 2
    middle = np.asarray(at_m, np.float64) + np.array([0, 0, half[2]])
    if chamfer_m <= 0:
        signs = np.array(list(product((-1, 1), repeat=3)), np.float64)
        quads = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        triangles = np.array([t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))], np.int32)
        vertices = signs * half + middle
    else:
        signs, on, triangles = _chamfered()
        cut = min(chamfer_m, 0.49 * 2 * float(half.min()))
        vertices = signs * (half - cut * (1 - on)) + middle
    return Mesh(vertices.astype(np.float32), triangles, part=np.full(len(triangles), part, np.int32))


def _frame(direction: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Two unit vectors u, v with u × v along ``direction``."""
    d = direction / np.linalg.norm(direction)
    u = cross((0.0, 1.0, 0.0) if abs(d[2]) > 0.9 else (0.0, 0.0, 1.0), d)
    u /= np.linalg.norm(u)
    return u, cross(d, u)


def tube(
    start_m: Point,
    end_m: Point,
    radius_m: float,
    end_radius_m: float | None = None,
    sides: int = 10,
    part: int = 0,
) -> Mesh:
    """A closed cylinder or cone between two points: 4 · ``sides`` triangles."""
    a, b = np.asarray(start_m, np.float64), np.asarray(end_m, np.float64)
    u, v = _frame(b - a)
    t = np.arange(sides) / sides * 2 * np.pi
    ring = np.cos(t)[:, None] * u + np.sin(t)[:, None] * v
    last = radius_m if end_radius_m is None else end_radius_m
    return loft(np.stack([a + radius_m * ring, b + last * ring]), part)


def pipe(points_m: npt.ArrayLike, radius_m: float | Sequence[float], sides: int = 8, part: int = 0) -> Mesh:
    """A bent tube along points, shape (n, 3); its section turns as little as it can."""
    p = np.asarray(points_m, np.float64)
    t = np.gradient(p, axis=0)
    t /= np.linalg.norm(t, axis=1, keepdims=True)
    u, _ = _frame(t[0])
    r = np.broadcast_to(np.asarray(radius_m, np.float64), (len(p),))
    angle = np.arange(sides) / sides * 2 * np.pi
    rings = []
    for k, way in enumerate(t):
        u = u - (u @ way) * way
        u /= np.linalg.norm(u)
        v = cross(way, u)
        rings.append(p[k] + r[k] * (np.cos(angle)[:, None] * u + np.sin(angle)[:, None] * v))
    return loft(np.stack(rings), part)


def prism(outline_m: Curve, low_m: float, high_m: float, axis: str = "z", part: int = 0) -> Mesh:
    """An outline drawn out along an axis: (x, y) along z, (y, z) along x, or (x, z) along y.

    The outline is counter-clockwise as its two axes are named, and star-shaped about its mean.
    """
    outline = np.asarray(outline_m, np.float64)
    n = len(outline)
    rings = np.empty((2, n, 3))
    order = {"z": (0, 1, 2), "x": (1, 2, 0), "y": (0, 2, 1)}[axis]
    ends = (high_m, low_m) if axis == "y" else (low_m, high_m)
    for k, end in enumerate(ends):
        rings[k][:, order[0]], rings[k][:, order[1]], rings[k][:, order[2]] = (
            outline[:, 0],
            outline[:, 1],
            end,
        )
    return loft(rings, part, sharp_angle_deg=30.0)


def plate(
    outline_m: Curve,
    thickness_m: float,
    x_m: float = 0.0,
    parts: tuple[int, int] = (0, 1),
    bounds_m: tuple[float, float, float, float] | None = None,
) -> Mesh:
    """A sheet that shows its front to +x: outline (y, z), star-shaped; parts are front, and back with rim.

    Texture coordinates of the front are 0 … 1 over ``bounds_m`` (y, z, width, height), by default the
    outline's own, upright seen from +x.
    """
    yz = np.asarray(outline_m, np.float64)
    n = len(yz)
    low, size = yz.min(axis=0), np.ptp(yz, axis=0)
    if bounds_m is not None:
        low, size = np.array(bounds_m[:2]), np.array(bounds_m[2:])
    middle = yz.mean(axis=0)
    back, front = (
        np.column_stack([np.full(n + 1, x_m + s * thickness_m / 2), np.concatenate([yz, middle[None]])])
        for s in (-1, 1)
    )
    j = np.arange(n)
    k = (j + 1) % n
    off = n + 1
    face = np.stack([j + off, k + off, np.full(n, n + off)], axis=1)
    rear = np.stack([k, j, np.full(n, n)], axis=1)
    rim = np.concatenate([np.stack([j, k, k + off], axis=1), np.stack([j, k + off, j + off], axis=1)])
    triangles = np.concatenate([face, rear, rim]).astype(np.int32)
    vertices = np.concatenate([back, front])
    uv = (vertices[triangles][:, :, 1:] - low) / size
    part = np.repeat(np.array(parts, np.int32), [n, 3 * n])
    return Mesh(vertices.astype(np.float32), triangles, uv.astype(np.float32), part)


def panel(
    y_m: tuple[float, float],
    z_m: tuple[float, float],
    x_m: float = 0.0,
    part: int = 0,
    repeats: tuple[float, float] = (1.0, 1.0),
) -> Mesh:
    """A sheet without thickness that shows its front to +x, with texture coordinates 0 … ``repeats``."""
    (a, b), (c, d) = y_m, z_m
    vertices = np.array([[x_m, a, c], [x_m, b, c], [x_m, b, d], [x_m, a, d]], np.float32)
    triangles = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32) * np.array(repeats, np.float32)
    return Mesh(vertices, triangles, corner[triangles], np.full(2, part, np.int32))


def ring_plate(inner_m: float, outer_m: float, low_m: float, high_m: float, sides: int, part: int) -> Mesh:
    """A flat ring about z."""
    profile = np.array([[outer_m, low_m], [outer_m, high_m], [inner_m, high_m], [inner_m, low_m]])
    return lathe(profile, sides, part, closed=True)


def ball(radius_m: float, at_m: Point, part: int = 0, sides: int = 12, squash: float = 1.0) -> Mesh:
    """A sphere about ``at_m``, its height scaled by ``squash``."""
    t = np.linspace(-np.pi / 2, np.pi / 2, max(5, sides // 2 + 1))
    profile = np.column_stack([np.abs(np.cos(t)) * radius_m, np.sin(t) * radius_m * squash])
    profile[0, 0] = profile[-1, 0] = 0.0
    return moved(lathe(profile, sides, part), *at_m)


def facing_x(mesh: Mesh) -> Mesh:
    """What was turned about z, turned about x instead: its top (+z) to the front (+x)."""
    return mesh.transformed(np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float64))


def moved(mesh: Mesh, x_m: float = 0.0, y_m: float = 0.0, z_m: float = 0.0) -> Mesh:
    """The mesh in another place."""
    return replace(mesh, vertices=mesh.vertices + np.array([x_m, y_m, z_m], np.float32))


def copies(mesh: Mesh, offsets_m: npt.ArrayLike) -> Mesh:
    """One mesh of copies at ``offsets_m``, shape (n, 3)."""
    offsets = np.asarray(offsets_m, np.float32)
    n, count = len(offsets), len(mesh.vertices)
    step = np.arange(n, dtype=np.int32)[:, None, None] * count
    return Mesh(
        (mesh.vertices[None] + offsets[:, None]).reshape(-1, 3),
        (mesh.triangles[None] + step).reshape(-1, 3),
        None if mesh.uv is None else np.tile(mesh.uv, (n, 1, 1)),
        np.tile(mesh.part_ids, n),
        mesh.sharp_angle_deg,
    )


def turned(mesh: Mesh, yaw_deg: float = 0.0, pitch_deg: float = 0.0, roll_deg: float = 0.0) -> Mesh:
    """Rolled about x, then pitched about y (its front down), then turned about z."""
    (cy, cp, cr), (sy, sp, sr) = (f(np.radians([yaw_deg, pitch_deg, roll_deg])) for f in (np.cos, np.sin))
    m = np.eye(4)
    m[:3, :3] = (
        np.array([[cy, -sy, 0], [sy, cy, 0], [0, 0, 1]])
        @ np.array([[cp, 0, sp], [0, 1, 0], [-sp, 0, cp]])
        @ np.array([[1, 0, 0], [0, cr, -sr], [0, sr, cr]])
    )
    return mesh.transformed(m)


def gathered(meshes: Iterable[Mesh], sharp_angle_deg: float = 35.0) -> Mesh:
    """One mesh of many pieces that share a list of materials."""
    return replace(join(*meshes), sharp_angle_deg=sharp_angle_deg)


def circle(radius_m: float, points: int = 32, middle_m: tuple[float, float] = (0.0, 0.0)) -> Curve:
    """Counter-clockwise from the right."""
    t = np.arange(points) / points * 2 * np.pi
    return np.column_stack([np.cos(t), np.sin(t)]) * radius_m + middle_m


def polygon(corners: int, across_flats_m: float, turn_deg: float = 0.0) -> Curve:
    """A regular polygon by the distance of opposite sides (of its inner circle, twice)."""
    t = np.radians(turn_deg) + (np.arange(corners) + 0.5) / corners * 2 * np.pi
    return np.asarray(
        np.column_stack([np.cos(t), np.sin(t)]) * (across_flats_m / 2 / np.cos(np.pi / corners))
    )


def rectangle(width_m: float, height_m: float, middle_m: tuple[float, float] = (0.0, 0.0)) -> Curve:
    """Corners, counter-clockwise from the lower left."""
    w, h = width_m / 2, height_m / 2
    return np.array([[-w, -h], [w, -h], [w, h], [-w, h]]) + middle_m


def rounded(outline: npt.ArrayLike, radius_m: float, steps: int = 5) -> Curve:
    """A convex, counter-clockwise outline with its corners rounded by arcs of ``radius_m``."""
    p = np.asarray(outline, np.float64)
    into, out = p - np.roll(p, 1, axis=0), np.roll(p, -1, axis=0) - p
    into /= np.linalg.norm(into, axis=1, keepdims=True)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    turn = np.arccos(np.clip((into * out).sum(axis=1), -1, 1))
    cut = radius_m * np.tan(turn / 2)
    start = p - into * cut[:, None]
    middle = start + np.column_stack([-into[:, 1], into[:, 0]]) * radius_m
    share = np.linspace(0, 1, steps + 1)
    angle = np.arctan2(-into[:, 0], into[:, 1])[:, None] + turn[:, None] * share
    arcs = middle[:, None] + radius_m * np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    return np.asarray(arcs.reshape(-1, 2))
