"""The user's own models in the catalogue: checked, copied whole, recorded with what the user says of them.

They are copied, not referred to: a dataset must be reproducible after its models' folder has gone.
Each lies in a folder of its own, named after the hash of all that it is made of.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from ...draw import Draw
from ...errors import AssetError, ModelFileError, close_names
from ..category import check_category
from ..entry import Entry
from ..ledger import USER
from ..licences import check_licence
from ..model import Model, Source
from ..packs.place import assets_dir
from .model_files import FORMATS, guarded, read_bytes
from .model_settings import FileSettings, settings_for
from .references import find, lacks
from .user_models import fingerprint, parsed, references

__all__ = ["Front", "add", "entries", "identities", "linked_folders", "model_files", "remove"]

Front = Literal["+x", "-x", "+y", "-y"]
"""Where a model looks once z is up; glTF's own front, +z, is then −y."""

_RECORD = "asset.json"
_TURNS_DEG: dict[Front, float] = {"+x": 0.0, "-y": 90.0, "-x": 180.0, "+y": -90.0}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    category: str
    file: str
    front: Front
    sha256: str
    settings: FileSettings
    licence: str
    size_m: tuple[float, float, float]

    @property
    def id(self) -> str:
        return f"{USER}/{self.category}/{self.name}"

    @property
    def identity(self) -> str:
        """A hash of all that decides what comes of it: its size follows from these."""
        text = self.model_dump_json(exclude={"size_m"}, exclude_none=True)
        return hashlib.sha256(text.encode()).hexdigest()


def model_files(folder: Path) -> tuple[Path, ...]:
    """Every model file below a folder, sorted; hidden names and links to folders are passed over.

    Raises:
        AssetError: there is no such folder, or no model file in it.
    """
    if not folder.is_dir():
        raise AssetError(f"{folder}: there is no such folder; give the one that holds the model files")
    models = [path for path in _seen(folder) if path.suffix.lower() in FORMATS and path.is_file()]
    if not models:
        raise AssetError(f"{folder}: no model files in it; expected {' '.join(sorted(FORMATS))}")
    return tuple(models)


def linked_folders(folder: Path) -> tuple[Path, ...]:
    """The links to folders below a folder, sorted: what is in them is passed over."""
    return tuple(path for path in _seen(folder) if path.is_symlink() and path.is_dir())


def _seen(folder: Path) -> list[Path]:
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") or part == "__MACOSX" for part in parts):
            found.append(path)
    return found


def add(
    file: Path,
    folder: Path,
    category: str,
    licence: str,
    said: FileSettings,
    front: Front = "-y",
    lenient: bool = False,
) -> tuple[Entry, tuple[str, ...]]:
    """Check a model file, copy it with what it refers to, and record it.

    Args:
        file: below ``folder``.
        folder: what is outside of it is never read; its ``model.toml`` files hold.
        category: as in the labels.
        licence: SPDX name, or ``LicenseRef-…``.
        said: overrules ``model.toml``; its licence is not read.
        front: where the model looks in its own file, once z is up.
        lenient: a picture or material file that cannot be had is a note, and a plain colour is used.

    Returns:
        The entry, and a line for each thing that was assumed, repaired or left out.

    Raises:
        ModelFileError: it cannot be used; says why in one line, and nothing is left of it.
        AssetError: another one has its id, there is no such licence, or nothing can be written there.
    """
    category = check_category(category)
    licence = check_licence(licence)
    if not file.resolve().is_relative_to(folder.resolve()):
        raise ModelFileError(
            f"{file}: it is a link to {file.resolve()}, outside {folder}; put the file itself there"
        )
    settings = said.over(settings_for(file, folder)).model_copy(update={"licence": licence})
    name = re.sub(r"[^\w.+-]+", "-", "-".join(file.relative_to(folder).with_suffix("").parts))
    root = assets_dir() / USER
    with guarded(file):
        copies = _used(file, folder, settings.object)
    with _written(root):
        root.mkdir(parents=True, exist_ok=True)
        # A hidden folder beside the final one: it appears there whole, or not at all.
        with tempfile.TemporaryDirectory(prefix=".", dir=root) as temporary:
            stage = Path(temporary) / "asset"
            for target, source in copies.items():
                (stage / target).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, stage / target)
            copy = stage / file.name
            try:
                sha256 = fingerprint(copy, settings)
                mesh, _, notes = parsed(copy, sha256, settings)
            except ModelFileError as error:
                raise ModelFileError(str(error).replace(str(copy), str(file))) from None
            for fault in map(lacks, () if lenient else notes):
                if fault is not None:
                    raise ModelFileError(
                        f"{file}: {fault}; put it right, or say --lenient to use a plain colour instead"
                    )
            size = np.ptp(mesh.bounds, axis=0)
            if front in ("+y", "-y"):
                size = size[[1, 0, 2]]
            record = _Record(
                name=name,
                category=category,
                file=file.name,
                front=front,
                sha256=sha256,
                settings=settings,
                licence=licence,
                size_m=(float(size[0]), float(size[1]), float(size[2])),
            )
            for other, place in _records():
                if other.id == record.id:
                    if other == record:
                        return _entry(other, place), ("it was there already", *notes)
                    other_file = (
                        f"from {other.file}"
                        if other.file != record.file
                        else "from another file of this name, or with other settings"
                    )
                    raise AssetError(
                        f"{file}: {record.id} is there already, {other_file}; "
                        f"`cyclorama assets remove {record.id}` first, or rename the file"
                    )
            (stage / _RECORD).write_text(record.model_dump_json(indent=1), "utf-8")
            place = root / f"{sha256[:24]}-{category}-{name}"[:120]
            shutil.rmtree(place, ignore_errors=True)  # without a record: left by a removal that was cut off
            os.replace(stage, place)
        return _entry(record, place), notes


@contextlib.contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Whatever the system refuses inside becomes one line that names ``folder`` and says what to do."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise AssetError(
            f"folder of assets {folder}: it cannot be written: {reason}; change its rights, free some space "
            "there, or set CYCLORAMA_ASSETS to another folder"
        ) from error


def remove(id: str) -> None:
    """Forget an asset of the user's, and delete its copy.

    Raises:
        AssetError: there is none of that id.
    """
    known = {record.id: place for record, place in _records()}
    if id not in known:
        raise AssetError(f"asset {id}: the user's own has none of that id.{close_names(id, known)}")
    with _written(known[id]):
        (known[id] / _RECORD).unlink()
    shutil.rmtree(known[id], ignore_errors=True)


def entries() -> tuple[Entry, ...]:
    """All that was added, by id."""
    return tuple(_entry(record, place) for record, place in _records())


def identities() -> dict[str, str]:
    """Id → a hash of its files and of what was said of them, which a recipe remembers."""
    return {record.id: record.identity for record, _ in _records()}


def _records() -> list[tuple[_Record, Path]]:
    found = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for place in sorted((assets_dir() / USER).iterdir()):
            file = place / _RECORD
            if place.name.startswith(".") or not file.is_file():
                continue
            try:
                found.append((_Record.model_validate_json(file.read_text("utf-8")), place))
            except (ValidationError, UnicodeDecodeError, OSError):
                raise AssetError(f"{file}: damaged; delete its folder, and add the model again") from None
    return sorted(found, key=lambda pair: pair[0].id)


def _entry(record: _Record, place: Path) -> Entry:
    return Entry(
        id=record.id,
        category=record.category,
        build=partial(_build, record.model_dump_json(), place),
        licence=record.licence,
        source=USER,
        size_m=record.size_m,
        front=record.front,
        author=record.settings.author,
        sha256=record.sha256,
    )


def _build(record: str, place: Path, draw: Draw) -> Model:
    return _model(record, place)


@lru_cache(maxsize=256)
def _model(text: str, place: Path) -> Model:
    """The same objects every time, so that Blender gets the mesh once."""
    record = _Record.model_validate_json(text)
    path = place / record.file
    if fingerprint(path, record.settings) != record.sha256:
        raise ModelFileError(
            f"{path}: it has changed since it was added; remove {record.id} and add it again"
        )
    mesh, materials, _ = parsed(path, record.sha256, record.settings)
    turn = np.radians(_TURNS_DEG[record.front])
    matrix = np.eye(4)
    matrix[:2, :2] = np.round([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return Model(
        name=record.name,
        mesh=mesh.transformed(matrix),
        materials=materials,
        category=record.category,
        density_kg_m3=record.settings.density_kg_m3 or Model.density_kg_m3,
        source=Source(record.id, record.licence, record.settings.author, record.sha256, origin=USER),
    )


def _used(file: Path, folder: Path, object: str | None) -> dict[str, Path]:
    """Path in the copy → file, of the model and all that it refers to and that is there."""
    found = {file.name: file}
    top = folder.resolve()
    names: Iterable[str] = ()
    data = read_bytes(file)
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        names = references(
            file, data, object
        )  # of a damaged file there are none; reading it says what is wrong
    for name in names:
        path = find(file, name)
        if path is None:
            continue
        if not path.resolve().is_relative_to(top):
            raise ModelFileError(f"it refers to {name[:80]}, outside {folder}; put that file beside it")
        # Where a name leads up and out of the model's own folder, a reader also looks beside the model.
        inside = path.relative_to(file.parent).as_posix()
        target = path.name if ".." in Path(inside).parts else inside
        if found.setdefault(target, path).resolve() != path.resolve():
            raise ModelFileError(f"it refers to two files named {path.name}; rename one")
    return found
