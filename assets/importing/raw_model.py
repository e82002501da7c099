"""What a file reader hands over: triangles as the file has them, before checks, units and placing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...errors import ModelFileError
from ..material import Surface

__all__ = ["MAX_TRIANGLES", "NEUTRAL", "Axis", "Piece", "RawModel", "Unit", "check_count"]

Unit = Literal["m", "cm", "mm", "um", "inch", "foot"]
Axis = Literal["x", "y", "z"]

MAX_TRIANGLES = 5_000_000

NEUTRAL = Surface(base_color=(0.56, 0.57, 0.58), roughness=0.45)
"""Grey plastic: the surface of a file that says nothing of its own."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Triangles of one material, in the file's own unit and axes.

    Attributes:
        vertices: float64, shape (n_vertices, 3); may hold NaN.
        triangles: int64, shape (n_triangles, 3), within the vertices.
        material: index into the raw model's materials.
        uv: float64, shape (n_triangles, 3, 2), origin bottom left.
        colors: uint8 sRGB, shape (n_triangles, 3): a colour of each triangle, which replaces the
            material's base colour.
    """

    vertices: npt.NDArray[np.float64]
    triangles: npt.NDArray[np.int64]
    material: int = 0
    uv: npt.NDArray[np.float64] | None = None
    colors: npt.NDArray[np.uint8] | None = None

    def __post_init__(self) -> None:
        inside = not len(self.triangles) or (
            self.triangles.min() >= 0 and self.triangles.max() < len(self.vertices)
        )
        if not inside:
            raise ModelFileError(
                f"a triangle names vertex {_outside(self.triangles, len(self.vertices))} of "
                f"{len(self.vertices)}; the file is cut off or damaged: export it again"
            )


@dataclass(frozen=True, eq=False)
class RawModel:
    """A file's content.

    ``unit`` is None where the format carries none; ``up`` is the axis that points up; ``names`` are
    those of the materials, where the reader keeps them.
    """

    pieces: tuple[Piece, ...]
    materials: tuple[Surface, ...] = (NEUTRAL,)
    unit: Unit | None = None
    up: Axis = "z"
    notes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def check_count(triangles: int) -> None:
    """Refuse more than :data:`MAX_TRIANGLES`, as early as a reader knows how many there are."""
    if triangles > MAX_TRIANGLES:
        raise ModelFileError(
            f"{triangles:,} triangles, expected at most {MAX_TRIANGLES:,}; "
            "decimate it (Blender's Decimate modifier, MeshLab) and export it again"
        )


def _outside(triangles: npt.NDArray[np.int64], count: int) -> int:
    low, high = int(triangles.min()), int(triangles.max())
    return high if high >= count else low
