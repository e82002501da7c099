"""One frame through Cycles: scene in, passes out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import OpenEXR

from ..errors import RenderError
from ..scenes.camera import Camera, Pinhole, Resolution
from ..scenes.passes import Passes
from ..scenes.scene import Scene
from ..stopwatch import Stopwatch
from .air import mist_range_m
from .blender import blender, listening
from .realise import darken, distinct_triangles, hold_camera, realise
from .settings import LABELS, Device, RenderSettings, apply

__all__ = ["Capture", "capture"]

_SMALLEST_PX = 4  # Blender renders no picture that is narrower or lower
# Above it a worker would need more than 3 GB: 0.5 GB for 2.5 s of CPU at 4 million triangles.
_KEPT_TRIANGLES = 3_000_000
_BACKGROUND_DEPTH_M = 1e9  # Cycles writes 1e10 where there is nothing
Channels = Mapping[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Capture:
    """What a render gave: the passes, and the device that made them, such as ``OPTIX``."""

    passes: Passes
    device: str


def capture(
    scene: Scene,
    settings: RenderSettings,
    resolution: Resolution,
    seed: int,
    opacity_threshold: float = 0.5,
    device: Device = "auto",
    threads: int = 0,
    labels: bool = True,
    stopwatch: Stopwatch | None = None,
) -> Capture:
    """Render ``scene`` once, with ids, parts, depth and normals from the same render as the picture.

    Cycles takes these passes at the pixel's centre, on the first sample. Depth of field and motion
    blur would sample lens and time there too, and EEVEE has no ids: then the labels come from a
    second render of one sample with both off. Without ``labels``, only the picture is made (for
    benchmarks) and the other passes are empty. The ``stopwatch`` counts the stages ``realise``,
    ``render`` and ``passes``, and within ``render``, by Cycles' own account, ``cycles_render`` (path
    tracing and denoising) and ``cycles_synchronization``.

    Raises:
        RenderError: with what Blender or Cycles said.
        SceneError: where the scene holds what cannot be realised.
    """
    clock = stopwatch or Stopwatch()
    rendered = _at_least_smallest(resolution)
    with blender() as bpy, clock.stage("realise"):
        seen = replace(scene, camera=_widened(scene.camera, resolution, rendered))
        realise(bpy, seen, rendered, opacity_threshold)
        used = apply(bpy, settings, rendered, seed, device, threads)
        cycles_apart = settings.engine != "cycles"
        # Asked of Blender, not of the scene: its hook may have changed them.
        lens = bpy.context.scene.camera.data
        blurred = lens.dof.use_dof or bpy.context.scene.render.use_motion_blur
        apart = labels and (cycles_apart or blurred)
        far_m = mist_range_m(scene)
        # What Cycles made of the scene serves the second render, too, at the price of memory.
        keep = apart and not cycles_apart and distinct_triangles(scene) < _KEPT_TRIANGLES
        bpy.context.scene.render.use_persistent_data = keep
        picture = _render(bpy, clock, with_labels=labels and not apart, mist_m=far_m)
        label_channels = picture
        if apart:
            apply(bpy, LABELS, rendered, seed, device, threads)
            bpy.context.scene.render.use_persistent_data = keep
            bpy.context.scene.render.use_motion_blur = False
            lens.dof.use_dof = False
            if seen.camera.moves:
                hold_camera(bpy, seen.camera)
            darken(bpy)
            label_channels = _render(bpy, clock, with_labels=True)
    with clock.stage("passes"):
        passes = _passes(
            _cropped(picture, resolution), _cropped(label_channels, resolution), labels, len(scene.placed)
        )
    return Capture(passes, used)


def _render(bpy: Any, clock: Stopwatch, with_labels: bool, mist_m: float | None = None) -> Channels:
    scene = bpy.context.scene
    layer = scene.view_layers[0]
    layer.use_pass_mist = mist_m is not None
    if mist_m is not None:
        mist = scene.world.mist_settings
        mist.start, mist.depth, mist.falloff = 0.0, mist_m, "LINEAR"
    for name in ("z", "normal", "object_index", "material_index"):
        setattr(layer, f"use_pass_{name}", with_labels)
    image = scene.render.image_settings
    image.media_type = "MULTI_LAYER_IMAGE"
    image.color_depth = "32"
    image.exr_codec = "NONE"
    # A file is the one way to all passes; memory-backed where the system has such a place.
    shared_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="cyclorama-", dir=shared_memory) as folder:
        path = Path(folder, "frame.exr")
        scene.render.filepath = str(path)
        with clock.stage("render"), listening("Cycles"):
            bpy.ops.render.render(write_still=True)
        if not path.is_file():
            raise RenderError(f"Cycles wrote no picture; is there space left in {folder}?")
        with clock.stage("passes"), OpenEXR.File(str(path), separate_channels=True) as file:
            header = file.parts[0].header
            for key in ("render_time", "synchronization_time"):
                text = header.get(f"cycles.{layer.name}.{key}")
                if text:
                    clock.add(f"cycles_{key.removesuffix('_time')}", _seconds(str(text)))
            return {
                name.split(".", 1)[1]: np.array(channel.pixels)
                for part in file.parts
                for name, channel in part.channels.items()
            }


def _at_least_smallest(resolution: Resolution) -> Resolution:
    """What Blender can render around a smaller picture, with as many pixels more on either side."""
    width, height = (side if side >= _SMALLEST_PX else 4 + side % 2 for side in resolution)
    return Resolution(width, height)


def _widened(camera: Camera, resolution: Resolution, rendered: Resolution) -> Camera:
    """The camera whose intrinsics are those of the picture within the one that is rendered."""
    k = camera.intrinsics(resolution)
    left, top = (rendered.width - resolution.width) // 2, (rendered.height - resolution.height) // 2
    return replace(camera, pinhole=Pinhole(k[0, 0], k[1, 1], k[0, 2] + left, k[1, 2] + top, *rendered))


def _cropped(channels: Channels, resolution: Resolution) -> Channels:
    def middle(channel: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        top, left = (channel.shape[0] - resolution.height) // 2, (channel.shape[1] - resolution.width) // 2
        return channel[top : top + resolution.height, left : left + resolution.width]

    return {name: middle(channel) for name, channel in channels.items()}


def _passes(picture: Channels, labels: Channels, labelled: bool, count: int) -> Passes:
    rgb = np.stack([picture[f"Combined.{c}"] for c in "RGB"], axis=-1)
    mist = picture["Mist.Z"].astype(np.float32) if "Mist.Z" in picture else None
    shape = rgb.shape[:2]
    if not np.isfinite(rgb).all():
        raise RenderError("Cycles gave a picture with values that are not finite")
    if not labelled:
        nothing = np.zeros(shape, np.int32)
        empty = np.full(shape, np.inf, np.float32)
        return Passes(rgb, nothing, nothing, empty, np.zeros((*shape, 3), np.float32), mist)
    instance = labels["Object Index.X"].astype(np.int32)
    if instance.max() > count:
        raise RenderError(f"Cycles gave instance id {instance.max()}, but the scene has {count} things")
    depth = labels["Depth.Z"].astype(np.float32)
    depth[depth >= _BACKGROUND_DEPTH_M] = np.inf
    normal = np.stack([labels[f"Normal.{c}"] for c in "XYZ"], axis=-1)
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    normal = np.divide(normal, length, out=np.zeros_like(normal), where=length > 1e-6)
    return Passes(rgb, instance, labels["Material Index.X"].astype(np.int32), depth, normal, mist)


def _seconds(text: str) -> float:
    """Seconds in Blender's ``[hours:]minutes:seconds``."""
    total = 0.0
    for field in text.split(":"):
        total = 60 * total + float(field)
    return total
