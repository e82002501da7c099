"""Whether the panoptic labels agree with their pictures, with the instances and with the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from ..errors import CycloramaError
from ..scenes.camera import Resolution
from .coco_panoptic import coco_segments
from .finding import Finding
from .panoptic import read_ids
from .polygons import decoded

__all__ = ["PANOPTIC", "listed_segments", "listing_findings", "segment_findings"]

PANOPTIC = "annotations/panoptic.json"

_ROW = {"id": int, "category": str, "isthing": int, "iscrowd": int, "area": int, "bbox": list}


def segment_findings(folder: Path, record: Mapping[str, Any]) -> list[Finding]:
    """What is wrong with the segments of one frame whose record has some; files are hashed elsewhere."""
    file = f"frames/{record['index']:06d}.json"
    rows = record["panoptic"]
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and all(isinstance(row.get(key), kind) for key, kind in _ROW.items())
        for row in rows
    ):
        return [Finding(file, f"panoptic must be a list of segments with {', '.join(_ROW)}")]
    try:
        name = "panoptic/" + coco_segments(record)["file_name"]
        ids = read_ids((folder / name).read_bytes())
    except CycloramaError as error:
        return [Finding(file, str(error))]
    except FileNotFoundError:
        return []  # said where files are hashed
    except (OSError, ValueError) as error:
        return [Finding(name, str(error))]
    size = Resolution(ids.shape[1], ids.shape[0])
    resolution = Resolution(record["camera"]["width"], record["camera"]["height"])
    if size != resolution:
        return [Finding(name, f"is {size}, but {file} says {resolution}")]
    return [Finding(name, message) for message in _messages(ids, rows, record["annotations"], resolution)]


def _messages(
    ids: npt.NDArray[np.int32],
    rows: list[dict[str, Any]],
    annotations: list[dict[str, Any]],
    resolution: Resolution,
) -> Iterator[str]:
    there, number = np.unique(ids, return_inverse=True)
    number = number.reshape(ids.shape) + 1
    area = dict(zip(there.tolist(), np.bincount(number.ravel())[1:].tolist(), strict=True))
    boxes = dict(zip(there.tolist(), ndimage.find_objects(number), strict=True))
    known = [row["id"] for row in rows]
    for one in sorted({one for one in known if known.count(one) > 1}):
        yield f"segment {one} is there twice"
    for one in sorted(set(area) - set(known) - {0}):
        yield f"has {area[one]} px of segment {one}, which its record does not name"
    for row in rows:
        one = row["id"]
        if area.get(one, 0) != row["area"]:
            yield f"has {area.get(one, 0)} px of segment {one}, but its record says {row['area']}"
        elif one in boxes:
            lines, columns = boxes[one]
            box = [columns.start, lines.start, columns.stop - columns.start, lines.stop - lines.start]
            if row["bbox"] != box:
                yield f"segment {one} has the box {box}, but its record says {row['bbox']}"
    yield from _against_instances(ids, rows, annotations, resolution)


def _against_instances(
    ids: npt.NDArray[np.int32],
    rows: list[dict[str, Any]],
    annotations: list[dict[str, Any]],
    resolution: Resolution,
) -> Iterator[str]:
    crowds: dict[str, npt.NDArray[np.bool_]] = {}
    single = {}
    for row in annotations:
        mask = decoded(row["segmentation"], resolution)
        if row.get("iscrowd") == 1:
            crowds[row["category"]] = crowds.get(row["category"], np.zeros_like(mask)) | mask
        else:
            single[row["instance_id"], row["category"]] = mask
    things = {(row["id"], row["category"]) for row in rows if row["isthing"] and not row["iscrowd"]}
    for instance_id, category in sorted(things ^ set(single)):
        where, other = ("segments", "annotations")
        if (instance_id, category) not in things:
            where, other = other, where
        yield f"{category} {instance_id} is among the {where}, but not among the {other}"
    for key in sorted(things & set(single)):
        different = int(np.count_nonzero((ids == key[0]) != single[key]))
        if different:
            yield f"{key[1]} {key[0]} differs from its annotation's mask in {different} px"
    crowd_ids = {row["category"]: row["id"] for row in rows if row["iscrowd"]}
    for category in sorted(crowds.keys() | crowd_ids.keys()):
        crowd = ids == crowd_ids.get(category, -1)
        different = int(np.count_nonzero(crowd != crowds.get(category, np.zeros_like(crowd))))
        if different:
            yield f"the crowd of {category} differs from its annotations' masks in {different} px"


def listed_segments(content: Mapping[str, Any], found: list[Finding]) -> dict[int, dict[str, Any]]:
    """Rows of panoptic.json's ``annotations`` by image id; what is wrong with them goes to ``found``."""
    by_image: dict[int, dict[str, Any]] = {}
    tables = {key: content.get(key) for key in ("images", "annotations", "categories")}
    for key, value in tables.items():
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            found.append(Finding(PANOPTIC, f"{key} must be a list of rows, got {value!r:.60}"))
            return by_image
    known = {row.get("id") for row in content["categories"]}
    for row in content["categories"]:
        if row.get("isthing") not in (0, 1):
            found.append(Finding(PANOPTIC, f"category {row.get('name')!r:.60} has no isthing of 0 or 1"))
    for row in content["annotations"]:
        index = row.get("image_id")
        if not isinstance(index, int) or index in by_image:
            found.append(Finding(PANOPTIC, f"image_id {index!r:.60} is no number, or there twice"))
            continue
        by_image[index] = row
        segments = row.get("segments_info")
        used = {s.get("category_id") for s in segments} if isinstance(segments, list) else {None}
        for category in sorted(used - known, key=str):
            message = f"image {index}: category_id {category} is not among the categories"
            found.append(Finding(PANOPTIC, message))
    return by_image


def listing_findings(record: Mapping[str, Any], listed: Mapping[int, Mapping[str, Any]]) -> list[Finding]:
    """Whether panoptic.json says of a frame what its record says."""
    index = record["index"]
    try:
        wanted = coco_segments(record)
    except CycloramaError as error:
        return [Finding(f"frames/{index:06d}.json", str(error))]
    if index not in listed:
        return [Finding(PANOPTIC, f"image {index} is missing; it is in frames/{index:06d}.json")]
    if listed[index] != wanted:
        return [Finding(PANOPTIC, f"image {index} differs from frames/{index:06d}.json")]
    return []
