"""What signs and signals are made of."""

from __future__ import annotations

from dataclasses import dataclass

from ...draw import Draw
from ..material import Color, Texture
from .procedural import Procedural, seed

__all__ = ["SIGNALS", "Sheeting", "SignalLens", "sheeting", "signal_lens"]

SIGNALS: dict[str, Color] = {
    # EN 12368 and ITE's LED specification: red 620 nm, amber 590 nm, bluish green 500 nm.
    "red": (1.0, 0.13, 0.06),
    "amber": (1.0, 0.60, 0.05),
    "green": (0.06, 0.98, 0.62),
    "white": (1.0, 0.97, 0.92),
    "orange": (1.0, 0.45, 0.08),
}
"""Light of signals; white and orange are the walking person and the hand of America."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Sheeting(Procedural):
    """Retroreflective film with a print, as traffic signs have it.

    Attributes:
        picture: at the mesh's texture coordinates.
        cell_m: size of the film's honeycombs.
        fade: 0 fresh to 1 bleached by the sun.
        glow: what it returns of the driver's own headlights, W/m²/sr of white; 0 by day.
    """

    picture: Texture
    cell_m: float = 0.004
    fade: float = 0.1
    glow: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class SignalLens(Procedural):
    """A signal's lens with light-emitting diodes behind it; texture coordinates are 0 … 1 over its bounds.

    Attributes:
        color: of the light.
        strength: W/m²/sr of white while it is lit, 0 while it is not.
        mask: a picture whose alpha says where light comes through, such as an arrow; None: everywhere.
        diodes: across the lens.
    """

    color: Color = (1.0, 0.05, 0.03)
    strength: float = 0.0
    mask: Texture | None = None
    diodes: float = 22.0


def sheeting(draw: Draw, picture: Texture, glow: float = 0.0) -> Sheeting:
    """``picture`` on film, new or bleached."""
    return Sheeting(
        picture=picture,
        fade=draw.uniform("fade", 0.0, 0.9) ** 2,
        glow=glow,
        wear=draw.uniform("wear", 0.05, 0.85),
        seed=seed(draw),
    )


def signal_lens(draw: Draw, light: str | None = None, strength: float = 0.0) -> SignalLens:
    """A lens of one of :data:`SIGNALS`."""
    light = light or draw.choice("light", tuple(SIGNALS))
    return SignalLens(
        color=SIGNALS[light], strength=strength, wear=draw.uniform("wear", 0.1, 0.8), seed=seed(draw)
    )
