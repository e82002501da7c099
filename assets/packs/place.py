"""Where packs lie once they are installed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from ...errors import AssetError
from ..cache import cache_dir
from .content import INSTALLED, damage

__all__ = ["INSTALLED", "assets_dir", "folder", "installed_sha256", "require"]


def assets_dir() -> Path:
    """``$CYCLORAMA_ASSETS``, or ``assets`` in the cache folder. It need not exist.

    Raises:
        AssetError: there is something else than a folder.
    """
    chosen = os.environ.get("CYCLORAMA_ASSETS")
    place = Path(chosen).expanduser() if chosen else cache_dir() / "assets"
    if place.exists() and not place.is_dir():
        raise AssetError(
            f"folder of assets {place}: it is no folder; "
            "set CYCLORAMA_ASSETS to one, or to a name that is free"
        )
    return place


def folder(pack: str) -> Path | None:
    """The folder of an installed pack, with its package's content as it was unpacked; None: not installed.

    Raises:
        AssetError: it is damaged. To go on without it would change what a scene draws, and say nothing.
    """
    place = assets_dir() / pack
    if not (place / INSTALLED).is_file():
        return None
    if fault := damage(place):
        raise AssetError(
            f"pack {pack} is damaged: in {place}, {fault}; "
            f"install it again: `cyclorama assets install {pack}`"
        )
    return place


def installed_sha256(pack: str) -> str | None:
    """SHA-256 of the package that an installed pack was unpacked from; None: it is not installed."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (assets_dir() / pack / INSTALLED).read_text("utf-8").partition("\n")[0]
    return None


def require(pack: str) -> Path:
    """The folder of an installed pack.

    Raises:
        AssetError: it is not installed, or damaged; says how to install it.
    """
    place = folder(pack)
    if place is None:
        raise AssetError(
            f"pack {pack}: it is not installed in {assets_dir()}; run `cyclorama assets install {pack}`"
        )
    return place
