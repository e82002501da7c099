"""What is proved here: a dog goes on in its stride, and shares its mesh with whoever is as far on."""

from __future__ import annotations

import numpy as np
from cyclorama.assets import animals
from cyclorama.draw import Draw
from cyclorama.scenes.driving.dogs import striding


def test_a_dog_goes_on_in_its_stride() -> None:
    model, walks = striding(Draw(0, 0).scope("dog"), animals.dog, "walking")
    assert model.category == "dog"
    assert walks(0.0).mesh is model.mesh
    on = walks(0.3)
    assert on.attributes == model.attributes
    assert not np.array_equal(on.mesh.vertices, model.mesh.vertices)
