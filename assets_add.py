"""``cyclorama assets add``: the user's own model files are checked and come into the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from .assets import catalogue
from .assets.category import check_category, folded
from .assets.importing.model_settings import FileSettings
from .assets.importing.user_assets import Front, add, linked_folders, model_files
from .assets.licences import check_licence
from .errors import AssetError, ModelFileError, SceneError

__all__ = ["add_folder", "height_m"]

_ARCHIVES = {".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"}

_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(m|cm|mm)")
_FRONTS: dict[str, Front] = {"+x": "+x", "x": "+x", "-x": "-x", "+y": "+y", "y": "+y", "-y": "-y"}


def add_folder(
    folder: Path,
    category: str,
    licence: str,
    tell: Callable[[str], None],
    *,
    author: str | None = None,
    unit: str | None = None,
    up: str | None = None,
    front: str = "-y",
    height: str | None = None,
    lenient: bool = False,
) -> int:
    """Add every model file below ``folder``, with a line on each to ``tell``; returns how many were refused.

    Raises:
        AssetError: what is said of them makes no sense, or there are none.
    """
    if folder.is_file():
        cure = "unpack it into one" if folder.suffix.lower() in _ARCHIVES else "give the one that it lies in"
        raise AssetError(f"assets add: {folder}: it is a file, expected a folder; {cure}")
    if front not in _FRONTS:
        raise AssetError(f"assets add: front {front!r}: expected one of +x, -x, +y, -y")
    try:
        category = check_category(category)
    except SceneError as error:
        raise AssetError(f"assets add: {error}") from None
    known = sorted({entry.category for entry in catalogue.entries() if entry.category})
    twins = [name for name in known if folded(name) == folded(category)]
    if twins and category not in twins:
        raise AssetError(
            f"assets add: category {category!r}: the catalogue has {twins[0]!r}, and most people would take "
            f"the two for one. Did you mean {twins[0]}?"
        )
    licence = check_licence(licence)
    said = {"author": author, "unit": unit, "up": up, "height_m": height_m(height) if height else None}
    try:
        settings = FileSettings.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise AssetError(f"assets add: {first['loc'][0]} {first['input']!r}: {first['msg']}") from None
    for archive in sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ARCHIVES):
        tell(f"passed over {archive}: an archive; unpack it here to add what is in it")
    for link in linked_folders(folder):
        tell(f"passed over {link}: a link to a folder; add that folder by itself, or put its files here")
    refused = 0
    for file in model_files(folder):
        try:
            entry, notes = add(file, folder, category, licence, settings, _FRONTS[front], lenient)
        except (ModelFileError, AssetError) as error:
            tell(f"refused {error}")
            refused += 1
            continue
        assert entry.size_m is not None
        sides = " × ".join(f"{side:.3g}" for side in entry.size_m)
        tell(f"added {file}: {entry.id}, {sides} m, front {entry.front}, {entry.licence}")
        for note in notes:
            tell(f"  {note}")
    return refused


def height_m(text: str) -> float:
    """``1.2m``, ``120 cm`` or ``1200mm`` in metres.

    Raises:
        AssetError: it is no such length.
    """
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        raise AssetError(f"assets add: height {text!r}: expected a length, such as 1.2m, 120cm or 1200mm")
    metres = float(match[1]) * {"m": 1.0, "cm": 0.01, "mm": 0.001}[match[2]]
    if not 0.0005 <= metres <= 50:
        raise AssetError(f"assets add: height {text!r}: expected 0.5mm to 50m")
    return metres
