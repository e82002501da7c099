"""A passenger car: its dimensions and its make-up, and how the pieces come together."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

from ..material import Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..shapes.solids import placed
from ..spin import Spin, spins_of
from .axles import OnTwoAxles
from .fittings import fittings
from .greenhouse import Greenhouse
from .grid import mirrored
from .interior import interior
from .lamps import lamps
from .parts import DISC, RIM, TRIM, TYRES, Signals, materials
from .shell import Shell
from .surfaces import PARTS
from .wheel import Rim, wheel

__all__ = ["Car", "Grille"]

_DAY = Signals()
Grille = Literal["tall", "wide", "slim", "none"]


@dataclass(frozen=True, kw_only=True)
class Car(OnTwoAxles):
    """Dimensions of a car, metres; x is measured from the middle, the front is +x.

    Attributes:
        length_m: without mirrors, bumper to bumper.
        width_m: without mirrors.
        height_m: to the roof, without aerial and rails.
        wheelbase_m: axle to axle.
        front_overhang_m: front bumper to front axle.
        wheel_m: diameter of the tyres.
        clearance_m: below the floor.
        raised_m: how much higher than a saloon's its lamps and bumpers lie.
        nose_m: height of the bonnet's front edge.
        belt_m: height of the lower edge of the side windows.
        screen_m: front bumper to the foot of the windscreen.
        rake_m: how far the windscreen's top lies behind its foot.
        boot_m: rear bumper to the foot of the rear window.
        rear_rake_m: how far the rear window's top lies before its foot.
        rear_arc_m: how far the rear window bulges out of that line.
        boot_height_m: height of the boot lid's rear edge.
        pillar_m: width of the rearmost pillar at its foot.
        tumblehome: half width of the roof as a share of that at the belt.
        side_bulge: of the side windows, as a share of the width.
        roof_crown_m: how much higher the roof is in its middle than at its sides.
        roof_drop_m: how much lower it is at the rear window than at its highest.
        crown_m: the same of bonnet and boot lid.
        bow_m: how far the front is bowed, seen from above.
        lean: how much the front leans backwards; 1 is a saloon's.
        grille: tall (down to the bumper), wide (from lamp to lamp), slim, or none.
        grille_share: its half width as a share of the car's.
        grille_bars: horizontal ones in it.
        lamp_share: where the headlamps begin, as a share of the half width.
        lamp_height_m: of the headlamps.
        lamp_slant_m: how much they rise outwards.
        lamp_wrap_m: how far they reach around the corner.
        daylight: where in them the strip of the daytime light lies.
        tail_share: where the rear lamps begin, as a share of the half width.
        tail_lamp_m: height of the rear lamps.
        tail_wrap_m: how far from the rear they reach.
        cladding: unpainted sills and lower bumpers, as off-road styling has.
        chrome: bright bars, handles, rails, and a strip below the side windows.
        rails: on the roof.
        dark_roof: it is black, whatever the paint.
        tinted: dark panes behind the front doors.
        spoiler: over the rear window.
        aerial: a fin on the roof.
        exhausts: visible pipes, 0 to 2.
        spokes: of each rim.
        rim: its style.
        rear_window: behind.
        panel_van: no side windows behind the front seats.
    """

    length_m: float = 4.3
    width_m: float = 1.79
    height_m: float = 1.46
    wheelbase_m: float = 2.64
    front_overhang_m: float = 0.86
    wheel_m: float = 0.64
    clearance_m: float = 0.16
    raised_m: float = 0.0
    nose_m: float = 0.76
    belt_m: float = 0.95
    screen_m: float = 1.12
    rake_m: float = 0.85
    boot_m: float = 0.14
    rear_rake_m: float = 0.34
    rear_arc_m: float = 0.04
    boot_height_m: float = 0.94
    pillar_m: float = 0.30
    tumblehome: float = 0.79
    side_bulge: float = 0.03
    roof_crown_m: float = 0.05
    roof_drop_m: float = 0.05
    crown_m: float = 0.04
    bow_m: float = 0.20
    lean: float = 1.0
    grille: Grille = "slim"
    grille_share: float = 0.45
    grille_bars: int = 3
    lamp_share: float = 0.52
    lamp_height_m: float = 0.13
    lamp_slant_m: float = 0.04
    lamp_wrap_m: float = 0.28
    daylight: Literal["top", "bottom"] = "top"
    tail_share: float = 0.50
    tail_lamp_m: float = 0.17
    tail_wrap_m: float = 0.24
    cladding: bool = False
    chrome: bool = False
    rails: bool = False
    dark_roof: bool = False
    tinted: bool = False
    spoiler: bool = False
    aerial: bool = True
    exhausts: int = 1
    spokes: int = 5
    rim: Rim = "straight"
    rear_window: bool = True
    panel_van: bool = False

    def build(
        self,
        paint: Material,
        name: str = "car",
        plate: Material = PARTS["plate"],
        signals: Signals = _DAY,
    ) -> Model:
        """The car in that paint; its parts are those of ``parts``."""
        silver = Surface(base_color=(0.66, 0.67, 0.69), roughness=0.28, metallic=0.9)
        mesh, spins = _mesh(self)
        return Model(
            name,
            mesh,
            materials(paint, silver, plate, signals, self.tinted),
            category="car",
            attributes=asdict(signals),
            spins=spins,
        )

    @property
    def shut_lines(self) -> tuple[float, float, float]:
        """x of the vertical gaps of the doors: before the front one, between them, behind the rear one."""
        front, rear = self.axles
        first = front - self.wheel_m / 2 - 0.14
        last = rear + self.wheel_m / 2 + 0.09
        return first, (first + last) / 2 - 0.04, last

    def wheels(self) -> list[Mesh]:
        """All four, in place."""
        radius = self.wheel_m / 2
        out = self.width_m / 2 - 0.122
        one = wheel(radius, 0.215, self.spokes, self.rim, TYRES, RIM, TRIM, DISC)
        both = (one, mirrored(one))
        return [placed(both[side < 0], axle, side * out, radius) for axle in self.axles for side in (1, -1)]


@lru_cache(maxsize=48)
def _mesh(car: Car) -> tuple[Mesh, tuple[Spin, ...]]:
    """Cars that differ in paint and lamps only are one mesh in memory; with what turns of it."""
    shell = Shell(car)
    greenhouse = Greenhouse(car, shell)
    meshes = [shell.mesh(), greenhouse.mesh(), *car.wheels(), *lamps(shell)]
    meshes += [*fittings(car, shell, greenhouse), *interior(car)]
    return join(*meshes), spins_of(meshes)
