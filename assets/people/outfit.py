"""What a person wears, from head to toe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Color, Material, Surface
from ..mesh import Mesh
from ..palette import blend, hexadecimal, varied
from ..recipes import Fabric
from .bags import backpack, handbag
from .base import base
from .body import Body
from .clothes import Cut, Legs, Skirt, Upper, make, mesh_of, pattern
from .coarse import coarse
from .garments import Cloth, Field, cut, drape, hemmed
from .sheet import Index, Sheet
from .shoes import SOLE_M, shoe
from .wardrobe import (
    BOOT_COLORS,
    LOWER_COLORS,
    LOWERS,
    SHOE_COLORS,
    UPPERS,
    colors,
    lower_shares,
    upper_shares,
)
from .workwear import gloves, leather_color, vest

__all__ = ["Array", "Dress", "Outfit", "cloth_of", "cloth_vertices", "dress"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Outfit:
    """Clothes on a body.

    Attributes:
        pieces: each with its material.
        hidden: of each vertex of the base mesh, whether clothes cover it with room to spare: faces
            all of whose corners are hidden need not be made.
        sole_m: how far the soles reach below the feet.
        warmth: that it is for, 0 winter to 1 summer.
    """

    pieces: tuple[tuple[Mesh, Material], ...]
    hidden: npt.NDArray[np.bool_]
    sole_m: float
    warmth: float


Dress = Literal["street", "astride", "motorcycle", "roadworks"]
_UPPERS_FOR: dict[Dress, tuple[str, ...]] = {
    "street": (),
    "astride": ("t_shirt", "shirt", "pullover", "jacket", "down_jacket"),
    "motorcycle": ("jacket",),
    "roadworks": ("t_shirt", "pullover", "shirt"),
}
"""What is worn on what occasion; empty: anything."""
_LOWERS_FOR: dict[Dress, tuple[str, ...]] = {
    "street": (),
    "astride": ("trousers", "slim", "shorts"),
    "motorcycle": ("trousers", "slim"),
    "roadworks": ("trousers",),
}
_Pattern = Literal["plain", "stripes", "checks"]
_APART_DM = (0.24, 0.42)
"""How far apart the vertices of far people are: of head and hands, and of all else."""
_OPEN = ("jacket", "down_jacket", "coat", "cardigan")
"""Tops with a closing in front."""


def dress(
    body: Body,
    draw: Draw,
    sex: str = "male",
    age: float = 35.0,
    warmth: float | None = None,
    free_hands: bool = False,
    fine: bool = True,
    kind: Dress = "street",
    bags: bool = True,
) -> Outfit:
    """Clothes, shoes and their colours for a body.

    Args:
        body: posed.
        draw: of names ``warmth``, ``upper``, ``lower``, ``shoes`` and colours.
        sex: ``female`` wears skirts at times.
        age: years.
        warmth: 0 winter to 1 summer; None draws it.
        free_hands: whether a bag may hang from a hand.
        fine: False: of large triangles, without closings, for who is far off.
        kind: what it is for: ``astride`` without skirts and coats, in which nobody cycles; ``motorcycle``
            leather, boots and gloves; ``roadworks`` a vest of high visibility.
        bags: whether one may be carried.
    """
    warm = draw.uniform("warmth", 0, 1) if warmth is None else warmth
    upper = draw.choice("upper", _fitting(upper_shares(age, warm), _UPPERS_FOR[kind]))
    lower = draw.choice("lower", _fitting(lower_shares(sex, age, warm), _LOWERS_FOR[kind]))
    tights = cloth_of(body, "helper-tights", fine)
    skirt = cloth_of(body, "helper-skirt", fine)
    rng = draw.rng("folds")
    pieces: list[tuple[Mesh, Material]] = []
    hidden = np.zeros(len(body.template), bool)

    def wear(
        cloth: Cloth,
        how: Cut,
        material: Material,
        across: bool = False,
        covers: bool = True,
        seam: Material | None = None,
    ) -> Cloth:
        piece = make(cloth, how, rng, fine)
        pieces.append((mesh_of(piece, pattern(piece, across)), material))
        if seam is not None and fine:
            closing = cut(piece, _closing)
            closing = hemmed(drape(closing, 0.003, 0.002, 0), 0.004)
            pieces.append((mesh_of(closing, pattern(closing, across)), seam))
        if covers:
            np.logical_or(hidden, _covered(how.field), out=hidden)
        return piece

    lower_color = _color(draw, "lower_color", LOWER_COLORS)
    if lower == "skirt":
        hem = _to_5_mm(draw.uniform("skirt_hem", -4.6, -2.6))
        # Tights below it: whatever the pose, nothing shows under a skirt.
        under = Surface(base_color=varied(draw, "tights", hexadecimal("2b2a2d")), roughness=0.75)
        wear(tights, Cut(Legs(1.2, -7.5), (0.002, 0.002), 0.0015, 0, 0.0), under)
        wear(
            skirt,
            Cut(Skirt(hem), (0.006, 0.012), 0.006, 3, 0.006, hang=0.6),
            _fabric(lower_color, draw, "lower_cloth"),
            covers=False,
        )
    else:
        wear(tights, LOWERS[lower], _fabric(lower_color, draw, "lower_cloth", plain=True, denim=True))
    upper_color = _color(draw, "upper_color", colors(age))
    across = draw.chance("stripes_across", 0.6)
    if kind == "motorcycle":
        upper_color = varied(draw, "leather", hexadecimal(leather_color(draw)), 0.4)
        material: Material = Surface(base_color=upper_color, roughness=0.42)
    elif upper in _OPEN:
        material = (
            Surface(base_color=upper_color, roughness=0.5)
            if upper == "down_jacket"
            else _fabric(upper_color, draw, "upper_cloth", plain=upper != "cardigan")
        )
    else:
        material = _fabric(upper_color, draw, "upper_cloth")
    seam: Material | None = None
    if upper in _OPEN:
        seam = Surface(base_color=blend(upper_color, hexadecimal("17171a"), 0.55), roughness=0.45)
    elif upper == "shirt":
        seam = material
    if upper == "cardigan":
        shirt = _fabric(_color(draw, "shirt_color", colors(age)), draw, "shirt_cloth")
        wear(tights, Cut(Upper(1.2, 0.3, 5.62), (0.004, 0.006), 0.003, 4, 0.0), shirt)
    top_layer = wear(tights, UPPERS[upper], material, across, seam=seam)
    if upper == "coat":
        hem = _to_5_mm(draw.uniform("coat_hem", -4.4, -2.2))
        long = Cut(Skirt(hem, 1.5), (0.022, 0.026), 0.018, 5, 0.006, 0.01, hang=0.85)
        tails = wear(skirt, long, material, covers=False)
        belt = hemmed(drape(cut(tails, _belt), 0.004, 0.003, 0), 0.004)
        pieces.append((mesh_of(belt, pattern(belt, False)), material))

    if kind == "roadworks":
        pieces += vest(top_layer, draw.scope("vest"))
    rugged = kind in ("motorcycle", "roadworks")
    boots = draw.chance("boots", 1.0 if rugged else (0.1 if age < 14 else 0.25) * (1 - warm))
    shoe_color = _color(draw, "shoes", BOOT_COLORS if boots else SHOE_COLORS)
    trainers = not boots and draw.chance("trainers", 0.95 if age < 14 else 0.6)
    leather = Surface(base_color=shoe_color, roughness=0.6 if trainers else 0.38)
    rubber = Surface(
        base_color=hexadecimal("d8d6d0")
        if trainers and draw.chance("white_sole", 0.6)
        else hexadecimal("262627"),
        roughness=0.75,
    )
    top = -6.4 if boots else -7.35
    for side in (1, -1):
        leg, sole = shoe(tights, side, top, 0.007, fine)
        pieces += [
            (mesh_of(leg, pattern(leg, False)), leather),
            (mesh_of(sole, pattern(sole, False)), rubber),
        ]
    hidden |= body.template[:, 1] < top - 0.1
    if lower == "shorts" and not boots:
        sock = Surface(
            base_color=hexadecimal("d4d3cf") if draw.chance("white_socks", 0.6) else hexadecimal("2a2a2c"),
            roughness=0.95,
        )
        wear(
            tights,
            Cut(_sock, (0.003, 0.003), 0.002, 0, 0.0, 0.003),
            sock,
        )
    if kind == "motorcycle" and fine:
        pieces += gloves(cloth_of(body, "body"))
    if draw.chance("backpack", 0.25 if age < 20 else 0.1) and bags and kind != "roadworks":
        pieces += backpack(top_layer, draw.scope("bag"), fine)
    elif free_hands and age > 15 and draw.chance("handbag", 0.25 if sex == "female" else 0.1):
        pieces += handbag(cloth_of(body, "body"), draw.scope("bag"), fine)
    return Outfit(tuple(pieces), hidden, SOLE_M, warm)


def _fitting(shares: Mapping[str, float], allowed: tuple[str, ...]) -> dict[str, float]:
    """The shares of what is allowed, all of them if nothing is named; never of nothing at all."""
    found = {name: share for name, share in shares.items() if not allowed or name in allowed}
    return found if sum(found.values()) > 0 else dict.fromkeys(found, 1.0)


def _color(draw: Draw, name: str, palette: Mapping[str, tuple[str, float]]) -> Color:
    chosen = draw.choice(name, {key: share for key, (_, share) in palette.items()})
    return varied(draw, name, hexadecimal(palette[chosen][0]), 0.6)


def _fabric(color: Color, draw: Draw, name: str, plain: bool = False, denim: bool = False) -> Fabric:
    inner = draw.scope(name)
    shares: dict[_Pattern, float] = {"plain": 7.0, "stripes": 1.2, "checks": 0.6}
    look: _Pattern = "plain" if plain else inner.choice("pattern", shares)
    light = sum(color) / 3 > 0.45
    second = hexadecimal("2c3245") if light else hexadecimal("cfccc4")
    return Fabric(
        color=color, second_color=second if look != "plain" else blend(color, (1.0, 1.0, 1.0), 0.15),
        pattern=look, pattern_m=inner.log_uniform("pattern_m", 0.015, 0.08),
        weave="twill" if denim else "plain",
        thread_m=0.001, slub=inner.uniform("slub", 0.1, 0.6), fuzz=inner.uniform("fuzz", 0.05, 0.35),
        wrinkles=inner.uniform("wrinkles", 0.1, 0.5), uv_m=(1.0, 1.0), wear=0.0,
        seed=inner.uniform("seed", 0, 100),
    )  # fmt: skip


def cloth_of(body: Body, group: str, fine: bool = True) -> Cloth:
    """A group of the base mesh, as cloth that lies on the body; not ``fine``: of a third of its vertices."""
    sheet, used = _sheet_of(group, fine)
    return Cloth(sheet, body.points[used])


def cloth_vertices(group: str, fine: bool = True) -> Index:
    """Which vertices of the base mesh :func:`cloth_of` takes."""
    return _sheet_of(group, fine)[1]


@lru_cache(maxsize=32)
def _sheet_of(group: str, fine: bool) -> tuple[Sheet, Index]:
    mesh = base()
    used, index = np.unique(mesh.quads[group], return_inverse=True)
    q, template = index.reshape(-1, 4), mesh.template[used]
    triangles = np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]])
    if not fine:
        # Heads and hands are small, and are looked at.
        small = (template[:, 1] > 6.0) | (np.abs(template[:, 0]) > 4.2)
        chosen, triangles = coarse(template, triangles, np.where(small, _APART_DM[0], _APART_DM[1]))
        used, triangles = used[chosen], np.searchsorted(chosen, triangles)
        template = template[chosen]
    return Sheet(template, triangles), used.astype(np.int64)


@lru_cache(maxsize=1)
def _everywhere() -> Sheet:
    """The template, to ask for a field's values on all of it."""
    return Sheet(base().template, np.zeros((0, 3), np.int64))


def _covered(field: Field) -> npt.NDArray[np.bool_]:
    """Which vertices of the base mesh lie well within a garment."""
    sheet = _everywhere()
    return sheet.once(("covered", field), lambda: np.asarray(field(sheet.template) > 0.3))


def _closing(t: Array) -> Array:
    return np.where(t[:, 2] > 0.3, 0.11 - np.abs(t[:, 0]), -1.0)


def _belt(t: Array) -> Array:
    return np.asarray(0.16 - np.abs(t[:, 1] - 1.2))


def _sock(t: Array) -> Array:
    return np.asarray(np.minimum(-6.9 - t[:, 1], t[:, 1] + 7.6))


def _to_5_mm(height_dm: float) -> float:
    """Hems are drawn at steps, so that their cuts can be shared."""
    return round(height_dm / 0.05) * 0.05
