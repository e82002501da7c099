"""A colour of each triangle as one small picture, so that a scan with a million colours is one material."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ..material import Surface, Texture
from .raw_model import Piece, RawModel

__all__ = ["painted"]

MOST = 65_536


def painted(raw: RawModel) -> RawModel:
    """``raw`` with its triangle colours as materials.

    One colour becomes a base colour. More become a picture of 2 × 2 pixels a colour, and texture
    coordinates to the middle of them, where filtering changes nothing. Above 65,536 colours they are
    rounded to 5, 6 and 5 bits.
    """
    pieces: list[Piece] = []
    materials = list(raw.materials)
    for piece in raw.pieces:
        if piece.colors is None or not len(piece.triangles):
            pieces.append(piece)
            continue
        base = materials[piece.material]
        colors, which = _distinct(piece.colors)
        uv = None
        if len(colors) == 1:
            r, g, b = (float(v) / 255 for v in colors[0])
            surface = replace(base, base_color=(r, g, b))
        else:
            surface, uv = _palette(base, colors, which)
        materials.append(surface)
        pieces.append(Piece(piece.vertices, piece.triangles, len(materials) - 1, uv))
    return replace(raw, pieces=tuple(pieces), materials=tuple(materials))


def _distinct(colors: npt.NDArray[np.uint8]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    for mask in (0xFFFFFF, 0xF8FCF8):
        packed = colors.astype(np.int64) @ np.array([1 << 16, 1 << 8, 1]) & mask
        found, which = np.unique(packed, return_inverse=True)
        if len(found) <= MOST:
            break
    result = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.uint8)
    return result, which.reshape(-1)


def _palette(
    base: Surface, colors: npt.NDArray[np.uint8], which: npt.NDArray[np.int64]
) -> tuple[Surface, npt.NDArray[np.float64]]:
    side = int(np.ceil(np.sqrt(len(colors))))
    cells = np.zeros((side * side, 3), np.uint8)
    cells[: len(colors)] = colors
    pixels = cells.reshape(side, side, 3).repeat(2, axis=0).repeat(2, axis=1)
    row, column = which // side, which % side
    uv = np.stack([(column + 0.5) / side, 1.0 - (row + 0.5) / side], axis=1)
    surface = replace(base, base_color=Texture(pixels, tiles="extend"))
    return surface, np.repeat(uv[:, None], 3, axis=1)
