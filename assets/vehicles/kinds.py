"""Samplers of the kinds of cars.

The ranges are our own: round figures about the dimensions that makers publish for cars sold in Europe since
about 2010. How often each style occurs is our own guess, too. Which lamps shine is drawn (``lamps/lights``,
``lamps/brake``, ``lamps/indicator``) unless ``signals`` are given. What ``shape`` draws, if there is one, is
all but paint, plate and lamps: cars of one shape share their mesh.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...draw import Draw
from ..model import Model
from ..recipes.car import car_paint
from .car import Car, Grille
from .parts import Indicator, Lights, Signals
from .plate import plate
from .wheel import Rim

__all__ = ["estate", "hatchback", "saloon", "suv", "van"]

Range = tuple[float, float]
_RIMS: dict[Rim, float] = {"straight": 4.0, "double": 3.0, "twisted": 2.0, "cover": 1.5}
_VAN_RIMS: dict[Rim, float] = {"cover": 3.0, "straight": 1.0}
_GRILLES: dict[Grille, float] = {"slim": 3.0, "tall": 3.0, "wide": 2.5, "none": 1.0}
_LIGHTS: dict[Lights, float] = {"day": 6.0, "off": 2.0, "low_beam": 2.0}
_INDICATORS: dict[Indicator, float] = {"off": 18.0, "left": 1.0, "right": 1.0, "both": 0.3}


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """What differs between kinds; ranges in metres."""

    name: str
    length: Range
    width: Range
    height: Range
    boot_m: float
    rear_rake: Range
    pillar: Range
    tail_lamp: Range = (0.13, 0.20)
    raised_m: float = 0.0
    wheelbase: Range = (0.595, 0.62)
    wheel: Range = (0.64, 0.69)
    screen: Range = (0.98, 1.10)
    roof_drop: Range = (0.03, 0.07)
    rails: float = 0.0
    dark_roof: float = 0.06
    tinted: float = 0.2
    spoiler: float = 0.0
    cladding: float = 0.0
    panel_van: bool = False


def hatchback(draw: Draw, signals: Signals | None = None, shape: Draw | None = None) -> Model:
    """A car of the B or C segment: 3.95–4.4 m long, 1.72–1.82 m wide, 1.43–1.52 m high."""
    kind = _Kind(
        name="hatchback",
        length=(3.95, 4.40),
        width=(1.72, 1.82),
        height=(1.43, 1.52),
        boot_m=0.09,
        rear_rake=(0.20, 0.36),
        pillar=(0.24, 0.40),
        wheelbase=(0.605, 0.63),
        wheel=(0.62, 0.66),
        screen=(0.88, 1.02),
        spoiler=0.75,
    )
    return _car(draw, kind, signals, shape)


def saloon(draw: Draw, signals: Signals | None = None, shape: Draw | None = None) -> Model:
    """A saloon of the C to E segment: 4.5–4.95 m long, 1.79–1.88 m wide, 1.41–1.48 m high."""
    kind = _Kind(
        name="saloon",
        length=(4.50, 4.95),
        width=(1.79, 1.88),
        height=(1.41, 1.48),
        boot_m=0.52,
        rear_rake=(0.72, 0.88),
        pillar=(0.10, 0.18),
        screen=(1.05, 1.20),
        tail_lamp=(0.11, 0.16),
        roof_drop=(0.06, 0.10),
    )
    return _car(draw, kind, signals, shape)


def estate(draw: Draw, signals: Signals | None = None, shape: Draw | None = None) -> Model:
    """An estate: 4.50–4.85 m long, 1.78–1.88 m wide, 1.44–1.52 m high."""
    kind = _Kind(
        name="estate",
        length=(4.50, 4.85),
        width=(1.78, 1.88),
        height=(1.44, 1.52),
        boot_m=0.09,
        rear_rake=(0.24, 0.42),
        pillar=(0.14, 0.24),
        rails=0.8,
        spoiler=0.7,
    )
    return _car(draw, kind, signals, shape)


def suv(draw: Draw, signals: Signals | None = None, shape: Draw | None = None) -> Model:
    """A sport utility vehicle: 4.2–4.75 m long, 1.79–1.92 m wide, 1.58–1.72 m high."""
    kind = _Kind(
        name="suv",
        length=(4.20, 4.75),
        width=(1.79, 1.92),
        height=(1.58, 1.72),
        boot_m=0.09,
        rear_rake=(0.18, 0.36),
        pillar=(0.18, 0.34),
        raised_m=0.15,
        rails=0.7,
        spoiler=0.8,
        cladding=0.75,
        dark_roof=0.15,
        tinted=0.4,
    )
    return _car(draw, kind, signals, shape)


def van(draw: Draw, signals: Signals | None = None, shape: Draw | None = None) -> Model:
    """A small panel van: 4.35–4.85 m long, 1.79–1.86 m wide, 1.78–1.88 m high."""
    kind = _Kind(
        name="van",
        length=(4.35, 4.85),
        width=(1.79, 1.86),
        height=(1.78, 1.88),
        boot_m=0.06,
        rear_rake=(0.06, 0.12),
        pillar=(0.14, 0.20),
        tail_lamp=(0.19, 0.24),
        raised_m=0.16,
        roof_drop=(0.0, 0.03),
        cladding=0.6,
        panel_van=True,
    )
    return _car(draw, kind, signals, shape)


def _car(draw: Draw, kind: _Kind, signals: Signals | None, shape: Draw | None) -> Model:
    form = draw if shape is None else shape
    raised_m, van = kind.raised_m, kind.panel_van
    length_m = form.uniform("length_m", *kind.length)
    height_m = form.uniform("height_m", *kind.height)
    belt_m = form.uniform("belt_m", 0.93, 0.98) + 0.85 * raised_m
    # The pane is some 0.08 m lower than what lies between belt and roof; rake follows from its angle.
    rise_m = height_m - belt_m - 0.04
    steep = form.uniform("windscreen_rise", 0.46, 0.56) + (0.10 if van else 0.5 * raised_m)
    grille = form.choice("grille", _GRILLES)
    bright = form.chance("chrome", 0.35)
    car = Car(
        length_m=length_m,
        width_m=form.uniform("width_m", *kind.width),
        height_m=height_m,
        wheelbase_m=length_m * form.uniform("wheelbase_share", *kind.wheelbase),
        front_overhang_m=form.uniform("front_overhang_m", 0.82, 0.93),
        wheel_m=form.uniform("wheel_m", *kind.wheel) + 0.3 * raised_m,
        clearance_m=form.uniform("clearance_m", 0.13, 0.16) + 0.3 * raised_m,
        raised_m=raised_m,
        nose_m=form.uniform("nose_m", 0.75, 0.82) + 0.9 * raised_m,
        belt_m=belt_m,
        screen_m=form.uniform("screen_m", *kind.screen) - (0.14 if van else 0.0),
        rake_m=rise_m / steep,
        boot_m=kind.boot_m,
        rear_rake_m=form.uniform("rear_rake_m", *kind.rear_rake),
        boot_height_m=belt_m + 0.02 - form.uniform("boot_drop_m", 0.0, 0.04),
        pillar_m=form.uniform("pillar_m", *kind.pillar),
        tumblehome=0.89 if van else form.uniform("tumblehome", 0.78, 0.83),
        side_bulge=form.uniform("side_bulge", 0.015, 0.035),
        roof_drop_m=form.uniform("roof_drop_m", *kind.roof_drop),
        bow_m=form.uniform("bow_m", 0.14, 0.26),
        lean=form.uniform("lean", 0.75, 1.3) - 2 * raised_m,
        grille=grille,
        grille_share=form.uniform("grille_share", 0.34, 0.46),
        grille_bars=form.integer("grille_bars", 2, 6),
        lamp_share=form.uniform("lamp_share", 0.50, 0.62),
        lamp_height_m=form.uniform("lamp_height_m", 0.09, 0.16) + 0.2 * raised_m,
        lamp_slant_m=form.uniform("lamp_slant_m", 0.0, 0.08),
        lamp_wrap_m=form.uniform("lamp_wrap_m", 0.15, 0.34),
        daylight=form.choice("daylight", ("top", "bottom")),
        tail_share=form.uniform("tail_share", 0.42, 0.66) if not van else 0.80,
        tail_lamp_m=form.uniform("tail_lamp_m", *kind.tail_lamp),
        tail_wrap_m=form.uniform("tail_wrap_m", 0.18, 0.32),
        cladding=form.chance("cladding", kind.cladding),
        chrome=bright,
        dark_roof=form.chance("dark_roof", kind.dark_roof),
        tinted=form.chance("tinted", kind.tinted),
        rails=form.chance("rails", kind.rails),
        spoiler=form.chance("spoiler", kind.spoiler),
        aerial=form.chance("aerial", 0.8),
        exhausts=form.choice("exhausts", {0: 4.0, 1: 4.0, 2: 1.5}),
        spokes=form.choice("spokes", {5: 4.0, 6: 1.5, 7: 1.5, 9: 1.5}),
        rim=form.choice("rim", _VAN_RIMS if van else _RIMS),
        rear_window=not van or form.chance("rear_window", 0.5),
        panel_van=van,
    )
    return car.build(
        car_paint(draw.scope("paint"), "fleet" if van else "car"),
        kind.name,
        plate(draw.scope("plate")),
        signals or _signals(draw.scope("lamps")),
    )


def _signals(draw: Draw) -> Signals:
    return Signals(
        draw.choice("lights", _LIGHTS), draw.chance("brake", 0.15), draw.choice("indicator", _INDICATORS)
    )
