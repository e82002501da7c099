"""Frames of drives, one drive after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...errors import DatasetError
from .frames import Frames, Record

__all__ = ["fps", "frame_of", "sequences"]


def sequences(frames: Frames) -> Iterator[tuple[int, list[Record]]]:
    """Number and records of each sequence, in ascending order of both number and frame.

    A record's ``sequence`` has the sequence's ``number`` and the ``frame`` in it, both from 0 on, and
    ``fps``. In one sequence, a thing keeps its ``instance_id``, which is its track there.

    Raises:
        DatasetError: a record is of no sequence, or frames do not come one after the other.
    """
    last = -1
    for number, records in groupby(frames.records(), key=_number):
        rows = list(records)
        if number <= last or [frame_of(row) for row in rows] != list(range(len(rows))):
            raise DatasetError(
                f"sequence {number}: its frames are not there one after the other from 0 on; "
                "run the render command again for those that are missing"
            )
        last = number
        yield number, rows


def frame_of(record: Record) -> int:
    """The frame's number in its sequence, from 0 on."""
    return int(record["sequence"]["frame"])


def fps(record: Record) -> float:
    """Frames a second."""
    return float(record["sequence"]["fps"])


def _number(record: Record) -> int:
    if not isinstance(record.get("sequence"), dict):
        raise DatasetError(
            f"image {record['index']} is of no sequence: tracks need frames of one drive; "
            "single images can be exported as kitti, yolo or voc"
        )
    return int(record["sequence"]["number"])
