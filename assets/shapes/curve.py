"""Plane and space curves as polylines: splines, corners rounded by arcs, offsets, simplification.

A profile is a polyline of (r, z) in metres. Read along it, what is outside lies on the right.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Curve", "along", "chain", "corners", "lengths", "offset", "simplify", "spline", "tangents"]

Curve = npt.NDArray[np.float64]
"""Points of a polyline, shape (n_points, 2 or 3), metres."""


def lengths(curve: Curve) -> Curve:
    """Arc length from the start to each point, shape (n_points,)."""
    steps = np.sqrt((np.diff(curve, axis=0) ** 2).sum(axis=1))
    return np.concatenate([[0.0], np.cumsum(steps)])


def along(curve: Curve, s: npt.ArrayLike) -> Curve:
    """Points at arc lengths ``s``, shape (n, dimension)."""
    at, wanted = lengths(curve), np.asarray(s, np.float64)
    return np.stack([np.interp(wanted, at, axis) for axis in curve.T], axis=-1)


def tangents(curve: Curve) -> Curve:
    """Unit tangents by central differences, shape of ``curve``."""
    t = np.empty_like(curve)
    t[1:-1] = curve[2:] - curve[:-2]
    t[0], t[-1] = curve[1] - curve[0], curve[-1] - curve[-2]
    return t / np.sqrt((t**2).sum(axis=1, keepdims=True))


def spline(points: npt.ArrayLike, step_deg: float = 9.0, step_m: float = 0.05) -> Curve:
    """A natural cubic spline through points, sampled more finely where it bends.

    Neighbouring samples turn by at most about ``step_deg`` and lie at most about ``step_m`` apart.
    The parameter is the square root of the chord (Lee 1989), which keeps it from overshooting.
    """
    p = np.asarray(points, np.float64)
    t = np.concatenate([[0.0], np.cumsum(np.sqrt(np.sqrt((np.diff(p, axis=0) ** 2).sum(axis=1))))])
    n = len(p)
    h = np.diff(t)
    system = np.zeros((n, n))
    right = np.zeros_like(p)
    system[0, 0] = system[-1, -1] = 1.0
    inner = np.arange(1, n - 1)
    system[inner, inner - 1], system[inner, inner], system[inner, inner + 1] = (
        h[:-1],
        2 * (h[:-1] + h[1:]),
        h[1:],
    )
    slope = np.diff(p, axis=0) / h[:, None]
    right[1:-1] = 6 * np.diff(slope, axis=0)
    second = np.linalg.solve(system, right)
    fine = np.linspace(0.0, t[-1], 24 * n)
    i = np.clip(np.searchsorted(t, fine, side="right") - 1, 0, n - 2)
    a, b, hi = (t[i + 1] - fine)[:, None], (fine - t[i])[:, None], h[i][:, None]
    dense = (
        second[i] * a**3 / (6 * hi)
        + second[i + 1] * b**3 / (6 * hi)
        + (p[i] / hi - second[i] * hi / 6) * a
        + (p[i + 1] / hi - second[i + 1] * hi / 6) * b
    )
    return _resampled(dense, step_deg, step_m)


def _resampled(dense: Curve, step_deg: float, step_m: float) -> Curve:
    edges = np.diff(dense, axis=0)
    size = np.sqrt((edges**2).sum(axis=1))
    unit = edges / size[:, None]
    turn = np.degrees(np.arccos(np.clip((unit[1:] * unit[:-1]).sum(axis=1), -1, 1)))
    turn = np.concatenate([[0.0], turn, [0.0]])
    cost = np.concatenate([[0.0], np.cumsum(size / step_m + (turn[1:] + turn[:-1]) / 2 / step_deg)])
    count = max(2, int(np.ceil(cost[-1])) + 1)
    wanted = np.linspace(0.0, cost[-1], count)
    return np.stack([np.interp(wanted, cost, axis) for axis in dense.T], axis=-1)


def corners(points: npt.ArrayLike, radii: float | Sequence[float]) -> Curve:
    """A polyline through points whose inner corners are rounded; ``radii`` in metres, one per corner."""
    p = np.asarray(points, np.float64)
    each = [radii] * (len(p) - 2) if isinstance(radii, int | float) else list(radii)
    return chain([p[i : i + 2] for i in range(len(p) - 1)], each)[0]


def chain(
    segments: Sequence[npt.ArrayLike], radii: Sequence[float], tolerance_m: float = 6e-5
) -> tuple[Curve, npt.NDArray[np.int32]]:
    """Polylines joined end to end, with rounded corners between them.

    Each corner is cut back along both neighbours and bridged by a cubic that follows the circle of
    the wished radius; a radius that finds no room is made smaller. Beside each arc stands one more
    point, which keeps smooth shading from leaking far onto the flat.

    Args:
        segments: k polylines, each starting where the one before ends.
        radii: k − 1 radii; 0 leaves a corner sharp.
        tolerance_m: how far the polyline may run from the arc.

    Returns:
        Points, shape (n, 2 or 3), and for each of the n − 1 intervals the segment it came from.
    """
    pieces = [np.asarray(s, np.float64) for s in segments]
    sizes = [lengths(p)[-1] for p in pieces]
    starts, ends = [0.0] * len(pieces), list(sizes)
    arcs: list[Curve | None] = []
    for i, radius in enumerate(radii):
        a, b = pieces[i], pieces[i + 1]
        into, out = a[-1] - a[-2], b[1] - b[0]
        into, out = into / np.sqrt(into @ into), out / np.sqrt(out @ out)
        turn = float(np.arccos(np.clip(into @ out, -1, 1)))
        if radius <= 0 or turn < 0.03:
            arcs.append(None)
            continue
        room_a = 0.96 if i == 0 else 0.48
        room_b = 0.96 if i == len(radii) - 1 else 0.48
        tan_half = np.tan(min(turn, 2.8) / 2)
        cut = min(radius * tan_half, room_a * sizes[i], room_b * sizes[i + 1])
        ends[i], starts[i + 1] = sizes[i] - cut, cut
        p0, p3 = along(a, [ends[i]])[0], along(b, [cut])[0]
        if len(a) > 2:
            into = a[-1] - p0
            into /= np.sqrt(into @ into)
        if len(b) > 2:
            out = p3 - b[0]
            out /= np.sqrt(out @ out)
        real = cut / tan_half
        handle = 4 / 3 * np.tan(turn / 4) * real
        step = min(0.53, 2 * np.arccos(max(0.0, 1 - tolerance_m / real)))
        w = np.linspace(0, 1, max(3, int(np.ceil(turn / step)) + 1))[1:-1, None]
        p1, p2 = p0 + handle * into, p3 - handle * out
        arcs.append((1 - w) ** 3 * p0 + 3 * w * (1 - w) ** 2 * p1 + 3 * w**2 * (1 - w) * p2 + w**3 * p3)

    points: list[Curve] = []
    labels: list[npt.NDArray[np.int32]] = []
    for i, piece in enumerate(pieces):
        before = arcs[i - 1] if i > 0 else None
        after = arcs[i] if i < len(arcs) else None
        part = _trimmed(piece, starts[i], ends[i], before, after)
        points.append(part)
        labels.append(np.full(len(part), i, np.int32))
        if after is not None:
            points.append(after)
            half = len(after) // 2
            labels.append(np.repeat(np.array([i, i + 1], np.int32), [half, len(after) - half]))
    curve, label = np.concatenate(points), np.concatenate(labels)
    step = np.sqrt((np.diff(curve, axis=0) ** 2).sum(axis=1))
    keep = np.concatenate([[True], step > 2e-6])
    curve, label = curve[keep], label[keep]
    return curve, label[1:]


def _trimmed(piece: Curve, start: float, end: float, before: Curve | None, after: Curve | None) -> Curve:
    """The piece between two arc lengths, with a holding point beside each neighbouring arc."""
    at = lengths(piece)
    margin = 0.02 * (end - start)
    wanted = [start, *at[(at > start + margin) & (at < end - margin)], end]
    if before is not None:
        hold = _hold(before)
        if wanted[1] - wanted[0] > 3 * hold:
            wanted.insert(1, start + hold)
    if after is not None:
        hold = _hold(after)
        if wanted[-1] - wanted[-2] > 3 * hold:
            wanted.insert(-1, end - hold)
    return along(piece, wanted)


def _hold(arc: Curve) -> float:
    chord = arc[1] - arc[0] if len(arc) > 1 else np.array([2e-4, 0.0])
    return float(max(1e-4, np.sqrt(chord @ chord)))


def offset(curve: Curve, distance_m: npt.ArrayLike) -> Curve:
    """A plane curve moved to its left, which is into the material, by a distance per point."""
    t = tangents(curve)
    left = np.stack([-t[:, 1], t[:, 0]], axis=1)
    return curve + left * np.broadcast_to(np.asarray(distance_m, np.float64), (len(curve),))[:, None]


def simplify(curve: Curve, tolerance_m: float) -> npt.NDArray[np.int64]:
    """Indices of the points that stay so that no other is further than the tolerance from its chord.

    Ramer–Douglas–Peucker.
    """
    keep = {0, len(curve) - 1}
    todo = [(0, len(curve) - 1)]
    while todo:
        i, j = todo.pop()
        if j - i < 2:
            continue
        chord = curve[j] - curve[i]
        between = curve[i + 1 : j] - curve[i]
        size = np.sqrt(chord @ chord)
        if size < 1e-9:
            gap = np.sqrt((between**2).sum(axis=1))
        else:
            gap = np.abs(chord[0] * between[:, 1] - chord[1] * between[:, 0]) / size
        worst = int(gap.argmax())
        if gap[worst] > tolerance_m:
            k = i + 1 + worst
            keep.add(k)
            todo += [(i, k), (k, j)]
    return np.array(sorted(keep))
