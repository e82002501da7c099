"""How a picture of the surroundings lights a scene: where its sun stands, and how bright it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...errors import AssetError
from .pictures import file, tags_of

__all__ = ["SkyLight", "linear_rgb", "sky_light"]

_SPOT_DEG = 3.0
_LEAST_SHARE, _LEAST_CONTRAST = 0.1, 300.0


@dataclass(frozen=True)
class SkyLight:
    """What a picture gives off, in its own frame (before rotation and strength).

    Attributes:
        sun_azimuth_deg: direction of its sun, counter-clockwise from +x; None where it holds none.
        sun_elevation_deg: above the horizon; None where it holds none.
        irradiance: of a level surface that looks up, in the picture's own units times steradian.
    """

    sun_azimuth_deg: float | None
    sun_elevation_deg: float | None
    irradiance: float


@lru_cache(maxsize=64)
def sky_light(image: str) -> SkyLight:
    """Where a picture's sun stands, and how bright it is.

    The sun is the brightest spot above the horizon, if the 3° around it give at least a tenth of what a
    surface that faces it receives and its brightest pixel is 300 times the picture's mean: a lit cloud or
    a window is wider, and fails the first. Of named pictures only those tagged ``sun`` are asked, since
    a lamp passes both.

    Raises:
        AssetError: it is no picture that can be read.
    """
    luminance = _luminance(file(image))
    height, width = luminance.shape
    elevation = (0.5 - (np.arange(height) + 0.5) / height) * math.pi
    # Cycles' equirectangular mapping: +x is in the middle, azimuth grows to the left.
    azimuth = (0.5 - (np.arange(width) + 0.5) / width) * 2 * math.pi
    solid_angle = np.cos(elevation)[:, None] * (math.pi / height) * (2 * math.pi / width)
    power = luminance * solid_angle
    irradiance = float((power * np.maximum(np.sin(elevation), 0)[:, None]).sum())
    above = np.where(elevation[:, None] > 0, luminance, 0.0)
    row, column = np.unravel_index(int(np.argmax(above)), above.shape)
    directions = np.stack(
        [
            np.cos(elevation)[:, None] * np.cos(azimuth),
            np.cos(elevation)[:, None] * np.sin(azimuth),
            np.broadcast_to(np.sin(elevation)[:, None], luminance.shape),
        ],
        axis=-1,
    )
    cosine = directions @ directions[row, column]
    spot = cosine > math.cos(math.radians(_SPOT_DEG))
    facing = float((power * np.maximum(cosine, 0)).sum())
    mean = float(power.sum()) / (4 * math.pi)
    share = float(power[spot].sum()) / max(facing, 1e-12)
    is_sun = share >= _LEAST_SHARE and luminance[row, column] >= _LEAST_CONTRAST * mean
    if not is_sun or "sun" not in (tags_of(image) or {"sun"}):
        return SkyLight(None, None, irradiance)
    # A sun is a fraction of a pixel: the middle of its light is more exact than its brightest pixel.
    middle = (directions[spot] * power[spot][:, None]).sum(axis=0)
    middle /= np.linalg.norm(middle)
    return SkyLight(
        math.degrees(math.atan2(middle[1], middle[0])), math.degrees(math.asin(middle[2])), irradiance
    )


def linear_rgb(path: Path) -> npt.NDArray[np.float64]:
    """Radiance of an EXR or HDR picture, linear Rec. 709, shape (height, width, 3).

    Raises:
        AssetError: it is no such picture.
    """
    if path.suffix.lower() == ".exr":
        import OpenEXR

        try:
            channels = OpenEXR.File(str(path), separate_channels=True).channels()
            return np.stack([np.asarray(channels[name].pixels, np.float64) for name in "RGB"], axis=-1)
        except (RuntimeError, KeyError, ValueError) as error:
            raise AssetError(f"environment {path}: not an EXR picture with R, G and B ({error})") from error
    import cv2

    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim != 3:
        raise AssetError(f"environment {path}: not a colour picture that can be read; expected .exr or .hdr")
    return np.stack([np.asarray(pixels[..., i], np.float64) for i in (2, 1, 0)], axis=-1)


def _luminance(path: Path) -> npt.NDArray[np.float64]:
    """Relative luminance (Rec. 709), shape (height, width)."""
    rgb = linear_rgb(path)
    r, g, b = (rgb[..., i] for i in range(3))
    return np.nan_to_num(np.maximum(0.2126 * r + 0.7152 * g + 0.0722 * b, 0.0), posinf=0.0)
