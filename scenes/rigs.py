"""Cameras of driving datasets by name, or from a file of the user's, and how they sit on a car."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from ..draw import Draw
from ..errors import SceneError, close_names
from .camera import Camera, Pinhole
from .frames import Matrix, pose, rotation_xyz
from .look import Look

__all__ = ["RIGS", "Rig", "chosen", "from_file", "mounted", "named", "text_of"]

# The camera looks along the car's x: its x (right) is the car's −y, its y (down) the car's −z.
_EGO_FROM_CAM = np.array([[0.0, 0.0, 1.0], [-1.0, 0.0, 0.0], [0.0, -1.0, 0.0]])


_LAMP_KELVIN = 3000.0
_NIGHT_EV = -1.2


@dataclass(frozen=True)
class Rig:
    """A camera on a car: what it sees through, where it sits, and what its pictures look like.

    Attributes:
        name: of the rig.
        pinhole: its intrinsics; their size is the size of its pictures.
        height_m: above the road.
        forward_m, left_m: from the middle of the car.
        pitch_deg: how far it looks down.
        look: of its pictures.
        white_kelvin: colour of the light that its white balance shows as white, by and large.
        shutter_s: shortest and longest exposure by day.
        height_std_m, pitch_std_deg, roll_std_deg, yaw_std_deg: how it differs from drive to drive and from
            moment to moment: mounting, load and suspension.
    """

    name: str
    pinhole: Pinhole
    height_m: float
    forward_m: float = 0.0
    left_m: float = 0.0
    pitch_deg: float = 0.0
    look: Look = field(default_factory=Look)
    white_kelvin: float = 6000.0
    shutter_s: tuple[float, float] = (0.0005, 0.008)
    height_std_m: float = 0.03
    pitch_std_deg: float = 0.6
    roll_std_deg: float = 0.5
    yaw_std_deg: float = 0.5

    def __post_init__(self) -> None:
        for name in ("height_m", "forward_m", "left_m", "pitch_deg", "white_kelvin", *_STDS):
            value = getattr(self, name)
            number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            if not number or (name in _STDS and value < 0):
                raise SceneError(f"rig {self.name}: {name} must be a finite number, got {value!r}")
            object.__setattr__(self, name, float(value))
        if not 1667 <= self.white_kelvin <= 25000:
            raise SceneError(
                f"rig {self.name}: white_kelvin must be from 1667 to 25000, got {self.white_kelvin}"
            )
        if not 0.05 <= self.height_m <= 10:
            raise SceneError(f"rig {self.name}: height_m must be from 0.05 to 10, got {self.height_m}")
        shortest, longest = self.shutter_s
        if not 0 < shortest <= longest <= 1:
            raise SceneError(
                f"rig {self.name}: shutter_s must be two times in s, the shorter first, got {self.shutter_s}"
            )
        object.__setattr__(self, "shutter_s", (float(shortest), float(longest)))


_STDS = ("height_std_m", "pitch_std_deg", "roll_std_deg", "yaw_std_deg")

# Fitted to the spectrum, noise, and statistics of real frames: see docs/cameras.md.
_KITTI = Look(
    metering="lower",
    key=0.22,
    blur_px=0.5,
    chromatic_px=0.3,
    vignetting=0.4,
    glare=0.02,
    shot=1 / 25000,
    read=0.0003,
    bayer=True,
    tone="clip",
    gamma=1.45,
    black=0.001,
    saturation=0.96,
    sharpening=0.5,
    sharpening_px=0.9,
)
_PHONE = Look(
    metering="all",
    key=0.17,
    blur_px=0.7,
    chromatic_px=0.5,
    vignetting=1.5,
    glare=0.06,
    dirt=0.04,
    shot=1 / 2500,
    read=0.005,
    bayer=True,
    sharpening=0.6,
    jpeg=82,
)
_AUTOMOTIVE = Look(
    metering="all",
    key=0.16,
    blur_px=0.6,
    chromatic_px=0.4,
    vignetting=1.2,
    glare=0.03,
    shot=1 / 4000,
    read=0.004,
    bayer=True,
    sharpening=0.3,
    jpeg=92,
)

RIGS: Mapping[str, Rig] = MappingProxyType(
    {
        rig.name: rig
        for rig in (
            # Left colour camera of drives 2011_09_26, rectified; on the roof of a VW Passat estate.
            # Geiger et al., "Vision meets robotics: the KITTI dataset", IJRR 32(11), 2013.
            Rig(
                "kitti",
                Pinhole(721.5377, 721.5377, 609.5593, 172.854, 1242, 375),
                1.65,
                -0.1,
                0.06,
                0.0,
                _KITTI,
                white_kelvin=5500.0,
            ),
            # CAM_FRONT of a Renault Zoe, as calibrated in nuScenes v1.0-mini.
            # Caesar et al., "nuScenes: a multimodal dataset for autonomous driving", CVPR 2020.
            Rig(
                "nuscenes_front",
                Pinhole(1266.4172, 1266.4172, 816.267, 491.5071, 1600, 900),
                1.51,
                0.32,
                0.0,
                0.3,
                _AUTOMOTIVE,
            ),
            # Phones behind windscreens; never calibrated: the focal length is that of a usual dashcam's 65°.
            # Yu et al., "BDD100K", CVPR 2020.
            Rig(
                "bdd",
                Pinhole(1000.0, 1000.0, 640.0, 360.0, 1280, 720),
                1.35,
                0.55,
                0.0,
                1.5,
                _PHONE,
                height_std_m=0.1,
                pitch_std_deg=1.5,
                roll_std_deg=1.0,
                yaw_std_deg=1.5,
            ),
            # FRONT, on the roof of a Jaguar I-Pace, without its distortion.
            # Sun et al., "Scalability in perception for autonomous driving: Waymo Open Dataset", CVPR 2020.
            Rig(
                "waymo_front",
                Pinhole(2055.556, 2055.556, 939.657, 641.072, 1920, 1280),
                2.12,
                0.07,
                0.0,
                0.0,
                replace(_AUTOMOTIVE, key=0.15, sharpening=0.2, blur_px=0.8),
            ),
        )
    }
)
"""Rigs by name."""


def named(text: str) -> Rig:
    """The rig of a name, of a file (``.json`` or ``.toml``), or of a file's content as JSON.

    Raises:
        SceneError: there is none, or what it says cannot be.
    """
    if text in RIGS:
        return RIGS[text]
    if text.lstrip().startswith("{"):
        try:
            return _rig(json.loads(text), "given")
        except json.JSONDecodeError as error:
            raise SceneError(f"rig: what is given is not JSON: {error}") from None
    if text.endswith((".json", ".toml")):
        return from_file(Path(text))
    raise SceneError(
        f"rig {text!r}: there is none of that name.{close_names(text, RIGS)} "
        f"There are {', '.join(RIGS)}; a file of your own ends in .json or .toml"
    )


def from_file(path: Path) -> Rig:
    """A rig that a user wrote down, as JSON or TOML; see docs/cameras.md.

    Raises:
        SceneError: it cannot be read, or what it says cannot be.
    """
    try:
        text = path.expanduser().read_text(encoding="utf-8")
        rows = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise SceneError(f"rig {path}: it cannot be read: {error.strerror}") from None
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SceneError(f"rig {path}: it is not {path.suffix[1:].upper()}: {error}") from None
    return _rig(rows, path.stem)


def text_of(rig: Rig) -> str:
    """A rig as one line that :func:`named` reads: its name, or all that it is, where it has no known name."""
    if RIGS.get(rig.name) == rig:
        return rig.name
    rows = asdict(rig)
    return json.dumps({**rows.pop("pinhole"), **rows}, sort_keys=True, separators=(",", ":"))


def chosen(draw: Draw, default: str = "kitti") -> Rig:
    """The rig that a recipe asks for under the name ``rig``, or the default."""
    return named(draw.setting("rig", default))


def mounted(
    rig: Rig,
    draw: Draw,
    world_from_ego: npt.ArrayLike | None = None,
    velocity_m_s: tuple[float, float, float] = (0.0, 0.0, 0.0),
    yaw_deg_s: float = 0.0,
    darkness: float = 0.0,
) -> Camera:
    """The rig's camera on a car, with this drive's small differences.

    Draws ``height_m``, ``pitch_deg``, ``roll_deg``, ``yaw_deg``, ``shutter_s``, ``exposure_ev`` and
    ``white_kelvin``.

    Args:
        rig: the camera.
        draw: the camera's scope.
        world_from_ego: (4, 4): the car's frame has x forward, y left, z up, and its origin on the road
            below the middle of the car; None: it is the world.
        velocity_m_s: of the car, in world axes, for motion blur.
        yaw_deg_s: how fast the car turns left.
        darkness: 0 by day to 1 in a street at night: exposures grow to 1/30 s, and the gain to 16.
    """
    height_m = _normal(draw, "height_m", rig.height_m, rig.height_std_m, 0.05)
    # A picture's horizon goes down where the camera looks up: roll and yaw are about the car's axes.
    pitch = _normal(draw, "pitch_deg", rig.pitch_deg, rig.pitch_std_deg)
    roll = _normal(draw, "roll_deg", 0.0, rig.roll_std_deg)
    yaw = _normal(draw, "yaw_deg", 0.0, rig.yaw_std_deg)
    ego_from_cam = pose((rig.forward_m, rig.left_m, height_m), rotation_xyz(roll, pitch, yaw) @ _EGO_FROM_CAM)
    shortest, longest = rig.shutter_s
    night_s = max(longest, 1 / 30)
    nights = (0.4 * night_s, night_s)
    low, high = (
        day ** (1 - darkness) * night**darkness
        for day, night in zip((shortest, longest), nights, strict=True)
    )
    # Cameras leave a night dark, and its lamps' colour half there.
    kelvin = rig.white_kelvin ** (1 - 0.6 * darkness) * _LAMP_KELVIN ** (0.6 * darkness)
    exposure_ev = _NIGHT_EV * darkness
    gain = 16.0**darkness
    look = replace(rig.look, shot=min(1.0, rig.look.shot * gain), read=min(1.0, rig.look.read * gain**0.75))
    return Camera(
        _world(world_from_ego) @ ego_from_cam,
        pinhole=rig.pinhole,
        shutter_s=draw.log_uniform("shutter_s", low, high),
        contrast=1.45,
        saturation=1.25,
        exposure_ev=_normal(draw, "exposure_ev", exposure_ev, 0.25),
        white_kelvin=_normal(draw, "white_kelvin", kelvin, 250.0),
        clip_m=(0.05, 5000.0),
        look=look,
        velocity_m_s=velocity_m_s,
        yaw_deg_s=yaw_deg_s,
    )


def _world(world_from_ego: npt.ArrayLike | None) -> Matrix:
    return np.eye(4) if world_from_ego is None else np.asarray(world_from_ego, np.float64)


def _normal(draw: Draw, name: str, mean: float, std: float, least: float = -math.inf) -> float:
    std = max(std, 1e-6)
    return draw.normal(name, mean, std, max(least, mean - 3 * std), mean + 3 * std)


def _rig(rows: Any, name: str) -> Rig:
    """A rig from what a file says."""
    if not isinstance(rows, dict):
        raise SceneError(
            f"rig {name}: expected keys such as width, fx and height_m, got {type(rows).__name__}"
        )
    said = {**rows}
    name = str(said.pop("name", name))
    base = said.pop("like", None)
    if base is not None and base not in RIGS:
        raise SceneError(f"rig {name}: like {base!r} is no rig; there are {', '.join(RIGS)}")
    look = _look(said.pop("look", {}), RIGS[base].look if base else Look(), name)
    known = {f.name for f in fields(Rig)} - {"name", "pinhole", "look"}
    lens = {f.name for f in fields(Pinhole)} | {"fov_x_deg", "first_pixel"}
    for key in said:
        if key not in known | lens:
            raise SceneError(f"rig {name}: there is no {key!r}.{close_names(key, known | lens)}")
    pinhole = _pinhole({key: said.pop(key) for key in sorted(lens & {*said})}, base, name)
    if base is None and "height_m" not in said:
        raise SceneError(f"rig {name}: height_m is missing: how high the camera is above the road")
    if "shutter_s" in said:
        said["shutter_s"] = _pair(said["shutter_s"], name)
    if base is not None:
        return replace(RIGS[base], name=name, pinhole=pinhole, look=look, **said)
    return Rig(name=name, pinhole=pinhole, look=look, **said)


def _pinhole(said: dict[str, Any], base: str | None, name: str) -> Pinhole:
    if not said and base is not None:
        return RIGS[base].pinhole
    first = said.pop("first_pixel", 0.5)
    for key, value in said.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise SceneError(f"rig {name}: {key} must be a number, got {value!r}")
    for key in ("width", "height"):
        if key not in said:
            raise SceneError(f"rig {name}: {key} is missing: the size of the picture in pixels")
    if first not in (0, 0.5):
        raise SceneError(f"rig {name}: first_pixel must be 0 or 0.5: where its centre is, got {first!r}")
    width, height = said["width"], said["height"]
    fov = said.pop("fov_x_deg", None)
    if fov is not None and "fx" not in said:
        if not 0 < fov < 180:
            raise SceneError(f"rig {name}: fov_x_deg must be between 0 and 180, got {fov}")
        said["fx"] = width / 2 / math.tan(math.radians(fov) / 2)
    if "fx" not in said:
        raise SceneError(f"rig {name}: fx is missing: the focal length in pixels, or fov_x_deg in its place")
    shift = 0.5 - first
    return Pinhole(
        said["fx"],
        said.get("fy", said["fx"]),
        said["cx"] + shift if "cx" in said else width / 2,
        said["cy"] + shift if "cy" in said else height / 2,
        width,
        height,
    )


def _look(said: Any, base: Look, name: str) -> Look:
    if isinstance(said, str):
        if said not in RIGS:
            raise SceneError(f"rig {name}: look {said!r} is no rig's; there are {', '.join(RIGS)}")
        return RIGS[said].look
    if not isinstance(said, dict):
        raise SceneError(f"rig {name}: look must be a rig's name or a table, got {said!r}")
    for key in said:
        if key not in Look.names():
            raise SceneError(f"rig {name}: a look has no {key!r}.{close_names(key, Look.names())}")
    return replace(base, **said)


def _pair(value: Any, name: str) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int | float) for v in value):
        return float(value[0]), float(value[1])
    raise SceneError(
        f"rig {name}: shutter_s must be two times in seconds, such as [0.001, 0.01], got {value!r}"
    )
