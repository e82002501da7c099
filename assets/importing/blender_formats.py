"""FBX, USD and Blender's own files, by way of Blender: it makes a GLB, which is read as any other.

Blender runs in a process of its own, bounded in time and memory, as it may crash or hang on what it is
given. It is started by its module's name: nothing here imports from ``render``, and no bpy is needed
until such a file is met. What it made is cached by the content of all that it read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import stat
import subprocess
import sys
import tempfile
import zipfile
import zlib
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from ...errors import ModelFileError
from ..cache import cached
from . import usd_layers
from .raw_model import RawModel
from .references import find, lacking, leads_out

__all__ = ["KINDS", "read", "references"]

KINDS = {
    ".blend": "Blender",
    ".fbx": "FBX",
    ".usd": "USD",
    ".usda": "USD",
    ".usdc": "USD",
    ".usdz": "USD",
}
"""What is read this way, by the file's ending in lower case."""

VERSION = 1
"""Of the conversion: raise it when the same file gives another GLB, list of files, or note."""

TIMEOUT_S = 180.0
MEMORY_BYTES = 8 << 30

_CONVERTER = f"{__package__.split('.')[0]}.render.import_model"
_MAX_UNPACKED_BYTES = 1 << 30
_MOST_FILES = 10_000
_STARTS = {
    ".fbx": (b"Kaydara FBX Binary", b";", b"FBXHeaderExtension"),
    ".blend": (b"BLENDER", b"\x28\xb5\x2f\xfd", b"\x1f\x8b"),
    ".usdz": (b"PK\3\4",),
}


def read(data: bytes, path: Path, object: str | None = None) -> RawModel:
    """The file's triangles, in metres, y up.

    Args:
        data: content of the file.
        path: where it lies; what it refers to is read from its folder and below.
        object: the name of the one that is meant, with its children; None: all that is rendered.

    Raises:
        ModelFileError: Blender is not installed, or cannot read it; or it needs what lies elsewhere.
    """
    from . import gltf_model

    header, glb = _Conversion(path, data, object).content()
    raw = gltf_model.read(glb, path)
    notes = tuple(dict.fromkeys((*header["notes"], *raw.notes)))
    return RawModel(raw.pieces, raw.materials, raw.unit, raw.up, notes, raw.names)


def references(path: Path, data: bytes, object: str | None = None) -> list[str]:
    """Files that it refers to, relative to its folder: pictures, layers, libraries.

    Raises:
        ModelFileError: as :func:`read` does, since Blender is asked.
    """
    return _Conversion(path, data, object).files()


class _Conversion:
    """One file's GLB with the names of what it refers to.

    Those are known only once Blender has read it, and decide what the GLB is. So the names lie in the
    cache under the file's own hash, and the GLB under a hash of that and of their content; where a
    file that is referred to refers to more, that goes on.
    """

    def __init__(self, path: Path, data: bytes, object: str | None) -> None:
        self._path, self._data, self._object = path, data, object
        self._layers: list[str] = []
        self._faults: dict[str, str] = {}
        if KINDS[path.suffix.lower()] == "USD" and not _is_package(path, data):
            self._layers, self._faults = usd_layers.used(path, data)

    @cached_property
    def _made(self) -> tuple[dict[str, Any], bytes]:
        return _run(self._path, self._data, self._object)

    def files(self) -> list[str]:
        """Names of all that is referred to."""
        return self._settled()[1]

    def content(self) -> tuple[dict[str, Any], bytes]:
        """``notes``, and the GLB."""
        key, _ = self._settled()
        header, _, glb = self._stored(key).partition(b"\n")
        return json.loads(header), glb

    def _settled(self) -> tuple[str, list[str]]:
        """The key of the GLB, and the names that went into it."""
        own = [self._path.suffix.lower(), self._object, hashlib.sha256(self._data).hexdigest()]
        names = self._layers
        while True:
            key = _hash([own, {name: self._sha256(name) for name in names}])
            found = cached("blender-files", key, VERSION, lambda: json.dumps(self._made[0]["files"]).encode())
            more = sorted({*names, *json.loads(found)})
            if more == sorted(names):
                break
            names = more
        if "_made" in self.__dict__:
            self._stored(key)  # so that who asks for the names first need not run Blender twice
        return key, names

    def _stored(self, key: str) -> bytes:
        return cached("blender", key, VERSION, self._packed)

    def _packed(self) -> bytes:
        report, glb = self._made
        # Blender has made USD's names absolute: those that were complained of are known by their last part.
        known = {_bare(name) for name in self._faults}
        faults = self._faults | {n: why for n, why in report["faults"].items() if _bare(n) not in known}
        notes = [lacking(name, why) for name, why in faults.items()]
        return json.dumps({"notes": notes}).encode() + b"\n" + glb

    def _sha256(self, name: str) -> str | None:
        found = find(self._path, name)
        return None if found is None else hashlib.sha256(found.read_bytes()).hexdigest()


def _run(path: Path, data: bytes, object: str | None) -> tuple[dict[str, Any], bytes]:
    """Blender's report and GLB."""
    kind, suffix = KINDS[path.suffix.lower()], path.suffix.lower()
    if not data.startswith(_STARTS.get(suffix, (b"",))):
        raise ModelFileError(f"not {kind}, or cut off: its first bytes are others; export it again")
    if importlib.util.find_spec("bpy") is None:
        raise ModelFileError(
            f"{kind} files are read by Blender, which is not installed; `pip install bpy`, or export as GLB"
        )
    with tempfile.TemporaryDirectory(prefix="cyclorama-") as temporary:
        folder = Path(temporary)
        source = path.absolute()
        faults: dict[str, str] = {}
        if _is_package(path, data):
            source = _unpack(data, folder / "package")
            _, faults = usd_layers.used(source, source.read_bytes())
        target, report = folder / "model.glb", folder / "report.json"
        words = [
            str(source),
            str(target),
            str(report),
            str(MEMORY_BYTES),
            *([] if object is None else [object]),
        ]
        # No search path, so that USD finds layers beside the file only; no settings of the user's own.
        own = {"TMPDIR": temporary, "BLENDER_USER_RESOURCES": temporary, "PXR_AR_DEFAULT_SEARCH_PATH": ""}
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", _CONVERTER, *words],
                cwd=folder,
                env={**os.environ, **own},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ModelFileError(
                f"Blender was not done with it after {TIMEOUT_S:g} s; simplify it, or export it as GLB"
            ) from None
        try:
            said: dict[str, Any] = json.loads(report.read_text("utf-8"))
        except (OSError, ValueError):
            raise ModelFileError(
                f"Blender stopped while it read it (status {done.returncode}); it is damaged: export it again"
            ) from None
        if "error" in said:
            raise ModelFileError(str(said["error"]).replace(f"{temporary}{os.sep}", ""))
        if not target.is_file():
            raise ModelFileError("Blender made nothing of it; it is damaged or empty: export it again")
        if source.is_relative_to(folder):
            said["files"] = []  # all of it is in the package
            said["faults"] = faults | said["faults"]
        near = f"{source.parent}{os.sep}"
        said["faults"] = {name.removeprefix(near): why for name, why in said["faults"].items()}
        return said, target.read_bytes()


def _is_package(path: Path, data: bytes) -> bool:
    return path.suffix.lower() == ".usdz" or (path.suffix.lower() == ".usd" and data[:4] == b"PK\3\4")


def _unpack(data: bytes, folder: Path) -> Path:
    """Unpack a USD package; returns its first file, which is the one that counts.

    Its pictures can then be told from ones outside, as with any other file.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in archive.infolist() if not member.is_dir()]
        size = sum(member.file_size for member in members)
        if size > _MAX_UNPACKED_BYTES or len(members) > _MOST_FILES:
            raise ModelFileError(
                f"it unpacks to {len(members):,} files of {size:,} bytes, expected at most "
                f"{_MOST_FILES:,} of 1 GiB; export it again, simpler"
            )
        for member in members:
            name = PurePosixPath(member.filename.replace("\\", "/"))
            link = stat.S_ISLNK(member.external_attr >> 16)
            if leads_out(member.filename) or link:
                raise ModelFileError(
                    f"it holds a file named {member.filename[:200]!r}, outside itself; export it again"
                )
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(archive.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        detail = " ".join(str(error).split())[:120]
        raise ModelFileError(f"not USDZ, cut off or damaged ({detail}); copy or export it again") from None
    layers = [m.filename for m in members if PurePosixPath(m.filename).suffix in (".usd", ".usda", ".usdc")]
    if not layers:
        raise ModelFileError("there is no USD layer in it; export it again")
    return folder / layers[0].replace("\\", "/")


def _bare(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
