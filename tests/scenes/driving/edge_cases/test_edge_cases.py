"""Every edge case, staged on a road without its town: it is there to be seen, plausible, and labelled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.limits import installed_packs
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.errors import CycloramaError
from cyclorama.scenes import driving, rigs
from cyclorama.scenes.driving import edge_cases
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.edge_cases import CASES, RARE, case, shares_of
from cyclorama.scenes.driving.moving import after
from cyclorama.scenes.driving.site import Item

SEEDS = 10
NEAR_M, FAR_M = 6.0, 46.0
MAIN = {
    "child_runs_out": "runs out",
    "person_lying": "lies on the road",
    "overturned_car": "overturned",
    "wrong_way_driver": "wrong way",
    "cargo_debris": ("lost cargo", "tyre debris"),
    "animal_on_road": "on the road",
    "cyclist_without_lights": "without lights",
    "stopped_truck": "stopped",
    "roadworks": "marks the site",
    "emergency_scene": ("police", "ambulance", "fire engine"),
    "wheelchair": "in a wheelchair",
    "pram": "pushes a pram",
    "oversized_load": "oversized",
    "dense_crossing": "crosses",
    "sun_blinded_crossing": "before the sun",
}
"""The role of what each edge case is about."""
LABELS = {
    "child_runs_out": {"age_group": "child", "pose": "running"},
    "person_lying": {"fallen": True, "pose": "lying"},
    "overturned_car": {"fallen": True, "state": "overturned"},
    "wrong_way_driver": {"manoeuvre": "wrong_way", "state": "driving"},
    "cyclist_without_lights": {"lights": "off", "riding": "bicycle"},
    "stopped_truck": {"state": "stopped"},
    "oversized_load": {"manoeuvre": "wide_load"},
}
PEOPLE = "people" in installed_packs()
needs_people = pytest.mark.skipif(not PEOPLE, reason="the pack people is not installed")
NAMES = [
    pytest.param(name, marks=[needs_people] if found.people else [])
    for name, found in CASES.items()
    if name != "none"
]


@pytest.fixture(autouse=True, scope="module")
def _stage_only() -> Iterator[None]:
    """Streets without houses, traffic, trees and passers-by, which take nearly all of the time."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("build_up", "furnish", "markings"):
            patch.setattr(driving, name, lambda *a: ())
        for name in ("parked", "ride", "leave_two_wheelers", "plant", "walk"):
            patch.setattr(driving, name, lambda *a: None)
        patch.setattr(driving, "drive", lambda *a: a[-1])  # the camera's car goes as fast as it wants
        patch.setattr(driving, "surfaces", lambda *a: [])
        far = Model("far", Mesh(np.eye(3), np.array([[0, 1, 2]])), (Surface(),))
        patch.setattr(driving, "skyline", lambda *a, **k: far)
        patch.setattr(case, "_FINE_M", 0.0)
        yield


@cache
def staged(name: str, index: int) -> driving.Street:
    return driving.street(Draw(7, index, {"edge_case": name}))


def things(made: driving.Street, name: str) -> list[Item]:
    roles = MAIN[name]
    wanted = roles if isinstance(roles, tuple) else (roles,)
    return [item for item in made.items if item.thing.attributes.get("role") in wanted]


def seen(made: driving.Street, item: Item) -> tuple[float, float]:
    """How far away a thing is, and which share of it is in the picture of KITTI's camera."""
    camera = rigs.mounted(rigs.named("kitti"), Draw(0, 0).scope("camera"), made.world_from_ego)
    points = item.thing.vertices_world()[:: max(1, len(item.thing.model.mesh.vertices) // 400)]
    local = (points - camera.world_from_cam[:3, 3]) @ camera.world_from_cam[:3, :3]
    x, y, z = local.T
    pinhole = rigs.named("kitti").pinhole
    u, v = pinhole.fx * x / z + pinhole.cx, pinhole.fy * y / z + pinhole.cy
    inside = (z > 0) & (u > 0) & (u < pinhole.width) & (v > 0) & (v < pinhole.height)
    return float(np.median(z)), float(inside.mean())


@pytest.mark.parametrize("name", NAMES)
def test_it_is_before_the_camera(name: str) -> None:
    """At 6 to 46 m, more than half of it in the picture: in every draw."""
    for index in range(SEEDS):
        made = staged(name, index)
        found = [seen(made, item) for item in things(made, name)]
        assert any(NEAR_M <= away <= FAR_M and share > 0.5 for away, share in found), (index, found)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_implausible(name: str) -> None:
    found = {index: [str(v) for v in violations(staged(name, index))] for index in range(SEEDS)}
    assert not {index: texts for index, texts in found.items() if texts}


@pytest.mark.parametrize("name", NAMES)
def test_its_labels_say_so(name: str) -> None:
    for index in range(SEEDS):
        made = staged(name, index)
        assert made.edge_case == name
        main = things(made, name)
        assert {item.thing.attributes["edge_case"] for item in main} == {name}
        for item in main:
            wanted = LABELS.get(name, {})
            if item.thing.category == "person" or name not in ("child_runs_out", "person_lying"):
                assert {key: item.thing.attributes.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_same_every_time(name: str) -> None:
    one, other = staged(name, 3), driving.street(Draw(7, 3, {"edge_case": name}))
    assert len(one.items) == len(other.items)
    for a, b in zip(one.items, other.items, strict=True):
        assert np.array_equal(a.thing.world_from_thing, b.thing.world_from_thing)
        assert a.thing.model.mesh.digest == b.thing.model.mesh.digest
        assert a.thing.attributes == b.thing.attributes


def test_the_image_says_it() -> None:
    scene = driving.driving(Draw(7, 0, {"edge_case": "cargo_debris"}))
    assert scene.attributes["edge_case"] == "cargo_debris"
    debris = [t for t in scene.placed if t.attributes.get("edge_case")]
    assert {t.category for t in debris} <= {None, "couch"}
    assert "debris" in {name for t in debris for name in t.part_stuff}


def test_what_it_needs_is_so() -> None:
    for index in range(SEEDS):
        truck = staged("stopped_truck", index)
        assert truck.network.place in ("arterial", "country")
        assert len(list(staged("wrong_way_driver", index).network.main.of("drive", direction=1))) >= 1
    if PEOPLE:
        assert staged("cyclist_without_lights", 0).conditions.time == "night"
        assert staged("sun_blinded_crossing", 0).conditions.time == "low_sun"


@needs_people
def test_the_sun_stands_behind_who_crosses() -> None:
    for index in range(SEEDS):
        made = staged("sun_blinded_crossing", index)
        bearings = [
            float(
                np.degrees(
                    np.arctan2(*(item.thing.world_from_thing[:2, 3] - made.world_from_ego[:2, 3])[::-1])
                )
            )
            for item in things(made, "sun_blinded_crossing")
        ]
        assert min(abs(b - made.conditions.sun_azimuth_deg) for b in bearings) < 12


def test_most_streets_are_ordinary() -> None:
    shares = shares_of(f"all {RARE}")
    assert shares["none"] == pytest.approx(1 - RARE)
    assert len({share for name, share in shares.items() if name != "none"}) == 1
    drawn = [edge_cases.chosen(Draw(1, index)).name for index in range(300)]
    assert 0.88 < drawn.count("none") / 300 < 0.99


def test_shares_by_name() -> None:
    given = {"edge_cases": "roadworks 0.5, cargo_debris 0.25"}
    drawn = [edge_cases.chosen(Draw(1, index, given)).name for index in range(200)]
    assert set(drawn) == {"none", "roadworks", "cargo_debris"}
    assert 0.4 < drawn.count("roadworks") / 200 < 0.6


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"edge_cases": "roadwork 0.5"}, "no edge case of that name.*roadworks"),
        ({"edge_cases": "roadworks"}, "expected a name and a share"),
        ({"edge_cases": "roadworks 0.7, pram 0.7"}, "add up to 1.4"),
        ({"edge_case": "stopped_truck", "place": "town"}, "it needs place from arterial, country"),
        ({"edge_case": "unicorn"}, "one of: none, child_runs_out"),
    ],
)
def test_what_cannot_be_is_said(given: dict[str, str], message: str) -> None:
    with pytest.raises(CycloramaError, match=message):
        edge_cases.chosen(Draw(1, 0, given))


def test_a_pinned_place_has_only_what_can_happen_there() -> None:
    given = {"place": "country", "edge_cases": "all 1"}
    drawn = {edge_cases.chosen(Draw(2, index, given)).name for index in range(100)}
    assert {"stopped_truck", "animal_on_road"} <= drawn
    assert not drawn & {"child_runs_out", "roadworks", "dense_crossing", "wheelchair"}


@needs_people
def test_who_is_staged_walks_on_in_a_drive() -> None:
    """The legs go on with the way, and it stays the same person; who pushes stays at the pram."""
    crossing = staged("sun_blinded_crossing", 0)
    later = after(crossing, 0.6)
    (one, *_), (other, *_) = (things(made, "sun_blinded_crossing") for made in (crossing, later))
    moved = np.linalg.norm(other.thing.world_from_thing[:2, 3] - one.thing.world_from_thing[:2, 3])
    assert 0.3 < moved < 1.2
    assert other.thing.model.mesh.digest != one.thing.model.mesh.digest
    assert other.thing.attributes["stature_m"] == one.thing.attributes["stature_m"]
    pram, pusher = things(after(staged("pram", 1), 0.8), "pram")
    assert np.allclose(pram.thing.world_from_thing[:2], pusher.thing.world_from_thing[:2])
