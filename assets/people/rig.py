"""Posing: a skeleton that follows the shape, and linear blend skinning.

A vertex goes where the weighted mean of its bones' motions takes it, v' = Σ w_b G_b v, with G_b the motion of
bone b from rest (N. Magnenat-Thalmann, R. Laperrière, D. Thalmann, "Joint-dependent local deformations for
hand animation and object grasping", Graphics Interface 1988).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..shapes.vectors import cross, rotation_about
from .base import Array, Base, from_mesh

__all__ = ["Skeleton", "rotation_about", "rotation_between"]


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The bones of one body at rest.

    Attributes:
        names: of the bones, parents before children.
        parents: number of each bone's parent, −1 for the root.
        heads, tails: (n_bones, 3), metres, body's frame: z up, facing +x, left is +y.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    heads: Array
    tails: Array

    @classmethod
    def of(cls, base: Base, vertices: Array) -> Skeleton:
        """The bones within a shaped body, whose ``vertices`` are in metres."""
        numbers = {bone.name: number for number, bone in enumerate(base.bones)}
        return cls(
            names=tuple(numbers),
            parents=tuple(-1 if b.parent is None else numbers[b.parent] for b in base.bones),
            heads=np.stack([from_mesh(vertices, b.head) for b in base.bones]),
            tails=np.stack([from_mesh(vertices, b.tail) for b in base.bones]),
        )

    def number(self, name: str) -> int:
        """Of a bone."""
        return self.names.index(name)

    def direction(self, name: str) -> Array:
        """Unit vector along a bone at rest."""
        along = self.tails[self.number(name)] - self.heads[self.number(name)]
        return np.asarray(along / np.linalg.norm(along))

    def motions(self, turns: Mapping[str, Array], offset_m: npt.ArrayLike = (0.0, 0.0, 0.0)) -> Array:
        """Motion of each bone from rest, (n_bones, 4, 4).

        Args:
            turns: for each bone that turns by itself, a (3, 3) rotation about its head, in the body's
                axes as they are after its parent's motion is undone.
            offset_m: of the root.
        """
        found = np.tile(np.eye(4), (len(self.names), 1, 1))
        for number, (name, parent) in enumerate(zip(self.names, self.parents, strict=True)):
            own = np.eye(4)
            if name in turns:
                own[:3, :3] = turns[name]
                own[:3, 3] = self.heads[number] - turns[name] @ self.heads[number]
            if parent < 0:
                own[:3, 3] += np.asarray(offset_m, np.float64)
                found[number] = own
            else:
                found[number] = found[parent] @ own
        return found

    def skinned(self, base: Base, vertices: Array, motions: Array) -> Array:
        """Vertices, (n, 3), after the bones' ``motions``."""
        blended = (base.weights @ motions.reshape(len(self.names), 16)).reshape(-1, 4, 4)
        return np.asarray(np.einsum("nij,nj->ni", blended[:, :3, :3], vertices) + blended[:, :3, 3])


def rotation_between(start: npt.ArrayLike, end: npt.ArrayLike) -> Array:
    """The smallest (3, 3) rotation that takes one direction to another."""
    a, b = (np.asarray(v, np.float64) / np.linalg.norm(v) for v in (start, end))
    axis = cross(a, b)
    length = np.linalg.norm(axis)
    if length < 1e-9:
        if a @ b > 0:
            return np.eye(3)
        other = np.eye(3)[int(np.argmin(abs(a)))]
        return rotation_about(cross(a, other), 180.0)
    return rotation_about(axis, float(np.degrees(np.arctan2(length, a @ b))))
