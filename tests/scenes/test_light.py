"""The scene knows where the sun is: shadows that Cycles casts point away from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from cyclorama import Camera, Hdri, Mesh, Model, Resolution, Scene, Sky, Surface, Thing, Uniform, pose
from cyclorama.assets.packs import place
from cyclorama.assets.shapes.solids import rounded_box
from cyclorama.scenes.light import Environment

SIZE = Resolution(121, 121)
SPAN_M = 12.0
PICTURES = {"bpy:sunrise": 200.0, "pmndrs:park": 20.0, "pmndrs:sky": -75.0, "pmndrs:sunrise": 110.0}


def shadow_azimuth_deg(environment: Environment) -> float:
    """Where the shadow of a pole at the origin points, seen from straight above."""
    from cyclorama.render.capture import capture
    from cyclorama.render.settings import QUALITIES

    grey = Surface(base_color=(0.5, 0.5, 0.5), roughness=1.0)
    corners = np.array([[-50, -50, 0], [50, -50, 0], [50, 50, 0], [-50, 50, 0]], np.float32)
    ground = Model("ground", Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]], np.int32)), (grey,))
    pole = Model("pole", rounded_box((0.3, 0.3, 1.5)), (grey,), "pole")
    height_m = 40.0
    camera = Camera.looking_at(
        (0, 0, 0), height_m, float(2 * np.degrees(np.arctan(SPAN_M / 2 / height_m))), elevation_deg=90.0
    )

    def brightness(things: list[Thing]) -> tuple[np.ndarray, np.ndarray]:
        settings = replace(QUALITIES["draft"], samples=32, denoise="off")
        scene = Scene([Thing(ground), *things], camera, environment=environment)
        passes = capture(scene, settings, SIZE, seed=1).passes
        return passes.rgb.sum(axis=2), passes.instance

    alone, _ = brightness([])
    with_pole, instance = brightness([Thing(pole, pose())])
    loss = np.where(instance == 1, np.maximum(alone - with_pole, 0), 0)
    loss[loss < 0.2 * np.median(alone)] = 0
    rows, columns = np.nonzero(loss)
    assert len(rows) > 20
    # Straight down, the picture's top is towards +y.
    x, y = columns.mean() - SIZE.width / 2 + 0.5, SIZE.height / 2 - 0.5 - rows.mean()
    return float(np.degrees(np.arctan2(y, x)))


def picture(path: Path) -> str:
    """A dim sky with a strong sun at azimuth 60°, elevation 30°."""
    pixels = np.full((128, 256, 3), 0.02, np.float32)
    pixels[int((0.5 - 30 / 180) * 128), int((0.5 - 60 / 360) * 256)] = 9000
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    OpenEXR.File(header, {"RGB": pixels}).write(str(path))
    return str(path)


@pytest.mark.parametrize(
    "kind", ["sky", "picture", "turned picture", "bpy:city", "bpy:city turned", *PICTURES]
)
def test_shadows_point_away_from_the_sun(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("bpy")
    if kind.startswith("pmndrs:") and place.folder("skies") is None:
        pytest.skip("the pack skies is not installed")
    environment: Environment = {
        "sky": Sky(30.0, 130.0),
        "picture": Hdri(picture(tmp_path / "sun.exr")),
        "turned picture": Hdri(picture(tmp_path / "sun.exr"), rotation_deg=75.0),
        "bpy:city": Hdri("bpy:city"),
        "bpy:city turned": Hdri("bpy:city", rotation_deg=-140.0),
        **{image: Hdri(image, rotation_deg=turn) for image, turn in PICTURES.items()},
    }[kind]
    sun = environment.sun_direction()
    assert sun is not None
    assert np.linalg.norm(sun) == pytest.approx(1)
    expected = np.degrees(np.arctan2(-sun[1], -sun[0]))
    off = (shadow_azimuth_deg(environment) - expected + 180) % 360 - 180
    assert abs(off) < 6


def test_no_sun_is_none() -> None:
    assert Uniform().sun_direction() is None
    assert Sky(-3.0, 0.0).sun_direction() is None
