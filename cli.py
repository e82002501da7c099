"""The command line. Thin: options in, one line for every mistake out."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
import traceback
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from . import assets_cli
from .errors import CycloramaError

__all__ = ["app", "main"]

REJECTED, MISTAKE, UNEXPECTED = 1, 2, 3
"""Exit statuses, beside 0, 130 (Ctrl-C) and 143 (SIGTERM): some images are missing (or labels wrong);
the user can mend it; nobody thought of it."""

_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}

app = typer.Typer(
    help="Procedural scene scripts become exactly labelled detection datasets.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Quality(StrEnum):
    draft = "draft"
    standard = "standard"
    high = "high"


class Engine(StrEnum):
    cycles = "cycles"
    eevee = "eevee"


class Device(StrEnum):
    auto = "auto"
    cpu = "cpu"
    cuda = "cuda"
    optix = "optix"
    hip = "hip"
    oneapi = "oneapi"
    metal = "metal"


class Small(StrEnum):
    drop = "drop"
    flag = "flag"
    crowd = "crowd"


Scene = Annotated[
    str,
    typer.Argument(
        help="A built-in scene (driving, tabletop), or path/to/script.py:function.", show_default=False
    ),
]
Seed = Annotated[int, typer.Option(help="Decides every image, together with its index.")]
Size = Annotated[str | None, typer.Option(help="WIDTHxHEIGHT in pixels; by default the rig's, or 640x480.")]
Rig = Annotated[
    str | None, typer.Option(help="Camera of a driving scene: kitti, bdd … or a file (docs/cameras.md).")
]
Given = Annotated[
    list[str],
    typer.Option("--given", metavar="NAME=VALUE", help="Pin a draw. May be repeated; * is any part."),
]
Balance = Annotated[
    list[str], typer.Option(metavar="NAME", help="Spread a draw evenly over the images. May be repeated.")
]
Licences = Annotated[
    str, typer.Option(metavar="cc0,cc-by,…", help="Only assets of these licences, or families of them.")
]
Models = Annotated[
    Path | None, typer.Option(help="Folder of your own models; a folder's name is their category.")
]
Frames = Annotated[int, typer.Option(help="Images of each drive; index = drive * frames + frame.")]
Fps = Annotated[float, typer.Option(help="Of them a second.")]
MovedScene = Annotated[str | None, typer.Option("--scene", help="Where the script is now, if it was moved.")]
MovedModels = Annotated[Path | None, typer.Option("--models", help="Where the models are now, if moved.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes; by default as many as fit.")]
TimeoutS = Annotated[
    float | None, typer.Option(min=0.001, help="Seconds for an image; by default ten times the usual.")
]


@app.command()
def render(
    scene: Scene,
    out: Annotated[Path, typer.Option(help="Folder of the dataset; the same command again goes on.")],
    count: Annotated[int, typer.Option(min=1, help="Number of images, or of drives.")] = 1,
    frames: Frames = 1,
    fps: Fps = 10.0,
    seed: Seed = 0,
    size: Size = None,
    rig: Rig = None,
    quality: Annotated[Quality, typer.Option(help="Samples, denoiser and bounces.")] = Quality.standard,
    samples: Annotated[int | None, typer.Option(help="Paths a pixel, in place of the quality's.")] = None,
    engine: Annotated[Engine, typer.Option(help="eevee needs a GPU.")] = Engine.cycles,
    device: Annotated[Device, typer.Option(help="Where to render.")] = Device.auto,
    workers: Workers = None,
    timeout_s: TimeoutS = None,
    given: Given = [],  # noqa: B006 (typer copies it)
    balance: Balance = [],  # noqa: B006
    models: Models = None,
    licences: Licences = "",
    polygons: Annotated[bool, typer.Option("--polygons", help="Exact polygons in place of RLE.")] = False,
    panoptic: Annotated[bool, typer.Option("--panoptic", help="Also what every pixel is.")] = False,
    depth: Annotated[bool, typer.Option("--depth", help="Also how far every pixel is.")] = False,
    flow: Annotated[bool, typer.Option("--flow", help="Also where it is in the next frame.")] = False,
    min_visible_px: Annotated[int, typer.Option(help="Instances that show fewer pixels are small.")] = 1,
    min_visible_fraction: Annotated[
        float, typer.Option(help="Instances of which a smaller share shows are small.")
    ] = 0.0,
    small: Annotated[Small, typer.Option(help="What becomes of small instances.")] = Small.drop,
    opacity_threshold: Annotated[float, typer.Option(help="Less opaque surfaces are not there.")] = 0.5,
) -> None:
    """Render a dataset with COCO labels."""
    from .options import Order
    from .runs import run_render

    order = Order.of(
        scene,
        size=size,
        rig=rig,
        given=given,
        models=models,
        licences=licences,
        labels={
            "polygons": polygons,
            "panoptic": panoptic,
            "depth": depth,
            "flow": flow,
            "min_visible_px": min_visible_px,
            "min_visible_fraction": min_visible_fraction,
            "small": small.value,
            "opacity_threshold": opacity_threshold,
        },
        seed=seed,
        quality=quality.value,
        samples=samples,
        engine=engine.value,
        balance=tuple(balance),
        frames=frames,
        fps=fps,
    )
    raise typer.Exit(run_render(order, out, count, workers, device.value, timeout_s))


@app.command()
def preview(
    scene: Scene,
    out: Annotated[Path, typer.Option(help="Picture to write, .png or .jpg.")],
    index: Annotated[int, typer.Option(min=0, help="Which image.")] = 0,
    frames: Frames = 1,
    fps: Fps = 10.0,
    seed: Seed = 0,
    size: Size = None,
    rig: Rig = None,
    quality: Annotated[Quality, typer.Option(help="Samples, denoiser and bounces.")] = Quality.draft,
    samples: Annotated[int | None, typer.Option(help="Paths a pixel, in place of the quality's.")] = None,
    device: Annotated[Device, typer.Option(help="Where to render.")] = Device.auto,
    given: Given = [],  # noqa: B006
    models: Models = None,
    licences: Licences = "",
) -> None:
    """Show one image beside its labels."""
    from .options import Order
    from .runs import run_preview

    order = Order.of(
        scene,
        size=size,
        rig=rig,
        given=given,
        models=models,
        licences=licences,
        seed=seed,
        quality=quality.value,
        samples=samples,
        frames=frames,
        fps=fps,
    )
    raise typer.Exit(run_preview(order, index, out, device.value))


@app.command()
def draws(
    scene: Scene,
    names: Annotated[
        list[str] | None, typer.Argument(help="Only these, such as camera or 'mug/*/height_m'.")
    ] = None,
    seed: Seed = 0,
    images: Annotated[int, typer.Option(min=1, help="How many images to look at.")] = 20,
    given: Given = [],  # noqa: B006
    models: Models = None,
    licences: Licences = "",
) -> None:
    """List every named draw of a scene."""
    from .options import Order
    from .runs import run_draws

    order = Order.of(scene, given=given, models=models, licences=licences, seed=seed)
    raise typer.Exit(run_draws(order, images, names or []))


@app.command()
def replay(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.")],
    index: Annotated[int, typer.Argument(min=0, help="Which image.")],
    out: Annotated[Path, typer.Option(help="Folder of the dataset to write; it holds that one image.")],
    given: Given = [],  # noqa: B006
    device: Annotated[Device, typer.Option(help="Where to render.")] = Device.auto,
    scene: MovedScene = None,
    models: MovedModels = None,
) -> None:
    """Make one image of a dataset again, as it was or with draws pinned."""
    from .options import parse_given
    from .runs import run_replay

    raise typer.Exit(run_replay(dataset, index, out, parse_given(given), device.value, scene, models))


@app.command()
def verify(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.")],
    rays: Annotated[
        bool, typer.Option("--rays", help="Also cast every pixel's ray, without Blender.")
    ] = False,
    limit_ppm: Annotated[
        float, typer.Option(help="Pixels per million that may differ from rays, and not on an edge.")
    ] = 20.0,
    limit_px: Annotated[float, typer.Option(help="So near to an edge a pixel counts as on it.")] = 0.01,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Images to cast rays for, evenly spread; without it, all.")
    ] = None,
    scene: MovedScene = None,
    models: MovedModels = None,
) -> None:
    """Check a dataset's labels and files."""
    from .runs import RayRule, run_verify

    if sample is not None and not rays:
        raise typer.BadParameter(
            "it says for how many images rays are cast; add --rays", param_hint="--sample"
        )
    raise typer.Exit(
        run_verify(dataset, RayRule(limit_ppm, limit_px, sample) if rays else None, scene, models)
    )


@app.command()
def export(
    dataset: Annotated[Path, typer.Argument(help="Folder of a dataset.")],
    out: Annotated[Path, typer.Option(help="New folder to write.")],
    format: Annotated[str, typer.Option(help="kitti, kitti-tracking, mot, yolo, yolo-segment or voc.")],
) -> None:
    """Write a dataset in another format than COCO."""
    from .runs import run_export

    raise typer.Exit(run_export(dataset, format, out))


app.add_typer(assets_cli.app, name="assets")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cyclorama {version('cyclorama')}")
        raise typer.Exit


@app.callback()
def _common(
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    words = sys.argv[1:] if arguments is None else arguments
    if arguments is None and words and not {"--help", "--version"} & set(words):
        _start_again_as_workers_do()
    debug = "--debug" in words
    # Wherever it stands: a person adds it to the end of the line that failed.
    words = words or ["--help"]
    words = (["--debug"] if debug else []) + [word for word in words if word != "--debug"]
    try:
        status = app(words, prog_name="cyclorama", standalone_mode=False)
        sys.stdout.flush()
    except CycloramaError as error:
        status = _fail(str(error), MISTAKE, debug)
    except typer.TyperException as error:
        status = _fail(_usage(error), MISTAKE, False)
    except (KeyboardInterrupt, typer.Abort):
        status = _fail("interrupted; the same command again goes on", 130, debug)
    except BrokenPipeError:
        status = _quiet(0)
    except SystemExit as error:  # Typer's own of a pipe whose reader has had enough, as head has
        is_pipe = isinstance(error.__context__, OSError) and error.__context__.errno == errno.EPIPE
        status = _quiet(0) if is_pipe else error.code
    except OSError as error:
        if error.errno not in _REFUSALS:
            status = _fail(_unexpected(error), UNEXPECTED, debug)
        else:
            status = _quiet(_fail(_refused(error), MISTAKE, debug))
    except Exception as error:
        status = _fail(_unexpected(error), UNEXPECTED, debug)
    sys.exit(status or 0)


def _start_again_as_workers_do() -> None:
    """Replace this process by one in the workers' environment, unless it is in it already.

    Where a script is run without a worker (draws, rays, the check of names), it must make the
    scenes that it makes in one; and Python takes the seed of its hashes only at its start.
    """
    from .render.process import REPRODUCIBLE

    if sys.executable and any(os.environ.get(name) != value for name, value in REPRODUCIBLE.items()):
        command = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, command, {**os.environ, **REPRODUCIBLE})


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = "cyclorama" if context is None else context.command_path
    return f"{error.format_message().rstrip('.')}; `{command} --help` lists what there is"


def _fail(message: str, status: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    print("cyclorama:", " ".join(message.split()), file=sys.stderr)
    return status


def _quiet(status: int) -> int:
    """Let go of what cannot be printed, or Python would complain of it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _refused(error: OSError) -> str:
    """One line on what the system refused to write or read, and what to do."""
    assert error.errno is not None
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        remedy = "free some space there, then run the same command again"
    else:
        remedy = "change its rights, or choose another place"
    what = error.filename or "what is printed, or a temporary file ($TMPDIR)"
    return f"{what}: {os.strerror(error.errno)}; {remedy}"


def _unexpected(error: Exception) -> str:
    """One line on an error that nobody thought of; its traceback goes to a file."""
    text: Any = " ".join(str(error).split()) or "no message"
    line = f"unexpected {type(error).__name__}: {text}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="cyclorama-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            traceback.print_exc(file=log)
    except OSError:
        return f"{line}; --debug shows where"
    return f"{line}; where it happened is in {log.name}, --debug shows it"


if __name__ == "__main__":
    main()
