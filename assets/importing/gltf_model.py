"""A glTF file as a raw model: its scene's nodes flattened, its primitives as triangles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...errors import ModelFileError
from .gltf import Gltf, parse
from .gltf_materials import Look, Pictures, look
from .model_images import linear, srgb
from .raw_model import NEUTRAL, Piece, RawModel, check_count

__all__ = ["read"]

Matrix = npt.NDArray[np.float64]

_READ = {
    "EXT_texture_webp",
    "KHR_lights_punctual",
    "KHR_materials_clearcoat",
    "KHR_materials_emissive_strength",
    "KHR_materials_ior",
    "KHR_materials_pbrSpecularGlossiness",
    "KHR_materials_transmission",
    "KHR_materials_unlit",
    "KHR_mesh_quantization",
    "KHR_texture_transform",
}
"""Extensions that are read, or whose absence leaves shapes and colours right."""


def read(data: bytes, path: Path) -> RawModel:
    """The default scene of a ``.gltf`` or ``.glb``: metres, y up.

    Skinned meshes are taken in their rest pose, morph targets at their default weights; points,
    lines, cameras, lights and animations are left out.
    """
    gltf = parse(data, path)
    required = sorted(set(gltf.tree.get("extensionsRequired", [])) - _READ)
    required = [name for name in required if not name.startswith("KHR_materials_")]
    if required:
        raise ModelFileError(
            f"it needs {', '.join(required)}, which is not read; export it without (no compression)"
        )
    pictures = Pictures(gltf)
    looks: dict[int | None, Look] = {None: Look(NEUTRAL)}
    numbers: dict[int | None, int] = {}
    pieces: list[Piece] = []
    notes: list[str] = []
    skipped = hidden = total = 0
    poses = _poses(gltf)
    for node, world in poses.items():
        mesh = gltf.tree["nodes"][node].get("mesh")
        if mesh is None:
            continue
        skin = gltf.tree["nodes"][node].get("skin")
        morph = gltf.tree["nodes"][node].get("weights", gltf.item("meshes", mesh).get("weights"))
        for primitive in gltf.item("meshes", mesh).get("primitives", []):
            triangles = _triangles(gltf, primitive)
            if triangles is None:
                skipped += 1
                continue
            total += len(triangles)
            check_count(total)
            material = primitive.get("material")
            if material not in looks:
                looks[material] = look(gltf.item("materials", material), pictures)
            if looks[material].invisible:
                hidden += len(triangles)
                continue
            vertices = _positions(gltf, primitive, morph or [])
            if skin is None:
                vertices = vertices @ world[:3, :3].T + world[:3, 3]
                mirrored = np.linalg.det(world[:3, :3]) < 0
            else:
                vertices, mirrored = _rest_pose(gltf, primitive, skin, poses, vertices), False
                notes.append("a skinned mesh is taken in its rest pose")
            number = numbers.setdefault(material, len(numbers))
            piece = _piece(gltf, primitive, vertices, triangles, looks[material], number, notes)
            pieces.append(_turned(piece) if mirrored else piece)
    if skipped:
        notes.append(f"{skipped} of its parts hold points or lines and are left out")
    if hidden:
        notes.append(f"{hidden:,} triangles are wholly transparent and are left out")
    used = sorted(numbers, key=lambda m: numbers[m])
    for material in used:
        notes.extend(looks[material].notes)
    notes.extend(pictures.notes)
    return RawModel(
        pieces=tuple(pieces),
        materials=tuple(looks[m].surface for m in used) or (NEUTRAL,),
        unit="m",
        up="y",
        notes=tuple(dict.fromkeys(notes)),
    )


def _poses(gltf: Gltf) -> dict[int, Matrix]:
    """World matrix of every node of the scene, parents first."""
    nodes = gltf.tree.get("nodes", [])
    if "scenes" in gltf.tree:
        roots = gltf.item("scenes", gltf.tree.get("scene", 0)).get("nodes", [])
    else:
        children = {c for node in nodes for c in node.get("children", [])}
        roots = [i for i in range(len(nodes)) if i not in children]
    poses: dict[int, Matrix] = {}
    queue = [(root, np.eye(4)) for root in reversed(roots)]
    while queue:
        index, parent = queue.pop()
        node = gltf.item("nodes", index)
        if index in poses:
            raise ModelFileError(f"its node {index} has two parents; it is damaged: export it again")
        poses[index] = parent @ _local(node)
        queue.extend((child, poses[index]) for child in reversed(node.get("children", [])))
    return poses


def _local(node: dict[str, Any]) -> Matrix:
    if "matrix" in node:
        return np.asarray(node["matrix"], np.float64).reshape(4, 4).T
    m = np.eye(4)
    x, y, z, w = np.asarray(node.get("rotation", [0, 0, 0, 1]), np.float64).reshape(4)
    length = x * x + y * y + z * z + w * w
    s = 2.0 / length if length > 0 else 0.0
    m[:3, :3] = [
        [1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w)],
        [s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w)],
        [s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y)],
    ]
    m[:3, :3] *= np.asarray(node.get("scale", [1, 1, 1]), np.float64).reshape(3)
    m[:3, 3] = np.asarray(node.get("translation", [0, 0, 0]), np.float64).reshape(3)
    return m


def _triangles(gltf: Gltf, primitive: dict[str, Any]) -> npt.NDArray[np.int64] | None:
    """Vertex numbers, shape (n, 3); None for points and lines."""
    mode = primitive.get("mode", 4)
    if mode not in (4, 5, 6):
        return None
    position = primitive.get("attributes", {}).get("POSITION")
    if "indices" in primitive:
        indices = gltf.array(primitive["indices"]).reshape(-1).astype(np.int64)
    else:
        indices = np.arange(len(gltf.array(position)), dtype=np.int64)
    if mode == 4:
        return indices[: len(indices) // 3 * 3].reshape(-1, 3)
    if len(indices) < 3:
        return np.zeros((0, 3), np.int64)
    if mode == 6:
        return np.stack([np.broadcast_to(indices[0], len(indices) - 2), indices[1:-1], indices[2:]], axis=1)
    strip = np.stack([indices[:-2], indices[1:-1], indices[2:]], axis=1)
    strip[1::2] = strip[1::2][:, [1, 0, 2]]
    return strip


def _positions(gltf: Gltf, primitive: dict[str, Any], weights: list[float]) -> npt.NDArray[np.float64]:
    vertices = gltf.array(primitive.get("attributes", {}).get("POSITION")).astype(np.float64)
    if vertices.shape[1] != 3:
        raise ModelFileError("its positions do not have 3 coordinates; it is damaged: export it again")
    for weight, target in zip(weights, primitive.get("targets", []), strict=False):
        if weight and "POSITION" in target:
            vertices = vertices + float(weight) * gltf.array(target["POSITION"])
    return vertices


def _rest_pose(
    gltf: Gltf, primitive: dict[str, Any], skin: object, poses: dict[int, Matrix], vertices: Matrix
) -> Matrix:
    """Vertices moved by their joints as the file has them (glTF 2.0, section 3.7.3.3)."""
    joints = gltf.item("skins", skin)["joints"]
    inverse = np.tile(np.eye(4), (len(joints), 1, 1))
    if "inverseBindMatrices" in gltf.item("skins", skin):
        values = gltf.array(gltf.item("skins", skin)["inverseBindMatrices"]).astype(np.float64)
        inverse = values.reshape(-1, 4, 4).transpose(0, 2, 1)
    move = np.stack([poses[joint] @ inverse[i] for i, joint in enumerate(joints)])
    attributes = primitive["attributes"]
    which = gltf.array(attributes["JOINTS_0"]).astype(np.int64)
    weights = gltf.array(attributes["WEIGHTS_0"]).astype(np.float64)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    points = np.column_stack([vertices, np.ones(len(vertices))])
    result = np.zeros_like(vertices)
    for column in range(which.shape[1]):
        moved = np.einsum("nij,nj->ni", move[which[:, column]], points)[:, :3]
        result += weights[:, column, None] * moved
    return result


def _piece(
    gltf: Gltf,
    primitive: dict[str, Any],
    vertices: Matrix,
    triangles: npt.NDArray[np.int64],
    material: Look,
    number: int,
    notes: list[str],
) -> Piece:
    plain = Piece(vertices, triangles, number)  # which checks the vertex numbers
    attributes = primitive["attributes"]
    uv = None
    if f"TEXCOORD_{material.uv_set}" in attributes:
        flat = gltf.array(attributes[f"TEXCOORD_{material.uv_set}"]).astype(np.float64)[:, :2]
        if material.uv_transform is not None:
            flat = np.column_stack([flat, np.ones(len(flat))]) @ material.uv_transform[:2].T
        # glTF counts v from the top of the picture.
        uv = np.column_stack([flat[:, 0], 1.0 - flat[:, 1]])[triangles]
    colors = None
    if "COLOR_0" in attributes:
        if isinstance(material.surface.base_color, tuple):
            values = gltf.array(attributes["COLOR_0"])[:, :3].astype(np.float64)
            mean = values[triangles].mean(axis=1)
            if mean.min(initial=1.0) < 0.995:  # many exporters write white for every vertex
                tint = linear(np.array(material.surface.base_color))
                colors = np.round(srgb(mean * tint) * 255).astype(np.uint8)
        else:
            notes.append("its vertex colours are left out: it has a picture as well")
    return Piece(plain.vertices, plain.triangles, number, uv, colors)


def _turned(piece: Piece) -> Piece:
    """The same piece with its triangles the other way round, after a mirroring transform."""
    return Piece(
        piece.vertices,
        piece.triangles[:, ::-1],
        piece.material,
        None if piece.uv is None else piece.uv[:, ::-1],
        piece.colors,
    )
