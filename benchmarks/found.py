"""How many labelled things a detector found, where some categories count as one.

    python benchmarks/found.py DATASET --detections dets.json [--one car,truck,bus] [--contiguous]

No detector comes with Cyclorama. ``dets.json`` is what any that was trained on COCO writes of the pictures
in DATASET/images: a list in COCO's format for results, an object a box, ``{"image_id": 17,
"category_id": 3, "bbox": [x, y, width, height], "score": 0.9}``, where ``image_id`` is the number in the
picture's name, pixels count from the top left, and ``category_id`` is COCO's (``--contiguous``: 1 to 80, as
many detectors number what they know). A thing is found by a box of a category that counts as its own, with
a score of at least 0.25 and an IoU of at least 0.5.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from cyclorama.annotate.categories import COCO_NAMES
from pycocotools import mask

SCORE, OVERLAP = 0.25, 0.5


def _read(path: Path, what: str) -> Any:
    """The JSON in a file; ends the program with one line where there is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SystemExit(f"found: {path}: {error.strerror}; expected of {what}") from None
    except ValueError as error:
        raise SystemExit(f"found: {path}: it is no JSON ({error}); expected of {what}") from None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--detections", type=Path, required=True)
    parser.add_argument("--one", default="car,truck,bus", help="COCO names that count as one")
    parser.add_argument(
        "--contiguous", action="store_true", help="category ids are 1 to 80, without COCO's gaps"
    )
    arguments = parser.parse_args()
    labels = _read(
        arguments.dataset / "annotations" / "instances.json", "DATASET: the folder of a finished set"
    )
    names = {category["id"]: category["name"] for category in labels["categories"]}
    one = set(arguments.one.split(","))
    known = dict(enumerate(COCO_NAMES.values(), start=1)) if arguments.contiguous else COCO_NAMES
    boxes = defaultdict(list)
    for row in _read(arguments.detections, "--detections: what a detector found, see --help"):
        if row["score"] >= SCORE:
            boxes[row["image_id"]].append((row["bbox"], known[row["category_id"]]))
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in labels["annotations"]:
        if row["iscrowd"]:
            continue
        name = names[row["category_id"]]
        group = one if name in one else {name}
        candidates = [box for box, category in boxes[row["image_id"]] if category in group]
        best = 0.0
        if candidates:
            best = float(np.max(mask.iou(np.array(candidates, float), np.array([row["bbox"]], float), [0])))
        key = row.get("attributes", {}).get("asset", name)
        for row_name in ("all", key):
            tally[row_name][0] += 1
            tally[row_name][1] += best >= OVERLAP
        if best < OVERLAP:
            print(f"missed: image {row['image_id']}, {key}, IoU {best:.2f}")
    for key, (count, found) in sorted(tally.items()):
        print(f"{key:40} {found:4} of {count:4}  {found / count:.2f}")


if __name__ == "__main__":
    main()
