"""Trees that branch: trunk, limbs, branches, twigs and leaves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh
from ..shapes.vectors import cross
from .leaves import OUTLINES, Leaves, leaves_along
from .species import Season, Species
from .stems import Array, Seats, Stems, seats, sprout, stack, tubes

__all__ = ["ROOT_M", "Tree", "assemble"]

ROOT_M = 0.3
"""How deep trunks reach into the ground, so that slopes show no gap."""
_LOWEST = np.array([-np.inf, -np.inf, 0.04], np.float32)
_FAR_LIMBS = 0.5


@dataclass(frozen=True, eq=False)
class Tree:
    """One tree of a species.

    Attributes:
        species: how it grows.
        height_m: from the ground to the highest leaf.
        season: what it bears.
        far: for more than 70 m away: limbs only, and clumps in place of leaves.
        fullness: leaves as a share of the species' own.
        lean: of the trunk, as a share of its height, along x and y.
    """

    species: Species
    height_m: float
    season: Season = "summer"
    far: bool = False
    fullness: float = 1.0
    lean: tuple[float, float] = (0.0, 0.0)

    def mesh(self, rng: np.random.Generator) -> Mesh:
        """Parts 0 bark, 1 twigs, 2 leaves, 3 blossom."""
        wood = _Wood(self, rng)
        pieces = wood.pieces()
        leaves = self._leaves(rng, wood)
        return assemble(pieces, leaves, self.height_m)

    def _leaves(self, rng: np.random.Generator, wood: _Wood) -> list[tuple[int, Leaves]]:
        kind, season = self.species, self.season
        in_blossom = season == "spring" and kind.blossom is not None
        share = {"spring": 0.8, "summer": 1.0, "autumn": 0.75, "winter": 0.0}[season]
        if kind.evergreen:
            share = 1.0
        if in_blossom:
            share = 0.25
        borne = [(2, share, kind.leaf, kind.leaf_m * (0.75 if season == "spring" else 1.0))]
        if in_blossom:
            borne.append((3, 1.4, "petals", 0.055))
        found = []
        for part, many, outline, size_m in borne:
            count = round(kind.leaves * many * self.fullness)
            if self.far:
                # Clumps, whatever it bears: petals are as many more than leaves as they are near by.
                count = round(1600 * many * self.fullness)
                size_m, outline = 0.052 * self.height_m * _slim(kind), "kite"
            if count == 0:
                continue
            # Some twigs bear more than others, and some nothing: that is where the sky shows.
            weight = rng.gamma(2.0, 1.0, len(wood.bearing.points)) * wood.bearing.lengths
            counts = rng.multinomial(count, weight / weight.sum())
            places = seats(rng, counts[counts > 0], 0.15, 1.0)
            stem = np.flatnonzero(counts)[places.stem]
            found.append(
                (
                    part,
                    leaves_along(
                        rng,
                        wood.bearing,
                        Seats(stem, places.number, places.t),
                        OUTLINES[outline],
                        size_m,
                        droop=kind.droop,
                        middle=wood.middle,
                        reach_m=wood.reach_m,
                    ),
                )
            )
        return found


def _slim(kind: Species) -> float:
    """Clumps of slim crowns are smaller."""
    return float(np.clip(kind.width / 0.6, 0.5, 1.0))


class _Wood:
    """Trunk, limbs, branches and twigs of a tree, and what of it bears leaves."""

    def __init__(self, tree: Tree, rng: np.random.Generator) -> None:
        kind, height = tree.species, tree.height_m
        self.tree, self.rng = tree, rng
        self.base_m = kind.clear * height
        self.middle = np.array([0.0, 0.0, (self.base_m + height) / 2])
        self.reach_m = 0.5 * max(kind.width * height, 0.8 * (height - self.base_m))
        self.waves = rng.uniform(0, 2 * np.pi, (2, 3))
        self.trunk = self._trunk()
        self.limbs = self._limbs()
        self.branches = self._branches()
        self.bearing = self._twigs()

    def _trunk(self) -> Stems:
        kind, height, rng = self.tree.species, self.tree.height_m, self.rng
        n = 16
        z = np.concatenate([[-ROOT_M, 0.0, 0.12, 0.4], np.linspace(1.0, kind.stem * height, n - 4)])
        t = np.clip(z / height, 0, 1)
        bend = (
            np.cumsum(rng.normal(0, 0.012 + 0.05 * kind.wander, (n, 2)) * t[:, None], axis=0) * height * 0.5
        )
        path = np.concatenate([bend + np.outer(t, self.tree.lean) * height, z[:, None]], axis=1)
        path[:2, :2] = 0.0
        breast = kind.trunk * height / 2
        flare = 1 + 0.45 * np.exp(-np.maximum(z, 0) / (3.0 * breast))
        radius = breast * flare * np.maximum(1 - 0.88 * (t / kind.stem) ** 0.9, 0.06)
        return Stems(path[None], radius[None])

    def _exit(self, start: Array, heading: Array, rise: Array) -> Array:
        """How far stems from ``start`` reach within the crown's outline, shape (n,), metres."""
        kind, height = self.tree.species, self.tree.height_m
        s = np.linspace(0.0, 1.0, 40)
        most = 0.75 * max(height * kind.width, height - self.base_m)
        bent = heading[:, None] + 0.5 * (rise[:, None] * s)[:, :, None] * np.array([0, 0, 1.0])
        bent /= np.linalg.norm(bent, axis=2, keepdims=True)
        place = start[:, None] + bent * (s * most)[:, None]
        share = (place[:, :, 2] - self.base_m) / (height - self.base_m)
        turn = np.arctan2(place[:, :, 1], place[:, :, 0])
        # Crowns bulge and recede: two waves around, which turn with height.
        bulge = 1 + 0.13 * np.sin(2 * turn + self.waves[0, 0] + 3 * share)
        bulge += 0.1 * np.sin(3 * turn + self.waves[0, 1] - 5 * share)
        steps = np.linspace(0, 1, len(kind.outline))
        limit = np.interp(share, steps, kind.outline) * 0.5 * kind.width * height * bulge
        inside = (np.hypot(place[:, :, 0], place[:, :, 1]) < limit) & (share < 1)
        last = inside.shape[1] - 1 - np.argmax(inside[:, ::-1], axis=1)
        return np.asarray(np.where(inside.any(axis=1), s[last] * most, 0.0))

    def _limbs(self) -> Stems:
        kind, rng, far = self.tree.species, self.rng, self.tree.far
        count = round(kind.limbs * (_FAR_LIMBS if far else 1.0))
        # Seats count in points of the trunk, not in metres.
        z = self.trunk.points[0, :, 2]
        low = float(np.interp(self.base_m, z, np.linspace(0, 1, len(z))))
        places = seats(rng, [count], low, 0.99)
        h = (places.t - low) / (1 - low)
        down = kind.down_deg[0] + (kind.down_deg[1] - kind.down_deg[0]) * h**0.8
        start, along, radius = self.trunk.at(places.stem, places.t)
        roll = rng.uniform(0, 6) + places.number * np.pi * (3 - 5**0.5) + rng.normal(0, 0.3, count)
        out = np.stack([np.cos(roll), np.sin(roll), np.zeros(count)], axis=1)
        angle = np.radians(down)[:, None]
        reach = self._exit(start, along * np.cos(angle) + out * np.sin(angle), np.full(count, kind.rise))
        length = np.maximum(reach * np.clip(rng.normal(0.92, 0.12, count), 0.5, 1.05), 0.25)
        # The roll that ``sprout`` counts from its own side vector, so that headings are the same.
        side = cross(along, [0.0, 0.0, 1.0])
        steep = np.linalg.norm(side, axis=1) < 0.1
        side[steep] = cross(along[steep], [1.0, 0.0, 0.0])
        side /= np.linalg.norm(side, axis=1, keepdims=True)
        own_roll = np.arctan2((out * cross(side, along)).sum(axis=1), (out * side).sum(axis=1))
        thick = np.minimum(0.75 * radius, 0.02 * length + 0.008)
        return sprout(
            rng, self.trunk, places, length_m=length, down_deg=down, radius_m=thick,
            points=6 if far else 9, rise=kind.rise, wander=kind.wander, roll=own_roll,
        )  # fmt: skip

    def _branches(self) -> Stems:
        kind, rng = self.tree.species, self.rng
        span = self.limbs.lengths
        counts = np.maximum(1, rng.poisson(kind.branches * (span / span.mean()) ** 0.9))
        if self.tree.far:
            counts = np.maximum(1, counts // 3)
        places = seats(rng, counts, 0.22, 0.98)
        start, along, radius = self.limbs.at(places.stem, places.t)
        wish = span[places.stem] * (0.52 - 0.34 * places.t) * rng.uniform(0.55, 1.25, len(start))
        room = self._exit(start, along, np.full(len(start), kind.rise))
        length = np.clip(wish, 0.25, np.maximum(room, 0.35))
        thick = np.minimum(0.7 * radius, 0.013 * length + 0.004)
        return sprout(
            rng, self.limbs, places, length_m=length, down_deg=rng.uniform(35, 65, len(start)),
            radius_m=thick, points=6, rise=kind.rise * 0.8, wander=kind.wander * 1.2, flat=kind.flat,
        )  # fmt: skip

    def _twigs(self) -> Stems:
        kind, rng = self.tree.species, self.rng
        if self.tree.far:
            return self.branches
        limbs = self.limbs.points[:, 3:], self.limbs.radii[:, 3:]
        parents = stack(self.branches, Stems(*limbs))
        span = parents.lengths
        counts = np.maximum(2, rng.poisson(kind.twigs * np.sqrt(span / span.mean())))
        places = seats(rng, counts, 0.12, 1.0)
        _, _, radius = parents.at(places.stem, places.t)
        length = kind.twig_m * rng.uniform(0.35, 1.0, len(places.t)) * (1.1 - 0.45 * places.t)
        return sprout(
            rng, parents, places, length_m=length, down_deg=rng.uniform(25, 65, len(length)),
            radius_m=np.minimum(np.full(len(length), 0.005), 0.8 * radius), points=4,
            rise=0.25 - 0.5 * max(kind.droop, 0.0), wander=0.16, flat=kind.flat,
        )  # fmt: skip

    def pieces(self) -> list[tuple[int, npt.NDArray[np.float32], npt.NDArray[np.int32]]]:
        """Part number, vertices and triangles of all tubes."""
        far, rng = self.tree.far, self.rng
        sides = 7 if far else 14
        angle = np.arange(sides) / sides * 2 * np.pi
        z = self.trunk.points[0, :, 2]
        lobes = 1 + np.exp(-np.maximum(z, 0)[:, None] / 0.35) * 0.2 * np.cos(5 * angle + rng.uniform(0, 6))
        lobes = lobes + 0.05 * np.cos(2 * angle + z[:, None])
        found = [(0, *tubes(self.trunk, sides, lobes[None])), (0, *tubes(self.limbs, 3 if far else 7))]
        if not far:
            bare = self.tree.season == "winter" and not self.tree.species.evergreen
            # Leaves hide how twigs bend, and the triangles are better spent on leaves.
            kept = [0, 2, 3] if bare else [0, 3]
            twigs = Stems(self.bearing.points[:, kept], self.bearing.radii[:, kept])
            found += [(1, *tubes(self.branches, 4 if bare else 3)), (1, *tubes(twigs, 3))]
        return found


def assemble(
    pieces: list[tuple[int, npt.NDArray[np.float32], npt.NDArray[np.int32]]],
    leaves: list[tuple[int, Leaves]],
    height_m: float,
) -> Mesh:
    """One mesh of tubes and leaves, stretched along z above the ground to reach ``height_m`` exactly."""
    tubes_up = [v if i == 0 else np.maximum(v, _LOWEST) for i, (_, v, _) in enumerate(pieces)]
    vertices = np.concatenate([*tubes_up, *(found.vertices for _, found in leaves)])
    counts = [len(v) for _, v, _ in pieces] + [len(found.vertices) for _, found in leaves]
    offsets = np.cumsum([0, *counts[:-1]])
    faces = [t for _, _, t in pieces] + [found.triangles for _, found in leaves]
    parts = [part for part, _, _ in pieces] + [part for part, _ in leaves]
    uv = [np.zeros((len(t), 3, 2), np.float32) for _, _, t in pieces] + [found.uv for _, found in leaves]
    triangles = np.concatenate([t + o for t, o in zip(faces, offsets, strict=True)]).astype(np.int32)
    # What hangs into the ground is left out; the trunk's foot stands in it on purpose.
    first_leaf = sum(len(t) for _, _, t in pieces)
    keep = vertices[triangles, 2].min(axis=1) > 0
    keep[:first_leaf] = True
    used, numbers = np.unique(triangles[keep], return_inverse=True)
    vertices = vertices[used]
    above = vertices[:, 2] > 0
    vertices[above, 2] *= height_m / vertices[above, 2].max()
    return Mesh(
        vertices=vertices,
        triangles=numbers.reshape(-1, 3).astype(np.int32),
        uv=np.concatenate(uv)[keep],
        part=np.repeat(np.array(parts, np.int32), [len(t) for t in faces])[keep],
        sharp_angle_deg=60.0,
    )
