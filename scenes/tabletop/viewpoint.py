"""Where a table is photographed from, and with what camera."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..camera import Camera
from ..scene import Thing

__all__ = ["viewpoint"]

_CLEAR = 0.5  # of the distance to the subject: nothing comes closer to the lens


def viewpoint(
    draw: Draw, table: Thing, on_table: Sequence[Thing], scale: float, light_kelvin: float
) -> Camera:
    """A hand-held photograph of what stands on a table, from the table's open sides.

    It aims somewhere between the middle of all things and one of them. ``scale`` is their size beside
    household things': the camera comes closer to smaller ones. ``light_kelvin`` is the light's colour,
    which the white balance mostly takes out, as automatic ones do.
    """
    middles = np.array([t.vertices_world().mean(axis=0) for t in on_table or (table,)])
    one = middles[draw.integer("subject", 0, max(0, len(on_table) - 1))]
    share = draw.uniform("subject_share", 0, 1)
    aim = (1 - share) * middles.mean(axis=0) + share * one
    aim[:2] += scale * np.array([draw.uniform("aim_x_m", -0.12, 0.12), draw.uniform("aim_y_m", -0.08, 0.08)])
    distance_m = draw.normal("distance_m", 0.8 * scale, 0.3 * scale, low=0.15, high=3.0)
    azimuth_deg = draw.uniform("azimuth_deg", -165, -15)
    elevation_deg = draw.normal("elevation_deg", 36, 16, 8, 85)
    adaptation = draw.uniform("white_balance", 0.6, 1.0)
    focused = draw.chance("shallow_focus", 0.45)
    return Camera.looking_at(
        aim,
        distance_m=distance_m,
        fov_x_deg=draw.uniform("fov_x_deg", 30, 62),
        azimuth_deg=azimuth_deg,
        elevation_deg=_clear_of(on_table, aim, distance_m, azimuth_deg, elevation_deg),
        roll_deg=draw.normal("roll_deg", 0, 2, -8, 8),
        f_stop=draw.log_uniform("f_stop", 4, 16) if focused else None,
        exposure_ev=draw.normal("exposure_ev", 0.2, 0.4, -1, 1.3),
        noise=draw.log_uniform("noise", 0.008, 0.08),
        white_kelvin=light_kelvin**adaptation * 6500.0 ** (1 - adaptation),
        contrast=draw.uniform("contrast", 1.2, 1.6),
        saturation=draw.uniform("saturation", 1.1, 1.4),
    )


def _clear_of(
    things: Sequence[Thing],
    aim: npt.NDArray[np.float64],
    distance_m: float,
    azimuth_deg: float,
    elevation_deg: float,
) -> float:
    """The elevation, raised until nothing stands right before the lens, as a photographer would."""
    if not things:
        return elevation_deg
    points = np.concatenate([thing.vertices_world()[::7] for thing in things])
    while elevation_deg < 80:
        camera = Camera.looking_at(aim, distance_m, 50, azimuth_deg, elevation_deg)
        eye = camera.world_from_cam[:3, 3]
        if np.linalg.norm(points - eye, axis=1).min() > _CLEAR * distance_m:
            break
        elevation_deg += 4.0
    return elevation_deg
