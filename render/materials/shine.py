"""How brightly surfaces shine of their own."""

from __future__ import annotations

from functools import singledispatch

from ...assets.material import Material, Surface, Texture, Turned
from ...assets.recipes.car import Lamp
from ...assets.recipes.snowed import Snowed
from ...assets.recipes.street import SignalLens
from .graph import linear

__all__ = ["radiance"]

_DIODE = 2.35  # what the middle of a signal's diode gives, of the lens's strength


@singledispatch
def radiance(material: Material) -> float:
    """The most that any point of a surface gives off, W/m²/sr; 0 for what lights nothing else.

    A sign that returns the driver's own light is among the latter: it shines to the camera only.
    """
    return 0.0


@radiance.register
def _surface(material: Surface) -> float:
    light = 1.0 if isinstance(material.emission, Texture) else max(linear(material.emission))
    return material.emission_strength * light


@radiance.register
def _over(material: Turned | Snowed) -> float:
    return radiance(material.of)


@radiance.register
def _lamp(material: Lamp) -> float:
    return material.strength * max(linear(material.color))


@radiance.register
def _signal(material: SignalLens) -> float:
    return _DIODE * material.strength * max(linear(material.color))
