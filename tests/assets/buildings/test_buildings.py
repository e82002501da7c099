"""Buildings fit their plots to the millimetre, are blind where neighbours stand, and cost what they may."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.buildings import FOUNDATION_M, KINDS, OVERHANG_M, REGIONS, building, skyline
from cyclorama.assets.buildings.body import bays
from cyclorama.assets.buildings.parts import GLASS, GLOW, WALL, glow
from cyclorama.assets.material import Surface
from cyclorama.assets.model import Model
from cyclorama.errors import AssetError

ALL = list(itertools.product(KINDS, REGIONS))
JOINED = [(True, True), (False, False), (True, False), (False, True)]
MOST, MOST_FAR = 40_000, 1_500


def _corners(model: Model, part: int) -> np.ndarray:
    return model.mesh.vertices[model.mesh.triangles[model.mesh.part_ids == part]]


def _drawn(
    kind: str, region: str, number: int, far: bool = False, lit: float = 0.0
) -> tuple[Model, float, float]:
    """A building with a plot that the number decides."""
    draw = Draw(7, number)
    width_m = draw.uniform("plot/width_m", 4.0, 24.0)
    depth_m = draw.uniform("plot/depth_m", 7.0, 16.0)
    model = building(
        draw.scope("house"), kind=kind, region=region, width_m=width_m, depth_m=depth_m,
        joined=JOINED[number % 4], lit=lit, far=far,
    )  # fmt: skip
    return model, width_m, depth_m


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize(("kind", "region"), ALL)
def test_every_building_fits_its_plot(kind: str, region: str, far: bool) -> None:
    for number in range(16):
        model, width_m, depth_m = _drawn(kind, region, number, far)
        low, high = model.mesh.bounds
        assert low[1] == pytest.approx(-width_m / 2, abs=1e-4)
        assert high[1] == pytest.approx(width_m / 2, abs=1e-4)
        assert -depth_m - 1e-4 <= low[0] <= -depth_m + 0.6
        assert -1e-6 <= high[0] <= OVERHANG_M
        assert low[2] == pytest.approx(-FOUNDATION_M)
        assert high[2] > 3.0
        assert model.category is None
        assert len(model.mesh.triangles) <= (MOST_FAR if far else MOST)


@pytest.mark.parametrize(("kind", "region"), ALL)
def test_where_neighbours_stand_there_are_no_windows(kind: str, region: str) -> None:
    """A pane of a side lies in a plane of constant y, near that side."""
    seen = False
    for number in range(12):
        model, width_m, _ = _drawn(kind, region, number)
        panes = _corners(model, GLASS)
        flat = np.ptp(panes[:, :, 1], axis=1) < 0.05
        behind = panes[:, :, 0].max(axis=1) < -0.2
        for end, sign in enumerate((-1, 1)):
            near = (sign * panes[:, :, 1] > width_m / 2 - 1.0).all(axis=1) & flat & behind
            seen |= bool(near.any())
            if JOINED[number % 4][end]:
                assert not near.any()
    assert seen


@pytest.mark.parametrize(("kind", "region"), ALL)
def test_foundations_close_the_front_below_the_pavement(kind: str, region: str) -> None:
    """Straight down from the front, on ground that slopes away, there is wall at every place along it."""
    model, width_m, _ = _drawn(kind, region, 0)
    corners = model.mesh.vertices[model.mesh.triangles].astype(np.float64)
    for y in np.linspace(-width_m / 2 + 0.4, width_m / 2 - 0.4, 25):
        across = (corners[:, :, 1].min(axis=1) <= y) & (corners[:, :, 1].max(axis=1) >= y)
        front = corners[:, :, 0].max(axis=1) > -0.1
        deep = (corners[:, :, 2].min(axis=1) < -1.4) & (corners[:, :, 2].max(axis=1) > -0.05)
        assert (across & front & deep).any()


@pytest.mark.parametrize(("kind", "region"), ALL)
def test_the_same_draw_builds_the_same_building(kind: str, region: str) -> None:
    one, other = (_drawn(kind, region, 3, lit=0.4)[0] for _ in range(2))
    assert one.mesh.digest == other.mesh.digest
    assert one.mesh.digest != _drawn(kind, region, 7, lit=0.4)[0].mesh.digest


@pytest.mark.parametrize(("kind", "region"), ALL)
def test_far_and_near_are_one_building(kind: str, region: str) -> None:
    """Of the same height but for chimneys and antennas, and of the same stuffs."""
    for number in range(6):
        near, far = (_drawn(kind, region, number, far=far)[0] for far in (False, True))
        assert type(near.materials[WALL]) is type(far.materials[WALL])
        tops = [_corners(m, WALL)[:, :, 2].max() for m in (near, far)]
        assert tops[0] == pytest.approx(tops[1], abs=0.1)


def test_lit_windows_shine_and_unlit_ones_do_not() -> None:
    material = glow()
    assert isinstance(material, Surface)
    assert material.emission_strength > 0
    for kind, region in ALL:
        areas = []
        for lit in (0.0, 0.3, 1.0):
            corners = np.concatenate([_corners(_drawn(kind, region, n, lit=lit)[0], GLOW) for n in range(4)])
            areas.append(
                np.linalg.norm(
                    np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
                ).sum()
            )
        assert areas[0] == 0
        assert 0 < areas[1] < areas[2]


def test_what_buildings_have_in_common_is_made_once() -> None:
    one, other = (_drawn("terrace", "europe", n)[0].materials for n in (0, 1))
    assert [a is b for a, b in zip(one, other, strict=True)][4:] == [True, True, True]


def test_houses_of_a_street_differ() -> None:
    models = [_drawn("terrace", "europe", number)[0] for number in range(0, 40, 4)]
    assert len({len(m.mesh.triangles) for m in models}) == len(models)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ({"kind": "castle"}, "building: kind 'castle' is none of terrace"),
        ({"region": "mars"}, "building: region 'mars' is none of europe, us"),
        ({"width_m": 2.0}, "building: width_m 2 is below 4"),
        ({"depth_m": 1.0}, "building: depth_m 1 is below 4"),
        ({"storeys": 0}, "building: storeys 0 is not from 1 to"),
        ({"lit": 1.5}, "building: lit 1.5 is a share, from 0 to 1"),
    ],
)
def test_what_cannot_be_built_is_named(asked: dict[str, object], text: str) -> None:
    with pytest.raises(AssetError, match=text):
        building(Draw(1, 0), **{"kind": "terrace", "region": "europe", "width_m": 9.0, **asked})  # type: ignore[arg-type]


@pytest.mark.parametrize("storeys", [1, 2, 5, 8])
@pytest.mark.parametrize(("kind", "region"), ALL)
def test_any_height_can_be_asked_for(kind: str, region: str, storeys: int) -> None:
    model = building(Draw(3, 1), kind=kind, region=region, width_m=10.0, storeys=storeys)
    assert model.mesh.bounds[1][2] > 2.3 * storeys


@pytest.mark.parametrize("pattern", ["even", "pairs", "middle"])
@pytest.mark.parametrize("width_m", [4.0, 7.3, 12.0, 21.0])
def test_windows_keep_clear_of_each_other_and_of_corners(width_m: float, pattern: str) -> None:
    at = np.array(bays(width_m, 2.0, 0.6, 1.2, pattern))
    assert np.abs(at).max() + 0.6 <= width_m / 2 - 0.6 + 1e-9
    assert (np.diff(at) > 1.2 + 0.1).all()


@pytest.mark.parametrize("region", REGIONS)
def test_the_skyline_stays_far_away_and_closes_the_view(region: str) -> None:
    for number in range(4):
        model = skyline(Draw(5, number), region=region, near_m=200.0, far_m=700.0)
        away = np.linalg.norm(model.mesh.vertices[:, :2], axis=1)
        assert away.min() > 200.0 - 40.0
        assert len(model.mesh.triangles) < 25_000
        # Hills rise above the horizon in every direction.
        high = model.mesh.vertices[(away > 690.0) & (model.mesh.vertices[:, 2] > 2.0)]
        angle = np.sort(np.arctan2(high[:, 1], high[:, 0]))
        assert np.diff(angle).max() < 0.02


def test_a_skyline_at_night_has_lights() -> None:
    material = skyline(Draw(5, 0), lit=0.3).materials[0]
    assert isinstance(material, Surface)
    assert material.emission_strength > 0
