"""What people wear to be safe: leather, gloves, vests of high visibility."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..mesh import Mesh
from ..palette import hexadecimal, varied
from .clothes import Upper, arm, mesh_of, pattern
from .garments import Array, Cloth, cut, drape, hemmed

__all__ = ["gloves", "leather_color", "vest"]

_LEATHERS = {"black": ("1f1f20", 6.0), "brown": ("4a3224", 1.0), "grey": ("4b4c50", 1.0),
             "red": ("7d2222", 0.5), "blue": ("27406e", 0.5), "white": ("b9b8b4", 0.4)}  # fmt: skip
# Fluorescent yellow and orange-red of EN ISO 20471, as far as a display can show them.
_VISIBLE = {"yellow": ("cfe23a", 1.0), "orange": ("f2622a", 1.2)}
_BAND = Surface(base_color=(0.80, 0.81, 0.81), roughness=0.35, metallic=0.4)
_GLOVE = Surface(base_color=hexadecimal("232324"), roughness=0.6)


def leather_color(draw: Draw) -> str:
    """The colour of a motorcycle jacket, as a code."""
    return _LEATHERS[draw.choice("leather", {name: share for name, (_, share) in _LEATHERS.items()})][0]


def gloves(skin: Cloth) -> list[tuple[Mesh, Material]]:
    """Gloves on both hands, over the wrists."""
    piece = hemmed(drape(cut(skin, _hands), 0.0025, 0.002, 1), 0.004)
    return [(mesh_of(piece, pattern(piece, False)), _GLOVE)]


def vest(top: Cloth, draw: Draw) -> list[tuple[Mesh, Material]]:
    """A vest over the outermost layer, with two reflecting bands round it and one over each shoulder."""
    chosen = draw.choice("color", {name: share for name, (_, share) in _VISIBLE.items()})
    color = varied(draw, "color", hexadecimal(_VISIBLE[chosen][0]), 0.3)
    stuff = Surface(base_color=color, roughness=0.7)
    shell = drape(cut(top, _VEST), 0.007, 0.005, 3)
    worn = hemmed(shell, 0.004)
    found: list[tuple[Mesh, Material]] = [(mesh_of(worn, pattern(worn, False)), stuff)]
    for field in (_round, _over):
        band = drape(cut(shell, field), 0.0025, 0.002, 0)
        found.append((mesh_of(band, pattern(band, False)), _BAND))
    return found


_VEST = Upper(0.35, -0.4, 5.5, 1.2)


def _hands(t: Array) -> Array:
    return np.asarray(arm(t) - 4.2)


def _round(t: Array) -> Array:
    """Two bands of 5 cm, at the waist and below the breast."""
    return np.asarray(np.maximum(0.25 - np.abs(t[:, 1] - 0.7), 0.25 - np.abs(t[:, 1] - 2.2)))


def _over(t: Array) -> Array:
    return np.asarray(np.minimum(0.22 - np.abs(np.abs(t[:, 0]) - 1.05), t[:, 1] - 2.4))
