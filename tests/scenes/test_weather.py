"""Weather as data: its laws give the figures that their authors measured."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Camera, Fog, Rain, Scene, Snow
from cyclorama.errors import SceneError

CAMERA = Camera(np.eye(4), 50.0)


def rate_mm_h(medium: Rain | Snow) -> float:
    """Of water that arrives at the ground: volume × fall × number, over all sizes."""
    edges = np.linspace(0, 8, 4001)
    d = (edges[1:] + edges[:-1]) / 2
    flux = np.pi / 6 * (d / 1000) ** 3 * medium.fall_m_s(d) * medium.per_m3_mm(d) * (edges[1] - edges[0])
    return float(flux.sum() * 3600 * 1000)


@pytest.mark.parametrize("rate", [1, 5, 25, 100])
def test_the_drops_bring_about_the_rain_that_was_asked_for(rate):
    assert rate_mm_h(Rain(rate)) == pytest.approx(rate, rel=0.25)


@pytest.mark.parametrize("rate", [0.5, 1, 2.5])
def test_the_flakes_bring_about_the_snow_that_was_asked_for(rate):
    assert rate_mm_h(Snow(rate)) == pytest.approx(rate, rel=0.4)


def test_marshall_and_palmers_numbers():
    """At 25 mm/h their figure 2 has about 124 drops a cubic metre and millimetre of 2 mm, 15.4 of 3 mm."""
    assert Rain(25).per_m3_mm(np.array([0.0])) == pytest.approx(8000)
    assert Rain(25).per_m3_mm(np.array([2.0])) == pytest.approx(8000 * np.exp(-2 * 4.1 * 25**-0.21))
    assert Rain(25).fall_m_s(np.array([1.0, 2.0, 5.0])) == pytest.approx([4.0, 6.55, 9.14], abs=0.03)


@pytest.mark.parametrize("rate", [2, 10, 50])
def test_rain_is_as_clear_as_atlas_measured(rate):
    """D. Atlas, "Optical extinction by rainfall", J. Meteor. 10, 1953: 11.2 km ÷ rate^0.63."""
    assert 3.912 / Rain(rate).extinction_per_m() / 1000 == pytest.approx(11.2 * rate**-0.63, rel=0.15)


def test_moderate_snow_can_be_seen_through_for_about_a_kilometre():
    assert 500 < 3.912 / Snow(1.0).extinction_per_m() < 1500


def test_fog_takes_a_contrast_to_two_percent_at_its_visibility():
    assert np.exp(-Fog(250).extinction_per_m() * 250) == pytest.approx(0.02)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Fog(0), "fog: visibility_m must be from 1 to 1e\\+06, got 0"),
        (lambda: Rain(-1), "rain: rate_mm_h must be from 0.01 to 200, got -1"),
        (lambda: Rain(1, (np.inf, 0)), "rain: wind_m_s must be two finite numbers"),
        (lambda: Snow(float("nan")), "snow: rate_mm_h must be"),
        (lambda: Scene((), CAMERA, medium=("fog",)), r"medium\[0\] must be Fog, Rain or Snow, got str"),
    ],
)
def test_what_no_weather_can_be(make, message):
    with pytest.raises(SceneError, match=message):
        make()


@pytest.mark.parametrize("kind", [Rain, Snow])
@pytest.mark.parametrize("visibility_m", [400, 1500, 5000])
def test_rain_and_snow_of_a_visibility_have_it(kind, visibility_m):
    medium = kind.of_visibility(visibility_m, (2.0, -1.0))
    assert 3.912 / medium.extinction_per_m() == pytest.approx(visibility_m, rel=0.1)
    assert medium.wind_m_s == (2.0, -1.0)
