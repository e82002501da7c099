"""What signs and signals are made of."""

from __future__ import annotations

from dataclasses import dataclass

from ..material import Color, Texture
from .procedural import Procedural

__all__ = ["Sheeting", "SignalLens"]


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
