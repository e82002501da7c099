"""What small sites at the kerb have: low plastic rails around them, and the ground that was dug up."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..recipes import Asphalt, Soil
from .finish import plastic, rubber
from .forms import box, gathered, moved, plate, rectangle, rounded, turned
from .mount import Region
from .roadworks import mound, stripes

__all__ = ["dug", "works_rail"]

_HIGH_M = 1.0


@lru_cache(maxsize=16)
def works_rail(length_m: float = 1.5, region: Region = "europe", look: int = 1) -> Model:
    """A plastic rail across y, 1 m high, bars under a striped board; rows of them close a pavement."""
    half = length_m / 2
    pieces: list[Mesh] = []
    for y in (-half + 0.04, half - 0.04):
        pieces.append(box((0.045, 0.06, _HIGH_M), (0, y, 0.02), 1, 0.01))
        pieces.append(box((0.42, 0.16, 0.045), (0, y, 0), 2, 0.015))
    for z, thick in ((0.1, 0.05), (0.74, 0.05), (0.97, 0.04)):
        pieces.append(box((0.04, length_m - 0.06, thick), (0, 0, z), 1, 0.008))
    count = max(4, round(length_m / 0.14))
    for y in np.linspace(-half + 0.14, half - 0.14, count):
        pieces.append(box((0.022, 0.028, 0.6), (0, float(y), 0.14), 1))
    for way in (0.0, 180.0):
        board = plate(rounded(rectangle(length_m - 0.12, 0.17), 0.02, 2), 0.008, 0.026, (0, 1))
        pieces.append(moved(turned(board, way), 0, 0, 0.88))
    code = "a81f1c" if region == "europe" else "cc4a14"
    materials = (stripes(code, length_m, 0.17, look), plastic(code, look), rubber(look))
    return Model("works rail", gathered(pieces), materials)


@lru_cache(maxsize=64)
def dug(length_m: float = 3.0, width_m: float = 0.8, filled: bool = False, form: int = 0) -> Model:
    """A trench along x with its spoil beside it at +y; or filled, and sealed with fresh asphalt.

    It lies a few millimetres above z = 0; ``form`` of four is that of its edges.
    """
    if filled:
        seal = Asphalt(color=hexadecimal("4a4a4b"), cracks=0.0, patches=0.0, seed=float(form))
        return Model("patch", _sheet(length_m, width_m, 0.012, form, 0.0), (seal,))
    trench = _sheet(length_m, 0.55 * width_m, 0.03, form, -0.22 * width_m)
    rim = _sheet(length_m + 0.2, width_m, 0.05, form + 4, 0.0, part=1)
    spoil = moved(mound(0.46 * length_m, 0.2 * width_m, 0.3, form, 1), 0.0, 0.27 * width_m, 0.004)
    earth = hexadecimal(("6e5c47", "7a6a55", "84714f", "5f5040")[form % 4])
    materials = (
        Soil(kind="mud", color=hexadecimal("2e2620"), grain_m=0.03, seed=float(form)),
        Soil(kind="soil", color=earth, grain_m=0.02, seed=float(form)),
    )
    return Model("trench", gathered([moved(trench, 0, 0, 0.006), rim, spoil]), materials)


def _sheet(length_m: float, width_m: float, rough_m: float, form: int, y_m: float, part: int = 0) -> Mesh:
    """A flat rectangle with uneven edges, its corners rounded off."""
    rng = Draw(0, form).rng("edge")
    outline = rounded(rectangle(length_m, width_m), 0.06, 2)
    ring = np.concatenate(
        [
            np.linspace(a, b, 6, endpoint=False)
            for a, b in zip(outline, np.roll(outline, -1, axis=0), strict=True)
        ]
    )
    ring = ring + rng.normal(0, rough_m, ring.shape) * 0.6
    n = len(ring)
    flat = np.zeros((n + 1, 3), np.float32)
    flat[:n] = np.column_stack([ring[:, 0], ring[:, 1] + y_m, np.zeros(n)])
    flat[n] = flat[:n].mean(axis=0)
    k = np.arange(n)
    fan = np.stack([k, (k + 1) % n, np.full(n, n)], axis=1).astype(np.int32)
    return Mesh(flat, fan, part=np.full(n, part, np.int32))
