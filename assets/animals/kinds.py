"""Animals that one meets on a street: dogs of several breeds, cats, and deer on a country road."""

from __future__ import annotations

from typing import Any, Literal, get_args

from ...draw import Draw
from ..material import Color, Material, Surface
from ..model import Model
from ..palette import hexadecimal, varied
from ..recipes.skin import Fur
from .quadruped import Gait, Quadruped

__all__ = ["Breed", "animal", "cat", "deer", "dog"]

Breed = Literal["retriever", "shepherd", "terrier", "dachshund", "husky", "mongrel"]

_BREEDS: dict[str, dict[str, Any]] = {
    "retriever": {
        "height_m": 0.57,
        "length_m": 0.64,
        "chest_m": 0.26,
        "neck_m": 0.20,
        "neck_deg": 48,
        "skull_m": 0.092,
        "muzzle_m": 0.178,
        "muzzle_thick": 0.62,
        "ear_m": 0.12,
        "tail_m": 0.36,
        "tail_thick_m": 0.03,
        "tail_deg": 60,
        "leg_m": 0.024,
        "fluffy_m": 0.012,
    },
    "shepherd": {
        "height_m": 0.62,
        "length_m": 0.70,
        "chest_m": 0.27,
        "neck_m": 0.22,
        "neck_deg": 50,
        "skull_m": 0.09,
        "muzzle_m": 0.205,
        "muzzle_thick": 0.52,
        "ears": "prick",
        "ear_m": 0.13,
        "tail_m": 0.40,
        "tail_thick_m": 0.032,
        "tail_deg": 22,
        "leg_m": 0.024,
        "fluffy_m": 0.012,
    },
    "terrier": {
        "height_m": 0.34,
        "length_m": 0.38,
        "chest_m": 0.165,
        "neck_m": 0.13,
        "neck_deg": 55,
        "skull_m": 0.065,
        "muzzle_m": 0.121,
        "muzzle_thick": 0.52,
        "ears": "drop",
        "ear_m": 0.068,
        "tail_m": 0.14,
        "tail_thick_m": 0.012,
        "tail_deg": 130,
        "leg_m": 0.017,
        "waist": 0.8,
    },
    "dachshund": {
        "height_m": 0.24,
        "length_m": 0.50,
        "chest_m": 0.17,
        "neck_m": 0.13,
        "neck_deg": 45,
        "skull_m": 0.062,
        "muzzle_m": 0.146,
        "muzzle_thick": 0.52,
        "ear_m": 0.10,
        "tail_m": 0.24,
        "tail_thick_m": 0.013,
        "tail_deg": 60,
        "leg_m": 0.018,
        "waist": 0.85,
    },
    "husky": {
        "height_m": 0.56,
        "length_m": 0.61,
        "chest_m": 0.255,
        "neck_m": 0.19,
        "neck_deg": 52,
        "skull_m": 0.092,
        "muzzle_m": 0.178,
        "muzzle_thick": 0.54,
        "ears": "prick",
        "ear_m": 0.10,
        "tail_m": 0.40,
        "tail_thick_m": 0.045,
        "tail_deg": 125,
        "leg_m": 0.024,
        "fluffy_m": 0.018,
    },
    "mongrel": {
        "height_m": 0.46,
        "length_m": 0.52,
        "chest_m": 0.21,
        "neck_m": 0.17,
        "neck_deg": 50,
        "skull_m": 0.076,
        "muzzle_m": 0.157,
        "muzzle_thick": 0.56,
        "ear_m": 0.085,
        "tail_m": 0.30,
        "tail_thick_m": 0.019,
        "tail_deg": 95,
        "leg_m": 0.020,
    },
}
# Main colour, that of pale places, that of dark ones.
_COATS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "retriever": (
        ("bd9c70", "d9bd8d", "b98f58"),
        ("dcc9a3", "e3d5b8", "d3bd93"),
        ("2a2725", "2e2a28", "232120"),
        ("5a3a26", "65432d", "4a3020"),
    ),
    "shepherd": (("8f6d4c", "a98a66", "231f1d"), ("755b44", "a3825c", "1f1c1b")),
    "terrier": (
        ("dedad2", "e2ded7", "b07c4a"),
        ("b58a5a", "cfa878", "4a4440"),
        ("8a8580", "a8a39c", "5a5652"),
    ),
    "dachshund": (("7a4d33", "8a5f42", "6d3d20"), ("2a2522", "96603a", "231f1d")),
    "husky": (("8d8f92", "dcdad6", "4a4b4e"), ("3a3a3d", "dcdad6", "2a2a2c")),
    "mongrel": (
        ("9c7d5a", "c9a678", "5a4530"),
        ("2c2927", "d5d0c8", "242120"),
        ("7c6048", "8f735a", "4a3a2c"),
        ("d3c8b6", "dbd2c3", "8a6a48"),
    ),
}
_CATS = (
    ("8b7f70", "b3a898", "4f473e"),
    ("b5793f", "d0a06c", "8f5a2c"),
    ("2a2726", "2d2a29", "222020"),
    ("8f9194", "a9abad", "75777a"),
    ("dcd8d0", "e0dcd5", "6a6055"),
)
_NOSE = Surface(base_color=(0.07, 0.06, 0.06), roughness=0.3, coat=0.4)
_EYE = Surface(base_color=(0.05, 0.035, 0.025), roughness=0.08, coat=1.0)
_HORN = Surface(base_color=hexadecimal("4a3c30"), roughness=0.6)


def dog(
    draw: Draw, breed: Breed | None = None, gait: Gait | None = None, phase: float | None = None
) -> Model:
    """A dog on z = 0, facing +x, of COCO's category ``dog``.

    Args:
        draw: of names ``breed``, ``size``, ``gait``, ``phase``, ``coat`` and ``head_deg``.
        breed: by its proportions; None draws it.
        gait: None draws it.
        phase: of its stride, 0 to 1; None draws one of twelve, so that meshes are shared.
    """
    chosen: Breed = draw.choice("breed", get_args(Breed) if breed is None else (breed,))
    return animal(draw, f"{chosen}", "dog", _BREEDS[chosen], _COATS[chosen], gait, phase)


def cat(draw: Draw, gait: Gait | None = None, phase: float | None = None) -> Model:
    """A cat; arguments as for :func:`dog`."""
    body = {
        "height_m": 0.25,
        "length_m": 0.32,
        "chest_m": 0.125,
        "neck_m": 0.07,
        "neck_deg": 38,
        "skull_m": 0.056,
        "muzzle_m": 0.067,
        "muzzle_thick": 0.55,
        "ears": "prick",
        "ear_m": 0.05,
        "tail_m": 0.28,
        "tail_thick_m": 0.014,
        "tail_deg": 80,
        "leg_m": 0.013,
        "waist": 0.92,
        "slim": 0.85,
    }
    return animal(draw, "cat", "cat", body, _CATS, gait, phase)


def deer(draw: Draw, gait: Gait | None = None, phase: float | None = None) -> Model:
    """A roe deer, for which COCO has no category: it is labelled by none, and named ``deer``."""
    body = {
        "height_m": 0.74,
        "length_m": 0.86,
        "chest_m": 0.29,
        "slim": 0.66,
        "waist": 0.85,
        "neck_m": 0.36,
        "neck_deg": 58,
        "skull_m": 0.087,
        "muzzle_m": 0.205,
        "muzzle_thick": 0.5,
        "ears": "leaf",
        "ear_m": 0.15,
        "tail_m": 0.08,
        "tail_thick_m": 0.02,
        "tail_deg": 10,
        "leg_m": 0.019,
        "hoofs": True,
        "antlers": draw.chance("antlers", 0.5),
    }
    coats = (("80634c", "b79a7c", "6f4c32"), ("7a6250", "a8988a", "5c4a3c"))
    return animal(draw, "deer", None, body, coats, gait, phase)


def animal(
    draw: Draw,
    name: str,
    category: str | None,
    body: dict[str, Any],
    coats: tuple[tuple[str, str, str], ...],
    gait: Gait | None,
    phase: float | None,
) -> Model:
    """An animal of these proportions, a little larger or smaller, in one of these coats."""
    shares: dict[Gait, float] = {"standing": 0.3, "walking": 0.5, "trotting": 0.2}
    if category is not None:
        shares["sitting"] = 0.12
    chosen: Gait = draw.choice("gait", shares if gait is None else {gait: 1.0})
    # At steps, so that a dog in another picture has the same mesh, which is built once a process.
    size = 0.88 + 0.06 * draw.integer("size", 0, 4)
    step = draw.integer("phase", 0, 11) / 12 if phase is None else phase
    turned = 12.0 * draw.integer("head_deg", -3, 3)
    scaled = {key: value * size if key.endswith("_m") else value for key, value in body.items()}
    built = Quadruped(**scaled, gait=chosen, phase=step, head_deg=turned)
    look = draw.choice("coat", tuple(range(len(coats))))
    colors = [varied(draw, f"coat_{n}", hexadecimal(code), 0.3) for n, code in enumerate(coats[look])]
    materials: tuple[Material, ...] = (_fur(draw, colors, built.fluffy_m), _NOSE, _EYE, _HORN)
    return Model(
        name=name,
        mesh=built.mesh(),
        materials=materials,
        category=category,
        attributes={"kind": name, "gait": chosen},
        density_kg_m3=1000.0,
    )


def _fur(draw: Draw, colors: list[Color], fluffy_m: float) -> Fur:
    main, pale, dark = colors
    return Fur(color=main, pale=pale, dark=dark, length_m=0.012 + fluffy_m, seed=draw.uniform("seed", 0, 100))
