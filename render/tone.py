"""From the sensor's signal to the picture's values: tone curve, sharpening, compression."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ..errors import RenderError
from ..scenes.camera import Camera
from ..scenes.look import Look
from .optics import blurred

__all__ = ["LUMINANCE", "picture_of"]

Signal = npt.NDArray[np.float64]
Picture = npt.NDArray[np.uint8]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])

_LIFT = 0.055  # of sRGB's curve

# AgX by Troy Sobotka, in the polynomial form by Benjamin Wrensch (MIT, 2023).
_AGX_IN = np.array(
    [
        [0.842479062253094, 0.0784335999999992, 0.0792237451477643],
        [0.0423282422610123, 0.878468636469772, 0.0791661274605434],
        [0.0423756549057051, 0.0784336, 0.879142973793104],
    ]
)
_AGX_OUT = np.array(
    [
        [1.19687900512017, -0.0980208811401368, -0.0990297440797205],
        [-0.0528968517574562, 1.15190312990417, -0.0989611768448433],
        [-0.0529716355144438, -0.0980434501171241, 1.15107367264116],
    ]
)
_AGX_EV = (-12.47393, 4.026069)


def picture_of(signal: Signal, camera: Camera) -> Picture:
    """The picture, uint8 sRGB, of a signal of the same shape (height, width, 3)."""
    look = camera.look
    if look.tone == "agx":
        shown = _agx(np.maximum(signal, 0.0), camera.contrast, camera.saturation)
    else:
        shown = _clipped(signal, look)
    if look.sharpening > 0:
        detail = shown - blurred(shown, look.sharpening_px)
        shown = np.clip(shown + look.sharpening * detail, 0.0, 1.0)
    picture = np.round(shown * 255).astype(np.uint8)
    return _compressed(picture, look.jpeg) if look.jpeg else picture


def _clipped(signal: Signal, look: Look) -> Signal:
    """A power curve between the black level and white, with nothing rolled off.

    It is formed as sRGB's (IEC 61966-2-1), which it is with a gamma of 2.4: lifted by 0.055, and
    straight up to where the power curve's tangent goes through the origin.
    """
    linear = (signal - look.black) / (1 - look.black)
    grey = (linear @ LUMINANCE)[..., None]
    linear = np.clip(grey + look.saturation * (linear - grey), 0.0, 1.0)
    power = 1 / look.gamma
    toe = min(1.0, (_LIFT / ((1 + _LIFT) * (1 - power))) ** look.gamma)
    slope = ((1 + _LIFT) * toe**power - _LIFT) / toe
    curve = (1 + _LIFT) * linear**power - _LIFT
    return np.asarray(np.where(linear <= toe, slope * linear, curve), np.float64)


def _compressed(picture: Picture, quality: int) -> Picture:
    done, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise RenderError(f"the picture of shape {picture.shape} could not be compressed as JPEG")
    opened = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return np.ascontiguousarray(np.asarray(opened, np.uint8)[..., ::-1])


def _agx(light: npt.NDArray[np.float64], contrast: float, saturation: float) -> npt.NDArray[np.float64]:
    low, high = _AGX_EV
    encoded = np.clip(np.log2(np.maximum(light @ _AGX_IN.T, 1e-10)), low, high)
    x = (encoded - low) / (high - low)
    x2 = x * x
    x4 = x2 * x2
    curve = 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232
    curve = np.maximum(curve, 0.0) ** contrast
    grey = (curve @ LUMINANCE)[..., None]
    vivid = grey + saturation * (curve - grey)
    return np.asarray(np.clip(vivid @ _AGX_OUT.T, 0.0, 1.0))
