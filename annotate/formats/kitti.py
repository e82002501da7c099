"""KITTI's object layout: a label file of 15 columns and a calibration for each image.

After the readme and ``computeBox3D.m`` of the object development kit (cvlibs.net/datasets/kitti).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .frames import Frames, Record, Written, copy_picture
from .kitti_classes import Actor, actors
from .kitti_classes import left_out as reason

__all__ = ["Label", "calibration", "kitti", "labels", "occlusion", "text"]

Array = npt.NDArray[np.float64]

# From how large a visible share on an object is fully, partly and largely occluded; below, "unknown",
# which KITTI's evaluation leaves out at every difficulty. KITTI's annotators judged by eye.
_VISIBLE = (0.9, 0.5, 0.1)
# A box that leans more than this against the camera's y is written as the upright box around it.
_MOST_LEAN = math.cos(math.radians(30))
_CAM_FROM_VELODYNE = ((0.0, -1.0, 0.0, 0.0), (0.0, 0.0, -1.0, 0.0), (1.0, 0.0, 0.0, 0.0))


@dataclass(frozen=True)
class Label:
    """A row of a label file, by KITTI's names.

    Attributes:
        type: class.
        truncated: share of the object outside the image; −1: not said.
        occluded: 0 fully visible, 1 partly, 2 largely occluded, 3 unknown; −1: not said.
        alpha: the heading as seen along the ray to the object, −π to π.
        bbox: left, top, right, bottom in pixels; the centre of the first pixel is (0, 0).
        dimensions: height, width, length in metres.
        location: middle of the bottom face in camera coordinates, metres.
        rotation_y: the heading about the camera's y, −π to π; 0 along its x.
        track_id: in its drive; of a cyclist the person's. Only in tracking.
    """

    type: str
    truncated: float
    occluded: int
    alpha: float
    bbox: tuple[float, float, float, float]
    dimensions: tuple[float, float, float]
    location: tuple[float, float, float]
    rotation_y: float
    track_id: int = -1


def kitti(frames: Frames, out: Path) -> Written:
    """``training/{image_2,label_2,calib}/000017.*`` and ``ImageSets/train.txt``."""
    written = Written()
    folders = {name: out / "training" / name for name in ("image_2", "label_2", "calib")}
    for folder in (*folders.values(), out / "ImageSets"):
        folder.mkdir(parents=True)
    names = []
    for record in frames.records():
        name = f"{record['index']:06d}"
        names.append(name)
        copy_picture(frames, record, folders["image_2"] / f"{name}.png")
        (folders["calib"] / f"{name}.txt").write_text(calibration(record["camera"]), encoding="ascii")
        rows = labels(record)
        (folders["label_2"] / f"{name}.txt").write_text("".join(map(text, rows)), encoding="ascii")
        written.images += 1
        written.objects.update(row.type for row in rows)
        written.left_out.update(reason(record["annotations"]))
    (out / "ImageSets" / "train.txt").write_text("".join(f"{name}\n" for name in names), encoding="ascii")
    return written


def labels(record: Record) -> list[Label]:
    """The rows of one image, in the order of its annotations."""
    camera = record["camera"]
    return [_label(actor, camera["width"], camera["height"]) for actor in actors(record["annotations"])]


def text(label: Label) -> str:
    """A line of a label file. Metres and angles have 4 places, where KITTI has 2."""
    if label.type == "DontCare":
        box = " ".join(f"{number:.2f}" for number in label.bbox)
        return f"DontCare -1 -1 -10 {box} -1 -1 -1 -1000 -1000 -1000 -10\n"
    numbers = (*label.dimensions, *label.location, label.rotation_y)
    return (
        f"{label.type} {label.truncated:.2f} {label.occluded} {label.alpha:.4f} "
        + " ".join(f"{number:.2f}" for number in label.bbox)
        + " "
        + " ".join(f"{number + 0.0:.4f}" for number in numbers)
        + "\n"
    )


def calibration(camera: Record) -> str:
    """The calibration file: one camera as all four, and a scanner in its place.

    P0 to P3 are the same, since there is one camera; its rectified frame is its own. The scanner's
    frame has x forward, y left, z up, as Velodyne's. KITTI counts pixels from the centre of the
    first one, so its principal point is half a pixel less than ours.
    """
    k = np.asarray(camera["intrinsics"], np.float64)
    projection = np.zeros((3, 4))
    projection[:, :3] = k
    projection[:2, 2] -= 0.5
    rows = {f"P{number}": projection for number in range(4)}
    rows["R0_rect"] = np.eye(3)
    rows["Tr_velo_to_cam"] = np.array(_CAM_FROM_VELODYNE)
    rows["Tr_imu_to_velo"] = np.eye(3, 4)
    return "".join(f"{name}: {' '.join(f'{n:.12e}' for n in m.ravel())}\n" for name, m in rows.items())


def occlusion(visible_fraction: float) -> int:
    """KITTI's level: 0 from 0.9 of it visible on, 1 from 0.5, 2 from 0.1, else 3."""
    return sum(visible_fraction < least for least in _VISIBLE)


def _label(actor: Actor, width: int, height: int) -> Label:
    if actor.type == "DontCare":
        box = _within(_joined(row["bbox"] for row in actor.rows), width, height)
        return Label("DontCare", -1, -1, -10, box, (-1, -1, -1), (-1000, -1000, -1000), -10)
    # Areas of parts add up, but for what one hides of the other.
    amodal = [row["area"] / row["visible_fraction"] for row in actor.rows]
    whole = [area / row["in_frame_fraction"] for area, row in zip(amodal, actor.rows, strict=True)]
    visible = min(1.0, sum(row["area"] for row in actor.rows) / sum(amodal))
    size, centre, heading = _upright(actor.rows)
    location = (centre[0], centre[1] + size[2] / 2, centre[2])
    rotation_y = math.atan2(-heading[2], heading[0])
    return Label(
        type=actor.type,
        truncated=max(0.0, 1 - sum(amodal) / sum(whole)),
        occluded=occlusion(visible),
        alpha=_wrapped(rotation_y - math.atan2(centre[0], centre[2])),
        bbox=_within(_joined(row["amodal_bbox"] for row in actor.rows), width, height),
        dimensions=(size[2], size[1], size[0]),
        location=location,
        rotation_y=rotation_y,
        track_id=actor.rows[-1]["instance_id"],
    )


def _upright(rows: tuple[Record, ...]) -> tuple[tuple[float, float, float], tuple[float, ...], Array]:
    """Size along heading, to the side and up; centre; and heading, of the box around boxes.

    The first box says where it is heading. One box that stands upright keeps its own size, whatever
    the camera's pitch; all else is as far as its corners reach.
    """
    axes = np.asarray(rows[0]["box3d"]["cam_from_box"], np.float64)
    # What has its front to the sky or the ground, such as somebody who lies, is heading where its top is.
    forward = axes[:, 0] if abs(axes[1, 0]) < math.sqrt(0.5) else axes[:, 2]
    heading = np.array([forward[0], 0.0, forward[2]])
    heading /= np.linalg.norm(heading)
    if len(rows) == 1 and abs(axes[1, 2]) > _MOST_LEAN:
        size, centre = rows[0]["box3d"]["size_m"], rows[0]["box3d"]["centre_m"]
        return (size[0], size[1], size[2]), tuple(centre), heading
    # Columns: ahead, to the side, down.
    frame = np.stack([heading, np.cross([0.0, 1.0, 0.0], heading), [0.0, 1.0, 0.0]], axis=1)
    corners = np.concatenate([_corners(row["box3d"]) for row in rows]) @ frame
    low, high = corners.min(axis=0), corners.max(axis=0)
    length, width, height = (high - low).tolist()
    return (length, width, height), tuple((frame @ (low + high) / 2).tolist()), heading


def _corners(box: Record) -> Array:
    """The 8 corners in the camera's frame, shape (8, 3)."""
    signs = np.stack(np.meshgrid(*[[-0.5, 0.5]] * 3), axis=-1).reshape(-1, 3)
    own = signs * np.asarray(box["size_m"])
    return np.asarray(own @ np.asarray(box["cam_from_box"]).T + np.asarray(box["centre_m"]))


def _joined(boxes: Iterable[Any]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom edge of boxes [x, y, width, height]."""
    edges = np.array([(x, y, x + w, y + h) for x, y, w, h in boxes], np.float64)
    left, top = edges[:, :2].min(axis=0).tolist()
    right, bottom = edges[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _within(box: tuple[float, ...], width: int, height: int) -> tuple[float, float, float, float]:
    """In KITTI's pixels, whose first one's centre is (0, 0), and no farther than the last one's."""
    left, top, right, bottom = (edge - 0.5 for edge in box)
    return max(left, 0.0), max(top, 0.0), min(right, width - 1.0), min(bottom, height - 1.0)


def _wrapped(angle: float) -> float:
    return math.remainder(angle, 2 * math.pi)
