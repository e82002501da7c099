"""Tabletop: household things, or the user's own, on a table, from sparse to heaped."""

from __future__ import annotations

import numpy as np

from ...assets import interior
from ...assets.household import table as table_model
from ...assets.model import Model
from ...draw import Draw
from ..frames import pose, rotation_z
from ..scene import Scene, Thing
from .contents import contents
from .light import lighting
from .viewpoint import viewpoint

__all__ = ["tabletop"]


def tabletop(draw: Draw, models: tuple[Model, ...] = ()) -> Scene:
    """A photograph of a table: what stands on it, the room around it, its light, the camera.

    Args:
        draw: all randomness; ``cyclorama draws tabletop`` lists the names.
        models: the user's own; they then are most of what stands on the table.
    """
    table = Thing(table_model(draw.scope("table")))
    top_m = float(table.model.mesh.bounds[1, 2])
    on_table = contents(draw, table, models)
    indoors = draw.choice("place", {"room": 0.75, "open": 0.25}) == "room"
    light = lighting(draw.scope("light"), top_m, indoors)
    camera = viewpoint(draw.scope("camera"), table, on_table.things, on_table.scale, light.kelvin)
    around = _room(draw.scope("room"), table) if indoors else ()
    return Scene(
        things=[*on_table.things, table, *around],
        camera=camera,
        lights=light.lights,
        environment=light.environment,
    )


def _room(draw: Draw, table: Thing) -> list[Thing]:
    """A corner of a room behind the table, with chairs, and what stands and hangs at the back wall."""
    half = np.ptp(table.model.mesh.bounds, axis=0)[:2] / 2
    back_m = float(half[1]) + draw.uniform("back_m", 0.6, 1.8)
    things = [Thing(model) for model in interior.room(draw, back_m)]
    one = interior.chair(draw.scope("chair"))  # chairs at a table are of one kind
    seats = {"back": (0.0, half[1], 0.0), "left": (-half[0], 0.1, 90.0), "right": (half[0], 0.1, -90.0)}
    for number, (name, (x, y, yaw_deg)) in enumerate(seats.items()):
        place = draw.scope("seat", number)
        if place.chance("taken", 0.55 if name == "back" else 0.3):
            away = 0.3 + place.uniform("pulled_out_m", -0.12, 0.3)
            yaw = yaw_deg + place.normal("turned_deg", 0, 12, -35, 35)
            facing = rotation_z(yaw_deg) @ (0, away, 0)
            along = place.uniform("along_m", -0.25, 0.25) if name == "back" else 0.0
            things.append(Thing(one, pose((x + facing[0] + along, y + facing[1], 0), rotation_z(yaw))))
    wall_x = draw.uniform("wall_x_m", -0.9, 0.9)
    if back_m - half[1] > 1.1 and draw.chance("sideboard", 0.6):
        things.append(Thing(interior.sideboard(draw.scope("sideboard")), pose((wall_x, back_m - 0.02, 0))))
    if draw.chance("picture", 0.7):
        above_m = draw.uniform("picture_above_m", 1.25, 1.7)
        picture = interior.wall_picture(draw.scope("picture"))
        things.append(Thing(picture, pose((wall_x + 0.2, back_m - 0.002, above_m))))
    return things
