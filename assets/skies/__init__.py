"""Environment pictures: eight that come with Blender, eighteen of the pack ``skies``, or the user's own.

An image is named ``bpy:city``, ``pmndrs:park``, or by its path. All named ones are CC0.
"""

from .light import SkyLight, linear_rgb, sky_light
from .pictures import (
    ALL,
    BLENDER_PREFIX,
    DAY,
    EVENING,
    INDOOR,
    PACK_PREFIX,
    Picture,
    file,
    pick,
    pictures,
    source,
    tags_of,
)

__all__ = [
    "ALL",
    "BLENDER_PREFIX",
    "DAY",
    "EVENING",
    "INDOOR",
    "PACK_PREFIX",
    "Picture",
    "SkyLight",
    "file",
    "linear_rgb",
    "pick",
    "pictures",
    "sky_light",
    "source",
    "tags_of",
]
