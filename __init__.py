"""Cyclorama: procedural scene scripts become exactly labelled detection datasets."""

from .draw import Draw
from .scenes.camera import Camera, Resolution
from .scenes.frames import look_at, pose, rotation_xyz, rotation_z
from .scenes.light import AreaLight, Hdri, PointLight, Sky, SunLight, Uniform
from .scenes.scene import Motion, Scene, Thing

__version__ = "0.1.0"

__all__ = [
    "AreaLight", "Camera", "Draw", "Hdri", "Motion", "PointLight", "Resolution", "Scene", "Sky", "SunLight",
    "Thing", "Uniform", "look_at", "pose", "rotation_xyz", "rotation_z",
]
