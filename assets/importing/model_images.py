"""Pictures that model files carry, and the arithmetic of colours on them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from ..material import Color, Texture

__all__ = ["MAX_SIDE_PX", "Pixels", "decode", "linear", "one_color", "srgb", "tinted"]

Pixels = npt.NDArray[np.uint8]
"""uint8, shape (height, width, 4), top row first."""

MAX_SIDE_PX = 4096

MAX_PIXELS = 100_000_000
"""A header that claims more is not believed: memory for it would be taken before the picture is read."""


def decode(data: bytes) -> Pixels:
    """The picture as RGBA, not larger than :data:`MAX_SIDE_PX` on its longer side.

    Raises:
        ValueError: it is damaged, cut off, too large or no picture; the words go on from its name.
    """
    try:
        return _decoded(data)
    except Image.DecompressionBombError as error:  # the pixels are said only in Pillow's own words
        claimed = int(re.findall(r"\d+", str(error))[0])
    except _TooLarge as error:
        claimed = error.pixels
    except UnidentifiedImageError:
        begins = f"it begins with {data[:12]!r}" if data else "it is empty"
        raise ValueError(f"cannot be read: {begins}, expected PNG, JPEG, WebP, TGA, BMP or TIFF") from None
    except Exception as error:  # Pillow raises many types
        detail = " ".join(str(error).split())[:80] or type(error).__name__
        raise ValueError(f"cannot be read: it is cut off or damaged ({detail})") from None
    raise ValueError(f"cannot be read: it claims {claimed:,} pixels, expected at most {MAX_PIXELS:,}")


class _TooLarge(Exception):
    def __init__(self, pixels: int) -> None:
        self.pixels = pixels


def _decoded(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as opened:
        image: Image.Image = opened
        if image.width * image.height > MAX_PIXELS:
            raise _TooLarge(image.width * image.height)
        image.load()
        if image.mode in ("I;16", "I;16B", "I;16L", "I;16N", "I"):
            # Pillow would clip 16 bits to 255, not scale them.
            wide = np.asarray(image).astype(np.int64)
            image = Image.fromarray((np.clip(wide, 0, 65535) >> 8).astype(np.uint8))
        image = image.convert("RGBA")
        longest = max(image.size)
        if longest > MAX_SIDE_PX:
            size = tuple(max(1, round(side * MAX_SIDE_PX / longest)) for side in image.size)
            image = image.resize((size[0], size[1]), Image.Resampling.BOX)
        return np.array(image, np.uint8)


def linear(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """sRGB to linear light, both 0 to 1 (IEC 61966-2-1)."""
    v = np.asarray(values, np.float64)
    return np.where(v <= 0.04045, v / 12.92, ((np.maximum(v, 0.04045) + 0.055) / 1.055) ** 2.4)


def srgb(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Linear light to sRGB, both 0 to 1 (IEC 61966-2-1)."""
    v = np.clip(np.asarray(values, np.float64), 0.0, 1.0)
    return np.where(v <= 0.0031308, v * 12.92, 1.055 * np.maximum(v, 0.0031308) ** (1 / 2.4) - 0.055)


def tinted(pixels: Pixels, factor_linear: Sequence[float]) -> Pixels:
    """sRGB pixels times a linear colour; alpha is left alone."""
    if np.allclose(factor_linear[:3], 1.0):
        return pixels
    shades = linear(np.arange(256) / 255)
    result = pixels.copy()
    for channel in range(3):
        table = np.round(srgb(shades * factor_linear[channel]) * 255).astype(np.uint8)
        result[..., channel] = table[pixels[..., channel]]
    return result


def one_color(texture: Texture) -> Color | None:
    """The colour of a picture that has only one, else None."""
    flat = texture.pixels[..., :3].reshape(-1, 3)
    first = flat[0]
    if not (flat == first).all():
        return None
    return (float(first[0]) / 255, float(first[1]) / 255, float(first[2]) / 255)
