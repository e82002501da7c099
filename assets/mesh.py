"""Triangle meshes: the only geometry in Cyclorama, the same for Cycles, Embree and MuJoCo."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

__all__ = ["Mesh", "join"]


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles as they are rendered and as they are labelled: nothing subdivides or displaces later.

    Attributes:
        vertices: float32, shape (n_vertices, 3), metres in the thing's frame, z up. Vertices are
            shared between neighbouring triangles, also across texture seams.
        triangles: int32, shape (n_triangles, 3), counter-clockwise seen from outside.
        uv: float32, shape (n_triangles, 3, 2), texture coordinates of each corner, origin bottom
            left; None without texture coordinates.
        part: int32, shape (n_triangles,), index into the model's materials.
        sharp_angle_deg: shading is smooth across an edge unless its faces meet at more than this.

    Raises:
        ValueError: where shapes or indices do not fit, with the shape that came.
    """

    vertices: npt.NDArray[np.float32]
    triangles: npt.NDArray[np.int32]
    uv: npt.NDArray[np.float32] | None = None
    part: npt.NDArray[np.int32] | None = None
    sharp_angle_deg: float = 35.0

    def __post_init__(self) -> None:
        vertices = np.ascontiguousarray(self.vertices, np.float32)
        triangles = np.ascontiguousarray(self.triangles, np.int32)
        if vertices.ndim != 2 or vertices.shape[1] != 3:
            raise ValueError(f"vertices must have shape (n, 3), got {vertices.shape}")
        if triangles.ndim != 2 or triangles.shape[1] != 3 or len(triangles) == 0:
            raise ValueError(f"triangles must have shape (n > 0, 3), got {triangles.shape}")
        if not np.isfinite(vertices).all():
            raise ValueError("vertices must be finite")
        if triangles.min() < 0 or triangles.max() >= len(vertices):
            raise ValueError(f"triangles index {triangles.max()} of {len(vertices)} vertices")
        part = np.zeros(len(triangles), np.int32) if self.part is None else self.part
        part = np.ascontiguousarray(part, np.int32)
        if part.shape != (len(triangles),):
            raise ValueError(f"part must have shape ({len(triangles)},), got {part.shape}")
        uv = None if self.uv is None else np.ascontiguousarray(self.uv, np.float32)
        if uv is not None and uv.shape != (len(triangles), 3, 2):
            raise ValueError(f"uv must have shape ({len(triangles)}, 3, 2), got {uv.shape}")
        for name, value in (("vertices", vertices), ("triangles", triangles), ("uv", uv), ("part", part)):
            if value is not None:
                value = value.view()
                value.flags.writeable = False
            object.__setattr__(self, name, value)

    @cached_property
    def bounds(self) -> npt.NDArray[np.float64]:
        """Lowest and highest corner, shape (2, 3), metres in the thing's frame."""
        return np.stack([self.vertices.min(axis=0), self.vertices.max(axis=0)]).astype(np.float64)

    @cached_property
    def digest(self) -> str:
        """Content hash, 32 hexadecimal digits: equal meshes have equal digests."""
        content = hashlib.blake2b(digest_size=16)
        for array in (self.vertices, self.triangles, self.uv, self.part):
            content.update(b"-" if array is None else str(array.shape).encode() + array.tobytes())
        content.update(str(self.sharp_angle_deg).encode())
        return content.hexdigest()

    @property
    def part_ids(self) -> npt.NDArray[np.int32]:
        """``part``, which is always an array after construction."""
        assert self.part is not None
        return self.part

    def transformed(self, matrix: npt.ArrayLike) -> Self:
        """The mesh with a (4, 4) affine matrix applied; a mirroring one also turns the triangles."""
        m = np.asarray(matrix, np.float64)
        vertices = self.vertices.astype(np.float64) @ m[:3, :3].T + m[:3, 3]
        if np.linalg.det(m[:3, :3]) >= 0:
            return replace(self, vertices=vertices.astype(np.float32))
        uv = None if self.uv is None else self.uv[:, ::-1]
        return replace(self, vertices=vertices.astype(np.float32), triangles=self.triangles[:, ::-1], uv=uv)


def join(*meshes: Mesh) -> Mesh:
    """One mesh of all; part numbers are kept, so the meshes must share one list of materials."""
    offsets = np.cumsum([0, *(len(m.vertices) for m in meshes[:-1])])
    textured = any(m.uv is not None for m in meshes)
    uvs = [np.zeros((len(m.triangles), 3, 2), np.float32) if m.uv is None else m.uv for m in meshes]
    return Mesh(
        vertices=np.concatenate([m.vertices for m in meshes]),
        triangles=np.concatenate([m.triangles + o for m, o in zip(meshes, offsets, strict=True)]),
        uv=np.concatenate(uvs) if textured else None,
        part=np.concatenate([m.part_ids for m in meshes]),
        sharp_angle_deg=meshes[0].sharp_angle_deg,
    )
