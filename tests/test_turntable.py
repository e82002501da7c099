"""The strip of an asset shows all of it, whatever its shape."""

import numpy as np
import pytest
from cyclorama import turntable
from cyclorama.scenes.frames import rotation_z


@pytest.mark.parametrize("sides", [(0.3, 0.5, 1.8), (4.5, 1.8, 1.5), (0.1, 0.1, 3.0), (2.0, 0.02, 0.4)])
def test_every_view_shows_all_of_it_and_as_large_as_it_can(sides) -> None:
    corners = np.array(np.meshgrid([-0.5, 0.5], [-0.5, 0.5], [0.0, 1.0])).reshape(3, -1).T * sides
    camera = turntable._camera(corners)
    cam_from_world = np.linalg.inv(camera.world_from_cam)
    reached = 0.0
    for number in range(turntable.VIEWS):
        world = corners @ rotation_z(360 * number / turntable.VIEWS).T
        seen = world @ cam_from_world[:3, :3].T + cam_from_world[:3, 3]
        pixels = (seen / seen[:, 2:]) @ camera.intrinsics(turntable.SIZE).T
        reached = max(reached, np.abs(pixels[:, :2] / turntable.SIZE * 2 - 1).max())
    assert reached == pytest.approx(0.88)
