"""Whether streets of ``driving`` are plausible, and what it costs to think them up, in CPU time.

    python benchmarks/streets.py --count 1000 [--from 0] [--seed 0] [--workers 1] [--without-packs]

Draws images as ``cyclorama render driving --seed S`` does, but renders nothing: every street goes through
``scenes/driving/checker.py``. Each violation is printed with the image's index; the exit status is 1 where
there is one. ``street`` is the time of all that stands on it, ``scene`` that and the camera, the lights and
the labels, with every mesh built. The first street of a process is slower than those that follow: it fills
the caches of what streets share.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from cyclorama import Draw
from cyclorama.assets.limits import limited
from cyclorama.recipe import Recipe
from cyclorama.scenes.driving import Street, seen, street
from cyclorama.scenes.driving.checker import violations
from cyclorama.scenes.script import load

MOST_S = 2.0
"""What issue 4 allows a street at the median."""


@dataclass(frozen=True)
class Checked:
    """What is known of one image."""

    index: int
    place: str
    things: int
    triangles: int
    street_s: float
    scene_s: float
    check_s: float
    violations: tuple[str, ...]
    peak_mib: float


def checked(recipe: Recipe, index: int) -> Checked:
    """Make the street of an image, and look for what is wrong with it."""
    draw = Draw(recipe.seed, index, recipe.given, recipe.balance)
    with limited(recipe.limits):
        begun = time.process_time()
        made = street(draw)
        street_s = time.process_time() - begun
        scene = seen(draw, made)
        meshes = {id(thing.model.mesh): thing.model.mesh for thing in scene.placed}
        triangles = sum(len(mesh.triangles) for mesh in meshes.values())
        scene_s = time.process_time() - begun
    begun = time.process_time()
    found = tuple(f"{v} [{_named(made, v.instances)}]" for v in violations(made))
    check_s = time.process_time() - begun
    unit = 2**20 if sys.platform == "darwin" else 2**10  # macOS counts in bytes
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    place, things = made.network.place, len(scene.placed)
    return Checked(index, place, things, triangles, street_s, scene_s, check_s, found, peak_mib)


def _named(made: Street, instances: tuple[int, ...]) -> str:
    return ", ".join(made.items[number - 1].thing.model.name for number in instances)


def run(recipe: Recipe, begin: int, count: int, workers: int) -> Iterator[Checked]:
    """Every image in order; each worker is one process that keeps its caches."""
    indices = range(begin, begin + count)
    if workers == 1:
        yield from (checked(recipe, index) for index in indices)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(checked, [recipe] * count, indices, chunksize=4)


def _row(name: str, values: list[float]) -> str:
    ordered = sorted(values)
    p90 = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
    return f"{name:8}{statistics.median(values):9.2f}{p90:9.2f}{ordered[-1]:9.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--from", dest="begin", type=int, default=0, metavar="INDEX")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--without-packs", action="store_true", help="as where no pack is installed")
    options = parser.parse_args()
    packs = {} if options.without_packs else load("driving").packs()
    recipe = Recipe(scene="driving", seed=options.seed, packs=packs)
    print(f"packs: {', '.join(sorted(packs)) or 'none'}; {os.cpu_count()} cores, {options.workers} worker(s)")
    rows, rules = [], Counter[str]()
    for row in run(recipe, options.begin, options.count, options.workers):
        rows.append(row)
        if len(rows) % 50 == 0:
            print(f"{len(rows)} of {options.count} streets", file=sys.stderr, flush=True)
        for violation in row.violations:
            rules[violation.partition(":")[0]] += 1
            print(f"image {row.index} ({row.place}): {violation}", flush=True)
    print(f"\n{'CPU s':8}{'median':>9}{'p90':>9}{'max':>9}")
    print(_row("street", [row.street_s for row in rows]))
    print(_row("scene", [row.scene_s for row in rows]))
    print(_row("checker", [row.check_s for row in rows]))
    print(
        f"first street {rows[0].street_s:.2f} s; peak {max(row.peak_mib for row in rows):.0f} MiB a process"
    )
    print(
        f"things {statistics.median(row.things for row in rows):.0f} an image, "
        f"triangles of their meshes {statistics.median(row.triangles for row in rows) / 1e6:.2f} million"
    )
    median = statistics.median(row.street_s for row in rows)
    print(f"streets {len(rows)}, median {median:.2f} s (at most {MOST_S:g})")
    said = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
    print(f"violations {rules.total()}{f' ({said})' if said else ''} (at most 0)")
    return 1 if rules else 0


if __name__ == "__main__":
    sys.exit(main())
