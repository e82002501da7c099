"""Whether instances.json can be loaded, and its ids and categories are what they should be."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pycocotools.coco import COCO

from ..errors import CycloramaError
from .categories import category_id
from .finding import Finding

__all__ = ["INSTANCES", "Listed", "declared_findings", "listed_instances", "loading_findings"]

INSTANCES = "annotations/instances.json"


@dataclass(frozen=True)
class Listed:
    """instances.json: images by id, annotations by image id, categories in order."""

    images: dict[int, dict[str, Any]]
    annotations: dict[int, list[dict[str, Any]]]
    categories: list[dict[str, Any]]


def listed_instances(content: Mapping[str, Any], found: list[Finding]) -> Listed:
    """What instances.json holds; what is wrong with its ids, images and categories goes to ``found``."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for key in ("images", "annotations", "categories"):
        value = content.get(key)
        if not isinstance(value, list):
            found.append(Finding(INSTANCES, f"{key} must be a list, got {type(value).__name__}"))
            value = []
        rows[key] = []
        seen: set[int] = set()
        for row in value:
            number: Any = row.get("id") if isinstance(row, dict) else None
            if not _is_id(number):
                found.append(Finding(INSTANCES, f"{key}: a row without a whole-number id: {row!r:.60}"))
                continue
            if number in seen:
                found.append(Finding(INSTANCES, f"{key}: id {number} is there twice"))
            seen.add(number)
            rows[key].append(row)
    by_image: dict[int, list[dict[str, Any]]] = {}
    known = {row["id"] for row in rows["categories"]}
    for row in rows["annotations"]:
        index: Any = row.get("image_id")
        if not _is_id(index):
            found.append(Finding(INSTANCES, f"image_id {index!r:.60} is not a whole number", row["id"]))
            continue
        by_image.setdefault(index, []).append(row)
        category = row.get("category_id")
        if not _is_id(category) or category not in known:
            message = f"category_id {category!r:.60} is not among the categories"
            found.append(Finding(INSTANCES, message, row["id"]))
    found += _category_findings(rows["categories"])
    return Listed({row["id"]: row for row in rows["images"]}, by_image, rows["categories"])


def loading_findings(path: Path) -> list[Finding]:
    """Whether pycocotools loads the file. It raises whatever comes, and prints."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            COCO(str(path))
    except Exception as error:
        return [Finding(INSTANCES, f"pycocotools cannot load it: {type(error).__name__} {error}")]
    return []


def declared_findings(dataset: Mapping[str, Any], listed: Listed) -> list[Finding]:
    """Whether the categories of dataset.json, if it has any yet, are those of instances.json."""
    declared = dataset.get("categories")
    if declared is None:
        return []
    rows = declared if isinstance(declared, list) else [declared]
    if not all(isinstance(r, dict) and _is_id(r.get("id")) and isinstance(r.get("name"), str) for r in rows):
        return [Finding("dataset.json", f"categories must be a list of id and name, got {declared!r:.60}")]
    found = _category_findings(rows, "dataset.json")
    ours, theirs = ({row["id"]: row.get("name") for row in some} for some in (rows, listed.categories))
    for number in sorted(ours.keys() ^ theirs.keys()):
        file, other = ("dataset.json", INSTANCES) if number in ours else (INSTANCES, "dataset.json")
        name = ours.get(number, theirs.get(number))
        found.append(Finding(file, f"category {name!r} ({number}) is not in {other}"))
    return found


def _category_findings(rows: list[dict[str, Any]], file: str = INSTANCES) -> list[Finding]:
    found = []
    seen: set[object] = set()
    for row in rows:
        name = row.get("name")
        if not isinstance(name, str):
            found.append(Finding(file, f"category {row['id']}: name must be text, got {name!r:.60}"))
            continue
        if name in seen:
            found.append(Finding(file, f"category {name!r} is there twice"))
        seen.add(name)
        try:
            number = category_id(name)
        except CycloramaError as error:
            found.append(Finding(file, str(error)))
            continue
        if row["id"] != number:
            found.append(Finding(file, f"category {name!r} has id {row['id']}, but its id is {number}"))
    return found


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
