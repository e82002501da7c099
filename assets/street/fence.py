"""Fences, guard rails and garden walls by length: they run along y about the origin, their front to +x."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Material, Surface, Texture
from ..mesh import Mesh
from ..model import Model
from .finish import LOOKS, galvanised, painted, timber
from .forms import box, copies, gathered, moved, panel, prism, tube
from .mount import Region

__all__ = ["FenceStyle", "chain_link_texture", "fence", "fence_of", "guard_rail", "guard_rail_of"]

FenceStyle = Literal["picket", "railing", "chain_link", "panel", "horizontal", "mesh"]
_SHARES: dict[Region, dict[FenceStyle, float]] = {
    "europe": {"picket": 2.0, "railing": 3.0, "chain_link": 1.0, "panel": 2.0, "mesh": 2.0},
    "us": {"picket": 3.0, "railing": 1.5, "chain_link": 3.0, "panel": 2.0, "horizontal": 1.0},
}
_CELL_M = 0.05
_CELLS = 4


@lru_cache(maxsize=1)
def chain_link_texture() -> Texture:
    """Wire of 3 mm woven to diamonds of 50 mm, alpha 255 where there is wire and 0 elsewhere, 4 × 4 diamonds.

    Both directions of wire are bands about |x ± y| = a whole number of diamonds; where they cross, one lies
    before the other, which shades it.
    """
    size = 256
    per = size / _CELLS
    i, j = np.meshgrid(np.arange(size) + 0.5, np.arange(size) + 0.5, indexing="ij")
    half = 0.003 / 2 * 2**0.5 / _CELL_M  # of a wire across its run, in diamonds along x
    alpha = np.zeros((size, size), np.uint8)
    color = np.full((size, size, 3), 150, np.uint8)
    for sign in (1, -1):
        across = ((j + sign * i) / per + 0.5) % 1 - 0.5
        there = np.abs(across) <= half * 1.6
        round_ = np.sqrt(np.clip(1 - (across / (half * 1.6)) ** 2, 0, 1))
        alpha[there] = 255
        color[there] = (70 + 105 * round_[there])[:, None].astype(np.uint8)
    return Texture(np.dstack([color, alpha]))


@lru_cache(maxsize=4)
def _wire(color: str) -> Material:
    texture = chain_link_texture()
    if color == "green":
        pixels = texture.pixels.copy()
        pixels[..., :3] = (pixels[..., :3] * np.array([0.28, 0.45, 0.34])).astype(np.uint8)
        texture = Texture(pixels)
    metal = 0.7 if color == "zinc" else 0.0
    return Surface(base_color=texture, cutout=texture, roughness=0.45, metallic=metal)


def _steps(length_m: float, spacing_m: float) -> npt.NDArray[np.float64]:
    """Where bars stand that fill a length evenly, about ``spacing_m`` apart: offsets, shape (n, 3)."""
    count = max(1, int(length_m / spacing_m))
    y = -length_m / 2 + (np.arange(count) + 0.5) * length_m / count
    return np.column_stack([np.zeros(count), y, np.zeros(count)])


def _repeated(length_m: float, spacing_m: float) -> list[float]:
    count = max(2, round(length_m / spacing_m) + 1)
    return [float(y) for y in np.linspace(-length_m / 2, length_m / 2, count)]


@lru_cache(maxsize=256)
def fence_of(
    style: FenceStyle = "picket",
    length_m: float = 6.0,
    height_m: float = 1.0,
    color: str = "c9c8c2",
    look: int = 1,
) -> Model:
    """A fence.

    Args:
        style: ``picket``: pointed boards; ``railing``: iron bars; ``chain_link``: woven wire, a cut-out;
            ``panel``: closed wooden panels; ``horizontal``: boards on posts; ``mesh``: welded bars.
        length_m: along y.
        height_m: over the ground.
        color: of paint; for wood, empty: bare; for wire ``zinc`` or ``green``.
        look: 0 new to 3 weathered.
    """
    half, h = length_m / 2, height_m
    pieces: list[Mesh] = []
    wood = painted(color, look, 0.0) if color not in ("", "zinc", "green") else timber("z", look)
    materials: tuple[Material, ...]
    if style == "picket":
        for y in _repeated(length_m, 2.0):
            pieces.append(box((0.09, 0.09, h + 0.28), (-0.065, y, -0.3), 0, 0.005))
        for z in (0.22 * h, 0.76 * h):
            pieces.append(box((0.035, length_m, 0.07), (-0.02, 0, z)))
        outline = np.array([[-0.04, 0.06], [0.04, 0.06], [0.04, h - 0.06], [0.0, h], [-0.04, h - 0.06]])
        pieces.append(copies(prism(outline, 0.0, 0.018, "x"), _steps(length_m, 0.13)))
        materials = (wood,)
    elif style == "railing":
        for y in _repeated(length_m, 2.4):
            pieces.append(box((0.05, 0.05, h + 0.34), (0, y, -0.3), 0, 0.004))
            pieces.append(box((0.065, 0.065, 0.02), (0, y, h + 0.04)))
        for z in (0.1, h - 0.12):
            pieces.append(box((0.035, length_m, 0.03), (0, 0, z)))
        for bar in (
            tube((0, 0, 0.1), (0, 0, h - 0.04), 0.008, sides=5),
            tube((0, 0, h - 0.05), (0, 0, h + 0.05), 0.016, 0.002, 5),
        ):
            pieces.append(copies(bar, _steps(length_m, 0.12)))
        materials = (painted(color if color not in ("", "zinc", "green") else "23282a", look, 0.4),)
    elif style == "mesh":
        for y in _repeated(length_m, 2.5):
            pieces.append(box((0.04, 0.06, h + 0.35), (-0.03, y, -0.3), 0, 0.004))
        pieces.append(copies(box((0.005, 0.005, h - 0.05), (0, 0, 0.05)), _steps(length_m, 0.05)))
        for z in np.arange(0.08, h, 0.2):
            for x in (-0.006, 0.006):
                pieces.append(box((0.006, length_m, 0.007), (x, 0, float(z))))
        materials = (painted(color if color not in ("", "zinc", "green") else "3d4348", look, 0.1),)
    elif style == "chain_link":
        for y in _repeated(length_m, 2.8):
            pieces.append(tube((-0.03, y, -0.3), (-0.03, y, h + 0.05), 0.027, sides=10))
            pieces.append(tube((-0.03, y, h + 0.05), (-0.03, y, h + 0.07), 0.03, 0.015, 10))
        for z in (0.06, h - 0.01):
            pieces.append(tube((-0.03, -half, z), (-0.03, half, z), 0.02 if z > 0.5 else 0.003, sides=8))
        repeats = (length_m / (_CELLS * _CELL_M), (h - 0.05) / (_CELLS * _CELL_M))
        pieces.append(panel((-half, half), (0.05, h), 0.0, 1, repeats))
        post = galvanised(look) if color != "green" else painted("2f4a3a", look, 0.2)
        materials = (post, _wire("green" if color == "green" else "zinc"))
    elif style == "panel":
        for y in _repeated(length_m, 1.83):
            pieces.append(box((0.1, 0.1, h + 0.38), (0, y, -0.3), 0, 0.006))
            pieces.append(box((0.12, 0.12, 0.03), (0, y, h + 0.08), 0, 0.008))
        count = max(1, int(length_m / 0.125))
        for n in range(count):
            # Boards overlap in turn, so that light catches their edges.
            y = -half + (n + 0.5) * length_m / count
            pieces.append(box((0.016, length_m / count + 0.02, h - 0.06), (0.012 * (n % 2), y, 0.04), 0))
        pieces.append(box((0.06, length_m, 0.035), (0.006, 0, h - 0.02), 0, 0.006))
        materials = (wood,)
    else:
        for y in _repeated(length_m, 2.4):
            pieces.append(box((0.1, 0.12, h + 0.32), (-0.06, y, -0.3), 0, 0.006))
        rows = 3 if h < 1.3 else 4
        for n in range(rows):
            pieces.append(box((0.028, length_m, 0.14), (0, 0, (n + 0.5) * h / rows - 0.03), 0, 0.005))
        materials = (wood,)
    return Model("fence", gathered(pieces), materials)


def fence(
    draw: Draw, *, region: Region = "europe", length_m: float = 6.0, style: FenceStyle | None = None
) -> Model:
    """A fence of a length, made in whole decimetres so that equal ones are shared."""
    kind = style or draw.choice("style", _SHARES[region])
    heights: dict[FenceStyle, tuple[float, ...]] = {
        "picket": (0.8, 0.9, 1.1),
        "railing": (1.0, 1.2, 1.5),
        "chain_link": (1.2, 1.5, 1.8),
        "panel": (1.6, 1.8),
        "horizontal": (1.0, 1.4),
        "mesh": (1.0, 1.4, 1.8),
    }
    colors: dict[str, dict[str, float]] = {
        "picket": {"": 2.0, "c9c8c2": 3.0, "544439": 1.0},
        "railing": {"23282a": 4.0, "2a4034": 1.5, "8d9091": 1.0},
        "chain_link": {"zinc": 3.0, "green": 2.0 if region == "europe" else 0.7},
        "panel": {"": 4.0, "544439": 2.0, "4d5048": 1.0},
        "horizontal": {"": 2.0, "c9c8c2": 1.0, "544439": 1.0},
        "mesh": {"3d4348": 3.0, "2f4a3a": 3.0},
    }
    return fence_of(
        kind, round(length_m, 1), draw.choice("height_m", heights[kind]), draw.choice("color", colors[kind]),
        draw.integer("look", 0, LOOKS - 1),
    )  # fmt: skip


@lru_cache(maxsize=64)
def guard_rail_of(length_m: float = 8.0, wooden: bool = False, look: int = 1, ends: bool = False) -> Model:
    """A steel beam of W section, 310 mm high, its top 0.75 m over the road (EN 1317 systems; AASHTO M 180).

    Args:
        length_m: along y.
        wooden: posts, as in America.
        look: 0 new to 3 weathered.
        ends: its last 4 m bend down into the ground, at the end towards −y.
    """
    half = length_m / 2
    # The beam's section (x, z), its two waves towards +x.
    wave = np.array(
        [
            [0.0, 0.44],
            [0.02, 0.455],
            [0.06, 0.49],
            [0.083, 0.52],
            [0.06, 0.55],
            [0.01, 0.582],
            [0.0, 0.595],
            [0.01, 0.608],
            [0.06, 0.64],
            [0.083, 0.67],
            [0.06, 0.70],
            [0.02, 0.735],
            [0.0, 0.75],
        ]
    )
    section = np.concatenate([wave, (wave - (0.006, 0.0))[::-1]])
    ys = (
        np.array([-half, half])
        if not ends
        else np.array([-half, -half + 1.3, -half + 2.6, -half + 4.0, half])
    )
    drop = np.zeros(len(ys)) if not ends else np.array([-0.62, -0.42, -0.14, 0.0, 0.0])
    n, m = len(ys), len(section)
    rings = np.empty((n, m, 3))
    rings[..., 0] = section[:, 0]
    rings[..., 1] = ys[:, None]
    rings[..., 2] = section[:, 1] + drop[:, None]
    i, j = np.meshgrid(np.arange(n - 1), np.arange(m), indexing="ij")
    k = (j + 1) % m
    a, b, c, d = i * m + j, i * m + k, (i + 1) * m + k, (i + 1) * m + j
    quads = np.stack([a, d, c, b], axis=-1).reshape(-1, 4)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]]).astype(np.int32)
    pieces = [Mesh(rings.reshape(-1, 3).astype(np.float32), triangles, sharp_angle_deg=20.0)]
    first = -half + (4.0 if ends else 0.0)
    count = max(2, round((half - first) / 2.0) + 1)
    for y in np.linspace(first + 0.3, half - 0.3, count):
        at = float(y)
        if wooden:
            pieces.append(box((0.2, 0.15, 1.05), (-0.31, at, -0.3), 1, 0.008))
            pieces.append(box((0.2, 0.15, 0.34), (-0.11, at, 0.43), 1, 0.006))
        else:
            pieces.append(box((0.12, 0.06, 1.02), (-0.13, at, -0.3), 0, 0.004))
            pieces.append(box((0.07, 0.08, 0.26), (-0.04, at, 0.47), 0, 0.004))
        pieces.append(tube((0.012, at, 0.595), (0.03, at, 0.595), 0.02, sides=8))
    for y in np.arange(-half + 4.0, half, 4.0):
        # Where two beams are bolted together.
        for z in (0.5, 0.54, 0.65, 0.69):
            pieces.append(moved(tube((0.07, 0, 0), (0.085, 0, 0), 0.014, sides=6), 0, float(y), z))
    return Model("guard rail", gathered(pieces, 25.0), (galvanised(look), timber("z", look)))


def guard_rail(draw: Draw, *, region: Region = "europe", length_m: float = 8.0, ends: bool = False) -> Model:
    """A guard rail of a length, in whole decimetres."""
    wooden = region == "us" and draw.chance("wooden", 0.5)
    return guard_rail_of(round(length_m, 1), wooden, draw.integer("look", 0, LOOKS - 1), ends)
