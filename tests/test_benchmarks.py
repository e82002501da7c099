"""The programs of benchmarks/ that others' figures rest on."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]


def _set(folder, annotations):
    """A set of one picture 600 px wide and 200 px high, whose red channel is the column modulo 256."""
    (folder / "images").mkdir(parents=True)
    (folder / "annotations").mkdir()
    pixels = np.zeros((200, 600, 3), np.uint8)
    pixels[..., 0] = np.arange(600) % 256
    Image.fromarray(pixels).save(folder / "images" / "000000.png")
    labels = {
        "images": [{"id": 0, "file_name": "000000.png", "width": 600, "height": 200}],
        "annotations": [
            {"id": n, "image_id": 0, "category_id": category, "bbox": bbox, "iscrowd": crowd}
            for n, (category, bbox, crowd) in enumerate(annotations, start=1)
        ],
        "categories": [{"id": 2, "name": "bicycle"}, {"id": 3, "name": "car"}],
    }
    (folder / "annotations" / "instances.json").write_text(json.dumps(labels))


def _cut(folder, *words):
    command = [sys.executable, ROOT / "benchmarks/crops.py", folder / "set", folder / "cuts", *words]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    labels = json.loads((folder / "cuts/annotations/instances.json").read_text())
    pictures = [np.asarray(Image.open(folder / "cuts/images" / i["file_name"])) for i in labels["images"]]
    return labels, pictures


class TestCrops:
    def test_a_cut_shows_its_thing_at_its_size_with_its_box(self, tmp_path):
        """The picture's columns say where they came from: the box must lie on the same ones as before."""
        _set(tmp_path / "set", [(2, [300, 80, 50, 40], 0)])
        labels, (picture,) = _cut(tmp_path, "--only", "bicycle", "--side", "100")
        assert picture.shape == (100, 100, 3)
        x, y, width, height = labels["annotations"][0]["bbox"]
        assert (x, y, width, height) == (25, 30, 50, 40)
        assert picture[0, int(x), 0] == 300 % 256

    def test_a_cut_at_the_rim_stays_inside_the_frame(self, tmp_path):
        _set(tmp_path / "set", [(2, [560, 0, 40, 40], 0)])
        labels, (picture,) = _cut(tmp_path, "--only", "bicycle", "--side", "416")
        assert picture.shape == (200, 416, 3)
        assert labels["annotations"][0]["bbox"] == [560 - (600 - 416), 0, 40, 40]
        assert picture[0, -1, 0] == 599 % 256

    def test_what_else_is_in_view_is_crowd_and_cut_to_the_view(self, tmp_path):
        _set(tmp_path / "set", [(2, [300, 80, 50, 40], 0), (3, [200, 60, 100, 80], 0)])
        labels, _ = _cut(tmp_path, "--only", "bicycle", "--side", "100")
        crowd = [row for row in labels["annotations"] if row["iscrowd"]]
        assert [(row["category_id"], row["bbox"]) for row in crowd] == [(3, [0, 10, 25, 80])]

    def test_crowd_and_what_is_small_get_no_picture(self, tmp_path):
        _set(tmp_path / "set", [(2, [300, 80, 50, 40], 1), (2, [100, 80, 31, 40], 0)])
        labels, pictures = _cut(tmp_path, "--only", "bicycle")
        assert not pictures
        assert not labels["annotations"]


class TestVariety:
    @pytest.fixture
    def variety(self):
        return runpy.run_path(str(ROOT / "benchmarks/variety.py"))

    def test_a_picture_scaled_and_brightened_keeps_its_hash(self, variety):
        rng = np.random.default_rng(3)
        for _ in range(20):
            coarse = rng.uniform(60, 180, (6, 12)).astype(np.float32)
            grey = cv2.resize(coarse, (480, 240), interpolation=cv2.INTER_CUBIC).clip(0, 255)
            same = cv2.resize(grey, (333, 150), interpolation=cv2.INTER_AREA) * 1.1 + 5
            hashes = [variety["perceptual_hash"](p.astype(np.uint8)) for p in (grey, same)]
            assert variety["distances"](np.array(hashes))[0, 1] <= variety["ALIKE_BITS"]

    def test_unlike_pictures_differ_in_half_of_the_bits(self, variety):
        rng = np.random.default_rng(4)
        pictures = [cv2.resize(rng.uniform(0, 255, (16, 16)).astype(np.uint8), (200, 200)) for _ in range(40)]
        apart = variety["distances"](np.array([variety["perceptual_hash"](p) for p in pictures]))
        assert abs(apart[np.triu_indices(40, 1)].mean() - 32) < 1.5
        assert apart.min(axis=1).min() > variety["ALIKE_BITS"]

    def test_a_copy_and_a_category_that_is_missing_are_told(self, tmp_path):
        _set(tmp_path, [(2, [300, 80, 50, 40], 0), (3, [0, 0, 9, 9], 1)])
        path = tmp_path / "annotations" / "instances.json"
        labels = json.loads(path.read_text())
        labels["images"].append({**labels["images"][0], "id": 1})
        path.write_text(json.dumps(labels))
        words = [sys.executable, ROOT / "benchmarks/variety.py", tmp_path, "--expect", "bicycle,car,dog"]
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()
        assert "least 0 (images 0 and 1)" in said[0]
        assert [line.split("  ")[0] for line in said[1:]] == ["bicycle", "car", "dog"]
        assert [line.endswith("less than expected") for line in said[1:]] == [False, True, True]
