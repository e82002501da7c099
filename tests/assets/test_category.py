"""The names of categories: what may be one, everywhere."""

from __future__ import annotations

import unicodedata

import pytest
from cyclorama.assets.category import check_category
from cyclorama.errors import SceneError
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "name",
    [
        "cup",
        "hot dog",
        "bolt@2",
        "50% steel",
        "m8=1",
        "nut!",
        "etc.",
        "a[b]",
        "screw, long",
        "螺栓",
        "x" * 64,
    ],
)
def test_what_people_call_their_folders_is_a_name(name: str) -> None:
    assert check_category(name) == name


@pytest.mark.parametrize(
    "name",
    ["", " cup", "cup ", "-cup", ".cup", "a/b", "a\\b", "a:b", "a\nb", "a\xa0b", "x" * 65, "\udc80", 7, None],
)
def test_what_is_none_is_refused_in_one_line(name: object) -> None:
    with pytest.raises(SceneError, match=r"category .*a name has 1 to 64 characters.*rename it$"):
        check_category(name)  # type: ignore[arg-type]


@given(st.text(max_size=70))
def test_a_name_once_checked_stays_as_it_is_and_can_be_written(name: str) -> None:
    try:
        checked = check_category(name)
    except SceneError:
        return
    assert check_category(checked) == checked == unicodedata.normalize("NFC", checked)
    assert checked.encode().decode() == checked
