"""Other formats than COCO, written from frame records and pictures alone."""

from __future__ import annotations

from .frames import Format
from .kitti import kitti
from .kitti_tracking import kitti_tracking
from .mot import mot
from .voc import voc
from .yolo import yolo, yolo_segment

__all__ = ["FORMATS"]

FORMATS: dict[str, Format] = {
    "kitti": kitti,
    "kitti-tracking": kitti_tracking,
    "mot": mot,
    "yolo": yolo,
    "yolo-segment": yolo_segment,
    "voc": voc,
}
"""Every format by the name that the command line knows."""
