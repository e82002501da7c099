"""Where people cross a road, and where vehicles wait before a junction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from .network import Junction, Network
from .road import Road

__all__ = ["Crossing", "Halt", "crossings", "halts"]

Style = Literal["zebra", "lines", "none"]
_WIDTH_M = 3.0


@dataclass(frozen=True, eq=False)
class Crossing:
    """A crossing over ``road`` at arc length ``s_m``; ``junction`` is its number in the network, if any."""

    road: Road
    s_m: float
    style: Style
    junction: int | None = None
    width_m: float = _WIDTH_M

    def ends(self, beyond_m: float = 0.0) -> npt.NDArray[np.float64]:
        """Where it leaves the kerbs, shape (2, 2): at the left and at the right one."""
        left, right = self.road.kerbs
        return self.road.line.at(self.s_m, [left + beyond_m, right - beyond_m])


@dataclass(frozen=True, eq=False)
class Halt:
    """A line that vehicles of one direction wait at.

    Attributes:
        road: that they are on.
        s_m: of the line's edge that the front bumper may reach.
        direction: of the vehicles, against the road's arc length or with it.
        junction: number of the junction that they wait for.
    """

    road: Road
    s_m: float
    direction: int
    junction: int


def crossings(draw: Draw, network: Network) -> tuple[Crossing, ...]:
    """At junctions with signals over every arm, elsewhere over side roads and now and then the main road."""
    if network.place == "country":
        return ()
    found = []
    painted: Style = draw.choice("style", {"zebra": 0.6, "lines": 0.4})
    main = network.main
    for number, junction in enumerate(network.junctions):
        scope = draw.scope("junction", number)
        signals = junction.control == "signals"
        side = side_halt_m(network, junction) + 0.6 + _WIDTH_M / 2 - 1.0
        marked = signals or scope.chance(
            "marked", {"town": 0.4, "suburb": 0.15, "arterial": 0.6}[network.place]
        )
        found.append(Crossing(junction.side, side, painted if marked else "none", number))
        if junction.opposite is not None and junction.opposite < number:
            continue  # it has been made with the other half
        reach = junction.half_m(main) + _WIDTH_M / 2 - 1.5
        for sign in (-1, 1):
            s = junction.s_m + sign * reach
            if signals or scope.chance(f"over_main_{'before' if sign < 0 else 'after'}", 0.12):
                found.append(Crossing(main, s, painted, number))
    return tuple(found)


def halts(network: Network, crossed: tuple[Crossing, ...]) -> tuple[Halt, ...]:
    """Of all junctions, before their painted crossings; on the main road one waits at signals only."""
    painted = {crossing.road.name for crossing in crossed if crossing.style != "none"}
    found = []
    for number, junction in enumerate(network.junctions):
        back_m = _WIDTH_M + 1.2 if junction.side.name in painted else 0.3
        found.append(Halt(junction.side, side_halt_m(network, junction) + back_m, -1, number))
        if junction.control == "signals" and (junction.opposite is None or junction.opposite > number):
            reach = junction.half_m(network.main) + _WIDTH_M + 0.2
            found.append(Halt(network.main, junction.s_m - reach, 1, number))
            found.append(Halt(network.main, junction.s_m + reach, -1, number))
    return tuple(found)


def side_halt_m(network: Network, junction: Junction) -> float:
    """Arc length of a side road at the main road's border, where its corners begin to be straight."""
    left, right = network.main.kerbs
    reach = left if junction.left else -right
    half = max(abs(t) for t in junction.side.kerbs)
    return float(reach / np.sin(junction.angle_rad) + abs(half / np.tan(junction.angle_rad))) + 2.5
