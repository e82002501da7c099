"""VOC's XML by its own rules: pixels from 1 on, both ends in the box, difficult is not evaluated."""

from __future__ import annotations

from xml.etree import ElementTree

import cv2
from cyclorama.annotate.formats.voc import voc
from cyclorama.recipe import LabelPolicy


def test_boxes_flags_and_names(block, ahead, frames_of, record_of, tmp_path):
    things = [
        block("car", 9, 0),
        block("car", 5, 5),
        block("car", 15, 2),
        block("fire hydrant", 60, -9),
    ]
    record = record_of(things, ahead, LabelPolicy(min_visible_px=100, small="flag"), index=2)
    voc(frames_of(record), tmp_path)
    assert (tmp_path / "ImageSets/Main/trainval.txt").read_text() == "000002\n"
    root = ElementTree.parse(tmp_path / "Annotations/000002.xml").getroot()
    height, width, _ = cv2.imread(str(tmp_path / "JPEGImages" / root.findtext("filename"))).shape
    assert [root.findtext(f"size/{side}") for side in ("width", "height")] == [str(width), str(height)]
    found = root.findall("object")
    assert [item.findtext("name") for item in found] == ["car", "car", "car", "fire hydrant"]
    for item, row in zip(found, record["annotations"], strict=True):
        left, top, right, bottom = (
            int(item.findtext(f"bndbox/{side}")) for side in ("xmin", "ymin", "xmax", "ymax")
        )
        assert [left - 1, top - 1, right - left + 1, bottom - top + 1] == row["bbox"]
        assert 1 <= left <= right <= width
        assert 1 <= top <= bottom <= height
    assert [item.findtext("truncated") for item in found] == ["0", "1", "0", "0"]
    assert [item.findtext("occluded") for item in found] == ["0", "0", "1", "0"]
    assert [item.findtext("difficult") for item in found] == ["0", "0", "0", "1"]
