"""How many labelled things a detector found, where some categories count as one.

    python benchmarks/found.py DATASET --detections dets.json [--one car,truck,bus] [--contiguous]

``dets.json`` is in COCO's format for results: boxes with scores, of any detector. A thing is found by a box
of a category that counts as its own, with a score of at least 0.25 and an IoU of at least 0.5.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from cyclorama.annotate.categories import COCO_NAMES
from pycocotools import mask

SCORE, OVERLAP = 0.25, 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--detections", type=Path, required=True)
    parser.add_argument("--one", default="car,truck,bus", help="COCO names that count as one")
    parser.add_argument(
        "--contiguous", action="store_true", help="category ids are 1 to 80, without COCO's gaps"
    )
    arguments = parser.parse_args()
    labels = json.loads((arguments.dataset / "annotations" / "instances.json").read_text("utf-8"))
    names = {category["id"]: category["name"] for category in labels["categories"]}
    one = set(arguments.one.split(","))
    known = dict(enumerate(COCO_NAMES.values(), start=1)) if arguments.contiguous else COCO_NAMES
    boxes = defaultdict(list)
    for row in json.loads(arguments.detections.read_text("utf-8")):
        if row["score"] >= SCORE:
            boxes[row["image_id"]].append((row["bbox"], known[row["category_id"]]))
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in labels["annotations"]:
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
