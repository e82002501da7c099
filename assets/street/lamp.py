"""Street lamps: their columns, and where their light comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from ...draw import Draw
from ..model import Model
from ..shapes.lathe import lathe
from .finish import LOOKS, concrete, creosoted, galvanised, glazing, lamp, painted
from .forms import ball, box, gathered, moved, pipe, tube
from .mount import Region, Spot

__all__ = ["LAMPS", "LampStyle", "StreetLamp", "lamp_post", "street_lamp"]

LampStyle = Literal["bracket", "double", "post_top", "lantern", "globe", "cobra", "wooden"]
LAMPS: dict[Region, dict[LampStyle, tuple[float, float, float]]] = {
    # share, lowest and highest column in metres
    "europe": {
        "bracket": (4.0, 6.0, 10.0), "double": (0.7, 8.0, 10.0), "post_top": (2.0, 4.0, 6.0),
        "lantern": (0.8, 4.0, 5.0), "globe": (0.6, 4.0, 4.5),
    },
    "us": {
        "cobra": (5.0, 8.0, 10.0), "double": (0.8, 8.0, 10.0), "wooden": (1.5, 8.0, 9.0),
        "post_top": (0.8, 4.0, 5.0), "lantern": (0.8, 4.0, 5.0), "globe": (0.5, 4.0, 4.5),
    },
}  # fmt: skip
"""Styles by region."""
_COLUMN, _HEAD, _GLOW, _GLASS, _DARK = range(5)
_WARM, _WHITE = "ffc58a", "fff1df"


@dataclass(frozen=True, eq=False)
class StreetLamp:
    """A lamp whose arm reaches over the road to +x.

    Attributes:
        model: not labelled.
        heads: where light comes from, ``use`` ``lamp``: at night a scene adds a light there, or just below.
    """

    model: Model
    heads: tuple[Spot, ...]


@lru_cache(maxsize=256)
def lamp_post(
    style: LampStyle = "bracket",
    height_m: float = 8.0,
    finish: str = "",
    look: int = 1,
    emission: float = 0.0,
    warm: bool = True,
) -> StreetLamp:
    """A lamp.

    Args:
        style: of :data:`LAMPS`.
        height_m: of the lowest lit surface's column.
        finish: colour code; empty: galvanised; ``concrete``.
        look: 0 new to 3 weathered.
        emission: of the lit surface, W/m²/sr of white; 0 by day.
        warm: 2700 K, else 4000 K.
    """
    h = height_m
    old = style in ("lantern", "globe")
    pieces, heads = [], []
    if style == "wooden":
        pieces.append(tube((0, 0, -0.3), (0, 0, h + 1.2), 0.14, 0.1, 14, _COLUMN))
    elif old:
        profile = np.array([[0.14, -0.3], [0.14, 0.5], [0.1, 0.56], [0.09, 0.75], [0.06, 0.85], [0.055, 1.1],
                            [0.07, 1.14], [0.05, 1.18], [0.038, h - 0.7], [0.06, h - 0.66], [0.035, h - 0.6],
                            [0.035, h - 0.5]])  # fmt: skip
        pieces.append(lathe(profile, 14, _COLUMN))
    else:
        base = 0.075 if h < 7 else 0.09
        pieces.append(tube((0, 0, -0.3), (0, 0, 1.4), base, sides=14, part=_COLUMN))
        pieces.append(tube((0, 0, 1.4), (0, 0, 1.5), base, 0.75 * base, 14, _COLUMN))
        pieces.append(tube((0, 0, 1.5), (0, 0, h - 0.05), 0.75 * base, 0.038, 14, _COLUMN))
        # The door of the fuse box.
        pieces.append(box((0.02, 0.08, 0.4), (-0.94 * base, 0, 0.5), _COLUMN, 0.004))

    def luminaire(x: float, z: float, sign: int) -> None:
        long, wide = (0.62, 0.27) if style != "cobra" else (0.7, 0.32)
        pieces.append(box((long, wide, 0.07), (x + sign * long / 2, 0, z), _HEAD, 0.03))
        if style in ("cobra", "wooden"):
            pieces.append(moved(ball(0.14, (0, 0, 0), _GLOW, 14, 0.55), x + sign * 0.42, 0, z + 0.005))
            pieces.append(
                tube((x + sign * 0.2, 0, z + 0.06), (x + sign * 0.2, 0, z + 0.12), 0.035, sides=8, part=_DARK)
            )
        else:
            pieces.append(
                box((0.66 * long, 0.8 * wide, 0.006), (x + sign * 0.56 * long, 0, z - 0.004), _GLOW, 0.002)
            )
        heads.append(Spot("lamp", x + sign * 0.6 * long, 0.0, z - 0.02, 0.0 if sign > 0 else 180.0))

    if style in ("bracket", "double", "cobra", "wooden"):
        reach = {"bracket": 0.9, "double": 1.1, "cobra": 2.0, "wooden": 1.6}[style]
        rise = {"bracket": 0.12, "double": 0.15, "cobra": 0.75, "wooden": 0.5}[style]
        for sign in (1, -1) if style == "double" else (1,):
            t = np.linspace(0, 1, 7)
            arm = np.column_stack([sign * reach * t, 0 * t, h - 0.1 + rise * np.sin(t * np.pi / 2)])
            pieces.append(pipe(arm, 0.032, 8, _COLUMN if style != "wooden" else _HEAD))
            luminaire(sign * (reach - 0.05), h - 0.1 + rise - 0.035, sign)
    elif style == "post_top":
        # A flat disc on three thin stays, its light below.
        pieces.append(lathe(np.array([[0.05, h - 0.06], [0.05, h + 0.02], [0.1, h + 0.05]]), 14, _HEAD))
        pieces.append(lathe(np.array([[0.1, h + 0.05], [0.13, h + 0.3], [0.02, h + 0.3]]), 16, _GLASS))
        pieces.append(
            lathe(np.array([[0.0, h + 0.3], [0.27, h + 0.3], [0.29, h + 0.34], [0.0, h + 0.42]]), 20, _HEAD)
        )
        pieces.append(
            lathe(
                np.array([[0.0, h + 0.26], [0.11, h + 0.26], [0.11, h + 0.298], [0.0, h + 0.298]]), 16, _GLOW
            )
        )
        heads.append(Spot("lamp", 0.0, 0.0, h + 0.24))
    elif style == "lantern":
        # Four panes that lean outwards under a roof.
        z = h - 0.5
        ring = np.array([[0.1, z], [0.19, z + 0.42]])
        pieces.append(lathe(ring, 4, _GLASS, sharp_angle_deg=20))
        pieces.append(lathe(np.array([[0.0, z - 0.02], [0.11, z - 0.02], [0.11, z], [0.0, z]]), 4, _HEAD))
        roof = np.array(
            [
                [0.0, z + 0.42],
                [0.22, z + 0.42],
                [0.22, z + 0.45],
                [0.06, z + 0.58],
                [0.03, z + 0.66],
                [0.0, z + 0.7],
            ]
        )
        pieces.append(lathe(roof, 4, _HEAD, sharp_angle_deg=20))
        for k in range(4):
            a = k * np.pi / 2 - 1.5 * np.pi
            c, s = float(np.cos(a)), float(np.sin(a))
            pieces.append(
                tube((0.1 * c, 0.1 * s, z), (0.19 * c, 0.19 * s, z + 0.42), 0.01, sides=5, part=_HEAD)
            )
        pieces.append(tube((0, 0, z + 0.06), (0, 0, z + 0.24), 0.04, 0.03, 10, _GLOW))
        heads.append(Spot("lamp", 0.0, 0.0, z + 0.2))
    else:
        pieces.append(
            lathe(
                np.array([[0.035, h - 0.5], [0.09, h - 0.45], [0.09, h - 0.42], [0.0, h - 0.42]]), 14, _HEAD
            )
        )
        pieces.append(ball(0.23, (0, 0, h - 0.22), _GLOW, 18))
        heads.append(Spot("lamp", 0.0, 0.0, h - 0.22))
    column = (
        creosoted(look)
        if style == "wooden"
        else concrete("9a978f", look)
        if finish == "concrete"
        else painted(finish, look, 0.2)
        if finish
        else galvanised(look)
    )
    dull = painted(finish if finish not in ("", "concrete") else "8e9294", look, 0.1)
    glow = lamp(_WARM if warm else _WHITE, emission, "d9d6cc" if style == "globe" else "c2c0b6")
    model = Model(
        "street lamp", gathered(pieces), (column, dull, glow, glazing(look), painted("33363a", look))
    )
    return StreetLamp(model, tuple(heads))


def street_lamp(
    draw: Draw, *, region: Region = "europe", style: LampStyle | None = None, emission: float = 0.0
) -> StreetLamp:
    """A lamp of the region; one street has one kind, so draw it once a street."""
    styles = LAMPS[region]
    name = style or draw.choice("style", {key: row[0] for key, row in styles.items()})
    _, low, high = styles.get(name, (1.0, 4.0, 8.0))
    steps = round((high - low) * 2)
    old = name in ("lantern", "globe", "post_top")
    finish = draw.choice(
        "finish",
        {"23282a": 4.0, "2a4034": 2.0, "3d4348": 1.0}
        if old
        else {"": 5.0, "5c6165": 2.0, "3f4f48": 1.0, "concrete": 0.8},
    )
    return lamp_post(
        name,
        low + 0.5 * draw.integer("height", 0, steps),
        finish,
        draw.integer("look", 0, LOOKS - 1),
        emission,
        draw.chance("warm", 0.6),
    )
