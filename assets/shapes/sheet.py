"""Thin things with rounded rims: a surface of quads, given thickness."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from .vectors import cross

__all__ = ["sheet"]


def sheet(
    points: npt.NDArray[np.float64],
    thickness_m: npt.ArrayLike,
    there: npt.NDArray[np.bool_] | None = None,
    rim_steps: int = 6,
    parts: tuple[int, int, int] = (0, 0, 0),
    sharp_angle_deg: float = 50.0,
) -> Mesh:
    """A grid of points thickened to both sides, its borders closed by half-round rims.

    Args:
        points: shape (n_u, n_v, 3); seen from the side to which du × dv points, that side is the top.
        thickness_m: one number or shape (n_u, n_v).
        there: shape (n_u − 1, n_v − 1): which quads exist; default all. Quads that exist must not touch at
            a corner alone.
        rim_steps: chords of the half circle.
        parts: of bottom, rim, top.
        sharp_angle_deg: as in Mesh.

    Texture coordinates are 0 … 1 along u and v on top and bottom alike; the rim has those of its edge.
    """
    nu, nv = points.shape[:2]
    thick = np.broadcast_to(np.asarray(thickness_m, np.float64), (nu, nv)).ravel()
    flat = points.reshape(-1, 3)
    du, dv = np.gradient(points, axis=0), np.gradient(points, axis=1)
    normal = cross(du, dv).reshape(-1, 3)
    normal /= np.maximum(np.sqrt((normal**2).sum(axis=1, keepdims=True)), 1e-12)
    s, t = np.meshgrid(np.linspace(0, 1, nu), np.linspace(0, 1, nv), indexing="ij")
    uv_at = np.stack([s.ravel(), t.ravel()], axis=1)

    i, j = np.meshgrid(np.arange(nu - 1), np.arange(nv - 1), indexing="ij")
    a = (i * nv + j).ravel()
    quads = np.stack([a, a + nv, a + nv + 1, a + 1], axis=1)
    if there is not None:
        quads = quads[there.ravel()]
    tops = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])

    # A directed edge without its opposite is a border, with the material on its left.
    edges = np.concatenate([quads[:, [n, (n + 1) % 4]] for n in range(4)])
    code, back = edges[:, 0] * nu * nv + edges[:, 1], edges[:, 1] * nu * nv + edges[:, 0]
    border = edges[~np.isin(code, back)]
    p, q = border[:, 0], border[:, 1]
    along = flat[q] - flat[p]
    along /= np.maximum(np.sqrt((along**2).sum(axis=1, keepdims=True)), 1e-12)
    outward = np.zeros_like(flat)
    for end in (p, q):
        np.add.at(outward, end, cross(along, normal[end]))
    outward /= np.maximum(np.sqrt((outward**2).sum(axis=1, keepdims=True)), 1e-12)

    count = nu * nv
    rims = np.unique(p)
    place = np.full(count, -1)
    place[rims] = np.arange(len(rims))
    angle = np.linspace(np.pi / 2, -np.pi / 2, rim_steps + 1)[1:-1]
    half = thick[:, None] / 2
    top, bottom = flat + normal * half, flat - normal * half
    arcs = [flat[rims] + half[rims] * (np.cos(w) * outward[rims] + np.sin(w) * normal[rims]) for w in angle]
    vertices = np.concatenate([top, bottom, *arcs])
    # Corner indices of the border in each layer: top, the arcs, bottom.
    layer_p = [p, *(2 * count + n * len(rims) + place[p] for n in range(len(arcs))), count + p]
    layer_q = [q, *(2 * count + n * len(rims) + place[q] for n in range(len(arcs))), count + q]
    sides, side_uv = [], []
    for n in range(len(layer_p) - 1):
        p0, q0, p1, q1 = layer_p[n], layer_q[n], layer_p[n + 1], layer_q[n + 1]
        sides += [np.stack([p0, p1, q1], axis=1), np.stack([p0, q1, q0], axis=1)]
        side_uv += [
            np.stack([uv_at[p], uv_at[p], uv_at[q]], axis=1),
            np.stack([uv_at[p], uv_at[q], uv_at[q]], axis=1),
        ]
    triangles = np.concatenate([tops, tops[:, ::-1] + count, *sides])
    uv = np.concatenate([uv_at[tops], uv_at[tops[:, ::-1]], *side_uv])
    below, rim, above = parts
    part = np.repeat([above, below, rim], [len(tops), len(tops), sum(len(x) for x in sides)]).astype(np.int32)
    used = np.zeros(len(vertices), bool)
    used[triangles] = True
    renumber = np.cumsum(used) - 1
    return Mesh(vertices[used], renumber[triangles], uv, part, sharp_angle_deg)
