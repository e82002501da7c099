"""Spray in the picture: what the integral of its density says, and only before what is behind it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from cyclorama import Camera, Scene, Uniform, look_at
from cyclorama.errors import SceneError
from cyclorama.render.air import mist_range_m, through_air
from cyclorama.render.spray import thickness
from cyclorama.scenes.camera import Pinhole
from cyclorama.scenes.passes import Passes
from cyclorama.scenes.weather import Spray

CAMERA = Camera(look_at((1, 2, 1.5), (1, 9, 1.5)), pinhole=Pinhole(100, 100, 45.5, 30.5, 90, 60))
CLOUD = Spray((1.0, 12.0, 1.5), radius_m=0.4, density_per_m=0.5)  # 10 m before the middle of pixel (45, 30)
WHOLE = 0.5 * 0.4 * math.sqrt(2 * math.pi)


def _depth(metres: float) -> np.ndarray:
    return np.full((60, 90), metres, np.float32)


@pytest.mark.parametrize(("metres", "share"), [(math.inf, 1.0), (30.0, 1.0), (10.0, 0.5), (8.0, 0.0)])
def test_a_ray_through_the_middle_meets_the_whole_integral_up_to_its_surface(
    metres: float, share: float
) -> None:
    assert thickness((CLOUD,), CAMERA, _depth(metres))[30, 45] == pytest.approx(share * WHOLE, abs=1e-3)


def test_beside_the_middle_it_is_thinner_as_a_gaussian_is() -> None:
    found = thickness((CLOUD,), CAMERA, _depth(50.0))
    assert found[30, 49] == pytest.approx(WHOLE * math.exp(-0.5 * (0.4 / 0.4) ** 2), rel=0.02)
    assert found[30, 80] == found[5, 45] == 0.0


def test_clouds_add_up_and_one_behind_the_camera_is_nothing() -> None:
    behind = Spray((1.0, -5.0, 1.5))
    np.testing.assert_allclose(
        thickness((CLOUD, CLOUD, behind), CAMERA, _depth(50.0)),
        2 * thickness((CLOUD,), CAMERA, _depth(50.0)),
    )


def test_the_picture_pales_where_spray_is_and_nowhere_else() -> None:
    light = np.full((60, 90, 3), 0.05, np.float32)
    ids = np.zeros((60, 90), np.int32)
    passes = Passes(light, ids, ids, _depth(50.0), np.zeros((60, 90, 3), np.float32), None)
    scene = Scene((), CAMERA, environment=Uniform((1.0, 1.0, 1.0), 0.8), spray=(CLOUD,))
    assert mist_range_m(scene) is None
    seen = through_air(scene, passes, np.random.default_rng(1))
    left = math.exp(-WHOLE)
    assert seen[30, 45] == pytest.approx(left * 0.05 + (1 - left) * 0.4, abs=1e-3)
    assert (seen[:10] == light[:10]).all()


def test_what_cannot_be_spray_is_said() -> None:
    with pytest.raises(SceneError, match=r"spray: radius_m must be from 0\.01 to 100, got 0"):
        Spray((0.0, 0.0, 0.0), radius_m=0.0)
    with pytest.raises(SceneError, match=r"scene: spray\[0\] must be Spray, got str"):
        Scene((), CAMERA, spray=("wet",))  # type: ignore[arg-type]
