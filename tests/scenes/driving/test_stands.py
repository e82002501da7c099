"""What is proved here: two-wheelers that nobody rides stand on pavements, lean and share meshes."""

import numpy as np
import pytest
import shapely
from cyclorama.assets import two_wheelers
from cyclorama.draw import Draw
from cyclorama.scenes.driving import street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.stands import _leave
from cyclorama.scenes.frames import pose

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


class _BesideARamp:
    """Stands in for a site: level, and 7 cm lower from 0.6 m on, as at a lowered kerb."""

    def __init__(self, ramp):
        self.items = []
        self.ground = self
        self.carriageway = shapely.Polygon()
        self.ramp = ramp

    def height(self, points):
        return np.where(np.asarray(points)[..., 0] > 10.6, -0.07 * self.ramp, 0.0)

    def place(self, point, heading):
        return pose((*point, 0.0))

    def on_kerb(self, region):
        return False

    def free(self, region, gap_m):
        return True

    def take(self, region):
        pass


@pytest.mark.parametrize("ramp", [False, True])
def test_none_has_a_wheel_on_a_lowered_kerb(ramp):
    site = _BesideARamp(ramp)
    scooter = two_wheelers.KINDS["classic_scooter"](Draw(1, 0)).model
    _leave(Draw(1, 0), site, scooter, np.array([10.0, 0.0]), 0.0)
    assert len(site.items) == (0 if ramp else 1)
