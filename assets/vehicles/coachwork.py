"""Skins of large vehicles: a plan, drawn from above, carried from the sills to the roof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..material import Color, Material, Surface
from ..mesh import Mesh, join
from ..model import Model
from ..shapes.solids import placed, rounded_box
from ..shapes.vectors import cross
from ..spin import spins_of
from .grid import grid
from .parts import Signals
from .surfaces import PARTS

__all__ = [
    "AMBER",
    "BODY",
    "DISPLAY",
    "GLASS",
    "INTERIOR",
    "LAMPS",
    "METAL",
    "PANEL",
    "PLATE",
    "RIM",
    "TAIL",
    "TINTED",
    "TRIM",
    "TYRES",
    "Points",
    "Skin",
    "arch_stations",
    "arched",
    "box",
    "built",
    "lit",
    "plan",
    "shining",
    "skin",
    "well",
]

Points = npt.NDArray[np.float64]
BODY, GLASS, LAMPS, TAIL, AMBER, TYRES, RIM, PLATE, TRIM, INTERIOR, METAL, TINTED, PANEL, DISPLAY = range(14)
_SHARED: dict[int, Material] = {
    GLASS: PARTS["glass"],
    LAMPS: Surface(base_color=(0.86, 0.88, 0.90), roughness=0.12, metallic=0.6, coat=1.0),
    TAIL: PARTS["tail"],
    AMBER: PARTS["indicators"],
    TYRES: PARTS["tyres"],
    RIM: Surface(base_color=(0.60, 0.61, 0.62), roughness=0.38, metallic=0.7),
    PLATE: PARTS["plate"],
    TRIM: Surface(base_color=(0.13, 0.13, 0.135), roughness=0.5),
    INTERIOR: Surface(base_color=(0.25, 0.26, 0.29), roughness=0.8),
    METAL: Surface(base_color=(0.55, 0.56, 0.57), roughness=0.4, metallic=0.8),
    TINTED: PARTS["tinted"],
}


@dataclass(frozen=True, eq=False)
class Skin:
    """A skin whose quads can be told apart by where they lie.

    Attributes:
        points: shape (rows, columns, 3), metres; rows go upwards, columns clockwise seen from above.
        x, y, z: middles of the quads, shape (rows − 1, columns); y is the distance from the middle.
        side: 1 left, −1 right.
        ahead: how much a quad's plan faces forwards, 1 to −1.
        part: of each quad, to be painted.
    """

    points: Points
    x: Points
    y: Points
    z: Points
    side: Points
    ahead: Points
    part: npt.NDArray[np.int32]

    def paint(
        self,
        part: int,
        where: npt.NDArray[np.bool_] | bool = True,
        x: tuple[float, float] = (-99.0, 99.0),
        y: tuple[float, float] = (0.0, 99.0),
        z: tuple[float, float] = (-99.0, 99.0),
    ) -> None:
        """Give the quads there that part."""
        self.part[
            where
            & (x[0] < self.x) & (self.x < x[1])
            & (y[0] <= self.y) & (self.y < y[1])
            & (z[0] < self.z) & (self.z < z[1])
        ] = part  # fmt: skip

    @property
    def flank(self) -> npt.NDArray[np.bool_]:
        """Quads of the sides."""
        return np.asarray(np.abs(self.ahead) < 0.2)

    @property
    def front(self) -> npt.NDArray[np.bool_]:
        """Quads of the front, with half of its corners."""
        return np.asarray(self.ahead > 0.65)

    @property
    def rear(self) -> npt.NDArray[np.bool_]:
        """Quads of the rear, with half of its corners."""
        return np.asarray(self.ahead < -0.65)

    def mesh(self) -> Mesh:
        """The skin, without the quads that wheel arches have squeezed to nothing."""
        mesh = grid(self.points, self.part)
        corners = mesh.vertices[mesh.triangles].astype(np.float64)
        area = np.linalg.norm(cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
        keep = area > 1e-7
        return Mesh(mesh.vertices, mesh.triangles[keep], part=mesh.part_ids[keep], sharp_angle_deg=35.0)


def plan(
    ends: tuple[float, float],
    half_m: float,
    bow_m: float,
    corner_m: float,
    across: Iterable[float],
    along: Iterable[float],
) -> Points:
    """A body seen from above, clockwise from the middle of its front, shape (n, 2).

    Args:
        ends: x of front and rear.
        half_m: half its width.
        bow_m: how far the front's middle stands out.
        corner_m: radius of its corners.
        across: y of columns of front and rear, from 0 to less than ``half_m − corner_m``.
        along: x of columns of the sides, in any order.
    """
    front, rear = ends
    inner = half_m - corner_m
    first, last = front - bow_m - corner_m, rear + corner_m
    arc = np.linspace(0, np.pi / 2, 7)
    ys = np.unique(np.concatenate([[0.0], list(across)]))
    xs = np.unique([x for x in along if last + 0.01 < x < first - 0.01])[::-1]
    right = np.concatenate([
        np.column_stack([front - bow_m * (ys / inner) ** 2, -ys]),
        np.column_stack([first + corner_m * np.cos(arc), -inner - corner_m * np.sin(arc)]),
        np.column_stack([xs, np.full(len(xs), -half_m)]),
        np.column_stack([last - corner_m * np.sin(arc), -inner - corner_m * np.cos(arc)]),
        np.column_stack([np.full(len(ys), rear), -ys[::-1]]),
    ])  # fmt: skip
    return np.concatenate([right, right[-2:0:-1] * [1.0, -1.0]])


def skin(
    outline: Points,
    rows: npt.ArrayLike,
    insets: Callable[[Points], Points],
    eave: Points,
    lean_m: float = 0.0,
    sunk_m: Points | None = None,
) -> Skin:
    """A plan carried upwards and closed by a deck.

    Args:
        outline: from :func:`plan`.
        rows: heights of the walls, ascending, shape (n,) or (n, columns).
        insets: how far the walls stand inside the plan at a height, 0 to what a corner's radius allows.
        eave: inset and rise of what rounds the walls off to the deck, shape (k, 2).
        lean_m: how far the front leans back from the first row to the last.
        sunk_m: how much lower the deck's middle lies, shape (columns,).
    """
    heights = np.asarray(rows, np.float64)
    if heights.ndim == 1:
        heights = np.repeat(heights[:, None], len(outline), axis=1)
    edge = np.roll(outline, -1, axis=0) - outline
    edge /= np.linalg.norm(edge, axis=1, keepdims=True)
    out = np.column_stack([-edge[:, 1], edge[:, 0]])
    normal = out + np.roll(out, 1, axis=0)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    # The sides' columns follow a leaning front, the less the farther they are from it.
    behind = outline[:, 0].max() - outline[:, 0]
    ahead = np.clip(1.0 - np.maximum(behind - 0.4, 0.0) / (lean_m + 0.5), 0, 1)
    low, high = heights.min(axis=0), heights.max(axis=0)
    rings = []
    for z in heights:
        share = (z - low) / (high - low)
        moved = outline - np.column_stack([lean_m * share * ahead, np.zeros(len(outline))])
        rings.append(np.column_stack([moved - normal * insets(z)[:, None], z]))
    last = rings[-1]
    for inset, rise in eave:
        rings.append(np.column_stack([last[:, :2] - normal * inset, last[:, 2] + rise]))
    last = rings[-1]
    for number, scale in enumerate((0.97, 0.965, 0.7, 0.35, 0.0005)):
        rings.append(last * [1.0, scale, 1.0] + [0.0, 0.0, 0.03 * (1 - scale**2)])
        if number and sunk_m is not None:
            rings[-1][:, 2] -= sunk_m
    points = np.stack(rings)
    after = np.roll(points, -1, axis=1)
    middle = (points[:-1] + points[1:] + after[:-1] + after[1:]) / 4
    shape = middle.shape[:2]
    return Skin(
        points, middle[..., 0], np.abs(middle[..., 1]), middle[..., 2], np.sign(middle[..., 1]),
        np.broadcast_to(out[:, 0], shape), np.zeros(shape, np.int32),
    )  # fmt: skip


def arch_stations(axles: Iterable[float], radius_m: float) -> Points:
    """x of the columns that wheel arches need."""
    rays = radius_m * np.cos(np.linspace(0, np.pi, 17))
    ends = np.array([radius_m + 0.002, -radius_m - 0.002])
    return np.concatenate([axle + np.concatenate([rays, ends]) for axle in axles])


def arched(
    rows: npt.ArrayLike, outline: Points, axles: Iterable[float], radius_m: float, hub_m: float
) -> Points:
    """Rows, (n,) or (n, columns), lifted over wheel arches, whose middles lie at ``hub_m``."""
    lowest = np.zeros(len(outline))
    for axle in axles:
        off = outline[:, 0] - axle
        inside = np.sqrt(np.maximum(radius_m**2 - off**2, 0.0))
        lowest = np.maximum(lowest, np.where(np.abs(off) <= radius_m + 1e-9, hub_m + inside, 0.0))
    heights = np.asarray(rows, np.float64)
    return np.maximum(heights[:, None] if heights.ndim == 1 else heights, lowest)


def well(axle: float, half_m: float, radius_m: float, hub_m: float, depth_m: float = 0.6) -> list[Mesh]:
    """The dark insides of both wheel arches of an axle."""
    angle = np.linspace(-0.15 * np.pi, 1.15 * np.pi, 25)
    arc = np.column_stack([radius_m * np.cos(angle), radius_m * np.sin(angle)])
    found = []
    for side in (1.0, -1.0):
        rings = []
        for y, scale in ((half_m - 0.012, 1.0), (half_m - depth_m, 1.0), (half_m - depth_m, 0.02)):
            rings.append(
                np.column_stack([axle + arc[:, 0] * scale, np.full(25, side * y), hub_m + arc[:, 1] * scale])
            )
        found.append(grid(np.stack(rings), TRIM, around=False))
    return found


def box(
    part: int,
    size: tuple[float, float, float],
    at: tuple[float, float, float],
    radius_m: float = 0.01,
    yaw_deg: float = 0.0,
) -> Mesh:
    """A box with rounded edges about a middle."""
    x, y, z = at
    steps = 0 if radius_m <= 0.015 else 1
    return placed(rounded_box(size, radius_m, steps, part), x, y, z - size[2] / 2, yaw_deg)


def lit(signals: Signals | None) -> dict[int, Material]:
    """Lamps, rear and amber lamps as they shine; nothing where they are off."""
    found: dict[int, Material] = {}
    if signals is None:
        return found
    if signals.lights == "low_beam":
        found[LAMPS] = shining((1.0, 0.93, 0.82), 25.0)
    if signals.brake or signals.lights == "low_beam":
        found[TAIL] = shining((1.0, 0.04, 0.03), 6.0 if signals.brake else 1.8)
    if signals.indicator == "both":
        found[AMBER] = shining((1.0, 0.50, 0.03), 9.0)
    return found


def shining(color: Color, strength: float) -> Material:
    """A lamp that is on."""
    return Surface(base_color=color, roughness=0.3, coat=1.0, emission=color, emission_strength=strength)


def built(name: str, meshes: Sequence[Mesh], own: dict[int, Material], category: str) -> Model:
    """The model of all pieces, with the materials of the parts that there are."""
    mesh = join(*meshes)
    table = {**_SHARED, **own}
    used, number = np.unique(mesh.part_ids, return_inverse=True)
    mesh = Mesh(
        mesh.vertices, mesh.triangles, mesh.uv, number.reshape(-1).astype(np.int32), mesh.sharp_angle_deg
    )
    materials = tuple(table[int(part)] for part in used)
    return Model(name, mesh, materials, category=category, spins=spins_of(meshes))
