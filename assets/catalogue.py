"""One table of all assets, whatever their source, and the choice of one by what it is.

``pick(draw, category="car")`` gives a model. What may be chosen is what is installed, within the limits
(``limits.Limits``) that the recipe sets while a script runs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from importlib import import_module

from ..draw import Draw
from ..errors import AssetError, close_names
from .entry import Entry
from .ledger import USER
from .limits import current, installed_packs
from .model import Model
from .packs.pack import PACKS

__all__ = ["SOURCES", "check_category_known", "check_word", "entries", "find", "pick", "select"]

SOURCES = ("procedural", *PACKS, USER)
"""What may have made an entry."""

_MANY = 10

_SOURCES = (
    "household.entries",
    "vehicles",
    "two_wheelers",
    "street",
    "people.entries",
    "plants.potted",
    "furniture",
    "importing.user_assets",
)
"""Modules of this package with a function ``entries``; it gives nothing where its pack is not installed."""


def entries() -> tuple[Entry, ...]:
    """Every asset that may be chosen now, by source and then in each source's own order."""
    limits = current()
    return tuple(
        entry
        for module in _SOURCES
        for entry in _entries_of(module)()
        if limits.allows(entry.source, entry.licence, entry.id)
    )


def check_word(what: str, word: str, known: Collection[str]) -> None:
    """Refuse a word to select by that nothing has, with those that are close.

    Raises:
        AssetError: it is not among those known.
    """
    if word not in known:
        there = f"; there are {', '.join(known)}" if len(known) < _MANY else ""
        raise AssetError(f"{what} {word!r}: there is none of that name{there}.{close_names(word, known)}")


def check_category_known(category: str, also: Collection[str] = ()) -> None:
    """Refuse a category that nothing in the catalogue has, and that is not among ``also``.

    Raises:
        AssetError: there is none of that name; says which are close, and which packs are not in use.
    """
    known = {entry.category for entry in entries() if entry.category}.union(also)
    if category not in known:
        raise AssetError(
            f"category {category!r}: the catalogue has none of that name{_missing_packs()}."
            f"{close_names(category, known)}"
        )


def find(id: str) -> Entry:
    """The asset of that id.

    Raises:
        AssetError: there is none, its pack is not installed, or the recipe's limits exclude it.
    """
    known = {entry.id: entry for entry in entries()}
    if id not in known:
        excluded = next(
            (entry for module in _SOURCES for entry in _entries_of(module)() if entry.id == id), None
        )
        if excluded is not None and replace(current(), user_assets=None).allows(
            excluded.source, excluded.licence
        ):
            raise AssetError(
                f"asset {id}: it was added after the dataset was begun; begin a new dataset to use it"
            )
        if excluded is not None:
            raise AssetError(
                f"asset {id}: its licence {excluded.licence} or its source {excluded.source} is not among "
                "those that the recipe allows; allow it with --licences, or begin a new dataset"
            )
        raise AssetError(f"asset {id}: there is none of that id{_missing_packs()}.{_close_ids(id, known)}")
    return known[id]


def select(
    category: str | None = None,
    *,
    tags: Collection[str] = (),
    without: Collection[str] = (),
    source: str | None = None,
    licences: Collection[str] = (),
    longest_m: tuple[float, float] | None = None,
) -> tuple[Entry, ...]:
    """The assets that fit, in the catalogue's order.

    Args:
        category: as in the labels, such as ``car``.
        tags: all of these.
        without: none of these tags.
        source: ``procedural``, a pack's name, or ``user``.
        licences: families or SPDX names, such as ``cc0``; empty: any that the recipe allows.
        longest_m: least and greatest longest side; drawn sizes are let through.

    Raises:
        AssetError: a word stands where a list of them is expected; no licence or source has such a name.
    """
    from .licences import allowed, check_families

    for name, words in (("tags", tags), ("without", without), ("licences", licences)):
        if isinstance(words, str):  # else its letters would be looked for
            raise AssetError(f"catalogue: {name} is {words!r}, expected a list: [{words!r}]")
    families = check_families(licences)
    if source is not None:
        check_word("source", source, SOURCES)
    return tuple(
        entry
        for entry in entries()
        if (category is None or entry.category == category)
        and entry.tags.issuperset(tags)
        and entry.tags.isdisjoint(without)
        and (source is None or entry.source == source)
        and allowed(entry.licence, families)
        and (longest_m is None or entry.size_m is None or longest_m[0] <= max(entry.size_m) <= longest_m[1])
    )


def pick(
    draw: Draw,
    category: str | None = None,
    *,
    tags: Collection[str] = (),
    without: Collection[str] = (),
    source: str | None = None,
    licences: Collection[str] = (),
    longest_m: tuple[float, float] | None = None,
) -> Model:
    """A model of an asset that fits: which one is the draw ``asset``, how it looks is drawn in its own scope.

    The arguments are those of :func:`select`. All that fit are equally likely.

    Raises:
        AssetError: nothing fits; says what there is.
    """
    fitting = select(
        category, tags=tags, without=without, source=source, licences=licences, longest_m=longest_m
    )
    if not fitting:
        wanted = {
            "category": category,
            "tags": ", ".join(sorted(tags)),
            "without": ", ".join(sorted(without)),
            "source": source,
            "licences": ", ".join(sorted({*licences, *current().licences})),
            "longest_m": longest_m and f"{longest_m[0]:g} to {longest_m[1]:g}",
        }
        said = "; ".join(f"{name} {value}" for name, value in wanted.items() if value)
        known = {entry.category for entry in entries() if entry.category}
        close = close_names(category, known) if category and category not in known else ""
        raise AssetError(
            f"catalogue: nothing fits {said or 'it'}.{close} `cyclorama assets list` prints what there is"
            f"{_missing_packs()}"
        )
    by_id = {entry.id: entry for entry in fitting}
    return by_id[draw.choice("asset", tuple(by_id))].build(draw.scope("look"))


def _close_ids(id: str, known: Collection[str]) -> str:
    """As :func:`close_names`, but first those of the same last part: people leave out the source."""
    last = id.rpartition("/")[2].casefold()
    same = [name for name in sorted(known) if name.rpartition("/")[2].casefold() == last]
    return f" Did you mean {', '.join(same[:3])}?" if same else close_names(id, known)


def _entries_of(module: str) -> Callable[[], tuple[Entry, ...]]:
    found: Callable[[], tuple[Entry, ...]] = import_module(f".{module}", __package__).entries
    return found


def _missing_packs() -> str:
    """A hint at the packs that are not among what may be chosen."""
    packs = current().packs
    known = installed_packs() if packs is None else packs
    missing = [name for name in PACKS if name not in known]
    return (
        f"; packs that are not in use: {', '.join(missing)} (`cyclorama assets install`)" if missing else ""
    )
