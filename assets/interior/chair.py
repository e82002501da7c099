"""Chairs: seat, four legs, and a back of slats, rungs or a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...draw import Draw
from .. import recipes
from ..material import Material
from ..mesh import Mesh, join
from ..model import Model
from .bar import bar, leg

__all__ = ["Chair", "chair"]

Back = Literal["slats", "rungs", "board"]
_BACKS: tuple[Back, ...] = ("slats", "rungs", "board")


@dataclass(frozen=True, eq=False)
class Chair:
    """A dining chair that faces −y, all in metres."""

    width_m: float
    depth_m: float
    seat_m: float
    back_m: float
    leg_m: float
    back: Back
    frame: Material
    seat: Material

    def build(self) -> Model:
        """The chair, standing on z = 0; part 0 is the frame, part 1 the seat."""
        x, y, t = self.width_m / 2, self.depth_m / 2, self.leg_m
        meshes = [bar((-x, -y, self.seat_m - 0.035), (x, y, self.seat_m), 0.006, part=1)]
        for sx in (-1, 1):
            foot = (sx * (x - t), -(y - t))
            meshes.append(leg((*foot, 0), (*foot, self.seat_m - 0.03), 0.7 * t, t))
            lean = 0.08 * self.back_m
            meshes.append(leg((sx * (x - t), y - t, 0), (sx * (x - t), y - t, self.seat_m), 0.7 * t, t))
            post = (sx * (x - t), y - t)
            meshes.append(
                leg((*post, self.seat_m - 0.01), (post[0], post[1] + lean, self.back_m), t, 0.7 * t)
            )
        meshes += self._back(x - t, y - t)
        return Model("chair", join(*meshes), (self.frame, self.seat), category="chair")

    def _back(self, x: float, y: float) -> list[Mesh]:
        rise = self.back_m - self.seat_m

        def at(share: float) -> tuple[float, float]:
            return y + 0.08 * self.back_m * share, self.seat_m + rise * share

        def rung(share: float, height_m: float) -> Mesh:
            back, z = at(share)
            return bar((-x, back - 0.008, z - height_m / 2), (x, back + 0.008, z + height_m / 2), 0.003)

        if self.back == "board":
            return [rung(0.75, 0.4 * rise)]
        if self.back == "rungs":
            return [rung(share, 0.045) for share in (0.35, 0.6, 0.85)]
        (y0, z0), (y1, z1) = at(0.3), at(0.9)
        slats = [leg((sx, y0, z0), (sx, y1, z1), 0.014, 0.014) for sx in np.linspace(-x, x, 7)[1:-1]]
        return [rung(0.3, 0.04), rung(0.92, 0.05), *slats]


def chair(draw: Draw) -> Model:
    """A chair of wood or painted metal."""
    wooden = draw.chance("wooden", 0.75)
    frame: Material = (
        recipes.wood(draw.scope("frame")) if wooden else recipes.painted_metal(draw.scope("frame"))
    )
    padded = draw.chance("padded", 0.3)
    return Chair(
        width_m=draw.uniform("width_m", 0.4, 0.48),
        depth_m=draw.uniform("depth_m", 0.4, 0.46),
        seat_m=draw.uniform("seat_m", 0.44, 0.48),
        back_m=draw.uniform("back_m", 0.8, 1.0),
        leg_m=draw.uniform("leg_m", 0.026, 0.04),
        back=draw.choice("back", _BACKS),
        frame=frame,
        seat=recipes.fabric(draw.scope("seat")) if padded else frame,
    ).build()
