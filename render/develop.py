"""From scene-linear light to the picture that a camera would have saved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ..scenes.camera import Camera
from ..scenes.look import Look
from .optics import through_lens
from .sensor import exposed
from .tone import LUMINANCE, picture_of

__all__ = ["black_body", "develop"]

_METERINGS = 12  # rounds of exposing and looking: two more than change a picture
_MOST_GAIN = 16.0  # over what a picture without whites would have


def develop(rgb: npt.NDArray[np.float32], camera: Camera, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """The picture, uint8 sRGB, of scene-linear light, both of shape (height, width, 3).

    Lens, white balance, metering and exposure, sensor, tone curve and saving, as the camera's ``look``
    says. Nothing moves a pixel of the picture's green, so the labels hold.
    """
    if camera.pinhole is not None:  # its look is of pictures of its size
        camera = replace(camera, look=camera.look.at_scale(rgb.shape[1] / camera.pinhole.width))
    light = through_lens(rgb.astype(np.float64), camera, rng) * _white_balance(camera.white_kelvin)
    signal = light * (_metered(light, camera.look) * 2.0**camera.exposure_ev)
    return picture_of(exposed(signal, camera.look, camera.noise, rng), camera)


def black_body(kelvin: float) -> npt.NDArray[np.float64]:
    """Linear sRGB colour of a black body from 1,667 to 25,000 K, luminance 1.

    Chromaticity after Kim et al., US patent 7,024,034 (the cubic spline in common use).
    """
    t = float(np.clip(kelvin, 1667, 25000))
    if t <= 4000:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
    if t <= 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t <= 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    xyz = np.array([x / y, 1.0, (1 - x - y) / y])
    from_xyz = np.array(
        [
            [3.2404542, -1.5371385, -0.4985314],
            [-0.9692660, 1.8760108, 0.0415560],
            [0.0556434, -0.2040259, 1.0572252],
        ]
    )
    return np.asarray(np.maximum(from_xyz @ xyz, 1e-3))


def _metered_as_shown(luminance: npt.NDArray[np.float64], key: float) -> float:
    """Gain at which the mean of the signal's roots, nearly what a picture shows, is the key's root."""
    lit = np.maximum(luminance, 0.0)
    mean = float(np.sqrt(lit).mean()) ** 2
    if mean <= 0:
        return 1.0
    gain = key / mean
    for _ in range(_METERINGS):
        gain *= key / float(np.sqrt(np.minimum(gain * lit, 1.0)).mean()) ** 2
    return float(min(gain, _MOST_GAIN * key / mean))


def _white_balance(kelvin: float) -> npt.NDArray[np.float64]:
    gains = black_body(6500.0) / black_body(kelvin)
    return np.asarray(gains / (gains @ LUMINANCE))


def _metered(light: npt.NDArray[np.float64], look: Look) -> float:
    """Gain that brings the mean of what is metered to the key."""
    if look.metering == "lower":
        return _metered_as_shown(light[light.shape[0] // 2 :] @ LUMINANCE, look.key)
    luminance = light @ LUMINANCE
    brightest = float(luminance.max(initial=0.0))
    if brightest <= 0:
        return 1.0
    lit = np.clip(luminance, brightest * 1e-4, None)
    low, high = np.percentile(lit, [5, 95])
    mean = float(np.exp(np.log(np.clip(lit, low, high)).mean()))
    return look.key / mean
