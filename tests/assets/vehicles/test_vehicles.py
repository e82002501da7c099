"""Procedural vehicles stand on their wheels, face +x, are symmetric and come out the same twice."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets.vehicles import KINDS, entries
from cyclorama.assets.vehicles.parts import LAMPS, TAIL

INDICES = range(4)


@pytest.mark.parametrize("kind", KINDS)
def test_same_draws_give_the_same_mesh_without_slivers(kind: str) -> None:
    for index in INDICES:
        mesh = KINDS[kind](Draw(5, index)).mesh
        assert mesh.digest == KINDS[kind](Draw(5, index)).mesh.digest
        corners = mesh.vertices[mesh.triangles].astype(np.float64)
        normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        assert np.linalg.norm(normal, axis=1).min() > 1e-10
        assert 40_000 < len(mesh.triangles) < 80_000


@pytest.mark.parametrize("kind", KINDS)
def test_it_stands_on_its_wheels_with_the_drawn_dimensions(kind: str) -> None:
    for index in INDICES:
        draw = Draw(5, index)
        low, high = KINDS[kind](draw).mesh.bounds
        assert low[2] == pytest.approx(0, abs=1e-5)
        assert high[0] - low[0] == pytest.approx(draw.values["length_m"], abs=0.02)
        # Rails and aerial stand on the roof.
        assert 0 < high[2] - float(draw.values["height_m"]) + 0.01 < 0.06
        mirrors_m = high[1] - low[1] - float(draw.values["width_m"])
        assert 0.1 < mirrors_m < 0.35
        assert low[0] == pytest.approx(-high[0], abs=0.01)
        assert low[1] == pytest.approx(-high[1], abs=1e-5)


@pytest.mark.parametrize("kind", KINDS)
def test_white_lamps_are_in_front_and_red_ones_behind(kind: str) -> None:
    for index in INDICES:
        model = KINDS[kind](Draw(5, index))
        mesh = model.mesh
        x = mesh.vertices[mesh.triangles][..., 0].mean(axis=1)
        white, red = x[mesh.part_ids == LAMPS], x[mesh.part_ids == TAIL]
        assert len(white) > 8
        assert len(red) > 8
        assert white.min() > 0.3 * mesh.bounds[1][0]
        assert red.max() < 0.3 * mesh.bounds[0][0]
        assert set(np.unique(mesh.part_ids)) == set(range(len(model.materials)))


def test_they_are_entries_of_the_catalogue() -> None:
    assert {entry.id for entry in entries()} == {f"procedural/{kind}" for kind in KINDS}
    assert {(entry.front, entry.licence) for entry in entries()} == {("+x", "CC0-1.0")}
    assert {entry.category for entry in entries()} == {"car", "truck", "bus"}
    for entry in entries():
        assert entry.category == entry.build(Draw(5, 0)).category
