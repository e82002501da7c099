"""Where somebody who rides, pushes or sits in a thing touches it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from .model import Model
from .shapes.vectors import rotation_about

__all__ = ["Contacts", "Mount", "Ride", "cranked_contacts", "moved_contacts", "point"]

Point = tuple[float, float, float]
Mount = Literal["bicycle", "motorcycle", "scooter", "wheelchair", "pushed"]
"""How it is ridden: astride with pedals or footrests, with both feet on a board, sitting, on foot."""


@dataclass(frozen=True)
class Contacts:
    """Places in the thing's frame, metres: z up, facing +x, left is +y.

    Attributes:
        mount: how it is ridden.
        seat: on the saddle's surface, under the sit bones; for what is pushed on z = 0, below the hips.
        grips: left and right: on the middle of each grip's axis.
        grip_axes: left and right: unit vectors along each grip, towards its outer end.
        feet: left and right: on pedal, footrest or board, under the ball of the foot.
        crank_deg: of the left crank from straight up, forwards; 0 where there is none.
        leg_m: the farthest that a foot has to reach from the seat as the cranks turn.
        child: whether it is of a child's size.
    """

    mount: Mount
    seat: Point
    grips: tuple[Point, Point]
    grip_axes: tuple[Point, Point]
    feet: tuple[Point, Point]
    crank_deg: float = 0.0
    leg_m: float = 0.0
    child: bool = False


@dataclass(frozen=True, eq=False)
class Ride:
    """A thing with the places where who rides or pushes it touches it."""

    model: Model
    contacts: Contacts


def point(place: npt.ArrayLike) -> Point:
    """A place or direction, shape (3,), as contacts hold it."""
    x, y, z = (float(v) for v in np.asarray(place))
    return (x, y, z)


def moved_contacts(contacts: Contacts, by_m: npt.ArrayLike) -> Contacts:
    """The same contacts of a thing that was moved."""
    step = np.asarray(by_m, np.float64)

    def to(place: Point) -> Point:
        return point(np.asarray(place) + step)

    return Contacts(
        mount=contacts.mount,
        seat=to(contacts.seat),
        grips=(to(contacts.grips[0]), to(contacts.grips[1])),
        grip_axes=contacts.grip_axes,
        feet=(to(contacts.feet[0]), to(contacts.feet[1])),
        crank_deg=contacts.crank_deg,
        leg_m=contacts.leg_m,
        child=contacts.child,
    )


def cranked_contacts(contacts: Contacts, angle_deg: float) -> Contacts:
    """The same contacts with the cranks turned forwards: the feet go round the middle between them."""
    feet = np.array(contacts.feet)
    middle = feet.mean(axis=0)
    left, right = (feet - middle) @ rotation_about((0, 1, 0), angle_deg).T + middle
    crank_deg = (contacts.crank_deg + angle_deg) % 360.0
    return replace(contacts, feet=(point(left), point(right)), crank_deg=crank_deg)
