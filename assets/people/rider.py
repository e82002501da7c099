"""People on bicycles, motorcycles and scooters, and in wheelchairs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...draw import Draw
from ..contacts import Contacts, Mount
from ..model import Model
from .anthropometry import AgeGroup
from .body import at_rest, posed
from .helmets import Helmet
from .keypoints import keypoints
from .outfit import Dress
from .person import Detail, Identity, assembled, clad, identity
from .riding import leg_need, seating

__all__ = ["rider", "who_fits"]

_HELMETS: dict[str, dict[Helmet | None, float]] = {
    "bicycle": {"cycle": 0.45, None: 0.55},
    "motorcycle": {"full_face": 0.85, "open_face": 0.15},
    "scooter": {"open_face": 0.55, "full_face": 0.45},
    "wheelchair": {None: 1.0},
}
"""Estimated shares, as on European streets."""
_AGES: dict[Mount, dict[AgeGroup, float]] = {
    "bicycle": {"teenager": 0.2, "adult": 0.68, "senior": 0.12},
    "motorcycle": {"adult": 0.95, "senior": 0.05},
    "scooter": {"teenager": 0.2, "adult": 0.75, "senior": 0.05},
    "wheelchair": {"child": 0.08, "teenager": 0.07, "adult": 0.4, "senior": 0.45},
    "pushed": {"teenager": 0.05, "adult": 0.85, "senior": 0.1},
}
_NAMES = {
    "bicycle": "cycling",
    "motorcycle": "motorcycling",
    "scooter": "on_a_scooter",
    "wheelchair": "wheelchair",
}
_AT_EASE = 0.93
"""Of the straight leg, from hip to ankle at the lowest pedal: how people set their saddles, at most 0.97."""


def rider(draw: Draw, on: Contacts, detail: Detail = "near", helmet: Helmet | bool | None = True) -> Model:
    """Somebody on a bicycle, motorcycle or scooter, or in a wheelchair: **in the frame of what is ridden**.

    It is placed with the same pose as that, and is a thing of its own, so that there are COCO's two
    annotations.

    Args:
        draw: of names as for :func:`~.person.person`, and ``helmet``. Who it is fits the thing: a child on a
            child's bicycle, and nobody whose legs are too short for the pedals.
        on: what it touches.
        detail: as for :func:`~.person.person`.
        helmet: False or None: bare-headed; True draws it by what is ridden.

    Raises:
        AssetError: the pack ``people`` is not installed.
    """
    who = who_fits(draw, on)
    rest, skeleton = at_rest(who.shape)
    seat = seating(skeleton, rest, on, draw.scope("seating"))
    figure = posed(who.shape, rest, skeleton, seat.pose, seat.offset_m)
    clothes: Dress = "motorcycle" if on.mount == "motorcycle" and draw.chance("leather", 0.75) else "astride"
    worn = _helmet(draw, on, helmet)
    pieces = clad(draw, who, figure, detail, clothes, worn, bags=on.mount != "wheelchair")
    return assembled(who, _NAMES[on.mount], pieces, keypoints(figure), np.zeros(3, np.float32))


def who_fits(draw: Draw, on: Contacts) -> Identity:
    """Who :func:`rider` makes of the same draws."""
    return _fitting(identity(draw, {"child": 1.0} if on.child else _AGES[on.mount]), on)


def _helmet(draw: Draw, on: Contacts, wanted: Helmet | bool | None) -> Helmet | None:
    if wanted is True:
        shares = _HELMETS[on.mount]
        if on.child and on.mount == "bicycle":
            shares = {"cycle": 0.85, None: 0.15}
        name = draw.choice("helmet", {str(key): share for key, share in shares.items()})
        return next(key for key in shares if str(key) == name)
    return None if wanted is False else wanted


def _fitting(who: Identity, on: Contacts) -> Identity:
    """The same person tall enough for the pedals, and not so tall that the knees meet the bars."""
    for _ in range(2):
        rest, skeleton = at_rest(who.shape)
        need = leg_need(skeleton, rest, on)
        # Children's saddles are set low, so that the feet reach the ground.
        least, most = (0.62 if on.child else 0.80, 0.965) if on.mount == "bicycle" else (0.0, 0.95)
        if least <= need <= most:
            return who
        factor = need / (_AT_EASE if need > most else least + 0.03)
        who = replace(who, shape=replace(who.shape, scale=who.shape.scale * factor))
    return who
