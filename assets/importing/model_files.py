"""A user's model file as a :class:`Model`: metres, z up, standing on the origin, repaired where it can be."""

from __future__ import annotations

import contextlib
import logging
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...errors import ModelFileError
from ..material import Surface
from ..mesh import Mesh
from ..model import Model, Source
from .blender_formats import KINDS
from .model_checks import (
    Triangles,
    described,
    used_vertices,
    welded,
    without_bad_numbers,
    without_doubles,
    without_slivers,
    wound,
)
from .model_colors import painted
from .model_settings import FileSettings
from .model_units import metres_per_unit, size_text, upright
from .raw_model import RawModel, check_count

__all__ = [
    "FORMATS",
    "LoadedModel",
    "build",
    "guarded",
    "load",
    "meshed",
    "read_bytes",
    "repaired",
    "together",
]

MAX_BYTES = 1 << 30
MANY_TRIANGLES = 1_000_000

MOST_UV = 1e5
"""Texture coordinates beyond it, or none at all, are damage, and would shade as not-a-number."""

FORMATS = {
    ".glb": "glTF",
    ".gltf": "glTF",
    ".obj": "OBJ",
    ".stl": "STL",
    ".ply": "PLY",
    ".off": "OFF",
    ".3mf": "3MF",
    **KINDS,
}
"""What is read, by the file's ending in lower case."""


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model and, in order, one line for each thing that was repaired, assumed or left out."""

    model: Model
    notes: tuple[str, ...]


def load(
    path: Path,
    settings: FileSettings | None = None,
    category: str | None = None,
    source: Source | None = None,
) -> LoadedModel:
    """The model in a file: glTF, GLB, OBJ, STL, PLY, OFF, 3MF, FBX, USD or Blender's.

    The mesh is in metres, z up, with the middle of its bounds at x = y = 0 and its lowest point at
    z = 0. Vertices are welded; triangles without area and doubled ones are dropped; winding is
    mended. What is not a closed body is accepted, with a note.

    Args:
        path: the file.
        settings: what ``model.toml`` says of it.
        category: by default the name of the folder that holds it.
        source: by default the file's name, with the licence and author of ``settings``.

    Raises:
        ModelFileError: in one line: the file, what is wrong, what was expected, what to do. Never
            anything else, whatever the file holds.
    """
    path = Path(path)
    settings = settings or FileSettings()
    with guarded(path):
        mesh, materials, notes = build(path, read_bytes(path), settings)
    return LoadedModel(
        Model(
            name=path.stem,
            mesh=mesh,
            materials=materials,
            category=category or path.absolute().parent.name,
            density_kg_m3=settings.density_kg_m3 or Model.density_kg_m3,
            source=source or Source(path.name, settings.licence, settings.author),
        ),
        notes,
    )


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside becomes one line of :class:`ModelFileError` that names ``path``.

    Libraries' warnings and log lines are kept from the user: what matters is in the notes.
    """
    log = logging.getLogger("trimesh")
    was_disabled = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    except ModelFileError as error:
        raise ModelFileError(f"{path}: {_line(str(error), 600)}") from None
    except MemoryError:
        raise ModelFileError(f"{path}: not enough memory to read it; export it again, simpler") from None
    except Exception as error:
        # The readers cannot foresee every way in which a file is broken: here is the last fence.
        kind = FORMATS.get(path.suffix.lower(), "a model file")
        detail = _line(f"{type(error).__name__}: {error}", 120)
        raise ModelFileError(f"{path}: damaged, or not {kind} ({detail}); export it again") from error
    finally:
        log.disabled = was_disabled


def read_bytes(path: Path) -> bytes:
    """The file's content; :class:`ModelFileError`, without the path, where there is none to be had."""
    if path.suffix.lower() not in FORMATS:
        raise ModelFileError(
            f"its ending is {path.suffix!r}, expected one of {' '.join(sorted(FORMATS))}; export it as GLB"
        )
    try:
        if path.is_dir():
            raise ModelFileError("it is a folder, expected a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ModelFileError(
                f"{size:,} bytes, expected at most {MAX_BYTES:,}; decimate it and export it again"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ModelFileError("there is no such file; check the path") from None
    except OSError as error:
        raise ModelFileError(f"cannot be read: {error.strerror or error}; mend its permissions") from None
    if not data:
        raise ModelFileError("it is empty (0 bytes); copy or export it again")
    return data


def build(
    path: Path, data: bytes, settings: FileSettings
) -> tuple[Mesh, tuple[Surface, ...], tuple[str, ...]]:
    """Mesh, materials and notes of a file's content. Call it :func:`guarded`."""
    raw = painted(_read(path, data, settings))
    triangles = together(raw)
    if not len(triangles.triangles):
        points = sum(len(piece.vertices) for piece in raw.pieces)
        points_text = f" ({points:,} points)" if points else ""
        raise ModelFileError(
            f"there are no triangles in it{points_text}; a point cloud or an empty scene cannot be rendered: "
            "make a surface of it and export it again"
        )
    count = len(triangles.triangles)
    check_count(count)
    t = without_bad_numbers(triangles)
    size = float(np.ptp(t.vertices[used_vertices(t)], axis=0).max())
    if not size > 0:
        raise ModelFileError(
            f"none of its {count:,} triangles has an area: there is nothing to see; export it again"
        )
    if settings.height_m is None:
        scale, unit_note = metres_per_unit(size, raw.unit, settings)
        t = repaired(t)
    else:
        t = repaired(t)
        tall = float(np.ptp(upright(t.vertices, raw, settings)[:, 2]))
        if not tall > size * 1e-6:
            raise ModelFileError("it is flat, so no height can be given to it; state its unit instead")
        scale, unit_note = settings.height_m / tall, f"scaled to a height of {size_text(settings.height_m)}"
    vertices = upright(t.vertices * scale, raw, settings)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    vertices = vertices - [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]]
    mesh, materials = meshed(vertices, t, raw.materials)
    extent = " × ".join(size_text(float(side)) for side in high - low)
    notes = [f"{unit_note}: {extent}", *t.notes, *described(t), *raw.notes]
    if count >= MANY_TRIANGLES:
        notes.append(
            f"{count:,} triangles: it renders, but a simpler model loads faster and takes less memory"
        )
    return mesh, materials, tuple(notes)


def _read(path: Path, data: bytes, settings: FileSettings) -> RawModel:
    from . import blender_formats, gltf_model, mesh_formats, obj_model

    suffix = path.suffix.lower()
    if suffix in KINDS:
        return blender_formats.read(data, path, settings.object)
    if settings.object is not None:
        raise ModelFileError(
            f"object {settings.object!r} is named for it, which only {' '.join(sorted(KINDS))} files have; "
            "remove that"
        )

    readers: dict[str, Callable[[bytes, Path], RawModel]] = {
        "glTF": gltf_model.read,
        "OBJ": obj_model.read,
        "STL": mesh_formats.read_stl,
        "PLY": mesh_formats.read_ply,
        "OFF": mesh_formats.read_off,
        "3MF": mesh_formats.read_3mf,
    }
    return readers[FORMATS[suffix]](data, path)


def repaired(t: Triangles) -> Triangles:
    """Welded, without slivers and doubles, wound: in the file's unit, as dropping must not depend on it."""
    return welded(wound(without_doubles(without_slivers(welded(t)))))


def together(raw: RawModel) -> Triangles:
    """All pieces as one soup of triangles; empty where there are none."""
    pieces = [piece for piece in raw.pieces if len(piece.triangles)]
    if not pieces:
        return Triangles(np.zeros((0, 3)), np.zeros((0, 3), np.int64), np.zeros(0, np.int64), None)
    starts = np.cumsum([0, *(len(piece.vertices) for piece in pieces[:-1])])
    textured = any(piece.uv is not None for piece in pieces)
    uvs = [np.zeros((len(p.triangles), 3, 2)) if p.uv is None else p.uv for p in pieces]
    return Triangles(
        vertices=np.concatenate([piece.vertices for piece in pieces]),
        triangles=np.concatenate([p.triangles + s for p, s in zip(pieces, starts, strict=True)]),
        part=np.concatenate([np.full(len(p.triangles), p.material) for p in pieces]),
        uv=np.where(abs(both := np.concatenate(uvs)) < MOST_UV, both, 0.0) if textured else None,
    )


def meshed(
    vertices: np.ndarray[tuple[int, int], np.dtype[np.float64]], t: Triangles, materials: tuple[Surface, ...]
) -> tuple[Mesh, tuple[Surface, ...]]:
    """The mesh, and only the materials that it uses."""
    used, part = np.unique(t.part, return_inverse=True)
    mesh = Mesh(
        vertices=vertices.astype(np.float32),
        triangles=t.triangles.astype(np.int32),
        uv=None if t.uv is None else t.uv.astype(np.float32),
        part=part.reshape(-1).astype(np.int32),
    )
    return mesh, tuple(materials[i] for i in used)


def _line(text: str, limit: int) -> str:
    """``text`` as one printable line of at most ``limit`` characters."""
    clean = " ".join(re.sub(r"[^\x20-\x7e\u00a0-\uffff]+", " ", text).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
