"""Cyclorama: procedural scene scripts become exactly labelled detection datasets.

What a scene script needs is here. Each name is imported when it is first used, so that the command
line answers at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import assets
    from .assets import people, recipes, skies
    from .assets.material import Surface, Texture
    from .assets.mesh import Mesh
    from .assets.model import Model
    from .draw import Draw
    from .errors import CycloramaError
    from .scenes import daylight
    from .scenes.camera import Camera, Pinhole, Resolution
    from .scenes.frames import look_at, pose, rotation_xyz, rotation_z
    from .scenes.light import AreaLight, Hdri, PointLight, Sky, SpotLight, SunLight, Uniform
    from .scenes.physics import settle
    from .scenes.placement import heap, scatter, stack
    from .scenes.scene import Motion, Scene, Thing
    from .scenes.weather import Fog, Rain, Snow

__version__ = "0.1.0"

__all__ = [
    "AreaLight",
    "Camera",
    "CycloramaError",
    "Draw",
    "Fog",
    "Hdri",
    "Mesh",
    "Model",
    "Motion",
    "Pinhole",
    "PointLight",
    "Rain",
    "Resolution",
    "Scene",
    "Sky",
    "Snow",
    "SpotLight",
    "SunLight",
    "Surface",
    "Texture",
    "Thing",
    "Uniform",
    "assets",
    "daylight",
    "heap",
    "look_at",
    "people",
    "pose",
    "recipes",
    "rotation_xyz",
    "rotation_z",
    "scatter",
    "settle",
    "skies",
    "stack",
]

_HOMES = {
    "": ("assets",),
    "assets": ("people", "recipes", "skies"),
    "assets.material": ("Surface", "Texture"),
    "assets.mesh": ("Mesh",),
    "assets.model": ("Model",),
    "draw": ("Draw",),
    "errors": ("CycloramaError",),
    "scenes": ("daylight",),
    "scenes.camera": ("Camera", "Pinhole", "Resolution"),
    "scenes.frames": ("look_at", "pose", "rotation_xyz", "rotation_z"),
    "scenes.light": ("AreaLight", "Hdri", "PointLight", "Sky", "SpotLight", "SunLight", "Uniform"),
    "scenes.physics": ("settle",),
    "scenes.placement": ("heap", "scatter", "stack"),
    "scenes.scene": ("Motion", "Scene", "Thing"),
    "scenes.weather": ("Fog", "Rain", "Snow"),
}
_MODULES = {"assets", "daylight", "people", "recipes", "skies"}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOME_OF[name]
    if name in _MODULES:
        value: Any = import_module(f"{__name__}.{home}.{name}" if home else f"{__name__}.{name}")
    else:
        value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
