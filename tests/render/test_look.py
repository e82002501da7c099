"""Looks: each does what its number says, to the light only, and the same every time."""

from __future__ import annotations

import time
from dataclasses import replace

import cv2
import numpy as np
import pytest
from cyclorama import Camera, Pinhole
from cyclorama.render.develop import develop
from cyclorama.render.optics import through_lens
from cyclorama.render.sensor import exposed, noisy
from cyclorama.scenes.look import Look
from cyclorama.scenes.rigs import RIGS

EVERYTHING = Look(
    blur_px=0.6,
    chromatic_px=0.8,
    vignetting=1.0,
    glare=0.05,
    dirt=0.05,
    drops=0.1,
    shot=0.001,
    read=0.003,
    bayer=True,
    sharpening=0.5,
    jpeg=85,
)


def camera(look: Look, **kwargs) -> Camera:
    kwargs = {"fov_x_deg": 80.0} | kwargs
    return Camera(np.eye(4), look=look, contrast=1, saturation=1, **kwargs)


def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def light(height: int = 60, width: int = 90) -> np.ndarray:
    """A dim street with a lamp in it."""
    picture = rng().uniform(0.05, 0.6, (height, width, 3)).astype(np.float32)
    picture[height // 3, width // 2] = 50
    return cv2.GaussianBlur(picture, (0, 0), 0.8).reshape(height, width, 3)


def test_the_photon_transfer_curve_is_a_line():
    """Variance over signal: slope 1 / electrons of a white pixel, intercept the read noise's variance."""
    look = Look(shot=1 / 4000, read=0.004)
    levels = np.linspace(0.02, 0.9, 8)
    flats = [noisy(np.full((200, 300, 3), level), look, rng()) for level in levels]
    assert [flat.mean() for flat in flats] == pytest.approx(levels, rel=1e-3)
    slope, intercept = np.polyfit(levels, [flat.var() for flat in flats], 1)
    assert slope == pytest.approx(1 / 4000, rel=0.02)
    assert intercept == pytest.approx(0.004**2, rel=0.2)


def test_a_pixel_that_is_interpolated_shares_its_neighbours_noise():
    look = Look(shot=1 / 1000, read=0.01, tone="clip")
    flat = np.full((200, 300, 3), 0.3)
    plain, seen = (exposed(flat, replace(look, bayer=bayer), 0, rng()) for bayer in (False, True))
    assert seen.mean() == pytest.approx(0.3, abs=1e-3)

    def shared(noise: np.ndarray) -> float:
        red = noise[..., 0] - noise[..., 0].mean()
        return float((red[:, 1:] * red[:, :-1]).mean() / red.var())

    assert abs(shared(plain)) < 0.02
    assert shared(seen) > 0.2


@pytest.mark.parametrize("size", [(40, 60), (41, 61), (3, 5), (1, 1), (2, 1)])
def test_the_bayer_pattern_keeps_colours(size):
    colour = np.array([0.6, 0.3, 0.1])
    seen = exposed(np.broadcast_to(colour, (*size, 3)).copy(), Look(bayer=True, tone="clip"), 0, rng())
    assert seen.reshape(-1, 3) == pytest.approx(np.broadcast_to(colour, (size[0] * size[1], 3)), abs=1e-3)


@pytest.mark.parametrize("power", [0.4, 1.0])
def test_corners_are_dark_by_the_fourth_power_of_the_cosine(power):
    pinhole = Pinhole(700, 700, 610, 170, 1242, 375)
    seen = through_lens(np.ones((375, 1242, 3)), camera(Look(vignetting=power), pinhole=pinhole), rng())
    for row, column in ((0, 0), (374, 1241), (170, 610)):
        x, y = (column + 0.5 - 610) / 700, (row + 0.5 - 170) / 700
        cosine = 1 / np.sqrt(1 + x * x + y * y)
        assert seen[row, column] == pytest.approx(np.full(3, cosine ** (4 * power)))


def test_red_lies_farther_out_and_green_stays():
    """A dot near the corner, its centre of mass by colour."""
    picture = np.zeros((201, 301, 3))
    picture[20, 30] = 1
    seen = through_lens(picture, camera(Look(chromatic_px=0.8)), rng())
    v, u = np.mgrid[:201, :301]
    middles = [
        np.array([(seen[..., c] * u).sum(), (seen[..., c] * v).sum()]) / seen[..., c].sum() for c in range(3)
    ]
    assert np.array_equal(seen[..., 1], picture[..., 1])
    distances = [np.hypot(*(middle - (150, 100))) for middle in middles]
    corner_px = np.hypot(150.5, 100.5)
    assert distances[0] - distances[1] == pytest.approx(0.8 * distances[1] / corner_px, abs=0.01)
    assert distances[1] - distances[2] == pytest.approx(0.8 * distances[1] / corner_px, abs=0.01)


@pytest.mark.parametrize("size", [(120, 200), (57, 83), (4, 9), (1, 1)])
def test_glare_takes_from_the_light_what_it_spreads(size):
    picture = np.zeros((*size, 3))
    picture[size[0] // 2, size[1] // 2] = 100
    seen = through_lens(picture, camera(Look(glare=0.1)), rng())
    assert seen.sum() == pytest.approx(picture.sum(), rel=0.1)
    assert (seen > 0).all()
    if min(size) > 20:  # halving the distance makes a halo about four times as bright
        middle = seen[size[0] // 2, size[1] // 2 :, 1]
        assert 2 < middle[8] / middle[16] < 8


def test_drops_cover_their_share_and_nothing_else():
    picture = rng().uniform(0, 1, (300, 500, 3))
    seen = through_lens(picture, camera(Look(drops=0.15)), rng())
    changed = (seen != picture).any(axis=-1).mean()
    assert 0.07 < changed < 0.35


def test_a_clipped_tone_has_blacks_and_whites():
    ramp = np.geomspace(1e-4, 4, 400)[None, :, None] * np.ones((8, 1, 3))
    soft, hard = (
        develop(ramp, camera(Look(tone=tone, black=0.01, key=0.1)), rng()) for tone in ("agx", "clip")
    )
    assert (hard == 0).mean() > (soft == 0).mean()
    assert (hard == 255).mean() > 0.05 > (soft == 255).mean()
    assert (np.diff(hard[0, :, 0].astype(int)) >= 0).all()


def test_the_plain_curve_is_srgbs():
    """Metered to 0.2 everywhere, a picture shows 0.2 by IEC 61966-2-1: 123.5 of 255."""
    shown = develop(np.full((6, 8, 3), 0.7, np.float32), camera(Look(tone="clip", key=0.2)), rng())
    assert np.abs(shown.astype(float) - 255 * (1.055 * 0.2 ** (1 / 2.4) - 0.055)).max() <= 2


def test_the_lower_half_is_metered_whatever_the_sky():
    dark, bright = (np.full((40, 60, 3), 0.1, np.float32) for _ in range(2))
    dark[:20], bright[:20] = 0.01, 30
    one, two = (
        develop(sky, camera(Look(tone="clip", metering="lower", key=0.11)), rng()) for sky in (dark, bright)
    )
    assert np.array_equal(one[20:], two[20:])


def test_sharpening_and_compression_show():
    plain = develop(light(), camera(Look()), rng())
    sharp = develop(light(), camera(Look(sharpening=1.0)), rng())
    saved = develop(light(), camera(Look(jpeg=30)), rng())

    def detail(picture: np.ndarray) -> float:
        return float(np.abs(cv2.Laplacian(picture.astype(np.float32), cv2.CV_32F)).mean())

    assert detail(sharp) > 1.3 * detail(plain)
    assert not np.array_equal(saved, plain)
    assert np.abs(saved.astype(int) - plain).mean() < 20


@pytest.mark.parametrize("look", [EVERYTHING, *(rig.look for rig in RIGS.values())])
@pytest.mark.parametrize("size", [(60, 90), (1, 1), (1, 7), (9, 2)])
def test_every_look_is_the_same_every_time_at_any_size(look, size):
    one, two = (develop(light(*size), camera(look), rng()) for _ in range(2))
    assert one.shape == (*size, 3)
    assert np.array_equal(one, two)


def test_dirt_takes_contrast_but_no_brightness_of_the_whole():
    picture = light(120, 200).astype(np.float64)
    seen = through_lens(picture, camera(Look(dirt=0.3)), rng())
    assert seen.std() < picture.std()
    assert seen.mean() == pytest.approx(picture.mean(), rel=0.2)


def test_a_kitti_picture_is_developed_in_time():
    picture = light(375, 1242)
    everything = replace(EVERYTHING, tone="clip")
    began = time.process_time()
    develop(picture, camera(everything), rng())
    assert time.process_time() - began < 1.5  # 0.1 to 0.3 s on a quiet core


def test_what_is_metered_looks_alike_in_fog_and_in_sun_and_shade():
    """An automatic holds the mean of what it shows, so a contrast's log-mean lies below fog's."""
    fog = np.full((40, 60, 3), 0.2, np.float32)
    street = np.exp(rng().normal(-2, 1.3, (40, 60, 1))).astype(np.float32) * np.ones(3, np.float32)
    seen = [develop(picture, camera(Look(tone="clip", metering="lower")), rng()) for picture in (fog, street)]
    assert seen[0].mean() == pytest.approx(seen[1].mean(), rel=0.08)
    assert np.median(seen[0]) > 1.1 * np.median(seen[1])


@pytest.mark.parametrize("level", [0.0, 1e-6, 3.0])
def test_metering_the_lower_half_of_anything_flat_gives_the_key(level):
    shown = develop(
        np.full((40, 60, 3), level, np.float32), camera(Look(tone="clip", metering="lower")), rng()
    )
    wanted = 255 * (1.055 * 0.18 ** (1 / 2.4) - 0.055) if level else 0
    assert np.abs(shown - wanted).max() <= 2


def test_a_smaller_picture_of_a_rig_has_its_look_made_smaller():
    look = Look(blur_px=0.6, chromatic_px=-1, sharpening_px=0.8, shot=0.004, read=0.02, bayer=True)
    half = look.at_scale(0.5)
    assert (half.blur_px, half.chromatic_px, half.sharpening_px) == (0.3, -0.5, 0.4)
    assert (half.shot, half.read, half.bayer) == (0.001, 0.01, False)
    assert look.at_scale(1) is look
    assert look.at_scale(2).shot == look.shot
    pinhole = Pinhole(100, 100, 90, 60, 180, 120)
    rig = camera(replace(EVERYTHING, jpeg=0), pinhole=pinhole)
    small, large = (develop(light(*size), rig, rng()) for size in ((60, 90), (120, 180)))
    assert small.shape == (60, 90, 3)
    assert large.shape == (120, 180, 3)
