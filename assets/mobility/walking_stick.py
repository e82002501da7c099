"""A walking stick."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..shapes.tubes import smooth, tube, xyz

__all__ = ["walking_stick"]


def walking_stick(draw: Draw, grip_m: float) -> Model:
    """A stick that stands on z = 0, the middle of its handle on the z axis, ``grip_m`` high."""
    wood = Surface(base_color=varied(draw, "wood", hexadecimal("5a3c26"), 0.5), roughness=0.4, coat=0.5)
    rubber = Surface(base_color=(0.12, 0.12, 0.12), roughness=0.8)
    handle = [xyz(0.065, 0, grip_m - 0.012), xyz(0.0, 0, grip_m), xyz(-0.06, 0, grip_m - 0.006)]
    mesh = join(
        tube([xyz(0, 0, 0.03), xyz(0, 0, grip_m)], [0.009, 0.011], 0, 10),
        tube(smooth(handle, 8), 0.0125, 0, 10),
        tube([xyz(0, 0, 0.0), xyz(0, 0, 0.05)], 0.013, 1, 10),
    )
    mesh = Mesh(
        mesh.vertices - np.array([0, 0, mesh.bounds[0, 2]], np.float32), mesh.triangles, None, mesh.part
    )
    return Model(name="walking stick", mesh=mesh, materials=(wood, rubber), density_kg_m3=600.0)
