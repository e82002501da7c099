"""Framed pictures: abstract prints of blocks, arcs and horizons, made for the purpose."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ...draw import Draw
from .. import recipes
from ..material import Material, Surface, Texture
from ..mesh import join
from ..model import Model
from .bar import bar, panel

__all__ = ["WallPicture", "wall_picture"]

_INKS = (
    (58, 66, 82),
    (163, 92, 64),
    (196, 160, 98),
    (112, 128, 104),
    (196, 186, 170),
    (84, 60, 54),
    (146, 158, 168),
)
_PAPER = (232, 227, 216)


@dataclass(frozen=True, eq=False)
class WallPicture:
    """A picture that hangs with its back on y = 0 and its middle at the origin, and faces −y."""

    width_m: float
    height_m: float
    frame_m: float
    frame: Material
    picture: Material

    def build(self) -> Model:
        """Parts: 0 frame, 1 picture."""
        x, z, f = self.width_m / 2, self.height_m / 2, self.frame_m
        bars = [
            bar((-x, -0.025, z - f), (x, 0, z)),
            bar((-x, -0.025, -z), (x, 0, -z + f)),
            bar((-x, -0.025, -z + f), (-x + f, 0, z - f)),
            bar((x - f, -0.025, -z + f), (x, 0, z - f)),
        ]
        corners = np.array([[-x, -z], [x, -z], [x, z], [-x, z]]) * [(x - f) / x, (z - f) / z]
        sheet = panel(np.insert(corners, 1, -0.012, axis=1), part=1)
        return Model("wall picture", join(sheet, *bars), (self.frame, self.picture))


def wall_picture(draw: Draw) -> Model:
    """A picture in a frame of wood or metal."""
    width = draw.uniform("width_m", 0.25, 0.8)
    height = width * draw.choice("shape", {0.7: 0.4, 1.0: 0.2, 1.4: 0.4})
    wooden = draw.chance("wooden", 0.6)
    print_ = _print(draw.rng("print"), width / height)
    return WallPicture(
        width_m=width,
        height_m=height,
        frame_m=draw.uniform("frame_m", 0.012, 0.035),
        frame=recipes.wood(draw.scope("frame")) if wooden else recipes.metal(draw.scope("frame")),
        picture=Surface(base_color=Texture(print_, tiles="extend"), roughness=0.25),
    ).build()


def _print(rng: np.random.Generator, aspect: float) -> npt.NDArray[np.uint8]:
    """An abstract print, about 256 px high, with a passe-partout around it."""
    height, width = 256, max(64, int(256 * aspect))
    sheet = np.full((height, width, 3), _PAPER, np.uint8)
    border = int(0.12 * min(height, width))
    art = np.full((height - 2 * border, width - 2 * border, 3), _PAPER, np.uint8)
    h, w = art.shape[:2]
    for _ in range(int(rng.integers(4, 10))):
        ink = _INKS[int(rng.integers(len(_INKS)))]
        centre = (int(rng.uniform(0, w)), int(rng.uniform(0, h)))
        if rng.random() < 0.4:
            radius = int(rng.uniform(0.08, 0.35) * min(h, w))
            cv2.circle(art, centre, radius, ink, -1 if rng.random() < 0.7 else 4, cv2.LINE_AA)
        elif rng.random() < 0.5:
            level = int(rng.uniform(0.3, 1) * h)
            hills = (
                level + 0.08 * h * np.sin(np.linspace(0, rng.uniform(3, 9), w) + rng.uniform(0, 6))
            ).astype(int)
            outline = np.column_stack([np.arange(w), hills])
            cv2.fillPoly(art, [np.vstack([outline, [[w, h], [0, h]]]).astype(np.int32)], ink, cv2.LINE_AA)
        else:
            size = (int(rng.uniform(0.05, 0.4) * w), int(rng.uniform(0.05, 0.4) * h))
            cv2.rectangle(art, centre, (centre[0] + size[0], centre[1] + size[1]), ink, -1, cv2.LINE_AA)
    sheet[border : border + h, border : border + w] = art
    return sheet
