"""The furniture pack: 820 models of Sweet Home 3D's libraries as entries of the catalogue.

Everything is there in its real size, standing on the ground and facing +x. Its vehicles are curated:
their parts are known, so that they are painted anew and glazed, and carry no brand and no plate.
"""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path

from ...draw import Draw
from ..entry import Entry
from ..material import Material
from ..mesh import Mesh
from ..model import Model, Source
from ..packs import place
from ..packs.pack import PACKS
from .catalogue import Index, Row, index
from .curation import curated
from .fronts import front, size_m
from .loading import load
from .meaning import category, tags
from .vehicles import VEHICLES

__all__ = ["PACK", "entries", "refused"]

PACK = "furniture"
LIBRARIES = "usr/share/sweethome3d/furniture"


def entries() -> tuple[Entry, ...]:
    """Every model of the pack, sorted by id; none where the pack is not installed.

    Reading it takes seconds the first time (every file is hashed), then milliseconds.
    """
    folder = place.folder(PACK)
    return () if folder is None else _entries(folder / LIBRARIES, _index(folder))


def refused() -> tuple[tuple[str, str], ...]:
    """Name and reason of what the pack holds and cannot be used."""
    folder = place.folder(PACK)
    return () if folder is None else _index(folder).refused


def _index(folder: Path) -> Index:
    return index(sorted((folder / LIBRARIES).glob("*.sh3f")))


@lru_cache(maxsize=2)
def _entries(libraries: Path, index: Index) -> tuple[Entry, ...]:
    return tuple(_entry(libraries, row) for row in index.rows)


def _entry(libraries: Path, row: Row) -> Entry:
    vehicle = VEHICLES.get(row.slug)
    return Entry(
        id=f"{PACK}/{row.slug}",
        category=category(row),
        build=partial(_build, libraries, row),
        licence=row.licence,
        source=PACK,
        size_m=(vehicle and vehicle.size_m) or size_m(row),
        front=front(row),
        author=row.author,
        sha256=row.sha256,
        tags=tags(row),
    )


def _build(libraries: Path, row: Row, draw: Draw) -> Model:
    library = libraries / f"{row.library}.sh3f"
    mesh: Mesh
    materials: tuple[Material, ...]
    if row.slug in VEHICLES:
        mesh, materials = curated(draw.scope("paint"), library, row)
    else:
        (mesh, materials, _), _ = load(library, row)
    return Model(
        name=row.title.lower(),
        mesh=mesh,
        materials=materials,
        category=category(row),
        source=Source(
            f"{PACK}/{row.slug}",
            row.licence,
            row.author,
            row.sha256,
            title=row.title,
            origin=f"{PACKS[PACK].package}, library {row.library}",
        ),
    )
