"""Fruit skin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ...draw import Draw
from ..material import Color
from ..palette import blend, hexadecimal, varied
from .procedural import Procedural, seed

__all__ = ["Fruit", "Peel", "peel"]

Fruit = Literal[
    "apple",
    "pear",
    "orange",
    "lemon",
    "lime",
    "banana",
    "tomato",
    "peach",
    "plum",
    "pepper",
    "avocado",
    "stem",
]

_VARIETIES: dict[str, dict[str, tuple[str, str, str, float]]] = {
    # ground, second colour (blush, spots), ends, how far the second colour covers at most
    "apple": {
        "gala": ("c9a548", "a8372a", "a8963f", 0.9),
        "red": ("a5452f", "7c1f22", "9a8a3f", 1.0),
        "granny": ("93a544", "a9b35a", "7f8f3c", 0.2),
        "golden": ("c8b04c", "c58a4a", "9d9340", 0.3),
    },
    "pear": {"conference": ("a59a52", "8a6b3f", "7d7a3d", 0.8), "red": ("b39a4a", "a0503a", "8a8740", 0.7)},
    "orange": {
        "navel": ("d9822b", "cf7020", "c08a3a", 0.3),
        "clementine": ("d67424", "cc641c", "8f8a35", 0.2),
    },
    "lemon": {"lemon": ("d9b93c", "cfa834", "a8a843", 0.3)},
    "lime": {"lime": ("6f8c3a", "8d9a45", "a3a552", 0.4)},
    "banana": {"cavendish": ("d9b548", "5b4126", "9aa04a", 0.5), "ripe": ("cfa53c", "4a3220", "b0983f", 0.9)},
    "tomato": {"tomato": ("b1301f", "c5562b", "c07a35", 0.3), "orange": ("c9702a", "b85322", "a8883a", 0.3)},
    "peach": {"peach": ("d9a05a", "a33f38", "c9a85a", 0.8)},
    "plum": {"plum": ("4a2740", "6e3350", "7a6a48", 0.5)},
    "pepper": {
        "red": ("a3241c", "8b1c17", "5f7f3a", 0.2),
        "yellow": ("d3a22c", "c58c25", "6f8a3c", 0.2),
        "green": ("47662f", "3a5527", "5f7a3a", 0.3),
    },
    "avocado": {"hass": ("3e4a2b", "2d2a22", "4c5a30", 0.8), "fuerte": ("55703a", "44582f", "5c7038", 0.4)},
    "stem": {"wood": ("6f5638", "4c3a26", "8b7a48", 0.5), "green": ("72803f", "566430", "8a8a4a", 0.4)},
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Peel(Procedural):
    """The skin of a fruit.

    The mesh's texture coordinates go around (u) and from the blossom end (v = 0) to the stem (v = 1).

    Attributes:
        fruit: whose: it says what pores, streaks, spots and gloss there are.
        color: ground.
        second_color: of blush, streaks or spots.
        end_color: near the stem (a banana: at both ends).
        cover: 0 to 1: how much of it has the second colour.
        roughness: 0.2 waxed to 0.7 velvet.
    """

    fruit: Fruit = "apple"
    color: Color = (0.788, 0.647, 0.282)
    second_color: Color = (0.659, 0.216, 0.165)
    end_color: Color = (0.659, 0.588, 0.247)
    cover: float = 0.5
    roughness: float = 0.35


def peel(draw: Draw, fruit: Fruit | None = None) -> Peel:
    """The skin of ``fruit``, or of any."""
    fruit = fruit or draw.choice("fruit", [name for name in get_args(Fruit) if name != "stem"])
    varieties = _VARIETIES[fruit]
    ground, second, end, most = varieties[draw.choice("variety", list(varieties))]
    roughness = {"peach": 0.65, "plum": 0.45, "stem": 0.75, "avocado": 0.5, "banana": 0.45, "tomato": 0.22,
                 "pepper": 0.2}.get(fruit, 0.34)  # fmt: skip
    color = varied(draw, "color", hexadecimal(ground))
    return Peel(
        fruit=fruit,
        color=color,
        second_color=varied(draw, "second", hexadecimal(second)),
        end_color=blend(hexadecimal(end), color, draw.uniform("ripeness", 0.0, 0.6)),
        cover=draw.uniform("cover", 0.1, most) if most > 0.1 else most,
        roughness=roughness + draw.uniform("roughness", -0.05, 0.07),
        wear=draw.uniform("wear", 0.05, 0.7),
        seed=seed(draw),
    )
