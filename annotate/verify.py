"""Whether a dataset's files are whole and agree with each other; from files only, without a renderer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import cv2

from ..scenes.camera import Resolution
from .coco import coco_annotations, coco_image
from .finding import Finding
from .verify_instances import INSTANCES, Listed, declared_findings, listed_instances, loading_findings
from .verify_masks import mask_findings
from .verify_panoptic import PANOPTIC, listed_segments, listing_findings, segment_findings

__all__ = ["Finding", "verify"]

_RECORD_KEYS = {"index": int, "camera": dict, "annotations": list, "files": dict}
_MISSING_SHOWN = 20


def verify(dataset_dir: Path) -> list[Finding]:
    """All findings in a dataset folder, in the order of its files; none: it is whole.

    Checked: dataset.json, every frame record, and annotations/instances.json can be read and
    pycocotools loads the last; files are there, with the sizes and hashes that were recorded, and
    none beside them; masks decode; bbox, area and fractions are those of the masks; visible masks
    of an image never overlap; amodal masks hold the visible ones; ids are unique; category ids are
    those of their names; records and instances.json say the same, and so do, where the recipe wants
    them, panoptic.json, its pictures and the masks.

    Never raises for what is in the folder: a file that cannot be read is a finding.
    """
    found: list[Finding] = []
    if not dataset_dir.is_dir():
        return [Finding(dataset_dir.name, "is not a folder; give the folder that holds dataset.json")]
    dataset = _read(dataset_dir, "dataset.json", found)
    instances = _read(dataset_dir, INSTANCES, found)
    listed = None
    if instances is not None:
        listed = listed_instances(instances, found)
        found += loading_findings(dataset_dir / INSTANCES)
    if dataset is not None and listed is not None:
        found += declared_findings(dataset, listed)
    segments = _segments(dataset_dir, dataset, found)
    named: set[str] = set()
    indices: set[int] = set()
    rows = 0
    paths = sorted((dataset_dir / "frames").glob("*.json"))
    if not paths:
        found.append(Finding("frames", "holds no frame record"))
    for path in paths:
        file = f"frames/{path.name}"
        record = _read(dataset_dir, file, found)
        if record is None or not _is_record(record, path, found):
            continue
        indices.add(record["index"])
        rows += len(record["annotations"])
        named.update(record["files"])
        try:
            found += _frame(dataset_dir, file, record, listed)
            found += segment_findings(dataset_dir, record) if "panoptic" in record else []
            found += listing_findings(record, segments) if segments is not None else []
        except Exception as error:
            # What nobody foresaw in a broken record is still a finding, and the next frame is checked.
            found.append(Finding(file, f"cannot be checked: {type(error).__name__} {error}"))
    found += _strays(dataset_dir, named)
    if dataset is not None:
        found += _missing(dataset_dir, dataset, indices, rows)
    if listed is not None:
        for index in sorted(set(listed.images) - indices):
            found.append(Finding(INSTANCES, f"image {index} has no readable record in frames/"))
        for index in sorted(set(listed.annotations) - set(listed.images)):
            number = listed.annotations[index][0]["id"]
            found.append(Finding(INSTANCES, f"image_id {index} is not among the images", number))
    return found


def _segments(
    folder: Path, dataset: Mapping[str, Any] | None, found: list[Finding]
) -> dict[int, dict[str, Any]] | None:
    """What panoptic.json lists, where the recipe wants one."""
    recipe = dataset.get("recipe") if dataset is not None else None
    labels = recipe.get("labels") if isinstance(recipe, dict) else None
    if not isinstance(labels, dict) or labels.get("panoptic") is not True:
        return None
    content = _read(folder, PANOPTIC, found)
    try:
        return None if content is None else listed_segments(content, found)
    except Exception as error:
        found.append(Finding(PANOPTIC, f"cannot be checked: {type(error).__name__} {error}"))
        return None


def _read(folder: Path, file: str, found: list[Finding]) -> dict[str, Any] | None:
    """A file's JSON object, or None and a finding."""
    try:
        value = json.loads((folder / file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        found.append(Finding(file, "is missing"))
    except OSError as error:
        found.append(Finding(file, f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        found.append(Finding(file, f"is not UTF-8 at byte {error.start}"))
    except json.JSONDecodeError as error:
        found.append(Finding(file, f"is not JSON: {error.msg} at line {error.lineno} column {error.colno}"))
    except (RecursionError, ValueError):
        found.append(Finding(file, "is not JSON that can be read: nested too deep, or a number is too long"))
    else:
        if isinstance(value, dict):
            return value
        found.append(Finding(file, f"must hold a JSON object, got {type(value).__name__}"))
    return None


def _is_record(record: Mapping[str, Any], path: Path, found: list[Finding]) -> bool:
    file = f"frames/{path.name}"
    for key, kind in _RECORD_KEYS.items():
        if not isinstance(record.get(key), kind) or isinstance(record.get(key), bool):
            got = type(record[key]).__name__ if key in record else "nothing"
            found.append(Finding(file, f"{key} must be {kind.__name__}, got {got}"))
            return False
    if path.stem != f"{record['index']:06d}":
        found.append(
            Finding(file, f"holds index {record['index']}; its name should be {record['index']:06d}")
        )
        return False
    sides = [record["camera"].get(side) for side in ("width", "height")]
    if not all(isinstance(side, int) and 0 < side < 2**16 for side in sides):
        found.append(Finding(file, f"camera: width and height must be whole numbers of pixels, got {sides}"))
        return False
    return True


def _frame(folder: Path, file: str, record: Mapping[str, Any], listed: Listed | None) -> list[Finding]:
    index = record["index"]
    resolution = Resolution(record["camera"]["width"], record["camera"]["height"])
    found = _files(folder, file, record["files"], resolution)
    rows = coco_annotations(record)
    ids = [row["id"] for row in rows]
    for number in sorted({number for number in ids if ids.count(number) > 1}):
        found.append(Finding(file, "its instance_id is there twice", number))
    own = None if listed is None else listed.annotations.get(index, [])
    if own is not None and listed is not None:
        if index not in listed.images:
            found.append(Finding(INSTANCES, f"image {index} of {file} is missing"))
        elif listed.images[index] != coco_image(record):
            found.append(Finding(INSTANCES, f"image {index} is {listed.images[index]}, not as in {file}"))
        found += _disagreements(file, rows, own)
        found += [Finding(INSTANCES, message, number) for number, message in mask_findings(own, resolution)]
    if own is None or rows != own:
        found += [Finding(file, message, number) for number, message in mask_findings(rows, resolution)]
    return found


def _disagreements(file: str, rows: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[Finding]:
    recorded, listed = {row["id"]: row for row in rows}, {row["id"]: row for row in own}
    found = []
    for number in sorted(recorded.keys() | listed.keys()):
        if number not in listed:
            found.append(Finding(INSTANCES, f"is missing; it is in {file}", number))
        elif number not in recorded:
            found.append(Finding(INSTANCES, f"is not in {file}", number))
        elif recorded[number] != listed[number]:
            a, b = recorded[number], listed[number]
            keys = sorted(key for key in a.keys() | b.keys() if a.get(key) != b.get(key))
            found.append(Finding(INSTANCES, f"differs from {file} in {', '.join(keys)}", number))
    return found


def _files(folder: Path, file: str, files: Mapping[str, Any], resolution: Resolution) -> list[Finding]:
    found = []
    for name, wanted in sorted(files.items()):
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts:
            found.append(Finding(file, f"names a file outside the dataset: {name!r:.80}"))
            continue
        try:
            with (folder / name).open("rb") as stream:
                got = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            found.append(Finding(name, f"is missing; {file} names it"))
            continue
        except OSError as error:
            found.append(Finding(name, f"cannot be read: {error.strerror}"))
            continue
        if got != wanted:
            found.append(Finding(name, f"has sha256 {got[:12]}…, but {file} says {str(wanted)[:12]}…"))
        if name.startswith("images/"):
            picture = cv2.imread(str(folder / name), cv2.IMREAD_UNCHANGED)
            if picture is None:
                found.append(Finding(name, "is not a picture that OpenCV can read"))
            elif (picture.shape[1], picture.shape[0]) != resolution:
                size = Resolution(picture.shape[1], picture.shape[0])
                found.append(Finding(name, f"is {size}, but {file} says {resolution}"))
    return found


def _strays(folder: Path, named: set[str]) -> list[Finding]:
    return [
        Finding(f"{kind}/{path.name}", "no frame record names it")
        for kind in ("images", "panoptic", "depth", "flow", "hidden")
        for path in sorted((folder / kind).glob("*"))
        if f"{kind}/{path.name}" not in named
    ]


def _missing(folder: Path, dataset: Mapping[str, Any], indices: set[int], rows: int) -> list[Finding]:
    """Frames that dataset.json counts but that are neither recorded nor rejected, and its sums."""
    found = []
    first, count = dataset.get("first", 0), dataset.get("count")
    if isinstance(first, int) and isinstance(count, int):
        wanted = range(first, first + count)
        rejected = {int(path.stem) for path in (folder / "rejects").glob("*.json") if path.stem.isdigit()}
        gone = (index for index in wanted if index not in indices and index not in rejected)
        for index in islice(gone, _MISSING_SHOWN):
            message = "is missing, and nothing in rejects/ says why; run the same render command again"
            found.append(Finding(f"frames/{index:06d}.json", message))
        if next(gone, None) is not None:
            found.append(Finding("frames", f"more are missing; dataset.json counts {count} from {first} on"))
        for index in sorted(index for index in indices if index not in wanted):
            found.append(Finding(f"frames/{index:06d}.json", f"is not one of the {count} from {first} on"))
    for key, got in (("images", len(indices)), ("annotations", rows)):
        if key in dataset and dataset[key] != got:
            found.append(Finding("dataset.json", f"{key} is {dataset[key]!r:.60}, the records hold {got}"))
    return found
