"""A thing that is rolled over comes to rest on the ground, and stays there."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets import vehicles
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.assets.street.forms import box
from cyclorama.scenes.driving.edge_cases.overturned import resting


@pytest.mark.parametrize("roll_deg", [180.0, 90.0, -90.0])
def test_a_car_lies_on_the_ground(roll_deg: float) -> None:
    car = vehicles.hatchback(Draw(1, 0).scope("car").needing({"aerial": (False,)}))
    rest = resting(car, roll_deg)
    points = rest.model.mesh.vertices
    assert abs(float(points[:, 2].min())) < 1e-5
    # It touches at three points or more, which are not all on one side of its middle.
    touching = points[points[:, 2] < 0.004]
    assert np.ptp(touching[:, 0]) > 0.5
    assert np.ptp(touching[:, 1]) > 0.3
    moved = car.mesh.vertices @ rest.thing_from_rest[:3, :3].T + rest.thing_from_rest[:3, 3]
    assert np.allclose(moved, points, atol=1e-4)
    up = rest.thing_from_rest[2, 2]
    assert up < -0.85 if roll_deg == 180.0 else abs(up) < 0.5


def test_a_box_lies_flat() -> None:
    mesh: Mesh = box((4.0, 1.8, 1.5))
    rest = resting(Model("box", mesh, (Surface(),)), 90.0)
    assert np.allclose(np.ptp(rest.model.mesh.vertices, axis=0), (4.0, 1.5, 1.8), atol=1e-5)
