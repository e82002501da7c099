"""Bicycles as they are drawn: city, touring, road, mountain and children's."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..contacts import Ride, moved_contacts
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes.car import car_color
from ..spin import Spin, moved_spins, spins_of
from ..vehicles.parts import Signals
from ..vehicles.surfaces import PARTS
from .bicycle import Bicycle
from .parts import LEATHER, RUBBER, materials

__all__ = ["BicycleKind", "bicycle"]

BicycleKind = Literal["city", "touring", "road", "mountain", "child"]
_SHARES: dict[BicycleKind, float] = {"city": 3.0, "touring": 2.5, "road": 1.2, "mountain": 1.6, "child": 0.7}
_CHILDREN = {
    "red": "b0262b",
    "blue": "2461a8",
    "green": "3f9a4d",
    "pink": "d3668f",
    "yellow": "dcae2c",
    "turquoise": "35a2a0",
}


def bicycle(
    draw: Draw,
    kind: BicycleKind | None = None,
    signals: Signals | None = None,
    crank_deg: float | None = None,
    steer_deg: float = 0.0,
    shape: Draw | None = None,
) -> Ride:
    """A bicycle on z = 0, facing +x, with the places where its rider touches it.

    Args:
        draw: of names ``kind``, ``color``, ``crank_deg`` and measures.
        kind: None draws it.
        signals: head and rear lamp shine with ``low_beam``, if it has lamps; None: all off.
        crank_deg: of the left crank from straight up, forwards; None draws it.
        steer_deg: of the bars, to the left.
        shape: draws crank and measures in place of ``draw``: bicycles of one shape share their mesh.
    """
    chosen: BicycleKind = draw.choice("kind", _SHARES if kind is None else {kind: 1.0})
    form = draw if shape is None else shape
    turned = form.uniform("crank_deg", 0, 360) if crank_deg is None else crank_deg
    built = Bicycle(**_measures(form, chosen), crank_deg=turned, steer_deg=steer_deg)
    mesh, spins, shift = _in_the_middle(built)
    model = Model(
        name=f"{chosen} bicycle",
        mesh=mesh,
        materials=_materials(draw, chosen, signals or Signals("off")),
        category="bicycle",
        attributes={"kind": chosen},
        density_kg_m3=120.0,
        spins=spins,
    )
    return Ride(model, moved_contacts(built.contacts(), shift))


@lru_cache(maxsize=24)
def _in_the_middle(built: Bicycle) -> tuple[Mesh, tuple[Spin, ...], npt.NDArray[np.float64]]:
    """A bicycle on z = 0, its middle at x = 0: its mesh, what turns, and how far it was moved for that."""
    pieces = built.pieces()
    mesh = join(*pieces)
    low, high = mesh.bounds
    shift = -np.array([(low[0] + high[0]) / 2, 0.0, low[2]])
    vertices = mesh.vertices + shift.astype(np.float32)
    moved = Mesh(vertices, mesh.triangles, mesh.uv, mesh.part, 45.0)
    return moved, moved_spins(spins_of(pieces), shift), shift


def _measures(draw: Draw, kind: BicycleKind) -> dict[str, Any]:
    u, chance = draw.uniform, draw.chance
    lamps = chance(
        "lamps", {"city": 0.95, "touring": 0.95, "road": 0.2, "mountain": 0.25, "child": 0.3}[kind]
    )
    common: dict[str, Any] = {"lamps": lamps, "reflectors": chance("reflectors", 0.7)}
    match kind:
        case "city":
            rack = chance("rack", 0.85)
            where = {"none": 0.55, "front": 0.3, "rack": 0.15 if rack else 0.0}
            return common | {
                "wheel_m": u("wheel_m", 0.34, 0.355),
                "tyre_m": u("tyre_m", 0.036, 0.048),
                "wheelbase_m": u("wheelbase_m", 1.08, 1.14),
                "chainstay_m": 0.47,
                "seat_deg": u("seat_deg", 68.5, 71),
                "head_deg": u("head_deg", 67.5, 70),
                "rake_m": 0.06,
                "head_tube_m": u("head_tube_m", 0.17, 0.22),
                "frame_m": u("frame_m", 0.48, 0.55),
                "saddle_m": u("saddle_m", 0.64, 0.74),
                "bars": "swept",
                "bar_width_m": u("bar_width_m", 0.56, 0.64),
                "stem_m": (0.03, u("stem_m", 0.10, 0.18)),
                "step_through": chance("step_through", 0.65),
                "mudguards": True,
                "rack": rack,
                "chain_case": True,
                "stand": True,
                "basket": draw.choice("basket", where),
            }
        case "touring":
            return common | {
                "wheel_m": u("wheel_m", 0.34, 0.352),
                "tyre_m": u("tyre_m", 0.036, 0.05),
                "wheelbase_m": u("wheelbase_m", 1.04, 1.10),
                "chainstay_m": 0.455,
                "seat_deg": u("seat_deg", 71, 73),
                "head_deg": u("head_deg", 69.5, 71.5),
                "head_tube_m": u("head_tube_m", 0.15, 0.2),
                "frame_m": u("frame_m", 0.5, 0.58),
                "saddle_m": u("saddle_m", 0.67, 0.78),
                "bars": "flat",
                "bar_width_m": u("bar_width_m", 0.58, 0.66),
                "stem_m": (0.06, u("stem_m", 0.05, 0.12)),
                "step_through": chance("step_through", 0.3),
                "suspension": chance("suspension", 0.4),
                "discs": chance("discs", 0.6),
                "mudguards": chance("mudguards", 0.85),
                "rack": chance("rack", 0.8),
                "stand": True,
                "bottle": chance("bottle", 0.35),
                "basket": "rack" if chance("rack_basket", 0.12) else "none",
            }
        case "road":
            return common | {
                "wheel_m": u("wheel_m", 0.334, 0.342),
                "tyre_m": u("tyre_m", 0.025, 0.032),
                "wheelbase_m": u("wheelbase_m", 0.98, 1.02),
                "chainstay_m": 0.41,
                "drop_m": 0.07,
                "seat_deg": u("seat_deg", 73, 74.5),
                "head_deg": u("head_deg", 72, 73.5),
                "rake_m": 0.045,
                "head_tube_m": u("head_tube_m", 0.13, 0.18),
                "frame_m": u("frame_m", 0.5, 0.57),
                "saddle_m": u("saddle_m", 0.68, 0.77),
                "bars": "drop",
                "bar_width_m": u("bar_width_m", 0.40, 0.44),
                "stem_m": (u("stem_m", 0.08, 0.11), 0.02),
                "discs": chance("discs", 0.5),
                "bottle": chance("bottle", 0.8),
            }
        case "mountain":
            return common | {
                "wheel_m": u("wheel_m", 0.345, 0.372),
                "tyre_m": u("tyre_m", 0.05, 0.06),
                "wheelbase_m": u("wheelbase_m", 1.10, 1.18),
                "chainstay_m": 0.44,
                "drop_m": 0.045,
                "seat_deg": u("seat_deg", 72, 75),
                "head_deg": u("head_deg", 66, 69),
                "rake_m": 0.045,
                "head_tube_m": u("head_tube_m", 0.11, 0.14),
                "frame_m": u("frame_m", 0.42, 0.48),
                "saddle_m": u("saddle_m", 0.66, 0.76),
                "bars": "flat",
                "bar_width_m": u("bar_width_m", 0.68, 0.78),
                "stem_m": (0.06, 0.02),
                "suspension": True,
                "discs": True,
                "bottle": chance("bottle", 0.4),
            }
        case _:
            return common | {
                "wheel_m": u("wheel_m", 0.2, 0.26),
                "tyre_m": u("tyre_m", 0.042, 0.05),
                "wheelbase_m": u("wheelbase_m", 0.76, 0.86),
                "chainstay_m": 0.33,
                "drop_m": 0.0,
                "seat_deg": 70.0,
                "head_deg": 69.0,
                "rake_m": 0.035,
                "head_tube_m": 0.10,
                "frame_m": u("frame_m", 0.27, 0.32),
                "saddle_m": u("saddle_m", 0.40, 0.5),
                "bars": "flat",
                "bar_width_m": u("bar_width_m", 0.5, 0.56),
                "stem_m": (0.03, u("stem_m", 0.08, 0.12)),
                "crank_m": 0.127,
                "step_through": chance("step_through", 0.5),
                "mudguards": chance("mudguards", 0.6),
                "child": True,
                "basket": "front" if chance("basket", 0.2) else "none",
            }


def _materials(draw: Draw, kind: BicycleKind, signals: Signals) -> tuple[Material, ...]:
    if kind == "child":
        color = varied(draw, "color", hexadecimal(_CHILDREN[draw.choice("color", tuple(_CHILDREN))]), 0.5)
    else:
        color = car_color(draw.scope("paint"), "bright")
    paint = Surface(base_color=color, roughness=0.32, coat=0.8)
    dark = Surface(base_color=(0.10, 0.10, 0.105), roughness=0.35, coat=0.5)
    accent = paint if draw.chance("same_accent", 0.4) else dark
    brown = draw.chance("leather", 0.4 if kind == "city" else 0.08)
    saddle = LEATHER if brown else Surface(base_color=(0.105, 0.10, 0.10), roughness=0.55)
    black_rim = draw.chance("black_rim", {"city": 0.25, "child": 0.2}.get(kind, 0.7))
    rim = dark if black_rim else Surface(base_color=(0.66, 0.67, 0.68), roughness=0.28, metallic=1.0)
    wicker = Surface(base_color=varied(draw, "wicker", hexadecimal("8a6a45"), 0.5), roughness=0.8)
    stuff: Material = wicker if kind == "city" and draw.chance("wicker_basket", 0.4) else dark
    if kind in ("road", "mountain", "touring"):
        stuff = Surface(base_color=car_color(draw.scope("bottle_paint"), "bright"), roughness=0.4)
    return materials(
        "bicycle", signals, paint, accent, rim, saddle, LEATHER if brown else RUBBER, stuff, PARTS["plate"]
    )


KINDS: tuple[BicycleKind, ...] = get_args(BicycleKind)
