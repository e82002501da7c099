"""What is proved here: bins, bollards and café tables stand beside the carriageway, and in nobody's way."""

from __future__ import annotations

from cyclorama.draw import Draw
from cyclorama.scenes.driving import street
from cyclorama.scenes.driving.checker import violations

FULL = {
    "place": "town",
    "edge_case": "none",
    "conditions/time": "day",
    "conditions/weather": "clear",
    "conditions/season": "summer",
    "furniture/clutter/collection": True,
    "furniture/clutter/bollards": True,
    "furniture/clutter/cafes": True,
    "furniture/clutter/cafe/plot/*/cafe": True,
}
WHAT = ("wheelie bin", "bin bag", "bollard", "cafe table", "parasol")


def test_clutter_stands_beside_the_carriageway_and_breaks_no_rule() -> None:
    seen: set[str] = set()
    for index in range(3):
        made = street(Draw(6, index, FULL))
        assert [str(v) for v in violations(made)] == []
        for item in made.items:
            if item.thing.model.name in WHAT:
                seen.add(item.thing.model.name)
                assert item.thing.category is None
                assert item.footprint is not None
                assert not made.ground.carriageway.intersects(item.footprint)
    assert {"wheelie bin", "bollard", "cafe table"} <= seen
