"""A parsed model as bytes, so that a large file is parsed and repaired once and not by every worker."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np

from ..material import Surface, Texture
from ..mesh import Mesh

__all__ = ["LAYOUT", "pack", "unpack", "unpack_named"]

_ALIGN_BYTES = 16

LAYOUT = "flat " + " ".join(field.name for field in fields(Surface))
"""What the bytes depend on beside the file: part of the cache's key."""

Parsed = tuple[Mesh, tuple[Surface, ...], tuple[str, ...]]


def pack(parsed: Parsed, names: tuple[str, ...] = ()) -> bytes:
    """The arrays as they lie in memory, behind a line of JSON with everything else; nothing is pickled.

    Not an ``.npz``: unzipping copies and checks every array once more, which took half of the time.

    ``names`` are those of the materials, for who tells parts by them.
    """
    mesh, materials, notes = parsed
    arrays: dict[str, Any] = {"vertices": mesh.vertices, "triangles": mesh.triangles, "part": mesh.part_ids}
    if mesh.uv is not None:
        arrays["uv"] = mesh.uv
    textures: dict[str, int] = {}
    looks: list[dict[str, Any]] = []
    rows = []
    for material in materials:
        row: dict[str, Any] = {}
        for field in fields(Surface):
            value = getattr(material, field.name)
            if isinstance(value, Texture):
                number = textures.setdefault(value.digest, len(textures))
                if number == len(looks):
                    arrays[f"texture{number}"] = value.pixels
                    looks.append({"data": value.data, "tiles": value.tiles})
                value = {"texture": number}
            row[field.name] = value
        rows.append(row)
    extra = {"materials": rows, "textures": looks, "notes": notes, "sharp": mesh.sharp_angle_deg}
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    shapes = {name: (array.dtype.str, array.shape) for name, array in plain.items()}
    text = json.dumps(extra | {"names": names, "arrays": shapes}).encode()
    text += b" " * (-(len(text) + 1) % _ALIGN_BYTES) + b"\n"
    padded = (array.tobytes() + bytes(-array.nbytes % _ALIGN_BYTES) for array in plain.values())
    return text + b"".join(padded)


def unpack(data: bytes) -> Parsed:
    """The first that :func:`pack` was given."""
    return unpack_named(data)[0]


def unpack_named(data: bytes) -> tuple[Parsed, tuple[str, ...]]:
    """Both that :func:`pack` was given."""
    at = data.index(b"\n") + 1
    extra = json.loads(data[:at])
    arrays: dict[str, Any] = {}
    for name, (dtype, shape) in extra["arrays"].items():
        # Views of the bytes, which nobody can write to: no copy is made.
        arrays[name] = np.ndarray(shape, dtype, data, at)
        at += arrays[name].nbytes + -arrays[name].nbytes % _ALIGN_BYTES
    textures = [Texture(arrays[f"texture{i}"], **look) for i, look in enumerate(extra["textures"])]
    mesh = Mesh(arrays["vertices"], arrays["triangles"], arrays.get("uv"), arrays["part"], extra["sharp"])
    materials = []
    for row in extra["materials"]:
        values: dict[str, Any] = {}
        for name, value in row.items():
            if isinstance(value, dict):
                value = textures[value["texture"]]
            values[name] = tuple(value) if isinstance(value, list) else value
        materials.append(Surface(**values))
    return (mesh, tuple(materials), tuple(extra["notes"])), tuple(extra["names"])
