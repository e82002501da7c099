"""What samples and denoisers buy: PSNR of the developed picture against many samples, beside CPU time.

    python benchmarks/quality.py [--images 3] [--reference 512]

`tabletop` at 240×180, one process, one thread, sensor noise off. The presets in render/settings.py
were chosen from its table.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import replace

import numpy as np
from cyclorama import Draw, Resolution
from cyclorama.generate import scene_of
from cyclorama.recipe import Recipe
from cyclorama.render.capture import capture
from cyclorama.render.develop import develop
from cyclorama.render.settings import QUALITIES, RenderSettings

SIZE = Resolution(240, 180)
STANDARD = QUALITIES["standard"]
CANDIDATES = {
    **{f"{n} fast": replace(STANDARD, samples=n, denoise="fast") for n in (2, 4, 8, 16)},
    **{f"{n} high": replace(STANDARD, samples=n) for n in (8, 16, 32, 64, 96)},
    "16 off": replace(STANDARD, denoise="off"),
    "96 off": replace(STANDARD, samples=96, denoise="off"),
    **{f"preset {name}": settings for name, settings in QUALITIES.items()},
}


def shoot(index: int, settings: RenderSettings) -> tuple[np.ndarray, float]:
    """The picture as floats from 0 to 1, and CPU seconds of its render."""
    recipe = Recipe(scene="tabletop", seed=7)
    scene = scene_of(recipe, Draw(recipe.seed, index))
    camera = replace(scene.camera, noise=0.0)
    begun = time.process_time()
    captured = capture(
        replace(scene, camera=camera), settings, SIZE, 1, device="cpu", threads=1, labels=False
    )
    spent = time.process_time() - begun
    return develop(captured.passes.rgb, camera, np.random.default_rng(0)) / 255.0, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=3)
    parser.add_argument("--reference", type=int, default=512, help="samples of the reference")
    arguments = parser.parse_args()
    best = replace(QUALITIES["high"], samples=arguments.reference)
    references = [shoot(index, best)[0] for index in range(arguments.images)]
    print(f"{'samples, denoiser':20} PSNR dB   CPU s   (median of {arguments.images} images)")
    for name, settings in CANDIDATES.items():
        shots = [shoot(index, settings) for index in range(arguments.images)]
        errors = [
            np.mean((shot[0] - reference) ** 2) for shot, reference in zip(shots, references, strict=True)
        ]
        psnr = statistics.median(-10 * np.log10(error) for error in errors)
        print(f"{name:20} {psnr:7.1f} {statistics.median(shot[1] for shot in shots):7.2f}", flush=True)


if __name__ == "__main__":
    main()
