"""Put crops of driving frames at 1:1 on a sheet: what gives rendered streets away, and how it looks here.

    cyclorama render driving --count 200 --seed 12 --rig kitti --quality draft --given conditions/time=day \\
        --given 'conditions/weather=clear|cloudy' --given edge_case=none --given region=europe \\
        --min-visible-px 400 --small crowd --out data/k200
    python tools/realism_sheet.py data/k200    # writes docs/realism.jpg
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from contact_sheet import sheet

__all__ = ["CROPS", "main"]

OUT = Path(__file__).resolve().parents[1] / "docs" / "realism.jpg"
WIDTH, HEIGHT, COLUMNS = 340, 200, 3
JPEG_QUALITY = 88
CROPS: dict[str, tuple[int, int, int]] = {
    "asphalt with grain, seams and worn paint": (21, 430, 175),
    "shut lines, lamps and seats of cars": (8, 250, 160),
    "panes that mirror and show what is behind": (40, 850, 175),
    "facades with recesses, balconies and gutters": (21, 640, 0),
    "shops, shutters and signs that can be read": (7, 860, 20),
    "leaves and light between them": (37, 640, 0),
    "an horizon that is full": (22, 300, 90),
    "roads that bend and rise": (6, 300, 120),
    "signs with their faces": (21, 900, 10),
    "people who stand and walk as people do": (14, 470, 140),
    "shelters, and who waits": (37, 860, 70),
    "sober paint, and wheels": (40, 0, 170),
}
"""By what they show: the image, and the crop's left and upper edge in pixels."""


def main(dataset: Path, out: Path = OUT) -> None:
    """Cut the crops out of a set's pictures."""
    crops = []
    for image, left, top in CROPS.values():
        path = dataset / "images" / f"{image:06d}.png"
        picture = cv2.imread(str(path))
        if picture is None:
            raise SystemExit(f"realism_sheet: {path}: no picture that can be read; see --help")
        crops.append(np.asarray(picture[top : top + HEIGHT, left : left + WIDTH], np.uint8))
    cv2.imwrite(str(out), sheet(crops, COLUMNS), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    print(f"{len(crops)} crops: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path)
    main(parser.parse_args().dataset)
