"""A parsed model as bytes, so that a large file is parsed and repaired once and not by every worker."""

from __future__ import annotations

import io
import json
from dataclasses import fields
from typing import Any

import numpy as np

from ..material import Surface, Texture
from ..mesh import Mesh

__all__ = ["LAYOUT", "pack", "unpack", "unpack_named"]

LAYOUT = " ".join(field.name for field in fields(Surface))
"""What the bytes depend on beside the file: part of the cache's key."""

Parsed = tuple[Mesh, tuple[Surface, ...], tuple[str, ...]]


def pack(parsed: Parsed, names: tuple[str, ...] = ()) -> bytes:
    """An uncompressed ``.npz`` of the arrays, with everything else as JSON; nothing is pickled.

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
    text = json.dumps(extra | {"names": names})
    file = io.BytesIO()
    np.savez(file, text=np.frombuffer(text.encode(), np.uint8), **arrays)
    return file.getvalue()


def unpack(data: bytes) -> Parsed:
    """The first that :func:`pack` was given."""
    return unpack_named(data)[0]


def unpack_named(data: bytes) -> tuple[Parsed, tuple[str, ...]]:
    """Both that :func:`pack` was given."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        extra = json.loads(arrays["text"].tobytes())
        textures = [Texture(arrays[f"texture{i}"], **look) for i, look in enumerate(extra["textures"])]
        mesh = Mesh(
            arrays["vertices"],
            arrays["triangles"],
            arrays.get("uv"),
            arrays["part"],
            extra["sharp"],
        )
    materials = []
    for row in extra["materials"]:
        values: dict[str, Any] = {}
        for name, value in row.items():
            if isinstance(value, dict):
                value = textures[value["texture"]]
            values[name] = tuple(value) if isinstance(value, list) else value
        materials.append(Surface(**values))
    return (mesh, tuple(materials), tuple(extra["notes"])), tuple(extra["names"])
