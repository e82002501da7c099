"""What a street's unlabelled things are called, and its lanes by who drives in them."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama.annotate.categories import category_id
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.scenes.driving.road import Lane, Strip
from cyclorama.scenes.driving.site import Item
from cyclorama.scenes.driving.stuff import lane_stuff, named
from cyclorama.scenes.scene import Thing

MESH = Mesh(np.eye(3), np.array([[0, 1, 2]]))


@pytest.mark.parametrize(
    ("name", "role", "stuff"),
    [
        ("house", "building", "house"),
        ("office bands", "building", "building-other-merged"),
        ("maple", "plant", "tree-merged"),
        ("weeds", "plant", "grass-merged"),
        ("garden wall", "furniture", "wall-other-merged"),
        ("drain", "ground", "manhole"),
        ("litter bin", "furniture", "litter bin"),
    ],
)
def test_by_role_and_name(name, role, stuff):
    thing = named(Item(Thing(Model(name, MESH, (Surface(),))), role))
    assert thing.part_stuff == (stuff,)
    assert category_id(stuff) > 0


def test_what_says_what_it_is_stays_it():
    car = Thing(Model("car", MESH, (Surface(),), "car"))
    assert named(Item(car, "vehicle")) is car
    road = Thing(Model("road", MESH, (Surface(),), stuff="road"))
    assert named(Item(road, "ground")) is road


def test_lanes_by_who_drives_in_them():
    lanes = [
        Lane(Strip(kind, 3.0, direction), 0.0, number)
        for number, (kind, direction) in enumerate(
            (("parking", -1), ("drive", -1), ("drive", 1), ("cycle", 1), ("tram", 0), ("pavement", 0))
        )
    ]
    assert [lane_stuff(lane, own=lanes[2]) for lane in lanes] == [
        *("parking bay", "other lane", "own lane", "cycle lane", "tram track", "road")
    ]
