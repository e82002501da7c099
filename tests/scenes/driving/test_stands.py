"""What is proved here: two-wheelers that nobody rides stand on pavements, lean and share meshes."""

import numpy as np
import pytest
from cyclorama.draw import Draw
from cyclorama.scenes.driving import street
from cyclorama.scenes.driving.checker import violations

PLACED = {"place": "town", "two_wheelers/groups": 7}


@pytest.fixture(scope="module")
def streets():
    return [street(Draw(12, index, PLACED)) for index in range(3)]


def _left(made):
    return [
        item
        for item in made.items
        if item.thing.category in ("bicycle", "motorcycle") and item.thing.attributes.get("state") == "parked"
    ]


def test_they_stand_on_pavements_and_touch_nothing(streets):
    assert sum(len(_left(made)) for made in streets) >= 6
    for made in streets:
        left = {number for number, item in enumerate(made.items, 1) if item in _left(made)}
        wrong = [str(v) for v in violations(made) if left & set(v.instances)]
        assert not wrong


def test_they_lean_but_do_not_fall(streets):
    ups = [item.thing.world_from_thing[2, 2] for made in streets for item in _left(made)]
    assert all(np.cos(np.radians(13)) < up < 1 for up in ups)


def test_a_street_shares_their_meshes(streets):
    for made in streets:
        meshes = {id(item.thing.model.mesh) for item in _left(made)}
        kinds = {item.thing.model.name for item in _left(made)}
        assert len(meshes) <= 3 * len(kinds)


def test_the_country_has_none():
    assert not _left(street(Draw(12, 0, {"place": "country"})))
