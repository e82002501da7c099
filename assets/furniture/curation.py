"""A vehicle of the pack with its parts made what they are: paint, glass, rubber, no badge, no plate."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull

from ...draw import Draw
from ..material import Color, Material, Surface, Texture
from ..mesh import Mesh, join
from ..recipes.car import car_color, car_paint
from ..vehicles.surfaces import PARTS
from .catalogue import Row
from .loading import load
from .vehicles import VEHICLES, Blank, Box, Vehicle

__all__ = ["curated"]


def curated(draw: Draw, library: Path, row: Row) -> tuple[Mesh, tuple[Material, ...]]:
    """Mesh and materials of a row that is in :data:`VEHICLES`; only its paint is drawn."""
    vehicle = VEHICLES[row.slug]
    mesh, materials, names = _unpainted(library, row)
    if not vehicle.paint:
        return mesh, materials
    drawn = car_color(draw, vehicle.finish)
    lacquer = car_paint(draw, color=drawn)
    return mesh, tuple(
        _painted(material, lacquer, drawn, vehicle) if name in vehicle.paint else material
        for material, name in zip(materials, names, strict=True)
    )


@lru_cache(maxsize=64)
def _unpainted(library: Path, row: Row) -> tuple[Mesh, tuple[Material, ...], tuple[str, ...]]:
    vehicle = VEHICLES[row.slug]
    (mesh, surfaces, _), names = load(library, row)
    role = {name: part for part in PARTS for name in getattr(vehicle, part)}
    done: dict[str, Texture] = {}
    materials = tuple(
        PARTS[role[name]] if name in role else _blanked(surface, vehicle.blanks, done)
        for name, surface in zip(names, surfaces, strict=True)
    )
    paint = next((number for number, name in enumerate(names) if name in vehicle.paint), 0)
    mesh = _without(mesh, vehicle.gone)
    for box in vehicle.capped:
        mesh = join(_without(mesh, (box,)), _cap(mesh, box, paint))
    return mesh, materials, names


def _painted(material: Material, lacquer: Material, drawn: Color, vehicle: Vehicle) -> Material:
    if vehicle.key is None or not isinstance(material, Surface):
        return lacquer
    picture = material.base_color
    if not isinstance(picture, Texture):
        return lacquer
    pixels = _recolored(picture.pixels, vehicle.key, drawn, shade=vehicle.shade)
    return replace(material, base_color=replace(picture, pixels=pixels), roughness=0.4, coat=1.0)


def _recolored(
    pixels: npt.NDArray[np.uint8], key: Color, drawn: Color, tolerance: float = 0.10, shade: float = 0.0
) -> npt.NDArray[np.uint8]:
    """What has the key's hue gets the drawn colour, as dark as it was: drawn shut lines stay."""
    before = pixels[..., :3] / 255.0
    share = before.mean(axis=-1, keepdims=True) / np.mean(key)
    alike = abs(before - share * np.asarray(key)).max(axis=-1, keepdims=True) < tolerance * share
    painted = np.clip(share * np.asarray(drawn), 0, 1)
    # Faded in, so that no edge of a photograph breaks up.
    weight = alike * np.clip((share - shade) / 0.1, 0, 1) if shade else alike
    mixed: npt.NDArray[np.float64] = before + weight * (painted - before)
    return np.round(mixed * 255).astype(np.uint8)


def _blanked(surface: Surface, blanks: tuple[Blank, ...], done: dict[str, Texture]) -> Surface:
    """The surface with its pictures painted over; pictures that parts share stay shared."""
    if not blanks:
        return surface
    changed: dict[str, Texture] = {}
    for name in ("base_color", "cutout"):
        picture = getattr(surface, name)
        if isinstance(picture, Texture):
            if picture.digest not in done:
                done[picture.digest] = _over(picture, blanks, cutout=name == "cutout")
            changed[name] = done[picture.digest]
    return replace(surface, **changed)  # type: ignore[arg-type]


def _over(picture: Texture, blanks: tuple[Blank, ...], cutout: bool) -> Texture:
    pixels = picture.pixels.copy()
    height, width = pixels.shape[:2]
    for blank in blanks:
        left, top, right, bottom = blank.box
        area = pixels[
            round(top * height) : round(bottom * height), round(left * width) : round(right * width)
        ]
        if cutout and blank.color is None:
            area[..., 3] = 0
        elif not cutout and blank.color == "above":
            area[...] = pixels[round(top * height) - 1, round(left * width) : round(right * width)]
        elif not cutout and blank.color is not None:
            area[..., :3] = np.round(np.asarray(blank.color) * 255)
    return replace(picture, pixels=pixels)


def _without(mesh: Mesh, boxes: tuple[Box, ...]) -> Mesh:
    """The mesh without the triangles that lie in a box."""
    if not boxes:
        return mesh
    corners = mesh.vertices[mesh.triangles]
    gone = np.zeros(len(mesh.triangles), bool)
    for box in boxes:
        gone |= _inside(corners, box).all(axis=1)
    used, triangles = np.unique(mesh.triangles[~gone], return_inverse=True)
    return Mesh(
        mesh.vertices[used],
        triangles.reshape(-1, 3).astype(np.int32),
        None if mesh.uv is None else mesh.uv[~gone],
        mesh.part_ids[~gone],
        mesh.sharp_angle_deg,
    )


def _cap(mesh: Mesh, box: Box, part: int) -> Mesh:
    """A plane over what is in the box, which turns to where that is seen from."""
    corners = mesh.vertices[mesh.triangles].astype(np.float64)
    inside = _inside(corners, box).all(axis=1)
    points = np.unique(corners[inside].reshape(-1, 3), axis=0)
    middle = points.mean(axis=0)
    _, _, axes = np.linalg.svd(points - middle)
    normal = axes[2] * np.sign(axes[2] @ [middle[0], 0.0, 1.0])
    across = axes[:2] if np.cross(axes[0], axes[1]) @ normal > 0 else axes[1::-1]
    rim = points[ConvexHull((points - middle) @ across.T).vertices]
    rim = rim - np.outer((rim - middle) @ normal, normal)
    fan = np.array([(0, i, i + 1) for i in range(1, len(rim) - 1)], np.int32)
    uv = None if mesh.uv is None else np.zeros((len(fan), 3, 2), np.float32)
    return Mesh(rim.astype(np.float32), fan, uv, np.full(len(fan), part, np.int32))


def _inside(points: npt.NDArray[np.floating], box: Box) -> npt.NDArray[np.bool_]:
    low, high = np.asarray(box)
    return np.asarray(((points >= low) & (points <= high)).all(axis=-1))
