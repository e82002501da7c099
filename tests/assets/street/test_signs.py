"""Signs have the sizes of their standards, clear pictures, and are labelled apart from their posts."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.street import FACES, Sign, sign_on_post, stop_sign, traffic_sign
from cyclorama.errors import SceneError

INCH = 0.0254


def size(model) -> tuple[float, float]:
    low, high = model.mesh.bounds
    return high[1] - low[1], high[2] - low[2]


@pytest.mark.parametrize(
    ("region", "kind", "width_m", "height_m"),
    [
        # Vienna Convention, annex 1, section B: 0.90 m; StVO sizes 2: discs 600, triangles 900, squares 600.
        ("europe", "stop", 0.9, 0.9),
        ("europe", "no_entry", 0.6, 0.6),
        ("europe", "parking", 0.6, 0.6),
        ("europe", "priority_road", 0.6 * 2**0.5, 0.6 * 2**0.5),
        # MUTCD 2009, tables 2B-1 and 2C-2.
        ("us", "stop", 30 * INCH, 30 * INCH),
        ("us", "no_entry", 30 * INCH, 30 * INCH),
        ("us", "one_way", 36 * INCH, 12 * INCH),
        ("us", "warning_bend", 30 * INCH * 2**0.5, 30 * INCH * 2**0.5),
    ],
)
def test_sizes(region, kind, width_m, height_m) -> None:
    value = FACES[region][kind].values[0]
    width, height = size(Sign(region=region, kind=kind, value=value).build())
    # Rounded corners take a little off diamonds.
    assert width == pytest.approx(width_m, rel=0.05)
    assert height == pytest.approx(height_m, rel=0.05)
    assert width <= width_m + 1e-6


def test_a_speed_limit_of_the_us_is_24_by_30_inches_and_says_so() -> None:
    sign = Sign(region="us", kind="speed_limit", value="35").build()
    assert size(sign) == pytest.approx((24 * INCH, 30 * INCH), abs=1e-5)
    assert sign.attributes == {"kind": "speed_limit", "value": "35"}


@pytest.mark.parametrize("region", ["europe", "us"])
def test_stop_is_written_a_third_as_high_as_the_sign_on_red(region) -> None:
    """Vienna Convention: at least a third of the panel; Standard Highway Signs R1-1: 10 of 30 in."""
    picture = Sign(region=region, kind="stop").build().materials[0].picture.pixels.astype(int)
    rows, columns = picture.shape[:2]
    white = picture.min(axis=2) > 140
    red = (picture[..., 0] > 120) & (picture[..., 1:].max(axis=2) < 60)
    inside = white[rows // 4 : -rows // 4, columns // 7 : -columns // 7]
    written = np.flatnonzero(inside.any(axis=1))
    assert (written[-1] + 1 - written[0]) / rows == pytest.approx(1 / 3, abs=0.02)
    across = np.flatnonzero(inside.any(axis=0))
    assert 0.6 < (across[-1] + 1 - across[0]) / columns < 0.75
    assert 0.45 < red.mean() < 0.8


@pytest.mark.parametrize("region", ["europe", "us"])
def test_no_face_is_blank(region) -> None:
    """Detectors take blank discs for stop signs: every sign has a picture of several colours inside."""
    for kind, face in FACES[region].items():
        for value in face.values:
            picture = Sign(region=region, kind=kind, value=value).build().materials[0].picture.pixels
            rows, columns = picture.shape[:2]
            if kind == "give_way" and region == "europe":
                continue  # a triangle in a triangle is all that it shows
            middle = picture[rows // 5 : -rows // 5, columns // 5 : -columns // 5].reshape(-1, 3).astype(int)
            usual = np.median(middle, axis=0)
            share = (np.abs(middle - usual).max(axis=1) > 60).mean()
            assert share > 0.02, (kind, value, share)


@pytest.mark.parametrize("region", ["europe", "us"])
def test_plates_are_labelled_and_posts_are_not(region) -> None:
    post, plate = sign_on_post(Draw(3, 1), region=region, kind="stop")
    assert post.model.category is None
    assert plate.model.category == "stop sign"
    assert plate.model is not post.model
    # The plate hangs before the post, its lower edge where people pass under it.
    assert plate.x_m > 0
    assert 1.9 < plate.z_m < 2.6
    assert post.model.mesh.bounds[0][2] == pytest.approx(-0.3)
    assert post.model.mesh.bounds[1][2] > plate.z_m + 0.5


def test_only_stop_signs_are_stop_signs() -> None:
    for region in ("europe", "us"):
        assert stop_sign(Draw(1, 1), region=region).category == "stop sign"
        drawn = [traffic_sign(Draw(1, index), region=region) for index in range(60)]
        assert {sign.category for sign in drawn} == {"traffic sign"}
        assert len({sign.attributes["kind"] for sign in drawn}) > 15


def test_what_there_is_not_is_refused_in_a_line() -> None:
    with pytest.raises(SceneError, match=r"sign giveway: .* none of that kind.*give_way"):
        Sign(region="europe", kind="giveway")
    with pytest.raises(SceneError, match="sign speed_limit: it cannot say '33'; expected one of '20'"):
        Sign(region="europe", kind="speed_limit", value="33")


def test_a_face_stays_its_picture_whatever_the_look() -> None:
    new, old = (Sign(region="us", kind="stop", look=look).build() for look in (0, 3))
    assert new.mesh is old.mesh
    assert new.materials[0].picture is old.materials[0].picture
    assert new.materials[0].wear < old.materials[0].wear
