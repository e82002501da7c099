"""Cut the labelled things of a set out of its pictures, at 1:1, as a set of its own.

    python benchmarks/crops.py DATASET OUT --only bicycle,motorcycle [--side 416] [--min-px 32]

A detector whose input is 416 px wide sees a frame of 1242×375 at a third of its size, and a bicycle 60 px
wide as 20 px: what it misses there says nothing about the bicycle. In OUT/images every thing has a picture
of its own, ``--side`` px wide and high where the frame is (less where it is smaller), with the thing in its
middle; in OUT/annotations/instances.json that thing is an annotation, and all others in view are crowd
(``iscrowd`` 1), so that finding them costs nothing. Crowd of DATASET, and boxes less than ``--min-px`` wide
or high, get no picture.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from PIL import Image

__all__ = ["clipped", "window"]

Box = tuple[float, float, float, float]


def window(bbox: Box, width: int, height: int, side: int) -> tuple[int, int, int, int]:
    """The cut around a box (x, y, width, height, pixels) of a frame: left, top, right, bottom."""
    left, top = (
        int(min(max(at + size / 2 - side / 2, 0), max(whole - side, 0)))
        for at, size, whole in zip(bbox[:2], bbox[2:], (width, height), strict=True)
    )
    return left, top, min(left + side, width), min(top + side, height)


def clipped(bbox: Box, cut: tuple[int, int, int, int]) -> Box | None:
    """What of a box is inside a cut, in the cut's pixels; None: nothing."""
    left, top = max(bbox[0], cut[0]), max(bbox[1], cut[1])
    right, bottom = min(bbox[0] + bbox[2], cut[2]), min(bbox[1] + bbox[3], cut[3])
    if right <= left or bottom <= top:
        return None
    return left - cut[0], top - cut[1], right - left, bottom - top


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", required=True, help="names of categories, with commas between them")
    parser.add_argument("--side", type=int, default=416, help="of a cut, pixels")
    parser.add_argument("--min-px", type=float, default=32, help="of a box's width and height")
    arguments = parser.parse_args()
    labels = json.loads((arguments.dataset / "annotations" / "instances.json").read_text("utf-8"))
    names = {category["id"]: category["name"] for category in labels["categories"]}
    frames = {image["id"]: image for image in labels["images"]}
    wanted = set(arguments.only.split(","))
    of_image: dict[int, list[dict[str, Any]]] = {number: [] for number in frames}
    for row in labels["annotations"]:
        of_image[row["image_id"]].append(row)
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    (arguments.out / "images").mkdir(parents=True, exist_ok=True)
    (arguments.out / "annotations").mkdir(exist_ok=True)
    for number, frame in frames.items():
        with Image.open(arguments.dataset / "images" / frame["file_name"]) as picture:
            for row in of_image[number]:
                small = min(row["bbox"][2:]) < arguments.min_px
                if row["iscrowd"] or small or names[row["category_id"]] not in wanted:
                    continue
                cut = window(row["bbox"], picture.width, picture.height, arguments.side)
                name = f"{len(images):06d}.png"
                picture.crop(cut).save(arguments.out / "images" / name)
                for other in of_image[number]:
                    box = clipped(other["bbox"], cut)
                    if box is not None:
                        annotations.append(
                            {
                                "id": len(annotations) + 1,
                                "image_id": len(images),
                                "category_id": other["category_id"],
                                "bbox": box,
                                "area": box[2] * box[3],
                                "iscrowd": int(other is not row),
                                "attributes": other.get("attributes", {}),
                            }
                        )
                images.append(
                    {
                        "id": len(images),
                        "file_name": name,
                        "width": cut[2] - cut[0],
                        "height": cut[3] - cut[1],
                    }
                )
    made = {"images": images, "annotations": annotations, "categories": labels["categories"]}
    (arguments.out / "annotations" / "instances.json").write_text(json.dumps(made), "utf-8")
    print(f"{len(images)} cuts of {len(frames)} images in {arguments.out}")


if __name__ == "__main__":
    main()
