"""Put one picture of every edge case on one sheet, in the order of the catalogue.

python tools/edge_cases_sheet.py             # writes docs/edge_cases.jpg, at ``draft``
python tools/edge_cases_sheet.py sheet.jpg   # writes there
"""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from contact_sheet import sheet
from cyclorama.annotate.preview import encoded
from cyclorama.generate import frame
from cyclorama.recipe import Recipe
from cyclorama.scenes.driving.edge_cases import CASES

__all__ = ["INDICES", "main", "picture"]

OUT = Path(__file__).resolve().parents[1] / "docs" / "edge_cases.jpg"
COLUMNS = 3
SEED = 7
BY_DAY = {"conditions/time": "day", "conditions/weather": "clear|cloudy"}
INDICES: dict[str, int] = {}
"""Which image of the seed shows an edge case best, where it is not the first."""


def picture(name: str) -> npt.NDArray[np.uint8]:
    """BGR picture of an edge case, 621×188, with its name; by day unless it needs another time."""
    given = {draw: value for draw, value in BY_DAY.items() if draw not in CASES[name].needs}
    recipe = Recipe(
        scene="driving", seed=SEED, width=621, height=188, quality="draft", given={"edge_case": name, **given}
    )
    image = np.ascontiguousarray(frame(recipe, INDICES.get(name, 0)).image[..., ::-1]).astype(np.uint8)
    for color, width in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(image, name, (8, 180), cv2.FONT_HERSHEY_SIMPLEX, 0.5, color, width, cv2.LINE_AA)
    return image


def main(out: Path = OUT) -> None:
    """Write the sheet."""
    names = [name for name in CASES if name != "none"]
    out.write_bytes(encoded(sheet([picture(name) for name in names], COLUMNS), ".jpg"))
    print(f"{len(names)} edge cases: {out}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
