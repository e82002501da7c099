"""No picture gives negative light, a sun keeps its power, and one that lost its colour gets it back."""

import numpy as np
from cyclorama.assets.skies.repair import repaired


def sky():
    return np.full((64, 128, 3), (0.4, 0.6, 0.8), np.float32)


def test_a_whole_picture_stays_as_it_is():
    assert (repaired(sky()) == sky()).all()


def test_a_small_dip_becomes_zero_and_nothing_else_changes():
    pixels = sky()
    pixels[3, 5] = (-0.01, 0.6, 0.8)
    expected = sky()
    expected[3, 5, 0] = 0
    assert (repaired(pixels) == expected).all()


def test_an_overshooting_sun_keeps_the_sum_of_its_block_and_its_colour():
    pixels = sky()
    pixels[17, 40:43] = np.outer([-3000, 20000, -1500], [1.0, 0.9, 0.7])
    mended = repaired(pixels)
    assert mended.min() >= 0
    assert mended[17, 40:43].min() > 0.2  # not black in the sun's middle
    block = (slice(16, 24), slice(40, 48))
    np.testing.assert_allclose(mended[block].sum((0, 1)), pixels[block].sum((0, 1)), rtol=1e-4)
    np.testing.assert_allclose(mended[17, 41] / mended[17, 41, 0], [1.0, 0.9, 0.7], atol=5e-3)


def test_a_sun_that_lost_red_and_green_takes_the_colour_around_it():
    pixels = sky()
    pixels[16:24, 40:48] = (-0.1, -0.1, 10)
    pixels[17, 40:43, 2] = (-1000, 9000, -500)
    mended = repaired(pixels)
    np.testing.assert_allclose(mended[17, 41] / mended[17, 41, 2], [0.5, 0.75, 1.0], rtol=1e-4)
    assert mended[17, 41, 2] > 5000
