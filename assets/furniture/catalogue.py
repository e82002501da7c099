"""What the libraries say of their models: one row each, read once and then from the cache."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from ...errors import AssetError, ModelFileError
from ..cache import cached
from .archive import Archive, DamagedError, opened

__all__ = ["Index", "Row", "index", "properties"]

VERSION = 3
"""Of the index: raise it when the same libraries give other rows."""

CATALOGUE = "PluginFurnitureCatalog.properties"

_LICENCES = (
    # The catalogues' own words, from their start.
    ("Public domain", "CC0-1.0"),
    ("Creative Commons Attribution 3.0 United States license", "CC-BY-3.0-US"),
    ("Creative Commons Attribution 3.0 Unported license", "CC-BY-3.0"),
    ("Creative Commons Attribution 3.0 license", "CC-BY-3.0"),
)


_FORBIDDING = re.compile(r"non-?commercial|share-?alike|no-?deriv|\bby-(?:nc|sa|nd)\b", re.IGNORECASE)
_CREDITED = re.compile(r"creative commons attribution 3\.0|\bcc-by\b", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One model of one library.

    Attributes:
        slug: its name in the pack: the catalogue's own, with the library's behind it where two share it.
        library: file name without its ending.
        title, group: the catalogue's name and category of it.
        member: the OBJ file in the zip.
        size_m: width, depth and height in metres.
        rotation: of the OBJ's axes (y up), row by row.
        licence: SPDX name.
        author: who made it.
        sha256: of the OBJ file.
        fingerprint: of all that lies in its folder.
        words: the catalogue's tags, lower case.
    """

    slug: str
    library: str
    title: str
    group: str
    member: str
    size_m: tuple[float, float, float]
    rotation: tuple[float, ...] | None
    licence: str
    author: str
    sha256: str
    fingerprint: str
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)  # hashing 820 rows takes longer than what is looked up by it
class Index:
    """All rows, sorted by slug, and what was left out, with the reason."""

    rows: tuple[Row, ...]
    refused: tuple[tuple[str, str], ...]


def index(libraries: Iterable[Path]) -> Index:
    """What these files hold; each file's part comes from the cache where it was read before.

    Raises:
        AssetError: one is damaged: a catalogue that is shorter than it was would change what scenes draw.
    """
    stamps = []
    for path in sorted(libraries):
        stat = path.stat()
        stamps.append((path, stat.st_size, stat.st_mtime_ns))
    return _index(tuple(stamps))


@lru_cache(maxsize=4)
def _index(stamps: tuple[tuple[Path, int, int], ...]) -> Index:
    rows: list[Row] = []
    refused: list[tuple[str, str]] = []
    for path, _, _ in stamps:
        try:
            with opened(path) as archive:
                found = json.loads(
                    cached("furniture", archive.digest(), VERSION, lambda a=archive: _bytes(a))  # type: ignore[misc]
                )
        except DamagedError as error:
            raise AssetError(
                f"pack furniture is damaged: in {path.parent}, {error}: `cyclorama assets install furniture`"
            ) from error
        refused.extend((slug, reason) for slug, reason in found["refused"])
        for row in found["rows"]:
            row["size_m"] = tuple(row["size_m"])
            row["rotation"] = None if row["rotation"] is None else tuple(row["rotation"])
            rows.append(Row(**{**row, "words": tuple(row["words"]), "library": path.stem}))
    shared = {slug for slug, count in Counter(row.slug for row in rows).items() if count > 1}
    named = [
        Row(**{**asdict(row), "slug": f"{row.slug}-{row.library.lower()}"}) if row.slug in shared else row
        for row in rows
    ]
    return Index(tuple(sorted(named, key=lambda row: row.slug)), tuple(sorted(refused)))


def _bytes(archive: Archive) -> bytes:
    rows, refused = [], []
    values = dict(properties(archive.read(CATALOGUE)))
    licence = values.get("license", "")
    spdx = next((name for words, name in _LICENCES if licence.startswith(words)), None)
    numbers = sorted({int(key.split("#")[1]) for key in values if re.fullmatch(r"id#\d+", key)})
    for number in numbers:
        own = {key.split("#")[0]: value for key, value in values.items() if key.endswith(f"#{number}")}
        slug = re.sub(r"[^A-Za-z0-9._-]+", "-", own["id"].rpartition("#")[2]) or str(number)
        try:
            if spdx is None:
                raise ModelFileError(f"{archive.name} states no licence that is known ({licence!r})")
            rows.append(asdict(_row(archive, slug, own, spdx)))
        except DamagedError:
            raise
        except ModelFileError as error:
            refused.append((slug, str(error)))
    return json.dumps({"rows": rows, "refused": refused}).encode()


def _row(archive: Archive, slug: str, own: dict[str, str], licence: str) -> Row:
    member = own.get("model", "").lstrip("/")
    if not member.lower().endswith(".obj"):
        raise ModelFileError(f"{archive.name}: its model is {member!r}, expected an OBJ file")
    width, depth, height = _numbers(archive, own, ["width", "depth", "height"])
    if not (min(width, depth, height) > 0.05 and max(width, depth, height) < 10_000):
        raise ModelFileError(
            f"{archive.name}: its size is {width} × {depth} × {height} cm, expected 0.05 to 10,000"
        )
    rotation = None
    if "modelRotation" in own:
        rotation = tuple(float(v) for v in re.findall(r"[-+.\deE]+", own["modelRotation"]))
        if len(rotation) != 9:
            raise ModelFileError(f"{archive.name}: its modelRotation has {len(rotation)} numbers, expected 9")
    return Row(
        slug=slug,
        library=Path(archive.name).stem,
        title=own.get("name", slug),
        group=own.get("category", ""),
        member=member,
        size_m=(width / 100, depth / 100, height / 100),
        rotation=rotation,
        licence=_licence(archive, member, licence),
        author=own.get("creator", "").strip() or "unknown",
        sha256=hashlib.sha256(archive.read(member)).hexdigest(),
        fingerprint=archive.fingerprint(member),
        words=tuple(sorted({w for w in re.findall(r"[a-z]+", own.get("tags", "").lower()) if len(w) > 2})),
    )


def _licence(archive: Archive, member: str, library: str) -> str:
    """The library's licence, unless a file beside the model asks for more.

    Two models of the library that is in the public domain come with a licence that wants credit.
    """
    for name in archive.folder(member):
        if "licen" not in Path(name).name.lower():
            continue
        text = re.sub(
            r"<style.*?</style>|<[^>]+>", " ", archive.read(name).decode("latin-1"), flags=re.DOTALL
        )
        if found := _FORBIDDING.search(text):
            raise ModelFileError(f"{archive.name}: {name} says {found[0]!r}, which is more than it may ask")
        if library == "CC0-1.0" and _CREDITED.search(text):
            return "CC-BY-3.0"
    return library


def _numbers(archive: Archive, own: dict[str, str], keys: list[str]) -> list[float]:
    try:
        return [float(own[key]) for key in keys]
    except (KeyError, ValueError) as error:
        raise ModelFileError(f"{archive.name}: its {'/'.join(keys)} is not stated ({error})") from None


def properties(data: bytes) -> Iterator[tuple[str, str]]:
    """Keys and values of a Java ``.properties`` file: Latin-1, with ``\\uXXXX`` for what that lacks."""
    for line in data.decode("latin-1").splitlines():
        key, separator, value = line.partition("=")
        if separator and not key.lstrip().startswith(("#", "!")):
            plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), value)
            yield key.strip(), plain.strip()
