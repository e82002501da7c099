"""Round fruit: apple, orange, lemon, pear, tomato."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...draw import Draw
from ..material import Material
from ..mesh import Mesh, join
from ..model import Hull, Model
from ..recipes import Peel, peel
from ..shapes.convex import hull
from ..shapes.curve import simplify, spline
from ..shapes.lathe import turn
from ..shapes.loft import loft, oval, rounded_ends, sweep
from ..shapes.sheet import sheet

__all__ = ["RoundFruit", "apple", "lemon", "orange", "pear", "tomato"]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class RoundFruit:
    """A fruit that was turned, then dented and bent by nature.

    Parts: 0 skin (0 … 1 around and from the blossom end to the stem's), 1 stem, 2 leaves at the stem.

    Attributes:
        profile: (r, z) of the outline from the blossom's end to the stem's, in shares of the largest
            radius; both ends lie on the axis.
        radius_m: largest radius.
        lobes: how many bulges go around, ``lobe_depth`` deep as a share, ``lobe_top`` of them above
            (1) or below (0).
        lumps: random waves: rows of frequency (x, y, z), phase and height as a share of the radius.
        lean: sideways shift of the top, as a share of the radius.
        stem_m: length of the stem; 0: none.
        stem_lean: how far it bends, as a share of its length.
        sepals: number of small leaves around the stem.
    """

    name: str
    profile: tuple[tuple[float, float], ...]
    radius_m: float = 0.038
    lobes: int = 5
    lobe_depth: float = 0.02
    lobe_phase: float = 0.0
    lumps: Array = field(default_factory=lambda: np.zeros((0, 5)))
    lean: float = 0.0
    stem_m: float = 0.018
    stem_lean: float = 0.3
    stem_radius_m: float = 0.0014
    sepals: int = 0
    skin: Material = field(default_factory=Peel)
    stem: Material = field(default_factory=Peel)
    leaf: Material = field(default_factory=Peel)

    def build(self) -> Model:
        """The model."""
        around = 56
        curve = spline(self.profile, 8, 0.18)
        angle = turn(around)[:-1]
        z_low, z_high = curve[:, 1].min(), curve[:, 1].max()
        up = (curve[:, 1] - z_low) / (z_high - z_low)
        ends = np.sin(np.linspace(0, np.pi, len(curve))) ** 0.5
        wave = np.cos(self.lobes * angle + self.lobe_phase)
        factor = 1 + self.lobe_depth * ((0.35 + 0.65 * np.abs(2 * up - 1)) * ends)[:, None] * wave[None]
        rings = np.empty((len(curve), around, 3))
        rings[..., 0] = curve[:, :1] * factor * np.cos(angle)
        rings[..., 1] = curve[:, :1] * factor * np.sin(angle)
        rings[..., 2] = curve[:, 1:]
        # The lobes also lift the shoulders and the five feet of an apple.
        rings[..., 2] += (
            0.6 * self.lobe_depth * (2 * up - 1)[:, None] * wave * np.clip(2.2 * curve[:, :1], 0, 1)
        )
        for fx, fy, fz, phase, height in self.lumps:
            swell = height * np.cos(rings @ np.array([fx, fy, fz]) + phase)
            rings[..., :2] *= 1 + swell[..., None]
            rings[..., 2] *= 1 + 0.5 * swell
        rings[..., 0] += self.lean * up[:, None] ** 2
        for end in (0, -1):
            rings[end] = rings[end].mean(axis=0)
        rings *= self.radius_m
        rings[..., 2] -= rings[..., 2].min()
        meshes = [loft(rings, 0, v=np.linspace(0, 1, len(rings)), sharp_angle_deg=60.0)]
        pieces = self._hulls(curve, rings)
        foot = rings[-1, 0]
        if self.stem_m > 0:
            stem = self._stem(foot)
            meshes.append(stem)
            pieces.append(hull(stem.vertices))
        if self.sepals:
            sepals = self._sepals(rings)
            meshes += sepals
            pieces += [hull(sepal.vertices) for sepal in sepals]
        return Model(
            name=self.name,
            mesh=join(*meshes),
            materials=(self.skin, self.stem, self.leaf),
            category=self.name,
            hulls=tuple(pieces),
            density_kg_m3=900.0,
        )

    def _hulls(self, curve: Array, rings: Array) -> list[Hull]:
        """Slices where the outline is drawn in (a pear's neck); the pits at both ends are filled."""
        low, high = int(curve[:, 1].argmin()), int(curve[:, 1].argmax())
        chosen = low + simplify(curve[low : high + 1], 0.012)
        d = np.diff(curve[chosen], axis=0)
        bend = d[:-1, 0] * d[1:, 1] - d[:-1, 1] * d[1:, 0]
        cuts = [0, *chosen[1:-1][bend < 0], len(rings) - 1]
        thin = rings[:, ::2]
        return [hull(thin[np.unique([*range(i, j, 2), j])]) for i, j in pairwise(cuts)]

    def _stem(self, foot: Array) -> Mesh:
        s, r = self.stem_m, self.stem_radius_m
        t = np.linspace(0, 1, 8)
        path = np.zeros((8, 3))
        path[:, 0] = self.stem_lean * s * t**2
        path[:, 2] = t * s - 0.002
        path += foot
        path, scale = rounded_ends(path, 0.6 * r, 3)
        at = np.linspace(0, 1, len(path))
        scale = scale * (1 + 0.35 * np.exp(-((at / 0.12) ** 2)) + 0.45 * np.clip((at - 0.8) / 0.2, 0, 1))
        return loft(sweep(path, oval(2 * r, 2 * r, 10), (0, 1, 0), scale), 1, sharp_angle_deg=60.0)

    def _sepals(self, rings: Array) -> list[Mesh]:
        top = rings[-1, 0]
        leaves = []
        length = 0.55 * self.radius_m
        for n in range(self.sepals):
            a = 2 * np.pi * (n + 0.13 * np.sin(5.0 * n + self.lobe_phase)) / self.sepals
            size = length * (1 + 0.2 * np.sin(3.1 * n + self.lobe_phase))
            t = np.linspace(0.0, 1.0, 9)
            width = 0.17 * size * np.sin(np.pi * np.clip(0.12 + 0.86 * t, 0, 1)) ** 0.8
            j = np.argmin(np.abs(((turn(rings.shape[1])[:-1] - a) + np.pi) % (2 * np.pi) - np.pi))
            line = rings[::-1, j]
            r_line = np.hypot(line[:, 0] - top[0], line[:, 1] - top[1])
            keep = np.concatenate(
                [[True], np.maximum.accumulate(r_line)[1:] > np.maximum.accumulate(r_line)[:-1]]
            )
            height = np.interp(t * size * 0.92, r_line[keep], line[keep, 2])
            curl = 0.0011 + 0.22 * size * t**2.5 * (0.5 + 0.5 * np.sin(2.3 * n + 1))
            points = np.empty((9, 5, 3))
            side = np.linspace(-1, 1, 5)
            out = t[:, None] * size * 0.92
            across = width[:, None] * side
            points[..., 0] = top[0] + out * np.cos(a) - across * np.sin(a)
            points[..., 1] = top[1] + out * np.sin(a) + across * np.cos(a)
            points[..., 2] = (height + curl)[:, None] + 0.12 * width[:, None] * side**2
            leaves.append(sheet(points, 0.0006, rim_steps=2, parts=(2, 2, 2), sharp_angle_deg=60.0))
        return leaves


def _lumps(draw: Draw, count: int, frequency: float, height: float) -> Array:
    rng = draw.rng("lumps")
    return np.concatenate(
        [
            rng.normal(0, frequency, (count, 3)),
            rng.uniform(0, 2 * np.pi, (count, 1)),
            rng.normal(0, height / np.sqrt(count), (count, 1)),
        ],
        axis=1,
    )


Skin = Literal["apple", "orange", "lemon", "pear", "tomato"]


def _grown(shape: RoundFruit, draw: Draw, fruit: Skin) -> RoundFruit:
    """The fruit in its skin, with stem and leaves."""
    return replace(
        shape,
        skin=peel(draw.scope("material"), fruit),
        stem=peel(draw.scope("stem"), "stem"),
        leaf=peel(draw.scope("leaf"), "stem"),
    )


def apple(draw: Draw) -> Model:
    """An apple, 65 to 85 mm across."""
    high = draw.uniform("height", 0.86, 1.06)
    waist = draw.uniform("taper", 0.68, 0.8)
    pit = draw.uniform("pit", 0.24, 0.36)
    eye = draw.uniform("eye", 0.10, 0.18)
    shape = RoundFruit(
        name="apple",
        profile=(
            (0.0, (-0.86 + eye) * high), (0.10, (-0.87 + 0.55 * eye) * high), (0.28, -0.86 * high),
            (0.52, -0.80 * high), (waist, -0.52 * high), (0.95, -0.05 * high), (0.985, 0.22 * high),
            (0.90, 0.58 * high), (0.66, 0.82 * high), (0.38, 0.86 * high), (0.16, (0.86 - 0.55 * pit) * high),
            (0.05, (0.86 - 0.92 * pit) * high), (0.0, (0.86 - pit) * high),
        ),
        radius_m=draw.uniform("radius_m", 0.033, 0.043),
        lobe_depth=draw.uniform("lobe_depth", 0.01, 0.05),
        lobe_phase=draw.uniform("lobe_phase", 0.0, 6.28),
        lumps=_lumps(draw, 5, 1.1, 0.035),
        lean=draw.uniform("lean", -0.08, 0.08),
        stem_m=draw.uniform("stem_m", 0.014, 0.026) if draw.chance("stalked", 0.8) else 0.0,
        stem_lean=draw.uniform("stem_lean", -0.5, 0.5),
        stem_radius_m=draw.uniform("stem_radius_m", 0.0011, 0.0017),
    )  # fmt: skip
    return _grown(shape, draw, "apple").build()


def orange(draw: Draw) -> Model:
    """An orange or mandarin, 55 to 90 mm across."""
    flat = draw.uniform("height", 0.84, 1.0)
    shape = RoundFruit(
        name="orange",
        profile=(
            (0.0, -0.965 * flat), (0.12, -0.972 * flat), (0.38, -0.925 * flat), (0.72, -0.69 * flat),
            (0.94, -0.34 * flat), (1.0, 0.02 * flat), (0.94, 0.36 * flat), (0.71, 0.71 * flat),
            (0.38, 0.915 * flat), (0.13, 0.955 * flat), (0.06, 0.93 * flat), (0.0, 0.925 * flat),
        ),
        radius_m=draw.uniform("radius_m", 0.029, 0.044),
        lobes=draw.integer("lobes", 7, 10),
        lobe_depth=draw.uniform("lobe_depth", 0.0, 0.008),
        lobe_phase=draw.uniform("lobe_phase", 0.0, 6.28),
        lumps=_lumps(draw, 5, 1.2, 0.018),
        lean=draw.uniform("lean", -0.04, 0.04),
        stem_m=0.0042,
        stem_lean=0.0,
        stem_radius_m=draw.uniform("stem_radius_m", 0.0022, 0.003),
    )  # fmt: skip
    return _grown(shape, draw, "orange").build()


def lemon(draw: Draw) -> Model:
    """A lemon, lying, 70 to 95 mm long."""
    long = draw.uniform("length", 1.28, 1.55)
    nose = draw.uniform("nose", 0.10, 0.22)
    body = long - 0.7 * nose
    shape = RoundFruit(
        name="lemon",
        profile=(
            (0.0, -long), (0.11, -long + 0.015), (0.19, -long + 0.5 * nose), (0.37, -0.94 * body),
            (0.78, -0.62 * body), (0.98, -0.22 * body), (0.98, 0.2 * body), (0.80, 0.6 * body),
            (0.44, 0.90 * body), (0.23, long - 0.07), (0.14, long - 0.01), (0.0, long - 0.03),
        ),
        radius_m=draw.uniform("radius_m", 0.026, 0.033),
        lobes=draw.integer("lobes", 5, 9),
        lobe_depth=draw.uniform("lobe_depth", 0.004, 0.016),
        lobe_phase=draw.uniform("lobe_phase", 0.0, 6.28),
        lumps=_lumps(draw, 6, 1.4, 0.035),
        lean=draw.uniform("lean", -0.1, 0.1),
        stem_m=0.0042,
        stem_lean=0.0,
        stem_radius_m=0.0024,
    )  # fmt: skip
    return _lying(_grown(shape, draw, "lemon").build())


def _lying(model: Model) -> Model:
    """The model on its side, the stem towards +x."""

    turn_y = np.array([[0.0, 0, 1, 0], [0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, 1]])
    mesh = model.mesh.transformed(turn_y)
    low, high = mesh.bounds
    drop = np.eye(4)
    drop[:3, 3] = -(low[0] + high[0]) / 2, -(low[1] + high[1]) / 2, -low[2]
    mesh = mesh.transformed(drop)
    both = drop @ turn_y
    hulls = tuple(hull(h @ both[:3, :3].T + both[:3, 3]) for h in model.hulls or ())
    return replace(model, mesh=mesh, hulls=hulls)


def pear(draw: Draw) -> Model:
    """A pear, 85 to 120 mm tall."""
    high = draw.uniform("height", 0.92, 1.12)
    neck = draw.uniform("neck", 0.36, 0.52)
    shape = RoundFruit(
        name="pear",
        profile=(
            (0.0, -0.76), (0.10, -0.83), (0.28, -0.87), (0.56, -0.78), (0.88, -0.45), (1.0, 0.0),
            (0.90, 0.42 * high), (0.5 * (neck + 0.86), 0.82 * high), (neck, 1.25 * high),
            (0.80 * neck, 1.58 * high), (0.42 * neck, 1.75 * high), (0.14 * neck, 1.765 * high),
            (0.0, 1.74 * high),
        ),
        radius_m=draw.uniform("radius_m", 0.030, 0.039),
        lobes=draw.integer("lobes", 3, 5),
        lobe_depth=draw.uniform("lobe_depth", 0.01, 0.03),
        lobe_phase=draw.uniform("lobe_phase", 0.0, 6.28),
        lumps=_lumps(draw, 6, 1.0, 0.06),
        lean=draw.uniform("lean", -0.25, 0.25),
        stem_m=draw.uniform("stem_m", 0.016, 0.03),
        stem_lean=draw.uniform("stem_lean", -0.5, 0.5),
        stem_radius_m=draw.uniform("stem_radius_m", 0.0014, 0.002),
    )  # fmt: skip
    return _grown(shape, draw, "pear").build()


def tomato(draw: Draw) -> Model:
    """A tomato, round or ribbed, 45 to 90 mm across."""
    flat = draw.uniform("height", 0.74, 0.92)
    ribbed = draw.chance("ribbed", 0.3)
    shape = RoundFruit(
        name="tomato",
        profile=(
            (0.0, -0.955 * flat), (0.16, -0.96 * flat), (0.46, -0.90 * flat), (0.80, -0.62 * flat),
            (0.97, -0.25 * flat), (1.0, 0.08 * flat), (0.92, 0.47 * flat), (0.68, 0.80 * flat),
            (0.38, 0.93 * flat), (0.17, 0.88 * flat), (0.06, 0.80 * flat), (0.0, 0.785 * flat),
        ),
        radius_m=draw.uniform("radius_m", 0.024, 0.044),
        lobes=draw.integer("lobes", 5, 8),
        lobe_depth=draw.uniform("lobe_depth", 0.05, 0.1) if ribbed
        else draw.uniform("plain_depth", 0.004, 0.02),
        lobe_phase=draw.uniform("lobe_phase", 0.0, 6.28),
        lumps=_lumps(draw, 5, 1.2, 0.03),
        lean=draw.uniform("lean", -0.04, 0.04),
        stem_m=draw.uniform("stem_m", 0.006, 0.012),
        stem_lean=draw.uniform("stem_lean", -0.5, 0.5),
        stem_radius_m=0.0017,
        sepals=draw.integer("sepals", 5, 6) if draw.chance("calyx", 0.85) else 0,
    )  # fmt: skip
    return _grown(shape, draw, "tomato").build()
