"""Put every material on one sheet: a ball, a slab and an upright panel in daylight.

python tools/material_sheet.py                     # writes docs/materials.jpg and docs/materials.md
python tools/material_sheet.py sheet/ asphalt  # writes there, only the materials named

Each tile's ball is 0.5 m wide, its panel 1.6 m wide and 1.2 m high, its slab 2.4 m by 2.4 m.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from contact_sheet import sheet
from cyclorama.annotate.preview import encoded
from cyclorama.assets import prints, recipes
from cyclorama.assets.material import Material, Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.draw import Draw
from cyclorama.generate import frame
from cyclorama.recipe import Recipe
from cyclorama.scenes.camera import Camera
from cyclorama.scenes.frames import pose
from cyclorama.scenes.light import Sky
from cyclorama.scenes.scene import Scene, Thing

__all__ = ["MATERIALS", "main", "tile"]

DOCS = Path(__file__).resolve().parents[1] / "docs"
COLUMNS = 8
SEED = 3

MATERIALS: dict[str, Callable[[Draw], Material]] = {
    "asphalt new": lambda draw: recipes.Asphalt(color=(0.335,) * 3, cracks=0.0, patches=0.0, wear=0.1),
    "asphalt worn": lambda draw: recipes.Asphalt(cracks=0.9, patches=0.3, lane_m=3.0, wear=0.9),
    "asphalt wet": lambda draw: recipes.Asphalt(wetness=0.9, puddles=0.25, wear=0.5),
    "road paint": recipes.road_paint,
    "paving slabs": lambda draw: recipes.paving(draw, "slabs"),
    "paving cobbles": lambda draw: recipes.paving(draw, "cobbles"),
    "paving pavers": lambda draw: recipes.paving(draw, "pavers"),
    "brick stretcher": lambda draw: recipes.Brickwork(),
    "brick flemish": lambda draw: recipes.Brickwork(bond="flemish", salt=0.6),
    "brick english": lambda draw: recipes.Brickwork(bond="english", soot=0.8),
    "facade": recipes.facade,
    "facade concrete": lambda draw: recipes.Facade(concrete=True, color=(0.56, 0.553, 0.533)),
    "roof pantile": lambda draw: recipes.roof_tiles(draw, "pantile"),
    "roof plain": lambda draw: recipes.roof_tiles(draw, "plain"),
    "roof slate": lambda draw: recipes.roof_tiles(draw, "slate"),
    "planks": recipes.planks,
    "steel rusty": lambda draw: recipes.OutdoorMetal(kind="steel", color=(0.63, 0.6, 0.58), rust=0.9),
    "galvanised": lambda draw: recipes.outdoor_metal(draw, "galvanised"),
    "steel painted": lambda draw: recipes.OutdoorMetal(rust=0.5),
    "bark oak": lambda draw: recipes.bark(draw, "oak"),
    "bark birch": lambda draw: recipes.bark(draw, "birch"),
    "bark pine": lambda draw: recipes.bark(draw, "pine"),
    "bark plane": lambda draw: recipes.bark(draw, "plane"),
    "leaf oak": lambda draw: recipes.leaf(draw, "oak", "summer"),
    "leaf plane": lambda draw: recipes.leaf(draw, "plane", "autumn"),
    "leaf birch": lambda draw: recipes.leaf(draw, "birch", "spring"),
    "foliage": recipes.foliage,
    "lawn": lambda draw: recipes.Lawn(),
    "lawn dry": lambda draw: recipes.Lawn(dryness=0.7, bare=0.2),
    "soil": lambda draw: recipes.soil(draw, "soil"),
    "gravel": lambda draw: recipes.soil(draw, "gravel"),
    "mud": lambda draw: recipes.soil(draw, "mud"),
    "snow fresh": lambda draw: recipes.snow(draw, "fresh"),
    "snow trodden": lambda draw: recipes.snow(draw, "trodden"),
    "snow dirty": lambda draw: recipes.snow(draw, "dirty"),
    "water": recipes.water,
    "car paint": lambda draw: recipes.CarPaint(color=(0.40, 0.05, 0.06)),
    "car paint metallic": lambda draw: recipes.CarPaint(color=(0.2, 0.32, 0.5), flakes=0.8),
    "car paint dirty": lambda draw: recipes.CarPaint(color=(0.8, 0.8, 0.79), dirt=0.8, dust=0.6),
    "window glass": recipes.window_glass,
    "lamp glass": lambda draw: recipes.lamp_glass(draw, "red"),
    "carpet": recipes.carpet,
    "cardboard": recipes.cardboard,
    "ceramic": recipes.ceramic,
    "concrete": recipes.concrete,
    "fabric": recipes.fabric,
    "floor tiles": recipes.floor_tiles,
    "glass": recipes.glass,
    "liquid": recipes.liquid,
    "metal": recipes.metal,
    "painted metal": recipes.painted_metal,
    "paper": recipes.paper,
    "parquet": recipes.parquet,
    "peel": recipes.peel,
    "plaster": recipes.plaster,
    "plastic": recipes.plastic,
    "printed": lambda draw: recipes.printed(draw.scope("of"), prints.label(draw.scope("label"), 1.6, 1.2)),
    "rubber": recipes.rubber,
    "stone": recipes.stone,
    "wall paint": recipes.wall_paint,
    "wax": recipes.wax,
    "wood": recipes.wood,
}
"""What is drawn on each tile."""


def tile(draw: Draw) -> Scene:
    """A scene script: the material named ``material``, seen from ``distance_m``."""
    made = MATERIALS[draw.choice("material", list(MATERIALS))](draw.scope("of"))
    sun = {"sun": (42.0, 1.0), "overcast": (25.0, 9.0), "evening": (6.0, 2.0)}[
        draw.choice("light", ("sun", "overcast", "evening"))
    ]
    distance_m = draw.uniform("distance_m", 0.5, 40.0)
    # Grey round about meters every picture alike: else snow and asphalt come out the same.
    grey = Surface(base_color=(0.46, 0.46, 0.46), roughness=1.0)
    at = [
        Thing(Model("ground", _sheet(60.0, 60.0, upright=False), (grey,)), pose((0.0, 0.0, -0.01))),
        Thing(Model("slab", _sheet(1.2, 1.2, upright=False), (made,))),
        Thing(Model("panel", _sheet(0.8, 1.2, upright=True), (made,)), pose((0.25, 0.6, 0.0))),
        Thing(Model("ball", _ball(0.25), (made,)), pose((-0.7, -0.1, 0.25))),
    ]
    return Scene(
        things=at,
        environment=Sky(sun_elevation_deg=sun[0], sun_azimuth_deg=-135.0, haze=sun[1]),
        camera=Camera.looking_at((0.0, 0.0, 0.45), distance_m=distance_m, fov_x_deg=42, elevation_deg=18.0),
    )


def _sheet(half_m: float, depth_m: float, *, upright: bool) -> Mesh:
    """A slab about the origin, ``depth_m`` being half its depth; or a panel, that being its height."""
    u, v = np.array([0.0, 1.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0])
    x = (2 * u - 1) * half_m
    vertices = np.stack([x, 0 * x, v * depth_m] if upright else [x, (2 * v - 1) * depth_m, 0 * x], axis=1)
    triangles = np.array([[0, 1, 2], [0, 2, 3]])
    return Mesh(
        vertices.astype(np.float32),
        triangles.astype(np.int32),
        uv=np.stack([u, v], axis=1).astype(np.float32)[triangles],
    )


def _ball(radius_m: float) -> Mesh:
    """A ball about the origin."""
    columns, rows = 48, 24
    j, i = np.meshgrid(np.arange(columns + 1), np.arange(rows + 1))
    around, down = 2 * np.pi * j / columns, np.pi * (1 - i / rows)
    points = np.stack([np.sin(down) * np.cos(around), np.sin(down) * np.sin(around), np.cos(down)], axis=-1)
    first = (np.arange(rows)[:, None] * (columns + 1) + np.arange(columns)).ravel()
    second, third, fourth = first + 1, first + columns + 2, first + columns + 1
    triangles = np.concatenate([np.stack([first, second, third], 1), np.stack([first, third, fourth], 1)])
    uv = np.stack([j / columns, i / rows], axis=-1).reshape(-1, 2)
    return Mesh(
        (points.reshape(-1, 3) * radius_m).astype(np.float32),
        triangles.astype(np.int32),
        uv=uv.astype(np.float32)[triangles],
    )


def picture(
    name: str, light: str = "sun", distance_m: float = 4.4, size: tuple[int, int] = (200, 150)
) -> npt.NDArray[np.uint8]:
    """One tile, BGR, with its name."""
    given: dict[str, bool | int | float | str] = {"material": name, "light": light, "distance_m": distance_m}
    recipe = Recipe(
        scene=f"{Path(__file__).resolve()}:tile", seed=SEED, width=size[0], height=size[1], quality="draft",
        samples=8, given=given,
    )  # fmt: skip
    image = np.ascontiguousarray(frame(recipe, 0).image[..., ::-1])
    for color, thickness in (((0, 0, 0), 2), ((255, 255, 255), 1)):
        cv2.putText(
            image, name, (4, size[1] - 5), cv2.FONT_HERSHEY_SIMPLEX, 0.38, color, thickness, cv2.LINE_AA
        )
    return image.astype(np.uint8)


def listing() -> str:
    """The table of ``docs/materials.md``: each material with the draws of its sampler."""
    lines = ["# Materials", "", "![each material on a ball, a slab and a panel](materials.jpg)", ""]
    lines += [
        "Made by `python tools/material_sheet.py`. A material whose fields are set outright has no draws.",
        "",
    ]
    lines += ["| material | type | draws |", "| --- | --- | --- |"]
    for name, make in MATERIALS.items():
        draw = Draw(SEED, 0)
        kind = type(make(draw)).__name__
        lines.append(f"| {name} | `{kind}` | {', '.join(draw.values) or '–'} |")
    return "\n".join(lines) + "\n"


def main(folder: Path, words: list[str]) -> None:
    """Write the sheet and, where all materials are on it, the table."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [name for name in MATERIALS if not words or any(word in name for word in words)]
    made = sheet([picture(name) for name in chosen], min(COLUMNS, len(chosen)))
    (folder / "materials.jpg").write_bytes(encoded(made, ".jpg"))
    if not words:
        (folder / "materials.md").write_text(listing(), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DOCS, help="to write to, else docs/")
    parser.add_argument("words", nargs="*", help="only materials whose names hold one of these")
    main(**vars(parser.parse_args()))
