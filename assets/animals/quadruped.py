"""A four-legged animal by its proportions: one skin over trunk, neck, head, legs and tail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..mesh import Mesh, join
from ..people.reach import joint
from ..shapes.blob import Capsule, blob
from ..shapes.loft import loft

__all__ = ["COAT", "EYE", "HORN", "NOSE", "Ears", "Gait", "Quadruped"]

Array = npt.NDArray[np.float64]
Ears = Literal["drop", "prick", "round", "leaf"]
Gait = Literal["standing", "walking", "trotting", "sitting"]

COAT, NOSE, EYE, HORN = range(4)

# When each foot comes down, as shares of a stride: left hind, left fore, right hind, right fore. Walk in
# lateral sequence, trot in diagonal pairs (M. Hildebrand, "Symmetrical gaits of horses", Science 150, 1965).
_PHASES: dict[Gait, tuple[float, float, float, float]] = {
    "walking": (0.0, 0.25, 0.5, 0.75),
    "trotting": (0.0, 0.5, 0.5, 0.0),
}
_STANCE: dict[Gait, float] = {"walking": 0.62, "trotting": 0.5}
"""Share of a stride that a foot is on the ground."""


@dataclass(frozen=True)
class Quadruped:
    """An animal on z = 0, facing +x. Lengths in metres.

    Attributes:
        height_m: at the withers.
        length_m: of the trunk, from breast to rump.
        chest_m: depth of the chest; ``slim`` is its width in proportion to that.
        waist: thickness of the loins in proportion to the chest.
        neck_m, neck_deg: length, and angle from level.
        skull_m: radius of the skull.
        muzzle_m: from the skull's middle to the nose; ``muzzle_thick`` in proportion to the skull.
        ears: their form; ``ear_m`` is their length.
        tail_m: length; ``tail_deg`` how far it rises from hanging; ``tail_thick_m`` its radius.
        leg_m: radius of the lower legs.
        hoofs: whether it walks on hoofs.
        antlers: whether it bears them.
        fluffy_m: how much fur adds all round.
        gait: how it stands or goes; ``phase`` of the stride, 0 to 1.
        head_deg: how far the head is turned to the left.
    """

    height_m: float
    length_m: float
    chest_m: float
    slim: float = 0.72
    waist: float = 0.72
    neck_m: float = 0.2
    neck_deg: float = 45.0
    skull_m: float = 0.075
    muzzle_m: float = 0.15
    muzzle_thick: float = 0.55
    ears: Ears = "drop"
    ear_m: float = 0.11
    tail_m: float = 0.32
    tail_deg: float = 50.0
    tail_thick_m: float = 0.02
    leg_m: float = 0.022
    hoofs: bool = False
    antlers: bool = False
    fluffy_m: float = 0.0
    gait: Gait = "standing"
    phase: float = 0.0
    head_deg: float = 0.0

    def mesh(self) -> Mesh:
        """All of it; texture coordinates tell where the coat is pale (u) and dark (v), 0 to 1."""
        return _built(self)

    # Places ----------------------------------------------------------------------------------------

    @property
    def withers(self) -> Array:
        """Where neck and trunk meet, (3,)."""
        return np.array([0.36 * self.length_m, 0.0, self.height_m - 0.42 * self.chest_m])

    @property
    def rump(self) -> Array:
        """The end of the trunk, (3,)."""
        z = 0.58 * self.chest_m if self.gait == "sitting" else self.height_m - 0.36 * self.chest_m
        return np.array([-0.40 * self.length_m, 0.0, z])

    @property
    def poll(self) -> Array:
        """The middle of the skull, (3,)."""
        a = np.radians(self.neck_deg)
        start = self.withers + _step(0.10 * self.length_m, 0, 0.10 * self.chest_m)
        return np.asarray(start + self.neck_m * np.array([np.cos(a), 0.0, np.sin(a)]))

    def facing(self) -> Array:
        """(3, 3): turns the head to the left."""
        a = np.radians(self.head_deg)
        return np.array([[np.cos(a), -np.sin(a), 0], [np.sin(a), np.cos(a), 0], [0, 0, 1]])

    def on_head(self, x: float, y: float, z: float) -> Array:
        """A place on the head, in radii of the skull from its middle, the muzzle dipping a little, (3,)."""
        return np.asarray(self.poll + self.skull_m * (self.facing() @ np.array([x, y, z])))

    @property
    def nose(self) -> Array:
        """The tip of the muzzle, (3,)."""
        reach = self.muzzle_m / self.skull_m
        return self.on_head(reach, 0.0, -0.38 * reach + 0.05)

    def feet(self) -> list[tuple[Array, float]]:
        """Where each foot is, (3,), and how far its joint is bent, 0 to 1: as in :data:`_PHASES`."""
        hind, fore = -0.42 * self.length_m, 0.40 * self.length_m
        wide = 0.5 * self.chest_m * self.slim
        found = []
        for number, (x, y) in enumerate(((hind, wide), (fore, wide), (hind, -wide), (fore, -wide))):
            place, bent = np.array([x, 0.82 * y, 0.0]), 0.0
            if self.gait == "standing":
                # Nothing stands like a table.
                place[0] += 0.05 * self.height_m * np.sin(2.4 * number + 6.28 * self.phase)
            if self.gait == "sitting" and number % 2 == 0:
                place[0] += 0.22 * self.length_m
            if self.gait in _PHASES:
                p = (self.phase + _PHASES[self.gait][number]) % 1.0
                stance = _STANCE[self.gait]
                stride = 0.62 * self.height_m if self.gait == "walking" else 0.8 * self.height_m
                if p < stance:
                    place[0] += stride * (0.5 - p / stance) * 0.75
                else:
                    s = (p - stance) / (1 - stance)
                    place[0] += stride * (-0.5 + s * s * (3 - 2 * s)) * 0.75
                    bent = float(np.sin(np.pi * s))
                    place[2] = 0.16 * self.height_m * bent
            found.append((place, bent))
        return found

    # Parts -----------------------------------------------------------------------------------------

    def _trunk(self) -> list[Capsule]:
        r = 0.5 * self.chest_m
        breast = self.withers + _step(0.0, 0, -0.02 * self.height_m)
        loin = 0.35 * breast + 0.65 * self.rump + _step(0, 0, 0.06 * self.chest_m)
        thin = self.waist * r
        middle = 0.5 * (breast + loin) - _step(0, 0, 0.02 * self.chest_m)
        slim = self.slim
        return [
            _capsule(breast, middle, (r, 0.92 * r), slim, 0.0),
            _capsule(middle, loin, (0.92 * r, thin), slim, 0.06),
            _capsule(loin, self.rump, (thin, 0.72 * r), slim * 1.05, 0.06),
            _capsule(
                breast + _step(0.2 * r, 0, -0.1 * r),
                breast + _step(0.55 * r, 0, -0.2 * r),
                (0.75 * r, 0.55 * r),
                0.85,
                0.06,
            ),
        ]

    def _head(self) -> list[Capsule]:
        r, thick = self.skull_m, self.muzzle_thick * self.skull_m
        neck = 0.30 * self.chest_m + 0.25 * r
        nape = self.withers + _step(0.04 * self.length_m, 0, 0.04 * self.chest_m)
        reach = self.muzzle_m / r
        stop = self.on_head(0.55, 0, -0.28)
        tip = self.on_head(reach - 0.75 * self.muzzle_thick, 0, -0.38 * reach + 0.12)
        chin = self.on_head(reach - 1.1 * self.muzzle_thick, 0, -0.38 * reach - 0.12)
        return [
            _capsule(nape, self.on_head(-0.35, 0, -0.15), (neck, 0.78 * r), 0.85, 0.05),
            _capsule(self.poll, self.on_head(0.3, 0, -0.05), (r, 0.82 * r), 0.9, 0.03),
            _capsule(stop, tip, (0.95 * thick, 0.72 * thick), 0.95, 0.02),
            _capsule(stop, chin, (0.7 * thick, 0.5 * thick), 0.9, 0.02),
        ]

    def _legs(self) -> list[Capsule]:
        h, length = self.height_m, self.length_m
        found = []
        for number, (foot, bent) in enumerate(self.feet()):
            front = number % 2 == 1
            side = 1.0 if number < 2 else -1.0
            wide = 0.5 * self.chest_m * self.slim
            paw = 0.95 * self.leg_m if self.hoofs else 1.30 * self.leg_m
            ankle = foot + _step(0, 0, paw)
            if front:
                top = np.array([0.34 * length, side * 0.72 * wide, 0.60 * h])
                first, second = 0.24 * h, 0.27 * h
                wrist = foot + _step(-0.05 * h - 0.12 * h * bent, 0, 0.17 * h + 0.02 * h * bent)
                pole = (-1.0, 0.0, -0.2)
                radii = (0.30 * self.chest_m * 0.8, 1.75 * self.leg_m, 1.05 * self.leg_m)
            else:
                top = np.array(
                    [self.rump[0] + 0.06 * length, side * 0.66 * wide, self.rump[2] - 0.10 * self.chest_m]
                )
                first, second = 0.30 * h, 0.29 * h
                wrist = foot + _step(-0.11 * h - 0.06 * h * bent, 0, 0.22 * h)
                if self.gait == "sitting":
                    wrist = foot + _step(-0.22 * h, 0, 0.06 * h)
                pole = (0.4, 0.4 * side, 1.0) if self.gait == "sitting" else (1.0, 0.12 * side, 0.1)
                radii = (0.33 * self.chest_m, 2.2 * self.leg_m, 1.1 * self.leg_m)
            elbow, wrist = joint(top, wrist, first, second, pole)
            found += [
                _capsule(top, elbow, (radii[0], radii[1]), 0.62, 0.05),
                _capsule(elbow, wrist, (radii[1], radii[2]), 0.9, 0.03),
                _capsule(wrist, ankle, (1.08 * self.leg_m, 0.95 * self.leg_m), 0.95, 0.012),
            ]
            if not self.hoofs:
                toe = ankle + _step(1.5 * self.leg_m, 0, -0.25 * paw)
                found.append(_capsule(ankle, toe, (paw, 0.75 * paw), 1.1, 0.01))
        return found

    def _tail(self) -> list[Capsule]:
        start = self.rump + _step(-0.30 * self.chest_m, 0, 0.16 * self.chest_m)
        found, at = [], start
        steps = 4
        angle = np.radians(self.tail_deg - 90.0)
        for step in range(steps):
            # It bends upwards to its tip.
            a = angle + np.radians(16.0 * step)
            end = at + self.tail_m / steps * np.array([-np.cos(a), 0.0, np.sin(a)])
            end[2] = max(end[2], 1.6 * self.tail_thick_m)
            thick = self.tail_thick_m * np.interp([step, step + 1], [0, 1.5, steps], [0.95, 1.0, 0.55])
            found.append(_capsule(at, end, (float(thick[0]), float(thick[1])), 1.0, 0.02))
            at = end
        return found

    def capsules(self) -> list[Capsule]:
        """All of what the skin is stretched over."""
        parts = [*self._trunk(), *self._head(), *self._legs(), *self._tail()]
        if not self.fluffy_m:
            return parts
        grown = len(self._trunk()) + 1
        return [
            Capsule(
                c.start,
                c.end,
                (c.radii_m[0] + self.fluffy_m, c.radii_m[1] + self.fluffy_m),
                c.flat,
                c.blend_m,
            )
            if number < grown
            else c
            for number, c in enumerate(parts)
        ]

    def _ears(self) -> list[Mesh]:
        found = []
        turn = self.facing()
        for side in (1.0, -1.0):
            root = self.on_head(-0.15, side * 0.55, 0.62)
            if self.ears == "drop":
                root = self.on_head(-0.15, side * 0.78, 0.45)
                ways, wide = [(0.0, 0.55, 0.15), (0.12, 0.5, -0.6), (0.2, 0.08, -1.0)], 0.62
            elif self.ears == "prick":
                ways, wide = [(-0.05, 0.18, 1.0), (0.02, 0.1, 1.0), (0.0, 0.02, 1.0)], 0.52
            elif self.ears == "round":
                ways, wide = [(0.05, 0.3, 1.0), (0.05, 0.25, 1.0), (0.05, 0.1, 0.8)], 0.75
            else:
                ways, wide = [(-0.15, 0.9, 0.7), (-0.05, 1.0, 0.55), (0.0, 0.9, 0.5)], 0.42
            path = [root - 0.3 * self.skull_m * np.array([0, side, 0.5])]
            for way in ways:
                step = turn @ (np.array(way) * [1, side, 1])
                path.append(path[-1] + self.ear_m / 3 * step / np.linalg.norm(step))
            half = self.ear_m * wide / 2 * np.array([0.85, 1.0, 0.8, 0.12])
            found.append(
                _leaf(np.array(path), half, turn @ np.array([1.0, 0.35 * side, 0.0]), 0.11 * self.ear_m)
            )
        return found

    def _details(self) -> list[Mesh]:
        r = self.skull_m
        found = []
        for side in (1.0, -1.0):
            found.append(_ball(self.on_head(0.62, side * 0.46, 0.22), 0.135 * r, EYE))
        found.append(
            _ball(
                self.nose - _step(0.25 * self.muzzle_thick * r, 0, 0.0),
                0.30 * self.muzzle_thick * r + 0.004,
                NOSE,
            )
        )
        if self.antlers:
            for side in (1.0, -1.0):
                found += _antler(self.on_head(-0.2, 0.4 * side, 0.7), side, 3.2 * r)
        if self.hoofs:
            for foot, _ in self.feet():
                found.append(_hoof(foot, 1.15 * self.leg_m))
        return found


def _step(x: float, y: float, z: float) -> Array:
    return np.array([x, y, z], np.float64)


def _capsule(a: Array, b: Array, radii: tuple[float, float], flat: float, blend_m: float) -> Capsule:
    start, end = ((float(p[0]), float(p[1]), float(p[2])) for p in (a, b))
    return Capsule(start, end, (float(radii[0]), float(radii[1])), flat, blend_m)


@lru_cache(maxsize=128)
def _built(of: Quadruped) -> Mesh:
    cell = max(0.007, 0.0185 * of.height_m**0.5)
    vertices, triangles = blob(of.capsules(), cell)
    # Fur is uneven: waves of several lengths and directions, a share of its own length.
    turn = 2.4 * np.arange(16)
    up = np.linspace(-0.9, 0.9, 16)[[3, 12, 7, 0, 15, 9, 5, 13, 1, 10, 6, 14, 2, 8, 11, 4]]
    level = np.sqrt(1 - up**2)
    waves = np.stack([level * np.cos(turn), level * np.sin(turn), up]) * np.geomspace(25, 220, 16)
    rough = (0.0011 + 0.13 * of.fluffy_m) * np.sin(vertices @ waves + np.arange(16)).sum(axis=1) / 4
    vertices = vertices + _outward(vertices, triangles) * rough[:, None]
    shade = _shade(of, vertices)
    skin = Mesh(
        vertices.astype(np.float32), triangles.astype(np.int32), shade[triangles].astype(np.float32),
        np.full(len(triangles), COAT, np.int32), sharp_angle_deg=80.0,
    )  # fmt: skip
    joined = join(skin, *of._ears(), *of._details())
    points = joined.vertices - np.array([0, 0, joined.bounds[0, 2]], np.float32)
    middle = (joined.bounds[0] + joined.bounds[1]) / 2
    points = points - np.array([middle[0], 0, 0], np.float32)
    return Mesh(points, joined.triangles, joined.uv, joined.part, 80.0)


def _outward(vertices: Array, triangles: npt.NDArray[np.int64]) -> Array:
    corners = vertices[triangles]
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.stack(
        [np.bincount(triangles.ravel(), np.repeat(face[:, k], 3), len(vertices)) for k in range(3)], axis=1
    )
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))


def _shade(of: Quadruped, p: Array) -> Array:
    """Where the coat is pale (belly, legs, breast) and dark (back, muzzle), 0 to 1, (n, 2)."""
    h, deep = of.height_m, of.chest_m
    ragged = 0.05 * h * np.sin(p @ np.array([[37.0, 19], [23, 41], [29, 31]]) + [0.0, 1.0]).sum(axis=1)
    high, along = p[:, 2] + 0.6 * ragged, p[:, 0] + ragged
    back = _rise(high, h - 0.68 * deep, 0.42 * deep)
    trunk = _rise(-along, -(of.withers[0] + 0.12 * h), 0.25 * h) * _rise(
        along, of.rump[0] - 0.22 * h, 0.25 * h
    )
    low = _rise(-high, -0.46 * h, 0.26 * h)
    breast = _rise(along, of.withers[0] + 0.02 * h, 0.2 * h) * _rise(
        -high, -of.withers[2] - 0.1 * deep, 0.4 * deep
    )
    muzzle = np.clip(1.6 - np.linalg.norm(p - of.nose, axis=1) / (0.55 * of.muzzle_m), 0, 1)
    return np.stack([np.clip(low + 0.8 * breast, 0, 1), np.clip(back * trunk + muzzle, 0, 1)], axis=1)


def _rise(value: Array, start: float, over: float) -> Array:
    """From 0 at ``start`` smoothly to 1."""
    t = np.clip((value - start) / over, 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def _leaf(path: Array, half: Array, across: Array, thick_m: float) -> Mesh:
    """An ear: flat rings along a path, (n, 3), ``half`` as wide, its flat side across ``across``."""
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    wide = across - along * (along @ across)[:, None]
    wide /= np.linalg.norm(wide, axis=1, keepdims=True)
    deep = np.cross(along, wide)
    angle = 2 * np.pi * np.arange(12) / 12
    rings = path[:, None] + half[:, None, None] * np.cos(angle)[:, None] * wide[:, None]
    rings = rings + thick_m * np.sin(angle)[:, None] * deep[:, None]
    mesh = loft(rings, COAT)
    return Mesh(
        mesh.vertices, mesh.triangles, np.tile([0.0, 0.45], (len(mesh.triangles), 3, 1)), mesh.part, 60.0
    )


def _ball(middle: Array, radius_m: float, part: int) -> Mesh:
    polar, turn = np.linspace(0, np.pi, 8), 2 * np.pi * np.arange(12) / 12
    rings = np.stack(
        np.broadcast_arrays(
            np.sin(polar)[:, None] * np.cos(turn),
            np.sin(polar)[:, None] * np.sin(turn),
            -np.cos(polar)[:, None],
        ),
        axis=2,
    )
    return loft(middle + radius_m * rings, part)


def _hoof(foot: Array, radius_m: float) -> Mesh:
    turn = 2 * np.pi * np.arange(10) / 10
    ring = np.stack([np.cos(turn) * 1.2 + 0.25, np.sin(turn), 0 * turn], axis=1)
    size = np.array([1.0, 0.95, 0.8])[:, None, None] * radius_m
    rings = foot + size * ring + np.array([0.0, 1.2, 2.3])[:, None, None] * radius_m * _step(0, 0, 1)
    return loft(rings, HORN)


def _antler(root: Array, side: float, size_m: float) -> list[Mesh]:
    from ..shapes.tubes import smooth, tube

    beam = [
        root,
        root + size_m * np.array([-0.25, 0.3 * side, 0.4]),
        root + size_m * np.array([-0.1, 0.5 * side, 0.85]),
        root + size_m * np.array([0.15, 0.42 * side, 1.1]),
    ]
    line = smooth(beam, 12)
    found = [tube(line, np.linspace(0.016, 0.006, 12), HORN, 6)]
    for at, way in ((2, (0.4, 0.1 * side, 0.25)), (6, (0.3, 0.0, 0.3)), (9, (-0.2, 0.15 * side, 0.25))):
        tip = line[at] + size_m * np.array(way)
        found.append(
            tube(
                smooth([line[at], 0.5 * (line[at] + tip) - _step(0, 0, 0.02), tip], 5),
                np.linspace(0.011, 0.003, 5),
                HORN,
                5,
            )
        )
    return found
