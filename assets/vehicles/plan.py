"""The outline of a car seen from above, as a smooth curve that can be asked by x, by y or by length."""

from __future__ import annotations

import numpy as np

from .grid import Points

__all__ = ["Plan"]


class Plan:
    """The left half of an outline, from the front's middle to the rear's, counter-clockwise from above.

    A quadratic B-spline: smooth, inside its control polygon, and touching the middle of each edge.

    Args:
        control: polygon, shape (n, 2), metres; x never grows, first and last point have y = 0.
    """

    def __init__(self, control: Points) -> None:
        middle = (control[1:] + control[:-1]) / 2
        t = np.linspace(0, 1, 60)[:-1, None]
        pieces = [
            (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
            for a, b, c in zip(middle[:-1], control[1:-1], middle[1:], strict=True)
        ]
        ends = control[0] + t * (middle[0] - control[0]), middle[-1] + t * (control[-1] - middle[-1])
        self._curve = np.concatenate([ends[0], *pieces, ends[1], control[-1:]])
        step = np.linalg.norm(np.diff(self._curve, axis=0), axis=1)
        self._s = np.concatenate([[0.0], np.cumsum(step)])
        slope = np.gradient(self._curve, self._s, axis=0)
        slope[0], slope[-1] = (0, 1), (0, -1)
        self._normal = np.stack([slope[:, 1], -slope[:, 0]], axis=1)
        self._widest = int(np.argmax(self._curve[:, 1]))

    @property
    def length_m(self) -> float:
        """Of the half outline."""
        return float(self._s[-1])

    def point(self, s: Points) -> tuple[Points, Points]:
        """x and y at lengths ``s``."""
        return np.interp(s, self._s, self._curve[:, 0]), np.interp(s, self._s, self._curve[:, 1])

    def normal(self, s: Points) -> tuple[Points, Points]:
        """Outward normal at lengths ``s``."""
        return np.interp(s, self._s, self._normal[:, 0]), np.interp(s, self._s, self._normal[:, 1])

    def front(self, y: float) -> float:
        """Length at which the front is ``y`` wide."""
        return float(np.interp(y, self._curve[: self._widest, 1], self._s[: self._widest]))

    def rear(self, y: float) -> float:
        """Length at which the rear is ``y`` wide."""
        back = slice(None, self._widest, -1)
        return float(np.interp(y, self._curve[back, 1], self._s[back]))

    def side(self, x: float) -> float:
        """Length at which the side passes ``x``."""
        return float(np.interp(-x, -self._curve[:, 0], self._s))
