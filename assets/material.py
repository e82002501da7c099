"""What a surface looks like, as data. ``render.materials`` turns each type into shader nodes.

A material type is a recipe: a frozen dataclass whose fields say what a person would say of the
surface. Colours are sRGB, 0 to 1, as a colour picker shows them.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

__all__ = ["Color", "Material", "Surface", "Texture", "Turned", "lowest_alpha"]

Color = tuple[float, float, float]
"""sRGB, each from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Texture:
    """A picture on a surface.

    Attributes:
        pixels: uint8, shape (height, width, 3 or 4), top row first; RGB is sRGB unless ``data``.
        data: the pixels are numbers (a normal map, a roughness), not colours.
        tiles: what lies outside 0 … 1: repeat the picture, or stretch its edge.
    """

    pixels: npt.NDArray[np.uint8]
    data: bool = False
    tiles: Literal["repeat", "extend"] = "repeat"

    def __post_init__(self) -> None:
        if self.pixels.dtype != np.uint8 or self.pixels.ndim != 3 or self.pixels.shape[2] not in (3, 4):
            raise ValueError(
                f"texture pixels must be uint8 of shape (height, width, 3 or 4), "
                f"got {self.pixels.dtype} {self.pixels.shape}"
            )

    @cached_property
    def digest(self) -> str:
        """Content hash, 32 hexadecimal digits."""
        content = hashlib.blake2b(str((self.pixels.shape, self.data, self.tiles)).encode(), digest_size=16)
        content.update(np.ascontiguousarray(self.pixels).tobytes())
        return content.hexdigest()


def lowest_alpha(opacity_threshold: float) -> int:
    """The lowest 8-bit alpha that is there: the least whole a with a / 255 >= ``opacity_threshold``.

    In whole steps, so that rounding decides nothing: shader and rays both compare with this.
    """
    return max(0, math.ceil(opacity_threshold * 255 - 1e-9))


@dataclass(frozen=True, eq=False, kw_only=True)
class Material:
    """Base of every recipe.

    Attributes:
        cutout: a texture whose alpha says where the surface is: below the recipe's opacity threshold
            it is not there, in the picture and in the labels alike, without dither.
    """

    cutout: Texture | None = None


@dataclass(frozen=True, kw_only=True)
class Turned(Material):
    """A material on a mesh that was turned by 90° about z, from −y to +x; its grain turns with it.

    Attributes:
        of: the material as it was made for the mesh before.
    """

    of: Material


@dataclass(frozen=True, eq=False, kw_only=True)
class Surface(Material):
    """The general recipe, with the terms of glTF and OpenPBR: what model files carry.

    Attributes:
        base_color: sRGB, or a texture.
        roughness: 0 mirror to 1 matt.
        metallic: 0 dielectric, 1 metal.
        ior: index of refraction.
        transmission: 0 opaque to 1 clear.
        coat: weight of a clear coat.
        emission: sRGB light that the surface gives off, times ``emission_strength`` (W/m²/sr).
        normal_map: tangent-space, OpenGL's direction (green up).
    """

    base_color: Color | Texture = (0.8, 0.8, 0.8)
    roughness: float | Texture = 0.5
    metallic: float | Texture = 0.0
    ior: float = 1.5
    transmission: float = 0.0
    coat: float = 0.0
    emission: Color | Texture = (0.0, 0.0, 0.0)
    emission_strength: float = 0.0
    normal_map: Texture | None = None
