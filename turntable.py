"""An asset pictured from all sides, on one strip."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from .annotate.preview import encoded
from .assets import catalogue, skies
from .assets.entry import Entry
from .assets.mesh import Mesh
from .assets.model import Model
from .assets.recipes import Plastic
from .draw import Draw
from .errors import DatasetError
from .files import write_atomic
from .render.capture import capture
from .render.develop import develop
from .render.settings import QUALITIES, Device
from .scenes.camera import Camera, Resolution
from .scenes.frames import look_at, pose, rotation_z
from .scenes.light import AreaLight, Uniform
from .scenes.scene import Scene, Thing

__all__ = ["write_sky", "write_turntable"]

VIEWS = 6
SIZE = Resolution(280, 240)
SKY = (1024, 512)
_FOV_X_DEG, _ELEVATION_DEG = 30.0, 12.0
_FRAMED = 0.88
"""How much of the picture's width or height the asset may take."""

_FLIP = pose(rotation=np.diag([1.0, -1.0, -1.0]))  # our cameras look along +z, lights along −z


def write_turntable(id: str, path: Path, seed: int = 0, index: int = 0, device: Device = "auto") -> Entry:
    """Write a strip of an asset's views, its front first, then turned counter-clockwise.

    Raises:
        CycloramaError: there is no such asset, it cannot be built, or the picture cannot be written.
    """
    _check_ending(path)
    entry = catalogue.find(id)
    model = entry.build(Draw(seed, index))
    views = [_view(model, 360.0 * number / VIEWS, device) for number in range(VIEWS)]
    write_atomic(path, encoded(np.concatenate(views, axis=1), path.suffix.lower()))
    return entry


def write_sky(image: str, path: Path) -> None:
    """Write a named environment picture as it lies in its file, all the way round, developed by its mean.

    Raises:
        CycloramaError: there is no such picture, or this one cannot be written.
    """
    _check_ending(path)
    pixels = np.nan_to_num(np.maximum(skies.linear_rgb(skies.file(image)), 0.0))
    shown = cv2.resize(pixels, SKY, interpolation=cv2.INTER_AREA)
    light = shown * (0.4 / float(np.median(shown.mean(axis=2)) + 1e-6))
    grey = np.where(light < 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)
    write_atomic(path, encoded((grey.clip(0, 1) * 255).astype(np.uint8)[..., ::-1], path.suffix.lower()))


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise DatasetError(f"{path}: its ending is {path.suffix!r}, expected .png or .jpg")


def _camera(vertices: npt.NDArray[np.float64]) -> Camera:
    """Looks at vertices, shape (n, 3), from as near as leaves a margin in every view: all have one scale."""
    middle = np.array([0.0, 0.0, (vertices[:, 2].min() + vertices[:, 2].max()) / 2])
    tangents = _FRAMED * np.tan(np.radians(_FOV_X_DEG) / 2) * np.array([1.0, SIZE.height / SIZE.width])
    sine, cosine = np.sin(np.radians(_ELEVATION_DEG)), np.cos(np.radians(_ELEVATION_DEG))
    distance = 0.0
    for number in range(VIEWS):
        towards, right, high = (rotation_z(360.0 * number / VIEWS) @ (vertices - middle).T).astype(np.float64)
        nearer = cosine * towards + sine * high
        up = cosine * high - sine * towards
        # What is nearer than the middle by n, and beside it by b, is in at distance d if b / (d − n) < tan.
        for aside, tangent in zip((right, up), tangents, strict=True):
            distance = max(distance, float((nearer + np.abs(aside) / tangent).max()))
    return Camera.looking_at(
        middle, distance, _FOV_X_DEG, azimuth_deg=0.0, elevation_deg=_ELEVATION_DEG, exposure_ev=0.7
    )


def _view(model: Model, yaw_deg: float, device: Device) -> npt.NDArray[np.uint8]:
    """BGR picture of the model from its front, turned by ``yaw_deg``, as bright as any other asset's."""
    low, high = model.mesh.bounds
    lift = max(0.0, -float(low[2]))
    radius = float(np.linalg.norm(high - low)) / 2
    middle = np.array([0.0, 0.0, lift + (low[2] + high[2]) / 2])
    span = 40.0 * radius
    floor = Mesh(
        np.array([[-span, -span, 0], [span, -span, 0], [span, span, 0], [-span, span, 0]], np.float32),
        np.array([[0, 1, 2], [0, 2, 3]], np.int32),
    )
    lamp = look_at(middle + radius * np.array([4.0, -3.0, 5.0]), middle) @ _FLIP
    scene = Scene(
        things=[
            Thing(model, pose((0, 0, lift), rotation_z(yaw_deg))),
            Thing(Model("floor", floor, (Plastic(color=(0.6, 0.6, 0.6), roughness=0.9),)), category=None),
        ],
        camera=_camera(model.mesh.vertices + np.array([0.0, 0.0, lift])),
        lights=[AreaLight(lamp, (3 * radius, 3 * radius), power_w=400.0 * radius**2)],
        environment=Uniform((0.9, 0.92, 0.95), 0.7),
    )
    captured = capture(scene, QUALITIES["draft"], SIZE, seed=1, device=device, labels=False)
    return develop(captured.passes.rgb, scene.camera, Draw(0, 0).rng("noise"))[..., ::-1]
