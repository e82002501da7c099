"""The furniture pack's two-wheelers with the places where a rider touches them, measured on their meshes."""

from __future__ import annotations

from ...draw import Draw
from .. import catalogue
from ..contacts import Contacts, Mount, Point, Ride
from ..limits import installed_packs

__all__ = ["CURATED", "curated"]


def _contacts(
    mount: Mount,
    seat: tuple[float, float],
    grip: Point,
    left: Point,
    right: Point | None = None,
    *,
    back: float = 0.0,
    crank_deg: float = 0.0,
    leg_m: float = 0.0,
    child: bool = False,
) -> Contacts:
    """Of the left side and its mirror image; ``back`` is how far grips are swept backwards."""
    size = (1 + back * back) ** 0.5
    x, y, z = left
    return Contacts(
        mount=mount,
        seat=(seat[0], 0.0, seat[1]),
        grips=(grip, (grip[0], -grip[1], grip[2])),
        grip_axes=((-back / size, 1 / size, 0.0), (-back / size, -1 / size, 0.0)),
        feet=(left, right or (x, -y, z)),
        crank_deg=crank_deg,
        leg_m=leg_m,
        child=child,
    )


CURATED: dict[str, Contacts] = {
    "furniture/bicycle": _contacts(
        "bicycle", (-0.22, 0.815), (0.40, 0.185, 0.79), (-0.02, 0.11, 0.425), (-0.15, -0.11, 0.125),
        crank_deg=23.0, leg_m=0.73,
    ),
    "furniture/bike": _contacts(
        "bicycle", (-0.23, 0.535), (0.21, 0.175, 0.755), (-0.10, 0.15, 0.165), (-0.10, -0.15, 0.32),
        crank_deg=180.0, leg_m=0.41, child=True,
    ),
    "furniture/yamaha-yzr-r6": _contacts(
        "motorcycle", (-0.22, 0.80), (0.37, 0.25, 0.88), (-0.28, 0.20, 0.36), back=0.3
    ),
    "furniture/scooter-katorlegaz": _contacts(
        "scooter", (-0.27, 0.77), (0.20, 0.30, 0.955), (0.13, 0.13, 0.295), back=0.6
    ),
    "furniture/scooter2": _contacts("scooter", (-0.28, 0.77), (0.23, 0.27, 1.0), (0.10, 0.12, 0.27)),
}  # fmt: skip
"""Contacts by the catalogue's id; these models have one size each."""


def curated(draw: Draw, id: str | None = None) -> Ride | None:
    """A two-wheeler of the furniture pack, painted as drawn; None where the pack is not installed.

    Args:
        draw: of the name ``which``, and those of the model's paint.
        id: one of :data:`CURATED`; None draws it.
    """
    if "furniture" not in installed_packs():
        return None
    chosen = draw.choice("which", tuple(CURATED) if id is None else (id,))
    return Ride(catalogue.find(chosen).build(draw.scope("model")), CURATED[chosen])
