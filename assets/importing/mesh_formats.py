"""STL, PLY, OFF and 3MF as raw models. trimesh reads the last three; what it lets pass is checked here.

STL is read here: for 10^6 triangles of text trimesh 5.2 took 8 s and 2.6 GB, and it takes half a file.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import ModelFileError
from ..material import Surface
from .model_images import decode
from .ply import texture_name, triangulated
from .raw_model import NEUTRAL, Piece, RawModel, Unit, check_count
from .references import find, lacking, leads_out

__all__ = ["read_3mf", "read_off", "read_ply", "read_stl"]

_FACET = np.dtype([("normal", "<f4", 3), ("vertices", "<f4", (3, 3)), ("attribute", "<u2")])
_CHUNK_BYTES = 1 << 24
_MAX_UNPACKED_BYTES = 1 << 30
_3MF_UNITS: dict[str, Unit] = {
    "micron": "um",
    "millimeter": "mm",
    "millimeters": "mm",
    "centimeter": "cm",
    "inch": "inch",
    "foot": "foot",
    "meter": "m",
}


def read_stl(data: bytes, path: Path) -> RawModel:
    """Binary or ASCII STL: no unit, z up, no material."""
    if len(data) >= 84:
        count = struct.unpack_from("<I", data, 80)[0]
        # A text file's bytes 80 to 83 as a number are far beyond any file's length.
        if count and 0 <= len(data) - 84 - 50 * count < 50:
            check_count(count)
            corners = np.frombuffer(data, _FACET, count, 84)["vertices"].reshape(-1, 3)
            return _soup(corners)
    head = data[:400].lstrip().lower()
    if head.startswith(b"solid") and (b"facet" in data[:4096].lower() or b"\0" not in data[:400]):
        return _soup(_ascii_stl(data))
    if len(data) < 84 or _is_text(data[:400]):
        raise ModelFileError(f"not STL: it starts with {_start(data)}; export it again as STL")
    count = struct.unpack_from("<I", data, 80)[0]
    if count == 0:
        raise ModelFileError("it promises 0 triangles; export it again")
    raise ModelFileError(
        f"it is cut off or no STL: it promises {count:,} triangles, which are {84 + 50 * count:,} bytes, "
        f"and has {len(data):,}; copy or export it again"
    )


def read_ply(data: bytes, path: Path) -> RawModel:
    """ASCII or binary PLY with face or vertex colours, or texture coordinates and a picture."""
    if not data.startswith(b"ply"):
        raise ModelFileError(f"not PLY: it starts with {_start(data)}; export it again as PLY")
    notes: list[str] = []
    name = texture_name(data)
    scene = _trimesh_scene(triangulated(data), "ply")
    pieces = []
    surface = NEUTRAL
    for mesh in _meshes(scene):
        triangles = np.asarray(mesh.faces, np.int64)
        flat = getattr(mesh.visual, "uv", None)
        uv = None if flat is None else np.asarray(flat, np.float64)[triangles]
        colors = None
        if uv is None and mesh.visual.kind in ("vertex", "face"):
            colors = np.asarray(mesh.visual.face_colors)[:, :3].astype(np.uint8)
        pieces.append(Piece(np.asarray(mesh.vertices, np.float64), triangles, 0, uv, colors))
    if name is not None:
        surface = _pictured(name, path, notes)
    return RawModel(tuple(pieces), (surface,), None, "z", tuple(notes))


def read_off(data: bytes, path: Path) -> RawModel:
    """OFF: no unit, z up, no colours."""
    lines = [line.split(b"#")[0].strip() for line in data.splitlines()]
    lines = [line for line in lines if line]
    match = re.match(rb"(?:ST)?C?N?4?n?OFF\b\s*(BINARY)?(.*)", lines[0]) if lines else None
    if match is None or match[1]:
        raise ModelFileError(f"not ASCII OFF: it starts with {_start(data)}; export it again as OFF")
    counts = (match[2].strip() or (lines[1] if len(lines) > 1 else b"")).split()
    body = len(lines) - (1 if match[2].strip() else 2)
    try:
        vertices, faces = int(counts[0]), int(counts[1])
    except (ValueError, IndexError):
        raise ModelFileError(
            "its line with the counts of vertices and faces is missing; export it again"
        ) from None
    check_count(faces)
    if body < vertices + faces:
        raise ModelFileError(
            f"it is cut off: it promises {vertices:,} vertices and {faces:,} faces, "
            f"and has {max(body, 0):,} lines of them; copy or export it again"
        )
    if body == vertices + faces and faces and not data.endswith(b"\n"):
        last = lines[-1].split()
        if int(last[0]) > len(last) - 1:
            raise ModelFileError("it is cut off: its last face is incomplete; copy or export it again")
    return RawModel(_pieces(_trimesh_scene(data, "off")))


def read_3mf(data: bytes, path: Path) -> RawModel:
    """3MF: its build items in its own unit, z up. Its colours are not read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [name for name in archive.namelist() if name.lower().endswith(".model")]
        size = sum(info.file_size for info in archive.infolist())
        if size > _MAX_UNPACKED_BYTES:
            raise ModelFileError(
                f"it unpacks to {size:,} bytes, expected at most 1 GiB; export it again, simpler"
            )
        if away := next((name for name in archive.namelist() if leads_out(name)), None):
            raise ModelFileError(f"it holds a file named {away[:200]!r}, outside itself; export it again")
        broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise ModelFileError(
            f"not 3MF, cut off or damaged ({' '.join(str(error).split())}); copy or export it again"
        ) from None
    if not names or broken:
        what = f"its part {broken} is damaged" if broken else "no 3D model in it"
        raise ModelFileError(f"not 3MF: {what}; copy or export it again")
    text = b"".join(archive.read(name) for name in names)
    check_count(len(re.findall(rb"<(?:\w+:)?triangle\s", text)))
    notes = []
    if re.search(rb"<(?:\w+:)?(?:basematerials|colorgroup|texture2dgroup)\b", text):
        notes.append("its colours are not read (3MF): grey plastic is used; export it as GLB to keep them")
    scene = _trimesh_scene(data, "3mf")
    unit = str(scene.metadata.get("units") or "millimeter").lower()
    if unit not in _3MF_UNITS:
        raise ModelFileError(
            f"its unit is {unit!r}, expected {', '.join(sorted(_3MF_UNITS))}; export it again"
        )
    return RawModel(_pieces(scene), unit=_3MF_UNITS[unit], notes=tuple(notes))


def _soup(corners: np.ndarray[Any, np.dtype[Any]]) -> RawModel:
    triangles = np.arange(len(corners), dtype=np.int64).reshape(-1, 3)
    return RawModel((Piece(corners.astype(np.float64), triangles),))


def _ascii_stl(data: bytes) -> np.ndarray[Any, np.dtype[Any]]:
    """Corners, shape (3 n, 3), of every solid in the file."""
    text = data.lower()
    names = re.findall(rb"solid\b[^\n]*", text)
    total = text.count(b"endfacet") - sum(name.count(b"endfacet") for name in names)
    begun = text.count(b"facet") - sum(name.count(b"facet") for name in names) - total
    check_count(begun)
    if begun == 0:
        raise ModelFileError("not STL: it starts with 'solid' but has no facets; export it again as STL")
    if begun != total or b"endsolid" not in text[text.rfind(b"endfacet") :]:
        raise ModelFileError(
            f"it is cut off: {begun:,} facets are begun, {total:,} are ended, and it should end with "
            "'endsolid'; copy or export it again"
        )
    found, at = [], 0
    while at < len(text):
        cut = text.find(b"endfacet", at + _CHUNK_BYTES)
        end = len(text) if cut < 0 else cut + len(b"endfacet")
        found.append(_facets(text[at:end]))
        at = end
    corners = np.concatenate(found)
    if len(corners) != 3 * total:
        raise ModelFileError(
            f"{total:,} facets are begun, but {len(corners):,} corners are there; it is damaged: "
            "export it again"
        )
    return corners


def _facets(text: bytes) -> np.ndarray[Any, np.dtype[Any]]:
    """Corners of the facets in lower-case ``text``: the numbers that remain without the words."""
    if b"solid" in text:
        text = re.sub(rb"^[ \t]*(?:end)?solid\b[^\n]*$", b"", text, flags=re.MULTILINE)
    if b"nan" in text or b"inf" in text or b"#" in text:
        # Exporters write all kinds of nonsense as the normal of a sliver; nobody reads it.
        text = re.sub(rb"\bnormal[^\n]*", b"normal 0 0 0", text)
    for word in (b"endloop", b"endfacet", b"outer", b"loop", b"facet", b"normal", b"vertex"):
        text = text.replace(word, b"")
    numbers = np.fromstring(text.decode("ascii"), np.float64, sep=" ")
    if len(numbers) % 12:
        raise ModelFileError("a facet does not have 3 corners of 3 numbers; it is damaged: export it again")
    return numbers.reshape(-1, 12)[:, 3:].reshape(-1, 3)


def _trimesh_scene(data: bytes, kind: str) -> Any:
    import trimesh  # here, as it takes half a second and most runs read no model files

    # The empty archive keeps trimesh from looking for other files.
    resolver = trimesh.resolvers.ZipResolver({})
    return trimesh.load_scene(io.BytesIO(data), file_type=kind, resolver=resolver, process=False)


def _meshes(scene: Any) -> list[Any]:
    import trimesh

    return [g for g in scene.geometry.values() if isinstance(g, trimesh.Trimesh)]


def _pieces(scene: Any) -> tuple[Piece, ...]:
    """One piece for each node of the scene that holds triangles, in world coordinates."""
    import trimesh

    pieces = []
    total = 0
    for node in scene.graph.nodes_geometry:
        world, name = scene.graph[node]
        mesh = scene.geometry[name]
        if not isinstance(mesh, trimesh.Trimesh):
            continue
        triangles = np.asarray(mesh.faces, np.int64)
        total += len(triangles)
        check_count(total)
        vertices = np.asarray(mesh.vertices, np.float64) @ world[:3, :3].T + world[:3, 3]
        if np.linalg.det(world[:3, :3]) < 0:
            triangles = triangles[:, ::-1]
        pieces.append(Piece(vertices, triangles))
    return tuple(pieces)


def _pictured(name: str, path: Path, notes: list[str]) -> Surface:
    from ..material import Texture

    found = find(path, name)
    if found is None:
        notes.append(lacking(name))
        return NEUTRAL
    try:
        pixels = decode(found.read_bytes())
    except ValueError as error:  # the model is usable without its picture
        notes.append(lacking(name, str(error)))
        return NEUTRAL
    return Surface(base_color=Texture(np.ascontiguousarray(pixels[..., :3])), roughness=NEUTRAL.roughness)


def _is_text(data: bytes) -> bool:
    return all(byte in b"\t\n\r\f" or 32 <= byte != 127 for byte in data)


def _start(data: bytes) -> str:
    """The file's first line, or what fits of it, for a message."""
    return repr((data.splitlines() or [b""])[0][:32].decode("latin-1"))
