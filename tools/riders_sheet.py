"""Put two-wheelers with their riders, animals, and people of the edge cases on one sheet.

python tools/riders_sheet.py                # writes docs/riders.jpg; needs the pack people
python tools/riders_sheet.py sheet.jpg 7    # writes there, with seed 7
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from contact_sheet import sheet
from cyclorama.annotate.preview import encoded
from cyclorama.assets import animals, mobility, people, recipes, two_wheelers
from cyclorama.assets.contacts import Ride
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.draw import Draw
from cyclorama.render.capture import capture
from cyclorama.render.develop import develop
from cyclorama.render.settings import QUALITIES
from cyclorama.scenes.camera import Camera, Resolution
from cyclorama.scenes.frames import pose
from cyclorama.scenes.light import Sky
from cyclorama.scenes.scene import Scene, Thing

__all__ = ["main", "tile"]

OUT = Path(__file__).resolve().parents[1] / "docs" / "riders.jpg"
COLUMNS = 6
SIZE = Resolution(220, 210)


def tile(models: tuple[Model, ...], azimuth_deg: float, wide_m: float) -> npt.NDArray[np.uint8]:
    """BGR picture of things in one frame, ``wide_m`` across."""
    floor = np.array([[-30, -30, 0], [30, -30, 0], [30, 30, 0], [-30, 30, 0]], np.float32)
    ground = Mesh(floor, np.array([[0, 1, 2], [0, 2, 3]], np.int32))
    camera = Camera.looking_at(
        (0, 0, 0.42 * wide_m), 2.4 * wide_m, 25.0, azimuth_deg=azimuth_deg, elevation_deg=9.0, exposure_ev=0.5
    )
    scene = Scene(
        things=[
            *(Thing(model, pose()) for model in models),
            Thing(Model("floor", ground, (recipes.Concrete(),)), category=None),
        ],
        camera=camera,
        environment=Sky(40.0, azimuth_deg - 50.0, 1.2),
    )
    captured = capture(scene, QUALITIES["draft"], SIZE, seed=1, device="auto", labels=False)
    return develop(captured.passes.rgb, camera, Draw(0, 0).rng("noise"))[..., ::-1]


def _ridden(build: Callable[[Draw], Ride], draw: Draw) -> tuple[Model, ...]:
    ride = build(draw.scope("ride"))
    return ride.model, people.rider(draw.scope("rider"), ride.contacts)


def main(out: Path = OUT, seed: int = 3) -> None:
    """Write the sheet."""
    tiles = []
    for number, build in enumerate(two_wheelers.KINDS.values()):
        tiles.append(tile(_ridden(build, Draw(seed, number)), 90.0 - 55.0 * (number % 3), 2.3))
    tiles.append(tile(_ridden(mobility.wheelchair, Draw(seed, 20)), 40.0, 1.9))
    pram = mobility.pram(Draw(seed, 21))
    tiles.append(tile((pram.model, people.pushing(Draw(seed, 22), pram.contacts)), 60.0, 2.5))
    tiles.append(tile(people.under_umbrella(Draw(seed, 23)), 30.0, 2.7))
    tiles.append(tile((people.with_stick(Draw(seed, 24)),), 40.0, 2.2))
    tiles.append(tile((people.person(Draw(seed, 25), "lying"),), 60.0, 2.2))
    worker = people.person(Draw(seed, 26), "standing", dressed="roadworks", helmet="hard_hat")
    tiles.append(tile((worker,), 30.0, 2.2))
    for number, kind in enumerate(("retriever", "shepherd", "husky", "dachshund", "cat", "deer")):
        tiles.append(
            tile((animals.KINDS[kind](Draw(seed, 30 + number)),), 60.0, 1.9 if kind == "deer" else 1.1)
        )
    out.write_bytes(encoded(sheet(tiles, COLUMNS), ".jpg"))
    print(f"{len(tiles)} tiles: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=OUT, help="picture to write, else that of docs/")
    parser.add_argument("seed", type=int, nargs="?", default=3)
    main(**vars(parser.parse_args()))
