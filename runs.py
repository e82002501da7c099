"""What each command does, from options that were read to an exit status."""

from __future__ import annotations

import json
import signal
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .assets.limits import limited
from .dataset import Dataset
from .draw import Value
from .errors import CycloramaError, DatasetError, RenderError, SceneError, close_names
from .options import Order
from .recipe import ModelEntry, Recipe
from .render.pool import Summary
from .render.settings import Device
from .scenes.script import load

if TYPE_CHECKING:
    from .annotate.finding import Finding
    from .annotate.oracle import RayReport

__all__ = ["run_draws", "run_export", "run_preview", "run_render", "run_replay", "run_verify"]

DONE, REJECTED, MISTAKE = 0, 1, 2

_FEW_PX = 4
"""As many may differ in a set so small that a single one is above the limit per million."""


def run_render(
    order: Order, folder: Path, count: int, workers: int | None, device: str, timeout_s: float | None
) -> int:
    """Render a dataset, or go on with it."""
    _print_notes(order.recipe)
    if not _is_begun(folder, order.recipe):
        order.check_names()
    images = count * order.recipe.frames
    summary = _batch(folder, order.recipe, images, device, workers=workers, timeout_s=timeout_s)
    return _conclude(summary, folder, images)


def run_preview(order: Order, index: int, out: Path, device: str) -> int:
    """Render one image and show it beside its labels."""
    from .annotate.preview import encoded, side_by_side
    from .files import write_atomic

    if out.suffix.lower() not in (".png", ".jpg", ".jpeg"):
        raise DatasetError(f"--out {out}: expected a file that ends in .png or .jpg")
    _print_notes(order.recipe)
    order.check_names()
    with tempfile.TemporaryDirectory(prefix="cyclorama-") as folder:
        record, image = _one(Path(folder) / "preview", order.recipe, index, device)
    picture = encoded(side_by_side(image, record["annotations"]), out.suffix.lower())
    write_atomic(out, picture)
    _console().print(f"{len(record['annotations'])} labelled instances; the picture is {escape(str(out))}")
    return DONE


def run_draws(order: Order, images: int, names: Sequence[str]) -> int:
    """Print draws, their distributions and how often they are made; all, or those under ``names``."""
    from .generate import models_of
    from .scenes.survey import survey

    order.check_names()
    models = models_of(order.recipe)
    with limited(order.recipe.limits):
        found = survey(lambda draw: order.script(draw, models), order.recipe, images)
    shown = {name for name in found for wanted in names or ["*"] if _is_asked_for(name, wanted)}
    if not shown:
        close = close_names(names[0], found)
        raise SceneError(f"scene {order.recipe.scene} draws nothing named {', '.join(names)}.{close}")
    rows = [("draw", "images", "distribution")]
    for name, (distribution, share) in found.items():
        if name in shown:
            pins = "" if distribution.kind == "rng" else _pins(name, order.recipe.given)
            rows.append((name, f"{share:.0%}", f"{distribution}{pins}"))
    console = Console(highlight=False)
    if console.is_terminal:
        table = Table(*rows[0], box=None, pad_edge=False)
        table.columns[1].justify = "right"
        for row in rows[1:]:
            table.add_row(*map(escape, row))
        console.print(table)
    else:  # a pipe has no width to fit, and names must come out whole
        width = max(len(name) for name, _, _ in rows)
        for name, share_text, text in rows:
            print(f"{name:{width}} {share_text:>6} {text}")
    return DONE


def _pins(name: str, given: Mapping[str, Value]) -> str:
    """' (given: 3)' for a name of a survey, whose numbers are folded into ``*``, or an empty string."""
    from .scenes.survey import folded

    patterns = [pattern for pattern in given if fnmatchcase(name, pattern)]
    some = [f"{given[full]} for {full}" for full in sorted(given) if full != name == folded(full)]
    if patterns:  # as Draw takes them: the name itself, else the longest
        some.append(str(given[max(patterns, key=lambda p: (p == name, len(p), p))]))
    return f" (given: {', '.join(some)})" if some else ""


def _is_asked_for(name: str, wanted: str) -> bool:
    return fnmatchcase(name, wanted) or name.startswith(wanted.rstrip("/") + "/")


def run_replay(
    dataset: Path,
    index: int,
    out: Path,
    given: Mapping[str, Value],
    device: str,
    scene: str | None,
    models: Path | None,
) -> int:
    """Make one image of a dataset again, with draws pinned, and say which draws are others now."""
    there = Dataset.open(dataset)
    recipe = _found(there.recipe, scene, models)
    recipe = recipe.model_copy(update={"given": {**recipe.given, **given}})
    if given:
        Order(recipe, load(recipe.scene, recipe.scene_sha256)).check_names()
    summary = _batch(out, recipe, 1, device, first=index)
    status = _conclude(summary, out, 1)
    if status == DONE:
        _print_changes(there, Dataset.open(out), index)
    return status


@dataclass(frozen=True)
class RayRule:
    """What rays are to prove of a dataset's labels.

    Attributes:
        limit_ppm: pixels per million that may differ and be no edge's.
        limit_px: so near to an edge a pixel counts as on it.
        sample: for how many of the images they are cast, evenly spread over the dataset; None: for all.
    """

    limit_ppm: float = 20.0
    limit_px: float = 0.01
    sample: int | None = None

    def of(self, indices: Sequence[int]) -> Sequence[int]:
        """Those of the images' indices that rays are cast for."""
        if self.sample is None or self.sample >= len(indices):
            return indices
        return [indices[place * len(indices) // self.sample] for place in range(self.sample)]


def run_verify(folder: Path, rays: RayRule | None, scene: str | None, models: Path | None) -> int:
    """Print what is wrong with a dataset's files and then, by rays, with its labels."""
    from .annotate.verify import verify

    dataset = Dataset.open(folder)
    console = _console()
    in_files = verify(folder)
    findings = [str(finding) for finding in in_files]
    _print_findings(findings, console)
    if rays is not None:
        recipe = _found(dataset.recipe, scene, models)
        by_rays = _ray_findings(dataset, recipe, _harmed(in_files), rays, console)
        _print_findings(by_rays, console)
        findings += by_rays
    if not findings:
        console.print(f"labels and files of {escape(str(folder))} are right")
    return REJECTED if findings else DONE


def run_export(folder: Path, name: str, out: Path) -> int:
    """Write a dataset's frames in another format, and say what went into it and what did not."""
    from .annotate.formats.export import export
    from .annotate.formats.frames import Frames

    dataset = Dataset.open(folder)
    there = len(dataset.recorded())
    if there == 0:
        raise DatasetError(f"folder {folder}: no image is done yet, so there is nothing to export")
    written = export(Frames(folder, dataset.records), name, out)
    console = _console()
    console.print(escape(f"{name}: {written}"))
    if there < dataset.count:
        console.print(f"{dataset.count - there} of {dataset.count} images are missing in the dataset")
    console.print(f"the export is in {escape(str(out))}")
    return DONE


def _print_findings(findings: Sequence[str], console: Console) -> None:
    for finding in findings:
        console.print(escape(finding), style="red")


def _harmed(findings: Iterable[Finding]) -> set[int]:
    """Indices of the frames whose records cannot be trusted."""
    from .annotate.coco import image_of

    of_records = (PurePath(f.file).stem for f in findings if f.file.startswith("frames/"))
    of_annotations = (image_of(f.annotation_id) for f in findings if f.annotation_id is not None)
    return {*of_annotations, *(int(stem) for stem in of_records if stem.isdigit())}


def _print_notes(recipe: Recipe) -> None:
    """Say what was taken for granted and repaired in the user's models; refuse those that cannot be used.

    This also fills the cache, from which the workers read them and their convex parts.
    """
    if recipe.models_dir is not None:
        from .assets.hulls import prepare
        from .assets.importing import user_models

        console = Console(stderr=True, highlight=False, soft_wrap=True)

        def tell(note: str) -> None:
            console.print(escape(note))

        prepare(user_models.load(Path(recipe.models_dir), recipe.models, tell), tell)


def _ray_findings(
    dataset: Dataset,
    recipe: Recipe,
    harmed: Collection[int],
    rule: RayRule,
    console: Console,
) -> list[str]:
    """Cast the rays of images again; print what differs, give what is above the limits."""
    from .render.worker import reason_of

    with limited(recipe.limits):  # a pack that is damaged or gone says nothing of the labels
        pass
    unproven = unread = 0
    masks, segments = _Tally(), _Tally()
    findings = []
    for index in rule.of(dataset.recorded()):
        if index in harmed:
            unread += 1
            continue
        try:
            record = dataset.record(index)
            if record.get("blender_hook"):
                unproven += 1
                continue
            reports = _cast_again(dataset.folder, recipe, record)
        except (CycloramaError, ValueError, LookupError, TypeError, AttributeError, OSError) as error:
            # One image's record, or script, is no reason to leave the others unproven.
            findings.append(f"image {index}: its rays cannot be cast: {reason_of(error)}")
            continue
        for tally, what, report in zip((masks, segments), ("", ", segments"), reports, strict=False):
            tally.add(report, rule.limit_px)
            if report.differences:
                console.print(f"image {index}{what}: {escape(str(report))}")
    if unread:
        console.print(f"{unread} images have findings in their records: not cast")
    if unproven:
        console.print(f"{unproven} images use the `blender` hook, which rays cannot follow: not cast")
    # On an edge rounding decides, and a picture may be nearly all edge, as one of foliage is.
    console.print(
        f"the rule: of px farther than {rule.limit_px:g} px from an edge (--limit-px), "
        f"{rule.limit_ppm:g} per million (--limit-ppm) may differ, or {_FEW_PX} in all where that is more"
    )
    for what, tally in (("rays", masks), ("segments", segments)):
        if not tally.pixels and tally is segments:
            continue
        of_all, ppm = tally.per_million(tally.different), tally.per_million(tally.beyond)
        console.print(
            f"{what}: {tally.different} of {tally.pixels} px differ ({of_all:.1f} per million), the farthest "
            f"{tally.farthest_px:.2g} px from an edge; {tally.beyond} of them farther than "
            f"{rule.limit_px:g} px ({ppm:.1f} per million)"
        )
        if ppm > rule.limit_ppm and tally.beyond > _FEW_PX:
            findings.append(
                f"{'labels' if tally is masks else what}: {ppm:.1f} px per million differ from rays, and not "
                f"on an edge; the limit is {rule.limit_ppm:g}"
            )
    return findings


@dataclass
class _Tally:
    """What rays say of all images."""

    pixels: int = 0
    different: int = 0
    beyond: int = 0
    farthest_px: float = 0.0

    def add(self, report: RayReport, limit_px: float) -> None:
        self.pixels += report.pixels
        self.different += len(report.differences)
        self.beyond += sum(difference.edge_px > limit_px for difference in report.differences)
        self.farthest_px = max(self.farthest_px, report.farthest_px)

    def per_million(self, count: int) -> float:
        return 1e6 * count / max(1, self.pixels)


def _cast_again(folder: Path, recipe: Recipe, record: Mapping[str, Any]) -> list[RayReport]:
    """What rays say of one image's labels, and of its segments where it has some.

    Raises:
        SceneError: the script makes another scene of the record's image.
        ValueError: as ``differing``.
    """
    from .annotate.oracle import differing, differing_segments
    from .annotate.panoptic import read_ids
    from .annotate.world import world
    from .generate import scene_of

    draw = recipe.draw(record["index"])
    scene = scene_of(recipe, draw)
    changed = [name for name, value in draw.values.items() if record["draws"].get(name) != value]
    if changed or len(record["draws"]) != len(draw.values):
        raise SceneError(
            "the script no longer draws what the record says"
            f" ({', '.join(changed[:3]) or 'other names'}); render it again with this version"
        )
    size, threshold, rows = recipe.resolution, recipe.labels.opacity_threshold, record["annotations"]
    cast = world(scene, size, threshold)
    reports = [differing(scene, size, rows, threshold, record["dropped"], cast)]
    if "panoptic" in record:
        name = next(name for name in sorted(record["files"]) if name.startswith("panoptic/"))
        ids = read_ids((folder / name).read_bytes())
        segments = record["panoptic"]
        reports.append(differing_segments(scene, size, ids, segments, rows, threshold, cast))
    return reports


def _found(recipe: Recipe, scene: str | None, models: Path | None) -> Recipe:
    """A dataset's recipe with its script and models where they are now; they must be what they were."""
    there, function = recipe.scene, _function(recipe.scene)
    if scene is not None:
        place = f"{scene}:{function}" if scene.endswith(".py") else scene
        recipe = recipe.model_copy(update={"scene": place})
    if models is not None:
        recipe = recipe.model_copy(update={"models_dir": str(models)})
    if recipe.models_dir is not None:
        _same_models(recipe.models_dir, recipe.models)
    script = load(recipe.scene, recipe.scene_sha256)
    # A built-in scene has no hash, and a file has more functions than one.
    if script.sha256 != recipe.scene_sha256 or _function(script.name) != function:
        raise DatasetError(
            f"--scene {scene}: it is another scene than the dataset's, {there}; "
            "say where that script is now, or leave --scene out"
        )
    return recipe.model_copy(update={"scene": script.name})


def _function(scene: str) -> str:
    return scene.rpartition(":")[2]


def _batch(folder: Path, recipe: Recipe, count: int, device: str, first: int = 0, **options: Any) -> Summary:
    from .batch import Batch, render
    from .generate import versions
    from .progress import ProgressDisplay

    with ProgressDisplay(Console(stderr=True, soft_wrap=True)) as display:
        batch = Batch(device=cast(Device, device), watcher=display, **options)
        return render(folder, recipe, count, versions(), batch, first)


def _one(folder: Path, recipe: Recipe, index: int, device: str) -> tuple[dict[str, Any], bytes]:
    """The record and the picture of one image, made in a worker as all are."""
    from .batch import Batch, render
    from .generate import versions

    summary = render(
        folder, recipe, 1, versions(), Batch(workers=1, device=cast(Device, device)), first=index
    )
    if summary.signal is not None:
        raise KeyboardInterrupt
    reasons = [summary.stopped] if summary.stopped else [failure.reason for failure in summary.failures]
    if reasons:
        raise RenderError(reasons[0])
    record = Dataset.open(folder).record(index)
    name = next(name for name in record["files"] if name.startswith("images/"))
    return record, (folder / name).read_bytes()


def _conclude(summary: Summary, folder: Path, count: int) -> int:
    """Say how a batch ended: what is missing and why, where the data is, how to go on."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if summary.stopped is not None:
        if summary.mistake:
            raise DatasetError(summary.stopped)
        console.print(f"cyclorama: {escape(summary.stopped)}")
        return REJECTED
    if summary.failures:
        console.print(f"{len(summary.failures)} of {count} images are missing:")
        for failure in sorted(summary.failures, key=lambda failure: failure.index):
            console.print(f"  image {failure.index}: {escape(failure.reason)}")
        console.print(f"what their workers printed is in {escape(str(folder / 'rejects'))}")
    if summary.signal is not None:
        name = signal.Signals(summary.signal).name
        console.print(
            f"cyclorama: stopped by {name}; what is finished is in {escape(str(folder))}, "
            "the same command again goes on"
        )
        return 128 + summary.signal
    _console().print(f"the dataset is in {escape(str(folder))}")
    return REJECTED if summary.failures else DONE


def _is_begun(folder: Path, recipe: Recipe) -> bool:
    """Whether the names in this recipe have passed their check before."""
    try:
        return Dataset.open(folder).recipe == recipe
    except DatasetError:
        return False


def _same_models(folder: str, wanted: tuple[ModelEntry, ...]) -> None:
    from .assets.importing import user_models

    found = {entry.path: entry.sha256 for entry in user_models.scan(Path(folder))}
    for entry in wanted:
        if found.get(entry.path) != entry.sha256:
            what = "has changed" if entry.path in found else "is not there any more"
            raise DatasetError(
                f"models folder {folder}: {entry.path} {what} since the dataset was made; "
                "put it back, or say with --models where it is"
            )


def _print_changes(before: Dataset, after: Dataset, index: int) -> None:
    console = Console(highlight=False, soft_wrap=True)
    new = after.record(index)
    try:
        old = before.record(index)
    except CycloramaError:
        console.print(
            f"image {index} was not done in {escape(str(before.folder))}: there is nothing to compare with"
        )
        return
    changed = sorted(
        name for name in {*old["draws"], *new["draws"]} if old["draws"].get(name) != new["draws"].get(name)
    )
    for name in changed:
        was, now = (json.dumps(row["draws"].get(name, "not drawn")) for row in (old, new))
        console.print(f"{escape(name)}: {escape(was)} → {escape(now)}")
    if not changed:
        same = old["files"] == new["files"]
        console.print(
            "the same draws, and " + ("the same bytes" if same else "other bytes (device or versions?)")
        )


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)
