"""Passes: what one camera saw of a scene, as arrays. Between the renderer and the annotations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .camera import Resolution

__all__ = ["Passes"]


@dataclass(frozen=True, eq=False)
class Passes:
    """Arrays of one image, row 0 at the top.

    Attributes:
        rgb: float32, (height, width, 3), scene-linear light with sRGB primaries, denoised.
        instance: int32, (height, width): position of the thing in the scene plus one; 0: nothing.
        part: int32, (height, width): part of that thing's mesh plus one; 0: nothing.
        depth_m: float32, (height, width), along the optical axis at the pixel's centre; inf: nothing.
        normal: float32, (height, width, 3), world frame, averaged over the pixel; 0: nothing.
        mist: float32, (height, width): distance from the camera as a share of what the scene's weather
            asks for, at most 1, averaged over the pixel as the picture is; None: the air is clear.
    """

    rgb: npt.NDArray[np.float32]
    instance: npt.NDArray[np.int32]
    part: npt.NDArray[np.int32]
    depth_m: npt.NDArray[np.float32]
    normal: npt.NDArray[np.float32]
    mist: npt.NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        shape = self.instance.shape
        if self.mist is not None and self.mist.shape != shape:
            raise ValueError(f"passes: mist must have shape {shape}, got {self.mist.shape}")
        for name, wanted in (
            ("rgb", (*shape, 3)),
            ("part", shape),
            ("depth_m", shape),
            ("normal", (*shape, 3)),
        ):
            got = getattr(self, name).shape
            if got != wanted:
                raise ValueError(f"passes: {name} must have shape {wanted}, got {got}")

    @property
    def resolution(self) -> Resolution:
        height, width = self.instance.shape
        return Resolution(width, height)
