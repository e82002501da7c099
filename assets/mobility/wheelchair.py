"""A wheelchair that its user drives by the rims of its wheels."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..contacts import Contacts, Ride, moved_contacts
from ..material import Surface
from ..mesh import Mesh, join
from ..model import Model
from ..recipes.car import car_color
from ..shapes.solids import placed, rounded_box
from ..shapes.tubes import Array, bars, tube, turned, xyz
from ..vehicles.surfaces import PARTS

__all__ = ["wheelchair"]

_FRAME, _BLACK, _TYRE, _STEEL, _SEAT = range(5)
_WHEEL_M, _RIM_M, _CASTER_M = 0.305, 0.262, 0.075
_SEAT_M = 0.50
_STEEL_LOOK = Surface(base_color=(0.66, 0.67, 0.68), roughness=0.25, metallic=1.0)
_CLOTH = Surface(base_color=(0.09, 0.09, 0.095), roughness=0.85)


def wheelchair(draw: Draw) -> Ride:
    """A wheelchair on z = 0, facing +x, with where its user sits and holds its rims.

    COCO has no category for it: it is labelled by none, and its user is a person.

    Args:
        draw: of names ``paint/color``, ``rims_deg``, ``wide_m``.
    """
    half = draw.uniform("wide_m", 0.42, 0.48) / 2
    axle = xyz(0.04, 0, _WHEEL_M)
    # Where along the rims the hands are just now, from the top, forwards.
    hands = np.radians(draw.uniform("rims_deg", -10, 45))
    rim_y = half + 0.075
    mesh = join(*_wheels(axle, half, rim_y), *_frame(half), *_seat(half))
    low, high = mesh.bounds
    shift = -np.array([(low[0] + high[0]) / 2, 0.0, low[2]])
    grip = axle + _RIM_M * np.array([np.sin(hands), 0.0, np.cos(hands)])
    back = (-float(np.cos(hands)), 0.0, float(np.sin(hands)))
    contacts = Contacts(
        mount="wheelchair",
        seat=(0.11, 0.0, _SEAT_M + 0.045),
        grips=((grip[0], rim_y, grip[2]), (grip[0], -rim_y, grip[2])),
        grip_axes=(back, back),
        feet=((0.60, 0.09, 0.135), (0.60, -0.09, 0.135)),
    )
    dark = Surface(base_color=(0.10, 0.10, 0.105), roughness=0.5)
    paint = Surface(base_color=car_color(draw.scope("paint"), "bright"), roughness=0.35, coat=0.6)
    model = Model(
        name="wheelchair",
        mesh=Mesh(mesh.vertices + shift.astype(np.float32), mesh.triangles, None, mesh.part, 45.0),
        materials=(paint, dark, PARTS["tyres"], _STEEL_LOOK, _CLOTH),
        attributes={"kind": "wheelchair"},
        density_kg_m3=150.0,
    )
    return Ride(model, moved_contacts(contacts, shift))


def _ring(radius_m: float, thick_m: float, part: int, middle: Array, steps: int = 40) -> Mesh:
    turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    profile = np.stack([radius_m + thick_m * np.cos(turn), thick_m * np.sin(turn)], axis=1)
    return turned(profile, part, steps, middle)


def _wheels(axle: Array, half: float, rim_y: float) -> list[Mesh]:
    found = []
    out = 2 * np.pi * np.arange(24) / 24
    for side in (1.0, -1.0):
        middle = axle + xyz(0, side * (half + 0.035), 0)
        found.append(_ring(_WHEEL_M - 0.013, 0.013, _TYRE, middle))
        found.append(_ring(_WHEEL_M - 0.03, 0.008, _STEEL, middle))
        found.append(_ring(_RIM_M, 0.0095, _STEEL, axle + xyz(0, side * rim_y, 0)))
        found.append(
            tube([middle - xyz(0, side * 0.05, 0), middle + xyz(0, side * 0.03, 0)], 0.024, _BLACK, 12)
        )
        way = np.stack([np.sin(out), 0 * out, np.cos(out)], axis=1)
        step = np.where(np.arange(24) % 2 == 0, 0.02, -0.02)[:, None] * [[0.0, 1.0, 0.0]]
        found.append(bars(middle + 0.022 * way + step, middle + (_WHEEL_M - 0.03) * way, 0.0014, _STEEL))
        clips = way[::6]
        held = xyz(0, side * (rim_y - half - 0.035), 0)
        found.append(
            bars(middle + (_WHEEL_M - 0.03) * clips, middle + held + _RIM_M * clips, 0.004, _STEEL, 4)
        )
        caster = xyz(0.42, side * (half - 0.03), _CASTER_M)
        found.append(_ring(_CASTER_M - 0.016, 0.016, _TYRE, caster, 20))
        found.append(tube([caster - xyz(0, 0.02, 0), caster + xyz(0, 0.02, 0)], 0.03, _BLACK, 10))
        fork = [
            caster + xyz(0, side * 0.024, 0),
            caster + xyz(0.03, side * 0.024, 0.10),
            caster + xyz(0.045, 0, 0.13),
        ]
        found.append(tube(fork, 0.008, _STEEL, 6))
    return found


def _frame(half: float) -> list[Mesh]:
    found = []
    for side in (1.0, -1.0):
        y = side * half
        side_tube = [
            xyz(-0.03, y, _SEAT_M + 0.01),
            xyz(0.40, y, _SEAT_M + 0.02),
            xyz(0.47, y * 0.96, _SEAT_M - 0.03),
            xyz(0.55, y * 0.72, 0.20),
            xyz(0.58, y * 0.66, 0.125),
        ]
        found.append(tube(side_tube, 0.0135, _FRAME, 10))
        lower = [
            xyz(-0.02, y, _SEAT_M),
            xyz(0.0, y, 0.26),
            xyz(0.40, y, 0.24),
            xyz(0.47, y * 0.96, _SEAT_M - 0.03),
        ]
        found.append(tube(lower, 0.0125, _FRAME, 10))
        cane = [
            xyz(0.0, y, 0.40),
            xyz(-0.03, y, 0.66),
            xyz(-0.06, y, 0.90),
            xyz(-0.09, y, 0.93),
            xyz(-0.17, y, 0.935),
        ]
        found.append(tube(cane, 0.0125, _FRAME, 10))
        found.append(tube([xyz(-0.085, y, 0.932), xyz(-0.175, y, 0.935)], 0.018, _BLACK, 10))
        guard = rounded_box((0.30, 0.008, 0.16), 0.0035, 1, _BLACK)
        found.append(placed(guard, 0.13, y + side * 0.012, _SEAT_M))
    found.append(tube([xyz(0.0, -half, 0.30), xyz(0.0, half, 0.30)], 0.014, _FRAME, 8))
    found.append(tube([xyz(0.40, -half, 0.245), xyz(0.40, half, 0.245)], 0.012, _FRAME, 8))
    plate = rounded_box((0.17, 2 * half * 0.62, 0.014), 0.006, 1, _BLACK)
    found.append(placed(plate, 0.62, 0, 0.118))
    return found


def _seat(half: float) -> list[Mesh]:
    cushion = rounded_box((0.43, 2 * half - 0.02, 0.055), 0.022, 2, _SEAT)
    back = rounded_box((0.03, 2 * half - 0.03, 0.38), 0.012, 2, _SEAT)
    lean = np.radians(-6.0)
    m = np.eye(4)
    m[:3, :3] = [[np.cos(lean), 0, np.sin(lean)], [0, 1, 0], [-np.sin(lean), 0, np.cos(lean)]]
    m[:3, 3] = (-0.02, 0, _SEAT_M + 0.03)
    return [placed(cushion, 0.20, 0, _SEAT_M - 0.005), back.transformed(m)]
