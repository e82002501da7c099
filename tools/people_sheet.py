"""Put people on one sheet: two rows as they are drawn, one row with each pose from its side.

python tools/people_sheet.py                # writes docs/people.jpg; needs the pack people
python tools/people_sheet.py sheet.jpg 7    # writes there, with seed 7
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from contact_sheet import sheet
from cyclorama.annotate.preview import encoded
from cyclorama.assets import recipes
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.assets.people.person import person
from cyclorama.assets.people.pose import POSES
from cyclorama.draw import Draw
from cyclorama.render.capture import capture
from cyclorama.render.develop import develop
from cyclorama.render.settings import QUALITIES
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import pose
from cyclorama.scenes.light import Sky
from cyclorama.scenes.scene import Scene, Thing

__all__ = ["main", "tile"]

OUT = Path(__file__).resolve().parents[1] / "docs" / "people.jpg"
COLUMNS, DRAWN = 8, 16
SIZE = Resolution(150, 240)
_HEIGHT_M = 2.0


def tile(model: Model, azimuth_deg: float) -> npt.NDArray[np.uint8]:
    """BGR picture of a person, all at one scale."""
    floor = np.array([[-30, -30, 0], [30, -30, 0], [30, 30, 0], [-30, 30, 0]], np.float32)
    camera = Camera.looking_at(
        (0, 0, 0.47 * _HEIGHT_M), 6.0, 14.0, azimuth_deg=azimuth_deg, elevation_deg=9.0, exposure_ev=0.5
    )
    scene = Scene(
        things=[
            Thing(model, pose()),
            Thing(
                Model(
                    "floor", Mesh(floor, np.array([[0, 1, 2], [0, 2, 3]], np.int32)), (recipes.Concrete(),)
                ),
                category=None,
            ),
        ],
        camera=camera,
        environment=Sky(40.0, azimuth_deg - 50.0, 1.2),
    )
    captured = capture(scene, QUALITIES["draft"], SIZE, seed=1, device="auto", labels=False)
    return develop(captured.passes.rgb, camera, Draw(0, 0).rng("noise"))[..., ::-1]


def main(out: Path = OUT, seed: int = 5) -> None:
    """Write the sheet."""
    names = ("age_group", "sex", "skin_tone")
    tiles = [tile(person(Draw(seed, i, balanced=names)), 25.0 - 50.0 * (i % 2)) for i in range(DRAWN)]
    tiles += [tile(person(Draw(seed, DRAWN + i, balanced=names), name), 65.0) for i, name in enumerate(POSES)]
    rest = -len(tiles) % COLUMNS
    tiles += [tile(person(Draw(seed, i, balanced=names)), 200.0) for i in range(rest)]
    out.write_bytes(encoded(sheet(tiles, COLUMNS), ".jpg"))
    print(f"{len(tiles)} people: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=OUT, help="picture to write, else that of docs/")
    parser.add_argument("seed", type=int, nargs="?", default=5)
    main(**vars(parser.parse_args()))
