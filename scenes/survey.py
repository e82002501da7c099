"""Which draws a scene makes: found by running its script for several images, without rendering."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from ..draw import Distribution, Draw, Value
from ..errors import CycloramaError, DrawError, SceneError, close_names
from ..recipe import Recipe
from .scene import Scene

__all__ = ["SceneFunction", "check_given", "folded", "survey"]

SceneFunction = Callable[[Draw], Scene]

# Names are conditional: a rare weather draws what the others don't.
TRIES = 40


def survey(scene_of: SceneFunction, recipe: Recipe, tries: int = 20) -> dict[str, tuple[Distribution, float]]:
    """Every name that the first ``tries`` images draw: its distribution, and the share of them that do.

    Numbers within names are folded into ``*``: ``mug/*/height_m``. Bounds are the widest seen.

    Raises:
        CycloramaError: the script failed for every image; the first failure.
    """
    images = list(_images(scene_of, recipe, tries))
    found: dict[str, Distribution] = {}
    seen: dict[str, int] = {}
    for distributions in images:
        for name, distribution in distributions.items():
            key = folded(name)
            found[key] = _widest(found[key], distribution) if key in found else distribution
        for key in {folded(name) for name in distributions}:
            seen[key] = seen.get(key, 0) + 1
    return {key: (found[key], seen[key] / len(images)) for key in sorted(found)}


def check_given(
    scene_of: SceneFunction, given: Mapping[str, Value], balance: Collection[str], recipe: Recipe
) -> None:
    """Refuse pinned and balanced names that no image draws.

    Raises:
        DrawError: names the unknown one and those that look like it, or says what a pinned draw may be.
    """
    missing = {*given, *balance}
    known: set[str] = set()
    for distributions in _images(scene_of, recipe, TRIES) if missing else ():
        known.update(distributions)
        for name in given:
            if name in distributions and distributions[name].kind == "rng":
                raise DrawError(f"given {name!r}: it is bulk noise, which cannot be pinned")
        missing = {name for name in missing if not _among(name, distributions)}
        if not missing:
            return
    for name in sorted(missing):
        kind = "given" if name in given else "balance"
        close = close_names(name, known) or close_names(name, {folded(n) for n in known})
        raise DrawError(
            f"{kind} {name!r}: scene {recipe.scene} drew no such name in {TRIES} images.{close} "
            f"All names: cyclorama draws {recipe.scene}"
        )


def folded(name: str) -> str:
    """``mug/3/height_m`` as ``mug/*/height_m``."""
    return re.sub(r"(?<![^/])\d+(?![^/])", "*", name)


def _among(name: str, known: Collection[str]) -> bool:
    return name in known or ("*" in name and any(fnmatch.fnmatchcase(k, name) for k in known))


def _images(scene_of: SceneFunction, recipe: Recipe, tries: int) -> Iterator[dict[str, Distribution]]:
    """The distributions of each image in turn; an image whose script fails now and then is left out."""
    first: CycloramaError | None = None
    done = 0
    for index in range(tries):
        draw = Draw(recipe.seed, index, recipe.given, recipe.balance)
        try:
            scene_of(draw)
        except (DrawError, SceneError) as error:
            if isinstance(error, DrawError) or index - done >= 2:
                raise first or error from None
            first = first or error
        except CycloramaError as error:
            first = first or error
        else:
            done += 1
            yield draw.distributions
    if not done and first is not None:
        raise first


def _widest(a: Distribution, b: Distribution) -> Distribution:
    if a.kind != b.kind or a.low is None or b.low is None or a.high is None or b.high is None:
        return a
    return replace(a, low=min(a.low, b.low), high=max(a.high, b.high))
