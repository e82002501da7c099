"""Where a table is photographed from, and with what camera."""

from __future__ import annotations

from ...draw import Draw
from ..camera import Camera

__all__ = ["viewpoint"]


def viewpoint(draw: Draw, top_m: float, reach_m: float, light_kelvin: float) -> Camera:
    """A hand-held photograph of a table top ``top_m`` above the floor, from its open sides.

    ``reach_m`` is how far from the middle things stand: the camera aims at a point within it.
    ``light_kelvin`` is the light's colour, which the white balance mostly takes out, as automatic
    ones do.
    """
    aim = (
        draw.uniform("aim_x", -0.45, 0.45) * reach_m,
        draw.uniform("aim_y", -0.35, 0.35) * reach_m,
        top_m + draw.uniform("aim_above_m", 0.0, 0.08),
    )
    adaptation = draw.uniform("white_balance", 0.6, 1.0)
    focused = draw.chance("shallow_focus", 0.45)
    return Camera.looking_at(
        aim,
        distance_m=draw.log_uniform("distance_m", 0.5, 1.6),
        fov_x_deg=draw.uniform("fov_x_deg", 30, 62),
        azimuth_deg=draw.uniform("azimuth_deg", -165, -15),
        elevation_deg=draw.normal("elevation_deg", 36, 16, 8, 85),
        roll_deg=draw.normal("roll_deg", 0, 2, -8, 8),
        f_stop=draw.log_uniform("f_stop", 2.8, 16) if focused else None,
        exposure_ev=draw.normal("exposure_ev", 0.2, 0.4, -1, 1.3),
        noise=draw.log_uniform("noise", 0.008, 0.08),
        white_kelvin=light_kelvin**adaptation * 6500.0 ** (1 - adaptation),
        contrast=draw.uniform("contrast", 1.05, 1.35),
        saturation=draw.uniform("saturation", 1.0, 1.3),
    )
