"""Put one picture of every edge case on one sheet, in the order of the catalogue.

python tools/edge_cases_sheet.py             # writes docs/edge_cases.jpg, at ``draft``
python tools/edge_cases_sheet.py sheet.jpg   # writes there
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from contact_sheet import sheet
from cyclorama.draw import Value
from cyclorama.generate import frame
from cyclorama.recipe import Recipe
from cyclorama.scenes.driving.edge_cases import CASES

__all__ = ["GIVEN", "main", "picture"]

OUT = Path(__file__).resolve().parents[1] / "docs" / "edge_cases.jpg"
COLUMNS = 3
SEED = 7
JPEG_QUALITY = 80
BY_DAY = {"conditions/time": "day", "conditions/weather": "clear|cloudy"}
GIVEN: dict[str, dict[str, Value]] = {
    "child_runs_out": {"s_m": 13, "ball": True},
    "person_lying": {"s_m": 10.5},
    "overturned_car": {"s_m": 13},
    "wrong_way_driver": {"s_m": 18},
    "cargo_debris": {"s_m": 11},
    "animal_on_road": {"kind": "deer", "s_m": 14},
    "cyclist_without_lights": {"s_m": 15},
    "stopped_truck": {"s_m": 18},
    "roadworks": {"s_m": 11},
    "emergency_scene": {"s_m": 13},
    "wheelchair": {"crossing/s_m": 9},
    "pram": {"crossing/s_m": 9},
    "oversized_load": {"gap_m": 11},
    "dense_crossing": {"crossing/s_m": 13},
    "sun_blinded_crossing": {"crossing/s_m": 10},
}
"""Near enough for a small picture."""


def picture(name: str) -> npt.NDArray[np.uint8]:
    """BGR picture of an edge case, 621×188, with its name; by day unless it needs another time."""
    case = CASES[name]
    given: dict[str, Value] = {"edge_case": name}
    for draw, wanted in BY_DAY.items():
        if set(wanted.split("|")) & set(case.needs.get(draw, wanted.split("|"))):
            given[draw] = wanted
    given |= {f"{name}/{draw}": value for draw, value in GIVEN[name].items()}
    recipe = Recipe(scene="driving", seed=SEED, width=621, height=188, quality="draft", given=given)
    image = frame(recipe, list(CASES).index(name)).image[..., ::-1].astype(np.uint8).copy()
    (width, _), _ = cv2.getTextSize(name, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
    image[168:] = image[168:] // np.where(np.arange(621)[:, None] < width + 16, 3, 1)
    cv2.putText(image, name, (8, 182), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 255), 1, cv2.LINE_AA)
    return np.asarray(image, np.uint8)


def main(out: Path = OUT) -> None:
    """Write the sheet."""
    names = [name for name in CASES if name != "none"]
    cv2.imwrite(
        str(out), sheet([picture(name) for name in names], COLUMNS), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    )
    print(f"{len(names)} edge cases: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=OUT, help="picture to write, else that of docs/")
    main(**vars(parser.parse_args()))
