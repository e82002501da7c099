"""Animals stand on the ground, face +x, are closed, and come out the same twice."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.animals import KINDS, Quadruped, dog, entries
from cyclorama.assets.animals.quadruped import EYE


@pytest.mark.parametrize("kind", KINDS)
def test_it_stands_on_the_ground_and_looks_ahead(kind: str) -> None:
    for index in range(3):
        model = KINDS[kind](Draw(5, index))
        mesh = model.mesh
        assert mesh.digest == KINDS[kind](Draw(5, index)).mesh.digest
        low, high = mesh.bounds
        assert low[2] == pytest.approx(0, abs=1e-5)
        assert low[0] == pytest.approx(-high[0], abs=1e-4)
        assert mesh.vertices[mesh.triangles[mesh.part_ids == EYE]][..., 0].min() > 0.2 * high[0]
        assert 5_000 < len(mesh.triangles) < 30_000
        assert len(model.materials) > mesh.part_ids.max()
        feet = mesh.vertices[mesh.vertices[:, 2] < 0.02]
        assert feet[:, 0].min() < 0 < feet[:, 0].max()


def test_breeds_differ_as_breeds_do() -> None:
    def size(kind: str) -> float:
        # As drawn largest and smallest.
        return float(KINDS[kind](Draw(1, 0, {"gait": "standing", "size": 2})).mesh.bounds[1][2])

    assert size("shepherd") > size("retriever") > size("terrier") > size("dachshund")
    assert size("deer") > size("shepherd")


def test_a_stride_comes_round_and_its_feet_take_turns() -> None:
    animal = Quadruped(0.6, 0.65, 0.26, gait="walking")
    first = [foot for foot, _ in animal.feet()]
    again = [foot for foot, _ in Quadruped(0.6, 0.65, 0.26, gait="walking", phase=1.0).feet()]
    assert np.allclose(first, again)
    for step in range(12):
        bent = [up for _, up in Quadruped(0.6, 0.65, 0.26, gait="walking", phase=step / 12).feet()]
        assert sum(up > 0 for up in bent) <= 2


def test_equal_bodies_share_one_mesh() -> None:
    same = {"breed": "husky", "gait": "walking", "phase": 3, "size": 1, "head_deg": 0}
    first, second = (dog(Draw(seed, 0, same)) for seed in (1, 2))
    assert first.mesh is second.mesh
    assert first.materials != second.materials


def test_they_are_entries_with_cocos_categories() -> None:
    categories = {row.id: row.category for row in entries()}
    assert categories["procedural/retriever"] == "dog"
    assert categories["procedural/cat"] == "cat"
    assert categories["procedural/deer"] is None
    for row in entries():
        assert row.build(Draw(2, 0)).category == row.category
