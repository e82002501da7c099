"""A dataset on disk: its recipe, one record a frame, and what is derived from the records.

::

    dataset.json                  recipe, count, versions; at the end categories, licence ledger, counts
    images/000017.png
    frames/000017.json            everything known of image 17, written last: with it, the image is done
    annotations/instances.json    COCO, from the records
    panoptic/, annotations/panoptic.json    the same for what every pixel is, where the recipe wants it
    ATTRIBUTION.md                whom to credit, if anybody
    rejects/000017.json           why image 17 is missing
    timings/000017.json           seconds; the only thing that is not reproducible
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, Protocol

from pydantic import ValidationError

from .assets.ledger import ATTRIBUTION, attribution, restrictions, statement
from .assets.licences import url
from .errors import DatasetError
from .files import LOCK, as_json, replaced, sweep, unwritable, write_atomic
from .recipe import Recipe

__all__ = ["Dataset", "FinishedFrame", "differences"]

_REMEDY = "put back a copy of it, or render into another folder"


class FinishedFrame(Protocol):
    """What is written of a frame: see ``generate.Frame``."""

    @property
    def files(self) -> Mapping[str, bytes]: ...
    @property
    def record(self) -> Mapping[str, Any]: ...
    @property
    def timings(self) -> Mapping[str, float | str]: ...


@dataclass(frozen=True)
class Dataset:
    """A folder with a ``dataset.json``.

    Attributes:
        folder: where it is.
        recipe: what its images are a function of, beside their index.
        count: how many images it is to have; ``missing`` says which are not there yet.
        versions: of what else their bytes depend on.
        first: index of its first image.
    """

    folder: Path
    recipe: Recipe
    count: int
    versions: Mapping[str, str]
    first: int = 0

    @classmethod
    def create_or_resume(
        cls, folder: Path, recipe: Recipe, count: int, versions: Mapping[str, str], first: int = 0
    ) -> Dataset:
        """A new dataset in an empty folder, or the one that is there, if it is of the same recipe.

        A larger ``count`` extends it. The caller holds the folder's lock (``files.locked``).

        Raises:
            DatasetError: another recipe, other versions, a smaller count, a folder with other files.
        """
        wanted = cls(folder, recipe, count, dict(versions), first)
        if not (folder / "dataset.json").exists():
            others = sorted(p.name for p in folder.iterdir() if p.name != LOCK)
            others = [name for name in others if not (name.startswith(".") and name.endswith(".tmp"))]
            if others:
                shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
                raise DatasetError(
                    f"folder {folder}: it holds other files ({shown}) and no dataset.json; "
                    "choose a new or an empty folder"
                )
            wanted.sweep()
            wanted._write_head()
            return wanted
        there = cls.open(folder)
        if not there.recorded():  # nothing is finished, so nothing holds one to what was asked for then
            for path in sorted(folder.glob("rejects/*.json")):
                path.unlink()
            wanted.sweep()
            wanted._write_head()
            return wanted
        changed = differences(there.recipe, recipe)
        if changed:
            raise DatasetError(
                f"folder {folder}: its images were made with another recipe: {'; '.join(changed)}. "
                "Give the same options to go on, or choose another folder"
            )
        other = _version_differences(there.versions, versions)
        if other:
            raise DatasetError(
                f"folder {folder}: its images were made with other versions: {'; '.join(other)}. "
                "Install those versions to go on, or choose another folder"
            )
        if first != there.first:
            raise DatasetError(
                f"folder {folder}: its images begin at {there.first}, not {first}; choose another folder"
            )
        if count < there.count:
            raise DatasetError(
                f"folder {folder}: it is to have {there.count} images, of which "
                f"{there.count - len(there.missing())} are done; {count} would take some away. "
                f"Give --count {there.count // there.recipe.frames} or more, or choose another folder"
            )
        there.sweep()
        # The recipe of the start stays: where script and models lie must not depend on the latest run.
        resumed = replace(there, count=count)
        if count > there.count:
            resumed._write_head()
        return resumed

    @classmethod
    def open(cls, folder: Path) -> Dataset:
        """The dataset in ``folder``.

        Raises:
            DatasetError: there is none, or its dataset.json cannot be read.
        """
        path = folder / "dataset.json"
        try:
            head = json.loads(path.read_bytes())
            recipe = Recipe(**head["recipe"])
            return cls(folder, recipe, int(head["count"]), dict(head["versions"]), int(head["first"]))
        except (FileNotFoundError, NotADirectoryError):
            raise DatasetError(
                f"folder {folder}: there is no dataset in it (no dataset.json); "
                "`cyclorama render SCENE --out FOLDER` makes one"
            ) from None
        except OSError as error:
            raise DatasetError(f"{path}: it cannot be read: {error.strerror}") from error
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise DatasetError(
                f"{path}: recipe.{field}: {first['msg']}; was the file edited, or made by another version? "
                f"{_REMEDY}"
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DatasetError(
                f"{path}: it is no dataset.json of Cyclorama's ({error!r}); {_REMEDY}"
            ) from error

    def missing(self) -> list[int]:
        """Indices whose record is not there, or whose files are not there in their right size."""
        return [i for i in range(self.first, self.first + self.count) if not self._is_done(i)]

    def discard(self, indices: Iterable[int]) -> None:
        """Remove the records of frames that are not done, or a lost picture would still be annotated.

        Raises:
            DatasetError: the disk refuses.
        """
        try:
            for index in indices:
                self._path("frames", index).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.folder / "frames", error) from error

    def write_frame(self, frame: FinishedFrame) -> None:
        """Write a frame's files, then its record, each of them whole.

        The record gets each file's SHA-256 (``files``) and size (``file_bytes``).

        Raises:
            DatasetError: the disk is full or refuses.
        """
        index = int(frame.record["index"])
        for name, data in frame.files.items():
            write_atomic(self.folder / name, data)
        write_atomic(self._path("timings", index), as_json(dict(frame.timings)))
        record = {
            **frame.record,
            "files": {name: hashlib.sha256(data).hexdigest() for name, data in frame.files.items()},
            "file_bytes": {name: len(data) for name, data in frame.files.items()},
        }
        write_atomic(self._path("frames", index), as_json(record))
        with contextlib.suppress(OSError):
            self._path("rejects", index).unlink(missing_ok=True)

    def record(self, index: int) -> dict[str, Any]:
        """The record of one frame.

        Raises:
            DatasetError: it is not there, or cannot be read.
        """
        path = self._path("frames", index)
        try:
            record = json.loads(path.read_bytes())
        except FileNotFoundError:
            raise DatasetError(
                f"folder {self.folder}: image {index} is not in it; {self._which_are_there()}"
            ) from None
        except (OSError, ValueError) as error:
            raise DatasetError(f"{path}: it cannot be read: {error}") from error
        if not isinstance(record, dict):
            raise DatasetError(f"{path}: it is no frame record")
        return record

    def recorded(self) -> list[int]:
        """Indices of the frames that have a record, in order."""
        return _indices(self.folder / "frames")

    def records(self) -> Iterator[dict[str, Any]]:
        """All records, by index."""
        for index in self.recorded():
            yield self.record(index)

    def reject(self, index: int, reason: str, attempts: int, tail: str) -> None:
        """Note why a frame is missing."""
        row = {"index": index, "reason": reason, "attempts": attempts, "output": tail.splitlines()}
        write_atomic(self._path("rejects", index), as_json(row, indent=1))

    def rejects(self) -> list[dict[str, Any]]:
        """What was noted of the frames that are missing, by index."""
        folder = self.folder / "rejects"
        return [json.loads(self._path("rejects", index).read_bytes()) for index in _indices(folder)]

    def finish(self) -> None:
        """Write ``annotations/*.json`` and ``dataset.json`` from the records.

        Their bytes depend on nothing but the records, so neither on the order nor on the number of
        workers. Images that are not done are simply not in them.
        """
        from .annotate.coco import write_instances
        from .annotate.coco_panoptic import write_panoptic

        summary = _Summary()
        with replaced(self.folder / "annotations" / "instances.json") as path:
            write_instances(path, summary.watched(self.records()), self._info())
        if self.recipe.labels.panoptic:
            with replaced(self.folder / "annotations" / "panoptic.json") as path:
                write_panoptic(path, self.records(), self._info())
        self._write_attribution(attribution(summary.assets()))
        write_atomic(self.folder / "dataset.json", as_json({**self._head(), **summary.rows()}, indent=1))
        self.sweep()

    def _write_attribution(self, text: str | None) -> None:
        path = self.folder / ATTRIBUTION
        if text is not None:
            write_atomic(path, text.encode())
            return
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def sweep(self) -> None:
        """Remove what killed writers left: temporary files, files of frames without a record, and
        the rejects of frames that are there by now.

        Raises:
            DatasetError: the disk refuses.
        """
        rejects = self.folder / "rejects"
        try:
            sweep(self.folder)
            if rejects.is_dir():
                for index in _indices(rejects):
                    if self._path("frames", index).exists():
                        self._path("rejects", index).unlink(missing_ok=True)
                if not any(rejects.iterdir()):
                    rejects.rmdir()
            done = {f"{index:06d}" for index in self.recorded()}
            for kind in ("images", "panoptic", "depth", "flow", "hidden", "timings"):
                for path in (self.folder / kind).glob("[0-9]*.*"):
                    if path.stem.isdigit() and path.stem not in done:
                        path.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def _info(self) -> dict[str, Any]:
        """COCO's ``info``: what is known, and no invented year or licence."""
        recipe = self.recipe
        return {
            "description": f"scene {_scene_identity(recipe.scene)}, seed {recipe.seed}",
            "version": f"cyclorama {self.versions.get('cyclorama', '')}".strip(),
        }

    def _head(self) -> dict[str, Any]:
        return {
            "recipe": self.recipe.model_dump(mode="json"),
            "first": self.first,
            "count": self.count,
            "versions": dict(self.versions),
        }

    def _write_head(self) -> None:
        write_atomic(self.folder / "dataset.json", as_json(self._head(), indent=1))

    def _is_done(self, index: int) -> bool:
        try:
            record = json.loads(self._path("frames", index).read_bytes())
            sizes = record["file_bytes"]
            return all((self.folder / name).stat().st_size == size for name, size in sizes.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False

    def _which_are_there(self) -> str:
        there = self.recorded()
        if not there:
            return "no image is done yet"
        return f"it holds {len(there)} images from {there[0]} to {there[-1]}"

    def _path(self, kind: str, index: int) -> Path:
        return self.folder / kind / f"{index:06d}.json"


class _Summary:
    """What dataset.json says of all records, gathered while they pass by."""

    def __init__(self) -> None:
        self._images = self._annotations = self._small = self._crowd = 0
        self._dropped: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._assets: dict[str, Any] = {}
        self._uses: Counter[str] = Counter()

    def watched(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for record in records:
            self._images += 1
            for annotation in record.get("annotations", ()):
                self._annotations += 1
                self._small += bool(annotation.get("small"))
                self._crowd += annotation.get("iscrowd") == 1
                self._names[annotation["category"]] += 1
            self._dropped.update(row["reason"] for row in record.get("dropped", ()))
            for asset in record.get("assets", ()):
                key = as_json(asset).decode()
                self._assets[key] = asset
                self._uses[key] += 1
            yield record

    def assets(self) -> list[dict[str, Any]]:
        """Rows of the licence ledger, by id."""
        by_id = sorted(self._assets.items(), key=lambda item: (item[1]["id"], item[0]))
        return [
            {**asset, "licence_url": url(asset.get("licence")), "images": self._uses[key]}
            for key, asset in by_id
        ]

    def rows(self) -> dict[str, Any]:
        from .annotate.categories import categories

        return {
            "images": self._images,
            "annotations": self._annotations,
            "small": self._small,
            "crowd": self._crowd,
            "dropped": dict(self._dropped),
            "categories": [{**row, "count": self._names[row["name"]]} for row in categories(self._names)],
            "assets": self.assets(),
            "restrictions": restrictions(self.assets()),
            "statement": statement(self.assets()),
        }


def differences(old: Recipe, new: Recipe) -> list[str]:
    """What two recipes decide differently, a field each: ``seed 7 → 8``.

    Where a script or the models lie does not count; what is in them does.
    """
    a, b = _flat(old), _flat(new)
    changed = [
        f"{key} {_shown(a, key)} → {_shown(b, key)}" for key in sorted({*a, *b}) if a.get(key) != b.get(key)
    ]
    return changed + _model_differences(old, new)


def _flat(recipe: Recipe) -> dict[str, Any]:
    # Packs and own assets are those of the beginning: what came since is not looked at.
    fields = recipe.model_dump(mode="json", exclude={"models", "models_dir", "packs", "user_assets"})
    flat: dict[str, Any] = {}
    for key, value in fields.items():
        if key in ("given", "labels"):
            flat.update({f"{key} {inner}": inner_value for inner, inner_value in value.items()})
        elif key == "licences":
            flat[key] = ",".join(value) or None
        elif key == "balance":
            flat.update({f"balance {name}": "yes" for name in value})
        else:
            flat[key] = value
    flat["scene"] = _scene_identity(recipe.scene)
    if recipe.scene_sha256:
        flat["scene_sha256"] = recipe.scene_sha256[:12]
    return flat


def _scene_identity(scene: str) -> str:
    return PurePath(scene).name


def _shown(flat: Mapping[str, Any], key: str) -> str:
    value = flat.get(key)
    return "none" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _model_differences(old: Recipe, new: Recipe) -> list[str]:
    a, b = ({entry.path: entry for entry in recipe.models} for recipe in (old, new))
    verbs = (
        ("added", sorted(b.keys() - a.keys())),
        ("removed", sorted(a.keys() - b.keys())),
        ("changed", sorted(path for path in a.keys() & b.keys() if a[path] != b[path])),
    )
    return [
        f"models {verb}: {', '.join(paths[:3])}{f' and {len(paths) - 3} more' if len(paths) > 3 else ''}"
        for verb, paths in verbs
        if paths
    ]


def _version_differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [
        f"{name} {old.get(name, 'none')} → {new.get(name, 'none')}"
        for name in sorted({*old, *new} - {"python"})
        if old.get(name) != new.get(name)
    ]


def _indices(folder: Path) -> list[int]:
    """Numbers of the files 000017.json in a folder, in order."""
    return sorted(int(path.stem) for path in folder.glob("*.json") if path.stem.isdigit())
