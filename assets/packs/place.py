"""Where packs lie once they are installed."""

from __future__ import annotations

import os
from pathlib import Path

from ...errors import AssetError
from ..cache import cache_dir

__all__ = ["INSTALLED", "assets_dir", "folder", "require"]

INSTALLED = ".installed"
"""The file that is written into a pack's folder last: with it, the pack is whole."""


def assets_dir() -> Path:
    """``$CYCLORAMA_ASSETS``, or ``assets`` in the cache folder. It need not exist."""
    chosen = os.environ.get("CYCLORAMA_ASSETS")
    return Path(chosen).expanduser() if chosen else cache_dir() / "assets"


def folder(pack: str) -> Path | None:
    """The folder of an installed pack, with its package's content as it was unpacked; None: not installed."""
    place = assets_dir() / pack
    return place if (place / INSTALLED).is_file() else None


def require(pack: str) -> Path:
    """The folder of an installed pack.

    Raises:
        AssetError: it is not installed; says how to install it.
    """
    place = folder(pack)
    if place is None:
        raise AssetError(
            f"pack {pack}: it is not installed in {assets_dir()}; run `cyclorama assets install {pack}`"
        )
    return place
