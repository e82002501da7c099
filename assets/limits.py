"""What a scene may choose from: the packs and licences of a recipe, while its script runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from ..errors import AssetError
from .licences import allowed
from .packs.pack import PACKS
from .packs.place import installed_sha256

__all__ = ["Limits", "current", "installed_packs", "limited"]


@dataclass(frozen=True)
class Limits:
    """What may be chosen.

    Attributes:
        packs: name → SHA-256 of each pack that may be chosen from; None: all that are installed. A
            recipe names them, so that a pack that is installed later moves no draw.
        licences: families or SPDX names; empty: any.
    """

    packs: Mapping[str, str] | None = None
    licences: tuple[str, ...] = ()

    def allows(self, source: str, licence: str | None) -> bool:
        """Whether an asset of this source and licence may be chosen."""
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
        AssetError: a pack that they name is not installed, or another version of it is.
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
    token = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def installed_packs() -> dict[str, str]:
    """Name → SHA-256 of the packs that are installed here."""
    found = ((name, installed_sha256(name)) for name in PACKS)
    return {name: sha256 for name, sha256 in found if sha256 is not None}
