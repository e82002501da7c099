"""Wavefront OBJ with its MTL: trimesh reads the shapes, this module the materials."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ...errors import ModelFileError
from ..material import Color, Surface, Texture
from .gltf_materials import alpha_look
from .model_images import Pixels, decode
from .raw_model import NEUTRAL, Piece, RawModel, check_count
from .references import Fetch, beside, lacking

__all__ = ["read", "references"]

_MAPS = ("map_kd", "map_d", "map_ke", "map_pr", "map_pm", "norm", "map_bump", "bump", "map_kn")
_MTLLIB = re.compile(r"^[ \t]*mtllib[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_USEMTL = re.compile(r"^[ \t]*usemtl[ \t]+(.+?)[ \t]*$", re.MULTILINE)
# Options of a map_ line, such as "-s 1 1 1": a flag with words or numbers behind it.
_OPTION = re.compile(
    r"^-(?:[ost](?:\s+-?[\d.eE+-]+){1,3}|mm\s+\S+\s+\S+|(?:bm|boost|texres|imfchan|type|blend[uv]|cc|clamp)\s+\S+)\s+"
)

MtlMaterial = dict[str, str]


def read(data: bytes, path: Path, fetch: Fetch | None = None, alpha_of_color: bool = False) -> RawModel:
    """The file's triangles, one piece a material; no unit, z up. Polygons are cut into fans.

    Args:
        data: of the OBJ file.
        path: where it lies; its MTL and pictures are looked for beside it.
        fetch: finds them instead, such as in an archive.
        alpha_of_color: the alpha of a colour picture says opacity even where no map_d names it.

    Raises:
        ModelFileError: where it is cut off, or no OBJ.
    """
    import trimesh  # here, as it takes half a second and most runs read no OBJ

    fetch = fetch or beside(path)
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\\\n", " ")
    if "\0" in text:
        raise ModelFileError("not OBJ: it holds binary data; export it again as OBJ, or rename it")
    if not re.search(r"^[ \t]*v[ \t]+[-+.\d]", text, re.MULTILINE):
        raise ModelFileError("not OBJ: it has no line that starts with 'v'; export it again as OBJ")
    check_count(len(re.findall(r"^[ \t]*f[ \t]", text, re.MULTILINE)))
    count = len(re.findall(r"^[ \t]*v[ \t]", text, re.MULTILINE))
    text = _absolute(re.sub(r"^[ \t]+", "", text, flags=re.MULTILINE))
    known, notes = _materials(text, fetch)
    names = list(dict.fromkeys(_USEMTL.findall(text)))
    # trimesh drops the name of a material that it cannot find: it is shown one of every name.
    body = "mtllib names.mtl\n" + re.sub(_MTLLIB, "", text)
    stub = "".join(f"newmtl {' '.join(name.split())}\nKd 1 1 1\n" for name in names)
    try:
        scene = trimesh.load_scene(
            io.BytesIO(body.encode()),
            file_type="obj",
            resolver=trimesh.resolvers.ZipResolver({"names.mtl": io.BytesIO(stub.encode())}),
            process=False,
        )
    except IndexError:
        raise ModelFileError(
            f"a face names a vertex, or a texture coordinate, that is not there (the file has {count:,} "
            "vertices); export it again"
        ) from None
    materials: dict[str, Surface] = {}
    pieces: list[Piece] = []
    missing: set[str] = set()
    for mesh in scene.geometry.values():
        if not isinstance(mesh, trimesh.Trimesh):
            continue
        visual: Any = mesh.visual
        name = getattr(getattr(visual, "material", None), "name", "") if names else ""
        if name not in materials:
            if name and name not in known:
                missing.add(name)
            materials[name] = (
                _surface(known[name], fetch, notes, alpha_of_color) if name in known else NEUTRAL
            )
        triangles = np.asarray(mesh.faces, np.int64)
        flat = getattr(visual, "uv", None)
        uv = None if flat is None else np.asarray(flat, np.float64)[triangles]
        colors = None
        if uv is None and visual.kind == "vertex":
            colors = np.asarray(visual.face_colors)[:, :3].astype(np.uint8)
        number = list(materials).index(name)
        pieces.append(Piece(np.asarray(mesh.vertices, np.float64), triangles, number, uv, colors))
    if missing:
        notes.append(f"no MTL file defines {', '.join(sorted(missing))}: grey plastic is used")
    spare = count - _used(text)
    if pieces and spare > 0:
        if not text.endswith("\n"):
            raise ModelFileError(
                f"it is cut off: it ends within a line, and {spare:,} of {count:,} vertices belong to no "
                "face; export it again"
            )
        notes.append(f"{spare:,} of {count:,} vertices belong to no face (so does a file that was cut off)")
    surfaces = tuple(materials.values()) or (NEUTRAL,)
    return RawModel(tuple(pieces), surfaces, None, "z", tuple(notes), tuple(materials))


def _used(text: str) -> int:
    """How many vertices the faces name."""
    faces = "".join(line for line in text.splitlines(keepends=True) if line.startswith("f"))
    numbers = np.fromstring(" ".join(re.findall(r"(?<=[ \t])\d+", faces)), np.int64, sep=" ")
    return int((np.bincount(numbers[numbers < 10**8]) > 0).sum())


def _lines_with(word: bytes, data: bytes) -> Iterator[bytes]:
    at = data.find(word)
    while at >= 0:
        start, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
        yield data[start : end if end >= 0 else None]
        at = data.find(word, end) if end >= 0 else -1


def references(data: bytes, path: Path) -> list[str]:
    """Names of the MTL files, and of the pictures that those refer to."""
    # Few lines of a large file are of interest: a plain search for the word is far faster than the pattern.
    lines = b"\n".join(_lines_with(b"mtllib", data))
    names = _MTLLIB.findall(lines.decode("utf-8", "replace"))
    result = list(names)
    for name in names:
        found = beside(path)(name)
        if found is not None:
            for material in _parse_mtl(found).values():
                result.extend(material[key] for key in _MAPS if key in material)
    return result


def _absolute(text: str) -> str:
    """Faces that count backwards (``f -3 -2 -1``) rewritten: trimesh counts them from the file's end."""
    if not re.search(r"^f[ \t].*-", text, re.MULTILINE):
        return text
    counts = {"v": 0, "vt": 0, "vn": 0}
    lines = []
    for line in text.split("\n"):
        kind = line.split(None, 1)[0] if line.strip() else ""
        if kind in counts:
            counts[kind] += 1
        elif kind == "f" and "-" in line:
            limits = tuple(counts.values())
            corners = [
                "/".join(
                    str(limits[place] + 1 + int(number)) if number.startswith("-") else number
                    for place, number in enumerate(corner.split("/"))
                )
                for corner in line.split()[1:]
            ]
            line = "f " + " ".join(corners)
        lines.append(line)
    return "\n".join(lines)


def _materials(text: str, fetch: Fetch) -> tuple[dict[str, MtlMaterial], list[str]]:
    known: dict[str, MtlMaterial] = {}
    notes = []
    for name in dict.fromkeys(_MTLLIB.findall(text)):
        found = fetch(name)
        if found is None:
            notes.append(lacking(name, kind="material file"))
        else:
            known.update(_parse_mtl(found))
    return known, notes


def _parse_mtl(data: bytes) -> dict[str, MtlMaterial]:
    """Each material's lines, keys in lower case; of a map_ line only the file's name."""
    materials: dict[str, MtlMaterial] = {}
    current: MtlMaterial = {}
    for line in data.decode("utf-8", "replace").splitlines():
        key, _, value = line.strip().partition(" ")
        key, value = key.lower(), value.strip()
        if not value or key.startswith("#"):
            continue
        if key == "newmtl":
            current = materials.setdefault(" ".join(value.split()), {})
            continue
        if key in _MAPS:
            while option := _OPTION.match(value):
                value = value[option.end() :].strip()
        current[key] = value
    return materials


def _surface(material: MtlMaterial, fetch: Fetch, notes: list[str], alpha_of_color: bool) -> Surface:
    pictures = {key: _picture(material[key], fetch, notes) for key in _MAPS if key in material}
    base, mask = pictures.get("map_kd"), pictures.get("map_d")
    color: Color | Texture = _color(material.get("kd"), NEUTRAL.base_color)  # type: ignore[arg-type]
    if base is not None:
        color = _texture(base)
        if mask is None and alpha_of_color and base[..., 3].min() < 255:
            mask = base
    opacity = _number(material.get("d"), 1.0 - _number(material.get("tr"), 0.0))
    cutout, clear = None, 0.0
    if mask is not None:
        # A picture without an alpha of its own says opacity by its brightness.
        opaque = mask[..., 3] if mask[..., 3].min() < 255 else mask[..., 0]
        cutout, clear, _ = alpha_look("BLEND", 0.5, 1.0, np.dstack([mask[..., :3], opaque]), "repeat")
    elif 0 < opacity < 0.995:
        clear = 1.0 - opacity
    if clear:
        notes.append(
            f"a see-through material is taken as clear ({clear:.0%}), as glass is: it is there in the labels"
        )
    bump = next(
        (pictures[k] for k in ("norm", "map_kn", "map_bump", "bump") if pictures.get(k) is not None), None
    )
    glow: Color | Texture = _color(material.get("ke"), (0.0, 0.0, 0.0))
    shines = max(_color(material.get("ke"), (0.0, 0.0, 0.0))) > 0 or pictures.get("map_ke") is not None
    glow_picture = pictures.get("map_ke")
    if glow_picture is not None:
        glow = _texture(glow_picture)
    shininess = _number(material.get("ns"), 6.0, 0.0, 1e6)
    ior = _number(material.get("ni"), 1.5, 0.0, 10.0)
    return Surface(
        base_color=color,
        roughness=_map(pictures.get("map_pr"), _number(material.get("pr"), (2 / (shininess + 2)) ** 0.25)),
        metallic=_map(pictures.get("map_pm"), _number(material.get("pm"), 0.0)),
        ior=ior if 1.0 < ior < 4.0 else 1.5,
        transmission=clear,
        emission=glow,
        emission_strength=1.0 if shines else 0.0,
        # Blender writes normal maps as map_Bump; those are mostly (0.5, 0.5, 1). A height is not read.
        normal_map=_texture(bump, data=True) if bump is not None and _is_normal_map(bump) else None,
        cutout=cutout,
    )


def _picture(name: str, fetch: Fetch, notes: list[str]) -> Pixels | None:
    found = fetch(name)
    if found is None:
        notes.append(lacking(name))
        return None
    try:
        return decode(found)
    except ValueError as error:  # the model is usable without its picture
        notes.append(lacking(name, str(error)))
        return None


def _texture(pixels: Pixels, data: bool = False, tiles: Literal["repeat", "extend"] = "repeat") -> Texture:
    return Texture(np.ascontiguousarray(pixels[..., :3]), data=data, tiles=tiles)


def _map(pixels: Pixels | None, value: float) -> float | Texture:
    return value if pixels is None else _texture(pixels, data=True)


def _is_normal_map(pixels: Pixels) -> bool:
    r, g, b = pixels[..., :3].reshape(-1, 3).mean(axis=0)
    return bool(abs(r - 128) < 30 and abs(g - 128) < 30 and b > 180)


def _number(text: str | None, default: float, low: float = 0.0, high: float = 1.0) -> float:
    try:
        value = float((text or "").split()[-1])
    except (ValueError, IndexError):
        return default
    return min(max(value, low), high) if np.isfinite(value) else default


def _color(text: str | None, default: Color) -> Color:
    try:
        r, g, b = (min(max(float(v), 0.0), 1.0) for v in (text or "").split()[:3])
        if not np.isfinite([r, g, b]).all():
            return default
    except ValueError:
        return default
    return r, g, b
