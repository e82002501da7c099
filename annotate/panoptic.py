"""What every pixel is: the labelled things one by one, and stuff such as road and sky by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from scipy import ndimage

from ..errors import RenderError, SceneError
from ..recipe import LabelPolicy
from ..scenes.passes import Passes
from ..scenes.scene import Scene, Thing
from .categories import COCO_NAMES, category_id
from .instances import Instances
from .masks import Box

__all__ = [
    "SKY",
    "Key",
    "Numbering",
    "Panoptic",
    "Segment",
    "coloured",
    "panoptic",
    "read_ids",
    "segment_rows",
]

SKY = "sky-other-merged"
"""The stuff where a pixel's ray meets nothing."""

# Ids of things are those of instances, which Blender numbers up to 2^15; what is merged comes after.
_MERGED_FROM = 2**16
_THING_NAMES = frozenset(COCO_NAMES.values())


@dataclass(frozen=True)
class Segment:
    """Pixels of one image that belong together.

    Attributes:
        id: in the picture of ids: a thing's instance id; of stuff and crowds 65,536 and more.
        category: name of the thing's category, or of the stuff.
        is_thing: whether it is, or they are, things.
        crowd: several things of a category that are small, as one.
        area: pixels.
        box: of the pixels.
    """

    id: int
    category: str
    is_thing: bool
    crowd: bool
    area: int
    box: Box


@dataclass(frozen=True, eq=False)
class Panoptic:
    """The segments of one image, each pixel in one or in none.

    Attributes:
        ids: int32, (height, width): id of the segment; 0: none, which COCO calls void.
        segments: sorted by id; every one of them has pixels.
    """

    ids: npt.NDArray[np.int32]
    segments: tuple[Segment, ...]


def panoptic(scene: Scene, passes: Passes, found: Instances, policy: LabelPolicy) -> Panoptic:
    """The segments that the id and part passes show.

    A labelled thing is a segment. Where the policy makes crowds of small things, those of one
    category are one segment, because COCO's evaluation knows one crowd a category; where it drops
    them, they are void, as is an unlabelled thing that says of no stuff what it is.

    Raises:
        SceneError: where stuff has the name of one of COCO's things.
    """
    numbering = Numbering.of(scene, _labelled(found, policy))
    keys = numbering.keys
    order = sorted(range(1, len(keys)), key=lambda k: _sort_key(keys[k]))
    number = numbering.at(passes.instance, passes.part)
    area = np.bincount(number.ravel(), minlength=len(keys))
    boxes = ndimage.find_objects(number, max_label=len(keys) - 1) if len(keys) > 1 else []
    id_of = np.zeros(len(keys), np.int32)
    segments = []
    merged = _MERGED_FROM
    for k in order:
        if area[k] == 0:
            continue
        instance_id, category, is_thing, crowd = keys[k]
        if not instance_id:
            instance_id, merged = merged, merged + 1
        id_of[k] = instance_id
        rows, columns = boxes[k - 1]
        box = (columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)
        segments.append(Segment(instance_id, category, is_thing, crowd, int(area[k]), box))
    return Panoptic(id_of[number], tuple(segments))


Key = tuple[int, str, bool, bool]
"""Of a segment: instance id, or 0 of what is merged; name; whether a thing; whether a crowd."""


@dataclass(frozen=True, eq=False)
class Numbering:
    """Which segment every part of every thing is of.

    Attributes:
        keys: of the segments; the first one is void.
        number: int32: position among the keys, for sky and then for each part of each thing.
        first: int64: where the parts of a thing begin, by its instance id; sky's is 0.
    """

    keys: list[Key]
    number: npt.NDArray[np.int32]
    first: npt.NDArray[np.int64]

    @staticmethod
    def of(scene: Scene, labelled: Mapping[int, Key]) -> Numbering:
        """Of a scene of which some things are labelled, by instance id.

        Raises:
            SceneError: where stuff has the name of one of COCO's things.
        """
        keys: dict[Key, int] = {(0, "", False, False): 0, (0, SKY, False, False): 1}
        numbers, first = [1], [0]
        for instance_id, thing in enumerate(scene.placed, start=1):
            first.append(len(numbers))
            for key in _keys_of_parts(thing, labelled.get(instance_id)):
                numbers.append(0 if key is None else keys.setdefault(key, len(keys)))
        return Numbering(list(keys), np.array(numbers, np.int32), np.array(first))

    def at(self, instance: npt.NDArray[np.int32], part: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Positions among the keys where these ids are seen; any shape, the same for both."""
        return self.number[self.first[instance] + np.maximum(part, 1) - 1]


def _keys_of_parts(thing: Thing, label: Key | None) -> list[Key | None]:
    if thing.category is not None:
        return [label] * len(thing.model.materials)
    taken = sorted(_THING_NAMES & {name for name in thing.part_stuff if name})
    if taken:
        raise SceneError(
            f"thing {thing.model.name}: stuff {taken[0]!r} is one of COCO's things; make it the category"
        )
    return [None if name is None else (0, name, False, False) for name in thing.part_stuff]


def _sort_key(key: Key) -> tuple[bool, int, int, str, bool]:
    instance_id, category, _, crowd = key
    return instance_id == 0, instance_id, category_id(category), category, crowd


def _labelled(found: Instances, policy: LabelPolicy) -> dict[int, Key]:
    crowds = policy.small == "crowd"
    return {
        number: (0, category, True, True) if crowds and small else (number, category, True, False)
        for number, category, small in zip(
            found.instance_id.tolist(), found.category, found.small.tolist(), strict=True
        )
    }


def segment_rows(found: Panoptic) -> list[dict[str, Any]]:
    """Plain rows for the frame record."""
    return [
        {
            "id": segment.id,
            "category": segment.category,
            "isthing": int(segment.is_thing),
            "iscrowd": int(segment.crowd),
            "area": segment.area,
            "bbox": list(segment.box),
        }
        for segment in found.segments
    ]


def coloured(ids: npt.NDArray[np.int32]) -> bytes:
    """COCO's PNG: red + 256 green + 65,536 blue is the segment's id.

    Raises:
        RenderError: OpenCV cannot write it.
    """
    picture = np.empty((*ids.shape, 3), np.uint8)
    for channel, shift in enumerate((16, 8, 0)):  # OpenCV has blue first
        np.copyto(picture[..., channel], ids >> shift & 255, casting="unsafe")
    done, data = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise RenderError(f"the picture of segments of shape {ids.shape} could not be written as PNG")
    return data.tobytes()


def read_ids(png: bytes) -> npt.NDArray[np.int32]:
    """The ids of a picture that :func:`coloured` wrote, (height, width).

    Raises:
        ValueError: it is no picture of 8-bit colours.
    """
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED) if png else None
    if picture is None or picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
        raise ValueError("is no PNG of 8-bit red, green and blue")
    blue, green, red = (picture[..., channel].astype(np.int32) for channel in range(3))
    return red + 256 * green + 65_536 * blue
