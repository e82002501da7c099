"""The sensor: photons are counted, electronics add to it, and each pixel sees one colour."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ..scenes.look import Look

__all__ = ["exposed", "noisy"]

Signal = npt.NDArray[np.float64]

_MIDDLE_GREY = 0.18
_PEDESTAL = 0.03  # keeps the noise of black whole until it is interpolated
_CEILING = {"clip": 1.0, "agx": 16.0}  # the brightest signal that the tone curve can tell from white
_MARGIN = 2  # pixels around the picture that demosaicing sees; even, so that colours keep their places


def exposed(signal: Signal, look: Look, noise: float, rng: np.random.Generator) -> Signal:
    """What the sensor gives for a signal, (height, width, 3), in which 1 is just white."""
    if noise > 0:
        # Photon noise grows with the root of the light; a tenth of the noise is the electronics'.
        deviation = noise * np.sqrt(np.maximum(signal, 0) * _MIDDLE_GREY + (0.1 * _MIDDLE_GREY) ** 2)
        signal = signal + deviation * rng.standard_normal(signal.shape)
    signal = noisy(signal, look, rng)
    return _interpolated(signal, _CEILING[look.tone]) if look.bayer else signal


def noisy(signal: Signal, look: Look, rng: np.random.Generator) -> Signal:
    """Shot and read noise: the variance is ``shot`` × signal + ``read``².

    This is the photon transfer curve (Janesick, "Photon transfer", SPIE 2007); EMVA 1288 measures
    cameras by it.
    """
    if look.shot == 0 and look.read == 0:
        return signal
    deviation = np.sqrt(look.shot * np.maximum(signal, 0) + look.read**2)
    return np.asarray(signal + deviation * rng.standard_normal(signal.shape, np.float32), np.float64)


def _interpolated(signal: Signal, ceiling: float) -> Signal:
    """Seen through a Bayer pattern (red, green; green, blue) and demosaiced along edges."""
    height, width = signal.shape[:2]
    # Reflected about the outermost pixels, every neighbour keeps the colour that the pattern gives it.
    padded = np.pad(signal, ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0)), "symmetric")
    if min(height, width) > _MARGIN:
        padded = np.pad(signal, ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN), (0, 0)), "reflect")
    raw = padded[..., 1].copy()
    raw[0::2, 0::2] = padded[0::2, 0::2, 0]
    raw[1::2, 1::2] = padded[1::2, 1::2, 2]
    scale = 65535 / (ceiling + 2 * _PEDESTAL)
    counts = np.clip((raw + _PEDESTAL) * scale + 0.5, 0, 65535).astype(np.uint16)
    # cv2 names patterns by their second row: this one, which begins with red, is its BayerBG.
    colours = cv2.demosaicing(counts, cv2.COLOR_BayerBG2RGB_EA)
    middle = colours[_MARGIN : _MARGIN + height, _MARGIN : _MARGIN + width]
    return np.asarray(middle / scale - _PEDESTAL, np.float64)
