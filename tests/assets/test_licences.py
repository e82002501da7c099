"""Licences are told apart by family, and what is not known is never allowed by a limit."""

from __future__ import annotations

import pytest
from cyclorama.assets.licences import (
    allowed,
    check_families,
    check_licence,
    family,
    forbids,
    needs_credit,
    url,
)
from cyclorama.errors import AssetError


@pytest.mark.parametrize(
    ("spdx", "name", "credit"),
    [
        ("CC0-1.0", "cc0", False),
        ("CC-BY-3.0", "cc-by", True),
        ("CC-BY-3.0-US", "cc-by", True),
        ("CC-BY-NC-SA-4.0", "cc-by-nc-sa", True),
        ("GPL-3.0-or-later", "gpl", True),
        ("Apache-2.0", "apache", True),
        ("MIT", "mit", True),
    ],
)
def test_families(spdx: str, name: str, credit: bool) -> None:
    assert family(spdx) == name
    assert needs_credit(spdx) is credit
    assert allowed(spdx, ())
    assert allowed(spdx, (name,))
    assert allowed(spdx, ("cc0", spdx.lower()))
    assert not allowed(spdx, ("bsd",))


def test_attribution_alone_does_not_allow_non_commercial_works() -> None:
    assert not allowed("CC-BY-NC-4.0", ("cc-by",))


def test_an_unknown_licence_is_only_allowed_where_everything_is() -> None:
    assert allowed(None, ())
    assert not allowed(None, ("cc0",))
    assert needs_credit(None)
    assert "not stated" in forbids(None)[0]


def test_what_is_forbidden() -> None:
    assert forbids("CC0-1.0") == forbids("CC-BY-4.0") == ()
    assert forbids("CC-BY-NC-ND-4.0") == ("no commercial use", "no sharing of adapted material")
    assert len(forbids("CC-BY-SA-4.0")) == len(forbids("GPL-3.0-only")) == 1


def test_addresses_are_those_of_creative_commons() -> None:
    assert url("CC0-1.0") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert url("CC-BY-NC-SA-3.0") == "https://creativecommons.org/licenses/by-nc-sa/3.0/"
    assert url("CC-BY-3.0-US") == "https://creativecommons.org/licenses/by/3.0/us/"
    assert url("MIT") == "https://spdx.org/licenses/MIT.html"
    assert url(None) is None


def test_names_are_checked() -> None:
    assert check_families([" CC0", "cc-by", "cc0"]) == ("cc0", "cc-by")
    assert check_families(["MIT", "licenseref-own", "gpl"]) == ("mit", "licenseref-own", "gpl")
    for wrong in ("", "cc by", "cc0;cc-by", "nosuch", "cc-bye", "cc-by-9.0"):
        with pytest.raises(AssetError, match=r"expected SPDX names, .* cc0,cc-by"):
            check_families([wrong])


def test_one_is_spelt_as_spdx_does_or_is_the_users_own() -> None:
    assert [check_licence(name) for name in ("mit", " cc-by-4.0", "LicenseRef-Own")] == [
        *("MIT", "CC-BY-4.0", "LicenseRef-Own"),
    ]
    assert url("LicenseRef-Own") is None
    for wrong in ("", "foo", "cc-by", "cc-by4.0", "MIT OR Apache-2.0"):
        with pytest.raises(AssetError, match=r"expected a name of SPDX's list"):
            check_licence(wrong)
