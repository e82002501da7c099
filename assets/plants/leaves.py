"""Leaves as a few triangles each, many at once: outlines, and where and how they hang."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..shapes.vectors import cross
from .stems import UP, Array, Ints, Seats, Stems, unit

__all__ = ["OUTLINES", "Leaves", "Outline", "leaves_along", "placed"]


@dataclass(frozen=True, eq=False)
class Outline:
    """One leaf of length 1: stalk at the origin, tip along +x, its upper side to +z."""

    points: Array
    triangles: Ints


@dataclass(frozen=True, eq=False)
class Leaves:
    """Triangles of many leaves: vertices (n, 3), triangles (m, 3), texture coordinates (m, 3, 2)."""

    vertices: npt.NDArray[np.float32]
    triangles: npt.NDArray[np.int32]
    uv: npt.NDArray[np.float32]


def _outline(points: list[tuple[float, float, float]], triangles: list[tuple[int, int, int]]) -> Outline:
    return Outline(np.array(points, np.float64), np.array(triangles, np.int64))


_KITE = _outline(
    [(0, 0, 0), (0.4, -0.36, 0.09), (1, 0, -0.08), (0.4, 0.36, 0.09)],
    [(0, 1, 2), (0, 2, 3)],
)
_OVAL = _outline(
    [(0, 0, 0), (0.3, -0.3, 0.07), (0.75, -0.22, 0.02), (1, 0, -0.12), (0.75, 0.22, 0.02), (0.3, 0.3, 0.07)],
    [(0, 1, 2), (0, 2, 3), (0, 3, 4), (0, 4, 5)],
)
_PALMATE = _outline(
    # Five pointed lobes, each a triangle; not in one plane, so that none lies in another.
    [
        *((0.05, -0.26, 0.03), (1, 0, -0.1), (0.05, 0.26, 0.03), (0, 0, 0), (0.66, -0.55, -0.08)),
        *((0.52, 0, 0.06), (0.66, 0.55, -0.08), (0.05, -0.56, -0.12), (0.36, -0.12, 0.03)),
        *((0.05, 0.56, -0.12), (0.36, 0.12, 0.03)),
    ],
    [(0, 1, 2), (3, 4, 5), (3, 5, 6), (3, 7, 8), (3, 10, 9)],
)
_NEEDLES = _outline(
    # A tuft: three spikes, each for a bundle of needles.
    [
        *((0, 0, 0), (0.85, 0.5, 0.2), (0.3, 0.06, 0), (1, -0.03, 0.3), (0.3, 0.09, 0.16), (0.3, -0.09, 0.1)),
        *((0.85, -0.5, -0.05), (0.12, -0.2, 0.02)),
    ],
    [(0, 2, 1), (5, 3, 4), (0, 7, 6)],
)
_SPRAY = _outline(
    [(0, 0, 0), (0.45, -0.2, -0.03), (1, 0, 0.02), (0.45, 0.2, -0.03)],
    [(0, 1, 2), (0, 2, 3)],
)
_FIR = _outline(
    # A shoot with two side shoots, each thin enough to be taken for its needles.
    [
        *((0, 0, 0), (0.4, -0.085, -0.02), (1, 0, 0.03), (0.4, 0.085, -0.02), (0.12, 0.0, 0), (0.3, 0.0, 0)),
        *((0.62, -0.34, -0.06), (0.3, 0.02, 0), (0.5, 0.02, 0), (0.78, 0.32, -0.06)),
    ],
    [(0, 1, 2), (0, 2, 3), (4, 6, 5), (7, 8, 9)],
)
_PETALS = _outline(
    [(0, 0, 0), (0.55, -0.5, 0.1), (1, 0.05, 0.3), (0.5, 0.5, 0.12)],
    [(0, 1, 2), (0, 2, 3)],
)
_CLUMP = _outline(
    # Three leaves' worth of ragged patch for where single leaves are less than a pixel.
    [
        *((0, 0, 0), (0.5, -0.48, 0.18), (0.62, -0.1, 0.05), (1.0, -0.16, -0.12), (0.7, 0.16, 0.1)),
        *((0.62, 0.56, 0.16), (0.3, 0.24, -0.06)),
    ],
    [(0, 1, 2), (2, 3, 4), (4, 5, 6), (0, 2, 6)],
)
_BLADE = _outline(
    [(0, -0.03, 0), (0.45, -0.055, 0.02), (1, 0, -0.12), (0.45, 0.055, 0.02), (0, 0.03, 0)],
    [(0, 1, 3), (0, 3, 4), (1, 2, 3)],
)
_BRUSH = _outline(
    # Bare twigs that are thinner than a pixel.
    [
        *((0, -0.014, 0), (0, 0.014, 0), (1, 0, 0), (0.25, -0.01, 0), (0.25, 0.016, 0), (0.85, 0.35, 0.1)),
        *((0.4, 0.012, 0), (0.4, -0.014, 0), (0.9, -0.3, -0.06)),
    ],
    [(0, 2, 1), (3, 5, 4), (7, 8, 6)],
)
_GRASS = _outline(
    # Its tip bends towards +z, the way that it leans.
    [(0, -0.016, 0), (0.55, -0.014, 0.08), (0.93, 0, 0.34), (0.55, 0.014, 0.08), (0, 0.016, 0)],
    [(0, 1, 3), (0, 3, 4), (1, 2, 3)],
)
_STALK = _outline([(0, -0.03, 0), (1, -0.02, 0), (1, 0.02, 0), (0, 0.03, 0)], [(0, 1, 2), (0, 2, 3)])
OUTLINES: Mapping[str, Outline] = {
    "kite": _KITE,
    "oval": _OVAL,
    "palmate": _PALMATE,
    "needles": _NEEDLES,
    "spray": _SPRAY,
    "fir": _FIR,
    "petals": _PETALS,
    "clump": _CLUMP,
    "blade": _BLADE,
    "brush": _BRUSH,
    "grass": _GRASS,
    "stalk": _STALK,
}
"""By name; the plainer ones are for leaves that are small in the picture."""


def placed(
    rng: np.random.Generator,
    outline: Outline,
    base: Array,
    axis: Array,
    normal: Array,
    size_m: Array,
    v: Array,
) -> Leaves:
    """One leaf at each base.

    Args:
        rng: of the plant: each leaf's own number.
        outline: of one leaf.
        base: where the stalk ends, shape (n, 3), metres.
        axis: where it points, shape (n, 3).
        normal: what its upper side faces, shape (n, 3), about.
        size_m: length, shape (n,).
        v: how far out in the light, shape (n,), 0 … 1.
    """
    n, m = len(base), len(outline.points)
    x = unit(axis)
    y = unit(cross(normal, x))
    frame = np.stack([x, y, cross(x, y)], axis=1)
    vertices = base[:, None] + size_m[:, None, None] * (outline.points @ frame)
    triangles = outline.triangles[None] + (np.arange(n) * m)[:, None, None]
    own = np.stack([rng.uniform(0, 1, n), v], axis=1)
    uv = np.broadcast_to(own[:, None, None], (n, len(outline.triangles), 3, 2))
    return Leaves(
        vertices.reshape(-1, 3).astype(np.float32),
        triangles.reshape(-1, 3).astype(np.int32),
        uv.reshape(-1, 3, 2).astype(np.float32),
    )


def leaves_along(
    rng: np.random.Generator,
    stems: Stems,
    places: Seats,
    outline: Outline,
    size_m: float,
    *,
    droop: float = 0.4,
    spread: float = 0.9,
    level: float = 0.8,
    middle: Array | None = None,
    reach_m: float = 1.0,
) -> Leaves:
    """Leaves on twigs.

    Args:
        rng: of the plant.
        stems: the twigs.
        places: one for each leaf.
        outline: of one leaf.
        size_m: mean length.
        droop: how much they hang.
        spread: how far they stand off the twig.
        level: how much their faces lie flat; the rest is chance.
        middle: of the crown, shape (3,); leaves far from it are in the light.
        reach_m: of the crown from there.
    """
    n = len(places.stem)
    base, along, _ = stems.at(places.stem, places.t)
    out = unit(rng.normal(0, 1, (n, 3)))
    out = unit(out - along * (out * along).sum(axis=1, keepdims=True))
    axis = unit(0.6 * along + spread * out - droop * UP + rng.normal(0, 0.2, (n, 3)))
    normal = level * UP + rng.normal(0, 0.55, (n, 3))
    size = size_m * np.clip(rng.normal(1.0, 0.2, n), 0.5, 1.5)
    base = base + axis * (0.25 * size)[:, None]  # the stalk, too thin to see
    v = np.ones(n)
    if middle is not None:
        v = np.clip(np.linalg.norm(base - middle, axis=1) / reach_m, 0, 1) ** 2
    return placed(rng, outline, base, axis, normal, size, v)
