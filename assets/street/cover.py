"""Manhole covers and drains: thin plates that lie 2 mm over the road."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import cv2
import numpy as np

from ...draw import Draw
from ..material import Material, Surface, Texture
from ..mesh import Mesh
from ..model import Model
from ..prints.canvas import Canvas
from .finish import LOOKS, concrete
from .forms import gathered
from .mount import Region

__all__ = ["CoverKind", "drain", "drain_of", "manhole", "manhole_of"]

CoverKind = Literal["round", "square", "valve"]
_LIFT_M = 0.002


def _disc(radius_m: float, z_m: float, part: int, sides: int = 32) -> Mesh:
    t = np.arange(sides) / sides * 2 * np.pi
    ring = np.column_stack([np.cos(t), np.sin(t)]) * radius_m
    vertices = np.concatenate([np.column_stack([ring, np.full(sides, z_m)]), [[0.0, 0.0, z_m]]])
    j = np.arange(sides)
    triangles = np.stack([j, (j + 1) % sides, np.full(sides, sides)], axis=1)
    uv = vertices[triangles][..., :2] / (2 * radius_m) + 0.5
    return Mesh(
        vertices.astype(np.float32),
        triangles.astype(np.int32),
        uv.astype(np.float32),
        np.full(sides, part, np.int32),
    )


def _sheet(x_m: float, y_m: float, z_m: float, part: int) -> Mesh:
    vertices = np.array(
        [[-x_m, -y_m, z_m], [x_m, -y_m, z_m], [x_m, y_m, z_m], [-x_m, y_m, z_m]], np.float32
    ) / (2, 2, 1)
    triangles = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    corner = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    return Mesh(vertices.astype(np.float32), triangles, corner[triangles], np.full(2, part, np.int32))


def _cast(pattern: np.ndarray, look: int) -> Material:
    """Cast iron whose ``pattern`` (uint8) is polished where it stands high, and dark with dirt where low."""
    high = pattern.astype(np.float32)[..., None] / np.float32(255)
    low_color, high_color = (
        np.array([44, 40, 36], np.float32),
        np.array([132 - 10 * look, 126 - 12 * look, 119 - 14 * look], np.float32),
    )
    rng = Draw(0, look).scope("cover").rng("stain")
    stain = np.asarray(
        cv2.resize(rng.random((9, 9), np.float32), pattern.shape[::-1], interpolation=cv2.INTER_CUBIC)
    )[..., None]
    color = low_color + (high_color - low_color) * high
    rust = np.array([96, 62, 42], np.float32)
    color = color + (rust - color) * np.clip((stain - 0.55) * 1.6, 0, 1) * (0.15 + 0.2 * look)
    slope_y, slope_x = np.gradient(cv2.GaussianBlur(high[..., 0], (0, 0), 1.2))
    normal = np.dstack([-slope_x * 2.2, slope_y * 2.2, np.ones_like(slope_x)])
    normal /= np.linalg.norm(normal, axis=2, keepdims=True)
    return Surface(
        base_color=Texture(np.clip(color, 0, 255).astype(np.uint8), tiles="extend"),
        normal_map=Texture((normal * 127.5 + 127.5).astype(np.uint8), data=True, tiles="extend"),
        roughness=0.5,
        metallic=0.35,
    )


def _plain(canvas: Canvas) -> np.ndarray:
    return canvas.texture().pixels[..., 0]


@lru_cache(maxsize=16)
def _pattern(kind: str) -> np.ndarray:
    """Raised parts are white."""
    white, dark = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
    c = Canvas(0.7, 0.7, (0.25, 0.25, 0.25), 256)
    w = c.width
    if kind == "round":
        for k in range(-6, 7):
            for m in range(-6, 7):
                turn = 1 if (k + m) % 2 else -1
                x, y = w / 2 + 45 * k, w / 2 + 45 * m
                if np.hypot(x - w / 2, y - w / 2) < 0.36 * w:
                    c.line([(x - 13, y - 13 * turn), (x + 13, y + 13 * turn)], white, 11)
        c.ring(w / 2, w / 2, 0.42 * w, 0.42 * w, white, 22)
        c.ring(w / 2, w / 2, 0.485 * w, 0.485 * w, dark, 8)
        for a in (0, 90, 180, 270):
            x, y = w / 2 + 0.3 * w * np.cos(np.radians(a)), w / 2 + 0.3 * w * np.sin(np.radians(a))
            c.ellipse(float(x), float(y), 14, 14, dark)
    elif kind == "square":
        for k in range(7):
            for m in range(7):
                c.rectangle(70 + 82 * k, 70 + 82 * m, 56, 56, white, 8)
        c.frame(22, white, 18)
        c.frame(4, dark, 8)
    elif kind == "valve":
        c.frame(30, white, 40)
        c.caps("W", w / 2, w / 2, 0.4 * w, white)
        c.frame(4, dark, 10)
    else:  # a drain's bars
        c.rectangle(0, 0, w, w, white)
        for k in range(9):
            for m in range(2):
                c.rectangle(50 + 338 * m, 45 + 70 * k, 262, 38, dark, 14)
        c.frame(6, dark, 8)
    return _plain(c)


@lru_cache(maxsize=32)
def manhole_of(kind: CoverKind = "round", look: int = 1, concrete_ring: bool = False) -> Model:
    """A cover: round of 0.6 m clear width (EN 124), square, or of a valve's box (0.15 m)."""
    size = {"round": 0.66, "square": 0.6, "valve": 0.16}[kind]
    pieces = []
    if kind == "round":
        if concrete_ring:
            pieces.append(_disc(size / 2 + 0.09, _LIFT_M / 2, 1))
        pieces.append(_disc(size / 2, _LIFT_M, 0))
    else:
        pieces.append(_sheet(size, size, _LIFT_M, 0))
    return Model("manhole cover", gathered(pieces), (_cast(_pattern(kind), look), concrete("86837c", look)))


def manhole(draw: Draw, *, region: Region = "europe") -> Model:
    """A cover in a road or pavement."""
    return manhole_of(
        draw.choice("kind", {"round": 4.0, "square": 1.0 if region == "europe" else 0.3, "valve": 2.0}),
        draw.integer("look", 0, LOOKS - 1),
        draw.chance("ring", 0.4),
    )


@lru_cache(maxsize=16)
def drain_of(width_m: float = 0.5, depth_m: float = 0.3, look: int = 1) -> Model:
    """A gully's grate at the kerb: ``width_m`` along the kerb (x), ``depth_m`` from it (y)."""
    return Model("drain", _sheet(width_m, depth_m, _LIFT_M, 0), (_cast(_pattern("drain"), look),))


def drain(draw: Draw, *, region: Region = "europe") -> Model:
    """A gully: Europe's 0.5 × 0.3 or 0.5 × 0.5 m, America's 0.9 × 0.5 m. It lies along x, beside the kerb."""
    width, depth = draw.choice(
        "size", {"0.5x0.5": 2.0, "0.5x0.3": 1.0} if region == "europe" else {"0.9x0.5": 1.0}
    ).split("x")
    return drain_of(float(width), float(depth), draw.integer("look", 0, LOOKS - 1))
