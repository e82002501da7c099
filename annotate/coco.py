"""COCO's instances.json from frame records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import DatasetError
from .categories import categories, category_id
from .keypoints import PERSON, SKELETON, coco_keypoints

__all__ = ["annotation_id", "coco", "coco_annotations", "coco_image", "image_of", "write_instances"]

Record = Mapping[str, Any]

_IDS_PER_IMAGE = 1_000_000


def annotation_id(index: int, instance_id: int) -> int:
    """``index`` × 1,000,000 + ``instance_id``: unique, and the same whichever other images there are.

    Never 0, which pycocotools' evaluation takes for "no match".

    Raises:
        DatasetError: where an image has more instances than fit.
    """
    if not 0 < instance_id < _IDS_PER_IMAGE:
        raise DatasetError(f"frame {index}: instance {instance_id} is not from 1 to {_IDS_PER_IMAGE - 1}")
    return index * _IDS_PER_IMAGE + instance_id


def image_of(annotation_id: int) -> int:
    """The index of the image whose annotation has this id."""
    return annotation_id // _IDS_PER_IMAGE


def coco_image(record: Record) -> dict[str, Any]:
    """The record's row of ``images``: id (its index), file_name (below ``images/``), size, attributes.

    Of a frame of a drive also ``video_id`` and ``frame_id``, both from 0 on.
    """
    index = record["index"]
    names = sorted(name for name in record["files"] if name.startswith("images/"))
    if len(names) != 1:
        raise DatasetError(f"frame {index}: its record must name one file in images/, got {names}")
    camera = record["camera"]
    row = {
        "id": index,
        "file_name": names[0].removeprefix("images/"),
        "width": camera["width"],
        "height": camera["height"],
    }
    if "sequence" in record:
        row |= {"video_id": record["sequence"]["number"], "frame_id": record["sequence"]["frame"]}
    return {**row, "attributes": record["attributes"]} if "attributes" in record else row


def coco_annotations(record: Record) -> list[dict[str, Any]]:
    """The record's rows of ``annotations``: as recorded, with the ids and keypoints that COCO wants."""
    index = record["index"]
    return [
        {
            "id": annotation_id(index, row["instance_id"]),
            "image_id": index,
            "category_id": category_id(row["category"]),
            **{key: value for key, value in row.items() if key not in ("category", "keypoints")},
            **coco_keypoints(row["category"], row.get("keypoints", {})),
        }
        for row in record["annotations"]
    ]


def coco(records: Iterable[Record], info: Mapping[str, Any], names: Iterable[str] = ()) -> dict[str, Any]:
    """The whole of instances.json as one dict; see :func:`write_instances` for many images."""
    rest = _Rest(set(names))
    rows = list(rest.annotations(records))
    return {"annotations": rows, **rest.parts(info)}


def write_instances(
    path: Path, records: Iterable[Record], info: Mapping[str, Any], names: Iterable[str] = ()
) -> None:
    """Writes instances.json while records come in: only the rows of ``images`` stay in memory.

    The same records give the same bytes: keys are sorted, annotations stand in the order of images
    and then of instances, one a line.

    Args:
        path: of the file to write; its folder exists. To put it in place whole is the caller's part.
        records: frame records in ascending order of their index.
        info: written as it is: nothing is invented, no year, date or licence.
        names: categories that are declared beside those that occur.

    Raises:
        DatasetError: where records are not in order, or two categories have one id.
    """
    rest = _Rest(set(names))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"annotations":[')
        between = "\n"
        for row in rest.annotations(records):
            file.write(between + _text(row))
            between = ",\n"
        file.write("\n]")
        for key, value in rest.parts(info).items():
            file.write(f',\n"{key}":{_text(value)}')
        file.write("}\n")


@dataclass
class _Rest:
    """What is gathered beside the annotations while they go by."""

    names: set[str]
    images: list[dict[str, Any]] = field(default_factory=list)
    licences: set[str] = field(default_factory=set)
    videos: dict[int, dict[str, Any]] = field(default_factory=dict)

    def annotations(self, records: Iterable[Record]) -> Iterator[dict[str, Any]]:
        for record in records:
            row = coco_image(record)
            if self.images and row["id"] <= self.images[-1]["id"]:
                raise DatasetError(
                    f"frame {row['id']}: records must come in ascending order of their index, "
                    f"this one came after {self.images[-1]['id']}"
                )
            self.images.append(row)
            if "sequence" in record:
                self.videos.setdefault(row["video_id"], _video(row, record["sequence"]["fps"]))
                self.videos[row["video_id"]]["length"] += 1
            self.names.update(a["category"] for a in record["annotations"])
            self.licences.update(a["licence"] for a in record.get("assets", ()) if a.get("licence"))
            yield from coco_annotations(record)

    def parts(self, info: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "categories": [_with_skeleton(row) for row in categories(self.names)],
            "images": self.images,
            "info": dict(info),
            "licenses": [{"id": n, "name": name} for n, name in enumerate(sorted(self.licences), start=1)],
            **({"videos": list(self.videos.values())} if self.videos else {}),
        }


def _video(image: Mapping[str, Any], fps: float) -> dict[str, Any]:
    """The row of ``videos`` of the drive that an image is of, as yet without a frame."""
    number = image["video_id"]
    size = {key: image[key] for key in ("width", "height")}
    return {"id": number, "name": f"drive-{number:04d}", "fps": fps, "length": 0, **size}


def _with_skeleton(row: dict[str, Any]) -> dict[str, Any]:
    if row["name"] != "person":
        return row
    return {**row, "keypoints": list(PERSON), "skeleton": [list(bone) for bone in SKELETON]}


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
