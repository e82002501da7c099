"""Paper round a turned body, closures on its mouth, and what is inside."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from ..shapes.curve import corners
from ..shapes.lathe import lathe, turn
from ..shapes.sheet import sheet

__all__ = ["crown_cap", "cylinder_label", "ribbed_cap", "squared"]


def squared(around: int, squareness: float) -> npt.NDArray[np.float64]:
    """Factors (around,) of the radius that make a circle a square with round corners; 0: none.

    The flat sides stay at the circle's radius; the corners reach beyond.
    """
    a = turn(around)[:-1]
    exponent = 2 + 5 * squareness
    return np.asarray((np.abs(np.cos(a)) ** exponent + np.abs(np.sin(a)) ** exponent) ** (-1 / exponent))


def cylinder_label(
    radius_m: float,
    low_m: float,
    high_m: float,
    share: float,
    part: int,
    around: int = 64,
    thickness_m: float = 0.00012,
    factors: npt.NDArray[np.float64] | None = None,
    top_radius_m: float | None = None,
) -> tuple[Mesh, float]:
    """A label on a round wall, its middle at the front; texture coordinates 0 … 1 along and up.

    Args:
        radius_m: outer radius of the wall.
        low_m, high_m: lower and upper edge.
        share: of the way around that it covers; it is rounded to the wall's own segments.
        part: number of its material.
        around: segments of the wall.
        thickness_m: of the paper.
        factors: as in :func:`squared`.
        top_radius_m: the wall's radius at the upper edge, where it is another.

    Returns:
        The mesh, and its length along the wall in metres.
    """
    cells = max(2, 2 * round(share * around / 2))
    cells = min(cells, around - 2)
    first = around // 2 - cells // 2
    angle = turn(around)[first : first + cells + 1]
    scale = (
        np.ones(cells + 1) if factors is None else np.append(factors, factors[0])[first : first + cells + 1]
    )
    middle = radius_m + 0.00004 + thickness_m / 2
    z = np.linspace(low_m, high_m, 4)
    grow = np.linspace(0, (top_radius_m or radius_m) - radius_m, 4)
    points = np.empty((cells + 1, 4, 3))
    r = (middle + grow)[None] * scale[:, None]
    points[..., 0] = r * np.cos(angle)[:, None]
    points[..., 1] = r * np.sin(angle)[:, None]
    points[..., 2] = z
    mesh = sheet(points, thickness_m, rim_steps=2, parts=(part, part, part))
    edge = points[1:, 0] - points[:-1, 0]
    return mesh, float(np.sqrt((edge**2).sum(axis=1)).sum())


def ribbed_cap(
    radius_m: float,
    height_m: float,
    bottom_m: float,
    part: int,
    ribs: int = 60,
    depth_m: float = 0.0004,
    edge_m: float = 0.0012,
    thread_ring: bool = True,
) -> Mesh:
    """A screw cap with fine ribs, closed above, standing with its lower edge at ``bottom_m``."""
    around = 3 * ribs
    line = corners(
        [
            (0.0, 0.0008),
            (radius_m - 0.002, 0.0008),
            (radius_m - 0.0016, 0.0),
            (radius_m, 0.0),
            (radius_m, height_m),
            (0.0, height_m),
        ],
        [0.0002, 0.0002, 0.0004, edge_m],
    )
    groove = np.where(np.arange(around) % 3 == 0, depth_m / radius_m, 0.0)
    wall = np.flatnonzero(np.abs(line[:, 0] - radius_m) < 1e-7)
    low, high = line[wall[0], 1], line[wall[-1], 1]
    start = (0.22 if thread_ring else 0.06) * height_m
    end = high - 0.04 * height_m
    steps = np.array([start, start + 0.0003, end - 0.0003, end])
    steps = steps[(steps > low + 1e-4) & (steps < high - 1e-4)]
    added = np.stack([np.full(len(steps), radius_m), steps], axis=1)
    body = np.concatenate([line[: wall[0] + 1], added, line[wall[-1] :]])
    ribbed = (np.abs(body[:, 0] - radius_m) < 1e-7) & (body[:, 1] > start + 2e-4) & (body[:, 1] < end - 2e-4)
    outline = 1 - ribbed[:, None] * groove[None]
    return lathe(body + np.array([0.0, bottom_m]), around, part, outline=outline, sharp_angle_deg=50.0)


def crown_cap(radius_m: float, top_m: float, part: int) -> Mesh:
    """A crown cork with its 21 teeth on a mouth of ``radius_m``, its top at ``top_m``."""
    teeth, per = 21, 4
    around = teeth * per
    r = radius_m + 0.0006
    line = corners(
        [
            (0.0, -0.0008),
            (r - 0.0007, -0.0008),
            (r + 0.0012, -0.0052),
            (r + 0.0021, -0.0060),
            (r + 0.0018, -0.0052),
            (r + 0.0002, -0.0022),
            (r - 0.0008, 0.0),
            (0.0, 0.0),
        ],
        [0.0003, 0.0004, 0.0002, 0.0003, 0.0005, 0.0014],
    )
    wave = np.cos(np.arange(around) / per * 2 * np.pi)
    depth = np.clip((-line[:, 1] - 0.0012) / 0.0048, 0, 1)
    outline = 1 + 0.00075 / radius_m * depth[:, None] * wave[None]
    return lathe(line + np.array([0.0, top_m]), around, part, outline=outline, sharp_angle_deg=50.0)
