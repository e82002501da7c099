"""What the outdoor materials cost: a frame filled with each beside one filled with a plain Principled.

    python benchmarks/material_cost.py [--pairs 3] [asphalt lawn …]

One process, one thread, 320×240, `draft`, CPU time of the whole capture. The two
alternate, and the ratio is taken pair by pair, so that a machine whose speed drifts measures the same.
A frame with nothing else in it is the worst case.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np
from cyclorama import Camera, Draw, Mesh, Model, Resolution, Scene, Sky, Surface, Thing, recipes
from cyclorama.assets.material import Material
from cyclorama.render.capture import capture
from cyclorama.render.settings import QUALITIES

SIZE = Resolution(320, 240)
MATERIALS: dict[str, Callable[[Draw], Material]] = {
    "asphalt": lambda draw: recipes.Asphalt(wear=0.5),
    "asphalt, all of it": lambda draw: recipes.Asphalt(cracks=0.9, patches=0.3, lane_m=3.0, puddles=0.2),
    "road paint": recipes.road_paint,
    "soil": lambda draw: recipes.soil(draw, "soil"),
    "gravel": lambda draw: recipes.soil(draw, "gravel"),
    "mud": lambda draw: recipes.soil(draw, "mud"),
    "lawn": recipes.lawn,
    "snow fresh": lambda draw: recipes.snow(draw, "fresh"),
    "snow dirty": lambda draw: recipes.snow(draw, "dirty"),
    "water": recipes.water,
    "paving slabs": lambda draw: recipes.paving(draw, "slabs"),
    "paving cobbles": lambda draw: recipes.paving(draw, "cobbles"),
    "brickwork": lambda draw: recipes.Brickwork(),
    "facade": lambda draw: recipes.Facade(),
    "facade concrete": lambda draw: recipes.Facade(concrete=True),
    "roof pantile": lambda draw: recipes.roof_tiles(draw, "pantile"),
    "roof slate": lambda draw: recipes.roof_tiles(draw, "slate"),
    "planks": recipes.planks,
    "outdoor metal": recipes.outdoor_metal,
    "bark oak": lambda draw: recipes.bark(draw, "oak"),
    "bark pine": lambda draw: recipes.bark(draw, "pine"),
    "leaf": recipes.leaf,
    "indoors: stone": recipes.stone,
    "indoors: wood": recipes.wood,
    "indoors: concrete": recipes.concrete,
}


def filled(material: Material) -> Scene:
    """Ground of it, from 2 m."""
    corners = np.array([[-4, -4, 0], [4, -4, 0], [4, 4, 0], [-4, 4, 0]], np.float32)
    triangles = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    uv = (corners[:, :2] / 8 + 0.5)[triangles]
    ground = Thing(Model("ground", Mesh(corners, triangles, uv=uv), (material,)))
    return Scene(
        [ground], Camera.looking_at((0, 0, 0), 2.0, 50, elevation_deg=50), environment=Sky(40.0, -120.0)
    )


def cost(scene: Scene) -> float:
    """CPU seconds of one frame."""
    begun = time.process_time()
    capture(scene, QUALITIES["draft"], SIZE, seed=1, device="cpu", threads=1, labels=False)
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    plain = filled(Surface(base_color=(0.4, 0.4, 0.4), roughness=0.8))
    cost(plain)  # warm up: imports, kernels
    for name, make in MATERIALS.items():
        if options.words and not any(word in name for word in options.words):
            continue
        scene = filled(make(Draw(3, 0).scope("of")))
        cost(scene)  # pictures are loaded once
        ratios = []
        for number in range(options.pairs):
            pair = (plain, scene) if number % 2 else (scene, plain)
            seconds = {id(each): cost(each) for each in pair}
            ratios.append(seconds[id(scene)] / seconds[id(plain)])
        print(f"{name:20s} × {statistics.median(ratios):.2f}", flush=True)


if __name__ == "__main__":
    main()
