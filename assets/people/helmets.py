"""Helmets: of cyclists, of motorcyclists with and without a chin, and of who works at the road."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Color, Material, Surface
from ..mesh import Mesh
from ..palette import hexadecimal, varied
from ..recipes.car import car_color
from .clothes import mesh_of, pattern
from .garments import Array, Cloth, cut, drape, hemmed, similarity
from .hats import Below

__all__ = ["HELMETS", "Helmet", "helmet"]

Helmet = Literal["cycle", "full_face", "open_face", "hard_hat"]
HELMETS: tuple[Helmet, ...] = ("cycle", "full_face", "open_face", "hard_hat")

_CYCLE = {"black": ("232325", 3.0), "white": ("dcdcd9", 2.5), "grey": ("6d6f73", 1.5), "red": ("a82a2a", 1.0),
          "blue": ("2a5a9c", 1.0), "yellow": ("c9d43a", 0.8)}  # fmt: skip
_HARD = {
    "white": ("e0e0dc", 1.5),
    "yellow": ("e0b428", 1.5),
    "orange": ("d9622a", 1.2),
    "blue": ("2a5a9c", 0.5),
}
_DARK = Surface(base_color=(0.05, 0.05, 0.052), roughness=0.6)
_STRAP = Surface(base_color=(0.09, 0.09, 0.09), roughness=0.8)
_VISOR = Surface(base_color=(0.035, 0.035, 0.04), roughness=0.06, coat=1.0)

# The shell of a motorcycle helmet about the head, decimetres on the template: middle and half axes.
_MIDDLE = np.array([0.0, 7.48, 0.22])
_HALF = np.array([1.24, 1.42, 1.52])
_GRID, _FAR_GRID = (25, 48), (13, 24)
"""Rows and columns of its mesh."""


def helmet(face: Cloth, kind: Helmet, draw: Draw, fine: bool = True) -> list[tuple[Mesh, Material]]:
    """A helmet on a head, which is cut from the body above its neck; ``fine``: with vents and straps."""
    if kind in ("full_face", "open_face"):
        return _shell(face, kind, draw, _GRID if fine else _FAR_GRID)
    shares = _CYCLE if kind == "cycle" else _HARD
    color = _picked(draw, shares)
    gloss = Surface(base_color=color, roughness=0.35, coat=0.6)
    piece = cut(face, Below("helmet", above=True))
    rise = 0.022 + 0.014 * np.clip((piece.template[:, 1] - 7.8) / 0.7, 0, 1)
    crown = drape(piece, rise, 0.018, 14)
    worn = hemmed(crown, 0.012)
    found: list[tuple[Mesh, Material]] = [(mesh_of(worn, pattern(worn, False)), gloss)]
    if kind == "cycle" and fine:
        vents = drape(cut(crown, _vents), 0.0012, 0.001, 0)
        found.append((mesh_of(vents, pattern(vents, False)), _DARK))
        straps = drape(cut(face, _straps), 0.003, 0.002, 0)
        found.append((mesh_of(straps, pattern(straps, False)), _STRAP))
    elif kind == "hard_hat":
        rim = hemmed(drape(cut(crown, Below("helmet", 0.25)), 0.012, 0.01, 2), 0.006)
        found.append((mesh_of(rim, pattern(rim, False)), gloss))
    return found


def _picked(draw: Draw, shares: dict[str, tuple[str, float]]) -> Color:
    chosen = draw.choice("color", {name: share for name, (_, share) in shares.items()})
    return varied(draw, "color", hexadecimal(shares[chosen][0]), 0.4)


def _vents(t: Array) -> Array:
    """Slots from front to back over the crown."""
    across = 0.085 - np.abs(np.abs(np.abs(t[:, 0]) - 0.34) - 0.21)
    along = 0.26 - np.abs(np.abs(t[:, 2] - 0.25) - 0.42)
    return np.asarray(np.minimum(np.minimum(across, along), t[:, 1] - 8.0))


def _straps(t: Array) -> Array:
    """From before and behind the ear to the chin."""
    low = np.clip((7.6 - t[:, 1]) / 1.2, 0, 1)
    fore = np.abs(t[:, 2] - (0.62 + 0.1 * low)) - 0.07
    aft = np.abs(t[:, 2] - (-0.15 + 0.8 * low)) - 0.07
    return np.asarray(np.minimum(-np.minimum(fore, aft), np.minimum(t[:, 1] - 6.3, 7.75 - t[:, 1])))


def _shell(face: Cloth, kind: Helmet, draw: Draw, grid: tuple[int, int]) -> list[tuple[Mesh, Material]]:
    """An egg round the head, open below, its window closed by a dark visor or open with a clear face."""
    color = car_color(draw.scope("helmet"), "bright")
    paint = Surface(base_color=color, roughness=0.25, coat=1.0)
    skull = face.template[:, 1] > 7.0
    turn, scale, middle, place = similarity(face.template[skull], face.points[skull])
    rows, columns = grid
    # From the crown to the rim below, which is cut off level.
    polar = np.linspace(0.001, 0.80 * np.pi, rows)[:, None]
    # 0 is forwards.
    around = np.linspace(-np.pi, np.pi, columns, endpoint=False)[None, :]
    out = np.stack(
        np.broadcast_arrays(np.sin(polar) * np.sin(around), np.cos(polar), np.sin(polar) * np.cos(around)),
        axis=2,
    )
    ahead = np.clip(out[..., 2], 0, 1)
    # The chin reaches farther forwards than the brow.
    chin = 0.16 * ahead * np.clip(-out[..., 1], 0, 1) * (kind == "full_face")
    shell = _MIDDLE + _HALF * out * (1 + chin[..., None])
    window = _window(polar, around, kind)
    points = ((shell - middle) * scale) @ turn.T + place
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b = index[:-1], np.roll(index, -1, axis=1)[:-1]
    c, d = np.roll(index, -1, axis=1)[1:], index[1:]
    quads = np.stack([a, d, c, b], axis=2).reshape(-1, 4)
    seen = window[:-1].reshape(-1)
    found: list[tuple[Mesh, Material]] = []
    flat = points.reshape(-1, 3)
    solid = _sheet_of(flat, quads[~seen])
    found.append((solid, paint))
    lining = _sheet_of(flat - 0.02 * (flat - flat.mean(axis=0)), quads[~seen][:, ::-1])
    found.append((lining, _DARK))
    if kind == "full_face":
        inner = flat - 0.012 * (flat - flat.mean(axis=0))
        found.append((_sheet_of(inner, quads[seen]), _VISOR))
    return found


def _window(polar: Array, around: Array, kind: Helmet) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which of the grid's cells are the opening before the eyes, or before the whole face."""
    top, bottom = (0.36 * np.pi, 0.58 * np.pi) if kind == "full_face" else (0.36 * np.pi, np.pi)
    wide = 1.25 if kind == "full_face" else 1.05
    return np.asarray((polar > top) & (polar < bottom) & (np.abs(around + np.pi / around.size) < wide))


def _sheet_of(points: Array, quads: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Mesh:
    used, index = np.unique(quads, return_inverse=True)
    q = index.reshape(-1, 4)
    return Mesh(
        points[used].astype(np.float32),
        np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]]).astype(np.int32),
        sharp_angle_deg=60.0,
    )
