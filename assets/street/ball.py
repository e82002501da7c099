"""A ball, such as children run after."""

from __future__ import annotations

from functools import lru_cache

from ...draw import Draw
from ..model import Model
from .finish import plastic
from .forms import ball as sphere
from .forms import gathered
from .mount import Region

__all__ = ["ball", "ball_of"]

_COLORS = {"c9c8c2": 2.0, "b3271f": 1.5, "2456a0": 1.0, "d8a21c": 1.0, "d2571c": 1.0}


@lru_cache(maxsize=32)
def ball_of(color: str = "b3271f", radius_m: float = 0.11, look: int = 1) -> Model:
    """A ball on z = 0, of COCO's category ``sports ball``."""
    mesh = gathered([sphere(radius_m, (0.0, 0.0, radius_m), 0, 20)], 80.0)
    return Model("ball", mesh, (plastic(color, look, 0.35),), category="sports ball")


def ball(draw: Draw, *, region: Region = "europe") -> Model:
    """A football or a smaller ball."""
    return ball_of(
        draw.choice("color", _COLORS), draw.choice("radius_m", (0.09, 0.11)), draw.integer("look", 0, 2)
    )
