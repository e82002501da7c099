"""An open umbrella: eight panels over ribs, a shaft and a handle."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Color, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..shapes.tubes import bars, smooth, tube, xyz

__all__ = ["GRIP_M", "umbrella"]

GRIP_M = 0.10
"""How high above the handle's lowest point a hand holds it."""
_CANOPY, _STEEL, _HANDLE = range(3)
_PANELS = 8
_COLORS = {
    "black": ("1f1f22", 4.0),
    "navy": ("27324a", 2.0),
    "red": ("a02a2c", 1.3),
    "green": ("3b6a4b", 0.7),
    "grey": ("75777b", 1.0),
    "yellow": ("d3ab35", 0.6),
    "clear_blue": ("7fa3bf", 0.8),
    "burgundy": ("5f2a33", 0.7),
}


def umbrella(draw: Draw, size: float = 1.0) -> Model:
    """An open umbrella that stands upright on its handle at z = 0, of COCO's category ``umbrella``.

    Args:
        draw: of the names ``color`` and ``radius_m``.
        size: 1 for an adult's.
    """
    radius = draw.uniform("radius_m", 0.48, 0.58) * size
    name = draw.choice("color", {key: share for key, (_, share) in _COLORS.items()})
    color: Color = varied(draw, "color", hexadecimal(_COLORS[name][0]), 0.4)
    top = 0.86 * size
    rise = 0.42 * radius
    rows, columns = 7, _PANELS * 6
    around = 2 * np.pi * np.arange(columns) / columns
    # Between ribs the cloth is straight, so that panels hang in a little and edges are scalloped.
    within = np.pi / _PANELS
    straight = np.cos(within) / np.cos((around % (2 * within)) - within)
    out = np.linspace(0.03, 1.0, rows)[:, None]
    reach = radius * out * (1 - (1 - straight) * (0.4 + 0.9 * out))
    height = top - rise * out**2.2 + 0.10 * radius * (1 - straight) * out
    points = np.stack(
        [reach * np.cos(around), reach * np.sin(around), np.broadcast_to(height, reach.shape)], axis=2
    )
    flat = points.reshape(-1, 3)
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b = index[:-1], np.roll(index, -1, axis=1)[:-1]
    c, d = np.roll(index, -1, axis=1)[1:], index[1:]
    upper = np.concatenate([np.stack([a, d, c], 2).reshape(-1, 3), np.stack([a, c, b], 2).reshape(-1, 3)])
    # The under side is a sheet of its own, a little lower, so that light does not leak between them.
    lower = flat - [0, 0, 0.002]
    canopy = Mesh(
        np.concatenate([flat, lower]).astype(np.float32),
        np.concatenate([upper, upper[:, ::-1] + len(flat)]).astype(np.int32),
        part=np.full(2 * len(upper), _CANOPY, np.int32), sharp_angle_deg=35.0,
    )  # fmt: skip
    tips = points[:, ::6].transpose(1, 0, 2) - [0, 0, 0.006]
    ribs = bars(tips[:, :-1].reshape(-1, 3), tips[:, 1:].reshape(-1, 3), 0.0028, _STEEL, 4)
    runner = np.broadcast_to(xyz(0, 0, top - 0.30 * size), (len(tips), 3))
    stays = bars(runner.copy(), tips[:, 3], 0.0025, _STEEL, 4)
    shaft = tube([xyz(0, 0, 0.10), xyz(0, 0, top + 0.05)], 0.006, _STEEL, 8)
    hook = smooth(
        [xyz(0, 0, 0.2), xyz(0, 0, 0.05), xyz(0.02, 0, 0.012), xyz(0.05, 0, 0.012), xyz(0.07, 0, 0.05)], 14
    )
    mesh = join(canopy, ribs, stays, shaft, tube(hook, 0.0125, _HANDLE, 10))
    low = mesh.bounds[0, 2]
    mesh = Mesh(mesh.vertices - np.array([0, 0, low], np.float32), mesh.triangles, None, mesh.part, 35.0)
    return Model(
        name="umbrella",
        mesh=mesh,
        materials=(
            Surface(base_color=color, roughness=0.6),
            Surface(base_color=(0.55, 0.56, 0.57), roughness=0.3, metallic=1.0),
            Surface(base_color=(0.16, 0.11, 0.08), roughness=0.4, coat=0.4),
        ),
        category="umbrella",
        density_kg_m3=60.0,
    )
