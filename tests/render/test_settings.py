"""Which settings a recipe's quality means for which scene."""

from __future__ import annotations

from cyclorama import Camera, Hdri, Scene, Sky
from cyclorama.recipe import Recipe
from cyclorama.render.settings import OUTDOORS, QUALITIES, settings_of

CAMERA = Camera.looking_at((0, 0, 0), 3.0, 40)
ROOM = Scene([], CAMERA, environment=Hdri("bpy:interior"))
STREET = Scene([], CAMERA, environment=Sky(30.0, 0.0))


def test_a_scene_under_a_sky_has_settings_of_its_own():
    recipe = Recipe(scene="driving", quality="standard")
    assert settings_of(recipe, ROOM) == QUALITIES["standard"]
    assert settings_of(recipe, STREET) == OUTDOORS["standard"]
    assert OUTDOORS["standard"].samples < QUALITIES["standard"].samples
    assert OUTDOORS["high"] == QUALITIES["high"]


def test_the_recipes_own_samples_come_first():
    recipe = Recipe(scene="driving", quality="standard", samples=3)
    assert settings_of(recipe, STREET).samples == settings_of(recipe, ROOM).samples == 3
