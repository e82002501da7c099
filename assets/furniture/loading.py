"""A row's model file as a mesh: real size, standing on z = 0, facing +x; parsed once, then from the cache."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...errors import ModelFileError
from ..cache import cached
from ..importing import obj_model
from ..importing.model_cache import LAYOUT, Parsed, pack, unpack_named
from ..importing.model_checks import used_vertices, without_bad_numbers
from ..importing.model_files import guarded, meshed, repaired, together
from ..material import Surface, Texture
from .archive import opened
from .catalogue import Row
from .fronts import turn_deg

__all__ = ["Named", "load", "parse"]

VERSION = 2
"""Raise it when the same file gives another mesh, material or note."""

Named = tuple[Parsed, tuple[str, ...]]
"""Mesh, materials and notes, and the names that the MTL file gives the materials."""

_FORWARDS = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
"""Of the OBJ's axes (x right, y up, z towards who looks at its front) to ours (x forwards, z up)."""

_CLEAR = 0.3
"""From this share on a see-through surface is glass, below it a faintly clear one."""

_SHAPELY = 1.02
"""Proportions that differ from the catalogue's by more than this are noted."""


@lru_cache(maxsize=256)
def load(library: Path, row: Row) -> Named:
    """The model, shared by all who ask: the same mesh and materials, so that Blender holds them once.

    Raises:
        ModelFileError: where it cannot be used, in one line.
    """
    text = f"{row.sha256} {row.fingerprint} {row.size_m} {row.rotation} {turn_deg(row)} {LAYOUT}"
    key = hashlib.sha256(text.encode()).hexdigest()[:32]
    return unpack_named(cached("furniture-models", key, VERSION, lambda: pack(*parse(library, row))))


def parse(library: Path, row: Row) -> Named:
    """The same from the OBJ file itself."""
    with guarded(library / row.member), opened(library) as archive:
        # Sweet Home 3D, for which these models are made, sees through a colour picture's alpha.
        raw = obj_model.read(
            archive.read(row.member), Path(row.member), archive.beside(row.member), alpha_of_color=True
        )
        soup = without_bad_numbers(together(raw))
        if not len(soup.triangles):
            raise ModelFileError("there are no triangles in it; install the pack again")
        t = repaired(soup)
        vertices, notes = _placed(t.vertices, used_vertices(t), row)
        mesh, materials = meshed(vertices, t, tuple(_cleared(s) for s in raw.materials))
        names = tuple(raw.names[i] if raw.names else "" for i in np.unique(t.part))
        return (mesh, materials, (*notes, *t.notes, *raw.notes)), names


def _cleared(surface: Surface) -> Surface:
    """Glass for what the file says is see-through.

    Its ``d`` mixes a matt colour with nothing, which looks like milk. A pane of the colour that is
    left of white behind it, hardly bent (most are modelled without thickness) and mirrored by a
    coat, looks like glass.
    """
    color = surface.base_color
    if surface.transmission < _CLEAR or isinstance(color, Texture):
        return surface
    r, g, b = (1.0 - (1.0 - value) * (1.0 - surface.transmission) for value in color)
    return replace(surface, base_color=(r, g, b), roughness=0.0, ior=1.02, transmission=1.0, coat=1.0)


def _placed(
    vertices: npt.NDArray[np.float64], used: npt.NDArray[np.int64], row: Row
) -> tuple[npt.NDArray[np.float64], list[str]]:
    """In metres, as large as the catalogue says, which goes by the axes after its own rotation."""
    if row.rotation is not None:
        vertices = vertices @ np.reshape(row.rotation, (3, 3)).T
    vertices = vertices @ _FORWARDS.T
    low, high = vertices[used].min(axis=0), vertices[used].max(axis=0)
    width, depth, height = row.size_m
    size = np.array([depth, width, height])
    sides = high - low
    flat = sides < 1e-9 * sides.max()
    scale = np.where(flat, 1.0, size / np.where(flat, 1.0, sides))
    notes = [f"it is flat along {'xyz'[i]}: it stays so" for i in np.nonzero(flat)[0]]
    if scale[~flat].max() > _SHAPELY * scale[~flat].min():
        stretch = scale / np.median(scale)
        notes.append(f"stretched to the catalogue's size: {' × '.join(f'{v:.2f}' for v in stretch)}")
    middle = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    placed = (vertices - middle) * scale
    if turn := turn_deg(row):
        placed = placed[:, [1, 0, 2]] * ((-1.0, 1.0, 1.0) if turn > 0 else (1.0, -1.0, 1.0))
    return placed, notes
