"""What is laid in courses: paving, brickwork, roofs, boards; and the render that covers walls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import hexadecimal, varied
from .procedural import Procedural, seed

__all__ = [
    "Brickwork",
    "Facade",
    "Paving",
    "Planks",
    "RoofTiles",
    "brickwork",
    "facade",
    "paving",
    "planks",
    "roof_tiles",
]

WallBond = Literal["stretcher", "flemish", "english"]
PavingKind = Literal["slabs", "cobbles", "pavers"]
RoofKind = Literal["pantile", "plain", "slate"]
_BRICKS = {"red": "7b4f42", "brown": "68524a", "yellow": "a8936d", "dark_red": "64433c", "grey": "827d76"}
_RENDERS = {
    "cream": "baae92", "white": "bcb9b0", "grey": "9c9a96", "ochre": "b0935f", "rose": "aa8a7c",
    "sage": "8f9782",
}  # fmt: skip
_PAVINGS: dict[PavingKind, float] = {"slabs": 2.0, "cobbles": 1.0, "pavers": 2.0}
_ROOF_SHARES: dict[RoofKind, float] = {"pantile": 3.0, "plain": 2.0, "slate": 1.5}
_ROOFS: dict[RoofKind, tuple[str, float, float]] = {
    # colour, width and visible length of a tile in metres
    "pantile": ("765041", 0.24, 0.34),
    "plain": ("704a3e", 0.17, 0.12),
    "slate": ("54575c", 0.25, 0.2),
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Paving(Procedural):
    """Concrete slabs, cobbles (setts) or brick pavers.

    Attributes:
        bends: courses follow a road: texture coordinates, in metres, stand for x and y.
        kind: of stones.
        color: of their mean.
        joint_color: of the sand between them.
        stone_m: length and width.
        joint_m: width of joints.
        variation: how much stones differ.
        wetness: 0 dry to 1 rained on.
    """

    kind: PavingKind = "slabs"
    color: Color = (0.58, 0.57, 0.55)
    joint_color: Color = (0.36, 0.33, 0.28)
    stone_m: tuple[float, float] = (0.4, 0.4)
    joint_m: float = 0.004
    variation: float = 0.3
    bends: bool = False
    wetness: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Brickwork(Procedural):
    """A brick wall, on upright faces of any direction.

    Attributes:
        bond: all stretchers; stretchers and headers in turn; or courses of each.
        color: of the mean brick.
        mortar_color: of the joints.
        brick_m: length and height of a stretcher.
        joint_m: width of joints.
        variation: how much bricks differ.
        soot: weight of dark weathering.
        salt: weight of white efflorescence.
    """

    bond: WallBond = "stretcher"
    color: Color = (0.482, 0.31, 0.259)
    mortar_color: Color = (0.58, 0.555, 0.515)
    brick_m: tuple[float, float] = (0.225, 0.075)
    joint_m: float = 0.01
    variation: float = 0.5
    soot: float = 0.3
    salt: float = 0.1


@dataclass(frozen=True, eq=False, kw_only=True)
class Facade(Procedural):
    """Painted render or, with ``concrete``, fair-faced concrete, streaked by rain.

    Attributes:
        color: never paler than an albedo of 0.5.
        relief: weight of the grain.
        streaks: weight of what rain left.
        concrete: shows the joints of its shuttering.
    """

    color: Color = (0.73, 0.68, 0.57)
    relief: float = 0.5
    streaks: float = 0.4
    concrete: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class RoofTiles(Procedural):
    """Pantiles, plain tiles or slates, on sloping faces of any direction.

    Attributes:
        kind: of tiles.
        color: of their mean.
        tile_m: width, and the length that shows.
        variation: how much tiles differ.
        moss: weight of moss and lichen.
    """

    kind: RoofKind = "pantile"
    color: Color = (0.486, 0.33, 0.275)
    tile_m: tuple[float, float] = (0.24, 0.34)
    variation: float = 0.4
    moss: float = 0.2


@dataclass(frozen=True, eq=False, kw_only=True)
class Planks(Procedural):
    """Boards that the weather silvers.

    Attributes:
        color: of fresh boards.
        board_m: width.
        gap_m: between boards.
        silver: 0 fresh to 1 grey.
        upright: boards stand, as in a fence.
    """

    color: Color = (0.6, 0.46, 0.32)
    board_m: float = 0.12
    gap_m: float = 0.005
    silver: float = 0.6
    upright: bool = True


def paving(draw: Draw, kind: PavingKind | None = None) -> Paving:
    """A pavement, square or drive."""
    kind = kind or draw.choice("kind", _PAVINGS)
    code = {"slabs": "98958f", "cobbles": "7f7c78", "pavers": draw.choice("paver", ("8d8984", "6e4e41"))}[
        kind
    ]
    if kind == "slabs":
        side_m = draw.uniform("side_m", 0.3, 0.5)
        stone_m = (side_m * draw.choice("aspect", (1.0, 1.5)), side_m)
    elif kind == "cobbles":
        stone_m = (draw.uniform("length_m", 0.1, 0.15), 0.1)
    else:
        stone_m = (0.2, 0.1)
    return Paving(
        kind=kind,
        color=varied(draw, "color", hexadecimal(code)),
        stone_m=stone_m,
        joint_m=draw.uniform("joint_m", 0.008, 0.014)
        if kind == "cobbles"
        else draw.uniform("joint_m", 0.003, 0.006),
        variation=draw.uniform("variation", 0.2, 0.8),
        wetness=draw.uniform("wetness", 0.4, 1.0) if draw.chance("wet", 0.2) else 0.0,
        wear=draw.uniform("wear", 0.1, 0.9),
        seed=seed(draw),
    )


def brickwork(draw: Draw) -> Brickwork:
    """A brick wall."""
    name = draw.choice("brick", {"red": 3.0, "brown": 2.0, "yellow": 1.0, "dark_red": 1.5, "grey": 0.5})
    return Brickwork(
        bond=draw.choice("bond", {"stretcher": 3.0, "flemish": 1.0, "english": 1.0}),
        color=varied(draw, "color", hexadecimal(_BRICKS[name])),
        mortar_color=varied(draw, "mortar", hexadecimal("9a948a"), 2.0),
        joint_m=draw.uniform("joint_m", 0.008, 0.013),
        variation=draw.uniform("variation", 0.3, 0.9),
        soot=draw.uniform("soot", 0.0, 0.8),
        salt=draw.uniform("salt", 0.0, 1.0) ** 3,
        seed=seed(draw),
    )


def facade(draw: Draw) -> Facade:
    """A rendered or concrete outside wall."""
    bare = draw.chance("concrete", 0.2)
    name = draw.choice(
        "render", {"cream": 3.0, "white": 3.0, "grey": 2.0, "ochre": 1.0, "rose": 1.0, "sage": 0.5}
    )
    return Facade(
        color=varied(draw, "color", hexadecimal("8f8d88" if bare else _RENDERS[name]), 0.6),
        relief=draw.uniform("relief", 0.1, 1.0),
        streaks=draw.uniform("streaks", 0.1, 0.9),
        concrete=bare,
        seed=seed(draw),
    )


def roof_tiles(draw: Draw, kind: RoofKind | None = None) -> RoofTiles:
    """A pitched roof."""
    kind = kind or draw.choice("kind", _ROOF_SHARES)
    code, width_m, length_m = _ROOFS[kind]
    return RoofTiles(
        kind=kind,
        color=varied(draw, "color", hexadecimal(code)),
        tile_m=(width_m, length_m),
        variation=draw.uniform("variation", 0.2, 0.8),
        moss=draw.uniform("moss", 0.0, 1.0) ** 2,
        seed=seed(draw),
    )


def planks(draw: Draw) -> Planks:
    """A fence, a shed or a deck."""
    return Planks(
        color=varied(draw, "color", hexadecimal("94704c")),
        board_m=draw.uniform("board_m", 0.08, 0.16),
        gap_m=draw.uniform("gap_m", 0.003, 0.01),
        silver=draw.uniform("silver", 0.1, 1.0),
        upright=draw.chance("upright", 0.6),
        seed=seed(draw),
    )
