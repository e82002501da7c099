"""The pack's vehicles, curated by eye: what each material name of their files stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..material import Color
from ..palette import hexadecimal
from ..recipes.car import Finish

__all__ = ["VEHICLES", "Blank", "Box", "Finish", "Vehicle"]

Box = tuple[tuple[float, float, float], tuple[float, float, float]]
"""Lowest and highest corner, metres in the vehicle's frame."""


@dataclass(frozen=True)
class Blank:
    """A rectangle of a picture that shows a brand or a plate, and what it is painted over with.

    Attributes:
        box: left, top, right and bottom as shares of the picture's sides.
        color: sRGB; ``above``: the row of pixels above it, drawn out downwards, as of a grille; None: what
            is there is cut out.
    """

    box: tuple[float, float, float, float]
    color: Color | Literal["above"] | None


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """Material names by what they are; what is not named stays as its file has it.

    Attributes:
        paint: takes the drawn colour.
        key: the sRGB that stands for paint in the paint's own picture; None: it has no picture.
        shade: what is darker than this share of the key is no paint.
        finish: which paints are drawn.
        glass: windows.
        tinted: darkened windows, such as of buses.
        blind: dark windows with nothing behind them.
        lamps: clear covers of lamps.
        tail: red ones.
        indicators: amber ones.
        tyres: rubber.
        chrome: bright metal, mirrors.
        plate: licence plates; they stay blank.
        panels: a trailer's sides of bare aluminium.
        dark: black plastic, and badges that are to vanish in what is around them.
        gone: boxes whose triangles are left out: badges that stand out, antennas.
        capped: the same, where a hole would be left: a plane in the paint's colour closes it.
        blanks: what is painted over in the pictures.
        size_m: x, y and z where leaving parts out has changed them.
    """

    paint: tuple[str, ...] = ()
    key: Color | None = None
    shade: float = 0.0
    finish: Finish = "car"
    glass: tuple[str, ...] = ("glass",)
    tinted: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    lamps: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    tyres: tuple[str, ...] = ("tires",)
    chrome: tuple[str, ...] = ("sweethome3d_window_mirror",)
    plate: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    dark: tuple[str, ...] = ()
    gone: tuple[Box, ...] = ()
    capped: tuple[Box, ...] = ()
    blanks: tuple[Blank, ...] = ()
    size_m: tuple[float, float, float] | None = None

    def named(self) -> frozenset[str]:
        """All material names that it speaks of."""
        return frozenset(
            (*self.paint, *self.glass, *self.tinted, *self.blind, *self.lamps, *self.tail, *self.indicators)
        ) | {*self.tyres, *self.chrome, *self.plate, *self.panels, *self.dark}


def _over(left: float, top: float, right: float, bottom: float, color: str | None) -> Blank:
    box = (left, top, right, bottom)
    if color is None or color == "above":
        return Blank(box, "above" if color else None)
    return Blank(box, hexadecimal(color))


_PLATE = "dcdcd6"

_SEDAN_01 = Vehicle(
    paint=("Car",),
    glass=("Glass",),
    lamps=("Headlights",),
    tail=("Taillights",),
    indicators=("Turn_signals",),
    tyres=("Tire_Rubber",),
    chrome=("Chrome", "Mirror", "Reflector"),
)
_SEDAN_02 = Vehicle(
    paint=("PAINT_lt_blue",),
    glass=("GLASS_car_window", "GLASS_car_defroster"),
    lamps=("GLASS_headlights", "GLASS"),
    tail=("GLASS_brake_light2", "GLASS_brakelight"),
    indicators=("GLASS_turn_signals",),
    tyres=("RUBBER", "RUBBER_tread"),
    chrome=("METAL_chrome", "METAL_aluminum"),
    plate=("IMAGE_license_plate",),
)

VEHICLES: dict[str, Vehicle] = {
    "fordFocus": Vehicle(
        paint=("carPaint",),
        tail=("glass_red",),
        tyres=(),  # its rubber is also trim and seats
        chrome=("chrome", "chrome_matte"),
        gone=(((2.05, -0.12, 0.71), (2.15, 0.12, 0.82)),),
        capped=(((-2.09, -0.09, 0.97), (-2.03, 0.09, 1.05)),),
    ),
    "suv": Vehicle(
        paint=("firstcolor",),
        chrome=("chromes", "sweethome3d_window_mirror"),
        dark=("doorlines", "holes"),
        blanks=(
            _over(0.02, 0.89, 0.41, 0.99, _PLATE),
            _over(0.20, 0.405, 0.43, 0.495, "above"),
            _over(0.07, 0.45, 0.15, 0.49, "above"),
            _over(0.66, 0.51, 0.84, 0.585, None),
        ),
    ),
    "seat_leon": Vehicle(
        paint=("chapa_roja", "marca"),
        glass=("cristales",),
        tail=("faros_rojos",),
        tyres=("neumaticos",),
        chrome=("faros_blan_back",),
        blanks=(_over(0.40, 0.285, 0.53, 0.355, "5a5a5e"),),
    ),
    "renault-scenic": Vehicle(
        paint=("color-beige-green",),
        key=hexadecimal("cdcaaa"),
        glass=("glass", "dark-glass"),
        plate=("plate",),
        gone=(((-1.75, -0.03, 1.55), (-1.30, 0.03, 2.0)),),
        blanks=(
            _over(0.105, 0.035, 0.17, 0.10, "cdcaaa"),
            _over(0.18, 0.92, 0.22, 0.965, "2a2a2c"),
        ),
        size_m=(4.262, 2.127, 1.662),
    ),
    "VW-new-beetle": Vehicle(
        paint=("PAINT_yellow",),
        glass=("GLASS_car_window", "GLASS_car_defroster"),
        lamps=("GLASS_headlights", "GLASS_lens", "GLASS"),
        tail=("GLASS_brake_light", "GLASS_brake_light2", "GLASS_parking_light"),
        indicators=("GLASS_turn_signals", "GLASS_turn_signals3"),
        tyres=("RUBBER", "RUBBER_tread"),
        chrome=("METAL_chrome", "METAL_aluminum", "GLASS_mirror"),
        plate=("IMAGE_license_plate",),
        capped=(
            ((-1.80, -0.08, 0.84), (-1.65, 0.08, 0.965)),
            ((1.76, -0.08, 0.72), (1.90, 0.08, 0.845)),
        ),
    ),
    "chevrolet": Vehicle(
        paint=("firstcolor",),
        lamps=("glassfocus",),
        dark=("holes",),
        blanks=(
            _over(0.54, 0.88, 0.98, 0.99, _PLATE),
            _over(0.03, 0.19, 0.26, 0.33, None),
        ),
    ),
    "peugeot-308": Vehicle(
        paint=("color-exterior",),
        plate=("car-number",),
        blanks=(_over(0.69, 0.775, 0.90, 0.905, "3a3a3c"),),
    ),
    "smart-car": Vehicle(
        paint=("first-color", "second-color"),
        blind=("black-glass",),
        lamps=("grey-light",),
        tail=("back-lights",),
        tyres=("wheels-rubber",),
        gone=(((1.15, -0.03, 0.67), (1.19, 0.03, 0.725)),),
        blanks=(
            _over(0.03, 0.12, 0.415, 0.22, _PLATE),
            _over(0.48, 0.13, 0.905, 0.22, _PLATE),
        ),
    ),
    "van": Vehicle(
        paint=("firstcolor", "whiteglass"),
        tail=("redlights",),
        capped=(((-2.96, -0.18, 1.27), (-2.915, 0.18, 1.53)),),
        blanks=(
            _over(0.63, 0.565, 0.99, 0.65, _PLATE),
            _over(0.335, 0.125, 0.505, 0.295, "1b1c20"),
            _over(0.62, 0.365, 0.84, 0.51, None),
            _over(0.215, 0.525, 0.275, 0.59, "5f584c"),
        ),
    ),
    "concept-sedan-01v1": _SEDAN_01,
    "concept-sedan-01v2": _SEDAN_01,
    "concept-sedan-02": _SEDAN_02,
    "concept-sedan-02-sport": _SEDAN_02,
    "truck": Vehicle(paint=("red-cabin",), finish="fleet", indicators=("orange-lights",), tyres=()),
    "peterbilt": Vehicle(
        paint=("body",),
        panels=("bodyTrailer", "metalTrailer"),
        finish="fleet",
        tyres=("tires", "tiresTrailer"),
        chrome=("metal",),
        dark=("black", "blackTrailer"),
    ),
    "dafTruck": Vehicle(
        paint=("Cabin",),
        key=hexadecimal("f2f2f2"),
        shade=0.45,
        finish="fleet",
        glass=(),
        tyres=(),
        chrome=(),
        blanks=(
            _over(0.025, 0.62, 0.105, 0.65, "c9c9c9"),
            _over(0.24, 0.62, 0.305, 0.65, "c9c9c9"),
            _over(0.0, 0.335, 0.032, 0.415, "1c1c1c"),
            _over(0.455, 0.352, 0.49, 0.40, _PLATE),
        ),
    ),
    "bus": Vehicle(
        paint=("firstcolor",),
        finish="fleet",
        glass=(),
        tinted=("glass",),
        dark=("lines",),
        blanks=(
            _over(0.41, 0.385, 0.81, 0.485, _PLATE),
            _over(0.14, 0.03, 0.31, 0.195, "16161c"),
            _over(0.03, 0.48, 0.31, 0.535, None),
        ),
    ),
    "cityBus": Vehicle(
        paint=("accentColor",),
        finish="fleet",
        glass=(),
        tinted=("glass", "darkglass"),
        tyres=("tires", "blackRubber"),
        chrome=("mirror",),
        blanks=(
            _over(0.0, 0.01, 0.45, 0.115, _PLATE),
            _over(0.19, 0.305, 0.46, 0.47, "17170f"),
            _over(0.11, 0.48, 0.54, 0.65, "101010"),
        ),
    ),
    "forkLift": Vehicle(
        paint=("yellow",),
        finish="bright",
        glass=(),
        tyres=("tire",),
        chrome=(),
    ),
    "bicycle": Vehicle(
        paint=("firstcolor", "mudguards"),
        finish="bright",
        glass=(),
        tyres=("tires", "rubber"),
        chrome=("chrome",),
    ),
    "bike": Vehicle(paint=("Material.001",), finish="bright", glass=(), tyres=("Material.003",), chrome=()),
    "yamaha-yzr-r6": Vehicle(
        paint=("red-color-front", "tap", "black-metal", "black-metal-textured", "grey-metal"),
        key=hexadecimal("cf1c1c"),
        finish="bright",
    ),
    "scooter2": Vehicle(paint=("firstcolor",), finish="bright", glass=(), chrome=("chrome",)),
    "scooter-katorlegaz": Vehicle(
        paint=("Yellow",),
        finish="bright",
        glass=("Glass",),
        lamps=("Headlights",),
        tail=("Taillights", "Reflector"),
        indicators=("Turn_signals",),
        tyres=("Tire_Rubber", "Tire_Tread"),
        chrome=("Chrome", "Mirror"),
    ),
    "scooter-scopia": Vehicle(
        paint=("white-metal",), finish="bright", glass=(), tyres=("black-rubber",), chrome=("metal",)
    ),
}
"""By slug."""
