"""The instances of one image: one table of parallel arrays, all derived from masks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..assets.mesh import Mesh
from ..recipe import LabelPolicy
from ..scenes.camera import Camera, Resolution
from ..scenes.frames import inverse
from ..scenes.passes import Passes
from ..scenes.scene import Scene, Thing
from .amodal import Amodal, amodal, in_frame
from .categories import category_id
from .keypoints import Keypoint, keypoints
from .masks import Region, as_region
from .polygons import segmentation
from .rays import Tree

__all__ = ["Box3d", "Dropped", "Instances", "annotation_rows", "box3d", "dropped_rows", "instances"]

_TRACKS_PER_DRIVE = 1_000_000

Attributes = Mapping[str, str | float | int | bool]


@dataclass(frozen=True, eq=False)
class Box3d:
    """A box around a thing along the thing's own axes, in the camera's frame (x right, y down, z forward).

    Attributes:
        centre_m: shape (3,).
        size_m: shape (3,), along the box's own axes.
        cam_from_box: rotation, shape (3, 3).
    """

    centre_m: npt.NDArray[np.float64]
    size_m: npt.NDArray[np.float64]
    cam_from_box: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Dropped:
    """A thing of a labelled category in the frame that gets no annotation.

    ``reason``: ``hidden`` (no pixel of it is visible), ``min_visible_px`` or ``min_visible_fraction``.
    """

    instance_id: int
    category: str
    reason: str


@dataclass(frozen=True, eq=False)
class Instances:
    """n instances of one image, in the order of their ids.

    Attributes:
        resolution: of the image.
        instance_id: int64, (n,): the thing's position in the scene plus one.
        category: n names.
        mask: n regions: the visible pixels.
        amodal: n regions: the pixels in the frame if nothing hid the thing; hold the visible ones.
        bbox: int64, (n, 4): x, y, width, height of the visible pixels.
        amodal_bbox: int64, (n, 4): of the whole thing; may reach out of the frame, see :class:`Amodal`.
        area: int64, (n,): visible pixels.
        visible_fraction: float64, (n,): visible area ÷ amodal area, both in the frame.
        in_frame_fraction: float64, (n,): amodal area in the frame ÷ in frame and window.
        depth_m: float64, (n,): median over the visible pixels, along the optical axis.
        box3d: n boxes.
        model: n names of what they are made of.
        attributes: n mappings.
        keypoints: n mappings of names to x, y and visibility; empty where a model has none.
        small: bool, (n,): below the policy's limits, but kept.
        dropped: things in the frame that are not among the n.

    Raises:
        ValueError: where an array does not have its shape, with the shape that came.
    """

    resolution: Resolution
    instance_id: npt.NDArray[np.int64]
    category: tuple[str, ...]
    mask: tuple[Region, ...]
    amodal: tuple[Region, ...]
    bbox: npt.NDArray[np.int64]
    amodal_bbox: npt.NDArray[np.int64]
    area: npt.NDArray[np.int64]
    visible_fraction: npt.NDArray[np.float64]
    in_frame_fraction: npt.NDArray[np.float64]
    depth_m: npt.NDArray[np.float64]
    box3d: tuple[Box3d, ...]
    model: tuple[str, ...]
    attributes: tuple[Attributes, ...]
    keypoints: tuple[Mapping[str, Keypoint], ...]
    small: npt.NDArray[np.bool_]
    dropped: tuple[Dropped, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.instance_id)
        vectors = ("instance_id", "area", "visible_fraction", "in_frame_fraction", "depth_m", "small")
        for name, shape in [*((v, (n,)) for v in vectors), ("bbox", (n, 4)), ("amodal_bbox", (n, 4))]:
            got = np.shape(getattr(self, name))
            if got != shape:
                raise ValueError(f"instances: {name} must have shape {shape}, got {got}")
        for name in ("category", "mask", "amodal", "box3d", "model", "attributes", "keypoints"):
            if len(getattr(self, name)) != n:
                raise ValueError(f"instances: {name} must have {n} entries, got {len(getattr(self, name))}")
        for name in ("mask", "amodal"):
            for number, region in enumerate(getattr(self, name)):
                if region.resolution != self.resolution:
                    raise ValueError(
                        f"instances: {name}[{number}] must be of {self.resolution}, got {region.resolution}"
                    )

    def __len__(self) -> int:
        return len(self.instance_id)


def instances(scene: Scene, passes: Passes, policy: LabelPolicy) -> Instances:
    """The instances that the policy wants, and those in the frame that it does not.

    The id pass is the truth; everything else is derived from it, from the scene's geometry and from
    the depth pass. Things without a category are never labelled, but they hide others.

    Raises:
        SceneError: where a category's name is not one.
        ValueError: where the passes show more things than the scene has.
    """
    things, resolution = scene.placed, passes.resolution
    regions = _regions(passes, len(things))
    trees: dict[Mesh, Tree] = {}
    rows: list[tuple[int, Thing, Region, Amodal, bool]] = []
    dropped: list[Dropped] = []
    for instance_id, (thing, visible) in enumerate(zip(things, regions, strict=True), start=1):
        if thing.category is None:
            continue
        category_id(thing.category)
        if visible.area == 0:
            if in_frame(thing, scene.camera, resolution, trees, policy.opacity_threshold):
                dropped.append(Dropped(instance_id, thing.category, "hidden"))
            continue
        if visible.area < policy.min_visible_px and policy.small == "drop":
            dropped.append(Dropped(instance_id, thing.category, "min_visible_px"))
            continue
        whole = amodal(thing, scene.camera, resolution, visible, trees, policy.opacity_threshold)
        assert whole is not None  # it holds the visible pixels
        reason = _reason(visible.area, visible.area / whole.mask.area, policy)
        if reason and policy.small == "drop":
            dropped.append(Dropped(instance_id, thing.category, reason))
        else:
            rows.append((instance_id, thing, visible, whole, reason is not None))
    return Instances(
        resolution=resolution,
        instance_id=np.array([row[0] for row in rows], np.int64),
        category=tuple(str(thing.category) for _, thing, *_ in rows),
        mask=tuple(visible for _, _, visible, _, _ in rows),
        amodal=tuple(whole.mask for *_, whole, _ in rows),
        bbox=np.array([visible.box for _, _, visible, _, _ in rows], np.int64).reshape(-1, 4),
        amodal_bbox=np.array([whole.bbox for *_, whole, _ in rows], np.int64).reshape(-1, 4),
        area=np.array([visible.area for _, _, visible, _, _ in rows], np.int64),
        visible_fraction=np.array([v.area / whole.mask.area for _, _, v, whole, _ in rows], np.float64),
        in_frame_fraction=np.array([whole.in_frame_fraction for *_, whole, _ in rows], np.float64),
        depth_m=np.array([_median_depth_m(v, passes) for _, _, v, _, _ in rows], np.float64),
        box3d=tuple(box3d(thing, scene.camera) for _, thing, *_ in rows),
        model=tuple(thing.model.name for _, thing, *_ in rows),
        attributes=tuple(dict(thing.attributes) for _, thing, *_ in rows),
        keypoints=tuple(keypoints(thing, number, scene.camera, passes) for number, thing, *_ in rows),
        small=np.array([small for *_, small in rows], np.bool_),
        dropped=tuple(dropped),
    )


def box3d(thing: Thing, camera: Camera) -> Box3d:
    """The box of the mesh's bounds along the thing's own axes, in the camera's frame.

    Of what faces +x (vehicles, people, animals) the size is length, width, height, and the first
    column of ``cam_from_box`` is where it is heading.
    """
    cam_from_thing = inverse(camera.world_from_cam) @ thing.world_from_thing
    sizes = np.linalg.norm(cam_from_thing[:3, :3], axis=0)
    axes = cam_from_thing[:3, :3] / sizes
    low, high = thing.model.mesh.bounds
    centre = cam_from_thing[:3, :3] @ ((low + high) / 2) + cam_from_thing[:3, 3]
    size = sizes * (high - low)
    if np.linalg.det(axes) < 0:  # mirrored: the sides of a box look the same, and front and top stay
        axes = axes * [1, -1, 1]
    return Box3d(centre, size, axes)


def annotation_rows(found: Instances, policy: LabelPolicy, drive: int = 0) -> list[dict[str, Any]]:
    """Plain rows for the frame record, in the order of instance ids.

    Numbers are rounded so that the last bits of a machine's arithmetic do not show: fractions,
    metres and rotations to 6 places, ``depth_m``, which comes from float32, to 4. ``track_id`` is
    the instance id plus a million for each drive before: it stays with the thing through its drive.
    ``small`` is there only where true.
    What is small is a crowd where the policy says so: COCO wants its mask as an RLE, never polygons.
    """
    rows = []
    for i in range(len(found)):
        box = found.box3d[i]
        crowd = policy.small == "crowd" and bool(found.small[i])
        row: dict[str, Any] = {
            "segmentation": segmentation(found.mask[i], policy.polygons and not crowd),
            "bbox": found.bbox[i].tolist(),
            "area": int(found.area[i]),
            "iscrowd": int(crowd),
            "category": found.category[i],
            "instance_id": int(found.instance_id[i]),
            "amodal_segmentation": segmentation(found.amodal[i], policy.polygons),
            "amodal_bbox": found.amodal_bbox[i].tolist(),
            "visible_fraction": _rounded(found.visible_fraction[i], 6),
            "in_frame_fraction": _rounded(found.in_frame_fraction[i], 6),
            "depth_m": _rounded(found.depth_m[i], 4),
            "box3d": {
                "centre_m": _rounded(box.centre_m, 6),
                "size_m": _rounded(box.size_m, 6),
                "cam_from_box": _rounded(box.cam_from_box, 6),
            },
            "track_id": drive * _TRACKS_PER_DRIVE + int(found.instance_id[i]),
            "model": found.model[i],
            "attributes": dict(sorted(found.attributes[i].items())),
        }
        if found.keypoints[i]:
            row["keypoints"] = {name: list(point) for name, point in found.keypoints[i].items()}
        if found.small[i]:
            row["small"] = True
        rows.append(row)
    return rows


def dropped_rows(found: Instances) -> list[dict[str, Any]]:
    """The record's ``dropped``, in the order of instance ids."""
    return [{"instance_id": d.instance_id, "category": d.category, "reason": d.reason} for d in found.dropped]


def _regions(passes: Passes, n_things: int) -> list[Region]:
    """The visible pixels of each thing of the scene."""
    ids = passes.instance
    highest, lowest = (int(ids.max()), int(ids.min())) if ids.size else (0, 0)
    if highest > n_things or lowest < 0:
        raise ValueError(f"passes: instance must be 0 to {n_things} (things), got {lowest} to {highest}")
    height, width = ids.shape
    rows, columns = np.nonzero(ids)
    of_pixel = ids[rows, columns]
    low = np.full((n_things + 1, 2), max(width, height))
    high = np.full((n_things + 1, 2), -1)
    for axis, position in enumerate((rows, columns)):
        np.minimum.at(low[:, axis], of_pixel, position)
        np.maximum.at(high[:, axis], of_pixel, position)
    regions = []
    for number in range(1, n_things + 1):
        (top, left), (bottom, right) = low[number].tolist(), high[number].tolist()
        crop = ids[top : bottom + 1, left : right + 1] == number
        regions.append(as_region(crop, left, top, passes.resolution))
    return regions


def _reason(visible_px: int, visible_fraction: float, policy: LabelPolicy) -> str | None:
    if visible_px < policy.min_visible_px:
        return "min_visible_px"
    if visible_fraction < policy.min_visible_fraction:
        return "min_visible_fraction"
    return None


def _median_depth_m(visible: Region, passes: Passes) -> float:
    return float(np.median(passes.depth_m[visible.slices][visible.pixels]))


def _rounded(value: npt.ArrayLike, places: int) -> Any:
    # Adding 0 turns −0.0 into 0.0, whose text is the same on every machine.
    return (np.round(np.asarray(value, np.float64), places) + 0.0).tolist()
