"""The figures of traffic signs and signals, drawn from strokes, outlines and ovals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..prints.canvas import Canvas, Ink

__all__ = ["FIGURES", "arrow", "draw_figure"]

Pairs = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Stroke:
    """A line with round ends."""

    points: Pairs
    width: float
    closed: bool = False


@dataclass(frozen=True)
class Shape:
    """A filled outline."""

    points: Pairs


@dataclass(frozen=True)
class Oval:
    """A filled ellipse, or with a ``width`` its outline."""

    x: float
    y: float
    rx: float
    ry: float
    width: float = 0.0


Piece = Stroke | Shape | Oval

_WALKER: tuple[Piece, ...] = (
    Oval(0.02, -0.81, 0.165, 0.17),
    Shape([(-0.16, -0.58), (0.2, -0.58), (0.2, 0.08), (-0.12, 0.08)]),
    Stroke([(-0.1, -0.52), (-0.36, -0.26), (-0.46, 0.02)], 0.13),
    Stroke([(0.14, -0.52), (0.36, -0.24), (0.42, 0.04)], 0.13),
    Stroke([(-0.02, 0.0), (-0.2, 0.44), (-0.44, 0.92)], 0.19),
    Stroke([(0.1, 0.0), (0.24, 0.46), (0.4, 0.92)], 0.19),
)
_STANDING: tuple[Piece, ...] = (
    Oval(0.0, -0.8, 0.17, 0.17),
    Shape([(-0.27, -0.58), (0.27, -0.58), (0.2, 0.1), (-0.2, 0.1)]),
    Stroke([(-0.31, -0.5), (-0.34, 0.1)], 0.13),
    Stroke([(0.31, -0.5), (0.34, 0.1)], 0.13),
    Stroke([(-0.11, 0.05), (-0.11, 0.92)], 0.19),
    Stroke([(0.11, 0.05), (0.11, 0.92)], 0.19),
)
_BICYCLE: tuple[Piece, ...] = (
    Oval(-0.56, 0.32, 0.38, 0.38, 0.09),
    Oval(0.56, 0.32, 0.38, 0.38, 0.09),
    Stroke([(-0.56, 0.32), (-0.22, -0.22), (0.36, -0.22), (0.02, 0.32)], 0.08, closed=True),
    Stroke([(0.02, 0.32), (-0.27, -0.36)], 0.08),
    Stroke([(0.56, 0.32), (0.32, -0.42), (0.52, -0.48)], 0.08),
    Stroke([(-0.4, -0.4), (-0.12, -0.4)], 0.11),
)
_CAR: tuple[Piece, ...] = (
    # from behind
    Shape([(-0.62, 0.0), (-0.46, -0.5), (-0.36, -0.58), (0.36, -0.58), (0.46, -0.5), (0.62, 0.0),
           (0.74, 0.1), (0.74, 0.56), (-0.74, 0.56), (-0.74, 0.1)]),
    Shape([(-0.7, 0.5), (-0.42, 0.5), (-0.42, 0.76), (-0.7, 0.76)]),
    Shape([(0.42, 0.5), (0.7, 0.5), (0.7, 0.76), (0.42, 0.76)]),
)  # fmt: skip
_DIGGER: tuple[Piece, ...] = (
    Oval(-0.2, -0.68, 0.15, 0.15),
    Stroke([(-0.22, -0.4), (-0.4, 0.06)], 0.3),
    Stroke([(-0.42, 0.06), (-0.24, 0.4), (-0.42, 0.84)], 0.17),
    Stroke([(-0.42, 0.1), (-0.62, 0.44), (-0.8, 0.84)], 0.17),
    Stroke([(-0.16, -0.4), (0.06, -0.1), (0.26, -0.04)], 0.12),
    Stroke([(-0.3, -0.28), (-0.02, 0.12), (0.1, 0.12)], 0.11),
    Stroke([(-0.16, 0.3), (0.5, -0.3)], 0.08),
    Shape([(0.12, 0.88), (0.3, 0.5), (0.56, 0.3), (0.78, 0.56), (0.94, 0.88)]),
)
_DEER: tuple[Piece, ...] = (
    Shape([(-0.66, -0.16), (-0.44, -0.28), (0.14, -0.26), (0.32, -0.5), (0.5, -0.6), (0.74, -0.52),
           (0.7, -0.42), (0.5, -0.38), (0.4, -0.02), (0.22, 0.12), (-0.3, 0.1), (-0.54, 0.14),
           (-0.68, 0.02)]),
    Stroke([(0.24, 0.04), (0.54, 0.2), (0.78, 0.08)], 0.09),
    Stroke([(0.18, 0.06), (0.42, 0.34), (0.66, 0.36)], 0.09),
    Stroke([(-0.54, 0.02), (-0.66, 0.36), (-0.9, 0.62)], 0.1),
    Stroke([(-0.48, 0.04), (-0.5, 0.42), (-0.68, 0.74)], 0.1),
    Stroke([(0.42, -0.56), (0.34, -0.78), (0.42, -0.96)], 0.06),
    Stroke([(0.34, -0.78), (0.2, -0.88)], 0.05),
    Stroke([(0.48, -0.58), (0.56, -0.8), (0.7, -0.9)], 0.06),
    Stroke([(-0.66, -0.1), (-0.78, -0.2)], 0.08),
)  # fmt: skip
_SKID: tuple[Piece, ...] = (
    *(
        Shape([(0.56 * x + 0.12, 0.56 * y - 0.46) for x, y in piece.points])
        for piece in _CAR
        if isinstance(piece, Shape)
    ),
    Stroke([(-0.14, 0.06), (0.06, 0.26), (-0.3, 0.48), (-0.1, 0.66), (-0.44, 0.92)], 0.09),
    Stroke([(0.4, 0.06), (0.6, 0.26), (0.24, 0.48), (0.44, 0.66), (0.1, 0.92)], 0.09),
)
_LORRY: tuple[Piece, ...] = (
    Shape([(-0.9, -0.5), (0.3, -0.5), (0.3, 0.36), (-0.9, 0.36)]),
    Shape([(0.36, -0.24), (0.7, -0.24), (0.9, 0.06), (0.9, 0.36), (0.36, 0.36)]),
    Oval(-0.55, 0.42, 0.19, 0.19),
    Oval(0.6, 0.42, 0.19, 0.19),
)
_HAND: tuple[Piece, ...] = (
    # the raised hand of American pedestrian signals
    Shape([(-0.42, 0.1), (0.4, 0.1), (0.34, 0.62), (0.2, 0.92), (-0.2, 0.92), (-0.36, 0.62)]),
    Stroke([(-0.31, 0.2), (-0.36, -0.56)], 0.17),
    Stroke([(-0.09, 0.2), (-0.11, -0.8)], 0.17),
    Stroke([(0.12, 0.2), (0.14, -0.76)], 0.17),
    Stroke([(0.31, 0.2), (0.37, -0.5)], 0.15),
    Stroke([(-0.32, 0.5), (-0.68, 0.06)], 0.18),
)


def _resized(
    pieces: Sequence[Piece], scale: float, dx: float, dy: float, flip: bool = False
) -> tuple[Piece, ...]:
    out: list[Piece] = []
    s = -scale if flip else scale
    for piece in pieces:
        if isinstance(piece, Oval):
            out.append(
                Oval(
                    s * piece.x + dx,
                    scale * piece.y + dy,
                    scale * piece.rx,
                    scale * piece.ry,
                    scale * piece.width,
                )
            )
            continue
        points = [(s * x + dx, scale * y + dy) for x, y in piece.points]
        out.append(
            Shape(points) if isinstance(piece, Shape) else Stroke(points, scale * piece.width, piece.closed)
        )
    return tuple(out)


FIGURES: dict[str, tuple[Piece, ...]] = {
    "walker": _WALKER,
    "standing": _STANDING,
    "bicycle": _BICYCLE,
    "car": _CAR,
    "two_cars": (*_resized(_CAR, 0.56, -0.46, 0.0), *_resized(_CAR, 0.56, 0.46, 0.0)),
    "digger": _DIGGER,
    "children": (*_resized(_WALKER, 0.92, -0.32, 0.08), *_resized(_WALKER, 0.7, 0.46, 0.28)),
    "family": (*_resized(_WALKER, 0.92, -0.28, 0.06), *_resized(_WALKER, 0.6, 0.44, 0.36)),
    "deer": _DEER,
    "skid": _SKID,
    "lorry": _LORRY,
    "hand": _HAND,
    "bump": (
        Shape([(-0.9, 0.4), (-0.62, 0.3), (-0.44, -0.02), (-0.2, 0.3), (0.2, 0.3), (0.44, -0.02), (0.62, 0.3),
               (0.9, 0.4), (0.9, 0.56), (-0.9, 0.56)]),
    ),
    "bend": (
        Stroke([(-0.32, 0.85), (-0.32, 0.2), (0.28, -0.36)], 0.2),
        Shape([(0.02, -0.52), (0.56, -0.72), (0.5, -0.12)]),
    ),
    "double_bend": (
        Stroke([(-0.22, 0.85), (-0.22, 0.44), (0.2, 0.06), (0.2, -0.3)], 0.2),
        Shape([(-0.1, -0.24), (0.5, -0.24), (0.2, -0.78)]),
    ),
    "crossroads": (Stroke([(0, 0.8), (0, -0.8)], 0.24), Stroke([(-0.7, 0.0), (0.7, 0.0)], 0.24)),
    "priority_crossing": (
        Stroke([(0, 0.8), (0, -0.3)], 0.3), Shape([(-0.32, -0.28), (0.32, -0.28), (0, -0.85)]),
        Stroke([(-0.62, 0.24), (0.62, 0.24)], 0.14),
    ),
    "side_road": (Stroke([(-0.1, 0.8), (-0.1, -0.8)], 0.24), Stroke([(-0.1, 0.0), (0.6, 0.0)], 0.2)),
    "narrow": (
        Stroke([(-0.5, 0.8), (-0.5, 0.3), (-0.2, -0.1), (-0.2, -0.8)], 0.16),
        Stroke([(0.5, 0.8), (0.5, 0.3), (0.2, -0.1), (0.2, -0.8)], 0.16),
    ),
    "two_way": (
        Stroke([(-0.3, 0.75), (-0.3, -0.3)], 0.18), Shape([(-0.58, -0.24), (-0.02, -0.24), (-0.3, -0.8)]),
        Stroke([(0.3, -0.75), (0.3, 0.3)], 0.18), Shape([(0.58, 0.24), (0.02, 0.24), (0.3, 0.8)]),
    ),
    "exclamation": (
        Shape([(-0.15, -0.85), (0.15, -0.85), (0.09, 0.34), (-0.09, 0.34)]), Oval(0, 0.68, 0.16, 0.16),
    ),
}  # fmt: skip


def draw_figure(
    canvas: Canvas, name: str, x: float, y: float, size: float, ink: Ink, mirrored: bool = False
) -> None:
    """The figure about (x, y), millimetres, ``size`` from its middle to its edge."""
    sign = -size if mirrored else size

    def place(points: Pairs) -> npt.NDArray[np.float64]:
        return np.asarray(points, np.float64) * (sign, size) + (x, y)

    for piece in FIGURES[name]:
        if isinstance(piece, Oval):
            at = place([(piece.x, piece.y)])[0]
            if piece.width:
                canvas.ring(at[0], at[1], piece.rx * size, piece.ry * size, ink, piece.width * size)
            else:
                canvas.ellipse(at[0], at[1], piece.rx * size, piece.ry * size, ink)
        elif isinstance(piece, Shape):
            canvas.polygon(place(piece.points), ink)
        else:
            canvas.line(place(piece.points), ink, piece.width * size, piece.closed)


def arrow(canvas: Canvas, points: Pairs, ink: Ink, width: float, head: float | None = None) -> None:
    """An arrow along points (mm) to its tip at the last one; ``head`` is half the width of its head."""
    p = np.asarray(points, np.float64)
    half = head or 1.35 * width
    way = p[-1] - p[-2]
    way /= np.hypot(*way)
    side = np.array([-way[1], way[0]])
    neck = p[-1] - way * half * 1.25
    # The shaft has round ends, so it stops within the head.
    canvas.line(np.concatenate([p[:-1], [neck]]), ink, width)
    canvas.polygon(np.array([p[-1], neck + side * half, neck - side * half]), ink)
