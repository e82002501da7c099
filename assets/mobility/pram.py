"""A pram: a carrycot with its hood on a frame with four wheels and a handle."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..contacts import Contacts, Ride, moved_contacts
from ..material import Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import FABRICS, pick
from ..recipes import Fabric
from ..shapes.loft import loft
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import Array, bars, hull, smooth, tube, turned, xyz
from ..vehicles.surfaces import PARTS

__all__ = ["pram"]

_COT, _HOOD, _FRAME, _TYRE, _BLACK = range(5)
_BACK_M = 0.36
"""From the handle to the hips of who pushes."""


def pram(draw: Draw) -> Ride:
    """A pram on z = 0, facing +x, with where its handle is held; COCO has no category for it.

    Args:
        draw: of names ``fabric``, ``hood_deg``, ``wheel_m``, ``handle_m``.
    """
    rear, front = draw.uniform("wheel_m", 0.13, 0.17), draw.uniform("front_wheel_m", 0.09, 0.13)
    handle = draw.uniform("handle_m", 0.98, 1.06)
    open_deg = draw.uniform("hood_deg", 75, 125)
    mesh = join(*_chassis(rear, front, handle), *_cot(), *_hood(open_deg))
    low, high = mesh.bounds
    shift = -np.array([(low[0] + high[0]) / 2, 0.0, low[2]])
    contacts = Contacts(
        mount="pushed",
        seat=(-0.62 - _BACK_M, 0.0, 0.0),
        grips=((-0.62, 0.17, handle), (-0.62, -0.17, handle)),
        grip_axes=((0.0, 1.0, 0.0), (0.0, -1.0, 0.0)),
        feet=((-1.0, 0.09, 0.0), (-1.0, -0.09, 0.0)),
    )
    cloth = pick(draw, "fabric", FABRICS)
    stuff = Fabric(color=cloth, second_color=cloth, thread_m=0.001, uv_m=(1.0, 1.0), wrinkles=0.3)
    frame = Surface(base_color=(0.12, 0.12, 0.125), roughness=0.35, coat=0.4)
    model = Model(
        name="pram",
        mesh=Mesh(mesh.vertices + shift.astype(np.float32), mesh.triangles, mesh.uv, mesh.part, 45.0),
        materials=(stuff, stuff, frame, PARTS["tyres"], Surface(base_color=(0.1, 0.1, 0.105), roughness=0.6)),
        attributes={"kind": "pram"},
        density_kg_m3=80.0,
    )
    return Ride(model, moved_contacts(contacts, shift))


def _wheel(radius_m: float, middle: Array) -> list[Mesh]:
    turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    tyre = np.stack([radius_m - 0.02 + 0.02 * np.cos(turn), 0.02 * np.sin(turn)], axis=1)
    hub = [(0.006, -0.02), (0.03, -0.018), (0.03, 0.018), (0.006, 0.02)]
    out = 2 * np.pi * np.arange(12) / 12
    way = np.stack([np.sin(out), 0 * out, np.cos(out)], axis=1)
    spokes = bars(middle + 0.025 * way, middle + (radius_m - 0.035) * way, 0.004, _FRAME, 4)
    return [turned(tyre, _TYRE, 30, middle), turned(hub, _BLACK, 14, middle), spokes]


def _chassis(rear: float, front: float, handle: float) -> list[Mesh]:
    found = []
    for side in (1.0, -1.0):
        back, ahead = xyz(-0.36, side * 0.29, rear), xyz(0.36, side * 0.25, front)
        found += _wheel(rear, back) + _wheel(front, ahead)
        y = side * 0.25
        found.append(tube([back - xyz(0, side * 0.05, 0), xyz(0.02, y, 0.50)], 0.014, _FRAME, 8))
        found.append(
            tube(
                [xyz(-0.14, y, 0.56), xyz(0.30, y, 0.30), ahead + xyz(-0.03, -side * 0.03, front + 0.03)],
                0.014,
                _FRAME,
                8,
            )
        )
        found.append(
            tube(
                [ahead + xyz(-0.03, -side * 0.03, front + 0.03), ahead - xyz(0, side * 0.03, 0)],
                0.012,
                _FRAME,
                8,
            )
        )
        arm = [
            xyz(0.04, y, 0.45),
            xyz(-0.25, y, 0.72),
            xyz(-0.52, y, handle - 0.06),
            xyz(-0.60, 0.9 * y, handle - 0.005),
            xyz(-0.62, 0.7 * y, handle),
        ]
        found.append(tube(smooth(arm, 12), 0.013, _FRAME, 8))
    found.append(tube([xyz(-0.62, -0.19, handle), xyz(-0.62, 0.19, handle)], 0.017, _BLACK, 10))
    found.append(tube([xyz(-0.36, -0.28, rear), xyz(-0.36, 0.28, rear)], 0.01, _FRAME, 6))
    found.append(placed(rounded_box((0.42, 0.40, 0.13), 0.03, 2, _COT), -0.04, 0, 0.27))
    return found


def _cot() -> list[Mesh]:
    rows = [
        (-0.43, 0.70, 0.18, 0.14),
        (-0.38, 0.68, 0.34, 0.24),
        (-0.15, 0.66, 0.40, 0.28),
        (0.2, 0.66, 0.40, 0.28),
        (0.38, 0.68, 0.34, 0.24),
        (0.43, 0.70, 0.2, 0.14),
    ]
    return [hull(rows, _COT, 22, 24, exponent=4.0)]


def _hood(open_deg: float) -> list[Mesh]:
    """Bows about an axis across the cot, from its head end over the top."""
    turn = np.linspace(0, np.pi, 17)
    bows = np.radians(np.linspace(-5, open_deg, 9))
    sag = np.where(np.arange(9) % 2 == 0, 1.0, 0.965)
    outer = []
    for grown in (1.0, 0.975):
        ring = np.stack(
            [
                np.stack(
                    [
                        -0.12 - r * grown * 0.33 * np.sin(turn) * np.cos(a),
                        0.205 * grown * np.cos(turn),
                        0.755 + r * grown * 0.36 * np.sin(turn) * np.sin(a),
                    ],
                    axis=1,
                )
                for a, r in zip(bows, sag, strict=True)
            ]
        )
        outer.append(ring)
    closed = np.concatenate([outer[0], outer[1][:, ::-1]], axis=1)
    return [loft(closed[::-1], _HOOD, sharp_angle_deg=50.0)]
