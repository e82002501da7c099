"""Exact masks: crops in memory, compressed RLE on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pycocotools import mask as coco_mask

from ..scenes.camera import Resolution

__all__ = ["Box", "Mask", "Region", "as_region", "box", "decode", "encode", "run_lengths"]

Box = tuple[int, int, int, int]
"""x and y of the top-left pixel, width, height; all in pixels, COCO's ``bbox``."""


@dataclass(frozen=True, eq=False)
class Region:
    """Which pixels of an image are meant, as their tight crop: whole arrays per object are too much at 4K.

    Attributes:
        x: column of the crop's left pixel in the image.
        y: row of the crop's top pixel.
        pixels: bool, shape (height, width) of the crop; its outermost rows and columns each hold a
            true pixel; shape (0, 0) where no pixel is meant.
        resolution: of the whole image.
    """

    x: int
    y: int
    pixels: npt.NDArray[np.bool_]
    resolution: Resolution

    @property
    def area(self) -> int:
        """How many pixels are meant."""
        return int(np.count_nonzero(self.pixels))

    @property
    def box(self) -> Box:
        """Of the pixels that are meant; (0, 0, 0, 0) for none."""
        height, width = self.pixels.shape
        return (self.x, self.y, width, height)

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns of the crop in the image."""
        x, y, width, height = self.box
        return slice(y, y + height), slice(x, x + width)

    def full(self) -> npt.NDArray[np.bool_]:
        """The mask of the whole image: bool, shape (height, width)."""
        mask = np.zeros((self.resolution.height, self.resolution.width), np.bool_)
        mask[self.slices] = self.pixels
        return mask


Mask = npt.NDArray[np.bool_] | Region
"""A bool array of the whole image, shape (height, width), or the same as a :class:`Region`."""


def as_region(mask: Mask, x: int = 0, y: int = 0, resolution: Resolution | None = None) -> Region:
    """The tight :class:`Region` of an array.

    ``mask`` is a whole image's, or, with ``resolution``, a piece of one whose top-left pixel is
    (``x``, ``y``).
    """
    if isinstance(mask, Region):
        return mask
    if mask.ndim != 2 or mask.dtype != np.bool_:
        raise ValueError(f"a mask must be bool of shape (height, width), got {mask.dtype} {mask.shape}")
    resolution = resolution or Resolution(mask.shape[1], mask.shape[0])
    rows = np.flatnonzero(mask.any(axis=1))
    if len(rows) == 0:
        return Region(0, 0, np.zeros((0, 0), np.bool_), resolution)
    columns = np.flatnonzero(mask.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    crop = mask[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1].copy()
    crop.flags.writeable = False
    return Region(x + left, y + top, crop, resolution)


def encode(mask: Mask) -> dict[str, Any]:
    """COCO's compressed RLE: ``{"size": [height, width], "counts": ascii text}``.

    The same bytes as ``pycocotools.mask.encode``, from the crop alone.
    """
    region = as_region(mask)
    width, height = region.resolution
    rows, columns = region.pixels.shape
    padded = np.zeros((columns, rows + 2), np.int8)
    padded[:, 1:-1] = region.pixels.T
    column, row = np.nonzero(np.diff(padded, axis=1))
    changes = (region.x + column) * height + region.y + row
    # A run that ends at the bottom and one that starts at the top of the next column are one run.
    joined = changes[1:-1:2] == changes[2::2]
    keep = np.ones(len(changes), np.bool_)
    keep[1:-1:2] &= ~joined
    keep[2::2] &= ~joined
    changes = changes[keep]
    counts = np.diff(changes, prepend=0, append=width * height)
    if len(counts) > 1 and counts[-1] == 0:
        counts = counts[:-1]
    rle = coco_mask.frPyObjects({"size": [height, width], "counts": counts.tolist()}, height, width)
    return {"size": [height, width], "counts": rle["counts"].decode("ascii")}


def decode(rle: Mapping[str, Any]) -> npt.NDArray[np.bool_]:
    """The mask of an RLE, bool of shape (height, width), without trusting it.

    Raises:
        ValueError: where it is malformed; pycocotools would read or write beyond its memory.
    """
    lengths = run_lengths(rle)
    height, width = rle["size"]
    ones = np.arange(len(lengths)) % 2 == 1
    return np.repeat(ones, lengths).reshape(width, height).T


def box(mask: Mask) -> list[int]:
    """COCO's ``bbox`` of the mask's pixels: [x, y, width, height]; all 0 for an empty mask."""
    return list(as_region(mask).box)


def run_lengths(rle: Mapping[str, Any]) -> npt.NDArray[np.int64]:
    """Lengths of the runs of an RLE, column by column, the first one of zeros.

    Reads the text form as ``rleFrString`` of pycocotools' ``maskApi.c`` does: six bits a character
    from 48 on, five of data and one that says "more"; from the fourth number on, differences to the
    one before the last.

    Raises:
        ValueError: where size or counts are malformed or do not fit each other.
    """
    size, counts = rle.get("size"), rle.get("counts")
    if not (isinstance(size, list | tuple) and len(size) == 2 and all(_is_side(side) for side in size)):
        raise ValueError(f"RLE size must be [height, width], got {size!r:.60}")
    lengths = _parsed(counts)
    total = int(size[0]) * int(size[1])
    if len(lengths) == 0 or lengths.min() < 0 or int(lengths.sum()) != total:
        raise ValueError(f"RLE counts must be >= 0 and add up to {size[0]}*{size[1]}, got {counts!r:.60}")
    return lengths


def _is_side(side: object) -> bool:
    return isinstance(side, int) and not isinstance(side, bool) and 0 < side < 2**16


def _parsed(counts: object) -> npt.NDArray[np.int64]:
    if isinstance(counts, list):
        if not all(isinstance(c, int) and not isinstance(c, bool) and 0 <= c < 2**32 for c in counts):
            raise ValueError("RLE counts must be whole numbers")
        return np.array(counts, np.int64)
    if not isinstance(counts, str) or not counts or not counts.isascii():
        raise ValueError(f"RLE counts must be ascii text or a list, got {counts!r:.60}")
    codes = np.frombuffer(counts.encode("ascii"), np.uint8).astype(np.int64) - 48
    if codes.min() < 0 or codes.max() > 63 or codes[-1] & 32:
        raise ValueError(f"RLE counts hold a character that has no meaning or are cut off: {counts!r:.60}")
    last = np.flatnonzero((codes & 32) == 0)
    first = np.concatenate([[0], last[:-1] + 1])
    if (last - first).max() > 6:  # 7 × 5 bits are more than the 32 of a count
        raise ValueError(f"RLE counts hold a number that is too long: {counts!r:.60}")
    shift = 5 * (np.arange(len(codes)) - np.repeat(first, last - first + 1))
    numbers = np.add.reduceat((codes & 31) << shift, first)
    negative = (codes[last] & 16) != 0
    numbers -= np.where(negative, np.int64(1) << (5 * (last - first + 1)), 0)
    numbers[1::2] = np.cumsum(numbers[1::2])
    numbers[2::2] = np.cumsum(numbers[2::2])
    return numbers
