"""Whole streets, without a render: plausible, the same every time, and what is asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.scenes.driving import Street, driving, street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.network import PLACES


@pytest.fixture(scope="module", params=PLACES)
def made(request: pytest.FixtureRequest) -> Street:
    return street(Draw(3, 1, {"place": request.param}))


def test_nothing_is_implausible(made: Street) -> None:
    assert [str(v) for v in violations(made)] == []


def test_there_is_something_to_see(made: Street) -> None:
    roles = [item.role for item in made.items]
    assert roles.count("plant") > 10
    assert "ground" in roles
    assert "building" in roles


def _vehicle(made: Street) -> int:
    return next(
        n for n, item in enumerate(made.items) if item.role == "vehicle" and item.footprint is not None
    )


@pytest.mark.parametrize(
    ("rule", "moved"),
    [("floats", (0.0, 0.0, 0.5)), ("sinks", (0.0, 0.0, -0.5)), ("off the road", (0.0, 400.0, 0.0))],
)
def test_the_checker_sees_what_is_wrong(rule: str, moved: tuple[float, float, float]) -> None:
    made = street(Draw(3, 1, {"place": "town"}))
    number = _vehicle(made)
    item = made.items[number]
    matrix = item.thing.world_from_thing.copy()
    matrix[:3, 3] += moved
    items = [*made.items]
    items[number] = replace(item, thing=item.thing.moved(matrix))
    assert rule in {v.rule for v in violations(replace(made, items=tuple(items)))}


def test_the_checker_sees_overlaps() -> None:
    made = street(Draw(3, 1, {"place": "town"}))
    item = made.items[_vehicle(made)]
    assert "overlap" in {v.rule for v in violations(replace(made, items=(*made.items, item)))}


def test_a_scene_is_the_same_every_time() -> None:
    one, other = (driving(Draw(5, 2)) for _ in range(2))
    assert len(one.placed) == len(other.placed)
    for a, b in zip(one.placed, other.placed, strict=True):
        assert np.array_equal(a.world_from_thing, b.world_from_thing)
        assert a.model.mesh.digest == b.model.mesh.digest
        assert a.attributes == b.attributes


def test_conditions_are_what_is_asked_for() -> None:
    scene = driving(Draw(1, 0, {"conditions/time": "night", "conditions/weather": "rain", "place": "town"}))
    assert scene.attributes["time"] == "night"
    assert scene.attributes["weather"] == "rain"
    assert len(scene.lights) > 2
    assert [type(m).__name__ for m in scene.medium] == ["Rain"]
