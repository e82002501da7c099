"""The picture that is saved: grey stays grey, light stays in place, nothing is invented."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Camera
from cyclorama.render.develop import black_body, develop


def camera(**kwargs) -> Camera:
    return Camera(np.eye(4), 50, **kwargs)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_grey_stays_grey_and_its_brightness_does_not_depend_on_the_lights():
    dim, bright = (
        develop(np.full((4, 6, 3), level, np.float32), camera(), rng()).reshape(-1, 3)
        for level in (1e-3, 1e3)
    )
    assert np.ptp(dim[0].astype(int)) <= 1
    assert np.array_equal(dim, bright)
    assert 90 < dim[0, 0] < 140


def test_more_exposure_is_brighter_and_more_light_is_never_darker():
    ramp = np.geomspace(1e-3, 10, 512, dtype=np.float32)[None, :, None] * np.ones(3, np.float32)
    pictures = [develop(ramp, camera(exposure_ev=ev), rng()).astype(int) for ev in (-1, 0, 1)]
    for picture in pictures:
        assert (np.diff(picture[0, :, 0]) >= 0).all()
    assert pictures[0].mean() < pictures[1].mean() < pictures[2].mean()


@pytest.mark.parametrize("kelvin", [2400, 4000, 6500, 9000])
def test_white_balance_on_the_lights_colour_makes_it_white(kelvin):
    light = np.broadcast_to(black_body(kelvin), (3, 5, 3)).astype(np.float32)
    assert np.ptp(develop(light, camera(white_kelvin=kelvin), rng())[0, 0].astype(int)) <= 3


def test_black_body_colours():
    # D65's neighbour is nearly white; CIE says 2,856 K (illuminant A) is x = 0.4476, y = 0.4074.
    assert np.ptp(black_body(6500)) < 0.06
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ black_body(2856)
    assert np.allclose(xyz[:2] / xyz.sum(), (0.4476, 0.4074), atol=0.003)


def test_noise_has_the_deviation_that_was_asked_for_and_the_seed_decides_it():
    flat = np.full((200, 300, 3), 0.18, np.float32)
    noisy = develop(flat, camera(noise=0.05, contrast=1, saturation=1), rng()).astype(float)
    low, high = (
        develop(flat, camera(exposure_ev=ev, contrast=1, saturation=1), rng()).mean() for ev in (-0.3, 0.3)
    )
    slope = (high - low) / (2**0.3 - 2**-0.3)
    assert noisy.std() / slope == pytest.approx(0.05, rel=0.35)
    assert np.array_equal(noisy, develop(flat, camera(noise=0.05, contrast=1, saturation=1), rng()))


def test_a_black_picture_is_black():
    assert develop(np.zeros((2, 3, 3), np.float32), camera(), rng()).max() <= 2
