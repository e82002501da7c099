"""Rays tell stuff by the part that they meet, and a crowd by its members."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from cyclorama.annotate.instances import annotation_rows, instances
from cyclorama.annotate.oracle import differing_segments
from cyclorama.annotate.panoptic import panoptic, segment_rows
from cyclorama.annotate.world import world
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Resolution
from cyclorama.scenes.passes import Passes
from cyclorama.scenes.scene import Scene

SIZE = Resolution(64, 48)


@pytest.fixture(scope="module")
def labelled(card, camera):
    """A ground of two triangles, road and kerb, with a car, a crowd of two and something without a name."""
    ground = card(0, 24, 64, 48, 8.0, None)
    mesh = Mesh(ground.model.mesh.vertices, ground.model.mesh.triangles, part=np.array([0, 1], np.int32))
    ground = replace(
        ground, model=replace(ground.model, mesh=mesh, materials=(Surface(),) * 2, stuff=("road", "kerb"))
    )
    cars = [card(*box, 4.0, "car") for box in ((8, 10, 30, 40), (40, 20, 43, 24), (50, 20, 52, 24))]
    scene = Scene([ground, *cars, card(55, 30, 60, 40, 2.0, None)], camera)
    met = world(scene, SIZE).picture()
    black = np.zeros((48, 64, 3), np.float32)
    passes = Passes(black, met.instance, met.part, met.depth_m.astype(np.float32), black)
    policy = LabelPolicy(small="crowd", min_visible_px=20, panoptic=True)
    found = instances(scene, passes, policy)
    whole = panoptic(scene, passes, found, policy)
    return scene, whole.ids, segment_rows(whole), annotation_rows(found, policy)


def test_right_segments_do_not_differ(labelled):
    scene, ids, segments, rows = labelled
    assert {row["category"] for row in segments} == {"road", "kerb", "car", "sky-other-merged"}
    assert sum(row["iscrowd"] for row in segments) == 1
    report = differing_segments(scene, SIZE, ids, segments, rows)
    assert report.pixels == 64 * 48
    assert report.differences == ()


def test_a_part_that_is_another_is_found(labelled):
    scene, ids, segments, rows = labelled
    by_name = {row["category"]: row["id"] for row in segments}
    swapped = ids.copy()
    swapped[45, 5] = by_name["kerb"] if ids[45, 5] == by_name["road"] else by_name["road"]
    (difference,) = differing_segments(scene, SIZE, swapped, segments, rows).differences
    assert (difference.x, difference.y, difference.ray) == (5, 45, int(ids[45, 5]))
    assert np.isinf(difference.edge_px)


def test_void_and_sky_are_proved_too(labelled):
    scene, ids, segments, rows = labelled
    assert ids[35, 57] == 0
    painted = ids.copy()
    painted[35, 57], painted[2, 2] = ids[2, 2], 0
    assert len(differing_segments(scene, SIZE, painted, segments, rows).differences) == 2


def test_a_segment_that_the_record_lost_is_found(labelled):
    scene, ids, segments, rows = labelled
    lost = [row for row in segments if row["category"] != "kerb"]
    kerb = next(row for row in segments if row["category"] == "kerb")
    assert len(differing_segments(scene, SIZE, ids, lost, rows).differences) == kerb["area"]
