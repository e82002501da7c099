"""An asset is found by what it is, within a recipe's limits, and the same draw finds the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from cyclorama import Draw, assets
from cyclorama.assets import catalogue
from cyclorama.assets.entry import Entry
from cyclorama.assets.household import KINDS, SUPPORTS
from cyclorama.assets.limits import Limits, limited
from cyclorama.assets.model import Model
from cyclorama.assets.recipes import plastic
from cyclorama.assets.shapes.solids import rounded_box
from cyclorama.errors import AssetError


def entry(id: str, category: str, licence: str, source: str, length_m: float, *tags: str) -> Entry:
    def build(draw: Draw) -> Model:
        return Model(id, rounded_box((length_m, 1, 1)), (plastic(draw),), category)

    return Entry(id, category, build, licence, source, (length_m, 1, 1), tags=frozenset(tags))


SHELF = (
    entry("furniture/mini", "car", "CC-BY-3.0", "furniture", 3.5, "small"),
    entry("furniture/limo", "car", "CC0-1.0", "furniture", 6.0),
    entry("user/mine", "car", "MIT", "user", 4.0),
    entry("procedural/lorry", "truck", "CC0-1.0", "procedural", 8.0),
)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_SOURCES", ("shelf",))
    monkeypatch.setattr(catalogue, "_entries_of", lambda module: lambda: SHELF)


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id.partition("/")[2] for entry in entries]


@pytest.mark.usefixtures("shelf")
def test_selection() -> None:
    assert ids(catalogue.select()) == ["mini", "limo", "mine", "lorry"]
    assert ids(catalogue.select("car")) == ["mini", "limo", "mine"]
    assert ids(catalogue.select("car", tags=["small"])) == ["mini"]
    assert ids(catalogue.select("car", without=["small"])) == ["limo", "mine"]
    assert ids(catalogue.select(licences=["CC0"])) == ["limo", "lorry"]
    assert ids(catalogue.select(licences=["cc-by", "mit"])) == ["mini", "mine"]
    assert ids(catalogue.select(source="user")) == ["mine"]
    assert ids(catalogue.select(longest_m=(3.8, 7))) == ["limo", "mine"]


@pytest.mark.usefixtures("shelf")
def test_limits_hold_while_they_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path))
    with limited(Limits(packs={})):
        assert ids(catalogue.select("car")) == ["mine"]
    with limited(Limits(licences=("cc0",))):
        assert ids(catalogue.select()) == ["limo", "lorry"]
        with pytest.raises(AssetError, match="nothing fits category car; source user; licences cc0"):
            catalogue.pick(Draw(0, 0), "car", source="user")
    assert len(catalogue.select()) == 4


def test_a_pack_that_is_not_the_recipes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a draw would choose from other things than when the dataset was begun."""
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path))
    with (
        pytest.raises(AssetError, match="begun with sha256 ab12, and it is not installed"),
        limited(Limits(packs={"furniture": "ab12"})),
    ):
        pass
    (tmp_path / "furniture").mkdir()
    (tmp_path / "furniture" / ".installed").write_text("cd34\n")
    with (
        pytest.raises(AssetError, match="the one that is installed has sha256 cd34"),
        limited(Limits(packs={"furniture": "ab12"})),
    ):
        pass
    with limited(Limits(packs={"furniture": "cd34"})):
        pass


@pytest.mark.usefixtures("shelf")
def test_a_pick_is_a_draw() -> None:
    draw = Draw(3, 0)
    model = assets.pick(draw.scope("first"), category="car")
    assert draw.values["first/asset"] == model.name
    assert assets.pick(Draw(3, 0).scope("first"), category="car").name == model.name
    pinned = Draw(3, 0, given={"first/asset": "user/mine"})
    assert assets.pick(pinned.scope("first"), category="car").name == "user/mine"
    assert {assets.pick(Draw(3, i), category="car").name for i in range(30)} == {
        entry.id for entry in SHELF if entry.category == "car"
    }


@pytest.mark.usefixtures("shelf")
def test_what_is_not_there_is_said_with_what_is_close() -> None:
    with pytest.raises(AssetError, match=r"nothing fits category cart\. Did you mean car\?"):
        assets.pick(Draw(0, 0), category="cart")
    with pytest.raises(AssetError, match=r"asset furniture/limos: .* Did you mean furniture/limo"):
        catalogue.find("furniture/limos")


@pytest.mark.usefixtures("shelf")
def test_what_the_recipe_excludes_is_not_said_to_be_missing() -> None:
    with (
        limited(Limits(licences=("cc0",))),
        pytest.raises(AssetError, match=r"asset user/mine: its licence MIT or its source user is not among"),
    ):
        catalogue.find("user/mine")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("name", ["tags", "without", "licences"])
def test_a_word_where_a_list_belongs_is_no_list_of_letters(name: str) -> None:
    with pytest.raises(AssetError, match=rf"{name} is 'cc0', expected a list: \['cc0'\]"):
        assets.pick(Draw(0, 0), category="car", **{name: "cc0"})


def test_ids_are_unique_and_every_row_says_what_it_is() -> None:
    rows = catalogue.entries()
    assert len({row.id for row in rows}) == len(rows) > 30
    for row in rows:
        assert row.licence
        assert row.tags == {tag.lower() for tag in row.tags}


@pytest.mark.parametrize("row", catalogue.select(source="procedural"), ids=lambda row: row.id)
def test_procedural_rows_build_what_they_say(row: Entry) -> None:
    model = row.build(Draw(0, 0))
    assert model.category == row.category
    low, _high = model.mesh.bounds
    hangs = row.id == "procedural/tablecloth"
    # What stands in a street has its footing in the ground, and covers lie a little over it.
    founded = {"europe", "us"} & row.tags and -0.35 < low[2] < 0.0021
    assert hangs or founded or abs(low[2]) < 1e-4
    assert np.isfinite(model.mesh.bounds).all()


@pytest.mark.parametrize("kind", ["book", "mug", "carton", "cutting_board"])
def test_household_rows_face_plus_x(kind: str) -> None:
    """What is at −y of the kind's own function, its front, is at +x of the row's; its hulls go with it."""
    plain = KINDS[kind](Draw(3, 0)) if kind in KINDS else SUPPORTS[kind](Draw(3, 0))
    turned = catalogue.find(f"procedural/{kind}").build(Draw(3, 0))
    np.testing.assert_allclose(turned.mesh.vertices[:, 0], -plain.mesh.vertices[:, 1], atol=1e-6)
    np.testing.assert_allclose(turned.mesh.vertices[:, 1], plain.mesh.vertices[:, 0], atol=1e-6)
    assert plain.hulls is not None
    assert turned.hulls is not None
    for before, after in zip(plain.hulls, turned.hulls, strict=True):
        np.testing.assert_allclose(after[:, 0], -before[:, 1], atol=1e-6)
    assert [type(material.of) for material in turned.materials] == [type(m) for m in plain.materials]
