"""Make the pictures of the README again.

python tools/pictures.py    # writes docs/strip.jpg and docs/tables.jpg
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from contact_sheet import sheet
from cyclorama.annotate.preview import encoded, side_by_side
from cyclorama.generate import frame
from cyclorama.recipe import Recipe

__all__ = ["main"]

DOCS = Path(__file__).resolve().parents[1] / "docs"
SEED = 11
STRIP = 14
TABLES = (1, 5, 6, 9, 10, 11, 15, 12)


def main() -> None:
    """Render them at ``standard``: some minutes."""
    wide = frame(Recipe(scene="tabletop", seed=SEED), STRIP)
    (png,) = wide.files.values()
    strip = side_by_side(png, wide.record["annotations"])
    (DOCS / "strip.jpg").write_bytes(encoded(strip, ".jpg"))
    recipe = Recipe(scene="tabletop", seed=SEED, width=480, height=360)
    pictures = [frame(recipe, index).image[..., ::-1] for index in TABLES]
    shrunk = (cv2.resize(picture, (400, 300), interpolation=cv2.INTER_AREA) for picture in pictures)
    small = [picture.astype(np.uint8) for picture in shrunk]
    (DOCS / "tables.jpg").write_bytes(encoded(sheet(small, 4), ".jpg"))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
