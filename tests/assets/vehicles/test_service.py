"""Liveries lie on the body, beacons on the roof, and a wide load is wider than its lane."""

from __future__ import annotations

import numpy as np
import pytest
from cyclorama import Draw
from cyclorama.assets import vehicles
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.assets.shapes.solids import rounded_box
from cyclorama.assets.vehicles.livery import cut, painted


def area(mesh: Mesh, part: int | None = None) -> float:
    own = mesh.triangles if part is None else mesh.triangles[mesh.part_ids == part]
    a, b, c = mesh.vertices[own].astype(np.float64).transpose(1, 0, 2)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_cut_leaves_the_surface_as_it_is(axis: int) -> None:
    mesh = rounded_box((2.0, 1.0, 0.7), 0.1, 3)
    split = cut(mesh, axis, 0.213)
    assert area(split) == pytest.approx(area(mesh), rel=1e-6)
    assert len(split.triangles) > len(mesh.triangles)
    at = split.vertices[split.triangles][..., axis] - 0.213
    assert not ((at.min(axis=1) < -1e-4) & (at.max(axis=1) > 1e-4)).any()
    # Neighbours share their new corners: as many edges are open as before, none.
    edges = np.sort(np.concatenate([split.triangles[:, [i, (i + 1) % 3]] for i in range(3)]), axis=1)
    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()


def test_a_cut_keeps_texture_coordinates() -> None:
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    triangles = np.array([[0, 1, 2], [0, 2, 3]], np.int32)
    split = cut(Mesh(square, triangles, square[triangles][..., :2]), 0, 0.3)
    assert np.allclose(split.uv, split.vertices[split.triangles][..., :2], atol=1e-6)


def test_a_band_has_its_width() -> None:
    wall = Model("wall", rounded_box((1.0, 1.0, 1.0), 0.01, 1), (Surface(),))
    red = Surface(base_color=(1.0, 0.0, 0.0))
    model = painted(
        wall,
        0,
        ((2, 0.2), (2, 0.5)),
        (red,),
        lambda middle, normal: np.where((middle[:, 2] > 0.2) & (middle[:, 2] < 0.5), 0, -1),
    )
    assert model.materials[1] is red
    assert area(model.mesh, 1) == pytest.approx(4 * 0.3, rel=0.02)


@pytest.mark.parametrize("region", ["europe", "us"])
@pytest.mark.parametrize("name", ["police_car", "ambulance", "fire_engine", "works_van"])
def test_beacons_shine_on_the_roof(name: str, region: str) -> None:
    for index in range(2):
        model = getattr(vehicles, name)(Draw(1, index).scope("it"), region=region)
        assert model.attributes["beacons"] is True
        assert model.category == ("car" if name in ("police_car", "works_van") else "truck")
        shining = [
            n for n, m in enumerate(model.materials) if isinstance(m, Surface) and m.emission_strength == 30.0
        ]
        assert shining or name == "works_van"
        top = float(model.mesh.bounds[1, 2])
        for part in shining:
            points = model.mesh.vertices[model.mesh.triangles[model.mesh.part_ids == part]]
            assert float(points[..., 2].max()) > top - 0.8
        assert abs(float(model.mesh.bounds[0, 2])) < 0.01


def test_a_transport_is_wider_than_its_lane() -> None:
    for index in range(4):
        model = vehicles.heavy_transport(Draw(2, index).scope("it"), region="us" if index % 2 else "europe")
        low, high = model.mesh.bounds
        assert high[1] - low[1] > 3.3
        assert 12 < high[0] - low[0] < 20
        assert abs(float(low[2])) < 0.02
        assert high[2] < 5.2


def test_hazard_lights_of_a_lorry() -> None:
    off = vehicles.truck(Draw(1, 0).scope("it"))
    on = vehicles.truck(Draw(1, 0).scope("it"), vehicles.Signals("off", False, "both"))
    assert off.mesh.digest == on.mesh.digest
    lit = [m for m in on.materials if isinstance(m, Surface) and m.emission_strength > 0]
    assert len(lit) == 1 + sum(isinstance(m, Surface) and m.emission_strength > 0 for m in off.materials)


def test_an_underbody_stays_above_the_wheels() -> None:
    car = vehicles.hatchback(Draw(1, 0).scope("it"))
    below = vehicles.with_underbody(car)
    assert len(below.mesh.triangles) > len(car.mesh.triangles)
    assert float(below.mesh.bounds[0, 2]) == pytest.approx(float(car.mesh.bounds[0, 2]), abs=1e-6)
