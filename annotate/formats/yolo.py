"""YOLO's text files: a class and a box, or an outline, a line, in shares of the picture's sides."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from ...scenes.camera import Resolution
from ..polygons import decoded
from .frames import Frames, Record, Written, copy_picture, picture_of

__all__ = ["outline", "yolo", "yolo_segment"]

Row = Callable[[Record, Resolution], list[float]]


def yolo(frames: Frames, out: Path) -> Written:
    """For detection: ``class x y width height`` of the visible part's box, x and y its middle."""
    return _written(frames, out, _box)


def yolo_segment(frames: Frames, out: Path) -> Written:
    """For segmentation: ``class x1 y1 x2 y2 …`` around the visible pixels, in one outline."""
    return _written(frames, out, _outline)


def _written(frames: Frames, out: Path, numbers_of: Row) -> Written:
    """``images/train``, ``labels/train`` and ``data.yaml``, as Ultralytics reads them."""
    written = Written()
    names = frames.categories()
    images, labels = out / "images" / "train", out / "labels" / "train"
    images.mkdir(parents=True)
    labels.mkdir(parents=True)
    for record in frames.records():
        name = f"{record['index']:06d}"
        copy_picture(frames, record, images / f"{name}{picture_of(frames, record).suffix}")
        size = Resolution(record["camera"]["width"], record["camera"]["height"])
        lines = []
        for row in record["annotations"]:
            if row["iscrowd"]:
                written.left_out[f"{row['category']} (crowd)"] += 1
                continue
            numbers = numbers_of(row, size)
            lines.append(" ".join([str(names.index(row["category"])), *(f"{n:.6f}" for n in numbers)]))
            written.objects[row["category"]] += 1
        (labels / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
        written.images += 1
    (out / "data.yaml").write_text(_yaml(names), encoding="utf-8")
    return written


def _yaml(names: list[str]) -> str:
    # JSON's strings are YAML's.
    rows = "".join(f"  {number}: {json.dumps(name)}\n" for number, name in enumerate(names))
    listed = f"\n{rows}" if rows else " {}\n"
    return f"train: images/train\nval: images/train\nnames:{listed}"


def _box(row: Record, size: Resolution) -> list[float]:
    x, y, width, height = row["bbox"]
    middle = ((x + width / 2) / size.width, (y + height / 2) / size.height)
    return [*middle, width / size.width, height / size.height]


def _outline(row: Record, size: Resolution) -> list[float]:
    return (outline(decoded(row["segmentation"], size)) / [size.width, size.height]).ravel().tolist()


def outline(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """One polygon (n >= 3, 2) along the edges of a mask's pixels, in pixels; holes are filled.

    Parts are joined where they are nearest to each other, by a way there and the same way back, which
    have no area.
    """
    # Twice as large, so that OpenCV's outlines, which go through pixels' middles, tell the edges apart.
    doubled = np.repeat(np.repeat(mask, 2, axis=0), 2, axis=1).astype(np.uint8)
    found, _ = cv2.findContours(doubled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    # A middle at 2k is of the pixel's first half, so the edge is at k; one at 2k + 1 of its second: k + 1.
    parts = [np.ceil(part.reshape(-1, 2) / 2) for part in found]
    parts.sort(key=lambda part: (-len(part), part.tolist()))
    whole = parts[0]
    for part in parts[1:]:
        whole = _bridged(whole, part)
    return whole


def _bridged(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    apart = np.abs(a[:, None] - b[None]).sum(axis=-1)
    i, j = np.unravel_index(int(np.argmin(apart)), apart.shape)
    return np.concatenate([a[: i + 1], b[j:], b[: j + 1], a[i:]])
