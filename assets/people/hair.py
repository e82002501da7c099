"""Hair: a cap on the scalp, and locks that grow from it, fall, and slide off head and shoulders."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from ...draw import Draw
from ..mesh import Mesh
from ..palette import hexadecimal, varied
from ..recipes.skin import HAIR_COLORS, Hair
from ..shapes.vectors import cross
from .garments import Cloth, cut, drape

__all__ = ["STYLES", "Style", "beard", "brows", "hair_color", "scalp", "strands", "style"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Style:
    """A hairstyle.

    Attributes:
        length_m: of the locks at the crown and at the back of the neck; 0: only the cap.
        cap_m: height of the cap off the scalp.
        locks: how many.
        width_m: of a lock at its root.
        stiff: 0 hangs to 1 stands.
        curl_m: how far locks swing about their way.
        lift_m: how far the tips of short hair that lies on the head rise; None: it falls.
        messy: how far locks stray from where they are combed.
        steps: of each lock; 0: ten where they fall, seven where they lie.
    """

    length_m: tuple[float, float]
    cap_m: float
    locks: int
    width_m: float
    stiff: float
    curl_m: float = 0.0
    lift_m: float | None = None
    messy: float = 0.25
    steps: int = 0

    def far(self) -> Style:
        """The same hair in an eighth of its locks, each wider and of fewer steps."""
        return replace(self, locks=self.locks // 8, width_m=1.9 * self.width_m, steps=4)


STYLES = {
    "buzz": Style((0.0, 0.0), 0.004, 0, 0.0, 0.0),
    "short": Style((0.055, 0.018), 0.009, 1500, 0.007, 0.35, lift_m=0.010, messy=0.2),
    "crop": Style((0.032, 0.012), 0.006, 1500, 0.006, 0.4, lift_m=0.006, messy=0.25),
    "tousled": Style((0.06, 0.025), 0.010, 1500, 0.008, 0.4, 0.004, lift_m=0.018, messy=0.45),
    "bob": Style((0.24, 0.10), 0.010, 1100, 0.011, 0.15),
    "long": Style((0.42, 0.28), 0.010, 1200, 0.011, 0.15),
    "wavy": Style((0.36, 0.24), 0.014, 1200, 0.012, 0.2, 0.010),
    "curly": Style((0.045, 0.035), 0.024, 1800, 0.007, 0.9, 0.012),
    "afro": Style((0.028, 0.028), 0.045, 2200, 0.007, 1.0, 0.012),
    "tied": Style((0.0, 0.0), 0.009, 0, 0.0, 0.0),
}


_WHORL = np.array([0.1, 8.35, -0.45])
"""Where hair grows away from, on the template, decimetres."""


def style(draw: Draw, sex: str, age: float) -> str:
    """A hairstyle's name, or ``bald``."""
    if sex == "female":
        return draw.choice(
            "hair",
            {
                "long": 3.0,
                "wavy": 2.0,
                "bob": 2.0,
                "tied": 2.0,
                "short": 0.7,
                "tousled": 0.5,
                "curly": 0.7,
                "afro": 0.3,
            },
        )
    return draw.choice(
        "hair",
        {
            "short": 4.0,
            "crop": 3.0,
            "tousled": 1.2,
            "buzz": 1.5,
            "curly": 0.8,
            "afro": 0.3,
            "bob": 0.2,
            "bald": 0.02 * max(0.0, age - 25),
        },
    )


def hair_color(draw: Draw, age: float, tone: int) -> Hair:
    """A colour that goes with a skin tone, grey by age."""
    shares = {
        n: (s if tone < 5 or n in ("black", "dark_brown") else 0.0) for n, (_, s) in HAIR_COLORS.items()
    }
    name = draw.choice("hair_color", shares)
    middle = min(max((age - 35) / 35, 0.0), 1.0)
    grey = min(1.0, middle * draw.uniform("hair_grey", 0.2, 1.4))
    color = varied(draw, "hair_shade", hexadecimal(HAIR_COLORS[name][0]), 0.4)
    dark = hexadecimal(HAIR_COLORS[name][0])
    return Hair(
        color=(min(color[0], dark[0] + 0.04), min(color[1], dark[1] + 0.04), min(color[2], dark[2] + 0.04)),
        grey=grey,
        seed=draw.uniform("hair_seed", 0, 100),
    )


@dataclass(frozen=True)
class _Hairline:
    """Where hair grows on the head; ``receding`` at the temples, 0 not at all to 0.5."""

    receding: float

    def __call__(self, t: Array) -> Array:
        ragged = 0.03 * np.sin(23 * t[:, 0] + 9 * t[:, 2]) + 0.02 * np.sin(51 * t[:, 0] - 31 * t[:, 2])
        low = np.interp(
            t[:, 2], [-1.0, -0.25, 0.1, 0.5, 0.75, 1.1, 1.5], [6.6, 6.7, 7.3, 7.3, 7.72, 7.9, 7.98]
        )
        low = low + self.receding * np.maximum(0, t[:, 2] - 0.5)
        over = t[:, 1] - low + ragged
        ears = np.where((t[:, 1] < 7.65) & (t[:, 2] < 0.6), 0.74 - np.abs(t[:, 0]), 1.0)
        return np.asarray(np.minimum(over, ears))


def scalp(head: Cloth, cap_m: float, receding: float) -> tuple[Cloth, Cloth]:
    """The scalp, and the cap that lies on it, thinner towards its rim."""
    line = _Hairline(round(receding / 0.05) * 0.05)
    piece = cut(head, line)
    rise = np.clip(piece.sheet.values(line) / 0.5, 0.12, 1)
    return piece, drape(piece, cap_m * rise, 0.001, 2)


def brows(head: Cloth) -> Cloth:
    """Eyebrows."""
    return drape(cut(head, _brow), 0.0015, 0.001, 0)


def _brow(t: Array) -> Array:
    x = np.abs(t[:, 0])
    middle = np.interp(x, [0.12, 0.42, 0.62], [7.475, 7.5, 7.43])
    half = np.interp(x, [0.1, 0.2, 0.45, 0.62], [0.02, 0.032, 0.026, 0.0])
    return np.where((t[:, 2] > 0.9) & (x > 0.1), half - np.abs(t[:, 1] - middle), -1.0)


def beard(head: Cloth, thick_m: float) -> Cloth:
    """Beard and moustache."""
    piece = cut(head, _whiskers)
    return drape(piece, thick_m * np.clip(piece.sheet.values(_whiskers) / 0.12, 0.2, 1), 0.001, 1)


def _whiskers(t: Array) -> Array:
    x = np.abs(t[:, 0])
    line = np.interp(x, [0.0, 0.3, 0.5, 0.75], [6.81, 6.72, 6.80, 7.2])
    mouth = np.hypot(x / 0.30, (t[:, 1] - 6.66) / 0.10) - 1
    ragged = 0.02 * np.sin(40 * x + 30 * t[:, 1])
    low = t[:, 1] - 6.22 + 0.25 * (1.3 - t[:, 2])
    return np.where(t[:, 2] > 0.25, np.minimum(np.minimum(line - t[:, 1], mouth * 0.2), low) + ragged, -1.0)


def strands(
    roots: Cloth,
    solid: tuple[Array, Array],
    frame: tuple[Array, float, Array, Array],
    how: Style,
    sweep: float,
    rng: np.random.Generator,
) -> Mesh:
    """Locks as tapering ribbons.

    Args:
        roots: the scalp.
        solid: (k, 3) points that locks slide off, and their normals.
        frame: the similarity that carries the template's head to its place.
        how: the style.
        sweep: −1 to the right to 1 to the left: where the front is combed.
    """
    steps = how.steps or (10 if how.lift_m is None else 7)
    points, outwards = solid
    turn = frame[0]
    corners = roots.points[roots.triangles]
    area = np.linalg.norm(cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    chosen = rng.choice(len(area), how.locks, p=area / area.sum())
    share = rng.dirichlet((1, 1, 1), how.locks)[:, :, None]
    outward = roots.normals
    at = (corners[chosen] * share).sum(axis=1)
    t = (roots.template[roots.triangles[chosen]] * share).sum(axis=1)
    up = (outward[roots.triangles[chosen]] * share).sum(axis=1)
    high = np.clip((t[:, 1] - 6.8) / 1.5, 0, 1)
    length = how.length_m[1] + (how.length_m[0] - how.length_m[1]) * high
    length = length * rng.uniform(0.8, 1.08, how.locks)
    comb = _combed(t, high, how, sweep) @ turn.T + rng.normal(0, how.messy, (how.locks, 3))
    way = up * (0.2 + how.stiff) + comb * (1.2 - how.stiff)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    # A tree that is quick to build, for it is asked only once a step.
    tree = cKDTree(points, leafsize=24, balanced_tree=False, compact_nodes=False)
    path = [at + up * how.cap_m * 0.5]
    away = [up]
    phase = rng.uniform(0, 6.28, how.locks)
    side0 = cross(up, comb)
    clear = 0.006 + 0.006 * rng.random(how.locks) + 0.4 * how.cap_m
    own_side = np.where(t[:, 0] < 0, -1.0, 1.0)
    for step in range(steps):
        here = path[-1] + way * (length / steps)[:, None]
        swing = phase + 1.9 * step
        here = here + how.curl_m * 0.5 * (np.sin(swing)[:, None] * side0 + np.cos(swing)[:, None] * up)
        if how.lift_m is None:
            here = _off_face(here, own_side, frame)
        _, near = tree.query(here)
        depth = ((here - points[near]) * outwards[near]).sum(axis=1)
        if how.lift_m is None:
            here = here + outwards[near] * np.maximum(clear - depth, 0)[:, None]
        else:
            # Short hair lies in layers on the head, and lifts towards its tips.
            layer = (
                how.cap_m * 0.6 + how.lift_m * (0.25 + 0.75 * (step + 1) / steps) * (clear - 0.004) / 0.008
            )
            here = here + outwards[near] * (layer - depth)[:, None]
        away.append(here - points[near])
        way = here - path[-1]
        way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
        way = way * (0.4 + 0.6 * how.stiff) + np.array([0, 0, -1.2]) * (1 - how.stiff)
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        path.append(here)
    line = np.stack(path, axis=1)
    along = np.gradient(line, axis=1)
    side = cross(along, np.stack(away, axis=1))
    side /= np.maximum(np.linalg.norm(side, axis=2, keepdims=True), 1e-9)
    width = how.width_m / 2 * np.interp(np.arange(steps + 1), [0, 2, steps - 1, steps], [0.9, 1.0, 0.7, 0.15])
    both = np.stack([line - side * width[:, None], line + side * width[:, None]], axis=2)
    index = np.arange(how.locks * (steps + 1) * 2).reshape(how.locks, steps + 1, 2)
    a, b, c, d = index[:, :-1, 0], index[:, :-1, 1], index[:, 1:, 1], index[:, 1:, 0]
    triangles = np.concatenate(
        [np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)]
    )
    start = rng.uniform(0, 5, how.locks)[:, None, None]
    u = np.broadcast_to(start + np.array([0.0, how.width_m]), (how.locks, steps + 1, 2))
    v = np.broadcast_to(np.linspace(0, 1, steps + 1)[None, :, None] * length[:, None, None], u.shape)
    uv = np.stack([u, v], axis=-1).reshape(-1, 2)
    return Mesh(
        vertices=both.reshape(-1, 3).astype(np.float32), triangles=triangles.astype(np.int32),
        uv=uv[triangles].astype(np.float32), sharp_angle_deg=80.0,
    )  # fmt: skip


def _combed(t: Array, high: Array, how: Style, sweep: float) -> Array:
    """Where hair is combed at each place on the scalp, in the template's axes."""
    if how.lift_m is None:
        # Off the face: from the parting to both sides and back.
        away = np.sign(t[:, 0]) * (0.35 + np.abs(t[:, 0]))
        return np.stack([away, -0.4 * (1 - high), -0.8 - 0.3 * t[:, 2]], axis=1)
    # Short hair grows away from the whorl at the back of the crown; the front is brushed aside.
    away = t - _WHORL
    away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 0.2)
    front = np.clip((t[:, 2] - 0.3) / 0.7, 0, 1)[:, None] * (high > 0.5)[:, None]
    return np.asarray(away * (1 - 0.75 * front) + front * [1.1 * sweep, 0.25, 0.3 - 0.9 * abs(sweep)])


def _off_face(here: Array, own_side: Array, frame: tuple[Array, float, Array, Array]) -> Array:
    """Long hair beside the face, never across it."""
    turn, scale, middle, place = frame
    local = (here - place) @ turn / scale + middle
    before = (local[:, 2] > 0.2) & (local[:, 1] > 5.6) & (local[:, 1] < 7.85)
    local[before, 0] = (own_side * np.maximum(own_side * local[:, 0], 0.72))[before]
    local[before, 2] = np.minimum(local[before, 2], 0.55)
    return np.asarray((local - middle) * scale @ turn.T + place)
