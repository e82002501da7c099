"""The parts of a car by number, and what each is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Literal

from ..material import Material, Surface
from ..model import Model
from .surfaces import PARTS

__all__ = [
    "AMBER_LEFT",
    "AMBER_RIGHT",
    "BODY",
    "BRAKE",
    "CHROME",
    "CLEAR",
    "DAYLIGHT",
    "DISC",
    "GLASS",
    "GLOSS",
    "HOUSING",
    "INTERIOR",
    "LAMPS",
    "LOW_BEAM",
    "MIRROR",
    "PLATE",
    "REAR_GLASS",
    "REAR_LIGHT",
    "RIM",
    "TAIL",
    "TRIM",
    "TYRES",
    "Indicator",
    "Lights",
    "Signals",
    "materials",
    "signalled",
]

Lights = Literal["off", "day", "low_beam"]
Indicator = Literal["off", "left", "right", "both"]

BODY, GLASS, LAMPS, TAIL, TYRES, RIM, PLATE, TRIM, INTERIOR = range(9)
CLEAR, HOUSING, DAYLIGHT, LOW_BEAM, REAR_LIGHT, BRAKE, AMBER_LEFT, AMBER_RIGHT = range(9, 17)
GLOSS, CHROME, MIRROR, DISC, REAR_GLASS = range(17, 22)


@dataclass(frozen=True)
class Signals:
    """Which lamps shine.

    Attributes:
        lights: the strips of the daytime light, or these, the low beam and the rear lamps.
        brake: all three brake lights.
        indicator: left and right are the driver's.
    """

    lights: Lights = "day"
    brake: bool = False
    indicator: Indicator = "off"


def _lit(color: tuple[float, float, float], dark: tuple[float, float, float], strength: float) -> Surface:
    """An emitter: with strength 0 it is only its unlit plastic."""
    return Surface(base_color=dark, roughness=0.3, coat=1.0, emission=color, emission_strength=strength)


_RED_LENS = Surface(base_color=(0.80, 0.03, 0.035), roughness=0.05, ior=1.02, transmission=0.85, coat=1.0)
_TRIM = Surface(base_color=(0.13, 0.13, 0.135), roughness=0.55)
_INTERIOR = Surface(base_color=(0.17, 0.165, 0.16), roughness=0.8)
_HOUSING = Surface(base_color=(0.42, 0.43, 0.45), roughness=0.18, metallic=1.0)
_GLOSS = Surface(base_color=(0.035, 0.035, 0.04), roughness=0.06, coat=1.0)
_CHROME = PARTS["chrome"]
_MIRROR = Surface(base_color=(0.86, 0.87, 0.88), roughness=0.02, metallic=1.0)
_DISC = Surface(base_color=(0.45, 0.45, 0.46), roughness=0.35, metallic=1.0)
_WHITE, _WARM, _RED, _ORANGE = (1.0, 1.0, 1.0), (1.0, 0.93, 0.82), (1.0, 0.04, 0.03), (1.0, 0.50, 0.03)
_PALE, _DARK_RED, _DARK_AMBER = (0.75, 0.76, 0.78), (0.55, 0.03, 0.03), (0.80, 0.45, 0.10)
# How bright in proportion to each other is our own choice, by eye: a lamp by day is a little brighter
# than white paint in the sun, the low beam and the brake lights clearly so.
_STRENGTH = {"day": 20.0, "low_beam": 50.0, "rear": 1.8, "brake": 6.0, "indicator": 9.0}


def materials(
    paint: Material, rim: Material, plate: Material, signals: Signals, tinted: bool
) -> tuple[Material, ...]:
    """One material for each part number; what is lit follows from the signals.

    Panes behind the front doors may be tinted.
    """
    lights, brake, indicator = signals.lights, signals.brake, signals.indicator
    beam = lights == "low_beam"
    return (
        paint,
        PARTS["glass"],
        PARTS["lamps"],
        _RED_LENS,
        PARTS["tyres"],
        rim,
        plate,
        _TRIM,
        _INTERIOR,
        PARTS["lamps"],
        _HOUSING,
        _lit(_WHITE, _PALE, 0.0 if lights == "off" else _STRENGTH["day"]),
        _lit(_WARM, _PALE, _STRENGTH["low_beam"] if beam else 0.0),
        _lit(_RED, _DARK_RED, _STRENGTH["rear"] if beam else 0.0),
        _lit(_RED, _DARK_RED, _STRENGTH["brake"] if brake else 0.0),
        _lit(_ORANGE, _DARK_AMBER, _STRENGTH["indicator"] if indicator in ("left", "both") else 0.0),
        _lit(_ORANGE, _DARK_AMBER, _STRENGTH["indicator"] if indicator in ("right", "both") else 0.0),
        _GLOSS,
        _CHROME,
        _MIRROR,
        _DISC,
        PARTS["tinted" if tinted else "glass"],
    )


def signalled(car: Model, signals: Signals) -> Model:
    """The same car, of the same mesh and paint, with other lamps lit."""
    old = car.materials
    lamps = materials(old[BODY], old[RIM], old[PLATE], signals, old[REAR_GLASS] is PARTS["tinted"])
    return replace(car, materials=lamps, attributes={**car.attributes, **asdict(signals)})
