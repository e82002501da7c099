"""What use leaves on every surface, as one tileable picture: smudges, scratches, dust, unevenness."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from ..draw import Draw
from .material import Texture

__all__ = ["IMPERFECTIONS_M", "clouds", "imperfections"]

IMPERFECTIONS_M = 0.2
"""Side of the square that the picture covers, in metres."""

_SIZE = 1024
_Field = npt.NDArray[np.float32]


@cache
def imperfections() -> Texture:
    """The picture, 1024 × 1024, always the same.

    Channels: R fingerprints and wiped grease; G scratches, from hairlines to gouges; B dust and
    specks; A unevenness at all scales, evenly distributed from 0 to 1.
    """
    draw = Draw(0, 0).scope("imperfections")
    size = _SIZE
    grease = np.clip(clouds(draw.rng("grease"), size, 1.6) * 2.2 - 1.1, 0, 1) * 0.7
    streaks = clouds(draw.rng("streaks"), size, 1.3, stretch=8.0)
    smudges = np.maximum(grease * (0.55 + 0.45 * streaks), _fingerprints(draw.rng("fingerprints"), size))
    channels = (
        smudges,
        _scratches(draw.rng("scratches"), size),
        _dust(draw.rng("dust"), size),
        clouds(draw.rng("clouds"), size, 1.3),
    )
    pixels = np.stack([np.clip(c, 0, 1) * 255 + 0.5 for c in channels], axis=-1).astype(np.uint8)
    return Texture(pixels, data=True)


def clouds(rng: np.random.Generator, size: int, falloff: float, stretch: float = 1.0) -> _Field:
    """Tileable noise whose amplitude falls as frequency^−``falloff``, evenly distributed in 0 … 1.

    Args:
        rng: where the noise comes from.
        size: side of the square, pixels.
        falloff: 0 white noise, 1 rough, 2 soft.
        stretch: how many times longer features are along x than along y.

    Returns:
        float32, shape (size, size).
    """
    white = np.fft.rfft2(rng.standard_normal((size, size), np.float32))
    v, u = np.meshgrid(np.fft.fftfreq(size) * size, np.fft.rfftfreq(size) * size, indexing="ij")
    frequency = np.hypot(u * stretch, v)
    frequency[0, 0] = np.inf
    field = np.fft.irfft2(white * frequency**-falloff, (size, size))
    ranks = np.empty(field.size, np.float32)
    ranks[np.argsort(field, axis=None, kind="stable")] = np.linspace(0, 1, field.size, dtype=np.float32)
    return ranks.reshape(size, size)


def _wrapped(canvas: _Field, stamp: _Field, x: int, y: int) -> None:
    """Lay ``stamp`` on the torus ``canvas`` where it is brighter."""
    rows = (np.arange(stamp.shape[0]) + y) % canvas.shape[0]
    columns = (np.arange(stamp.shape[1]) + x) % canvas.shape[1]
    window = np.ix_(rows, columns)
    canvas[window] = np.maximum(canvas[window], stamp)


def _fingerprints(rng: np.random.Generator, size: int) -> _Field:
    canvas = np.zeros((size, size), np.float32)
    per_m = size / IMPERFECTIONS_M
    for _ in range(14):
        side = int(0.026 * per_m)
        y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j]
        angle, bend = rng.uniform(0, np.pi), rng.uniform(0.5, 1.6)
        u, v = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
        ridges = 0.5 + 0.5 * np.sin(
            70 * np.hypot(u * bend + 0.2 * np.sin(2 * v), v - 0.25 + 0.3 * u * u) * 1.6
        )
        oval = np.clip(1.2 - np.hypot(u / 0.55, v / 0.8) ** 3, 0, 1)
        patchy = np.asarray(
            cv2.resize(rng.random((6, 6), np.float32), (side, side), interpolation=cv2.INTER_CUBIC),
            np.float32,
        )
        print_ = oval * (0.35 + 0.65 * ridges) * np.clip(patchy * 1.6 - 0.1, 0, 1) * rng.uniform(0.45, 1.0)
        x0, y0 = rng.integers(0, size, 2)
        _wrapped(canvas, np.asarray(print_, np.float32), int(x0), int(y0))
    return canvas


def _scratches(rng: np.random.Generator, size: int) -> _Field:
    margin = size // 2
    canvas = np.zeros((size + 2 * margin, size + 2 * margin), np.uint8)
    shift = 4
    for _ in range(420):
        start = rng.uniform(margin, margin + size, 2)
        length = min(rng.exponential(0.09), 0.45) * size
        heading, curl = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.35)
        t = np.linspace(0, 1, 12)
        turn = heading + curl * t
        line = start + np.cumsum(np.stack([np.cos(turn), np.sin(turn)], -1) * length / 12, axis=0)
        strength = int(255 * np.clip(rng.exponential(0.17), 0.05, 1.0))
        points = np.round(line * 2**shift).astype(np.int32)
        cv2.polylines(canvas, [points], False, strength, 1 if strength < 190 else 2, cv2.LINE_AA, shift)
    tile = np.zeros((size, size), np.float32)
    for row in (0, 1):
        for column in (0, 1):
            part = canvas[row * size : (row + 1) * size, column * size : (column + 1) * size]
            y, x = (row * size - margin) % size, (column * size - margin) % size
            _wrapped(tile, part.astype(np.float32) / np.float32(255), x, y)
    return tile


def _dust(rng: np.random.Generator, size: int) -> _Field:
    canvas = np.zeros((size, size), np.float32)
    for _ in range(1500):
        radius = min(0.5 + rng.exponential(0.7), 5.0)
        half = int(radius + 2)
        y, x = np.mgrid[-half : half + 1, -half : half + 1]
        squash, angle = rng.uniform(0.4, 1.0), rng.uniform(0, np.pi)
        u, v = x * np.cos(angle) + y * np.sin(angle), (y * np.cos(angle) - x * np.sin(angle)) / squash
        speck = np.clip(radius + 0.5 - np.hypot(u, v), 0, 1) * rng.uniform(0.3, 1.0)
        x0, y0 = rng.integers(0, size, 2)
        _wrapped(canvas, np.asarray(speck, np.float32), int(x0), int(y0))
    haze = clouds(rng, size, 1.2)
    return np.asarray(np.maximum(canvas, np.clip(haze * 1.6 - 0.9, 0, 1) * 0.35), np.float32)
