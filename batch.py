"""A batch: the missing images of a dataset, made by a pool of worker processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from .assets.limits import limited
from .dataset import Dataset
from .files import locked
from .recipe import Recipe
from .render.eevee import check_eevee
from .render.machine import crew
from .render.pool import Failure, Job, Limits, Summary, run
from .render.settings import Device
from .render.worker import resolve

__all__ = ["Batch", "Watcher", "frame_maker", "render"]

MAKER = f"{__package__}.batch:frame_maker"
FRAME = f"{__package__}.generate:frame"


class Watcher(Protocol):
    """Hears how a batch goes."""

    def begins(self, total: int, done_before: int, workers: int) -> None: ...
    def done(self, index: int, seconds: float) -> None: ...
    def failed(self, failure: Failure) -> None: ...


class _Nobody:
    def begins(self, total: int, done_before: int, workers: int) -> None: ...
    def done(self, index: int, seconds: float) -> None: ...
    def failed(self, failure: Failure) -> None: ...


@dataclass(frozen=True)
class Batch:
    """How a dataset's images are made; none of it changes them, but ``device``.

    Attributes:
        workers: processes; None: as many as cores and memory carry.
        device: where Cycles runs.
        timeout_s: for one image; None: by the images before it.
        watcher: hears how it goes.
        frame: ``module:function`` that makes one frame; another than ours only in tests.
    """

    workers: int | None = None
    device: Device = "auto"
    timeout_s: float | None = None
    watcher: Watcher = field(default_factory=_Nobody)
    frame: str = FRAME


def render(
    folder: Path, recipe: Recipe, count: int, versions: Mapping[str, str], batch: Batch, first: int = 0
) -> Summary:
    """Make the images of a dataset that are missing, and write its annotations.

    Where it is interrupted, or the disk is full, what is finished stays; the same call goes on.

    Raises:
        DatasetError: the folder holds something else, cannot be written, or is in use.
        RenderError: the engine cannot work here.
    """
    if recipe.engine == "eevee" and batch.frame == FRAME:
        check_eevee()
    with locked(folder) as lock:
        dataset = Dataset.create_or_resume(folder, recipe, count, versions, first)
        missing = dataset.missing()
        dataset.discard(missing)
        plan = crew(batch.workers, len(missing), recipe.resolution, batch.device)
        batch.watcher.begins(count, count - len(missing), min(plan.workers, len(missing)))

        def set_aside(failure: Failure) -> None:
            dataset.reject(failure.index, failure.reason, failure.attempts, failure.tail)
            batch.watcher.failed(failure)

        # Script and models are where they are now; what may be chosen from is what it was at the beginning.
        begun = {name: getattr(dataset.recipe, name) for name in ("packs", "user_assets")}
        setup = {
            "folder": str(folder.resolve()),
            "recipe": recipe.model_copy(update=begun).model_dump(mode="json"),
            "device": batch.device,
            "threads": plan.threads,
            "frame": batch.frame,
        }
        limits = Limits(plan.workers, timeout_s=batch.timeout_s, memory_bytes=plan.memory_bytes)
        summary = run(Job(MAKER, setup, (lock,)), missing, limits, batch.watcher.done, set_aside)
        if summary.stopped is None:
            dataset.finish()
        else:
            dataset.sweep()
        return summary


def frame_maker(setup: Mapping[str, Any]) -> Callable[[int], None]:
    """What a worker does with an index: make the frame, write it."""
    recipe = Recipe(**setup["recipe"])
    dataset = Dataset(Path(setup["folder"]), recipe, 0, {})
    if setup["frame"] == FRAME:
        from .generate import models_of, script_of
        from .render.blender import blender, listening
        from .render.settings import choose_device

        # What would fail for every image ends the run at once.
        with limited(recipe.limits):
            pass
        script_of(recipe)
        models_of(recipe)
        if setup["device"] not in ("auto", "cpu"):
            with blender() as bpy, listening("devices", complain=False):
                choose_device(bpy, setup["device"])
    frame: Any = resolve(setup["frame"])

    def make(index: int) -> None:
        dataset.write_frame(frame(recipe, index, device=setup["device"], threads=setup["threads"]))

    return make
