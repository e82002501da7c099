"""A model: a mesh with its materials, what it is, and where it came from. It has no place yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .category import check_category
from .material import Material
from .mesh import Mesh
from .spin import Spin

__all__ = ["Hull", "Model", "Source", "Stuff", "check_stuff"]

Hull = npt.NDArray[np.float32]
"""Corner points of one convex part, shape (n_points, 3), metres in the thing's frame."""

Stuff = str | tuple[str | None, ...] | None
"""One name of stuff for all of a model, or one or None for each of its parts."""


def check_stuff(stuff: Stuff, name: str, parts: int) -> tuple[str | None, ...]:
    """The stuff of each of a model's parts.

    Raises:
        SceneError: where a name is not one.
        ValueError: where there are more or fewer names than parts.
    """
    names = (stuff,) * parts if stuff is None or isinstance(stuff, str) else tuple(stuff)
    if len(names) != parts:
        raise ValueError(f"model {name}: {parts} parts (materials) but {len(names)} names of stuff")
    return tuple(None if one is None else check_category(one) for one in names)


@dataclass(frozen=True)
class Source:
    """Where a model came from, for the dataset's licence ledger.

    Attributes:
        id: name within its origin, such as ``bolt/m8.stl``.
        licence: SPDX name, or None where the user has not said: no licence is ever invented.
        author: who made it, where that is known.
        sha256: of the file, in hexadecimal; None for what code makes.
        title: what its author calls it; None: its id.
        origin: the pack or library that it is from, with its version, or ``user``.
        kind: ``model`` or ``sky``.
    """

    id: str
    licence: str | None = None
    author: str | None = None
    sha256: str | None = None
    title: str | None = None
    origin: str | None = None
    kind: str = "model"


@dataclass(frozen=True, eq=False)
class Model:
    """What a thing is made of.

    Attributes:
        name: what a person would call it, such as ``mug``.
        mesh: in the thing's frame: metres, z up, standing on z = 0 unless it has a reason not to.
            What goes or looks somewhere (vehicles, people, animals, all that the catalogue builds)
            faces +x; what the functions of household and interior make shows its front to −y.
        materials: one for each part number of the mesh.
        category: name of its category in the labels; None for what is never labelled.
        stuff: what it is where it has no category, such as ``road`` or ``tree-merged`` (COCO's names):
            one name for all of it, or one or None for each part, so that the ground can be road, kerb
            and ``lane marking`` in one mesh. Seen in panoptic labels; None: void there.
        attributes: free labels that are copied into its annotations.
        hulls: convex parts for physics; None: they are computed when physics asks for them.
        density_kg_m3: of the convex parts.
        source: for the licence ledger; None for what Cyclorama itself makes.
        keypoints: named points in the thing's frame, metres, such as COCO's 17 of a person.
        spins: what of the mesh turns as it goes: wheels, cranks, pedals.
    """

    name: str
    mesh: Mesh
    materials: tuple[Material, ...]
    category: str | None = None
    attributes: Mapping[str, str | float | int | bool] = field(default_factory=dict)
    hulls: tuple[Hull, ...] | None = None
    density_kg_m3: float = 700.0
    source: Source | None = None
    keypoints: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    stuff: Stuff = None
    spins: tuple[Spin, ...] = ()

    def __post_init__(self) -> None:
        parts = int(self.mesh.part_ids.max()) + 1
        if len(self.materials) < parts:
            raise ValueError(f"model {self.name}: {parts} parts but {len(self.materials)} materials")
        check_stuff(self.stuff, self.name, len(self.materials))

    def top_middle(self) -> npt.NDArray[np.float64]:
        """The middle of the bounding box's upper face, thing's frame, shape (3,), metres."""
        low, high = self.mesh.bounds
        return np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, high[2]])
