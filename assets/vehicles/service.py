"""Vehicles that are called: police cars, ambulances, fire engines, vans of roadworks; without a brand.

Liveries follow their kind: chequers of yellow and blue or green as on much of Europe's roads, America's
black and white, white boxes with a red or orange band, red fire engines with a white one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...draw import Draw, Value
from ..material import Color, Material
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..prints.canvas import Canvas
from ..recipes import Sheeting
from ..recipes.car import CarPaint, car_paint
from .beacons import BeaconColor, Flash, PlacedPiece, beacon, light_bar, roof_m, with_pieces
from .coachwork import BODY
from .kinds import estate, suv, van
from .livery import painted
from .parts import Signals
from .truck import Truck

__all__ = ["ambulance", "fire_engine", "police_car", "sheet", "words", "works_van"]

Region = Literal["europe", "us"]
_PLAIN: dict[str, tuple[Value, ...]] = {
    # A bar stands where an aerial or rails would be.
    **dict.fromkeys(("aerial", "rails", "dark_roof", "paint/metallic"), (False,))
}
_WHITE, _BLACK, _RED = "e2e2de", "2a2b2d", "9c1d1c"
_FLASHES: tuple[Flash, ...] = ("left", "right", "both")
_HAZARD = Signals("low_beam", False, "both")


def _band(code: str) -> CarPaint:
    """A foil, as clean as the rest."""
    return CarPaint(color=hexadecimal(code), flakes=0.0, roughness=0.42, peel=0.0, dirt=0.1, dust=0.05)


def _chequers(
    model: Model,
    low_m: float,
    rows: int,
    side_m: float,
    first: Material,
    second: Material,
    facing: float = 0.55,
) -> Model:
    """Rows of chequers along both sides, from ``low_m`` up."""
    start, end = model.mesh.bounds[:, 0]
    columns = np.arange(np.floor(start / side_m), np.ceil(end / side_m) + 1) * side_m
    high = low_m + rows * side_m * 0.62
    levels = np.linspace(low_m, high, rows + 1)
    planes = [*((0, float(x)) for x in columns), *((2, float(z)) for z in levels)]

    def which(middle: npt.NDArray[np.float64], normal: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        column = np.floor(middle[:, 0] / side_m).astype(np.int64)
        row = np.searchsorted(levels, middle[:, 2]) - 1
        inside = (middle[:, 2] > low_m) & (middle[:, 2] < high) & (np.abs(normal[:, 1]) > facing)
        return np.where(inside, (column + row) % 2, -1)

    return painted(model, BODY, planes, (first, second), which)


def _striped(model: Model, low_m: float, high_m: float, paint: Material, part: int) -> Model:
    """A band round the body."""

    def which(middle: npt.NDArray[np.float64], normal: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        inside = (middle[:, 2] > low_m) & (middle[:, 2] < high_m) & (np.abs(normal[:, 2]) < 0.6)
        return np.where(inside, 0, -1)

    return painted(model, part, ((2, low_m), (2, high_m)), (paint,), which)


def police_car(draw: Draw, *, region: Region = "europe") -> Model:
    """A white car with chequers, or America's black one with white doors; its bar of beacons flashes."""
    us = region == "us"
    kind = draw.choice("kind", {"suv": 0.6, "estate": 0.4} if us else {"estate": 0.6, "suv": 0.4})
    plain = {**_PLAIN, "paint/color": (_BLACK if us else _WHITE,), "cladding": (False,)}
    build = {"suv": suv, "estate": estate}[kind]
    model = build(draw.scope("look").needing(plain), _HAZARD)
    belt = 0.93 if kind == "estate" else 1.06
    if us:
        doors = _doors(model)

        def which(middle: npt.NDArray[np.float64], normal: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
            inside = (middle[:, 0] > doors[0]) & (middle[:, 0] < doors[1]) & (np.abs(normal[:, 1]) > 0.4)
            return np.where(inside, 0, -1)

        model = painted(model, BODY, ((0, doors[0]), (0, doors[1])), (_band(_WHITE),), which)
    else:
        colors = draw.choice("chequers", {"blue": 0.6, "green": 0.4})
        second = {"blue": "1d4fa0", "green": "1f7a44"}[colors]
        model = _chequers(model, belt - 0.46, 2, 0.62, _band("d7d62a"), _band(second))
    ends: tuple[BeaconColor, BeaconColor] = ("red", "blue") if us else ("blue", "blue")
    bar = light_bar(1.15, ends, draw.choice("flash", _FLASHES))
    x = -0.12
    z = roof_m(model, x)
    return _named(with_pieces(model, [(piece, (x, 0.0, z - 0.005)) for piece in bar]), "police car", "police")


def _doors(model: Model) -> tuple[float, float]:
    """x of the rear and the front edge of the doors, by the car's length."""
    low, high = model.mesh.bounds[:, 0]
    return float(low + 0.30 * (high - low)), float(low + 0.715 * (high - low))


@lru_cache(maxsize=8)
def words(text: str, ink: Color, ground: Color, width_m: float, height_m: float) -> Material:
    """A foil with words on it, for a sheet of that size."""
    canvas = Canvas(width_m, height_m, ground, 288)
    w, h = canvas.width, canvas.height
    canvas.caps(text, w / 2, h / 2, 0.66 * h, ink, most=0.94 * w, weight=700)
    return Sheeting(picture=canvas.texture(), fade=0.05, wear=0.1)


def sheet(width_m: float, height_m: float, yaw_deg: float) -> Mesh:
    """A sheet about its middle that shows its front to ``yaw_deg``, with texture coordinates 0 … 1."""
    w, h = width_m / 2, height_m / 2
    corners = np.array([[0, -w, -h], [0, w, -h], [0, w, h], [0, -w, h]])
    a = np.radians(yaw_deg)
    turn = np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])
    uv = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    triangles = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    return Mesh((corners @ turn.T).astype(np.float32), triangles, uv[triangles])


def _boxed(draw: Draw, region: Region, text: str, body: str, band: str, long: bool) -> Model:
    """A box body on a small lorry, with a band, the word on three sides, and beacons on all corners."""
    length = draw.uniform("length_m", 7.2, 8.0) if long else draw.uniform("length_m", 5.9, 6.5)
    high = draw.uniform("height_m", 3.0, 3.25) if long else draw.uniform("height_m", 2.65, 2.85)
    made = Truck(
        length_m=length,
        width_m=2.45 if long else 2.15,
        height_m=high,
        wheelbase_m=0.56 * length,
        front_overhang_m=1.25 if long else 1.1,
        wheel_m=0.92 if long else 0.74,
        cab_m=2.05 if long else 1.85,
        cab_width_m=2.3 if long else 2.02,
        cab_height_m=2.6 if long else 2.3,
        floor_m=0.95 if long else 0.72,
        deflector=False,
        stripe=None,
    )
    paint = draw.scope("paint")
    coat = car_paint(paint.scope("cab").needing({"metallic": (False,)}), color=hexadecimal(body))
    model = made.build(coat, coat, _HAZARD)
    panel = next(n for n in range(len(model.materials) - 1, 0, -1) if model.materials[n] is coat)
    low = made.floor_m + 0.18 * (high - made.floor_m)
    stripe = _band(band)
    for part in (BODY, panel):
        model = _striped(model, low, low + 0.34, stripe, part)
    half, rear = made.width_m / 2, -length / 2 + 0.02
    wide, tall = (2.2, 0.36) if long else (2.0, 0.34)
    ink, ground = ((0.86, 0.86, 0.84), hexadecimal(body)) if long else (hexadecimal(band), (0.87, 0.87, 0.85))
    z = low + 0.34 + 0.42
    film = words(text, ink, ground, wide, tall)
    x = (rear + length / 2 - made.cab_m) / 2
    found: list[PlacedPiece] = [
        ((sheet(wide, tall, 90.0), film), (x, half + 0.004, z)),
        ((sheet(wide, tall, -90.0), film), (x, -half - 0.004, z)),
        ((sheet(0.7 * wide, 0.7 * tall, 180.0), film), (rear - 0.025, 0.0, high - 0.45)),
    ]
    ends: tuple[BeaconColor, BeaconColor] = ("blue", "blue")
    if region == "us":
        ends = ("red", "red" if long else "blue")
    flash = draw.choice("flash", _FLASHES)
    front = length / 2 - 0.75
    bar = light_bar(0.62 * made.cab_width_m, ends, flash)
    found += [(piece, (front, 0.0, made.cab_height_m - 0.03)) for piece in bar]
    for side, color in ((1.0, ends[0]), (-1.0, ends[1])):
        for piece in beacon(color, flash == "both" or (side > 0) == (flash == "left")):
            found.append((piece, (rear + 0.18, side * (half - 0.2), high - 0.01)))
    return with_pieces(model, found)


def ambulance(draw: Draw, *, region: Region = "europe") -> Model:
    """A white or yellow box with a band, its beacons on."""
    yellow = region == "europe" and draw.chance("yellow", 0.35)
    body, band = ("d9c41f", "1f7a44") if yellow else (_WHITE, draw.choice("band", ("b3271f", "d2571c")))
    return _named(_boxed(draw, region, "AMBULANCE", body, band, False), "ambulance", "ambulance")


def fire_engine(draw: Draw, *, region: Region = "europe") -> Model:
    """A red lorry with a white band, its beacons on."""
    return _named(_boxed(draw, region, "FIRE RESCUE", _RED, _WHITE, True), "fire engine", "fire")


def works_van(draw: Draw, *, region: Region = "europe") -> Model:
    """A white or orange van with an amber beacon and a band."""
    color = draw.choice("color", {_WHITE: 0.6, "d2691c": 0.4})
    model = van(draw.scope("look").needing(_PLAIN), Signals("off", False, "both"))
    coat = car_paint(draw.scope("coat").needing({"metallic": (False,)}), color=hexadecimal(color))
    materials = (coat, *model.materials[1:])
    model = replace(model, materials=materials)
    model = _striped(model, 0.72, 0.9, _band("b3271f" if color == _WHITE else _WHITE), BODY)
    lamps = beacon("amber", draw.chance("flash", 0.7))
    x = 0.15
    z = roof_m(model, x)
    return _named(with_pieces(model, [(piece, (x, 0.0, z - 0.005)) for piece in lamps]), "works van", "works")


def _named(model: Model, name: str, service: str) -> Model:
    labels = {**model.attributes, "service": service, "beacons": True}
    return replace(model, name=name, attributes=labels, density_kg_m3=300.0)
