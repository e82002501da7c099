"""Put what stands in streets on one sheet: Europe's things in the upper rows, America's in the lower.

python tools/street_sheet.py                # writes docs/street.jpg
python tools/street_sheet.py sheet.jpg 7    # writes there, with seed 7
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from contact_sheet import sheet
from cyclorama.annotate.preview import encoded
from cyclorama.assets import recipes, street
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

OUT = Path(__file__).resolve().parents[1] / "docs" / "street.jpg"
COLUMNS = 9
SIZE = Resolution(150, 170)
KINDS = (
    *("signals", "sign_on_post", "street_lamp", "fire_hydrant", "bench", "parking_meter", "planter"),
    *("litter_bin", "wheelie_bin", "mailbox", "bus_shelter", "advertising_pillar", "barrier", "traffic_cone"),
    *("beacon", "utility_cabinet", "fence", "guard_rail"),
)


def _mounts(name: str, draw: Draw, region: street.Region) -> tuple[street.Mount, ...]:
    if name in street.KINDS:
        return (street.Mount(street.KINDS[name][1](draw, region=region)),)
    if name == "signals":
        return street.signals(
            draw, region=region, state=draw.choice("state", ("red", "green")), overhead=False
        )
    if name == "sign_on_post":
        return street.sign_on_post(draw, region=region)
    return (street.Mount(street.street_lamp(draw, region=region).model),)


def tile(mounts: tuple[street.Mount, ...]) -> npt.NDArray[np.uint8]:
    """BGR picture of an assembly that fills its tile."""
    things = [Thing(mount.model, mount.assembly_from_model()) for mount in mounts]
    corners = np.concatenate([thing.vertices_world() for thing in things])
    low, high = corners.min(axis=0), corners.max(axis=0)
    low[2] = 0.0
    middle = (low + high) / 2
    distance_m = 3.4 * max(float(high[2]) / 1.13, float(np.hypot(*(high - low)[:2])), 0.5)
    camera = Camera.looking_at(middle, distance_m, 18.0, azimuth_deg=28.0, elevation_deg=7.0, exposure_ev=0.3)
    floor = np.array([[-80, -80, 0], [80, -80, 0], [80, 80, 0], [-80, 80, 0]], np.float32)
    ground = Mesh(floor, np.array([[0, 1, 2], [0, 2, 3]], np.int32))
    things.append(Thing(Model("floor", ground, (recipes.Asphalt(cracks=0.1),)), pose(), category=None))
    scene = Scene(things=things, camera=camera, environment=Sky(38.0, 75.0, 1.2))
    captured = capture(scene, QUALITIES["draft"], SIZE, seed=1, device="auto", labels=False)
    return develop(captured.passes.rgb, camera, Draw(0, 0).rng("noise"))[..., ::-1]


def main(out: Path = OUT, seed: int = 5) -> None:
    """Write the sheet."""
    regions: tuple[street.Region, ...] = ("europe", "us")
    tiles = [
        tile(_mounts(name, Draw(seed, number + len(KINDS) * regions.index(region)).scope("thing"), region))
        for region in regions
        for number, name in enumerate(KINDS)
    ]
    out.write_bytes(encoded(sheet(tiles, COLUMNS), ".jpg"))
    print(f"{len(tiles)} things: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=OUT, help="picture to write, else that of docs/")
    parser.add_argument("seed", type=int, nargs="?", default=5)
    main(**vars(parser.parse_args()))
