"""Shoes and boots: the foot's own surface, off the skin, on a flat sole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .garments import Cloth, cut, drape, hemmed, refined, similarity

__all__ = ["SOLE_M", "shoe"]

Array = npt.NDArray[np.float64]

SOLE_M = 0.022
"""From the foot's skin to the ground."""
_BOTTOM = -8.2
_RAND_DM = 0.17
"""How far the sole's rim stands up, above the foot's underside."""


@dataclass(frozen=True)
class _Foot:
    """Of one side, below y = ``top``."""

    side: int
    top: float

    def __call__(self, t: Array) -> Array:
        return np.asarray(np.minimum(self.top - t[:, 1], self.side * t[:, 0]))


def _above(t: Array) -> Array:
    return np.asarray(t[:, 1] - (_BOTTOM + _RAND_DM - 0.05))


def _rand(t: Array) -> Array:
    return np.asarray(_BOTTOM + _RAND_DM - t[:, 1])


def shoe(cloth: Cloth, side: int, top: float, bulk_m: float, fine: bool = True) -> tuple[Cloth, Cloth]:
    """Upper and sole of one shoe.

    Args:
        cloth: the tights on the posed body.
        side: +1 left, −1 right.
        top: where it ends, decimetres on the template (the ankle is at −7.45).
        bulk_m: thickness of the upper.
        fine: of triangles a quarter the size.
    """
    foot = cut(cloth, _Foot(side, top))
    sole_points = foot.template[:, 1] < -7.6
    turn, scale, middle, place = similarity(foot.template[sole_points], foot.points[sole_points])
    foot = refined(foot) if fine else foot
    # To the foot's own frame: metres, y up, as on the template.
    own = foot.moved((foot.points - place) @ turn + middle * scale)
    grown = drape(own, bulk_m, 0.6 * bulk_m, 3)
    ground = _BOTTOM * scale
    upper = cut(grown, _above)
    sole = cut(grown, _rand)
    out = sole.normals * [1.0, 0.0, 1.0]
    points = sole.points + 0.004 * out
    height = sole.points[:, 1] - ground
    points[:, 1] = ground + np.where(height < 0.008, -SOLE_M, height)
    back = [
        piece.moved((at - middle * scale) @ turn.T + place)
        for piece, at in ((upper, upper.points), (sole, points))
    ]
    return hemmed(back[0], 0.006), hemmed(back[1], 0.006)
