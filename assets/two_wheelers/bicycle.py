"""A bicycle: frame, wheels, drive and what hangs on it, by the measures that frames are sold by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..contacts import Contacts, point
from ..mesh import Mesh
from ..shapes.solids import placed
from ..shapes.tubes import Array, bars, smooth, tube, turned, xyz
from ..spin import spinning
from . import bicycle_fittings as fittings
from .parts import ALLOY, BLACK, CHAIN, PAINT
from .spoked import spoked

__all__ = ["Bars", "Bicycle"]

Bars = Literal["swept", "flat", "drop"]


@dataclass(frozen=True)
class Bicycle:
    """A bicycle on z = 0, facing +x, before it is moved to the middle of its footprint.

    Attributes:
        wheel_m: radius of the wheels, with their tyres.
        tyre_m: width of the tyres.
        wheelbase_m: from axle to axle.
        chainstay_m: from the rear axle to the crank's.
        drop_m: how far the crank's axle is below the wheels'.
        seat_deg, head_deg: angles of seat tube and steering axis with the ground.
        rake_m: of the fork: from the steering axis to the front axle.
        head_tube_m: its length.
        frame_m: length of the seat tube.
        saddle_m: from the crank's axle to the top of the saddle, along the seat tube.
        bars: their form.
        bar_width_m: between their ends.
        stem_m: how far forwards and up from the steering axis they are clamped.
        crank_m: length of a crank.
        step_through: whether the top tube runs low.
        suspension: whether the fork is a telescopic one.
        discs: brakes at the hubs.
        mudguards, rack, chain_case, lamps, stand, bottle, basket, reflectors: what it has; ``basket`` is
            before the bars or on the rack.
        crank_deg: of the left crank from straight up, forwards.
        steer_deg: to the left.
        child: of a child's size.
    """

    wheel_m: float = 0.345
    tyre_m: float = 0.038
    wheelbase_m: float = 1.07
    chainstay_m: float = 0.45
    drop_m: float = 0.06
    seat_deg: float = 72.0
    head_deg: float = 70.5
    rake_m: float = 0.05
    head_tube_m: float = 0.16
    frame_m: float = 0.52
    saddle_m: float = 0.70
    bars: Bars = "flat"
    bar_width_m: float = 0.62
    stem_m: tuple[float, float] = (0.07, 0.06)
    crank_m: float = 0.17
    step_through: bool = False
    suspension: bool = False
    discs: bool = False
    mudguards: bool = False
    rack: bool = False
    chain_case: bool = False
    lamps: bool = False
    stand: bool = False
    bottle: bool = False
    basket: Literal["none", "front", "rack"] = "none"
    reflectors: bool = True
    crank_deg: float = 90.0
    steer_deg: float = 0.0
    child: bool = False

    @property
    def crank_axle(self) -> Array:
        """Middle of the crank's axle, (3,)."""
        along = np.sqrt(self.chainstay_m**2 - self.drop_m**2)
        return np.array([along, 0.0, self.wheel_m - self.drop_m])

    @property
    def front_axle(self) -> Array:
        """Steering straight ahead, (3,)."""
        return np.array([self.wheelbase_m, 0.0, self.wheel_m])

    def on_seat_tube(self, along_m: float) -> Array:
        """A place on the seat tube's axis, from the crank's axle upwards, (3,)."""
        a = np.radians(self.seat_deg)
        return np.asarray(self.crank_axle + along_m * np.array([-np.cos(a), 0.0, np.sin(a)]))

    def on_steering(self, along_m: float) -> Array:
        """A place on the steering axis, from beside the front axle upwards, (3,)."""
        a = np.radians(self.head_deg)
        foot = self.front_axle - self.rake_m * np.array([np.sin(a), 0.0, np.cos(a)])
        return np.asarray(foot + along_m * np.array([-np.cos(a), 0.0, np.sin(a)]))

    @property
    def crown_m(self) -> float:
        """Along the steering axis to the fork's crown."""
        return self.wheel_m + (0.085 if self.suspension else 0.035)

    @property
    def clamp(self) -> Array:
        """Where the bars are clamped, (3,)."""
        forwards, up = self.stem_m
        top = self.on_steering(self.crown_m + 0.01 + self.head_tube_m + 0.02)
        return np.asarray(top + xyz(forwards, 0.0, up))

    @property
    def saddle(self) -> Array:
        """On the saddle, (3,)."""
        return self.on_seat_tube(self.saddle_m)

    def pedal(self, side: int) -> Array:
        """The middle of a pedal, (3,); ``side`` is +1 left, −1 right."""
        a = np.radians(self.crank_deg + (0.0 if side > 0 else 180.0))
        arm = self.crank_m * np.array([np.sin(a), 0.0, np.cos(a)])
        return np.asarray(self.crank_axle + arm + xyz(0.0, side * 0.125, 0.0))

    def steered(self) -> Array:
        """(4, 4): what turning the bars does to what turns with them."""
        a, b = self.on_steering(0.0), self.on_steering(1.0)
        u, angle = (b - a) / np.linalg.norm(b - a), np.radians(self.steer_deg)
        k = np.array([[0, -u[2], u[1]], [u[2], 0, -u[0]], [-u[1], u[0], 0]])
        m = np.eye(4)
        m[:3, :3] += np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
        m[:3, 3] = a - m[:3, :3] @ a
        return m

    def contacts(self) -> Contacts:
        """Where its rider touches it."""
        grips, axes = fittings.grips(self)
        turn = self.steered()
        held = [point(turn[:3, :3] @ grip + turn[:3, 3]) for grip in grips]
        ways = [point(turn[:3, :3] @ axis) for axis in axes]
        feet = [point(self.pedal(side) + xyz(0.0, 0.0, 0.014)) for side in (1, -1)]
        reach = float(np.linalg.norm(self.saddle - self.crank_axle)) + self.crank_m
        return Contacts(
            mount="bicycle",
            seat=point(self.saddle),
            grips=(held[0], held[1]),
            grip_axes=(ways[0], ways[1]),
            feet=(feet[0], feet[1]),
            crank_deg=self.crank_deg,
            leg_m=reach,
            child=self.child,
        )

    def pieces(self) -> list[Mesh]:
        """All of it; parts are numbered as in ``parts``."""
        turn = self.steered()
        fixed = [*self._frame(), *self._drive(), *fittings.fixed(self)]
        turning = [*self._fork(), *fittings.turning(self)]
        return [*fixed, *(mesh.transformed(turn) for mesh in turning)]

    def _wheel(self, hub_m: float) -> Mesh:
        spokes = 28 if self.wheel_m < 0.3 else 32
        return spoked(self.wheel_m, self.tyre_m, spokes, hub_m, self.discs, self.reflectors)

    def _frame(self) -> list[Mesh]:
        axle, crank = np.array([0.0, 0.0, self.wheel_m]), self.crank_axle
        low, high = self.crown_m + 0.01, self.crown_m + 0.01 + self.head_tube_m
        head = [self.on_steering(low), self.on_steering(high)]
        thick = 0.016 if not self.suspension else 0.019
        top = self.on_seat_tube(self.frame_m)
        found = [
            tube([head[0], head[1]], 0.019, PAINT, 12),
            tube([crank, self.on_seat_tube(self.frame_m + 0.02)], 0.0155, PAINT, 10),
            tube([self.on_steering(low + 0.03), crank], thick + 0.003, PAINT, 12),
            tube(
                [self.on_seat_tube(self.frame_m), self.on_seat_tube(self.saddle_m - 0.05)], 0.0135, ALLOY, 10
            ),
            tube([crank + xyz(0, -0.036, 0), crank + xyz(0, 0.036, 0)], 0.021, PAINT, 12),
        ]
        if self.step_through:
            start, end = (
                self.on_steering(low + 0.65 * self.head_tube_m),
                self.on_seat_tube(0.42 * self.frame_m),
            )
            dip = 0.5 * (start + end) + xyz(-0.03, 0.0, -0.05)
            found.append(tube(smooth([start, dip, end], 10), thick, PAINT, 10))
        else:
            found.append(tube([self.on_steering(high - 0.03), top - [0, 0, 0.012]], thick, PAINT, 10))
        joint = self.on_seat_tube(self.frame_m - 0.015)
        apart = 0.066 if self.discs else 0.062
        for side in (1.0, -1.0):
            bow = np.array([0.5 * crank[0], side * 0.062, 0.5 * (crank[2] + axle[2])])
            hub = axle + xyz(0.0, side * apart, 0.0)
            found.append(tube(smooth([crank + xyz(-0.02, side * 0.03, 0.0), bow, hub], 6), 0.0095, PAINT, 8))
            over = 0.55 * joint + 0.45 * hub
            over[1] = side * 0.056
            found.append(tube(smooth([joint + xyz(-0.01, side * 0.022, 0), over, hub], 6), 0.008, PAINT, 8))
        found.append(placed(self._wheel(0.09), *axle))
        return found

    def _fork(self) -> list[Mesh]:
        crown, axle = self.on_steering(self.crown_m - 0.012), self.front_axle
        up = (self.on_steering(1.0) - self.on_steering(0.0)) / 1.0
        side_m = self.tyre_m / 2 + 0.026
        part = BLACK if self.suspension else PAINT
        found = [
            tube([crown + xyz(0, -side_m - 0.008, 0), crown + xyz(0, side_m + 0.008, 0)], 0.017, part, 8)
        ]
        for side in (1.0, -1.0):
            at = np.array([0.0, side * side_m, 0.0])
            if self.suspension:
                found.append(tube([crown + at, crown + at - 0.2 * up], 0.0155, ALLOY, 10))
                found.append(tube([crown + at - 0.16 * up, axle + at + 0.01 * up], 0.0215, BLACK, 10))
            else:
                knee = self.on_steering(0.45 * self.wheel_m) + at
                path = smooth([crown + at, knee, axle + at], 8)
                found.append(tube(path, np.linspace(0.0135, 0.0085, 8), PAINT, 8))
        found.append(placed(self._wheel(0.065), *axle))
        return found

    def _drive(self) -> list[Mesh]:
        crank, axle = self.crank_axle, np.array([0.0, 0.0, self.wheel_m])
        y = -0.044
        big, small = (0.072, 0.034) if self.child else (0.088, 0.042)
        gear_m = self.wheel_m * big / small

        def turns(mesh: Mesh) -> Mesh:
            return spinning(mesh, "crank", gear_m, crank)

        ring = [(big - 0.02, y - 0.002), (big, y - 0.002), (big, y + 0.002), (big - 0.02, y + 0.002)]
        spider = [(0.008, y - 0.003), (0.03, y - 0.003), (0.03, y + 0.003), (0.008, y + 0.003)]
        cog = [(0.014, y - 0.006), (small, y - 0.006), (small, y + 0.012), (0.014, y + 0.012)]
        star = np.radians(np.arange(5) * 72 + self.crank_deg)
        arms = np.stack([np.sin(star), 0 * star, np.cos(star)], axis=1)
        middle = crank + xyz(0, y, 0)
        found = [
            turns(turned(ring, CHAIN, 32, crank)),
            turns(turned(spider, ALLOY, 16, crank)),
            turned(cog, CHAIN, 20, axle),
            turns(bars(middle + 0.02 * arms, middle + (big - 0.012) * arms, 0.006, ALLOY, 4)),
            tube(_belt(crank, big, axle, small, y), 0.0042, CHAIN, 4, closed=True),
        ]
        for side in (1, -1):
            pedal = self.pedal(side)
            start = crank + xyz(0, side * 0.05, 0)
            end = np.array([pedal[0], side * 0.066, pedal[2]])
            found.append(turns(tube([crank, start], 0.009, ALLOY, 8)))
            found.append(turns(tube([start, end], [0.0135, 0.010], ALLOY, 6, flat=0.8)))
            found.append(turns(tube([end, pedal + xyz(0, side * 0.045, 0)], 0.006, ALLOY, 6)))
            found += [spinning(mesh, "pedal", gear_m, pedal) for mesh in fittings.pedal(pedal)]
        if self.chain_case:
            found.append(fittings.chain_case(crank, big, axle, small, y))
        return found


def _belt(front: Array, front_m: float, rear: Array, rear_m: float, y: float) -> Array:
    """The way of a chain over two wheels, (n, 3), closed."""
    return fittings.around(front, front_m, rear, rear_m, y, 12)
