"""A car's skin is closed, symmetric, and nothing of the cabin comes through it; its lamps obey."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import trimesh
from cyclorama import Draw
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.assets.vehicles import KINDS, Car
from cyclorama.assets.vehicles.greenhouse import Greenhouse
from cyclorama.assets.vehicles.interior import interior
from cyclorama.assets.vehicles.parts import (
    AMBER_LEFT,
    AMBER_RIGHT,
    BRAKE,
    DAYLIGHT,
    GLASS,
    LAMPS,
    LOW_BEAM,
    REAR_LIGHT,
)
from cyclorama.assets.vehicles.shell import Shell

INDICES = range(3)
PAINT = Surface(base_color=(0.5, 0.5, 0.5))


def _drawn(kind: str, index: int, monkeypatch: pytest.MonkeyPatch) -> Car:
    """The dimensions that a kind's sampler draws."""
    found: list[Car] = []
    build = Car.build

    def keep(car: Car, *args: object, **named: object) -> Model:
        found.append(car)
        return build(car, PAINT)

    monkeypatch.setattr(Car, "build", keep)
    KINDS[kind](Draw(11, index))
    return found[0]


def _meets(mesh: Mesh, origin: npt.NDArray[np.float64], direction: list[float]) -> npt.NDArray[np.bool_]:
    """Whether a ray from each origin hits the mesh."""
    body = trimesh.Trimesh(mesh.vertices.astype(float), mesh.triangles, process=False)
    return np.asarray(body.ray.intersects_any(origin, np.tile(direction, (len(origin), 1))))


def _sorted(points: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    points = np.round(points.astype(np.float64), 4) + 0.0
    return points[np.lexsort(points.T)]


@pytest.mark.parametrize("kind", KINDS)
def test_both_halves_of_the_skin_are_mirror_images(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    car = _drawn(kind, 0, monkeypatch)
    shell = Shell(car)
    for mesh in (shell.mesh(), Greenhouse(car, shell).mesh()):
        mirror = mesh.vertices * np.array([1, -1, 1], np.float32)
        assert np.abs(_sorted(mesh.vertices) - _sorted(mirror)).max() < 2e-4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("index", INDICES)
def test_no_light_comes_through_it_from_above(kind: str, index: int, monkeypatch: pytest.MonkeyPatch) -> None:
    car = _drawn(kind, index, monkeypatch)
    shell = Shell(car)
    x, y = np.meshgrid(
        np.linspace(-0.47, 0.47, 33) * car.length_m, np.linspace(-0.44, 0.44, 17) * car.width_m
    )
    above = np.stack([x.ravel(), y.ravel(), np.full(x.size, 3.0)], axis=1)
    edge = np.array([shell.plan.point(np.array([shell.plan.side(at)]))[1][0] for at in x[0]])
    covered = np.abs(y).ravel() < np.tile(edge - 0.12, len(y))
    assert covered.sum() > 400
    assert _meets(shell.mesh(), above[covered], [0.0, 0.0, -1.0]).all()
    roof = Greenhouse(car, shell)
    rim = np.abs(y.ravel()) < 0.9 * roof.wide * car.tumblehome
    under = (x.ravel() < roof.head[0, 0] - 0.12) & (x.ravel() > roof.head[-1, 0] + 0.08) & rim
    assert under.sum() > 50
    assert _meets(roof.mesh(), above[under], [0.0, 0.0, -1.0]).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("index", INDICES)
def test_nothing_of_the_cabin_sticks_out(kind: str, index: int, monkeypatch: pytest.MonkeyPatch) -> None:
    car = _drawn(kind, index, monkeypatch)
    shell = Shell(car)
    skin = Greenhouse(car, shell).mesh()
    for mesh in interior(car):
        points = mesh.vertices.astype(float)
        points = points[points[:, 2] > car.belt_m + 0.03]
        if not len(points):
            continue
        # Inside: the glass or the roof is met in every direction along x, y and upwards.
        for direction in ([1.0, 0, 0], [-1.0, 0, 0], [0, 1.0, 0], [0, -1.0, 0], [0, 0, 1.0]):
            assert _meets(skin, points, direction).all()


def test_windscreens_lie_as_flat_as_real_ones() -> None:
    for kind in ("hatchback", "saloon", "estate", "suv"):
        for index in INDICES:
            mesh = KINDS[kind](Draw(5, index)).mesh
            corners = mesh.vertices[mesh.triangles[mesh.part_ids == GLASS]].astype(np.float64)
            normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            normal /= np.linalg.norm(normal, axis=1, keepdims=True)
            screen = (normal[:, 0] > 0.3) & (np.abs(corners[..., 1].mean(axis=1)) < 0.3)
            rake_deg = np.degrees(np.arccos(normal[screen, 2]))
            assert 22 < rake_deg.mean() < 38


def _strengths(model: Model) -> dict[int, float]:
    found = {}
    for part in (DAYLIGHT, LOW_BEAM, REAR_LIGHT, BRAKE, AMBER_LEFT, AMBER_RIGHT):
        material = model.materials[part]
        assert isinstance(material, Surface)
        found[part] = material.emission_strength
    return found


def test_only_the_lamps_that_are_on_shine() -> None:
    car = Car()
    off = _strengths(car.build(PAINT, lights="off"))
    assert set(off.values()) == {0.0}
    day = _strengths(car.build(PAINT, lights="day"))
    assert {part for part, strength in day.items() if strength} == {DAYLIGHT}
    beam = _strengths(car.build(PAINT, lights="low_beam", brake=True, indicator="left"))
    assert {part for part, strength in beam.items() if not strength} == {AMBER_RIGHT}
    assert beam[BRAKE] > beam[REAR_LIGHT]


def test_each_side_has_its_own_indicator_and_all_lamps_lie_behind_their_panes() -> None:
    mesh = Car().build(PAINT).mesh
    y = mesh.vertices[mesh.triangles][..., 1]
    assert y[mesh.part_ids == AMBER_LEFT].min() > 0
    assert y[mesh.part_ids == AMBER_RIGHT].max() < 0
    pane = mesh.vertices[mesh.triangles[mesh.part_ids == LAMPS]][..., 0].max()
    assert mesh.vertices[mesh.triangles[mesh.part_ids == DAYLIGHT]][..., 0].max() < pane


def test_what_shines_is_in_the_labels() -> None:
    model = KINDS["saloon"](Draw(1, 0, {"lamps/lights": "low_beam", "lamps/brake": True}))
    assert model.attributes["lights"] == "low_beam"
    assert model.attributes["brake"] is True
