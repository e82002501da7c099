"""Eyes: white, iris and pupil, cut as rings about where the eye looks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..palette import hexadecimal
from .garments import Array, Cloth, cut, refined

__all__ = ["eyes"]

_IRIS = {
    "brown": ("4a2f1e", 5.0),
    "dark": ("2c1d15", 3.0),
    "hazel": ("6b5434", 1.5),
    "blue": ("5f7f98", 1.5),
    "green": ("66714f", 0.8),
}


_IRIS_DM, _PUPIL_DM = 0.068, 0.028


def eyes(cloths: list[Cloth], tone: int, draw: Draw) -> list[tuple[Cloth, Material]]:
    """Both eyes in pieces.

    Args:
        cloths: each eye's surface.
        tone: step of the Monk Skin Tone scale: dark skin goes with brown eyes.
        draw: of the name ``iris``.
    """
    shares = {name: (s if tone < 5 or name in ("brown", "dark") else 0.0) for name, (_, s) in _IRIS.items()}
    iris = hexadecimal(_IRIS[draw.choice("iris", shares)][0])
    white = Surface(base_color=hexadecimal("cfc6bd"), roughness=0.25, coat=0.5)
    colored = Surface(base_color=iris, roughness=0.2, coat=1.0)
    black = Surface(base_color=hexadecimal("0c0b0b"), roughness=0.1, coat=1.0)
    found: list[tuple[Cloth, Material]] = []
    for cloth in cloths:
        x, y, z = (cloth.template.min(axis=0) + cloth.template.max(axis=0)) / 2
        middle = (float(x), float(y), float(z))
        fine = refined(cloth)
        found += [
            (cut(fine, _Ring(middle, _IRIS_DM, 9.0)), white),
            (cut(fine, _Ring(middle, _PUPIL_DM, _IRIS_DM)), colored),
            (cut(fine, _Ring(middle, -1.0, _PUPIL_DM)), black),
        ]
    return found


@dataclass(frozen=True)
class _Ring:
    """Positive between two distances from an eye's axis, before its ``middle``."""

    middle: tuple[float, float, float]
    inner: float
    outer: float

    def __call__(self, t: Array) -> Array:
        x, y, z = self.middle
        off = np.where(t[:, 2] > z, np.hypot(t[:, 0] - x, t[:, 1] - y), 1.0)
        return np.asarray(np.minimum(off - self.inner, self.outer - off))
