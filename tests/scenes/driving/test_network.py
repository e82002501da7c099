"""Networks and their ground: regions that do not overlap, markings on the road, lanes to drive in."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from cyclorama import Draw
from cyclorama.scenes.driving.crossing import crossings, halts
from cyclorama.scenes.driving.ground import Ground
from cyclorama.scenes.driving.markings import markings
from cyclorama.scenes.driving.network import PLACES, REGIONS, Network, network
from cyclorama.scenes.driving.terrain import Terrain, terrain
from cyclorama.scenes.driving.way import ways

CASES = [(place, region, seed) for seed in range(4) for place in PLACES for region in REGIONS]


def made(place: str, region: str, seed: int) -> tuple[Network, Ground]:
    draw = Draw(seed, 3)
    roads = network(draw.scope("network"), place, region)  # type: ignore[arg-type]
    return roads, Ground(roads, terrain(draw.scope("terrain"), 1.0), np.zeros((0, 2)))


@pytest.mark.parametrize(("place", "region", "seed"), CASES)
def test_regions_cover_the_corridor_once(place: str, region: str, seed: int) -> None:
    _, ground = made(place, region, seed)
    parts = [ground.carriageway, ground.kerbstones, ground.verges, ground.pavements]
    whole = shapely.union_all([ground.corridor, ground.medians])
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=0.012)
    for number, one in enumerate(parts):
        for other in parts[number + 1 :]:
            assert one.intersection(other).area < 0.2  # slivers along rounded corners


@pytest.mark.parametrize(("place", "region", "seed"), CASES)
def test_paint_lies_on_the_carriageway(place: str, region: str, seed: int) -> None:
    roads, ground = made(place, region, seed)
    crossed = crossings(Draw(seed, 1).scope("crossings"), roads)
    for marking in markings(roads, crossed, halts(roads, crossed)):
        outside = marking.region.difference(ground.carriageway.buffer(0.02)).area
        assert outside < 0.06 * marking.region.area
        assert marking.color == "white" or region == "us"


@pytest.mark.parametrize(("place", "region", "seed"), CASES)
def test_ways_go_where_their_lane_goes(place: str, region: str, seed: int) -> None:
    roads, ground = made(place, region, seed)
    found = ways(roads, halts(roads, crossings(Draw(seed, 1).scope("crossings"), roads)))
    assert {way.name for way in found}
    assert len({way.name for way in found}) == len(found)
    shapely.prepare(ground.carriageway)
    for way in found:
        s = np.linspace(way.line.begin_m + 1, way.line.end_m - 1, 40)
        points = way.line.at(s)
        assert shapely.contains_xy(ground.carriageway, points[:, 0], points[:, 1]).all()
        along = way.road.line.project(points)[:, 0]
        assert (np.sign(np.diff(along)) == way.lane.strip.direction).all()
        # Right-hand traffic: what goes with the road's line is to the right of what comes against it.
        if not list(way.road.of("drive", direction=-1)):
            continue
        t = way.road.line.project(points)[:, 1].mean()
        others = [lane.t_m for lane in way.road.of("drive", "tram", direction=-way.lane.strip.direction)]
        assert all((t - other) * way.lane.strip.direction < 0 for other in others)


def test_both_halves_of_a_crossing_are_one_line() -> None:
    roads = next(
        n
        for seed in range(40)
        for n in [network(Draw(seed, 0).scope("n"), "town", "europe")]
        if any(j.opposite is not None for j in n.junctions)
    )
    one = next(j for j in roads.junctions if j.opposite is not None)
    other = roads.junctions[one.opposite]  # type: ignore[index]
    turned = float(one.side.line.heading_at(0.0)) - float(other.side.line.heading_at(0.0))
    assert abs(np.cos(turned) + 1) < 1e-9
    assert one.control == other.control


def test_land_is_level_at_the_origin_and_its_normal_fits_its_height() -> None:
    land = Terrain(((0.05, 300.0, 0.4, 1.0), (0.03, 150.0, -0.2, 2.0)))
    assert land.height((0.0, 0.0)) == pytest.approx(0)
    point, step = np.array([30.0, -20.0]), 1e-4
    slope = [(land.height(point + d) - land.height(point - d)) / (2 * step) for d in np.eye(2) * step]
    normal = land.normal(point)
    assert -normal[:2] / normal[2] == pytest.approx(slope, abs=1e-6)
