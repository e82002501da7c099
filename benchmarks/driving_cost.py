"""What a street costs: time by stage, memory and size of `driving` frames.

    python benchmarks/driving_cost.py [--frames 5] [--quality standard] [--rig kitti] [--threads 1]

One process as a worker is one: the first frame imports Blender, decodes the packs and builds what frames
share, so it is shown and left out of the medians. CPU seconds are those of all threads; on a machine that
others use, they say more than the wall clock. `serial` is what runs on one core whatever `--threads` says;
so a frame alone takes about serial + (cpu - serial) / cores, and a worker a core gives cpu / cores.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time

from cyclorama import Draw
from cyclorama.generate import frame, scene_of
from cyclorama.recipe import Recipe
from cyclorama.scenes.rigs import RIGS
from cyclorama.scenes.scene import Scene

SERIAL = ("script", "realise", "passes", "develop", "annotate", "encode")


def size(scene: Scene) -> dict[str, int]:
    """How many things, meshes, triangles (as seen, and in memory) and materials a scene has."""
    meshes = {
        (id(thing.model.mesh), *map(id, thing.model.materials)): len(thing.model.mesh.triangles)
        for thing in scene.placed
    }
    return {
        "things": len(scene.placed),
        "meshes": len(meshes),
        "ktri seen": sum(len(thing.model.mesh.triangles) for thing in scene.placed) // 1000,
        "ktri": sum(meshes.values()) // 1000,
        "materials": len({material for thing in scene.placed for material in thing.model.materials}),
        "lights": len(scene.lights),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=5)
    parser.add_argument("--first", type=int, default=0, help="index of the first frame that counts")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--quality", default="standard", choices=("draft", "standard", "high"))
    parser.add_argument("--rig", default="kitti", choices=tuple(RIGS))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--given", action="append", default=[], metavar="NAME=VALUE")
    arguments = parser.parse_args()
    camera = RIGS[arguments.rig].pinhole
    recipe = Recipe(
        scene="driving",
        seed=arguments.seed,
        width=camera.width,
        height=camera.height,
        quality=arguments.quality,
        given={"rig": arguments.rig, **dict(pair.split("=", 1) for pair in arguments.given)},
    )
    frame(Recipe(scene="driving", seed=arguments.seed, width=64, height=48, quality="draft"), 0, "cpu", 1)
    rows: list[dict[str, float]] = []
    for index in range(arguments.first, arguments.first + arguments.frames):
        cpu, wall = time.process_time(), time.perf_counter()
        made = frame(recipe, index, "cpu", arguments.threads)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        # Wall times by stage, as if no other process had had the cores.
        share = cpu / wall if arguments.threads == 1 else 1.0
        stages = {name: seconds * share for name, seconds in made.timings.items()}
        peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        serial = sum(stages.get(name, 0.0) for name in SERIAL)
        rows.append({"cpu": cpu, "wall": wall, "serial": serial, "peak_gb": peak_gb, **stages})
        counted = size(scene_of(recipe, Draw(recipe.seed, index, recipe.given)))
        where = "/".join(str(made.record["attributes"][name]) for name in ("place", "time"))
        print(f"{index} {where}: " + ", ".join(f"{v} {k}" for k, v in counted.items()))
        print("   " + ", ".join(f"{name} {value:.2f}" for name, value in rows[-1].items()), flush=True)
    print(f"median of {len(rows)} frames at {arguments.quality}, {camera.width}x{camera.height}:")
    for name in rows[0]:
        print(f"   {name:22} {statistics.median(row.get(name, 0.0) for row in rows):7.2f}")


if __name__ == "__main__":
    main()
