"""The proof of labels by rays: the whole scene cast with Embree, compared with what was annotated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scenes.camera import Resolution
from ..scenes.scene import Scene
from .panoptic import Key, Numbering
from .polygons import decoded
from .world import Met, World, world

__all__ = ["Difference", "RayReport", "differing", "differing_segments"]

Ints = npt.NDArray[np.int32]
LabelOf = Callable[[Met], Ints]
"""What is met as what the labels say of it."""

_DIRECTIONS = 32
_RADII_PX = np.geomspace(1e-5, 1.0, 11)
_BISECTIONS = 12
_BLOCK = 8192
_SHOWN = 5


@dataclass(frozen=True)
class Difference:
    """A pixel whose label is not what a ray through its centre meets.

    Attributes:
        x, y: column and row.
        label: instance id in the annotations; 0: none.
        ray: instance id that the ray met, if that is annotated; else 0.
        edge_px: how far from the centre a ray meets what the label says; inf: nowhere within 1 px.
    """

    x: int
    y: int
    label: int
    ray: int
    edge_px: float


@dataclass(frozen=True)
class RayReport:
    """What one image's labels and rays disagree on."""

    pixels: int
    differences: tuple[Difference, ...]

    @property
    def per_million(self) -> float:
        """Differing pixels per million."""
        return 1e6 * len(self.differences) / self.pixels

    @property
    def farthest_px(self) -> float:
        """The largest distance of a differing pixel's centre from an edge; 0 without any."""
        return max((d.edge_px for d in self.differences), default=0.0)

    def __str__(self) -> str:
        """One line of summary, then one for each of the first differing pixels."""
        count = len(self.differences)
        if count == 0:
            return f"0 of {self.pixels} px differ"
        lines = [
            f"{count} of {self.pixels} px differ ({self.per_million:.1f} per million), "
            f"farthest from an edge: {_px(self.farthest_px)}"
        ]
        lines += [
            f"  pixel ({d.x}, {d.y}): label {d.label}, ray {d.ray}, {_px(d.edge_px)} from an edge"
            for d in self.differences[:_SHOWN]
        ]
        if count > _SHOWN:
            lines.append(f"  and {count - _SHOWN} more")
        return "\n".join(lines)


def differing(
    scene: Scene,
    resolution: Resolution,
    annotations: Iterable[Mapping[str, Any]],
    opacity_threshold: float = 0.5,
    dropped: Iterable[Mapping[str, Any]] = (),
    cast: World | None = None,
) -> RayReport:
    """Casts the scene through every pixel's centre and compares the ids with the visible masks.

    Things without a category hide others and count as background, 0, as do those that were dropped
    for being small. All others must be where the rays meet them, annotated or not, so that a lost
    annotation shows.
    The distance of a differing pixel from an edge is the smallest radius, bisected between 1e-5 and
    1 px, at which one of 32 rays around the centre meets what the label says; so 1e-5 px means "or
    less".

    Args:
        scene: rebuilt from the record, independently of the renderer.
        resolution: of the image.
        annotations: the record's rows, or an image's of instances.json.
        opacity_threshold: the recipe's.
        dropped: the record's ``dropped``; what is there for being ``hidden`` must be hidden.
        cast: the scene by :func:`world`, where that is there already.

    Raises:
        ValueError: where a segmentation cannot be decoded, or a row names a thing that the scene has
            not, or calls it by another category.
    """
    width, height = resolution
    labels = np.zeros((height, width), np.int32)
    known = np.array([False, *(thing.category is not None for thing in scene.placed)])
    for row in dropped:
        if row["reason"] != "hidden":
            known[_thing_of(row, scene)] = False
    for row in annotations:
        labels[decoded(row["segmentation"], resolution)] = _thing_of(row, scene)

    def label_of(met: Met) -> Ints:
        return np.where(known[met.instance], met.instance, 0).astype(np.int32)

    return _compared(cast or world(scene, resolution, opacity_threshold), label_of, labels)


def differing_segments(
    scene: Scene,
    resolution: Resolution,
    ids: Ints,
    segments: Iterable[Mapping[str, Any]],
    annotations: Iterable[Mapping[str, Any]],
    opacity_threshold: float = 0.5,
    cast: World | None = None,
) -> RayReport:
    """The same for the picture of segments: every pixel, with stuff by parts, sky and void.

    Args:
        scene: rebuilt from the record.
        resolution: of the image.
        ids: the picture, int32, (height, width).
        segments: the record's ``panoptic``.
        annotations: the record's rows, which say what is labelled and what is in a crowd.
        opacity_threshold: the recipe's.
        cast: the scene by :func:`world`, where that is there already.
    """
    labelled: dict[int, Key] = {}
    for row in annotations:
        crowd = bool(row.get("iscrowd"))
        number = 0 if crowd else int(row["instance_id"])
        labelled[_thing_of(row, scene)] = (number, row["category"], True, crowd)
    id_of = {
        (0 if row["iscrowd"] or not row["isthing"] else row["id"], row["category"]): row["id"]
        for row in segments
    }
    numbering = Numbering.of(scene, labelled)
    # −1: a segment that the record does not know, which no picture holds.
    table = np.array([0, *(id_of.get(key[:2], -1) for key in numbering.keys[1:])], np.int32)

    def label_of(met: Met) -> Ints:
        return table[numbering.at(met.instance, met.part)]

    return _compared(cast or world(scene, resolution, opacity_threshold), label_of, ids)


def _compared(cast: World, label_of: LabelOf, labels: Ints) -> RayReport:
    met = label_of(cast.picture())
    y, x = np.nonzero(met != labels)
    label, ray = labels[y, x], met[y, x]
    edges = [
        _edge_px(cast, label_of, x[at : at + _BLOCK], y[at : at + _BLOCK], label[at : at + _BLOCK])
        for at in range(0, len(x), _BLOCK)
    ]
    edge_px = np.concatenate(edges) if edges else np.zeros(0)
    rows = zip(x.tolist(), y.tolist(), label.tolist(), ray.tolist(), edge_px.tolist(), strict=True)
    return RayReport(labels.size, tuple(Difference(*row) for row in rows))


def _thing_of(row: Mapping[str, Any], scene: Scene) -> int:
    """The row's instance id, if the scene has such a thing of that category."""
    instance_id, count = int(row["instance_id"]), len(scene.placed)
    if not 0 < instance_id <= count:
        raise ValueError(f"instance_id {instance_id}: the scene has {count} things")
    category = scene.placed[instance_id - 1].category
    if row.get("category", category) != category:
        raise ValueError(f"instance_id {instance_id}: labelled {row['category']}, but it is {category}")
    return instance_id


def _edge_px(
    cast: World,
    label_of: LabelOf,
    x: npt.NDArray[np.int64],
    y: npt.NDArray[np.int64],
    label: npt.NDArray[np.int32],
) -> npt.NDArray[np.float64]:
    """For each pixel the smallest radius at which a ray around its centre meets its label."""
    low, high = np.zeros(len(x)), np.full(len(x), np.inf)
    for radius in _RADII_PX:
        open_ = np.flatnonzero(np.isinf(high))
        meets = _meets(cast, label_of, x[open_], y[open_], label[open_], np.full(len(open_), radius))
        high[open_[meets]] = radius
        low[open_[~meets]] = radius
    bounded = np.flatnonzero(np.isfinite(high) & (low > 0))
    for _ in range(_BISECTIONS):
        middle = np.sqrt(low[bounded] * high[bounded])
        meets = _meets(cast, label_of, x[bounded], y[bounded], label[bounded], middle)
        high[bounded[meets]] = middle[meets]
        low[bounded[~meets]] = middle[~meets]
    return high


def _meets(
    cast: World,
    label_of: LabelOf,
    x: npt.NDArray[np.int64],
    y: npt.NDArray[np.int64],
    label: npt.NDArray[np.int32],
    radius_px: npt.NDArray[np.float64],
) -> npt.NDArray[np.bool_]:
    angle = np.arange(_DIRECTIONS) * (2 * np.pi / _DIRECTIONS)
    u = x[:, None] + 0.5 + radius_px[:, None] * np.cos(angle)
    v = y[:, None] + 0.5 + radius_px[:, None] * np.sin(angle)
    met = label_of(cast.met(u, v)).reshape(u.shape)
    return np.asarray((met == label[:, None]).any(axis=1))


def _px(distance: float) -> str:
    return f"{distance:.2g} px" if np.isfinite(distance) else "more than 1 px"
