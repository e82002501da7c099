"""What turns on a vehicle: pieces that know their axle, and which vertices of a whole mesh they become."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from .mesh import Mesh

__all__ = ["Spin", "SpinKind", "Spinning", "moved_spins", "spinning", "spins_of"]

Point = tuple[float, float, float]
SpinKind = Literal["wheel", "crank", "pedal"]
"""A pedal goes round with the cranks and stays level."""


@dataclass(frozen=True, eq=False)
class Spinning(Mesh):
    """A piece of a vehicle that turns about an axle: wherever it is moved, the axle goes with it.

    Attributes:
        kind: of the piece.
        middle_m: on the axle, in the middle of the piece.
        axis: along the axle; turning about it to the right goes forwards.
        radius_m: how far the vehicle goes by a turn of one radian: a wheel's tread, or the gear of a crank.
    """

    kind: SpinKind = "wheel"
    middle_m: Point = (0.0, 0.0, 0.0)
    axis: Point = (0.0, 1.0, 0.0)
    radius_m: float = 1.0

    def transformed(self, matrix: npt.ArrayLike) -> Spinning:
        """The piece with a rigid (4, 4) matrix applied; a mirrored wheel still rolls forwards."""
        m = np.asarray(matrix, np.float64)
        middle = m[:3, :3] @ self.middle_m + m[:3, 3]
        axis = np.linalg.det(m[:3, :3]) * m[:3, :3] @ self.axis
        return replace(super().transformed(m), middle_m=_point(middle), axis=_point(axis))


@dataclass(frozen=True)
class Spin:
    """The same of a model's mesh.

    Attributes:
        kind: of the piece.
        first, last: its vertices, the last one excluded.
        middle_m, axis, radius_m: as of the piece.
    """

    kind: SpinKind
    first: int
    last: int
    middle_m: Point
    axis: Point
    radius_m: float


def spinning(mesh: Mesh, kind: SpinKind, radius_m: float, middle_m: npt.ArrayLike = (0, 0, 0)) -> Spinning:
    """A mesh that turns about an axle along y."""
    m = mesh
    return Spinning(
        m.vertices, m.triangles, m.uv, m.part, m.sharp_angle_deg, kind, _point(middle_m), radius_m=radius_m
    )


def spins_of(pieces: Iterable[Mesh]) -> tuple[Spin, ...]:
    """What turns of the mesh that ``join`` makes of the pieces; what is joined on behind changes nothing."""
    found, first = [], 0
    for piece in pieces:
        last = first + len(piece.vertices)
        if isinstance(piece, Spinning):
            found.append(Spin(piece.kind, first, last, piece.middle_m, piece.axis, piece.radius_m))
        first = last
    return tuple(found)


def moved_spins(spins: Iterable[Spin], by_m: npt.ArrayLike) -> tuple[Spin, ...]:
    """The same of a mesh that was moved."""
    return tuple(replace(spin, middle_m=_point(np.add(spin.middle_m, by_m))) for spin in spins)


def _point(place: npt.ArrayLike) -> Point:
    x, y, z = (float(v) for v in np.asarray(place))
    return (x, y, z)
