"""How much faster a mesh comes from the cache than from its OBJ, the first use being the parse.

python benchmarks/import_cost.py [--triangles 100000] [FILE.obj …]
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
from cyclorama.assets.importing import user_models
from cyclorama.errors import ModelFileError


def write_sphere(path: Path, triangles: int) -> None:
    """A sphere with texture coordinates, text as exporters write it."""
    n = round((triangles / 2) ** 0.5) + 1
    u, v = np.meshgrid(
        np.linspace(0, 2 * np.pi, n - 1, endpoint=False), np.linspace(0.01, np.pi - 0.01, n), indexing="ij"
    )
    points = np.stack([np.cos(u) * np.sin(v), np.sin(u) * np.sin(v), np.cos(v)], -1).reshape(-1, 3)
    at = np.arange(points.shape[0]).reshape(u.shape)
    following = np.roll(at, -1, axis=0)
    a, b, c, d = at[:, :-1], following[:, :-1], following[:, 1:], at[:, 1:]
    faces = np.concatenate([np.stack(f, -1).reshape(-1, 3) for f in ((a, c, b), (a, d, c))]) + 1
    with path.open("w") as file:
        file.writelines(f"v {x:.6f} {y:.6f} {z:.6f}\n" for x, y, z in points)
        file.writelines(f"vt {x / 6.3:.6f} {y / 3.2:.6f}\n" for x, y in zip(u.flat, v.flat, strict=True))
        file.writelines(f"f {i}/{i} {j}/{j} {k}/{k}\n" for i, j, k in faces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--triangles", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["CYCLORAMA_CACHE"] = str(Path(temporary) / "cache")
        models = Path(temporary) / "models"
        (models / "thing").mkdir(parents=True)
        for file in options.files:
            shutil.copy(file, models / "thing" / file.name)
        if not options.files:
            write_sphere(models / "thing" / "sphere.obj", options.triangles)
        print(f"{'file':24}{'triangles':>10}{'first':>10}{'second':>10}{'times':>8}")
        for entry in user_models.scan(models):
            try:
                first, model = _seconds(models, entry)
            except ModelFileError as error:
                print(error)
                continue
            second = min(_seconds(models, entry)[0] for _ in range(5))
            count = len(model.mesh.triangles)
            print(f"{Path(entry.path).name:24}{count:>10}{first:>9.3f}s{second:>9.4f}s{first / second:>8.1f}")


def _seconds(models: Path, entry: user_models.ModelEntry) -> tuple[float, user_models.Model]:
    start = time.perf_counter()
    (model,) = user_models.load(models, [entry])
    return time.perf_counter() - start, model


if __name__ == "__main__":
    main()
