"""What a person wears, from head to toe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Color, Material, Surface
from ..mesh import Mesh
from ..palette import blend, hexadecimal, varied
from ..recipes import Fabric
from .clothes import Cut, legs_field, make, pattern, skirt_field, upper_field
from .garments import Cloth, cut, drape, hemmed
from .shoes import SOLE_M, shoe

__all__ = ["Array", "Outfit", "Wearer", "cloth_of", "dress", "mesh_of", "sole_height_m"]

Array = npt.NDArray[np.float64]


class Wearer(Protocol):
    """What clothes need to know of a body, on the whole base mesh with its helpers."""

    @property
    def template(self) -> Array:
        """Before shape and pose, (19158, 3), decimetres, y up, facing +z."""

    @property
    def points(self) -> Array:
        """Posed, (19158, 3), metres, z up."""

    @property
    def quads(self) -> Mapping[str, npt.NDArray[np.int32]]:
        """Faces by group of the base mesh: ``body``, ``helper-tights``, ``helper-skirt``, …; each (m, 4)."""


@dataclass(frozen=True, eq=False)
class Outfit:
    """Clothes on a body.

    Attributes:
        pieces: each with its material.
        hidden: of each vertex of the base mesh, whether clothes cover it with room to spare: faces
            all of whose corners are hidden need not be made.
        sole_m: how far the soles reach below the feet.
    """

    pieces: tuple[tuple[Mesh, Material], ...]
    hidden: npt.NDArray[np.bool_]
    sole_m: float


def sole_height_m() -> float:
    """How far every shoe's sole reaches below the skin of the foot."""
    return SOLE_M


# What people really wear: mostly black, navy, grey, white, beige and denim.
_UPPER = {
    "black": ("242426", 5.0), "white": ("dcdad4", 4.0), "navy": ("2a3348", 4.0), "grey": ("85868a", 3.5),
    "charcoal": ("434448", 3.0), "beige": ("bfae92", 2.0), "sky": ("93aabf", 1.5), "olive": ("5c5d45", 1.5),
    "burgundy": ("5f2a33", 1.0), "red": ("96302f", 1.0), "blue": ("335a94", 1.5), "green": ("3c6550", 0.8),
    "mustard": ("b68f43", 0.6), "blush": ("c9a29a", 1.0), "brown": ("5f4736", 1.0),
}  # fmt: skip
_LOWER = {
    "denim": ("43546f", 5.0), "dark_denim": ("2c384c", 4.0), "light_denim": ("7f94ac", 1.5),
    "black": ("252527", 5.0), "charcoal": ("444549", 2.5), "navy": ("2a3246", 2.0), "khaki": ("9b8a6b", 2.0),
    "grey": ("828388", 1.5), "olive": ("5a5a44", 1.0), "brown": ("5b4637", 0.7),
}  # fmt: skip
_SHOES = {
    "black": ("232325", 4.0), "white": ("dddbd6", 3.0), "brown": ("5a4030", 2.0), "grey": ("7c7d80", 1.5),
    "navy": ("2b344a", 1.0), "red": ("92332f", 0.3),
}  # fmt: skip

_BOOTS = {"black": ("232325", 4.0), "brown": ("5a4030", 2.0), "tan": ("8a6544", 0.7)}

_Pattern = Literal["plain", "stripes", "checks"]

_UPPERS = {
    "t_shirt": Cut(upper_field(1.7, -0.2, 5.62), (0.008, 0.020), 0.007, 8, 0.006, hang=0.8),
    "shirt": Cut(upper_field(4.25, -0.3, 5.8), (0.008, 0.018), 0.007, 8, 0.008, hang=0.8),
    "pullover": Cut(upper_field(4.35, 0.0, 5.68), (0.014, 0.020), 0.010, 10, 0.009, 0.010, hang=0.6),
    "jacket": Cut(upper_field(4.45, -0.1, 5.95), (0.018, 0.026), 0.012, 12, 0.009, 0.012, hang=0.9),
    "down_jacket": Cut(upper_field(4.45, 0.15, 6.0), (0.032, 0.038), 0.016, 8, 0.006, 0.02, 0.012, hang=0.95),
    "coat": Cut(upper_field(4.45, 0.2, 5.9), (0.020, 0.028), 0.014, 12, 0.007, 0.010, hang=0.85),
}
_LOWERS = {
    "trousers": Cut(legs_field(1.25, -7.75), (0.005, 0.020), 0.004, 5, 0.010),
    "slim": Cut(legs_field(1.25, -7.45), (0.004, 0.008), 0.003, 3, 0.006),
    "shorts": Cut(legs_field(1.25, -3.3), (0.005, 0.022), 0.004, 6, 0.008),
}


def dress(body: Wearer, draw: Draw, sex: str = "male", warmth: float | None = None) -> Outfit:
    """Clothes, shoes and their colours for a body.

    Args:
        body: posed.
        draw: of names ``warmth``, ``upper``, ``lower``, ``shoes`` and colours.
        sex: ``female`` wears skirts at times.
        warmth: 0 winter to 1 summer; None draws it.
    """
    warm = draw.uniform("warmth", 0, 1) if warmth is None else warmth
    upper = draw.choice("upper", _upper_shares(warm))
    skirts = 0.18 if sex == "female" else 0.0
    lower = draw.choice(
        "lower", {"trousers": 0.55, "slim": 0.35, "shorts": 0.5 * max(0.0, warm - 0.5), "skirt": skirts}
    )
    tights = cloth_of(body, "helper-tights")
    skirt = cloth_of(body, "helper-skirt")
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
    ) -> None:
        piece = make(cloth, how, rng)
        pieces.append((mesh_of(piece, pattern(piece, across)), material))
        if seam is not None:
            closing = cut(piece, lambda t: np.where(t[:, 2] > 0.3, 0.11 - np.abs(t[:, 0]), -1.0))
            closing = hemmed(drape(closing, 0.003, 0.002, 0), 0.004)
            pieces.append((mesh_of(closing, pattern(closing, across)), seam))
        if covers:
            np.logical_or(hidden, how.field(body.template) > 0.3, out=hidden)

    lower_color = _color(draw, "lower_color", _LOWER)
    if lower == "skirt":
        hem = draw.uniform("skirt_hem", -4.6, -2.6)
        # Tights below it: whatever the pose, nothing shows under a skirt.
        under = Surface(base_color=varied(draw, "tights", hexadecimal("2b2a2d")), roughness=0.75)
        wear(tights, Cut(legs_field(1.2, -7.5), (0.002, 0.002), 0.0015, 0, 0.0), under)
        wear(
            skirt,
            Cut(skirt_field(hem), (0.006, 0.012), 0.006, 3, 0.006),
            _fabric(lower_color, draw, "lower_cloth"),
            covers=False,
        )
    else:
        wear(tights, _LOWERS[lower], _fabric(lower_color, draw, "lower_cloth", plain=True, denim=True))
    upper_color = _color(draw, "upper_color", _UPPER)
    across = draw.chance("stripes_across", 0.6)
    if upper in ("jacket", "down_jacket", "coat"):
        material: Material = (
            Surface(base_color=upper_color, roughness=0.5)
            if upper == "down_jacket"
            else _fabric(upper_color, draw, "upper_cloth", plain=True)
        )
    else:
        material = _fabric(upper_color, draw, "upper_cloth")
    seam: Material | None = None
    if upper in ("jacket", "down_jacket", "coat"):
        seam = Surface(base_color=blend(upper_color, hexadecimal("17171a"), 0.55), roughness=0.45)
    elif upper == "shirt":
        seam = material
    wear(tights, _UPPERS[upper], material, across, seam=seam)
    if upper == "coat":
        hem = draw.uniform("coat_hem", -4.4, -2.2)
        wear(skirt, Cut(skirt_field(hem), (0.022, 0.026), 0.018, 5, 0.006, 0.01), material, covers=False)

    boots = draw.chance("boots", 0.25 * (1 - warm))
    shoe_color = _color(draw, "shoes", _BOOTS if boots else _SHOES)
    trainers = not boots and draw.chance("trainers", 0.6)
    leather = Surface(base_color=shoe_color, roughness=0.6 if trainers else 0.38)
    rubber = Surface(
        base_color=hexadecimal("d8d6d0")
        if trainers and draw.chance("white_sole", 0.6)
        else hexadecimal("262627"),
        roughness=0.75,
    )
    top = -6.4 if boots else -7.35
    for side in (1, -1):
        leg, sole = shoe(tights, side, top, 0.007)
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
            Cut(lambda t: np.minimum(-6.9 - t[:, 1], t[:, 1] + 7.6), (0.003, 0.003), 0.002, 0, 0.0, 0.003),
            sock,
        )
    return Outfit(tuple(pieces), hidden, SOLE_M)


def _upper_shares(warm: float) -> dict[str, float]:
    cold = 1 - warm
    return {
        "t_shirt": 2.5 * warm**2,
        "shirt": 0.4 + 0.6 * warm,
        "pullover": 0.7,
        "jacket": 0.3 + 0.8 * cold,
        "down_jacket": 1.2 * cold**2,
        "coat": 0.9 * cold**2,
    }


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


def cloth_of(body: Wearer, group: str) -> Cloth:
    """A group of the base mesh, as cloth that lies on the body."""
    quads = np.asarray(body.quads[group], np.int64)
    used, index = np.unique(quads, return_inverse=True)
    q = index.reshape(-1, 4)
    data = np.hstack([body.template[used], body.points[used]])
    return Cloth(data, np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]]))


def mesh_of(cloth: Cloth, uv: npt.NDArray[np.float32]) -> Mesh:
    """The finished cloth, with texture coordinates (m, 3, 2)."""
    return Mesh(
        vertices=cloth.points.astype(np.float32), triangles=cloth.triangles.astype(np.int32), uv=uv,
        sharp_angle_deg=60.0,
    )  # fmt: skip
