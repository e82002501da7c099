"""A folder of the user's own models: ``my_cad/bolt/m8.stl`` is a bolt, ``my_cad/gear/a.glb`` a gear."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ...errors import ModelFileError, SceneError
from ..cache import cached
from ..category import check_category, folded
from ..ledger import USER
from ..model import Model, Source
from . import blender_formats, gltf, obj_model, ply
from .blender_formats import KINDS
from .model_cache import LAYOUT, Parsed, pack, unpack
from .model_entry import ModelEntry
from .model_files import FORMATS, build, guarded, read_bytes
from .model_settings import SETTINGS_FILE, FileSettings, settings_for
from .references import find

__all__ = ["fingerprint", "load", "parsed", "references", "scan"]

VERSION = 3
"""Of the importer: raise it when the same file gives another mesh, material or note."""

_OTHER_3D = {
    *(".3dm", ".3ds", ".catpart", ".dae", ".dwg", ".dxf", ".f3d", ".iges", ".igs", ".ipt", ".jt", ".max"),
    *(".mb", ".prt", ".skp", ".sldasm", ".sldprt", ".step", ".stp", ".wrl", ".x3d", ".x_t"),
}
_BESIDE = {".mtl", ".bin", ".png", ".jpg", ".jpeg", ".tga", ".bmp", ".tif", ".tiff", ".webp", ".gif", ".toml"}


def scan(models_dir: Path) -> tuple[ModelEntry, ...]:
    """Every model file below ``models_dir``, sorted by path, with its category and content hash.

    The category is the name of the folder in ``models_dir`` that holds the file, however deep. The
    hash is the file's sha256 where it stands alone; where it refers to other files, or a
    ``model.toml`` speaks of it, those are part of it. Names that start with a dot are passed over.

    Raises:
        ModelFileError: where the folder or a file cannot be used as it is, in one line.
    """
    models_dir = Path(models_dir)
    if not models_dir.exists():
        raise ModelFileError(f"{models_dir}: there is no such folder; check the path")
    if not models_dir.is_dir():
        raise ModelFileError(
            f"{models_dir}: it is a file; give the folder that holds a folder for each category"
        )
    loose = [path for path in _listed(models_dir) if path.suffix.lower() in FORMATS and path.is_file()]
    if loose:
        raise ModelFileError(
            f"{loose[0]}: a model's folder names its category, and this one has none; put it into a folder, "
            f"such as {models_dir / 'bolt' / loose[0].name}"
        )
    entries: list[ModelEntry] = []
    names: dict[str, Path] = {}
    for folder in (path for path in _listed(models_dir) if path.is_dir()):
        files = _files(folder)
        found = [path for path in files if path.suffix.lower() in FORMATS]
        if not found:
            _refuse_useless(folder, files)
            continue
        category = _category(folder)
        twin = names.setdefault(folded(category), folder)
        if twin != folder:
            raise ModelFileError(
                f"{folder}: its name and that of {twin.name} would be one category to most people; "
                "rename one, or put their files together"
            )
        for path in found:
            entries.append(
                ModelEntry(
                    path=path.relative_to(models_dir).as_posix(),
                    category=category,
                    sha256=fingerprint(path, settings_for(path, models_dir)),
                )
            )
    if not entries:
        raise ModelFileError(
            f"{models_dir}: no model files; expected folders named after their category that hold "
            f"{' '.join(sorted(FORMATS))} files, such as {models_dir / 'bolt' / 'm8.stl'}"
        )
    return tuple(sorted(entries, key=lambda entry: entry.path))


def load(
    models_dir: Path, entries: Sequence[ModelEntry], tell: Callable[[str], None] | None = None
) -> tuple[Model, ...]:
    """The models of ``entries``, in that order, each from the cache where it was parsed before.

    Args:
        models_dir: what :func:`scan` was given.
        entries: what :func:`scan` returned.
        tell: called with each line on what was assumed, repaired or left out, its file in front.

    Raises:
        ModelFileError: where a file is missing, cannot be used, or is not what it was at the scan.
    """
    models_dir = Path(models_dir)
    models = []
    for entry in entries:
        path = models_dir / entry.path
        if PurePosixPath(entry.path).is_absolute() or ".." in PurePosixPath(entry.path).parts:
            raise ModelFileError(f"{entry.path}: a model's path stays within its folder {models_dir}")
        settings = settings_for(path, models_dir)
        if fingerprint(path, settings) != entry.sha256:
            raise ModelFileError(
                f"{path}: it, a file that it uses, or its {SETTINGS_FILE} has changed since the dataset was "
                "begun; put the old one back, or begin a new dataset"
            )
        models.append(_model(path, entry, settings, tell))
    return tuple(models)


def _model(
    path: Path, entry: ModelEntry, settings: FileSettings, tell: Callable[[str], None] | None
) -> Model:
    mesh, materials, notes = parsed(path, entry.sha256, settings)
    for note in notes if tell else ():
        assert tell is not None
        tell(f"{path}: {note}")
    return Model(
        name=path.stem,
        mesh=mesh,
        materials=materials,
        category=entry.category,
        density_kg_m3=settings.density_kg_m3 or Model.density_kg_m3,
        source=Source(entry.path, settings.licence, settings.author, entry.sha256, origin=USER),
    )


def parsed(path: Path, sha256: str, settings: FileSettings) -> Parsed:
    """Mesh, materials and notes of the file with that :func:`fingerprint`, from the cache where they are."""
    with guarded(path):
        text = f"{path.suffix.lower()}\n{sha256}\n{LAYOUT}"
        key = hashlib.sha256(text.encode()).hexdigest()[:32]
        packed = cached("models", key, VERSION, lambda: pack(build(path, read_bytes(path), settings)))
        return unpack(packed)


def fingerprint(path: Path, settings: FileSettings) -> str:
    """sha256 of the file; with what it refers to and what is said of it folded in, where there is any."""
    with guarded(path):
        data = read_bytes(path)
        own = hashlib.sha256(data).hexdigest()
        used: dict[str, str | None] = {}
        # A damaged file has its own hash; what is wrong with it is said when it is loaded. Only to ask
        # Blender twice would take too long.
        damage: tuple[type[Exception], ...] = (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            RecursionError,
        )
        with suppress(*damage, *(() if path.suffix.lower() in KINDS else (ModelFileError,))):
            for name in references(path, data, settings.object):
                found = find(path, name)
                used[name] = None if found is None else hashlib.sha256(found.read_bytes()).hexdigest()
        said = settings.model_dump(exclude_none=True)
        if not used and not said:
            return own
        return hashlib.sha256(json.dumps([own, used, said], sort_keys=True).encode()).hexdigest()


def references(path: Path, data: bytes, object: str | None = None) -> list[str]:
    """The names of other files, as the model file has them; ``object`` as ``model.toml`` says."""
    if path.suffix.lower() in KINDS:
        return blender_formats.references(path, data, object)
    match FORMATS[path.suffix.lower()]:
        case "glTF":
            return gltf.uris(data)
        case "OBJ":
            return obj_model.references(data, path)
        case "PLY":
            name = ply.texture_name(data)
            return [] if name is None else [name]
        case _:
            return []


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder, sorted, without hidden names and macOS's archive leftovers."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise ModelFileError(f"{folder}: cannot be listed: {error.strerror}; mend its permissions") from None
    return [folder / name for name in names if not name.startswith(".") and name != "__MACOSX"]


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for path in _listed(folder):
        if path.is_dir():
            # A link to a folder above would never end.
            found.extend([] if path.is_symlink() else _files(path))
        else:
            found.append(path)
    return found


def _refuse_useless(folder: Path, files: list[Path]) -> None:
    """An error for a folder that looks like a category but has no model that can be read."""
    expected = f"expected {' '.join(sorted(FORMATS))}"
    other = [path for path in files if path.suffix.lower() in _OTHER_3D]
    if other:
        raise ModelFileError(
            f"{other[0]}: {other[0].suffix} files are not read, {expected}; export it as GLB"
        )
    if not any(path.suffix.lower() in _BESIDE for path in files):
        raise ModelFileError(
            f"{folder}: no model files in it, {expected}; put some there, or remove the folder"
        )


def _category(folder: Path) -> str:
    try:
        return check_category(folder.name.strip())
    except SceneError as error:
        raise ModelFileError(f"{folder}: its name is its {error}") from None
