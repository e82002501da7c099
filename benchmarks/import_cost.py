"""How much faster a mesh comes from the cache than from its OBJ, the first use being the parse.

python benchmarks/import_cost.py [--triangles 100000] [FILE.obj …]
python benchmarks/import_cost.py --pack: the furniture pack's largest OBJ files, and those with most pixels
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from cyclorama.assets.importing import user_models
from cyclorama.assets.material import Texture
from cyclorama.assets.model import Model
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
    parser.add_argument("--pack", action="store_true")
    parser.add_argument("--most", type=int, default=5, help="of the pack's, this many of both kinds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["CYCLORAMA_CACHE"] = str(Path(temporary) / "cache")
        models = Path(temporary) / "models"
        (models / "thing").mkdir(parents=True)
        for file in options.files:
            shutil.copy(file, models / "thing" / file.name)
        if not options.files:
            write_sphere(models / "thing" / "sphere.obj", options.triangles)
        print(f"{'file':24}{'triangles':>10}{'pixels':>12}{'first':>10}{'second':>10}{'times':>8}")
        if options.pack:
            measure_pack(options.most)
            return
        for entry in user_models.scan(models):
            try:
                first, model = _seconds(lambda entry=entry: user_models.load(models, [entry])[0])
            except ModelFileError as error:
                print(error)
                continue
            second = _median(lambda entry=entry: user_models.load(models, [entry])[0])
            _print(Path(entry.path).name, model, first, second)


def measure_pack(most: int) -> None:
    """Parsing as often as reading from the cache: medians of both."""
    from cyclorama.assets import furniture
    from cyclorama.assets.furniture import loading
    from cyclorama.assets.packs import place

    folder = place.require("furniture")
    rows = furniture.catalogue.index(sorted((folder / furniture.LIBRARIES).glob("*.sh3f"))).rows
    sizes: dict[str, tuple[int, int]] = {}
    for library in {row.library for row in rows}:
        with zipfile.ZipFile(folder / furniture.LIBRARIES / f"{library}.sh3f") as archive:
            known = {info.filename: info.file_size for info in archive.infolist()}
        for row in (row for row in rows if row.library == library):
            near = [n for n in known if Path(n).parent == Path(row.member).parent]
            pictures = sum(known[n] for n in near if n.lower().endswith((".jpg", ".jpeg", ".png")))
            sizes[row.slug] = (known[row.member], pictures)
    chosen = [sorted(rows, key=lambda row: -sizes[row.slug][kind])[:most] for kind in (0, 1)]
    for row in dict.fromkeys(row for kind in chosen for row in kind):
        path = folder / furniture.LIBRARIES / f"{row.library}.sh3f"
        first = _median(lambda row=row, path=path: loading.parse(path, row), 3)
        parsed = loading.load.__wrapped__(path, row)[0]
        second = _median(lambda row=row, path=path: loading.load.__wrapped__(path, row))
        _print(row.slug, Model(name=row.slug, mesh=parsed[0], materials=parsed[1]), first, second)


def _print(name: str, model: Model, first: float, second: float) -> None:
    textures = {value for m in model.materials for value in vars(m).values() if isinstance(value, Texture)}
    pixels = sum(texture.pixels.size // texture.pixels.shape[2] for texture in textures)
    count = len(model.mesh.triangles)
    times = first / second
    print(f"{name[:23]:24}{count:>10}{pixels:>12}{first:>9.3f}s{second:>9.4f}s{times:>8.1f}", flush=True)


def _median(call: Callable[[], object], times: int = 7) -> float:
    return statistics.median(_seconds(call)[0] for _ in range(times))


def _seconds[T](call: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
