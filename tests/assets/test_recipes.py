"""Recipes: samplers give the same again, stay within what things look like, and say what they drew."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from typing import Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from cyclorama.assets import palette, recipes
from cyclorama.assets.material import Material, Texture
from cyclorama.draw import Draw

PICTURE = Texture(np.full((4, 6, 4), 128, np.uint8))

SAMPLERS: dict[str, Callable[[Draw], Material]] = {
    "car_paint": recipes.car_paint,
    "carpet": recipes.carpet,
    "cardboard": recipes.cardboard,
    "ceramic": recipes.ceramic,
    "concrete": recipes.concrete,
    "fabric": recipes.fabric,
    "floor_tiles": recipes.floor_tiles,
    "glass": recipes.glass,
    "liquid": recipes.liquid,
    "metal": recipes.metal,
    "painted_metal": recipes.painted_metal,
    "paper": recipes.paper,
    "parquet": recipes.parquet,
    "peel": recipes.peel,
    "plaster": recipes.plaster,
    "plastic": recipes.plastic,
    "printed": lambda draw: recipes.printed(draw, PICTURE),
    "rubber": recipes.rubber,
    "stone": recipes.stone,
    "wall_paint": recipes.wall_paint,
    "wax": recipes.wax,
    "wood": recipes.wood,
    "asphalt": recipes.asphalt,
    "lawn": recipes.lawn,
    "road_paint": recipes.road_paint,
    "snow": recipes.snow,
    "soil": recipes.soil,
    "water": recipes.water,
    "brickwork": recipes.brickwork,
    "facade": recipes.facade,
    "stucco": recipes.stucco,
    "ashlar": recipes.ashlar,
    "siding": recipes.siding,
    "paving": recipes.paving,
    "planks": recipes.planks,
    "roof_tiles": recipes.roof_tiles,
    "bark": recipes.bark,
    "leaf": recipes.leaf,
    "foliage": recipes.foliage,
    "lamp_glass": recipes.lamp_glass,
    "window_glass": recipes.window_glass,
    "outdoor_metal": recipes.outdoor_metal,
    "sheeting": lambda draw: recipes.sheeting(draw, PICTURE),
    "signal_lens": recipes.signal_lens,
    "hair": recipes.hair,
    "skin": recipes.skin,
    "fur": recipes.fur,
}


def flat(material: Material) -> Iterator[tuple[type, str, object, object]]:
    """(type, field, declared type, value) of a recipe and of recipes within it."""
    hints = get_type_hints(type(material))
    for field in dataclasses.fields(material):
        value = getattr(material, field.name)
        if isinstance(value, Material):
            yield from flat(value)
        yield type(material), field.name, hints[field.name], value


def test_every_recipe_has_a_sampler() -> None:
    classes = {c.__name__ for c in recipes.Procedural.__subclasses__()}
    sampled = {type(sample(Draw(0, 0).scope("m"))).__name__ for sample in SAMPLERS.values()}
    assert sampled == classes


@pytest.mark.parametrize("name", SAMPLERS)
def test_sampler_gives_the_same_again_and_another_for_another_image(name: str) -> None:
    def fields(index: int) -> list[object]:
        return [value.digest if isinstance(value, Texture) else value
                for *_, value in flat(SAMPLERS[name](Draw(5, index).scope("m")))
                if not isinstance(value, Material)]  # fmt: skip

    assert fields(3) == fields(3)
    assert fields(3) != fields(4)


@pytest.mark.parametrize("name", SAMPLERS)
def test_sampler_stays_within_ranges(name: str) -> None:
    for index in range(150):
        material = SAMPLERS[name](Draw(11, index).scope("m"))
        for kind, field, declared, value in flat(material):
            where = f"{kind.__name__}.{field} = {value!r} at index {index}"
            if get_origin(declared) is Literal:
                assert value in get_args(declared), where
            if field.endswith("color") and value is not None:
                assert isinstance(value, tuple), where
                assert len(value) == 3, where
                assert all(0.0 <= c <= 1.0 for c in value), where
            if field in ("roughness", "wear", "speckle", "crackle", "varnish", "tarnish", "cover", "figure"):
                assert isinstance(value, float), where
                assert 0.0 <= value <= 1.0, where
            if field.endswith("_m") and value is not None:
                lengths = value if isinstance(value, tuple) else (value,)
                assert all(1e-4 <= v <= 3.0 for v in lengths), where
            if isinstance(value, float):
                assert math.isfinite(value), where


def test_opaque_colors_are_plausible_albedos() -> None:
    """Luminance of what is sampled lies between good black plastic and fresh paint (linear 0.01–0.85)."""
    opaque = set(SAMPLERS) - {"glass", "lamp_glass", "liquid", "metal", "printed", "signal_lens"}
    for name in sorted(opaque):
        for index in range(60):
            color = getattr(SAMPLERS[name](Draw(2, index).scope("m")), "color", None)
            if color is not None:
                light = np.array(color) ** 2.2 @ [0.2126, 0.7152, 0.0722]
                assert 0.01 <= light <= 0.85, (name, index, color)


def test_palette_colors_are_named_and_pinnable() -> None:
    draw = Draw(0, 0, given={"cup/glaze/name": "celadon"})
    glaze = recipes.ceramic(draw.scope("cup"))
    assert np.abs(np.array(glaze.color) - palette.GLAZES["celadon"]).max() < 0.08
    assert draw.values["cup/glaze/name"] == "celadon"


def test_hexadecimal_and_blend() -> None:
    assert palette.hexadecimal("ff8000") == (1.0, 128 / 255, 0.0)
    assert palette.blend((0.0, 0.0, 0.0), (1.0, 0.5, 0.2), 0.5) == (0.5, 0.25, 0.1)
