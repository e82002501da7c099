"""What people carry: a backpack, a bag in the hand, a box before the chest."""

from __future__ import annotations

import numpy as np

from ...draw import Draw
from ..material import Material, Surface
from ..mesh import Mesh, join
from ..palette import BOARDS, hexadecimal, pick, varied
from ..recipes import Fabric
from ..shapes.loft import loft, oval, sweep
from ..shapes.solids import rounded_box
from .clothes import arm, mesh_of, pattern
from .garments import Array, Cloth, cut, drape, hemmed, similarity

__all__ = ["backpack", "box", "handbag", "palm"]

_PACKS = {"black": ("28282a", 4.0), "navy": ("2a3348", 2.0), "grey": ("6d6e72", 2.0),
          "olive": ("5c5d45", 1.0), "red": ("8f3532", 0.7), "blue": ("345f93", 0.8)}  # fmt: skip
_BAGS = {"black": ("232325", 4.0), "brown": ("5f4433", 2.0), "tan": ("96704c", 1.0),
         "white": ("d6d3cb", 1.5), "kraft": ("a98556", 1.0), "canvas": ("c3b798", 1.0)}  # fmt: skip
_TO_TEMPLATE = np.array([[0.0, 1, 0], [0, 0, 1], [1, 0, 0]])
"""From forwards, left, up to the template's left, up, forwards."""


def backpack(top: Cloth, draw: Draw, fine: bool = True) -> list[tuple[Mesh, Material]]:
    """A backpack on the outermost layer of clothes."""
    chosen = draw.choice("pack_color", {name: share for name, (_, share) in _PACKS.items()})
    color = varied(draw, "pack_color", hexadecimal(_PACKS[chosen][0]), 0.6)
    stuff = Fabric(color=color, second_color=color, thread_m=0.001, wrinkles=0.4, uv_m=(1.0, 1.0),
                   seed=draw.uniform("seed", 0, 100))  # fmt: skip
    straps = hemmed(drape(cut(top, _straps), 0.010, 0.008, 2), 0.008)
    trunk = (arm(top.template) == 0) & (top.template[:, 1] > 1.5)
    turn, scale, middle, place = similarity(top.template[trunk], top.points[trunk])
    local = (top.points[trunk] - place) @ turn / scale + middle
    back = local[(np.abs(local[:, 0]) < 1.0) & (local[:, 1] > 2.2)]
    size = np.array([draw.uniform("deep_m", 0.12, 0.2), 0.29, draw.uniform("high_m", 0.36, 0.46)])
    size = size * min(1.0, 10 * scale)
    bag = rounded_box((float(size[0]), float(size[1]), float(size[2])), 0.05, 5 if fine else 1)
    pocket = rounded_box((0.05, 0.8 * float(size[1]), 0.45 * float(size[2])), 0.02, 4 if fine else 1)
    both = join(bag, _shifted(pocket, (-float(size[0]) / 2 - 0.012, 0.0, 0.03)))
    at = np.array([0.0, 5.35 - size[2] / scale, float(np.quantile(back[:, 2], 0.04)) - size[0] / 2 / scale])
    own = both.vertices.astype(np.float64) @ _TO_TEMPLATE.T / scale + at
    return [
        (mesh_of(straps, pattern(straps, False)), stuff),
        (_with(both, (own - middle) * scale @ turn.T + place), stuff),
    ]


def _straps(t: Array) -> Array:
    over = np.where(t[:, 2] > 0, t[:, 1] - 3.0, t[:, 1] - 4.6)
    return np.asarray(np.minimum(0.24 - np.abs(np.abs(t[:, 0]) - 1.0 + 0.08 * (t[:, 1] - 4)), over))


def palm(skin: Cloth, side: int) -> Array:
    """The middle of a hand, (3,), metres; ``side`` is +1 left, −1 right."""
    hand = (arm(skin.template) > 5.0) & (side * skin.template[:, 0] > 0)
    return np.asarray(skin.points[hand].mean(axis=0))


def handbag(skin: Cloth, draw: Draw, fine: bool = True) -> list[tuple[Mesh, Material]]:
    """A handbag or shopping bag that hangs from one hand."""
    side = draw.choice("hand", (1, -1))
    at = palm(skin, side)
    chosen = draw.choice("bag_color", {name: share for name, (_, share) in _BAGS.items()})
    color = varied(draw, "bag_color", hexadecimal(_BAGS[chosen][0]), 0.6)
    shopping = draw.chance("shopping", 0.5)
    length = draw.uniform("long_m", 0.26, 0.36)
    height = draw.uniform("high_m", 0.3, 0.38) if shopping else 0.72 * length
    thick = 0.11
    bag = rounded_box((length, thick, height), 0.012 if shopping else 0.035, 3 if fine else 1)
    reach = 0.10
    turns = np.linspace(0, np.pi, 15 if fine else 6)
    arc = np.stack(
        [0.26 * length * np.cos(turns), 0 * turns, height - 0.01 + reach * np.sin(turns) ** 0.7], 1
    )
    handles = [
        _shifted(
            loft(sweep(arc, oval(0.010, 0.010, 8 if fine else 4), (0.0, 1.0, 0.0))), (0.0, way * 0.03, 0.0)
        )
        for way in (1, -1)
    ]
    # Clear of the thigh, whichever way the hand turns.
    drop = (float(at[0]), float(at[1]) + side * 0.045, float(at[2]) - height - reach + 0.02)
    stuff = Surface(base_color=color, roughness=0.75 if shopping else 0.42)
    return [(_shifted(join(bag, *handles), drop), stuff)]


def box(skin: Cloth, belly_x_m: float, draw: Draw) -> list[tuple[Mesh, Material]]:
    """A cardboard box between both hands.

    Args:
        skin: of the whole body.
        belly_x_m: how far forwards the clothes reach at the hands' height.
        draw: of its size and colour.
    """
    left, right = palm(skin, 1), palm(skin, -1)
    wide = max(float(left[1] - right[1]) - 0.045, 0.12)
    deep = draw.uniform("deep_m", 0.2, 0.3)
    high = draw.uniform("high_m", 0.16, 0.3)
    middle = (left + right) / 2
    x = max(float(middle[0]) + 0.02, belly_x_m + deep / 2 + 0.01)
    place = (x, float(middle[1]), float(middle[2]) - 0.07)
    board = Surface(base_color=pick(draw, "board", BOARDS), roughness=0.8)
    tape = Surface(base_color=hexadecimal("9a7b50"), roughness=0.3)
    strip = _shifted(rounded_box((deep + 0.002, 0.05, 0.002), 0.0008), (0.0, 0.0, high - 0.001))
    return [
        (_shifted(rounded_box((deep, wide, high), 0.004), place), board),
        (_shifted(strip, place), tape),
    ]


def _shifted(mesh: Mesh, by_m: tuple[float, float, float]) -> Mesh:
    return _with(mesh, mesh.vertices.astype(np.float64) + by_m)


def _with(mesh: Mesh, vertices: Array) -> Mesh:
    return Mesh(vertices.astype(np.float32), mesh.triangles, mesh.uv, sharp_angle_deg=mesh.sharp_angle_deg)
