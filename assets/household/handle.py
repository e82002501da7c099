"""Handles and spouts joined to a turned body: the joint is flared, as a potter smooths it on."""

from __future__ import annotations

import numpy as np

from ..mesh import Mesh
from ..model import Hull
from ..shapes.convex import grid_hulls
from ..shapes.curve import Curve, along, corners, lengths, spline
from ..shapes.lathe import Vessel
from ..shapes.loft import loft, oval, sweep

__all__ = ["ear", "handle", "loop", "square"]


def loop(top: Curve, bottom: Curve, reach_m: float) -> Curve:
    """Half an ellipse from the upper to the lower joint, (x, z)."""
    a = np.linspace(0, np.pi, 41)
    middle, half = (top + bottom) / 2, (top - bottom) / 2
    path = middle + np.cos(a)[:, None] * half
    path[:, 0] += np.sin(a) ** 0.8 * reach_m
    return path


def ear(top: Curve, bottom: Curve, reach_m: float) -> Curve:
    """Wide above, drawn in below, (x, z)."""
    drop = top[1] - bottom[1]
    x = max(top[0], bottom[0])

    x_top, z_top = float(top[0]), float(top[1])
    return spline(
        [
            (x_top, z_top),
            (x + 0.62 * reach_m, top[1] + 0.02 * drop),
            (x + reach_m, top[1] - 0.30 * drop),
            (x + 0.72 * reach_m, top[1] - 0.68 * drop),
            (x + 0.25 * reach_m, top[1] - 0.93 * drop),
            (float(bottom[0]), float(bottom[1])),
        ],
        step_deg=5,
        step_m=0.004,
    )


def square(top: Curve, bottom: Curve, reach_m: float) -> Curve:
    """Three straight runs with round corners, (x, z)."""

    drop = top[1] - bottom[1]
    x = max(top[0], bottom[0]) + reach_m
    points = np.array([top, (x, top[1] - 0.02 * drop), (x, bottom[1] + 0.04 * drop), bottom])
    path = corners(points, 0.45 * min(reach_m, drop / 2) + 0.002)
    return along(path, np.linspace(0, lengths(path)[-1], 40))


def handle(
    body: Vessel,
    path: Curve,
    thick_m: float,
    width_m: float,
    wall_m: float,
    part: int,
    exponent: float = 2.6,
    flare_m: float = 0.004,
    around: int = 16,
) -> tuple[Mesh, list[Hull]]:
    """A handle in the body's xz plane, at its +x side.

    Args:
        body: what it is joined to; its wall rises all the way.
        path: (x, z) from one joint on the outside to the other.
        thick_m: of its section in the plane.
        width_m: of its section across the plane.
        wall_m: of the body: the ends reach half-way into it.
        part: number of its material.
        exponent: of the section's superellipse.
        flare_m: radius of the fillets at the joints.
    """
    total = float(lengths(path)[-1])
    flare = min(flare_m, 0.2 * total)
    near = flare * np.array([0.0, 0.02, 0.08, 0.2, 0.4, 0.65, 1.0, 1.5])
    count = max(10, int(total / 0.005))
    s = np.concatenate([near, np.linspace(near[-1], total - near[-1], count)[1:-1], (total - near)[::-1]])
    points = along(path, s)
    center = np.stack([points[:, 0], np.zeros(len(s)), points[:, 1]], axis=1)
    away = np.minimum(s, total - s)
    rest = np.clip(1 - away / flare, 0, 1)
    grown = flare * (1 - np.sqrt(1 - rest**2))
    scale = np.stack([1 + 2 * grown / thick_m, 1 + 2 * grown / width_m], axis=1)
    rings = sweep(center, oval(thick_m, width_m, around, exponent), (0.0, 1.0, 0.0), scale)
    # Near the joints every point slides along x until the end rings lie on the body.
    weight = np.clip(1 - away / (3 * flare), 0, 1)
    weight = weight * weight * (3 - 2 * weight)
    for rows, end in ((slice(0, len(s) // 2), 0), (slice(len(s) // 2, None), -1)):
        edge = rings[end]
        radius = body.outer_radius(edge[:, 2])
        x = np.sqrt(np.maximum(radius**2 - edge[:, 1] ** 2, 1e-8))
        shift = x - edge[:, 0]
        rings[rows, :, 0] += weight[rows, None] * shift[None]
    ends = [rings[0].copy(), rings[-1].copy()]
    for e in ends:
        e[:, 0] -= 0.5 * wall_m
    skin = np.concatenate([ends[0][None], rings, ends[1][None]])
    return loft(skin, part=part), grid_hulls(rings[3:-3], 11)
