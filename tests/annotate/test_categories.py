import unicodedata

import pytest
from cyclorama.annotate.categories import _COCO, _KNOWN, _OWN, _table, categories, category_id, supercategory
from cyclorama.errors import DatasetError, SceneError
from hypothesis import given
from hypothesis import strategies as st

UNUSED_BY_COCO = {12, 26, 29, 30, 45, 66, 68, 69, 71, 83}


def test_coco_has_80_categories_with_its_own_ids():
    coco = _table(_COCO)
    assert len(coco) == 80
    assert {number for number, _ in coco.values()} == set(range(1, 91)) - UNUSED_BY_COCO


@pytest.mark.parametrize(
    ("name", "number", "above"),
    [
        ("person", 1, "person"),
        ("car", 3, "vehicle"),
        ("traffic light", 10, "outdoor"),
        ("cup", 47, "kitchen"),
        ("dining table", 67, "furniture"),
        ("cell phone", 77, "electronic"),
        ("toothbrush", 90, "indoor"),
        ("plate", 201, "kitchen"),
        ("can", 202, "packaging"),
        ("box", 203, "packaging"),
        ("jar", 204, "kitchen"),
        ("carafe", 205, "kitchen"),
        ("teapot", 219, "kitchen"),
        ("candle", 220, "indoor"),
        ("bolt", 1541726875, "object"),
    ],
)
def test_ids_never_change(name, number, above):
    """Golden values: datasets that were made yesterday hold them."""
    assert (category_id(name), supercategory(name)) == (number, above)


def test_our_own_ids_are_unique_and_beside_coco():
    numbers = [number for number, _ in _KNOWN.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(201 <= number <= 999 for number, _ in _table(_OWN).values())


@given(st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=20))
def test_an_id_fits_32_bits(name):
    assert 0 < category_id(name) < 2**31


def test_composed_and_decomposed_names_are_one():
    """A folder's name comes decomposed from some systems."""
    name = "Getränkedose"
    assert category_id(unicodedata.normalize("NFD", name)) == category_id(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    "name", ["", " ", " cup", "cup ", "a/b", "a\nb", "-cup", "x" * 65, "a\tb", "\u200b", 7, None]
)
def test_what_is_no_name_says_so(name):
    with pytest.raises(SceneError, match="a name has 1 to 64 characters"):
        category_id(name)


def test_rows_are_sorted_by_id_and_each_there_once():
    assert categories(["plate", "cup", "plate", "bolt"]) == [
        {"id": 47, "name": "cup", "supercategory": "kitchen"},
        {"id": 201, "name": "plate", "supercategory": "kitchen"},
        {"id": 1541726875, "name": "bolt", "supercategory": "object"},
    ]


def test_a_collision_is_an_error():
    """Found by search: two names whose hashes are the same."""
    assert category_id("part 25310") == category_id("part 32843")
    with pytest.raises(
        DatasetError, match="'part 25310' and 'part 32843' have the same id 1743539769; rename"
    ):
        categories(["part 25310", "part 32843"])
