"""The own car's bonnet: only where it is asked for, void in the labels, and where that car is."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.errors import SceneError
from cyclorama.scenes.driving import driving
from cyclorama.scenes.driving.bonnet import bonnet
from cyclorama.scenes.driving.traffic import EGO_FRONT_M


def test_it_is_the_last_thing_without_a_label_and_moves_no_other() -> None:
    bare = driving(Draw(5, 2, {"rig": "bdd"}))
    seen = driving(Draw(5, 2, {"rig": "bdd", "bonnet": "yes"}))
    *others, own = seen.placed
    assert [t.model.name for t in others] == [t.model.name for t in bare.placed]
    assert own.model.name == "bonnet"
    assert own.category is None
    assert own.part_stuff == (None,)
    assert "bonnet" not in {t.model.name for t in bare.placed}
    np.testing.assert_array_equal(seen.camera.world_from_cam, bare.camera.world_from_cam)


@pytest.mark.parametrize("number", range(5))
def test_it_lies_before_the_camera_and_within_the_car_that_faces_up(number: int) -> None:
    mesh = bonnet(Draw(number, 0)).mesh
    low, high = mesh.bounds
    assert high[0] <= EGO_FRONT_M
    assert high[2] < 1.1 < 1.35
    a, b, c = (mesh.vertices[mesh.triangles[:, i]] for i in range(3))
    assert (np.cross(b - a, c - a)[:, 2] > 0).all()
    assert low[1] == pytest.approx(-high[1])


def test_anything_but_yes_and_no_is_named() -> None:
    with pytest.raises(SceneError, match="bonnet: expected yes or no, got 'red'"):
        driving(Draw(5, 2, {"bonnet": "red"}))
