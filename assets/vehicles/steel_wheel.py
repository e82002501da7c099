"""The wheel of a lorry or a bus: a steel disc with holes, nuts and a hub, single or twin."""

from __future__ import annotations

import numpy as np

from ..mesh import Mesh, join
from ..shapes.solids import rounded_box
from ..spin import Spinning, spinning
from .coachwork import RIM, TRIM, TYRES
from .grid import grid

__all__ = ["steel_wheel"]

_ROUND = 48


def steel_wheel(radius_m: float, width_m: float, twin: bool = False) -> Spinning:
    """About the y axis, its outer face towards +y at y = 0.

    Args:
        radius_m: of the tread.
        width_m: of one tyre.
        twin: two tyres side by side, the disc sunk into the outer one; else it bulges out.
    """
    r, w = radius_m, width_m
    shoulder = [(0.80, 0.012), (0.93, 0.0), (0.985, -0.035), (1.0, -0.07)]
    outer = [(0.56 * r, -0.02), (0.60 * r, 0.0), *((share * r, y) for share, y in shoulder)]
    inner = [*((share * r, -w - y) for share, y in shoulder[:0:-1]), (0.60 * r, -w), (0.56 * r, -w + 0.02)]
    tyre = [*outer, *inner]
    # The disc stands far out on a steered axle, and far in on a driven one with twin tyres.
    face = -0.55 * w if twin else -0.02
    hub = 0.02 if twin else 0.06
    disc = [
        (0.02, hub), (0.17 * r, hub), (0.19 * r, hub - 0.015), (0.20 * r, face), (0.36 * r, face),
        (0.47 * r, face - 0.05), (0.50 * r, face - 0.07), (0.535 * r, -0.05), (0.555 * r, -0.005),
    ]  # fmt: skip
    meshes = [_turned(tyre[::-1], TYRES), _turned(disc[::-1], RIM)]
    if twin:
        meshes.append(_turned([(ring, y - w - 0.03) for ring, y in tyre[::-1]], TYRES))
    for number in range(10):
        turn = 2 * np.pi * (number + 0.5) / 10
        meshes.append(
            _around(rounded_box((0.035, 0.03, 0.035), 0.006, steps=0, parts=RIM), 0.28 * r, face, turn)
        )
        hole = rounded_box((0.085 * r, 0.01, 0.10 * r), 0.003, steps=0, parts=TRIM)
        meshes.append(_around(hole, 0.415 * r, face - 0.025, turn + np.pi / 10, 0.9))
    return spinning(join(*meshes), "wheel", r)


def _turned(profile: list[tuple[float, float]], part: int) -> Mesh:
    """Radius and y, from inside to outside, about the y axis; one point stands exactly on the ground."""
    rings = np.array(profile)
    angle = np.arange(_ROUND) / _ROUND * 2 * np.pi
    points = np.empty((len(rings), _ROUND, 3))
    points[..., 0] = rings[:, :1] * np.sin(angle)
    points[..., 1] = rings[:, 1:]
    points[..., 2] = rings[:, :1] * -np.cos(angle)
    return grid(points, part)


def _around(mesh: Mesh, radius_m: float, y_m: float, turn: float, tilt: float = 0.0) -> Mesh:
    """The mesh, which stands on z = 0, put at that place of a clock's face."""
    c, s = np.cos(turn), np.sin(turn)
    ct, st = np.cos(tilt), np.sin(tilt)
    low = float(mesh.bounds[1][2]) / 2
    lay = np.array([[1, 0, 0, 0], [0, ct, st, 0], [0, -st, ct, 0], [0, 0, 0, 1.0]])
    middle = np.eye(4)
    middle[2, 3] = -low
    put = np.array([[c, 0, s, radius_m * s], [0, 1, 0, y_m], [-s, 0, c, radius_m * c], [0, 0, 0, 1.0]])
    return mesh.transformed(put @ lay @ middle)
