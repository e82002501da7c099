"""A corner of a room: floor, back wall, side wall, skirting, and a window in the side wall."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...draw import Draw
from .. import recipes
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from .bar import bar, panel

__all__ = ["Room", "room"]

_HEIGHT_M = 2.6
_REACH_M = 4.0  # how far floor and walls go on towards the open sides


@dataclass(frozen=True, eq=False)
class Room:
    """Floor at z = 0, a back wall at ``back_m`` on +y and a side wall at ``side_m`` on +x or −x.

    The sides towards the viewer are open. A window of ``window_m`` (width, height; None: no window)
    is cut through the side wall, so that sky and sun come in.
    """

    back_m: float
    side_m: float
    window_m: tuple[float, float] | None
    window_y_m: float
    floor: Material
    walls: Material
    trim: Material

    def build(self) -> tuple[Model, Model, Model]:
        """Floor, walls, and trim (skirting and window frame)."""
        y, x, s = self.back_m, abs(self.side_m), float(np.sign(self.side_m))
        ground = panel(
            [(-_REACH_M, -_REACH_M, 0), (_REACH_M, -_REACH_M, 0), (_REACH_M, y, 0), (-_REACH_M, y, 0)],
            size_m=(2 * _REACH_M, _REACH_M + y),
        )
        back = panel(
            [(-_REACH_M, y, 0), (_REACH_M, y, 0), (_REACH_M, y, _HEIGHT_M), (-_REACH_M, y, _HEIGHT_M)]
        )
        trims = [bar((-_REACH_M, y - 0.015, 0), (_REACH_M, y, 0.09))]
        side, frame = self._side(x, y)
        mirror = np.diag([s, 1.0, 1.0, 1.0])
        trims += [m.transformed(mirror) for m in frame]
        walls = join(back, *(m.transformed(mirror) for m in side))
        return (
            Model("floor", ground, (self.floor,)),
            Model("walls", walls, (self.walls,)),
            Model("trim", join(*trims), (self.trim,)),
        )

    def _side(self, x: float, y: float) -> tuple[list[Mesh], list[Mesh]]:
        """The wall at +x that faces −x, and its trim."""
        trim = [bar((x - 0.015, -_REACH_M, 0), (x, y - 0.015, 0.09))]
        if self.window_m is None:
            return [_wall(x, -_REACH_M, y, 0, _HEIGHT_M)], trim
        width, height = self.window_m
        y0, y1 = self.window_y_m - width / 2, self.window_y_m + width / 2
        z0 = 0.85
        z1 = min(z0 + height, _HEIGHT_M - 0.15)
        wall = [
            _wall(x, -_REACH_M, y0, 0, _HEIGHT_M),
            _wall(x, y1, y, 0, _HEIGHT_M),
            _wall(x, y0, y1, 0, z0),
            _wall(x, y0, y1, z1, _HEIGHT_M),
        ]
        deep, f = x + 0.16, 0.05
        trim += [
            bar((x - 0.03, y0 - 0.04, z0 - 0.03), (deep, y1 + 0.04, z0)),  # sill
            bar((x, y0 - 0.01, z0), (deep, y0, z1)),
            bar((x, y1, z0), (deep, y1 + 0.01, z1)),
            bar((x, y0, z1), (deep, y1, z1 + 0.01)),
            bar((deep - f, y0, z0), (deep, y0 + f, z1), 0.004),
            bar((deep - f, y1 - f, z0), (deep, y1, z1), 0.004),
            bar((deep - f, y0 + f, z0), (deep, y1 - f, z0 + f), 0.004),
            bar((deep - f, y0 + f, z1 - f), (deep, y1 - f, z1), 0.004),
            bar((deep - f, (y0 + y1) / 2 - f / 2, z0 + f), (deep, (y0 + y1) / 2 + f / 2, z1 - f), 0.004),
        ]
        return wall, trim


def _wall(x: float, y0: float, y1: float, z0: float, z1: float) -> Mesh:
    return panel([(x, y1, z0), (x, y0, z0), (x, y0, z1), (x, y1, z1)])


def room(draw: Draw, back_m: float) -> tuple[Model, Model, Model]:
    """A corner of a room whose back wall is at ``back_m``."""
    kind = draw.choice("floor", {"parquet": 0.5, "tiles": 0.2, "concrete": 0.15, "carpet": 0.15})
    floors = {
        "parquet": recipes.parquet,
        "tiles": recipes.floor_tiles,
        "concrete": recipes.concrete,
        "carpet": recipes.carpet,
    }
    plastered = draw.chance("plastered", 0.25)
    window = draw.chance("window", 0.7)
    return Room(
        back_m=back_m,
        side_m=draw.uniform("side_m", 1.3, 2.4) * draw.choice("side", (-1, 1)),
        window_m=(draw.uniform("window_width_m", 0.9, 1.8), draw.uniform("window_height_m", 1.0, 1.5))
        if window
        else None,
        window_y_m=draw.uniform("window_y_m", -0.4, 0.3),
        floor=floors[kind](draw.scope(kind)),
        walls=recipes.plaster(draw.scope("wall")) if plastered else recipes.wall_paint(draw.scope("wall")),
        trim=_trim(draw.scope("trim")),
    ).build()


def _trim(draw: Draw) -> Material:
    """Skirting and window frame: mostly white paint, else wood."""
    if draw.chance("wooden", 0.3):
        return recipes.wood(draw.scope("wood"))
    white = draw.uniform("white", 0.78, 0.92)
    return Surface(base_color=(white, white, 0.97 * white), roughness=draw.uniform("roughness", 0.25, 0.5))
