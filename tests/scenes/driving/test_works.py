"""What is proved here: small sites at the kerb are closed off, break no rule, and keep out of the lanes."""

from __future__ import annotations

import pytest
import shapely
from cyclorama.assets import street as street_assets
from cyclorama.draw import Draw
from cyclorama.scenes.driving import street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.driving.ground import strip_region

DUG = {"edge_case": "none", "works/there": True}


@pytest.mark.parametrize(("place", "region"), [("town", "europe"), ("suburb", "us")])
def test_small_roadworks_break_no_rule(place: str, region: str) -> None:
    sites = 0
    for index in range(2):
        made = street(Draw(4, index, {**DUG, "place": place, "region": region}))
        assert [str(v) for v in violations(made)] == []
        works = [item for item in made.items if item.thing.attributes.get("role") == "works"]
        sites += any(item.thing.model.name in ("trench", "patch") for item in works)
        main = made.network.main
        driven = [
            strip_region(main, lane.right_m, lane.left_m, main.line.begin_m, main.line.end_m)
            for lane in main.of("drive", "tram", "cycle")
        ]
        around = shapely.buffer(shapely.union_all(driven), -0.25)
        for item in works:
            if item.footprint is not None and item.role == "furniture":
                assert not around.intersects(item.footprint)
    assert sites


def test_dug_ground_lies_flat_and_its_spoil_is_low() -> None:
    for form in range(4):
        low, high = street_assets.dug(3.0, 0.8, False, form).mesh.bounds
        assert -0.04 < low[2] < 0.001
        assert 0.1 < high[2] < 0.5
        assert street_assets.dug(3.0, 0.8, True, form).mesh.bounds[1][2] < 0.01
