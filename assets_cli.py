"""``cyclorama assets``: install packs, list what there is, look at one. Thin, as cli.py is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["app"]

_SKY_SOURCES = ("blender", "skies")

app = typer.Typer(help="Install, list and look at assets.", rich_markup_mode=None)


@app.command()
def install(
    packs: Annotated[list[str] | None, typer.Argument(help="furniture, people, skies.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All packs.")] = False,
) -> None:
    """Fetch packs of assets with their own package managers, and check them."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

    from .assets.packs.install import install as install_pack
    from .assets.packs.pack import PACKS, named
    from .assets.packs.place import assets_dir, folder
    from .errors import AssetError

    wanted = tuple(PACKS.values()) if everything else named(packs or ())
    if not wanted:
        rows = (f"{pack.name} ({pack.holds}; {pack.download_bytes / 1e6:.0f} MB)" for pack in PACKS.values())
        raise AssetError(f"assets install: name packs, or give --all; there are {', '.join(rows)}")
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        for pack in wanted:
            task = bar.add_task(pack.name, total=None)

            def tell(what: str, done: int, total: int, task: TaskID = task) -> None:
                bar.update(task, description=what, completed=done, total=total)

            done = install_pack(pack, tell)
            bar.remove_task(task)
            state = "installed" if done else "there already"
            typer.echo(f"{pack.name}: {state} ({pack.package}), in {folder(pack.name) or assets_dir()}")


@app.command(name="list")
def list_(
    category: Annotated[str | None, typer.Option(help="As in the labels, such as car.")] = None,
    licence: Annotated[str, typer.Option(metavar="cc0,cc-by,…", help="Licences or families of them.")] = "",
    tag: Annotated[list[str], typer.Option(help="May be repeated; all must fit.")] = [],  # noqa: B006
    source: Annotated[
        str | None, typer.Option(help="procedural, a pack's name, or user; of skies: blender or skies.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Print the catalogue; ``--category sky``, or a source of skies, prints the environment pictures."""
    from .assets import catalogue

    licences = licence.split(",") if licence else ()
    if category == "sky" or (category is None and source in _SKY_SOURCES):
        _list_skies(licences, tag, source, as_json)
        return
    if category is not None:
        catalogue.check_category_known(category, also=("sky",))
    tags = sorted({word for entry in catalogue.entries() for word in entry.tags})
    for word in tag:
        catalogue.check_word("tag", word, tags)
    rows = [
        {
            "id": entry.id,
            "category": entry.category,
            "size_m": None if entry.size_m is None else [round(side, 3) for side in entry.size_m],
            "front": entry.front,
            "licence": entry.licence,
            "author": entry.author,
            "source": entry.source,
            "sha256": entry.sha256,
            "tags": sorted(entry.tags),
        }
        for entry in catalogue.select(category, tags=tag, licences=licences, source=source)
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    else:
        _print_table(rows)


def _list_skies(licences: Sequence[str], tags: Sequence[str], source: str | None, as_json: bool) -> None:
    """The environment pictures, with the elevation of their sun where they hold one."""
    from .assets import skies
    from .assets.catalogue import check_word
    from .assets.licences import allowed, check_families

    families = check_families(licences)
    if source is not None:
        check_word("source of skies", source, _SKY_SOURCES)
    tags_there = sorted({word for picture in skies.pictures() for word in picture.tags})
    for word in tags:
        check_word("tag of skies", word, tags_there)
    rows: list[dict[str, Any]] = []
    for picture in skies.pictures():
        fits = picture.tags.issuperset(tags) and source in (None, picture.source)
        if not fits or not allowed(picture.licence, families):
            continue
        sun_deg, known = skies.sky_light(picture.image).sun_elevation_deg, skies.source(picture.image)
        rows.append(
            {
                "id": picture.image,
                "category": "sky",
                "sun_elevation_deg": None if sun_deg is None else round(sun_deg, 1),
                "licence": picture.licence,
                "author": known.author if known else picture.author,
                "source": picture.source,
                "sha256": None if known is None else known.sha256,
                "tags": sorted(picture.tags),
            }
        )
    if as_json:
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    head = ("id", "sun (°)", "licence", "author", "tags")
    _print_columns(
        head,
        [
            (
                row["id"],
                "–" if row["sun_elevation_deg"] is None else f"{row['sun_elevation_deg']:.1f}",
                row["licence"],
                row["author"],
                " ".join(row["tags"]),
            )
            for row in rows
        ],
    )


def _print_table(rows: list[dict[str, Any]]) -> None:
    shown = [
        (
            row["id"],
            row["category"] or "–",
            " × ".join(f"{side:.2f}" for side in row["size_m"]) if row["size_m"] else "drawn",
            row["licence"],
            row["author"] or "–",
            " ".join(row["tags"]),
        )
        for row in rows
    ]
    head = ("id", "category", "size (m)", "licence", "author", "tags")
    _print_columns(head, shown)


def _print_columns(head: tuple[str, ...], shown: Sequence[tuple[str, ...]]) -> None:
    """Columns as wide as what is in them, so that a pipe gets whole lines."""
    widths = [max(len(row[column]) for row in (head, *shown)) for column in range(len(head))]
    for row in (head, *shown):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo(line.rstrip())
    typer.echo(f"{len(shown)} of the catalogue", err=True)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="As `assets list` prints it.")],
    out: Annotated[Path | None, typer.Option(help="Picture to write, .png or .jpg; default: ID.png.")] = None,
    index: Annotated[int, typer.Option(min=0, help="Which of its variants.")] = 0,
    seed: Annotated[int, typer.Option(help="Decides the variant, together with its index.")] = 0,
) -> None:
    """Picture an asset from all sides, or a sky all the way round."""
    from .assets import skies
    from .turntable import write_sky, write_turntable

    path = out or Path(f"{id.replace('/', '-').replace(':', '-')}.png")
    if id.startswith((skies.BLENDER_PREFIX, skies.PACK_PREFIX)):
        write_sky(id, path)
        known = skies.source(id)
        assert known is not None
        typer.echo(f"{id} by {known.author}, {known.licence}: {path}")
        return
    entry = write_turntable(id, path, seed, index)
    credit = f" by {entry.author}" if entry.author else ""
    typer.echo(f"{entry.id}{credit}, {entry.licence}: {path}")


@app.command()
def add(
    folder: Annotated[Path, typer.Argument(help="Folder of model files.")],
    category: Annotated[str, typer.Option(help="As in the labels, such as car.")],
    licence: Annotated[
        str | None, typer.Option(help="SPDX name, such as CC-BY-4.0, or LicenseRef-…. [required]")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who made them.")] = None,
    unit: Annotated[str | None, typer.Option(help="m, cm, mm, um, inch or foot.")] = None,
    up: Annotated[str | None, typer.Option(help="The files' axis that points up: x, y or z.")] = None,
    front: Annotated[str, typer.Option(help="Where they look once z is up: +x, -x, +y, -y.")] = "-y",
    height: Annotated[str | None, typer.Option(help="True height, such as 1.2m.")] = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Take models whose pictures are missing.")
    ] = False,
) -> None:
    """Check your own models, and copy them into the catalogue."""
    from .assets_add import add_folder
    from .errors import AssetError

    if licence is None:
        raise AssetError(
            "assets add: --licence is missing: expected a name of SPDX's list, such as CC-BY-4.0, or, where "
            "it is not there or not known, one of your own, such as LicenseRef-unknown"
        )
    refused = add_folder(
        folder,
        category,
        licence,
        typer.echo,
        author=author,
        unit=unit,
        up=up,
        front=front,
        height=height,
        lenient=lenient,
    )
    raise typer.Exit(1 if refused else 0)


@app.command()
def remove(ids: Annotated[list[str], typer.Argument(help="As `assets list` prints them.")]) -> None:
    """Take your own models out of the catalogue, and delete their copies."""
    from .assets.importing.user_assets import remove as forget

    for id in ids:
        forget(id)
        typer.echo(f"removed {id}")
