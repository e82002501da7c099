"""The checker finds what is moved out of place, whatever it is: each rule is broken once, on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely
from cyclorama import Draw, Thing, pose, rotation_z
from cyclorama.assets import street as furniture
from cyclorama.scenes.driving import Street, street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.site import Item, Site
from cyclorama.scenes.frames import rotation_xyz

BUSY = {
    "place": "town",
    "traffic/density": "busy",
    "network/main/shape": "straight",
    "network/main/*/parking": True,
    "network/main/*/bays": False,
    "parked/taken": 0.5,
}
Change = Callable[[np.ndarray], np.ndarray]


@pytest.fixture(scope="module")
def town() -> Street:
    return street(Draw(3, 1, BUSY))


def _rules(made: Street, number: int, item: Item) -> set[str]:
    items = [*made.items]
    items[number] = item
    found = violations(replace(made, items=tuple(items)))
    return {v.rule for v in found if number + 1 in v.instances}


def _first(made: Street, state: str) -> int:
    """The first vehicle of the main road in that state, in the list."""
    line = made.network.main.line
    return next(
        number
        for number, item in enumerate(made.items)
        if item.thing.attributes.get("state") == state
        and item.thing.attributes.get("manoeuvre", "straight") == "straight"
        and abs(line.project(item.thing.world_from_thing[:2, 3])[0, 1]) < 9
    )


def _moved(item: Item, change: Change) -> Item:
    return replace(item, thing=item.thing.moved(change(item.thing.world_from_thing)))


def _shift(x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Change:
    """In the thing's own frame."""
    return lambda m: m @ pose((x, y, z))


def _turn(x_deg: float = 0.0, y_deg: float = 0.0, z_deg: float = 0.0) -> Change:
    return lambda m: m @ pose(rotation=rotation_xyz(x_deg, y_deg, z_deg))


def test_nothing_is_wrong_before_it_is_moved(town: Street) -> None:
    assert [str(v) for v in violations(town)] == []


@pytest.mark.parametrize(
    ("state", "change", "rule"),
    [
        ("driving", _shift(z=0.2), "floats"),
        ("parked", _shift(z=-0.2), "sinks"),
        ("parked", _turn(x_deg=6.0), "floats"),  # two wheels in the air, two on the road
        ("parked", _turn(y_deg=2.5), "floats"),
        ("driving", _turn(x_deg=20.0), "tilted"),
        ("driving", _turn(z_deg=180.0), "against the traffic"),
        ("driving", _turn(z_deg=20.0), "against the traffic"),
        ("parked", _turn(z_deg=15.0), "askew"),
        ("driving", _shift(y=1.2), "out of its lane"),
        ("parked", _shift(y=-0.9), "over the kerb"),
        ("parked", _shift(y=400.0), "off the road"),
    ],
)
def test_a_vehicle_out_of_place(town: Street, state: str, change: Change, rule: str) -> None:
    number = _first(town, state)
    assert rule in _rules(town, number, _moved(town.items[number], change))


def test_a_car_in_another(town: Street) -> None:
    one, other = _first(town, "driving"), _first(town, "parked")
    place = town.items[other].thing.world_from_thing
    assert "overlap" in _rules(town, one, _moved(town.items[one], lambda m: place @ pose((0.0, 1.6, 0.0))))


def test_a_car_in_a_house(town: Street) -> None:
    number = _first(town, "driving")
    house = next(item for item in town.items if item.role == "building" and item.footprint is not None)
    assert house.footprint is not None
    x, y = house.footprint.centroid.coords[0]
    heading = pose(rotation=rotation_z(30))

    def into(m: np.ndarray) -> np.ndarray:
        return pose((x, y, m[2, 3])) @ heading

    assert "overlap" in _rules(town, number, _moved(town.items[number], into))


def test_a_car_on_the_bumper_of_the_one_ahead(town: Street) -> None:
    number = _first(town, "driving")
    item = town.items[number]
    # The same car once more: its own length ahead, and as much again as a hand's breadth.
    low, high = item.thing.model.mesh.bounds
    ahead = replace(_moved(item, _shift(x=float(high[0] - low[0]) + 0.3)))
    found = violations(replace(town, items=(*town.items, ahead)))
    assert "too close" in {v.rule for v in found if len(town.items) + 1 in v.instances}


def test_a_car_where_the_camera_is(town: Street) -> None:
    number = _first(town, "driving")
    here = _moved(town.items[number], lambda m: town.world_from_ego)
    assert "in front of the camera" in _rules(town, number, here)


def _standing(made: Street, x: float, y: float) -> Item:
    """Something as big as a person, which is one for the checker."""
    model = furniture.bollard(Draw(0, 0), region="europe")
    return Item(Thing(model, Site(made.ground).place((x, y), 0.0)), "person")


def _walks(made: Street, item: Item) -> set[str]:
    found = violations(replace(made, items=(*made.items, item)))
    return {v.rule for v in found if len(made.items) + 1 in v.instances}


def test_somebody_in_the_middle_of_the_road(town: Street) -> None:
    line, lane = town.network.main.line, town.ego.lane
    places = [line.at(s, lane.t_m) for s in np.arange(12.0, 60.0, 1.0)]
    crossed = shapely.union_all([shapely.Point(*c.road.line.at(c.s_m)).buffer(9) for c in town.crossings])
    x, y = next(p for p in places if not crossed.contains(shapely.Point(p)))
    assert "on the road" in _walks(town, _standing(town, x, y))


def test_somebody_in_a_wall(town: Street) -> None:
    house = next(item for item in town.items if item.role == "building" and item.footprint is not None)
    assert house.footprint is not None
    x, y = house.footprint.exterior.interpolate(1.0).coords[0]
    assert "overlap" in _walks(town, _standing(town, x, y))


def test_somebody_in_the_steps_of_a_house(town: Street) -> None:
    houses = [item for item in town.items if item.role == "building" and item.footprint is not None]
    places = [house.thing.world_from_thing @ [0.2, y, 0.0, 1.0] for house in houses for y in (-2.0, 0.0, 2.0)]
    crowd = tuple(_standing(town, place[0], place[1]) for place in places)
    found = violations(replace(town, items=(*town.items, *crowd)))
    assert "in a building" in {v.rule for v in found}


def test_a_bench_in_the_air(town: Street) -> None:
    number = next(
        n
        for n, item in enumerate(town.items)
        if item.role == "furniture" and item.footprint is not None and item.party is None
    )
    assert "floats" in _rules(town, number, _moved(town.items[number], _shift(z=0.4)))


def test_what_an_edge_case_staged_may_break_the_rules_of_the_road(town: Street) -> None:
    number = _first(town, "driving")
    wrong = _moved(town.items[number], _turn(z_deg=180.0))
    staged = replace(
        wrong, thing=replace(wrong.thing, attributes={**wrong.thing.attributes, "edge_case": "x"})
    )
    assert "against the traffic" in _rules(town, number, wrong)
    assert "against the traffic" not in _rules(town, number, staged)
