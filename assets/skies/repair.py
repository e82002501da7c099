"""Mend what strong compression has done to an environment picture around its lamps and its sun."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["repaired"]

_BLOCK = 8
_DAMAGE = 0.5
_LOST = 0.2

Pixels = npt.NDArray[np.float32]


def repaired(pixels: Pixels) -> Pixels:
    """A picture without negative light, shape (height, width, 3), linear.

    OpenEXR's DWA compression codes blocks of 8 × 8 pixels by their cosine transform, as JPEG does, and
    each channel alone. Around a sun it overshoots far below zero, and two of the pack's suns have lost
    red and green altogether and would shine blue. A block that falls below zero by half of the picture's
    mean keeps the shape and the sum of its strongest channel; its colour is that of its sums where all
    three are there, else that of the pixels around it. Its pixels become at least as bright as the
    median around it, since black ones would show in the sun. Elsewhere what is below zero becomes zero.
    """
    height, width, _ = pixels.shape
    exact = pixels.astype(np.float64)
    result = np.maximum(exact, 0.0)
    deepest = -_DAMAGE * float(result.mean())
    for top in range(0, height, _BLOCK):
        for left in range(0, width, _BLOCK):
            here = (slice(top, top + _BLOCK), slice(left, left + _BLOCK))
            if exact[here].min() >= deepest:
                continue
            sums = np.maximum(exact[here].sum(axis=(0, 1)), 0.0)
            strongest = int(np.argmax(sums))
            if sums[strongest] == 0:
                continue
            near = _around(exact, top, left)
            color = sums if sums.min() > _LOST * sums[strongest] else near.mean(axis=0)
            shape = np.maximum(exact[here][..., strongest], np.median(near[:, strongest]))
            shape *= sums[strongest] / shape.sum()
            result[here] = shape[..., None] * (color / color.max())
    return result.astype(np.float32)


def _around(exact: npt.NDArray[np.float64], top: int, left: int) -> npt.NDArray[np.float64]:
    """The pixels in and around a block that are whole, shape (n, 3); a white one where none is."""
    rows = slice(max(0, top - _BLOCK), top + 2 * _BLOCK)
    columns = np.arange(left - _BLOCK, left + 2 * _BLOCK) % exact.shape[1]  # the picture closes on itself
    near = exact[rows][:, columns].reshape(-1, 3)
    near = near[(near.min(axis=1) > _LOST * near.max(axis=1)) & (near.max(axis=1) > 0)]
    return near if len(near) else np.ones((1, 3))
