"""The body of a building: four sides, their frames, and the finished model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ..material import Material
from ..mesh import Mesh
from ..model import Model
from .elevation import Look, Opening, Side, elevation
from .fittings import plinth
from .parts import WALL, glass, glow, paint
from .pieces import Array, Pieces, frame
from .wall import Surround

__all__ = ["FOUNDATION_M", "OVERHANG_M", "SIDE_M", "Body", "Plot", "bays"]

OVERHANG_M = 1.5
"""Nothing of a building sticks out farther in front of x = 0 than this, metres."""

SIDE_M = 0.08
"""What a wall that stands free leaves for its sills and copings, metres."""

FOUNDATION_M = 1.5
"""How far walls go down below z = 0, metres."""


@dataclass(frozen=True)
class Plot:
    """What a building has to fit: see :func:`building`."""

    region: str
    width_m: float
    depth_m: float
    joined: tuple[bool, bool]
    lit: float
    far: bool
    unseen: frozenset[str] = frozenset()


@dataclass
class Body:
    """A box of walls between ``x0`` (front) and ``x1`` (back), ``y0`` and ``y1``, being put together.

    Attributes:
        plot: what was asked for.
        front: pieces in the front wall's frame.
        out: all other pieces, in the building's frame.
    """

    plot: Plot
    x0: float
    x1: float
    y0: float
    y1: float
    rng: np.random.Generator
    front: Pieces = field(default_factory=Pieces)
    out: Pieces = field(default_factory=Pieces)

    def frames(self) -> dict[str, tuple[Array, float, float]]:
        """Each side's frame with the range of its u."""
        return {
            "front": (frame((self.x0, 0, 0), (0, 1, 0)), self.y0, self.y1),
            "back": (frame((self.x1, 0, 0), (0, -1, 0)), -self.y1, -self.y0),
            "left": (frame((0, self.y0, 0), (1, 0, 0)), self.x1, self.x0),
            "right": (frame((0, self.y1, 0), (-1, 0, 0)), -self.x0, -self.x1),
        }

    def narrow(self, by_m: float) -> None:
        """Draw in the walls that stand free, so that a roof can hang over them within the plot."""
        self.y0 += 0.0 if self.plot.joined[0] else by_m
        self.y1 -= 0.0 if self.plot.joined[1] else by_m

    def side(
        self,
        name: str,
        bands: list[tuple[float, float, int]],
        openings: list[Opening],
        look: Look,
        foot: tuple[float, int] | None = None,
    ) -> None:
        """Add a side's wall; ``foot`` is the height and part of a plinth, which stops at doors."""
        matrix, u0, u1 = self.frames()[name]
        if name in self.plot.unseen:
            openings, foot = [], None
        low = [(-FOUNDATION_M, bands[0][0], bands[0][2]), *bands] if bands[0][0] > -FOUNDATION_M else bands
        if name == "back" or (self.plot.far and name != "front"):
            # From the street nobody sees how deep the windows there lie.
            sill_m = 0.0 if self.plot.far else look.surround.sill_m
            look = replace(look, recess_m=0.0, surround=Surround(sill_m=sill_m))
        flat = self.plot.far or name == "back"
        made = elevation(Side(u0, u1, low, openings), look, self.plot.lit, flat, self.rng)
        if foot is not None and not self.plot.far:
            gaps = sorted((o.rect[0], o.rect[2]) for o in openings if o.rect[1] < foot[0] - 0.01)
            edges = [u0, *(e for gap in gaps for e in gap), u1]
            spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 0.02]
            plinth(made, spans, foot[0], 0.035, foot[1])
        if name == "front":
            self.front.put(made, np.eye(4))
        else:
            self.out.put(made, matrix)

    def party(self, name: str, top: float, part: int = WALL) -> None:
        """A wall without openings up to ``top``, such as one that joins the neighbour's."""
        matrix, u0, u1 = self.frames()[name]
        one = Pieces()
        one.panels([[u0, -FOUNDATION_M, u1, top]], 0.0, part)
        self.out.put(one, matrix)

    def model(self, name: str, materials: tuple[Material, Material, Material, Material]) -> Model:
        """All pieces as a model; ``materials`` are those of wall, base, trim and roof."""
        every = Pieces()
        every.put(self.out, np.eye(4))
        every.put(self.front, frame((self.x0, 0.0, 0.0), (0.0, 1.0, 0.0)))
        vertices, triangles, parts, _ = every.arrays()
        low, high = -self.plot.width_m / 2, self.plot.width_m / 2
        vertices = vertices.copy()
        vertices[:, 1] = np.clip(vertices[:, 1], low, high)
        vertices[:, 2] = np.maximum(vertices[:, 2], -FOUNDATION_M)
        mesh = Mesh(
            vertices.astype(np.float32),
            triangles.astype(np.int32),
            every.texture_coordinates(),
            parts.astype(np.int32),
        )
        return Model(name, mesh, (*materials, paint(), glass(), glow()))


def bays(width_m: float, pitch_m: float, margin_m: float, opening_m: float, pattern: str) -> list[float]:
    """Middles of a storey's openings between −width/2 and width/2.

    Patterns: ``even``; ``pairs``; ``middle`` (closer together in the middle).
    """
    room = width_m - 2 * margin_m
    count = max(1, int((room + pitch_m - opening_m) / pitch_m + 1e-6))
    if count == 1 or room < opening_m:
        return [0.0]
    step = (room - opening_m) / (count - 1)
    even = np.linspace(-(count - 1) / 2, (count - 1) / 2, count) * step
    spare = step - opening_m
    if pattern == "pairs" and count % 2 == 0 and spare > 0.5:
        shift = min(0.3 * spare, spare / 2 - 0.12)
        even = even + np.where(np.arange(count) % 2 == 0, shift, -shift)
    elif pattern == "middle" and count > 2 and spare > 0.4:
        even = even * (1.0 - 0.25 * spare / step * (1 - np.abs(even) / np.abs(even).max()))
    return [float(u) for u in even]
