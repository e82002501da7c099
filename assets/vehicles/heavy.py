"""A heavy transport: a tractor, a low loader, and a load that stands out over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..mesh import Mesh
from ..model import Model
from ..palette import hexadecimal
from ..recipes import OutdoorMetal, Planks
from ..recipes.car import car_color, car_paint
from ..shapes.lathe import lathe
from ..shapes.solids import placed
from .beacons import Flash, PlacedPiece, beacon, with_pieces
from .coachwork import AMBER, BODY, GLASS, INTERIOR, LAMPS, METAL, PANEL, PLATE, TAIL, TRIM, box, built, lit
from .parts import Signals
from .service import sheet, words
from .steel_wheel import steel_wheel
from .truck import Truck

__all__ = ["HeavyTransport", "Load", "heavy_transport"]

Load = Literal["tank", "crate", "cabin"]
Region = Literal["europe", "us"]
_DECK = 0.82
"""Height of the deck."""
_BEAMS = (-0.4, -0.13, 0.13, 0.4)
"""Where timbers lie below the load, as shares of its length."""
_ARM = Surface(base_color=(0.13, 0.13, 0.135), roughness=0.5)
_SIGNALS = Signals("low_beam", False, "off")


@dataclass(frozen=True, kw_only=True)
class HeavyTransport:
    """Dimensions, metres; x is measured from the middle, the front is +x.

    Attributes:
        deck_m: length of the deck that carries the load.
        width_m: of the tractor and the deck.
        load: what it carries.
        load_m: length, width and height of the load.
    """

    deck_m: float = 9.0
    width_m: float = 2.55
    load: Load = "tank"
    load_m: tuple[float, float, float] = (8.5, 3.8, 3.6)

    @property
    def length_m(self) -> float:
        """Bumper to bumper: tractor, neck, deck."""
        return self.deck_m + 7.6

    def build(self, paint: Material, deck: Material, load: Material) -> Model:
        """The transport, tractor and load each in its material."""
        tractor = Truck(
            length_m=self.length_m,
            width_m=self.width_m,
            wheelbase_m=4.0,
            front_overhang_m=1.35,
            wheel_m=1.0,
            cab_m=2.25,
            cab_width_m=2.42,
            cab_height_m=3.1,
            floor_m=1.05,
            deflector=False,
        )
        pieces = [*tractor.cab(), *self._tractor(), *self._trailer(), *self._cargo()]
        own = {BODY: paint, METAL: deck, PANEL: load, **lit(_SIGNALS)}
        return built("heavy transport", pieces, own, "truck")

    @property
    def rear_m(self) -> float:
        return -self.length_m / 2

    @property
    def _front_axle(self) -> float:
        return self.length_m / 2 - 1.35

    def _pair(self, x: float, radius: float, twin: bool, out: float) -> list[Mesh]:
        one = steel_wheel(radius, 0.27, twin)
        found = [box(TRIM, (0.14, 1.6, 0.14), (x, 0, radius), 0.04)]
        for side in (1.0, -1.0):
            found.append(placed(one.transformed(np.diag([1.0, side, 1.0, 1.0])), x, side * out, radius))
        return found

    def _tractor(self) -> list[Mesh]:
        front, half = self.length_m / 2, self.width_m / 2
        found = self._pair(self._front_axle, 0.5, False, 1.15)
        for x in (self._front_axle - 3.2, self._front_axle - 4.55):
            found += self._pair(x, 0.5, True, half - 0.04)
        found += [box(TRIM, (5.6, 0.09, 0.26), (front - 3.6, side * 0.42, 0.92), 0.01) for side in (1, -1)]
        found.append(box(TRIM, (1.1, 1.0, 0.08), (self._front_axle - 3.85, 0, 1.12), 0.02))
        for side in (1.0, -1.0):
            found += [
                box(TRIM, (0.10, 0.46, 0.22), (front - 0.125, side * 0.80, 0.70), 0.04, -side * 14),
                box(LAMPS, (0.10, 0.24, 0.17), (front - 0.10, side * 0.72, 0.70), 0.04, -side * 14),
                box(AMBER, (0.10, 0.12, 0.17), (front - 0.145, side * 0.94, 0.70), 0.04, -side * 20),
                box(METAL, (1.1, 0.5, 0.55), (front - 3.1, side * (half - 0.3), 0.68), 0.08),
            ]
        return found

    def _trailer(self) -> list[Mesh]:
        rear, half = self.rear_m, self.width_m / 2
        end = rear + self.deck_m
        found = [
            box(METAL, (self.deck_m, self.width_m, 0.16), (rear + self.deck_m / 2, 0, _DECK - 0.08), 0.02),
            box(METAL, (2.6, 1.5, 0.28), (end + 1.1, 0, 1.32), 0.03),
            box(METAL, (0.5, 1.9, 0.75), (end + 0.1, 0, 1.05), 0.03),
        ]
        for side in (1.0, -1.0):
            found.append(
                box(METAL, (self.deck_m, 0.14, 0.30), (rear + self.deck_m / 2, side * 0.5, 0.56), 0.01)
            )
            found.append(
                box(
                    METAL,
                    (self.deck_m, 0.05, 0.14),
                    (rear + self.deck_m / 2, side * (half - 0.02), _DECK - 0.12),
                    0.01,
                )
            )
            for x in np.arange(rear + 0.8, end, 1.9):
                found.append(
                    box(AMBER, (0.11, 0.02, 0.04), (float(x), side * (half + 0.01), _DECK - 0.12), 0.006)
                )
            found += [
                box(TAIL, (0.05, 0.34, 0.13), (rear - 0.02, side * (half - 0.3), 0.62), 0.02),
                box(AMBER, (0.05, 0.14, 0.13), (rear - 0.02, side * (half - 0.56), 0.62), 0.02),
            ]
        found.append(box(TRIM, (0.06, self.width_m, 0.2), (rear + 0.01, 0, 0.60), 0.01))
        found.append(box(PLATE, (0.012, 0.52, 0.11), (rear - 0.035, 0, 0.46), 0.004))
        for number in range(4):
            found += self._pair(rear + 0.8 + 1.0 * number, 0.37, True, half - 0.02)
        return found

    def _cargo(self) -> list[Mesh]:
        long, wide, high = self.load_m
        x = self.rear_m + self.deck_m / 2 + 0.2
        if self.load == "tank":
            return self._tank(x)
        z = _DECK + 0.2
        beams = (box(TRIM, (0.2, 0.95 * wide, 0.2), (x + at * long, 0, _DECK + 0.1), 0.01) for at in _BEAMS)
        body = box(PANEL, (long, wide, high), (x, 0, z + high / 2), 0.02)
        return [*beams, body, *(self._battens(x, z) if self.load == "crate" else self._openings(x, z))]

    def _tank(self, x: float) -> list[Mesh]:
        """A vessel with dished ends on two saddles, with three rings and a manhole."""
        long, wide, high = self.load_m
        r = min(wide, high) / 2
        t = np.linspace(0, np.pi / 2, 9)
        cap = 0.30 * r
        end = np.column_stack([r * np.sin(t), long / 2 - cap + cap * np.cos(t)])
        profile = np.concatenate([end * [1, -1], end[::-1]])
        profile[0, 0] = profile[-1, 0] = 0.0
        # Turned about z, then laid along x.
        lay = np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float64)
        middle = _DECK + 0.22 + r
        found = [placed(lathe(profile, 56, PANEL).transformed(lay), x, 0, middle)]
        band = np.array([[r, -0.05], [r + 0.04, -0.05], [r + 0.04, 0.05], [r, 0.05]])
        ring = lathe(band, 56, PANEL, closed=True).transformed(lay)
        found += [placed(ring, x + at * long, 0, middle) for at in (-0.36, 0.0, 0.36)]
        for at in (-0.3, 0.3):
            found.append(box(TRIM, (0.34, 0.8 * wide, 0.62), (x + at * long, 0, _DECK + 0.31), 0.02))
        hole = np.array([[0.0, -0.2], [0.36, -0.2], [0.36, 0.2], [0.0, 0.2]])
        return [*found, placed(lathe(hole, 24, PANEL), x, 0, middle + r)]

    def _battens(self, x: float, z: float) -> list[Mesh]:
        """Posts on all sides of a crate."""
        long, wide, high = self.load_m
        found = []
        for side in (1.0, -1.0):
            for at in np.linspace(-0.48, 0.48, 7) * long:
                place = (x + float(at), side * (wide / 2 + 0.02), z + high / 2)
                found.append(box(INTERIOR, (0.12, 0.06, high), place, 0.01))
            for at in np.linspace(-0.46, 0.46, 5) * wide:
                place = (x + side * (long / 2 + 0.02), float(at), z + high / 2)
                found.append(box(INTERIOR, (0.06, 0.12, high), place, 0.01))
        return found

    def _openings(self, x: float, z: float) -> list[Mesh]:
        """Windows and a door of a cabin, under a flat roof that stands out."""
        long, wide, high = self.load_m
        found = [box(TRIM, (long + 0.2, wide + 0.16, 0.14), (x, 0, z + high + 0.07), 0.02)]
        for side in (1.0, -1.0):
            for at in (-0.3, 0.05, 0.34):
                place = (x + at * long, side * wide / 2, z + 1.65)
                found.append(box(GLASS, (1.3, 0.04, 1.0), place, 0.01))
                found.append(box(TRIM, (1.42, 0.03, 1.12), place, 0.01))
        found.append(box(TRIM, (0.03, 1.02, 2.1), (x - long / 2, -0.2 * wide, z + 1.15), 0.01))
        found.append(box(GLASS, (0.06, 0.95, 0.8), (x - long / 2, 0.22 * wide, z + 1.65), 0.01))
        return found


def heavy_transport(draw: Draw, *, region: Region = "europe") -> Model:
    """A transport 3.4 to 4.3 m wide, with boards at its load's corners and amber beacons that flash."""
    load: Load = draw.choice("load", {"tank": 0.45, "crate": 0.3, "cabin": 0.25})
    deck = draw.uniform("deck_m", 7.6, 10.0)
    wide = draw.uniform("wide_m", 3.4, 3.9)
    high = wide if load == "tank" else draw.uniform("high_m", 2.7, 3.1)
    made = HeavyTransport(
        deck_m=deck, load=load, load_m=(deck - draw.uniform("short_m", 0.3, 1.2), wide, high)
    )
    paint = draw.scope("paint")
    stuffs: dict[Load, Material] = {
        "tank": OutdoorMetal(kind="steel", color=hexadecimal("a9abac"), rust=0.04, roughness=0.34, wear=0.3),
        "crate": Planks(silver=0.3, upright=True, board_m=0.16),
        "cabin": car_paint(draw.scope("wall").needing({"metallic": (False,)}), color=hexadecimal("cfcabc")),
    }
    deck_paint = car_paint(draw.scope("deck").needing({"metallic": (False,)}), color=hexadecimal("8d2a1e"))
    model = made.build(car_paint(paint, color=car_color(paint, "fleet")), deck_paint, stuffs[load])
    return with_pieces(model, _warnings(draw, made, region))


def _warnings(draw: Draw, made: HeavyTransport, region: Region) -> list[PlacedPiece]:
    """Boards at the corners of the load, a board with words at the rear, beacons."""
    from ..street.roadworks import stripes

    long, wide, _ = made.load_m
    x = made.rear_m + made.deck_m / 2 + 0.2
    found: list[PlacedPiece] = []
    film = stripes("b3271f", 0.42, 0.42, 1)
    for end, yaw in ((-1.0, 180.0), (1.0, 0.0)):
        for side in (1.0, -1.0):
            spot = (x + end * (long / 2 + 0.06), side * (wide / 2 - 0.22), _DECK + 0.75)
            arm = box(TRIM, (0.04, wide / 2 - 0.9, 0.05), (0.0, -side * (wide / 4 - 0.45), 0.0), 0.005)
            found.append(((arm, _ARM), (spot[0] - end * 0.04, spot[1], spot[2])))
            found.append(((sheet(0.42, 0.42, yaw), film), spot))
            found.append(((sheet(0.42, 0.42, yaw + 180.0), film), (spot[0] - end * 0.004, spot[1], spot[2])))
    text = "OVERSIZE LOAD" if region == "us" else "CONVOI EXCEPTIONNEL"
    board = words(text, (0.05, 0.05, 0.05), (0.85, 0.68, 0.06), 2.1, 0.42)
    found.append(((sheet(2.1, 0.42, 180.0), board), (made.rear_m - 0.06, 0.0, _DECK + 0.3)))
    flashes: tuple[Flash, ...] = ("left", "right", "both")
    flash = draw.choice("flash", flashes)
    for side in (1.0, -1.0):
        on = flash == "both" or (side > 0) == (flash == "left")
        for piece in beacon("amber", on):
            found.append((piece, (made.rear_m + 0.1, side * (made.width_m / 2 - 0.15), _DECK)))
            found.append((piece, (made.length_m / 2 - 1.2, side * 0.75, 3.07)))
    return found
