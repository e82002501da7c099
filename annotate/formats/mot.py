"""MOTChallenge: a text file of boxes with track ids for each drive (Milan et al. 2016, "MOT16")."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from .frames import Frames, Record, Written, copy_picture, picture_of
from .kitti_classes import is_rider
from .sequences import fps, frame_of, sequences

__all__ = ["CLASSES", "mot"]

CLASSES = {
    "pedestrian": 1,
    "person on vehicle": 2,
    "car": 3,
    "bicycle": 4,
    "motorbike": 5,
    "static person": 7,
}
"""MOT16's, as far as they are used; it has none for lorries and buses, which are cars there."""

_VEHICLES = {"car": "car", "truck": "car", "bus": "car", "bicycle": "bicycle", "motorcycle": "motorbike"}
_AT_REST = ("sitting", "lying")


def mot(frames: Frames, out: Path) -> Written:
    """``train/drive-0000/{img1/000001.png,gt/gt.txt,seqinfo.ini}``; frames, ids and pixels count from 1.

    Boxes are of whole things, also beyond the picture, as MOT16 has them. Only pedestrians that are not
    small are to be considered by its evaluation.
    """
    written = Written()
    for number, records in sequences(frames):
        folder = out / "train" / f"drive-{number:04d}"
        (folder / "img1").mkdir(parents=True)
        (folder / "gt").mkdir()
        suffix = picture_of(frames, records[0]).suffix
        lines = []
        for record in records:
            frame = frame_of(record) + 1
            copy_picture(frames, record, folder / "img1" / f"{frame:06d}{suffix}")
            lines += _lines(frame, record, written.objects, written.left_out)
            written.images += 1
        (folder / "gt" / "gt.txt").write_text("".join(lines), encoding="ascii")
        (folder / "seqinfo.ini").write_text(_seqinfo(folder.name, records, suffix), encoding="ascii")
    return written


def _lines(frame: int, record: Record, objects: Counter[str], left_out: Counter[str]) -> list[str]:
    lines = []
    for row in record["annotations"]:
        name = _class_of(row)
        if name is None:
            left_out[row["category"]] += 1
            continue
        objects[name] += 1
        x, y, width, height = row["amodal_bbox"]
        considered = int(name == "pedestrian" and not (row["iscrowd"] or row.get("small")))
        seen = row["visible_fraction"] * row["in_frame_fraction"]
        numbers = (frame, row["instance_id"], x + 1, y + 1, width, height, considered, CLASSES[name])
        lines.append(",".join(map(str, numbers)) + f",{seen:.5f}\n")
    return lines


def _class_of(row: Record) -> str | None:
    if row["category"] != "person":
        return _VEHICLES.get(row["category"])
    if is_rider(row):
        return "person on vehicle"
    return "static person" if row["attributes"].get("pose") in _AT_REST else "pedestrian"


def _seqinfo(name: str, records: list[Record], suffix: str) -> str:
    camera = records[0]["camera"]
    return (
        f"[Sequence]\nname={name}\nimDir=img1\nframeRate={fps(records[0]):g}\nseqLength={len(records)}\n"
        f"imWidth={camera['width']}\nimHeight={camera['height']}\nimExt={suffix}\n"
    )
