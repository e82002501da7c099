"""What a traffic sign's face is: its outline, its size by the standards, and its picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..material import Color
from ..prints.canvas import Canvas
from ..shapes.curve import Curve
from .forms import circle, polygon, rectangle, rounded

__all__ = ["BLACK", "BLUE", "BROWN", "GREEN", "ORANGE", "RED", "WHITE", "YELLOW", "Face", "canvas_of"]

# What sheeting of EN 12899-1's colours reflects by day, near the middle of their boxes: darker than
# their names on a screen.
WHITE: Color = (0.84, 0.84, 0.82)
RED: Color = (0.66, 0.075, 0.085)
BLUE: Color = (0.05, 0.24, 0.52)
YELLOW: Color = (0.90, 0.66, 0.06)
GREEN: Color = (0.03, 0.37, 0.25)
ORANGE: Color = (0.88, 0.41, 0.06)
BROWN: Color = (0.36, 0.21, 0.12)
BLACK: Color = (0.06, 0.06, 0.065)

Painter = Callable[[Canvas, float, float, str], None]
"""Paints a sign: canvas, width and height in millimetres, and what it says."""


@dataclass(frozen=True)
class Face:
    """One kind of sign.

    Attributes:
        shape: ``disc``, ``octagon``, ``triangle`` (point up), ``yield`` (point down), ``diamond``,
            ``square``, ``rectangle``, ``arrow`` (its right end is a point), ``pentagon``.
        size_m: width and height; of a diamond, of the square that stands on its corner.
        paint: draws it.
        ground: colour that the sheet begins with.
        values: what it may say, such as speeds.
    """

    shape: str
    size_m: tuple[float, float]
    paint: Painter
    ground: Color = WHITE
    values: tuple[str, ...] = ("",)

    @property
    def bounds_m(self) -> tuple[float, float]:
        """Width and height of the plate as it hangs."""
        w, h = self.size_m
        if self.shape == "diamond":
            return w * 2**0.5, h * 2**0.5
        if self.shape in ("triangle", "yield"):
            return w, w * 3**0.5 / 2
        return w, h

    def outline(self) -> Curve:
        """(y, z) in metres about the middle of :attr:`bounds_m`, counter-clockwise, corners rounded."""
        w, h = self.size_m
        if self.shape == "disc":
            return circle(w / 2, 40)
        if self.shape == "octagon":
            return rounded(polygon(8, h), 0.015, 2)
        if self.shape in ("triangle", "yield"):
            high = w * 3**0.5 / 2
            points = np.array([[-w / 2, -high / 2], [w / 2, -high / 2], [0.0, high / 2]])
            return rounded(points if self.shape == "triangle" else -points, 0.045 * w / 0.9, 5)
        if self.shape == "diamond":
            reach = w * 2**0.5 / 2
            return rounded([[0, -reach], [reach, 0], [0, reach], [-reach, 0]], 0.045, 4)
        if self.shape == "pentagon":
            return rounded(
                [[-w / 2, -h / 2], [w / 2, -h / 2], [w / 2, 0.0], [0.0, h / 2], [-w / 2, 0.0]], 0.04, 3
            )
        if self.shape == "arrow":
            tip = min(0.45 * h, 0.3 * w)
            return rounded(
                [[-w / 2, -h / 2], [w / 2 - tip, -h / 2], [w / 2, 0], [w / 2 - tip, h / 2], [-w / 2, h / 2]],
                0.02,
                3,
            )
        return rounded(rectangle(w, h), min(0.05, 0.12 * min(w, h)), 4)


def canvas_of(face: Face, longest_px: int = 288) -> Canvas:
    """A sheet over the face's bounds."""
    return Canvas(*face.bounds_m, face.ground, longest_px)
