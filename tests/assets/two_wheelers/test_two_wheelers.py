"""Two-wheelers stand on both wheels, face +x, come out the same twice, and say where they are touched."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from cyclorama import Draw
from cyclorama.assets.limits import installed_packs
from cyclorama.assets.two_wheelers import BICYCLES, CURATED, KINDS, MOTORCYCLES, bicycle, curated, entries
from cyclorama.assets.two_wheelers.parts import HEADLAMP, REAR_LAMP, TYRE
from cyclorama.assets.vehicles.parts import Signals

INDICES = range(3)


def test_every_kind_has_its_share_on_streets() -> None:
    assert {*BICYCLES, *MOTORCYCLES} == set(KINDS)
    for shares in (BICYCLES, MOTORCYCLES):
        assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("kind", KINDS)
def test_same_draws_give_the_same_mesh(kind: str) -> None:
    for index in INDICES:
        made = KINDS[kind](Draw(5, index))
        assert made.model.mesh.digest == KINDS[kind](Draw(5, index)).model.mesh.digest
        assert 5_000 < len(made.model.mesh.triangles) < 30_000
        assert set(np.unique(made.model.mesh.part_ids)) <= set(range(len(made.model.materials)))


@pytest.mark.parametrize("kind", KINDS)
def test_it_stands_on_both_wheels_in_the_middle_of_its_footprint(kind: str) -> None:
    for index in INDICES:
        mesh = KINDS[kind](Draw(5, index)).model.mesh
        low, high = mesh.bounds
        assert low[2] == pytest.approx(0, abs=1e-5)
        assert low[0] == pytest.approx(-high[0], abs=1e-4)
        assert 1.1 < high[0] - low[0] < 2.6
        tyres = mesh.vertices[mesh.triangles[mesh.part_ids == TYRE]].reshape(-1, 3)
        ground = tyres[tyres[:, 2] < 0.004]
        assert ground[:, 0].min() < -0.25
        assert ground[:, 0].max() > 0.25
        assert np.abs(ground[:, 1]).max() < 0.1


@pytest.mark.parametrize("kind", KINDS)
def test_its_skin_points_outwards(kind: str) -> None:
    mesh = KINDS[kind](Draw(5, 1)).model.mesh
    corners = mesh.vertices[mesh.triangles].astype(np.float64)
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6
    assert volume > 0.004


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_touched_lies_on_it(kind: str) -> None:
    for index in INDICES:
        made = KINDS[kind](Draw(5, index))
        on, points = made.contacts, made.model.mesh.vertices.astype(np.float64)
        for name, place, near_m in (
            ("seat", on.seat, 0.06),
            *((f"grip {n}", grip, 0.04) for n, grip in enumerate(on.grips)),
            *((f"foot {n}", foot, 0.06) for n, foot in enumerate(on.feet)),
        ):
            assert np.linalg.norm(points - place, axis=1).min() < near_m, name
        assert on.grips[0][1] == pytest.approx(-on.grips[1][1])
        assert on.grips[0][0] > on.seat[0]
        for axis in on.grip_axes:
            assert np.linalg.norm(axis) == pytest.approx(1)


def test_pedals_are_opposite_and_bars_turn() -> None:
    on = bicycle(Draw(2, 0), "touring", crank_deg=90.0).contacts
    assert on.feet[0][0] - on.feet[1][0] == pytest.approx(0.34, abs=1e-6)
    assert on.feet[0][2] == pytest.approx(on.feet[1][2])
    left = bicycle(Draw(2, 0), "touring", crank_deg=90.0, steer_deg=20.0).contacts
    assert left.grips[0][0] < on.grips[0][0] < left.grips[1][0]


@pytest.mark.parametrize("kind", KINDS)
def test_lamps_follow_the_signals(kind: str) -> None:
    build = KINDS[kind]
    lit = build(Draw(3, 0), signals=Signals("low_beam")).model.materials  # type: ignore[call-arg]
    dark = build(Draw(3, 0), signals=Signals("off")).model.materials  # type: ignore[call-arg]
    for part in (HEADLAMP, REAR_LAMP):
        assert lit[part].emission_strength > 0 == dark[part].emission_strength  # type: ignore[attr-defined]


def test_they_are_entries_of_the_catalogue() -> None:
    rows = entries()
    assert {row.id for row in rows} == {f"procedural/{kind}" for kind in KINDS}
    for row in rows:
        assert row.category == row.build(Draw(5, 0)).category


@pytest.mark.skipif("furniture" not in installed_packs(), reason="pack furniture is not installed")
@pytest.mark.parametrize("id", CURATED)
def test_the_packs_models_are_touched_where_they_are(id: str) -> None:
    ride = curated(Draw(1, 0), id)
    assert ride is not None
    mesh = ride.model.mesh
    surface = trimesh.Trimesh(mesh.vertices, mesh.triangles, process=False)
    on = ride.contacts
    places = np.array([on.seat, *on.grips, *on.feet])
    _, away, _ = trimesh.proximity.closest_point_naive(surface, places)
    assert away.max() < 0.08, away
