"""Beacons on roofs: bars of blue, of red and blue, of amber."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from ..material import Color, Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..shapes.solids import placed, rounded_box
from .coachwork import shining

__all__ = ["BeaconColor", "Flash", "Piece", "PlacedPiece", "beacon", "light_bar", "roof_m", "with_pieces"]

BeaconColor = Literal["blue", "red", "amber"]
_COLORS: dict[BeaconColor, tuple[Color, Color]] = {
    # while it flashes, and between two flashes
    "blue": ((0.06, 0.16, 1.0), (0.04, 0.10, 0.45)),
    "red": ((1.0, 0.03, 0.03), (0.45, 0.03, 0.03)),
    "amber": ((1.0, 0.48, 0.03), (0.65, 0.30, 0.04)),
}
_STRENGTH = 30.0
_BASE = Surface(base_color=(0.10, 0.10, 0.105), roughness=0.5)
Piece = tuple[Mesh, Material]
PlacedPiece = tuple[Piece, tuple[float, float, float]]
Flash = Literal["left", "right", "both"]


def _dome(color: BeaconColor, on: bool) -> Material:
    bright, dark = _COLORS[color]
    if on:
        return shining(bright, _STRENGTH)
    return Surface(base_color=dark, roughness=0.12, coat=1.0, emission=bright, emission_strength=0.4)


def light_bar(width_m: float, colors: tuple[BeaconColor, BeaconColor], flash: Flash) -> list[Piece]:
    """A bar across a roof, its underside at z = 0: domes of a colour at the left and the right end.

    Args:
        width_m: of the bar, along y.
        colors: of the left and the right end.
        flash: which ends flash just now.
    """
    found: list[Piece] = [
        (placed(rounded_box((0.24, width_m, 0.035), 0.012, 1), 0, 0, 0.015), _BASE),
        (placed(rounded_box((0.24, 0.18 * width_m, 0.07), 0.012, 1), 0, 0, 0.045), _BASE),
    ]
    for side, color, name in ((1.0, colors[0], "left"), (-1.0, colors[1], "right")):
        dome = placed(rounded_box((0.27, 0.40 * width_m, 0.085), 0.03, 2), 0, side * 0.295 * width_m, 0.045)
        found.append((dome, _dome(color, flash in ("both", name))))
        found.append((placed(rounded_box((0.06, 0.06, 0.05), 0.01), 0, side * 0.36 * width_m, -0.03), _BASE))
    return found


def beacon(color: BeaconColor, on: bool = True, radius_m: float = 0.075) -> list[Piece]:
    """One rotating beacon on z = 0."""
    foot = rounded_box((2.1 * radius_m, 2.1 * radius_m, 0.035), 0.012, 1)
    dome = rounded_box((1.8 * radius_m, 1.8 * radius_m, 0.14), 0.8 * radius_m, 3)
    return [(foot, _BASE), (placed(dome, 0, 0, 0.03), _dome(color, on))]


def roof_m(model: Model, x_m: float, half_m: float = 0.25) -> float:
    """Height of a model's top about a place on its middle line, aerials aside."""
    points = model.mesh.vertices
    near = (np.abs(points[:, 0] - x_m) < half_m) & (np.abs(points[:, 1]) < half_m)
    return float(np.quantile(points[near, 2], 0.98))


def with_pieces(model: Model, pieces: list[PlacedPiece]) -> Model:
    """The model with pieces put in their places, each part of it."""
    meshes, materials = [model.mesh], list(model.materials)
    for (mesh, material), (x, y, z) in pieces:
        if material not in materials:
            materials.append(material)
        number = materials.index(material)
        meshes.append(replace(placed(mesh, x, y, z), part=np.full(len(mesh.triangles), number, np.int32)))
    return replace(model, mesh=join(*meshes), materials=tuple(materials))
