"""One image: script → scene → render → annotate → record. A pure function of recipe and index."""

from __future__ import annotations

import dataclasses
import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from .annotate.instances import annotation_rows, dropped_rows, instances
from .annotate.panoptic import coloured, panoptic, segment_rows
from .assets import skies
from .assets.importing import user_models
from .assets.ledger import USER
from .assets.licences import allowed
from .assets.limits import limited
from .assets.model import Model, Source
from .draw import Draw
from .errors import RenderError, SceneError
from .recipe import Recipe
from .render.air import through_air
from .render.capture import capture
from .render.develop import develop
from .render.settings import Device, settings_of
from .scenes.camera import Camera, Resolution
from .scenes.light import Hdri
from .scenes.scene import Scene
from .scenes.script import Script, load
from .scenes.weather import Medium
from .stopwatch import Stopwatch

__all__ = ["Frame", "frame", "models_of", "scene_of", "script_of", "versions"]

_LIBRARIES = (
    *("bpy", "coacd", "cyclorama", "embreex", "mujoco", "numpy", "opencv-python-headless", "OpenEXR"),
    *("pillow", "pycocotools", "scipy", "trimesh"),
)

# Names that no script can take, because a scope's numbers follow a name of the script's own.
_CYCLES_SEED = "cyclorama/cycles_seed"
_SENSOR_NOISE = "cyclorama/sensor_noise"
_WEATHER = "cyclorama/weather"


@dataclass(frozen=True, eq=False)
class Frame:
    """One finished image.

    Attributes:
        image: uint8, (height, width, 3), sRGB.
        files: what belongs on disk: path relative to the dataset → bytes.
        record: everything that is known of it, reproducible, as JSON values.
        timings: seconds by stage; not reproducible, so kept apart.
    """

    image: npt.NDArray[np.uint8]
    files: Mapping[str, bytes]
    record: dict[str, Any]
    timings: dict[str, float]


def frame(recipe: Recipe, index: int, device: Device = "auto", threads: int = 0) -> Frame:
    """Make image ``index`` of a dataset.

    Args:
        recipe: of the dataset.
        index: 0 or more.
        device: where Cycles runs.
        threads: for Cycles; 0: all cores. The picture does not depend on it.

    Raises:
        CycloramaError: what is wrong with script, models, scene or render, in one line.
    """
    watch = Stopwatch()
    draw = recipe.draw(index)
    with watch.stage("script"):
        scene = scene_of(recipe, draw)
    chance = Draw(recipe.seed, index)  # apart: these are no decisions of the script's
    captured = capture(
        scene,
        settings_of(recipe, scene),
        recipe.resolution,
        seed=chance.integer(_CYCLES_SEED, 0, 2**31 - 1),
        opacity_threshold=recipe.labels.opacity_threshold,
        device=device,
        threads=threads,
        stopwatch=watch,
    )
    with watch.stage("develop"):
        light = through_air(scene, captured.passes, chance.rng(_WEATHER))
        image = develop(light, scene.camera, chance.rng(_SENSOR_NOISE))
    with watch.stage("annotate"):
        found = instances(scene, captured.passes, recipe.labels)
        annotations = annotation_rows(found, recipe.labels, drive=recipe.place(index)[0])
        dropped = dropped_rows(found)
        whole = panoptic(scene, captured.passes, found, recipe.labels) if recipe.labels.panoptic else None
    with watch.stage("encode"):
        name = f"images/{index:06d}.png"
        files = {name: _png(image)}
        if whole is not None:
            files[f"panoptic/{index:06d}.png"] = coloured(whole.ids)
    record = {
        "index": index,
        "image": {"file_name": name, "width": recipe.width, "height": recipe.height},
        "attributes": dict(sorted(scene.attributes.items())),
        "draws": draw.values,
        "camera": _camera_row(scene.camera, recipe.resolution),
        "medium": [_medium_row(medium) for medium in scene.medium],
        "blender_hook": scene.blender is not None,
        "device": captured.device,
        "assets": _ledger(scene),
        "versions": versions(),
        "annotations": annotations,
        "dropped": dropped,
        **recipe.sequence(index),
    }
    if whole is not None:
        record["panoptic"] = segment_rows(whole)
    return Frame(image, files, record, watch.seconds)


def scene_of(recipe: Recipe, draw: Draw) -> Scene:
    """The scene that the recipe's script makes of ``draw``, from the packs and licences of the recipe.

    Raises:
        CycloramaError: the script cannot make it, or it uses something that the recipe's licences forbid.
    """
    with limited(recipe.limits):
        scene = script_of(recipe)(draw, models_of(recipe))
    for source in _sources(scene):
        if not allowed(source.licence, recipe.licences):
            what = f"{'image' if recipe.frames == 1 else 'drive'} {draw.index}"
            licence = source.licence or "not stated (a model.toml beside the model can state it)"
            raise SceneError(
                f"scene {recipe.scene}, {what}: it uses {source.id}, whose licence is {licence}; "
                f"allowed are {', '.join(recipe.licences)}: allow more, or let the scene choose within them"
            )
    return scene


def script_of(recipe: Recipe) -> Script:
    """The recipe's script, as this process first found it: a run goes on with the code that it began with.

    Raises:
        SceneError: it is not what the recipe says, or cannot be loaded.
    """
    if recipe.scene_sha256 is None:  # built in, or whatever it is now
        return load(recipe.scene)
    return _script(recipe.scene, recipe.scene_sha256)


@lru_cache(maxsize=2)
def _script(scene: str, sha256: str) -> Script:
    return load(scene, sha256)


def models_of(recipe: Recipe) -> tuple[Model, ...]:
    """The user's own models, loaded once a process."""
    if recipe.models_dir is None:
        return ()
    return _models(recipe.models_dir, recipe.models)


@lru_cache(maxsize=2)
def _models(folder: str, entries: tuple[Any, ...]) -> tuple[Model, ...]:
    return user_models.load(Path(folder), entries)


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """What the bytes of an image depend on, beside its recipe.

    The C library is among it: between two of its releases a picture differed in some values, by little.
    So are libraries that decide a shape, a pose or a label, and the package's own code.
    """
    libc = " ".join(platform.libc_ver()).strip() or platform.system()
    return {
        **{name: version(name) for name in _LIBRARIES},
        "libc": libc,
        "python": platform.python_version(),
        "source": _source(Path(__file__).parent),
    }


def _source(folder: Path) -> str:
    """Digest of a package's modules by name and content: of a wheel what it is of the checkout it came from.

    Between releases the version stays, and the built-in scenes do not. Folders without an
    ``__init__.py`` (tests, examples, tools) are none of the package's.
    """
    digest = hashlib.sha256()
    for path in _modules(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _modules(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.py"))
    for below in sorted(folder.glob("*/__init__.py")):
        found += _modules(below.parent)
    return sorted(found)


def _png(image: npt.NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", image[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 3])
    if not done:
        raise RenderError(f"the picture of shape {image.shape} could not be written as PNG")
    return data.tobytes()


def _camera_row(camera: Camera, resolution: Resolution) -> dict[str, Any]:
    row = {
        field.name: getattr(camera, field.name)
        for field in dataclasses.fields(camera)
        if field.name not in ("world_from_cam", "look", "pinhole")
    }
    return {
        **row,
        "pinhole": None if camera.pinhole is None else dataclasses.asdict(camera.pinhole),
        "look": dataclasses.asdict(camera.look),
        "clip_m": list(camera.clip_m),
        "velocity_m_s": list(camera.velocity_m_s),
        "world_from_cam": camera.world_from_cam.round(9).tolist(),
        "intrinsics": camera.intrinsics(resolution).round(9).tolist(),
        "width": resolution.width,
        "height": resolution.height,
    }


def _medium_row(medium: Medium) -> dict[str, Any]:
    row = {key: list(v) if isinstance(v, tuple) else v for key, v in dataclasses.asdict(medium).items()}
    return {"kind": type(medium).__name__.lower(), **row}


def _ledger(scene: Scene) -> list[dict[str, str | None]]:
    return [dataclasses.asdict(source) for source in _sources(scene)]


def _sources(scene: Scene) -> list[Source]:
    """Every asset that the scene uses, once, sorted by id."""
    found = {t.model.source for t in scene.placed if t.model.source is not None}
    if isinstance(scene.environment, Hdri):
        image = scene.environment.image
        own = skies.source(image)
        found.add(own or Source(Path(image).name, sha256=_file_sha256(Path(image)), origin=USER, kind="sky"))
    return sorted(found, key=lambda s: (s.id, s.sha256 or ""))


def _file_sha256(path: Path) -> str:
    """sha256 of a file, read once a process as long as it stays what it is."""
    there = path.stat()
    return _sha256_of(path.absolute(), there.st_size, there.st_mtime_ns)


@lru_cache(maxsize=256)
def _sha256_of(path: Path, size: int, mtime_ns: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
