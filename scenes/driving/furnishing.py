"""What stands beside the road: signals, signs, lamps, bins, hydrants, fences and hedges."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import shapely

from ...assets import plants, street
from ...assets.model import Model
from ...assets.street import Mount
from ...draw import Draw
from ..frames import Matrix
from ..light import Light, PointLight
from ..scene import Thing
from .clutter import clutter
from .conditions import Conditions
from .crossing import Crossing, Halt
from .network import Network
from .plots import Plot
from .road import Road
from .site import Item, Role, Site, footprint, rectangle

__all__ = ["furnish"]

_REACH_M = 130.0
_LAMPS_LIT_M = 90.0
_UNEVEN_M, _FOOTING_M = 0.05, 0.1
"""How uneven the ground may be under what has no footing in it."""
_SHORTEST = 2
"""Pieces of hedge, wall or fence: one by itself is no border."""
_JOINT_M = 0.15
"""How far pieces of a border run into each other, at most, where it bends."""
_GREENS, _PIECES = 2, 2
"""Kinds of hedges in a street, and the pieces that each is made of, either way round."""


class _Furnisher:
    def __init__(self, site: Site, network: Network, conditions: Conditions) -> None:
        self.site = site
        self.network = network
        self.conditions = conditions
        self.lights: list[Light] = []
        self.greens: list[str] = []

    def put(
        self,
        model: Model,
        point: np.ndarray,
        heading: float,
        gap_m: float = 0.1,
        role: Role = "furniture",
        joins: bool = False,
    ) -> bool:
        """A thing where there is room for it; what ``joins`` runs on into the next piece, the long way."""
        if float(np.linalg.norm(point)) > _REACH_M:
            return False
        region = footprint(model, point, heading)
        core, gap = region, gap_m
        if joins:
            low, high = model.mesh.bounds[:, :2]
            short = np.where(high - low == (high - low).max(), _JOINT_M, 0.0)
            core = rectangle(low + short, high - short, point, heading)
            gap = 0.0
        if not self.site.free(core, gap) or region.intersects(self.site.ground.carriageway):
            return False
        if model.mesh.bounds[0, 2] > -_FOOTING_M and self._uneven(region, point):
            return False  # a lowered kerb
        self.site.put(model, point, heading, role)
        return True

    def _uneven(self, region: shapely.Polygon, point: np.ndarray) -> bool:
        ground = self.site.ground
        return bool(
            abs(ground.height(shapely.get_coordinates(region)) - ground.height(point)).max() > _UNEVEN_M
        )

    def stand(self, model: Model, point: np.ndarray, heading: float) -> bool:
        """As ``put``; of what is a roof on a pole, only the foot takes a place."""
        if model.name != "parasol":
            return self.put(model, point, heading, 0.04)
        foot = shapely.Point(point).buffer(0.36, quad_segs=3)
        if not self.site.free(foot, 0.02) or foot.intersects(self.site.ground.carriageway):
            return False
        self.site.put(model, point, heading, "furniture", takes=foot)
        return True

    def assemble(self, mounts: Iterable[Mount], point: np.ndarray, heading: float) -> Matrix | None:
        """A pole and what it carries; only the pole's foot takes a place."""
        mounts = tuple(mounts)
        foot = shapely.Point(point).buffer(0.2, quad_segs=3)
        if not self.site.free(foot, 0.05):
            return None
        self.site.take(foot)
        party = self.site.party()
        matrix = self.site.place(point, heading)
        for number, mount in enumerate(mounts):
            thing = Thing(mount.model, matrix @ mount.assembly_from_model())
            self.site.items.append(Item(thing, "furniture", foot if number == 0 else None, party))
        return matrix


def furnish(
    draw: Draw,
    site: Site,
    network: Network,
    crossings: tuple[Crossing, ...],
    halts: tuple[Halt, ...],
    plots: tuple[Plot, ...],
    conditions: Conditions,
    red: dict[int, bool],
) -> tuple[Light, ...]:
    """Furnish the street; gives the lights of its lamps, at dusk and by night."""
    furnisher = _Furnisher(site, network, conditions)
    for number, halt in enumerate(halts):
        _at_halt(draw.scope("halt", number), furnisher, halt, red)
    _lamps(draw.scope("lamps"), furnisher)
    _signs(draw.scope("signs"), furnisher)
    clutter(draw.scope("clutter"), furnisher.stand, network, plots, conditions)
    _kerbside(draw.scope("kerbside"), furnisher)
    for number in range(_GREENS):
        left = [name for name in plants.HEDGES if name not in furnisher.greens]
        furnisher.greens.append(draw.choice(f"hedge/{number}", left))
    for number, plot in enumerate(plots):
        _bounded(draw.scope("plot", number), furnisher, plot)
    if network.place in ("country", "suburb") and draw.chance(
        "poles", 0.5 if network.region == "us" else 0.25
    ):
        _poles(draw.scope("pole_line"), furnisher)
    _covers(draw.scope("covers"), furnisher)
    return tuple(furnisher.lights)


def _at_halt(draw: Draw, furnisher: _Furnisher, halt: Halt, red: dict[int, bool]) -> None:
    """Signals or the sign of who waits, at the kerb to the right of its lanes."""
    network = furnisher.network
    control = network.junctions[halt.junction].control
    line, road = halt.road.line, halt.road
    left, right = road.kerbs
    t = right - 0.7 if halt.direction > 0 else left + 0.7
    s = halt.s_m + halt.direction * 0.2
    # What it carries looks at who comes, against their direction.
    heading = float(line.heading_at(s)) + (np.pi if halt.direction > 0 else 0.0)
    point = line.at(s, t)
    if control == "signals":
        waits = red[halt.junction] if road is network.main else not red[halt.junction]
        reds: dict[street.State, float] = {"red": 0.9, "red_amber": 0.1}
        greens: dict[street.State, float] = {"green": 0.88, "amber": 0.12}
        state = draw.choice("red", reds) if waits else draw.choice("green", greens)
        lanes = [lane.strip.width_m for lane in road.of("drive", "tram", direction=halt.direction)]
        mounts = street.signals(
            draw.scope("signals"), region=network.region, state=state, road_m=max(4.0, sum(lanes))
        )
        if network.region == "us":
            # America's signals stand beyond the junction.
            s = halt.s_m + halt.direction * (2 * network.junctions[halt.junction].half_m(network.main) * 0.8)
            if road is network.main:
                point = line.at(s, t)
        furnisher.assemble(mounts, point, heading)
    elif control in ("stop", "yield"):
        kind = (
            "stop"
            if control == "stop"
            else "yield"
            if "yield" in street.FACES[network.region]
            else "give_way"
        )
        furnisher.assemble(
            street.sign_on_post(draw.scope("sign"), region=network.region, kind=kind), point, heading
        )


def _lamps(draw: Draw, furnisher: _Furnisher) -> None:
    network = furnisher.network
    if network.place == "country" or not draw.chance("there", 0.92):
        return
    dark = furnisher.conditions.dark
    lamp = street.street_lamp(draw.scope("kind"), region=network.region, emission=60.0 if dark else 0.0)
    spacing = draw.uniform("spacing_m", 22, 38)
    both = draw.chance("both_sides", 0.45)
    first_left = draw.chance("left", 0.5)
    kelvin = draw.choice("kelvin", {2100.0: 0.35, 3000.0: 0.35, 4200.0: 0.3})
    for road in network.roads:
        left, right = road.kerbs
        for number, s in enumerate(
            np.arange(road.line.begin_m + 6, road.line.end_m, spacing / (2 if both else 1))
        ):
            on_left = (number % 2 == 0) if both else first_left
            t = left + 0.5 if on_left else right - 0.5
            point = road.line.at(s, t)
            if shapely.Point(point).buffer(0.3).intersects(furnisher.site.ground.carriageway):
                continue
            away = float(np.linalg.norm(point))
            if away > 180:
                continue
            heading = float(road.line.heading_at(s)) + (-np.pi / 2 if on_left else np.pi / 2)
            matrix = furnisher.assemble((Mount(lamp.model),), point, heading)
            if matrix is None or not dark or away > _LAMPS_LIT_M:
                continue
            for head in lamp.heads:
                place = matrix @ [head.x_m, head.y_m, head.z_m - 0.25, 1.0]
                furnisher.lights.append(
                    PointLight((float(place[0]), float(place[1]), float(place[2])), 0.12, 55.0, kelvin)
                )


def _signs(draw: Draw, furnisher: _Furnisher) -> None:
    network = furnisher.network
    main = network.main
    left, right = main.kerbs
    for number in range(draw.integer("count", 1, 7)):
        scope = draw.scope("sign", number)
        s = scope.uniform("s_m", 6, 110)
        on_left = scope.chance("left", 0.35)
        one_way = not list(main.of("drive", direction=-1))
        t = left + 0.6 if on_left else right - 0.6
        forward = not on_left or one_way
        heading = float(main.line.heading_at(s)) + (np.pi if forward else 0.0)
        point = main.line.at(s, t)
        if shapely.Point(point).buffer(0.3).intersects(furnisher.site.ground.carriageway):
            continue
        furnisher.assemble(street.sign_on_post(scope.scope("what"), region=network.region), point, heading)


def _kerbside(draw: Draw, furnisher: _Furnisher) -> None:
    """Bins, benches, hydrants, cabinets, bollards, meters, stands: what a pavement has."""
    network = furnisher.network
    region = network.region
    builders: dict[str, tuple[Callable[[Draw], Model], float]] = {
        "litter_bin": (lambda d: street.litter_bin(d, region=region), 2.0),
        "bench": (lambda d: street.bench(d, region=region), 1.3),
        "cabinet": (lambda d: street.cabinet(d, region=region), 1.4),
        "bollard": (lambda d: street.bollard(d, region=region), 1.5),
        "fire_hydrant": (lambda d: street.fire_hydrant(d, region=region), 2.2 if region == "us" else 0.25),
        "parking_meter": (lambda d: street.parking_meter(d, region=region), 1.0),
        "mailbox": (lambda d: street.mailbox(d, region=region), 0.6),
        "planter": (lambda d: street.planter(d), 0.8),
        "bicycle_stand": (lambda d: street.bicycle_stand(d), 0.5),
        "advertising_pillar": (lambda d: street.advertising_pillar(d), 0.3),
    }
    shares = {name: share for name, (_, share) in builders.items()}
    most = {"town": 16, "suburb": 9, "arterial": 9, "country": 1}[network.place]
    for number in range(draw.integer("count", most // 3, most)):
        scope = draw.scope("thing", number)
        road = network.main
        left, right = road.kerbs
        s = scope.uniform("s_m", 2, 100)
        on_left = scope.chance("left", 0.5)
        name = scope.choice("what", shares)
        model = builders[name][0](scope.scope("look"))
        front = float(model.mesh.bounds[1, 0])
        t = left + 0.35 + front if on_left else right - 0.35 - front
        inwards = float(road.line.heading_at(s)) + (-np.pi / 2 if on_left else np.pi / 2)
        furnisher.put(model, road.line.at(s, t), inwards)


def _bounded(draw: Draw, furnisher: _Furnisher, plot: Plot) -> None:
    """A front garden ends at the pavement with a hedge, a wall or a fence, with a gap for the way in."""
    if plot.setback_m < 2.0 or float(np.linalg.norm(plot.road.line.at((plot.begin_m + plot.end_m) / 2))) > 90:
        return
    network = furnisher.network
    kinds = {"hedge": 0.42, "wall": 0.2, "fence": 0.2, "none": 0.18}
    if network.region == "us":
        kinds = {"hedge": 0.08, "wall": 0.03, "fence": 0.12, "none": 0.77}
    kind = draw.choice("border", kinds)
    if kind == "none":
        return
    edge = plot.road.left_m + 0.45 if plot.left else plot.road.right_m - 0.45
    width = plot.end_m - plot.begin_m
    gap = draw.uniform("gap_m", 2.6, 4.2)
    gate = draw.uniform("gate", 0.15, 0.85) * (width - gap) + plot.begin_m
    season, snow = furnisher.conditions.season, round(furnisher.conditions.snow, 1)
    height = draw.choice("height_m", (0.9, 1.3, 1.7))
    green = furnisher.greens[draw.integer("plant", 0, len(furnisher.greens) - 1)]
    step = 2.4 if kind == "hedge" else 3.0
    if kind == "hedge":
        parts = [plants.hedge_stock(green, height, 0.8, season, number, snow) for number in range(_PIECES)]
    elif kind == "wall":
        parts = [street.garden_wall(draw.scope("wall"), region=network.region, length_m=step)]
    else:
        parts = [street.fence(draw.scope("fence"), region=network.region, length_m=step)]
    for begin, end in ((plot.begin_m + 0.2, gate), (gate + gap, plot.end_m - 0.2)):
        count = int((end - begin) / step)
        if count < _SHORTEST:
            continue
        for number in range(count):
            s = begin + (number + 0.5) * step
            point, heading = plot.road.line.at(s, edge), float(plot.road.line.heading_at(s))
            if kind == "hedge":
                turned = heading + (np.pi if number % 4 > 1 else 0.0)
                furnisher.put(parts[number % _PIECES], point, turned, role="plant", joins=True)
            else:  # they run along y, and show the road their +x
                to_road = heading + (-np.pi / 2 if plot.left else np.pi / 2)
                furnisher.put(parts[0], point, to_road, joins=True)


def _poles(draw: Draw, furnisher: _Furnisher) -> None:
    """A line of poles with its wires along the main road."""
    road: Road = furnisher.network.main
    pole = street.utility_pole(draw.scope("pole"), region=furnisher.network.region)
    left = draw.chance("left", 0.5)
    spacing = draw.uniform("spacing_m", 32, 45)
    before: Matrix | None = None
    for s in np.arange(road.line.begin_m + 5, road.line.end_m, spacing):
        t = road.left_m + 0.8 if left else road.right_m - 0.8
        heading = float(road.line.heading_at(s))
        matrix = furnisher.assemble((Mount(pole.model),), road.line.at(s, t), heading)
        if before is not None and matrix is not None:
            for spot in pole.spots:
                ends = [
                    tuple(float(v) for v in (m @ [spot.x_m, spot.y_m, spot.z_m, 1.0])[:3])
                    for m in (before, matrix)
                ]
                furnisher.site.lay(Thing(street.wire(ends[0], ends[1], 0.6)), "furniture")  # type: ignore[arg-type]
        before = matrix


def _covers(draw: Draw, furnisher: _Furnisher) -> None:
    """Manholes in the lanes and gullies along the kerbs."""
    network = furnisher.network
    if network.place == "country":
        return
    main = network.main
    left, right = main.kerbs
    site = furnisher.site
    for number in range(draw.integer("manholes", 1, 7)):
        scope = draw.scope("manhole", number)
        s, t = scope.uniform("s_m", 4, 80), scope.uniform("t_m", right + 0.8, left - 0.8)
        model = street.manhole(scope.scope("look"), region=network.region)
        site.put(
            model,
            main.line.at(s, t),
            float(main.line.heading_at(s)),
            "ground",
            tilted=True,
            takes=False,
            above_m=0.003,
        )
    gully = street.drain(draw.scope("drain"), region=network.region)
    for s in np.arange(main.line.begin_m + 4, 120, draw.uniform("gully_m", 14, 25)):
        for t, turn in ((right + 0.3, 0.0), (left - 0.3, np.pi)):
            point = main.line.at(s, t)
            if site.ground.carriageway.contains(
                shapely.Point(point).buffer(0.3)
            ) and not network.near_junction(float(s)):
                site.put(
                    gully,
                    point,
                    float(main.line.heading_at(s)) + turn,
                    "ground",
                    tilted=True,
                    takes=False,
                    above_m=0.003,
                )
