"""Driving: what a car's camera sees of streets and roads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...assets.buildings import skyline
from ...draw import Draw
from ...errors import SceneError
from .. import rigs
from ..camera import Camera
from ..frames import Matrix, pose
from ..light import Light, Sky
from ..scene import Motion, Scene, Thing
from .bonnet import bonnet, wanted
from .conditions import Conditions, conditions
from .crossing import Crossing, crossings, halts
from .edge_cases import Stage
from .edge_cases import chosen as edge_case
from .fleet import Fleet
from .furnishing import furnish
from .gaps import ego_region
from .ground import Ground
from .headlights import headlights
from .manoeuvres import Plans
from .markings import markings
from .mover import Mover
from .moving import MOST_S, Stop, after, closed, ego_mover
from .network import PLACES, REGIONS, Network, network
from .parking import parked
from .planting import plant
from .plots import build_up
from .plumes import plumes
from .riders import ride
from .site import Item, Site
from .snow_cover import SnowCover
from .stands import leave_two_wheelers
from .stops import BusStop, await_buses, build_stops, bus_stops, keep_free
from .stuff import named
from .surfaces import surfaces
from .terrain import terrain
from .traffic import drive
from .walkers import walk
from .way import Way, ego_way, ways
from .works import dig

__all__ = ["Street", "driving", "seen", "street"]

_HILLY = {"town": 0.5, "suburb": 1.0, "arterial": 0.6, "country": 1.3}


@dataclass(frozen=True, eq=False)
class Street:
    """A street with all that is on it, before it becomes a scene: what the checker looks at.

    Attributes:
        network: its roads.
        ground: what things stand on.
        conditions: light and weather.
        items: all things, in the order of their instance ids.
        ego: the way that the camera's car follows; it is at arc length 0.
        lights: of lamps.
        ego_speed_m_s: of that car.
        ego_mover: how that car goes along its way.
        crossings: of its roads.
        edge_case: name of what happens before it, or ``none``.
        stops: where it is nobody's turn.
        ego_s_m: arc length of that car on the main road.
        bus_stops: on the main road.
    """

    network: Network
    ground: Ground
    conditions: Conditions
    items: tuple[Item, ...]
    ego: Way
    lights: tuple[Light, ...]
    ego_speed_m_s: float
    ego_mover: Mover
    crossings: tuple[Crossing, ...] = ()
    edge_case: str = "none"
    stops: tuple[Stop, ...] = ()
    ego_s_m: float = 0.0
    bus_stops: tuple[BusStop, ...] = ()

    @property
    def world_from_ego(self) -> Matrix:
        """(4, 4): the camera's car, x forwards, its origin on the road below the camera."""
        line = self.network.main.line
        heading = float(line.heading_at(self.ego_s_m))
        return Site(self.ground).place(line.at(self.ego_s_m, self.ego.lane.t_m), heading, tilted=True)


def driving(draw: Draw) -> Scene:
    """A driver's view of a town, a suburb, an arterial or a country road, in any light and weather.

    Args:
        draw: all randomness; ``cyclorama draws driving`` lists the names.
    """
    if draw.time_s > MOST_S:
        raise SceneError(
            f"driving: a drive lasts at most {MOST_S:g} s, and this image is at {draw.time_s:g} s; "
            "give fewer --frames, or more --fps"
        )
    made = street(draw)
    return seen(draw, made if draw.still else after(made, draw.time_s))


def seen(draw: Draw, made: Street) -> Scene:
    """The scene of a street: what its camera sees of it."""
    around = made.conditions
    lit = headlights(made.world_from_ego, made.items) if around.dark else ()
    items = made.items
    if around.snow > 0:
        snow = SnowCover(draw.scope("snow"), around)
        items = tuple(snow.over(number, item) for number, item in enumerate(items))
    return Scene(
        things=[*(named(item) for item in items), *_own_car(draw, made)],
        camera=_camera(draw, made),
        lights=(*made.lights, *lit),
        environment=Sky(
            around.sun_elevation_deg,
            around.sun_azimuth_deg,
            around.haze,
            clouds=around.clouds,
            sun_hidden=around.sun_hidden,
            cloud_seed=draw.uniform("sky/cloud_seed", 0, 100),
            glow=around.glow,
        ),
        medium=around.medium(),
        attributes={
            "place": made.network.place,
            "region": made.network.region,
            **around.attributes(),
            "edge_case": made.edge_case,
            "ego_speed_m_s": round(made.ego_speed_m_s, 2),
        },
        spray=plumes(made.items, around, made.world_from_ego[:3, 3]),
    )


def street(draw: Draw) -> Street:
    """Everything of one image but camera and sky."""
    case = edge_case(draw)
    draw = draw.needing(case.needs)
    place = draw.choice("place", PLACES)
    region = draw.choice("region", REGIONS)
    around = conditions(draw.scope("conditions"))
    roads = network(draw.scope("network"), place, region)
    own = case.crossings(draw.scope(case.name), roads)
    crossed = (*crossings(draw.scope("crossings"), roads), *own)
    waits = halts(roads, crossed)
    dropped = np.concatenate([c.ends() for c in crossed]) if crossed else np.zeros((0, 2))
    ground = Ground(roads, terrain(draw.scope("terrain"), _HILLY[place]), dropped)
    site = Site(ground)
    red = _signals(draw.scope("signals"), roads)
    all_ways = ways(roads, waits)
    ego = ego_way(roads, all_ways, draw.uniform("ego/lane", 0, 1))
    stops = bus_stops(draw.scope("bus_stops"), roads, crossed) if case.name == "none" else ()
    marked = markings(roads, crossed, waits, stops)
    for _, thing in surfaces(draw.scope("surfaces"), ground, marked, around, ego.lane):
        site.lay(thing)
    site.take(ego_region(ego.line))
    fleet = Fleet(draw.scope("fleet"), place, around, region == "us")
    crossing = own[0] if own else None
    case.set_up(draw.scope(case.name), Stage(case.name, site, roads, ego, fleet, around, crossing))
    plots = build_up(draw.scope("plots"), site, roads, around)
    waiting = any(0 < s < 40 and red.get(junction, False) for s, junction in ego.halts)
    wanted = 0.0 if waiting else ego.limit_m_s * draw.uniform("ego/speed", *case.speed)
    plans = Plans(site, roads, all_ways, ego, fleet, red)
    speed = drive(draw.scope("traffic"), plans, crossed, wanted)
    keep_free(site, stops)
    dig(draw.scope("works"), site, roads, around)
    parked(draw.scope("parked"), site, roads, fleet, crossed, waits)
    ride(draw.scope("riders"), plans, around)
    build_stops(draw.scope("bus_stops"), site, roads, stops, around)
    leave_two_wheelers(draw.scope("two_wheelers"), site, roads)
    lights = furnish(draw.scope("furniture"), site, roads, crossed, waits, plots, around, red)
    plant(draw.scope("plants"), site, roads, plots, around)
    await_buses(draw.scope("bus_stops"), site, stops)
    walk(draw.scope("walkers"), site, roads, crossed, red)
    far = skyline(draw.scope("skyline"), region=region, near_m=260.0, lit=around.lit)
    site.lay(Thing(far, pose((0.0, 0.0, -2.0)), category=None, stuff="building-other-merged"), "building")
    return Street(
        roads,
        ground,
        around,
        tuple(site.items),
        ego,
        lights,
        speed,
        ego_mover(roads, ego, speed),
        crossed,
        case.name,
        closed(roads, waits, red),
        bus_stops=stops,
    )


def _signals(draw: Draw, roads: Network) -> dict[int, bool]:
    """By number of each junction with signals, whether the main road has to wait; both arms agree."""
    red: dict[int, bool] = {}
    for number, junction in enumerate(roads.junctions):
        if junction.control == "signals":
            known = junction.opposite is not None and junction.opposite in red
            red[number] = (
                red[junction.opposite]  # type: ignore[index]
                if known
                else draw.scope("junction", number).chance("main_waits", 0.4)
            )
    return red


def _own_car(draw: Draw, made: Street) -> list[Thing]:
    """What the camera sees of the car that carries it: the last thing, so that no number moves, and void."""
    if not wanted(draw):
        return []
    velocity, turning = _going(made)
    motion = Motion(velocity, turning) if made.ego_speed_m_s > 0 else None
    return [Thing(bonnet(draw.scope("bonnet")), made.world_from_ego, category=None, motion=motion)]


def _going(made: Street) -> tuple[tuple[float, float, float], float]:
    """Velocity of the camera's car in world axes, and how many degrees it turns left in a second."""
    line = made.network.main.line
    heading = float(line.heading_at(made.ego_s_m))
    speed = made.ego_speed_m_s
    velocity = (speed * float(np.cos(heading)), speed * float(np.sin(heading)), 0.0)
    return velocity, float(np.degrees(float(line.curvature_at(made.ego_s_m)) * speed))


def _camera(draw: Draw, made: Street) -> Camera:
    velocity, turning = _going(made)
    return rigs.mounted(
        rigs.chosen(draw),
        draw.scope("camera"),
        made.world_from_ego,
        velocity_m_s=velocity,
        yaw_deg_s=turning,
        darkness={"day": 0.0, "low_sun": 0.1, "dusk": 0.6, "night": 1.0}[made.conditions.time],
    )
