"""What one sees of a car that lies on its side: pipes, tank, axles below its floor."""

from __future__ import annotations

import numpy as np

from ..material import Surface
from ..model import Model
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import smooth, tube
from .beacons import Piece, with_pieces

__all__ = ["with_underbody"]

_STEEL = Surface(base_color=(0.42, 0.40, 0.38), roughness=0.5, metallic=0.7)
_ZINC = Surface(base_color=(0.62, 0.62, 0.60), roughness=0.55, metallic=0.6)
_DARK = Surface(base_color=(0.16, 0.155, 0.15), roughness=0.75)


def with_underbody(model: Model) -> Model:
    """A car with what hangs below its floor, which nobody sees of one that stands on its wheels.

    Args:
        model: of a car, facing +x, its wheels at the usual places.
    """
    low, high = model.mesh.bounds
    long = float(high[0] - low[0])
    points = model.mesh.vertices
    under = (np.abs(points[:, 0]) < 0.2 * long) & (np.abs(points[:, 1]) < 0.5)
    floor = float(points[under, 2].min())
    front, rear = 0.30 * long, -0.30 * long
    z = floor - 0.004
    pieces: list[Piece] = []

    def block(
        size: tuple[float, float, float], x: float, y: float, part: Surface, radius: float = 0.03
    ) -> None:
        pieces.append((placed(rounded_box(size, radius, 1), x, y, z - size[2]), part))

    block((0.55, 0.95, 0.07), front - 0.05, 0.0, _DARK)
    block((0.62, 0.52, 0.05), front - 0.75, -0.05, _ZINC)
    block((0.58, 0.95, 0.09), rear + 0.72, 0.10, _DARK, 0.04)
    block((0.14, 1.25, 0.09), rear, 0.0, _STEEL, 0.035)
    block((0.34, 0.62, 0.10), rear - 0.42, -0.18, _STEEL, 0.05)
    for side in (1.0, -1.0):
        block((0.42, 0.07, 0.06), front, side * 0.50, _STEEL, 0.02)
        block((0.5 * long, 0.09, 0.035), -0.05, side * 0.66, _DARK, 0.01)
    path = [
        (front - 0.4, -0.12),
        (front - 0.95, -0.20),
        (0.0, -0.20),
        (rear + 0.35, -0.34),
        (rear - 0.3, -0.30),
    ]
    line = smooth([np.array([x, y, z - 0.045]) for x, y in path], 14)
    pieces.append((tube(line, 0.028, 0, 10), _ZINC))
    return with_pieces(model, [(piece, (0.0, 0.0, 0.0)) for piece in pieces])
