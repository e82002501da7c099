"""Driving: what a car's camera sees of streets and roads."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from .. import rigs
from ..light import Sky
from ..scene import Scene
from .conditions import conditions
from .crossing import crossings, halts
from .fleet import Fleet
from .ground import Ground
from .markings import markings
from .network import PLACES, network
from .planting import plant
from .plots import build_up
from .site import Site
from .surfaces import surfaces
from .terrain import terrain
from .traffic import drive, ego_region, ego_way, parked, ways

__all__ = ["driving"]


def driving(draw: Draw) -> Scene:
    """A driver's view."""
    place = draw.choice("place", PLACES)
    region = draw.choice("region", {"europe": 0.65, "us": 0.35})
    around = conditions(draw.scope("conditions"))
    roads = network(draw.scope("network"), place, region)
    crossed = crossings(draw.scope("crossings"), roads)
    waits = halts(roads, crossed)
    dropped = np.concatenate([c.ends() for c in crossed]) if crossed else np.zeros((0, 2))
    ground = Ground(
        roads,
        terrain(draw.scope("terrain"), {"town": 0.5, "suburb": 1.0, "arterial": 0.6, "country": 1.3}[place]),
        dropped,
    )
    site = Site(ground)
    for kind, thing in surfaces(draw.scope("surfaces"), ground, markings(roads, crossed, waits), around):
        site.lay(thing)
    red = {
        n: draw.scope("signals", n).chance("main_waits", 0.4)
        for n, j in enumerate(roads.junctions)
        if j.control == "signals" and (j.opposite is None or j.opposite > n)
    }
    red |= {j.opposite: red[n] for n, j in enumerate(roads.junctions) if n in red and j.opposite is not None}
    all_ways = ways(roads, waits)
    ego = ego_way(roads, all_ways, draw.uniform("ego_lane", 0, 1))
    lane = ego.lane
    site.take(ego_region(ego.line))
    fleet = Fleet(draw.scope("fleet"), place, around, region == "us")
    drive(draw.scope("traffic"), site, roads, all_ways, ego, fleet, red)
    parked(draw.scope("parked"), site, roads, fleet, crossed, waits)
    plots = build_up(draw.scope("plots"), site, roads, around)
    plant(draw.scope("plants"), site, roads, plots, around)
    h = float(roads.main.line.heading_at(0.0))
    rig = rigs.chosen(draw)
    camera = rigs.mounted(rig, draw.scope("camera"), site.place(ego.line.at(0.0), h, tilted=True))
    return Scene(
        things=[item.thing for item in site.items],
        camera=camera,
        environment=Sky(
            around.sun_elevation_deg,
            around.sun_azimuth_deg,
            around.haze,
            clouds=around.clouds,
            sun_hidden=draw.chance("sun_hidden", 0.35) if 0.3 < around.clouds < 0.9 else False,
            cloud_seed=draw.uniform("cloud_seed", 0, 100),
            glow=0.02 if around.dark else 0.0,
        ),
        attributes={"place": place, "region": region, **around.attributes()},
    )
