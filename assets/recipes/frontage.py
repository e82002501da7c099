"""What else the outsides of houses are made of: cut stone, siding, and stucco in a town's colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import hexadecimal, varied
from .masonry import Facade
from .procedural import Procedural, seed

__all__ = ["Ashlar", "Siding", "SidingKind", "ashlar", "siding", "stucco"]

SidingKind = Literal["lap", "board", "sheet"]

# Paint on old walls: none above an albedo of 0.5, most at 0.25 to 0.4, few with much colour.
_STUCCOS: dict[str, tuple[str, float]] = {
    "off_white": ("b8b5ac", 5.0),
    "cream": ("b5a98b", 3.0),
    "ivory": ("b4ab92", 3.0),
    "sand": ("a4967c", 2.5),
    "ochre": ("a08c6c", 1.0),
    "yellow": ("b2a37c", 1.0),
    "grey": ("94928d", 3.0),
    "warm_grey": ("8a8478", 2.0),
    "blue_grey": ("838c92", 1.2),
    "rose": ("a3806f", 1.0),
    "terracotta": ("94604a", 0.7),
    "oxblood": ("6f443a", 0.5),
    "sage": ("868d76", 0.9),
    "mint": ("8fa08f", 0.4),
    "sky": ("8496a3", 0.4),
    "taupe": ("7b6f61", 1.0),
}
_STONES: dict[str, tuple[str, float]] = {
    "red_sandstone": ("6d4840", 2.0),
    "yellow_sandstone": ("93825f", 2.0),
    "limestone": ("9d978a", 2.0),
    "grey_granite": ("77767a", 1.0),
    "brownstone": ("5c4438", 1.0),
    "tuff": ("75695a", 1.0),
}
_SIDINGS: dict[SidingKind, tuple[str, ...]] = {
    "lap": (
        "b3b0a6",
        "b4b1a8",
        "a8a08c",
        "8e959a",
        "a19a80",
        "78858c",
        "7f8a77",
        "8f8676",
        "96836a",
        "5f6b73",
    ),
    "board": ("8a8d8c", "6a6f72", "a39c8c", "4a4f52", "7d6a55", "a9a79e"),
    "sheet": ("a0a3a4", "8d9499", "6f7a80", "aaa89f", "5f6f7d", "7c8078", "b0aea6"),
}


_KINDS: dict[SidingKind, float] = {"lap": 4.0, "board": 1.0, "sheet": 1.0}


@dataclass(frozen=True, eq=False, kw_only=True)
class Ashlar(Procedural):
    """Cut stone in courses, smooth or with a rough face.

    Attributes:
        color: of the mean stone.
        stone_m: length and height.
        joint_m: width of the joints.
        rough: 0 sawn to 1 left as the hammer broke it.
        variation: how much stones differ.
        soot: weight of a town's dark crust.
    """

    color: Color = (0.428, 0.282, 0.251)
    stone_m: tuple[float, float] = (0.7, 0.35)
    joint_m: float = 0.008
    rough: float = 0.3
    variation: float = 0.4
    soot: float = 0.4


@dataclass(frozen=True, eq=False, kw_only=True)
class Siding(Procedural):
    """Cladding: lapped boards, upright boards or profiled sheet metal.

    Attributes:
        kind: of cladding.
        color: of its paint.
        pitch_m: from board to board, or from rib to rib.
        dirt: weight of grime and of green at the foot.
    """

    kind: SidingKind = "lap"
    color: Color = (0.7, 0.69, 0.65)
    pitch_m: float = 0.13
    dirt: float = 0.3


def stucco(draw: Draw) -> Facade:
    """Painted render in one of the colours of European streets."""
    name = draw.choice("color/name", {key: share for key, (_, share) in _STUCCOS.items()})
    return Facade(
        color=varied(draw, "color", hexadecimal(_STUCCOS[name][0]), 0.7),
        relief=draw.uniform("relief", 0.1, 0.9),
        streaks=draw.uniform("streaks", 0.15, 0.9),
        seed=seed(draw),
    )


def ashlar(draw: Draw) -> Ashlar:
    """A front, a ground floor or a plinth of stone."""
    name = draw.choice("stone", {key: share for key, (_, share) in _STONES.items()})
    height_m = draw.uniform("height_m", 0.26, 0.46)
    return Ashlar(
        color=varied(draw, "color", hexadecimal(_STONES[name][0]), 0.7),
        stone_m=(height_m * draw.uniform("aspect", 1.5, 2.4), height_m),
        joint_m=draw.uniform("joint_m", 0.006, 0.012),
        rough=draw.uniform("rough", 0.0, 1.0),
        variation=draw.uniform("variation", 0.2, 0.8),
        soot=draw.uniform("soot", 0.1, 0.8),
        seed=seed(draw),
    )


def siding(draw: Draw, kind: SidingKind | None = None) -> Siding:
    """A clad wall."""
    kind = kind or draw.choice("kind", _KINDS)
    low, high = {"lap": (0.1, 0.18), "board": (0.14, 0.3), "sheet": (0.15, 0.3)}[kind]
    return Siding(
        kind=kind,
        color=varied(
            draw, "color", hexadecimal(draw.choice("paint", dict.fromkeys(_SIDINGS[kind], 1.0))), 0.6
        ),
        pitch_m=draw.uniform("pitch_m", low, high),
        dirt=draw.uniform("dirt", 0.1, 0.8),
        seed=seed(draw),
    )
