"""Street scenes of boxes, and datasets of them as the package writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
import trimesh
from cyclorama.annotate.formats.frames import Frames
from cyclorama.annotate.instances import annotation_rows, instances
from cyclorama.annotate.world import world
from cyclorama.dataset import Dataset
from cyclorama.recipe import LabelPolicy, Recipe
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import look_at, pose, rotation_z
from cyclorama.scenes.passes import Passes
from cyclorama.scenes.scene import Scene, Thing

SIZE = Resolution(208, 96)


@pytest.fixture(scope="session")
def ahead() -> Camera:
    """1.65 m above the origin, level, looking along world +x; focal length 104 px, so 90 degrees wide."""
    return Camera(look_at((0, 0, 1.65), (10, 0, 1.65)), 90.0)


@pytest.fixture(scope="session")
def block(thing_of) -> Callable[..., Thing]:
    """A box on the ground with its front to +x, turned and moved."""

    def make(
        category: str,
        x: float,
        y: float,
        yaw_deg: float = 0.0,
        size: tuple[float, float, float] = (4.2, 1.8, 1.5),
        name: str | None = None,
        **attributes,
    ) -> Thing:
        shape = trimesh.creation.box(size)
        shape.apply_translation((0, 0, size[2] / 2))
        thing = thing_of(shape, category, pose((x, y, 0), rotation_z(yaw_deg)))
        model = replace(thing.model, name=name or category)
        return replace(thing, model=model, attributes=attributes)

    return make


@pytest.fixture(scope="session")
def record_of() -> Callable[..., dict]:
    """The record of one image of things, by rays."""

    def make(things: Sequence[Thing], camera: Camera, policy: LabelPolicy | None = None, index: int = 0):
        policy = policy or LabelPolicy()
        scene = Scene(list(things), camera)
        instance, depth_m = world(scene, SIZE).image()
        black = np.zeros((*instance.shape, 3), np.float32)
        passes = Passes(black, instance, np.minimum(instance, 1), depth_m.astype(np.float32), black)
        return {
            "index": index,
            "camera": {
                "width": SIZE.width,
                "height": SIZE.height,
                "intrinsics": camera.intrinsics(SIZE).tolist(),
            },
            "annotations": annotation_rows(instances(scene, passes, policy), policy),
            "dropped": [],
            "assets": [],
        }

    return make


@pytest.fixture(scope="session")
def dataset_of(tmp_path_factory) -> Callable[..., Path]:
    """The folder of a dataset of records, with a picture of noise for each."""

    def make(*records: dict) -> Path:
        folder = tmp_path_factory.mktemp("dataset") / "set"
        folder.mkdir()
        recipe = Recipe(scene="street", width=SIZE.width, height=SIZE.height)
        dataset = Dataset.create_or_resume(folder, recipe, len(records), {"cyclorama": "1"})
        for record in records:
            noise = np.random.default_rng(record["index"]).integers(0, 256, (SIZE.height, SIZE.width, 3))
            png = cv2.imencode(".png", noise.astype(np.uint8))[1].tobytes()
            files = {f"images/{record['index']:06d}.png": png}
            dataset.write_frame(SimpleNamespace(files=files, record=record, timings={}))
        dataset.finish()
        return folder

    return make


@pytest.fixture(scope="session")
def frames_of(dataset_of) -> Callable[..., Frames]:
    def make(*records: dict) -> Frames:
        folder = dataset_of(*records)
        return Frames(folder, Dataset.open(folder).records)

    return make
