"""The parts of two-wheelers by number, and what each is made of."""

from __future__ import annotations

from ..material import Material, Surface
from ..palette import hexadecimal
from ..recipes.car import LENSES, LampGlass
from ..vehicles.parts import Signals
from ..vehicles.surfaces import PARTS

__all__ = [
    "ACCENT",
    "ALLOY",
    "AMBER_LEFT",
    "AMBER_RIGHT",
    "BLACK",
    "BRAKE",
    "CHAIN",
    "CHROME",
    "DISC",
    "ENGINE",
    "GLASS",
    "GRIP",
    "HEADLAMP",
    "LENS",
    "MIRROR",
    "PAINT",
    "PLATE",
    "REAR_LAMP",
    "REFLECTOR",
    "RIM",
    "SADDLE",
    "SPOKE",
    "STUFF",
    "TYRE",
    "materials",
]

PAINT, ACCENT, TYRE, RIM, SPOKE, ALLOY, BLACK, SADDLE = range(8)
CHAIN, GRIP, HEADLAMP, REAR_LAMP, BRAKE, REFLECTOR, STUFF, CHROME = range(8, 16)
ENGINE, DISC, GLASS, LENS, PLATE, MIRROR, AMBER_LEFT, AMBER_RIGHT = range(16, 24)

_ALLOY = Surface(base_color=(0.62, 0.63, 0.64), roughness=0.32, metallic=1.0)
_SPOKE = Surface(base_color=(0.66, 0.67, 0.68), roughness=0.25, metallic=1.0)
_BLACK = Surface(base_color=(0.10, 0.10, 0.105), roughness=0.5)
_CHAIN = Surface(base_color=(0.20, 0.18, 0.16), roughness=0.45, metallic=1.0)
_ENGINE = Surface(base_color=(0.34, 0.345, 0.35), roughness=0.42, metallic=1.0)
_DISC = Surface(base_color=(0.50, 0.50, 0.51), roughness=0.3, metallic=1.0)
_REFLECTOR = LampGlass(kind="amber", color=LENSES["amber"])
_MIRROR = Surface(base_color=(0.86, 0.87, 0.88), roughness=0.02, metallic=1.0)
_WARM, _RED, _ORANGE = (1.0, 0.95, 0.86), (1.0, 0.04, 0.03), (1.0, 0.50, 0.03)
_PALE, _DARK_RED, _DARK_AMBER = (0.78, 0.79, 0.80), (0.50, 0.03, 0.03), (0.78, 0.42, 0.09)
# As of cars, by eye: dimmer for a dynamo's or a battery's lamp.
_BEAM = {"bicycle": 14.0, "motorcycle": 50.0}
_REAR = {"bicycle": 2.5, "motorcycle": 1.8}


def materials(
    category: str,
    signals: Signals,
    paint: Material,
    accent: Material,
    rim: Material,
    saddle: Material,
    grip: Material,
    stuff: Material,
    plate: Material,
) -> tuple[Material, ...]:
    """One material for each part number; what is lit follows from the signals.

    ``low_beam`` lights head and rear lamp, ``day`` those of a motorcycle, which has them on by day too, as
    Regulation No 87 of the UN or a low beam gives them; ``off`` is a cyclist without lights.
    """
    on = signals.lights == "low_beam" or (category == "motorcycle" and signals.lights == "day")
    left, right = (signals.indicator in (side, "both") for side in ("left", "right"))
    return (
        paint,
        accent,
        PARTS["tyres"],
        rim,
        _SPOKE,
        _ALLOY,
        _BLACK,
        saddle,
        _CHAIN,
        grip,
        _lit(_WARM, _PALE, _BEAM[category] if on else 0.0),
        _lit(_RED, _DARK_RED, _REAR[category] if on else 0.0),
        _lit(_RED, _DARK_RED, 6.0 if signals.brake and category == "motorcycle" else 0.0),
        _REFLECTOR,
        stuff,
        PARTS["chrome"],
        _ENGINE,
        _DISC,
        PARTS["glass"],
        PARTS["lamps"],
        plate,
        _MIRROR,
        _lit(_ORANGE, _DARK_AMBER, 9.0 if left else 0.0),
        _lit(_ORANGE, _DARK_AMBER, 9.0 if right else 0.0),
    )


def _lit(color: tuple[float, float, float], dark: tuple[float, float, float], strength: float) -> Surface:
    return Surface(base_color=dark, roughness=0.2, coat=1.0, emission=color, emission_strength=strength)


RUBBER = Surface(base_color=(0.12, 0.12, 0.12), roughness=0.8)
LEATHER = Surface(base_color=hexadecimal("6b4327"), roughness=0.5)
