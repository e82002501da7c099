"""Cameras: where from, through which lens, and how the light becomes a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ..errors import SceneError
from .frames import Matrix, look_at, rotation_z
from .look import Look

__all__ = ["Camera", "HasTop", "Pinhole", "Resolution"]

_NUMBERS = (
    "fov_x_deg",
    "f_stop",
    "focus_m",
    "shutter_s",
    "exposure_ev",
    "noise",
    "white_kelvin",
    "contrast",
    "saturation",
    "yaw_deg_s",
)


@runtime_checkable
class HasTop(Protocol):
    """A model or a thing: what a camera can aim at."""

    def top_middle(self) -> npt.NDArray[np.float64]:
        """The middle of its bounding box's upper face, shape (3,), metres."""
        ...


class Resolution(NamedTuple):
    """Size of an image in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True)
class Pinhole:
    """A calibrated camera: focal lengths and principal point in pixels of a picture of a known size.

    Attributes:
        fx, fy: focal lengths; they differ where pixels are not square.
        cx, cy: principal point; the centre of the top-left pixel is (0.5, 0.5).
        width, height: of the picture that the other numbers are about.
    """

    fx: float
    fy: float
    cx: float
    cy: float
    width: int
    height: int

    def __post_init__(self) -> None:
        for name in ("fx", "fy", "cx", "cy"):
            value = float(getattr(self, name))
            object.__setattr__(self, name, value)
            if not math.isfinite(value) or (name.startswith("f") and value <= 0):
                wanted = "positive" if name.startswith("f") else "finite"
                raise SceneError(f"pinhole: {name} must be {wanted}, got {value}")
        for name in ("width", "height"):
            side = getattr(self, name)
            if side != int(side) or side < 1:
                raise SceneError(f"pinhole: {name} must be a whole number of pixels, got {side}")
            object.__setattr__(self, name, int(side))
        if not 1 / 200 <= self.fx / self.fy <= 200:
            raise SceneError(f"pinhole: fx / fy must be between 1/200 and 200, got {self.fx} / {self.fy}")

    @property
    def fov_x_deg(self) -> float:
        """Angle between the left and the right edge of the picture, on the row of the principal point."""
        left, right = math.atan(self.cx / self.fx), math.atan((self.width - self.cx) / self.fx)
        return math.degrees(left + right)

    def matrix(self, resolution: Resolution) -> Matrix:
        """(3, 3) for a picture of another size: as wide a view, with the top and bottom cropped or extended.

        A picture of the same shape is the same picture, scaled; pixels keep their shape in any case.
        """
        scale = resolution.width / self.width
        middle = resolution.height / 2 + scale * (self.cy - self.height / 2)
        return np.array(
            [[scale * self.fx, 0, scale * self.cx], [0, scale * self.fy, middle], [0, 0, 1]], np.float64
        )


@dataclass(frozen=True, eq=False)
class Camera:
    """A pinhole or thin-lens camera: square pixels, principal point in the middle, unless calibrated.

    Attributes:
        world_from_cam: (4, 4); the camera's frame has x right, y down, z forward (OpenCV's).
        fov_x_deg: horizontal field of view; with a ``pinhole`` it is that one's.
        f_stop: aperture of the thin lens on a 36 mm sensor; None: everything is sharp.
        focus_m: distance of the sharp plane along the optical axis; needed with ``f_stop``.
        shutter_s: exposure time; things with a motion blur; 0: frozen.
        exposure_ev: added to the metered exposure, in stops.
        noise: standard deviation of the sensor's noise at middle grey, as a share of middle grey.
        white_kelvin: colour temperature of the light that the picture shows as white.
        contrast: power on the tone curve; above 1 deepens the shadows.
        saturation: of the colours; 1 leaves the tone curve's own.
        clip_m: nearest and farthest distance that is seen.
        pinhole: calibrated intrinsics, which go before ``fov_x_deg``.
        look: what lens and sensor make of the light.
        velocity_m_s: of the camera in world axes, for motion blur.
        yaw_deg_s: how fast it turns to the left, about the world's z.
    """

    world_from_cam: Matrix
    fov_x_deg: float = math.nan
    f_stop: float | None = None
    focus_m: float | None = None
    shutter_s: float = 0.0
    exposure_ev: float = 0.0
    noise: float = 0.0
    white_kelvin: float = 6500.0
    contrast: float = 1.2
    saturation: float = 1.15
    clip_m: tuple[float, float] = (0.01, 1000.0)
    pinhole: Pinhole | None = None
    look: Look = field(default_factory=Look)
    velocity_m_s: tuple[float, float, float] = (0.0, 0.0, 0.0)
    yaw_deg_s: float = 0.0

    def __post_init__(self) -> None:
        matrix = np.asarray(self.world_from_cam, np.float64)
        if matrix.shape != (4, 4) or not np.isfinite(matrix).all():
            raise SceneError(f"camera: world_from_cam must be a finite (4, 4) matrix, got {matrix.tolist()}")
        object.__setattr__(self, "world_from_cam", matrix)
        if self.pinhole is not None:
            object.__setattr__(self, "fov_x_deg", self.pinhole.fov_x_deg)
        elif math.isnan(self.fov_x_deg):
            raise SceneError("camera: it needs fov_x_deg or a pinhole; give one")
        for name in _NUMBERS:  # numpy's scalars become Python's, which a record can hold
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, float(value))
                if not np.isfinite(value):
                    raise SceneError(f"camera: {name} must be finite, got {value}")
        near_m, far_m = (float(bound) for bound in self.clip_m)
        if not 0 < near_m < far_m:
            raise SceneError(f"camera: clip_m must be two distances, 0 < near < far, got {self.clip_m}")
        object.__setattr__(self, "clip_m", (near_m, far_m))
        velocity = tuple(float(v) for v in self.velocity_m_s)
        if len(velocity) != 3 or not np.isfinite(velocity).all():
            raise SceneError(f"camera: velocity_m_s must be three finite numbers, got {self.velocity_m_s}")
        object.__setattr__(self, "velocity_m_s", velocity)
        if not 0 < self.fov_x_deg < 180:
            raise SceneError(f"camera: fov_x_deg must be between 0 and 180, got {self.fov_x_deg}")
        if self.f_stop is not None and not (self.f_stop > 0 and self.focus_m and self.focus_m > 0):
            raise SceneError(
                f"camera: f_stop {self.f_stop} needs to be positive, with a positive focus_m, "
                f"got focus_m {self.focus_m}"
            )

    @staticmethod
    def looking_at(
        target: HasTop | npt.ArrayLike,
        distance_m: float,
        fov_x_deg: float,
        azimuth_deg: float = -90.0,
        elevation_deg: float = 35.0,
        roll_deg: float = 0.0,
        f_stop: float | None = None,
        shutter_s: float = 0.0,
        exposure_ev: float = 0.0,
        noise: float = 0.0,
        white_kelvin: float = 6500.0,
        contrast: float = 1.2,
        saturation: float = 1.15,
    ) -> Camera:
        """A camera ``distance_m`` from a point, or from the middle of a thing's upper face, focused on it.

        ``azimuth_deg`` is the direction from the target to the camera, counter-clockwise from world
        +x; ``elevation_deg`` is the angle above the horizontal.
        """
        if isinstance(target, HasTop):
            centre = target.top_middle()
        else:
            centre = np.asarray(target, np.float64).reshape(3)
        azimuth, elevation = np.radians([azimuth_deg, elevation_deg])
        offset = np.array(
            [np.cos(elevation) * np.cos(azimuth), np.cos(elevation) * np.sin(azimuth), np.sin(elevation)]
        )
        return Camera(
            world_from_cam=look_at(centre + distance_m * offset, centre, roll_deg),
            fov_x_deg=fov_x_deg,
            f_stop=f_stop,
            focus_m=distance_m,
            shutter_s=shutter_s,
            exposure_ev=exposure_ev,
            noise=noise,
            white_kelvin=white_kelvin,
            contrast=contrast,
            saturation=saturation,
        )

    @property
    def moves(self) -> bool:
        """Whether it moves while the shutter is open."""
        return self.shutter_s > 0 and (any(self.velocity_m_s) or self.yaw_deg_s != 0)

    def at(self, time_s: float) -> Matrix:
        """``world_from_cam`` that long after mid-exposure."""
        moved = self.world_from_cam.copy()
        moved[:3, :3] = rotation_z(self.yaw_deg_s * time_s) @ moved[:3, :3]
        moved[:3, 3] += np.asarray(self.velocity_m_s) * time_s
        return moved

    def intrinsics(self, resolution: Resolution) -> Matrix:
        """(3, 3) matrix of the pinhole; the centre of the top-left pixel is (0.5, 0.5)."""
        if self.pinhole is not None:
            return self.pinhole.matrix(resolution)
        f = resolution.width / 2 / np.tan(np.radians(self.fov_x_deg) / 2)
        return np.array([[f, 0, resolution.width / 2], [0, f, resolution.height / 2], [0, 0, 1]])
