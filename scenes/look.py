"""What a camera makes of the light: lens, exposure, sensor and picture, as data."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Literal

import numpy as np

from ..errors import SceneError

__all__ = ["Look"]

_CHOICES = {"tone": ("agx", "clip"), "metering": ("all", "lower")}
_BAYER_FROM = 0.7  # scale below which a picture has as many pixels as the sensor has of each colour
_BOUNDS = {
    "key": (1e-4, 1.0),
    "blur_px": (0.0, 20.0),
    "chromatic_px": (-20.0, 20.0),
    "vignetting": (0.0, 4.0),
    "glare": (0.0, 0.9),
    "dirt": (0.0, 1.0),
    "drops": (0.0, 1.0),
    "shot": (0.0, 1.0),
    "read": (0.0, 1.0),
    "gamma": (1.05, 5.0),
    "black": (0.0, 0.9),
    "saturation": (0.0, 4.0),
    "sharpening": (0.0, 10.0),
    "sharpening_px": (0.1, 20.0),
    "jpeg": (0, 100),
}


@dataclass(frozen=True)
class Look:
    """A camera's own look. The defaults are a clean photograph, with nothing but AgX's tone curve.

    Nothing of it moves a label: what displaces light is of the picture only, and green stays in place.
    A signal of 1 is where the picture is just white.

    Attributes:
        metering: ``all``: the picture's log-mean; ``lower``: what the lower half looks like in the mean, with
            whites cut off: a camera's automatic, which makes fog brighter than a street in sun and shade.
        key: the signal that the metered mean becomes.
        blur_px: standard deviation of the lens's blur.
        chromatic_px: how much farther out than green red lies in the corners; blue lies as much farther in.
        vignetting: power of cos⁴ of the angle from the axis; 1 is the natural fall-off, 0 none.
        glare: share of the light that lens and windscreen scatter, in a halo and a veil.
        dirt: share of the lens that is dusty: out of focus, it only takes contrast away in blotches.
        drops: share of the picture behind drops of water on lens or windscreen.
        shot: variance of the photon noise per signal: 1 over the electrons of a white pixel.
        read: standard deviation of the electronics' noise, in signal.
        bayer: one colour a pixel, and the others interpolated: noise gets its grain, edges their fringes.
        tone: ``agx`` rolls light off softly; ``clip`` is a plain power curve, cut off at white.
        gamma: of ``clip``; 2.4 is sRGB's curve, less has more contrast, with deeper and cleaner shadows.
        black: signal that ``clip`` shows as black; crushes the shadows.
        saturation: of ``clip``; 1 leaves colours as they are. AgX takes the camera's.
        sharpening: share of the difference to a blurred picture that is added to the picture.
        sharpening_px: standard deviation of that blur.
        jpeg: quality, 1 to 100, that the picture was saved with before it came here; 0: none.
    """

    metering: Literal["all", "lower"] = "all"
    key: float = 0.18
    blur_px: float = 0.0
    chromatic_px: float = 0.0
    vignetting: float = 0.0
    glare: float = 0.0
    dirt: float = 0.0
    drops: float = 0.0
    shot: float = 0.0
    read: float = 0.0
    bayer: bool = False
    tone: Literal["agx", "clip"] = "agx"
    gamma: float = 2.4
    black: float = 0.0
    saturation: float = 1.0
    sharpening: float = 0.0
    sharpening_px: float = 1.0
    jpeg: int = 0

    def __post_init__(self) -> None:
        for name, options in _CHOICES.items():
            if getattr(self, name) not in options:
                raise SceneError(
                    f"look: {name} must be one of {', '.join(options)}, got {getattr(self, name)!r}"
                )
        if not isinstance(self.bayer, bool):
            raise SceneError(f"look: bayer must be true or false, got {self.bayer!r}")
        for name, (low, high) in _BOUNDS.items():
            value = getattr(self, name)
            try:
                number = float(value)
            except (TypeError, ValueError):
                number = math.nan
            if isinstance(value, bool) or not low <= number <= high:
                raise SceneError(f"look: {name} must be a number from {low:g} to {high:g}, got {value!r}")
            object.__setattr__(self, name, int(number) if name == "jpeg" else number)

    def at_scale(self, scale: float) -> Look:
        """The look of the same camera's picture, made that much smaller or larger."""
        if scale == 1:
            return self
        noise = min(scale, 1.0)  # the mean of several pixels has less of it
        return replace(
            self,
            blur_px=min(self.blur_px * scale, 20.0),
            chromatic_px=float(np.clip(self.chromatic_px * scale, -20.0, 20.0)),
            sharpening_px=float(np.clip(self.sharpening_px * scale, 0.1, 20.0)),
            shot=self.shot * noise**2,
            read=self.read * noise,
            bayer=self.bayer and scale > _BAYER_FROM,
        )

    @staticmethod
    def names() -> tuple[str, ...]:
        """What a look may say, for files that hold one."""
        return tuple(field.name for field in fields(Look))
