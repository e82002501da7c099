"""``model.toml``: what a folder of model files cannot say of itself, such as its unit or its licence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...errors import ModelFileError, close_names
from .raw_model import Axis, Unit

__all__ = ["SETTINGS_FILE", "FileSettings", "settings_for"]

SETTINGS_FILE = "model.toml"


class FileSettings(BaseModel):
    """What holds for a model file, each None where nobody said.

    ``unit`` overrules what the format or the size suggests, and ``height_m``, the true height, any
    unit; ``up`` is the file's axis that points up; ``licence`` (an SPDX name) and ``author`` go into
    the dataset's ledger; ``density_kg_m3`` is for physics; ``object`` is the one that is meant of a
    file that only Blender reads.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: Unit | None = None
    up: Axis | None = None
    licence: Annotated[str, Field(min_length=1)] | None = None
    author: Annotated[str, Field(min_length=1)] | None = None
    density_kg_m3: Annotated[float, Field(ge=1, le=25000, allow_inf_nan=False)] | None = None
    object: Annotated[str, Field(min_length=1)] | None = None
    height_m: Annotated[float, Field(ge=0.0005, le=50, allow_inf_nan=False)] | None = None

    def over(self, below: FileSettings) -> FileSettings:
        """These settings, and where they say nothing, those ``below``."""
        return FileSettings(**{**below.model_dump(exclude_none=True), **self.model_dump(exclude_none=True)})


class _FolderSettings(FileSettings):
    files: dict[str, FileSettings] = {}


def settings_for(file: Path, models_dir: Path) -> FileSettings:
    """What the ``model.toml`` files from ``models_dir`` down to the file's folder say of ``file``.

    A deeper folder overrules the ones above it, key by key; its ``[files."NAME"]`` overrules both.

    Raises:
        ModelFileError: where a ``model.toml`` cannot be read, or holds what it should not.
    """
    found = FileSettings()
    inner = file.parent.relative_to(models_dir)
    folder = models_dir
    for part in (None, *inner.parts):
        folder = folder if part is None else folder / part
        toml = folder / SETTINGS_FILE
        if not toml.is_file():
            continue
        settings = _read(toml)
        found = FileSettings(**settings.model_dump(exclude={"files"}, exclude_none=True)).over(found)
        if folder == file.parent and file.name in settings.files:
            found = settings.files[file.name].over(found)
    return found


def _read(toml: Path) -> _FolderSettings:
    try:
        settings = _FolderSettings.model_validate(tomllib.loads(toml.read_text("utf-8")))
    except OSError as error:
        raise ModelFileError(f"{toml}: cannot be read: {error.strerror}; mend its permissions") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelFileError(f"{toml}: not TOML: {_line(error)}") from None
    except ValidationError as error:
        raise ModelFileError(f"{toml}: {_complaint(error)}") from None
    for name in sorted(settings.files):
        if not (toml.parent / name).is_file():
            known = [p.name for p in toml.parent.iterdir() if p.is_file() and p != toml]
            raise ModelFileError(
                f'{toml}: [files."{name}"] names a file that is not in its folder.{close_names(name, known)}'
            )
    return settings


def _complaint(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = [*FileSettings.model_fields, "files"]
        return f"unknown key {key}; it may hold {', '.join(known)}.{close_names(key.split('.')[-1], known)}"
    return f"{key} = {first['input']!r}: {_line(first['msg'])}"


def _line(text: object) -> str:
    return " ".join(str(text).split())
