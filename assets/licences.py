"""Licences by their SPDX names: which family one is of, whether it asks for credit, what it forbids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from packaging.licenses._spdx import LICENSES  # SPDX's list; of the package only this part has it

from ..errors import AssetError, close_names

__all__ = ["allowed", "check_families", "check_licence", "family", "forbids", "needs_credit", "url"]

_NO_CREDIT = {"cc0", "0bsd", "unlicense", "pddl"}
_CREATIVE_COMMONS = re.compile(r"cc-(by(?:-nc)?(?:-sa|-nd)?)-(\d\.\d)(?:-([a-z]{2}))?")
_LEAST = 0.6  # SPDX's list is long: with less, foo is like xzoom
_OWN = re.compile(r"licenseref-[a-z0-9.-]+", re.IGNORECASE)


def family(spdx: str) -> str:
    """The name of a licence without its version and country: ``cc-by`` of ``CC-BY-3.0-US``."""
    return re.sub(r"-\d.*$", "", spdx.lower())


def check_families(names: Iterable[str]) -> tuple[str, ...]:
    """What a user allows, in lower case: families such as ``cc-by``, or full names such as ``cc-by-4.0``.

    Raises:
        AssetError: there is no licence and no family of that name.
    """
    checked = tuple(dict.fromkeys(name.strip().lower() for name in names))
    for name in checked:
        if name not in LICENSES and name not in _families() and not _OWN.fullmatch(name):
            raise AssetError(
                f"licence {name!r}: expected SPDX names, or their families, with commas between, such as "
                f"cc0,cc-by.{close_names(name, _families() | LICENSES.keys(), _LEAST)}"
            )
    return checked


def check_licence(name: str) -> str:
    """The name of one licence as SPDX spells it, or the user's own as ``LicenseRef-…``.

    Raises:
        AssetError: there is none of that name.
    """
    given = name.strip()
    if _OWN.fullmatch(given):
        return given
    if given.lower() not in LICENSES:
        close = close_names(given, (row["id"] for row in LICENSES.values()), _LEAST)
        raise AssetError(
            f"licence {name!r}: expected a name of SPDX's list (https://spdx.org/licenses/), such as "
            f"CC-BY-4.0, or LicenseRef-… for one of your own.{close}"
        )
    return LICENSES[given.lower()]["id"]


@cache
def _families() -> frozenset[str]:
    return frozenset(family(name) for name in LICENSES)


def allowed(spdx: str | None, families: Iterable[str]) -> bool:
    """Whether a licence is among those allowed; an unknown one is only where all are (no ``families``)."""
    wanted = tuple(families)
    return not wanted or (spdx is not None and (family(spdx) in wanted or spdx.lower() in wanted))


def needs_credit(spdx: str | None) -> bool:
    """Whether its author is to be named; where the licence is not known, better so."""
    return spdx is None or family(spdx) not in _NO_CREDIT


def forbids(spdx: str | None) -> tuple[str, ...]:
    """Uses that a licence forbids or binds to conditions, each in a few words."""
    if spdx is None:
        return ("its licence is not stated: nothing is known to be allowed",)
    words = family(spdx).split("-")
    found = {
        "nc": "no commercial use",
        "nd": "no sharing of adapted material",
        "sa": "adapted material is shared under the same licence only",
    }
    said = tuple(text for word, text in found.items() if word in words)
    return said + (
        ("what is made of it may fall under the same licence",) if words[0] in ("gpl", "agpl") else ()
    )


def url(spdx: str | None) -> str | None:
    """Where its text is: Creative Commons' own page, else SPDX's; None where it is not known."""
    if spdx is None or _OWN.fullmatch(spdx):
        return None
    name = spdx.lower()
    if family(name) == "cc0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if match := _CREATIVE_COMMONS.fullmatch(name):
        kind, version, country = match.groups()
        return f"https://creativecommons.org/licenses/{kind}/{version}/{country + '/' if country else ''}"
    return f"https://spdx.org/licenses/{spdx}.html"
