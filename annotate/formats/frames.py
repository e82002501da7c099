"""What a format is written from, and what it says that it wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from ...errors import DatasetError
from ..coco import coco_image

__all__ = ["Format", "Frames", "Record", "Written", "copy_picture", "picture_of"]

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Frames:
    """The finished frames of a dataset.

    Attributes:
        folder: the dataset's.
        records: gives the frame records in ascending order of their index, each time from the first on.
    """

    folder: Path
    records: Callable[[], Iterable[Record]]

    def categories(self) -> list[str]:
        """Names that occur, sorted by COCO's id: the same for one set however it is read."""
        from ..categories import categories

        names = {row["category"] for record in self.records() for row in record["annotations"]}
        return [row["name"] for row in categories(names)]


@dataclass
class Written:
    """What was written, for a person.

    Attributes:
        images: how many.
        objects: how many of each class, as the format calls it.
        left_out: how many annotations of each category, with the reason.
    """

    images: int = 0
    objects: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """One line of what is there, and one of what is not."""
        objects = ", ".join(f"{count} {name}" for name, count in self.objects.most_common()) or "no object"
        text = f"{self.images} image{'s' * (self.images != 1)} with {objects}"
        if self.left_out:
            text += "\nleft out: " + ", ".join(f"{n} {name}" for name, n in self.left_out.most_common())
        return text


Format = Callable[[Frames, Path], Written]
"""Writes all frames into an empty folder."""


def picture_of(frames: Frames, record: Record) -> Path:
    """Where a frame's picture is.

    Raises:
        DatasetError: its record does not name one.
    """
    return frames.folder / "images" / str(coco_image(record)["file_name"])


def copy_picture(frames: Frames, record: Record, to: Path) -> None:
    """The frame's picture at ``to``: the same bytes, or the same pixels where the suffix is another.

    Raises:
        DatasetError: the picture is missing or cannot be read.
    """
    source = picture_of(frames, record)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise DatasetError(
            f"{source}: it cannot be read: {error.strerror}; `cyclorama verify` says more"
        ) from None
    if source.suffix.lower() != to.suffix:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        done, encoded = (False, None) if image is None else cv2.imencode(to.suffix, image)
        if not done or encoded is None:
            raise DatasetError(f"{source}: it is no picture that can be written as {to.suffix}")
        data = encoded.tobytes()
    to.write_bytes(data)
