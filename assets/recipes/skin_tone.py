"""The colour of skin: the steps of the Monk Skin Tone scale, as light and as red as skin is measured."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..material import Color
from ..palette import hexadecimal

__all__ = ["MONK", "skin_color"]


# Monk Skin Tone scale, Ellis Monk, 2019, published by Google at skintone.google (CC BY 4.0).
MONK = tuple(
    hexadecimal(code)
    for code in (
        "f6ede4", "f3e7db", "f7ead0", "eadaba", "d7bd96", "a07e56", "825c43", "604134", "3a312a", "292420",
    )
)  # fmt: skip

# The scale's swatches are for comparing on a screen: the lightest is as white as paper and the darkest
# darker than any skin. Spectrophotometers find forearms and cheeks of all origins between about these
# (K. Xiao et al., "Characterising the variations in ethnic skin colours", Skin Research and Technology
# 23(1), 2017): lightness L*, and a* and b* at three lightnesses.
_LIGHTNESS = (27.0, 72.0)
_A = ((30.0, 50.0, 69.0), (9.5, 13.5, 10.5))
_B = ((30.0, 50.0, 69.0), (11.5, 19.5, 16.5))
_WHITE = np.array([0.95047, 1.0, 1.08883])
_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


@lru_cache(maxsize=16)
def skin_color(step: int) -> Color:
    """sRGB colour of the skin of one step of the scale, 0 lightest to 9 darkest.

    The steps keep their order and the spacing of their lightness, squeezed into what skin has; half of
    their own hue stays.
    """
    steps = np.array([_lab(color) for color in MONK])
    light = np.interp(steps[step, 0], (steps[-1, 0], steps[0, 0]), _LIGHTNESS)
    own = steps[step, 1:]
    measured = np.array([np.interp(light, *_A), np.interp(light, *_B)])
    own = own * np.linalg.norm(measured) / max(float(np.linalg.norm(own)), 1e-6)
    a, b = 0.75 * measured + 0.25 * own
    fy = (light + 16) / 116
    f = np.array([fy + a / 500, fy, fy - b / 200])
    xyz = _WHITE * np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    linear = np.clip(np.linalg.solve(_XYZ, xyz), 0, 1)
    red, green, blue = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (float(red), float(green), float(blue))


def _lab(color: Color) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """CIE L*, a* and b* of an sRGB colour, under D65."""
    c = np.asarray(color)
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    ratio = (_XYZ @ linear) / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
