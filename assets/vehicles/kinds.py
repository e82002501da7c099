"""Samplers of the kinds of cars: published dimensions of cars on European roads since about 2010."""

from __future__ import annotations

from ...draw import Draw
from ..furniture.paint import coat, color
from ..model import Model
from .car import Car

__all__ = ["estate", "hatchback", "saloon", "suv", "van"]

_SPOKES = {5: 4.0, 6: 2.0, 7: 1.5, 10: 2.0}


def hatchback(draw: Draw) -> Model:
    """A car of the B or C segment: 3.95–4.4 m long, 1.72–1.82 m wide, 1.43–1.52 m high."""
    return _car(draw, "hatchback", (3.95, 4.40), (1.72, 1.82), (1.43, 1.52), 0.14, (0.30, 0.45))


def saloon(draw: Draw) -> Model:
    """A saloon of the C to E segment: 4.5–4.95 m long, 1.79–1.88 m wide, 1.41–1.48 m high."""
    return _car(draw, "saloon", (4.50, 4.95), (1.79, 1.88), (1.41, 1.48), 0.62, (0.70, 0.85))


def estate(draw: Draw) -> Model:
    """An estate: 4.55–4.95 m long, 1.78–1.88 m wide, 1.44–1.52 m high."""
    return _car(draw, "estate", (4.55, 4.95), (1.78, 1.88), (1.44, 1.52), 0.14, (0.35, 0.50))


def suv(draw: Draw) -> Model:
    """A sport utility vehicle: 4.2–4.75 m long, 1.79–1.92 m wide, 1.58–1.72 m high."""
    return _car(draw, "suv", (4.20, 4.75), (1.79, 1.92), (1.58, 1.72), 0.14, (0.28, 0.42), 0.16)


def van(draw: Draw) -> Model:
    """A small panel van: 4.35–4.85 m long, 1.79–1.86 m wide, 1.78–1.88 m high."""
    return _car(draw, "van", (4.35, 4.85), (1.79, 1.86), (1.78, 1.88), 0.08, (0.06, 0.12), 0.17, True)


def _car(
    draw: Draw,
    name: str,
    length: tuple[float, float],
    width: tuple[float, float],
    height: tuple[float, float],
    boot_m: float,
    rear_rake: tuple[float, float],
    raised_m: float = 0.0,
    panel_van: bool = False,
) -> Model:
    length_m = draw.uniform("length_m", *length)
    height_m = draw.uniform("height_m", *height)
    wheelbase_m = length_m * draw.uniform("wheelbase_share", 0.595, 0.62)
    nose_m = draw.uniform("nose_m", 0.72, 0.78) + 0.9 * raised_m
    belt_m = draw.uniform("belt_m", 0.93, 0.98) + 0.85 * raised_m
    car = Car(
        length_m=length_m,
        width_m=draw.uniform("width_m", *width),
        height_m=height_m,
        wheelbase_m=wheelbase_m,
        front_overhang_m=draw.uniform("front_overhang_m", 0.84, 0.93),
        wheel_m=draw.uniform("wheel_m", 0.62, 0.67) + 0.25 * raised_m,
        clearance_m=draw.uniform("clearance_m", 0.14, 0.17) + 0.3 * raised_m,
        nose_m=nose_m,
        belt_m=belt_m,
        screen_m=draw.uniform("screen_m", 1.05, 1.2) - (0.15 if panel_van else 0.0),
        rake_m=draw.uniform("rake_m", 0.70, 0.82),
        boot_m=boot_m,
        rear_rake_m=draw.uniform("rear_rake_m", *rear_rake),
        boot_height_m=belt_m - draw.uniform("boot_drop_m", 0.0, 0.04),
        tumblehome=0.90 if panel_van else draw.uniform("tumblehome", 0.76, 0.81),
        spokes=draw.choice("spokes", _SPOKES),
        panel_van=panel_van,
    )
    paint = draw.scope("paint")
    return car.build(coat(paint, color(paint, "fleet" if panel_van else "car")), name)
