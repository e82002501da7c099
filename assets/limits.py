"""What a scene may choose from: the packs, own assets and licences of a recipe, while its script runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from ..errors import AssetError
from .ledger import USER
from .licences import allowed
from .packs.pack import PACKS
from .packs.place import folder, installed_sha256

__all__ = ["Limits", "current", "installed_packs", "limited", "own_assets"]


@dataclass(frozen=True)
class Limits:
    """What may be chosen.

    Attributes:
        packs: name → SHA-256 of each pack that may be chosen from; None: all that are installed. A
            recipe names them, so that a pack that is installed later moves no draw.
        licences: families or SPDX names; empty: any.
        user_assets: id → SHA-256 of each of the user's own that may be chosen; None: all that there are.
    """

    packs: Mapping[str, str] | None = None
    licences: tuple[str, ...] = ()
    user_assets: Mapping[str, str] | None = None

    def allows(self, source: str, licence: str | None, id: str | None = None) -> bool:
        """Whether an asset of this source and licence, and of the user's own this one, may be chosen."""
        if source == USER and self.user_assets is not None and id not in self.user_assets:
            return False
        known = self.packs is None or source not in PACKS or source in self.packs
        return known and allowed(licence, self.licences)


_CURRENT: ContextVar[Limits] = ContextVar("limits")


def current() -> Limits:
    """The limits that hold now."""
    return _CURRENT.get(Limits())


@contextlib.contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Let ``limits`` hold inside.

    Raises:
        AssetError: a pack that they name is not installed, or damaged, or another version of it is; one
            of the user's own assets is gone, or another.
    """
    for name, sha256 in (limits.packs or {}).items():
        found = installed_sha256(name)
        if found != sha256:
            there = (
                "it is not installed" if found is None else f"the one that is installed has sha256 {found}"
            )
            raise AssetError(
                f"pack {name}: the dataset was begun with sha256 {sha256}, and {there}; "
                f"run `cyclorama assets install {name}` of the version of Cyclorama that it was begun with"
            )
        folder(name)  # raises where it is damaged, even if this image would use nothing of it
    there_are = own_assets() if limits.user_assets else {}
    for id, sha256 in (limits.user_assets or {}).items():
        if there_are.get(id) != sha256:
            what = "is another now" if id in there_are else "is gone"
            raise AssetError(
                f"asset {id}: the dataset was begun with it, and it {what}; `cyclorama assets add` the same "
                "file in the same way, or begin a new dataset"
            )
    token = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def installed_packs() -> dict[str, str]:
    """Name → SHA-256 of the packs that are installed here."""
    found = ((name, installed_sha256(name)) for name in PACKS)
    return {name: sha256 for name, sha256 in found if sha256 is not None}


def own_assets() -> dict[str, str]:
    """Id → SHA-256 of the user's own assets: of their files and of all that was said of them."""
    from .importing.user_assets import identities  # here, as it takes numpy and more along

    return identities()
