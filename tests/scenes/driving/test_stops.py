"""What is proved here: bus stops stand at the kerb, nobody parks in their lay-bys, benches are labelled."""

from __future__ import annotations

import shapely
from cyclorama.assets import street as street_assets
from cyclorama.draw import Draw
from cyclorama.scenes.driving import Street, street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.ground import strip_region

STOPS = {"place": "town|suburb|arterial", "edge_case": "none", "bus_stops/there": True}


def _built(index: int, **given: str | bool) -> Street:
    return street(Draw(2, index, {**STOPS, **given}))


def test_stops_stand_beside_the_carriageway_and_break_no_rule() -> None:
    poles = 0
    for index in range(3):
        made = _built(index)
        for item in made.items:
            if item.thing.model.name in ("stop pole", "bus shelter") and item.footprint is not None:
                poles += item.thing.model.name == "stop pole"
                assert not made.ground.carriageway.intersects(item.footprint)
        assert [str(v) for v in violations(made)] == []
    assert poles >= 2


def test_nobody_parks_where_buses_halt() -> None:
    parking = {f"network/main/{side}/parking": True for side in ("left", "right")}
    bays = {f"network/main/{side}/bays": False for side in ("left", "right")}
    made = _built(3, **parking, **bays, place="town")
    free = [
        strip_region(made.network.main, lane.right_m, lane.left_m, *stop.span_m)
        for stop in made.bus_stops
        if (lane := stop.layby) is not None
    ]
    assert free
    for item in made.items:
        if item.role == "vehicle" and item.thing.attributes.get("state") == "parked" and item.footprint:
            assert not any(shapely.buffer(region, -0.1).intersects(item.footprint) for region in free)


def test_the_bench_in_a_shelter_is_a_thing_of_its_own() -> None:
    length, (shelter, bench) = street_assets.sheltered_stop(Draw(0, 0))
    assert bench.model.category == "bench"
    assert shelter.model.category is None
    low, high = bench.model.mesh.bounds
    around = shapely.unary_union([shapely.box(*wall) for wall in street_assets.shelter_walls(length)])
    assert around.contains(shapely.box(*low[:2], *high[:2]))
