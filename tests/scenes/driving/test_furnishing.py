"""What is proved here: walls and fences run along the road whose gardens they border."""

import numpy as np
from cyclorama.draw import Draw
from cyclorama.scenes.driving import street

PLACED = {"place": "suburb", "region": "europe", "edge_case": "none", "furniture/plot/*/border": "wall|fence"}


def test_borders_of_gardens_run_along_their_road() -> None:
    seen = 0
    for index in range(2):
        made = street(Draw(5, index, PLACED))
        for item in made.items:
            if item.role != "furniture" or item.thing.model.name not in ("garden wall", "fence"):
                continue
            size = np.ptp(item.thing.model.mesh.bounds, axis=0)
            long_way = item.thing.world_from_thing[:2, int(size[1] > size[0])]
            ways = [
                float(road.line.heading_at(road.line.project(item.thing.world_from_thing[:2, 3])[0, 0]))
                for road in made.network.roads
            ]
            aslant = min(abs(np.sin(way - np.arctan2(long_way[1], long_way[0]))) for way in ways)
            assert aslant < 0.05
            seen += 1
    assert seen > 10
