"""COCO's panoptic.json from frame records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import DatasetError
from .categories import categories, category_id
from .coco import coco_image

__all__ = ["FOLDER", "coco_segments", "panoptic_categories", "write_panoptic"]

Record = Mapping[str, Any]

FOLDER = "panoptic"


def coco_segments(record: Record) -> dict[str, Any]:
    """The record's row of ``annotations``; ``file_name`` is below ``panoptic/``.

    Raises:
        DatasetError: the record has no segments, or names no picture of them.
    """
    index = record["index"]
    names = sorted(name for name in record["files"] if name.startswith(f"{FOLDER}/"))
    if "panoptic" not in record or len(names) != 1:
        raise DatasetError(
            f"frame {index}: its record must have segments and one file in {FOLDER}/, got {names}"
        )
    return {
        "image_id": index,
        "file_name": names[0].removeprefix(f"{FOLDER}/"),
        "segments_info": [
            {
                "id": row["id"],
                "category_id": category_id(row["category"]),
                "iscrowd": row["iscrowd"],
                "area": row["area"],
                "bbox": row["bbox"],
            }
            for row in record["panoptic"]
        ],
    }


def panoptic_categories(is_thing: Mapping[str, bool]) -> list[dict[str, Any]]:
    """COCO's ``categories`` of the names, with ``isthing``, sorted by id."""
    return [{**row, "isthing": int(is_thing[row["name"]])} for row in categories(is_thing)]


def write_panoptic(path: Path, records: Iterable[Record], info: Mapping[str, Any]) -> None:
    """Writes panoptic.json while records come in; the same records give the same bytes.

    A name that is a thing in any image is one in ``categories``.

    Args:
        path: of the file to write; its folder exists.
        records: frame records in ascending order of their index.
        info: written as it is.

    Raises:
        DatasetError: a record without segments, or two categories that have one id.
    """
    images: list[dict[str, Any]] = []
    is_thing: dict[str, bool] = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"annotations":[')
        between = "\n"
        for record in records:
            file.write(between + _text(coco_segments(record)))
            between = ",\n"
            images.append(coco_image(record))
            for row in record["panoptic"]:
                is_thing[row["category"]] = is_thing.get(row["category"], False) or bool(row["isthing"])
        file.write("\n]")
        rest = {"categories": panoptic_categories(is_thing), "images": images, "info": dict(info)}
        for key, value in rest.items():
            file.write(f',\n"{key}":{_text(value)}')
        file.write("}\n")


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
