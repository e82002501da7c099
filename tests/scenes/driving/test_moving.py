"""Drives: who moves keeps to the list, and every time is a function of the draw alone."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.draw import Draw
from cyclorama.recipe import Recipe
from cyclorama.scenes.driving import street
from cyclorama.scenes.driving.moving import after


@pytest.fixture(scope="module")
def begin():
    return street(Draw(0, 2))


def test_things_keep_their_places_and_what_stands_stays(begin):
    later = after(begin, 1.0)
    assert len(later.items) == len(begin.items)
    for was, now in zip(begin.items, later.items, strict=True):
        if was.mover is None and was.thing.motion is None:
            assert now is was
    moved = [
        float(np.linalg.norm((now.thing.world_from_thing - was.thing.world_from_thing)[:2, 3]))
        for was, now in zip(begin.items, later.items, strict=True)
        if was.mover is not None and now.thing.attributes.get("state") != "gone"
    ]
    assert max(moved) > 3
    assert max(moved) < 30
    assert later.ego_s_m > 1


def test_a_street_made_again_is_the_same_later(begin):
    one, other = after(begin, 0.7), after(street(Draw(0, 2)), 0.7)
    for a, b in zip(one.items, other.items, strict=True):
        assert np.array_equal(a.thing.world_from_thing, b.thing.world_from_thing)
    assert one.ego_s_m == other.ego_s_m


def test_images_of_one_drive_have_one_randomness():
    recipe = Recipe(scene="driving", seed=3, frames=4, fps=10)
    draws = [recipe.draw(index) for index in range(8)]
    assert [draw.index for draw in draws] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert [draw.time_s for draw in draws] == pytest.approx([0, 0.1, 0.2, 0.3] * 2)
    assert len({draw.uniform("x", 0, 1) for draw in draws}) == 2
