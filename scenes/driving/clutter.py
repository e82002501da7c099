"""What stands on pavements in rows and groups: bins on collection day, bollards, tables before cafés."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from ...assets import street
from ...assets.model import Model
from ...draw import Draw
from .conditions import Conditions
from .network import Network, Place
from .plots import Plot

__all__ = ["Put", "clutter"]

Put = Callable[[Model, np.ndarray, float], bool]
"""Stands a model at x and y, its +x at a heading in radians, where there is room for it."""

_REACH_M = 62.0
_COLLECTED: dict[Place, float] = {"town": 0.14, "suburb": 0.24, "arterial": 0.06, "country": 0.0}
_ROWS: dict[Place, float] = {"town": 0.4, "suburb": 0.08, "arterial": 0.12, "country": 0.0}
_HOMES = ("detached", "terrace", "block")
_STOCK = 3
"""Kinds of bins in a street."""
_CAFE = 0.5
"""Of towns' streets with cafés, in weather for it; a third of their shops are."""
_TABLES_M, _WIDE_M = 2.1, 2.5
"""From table to table, and the pavement that they leave room on."""


def clutter(draw: Draw, put: Put, network: Network, plots: tuple[Plot, ...], conditions: Conditions) -> None:
    """Bins, bags, rows of bollards, tables and parasols, where ``put`` finds room."""
    near = [
        plot for plot in plots if plot.road is network.main and plot.end_m > 2.0 and plot.begin_m < _REACH_M
    ]
    if draw.chance("collection", _COLLECTED[network.place]):
        _bins(draw.scope("bins"), put, network, near)
    if draw.chance("bollards", _ROWS[network.place]):
        _bollards(draw.scope("row"), put, network)
    open_air = conditions.season != "winter" and conditions.weather in ("clear", "cloudy", "overcast")
    if network.place == "town" and open_air and conditions.time != "night" and draw.chance("cafes", _CAFE):
        _cafes(draw.scope("cafe"), put, network, near)


def _to_road(plot: Plot, s_m: float) -> float:
    return float(plot.road.line.heading_at(s_m)) + (-np.pi / 2 if plot.left else np.pi / 2)


def _bins(draw: Draw, put: Put, network: Network, plots: Iterable[Plot]) -> None:
    stock = [street.wheelie_bin(draw.scope("kind", k), region=network.region) for k in range(_STOCK)]
    for number, plot in enumerate(plots):
        scope = draw.scope("plot", number)
        if plot.kind not in _HOMES or not scope.chance("out", 0.7):
            continue
        left, right = plot.road.kerbs
        s = scope.uniform("s_m", plot.begin_m + 0.5, max(plot.begin_m + 0.6, plot.end_m - 2.5))
        bins = scope.integer("bins", 1, 3)
        for place in range(bins + scope.choice("bags", {0: 0.55, 1: 0.2, 2: 0.25})):
            one = scope.scope("thing", place)
            bag = place >= bins
            model = street.bin_bag(one.scope("bag")) if bag else stock[one.integer("kind", 0, _STOCK - 1)]
            away = one.uniform("away_m", 0.5, 0.65)
            t = left + away if plot.left else right - away
            heading = _to_road(plot, s) + float(np.radians(one.normal("yaw_deg", 0, 9, -30, 30)))
            put(model, plot.road.line.at(s, t), heading)
            s += one.uniform("step_m", 0.72, 0.95)


def _bollards(draw: Draw, put: Put, network: Network) -> None:
    model = street.bollard(draw.scope("look"), region=network.region)
    left, right = network.main.kerbs
    on_left = draw.chance("left", 0.5)
    begin, step = draw.uniform("s_m", 5, 35), draw.choice("step_m", (1.5, 1.8, 2.2))
    t = left + 0.42 if on_left else right - 0.42
    for number in range(draw.integer("count", 4, 12)):
        s = begin + number * step
        put(model, network.main.line.at(s, t), float(network.main.line.heading_at(s)))


def _cafes(draw: Draw, put: Put, network: Network, plots: Iterable[Plot]) -> None:
    for number, plot in enumerate(plots):
        scope = draw.scope("plot", number)
        if plot.kind != "shop" or not scope.chance("cafe", 0.33):
            continue
        edge = plot.road.left_m if plot.left else plot.road.right_m
        wide = abs(edge - plot.road.kerbs[0 if plot.left else 1])
        if wide < _WIDE_M:
            continue
        table = street.cafe_table(scope.scope("table"))
        shade = street.parasol(scope.scope("parasol")) if scope.chance("shaded", 0.6) else None
        inwards = -1.0 if plot.left else 1.0
        door = scope.uniform("door", 0.3, 0.7) * (plot.end_m - plot.begin_m) + plot.begin_m
        for place, s in enumerate(np.arange(plot.begin_m + 1.4, plot.end_m - 1.2, _TABLES_M)):
            one = scope.scope("place", place)
            if abs(s - door) < 1.3 or one.chance("gap", 0.12):
                continue
            turn = float(np.radians(one.normal("yaw_deg", 0, 6, -18, 18)))
            put(table, plot.road.line.at(s, edge + inwards * 0.85), _to_road(plot, float(s)) + turn)
            if shade is not None and place % 2 == 0:
                between = float(s) + _TABLES_M / 2
                put(shade, plot.road.line.at(between, edge + inwards * 0.85), _to_road(plot, between))
        flowers = street.planter(scope.scope("planter"))
        for s in (plot.begin_m + 0.25, plot.end_m - 0.25):
            put(flowers, plot.road.line.at(s, edge + inwards * 0.85), _to_road(plot, s))
