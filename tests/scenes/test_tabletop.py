"""`tabletop` keeps its promises over many images, without rendering one."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from cyclorama import Draw, recipes
from cyclorama.annotate.categories import category_id
from cyclorama.assets.importing.raw_model import NEUTRAL
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model, Source
from cyclorama.scenes.tabletop import tabletop

IMAGES = range(12)
FINISHES = {"Metal", "PaintedMetal", "Plastic", "Rubber"}


def own_model(name: str, size_m: float) -> Model:
    box = trimesh.creation.box((size_m, size_m / 2, size_m / 3))
    return Model(name, Mesh(box.vertices, box.faces), (NEUTRAL,), name, source=Source(f"{name}/a.stl"))


@pytest.fixture(scope="module")
def scenes():
    return [tabletop(Draw(7, index)) for index in IMAGES]


def digest(scene) -> list:
    return [(t.model.mesh.digest, t.category, t.world_from_thing.tobytes()) for t in scene.placed]


def test_the_same_number_gives_the_same_scene(scenes):
    for index in (0, 5):
        again = tabletop(Draw(7, index))
        assert digest(again) == digest(scenes[index])
        assert again.camera.world_from_cam.tobytes() == scenes[index].camera.world_from_cam.tobytes()


def test_images_differ(scenes):
    assert len({str(digest(scene)) for scene in scenes}) == len(scenes)


def test_every_category_has_an_id_and_what_is_no_object_has_none(scenes):
    categories = {t.category for scene in scenes for t in scene.placed if t.category}
    assert {"cup", "bowl", "dining table"} <= categories
    assert all(category_id(name) > 0 for name in categories)
    unlabelled = {t.model.name for scene in scenes for t in scene.placed if t.category is None}
    assert {"floor", "walls", "trim"} <= unlabelled


def test_what_is_on_the_table_rests_on_it_or_on_what_does(scenes):
    """No vertex is more than 1 mm under the top; the lowest thing touches it; nothing hangs over all."""
    for scene in scenes:
        top_m = next(t for t in scene.placed if t.category == "dining table").vertices_world()[:, 2].max()
        on_table = scene.placed[: next(i for i, t in enumerate(scene.placed) if t.category == "dining table")]
        lowest = [t.vertices_world()[:, 2].min() for t in on_table]
        assert min(lowest, default=top_m) > top_m - 1e-3
        assert min(lowest, default=top_m) < top_m + 2e-3
        assert max(lowest, default=0) < top_m + 0.6


def test_the_camera_is_in_nothing_and_sees_the_table(scenes):
    for scene in scenes:
        eye = scene.camera.world_from_cam[:3, 3]
        assert eye[2] > 0.3
        for thing in scene.placed:
            if thing.category and thing.category != "dining table":
                assert np.linalg.norm(thing.vertices_world() - eye, axis=1).min() > 0.05


@pytest.mark.parametrize("index", IMAGES)
def test_light_and_distance_can_be_pinned_in_every_image(index):
    draw = Draw(7, index, {"light/kelvin": 3000, "camera/distance_m": 0.8, "clutter": "sparse"})
    scene = tabletop(draw)
    assert draw.values["light/kelvin"] == 3000
    assert draw.values["camera/distance_m"] == 0.8
    assert len(scene.placed) < 20


@pytest.mark.parametrize("size_m", [0.02, 0.3])
def test_the_users_own_models_are_most_of_what_is_there(size_m):
    models = (own_model("bolt", size_m), own_model("gear", size_m))
    counts = {"own": 0, "other": 0}
    for index in range(6):
        scene = tabletop(Draw(3, index, {"clutter": "normal"}), models)
        for thing in scene.placed:
            own = thing.category in ("bolt", "gear")
            counts["own" if own else "other"] += own or thing.category not in ("dining table", "chair", None)
            if own:
                # They came bare, so the scene gave them a finish.
                assert type(thing.model.materials[0]).__name__ in FINISHES
    assert counts["own"] > counts["other"]


def test_clutter_decides_how_many():
    def things(clutter):
        return len(tabletop(Draw(1, 4, {"clutter": clutter, "place": "open"})).placed)

    assert things("sparse") <= 6 < 12 <= things("crowded")


def test_cups_on_their_side_are_empty():
    """Over heaps: no liquid in what is tipped over, and some in what stands."""
    full = {"level": 0, "tipped": 0}
    for index in range(8):
        for thing in tabletop(Draw(2, index, {"clutter": "heaped" if index % 2 else "crowded"})).placed:
            if thing.category in ("cup", "wine glass"):
                used = {thing.model.materials[part] for part in set(thing.model.mesh.part_ids.tolist())}
                liquid = any(isinstance(material, recipes.Liquid) for material in used)
                full["level" if thing.world_from_thing[2, 2] > 0.97 else "tipped"] += liquid
    assert full["tipped"] == 0 < full["level"]
