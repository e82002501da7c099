"""Fire hydrants: America's dry barrels with two nozzles and a pumper outlet, Europe's slim pillars.

Sizes: AWWA C502 has the pumper outlet at least 18 in over the ground; the barrel stands about 0.75 m high.
EN 14384 pillars stand about 0.8 to 1 m high.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...draw import Draw
from ..model import Model
from ..shapes.curve import Curve
from ..shapes.lathe import lathe
from .finish import LOOKS, castiron, painted
from .forms import box, gathered, moved, tube, turned
from .mount import Region

__all__ = ["FireHydrant", "fire_hydrant"]


@dataclass(frozen=True)
class FireHydrant:
    """A hydrant, its large outlet to +x.

    Attributes:
        color: code of the barrel.
        bonnet: code of the bonnet and the caps.
        height_m: over the ground.
    """

    region: Region = "us"
    color: str = "a3211c"
    bonnet: str = "a3211c"
    height_m: float = 0.76
    look: int = 1

    def build(self) -> Model:
        """The model; equal hydrants share it."""
        return _build(self)


def _cap(radius_m: float, reach_m: float, z_m: float, yaw_deg: float) -> list:  # type: ignore[type-arg]
    """A nozzle with its cap and the five-sided nut, pointing along +x before it is turned."""
    pieces = [
        tube((0.06, 0, 0), (reach_m - 0.045, 0, 0), radius_m * 0.86, sides=12),
        tube((reach_m - 0.045, 0, 0), (reach_m, 0, 0), radius_m, sides=12, part=1),
        tube((reach_m, 0, 0), (reach_m + 0.02, 0, 0), radius_m, 0.5 * radius_m, 12, 1),
        tube((reach_m + 0.015, 0, 0), (reach_m + 0.055, 0, 0), 0.021, 0.017, 5, 1),
    ]
    return [moved(turned(piece, yaw_deg), 0, 0, z_m) for piece in pieces]


def _scaled(profile: Curve, scale: float) -> Curve:
    """A profile made larger; what lies below the ground keeps its depth."""
    return np.column_stack([profile[:, 0] * scale, profile[:, 1] * np.where(profile[:, 1] > 0, scale, 1.0)])


@lru_cache(maxsize=64)
def _build(spec: FireHydrant) -> Model:
    k = spec.height_m / 0.76
    if spec.region == "us":
        barrel = np.array(
            [
                [0.125, -0.3],
                [0.125, 0.0],
                [0.165, 0.0],
                [0.165, 0.045],
                [0.12, 0.055],
                [0.105, 0.1],
                [0.105, 0.115],
                [0.15, 0.118],
                [0.15, 0.15],
                [0.108, 0.155],
                [0.1, 0.34],
                [0.118, 0.38],
                [0.118, 0.5],
                [0.104, 0.53],
                [0.14, 0.535],
                [0.14, 0.562],
            ]
        )
        bonnet = np.array(
            [
                [0.14, 0.562],
                [0.14, 0.585],
                [0.118, 0.59],
                [0.114, 0.62],
                [0.09, 0.672],
                [0.05, 0.7],
                [0.034, 0.705],
                [0.03, 0.725],
                [0.0, 0.725],
            ]
        )
        pieces = [lathe(_scaled(barrel, k), 18), lathe(_scaled(bonnet, k), 18, 1)]
        pieces.append(tube((0, 0, 0.72 * k), (0, 0, 0.76 * k), 0.021, 0.017, 5, 1))
        for turn, radius, reach, z in (
            (0, 0.072, 0.2, 0.43),
            (90, 0.05, 0.175, 0.445),
            (-90, 0.05, 0.175, 0.445),
        ):
            pieces += _cap(radius * k, reach * k, z * k, turn)
        # Bolts of the flanges.
        for z in (0.048, 0.15, 0.585):
            for n in range(8):
                a = (n + 0.5) * np.pi / 4
                r = (0.15 if z < 0.1 else 0.137 if z < 0.2 else 0.128) * k
                c, s = float(np.cos(a)), float(np.sin(a))
                pieces.append(tube((r * c, r * s, z * k), (r * c, r * s, z * k + 0.014), 0.011, sides=6))
    else:
        barrel = np.array([[0.1, -0.3], [0.1, 0.0], [0.16, 0.0], [0.16, 0.03], [0.095, 0.035], [0.085, 0.06],
                           [0.085, 0.55], [0.105, 0.56], [0.105, 0.59], [0.085, 0.6]])  # fmt: skip
        cap = np.array([[0.085, 0.6], [0.11, 0.61], [0.12, 0.66], [0.115, 0.72], [0.08, 0.755], [0.0, 0.76]])
        pieces = [lathe(_scaled(barrel, k), 18), lathe(_scaled(cap, k), 18, 1)]
        for turn in (0, 120, -120):
            pieces += _cap(0.058, 0.16, 0.47 * k, turn)
        pieces.append(box((0.04, 0.04, 0.05), (0, 0, 0.755 * k), 1, 0.006))
    materials = (
        painted(spec.color, spec.look, 0.35),
        painted(spec.bonnet, spec.look, 0.35),
        castiron(spec.look),
    )
    return Model("fire hydrant", gathered(pieces, 30.0), materials, category="fire hydrant")


def fire_hydrant(draw: Draw, *, region: Region = "us") -> Model:
    """A hydrant of the region: red or yellow mostly, its bonnet at times of another colour."""
    look = draw.integer("look", 0, LOOKS - 1)
    if region == "europe":
        color = draw.choice("color", {"a3211c": 3.0, "27507c": 1.0})
        return FireHydrant(region, color, "8f1d1a" if color == "a3211c" else "a3211c",
                           draw.choice("height_m", (0.8, 0.95)), look).build()  # fmt: skip
    color = draw.choice("color", {"a3211c": 4.0, "d3a321": 4.0, "b9bab6": 1.5})
    bonnet = draw.choice("bonnet", {"same": 3.0, "b9bab6": 1.0, "2f6b46": 0.5, "27507c": 0.7})
    return FireHydrant(
        region, color, color if bonnet == "same" else bonnet, draw.choice("height_m", (0.72, 0.76, 0.8)), look
    ).build()
