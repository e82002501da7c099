"""Beanies, caps and hats: cut from the head like clothes, with a visor or a brim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh
from ..palette import hexadecimal, varied
from ..recipes import Fabric
from .clothes import mesh_of, pattern
from .garments import Array, Cloth, cut, drape, hemmed, similarity

__all__ = ["Below", "hat"]

_COLORS = {
    "black": ("262628", 4.0), "navy": ("2b344a", 3.0), "grey": ("77787c", 3.0), "beige": ("b5a487", 1.5),
    "red": ("8f3532", 1.0), "olive": ("5c5d45", 1.0), "white": ("d8d5cd", 1.0), "mustard": ("b08a40", 0.5),
}  # fmt: skip


@dataclass(frozen=True)
class Below:
    """Negative where a hat lies on the head: hair must not grow there; ``above`` turns it round.

    ``more_dm`` puts its rim higher.
    """

    name: str
    more_dm: float = 0.0
    above: bool = False

    def __call__(self, t: Array) -> Array:
        low = {"beanie": 7.42, "cap": 7.62, "brim": 7.66, "helmet": 7.6}[self.name]
        under = low + 0.2 * t[:, 2] - t[:, 1]
        return np.asarray((-under if self.above else under) + self.more_dm)


def hat(face: Cloth, name: str, draw: Draw) -> list[tuple[Mesh, Material]]:
    """A ``beanie``, ``cap`` or hat with a ``brim`` on a head."""
    chosen = draw.choice("hat_color", {key: share for key, (_, share) in _COLORS.items()})
    color = varied(draw, "hat_color", hexadecimal(_COLORS[chosen][0]), 0.6)
    stuff = Fabric(
        color=color, second_color=color, thread_m=0.0025 if name == "beanie" else 0.001, slub=0.4,
        fuzz=0.5 if name == "beanie" else 0.15, wrinkles=0.3, uv_m=(1.0, 1.0),
        seed=draw.uniform("seed", 0, 100),
    )  # fmt: skip
    piece = cut(face, Below(name, above=True))
    high = piece.template[:, 1]
    top = np.clip((high - 8.0) / 0.5, 0, 1)
    rise = {"beanie": 0.012 + 0.014 * top, "cap": 0.012 + 0.008 * top, "brim": 0.013 + 0.02 * top}[name]
    crown = drape(piece, rise, 0.009, 6)
    worn = hemmed(crown, 0.006)
    found: list[tuple[Mesh, Material]] = [(mesh_of(worn, pattern(worn, False)), stuff)]
    if name == "beanie":
        cuff = hemmed(drape(cut(crown, Below(name, 0.42)), 0.005, 0.004, 1), 0.006)
        found.append((mesh_of(cuff, pattern(cuff, False)), stuff))
    else:
        found.append((_brim(crown, name, draw), stuff))
    return found


def _brim(crown: Cloth, name: str, draw: Draw) -> Mesh:
    """A visor in front, or a brim all round: rings outwards from the crown's rim."""
    turn, scale, middle, place = similarity(crown.template, crown.points)
    local = (crown.points - place) @ turn / scale + middle
    rim = local[np.abs(Below(name)(crown.template)) < 1e-6]
    angle = np.arctan2(rim[:, 0], rim[:, 2] - 0.25)
    reach = np.hypot(rim[:, 0], rim[:, 2] - 0.25)
    order = np.argsort(angle)
    whole = name == "brim"
    around = np.linspace(-np.pi, np.pi, 49) if whole else np.linspace(-1.0, 1.0, 25)
    radius = np.interp(around, angle[order], reach[order], period=2 * np.pi) - 0.04
    height = np.interp(around, angle[order], rim[order, 1], period=2 * np.pi)
    width = draw.uniform("brim_dm", 0.5, 0.85) if whole else 0.68 * np.cos(around * np.pi / 2.0) ** 0.5
    droop = 0.25 if whole else 0.3
    rings = []
    for out, lift in ((0.0, 0.02), (0.5, 0.02), (1.0, 0.02), (1.0, -0.02), (0.5, -0.02), (0.0, -0.02)):
        far = radius + out * width
        y = height + lift + 0.03 - droop * out * np.asarray(width) * (0.4 + 0.6 * out)
        rings.append(np.stack([far * np.sin(around), y, 0.25 + far * np.cos(around)], axis=1))
    grid = (np.stack(rings) - middle) * scale @ turn.T + place
    n, m = grid.shape[:2]
    index = np.arange(n * m).reshape(n, m)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    triangles = np.concatenate([np.stack([a, d, c], 2).reshape(-1, 3), np.stack([a, c, b], 2).reshape(-1, 3)])
    uv = np.stack(np.broadcast_arrays(0.1 * around[None, :], 0.02 * np.arange(n)[:, None]), axis=2)
    return Mesh(
        grid.reshape(-1, 3).astype(np.float32), triangles.astype(np.int32),
        uv.reshape(-1, 2)[triangles].astype(np.float32), sharp_angle_deg=60.0,
    )  # fmt: skip
