"""Motorcycles and scooters as they are drawn."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...draw import Draw
from ..contacts import Contacts, Ride, moved_contacts
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes.car import car_color
from ..spin import moved_spins, spins_of
from ..vehicles.parts import Signals
from ..vehicles.plate import plate
from .motorcycle import Motorcycle, Style
from .parts import LEATHER, RUBBER, materials
from .scooter import Scooter

__all__ = ["ScooterKind", "motorcycle", "scooter"]

ScooterKind = Literal["classic", "modern"]
_STYLES: dict[Style, float] = {"naked": 3.0, "sport": 1.6, "tourer": 1.6, "cruiser": 1.3}
_PASTEL = {"cream": "d9d0b4", "mint": "9fbfae", "sky": "8fb1c6", "red": "9c2220", "white": "dedcd5",
           "black": "242528", "petrol": "2f5560", "yellow": "d2a93c"}  # fmt: skip


def motorcycle(
    draw: Draw, style: Style | None = None, signals: Signals | None = None, steer_deg: float = 0.0
) -> Ride:
    """A motorcycle on z = 0, facing +x, with the places where its rider touches it.

    Args:
        draw: of names ``style``, ``paint/color`` and measures.
        style: None draws it.
        signals: which lamps shine; None: head and rear lamp, which motorcycles have on by day too.
        steer_deg: of the bars, to the left.
    """
    chosen: Style = draw.choice("style", _STYLES if style is None else {style: 1.0})
    built = _measured(draw, chosen, steer_deg)
    return _ride(draw, built.pieces(), built.contacts(), chosen, signals or Signals())


def scooter(
    draw: Draw, kind: ScooterKind | None = None, signals: Signals | None = None, steer_deg: float = 0.0
) -> Ride:
    """A scooter; arguments as for :func:`motorcycle`."""
    chosen: ScooterKind = draw.choice(
        "kind", {"classic": 1.0, "modern": 1.2} if kind is None else {kind: 1.0}
    )
    classic = chosen == "classic"
    built = Scooter(
        classic=classic,
        wheel_m=draw.uniform("wheel_m", 0.215, 0.235) if classic else draw.uniform("wheel_m", 0.24, 0.30),
        tyre_m=draw.uniform("tyre_m", 0.09, 0.12),
        wheelbase_m=draw.uniform("wheelbase_m", 1.26, 1.34),
        seat_m=draw.uniform("seat_m", 0.76, 0.81),
        screen=draw.chance("screen", 0.15 if classic else 0.35),
        case=draw.chance("case", 0.2 if classic else 0.35),
        steer_deg=steer_deg,
    )
    return _ride(draw, built.pieces(), built.contacts(), f"{chosen} scooter", signals or Signals())


def _measured(draw: Draw, style: Style, steer_deg: float) -> Motorcycle:
    u, chance = draw.uniform, draw.chance
    match style:
        case "cruiser":
            seat = (0.46, u("seat_m", 0.66, 0.72))
            return Motorcycle(
                style=style,
                front_m=u("front_m", 0.31, 0.34),
                rear_m=0.32,
                front_tyre_m=u("front_tyre_m", 0.10, 0.13),
                rear_tyre_m=u("rear_tyre_m", 0.16, 0.20),
                wheelbase_m=u("wheelbase_m", 1.58, 1.68),
                rake_deg=u("rake_deg", 30, 34),
                seat=seat,
                grips=(u("grip_x_m", 0.86, 0.94), 0.40, u("grip_z_m", 1.0, 1.12)),
                rests=(u("rest_x_m", 0.80, 0.98), 0.25, 0.33),
                tank_m=0.90,
                exhausts=draw.choice("exhausts", (1, 2)),
                twin=True,
                wire=chance("wire", 0.5),
                steer_deg=steer_deg,
            )
        case "sport":
            return Motorcycle(
                style=style,
                wheelbase_m=u("wheelbase_m", 1.38, 1.42),
                rake_deg=u("rake_deg", 23, 25),
                rear_tyre_m=u("rear_tyre_m", 0.17, 0.19),
                seat=(0.42, u("seat_m", 0.80, 0.84)),
                grips=(0.98, 0.30, u("grip_z_m", 0.87, 0.92)),
                rests=(0.36, 0.22, 0.38),
                tank_m=1.0,
                steer_deg=steer_deg,
            )
        case "tourer":
            return Motorcycle(
                style=style,
                wheelbase_m=u("wheelbase_m", 1.46, 1.54),
                rake_deg=u("rake_deg", 25, 27),
                seat=(0.46, u("seat_m", 0.80, 0.85)),
                grips=(0.92, 0.38, u("grip_z_m", 1.06, 1.14)),
                rests=(0.52, 0.23, 0.29),
                tank_m=1.03,
                exhausts=draw.choice("exhausts", (1, 2)),
                cases=chance("cases", 0.55),
                steer_deg=steer_deg,
            )
        case _:
            retro = chance("retro", 0.4)
            return Motorcycle(
                style=style,
                wheelbase_m=u("wheelbase_m", 1.40, 1.47),
                rake_deg=u("rake_deg", 24, 27),
                front_tyre_m=0.11 if retro else 0.12,
                rear_tyre_m=0.14 if retro else u("rear_tyre_m", 0.16, 0.18),
                seat=(0.44, u("seat_m", 0.78, 0.83)),
                grips=(0.93, 0.365, u("grip_z_m", 1.02, 1.09)),
                rests=(0.49, 0.23, 0.30),
                tank_m=0.99,
                exhausts=2 if retro else 1,
                wire=retro,
                steer_deg=steer_deg,
            )


def _ride(draw: Draw, pieces: list[Mesh], contacts: Contacts, kind: str, signals: Signals) -> Ride:
    mesh = join(*pieces)
    low, high = mesh.bounds
    shift = -np.array([(low[0] + high[0]) / 2, 0.0, low[2]])
    model = Model(
        name=kind if "scooter" in kind else f"{kind} motorcycle",
        mesh=Mesh(mesh.vertices + shift.astype(np.float32), mesh.triangles, mesh.uv, mesh.part, 42.0),
        materials=_materials(draw, kind, signals),
        category="motorcycle",
        attributes={"kind": kind},
        density_kg_m3=600.0,
        spins=moved_spins(spins_of(pieces), shift),
    )
    return Ride(model, moved_contacts(contacts, shift))


def _materials(draw: Draw, kind: str, signals: Signals) -> tuple[Material, ...]:
    if kind == "classic scooter":
        color = varied(draw, "color", hexadecimal(_PASTEL[draw.choice("color", tuple(_PASTEL))]), 0.4)
    else:
        color = car_color(draw.scope("paint"), "bright")
    paint = Surface(base_color=color, roughness=0.25, coat=1.0)
    dark = Surface(base_color=(0.10, 0.10, 0.105), roughness=0.45)
    accent = paint if draw.chance("same_accent", 0.35) else dark
    brown = draw.chance("brown_seat", 0.35 if kind in ("classic scooter", "cruiser") else 0.05)
    vinyl = LEATHER if brown else Surface(base_color=(0.105, 0.10, 0.10), roughness=0.5)
    bright = draw.chance("bright_rim", 0.6 if kind in ("cruiser", "classic scooter") else 0.25)
    rim = Surface(base_color=(0.66, 0.67, 0.68), roughness=0.3, metallic=1.0) if bright else dark
    return materials(
        "motorcycle", signals, paint, accent, rim, vinyl, RUBBER, dark, plate(draw.scope("plate"))
    )  # fmt: skip
