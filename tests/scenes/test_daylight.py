"""Surroundings are as bright as was asked for, whatever they are; draws are named and reproducible."""

from dataclasses import replace

import numpy as np
import OpenEXR
import pytest
from cyclorama import Camera, Draw, Hdri, Mesh, Model, Resolution, Scene, Sky, Surface, Thing, Uniform
from cyclorama.errors import AssetError
from cyclorama.scenes.daylight import brightness, physical, picture, scaled

GROUND = Mesh(
    np.array([[-50, -50, 0], [50, -50, 0], [50, 50, 0], [-50, 50, 0]], np.float32),
    np.array([[0, 1, 2], [0, 2, 3]], np.int32),
)


def test_a_grey_picture_is_as_bright_as_its_grey(tmp_path):
    path = tmp_path / "grey.exr"
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    OpenEXR.File(header, {"RGB": np.full((32, 64, 3), 0.25, np.float32)}).write(str(path))
    grey = Hdri(str(path), strength=2.0)
    assert brightness(grey) == pytest.approx(0.5, rel=1e-2)
    assert scaled(grey, 1.5).strength == pytest.approx(6.0, rel=1e-2)


def test_black_cannot_be_scaled():
    with pytest.raises(ValueError, match="gives no light"):
        scaled(Uniform((0, 0, 0)))


@pytest.mark.parametrize(
    "environment",
    [Uniform((0.5, 0.7, 0.3)), Sky(4.0, 10.0), Sky(25.0, 80.0, haze=3.0), Sky(70.0, 0.0), Hdri("bpy:city")],
    ids=str,
)
def test_a_white_ground_is_rendered_as_bright_as_was_asked(environment):
    pytest.importorskip("bpy")
    from cyclorama.render.capture import capture
    from cyclorama.render.settings import QUALITIES

    white = Thing(Model("ground", GROUND, (Surface(base_color=(1.0, 1.0, 1.0), roughness=1.0),)))
    camera = Camera.looking_at((0, 0, 0), 40.0, 10.0, elevation_deg=90.0)
    settings = replace(QUALITIES["draft"], samples=64, denoise="off")
    scene = Scene([white], camera, environment=scaled(environment, 0.8))
    rgb = capture(scene, settings, Resolution(16, 12), seed=1).passes.rgb
    assert float((rgb @ (0.2126, 0.7152, 0.0722)).mean()) == pytest.approx(0.8, rel=0.12)


def test_a_physical_sky_is_drawn_by_sun_and_haze():
    draw = Draw(3, 5)
    sky = physical(draw.scope("sky"), elevation_deg=(10, 20), haze=(1, 2), bright=0.5)
    assert set(draw.values) == {"sky/sun/elevation_deg", "sky/sun/azimuth_deg", "sky/haze"}
    assert 10 <= sky.sun_elevation_deg <= 20
    assert 1 <= sky.haze <= 2
    assert brightness(sky) == pytest.approx(0.5, rel=1e-3)
    assert sky == physical(Draw(3, 5).scope("sky"), elevation_deg=(10, 20), haze=(1, 2), bright=0.5)


def test_a_picture_is_drawn_by_its_tags():
    pytest.importorskip("bpy")
    draw = Draw(0, 1)
    found = picture(draw, ("outdoor", "sun", "day"), bright=0.7)
    assert set(draw.values) == {"image", "rotation_deg"}
    assert brightness(found) == pytest.approx(0.7, rel=1e-3)
    assert found.sun_direction() is not None
    with pytest.raises(AssetError, match="no picture is tagged moon"):
        picture(Draw(0, 1), ("moon",))
