"""How brightly a surface shines is what its recipe says, in linear light."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("bpy")

from cyclorama.assets.material import Surface, Texture, Turned
from cyclorama.assets.recipes.car import Lamp
from cyclorama.assets.recipes.snowed import Snowed
from cyclorama.assets.recipes.street import SignalLens
from cyclorama.render.materials.shine import radiance


def test_radiance_is_strength_times_the_brightest_channel_in_linear_light():
    assert radiance(Surface(emission=(0.5, 0.2, 0.0), emission_strength=10.0)) == pytest.approx(
        2.14, abs=0.01
    )
    assert radiance(Lamp(color=(0.0, 1.0, 0.5), strength=3.0)) == 3.0


def test_a_picture_may_be_white_anywhere():
    black = Texture(np.zeros((4, 6, 3), np.uint8))
    assert radiance(Surface(emission=black, emission_strength=0.7)) == 0.7


def test_what_does_not_shine_has_none():
    assert radiance(Surface()) == 0.0
    assert radiance(Surface(emission_strength=5.0)) == 0.0
    assert radiance(SignalLens(color=(1.0, 0.0, 0.0), strength=0.0)) == 0.0


def test_what_lies_over_a_lamp_leaves_it_its_light():
    lamp = Lamp(color=(1.0, 1.0, 1.0), strength=3.0)
    assert radiance(Snowed(of=lamp)) == radiance(Turned(of=lamp)) == 3.0
