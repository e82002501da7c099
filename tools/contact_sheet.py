"""Put every image of a small dataset beside its labels, on one sheet.

python tools/contact_sheet.py data/demo    # writes data/demo.jpg and says where everything is
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from cyclorama.annotate.preview import encoded, side_by_side

__all__ = ["main", "sheet"]

COLUMNS = 2


def sheet(pictures: Sequence[npt.NDArray[np.uint8]], columns: int = COLUMNS) -> npt.NDArray[np.uint8]:
    """Pictures of one size, shape (height, width, 3), row by row; what is left of the last row is black."""
    missing = -len(pictures) % columns
    filled = [*pictures, *[np.zeros_like(pictures[0])] * missing]
    rows = [np.concatenate(filled[at : at + columns], axis=1) for at in range(0, len(filled), columns)]
    return np.concatenate(rows, axis=0)


def main(folder: Path) -> None:
    """Write the sheet beside the dataset's folder, whose files stay as they are."""
    records = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("frames/*.json"))]
    pictures = []
    for record in records:
        (name,) = (file for file in record["files"] if file.startswith("images/"))
        pictures.append(side_by_side((folder / name).read_bytes(), record["annotations"]))
    out = folder.with_suffix(".jpg")
    out.write_bytes(encoded(sheet(pictures), ".jpg"))
    print(f"{len(pictures)} images: {folder / 'images'}")
    print(f"their labels:   {folder / 'annotations' / 'instances.json'}")
    print(f"side by side:   {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="of a dataset")
    main(**vars(parser.parse_args()))
