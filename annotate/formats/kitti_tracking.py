"""KITTI's tracking layout: one label file and one calibration a drive.

After the readme of the tracking development kit (cvlibs.net/datasets/kitti/eval_tracking.php).
"""

from __future__ import annotations

from pathlib import Path

from .frames import Frames, Written, copy_picture
from .kitti import Label, calibration, labels, text
from .kitti_classes import left_out
from .sequences import frame_of, sequences

__all__ = ["kitti_tracking", "truncation"]

# Of the truncated share: below the first one it is not truncated, below the second one partly.
_TRUNCATED = (0.05, 0.5)
_NAMES = {"R0_rect:": "R_rect", "Tr_velo_to_cam:": "Tr_velo_cam", "Tr_imu_to_velo:": "Tr_imu_velo"}


def kitti_tracking(frames: Frames, out: Path) -> Written:
    """``training/{image_02/0000/000017.png,label_02/0000.txt,calib/0000.txt}``."""
    written = Written()
    for number, records in sequences(frames):
        name, training = f"{number:04d}", out / "training"
        pictures = training / "image_02" / name
        for folder in (pictures, training / "label_02", training / "calib"):
            folder.mkdir(parents=True, exist_ok=True)
        lines = []
        for record in records:
            frame = frame_of(record)
            copy_picture(frames, record, pictures / f"{frame:06d}.png")
            rows = labels(record)
            lines += [_line(frame, row) for row in rows]
            written.images += 1
            written.objects.update(row.type for row in rows)
            written.left_out.update(left_out(record["annotations"]))
        (training / "label_02" / f"{name}.txt").write_text("".join(lines), encoding="ascii")
        (training / "calib" / f"{name}.txt").write_text(_renamed(records[0]["camera"]), encoding="ascii")
    return written


def truncation(share: float) -> int:
    """KITTI's level in tracking: 0 not truncated, 1 partly, 2 largely."""
    return sum(share >= least for least in _TRUNCATED)


def _line(frame: int, label: Label) -> str:
    if label.type == "DontCare":
        return f"{frame} -1 {text(label)}"
    kind, _, rest = text(label).split(" ", 2)
    return f"{frame} {label.track_id} {kind} {truncation(label.truncated)} {rest}"


def _renamed(camera: dict[str, object]) -> str:
    found = calibration(camera)
    for old, new in _NAMES.items():
        found = found.replace(old, new)
    return found
