"""How unlike a set's pictures are, and in how many of them each category is.

    python benchmarks/variety.py DATASET [--expect person,bicycle,…] [--share 0.05]

Pictures are compared by their perceptual hashes: 64 bits that say which of the 8×8 lowest frequencies of the
grey picture, shrunk to 32×32, are above their median (Zauner, "Implementation and Benchmarking of Perceptual
Image Hash Functions", 2010, 3.2.1). Copies of one photograph, saved or scaled anew, differ in up to some 8 of
64 bits; unlike ones in 32 in the mean. Printed are each picture's distance to the one most like it, and the
share of pictures in which a category has an annotation that is no crowd.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

__all__ = ["distances", "perceptual_hash"]

_SIDE, _KEPT = 32, 8
ALIKE_BITS = 8


def perceptual_hash(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """(64,): of a grey picture, shape (height, width)."""
    small = cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:_KEPT, :_KEPT].ravel()
    return np.asarray(low > np.median(low[1:]))  # the first one is the mean's


def distances(hashes: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """(n, n): bits in which hashes of shape (n, 64) differ; on the diagonal 65, farther than any."""
    apart = (hashes[:, None] != hashes[None]).sum(axis=2)
    np.fill_diagonal(apart, hashes.shape[1] + 1)
    return np.asarray(apart, np.int64)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--expect", default="", help="categories that ought to be there, with commas")
    parser.add_argument("--share", type=float, default=0.05, help="of pictures that they are in")
    arguments = parser.parse_args()
    labels = json.loads((arguments.dataset / "annotations" / "instances.json").read_text("utf-8"))
    hashes = []
    for image in labels["images"]:
        path = arguments.dataset / "images" / image["file_name"]
        grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if grey is None:
            raise SystemExit(f"variety: {path}: no picture that can be read")
        hashes.append(perceptual_hash(np.asarray(grey, np.uint8)))
    apart = distances(np.array(hashes))
    nearest = apart.min(axis=1)
    first = int(nearest.argmin())
    print(
        f"{len(hashes)} pictures; bits of 64 to the one most like it: least {nearest.min()} "
        f"(images {first} and {int(apart[first].argmin())}), median {np.median(nearest):g}; "
        f"pictures with one within {ALIKE_BITS} bits: {int((nearest <= ALIKE_BITS).sum())}"
    )
    names = {category["id"]: category["name"] for category in labels["categories"]}
    shown = {name: set[int]() for name in [*names.values(), *filter(None, arguments.expect.split(","))]}
    for row in labels["annotations"]:
        if not row["iscrowd"]:
            shown[names[row["category_id"]]].add(row["image_id"])
    expected = set(filter(None, arguments.expect.split(",")))
    for name, images in sorted(shown.items(), key=lambda item: (-len(item[1]), item[0])):
        share = len(images) / len(hashes)
        rare = "  less than expected" if name in expected and share < arguments.share else ""
        print(f"{name:20} in {share:6.1%} of pictures{rare}")


if __name__ == "__main__":
    main()
