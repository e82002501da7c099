"""Leaves, needles, blades and petals that are meshes: one material for thousands of them."""

from __future__ import annotations

from dataclasses import dataclass

from ...draw import Draw
from ..material import Color
from ..palette import hexadecimal, varied
from .procedural import Procedural, seed

__all__ = ["Foliage", "foliage"]

_TONES = {"fresh": ("6d8a3c", "87a04e"), "green": ("4d6530", "66793c"), "turning": ("a8923a", "8a5a30")}


@dataclass(frozen=True, eq=False, kw_only=True)
class Foliage(Procedural):
    """The leaves of a plant, opaque to rays and translucent to light.

    Each leaf is known by its texture coordinates, the same at all its corners: u is a random number of
    its own, v says how far out in the light it grew (0 in the shade of the crown, 1 at its skin).

    Attributes:
        color: reflectance of most leaves.
        second: reflectance of the others: fresh, dry, or turning in autumn.
        share: of leaves that are of the second colour, about.
        variation: how far plants differ that share a mesh, by where they stand: 0 not at all.
        translucency: share of light that goes through.
        green: 1 what goes through has lost its blue, as in leaves; 0 it keeps its colour, as in petals.
        roughness: 0.3 waxy to 0.8 hairy.
        snow: 0 none to 1 white wherever the surface faces up.
    """

    color: Color = (0.29, 0.39, 0.18)
    second: Color = (0.42, 0.49, 0.22)
    share: float = 0.25
    variation: float = 0.5
    translucency: float = 0.35
    green: float = 1.0
    roughness: float = 0.5
    snow: float = 0.0


def foliage(draw: Draw, tone: str | None = None) -> Foliage:
    """Leaves: ``fresh``, ``green`` or ``turning``."""
    main, second = _TONES[
        draw.choice("tone", {"fresh": 1, "green": 3, "turning": 1}) if tone is None else tone
    ]
    return Foliage(
        color=varied(draw, "color", hexadecimal(main)),
        second=varied(draw, "second", hexadecimal(second)),
        share=draw.uniform("share", 0.1, 0.4),
        translucency=draw.uniform("translucency", 0.25, 0.42),
        roughness=draw.uniform("roughness", 0.4, 0.6),
        seed=seed(draw),
    )
