"""From scene-linear light to the picture that a camera would have saved."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..scenes.camera import Camera

__all__ = ["black_body", "develop"]

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_MIDDLE_GREY = 0.18

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


def develop(rgb: npt.NDArray[np.float32], camera: Camera, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """The picture, uint8 sRGB, of scene-linear light, both of shape (height, width, 3).

    White balance, metering and exposure, sensor noise (shot and read), AgX tone mapping, contrast and
    saturation. Nothing moves a pixel, so the labels hold.
    """
    light = rgb.astype(np.float64) * _white_balance(camera.white_kelvin)
    exposed = light * (_metered(light) * 2.0**camera.exposure_ev)
    if camera.noise > 0:
        # Photon noise grows with the root of the light; a tenth of the noise is the electronics'.
        deviation = camera.noise * np.sqrt(np.maximum(exposed, 0) * _MIDDLE_GREY + (0.1 * _MIDDLE_GREY) ** 2)
        exposed = exposed + deviation * rng.standard_normal(exposed.shape)
    picture = _agx(np.maximum(exposed, 0.0), camera.contrast, camera.saturation)
    return np.round(picture * 255).astype(np.uint8)


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


def _white_balance(kelvin: float) -> npt.NDArray[np.float64]:
    gains = black_body(6500.0) / black_body(kelvin)
    return np.asarray(gains / (gains @ _LUMINANCE))


def _metered(light: npt.NDArray[np.float64]) -> float:
    """Gain that brings the picture's log-mean to middle grey, without heeding its extremes."""
    luminance = light @ _LUMINANCE
    brightest = float(luminance.max(initial=0.0))
    if brightest <= 0:
        return 1.0
    lit = np.clip(luminance, brightest * 1e-4, None)
    low, high = np.percentile(lit, [5, 95])
    mean = float(np.exp(np.log(np.clip(lit, low, high)).mean()))
    return _MIDDLE_GREY / mean


def _agx(light: npt.NDArray[np.float64], contrast: float, saturation: float) -> npt.NDArray[np.float64]:
    low, high = _AGX_EV
    encoded = np.clip(np.log2(np.maximum(light @ _AGX_IN.T, 1e-10)), low, high)
    x = (encoded - low) / (high - low)
    x2 = x * x
    x4 = x2 * x2
    curve = 15.5 * x4 * x2 - 40.14 * x4 * x + 31.96 * x4 - 6.868 * x2 * x + 0.4298 * x2 + 0.1191 * x - 0.00232
    curve = np.maximum(curve, 0.0) ** contrast
    grey = (curve @ _LUMINANCE)[..., None]
    vivid = grey + saturation * (curve - grey)
    return np.asarray(np.clip(vivid @ _AGX_OUT.T, 0.0, 1.0))
