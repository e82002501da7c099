"""A row of the catalogue: an asset that a scene can ask for by what it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..draw import Draw
from .model import Model

__all__ = ["Entry"]


@dataclass(frozen=True, eq=False)
class Entry:
    """One asset, whatever its source.

    Attributes:
        id: ``source/name``, such as ``furniture/fordFocus`` or ``procedural/hatchback``; unique and stable.
        category: COCO's name where there is one; None for what COCO has no name for.
        build: the model of this entry: metres, standing on z = 0 with the middle of its footprint at
            x = y = 0, facing +x. What of it is random is drawn from the ``Draw``.
        licence: SPDX name, such as ``CC0-1.0``.
        source: what it comes from: ``procedural``, a pack's name, or ``user``.
        size_m: real extent along x (forwards), y and z, metres; None where it is drawn.
        front: the direction that it faces in its source's own file, such as ``-y``.
        author: who made it; None for Cyclorama's own.
        sha256: of the source's file; None for what code makes.
        tags: words to select it by, lower case.
    """

    id: str
    category: str | None
    build: Callable[[Draw], Model] = field(repr=False)
    licence: str
    source: str
    size_m: tuple[float, float, float] | None = None
    front: str = "+x"
    author: str | None = None
    sha256: str | None = None
    tags: frozenset[str] = frozenset()
