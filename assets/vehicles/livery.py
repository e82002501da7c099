"""Paint in several colours: bands, chequers and doors, cut into a body along planes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from ..material import Material
from ..mesh import Mesh
from ..model import Model

__all__ = ["cut", "painted"]

Points = npt.NDArray[np.float64]


def cut(mesh: Mesh, axis: int, at_m: float) -> Mesh:
    """The same surface with every triangle split that crosses a plane.

    Args:
        mesh: of any shape; texture coordinates are kept.
        axis: 0, 1 or 2: what the plane is square to.
        at_m: where it is.
    """
    away = mesh.vertices[:, axis].astype(np.float64) - at_m
    away[np.abs(away) < 1e-5] = 0.0
    side = np.sign(away)[mesh.triangles]
    crossing = (side.min(axis=1) < 0) & (side.max(axis=1) > 0)
    if not crossing.any():
        return mesh
    triangles, side = mesh.triangles[crossing], side[crossing]
    # The corner that has its side of the plane to itself comes first; one on the plane counts as below.
    below = side <= 0
    lone = np.where(below.sum(axis=1) == 1, np.argmax(below, axis=1), np.argmax(~below, axis=1))
    order = (lone[:, None] + np.arange(3)) % 3
    corner = np.take_along_axis(triangles, order, axis=1)
    a, b, c = corner.T
    share_b, share_c = away[a] / (away[a] - away[b]), away[a] / (away[a] - away[c])
    edges = np.sort(np.concatenate([np.stack([a, b], 1), np.stack([a, c], 1)]), axis=1)
    _, first, number = np.unique(edges, axis=0, return_index=True, return_inverse=True)
    start = np.concatenate([a, a])[first]
    end = np.concatenate([b, c])[first]
    share = np.concatenate([share_b, share_c])[first][:, None]
    points = mesh.vertices[start] * (1 - share) + mesh.vertices[end] * share
    p, q = (len(mesh.vertices) + number.reshape(-1)).reshape(2, -1)
    split = np.concatenate([np.stack([a, p, q], 1), np.stack([p, b, c], 1), np.stack([p, c, q], 1)])
    uv = None
    if mesh.uv is not None:
        ua, ub, uc = np.take_along_axis(mesh.uv[crossing], order[..., None], axis=1).transpose(1, 0, 2)
        up, uq = ua + (ub - ua) * share_b[:, None], ua + (uc - ua) * share_c[:, None]
        new = np.concatenate(
            [np.stack([ua, up, uq], 1), np.stack([up, ub, uc], 1), np.stack([up, uc, uq], 1)]
        )
        uv = np.concatenate([mesh.uv[~crossing], new]).astype(np.float32)
    return Mesh(
        np.concatenate([mesh.vertices, points]).astype(np.float32),
        np.concatenate([mesh.triangles[~crossing], split]).astype(np.int32),
        uv,
        np.concatenate([mesh.part_ids[~crossing], np.tile(mesh.part_ids[crossing], 3)]),
        mesh.sharp_angle_deg,
    )


def painted(
    model: Model,
    part: int,
    planes: Iterable[tuple[int, float]],
    paints: tuple[Material, ...],
    which: Callable[[Points, Points], npt.NDArray[np.int64]],
) -> Model:
    """A model, one of whose parts is painted in more colours.

    Args:
        model: to paint.
        part: of it.
        planes: pairs of axis and place, where colours meet.
        paints: that are added.
        which: of middles and unit normals of the part's triangles, (n, 3) each: the number of each one's
            paint, -1 for what stays as it is.
    """
    own = model.mesh.part_ids == part
    body = replace(
        model.mesh,
        triangles=model.mesh.triangles[own],
        part=model.mesh.part_ids[own],
        uv=None if model.mesh.uv is None else model.mesh.uv[own],
    )
    for axis, at in planes:
        body = cut(body, axis, at)
    corners = body.vertices[body.triangles].astype(np.float64)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    chosen = np.asarray(which(corners.mean(axis=1), normal))
    number = np.where(chosen < 0, part, len(model.materials) + chosen).astype(np.int32)
    rest = model.mesh
    uv = None if rest.uv is None or body.uv is None else np.concatenate([rest.uv[~own], body.uv])
    mesh = Mesh(
        body.vertices,
        np.concatenate([rest.triangles[~own], body.triangles]),
        uv,
        np.concatenate([rest.part_ids[~own], number]),
        rest.sharp_angle_deg,
    )
    return replace(model, mesh=mesh, materials=(*model.materials, *paints))
