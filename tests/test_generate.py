"""One image end to end: the same bytes whoever makes it, and labels that rays agree with."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

pytest.importorskip("bpy")

from cyclorama import Draw
from cyclorama.annotate.masks import decode
from cyclorama.annotate.oracle import Difference, RayReport, differing, differing_segments
from cyclorama.annotate.panoptic import coloured, read_ids
from cyclorama.batch import FRAME, frame_maker
from cyclorama.dataset import Dataset
from cyclorama.generate import _ledger, _source, frame, scene_of, versions
from cyclorama.recipe import Recipe
from cyclorama.runs import RayRule, run_verify
from cyclorama.scenes.camera import Camera
from cyclorama.scenes.light import Hdri
from cyclorama.scenes.scene import Scene
from cyclorama.scenes.script import load

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(Path(__file__).parents[1].glob("examples/*.py"))
RECIPE = Recipe(
    scene="tabletop", seed=7, width=96, height=64, quality="draft", samples=1, labels={"panoptic": True}
)


@pytest.fixture(scope="module")
def made():
    return frame(RECIPE, 3, device="cpu", threads=1)


def test_another_process_with_other_threads_makes_the_same_bytes(made):
    code = (
        "import hashlib, json, sys\n"
        "from cyclorama.generate import frame\n"
        "from cyclorama.recipe import Recipe\n"
        "recipe = Recipe.model_validate_json(sys.argv[1])\n"
        "frame(recipe, 8, device='cpu')\n"  # nothing of an earlier frame may matter
        "made = frame(recipe, 3, device='cpu', threads=2)\n"
        "print('digest', hashlib.sha256(made.files['images/000003.png']).hexdigest(),"
        " hashlib.sha256(json.dumps(made.record, sort_keys=True).encode()).hexdigest())\n"
    )
    told = subprocess.check_output([sys.executable, "-c", code, RECIPE.model_dump_json()], text=True)
    there = next(line for line in told.splitlines() if line.startswith("digest")).split()[1:]
    here = [
        hashlib.sha256(made.files["images/000003.png"]).hexdigest(),
        hashlib.sha256(json.dumps(made.record, sort_keys=True).encode()).hexdigest(),
    ]
    assert there == here


def test_the_file_is_the_picture(made):
    data = made.files["images/000003.png"]
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)[..., ::-1]
    assert np.array_equal(picture, made.image)
    assert picture.shape == (64, 96, 3)


def test_segments_are_the_annotations_and_what_is_left(made):
    ids = read_ids(made.files["panoptic/000003.png"])
    for row in made.record["annotations"]:
        assert np.array_equal(ids == row["instance_id"], decode(row["segmentation"]))
    assert {row["id"]: row["area"] for row in made.record["panoptic"]} == {
        number: int((ids == number).sum()) for number in np.unique(ids[ids > 0]).tolist()
    }


def test_the_record_holds_every_draw_and_nothing_of_the_clock(made):
    draw = Draw(RECIPE.seed, 3)
    scene = scene_of(RECIPE, draw)
    assert made.record["draws"] == draw.values
    assert made.record["camera"]["fov_x_deg"] == scene.camera.fov_x_deg
    assert made.record["attributes"] == {}
    assert set(made.timings) >= {"script", "realise", "render", "annotate", "cycles_render"}
    assert not any("time" in key or "date" in key for key in made.record)
    json.dumps(made.record, allow_nan=False)


def test_masks_are_disjoint_and_rays_agree(made):
    rows = made.record["annotations"]
    assert rows
    assert sum(decode(row["segmentation"]).astype(int) for row in rows).max() == 1
    report = differing(scene_of(RECIPE, Draw(RECIPE.seed, 3)), RECIPE.resolution, rows, 0.5)
    assert len(report.differences) <= 1  # of 6,144
    assert report.farthest_px < 0.01


def test_parts_are_stuff_where_rays_meet_them(tmp_path, capfd):
    """Cycles' material pass against Embree: lanes of one mesh, a box on it, a leaf with holes, sky."""
    script = tmp_path / "lanes.py"
    script.write_text(LANES)
    found = load(f"{script}:lanes")
    recipe = RECIPE.model_copy(update={"scene": found.name, "scene_sha256": found.sha256, "seed": 1})
    made = frame(recipe, 0, device="cpu", threads=1)
    rows, segments = made.record["annotations"], made.record["panoptic"]
    names = {row["category"] for row in segments}
    assert names == {"own lane", "lane marking", "tree-merged", "sky-other-merged", "car"}
    scene, ids = scene_of(recipe, Draw(1, 0)), read_ids(made.files["panoptic/000000.png"])
    report = differing_segments(scene, recipe.resolution, ids, segments, rows)
    assert len(report.differences) <= 1  # of 6,144
    assert made.record["attributes"] == {"road": "straight", "weather": "clear"}

    folder = tmp_path / "set"
    folder.mkdir()
    dataset = Dataset.create_or_resume(folder, recipe, 1, versions())
    dataset.write_frame(made)
    dataset.finish()
    assert run_verify(folder, RayRule(), None, None) == 0
    said = " ".join(capfd.readouterr().out.split())
    assert "segments: 0 of 6144 px differ (0.0 per million), the farthest 0 px from an edge" in said
    assert "20 per million (--limit-ppm) may differ, or 4 in all" in said
    swapped = ids.copy()
    swapped[50:, :10], swapped[:5] = ids[0, 0], ids[60, 5]
    files = {**made.files, "panoptic/000000.png": coloured(swapped)}
    dataset.write_frame(replace(made, files=files))
    dataset.finish()
    assert run_verify(folder, RayRule(), None, None) == 1
    assert "px per million differ from rays, and not on an edge" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("sample", "cast"),
    [(None, [0, 1, 2, 4, 7]), (1, [0]), (2, [0, 2]), (5, [0, 1, 2, 4, 7]), (9, [0, 1, 2, 4, 7])],
)
def test_a_sample_of_images_is_spread_over_the_set(sample, cast):
    assert list(RayRule(sample=sample).of([0, 1, 2, 4, 7])) == cast


@pytest.mark.parametrize(
    ("edges_px", "found"),
    [
        ([0.0003] * 9, 0),
        ([0.0003] * 90 + [0.5] * 4, 0),
        ([0.5] * 5, 1),
        ([0.0101] * 5, 1),
        ([float("inf")] * 5, 1),
    ],
)
def test_only_what_is_off_the_edges_counts_against_masks(edges_px, found, made, tmp_path, capfd, monkeypatch):
    """A street is nearly all edge, and on an edge rounding decides: a small set of it is no wrong one."""
    dataset = Dataset.create_or_resume(tmp_path, RECIPE, 1, versions(), 3)
    dataset.write_frame(made)
    dataset.finish()
    report = RayReport(61_440, tuple(Difference(0, 0, 1, 2, edge_px) for edge_px in edges_px))
    monkeypatch.setattr("cyclorama.runs._cast_again", lambda *of: [report])
    assert run_verify(tmp_path, RayRule(), None, None) == found
    said = " ".join(capfd.readouterr().out.split())
    beyond = sum(edge_px > 0.01 for edge_px in edges_px)
    assert f"rays: {len(edges_px)} of 61440 px differ" in said
    assert f"{beyond} of them farther than 0.01 px ({1e6 * beyond / 61_440:.1f} per million)" in said
    assert ("labels: 81.4 px per million differ from rays, and not on an edge" in said) == bool(found)


LANES = """
import numpy as np
from cyclorama import Camera, Draw, Mesh, Model, Scene, Surface, Texture, Thing, look_at, pose, rotation_z


def quads(*quads, **fields):
    corners = np.array(quads, np.float32).reshape(-1, 3)
    first = 4 * np.arange(len(quads))[:, None]
    halves = np.concatenate([first + [0, 1, 2], first + [0, 2, 3]], axis=1)
    return Mesh(corners, halves.reshape(-1, 3), **fields)


def strip(y0, y1):
    return [(-5, y0, 0), (90, y0, 0), (90, y1, 0), (-5, y1, 0)]


def lanes(draw: Draw) -> Scene:
    grey, white = Surface(base_color=(0.1, 0.1, 0.1)), Surface(base_color=(0.8, 0.8, 0.8))
    part = np.array([0, 0, 1, 1, 0, 0], np.int32)
    road = quads(strip(-4, -0.1), strip(-0.1, 0.1), strip(0.1, 4), part=part)
    x, y, z = 1.8, 0.8, 0.7
    box = quads(
        [(-x, -y, 0), (-x, -y, z), (-x, y, z), (-x, y, 0)],
        [(-x, -y, 0), (x, -y, 0), (x, -y, z), (-x, -y, z)],
        [(-x, y, 0), (-x, y, z), (x, y, z), (x, y, 0)], [(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)],
    )
    holes = np.full((4, 4, 4), 200, np.uint8)
    holes[1::2, ::2, 3] = 0
    leaf = quads([(14, 2, 0), (14, 5, 0), (14, 5, 4), (14, 2, 4)],
                 uv=np.array([[(0, 0), (1, 0), (1, 1)], [(0, 0), (1, 1), (0, 1)]], np.float32))
    return Scene(
        things=[
            Model("road", road, (grey, white), stuff=("own lane", "lane marking")),
            Thing(Model("box", box, (white,), "car"), pose((9, -1, 0), rotation_z(30))),
            Thing(Model("leaf", leaf, (Surface(cutout=Texture(holes)),)), stuff="tree-merged"),
        ],
        camera=Camera(look_at((0, 0, 1.65), (10, 0, 1.2)), 60.0),
        attributes={"weather": "clear", "road": "straight"},
    )
"""


def test_a_pinned_draw_changes_what_it_names_and_moves_no_other_draw(made):
    other = frame(RECIPE.model_copy(update={"given": {"light/kelvin": 2500}}), 3, device="cpu", threads=1)
    changed = {k for k, v in other.record["draws"].items() if made.record["draws"].get(k) != v}
    assert changed == {"light/kelvin"}
    assert other.record["annotations"] == made.record["annotations"]
    assert not np.array_equal(other.image, made.image)


def test_a_frame_of_one_pixel():
    made = frame(RECIPE.model_copy(update={"width": 1, "height": 1}), 0, device="cpu", threads=1)
    assert made.image.shape == (1, 1, 3)
    assert sum(row["area"] for row in made.record["annotations"]) <= 1


def test_a_worker_goes_on_with_the_script_that_it_began_with(tmp_path):
    """An edit in the middle of a run changes no image of it; a worker that starts after it says so, once."""
    script = tmp_path / "desk.py"
    script.write_text((ROOT / "examples/desk.py").read_text())
    found = load(str(script))
    recipe = RECIPE.model_copy(
        update={"scene": found.name, "scene_sha256": found.sha256, "width": 16, "height": 12}
    )
    setup = {"recipe": recipe.model_dump(mode="json"), "device": "cpu", "threads": 1, "frame": FRAME}
    make = frame_maker({"folder": str(tmp_path), **setup})
    script.write_text(script.read_text() + "1 / 0\n")
    make(0)
    assert (tmp_path / "frames/000000.json").exists()
    command = [sys.executable, "-c", WORKER, json.dumps({"folder": str(tmp_path), **setup})]
    told = subprocess.check_output(command, text=True)
    assert told.startswith("final scene script")
    assert "has changed since the dataset was begun" in told


WORKER = """
import json, sys
from cyclorama.batch import frame_maker
from cyclorama.render.worker import kind_of, reason_of
try:
    frame_maker(json.loads(sys.argv[1]))
except Exception as error:
    print(kind_of(error), reason_of(error))
"""


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[1].glob("examples/*.py")), ids=lambda p: p.stem
)
def test_examples_render(path):
    made = frame(RECIPE.model_copy(update={"scene": str(path)}), 0, device="cpu", threads=1)
    assert made.record["annotations"]


def test_versions_name_what_decides_a_shape_or_a_label():
    assert set(versions()) >= {
        "bpy",
        "coacd",
        "embreex",
        "mujoco",
        "pillow",
        "pycocotools",
        "scipy",
        "trimesh",
    }


def test_the_digest_of_the_code_is_the_wheels_and_follows_every_edit(tmp_path):
    """The wheel has pyproject's packages and no more: no tests, tools or examples."""
    wheel = tmp_path / "cyclorama"
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    for package in packages:
        below = Path(*package.split(".")[1:])
        (wheel / below).mkdir(parents=True, exist_ok=True)
        for path in (ROOT / below).glob("*.py"):
            shutil.copy(path, wheel / below)
    whole = _source(wheel)
    assert whole == _source(ROOT)
    (wheel / "tests").mkdir()
    (wheel / "tests" / "test_a.py").write_text("")
    assert _source(wheel) == whole
    scene = wheel / "scenes" / "tabletop" / "light.py"
    scene.write_text(scene.read_text() + "\n")
    edited = _source(wheel)
    (wheel / "scenes" / "camera.py").rename(wheel / "scenes" / "lens.py")
    assert len({whole, edited, _source(wheel)}) == 3


def test_the_digest_of_the_code_costs_no_time():
    began = time.process_time()
    _source(ROOT)
    assert time.process_time() - began < 0.5  # 0.02 s; a shared machine may be slow, but not that slow


def test_the_ledger_knows_a_users_sky_by_its_content(tmp_path):
    """Two rooms of one name are two assets, and one that is edited is another."""

    def under(sky):
        return Scene((), Camera.looking_at((0, 0, 0), distance_m=1, fov_x_deg=40), environment=Hdri(str(sky)))

    rooms = [tmp_path / "a" / "room.exr", tmp_path / "b" / "room.exr"]
    rows = []
    for content, path in zip((b"one", b"two"), rooms, strict=True):
        path.parent.mkdir()
        path.write_bytes(content)
        rows += _ledger(under(path))
    assert [row["id"] for row in rows] == ["room.exr", "room.exr"]
    assert [row["sha256"] for row in rows] == [
        hashlib.sha256(content).hexdigest() for content in (b"one", b"two")
    ]
    rooms[0].write_bytes(b"three")
    (row,) = _ledger(under(rooms[0]))
    assert row["sha256"] == hashlib.sha256(b"three").hexdigest()
    (row,) = _ledger(under("bpy:forest"))
    assert row["licence"] == "CC0-1.0"
