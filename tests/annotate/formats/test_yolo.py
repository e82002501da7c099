"""YOLO's files by Ultralytics' rules: a class and numbers from 0 to 1 a line, a list of names."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from cyclorama.annotate.formats.yolo import outline, yolo, yolo_segment
from cyclorama.annotate.polygons import decoded
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Resolution
from hypothesis import given
from hypothesis.extra import numpy as arrays


def read(path) -> list[tuple[int, np.ndarray]]:
    """As ultralytics' verify_image_label: 5 columns, or a class and at least 3 points."""
    rows = []
    for line in path.read_text().splitlines():
        number, *values = line.split()
        values = np.array(values, float)
        assert len(values) == 4 or (len(values) >= 6 and len(values) % 2 == 0)
        assert (values >= 0).all()
        assert (values <= 1).all()
        rows.append((int(number), values))
    assert len({(n, *v) for n, v in rows}) == len(rows)  # it drops lines that are there twice
    return rows


@pytest.fixture(scope="module")
def record(block, ahead, record_of):
    things = [block("car", 9, 2), block("person", 7, -2, size=(0.4, 0.5, 1.7)), block("dog", 40, 1)]
    return record_of(things, ahead, LabelPolicy(min_visible_px=200, small="crowd"), index=5)


def test_boxes_are_those_of_the_masks(record, frames_of, tmp_path):
    written = yolo(frames_of(record), tmp_path)
    rows = read(tmp_path / "labels/train/000005.txt")
    assert [number for number, _ in rows] == [1, 0]  # by COCO's ids: person, car, dog
    for (_, (x, y, width, height)), annotation in zip(rows, record["annotations"], strict=False):
        box = np.array([(x - width / 2) * 208, (y - height / 2) * 96, width * 208, height * 96])
        assert box == pytest.approx(annotation["bbox"], abs=1e-3)
    assert (tmp_path / "data.yaml").read_text().splitlines() == [
        *("train: images/train", "val: images/train"),
        *("names:", '  0: "person"', '  1: "car"', '  2: "dog"'),
    ]
    assert cv2.imread(str(tmp_path / "images/train/000005.png")).shape == (96, 208, 3)
    assert written.left_out == {"dog (crowd)": 1}


def test_outlines_fill_to_the_masks(record, frames_of, tmp_path):
    yolo_segment(frames_of(record), tmp_path)
    for (_, values), annotation in zip(
        read(tmp_path / "labels/train/000005.txt"), record["annotations"], strict=False
    ):
        points = values.reshape(-1, 2) * [208, 96]
        mask = decoded(annotation["segmentation"], Resolution(208, 96))
        assert filled(points, mask.shape) == pytest.approx(mask, abs=0)


def filled(points: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Which pixels' centres are inside, by the winding of the outline around them."""
    y, x = np.mgrid[: shape[0], : shape[1]] + 0.5
    winding = np.zeros(shape, int)
    for (x0, y0), (x1, y1) in zip(points, np.roll(points, -1, axis=0), strict=True):
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        winding += ((y0 <= y) & (y < y1) & (crossing > x)).astype(int)
        winding -= ((y1 <= y) & (y < y0) & (crossing > x)).astype(int)
    return winding != 0


@given(arrays.arrays(np.bool_, (7, 9)).filter(np.any))
def test_an_outline_goes_around_every_part_and_fills_holes(mask):
    points = outline(mask)
    assert len(points) >= 3
    inside = filled(points, mask.shape)
    background = np.pad(~mask, 1).astype(np.uint8)
    background[[0, -1], :] = background[:, [0, -1]] = 1
    _, labels = cv2.connectedComponents(background, connectivity=4)
    holes = ((labels != labels[0, 0]) & (background == 1))[1:-1, 1:-1]
    assert np.array_equal(inside, mask | holes)


def test_an_empty_set_has_no_names(frames_of, record_of, ahead, tmp_path):
    yolo(frames_of(record_of([], ahead)), tmp_path)
    assert (tmp_path / "data.yaml").read_text().endswith("names: {}\n")
    assert (tmp_path / "labels/train/000000.txt").read_text() == ""
