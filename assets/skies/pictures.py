"""The named pictures: what they show, where they come from, and the file of each."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

from ...draw import Draw
from ...errors import AssetError, close_names
from ...files import replaced, write_atomic
from ..cache import cache_dir
from ..limits import current
from ..model import Source
from ..packs import place
from ..packs.content import sha256_of
from ..packs.pack import PACKS
from .repair import repaired

__all__ = [
    "ALL",
    "BLENDER_PREFIX",
    "DAY",
    "EVENING",
    "INDOOR",
    "PACK_PREFIX",
    "Picture",
    "file",
    "pick",
    "pictures",
    "source",
    "tags_of",
]

BLENDER_PREFIX = "bpy:"
PACK_PREFIX = "pmndrs:"
PACK = "skies"
_VERSION = 3  # of how its pictures are mended

INDOOR = ("interior", "studio")
DAY = ("city", "courtyard", "forest", "interior")
EVENING = ("interior", "night", "sunset")
ALL = ("city", "courtyard", "forest", "interior", "night", "studio", "sunrise", "sunset")

# Looked at one by one. "sun": its brightest spot is the sun, seen in the open; lamps and windows are none.
_TAGS = {
    "bpy:city": "outdoor day overcast sun street",
    "bpy:courtyard": "outdoor day overcast covered",
    "bpy:forest": "outdoor day trees",
    "bpy:interior": "indoor day",
    "bpy:night": "outdoor night meadow",
    "bpy:studio": "indoor lamps",
    "bpy:sunrise": "outdoor evening sun meadow",
    "bpy:sunset": "outdoor evening street",
    "pmndrs:apartment": "indoor day",
    "pmndrs:bridge": "indoor day",
    "pmndrs:city": "outdoor day overcast street",
    "pmndrs:dawn": "outdoor evening open",
    "pmndrs:esplanade": "indoor day lamps",
    "pmndrs:forest": "outdoor day overcast trees",
    "pmndrs:hall": "indoor lamps",
    "pmndrs:lab": "indoor day",
    "pmndrs:lobby": "indoor lamps",
    "pmndrs:night": "outdoor night open",
    "pmndrs:park": "outdoor evening sun meadow",
    "pmndrs:sky": "outdoor day sun open",
    "pmndrs:studio": "indoor lamps",
    "pmndrs:sunrise": "outdoor evening sun meadow",
    "pmndrs:sunset": "outdoor evening street",
    "pmndrs:venice": "outdoor evening overcast street",
    "pmndrs:warehouse": "indoor lamps",
    "pmndrs:workshop": "indoor lamps",
}
# Blender's licence file says so of its own; the pack's README says that its pictures are Poly Haven's.
_BLENDERS_AUTHOR = "Greg Zaal, Poly Haven"
_AUTHOR = "Poly Haven"


@dataclass(frozen=True)
class Picture:
    """A named environment picture.

    Attributes:
        image: for ``Hdri``.
        tags: what it shows.
        licence: SPDX name.
        author: who made it.
        source: ``blender`` or the pack's name.
    """

    image: str
    tags: frozenset[str]
    licence: str
    author: str
    source: str


def pictures() -> tuple[Picture, ...]:
    """The named pictures that may be chosen now: those of packs only where they are installed."""
    limits = current()
    known = []
    for image, words in _TAGS.items():
        own = image.startswith(BLENDER_PREFIX)
        if own or place.folder(PACK) is not None:
            found = Picture(image, frozenset(words.split()), "CC0-1.0", _AUTHOR, "blender" if own else PACK)
            if limits.allows(found.source, found.licence):
                known.append(found)
    return tuple(known)


def pick(draw: Draw, names: Sequence[str] | None = None, *, tags: Collection[str] = ()) -> str:
    """An environment picture for ``Hdri``, drawn as ``image``.

    Args:
        draw: whose.
        names: names of Blender's own, such as :data:`DAY`; None: every picture that may be chosen now,
            those of the pack ``skies`` too.
        tags: of these, only those with all these tags.

    Raises:
        AssetError: none has them.
    """
    if names is None and not tags:
        names = ALL
    if names is not None:
        return BLENDER_PREFIX + draw.choice("image", names)
    fitting = [picture.image for picture in pictures() if picture.tags.issuperset(tags)]
    if not fitting:
        wanted = ", ".join(sorted(tags))
        known = ", ".join(sorted({tag for picture in pictures() for tag in picture.tags}))
        within = (
            f" among those whose licence is {', '.join(current().licences)}" if current().licences else ""
        )
        raise AssetError(f"skies: no picture is tagged {wanted}{within}; there are {known or 'none at all'}")
    return draw.choice("image", fitting)


def tags_of(image: str) -> frozenset[str] | None:
    """What a named picture shows; None for a file of the user's."""
    words = _TAGS.get(image)
    return None if words is None else frozenset(words.split())


def source(image: str) -> Source | None:
    """Origin and licence of a named picture; None for a file of the user's."""
    prefix, colon, name = image.partition(":")
    sky = partial(Source, licence="CC0-1.0", title=name, kind="sky")
    if prefix + colon == BLENDER_PREFIX:
        id = f"blender/studiolights/world/{name}.exr"
        return sky(id, author=_BLENDERS_AUTHOR, sha256=_blenders_sha256(name), origin="Blender")
    if prefix + colon == PACK_PREFIX:
        pack = PACKS[PACK]
        return sky(f"{PACK}/{name}", author=_AUTHOR, sha256=pack.sha256, origin=pack.package)
    return None


@cache
def _blenders_sha256(name: str) -> str | None:
    """Of the file; None where Blender is not installed, or has no such picture."""
    try:
        return hashlib.sha256((_blenders() / f"{name}.exr").read_bytes()).hexdigest()
    except (AssetError, OSError):
        return None


def file(image: str) -> Path:
    """The file of a picture, unpacked into the cache where its pack holds it in another form.

    Raises:
        AssetError: there is none, or its pack is not installed.
    """
    prefix = next((p for p in (BLENDER_PREFIX, PACK_PREFIX) if image.startswith(p)), None)
    if prefix is not None and image not in _TAGS:
        raise AssetError(f"environment {image}: there is no such picture.{close_names(image, _TAGS)}")
    if prefix == PACK_PREFIX:
        return _unpacked(image.removeprefix(PACK_PREFIX))
    path = Path(image) if prefix is None else _blenders() / f"{image.removeprefix(prefix)}.exr"
    if not path.is_file():
        raise AssetError(
            f"environment {image}: no such picture; expected an .exr or .hdr file, {BLENDER_PREFIX}NAME for "
            f"one of Blender's own, or {PACK_PREFIX}NAME for one of the pack {PACK}"
        )
    return path


def _blenders() -> Path:
    """The folder of the pictures in Blender's Python package, which need not be imported for it."""
    found = find_spec("bpy")
    if found is None or found.origin is None:
        raise AssetError(f"environment {BLENDER_PREFIX}…: Blender's Python module (bpy) is not installed")
    (folder,) = sorted(Path(found.origin).parent.glob("*/datafiles/studiolights/world"))
    return folder


def _unpacked(name: str) -> Path:
    """The pack's pictures are JavaScript modules that hold an EXR file in base64."""
    module = place.require(PACK) / "package" / "hdri" / f"{name}.exr.js"
    path = cache_dir() / PACK / f"v{_VERSION}" / PACKS[PACK].sha256[:16] / f"{name}.exr"
    if not _is_whole(path):
        try:
            _, comma, rest = module.read_text("ascii").partition("base64,")
            content = base64.b64decode(rest.partition("'")[0], validate=True)
        except (OSError, UnicodeDecodeError, binascii.Error) as error:
            raise AssetError(
                f"{module}: it cannot be read ({error}); install the pack {PACK} again"
            ) from error
        if not comma or not content.startswith(b"\x76\x2f\x31\x01"):  # OpenEXR's magic number
            raise AssetError(f"{module}: it holds no EXR picture; install the pack {PACK} again")
        _write_repaired(path, content)
    return path


def _sum_of(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _is_whole(path: Path) -> bool:
    """Whether an unpacked picture is what it was when it was unpacked; hashed once a process."""
    try:
        there = path.stat()
        return _has_sum(path, there.st_size, there.st_mtime_ns, _sum_of(path).read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        return False


@lru_cache(maxsize=64)
def _has_sum(path: Path, size: int, mtime_ns: int, sha256: str) -> bool:
    return sha256_of(path) == sha256


def _write_repaired(path: Path, content: bytes) -> None:
    """Write the picture as it is where it holds no negative light, else mended."""
    import OpenEXR

    with replaced(path) as temporary:
        temporary.write_bytes(content)
        pixels = OpenEXR.File(str(temporary)).channels()["RGB"].pixels
        if pixels.min() < 0:
            header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
            OpenEXR.File(header, {"RGB": repaired(pixels)}).write(str(temporary))
        write_atomic(_sum_of(path), sha256_of(temporary).encode())
