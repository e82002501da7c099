"""Cloth on a body: cutting it, letting it hang, and turning its hems in.

A piece of cloth is a :class:`~.sheet.Sheet`, which is the same whoever wears it, and where its vertices are.
Garments are cut on the template (the base mesh before shape and pose: decimetres, y up, facing +z); places on
the posed body are metres, z up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .sheet import Array, Field, Index, Sheet, normals

__all__ = ["Array", "Cloth", "Field", "cut", "drape", "hemmed", "normals", "refined", "similarity"]


@dataclass(frozen=True, eq=False)
class Cloth:
    """A piece of cloth in the making.

    Attributes:
        sheet: where it is cut, and its triangles.
        points: where each vertex is, (n, 3), metres.
    """

    sheet: Sheet
    points: Array

    @property
    def template(self) -> Array:
        """Where each vertex is cut from, (n, 3), decimetres."""
        return self.sheet.template

    @property
    def triangles(self) -> Index:
        """(m, 3), counter-clockwise from outside."""
        return self.sheet.triangles

    @property
    def normals(self) -> Array:
        """Outward unit normal of each vertex."""
        return self.sheet.normals(self.points)

    def moved(self, points: Array) -> Cloth:
        """The same cloth elsewhere."""
        return Cloth(self.sheet, points)


def cut(cloth: Cloth, field: Field) -> Cloth:
    """What of the cloth lies where ``field`` >= 0; the cut is a clean line through the triangles."""
    step = cloth.sheet.cut(field)
    return Cloth(step.sheet, step.points(cloth.points))


def refined(cloth: Cloth) -> Cloth:
    """Each triangle in four."""
    step = cloth.sheet.refined()
    return Cloth(step.sheet, step.points(cloth.points))


def drape(
    cloth: Cloth,
    looseness_m: npt.ArrayLike,
    floor_m: float,
    steps: int,
    relief_m: npt.ArrayLike = 0.0,
    start: Array | None = None,
) -> Cloth:
    """The cloth off the body by ``looseness_m``, smoothed ``steps`` times so that it bridges hollows.

    Args:
        cloth: as it lies on the body.
        looseness_m: (n,) or one number: how far it hangs off the body.
        floor_m: it is nowhere nearer to the body's surface than this.
        steps: of smoothing; ten bridge some 3 cm.
        relief_m: (n,) or one number: folds, added after smoothing.
        start: (n, 3), where it hangs before it is loosened and smoothed; None: on the body.
    """
    outward, mean = cloth.normals, cloth.sheet.mean
    for _ in range(3):  # a body's creases would cross the offset surface
        outward = outward + mean @ outward
        outward /= np.maximum(np.sqrt((outward * outward).sum(axis=1, keepdims=True)), 1e-12)
    loose = np.broadcast_to(np.asarray(looseness_m, np.float64), len(outward))
    points = (cloth.points if start is None else start) + outward * loose[:, None]
    for _ in range(steps):
        # Along the surface hardly at all: seams and stripes would wobble with the size of the triangles.
        move = 0.6 * (mean @ points - points)
        rise = (move * outward).sum(axis=1)[:, None] * outward
        points = points + rise + 0.1 * (move - rise)
        depth = ((points - cloth.points) * outward).sum(axis=1)
        points = points + outward * np.maximum(floor_m - depth, 0)[:, None]
    relief = np.broadcast_to(np.asarray(relief_m, np.float64), len(outward))
    depth = ((points - cloth.points) * outward).sum(axis=1)
    relief = np.maximum(relief, floor_m - depth)
    return cloth.moved(points + cloth.sheet.normals(points) * relief[:, None])


def hemmed(cloth: Cloth, thickness_m: float) -> Cloth:
    """The cloth with its rims turned in by ``thickness_m``: an edge that has a thickness."""
    sheet, ends = cloth.sheet.hemmed()
    inner = cloth.points[ends] - cloth.normals[ends] * thickness_m
    return Cloth(sheet, np.concatenate([cloth.points, inner]))


def similarity(template: Array, points: Array) -> tuple[Array, float, Array, Array]:
    """The similarity that carries template to points (Umeyama, PAMI 13(4), 1991).

    Gives turn (3, 3), scale, and both middles.
    """
    middle, place = template.mean(axis=0), points.mean(axis=0)
    a, b = template - middle, points - place
    u, s, vt = np.linalg.svd(b.T @ a)
    flip = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    turn = (u * flip) @ vt
    return turn, float((s * flip).sum() / (a**2).sum()), middle, place
