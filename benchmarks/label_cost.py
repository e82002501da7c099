"""What labels cost: a full annotated image beside the same picture with no labels, in CPU time.

    python benchmarks/label_cost.py [--pairs 5]

One process, one thread, 640×480, 16 samples, 50 things; the two kinds alternate, and the ratio is
taken pair by pair, so that a machine whose speed drifts measures the same. The second table says
where a `tabletop` image's time goes at `standard`.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np
from cyclorama import Camera, Draw, Hdri, Resolution, Scene, Thing, pose, rotation_z
from cyclorama.annotate.instances import annotation_rows, dropped_rows, instances
from cyclorama.assets.household import KINDS, table
from cyclorama.generate import frame
from cyclorama.recipe import LabelPolicy, Recipe
from cyclorama.render.capture import capture
from cyclorama.render.develop import develop
from cyclorama.render.settings import QUALITIES

SIZE = Resolution(640, 480)
THINGS = 50


def fifty_things() -> Scene:
    """Fifty household things in a grid on a table."""
    draw = Draw(seed=0, index=0)
    desk = table(draw.scope("table"))
    top_m = float(desk.mesh.bounds[1, 2])
    kinds = list(KINDS.values())
    things = [
        Thing(
            kinds[i % len(kinds)](draw.scope("thing", i)),
            pose((0.16 * (i % 10 - 4.5), 0.16 * (i // 10 - 2), top_m), rotation_z(37.0 * i)),
        )
        for i in range(THINGS)
    ]
    camera = Camera.looking_at((0, 0, top_m), 1.6, 55, elevation_deg=40)
    return Scene([desk, *things], camera, environment=Hdri("bpy:interior"))


def cost(scene: Scene, labels: bool) -> tuple[float, bytes]:
    """CPU seconds of one image, and the picture's bytes."""
    begun = time.process_time()
    captured = capture(scene, QUALITIES["standard"], SIZE, seed=1, device="cpu", threads=1, labels=labels)
    picture = develop(captured.passes.rgb, scene.camera, np.random.default_rng(0))
    if labels:
        policy = LabelPolicy()
        found = instances(scene, captured.passes, policy)
        annotation_rows(found, policy), dropped_rows(found)
    return time.process_time() - begun, picture.tobytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    pairs = parser.parse_args().pairs
    scene = fifty_things()
    cost(scene, labels=True)  # warm up: imports, kernels, file cache
    ratios = []
    for number in range(pairs):
        order = (True, False) if number % 2 else (False, True)
        measured = {labels: cost(scene, labels) for labels in order}
        assert measured[True][1] == measured[False][1], "labels changed the picture"
        ratios.append(measured[True][0] / measured[False][0])
        print(f"with labels {measured[True][0]:.2f} s, without {measured[False][0]:.2f} s, {ratios[-1]:.3f}")
    print(f"labels: CPU time × {statistics.median(ratios):.3f} (median of {pairs} pairs; at most 1.05)")

    recipe = Recipe(scene="tabletop", seed=7, quality="standard")
    shares = []
    for index in range(pairs):
        begun = time.perf_counter()
        made = frame(recipe, index, device="cpu", threads=1)
        total = time.perf_counter() - begun
        shares.append(1 - made.timings["cycles_render"] / total)
        stages = ", ".join(f"{k} {v:.2f}" for k, v in sorted(made.timings.items()))
        print(f"tabletop {index}: {total:.1f} s, outside path tracing {shares[-1]:.3f} ({stages})")
    print(f"outside path tracing and denoising: {statistics.median(shares):.3f} of the time (at most 0.15)")


if __name__ == "__main__":
    main()
