"""Drives as KITTI's tracking and MOTChallenge have them; both count differently."""

from __future__ import annotations

import configparser
import csv

import cv2
import pytest
from cyclorama.annotate.formats.kitti_tracking import kitti_tracking, truncation
from cyclorama.annotate.formats.mot import mot
from cyclorama.errors import DatasetError
from cyclorama.recipe import LabelPolicy


@pytest.fixture(scope="module")
def drive(block, ahead, record_of):
    """Two drives of 3 and 1 frames: a car that comes, a pedestrian, a cyclist, a far car, a dog."""
    records = []
    for index, (number, frame) in enumerate(((0, 0), (0, 1), (0, 2), (4, 0))):
        things = [
            block("car", 14 - 3 * frame, 3, 180),
            block("person", 8, -2, size=(0.4, 0.5, 1.7), pose="walking"),
            block("bicycle", 9, 0, size=(1.8, 0.6, 1.1)),
            block("person", 9, 0, size=(0.5, 0.4, 1.8), pose="cycling"),
            block("car", 60, -6),
            block("dog", 6, 3, size=(0.7, 0.3, 0.6)),
        ]
        record = record_of(things, ahead, LabelPolicy(min_visible_px=60, small="crowd"), index=index)
        records.append({**record, "sequence": {"number": number, "frame": frame, "fps": 12.5}})
    return records


def test_kitti_tracking_has_17_columns_and_keeps_ids(drive, frames_of, tmp_path):
    written = kitti_tracking(frames_of(*drive), tmp_path)
    training = tmp_path / "training"
    rows = [line.split() for line in (training / "label_02/0000.txt").read_text().splitlines()]
    assert {len(row) for row in rows} == {17}
    assert [row[:3] for row in rows[:4]] == [
        ["0", "1", "Car"],
        ["0", "2", "Pedestrian"],
        ["0", "4", "Cyclist"],
        ["0", "-1", "DontCare"],
    ]
    assert sorted({row[0] for row in rows}) == ["0", "1", "2"]
    z = [float(row[15]) for row in rows if row[1] == "1"]
    assert z == pytest.approx([14, 11, 8])
    assert [row[3] for row in rows if row[2] != "DontCare"][:3] == ["0", "0", "0"]
    names = [line.split()[0] for line in (training / "calib/0004.txt").read_text().splitlines()]
    assert names == ["P0:", "P1:", "P2:", "P3:", "R_rect", "Tr_velo_cam", "Tr_imu_velo"]
    assert cv2.imread(str(training / "image_02/0004/000000.png")).shape == (96, 208, 3)
    assert written.images == 4
    assert written.left_out == {"dog": 4}


def test_levels_of_truncation():
    assert [truncation(share) for share in (0, 0.04, 0.05, 0.49, 0.5, 1)] == [0, 0, 1, 1, 2, 2]


def test_mot_counts_from_1(drive, frames_of, tmp_path):
    mot(frames_of(*drive), tmp_path)
    folder = tmp_path / "train/drive-0000"
    rows = list(csv.reader((folder / "gt/gt.txt").open()))
    assert {len(row) for row in rows} == {9}
    first = {row[1]: row for row in rows if row[0] == "1"}
    assert {number: (row[6], row[7]) for number, row in first.items()} == {
        "1": ("0", "3"),
        "2": ("1", "1"),
        "3": ("0", "4"),
        "4": ("0", "2"),
        "5": ("0", "3"),
    }
    for annotation in drive[0]["annotations"][:2]:
        row = first[str(annotation["track_id"])]
        x, y, width, height = annotation["amodal_bbox"]
        assert [int(n) for n in row[2:6]] == [x + 1, y + 1, width, height]
        assert float(row[8]) == pytest.approx(
            annotation["visible_fraction"] * annotation["in_frame_fraction"], abs=1e-5
        )
    info = configparser.ConfigParser()
    info.read(folder / "seqinfo.ini")
    said = dict(info["Sequence"])
    assert said == {
        "name": "drive-0000",
        "imdir": "img1",
        "framerate": "12.5",
        "seqlength": "3",
        "imwidth": "208",
        "imheight": "96",
        "imext": ".png",
    }
    assert sorted(p.name for p in (folder / "img1").iterdir()) == ["000001.png", "000002.png", "000003.png"]


def test_images_of_no_drive_and_gaps_are_refused(drive, frames_of, tmp_path):
    single = {key: value for key, value in drive[0].items() if key != "sequence"}
    with pytest.raises(DatasetError, match="image 0 is of no sequence: tracks need frames of one drive"):
        mot(frames_of(single), tmp_path / "a")
    with pytest.raises(DatasetError, match="sequence 0: its frames are not there one after the other"):
        kitti_tracking(frames_of(drive[0], drive[2]), tmp_path / "b")
