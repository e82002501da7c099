"""A picture beside its labels, for people."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from ..errors import DatasetError
from ..scenes.camera import Resolution
from .keypoints import PERSON, SKELETON
from .polygons import decoded

__all__ = ["colour", "draw_labels", "encoded", "side_by_side"]

Image = npt.NDArray[np.uint8]

_FONT = cv2.FONT_HERSHEY_SIMPLEX
_GOLDEN_RATIO = 0.618033988749895


def side_by_side(png: bytes, annotations: Sequence[Mapping[str, Any]]) -> Image:
    """The plain picture at the left and the labelled one at the right.

    Args:
        png: the encoded picture.
        annotations: rows of its frame record.

    Returns:
        uint8, shape (height, 2 width, 3), sRGB in OpenCV's order (blue first).

    Raises:
        DatasetError: the picture cannot be decoded.
    """
    image = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise DatasetError("the picture cannot be decoded")
    plain = image.astype(np.uint8)
    return np.concatenate([plain, draw_labels(plain, annotations)], axis=1)


def draw_labels(image: Image, annotations: Sequence[Mapping[str, Any]]) -> Image:
    """The image with masks filled, boxes drawn and names written; blue first, as the input."""
    scale = max(1, round(min(image.shape[:2]) / 480))
    labelled = image.copy()
    # Far ones first, so that the names of near ones stay readable.
    rows = sorted(enumerate(annotations), key=lambda pair: -float(pair[1].get("depth_m", 0)))
    height, width = image.shape[:2]
    for number, row in rows:
        mask = decoded(row["segmentation"], Resolution(width, height))
        tint = np.array(colour(number))
        # A table that fills the picture must not drown what stands on it.
        weight = 0.45 / (1 + 4 * mask.mean())
        labelled[mask] = ((1 - weight) * labelled[mask] + weight * tint).astype(np.uint8)
        outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(labelled, outlines, -1, colour(number), scale, cv2.LINE_AA)
    for number, row in rows:
        x, y, width, height = (round(side) for side in row["bbox"])
        cv2.rectangle(labelled, (x, y), (x + width - 1, y + height - 1), colour(number), scale)
        _draw_keypoints(labelled, row.get("keypoints", {}), colour(number), scale)
    taken = np.zeros(image.shape[:2], bool)
    for number, row in reversed(rows):
        _write_name(labelled, row, colour(number), 0.4 * scale, taken)
    return labelled


def _draw_keypoints(
    image: Image, points: Mapping[str, Sequence[float]], tint: tuple[int, int, int], scale: int
) -> None:
    """Dots, filled where visible, and a person's bones between them."""
    at = {name: (round(x), round(y)) for name, (x, y, seen) in points.items() if seen}
    for a, b in ((PERSON[a - 1], PERSON[b - 1]) for a, b in SKELETON):
        if a in at and b in at:
            cv2.line(image, at[a], at[b], tint, scale, cv2.LINE_AA)
    for name, place in at.items():
        cv2.circle(image, place, 2 * scale, tint, cv2.FILLED if points[name][2] == 2 else scale, cv2.LINE_AA)


def colour(number: int) -> tuple[int, int, int]:
    """A bright colour, blue first, that differs from those of the numbers nearby."""
    hue = (0.05 + number * _GOLDEN_RATIO) % 1
    saturation, value = ((0.85, 1.0), (0.6, 1.0), (0.95, 0.8))[number % 3]
    red, green, blue = (round(255 * part) for part in colorsys.hsv_to_rgb(hue, saturation, value))
    return blue, green, red


def encoded(image: Image, suffix: str) -> bytes:
    """The image as a ``.png`` or ``.jpg`` file.

    Raises:
        DatasetError: OpenCV does not know the format.
    """
    parameters = [] if suffix == ".png" else [cv2.IMWRITE_JPEG_QUALITY, 92]
    done, data = cv2.imencode(suffix, image, parameters)
    if not done:
        raise DatasetError(f"a picture cannot be written as {suffix}")
    return bytes(data.tobytes())


def _write_name(
    image: Image,
    row: Mapping[str, Any],
    tint: tuple[int, int, int],
    size: float,
    taken: npt.NDArray[np.bool_],
) -> None:
    """The category on a plate at the box's top left; lower where another name is already there."""
    name = row["category"] + " (crowd)" * bool(row.get("iscrowd"))
    (width, height), below = cv2.getTextSize(name, _FONT, size, 1)
    pad = max(2, round(4 * size))
    plate_width, plate_height = width + 2 * pad, height + below + pad
    left = min(max(0, round(row["bbox"][0])), max(0, image.shape[1] - plate_width))
    highest = max(0, round(row["bbox"][1]) - plate_height)
    lowest = max(highest, image.shape[0] - plate_height)
    tops = range(highest, min(lowest, highest + 6 * plate_height) + 1)
    free = (t for t in tops if not taken[t : t + plate_height, left : left + plate_width].any())
    top = next(free, highest)
    taken[top : top + plate_height, left : left + plate_width] = True
    corner = (left + plate_width - 1, top + plate_height - 1)
    cv2.rectangle(image, (left, top), corner, tint, cv2.FILLED)
    luminance = float(np.dot(tint, (0.114, 0.587, 0.299)))
    ink = (0, 0, 0) if luminance > 120 else (255, 255, 255)
    cv2.putText(image, name, (left + pad, top + height + pad // 2), _FONT, size, ink, 1, cv2.LINE_AA)
