"""Recipes: plain data that survives its JSON, and refuses what it does not know."""

from __future__ import annotations

import pytest
from cyclorama.errors import DatasetError
from cyclorama.recipe import MAX_SIDE_PX, LabelPolicy, ModelEntry, Recipe, parse_size
from cyclorama.scenes.camera import Resolution
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

VALUES = (
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)


@st.composite
def recipes(draw) -> Recipe:
    return Recipe(
        scene=draw(st.text(min_size=1)),
        scene_sha256=draw(st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)),
        seed=draw(st.integers(0, 2**63 - 1)),
        width=draw(st.integers(1, MAX_SIDE_PX)),
        height=draw(st.integers(1, MAX_SIDE_PX)),
        quality=draw(st.sampled_from(["draft", "standard", "high"])),
        samples=draw(st.none() | st.integers(1, 65536)),
        engine=draw(st.sampled_from(["cycles", "eevee"])),
        given=draw(st.dictionaries(st.text(min_size=1), VALUES, max_size=4)),
        balance=tuple(draw(st.lists(st.text(min_size=1), max_size=3))),
        models=tuple(
            ModelEntry(path=f"{name}/a.stl", category=name, sha256="0" * 64)
            for name in draw(st.lists(st.text(min_size=1), max_size=2))
        ),
        labels=LabelPolicy(
            polygons=draw(st.booleans()),
            min_visible_px=draw(st.integers(1, 10**6)),
            min_visible_fraction=draw(st.floats(0, 1)),
            small=draw(st.sampled_from(["drop", "flag"])),
            opacity_threshold=draw(st.floats(0, 1, exclude_min=True)),
        ),
    )


class TestRecipe:
    @given(recipes())
    def test_json_gives_the_same_recipe_back(self, recipe):
        again = Recipe.model_validate_json(recipe.model_dump_json())
        assert again == recipe
        assert again.model_dump_json() == recipe.model_dump_json()

    @given(VALUES)
    def test_a_pinned_value_keeps_its_type(self, value):
        """1, 1.0, True and "1" pin different things."""
        again = Recipe.model_validate_json(Recipe(scene="s", given={"x": value}).model_dump_json())
        assert type(again.given["x"]) is type(value)

    def test_the_size_is_a_resolution(self):
        assert Recipe(scene="tabletop", width=320, height=200).resolution == Resolution(320, 200)

    def test_recipes_do_not_share_their_defaults(self):
        first, second = Recipe(scene="a"), Recipe(scene="b")
        first.given["x"] = 1
        assert second.given == {}

    def test_it_cannot_be_changed(self):
        with pytest.raises(ValidationError, match="frozen"):
            Recipe(scene="a").seed = 3

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("seed", -1),
            ("seed", 2**63),
            ("width", 0),
            ("height", MAX_SIDE_PX + 1),
            ("samples", 0),
            ("quality", "best"),
            ("engine", "workbench"),
            ("sead", 3),
            ("labels", {"min_visible_px": 0}),
            ("labels", {"min_visible_fraction": 1.5}),
            ("labels", {"min_visible_fraction": float("nan")}),
            ("labels", {"opacity_threshold": 0}),
            ("labels", {"small": "hide"}),
            ("labels", {"polygon": True}),
            ("given", {"x": [1, 2]}),
            ("given", {"x": None}),
            ("given", {"x": float("nan")}),
            ("given", {"x": float("inf")}),
        ],
    )
    def test_what_makes_no_sense_is_refused_by_name(self, field, value):
        with pytest.raises(ValidationError, match=field):
            Recipe.model_validate({"scene": "tabletop", field: value})


class TestParseSize:
    @given(st.integers(1, MAX_SIDE_PX), st.integers(1, MAX_SIDE_PX), st.sampled_from(["x", "X", "×", " x "]))
    def test_width_comes_first(self, width, height, times):
        assert parse_size(f"{width}{times}{height}") == Resolution(width, height)

    @given(st.integers(1, MAX_SIDE_PX), st.integers(1, MAX_SIDE_PX))
    def test_it_reads_what_a_resolution_prints(self, width, height):
        assert parse_size(str(Resolution(width, height))) == Resolution(width, height)

    @pytest.mark.parametrize(
        "text",
        ["", "640", "640x", "x480", "640x480x3", "0x480", "640x0", "-640x480", "6.4x4", "16385x1", "big"],
    )
    def test_anything_else_is_one_line_that_shows_how(self, text):
        with pytest.raises(DatasetError) as caught:
            parse_size(text)
        assert str(caught.value) == (
            f"size {text!r}: expected WIDTHxHEIGHT in pixels, each from 1 to 16384, such as 640x480"
        )
