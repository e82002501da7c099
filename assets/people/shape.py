"""Who a body is: MakeHuman's shape targets, weighted by age, sex, build, height and ancestry.

A target is a displacement of some vertices. Macro targets stand for corners of a space whose axes are the
parameters; a corner's weight is the product of its axes' weights, which on each axis are those of linear
interpolation between neighbours (MakeHuman's ``macro.json``, "macrotargets" and "combinations"; also
makehumancommunity.org/wiki, "Documentation:Basemesh" and "Modifiers").
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...errors import AssetError
from ..cache import cached
from ..packs.pack import PACKS
from .base import PACK, Array, base, data_folder

__all__ = ["AGES", "ANCESTRIES", "Shape", "age_of", "shaped", "stature_m"]

ANCESTRIES = ("african", "asian", "caucasian")
AGES = {"baby": 1.0, "child": 10.0, "young": 25.0, "old": 90.0}
"""MakeHuman's corners of age, in years. Between 1 and 25 its slider is linear, so its "child" is 10."""

_CORNERS = {
    "muscle": ("minmuscle", "averagemuscle", "maxmuscle"),
    "weight": ("minweight", "averageweight", "maxweight"),
    "height": ("minheight", None, "maxheight"),
    "proportions": ("uncommonproportions", None, "idealproportions"),
    "cup": ("mincup", "averagecup", "maxcup"),
    "firmness": ("minfirmness", "averagefirmness", "maxfirmness"),
}
_END_DM = 0.6
_DENSE = 0.15
"""Targets that move a larger share of the vertices than this are kept as displacements of all."""
_ROW = np.dtype([("vertex", "<i4"), ("delta", "<f4", 3)])
VERSION = 1
Weighted = list[tuple[str | None, float]]


@dataclass(frozen=True)
class Shape:
    """What decides a body's shape. Numbers without a unit run from 0 to 1, 0.5 being the average.

    Attributes:
        age_years: 1 to 90.
        male: 0 female to 1 male.
        muscle: from slack to athletic.
        weight: from thin to obese.
        height: from short to tall, beside others of that age, sex and build.
        proportions: from uncommon to ideal.
        ancestry: shares of :data:`ANCESTRIES`, which need not add up to 1.
        cup, firmness: of the breast.
        details: targets by path below ``targets``, such as ``nose/nose-hump-incr``, with weights.
        scale: of the whole, where no height within the targets' range is the wanted one.
    """

    age_years: float = 30.0
    male: float = 0.5
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.6
    ancestry: tuple[float, float, float] = (1.0, 1.0, 1.0)
    cup: float = 0.5
    firmness: float = 0.5
    details: Mapping[str, float] = field(default_factory=dict)
    scale: float = 1.0

    def of_stature(self, wanted_m: float) -> Shape:
        """The same body as tall as wanted: by the height targets, and by a scale beyond their reach."""
        # Each height target is weighted linearly, and the crown's and the soles' vertices stay the same.
        middle = replace(self, height=0.5, scale=1.0)
        common = _lifted(_weights(middle) | dict(self.details))
        ends = [0.0, 0.5, 1.0]
        statures = [
            float(np.ptp(common + _lifted(_height_weights(replace(middle, height=at)), False))) / 10
            for at in ends
        ]
        height = float(np.interp(wanted_m, statures, ends))
        found = replace(middle, height=height)
        return replace(found, scale=wanted_m / stature_m(found))


def age_of(years: float) -> Weighted:
    """The two corners of age between which ``years`` lie, with weights."""
    names, at = list(AGES), list(AGES.values())
    years = min(max(years, at[0]), at[-1])
    right = next(i for i in range(1, len(at)) if years <= at[i])
    share = (years - at[right - 1]) / (at[right] - at[right - 1])
    return [(names[right - 1], 1 - share), (names[right], share)]


def shaped(shape: Shape) -> Array:
    """Vertices of the whole base mesh in the A-pose, (n, 3), decimetres, y up, facing +z.

    Raises:
        AssetError: the pack is not installed or damaged, or has no such detail.
    """
    moved = np.zeros(base().template.shape, np.float32)
    flat = moved.reshape(-1)
    rows = np.empty_like(flat)
    for path, weight in (_weights(shape) | dict(shape.details)).items():
        found = _target(path)
        if found is None:
            if path in shape.details:
                raise AssetError(f"people: there is no target {path}; see the pack's folder targets")
        elif found[0] is None:
            flat += np.multiply(found[1], np.float32(weight), out=rows)
        else:
            moved[found[0]] += np.float32(weight) * found[1]
    return np.asarray((base().template + moved) * shape.scale)


def stature_m(shape: Shape) -> float:
    """Height of the body from soles to crown, metres."""
    return float(np.ptp(_lifted(_weights(shape) | dict(shape.details)))) * shape.scale / 10


def _lifted(weights: Mapping[str, float], whole: bool = True) -> Array:
    """How high each of :func:`_ends` is, or, not ``whole``, how far it is lifted, decimetres."""
    heights = base().template[_ends(), 1] if whole else np.zeros(len(_ends()))
    for path, weight in weights.items():
        rises = _rises(path)
        if rises is not None:
            heights = heights + weight * rises
    return heights


@lru_cache(maxsize=1)
def _ends() -> npt.NDArray[np.int64]:
    """Vertices that can be a body's highest or lowest: those of its skin near its crown and soles."""
    skin = np.unique(base().quads["body"]).astype(np.int64)
    height = base().template[skin, 1]
    chosen = (height > height.max() - _END_DM) | (height < height.min() + _END_DM)
    return np.asarray(skin[chosen])


@lru_cache(maxsize=2048)
def _rises(path: str) -> Array | None:
    """How far a target lifts each of :func:`_ends`, decimetres."""
    found = _target(path)
    if found is None:
        return None
    index, delta = found
    if index is None:
        return np.asarray(delta.reshape(-1, 3)[_ends(), 1], np.float64)
    lifts = np.zeros(len(base().template))
    lifts[index] = delta[:, 1]
    return lifts[_ends()]


def _weights(shape: Shape) -> dict[str, float]:
    """Macro targets by path, with weights."""
    sex: Weighted = [("female", 1 - shape.male), ("male", shape.male)]
    age = age_of(shape.age_years)
    muscle, weight = _between("muscle", shape.muscle), _between("weight", shape.weight)
    total = sum(shape.ancestry)
    ancestry: Weighted = [
        (name, share / total) for name, share in zip(ANCESTRIES, shape.ancestry, strict=True)
    ]
    proportions = _between("proportions", shape.proportions)
    cup, firmness = _between("cup", shape.cup), _between("firmness", shape.firmness)
    return {
        **_products("macrodetails/{}-{}-{}", ancestry, sex, age),
        **_products("macrodetails/universal-{}-{}-{}-{}", sex, age, muscle, weight),
        **_height_weights(shape),
        **_products("macrodetails/proportions/{}-{}-{}-{}-{}", sex, age, muscle, weight, proportions),
        **_products("breast/{}-{}-{}-{}-{}-{}", sex[:1], age, muscle, weight, cup, firmness),
    }


def _height_weights(shape: Shape) -> dict[str, float]:
    sex: Weighted = [("female", 1 - shape.male), ("male", shape.male)]
    axes = [_between(axis, getattr(shape, axis)) for axis in ("muscle", "weight", "height")]
    return _products("macrodetails/height/{}-{}-{}-{}-{}", sex, age_of(shape.age_years), *axes)


def _between(axis: str, value: float) -> Weighted:
    low, middle, high = _CORNERS[axis]
    if value < 0.5:
        return [(low, 1 - 2 * value), (middle, 2 * value)]
    return [(middle, 2 - 2 * value), (high, 2 * value - 1)]


def _products(pattern: str, *axes: Weighted) -> dict[str, float]:
    """Corner → product of its weights, without those that weigh nothing or that have no target."""
    found = {}
    # Most axes have one corner that weighs nothing.
    weighing = [[(name, share) for name, share in axis if share > 0 and name is not None] for axis in axes]
    for corner in itertools.product(*weighing):
        weight = math.prod([share for _, share in corner])
        if weight > 1e-6:
            found[pattern.format(*[name for name, _ in corner])] = weight
    return found


@lru_cache(maxsize=1024)
def _target(path: str) -> tuple[npt.NDArray[np.int32] | None, npt.NDArray[np.float32]] | None:
    """Vertices that a target moves and by how much, decimetres.

    Without vertices where it moves most of them: then there is a displacement of each, (3 n,), which is added
    ten times as fast. None: the pack has no such target.
    """
    file = data_folder() / "targets" / f"{path}.target.gz"
    if not file.is_file():
        return None
    key = hashlib.blake2b(f"{PACKS[PACK].sha256} {path}".encode(), digest_size=16).hexdigest()
    try:
        packed = cached(f"{PACK}-targets", key, VERSION, lambda: _parsed(file))
    except (OSError, EOFError, ValueError) as error:
        raise AssetError(f"{file}: damaged ({error}); delete the pack people and install it again") from error
    rows = np.frombuffer(packed, _ROW)
    if len(rows) < _DENSE * len(base().template):
        return np.ascontiguousarray(rows["vertex"]), np.ascontiguousarray(rows["delta"])
    whole = np.zeros(base().template.shape, np.float32)
    whole[rows["vertex"]] = rows["delta"]
    return None, whole.reshape(-1)


def _parsed(file: Path) -> bytes:
    """A target's rows, which are text in the pack, as :data:`_ROW`."""
    text = gzip.decompress(file.read_bytes()).decode("ascii", "replace")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    numbers = np.array(" ".join(lines).split(), np.float64).reshape(-1, 4)
    rows = np.empty(len(numbers), _ROW)
    rows["vertex"], rows["delta"] = numbers[:, 0], numbers[:, 1:]
    return rows.tobytes()
