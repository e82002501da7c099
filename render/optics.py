"""What lens and windscreen do to scene-linear light on its way to the sensor. Green stays where it is."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ..scenes.camera import Camera, Resolution
from ..scenes.look import Look

__all__ = ["blurred", "scattered", "through_lens"]

Light = npt.NDArray[np.float64]

_SMALLEST_PX = 4  # of a level of the glare's pyramid
_DROP_RADIUS = (0.004, 0.022)  # shares of the picture's width
_DROP_VIEW = 7.0  # how many of its own widths a drop shows, upside down


def through_lens(light: Light, camera: Camera, rng: np.random.Generator) -> Light:
    """The light that reaches the sensor, (height, width, 3), of the light that reaches the lens."""
    look = camera.look
    if look.drops > 0:
        light = _behind_drops(light, look.drops, rng)
    if look.dirt > 0:
        light = _behind_dirt(light, look.dirt, rng)
    if look.glare > 0:
        light = (1 - look.glare) * light + look.glare * scattered(light)
    if look.chromatic_px or look.vignetting:
        light = _off_axis(light, camera, look)
    if look.blur_px > 0:
        light = blurred(light, look.blur_px)
    return light


def blurred(light: Light, sigma_px: float) -> Light:
    """The light, (height, width, 3), under a Gaussian."""
    soft = cv2.GaussianBlur(light, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(soft, np.float64).reshape(light.shape)


def _off_axis(light: Light, camera: Camera, look: Look) -> Light:
    """Lateral chromatic aberration and the fall-off of light, both about the principal point.

    Natural vignetting is cos⁴ of the angle from the axis (Kingslake, "Optics in photography", 1992).
    """
    height, width = light.shape[:2]
    k = camera.intrinsics(Resolution(width, height))
    if look.chromatic_px:
        corner_px = np.hypot(max(k[0, 2], width - k[0, 2]), max(k[1, 2], height - k[1, 2]))
        light = light.copy()
        for channel, side in ((0, 1.0), (2, -1.0)):
            scale = 1 + side * look.chromatic_px / corner_px
            # Centres of pixels are at whole numbers for cv2, at halves for the intrinsics.
            moves = [[scale, 0, (1 - scale) * (k[0, 2] - 0.5)], [0, scale, (1 - scale) * (k[1, 2] - 0.5)]]
            light[..., channel] = cv2.warpAffine(
                light[..., channel],
                np.array(moves),
                (width, height),
                flags=cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            )
    if look.vignetting:
        x = (np.arange(width) + 0.5 - k[0, 2]) / k[0, 0]
        y = (np.arange(height) + 0.5 - k[1, 2]) / k[1, 1]
        tan2 = x[None, :] ** 2 + y[:, None] ** 2
        light = light * ((1 + tan2) ** (-2 * look.vignetting))[..., None]
    return light


def scattered(light: Light) -> Light:
    """The light spread over the picture, as much into every octave of distance.

    So the point spread falls off with the square of the distance, as glare does in lenses and in eyes
    (Vos, "On the cause of disability glare", 1984).
    """
    levels = [light]
    while min(levels[-1].shape[:2]) >= 2 * _SMALLEST_PX:
        levels.append(np.asarray(cv2.pyrDown(levels[-1]), np.float64))
    veil = np.broadcast_to(light.mean(axis=(0, 1)), levels[-1].shape)
    spread = veil if len(levels) == 1 else veil + levels[-1]
    for finer in reversed(levels[1:-1]):
        spread = finer + _doubled(spread, finer)
    if len(levels) > 1:
        spread = _doubled(spread, light)
    return np.asarray(spread / len(levels), np.float64)


def _doubled(light: Light, like: Light) -> Light:
    return np.asarray(cv2.pyrUp(light, dstsize=(like.shape[1], like.shape[0])), np.float64)


def _behind_dirt(light: Light, share: float, rng: np.random.Generator) -> Light:
    """Dust far out of focus: blotches that let less through and glow with the light around."""
    height, width = light.shape[:2]
    blotches = np.zeros((height, width))
    for cells in (3, 9, 27):
        drawn = rng.standard_normal((max(2, round(cells * height / width)) + 1, cells + 1))
        smooth = cv2.resize(drawn, (width, height), interpolation=cv2.INTER_CUBIC)
        blotches += np.asarray(smooth, np.float64) / cells**0.5
    dust = share * np.clip(0.6 + 0.6 * blotches, 0, 2.5)[..., None]
    small = (max(1, width // 8), max(1, height // 8))
    coarse = np.asarray(cv2.resize(light, small, interpolation=cv2.INTER_AREA), np.float64)
    soft = blurred(coarse.reshape(small[1], small[0], 3), max(0.5, small[0] / 12))
    veil = np.asarray(cv2.resize(soft, (width, height)), np.float64).reshape(light.shape)
    dust = np.minimum(dust, 0.9)
    return np.asarray((1 - dust) * light + 0.7 * dust * veil, np.float64)


def _behind_drops(light: Light, share: float, rng: np.random.Generator) -> Light:
    """Drops of water on the glass: each is a small, wide, upside-down view, soft because it is so near."""
    height, width = light.shape[:2]
    low, high = (max(1.0, bound * width) for bound in _DROP_RADIUS)
    mean_area = np.pi * (high**2 - low**2) / (2 * np.log(high / low)) if high > low else np.pi * low**2
    count = min(600, int(rng.poisson(share * height * width / mean_area)))
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    source_x, source_y = x.copy(), y.copy()
    cover = np.zeros((height, width), np.float32)
    for u, v, size, squash, turn in rng.random((count, 5)):
        centre_x, centre_y = u * width, v * height
        radius = low * (high / low) ** size
        reach = 1.4 * radius
        rows = slice(max(0, int(centre_y - reach)), max(0, int(centre_y + reach) + 2))
        columns = slice(max(0, int(centre_x - reach)), max(0, int(centre_x + reach) + 2))
        dx, dy = x[rows, columns] - centre_x, y[rows, columns] - centre_y
        # No drop is round: it hangs, and it is dented on one side.
        angle = np.arctan2(dy, dx)
        rim = radius * (1 + 0.12 * np.cos(angle - 2 * np.pi * turn) + 0.15 * squash * np.sin(angle))
        inside = np.hypot(dx, dy) / rim
        soft = np.clip((1.15 - inside) / 0.4, 0, 1)
        soft = soft * soft * (3 - 2 * soft)
        nearer = soft > cover[rows, columns]
        bend = _DROP_VIEW * (0.35 + 0.65 * np.minimum(inside, 1) ** 2)
        source_x[rows, columns][nearer] = (centre_x - bend * dx)[nearer]
        source_y[rows, columns][nearer] = (centre_y - bend * dy)[nearer]
        cover[rows, columns] = np.maximum(cover[rows, columns], soft)
    if not cover.any():
        return light
    soft_light = blurred(light, max(0.5, width / 150))
    behind = cv2.remap(soft_light, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    behind = blurred(np.asarray(behind, np.float64).reshape(light.shape), max(0.5, width / 600))
    alpha = cover[..., None].astype(np.float64)
    return np.asarray(light + alpha * (0.93 * behind - light), np.float64)
