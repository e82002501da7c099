"""The bonnet of the camera's own car, as a camera behind the windscreen sees it."""

from __future__ import annotations

import numpy as np

from ...assets import recipes
from ...assets.material import Material
from ...assets.mesh import Mesh
from ...assets.model import Model
from ...draw import Draw
from ...errors import SceneError
from .gaps import EGO_FRONT_M

__all__ = ["bonnet", "bonnet_mesh", "wanted"]

_REAR_M = 0.85
_ROWS, _COLUMNS = 24, 41


def wanted(draw: Draw) -> bool:
    """Whether the recipe asks for a bonnet: ``--given bonnet=yes``.

    Raises:
        SceneError: it says neither ``yes`` nor ``no``.
    """
    said = draw.setting("bonnet", "no")
    if said not in ("yes", "no"):
        raise SceneError(f"bonnet: expected yes or no, got {said!r}; leave it out for no")
    return said == "yes"


def bonnet(draw: Draw) -> Model:
    """A bonnet in the car's frame: x forwards, its origin on the road below the middle of the car."""
    mesh = bonnet_mesh(
        height_m=draw.uniform("height_m", 0.93, 1.0),
        fall_m=draw.uniform("fall_m", 0.06, 0.14),
        crease_m=draw.uniform("crease_m", 0.0, 0.018),
        half_m=draw.uniform("half_m", 0.78, 0.86),
    )
    paint: Material = recipes.car_paint(draw.scope("paint"))
    return Model("bonnet", mesh, (paint,))


def bonnet_mesh(height_m: float, fall_m: float, crease_m: float, half_m: float) -> Mesh:
    """A crowned sheet that rolls down at its nose and its sides.

    Args:
        height_m: of its middle at the windscreen.
        fall_m: how far it falls towards the nose.
        crease_m: how far two lines along it stand out.
        half_m: half its width.
    """
    u = np.linspace(0.0, 1.0, _ROWS)[:, None] ** 0.7  # denser at the nose, which is what is seen
    w = np.sin(np.linspace(-np.pi / 2, np.pi / 2, _COLUMNS))[None, :]
    nose = EGO_FRONT_M - 0.03 - 0.16 * w**2
    x = _REAR_M + (nose - _REAR_M) * u
    y = half_m * w * (1.0 - 0.04 * u)
    crease = crease_m * np.exp(-(((np.abs(w) - 0.58) / 0.07) ** 2)) * (1 - u**4)
    z = height_m - fall_m * u**1.6 - 0.05 * w**2 + crease - 0.16 * u**14 - 0.14 * np.abs(w) ** 16
    vertices = np.stack(np.broadcast_arrays(x, y, z), -1).reshape(-1, 3)
    row, column = np.mgrid[: _ROWS - 1, : _COLUMNS - 1]
    a = (row * _COLUMNS + column).ravel()
    b, c, d = a + _COLUMNS, a + _COLUMNS + 1, a + 1
    triangles = np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)])
    return Mesh(vertices.astype(np.float32), triangles.astype(np.int32))
