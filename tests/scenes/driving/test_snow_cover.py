"""Snow on a street: on all that stands, less on what moves, and nothing but a look."""

from __future__ import annotations

from importlib import import_module

import pytest
from cyclorama import Draw, recipes
from cyclorama.scenes.driving import driving
from cyclorama.scenes.driving.snow_cover import SnowCover
from cyclorama.scenes.scene import Thing

WHITE = {
    "conditions/weather": "snow",
    "conditions/road_snow": "cleared",
    "place": "suburb",
    "edge_case": "none",
}


@pytest.fixture(scope="module")
def things() -> tuple[Thing, ...]:
    return driving(Draw(31, 3, WHITE)).placed


def _snow(thing: Thing) -> list[recipes.Snowed]:
    return [material for material in thing.model.materials if isinstance(material, recipes.Snowed)]


def test_roofs_walls_trees_and_parked_cars_are_white(things: tuple[Thing, ...]) -> None:
    under = {type(snow.of) for thing in things for snow in _snow(thing)}
    assert {
        recipes.RoofTiles, recipes.Bark, recipes.OutdoorMetal, recipes.CarPaint, recipes.WindowGlass,
        recipes.Asphalt, recipes.RoadPaint, recipes.Paving,
    } <= under  # fmt: skip


def test_cars_under_way_have_snow_on_their_roofs_at_most(things: tuple[Thing, ...]) -> None:
    parked, moving = (
        [_snow(t) for t in things if t.category == "car" and (t.attributes["state"] == "parked") == still]
        for still in (True, False)
    )
    assert parked
    assert moving
    assert any(snow.above_m is None for snows in parked for snow in snows)
    assert all(snow.above_m is not None and snow.above_m > 1.0 for snows in moving for snow in snows)
    assert any(not snows for snows in moving)


def test_no_seat_no_lamp_and_nobody_is_white(things: tuple[Thing, ...]) -> None:
    shining = (recipes.Lamp, recipes.SignalLens, recipes.Sheeting)
    assert not [snow for thing in things for snow in _snow(thing) if isinstance(snow.of, shining)]
    assert not [thing for thing in things if thing.category == "person" and _snow(thing)]


def test_what_shares_a_material_shares_it_under_snow(things: tuple[Thing, ...]) -> None:
    found: dict[tuple[int, object], set[int]] = {}
    for thing in things:
        for snow in _snow(thing):
            if snow.ploughed_m is None:
                found.setdefault((id(snow.of), snow.above_m), set()).add(id(snow))
    assert {len(same) for same in found.values()} == {1}


def test_shapes_and_places_are_those_of_the_same_street_without_snow(
    things: tuple[Thing, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look is put over the finished street."""
    ground = import_module("cyclorama.scenes.driving.surfaces")
    monkeypatch.setattr(SnowCover, "over", lambda self, number, item: item)
    monkeypatch.setattr(ground, "on_road", lambda material, *_: material)
    bare = driving(Draw(31, 3, WHITE)).placed
    assert len(bare) == len(things)
    for one, other in zip(things, bare, strict=True):
        assert (one.model.mesh.vertices == other.model.mesh.vertices).all()
        assert (one.model.mesh.triangles == other.model.mesh.triangles).all()
        assert (one.world_from_thing == other.world_from_thing).all()
        assert (one.category, one.part_stuff, one.attributes) == (
            other.category,
            other.part_stuff,
            other.attributes,
        )


def test_without_snow_nothing_is_drawn_of_it() -> None:
    draw = Draw(31, 3, {**WHITE, "conditions/weather": "rain"})
    scene = driving(draw)
    assert not [thing for thing in scene.placed if _snow(thing)]
    assert not [name for name in draw.values if "snow" in name]
