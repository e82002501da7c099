"""Files of what every pixel has: depth and flow, in the formats that benchmarks of both use."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ..errors import RenderError
from .flow import Flow

__all__ = ["depth_png", "flo", "flow_png", "hidden_png"]

_DEPTH_STEPS_PER_M = 256.0
_FLOW_STEPS_PER_PX = 64.0
_MIDDLE = 2**15
_UNKNOWN = 1e10  # anything above 1e9


def depth_png(depth_m: npt.NDArray[np.float32]) -> bytes:
    """KITTI's depth: 16 bit, 256 steps a metre; 0: nothing, or farther than 255.99 m."""
    steps = np.round(np.where(np.isfinite(depth_m), depth_m, 0).astype(np.float64) * _DEPTH_STEPS_PER_M)
    return _png(np.where(steps < 2**16, steps, 0).astype(np.uint16))


def flow_png(flow: Flow) -> bytes:
    """KITTI's flow: 16 bit; red and green 2^15 plus 64 steps a pixel to the right and down, blue 1.

    What moves by 512 pixels or more, or goes behind the camera, is 0, 0, 0.
    """
    steps = np.round(flow.px.astype(np.float64) * _FLOW_STEPS_PER_PX) + _MIDDLE
    known = np.isfinite(steps).all(axis=2) & (steps > 0).all(axis=2) & (steps < 2**16).all(axis=2)
    picture = np.zeros((*known.shape, 3), np.uint16)
    picture[..., 0] = known
    for channel, axis in ((2, 0), (1, 1)):  # OpenCV's order is blue, green, red
        picture[..., channel] = np.where(known, steps[..., axis], 0)
    return _png(picture)


def flo(flow: Flow) -> bytes:
    """Middlebury's flow (Baker et al. 2011): exact, as float32, row by row."""
    height, width, _ = flow.px.shape
    pixels = np.where(np.isfinite(flow.px), flow.px, _UNKNOWN).astype("<f4")
    return b"PIEH" + np.array([width, height], "<i4").tobytes() + pixels.tobytes()


def hidden_png(flow: Flow) -> bytes:
    """255 where the next frame does not show what is here, as Sintel's occlusions."""
    return _png(np.where(flow.hidden, 255, 0).astype(np.uint8))


def _png(picture: npt.NDArray[np.uint16] | npt.NDArray[np.uint8]) -> bytes:
    done, data = cv2.imencode(".png", picture)
    if not done:
        raise RenderError(f"a picture of shape {picture.shape} could not be written as PNG")
    return data.tobytes()
