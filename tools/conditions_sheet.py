"""Put 24 pictures of each of the driving scene's conditions on a sheet, one sheet a condition.

python tools/conditions_sheet.py              # writes all into docs/conditions/
python tools/conditions_sheet.py night snow   # only these
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from contact_sheet import sheet
from cyclorama.draw import Value
from cyclorama.generate import frame
from cyclorama.recipe import Recipe

__all__ = ["CONDITIONS", "main"]

OUT = Path(__file__).resolve().parents[1] / "docs" / "conditions"
COUNT, COLUMNS = 24, 4
WIDTH, HEIGHT = 414, 125
SEED = 31
JPEG_QUALITY = 72
CONDITIONS: dict[str, dict[str, Value]] = {
    "clear": {"conditions/time": "day", "conditions/weather": "clear"},
    "cloudy": {"conditions/time": "day", "conditions/weather": "cloudy"},
    "overcast": {"conditions/time": "day", "conditions/weather": "overcast"},
    "rain": {"conditions/time": "day", "conditions/weather": "rain"},
    "fog": {"conditions/time": "day", "conditions/weather": "fog"},
    "snow": {"conditions/time": "day", "conditions/weather": "snow"},
    "low_sun": {"conditions/time": "low_sun", "conditions/weather": "clear|cloudy"},
    "dusk": {"conditions/time": "dusk"},
    "night": {"conditions/time": "night"},
}


def main(names: list[str], out: Path = OUT) -> None:
    """Write the sheets of these conditions."""
    out.mkdir(exist_ok=True)
    for name in names:
        given = {**CONDITIONS[name], "edge_case": "none"}
        recipe = Recipe(scene="driving", seed=SEED, width=WIDTH, height=HEIGHT, quality="draft", given=given)
        pictures = [np.asarray(frame(recipe, i).image[..., ::-1], np.uint8) for i in range(COUNT)]
        path = out / f"{name}.jpg"
        cv2.imwrite(str(path), sheet(pictures, COLUMNS), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        print(f"{COUNT} pictures: {path}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *CONDITIONS], help="conditions, else all of them")
    main(parser.parse_args().names or list(CONDITIONS))
