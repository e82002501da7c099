"""Few materials for many buildings: each shader that a frame holds costs time to set up."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import fields, replace

from ...assets.material import Material
from ...assets.model import Model

__all__ = ["Finishes"]

_OF_A_KIND = 9


class Finishes:
    """The materials of one street's houses: when there are enough of a kind, houses share the most alike."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], list[Material]] = defaultdict(list)

    def shared(self, model: Model, near: bool) -> Model:
        """The model in materials that others have, too; what is ``near`` brings more new ones."""
        return replace(model, materials=tuple(self._of(material, near) for material in model.materials))

    def _of(self, material: Material, near: bool) -> Material:
        color = _color(material)
        if color is None:
            return material
        kind = (type(material).__name__, *(getattr(material, name) for name in _words(material)))
        known = self._known[kind]
        if len(known) < (_OF_A_KIND if near else _OF_A_KIND // 3):
            known.append(material)
            return material
        return min(known, key=lambda other: math.dist(color, _color(other) or color))


def _color(material: Material) -> tuple[float, ...] | None:
    color = getattr(material, "color", None)
    return color if isinstance(color, tuple) else None


def _words(material: Material) -> list[str]:
    """Fields that say what it is: texts and switches."""
    return [f.name for f in fields(material) if isinstance(getattr(material, f.name), str | bool)]
