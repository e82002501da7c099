"""Single things of the catalogue on a street: what a detector trained on photographs is shown.

    cyclorama render benchmarks/single.py:single --count 100 --given subject=procedural_vehicle \\
        --size 960x640 --quality draft --out data/single
    python benchmarks/found.py data/single --detections dets.json

A road, a pavement and a row of plain houses under a sky: enough for the thing to stand in a street, too
little to hide behind. One thing is labelled in each picture.
"""

from __future__ import annotations

import numpy as np
from cyclorama import (
    Camera,
    Draw,
    Hdri,
    Mesh,
    Model,
    Scene,
    Sky,
    Surface,
    Thing,
    pose,
    recipes,
    rotation_z,
    skies,
)
from cyclorama.assets import catalogue
from cyclorama.assets.mesh import join
from cyclorama.assets.shapes.solids import rounded_box

VEHICLES = ("car", "truck", "bus")
WIDTH_PX = 960
"""Of the pictures that are to be made."""
SUBJECTS = {
    "person": {"category": ("person",), "source": "people"},
    "pack_person": {"category": ("person",), "source": "furniture"},
    "pack_vehicle": {"category": VEHICLES, "source": "furniture"},
    "procedural_vehicle": {"category": VEHICLES, "source": "procedural"},
}


def single(draw: Draw) -> Scene:
    """One thing of the kind ``subject``, any way round, 100 to 300 px high if it fits."""
    kind = draw.choice("subject", tuple(SUBJECTS))
    wanted = SUBJECTS[kind]
    entries = [
        entry
        for entry in catalogue.entries()
        if entry.category in wanted["category"] and entry.source == wanted["source"]
    ]
    entry = entries[min(int(draw.uniform("asset", 0, 1) * len(entries)), len(entries) - 1)]
    model = entry.build(draw.scope("thing"))
    yaw_deg = draw.uniform("yaw_deg", 0, 360)
    thing = Thing(model, pose(rotation=rotation_z(yaw_deg)), attributes={"asset": entry.id})
    low, high = model.mesh.bounds
    height_m, length_m = float(high[2] - low[2]), float(np.linalg.norm((high - low)[:2]))
    pixels = draw.log_uniform("height_px", 100, 300)
    fov_x_deg = 50.0
    focal_px = WIDTH_PX / 2 / np.tan(np.radians(fov_x_deg / 2))
    # Whichever way it is turned, it fits into the picture.
    distance_m = float(max(height_m * focal_px / pixels, length_m * focal_px / (0.9 * WIDTH_PX)))
    eye = (0.0, -distance_m, draw.uniform("camera/height_m", 1.2, 1.8))
    aim = (
        draw.uniform("camera/aside_m", -0.15, 0.15) * distance_m,
        0.0,
        draw.uniform("camera/aim_m", 0.6, 1.2),
    )
    return Scene(
        things=[thing, *_street(draw.scope("street"))],
        environment=_sky(draw.scope("sky")),
        camera=Camera.looking_at(
            aim,
            distance_m=float(np.linalg.norm(np.subtract(eye, aim))),
            fov_x_deg=fov_x_deg,
            azimuth_deg=float(np.degrees(np.arctan2(eye[1] - aim[1], eye[0] - aim[0]))),
            elevation_deg=float(np.degrees(np.arcsin((eye[2] - aim[2]) / distance_m))),
            noise=0.03,
        ),
    )


def _sky(draw: Draw) -> Sky | Hdri:
    if draw.chance("picture", 0.3):
        return Hdri(skies.pick(draw, ("city", "forest")), draw.uniform("rotation_deg", 0, 360))
    # Behind the camera, so that the side that is seen is lit, or low enough to come from the side.
    return Sky(
        draw.uniform("elevation_deg", 18, 58),
        draw.uniform("azimuth_deg", -170, -10),
        draw.uniform("haze", 0.6, 3),
    )


def _street(draw: Draw) -> list[Thing]:
    """Road with its markings, kerb, pavement and houses; nothing of it is labelled."""
    asphalt = recipes.asphalt(draw.scope("asphalt"), lane_m=3.0)
    paint = recipes.RoadPaint(
        wear=draw.uniform("paint/wear", 0.0, 0.8), seed=draw.uniform("paint/seed", 0, 100)
    )
    paving = recipes.paving(draw.scope("paving"))
    kerb = recipes.Paving(stone_m=(1.0, 0.3), variation=0.6, seed=draw.uniform("kerb/seed", 0, 100))
    dashes = [_rectangle(x, -1.56, x + 3.0, -1.44, 0.002) for x in range(-60, 60, 9)]
    markings = join(_rectangle(-150, 4.4, 150, 4.52, 0.002), *dashes)
    things = [
        _sheet(Model("road", _rectangle(-150, -150, 150, 150, 0.0), (asphalt,))),
        _sheet(Model("markings", markings, (paint,))),
        _sheet(Model("kerb", rounded_box((300, 0.15, 0.125), 0.02), (kerb,)), (0, 5.0, 0)),
        _sheet(Model("pavement", rounded_box((300, 3.93, 0.12), 0.01), (paving,)), (0, 7.04, 0)),
    ]
    x = -60.0
    for number in range(12):
        place = draw.scope("house", number)
        width = place.uniform("width_m", 8, 14)
        house = _house(place, width)
        things.append(_sheet(house, (x + width / 2, 13.0, 0)))
        x += width
    return things


def _house(draw: Draw, width_m: float) -> Model:
    """A block with a plinth, and windows with frames and sills."""
    storeys = draw.integer("storeys", 2, 5)
    height = 3.1 * storeys + 0.6
    wall = rounded_box((width_m, 8, height), 0.02)
    stone = [rounded_box((width_m + 0.04, 8.06, 0.55), 0.02, parts=1)]
    frames, panes = [], []
    count = max(2, int(width_m / 2.4))
    for storey in range(storeys):
        for column in range(count):
            x = (column + 0.5) * width_m / count - width_m / 2
            z = 0.9 + 3.1 * storey
            frames.append(rounded_box((1.2, 0.06, 1.6), 0.01, 1, 2).transformed(pose((x, -4.0, z - 0.05))))
            stone.append(rounded_box((1.4, 0.24, 0.06), 0.01, 1, 1).transformed(pose((x, -4.0, z - 0.11))))
            for side in (-0.27, 0.27):
                pane = rounded_box((0.49, 0.07, 1.44), 0.005, 1, 3)
                panes.append(pane.transformed(pose((x + side, -4.0, z + 0.03))))
    brick = draw.chance("brick", 0.35)
    surface = recipes.brickwork(draw.scope("wall")) if brick else recipes.facade(draw.scope("wall"))
    trim = recipes.Facade(color=(0.6, 0.59, 0.57), streaks=0.6, seed=draw.uniform("trim/seed", 0, 100))
    frame = Surface(base_color=(0.72, 0.72, 0.7), roughness=0.4)
    glass = Surface(base_color=(0.1, 0.12, 0.14), roughness=0.05, coat=1.0)
    mesh = join(wall, *stone, *frames, *panes)
    return Model("house", mesh, (surface, trim, frame, glass))


def _sheet(model: Model, position: tuple[float, float, float] = (0, 0, 0)) -> Thing:
    return Thing(model, pose(position), category=None)


def _rectangle(x0: float, y0: float, x1: float, y1: float, z: float) -> Mesh:
    return Mesh(
        np.array([[x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]], np.float32),
        np.array([[0, 1, 2], [0, 2, 3]], np.int32),
    )
