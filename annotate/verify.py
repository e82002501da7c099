"""Whether a dataset's files are whole and agree with each other; from files only, without a renderer."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import cv2
from pycocotools.coco import COCO

from ..errors import CycloramaError
from ..scenes.camera import Resolution
from .categories import categories, category_id
from .coco import coco_annotations, coco_image
from .verify_masks import mask_findings

__all__ = ["Finding", "verify"]

_INSTANCES = "annotations/instances.json"
_RECORD_KEYS = {"index": int, "camera": dict, "annotations": list, "files": dict}


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: in which file, at which annotation (if at one), and what."""

    file: str
    message: str
    annotation_id: int | None = None

    def __str__(self) -> str:
        at = "" if self.annotation_id is None else f" annotation {self.annotation_id}:"
        return f"{self.file}:{at} {self.message}".replace("\n", " ")


def verify(dataset_dir: Path) -> list[Finding]:
    """All findings in a dataset folder, in the order of its files; none: it is whole.

    Checked: dataset.json, every frame record, and annotations/instances.json can be read and
    pycocotools loads the last; files are there, with the sizes and hashes that were recorded, and
    none beside them; masks decode; bbox, area and fractions are those of the masks; visible masks
    of an image never overlap; amodal masks hold the visible ones; ids are unique; category ids are
    those of their names; records and instances.json say the same.

    Never raises for what is in the folder: a file that cannot be read is a finding.
    """
    found: list[Finding] = []
    if not dataset_dir.is_dir():
        return [Finding(dataset_dir.name, "is not a folder; give the folder that holds dataset.json")]
    dataset = _read(dataset_dir, "dataset.json", found)
    instances = _read(dataset_dir, _INSTANCES, found)
    listed = _Listed.of(instances, found) if instances is not None else None
    if instances is not None:
        found += _loading(dataset_dir / _INSTANCES)
    if dataset is not None and listed is not None:
        found += _declared(dataset, listed)
    indices: set[int] = set()
    named: set[str] = set()
    paths = sorted((dataset_dir / "frames").glob("*.json"))
    if not paths:
        found.append(Finding("frames", "holds no frame record"))
    for path in paths:
        file = f"frames/{path.name}"
        record = _read(dataset_dir, file, found)
        if record is None or not _is_record(record, path, found):
            continue
        indices.add(record["index"])
        named.update(record["files"])
        try:
            found += _frame(dataset_dir, file, record, listed)
        except (CycloramaError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # What nobody foresaw in a broken record is still a finding, and the next frame is checked.
            found.append(Finding(file, f"cannot be checked: {type(error).__name__} {error}"))
    found += _strays(dataset_dir, named)
    if listed is not None:
        for index in sorted(set(listed.images) - indices):
            found.append(Finding(_INSTANCES, f"image {index} has no readable record in frames/"))
        for index in sorted(set(listed.annotations) - set(listed.images)):
            number = listed.annotations[index][0].get("id")
            found.append(Finding(_INSTANCES, f"image_id {index} is not among the images", number))
    return found


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
    except RecursionError:
        found.append(Finding(file, "is not JSON that can be read: nested too deep"))
    else:
        if isinstance(value, dict):
            return value
        found.append(Finding(file, f"must hold a JSON object, got {type(value).__name__}"))
    return None


@dataclass(frozen=True)
class _Listed:
    """instances.json by image."""

    images: dict[int, dict[str, Any]]
    annotations: dict[int, list[dict[str, Any]]]
    categories: list[dict[str, Any]]

    @staticmethod
    def of(content: Mapping[str, Any], found: list[Finding]) -> _Listed:
        rows: dict[str, list[dict[str, Any]]] = {}
        for key in ("images", "annotations", "categories"):
            value = content.get(key)
            if not isinstance(value, list):
                found.append(Finding(_INSTANCES, f"{key} must be a list, got {type(value).__name__}"))
                value = []
            rows[key] = []
            seen: set[int] = set()
            for row in value:
                number = row.get("id") if isinstance(row, dict) else None
                if not isinstance(number, int) or isinstance(number, bool):
                    found.append(Finding(_INSTANCES, f"{key}: a row without a whole-number id: {row!r:.60}"))
                    continue
                if number in seen:
                    found.append(Finding(_INSTANCES, f"{key}: id {number} is there twice"))
                seen.add(number)
                rows[key].append(row)
        by_image: dict[int, list[dict[str, Any]]] = {}
        known = {row["id"] for row in rows["categories"]}
        for row in rows["annotations"]:
            index = row.get("image_id")
            if not isinstance(index, int):
                found.append(Finding(_INSTANCES, f"image_id {index!r} is not a whole number", row["id"]))
                continue
            by_image.setdefault(index, []).append(row)
            if row.get("category_id") not in known:
                message = f"category_id {row.get('category_id')!r} is not among the categories"
                found.append(Finding(_INSTANCES, message, row["id"]))
        found += _category_findings(rows["categories"])
        return _Listed({row["id"]: row for row in rows["images"]}, by_image, rows["categories"])


def _category_findings(rows: list[dict[str, Any]]) -> list[Finding]:
    found = []
    seen: set[object] = set()
    for row in rows:
        name = row.get("name")
        if not isinstance(name, str):
            found.append(Finding(_INSTANCES, f"category {row['id']}: name must be text, got {name!r:.60}"))
            continue
        if name in seen:
            found.append(Finding(_INSTANCES, f"category {name!r} is there twice"))
        seen.add(name)
        try:
            number = category_id(name)
        except CycloramaError as error:
            found.append(Finding(_INSTANCES, str(error)))
            continue
        if row["id"] != number:
            found.append(Finding(_INSTANCES, f"category {name!r} has id {row['id']}, but its id is {number}"))
    return found


def _loading(path: Path) -> list[Finding]:
    """Whether pycocotools loads the file. It raises whatever comes, and prints."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            COCO(str(path))
    except Exception as error:
        return [Finding(_INSTANCES, f"pycocotools cannot load it: {type(error).__name__} {error}")]
    return []


def _declared(dataset: Mapping[str, Any], listed: _Listed) -> list[Finding]:
    """dataset.json may declare categories, as rows or as names: instances.json must know the same."""
    declared = dataset.get("categories")
    if declared is None:
        return []
    names = declared if isinstance(declared, list | dict) else []
    names = [row.get("name") if isinstance(row, dict) else row for row in names]
    if not isinstance(declared, list | dict) or not all(isinstance(name, str) for name in names):
        return [Finding("dataset.json", f"categories must be a list of rows or names, got {declared!r:.60}")]
    try:
        wanted = {row["id"]: row["name"] for row in categories(names)}
    except CycloramaError as error:
        return [Finding("dataset.json", str(error))]
    found = []
    for row in declared if isinstance(declared, list) else ():
        if isinstance(row, dict) and "id" in row and wanted.get(row["id"]) != row["name"]:
            number = category_id(row["name"])
            message = f"category {row['name']!r} has id {row['id']!r}, but its id is {number}"
            found.append(Finding("dataset.json", message))
    known = {row["id"]: row.get("name") for row in listed.categories}
    for number in sorted(set(wanted) ^ set(known)):
        file, other = ("dataset.json", _INSTANCES) if number in wanted else (_INSTANCES, "dataset.json")
        name = wanted.get(number, known.get(number))
        found.append(Finding(file, f"category {name!r} ({number}) is not in {other}"))
    return found


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


def _frame(folder: Path, file: str, record: Mapping[str, Any], listed: _Listed | None) -> list[Finding]:
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
            found.append(Finding(_INSTANCES, f"image {index} of {file} is missing"))
        elif listed.images[index] != coco_image(record):
            found.append(Finding(_INSTANCES, f"image {index} is {listed.images[index]}, not as in {file}"))
        found += _disagreements(file, rows, own)
        found += [Finding(_INSTANCES, message, number) for number, message in mask_findings(own, resolution)]
    if own is None or rows != own:
        found += [Finding(file, message, number) for number, message in mask_findings(rows, resolution)]
    return found


def _disagreements(file: str, rows: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[Finding]:
    recorded, listed = {row["id"]: row for row in rows}, {row["id"]: row for row in own}
    found = []
    for number in sorted(recorded.keys() | listed.keys()):
        if number not in listed:
            found.append(Finding(_INSTANCES, f"is missing; it is in {file}", number))
        elif number not in recorded:
            found.append(Finding(_INSTANCES, f"is not in {file}", number))
        elif recorded[number] != listed[number]:
            a, b = recorded[number], listed[number]
            keys = sorted(key for key in a.keys() | b.keys() if a.get(key) != b.get(key))
            found.append(Finding(_INSTANCES, f"differs from {file} in {', '.join(keys)}", number))
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
        Finding(f"images/{path.name}", "no frame record names it")
        for path in sorted((folder / "images").glob("*"))
        if f"images/{path.name}" not in named
    ]
