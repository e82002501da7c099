"""Named skies are found, drawn within limits, and their suns are where the pictures' light is."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from cyclorama import Draw
from cyclorama.assets import skies
from cyclorama.assets.limits import Limits, limited
from cyclorama.assets.packs import place
from cyclorama.assets.skies import sky_light
from cyclorama.errors import AssetError


def picture(path: Path, sun: tuple[float, float] | None, radiance: float = 30000.0) -> str:
    """A grey sky of radiance 1, 256×128, with one bright pixel at (azimuth, elevation) in degrees."""
    pixels = np.ones((128, 256, 3), np.float32)
    if sun is not None:
        azimuth, elevation = sun
        pixels[int((0.5 - elevation / 180) * 128), int((0.5 - azimuth / 360) % 1 * 256)] = radiance
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    OpenEXR.File(header, {"RGB": pixels}).write(str(path))
    return str(path)


@pytest.mark.parametrize("sun", [(0.0, 45.0), (90.0, 10.0), (-120.0, 70.0), (179.0, 30.0)])
def test_a_sun_is_found_to_the_pixel(sun: tuple[float, float], tmp_path: Path) -> None:
    light = sky_light(picture(tmp_path / "sky.exr", sun))
    assert light.sun_azimuth_deg is not None
    assert light.sun_elevation_deg is not None
    off = (light.sun_azimuth_deg - sun[0] + 180) % 360 - 180
    assert abs(off) < 1.5
    assert abs(light.sun_elevation_deg - sun[1]) < 1.5


def test_a_grey_sky_gives_pi_and_has_no_sun(tmp_path: Path) -> None:
    """A hemisphere of radiance 1 gives a level surface the irradiance π."""
    light = sky_light(picture(tmp_path / "grey.exr", None))
    assert light.irradiance == pytest.approx(np.pi, rel=1e-3)
    assert light.sun_azimuth_deg is light.sun_elevation_deg is None


def test_a_spot_below_the_horizon_or_too_faint_is_no_sun(tmp_path: Path) -> None:
    assert sky_light(picture(tmp_path / "below.exr", (0, -30))).sun_azimuth_deg is None
    assert sky_light(picture(tmp_path / "faint.exr", (0, 30), 200)).sun_azimuth_deg is None


@pytest.mark.parametrize(("image", "elevation_deg"), [("bpy:city", 47.6), ("bpy:sunrise", 7.9)])
def test_blenders_pictures_with_a_sun(image: str, elevation_deg: float) -> None:
    pytest.importorskip("bpy")
    assert sky_light(image).sun_elevation_deg == pytest.approx(elevation_deg, abs=1)


@pytest.mark.parametrize("image", ["bpy:studio", "bpy:night", "bpy:courtyard", "bpy:interior", "bpy:forest"])
def test_lamps_windows_and_a_sun_behind_leaves_are_no_sun(image: str) -> None:
    pytest.importorskip("bpy")
    assert sky_light(image).sun_elevation_deg is None


def test_a_picture_of_the_pack_is_unpacked_once_and_again_when_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "assets"))
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "assets" / "skies"
    module = folder / "package" / "hdri" / "park.exr.js"
    module.parent.mkdir(parents=True)
    exr = Path(picture(tmp_path / "sky.exr", (10, 20))).read_bytes()
    module.write_text(f"export default 'data:application/exr;base64,{base64.b64encode(exr).decode()}'\n")
    assert all(p.source == "blender" for p in skies.pictures())
    with pytest.raises(AssetError, match="pack skies: it is not installed"):
        skies.file("pmndrs:park")
    (folder / place.INSTALLED).touch()
    found = skies.file("pmndrs:park")
    assert found.read_bytes() == exr
    assert found.is_relative_to(tmp_path / "cache")
    for damaged in (exr[: len(exr) // 2], exr[:-8] + b"\0" * 8, b""):
        found.write_bytes(damaged)
        assert skies.file("pmndrs:park").read_bytes() == exr
    found.with_suffix(".sha256").unlink()
    assert skies.file("pmndrs:park").read_bytes() == exr
    module.unlink()
    assert skies.file("pmndrs:park") == found


@pytest.mark.parametrize("content", ["", "export default 'data:application/exr;base64,AAAA'", "base64,?'"])
def test_a_damaged_module_is_named(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path))
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    module = tmp_path / "skies" / "package" / "hdri" / "park.exr.js"
    module.parent.mkdir(parents=True)
    (tmp_path / "skies" / place.INSTALLED).touch()
    module.write_text(content)
    with pytest.raises(AssetError, match=r"park\.exr\.js: .* install the pack skies again"):
        skies.file("pmndrs:park")


def test_picks_stay_what_they_were_without_tags(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A scene that asks by name must not change when a pack is installed."""
    before = [skies.pick(Draw(1, i)) for i in range(20)]
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path))
    (tmp_path / "skies").mkdir()
    (tmp_path / "skies" / place.INSTALLED).touch()
    assert [skies.pick(Draw(1, i)) for i in range(20)] == before
    by_tag = {skies.pick(Draw(1, i), tags=["outdoor", "sun"]) for i in range(60)}
    assert by_tag == {p.image for p in skies.pictures() if {"outdoor", "sun"} <= p.tags}
    assert any(image.startswith("pmndrs:") for image in by_tag)
    with limited(Limits(packs={})):
        assert all(image.image.startswith("bpy:") for image in skies.pictures())
    with pytest.raises(AssetError, match="no picture is tagged moon; there are covered, day,"):
        skies.pick(Draw(0, 0), tags=["moon"])


def test_every_picture_has_a_licence_and_an_origin() -> None:
    for image in ("bpy:city", "pmndrs:park"):
        found = skies.source(image)
        assert found is not None
        assert (found.licence, found.kind) == ("CC0-1.0", "sky")
        assert "Poly Haven" in (found.author or "")
        assert found.origin
    assert skies.source("my/room.exr") is None


def test_a_misspelt_name_is_told_the_right_one() -> None:
    with pytest.raises(AssetError, match=r"environment bpy:citi: .* Did you mean bpy:city"):
        skies.file("bpy:citi")
