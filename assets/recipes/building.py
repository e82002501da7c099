"""What rooms and worktops are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...draw import Draw
from ..material import Color
from ..palette import WALLS, hexadecimal, pick, varied
from .procedural import Procedural, seed

__all__ = [
    "Concrete",
    "FloorTiles",
    "Plaster",
    "Stone",
    "WallPaint",
    "concrete",
    "floor_tiles",
    "plaster",
    "stone",
    "wall_paint",
]

Bond = Literal["grid", "brick"]
_BONDS: dict[Bond, float] = {"grid": 3.0, "brick": 1.0}

_STONES: dict[str, tuple[str, str, str]] = {
    # kind, ground, veins or second grains
    "white_marble": ("marble", "dcd9d3", "8b8a8a"),
    "cream_marble": ("marble", "d3c3a6", "9a7f5f"),
    "black_marble": ("marble", "35363a", "b9b6b0"),
    "green_marble": ("marble", "3d4f46", "9fae9f"),
    "grey_granite": ("granite", "9a9794", "3a3a3b"),
    "pink_granite": ("granite", "ae9184", "46403e"),
    "black_granite": ("granite", "3b3b3d", "77767a"),
    "white_terrazzo": ("terrazzo", "d2cdc3", "84715f"),
    "grey_terrazzo": ("terrazzo", "a7a49e", "4f4b48"),
    "slate": ("slate", "55585b", "6e6f6e"),
    "travertine": ("travertine", "c9b594", "a58c69"),
}
_TILES: dict[str, tuple[str, str]] = {
    "white": ("dedcd6", "b5b0a6"),
    "beige": ("c4b196", "9b8b75"),
    "grey": ("a09e9a", "7b7976"),
    "anthracite": ("56575a", "8a8885"),
    "terracotta": ("a8684b", "b5a48d"),
    "sage": ("9da894", "bdb9ae"),
    "navy": ("39465f", "c2bfb6"),
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Stone(Procedural):
    """Cut stone.

    Attributes:
        kind: of stone.
        color: ground.
        second_color: of veins, dark grains or chips.
        grain_m: size of grains, chips, or distance of veins.
        roughness: 0.08 polished to 0.6 honed.
    """

    kind: Literal["marble", "granite", "terrazzo", "slate", "travertine"] = "marble"
    color: Color = (0.863, 0.851, 0.827)
    second_color: Color = (0.545, 0.541, 0.541)
    grain_m: float = 0.2
    roughness: float = 0.15


@dataclass(frozen=True, eq=False, kw_only=True)
class WallPaint(Procedural):
    """Rolled wall paint: ``relief`` is the weight of the roller's orange peel."""

    color: Color = WALLS["white"]
    roughness: float = 0.7
    relief: float = 0.5


@dataclass(frozen=True, eq=False, kw_only=True)
class Plaster(Procedural):
    """Trowelled plaster: ``relief`` is the weight of the trowel's marks."""

    color: Color = WALLS["warm_white"]
    relief: float = 0.6


@dataclass(frozen=True, eq=False, kw_only=True)
class FloorTiles(Procedural):
    """Tiles in the thing's xy plane, or on any of its flat sides.

    Attributes:
        color: of the tiles.
        grout_color: between them.
        tile_m: length and width.
        grout_m: width of the joints.
        bond: joints in line, or shifted by half a tile.
        variation: how much tiles differ.
        roughness: 0.08 glazed to 0.6 stoneware.
    """

    color: Color = (0.871, 0.863, 0.839)
    grout_color: Color = (0.71, 0.69, 0.651)
    tile_m: tuple[float, float] = (0.3, 0.3)
    grout_m: float = 0.003
    bond: Bond = "grid"
    variation: float = 0.3
    roughness: float = 0.3


@dataclass(frozen=True, eq=False, kw_only=True)
class Concrete(Procedural):
    """Concrete or screed: ``pits`` is the weight of air holes."""

    color: Color = (0.604, 0.592, 0.573)
    roughness: float = 0.65
    pits: float = 0.4


def stone(draw: Draw) -> Stone:
    """A worktop's stone."""
    kind, ground, second = _STONES[
        draw.choice("stone", {name: 3.0 if name == "white_marble" else 1.0 for name in _STONES})
    ]
    low, high = {"marble": (0.12, 0.4), "granite": (0.0012, 0.003), "terrazzo": (0.008, 0.025)}.get(
        kind, (0.1, 0.3)
    )
    return Stone(
        kind=kind,  # type: ignore[arg-type]  # a key of the table above
        color=varied(draw, "color", hexadecimal(ground)),
        second_color=hexadecimal(second),
        grain_m=draw.log_uniform("grain_m", low, high),
        roughness=draw.uniform("roughness", 0.4, 0.6)
        if kind == "slate"
        else draw.uniform("roughness", 0.1, 0.38),
        wear=draw.uniform("wear", 0.0, 0.6),
        seed=seed(draw),
    )


def wall_paint(draw: Draw) -> WallPaint:
    """A painted wall."""
    return WallPaint(
        color=pick(draw, "color", WALLS, {"white": 6.0, "warm_white": 4.0, "light_grey": 2.0}),
        roughness=draw.uniform("roughness", 0.5, 0.85),
        relief=draw.uniform("relief", 0.2, 1.0),
        wear=draw.uniform("wear", 0.0, 0.5),
        seed=seed(draw),
    )


def plaster(draw: Draw) -> Plaster:
    """A plastered wall."""
    return Plaster(
        color=pick(draw, "color", WALLS, {"warm_white": 5.0, "white": 4.0, "greige": 2.0, "clay": 2.0}),
        relief=draw.uniform("relief", 0.2, 1.0),
        wear=draw.uniform("wear", 0.0, 0.6),
        seed=seed(draw),
    )


def floor_tiles(draw: Draw) -> FloorTiles:
    """A tiled floor or wall."""
    tile, grout = _TILES[draw.choice("tile", {"white": 3.0, "beige": 3.0, "grey": 3.0, "anthracite": 1.5,
                                              "terracotta": 1.5, "sage": 0.6, "navy": 0.5})]  # fmt: skip
    bond = draw.choice("bond", _BONDS)
    width_m = draw.uniform("width_m", 0.075, 0.15) if bond == "brick" else draw.uniform("width_m", 0.1, 0.6)
    return FloorTiles(
        color=varied(draw, "color", hexadecimal(tile)),
        grout_color=varied(draw, "grout", hexadecimal(grout)),
        tile_m=(width_m * (2.0 if bond == "brick" else 1.0), width_m),
        grout_m=draw.uniform("grout_m", 0.0015, 0.005),
        bond=bond,
        variation=draw.uniform("variation", 0.1, 0.9),
        roughness=draw.uniform("roughness", 0.1, 0.55),
        wear=draw.uniform("wear", 0.05, 0.7),
        seed=seed(draw),
    )


def concrete(draw: Draw) -> Concrete:
    """A concrete floor, wall or worktop."""
    return Concrete(
        color=varied(draw, "color", hexadecimal("9a9792"), 2.0),
        roughness=draw.uniform("roughness", 0.35, 0.8),
        pits=draw.uniform("pits", 0.0, 0.8),
        wear=draw.uniform("wear", 0.1, 0.9),
        seed=seed(draw),
    )
