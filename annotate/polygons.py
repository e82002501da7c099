"""Polygons along pixel edges that pycocotools decodes to exactly the mask they were traced from."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from pycocotools import mask as coco_mask

from ..scenes.camera import Resolution
from .masks import Mask, Region, as_region, decode, encode

__all__ = ["Segmentation", "decoded", "rasterised", "segmentation", "trace"]

Segmentation = list[list[int]] | dict[str, Any]
"""COCO's: polygons [x0, y0, x1, y1, …], or an RLE."""


def segmentation(mask: Mask, polygons: bool) -> Segmentation:
    """COCO's ``segmentation``: compressed RLE, or, where asked for and exact, polygons.

    A mask with a hole stays RLE, as does an empty one and any whose polygons would not decode to
    the very same mask (none is known).
    """
    region = as_region(mask)
    rle = encode(region)
    if not polygons:
        return rle
    traced = trace(region)
    if not traced or rasterised(traced, region.resolution) != rle:
        return rle
    return traced


def decoded(value: object, resolution: Resolution) -> npt.NDArray[np.bool_]:
    """The mask of a ``segmentation`` that was read from a file: bool, (height, width).

    Raises:
        ValueError: where it is malformed, of another size, or reaches out of the image.
    """
    if isinstance(value, dict):
        mask = decode(value)
        if mask.shape != (resolution.height, resolution.width):
            raise ValueError(f"RLE size is {list(mask.shape)}, of an image of {resolution}")
        return mask
    if not isinstance(value, list) or not value:
        raise ValueError(f"must be an RLE or a list of polygons, got {value!r:.60}")
    for polygon in value:
        if not isinstance(polygon, list) or len(polygon) < 6 or len(polygon) % 2:
            raise ValueError(f"a polygon has 3 or more corners x, y, got {polygon!r:.60}")
        if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in polygon):
            raise ValueError(f"a polygon's corners must be numbers, got {polygon!r:.60}")
        for axis, side in enumerate(resolution):
            if not all(0 <= n <= side for n in polygon[axis::2]):
                raise ValueError(f"a polygon reaches out of the image of {resolution}: {polygon!r:.60}")
    return decode(rasterised(value, resolution))


def rasterised(polygons: list[list[int]], resolution: Resolution) -> dict[str, Any]:
    """The RLE of the mask that COCO loaders make of polygons."""
    width, height = resolution
    merged = coco_mask.merge(coco_mask.frPyObjects(polygons, height, width))
    return {"size": [height, width], "counts": merged["counts"].decode("ascii")}


def trace(mask: Mask) -> list[list[int]] | None:
    """Polygons [x0, y0, x1, y1, …] along pixel edges, one for each 4-connected part; None with a hole.

    Corners are whole numbers: pixel (x, y) is the square from (x, y) to (x + 1, y + 1). pycocotools
    (``rleFrPoly`` in ``maskApi.c``) multiplies coordinates by 5, walks the outline in whole steps and
    samples it where it passes a pixel column's middle, 5x + 2 to 5x + 3; the row there comes out as
    ``ceil(y − 0.4)``. So an edge on a whole number is met exactly, and shifted or fractional ones
    are not. Parts that touch at a corner only are separate polygons; a hole that reaches the
    outside through a corner is none, the polygon touches itself there. Polygons start at their
    topmost, then leftmost corner, go clockwise as seen, and are ordered by that corner.
    """
    region = as_region(mask)
    loops = _loops(region)
    if any(_is_hole(region, loop[0]) for loop in loops):
        return None
    return [[n for x, y in loop for n in (x + region.x, y + region.y)] for loop in loops]


def _loops(region: Region) -> list[list[tuple[int, int]]]:
    """Outlines in the crop's own pixel corners (x, y), each from its first corner in reading order.

    Where exactly one or three of the four pixels around a lattice point are in the mask, an outline
    turns; where two opposite ones are, two outlines touch and both turn. Along a row of the lattice
    the turns pair up into horizontal edges, along a column into vertical ones.
    """
    p = np.pad(region.pixels, 1)
    nw, ne, sw, se = p[:-1, :-1], p[:-1, 1:], p[1:, :-1], p[1:, 1:]
    turns = nw ^ ne ^ sw ^ se
    falling = nw & se & ~ne & ~sw  # pixels \: the outlines of nw and of se
    rising = ne & sw & ~nw & ~se  # pixels /: the outlines of sw and of ne
    y, x = np.nonzero(turns | falling | rising)
    twice = ~turns[y, x]
    y, x = np.repeat(y, 1 + twice), np.repeat(x, 1 + twice)
    # Reading order: of two turns at one point, the first is the end of the edge from the left.
    second = np.zeros(len(x), np.intp)
    second[1:] = (x[1:] == x[:-1]) & (y[1:] == y[:-1])
    # From above comes the edge of nw (the first) in a falling pair, but of ne (the second) in a rising.
    from_below = np.where(rising[y, x], 1 - second, second)
    down = np.lexsort((from_below, y, x))
    beside, below = np.empty(len(x), np.intp), np.empty(len(x), np.intp)
    beside[0::2], beside[1::2] = np.arange(1, len(x), 2), np.arange(0, len(x), 2)
    below[down[0::2]], below[down[1::2]] = down[1::2], down[0::2]
    return _walked(list(zip(x.tolist(), y.tolist(), strict=True)), beside.tolist(), below.tolist())


def _walked(
    points: list[tuple[int, int]], beside: list[int], below: list[int]
) -> list[list[tuple[int, int]]]:
    loops = []
    done = bytearray(len(points))
    for start in range(len(points)):
        if done[start]:
            continue
        loop = []
        at = start
        while not done[at]:
            across = beside[at]
            done[at] = done[across] = 1
            loop += [points[at], points[across]]
            at = below[across]
        loops.append(loop)
    return loops


def _is_hole(region: Region, first: tuple[int, int]) -> bool:
    """Whether below an outline's first edge, which is a topmost one, there is nothing."""
    x, y = first
    inside: npt.NDArray[np.bool_] = region.pixels
    return not (y < inside.shape[0] and x < inside.shape[1] and inside[y, x])
