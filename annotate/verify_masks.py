"""Whether the annotations of one image agree with their own masks and with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scenes.camera import Resolution
from .masks import as_region
from .polygons import decoded

__all__ = ["mask_findings"]

BoolMask = npt.NDArray[np.bool_]


def mask_findings(rows: list[dict[str, Any]], resolution: Resolution) -> Iterator[tuple[int, str]]:
    """Annotation id and message of everything that is wrong with the annotations of one image."""
    owner = np.full((resolution.height, resolution.width), -1, np.int64)
    for number, row in enumerate(rows):
        visible, message = _mask(row, "segmentation", resolution)
        if visible is None:
            yield row["id"], message
            continue
        yield from ((row["id"], message) for message in _visible_findings(row, visible))
        yield from ((row["id"], message) for message in _keypoint_findings(row, resolution))
        taken = owner[visible]
        for other in np.unique(taken[taken >= 0]).tolist():
            shared = int(np.count_nonzero(taken == other))
            yield row["id"], f"shares {shared} visible px with annotation {rows[other]['id']}"
        owner[visible] = number
        if "amodal_segmentation" not in row:
            continue
        whole, message = _mask(row, "amodal_segmentation", resolution)
        if whole is None:
            yield row["id"], message
            continue
        yield from ((row["id"], message) for message in _amodal_findings(row, visible, whole))


def _mask(row: Mapping[str, Any], key: str, resolution: Resolution) -> tuple[BoolMask | None, str]:
    try:
        return decoded(row.get(key), resolution), ""
    except ValueError as error:
        return None, f"{key}: {error}"


def _visible_findings(row: Mapping[str, Any], visible: BoolMask) -> Iterator[str]:
    region = as_region(visible)
    if region.area == 0:
        yield "its mask is empty"
    if row.get("bbox") != list(region.box):
        yield f"bbox is {row.get('bbox')!r:.60}, its mask's is {list(region.box)}"
    if row.get("area") != region.area:
        yield f"area is {row.get('area')!r:.60}, its mask's is {region.area}"
    crowd = row.get("iscrowd")
    if isinstance(crowd, bool) or crowd not in (0, 1):
        yield f"iscrowd is {crowd!r:.60}, neither 0 nor 1"
    if crowd == 1 and not isinstance(row.get("segmentation"), dict):
        yield "it is a crowd with polygons; COCO's tools want a crowd's mask as an RLE"


def _keypoint_findings(row: Mapping[str, Any], resolution: Resolution) -> Iterator[str]:
    flat = row.get("keypoints", [])
    if not isinstance(flat, list) or len(flat) % 3 or not all(isinstance(n, int | float) for n in flat):
        yield f"keypoints must be x, y and visibility of each, got {flat!r:.60}"
        return
    points = [flat[at : at + 3] for at in range(0, len(flat), 3)]
    width, height = resolution
    for x, y, seen in points:
        if seen not in (0, 1, 2) or not (-0.5 <= x <= width - 0.5 and -0.5 <= y <= height - 0.5):
            yield f"keypoint [{x}, {y}, {seen}] is not in the image, or neither 0, 1 nor 2"
    count = sum(seen != 0 for *_, seen in points)
    if "keypoints" in row and row.get("num_keypoints") != count:
        yield f"num_keypoints is {row.get('num_keypoints')!r:.60}, but {count} keypoints are labelled"


def _amodal_findings(row: Mapping[str, Any], visible: BoolMask, whole: BoolMask) -> Iterator[str]:
    outside = int(np.count_nonzero(visible & ~whole))
    if outside:
        yield f"{outside} visible px are not in its amodal mask"
    region = as_region(whole)
    bbox = row.get("amodal_bbox")
    if not (isinstance(bbox, list) and len(bbox) == 4 and all(isinstance(n, int | float) for n in bbox)):
        yield f"amodal_bbox must be four numbers, got {bbox!r:.60}"
    else:
        x, y, width, height = region.box
        if bbox[0] > x or bbox[1] > y or bbox[0] + bbox[2] < x + width or bbox[1] + bbox[3] < y + height:
            yield f"amodal_bbox {bbox} does not hold its amodal mask's {list(region.box)}"
    fraction = np.count_nonzero(visible) / region.area if region.area else 0.0
    got = row.get("visible_fraction")
    if not isinstance(got, int | float) or not abs(got - fraction) <= 1e-6:
        yield f"visible_fraction is {got!r:.60}, its masks' is {fraction:.6f}"
    in_frame = row.get("in_frame_fraction")
    if not isinstance(in_frame, int | float) or not 0 < in_frame <= 1:
        yield f"in_frame_fraction must be above 0 and at most 1, got {in_frame!r:.60}"
