"""Trees, along streets, in gardens and over the fields."""

from __future__ import annotations

import numpy as np
import shapely

from ...assets import plants
from ...draw import Draw
from .conditions import Conditions
from .network import Network
from .plots import Plot
from .road import Road
from .site import Site

__all__ = ["Planter", "plant"]

_FAR_M = 75.0
_KINDS = 5
"""Species of one scene; each comes in two of its stock's trees, so that a dozen meshes make all."""
_EUROPE = {"lime": 3.0, "plane": 2.0, "maple": 2.0, "birch": 1.5, "oak": 1.5, "cherry": 1.0, "poplar": 0.6}


class Planter:
    """Plants a scene's trees.

    Args:
        draw: of all trees.
        site: that they stand on.
        network: that they line.
        conditions: whose season and snow they show.
    """

    def __init__(self, draw: Draw, site: Site, network: Network, conditions: Conditions) -> None:
        self._draw = draw
        self.site = site
        self._network = network
        self._conditions = conditions
        known = list(plants.SPECIES)
        picked: list[str] = []
        for number in range(_KINDS):
            left = [name for name in known if name not in picked]
            picked.append(draw.choice(f"species/{number}", {name: _EUROPE.get(name, 1.0) for name in left}))
        palms = network.region == "us" and draw.chance("palms", 0.15)
        self._species = [*plants.PALMS[:1], *picked[1:]] if palms else picked
        self._count = 0

    def tree(self, point: np.ndarray, *, street: bool = False, gap_m: float = 0.6, tall: float = 1.0) -> bool:
        """A tree at a place, if it is free; ``street``: all of one species."""
        scope = self._draw.scope("tree", self._count)
        self._count += 1
        trunk = shapely.Point(point).buffer(0.35, quad_segs=3)
        if not self.site.free(trunk, gap_m):
            return False
        which = 0 if street else scope.integer("kind", 0, len(self._species) - 1)
        number = scope.integer("number", 0, 1)
        away = float(np.linalg.norm(point))
        model = plants.stock(
            self._species[which],
            season=self._conditions.season,
            number=number,
            far=away > _FAR_M,
            snow=round(self._conditions.snow, 1),
        )
        size = scope.uniform("size", 0.75, 1.15) * tall
        heading = scope.uniform("yaw_rad", 0, 2 * np.pi)
        matrix = self.site.place(point, heading)
        matrix[:3, :3] *= size
        self.site.stand(model, matrix, "plant", trunk)
        return True


def plant(draw: Draw, site: Site, network: Network, plots: tuple[Plot, ...], conditions: Conditions) -> None:
    """Plant street trees, gardens, and what closes the view."""
    planter = Planter(draw, site, network, conditions)
    for number, road in enumerate(network.roads):
        _avenue(draw.scope("avenue", number), planter, network, road)
    for number, plot in enumerate(plots):
        _garden(draw.scope("garden", number), planter, plot)
    _around(draw.scope("around"), planter, network)


def _avenue(draw: Draw, planter: Planter, network: Network, road: Road) -> None:
    chance = {"town": 0.4, "suburb": 0.5, "arterial": 0.75, "country": 0.35}[network.place]
    for side in ("left", "right"):
        scope = draw.scope(side)
        if not scope.chance("lined", chance):
            continue
        left = side == "left"
        strips = [lane for lane in road.of("verge", "pavement") if (lane.t_m > 0) == left]
        if not strips:
            continue
        strip = min(strips, key=lambda lane: (lane.strip.kind != "verge", abs(lane.t_m)))
        if strip.strip.width_m < 1.7:
            continue
        inner = strip.right_m if left else strip.left_m
        t = strip.t_m if strip.strip.kind == "verge" else inner + (0.8 if left else -0.8)
        spacing = scope.uniform("spacing_m", 8, 22)
        tall = scope.uniform("tall", 0.55, 1.0)
        for number, s in enumerate(np.arange(road.line.begin_m + 3, road.line.end_m, spacing)):
            place = scope.scope("place", number)
            if place.chance("gap", 0.15):
                continue
            point = road.line.at(s + place.uniform("along_m", -1.0, 1.0), t)
            if not _blocked(planter, point):
                planter.tree(point, street=True, tall=tall)


def _blocked(planter: Planter, point: np.ndarray) -> bool:
    """Trees stand beside carriageways, not on them."""
    ground = planter.site.ground
    return bool(shapely.Point(point).buffer(0.6).intersects(ground.carriageway))


def _garden(draw: Draw, planter: Planter, plot: Plot) -> None:
    if plot.setback_m < 2.5:
        return
    width = plot.end_m - plot.begin_m
    for number in range(draw.integer("trees", 0, 2 if width < 20 else 4)):
        place = draw.scope("tree", number)
        s = place.uniform("s_m", plot.begin_m, plot.end_m)
        depth = place.uniform("depth_m", 0.8, max(1.0, plot.setback_m - 1.5))
        t = plot.road.left_m + depth if plot.left else plot.road.right_m - depth
        planter.tree(plot.road.line.at(s, t), tall=place.uniform("tall", 0.35, 0.9))


def _around(draw: Draw, planter: Planter, network: Network) -> None:
    """Trees behind the houses and on the fields, denser farther off, where they close the horizon."""
    main = network.main
    count = {"town": 70, "suburb": 130, "arterial": 130, "country": 170}[network.place]
    rng = draw.rng("places")
    low = 26.0 if network.place != "country" else 9.0
    for _ in range(count):
        s = rng.uniform(main.line.begin_m, main.line.end_m + 60)
        away = low + 110 * rng.beta(1.1, 1.6)
        left = rng.random() < 0.5
        t = main.left_m + away if left else main.right_m - away
        point = main.line.at(s, t)
        if not shapely.Point(point).buffer(2.0).intersects(planter.site.ground.corridor):
            planter.tree(point, gap_m=2.5)
