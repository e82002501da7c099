"""Cloth that hangs from where a trunk is widest, instead of clinging to every hollow."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .garments import Array, Cloth, similarity

__all__ = ["hung"]

_SIDES, _ROWS = 48, 30
_TOP, _FULL = 4.6, 3.7
"""Decimetres on the template: above the armpits nothing hangs; below, all does."""
_AXIS = 0.3
"""Where the middle of the trunk is, decimetres forwards on the template."""


def hung(cloth: Cloth, trunk: npt.NDArray[np.bool_], hang: float) -> Array:
    """Where a garment's cloth is, (n, 3), metres, taut round the trunk and falling from its widest places.

    Each height's outline is replaced by its convex hull, as taut cloth makes it; from one height to the
    next below an outline shrinks only as fast as ``hang`` lets it.

    Args:
        cloth: as it lies on the body.
        trunk: (n,), which of it is not on the arms.
        hang: 0 follows the outlines down to 1 falls straight.
    """
    own = np.flatnonzero(trunk & (cloth.template[:, 1] < _TOP))
    if len(own) < 10:
        return cloth.points
    turn, scale, middle, place = similarity(cloth.template[own], cloth.points[own])
    local = (cloth.points[own] - place) @ turn / scale + middle
    out = local[:, [0, 2]] - [0.0, _AXIS]
    radius = np.maximum(np.linalg.norm(out, axis=1), 1e-6)
    low, high = float(local[:, 1].min()), float(local[:, 1].max())
    row = (high - local[:, 1]) / (high - low) * (_ROWS - 1)
    side = np.arctan2(out[:, 0], out[:, 1]) / (2 * np.pi) * _SIDES % _SIDES
    outline = np.zeros((_ROWS, _SIDES))
    np.maximum.at(outline, (np.rint(row).astype(int), np.rint(side).astype(int) % _SIDES), radius)
    outline = _taut(outline)
    shrink = (high - low) / _ROWS * (1.15 - hang)
    for number in range(1, _ROWS):
        outline[number] = np.maximum(outline[number], outline[number - 1] - shrink)
    around = np.pad(outline, ((1, 1), (1, 1)), mode="edge")
    around[:, 0], around[:, -1] = around[:, -2], around[:, 1]
    outline = (2 * around[1:-1, 1:-1] + around[:-2, 1:-1] + around[2:, 1:-1]) / 4
    wanted = _between(outline, row, side)
    amount = np.clip((_TOP - cloth.template[own, 1]) / (_TOP - _FULL), 0, 1)
    grown = 1 + amount * np.maximum(wanted / radius - 1, 0)
    local[:, [0, 2]] = out * grown[:, None] + [0.0, _AXIS]
    points = cloth.points.copy()
    points[own] = (local - middle) * scale @ turn.T + place
    return points


def _taut(outline: Array) -> Array:
    """Radii of the convex hull of each row's outline: the smallest half-planes that hold it."""
    angle = 2 * np.pi * np.arange(_SIDES) / _SIDES
    lean = np.cos(angle[:, None] - angle[None, :])
    support = (outline[:, :, None] * lean[None]).max(axis=1)
    reach = np.where(lean > 0.2, support[:, None, :] / np.maximum(lean, 0.2)[None], np.inf)
    return np.asarray(reach.min(axis=2))


def _between(outline: Array, row: Array, side: Array) -> Array:
    """The outline between its rows and sides, linearly."""
    r0 = np.minimum(row.astype(int), _ROWS - 2)
    s0 = side.astype(int) % _SIDES
    s1 = (s0 + 1) % _SIDES
    down, on = row - r0, side - side.astype(int)
    upper = outline[r0, s0] * (1 - on) + outline[r0, s1] * on
    lower = outline[r0 + 1, s0] * (1 - on) + outline[r0 + 1, s1] * on
    return np.asarray(upper * (1 - down) + lower * down)
