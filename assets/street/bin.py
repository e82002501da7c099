"""Litter bins, wheelie bins and dustbins."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..mesh import Mesh
from ..model import Model
from ..shapes.lathe import lathe
from ..shapes.loft import loft
from .finish import LOOKS, galvanised, painted, plastic, rubber
from .forms import box, gathered, moved, prism, rectangle, ring_plate, rounded, tube, turned
from .mount import Region

__all__ = ["LitterBinStyle", "litter_bin", "litter_bin_of", "wheelie_bin", "wheelie_bin_of"]

LitterBinStyle = Literal["post", "drum", "slatted", "basket"]


@lru_cache(maxsize=64)
def litter_bin_of(style: LitterBinStyle = "post", color: str = "2a4034", look: int = 1) -> Model:
    """A bin for litter: hung on a post, a drum, one of slats, or a wire basket."""
    steel = painted(color, look, 0.3)
    if style == "post":
        pieces = [
            tube((-0.19, 0, -0.3), (-0.19, 0, 1.15), 0.035, sides=12, part=1),
            lathe(np.array([[0.0, 0.42], [0.17, 0.42], [0.19, 0.46], [0.2, 0.86], [0.19, 0.9]]), 20),
            lathe(np.array([[0.205, 0.98], [0.21, 1.0], [0.15, 1.06], [0.0, 1.08]]), 20),
            moved(ring_plate(0.18, 0.2, 0.9, 0.905, 20, 0)),
        ]
        for a in (0.6, 2.5, 3.9, 5.4):
            c, s = 0.19 * float(np.cos(a)), 0.19 * float(np.sin(a))
            pieces.append(box((0.02, 0.02, 0.1), (c, s, 0.89)))
        pieces.append(box((0.012, 0.14, 0.1), (0.197, 0, 0.6), 2, 0.003))
        return Model("litter bin", gathered(pieces), (steel, galvanised(look), plastic("c9c9c4", look)))
    if style == "drum":
        profile = np.array(
            [
                [0.24, 0.0],
                [0.25, 0.03],
                [0.25, 0.74],
                [0.26, 0.76],
                [0.26, 0.8],
                [0.23, 0.9],
                [0.13, 0.97],
                [0.12, 0.96],
                [0.12, 0.6],
                [0.0, 0.6],
            ]
        )
        return Model("litter bin", lathe(profile, 24), (steel,))
    if style == "slatted":
        pieces = [
            lathe(
                np.array([[0.0, 0.04], [0.25, 0.04], [0.25, 0.78], [0.2, 0.8], [0.19, 0.4], [0.0, 0.4]]),
                20,
                1,
            )
        ]
        for n in range(22):
            a = n / 22 * 2 * np.pi
            pieces.append(
                turned(moved(box((0.018, 0.05, 0.76), (0, 0, 0.03), 0, 0.004), 0.27), float(np.degrees(a)))
            )
        pieces.append(ring_plate(0.2, 0.29, 0.79, 0.81, 24, 0))
        pieces.append(lathe(np.array([[0.22, 0.95], [0.27, 0.96], [0.2, 1.02], [0.0, 1.04]]), 20))
        for a in (0.5, 2.6, 4.7):
            c, s = 0.25 * float(np.cos(a)), 0.25 * float(np.sin(a))
            pieces.append(tube((c, s, 0.8), (c, s, 0.96), 0.01, sides=6))
        return Model("litter bin", gathered(pieces), (steel, plastic("26282a", look)))
    pieces = [tube((-0.24, 0, -0.3), (-0.24, 0, 0.95), 0.025, sides=10, part=1)]
    pieces.append(
        lathe(
            np.array([[0.0, 0.25], [0.15, 0.25], [0.2, 0.72], [0.19, 0.72], [0.14, 0.262], [0.0, 0.262]]),
            18,
            2,
        )
    )
    for z, r in ((0.26, 0.152), (0.42, 0.17), (0.58, 0.188), (0.73, 0.205)):
        pieces.append(ring_plate(r, r + 0.008, z, z + 0.012, 18, 0))
    for n in range(18):
        a = n / 18 * 2 * np.pi
        c, s = float(np.cos(a)), float(np.sin(a))
        pieces.append(tube((0.156 * c, 0.156 * s, 0.25), (0.209 * c, 0.209 * s, 0.73), 0.004, sides=4))
    return Model("litter bin", gathered(pieces), (steel, galvanised(look), plastic("3a3d40", look, 0.3)))


def litter_bin(draw: Draw, *, region: Region = "europe") -> Model:
    """A litter bin of the region."""
    shares: dict[LitterBinStyle, float] = (
        {"post": 4.0, "drum": 1.0, "slatted": 1.0, "basket": 1.5}
        if region == "europe"
        else {"slatted": 3.0, "drum": 2.0, "basket": 1.5, "post": 0.5}
    )
    return litter_bin_of(
        draw.choice("style", shares),
        draw.choice("color", {"2a4034": 4.0, "3d4348": 3.0, "c2601d": 1.0, "23282a": 2.0}),
        draw.integer("look", 0, LOOKS - 1),
    )


def _body(
    low: tuple[float, float], high: tuple[float, float], z: tuple[float, float], radius: float, part: int
) -> Mesh:
    rings = []
    for (wx, wy), at in ((low, z[0]), (high, z[1])):
        ring = rounded(rectangle(wx, wy), radius, 3)
        rings.append(np.column_stack([ring, np.full(len(ring), at)]))
    return loft(np.stack(rings), part)


@lru_cache(maxsize=64)
def wheelie_bin_of(
    litres: int = 240,
    body: str = "3b3f42",
    lid: str = "3b3f42",
    look: int = 1,
    lying: bool = False,
    open_deg: float = 0.0,
) -> Model:
    """A two-wheeled bin, its front to +x.

    EN 840-1: 120 l is 0.48 × 0.55 × 0.93 m, 240 l 0.58 × 0.73 × 1.07 m.

    Args:
        lying: fallen on its front, for what lies on roads.
        open_deg: how far the lid stands open.
    """
    w, d, h = (0.48, 0.53, 0.93) if litres == 120 else (0.58, 0.70, 1.07)
    deep = d - 0.06
    pieces = [
        moved(_body((0.68 * deep, 0.8 * w), (0.92 * deep, 0.94 * w), (0.03, h - 0.09), 0.04, 0), 0.0),
        box((0.96 * deep, w, 0.035), (0.0, 0, h - 0.12), 0, 0.012),
        box((0.1, 0.85 * w, 0.05), (-0.3 * deep, 0, 0.04), 0, 0.01),
        tube((-0.36 * deep, -0.44 * w, 0.1), (-0.36 * deep, 0.44 * w, 0.1), 0.012, sides=8, part=2),
        tube(
            (-0.5 * deep - 0.05, -0.36 * w, h - 0.075),
            (-0.5 * deep - 0.05, 0.36 * w, h - 0.075),
            0.016,
            sides=8,
        ),
    ]
    for s in (-1, 1):
        y = s * 0.45 * w
        pieces.append(
            tube((-0.36 * deep, y - 0.025, 0.1), (-0.36 * deep, y + 0.025, 0.1), 0.1, sides=18, part=2)
        )
        pieces.append(
            tube((-0.36 * deep, y - 0.028, 0.1), (-0.36 * deep, y + 0.028, 0.1), 0.05, sides=12, part=0)
        )
        pieces.append(box((0.1, 0.03, 0.05), (-0.5 * deep - 0.01, s * 0.34 * w, h - 0.1), 0, 0.008))
    # Ribs on the front, and a rim to lift it by.
    for y in (-0.22 * w, 0.0, 0.22 * w):
        pieces.append(
            moved(turned(box((0.012, 0.03, 0.62 * h), (0, 0, 0), 0, 0.004), 0, 6.5), 0.36 * deep, y, 0.12)
        )
    arch = np.array(
        [[-0.5, 0.0], [0.5, 0.0], [0.47, 0.05], [0.3, 0.085], [0.0, 0.1], [-0.3, 0.085], [-0.47, 0.05]]
    )
    top = prism(arch * (deep + 0.05, 0.75), -w / 2 - 0.01, w / 2 + 0.01, "y", 1)
    if open_deg:
        top = moved(turned(moved(top, 0.5 * deep, 0, 0), 0, -open_deg), -0.5 * deep, 0, 0)
    pieces.append(moved(top, 0, 0, h - 0.085))
    mesh = gathered(pieces)
    if lying:
        mesh = turned(mesh, 0, 90)
        mesh = moved(mesh, -float(mesh.bounds.mean(axis=0)[0]), 0, -float(mesh.bounds[0][2]))
    return Model("wheelie bin", mesh, (plastic(body, look), plastic(lid, look), rubber(look)))


def wheelie_bin(draw: Draw, *, region: Region = "europe", lying: bool = False) -> Model:
    """A wheelie bin of a household: grey, green or brown, the lid telling what is in it."""
    body = draw.choice(
        "body", {"3b3f42": 5.0, "2f4a36": 2.0, "4e3a2c": 1.0, "26406b": 1.0 if region == "europe" else 2.0}
    )
    lid = draw.choice("lid", {"same": 5.0, "c9a12a": 1.5, "1f4f8c": 1.5, "4e3a2c": 1.0, "2f6b3a": 0.7})
    return wheelie_bin_of(
        draw.choice("litres", {120: 2.0, 240: 3.0}),
        body,
        body if lid == "same" else lid,
        draw.integer("look", 0, LOOKS - 1),
        lying,
        draw.choice("open_deg", {0.0: 8.0, 18.0: 1.0, 200.0: 0.5}) if not lying else 30.0,
    )
