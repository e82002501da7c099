"""Hedges, grass, fallen leaves and belts: the same again, of the size asked, within budget, by season."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from cyclorama.assets import plants
from cyclorama.assets.model import Model
from cyclorama.draw import Draw

MADE: dict[str, Callable[[Draw], Model]] = {
    **{f"hedge {kind}": lambda draw, kind=kind: plants.hedge(draw, 2.5, kind=kind) for kind in plants.HEDGES},
    **{f"shrub {kind}": lambda draw, kind=kind: plants.shrub(draw, kind=kind) for kind in plants.HEDGES},
    **{f"grass {kind}": lambda draw, kind=kind: plants.grass(draw, kind=kind) for kind in plants.GRASSES},
    **{f"belt {kind}": lambda draw, kind=kind: plants.tree_line(draw, kind=kind) for kind in plants.BELTS},
    "ivy": plants.ivy,
    "vine": lambda draw: plants.ivy(draw, kind="vine", season="autumn"),
    "potted plant": plants.potted_plant,
    "weeds": plants.weeds,
    "flower bed": plants.flower_bed,
    "fallen leaves": plants.fallen_leaves,
}
BUDGETS = {
    "hedge": 60_000,
    "shrub": 45_000,
    "grass": 8_000,
    "belt": 75_000,
    "weeds": 1500,
    "ivy": 30_000,
    "vine": 30_000,
    "potted": 30_000,
}
LEAVES = 2


@pytest.mark.parametrize("name", MADE)
def test_is_the_same_again_and_within_its_budget(name: str) -> None:
    first, again = MADE[name](Draw(4, 1)), MADE[name](Draw(4, 1))
    assert first.mesh.digest == again.mesh.digest
    assert first.mesh.digest != MADE[name](Draw(4, 2)).mesh.digest
    assert len(first.mesh.triangles) <= BUDGETS.get(name.split()[0], 5000)
    assert first.category == ("potted plant" if name == "potted plant" else None)


@pytest.mark.parametrize("name", MADE)
def test_stands_on_the_ground(name: str) -> None:
    mesh = MADE[name](Draw(0, 3)).mesh
    assert -0.31 <= mesh.bounds[0, 2] <= 0.05
    assert np.abs(mesh.bounds[:, :2].mean(axis=0)).max() < 1.5


@pytest.mark.parametrize("kind", plants.HEDGES)
def test_hedges_have_the_size_that_was_asked_and_no_flat_sides(kind: str) -> None:
    mesh = plants.hedge(Draw(2, 0), 6.0, 1.6, 1.0, kind=kind).mesh
    leaves = mesh.vertices[np.unique(mesh.triangles[mesh.part_ids == LEAVES])]
    slack = 0.45 if kind == "wild" else 0.2
    assert np.percentile(leaves[:, 0], (1, 99)) == pytest.approx((-3.0, 3.0), abs=0.2 + slack)
    assert np.percentile(leaves[:, 1], (1, 99)) == pytest.approx((-0.5, 0.5), abs=slack)
    assert np.percentile(leaves[:, 2], 98) == pytest.approx(1.6, abs=slack)
    # A box would have all its side within the length of a leaf.
    side = leaves[(leaves[:, 1] > 0.3) & (np.abs(leaves[:, 2] - 0.9) < 0.3), 1]
    assert side.std() > 0.04


def test_a_long_hedge_is_made_of_fewer_leaves_not_of_more() -> None:
    mesh = plants.hedge(Draw(2, 0), 30.0, kind="privet").mesh
    assert len(mesh.triangles) < 110_000


def test_a_wild_hedge_is_bare_in_winter_and_a_clipped_one_is_not() -> None:
    counts = {
        (kind, season): int((plants.hedge_stock(kind, season=season).mesh.part_ids == LEAVES).sum())
        for kind in ("wild", "privet", "thuja")
        for season in ("summer", "winter")
    }
    assert counts["wild", "winter"] < 0.15 * counts["wild", "summer"]
    assert counts["privet", "winter"] > 0.5 * counts["privet", "summer"]
    assert counts["thuja", "winter"] == counts["thuja", "summer"]


def test_grass_grows_as_high_as_its_kind() -> None:
    tops = [plants.grass_stock(kind).mesh.bounds[1, 2] for kind in ("lawn", "verge", "wild")]
    assert tops == sorted(tops)
    assert tops[0] < 0.2


def test_fallen_leaves_lie_flat_and_drift_to_the_kerb() -> None:
    mesh = plants.fallen_leaves(Draw(0, 0), 1.5, 1.0, species="maple").mesh
    assert mesh.bounds[0, 2] > 0
    assert mesh.bounds[1, 2] < 0.15
    drifted = plants.fallen_leaves(Draw(0, 0), 1.5, 1.0, species="maple", drift=1.0).mesh
    assert drifted.vertices[:, 1].mean() < mesh.vertices[:, 1].mean() - 0.15


def test_a_tree_line_closes_the_horizon() -> None:
    """From level eyes, few rays get through the lower half of a belt in summer."""
    import trimesh
    from trimesh.ray.ray_pyembree import RayMeshIntersector

    for kind in ("broadleaf", "mixed", "conifer"):
        mesh = plants.belt_stock(kind).mesh
        height = mesh.bounds[1, 2]
        x, z = np.meshgrid(np.linspace(-18, 18, 80), np.linspace(0.1, 0.45, 20) * height)
        start = np.stack([x.ravel(), np.full(x.size, -60.0), z.ravel()], axis=1)
        caster = RayMeshIntersector(trimesh.Trimesh(mesh.vertices, mesh.triangles, process=False))
        hit = caster.intersects_any(start, np.broadcast_to([0.0, 1.0, 0.0], start.shape))
        assert hit.mean() > 0.85


def test_ivy_keeps_to_its_wall_and_vine_is_bare_in_winter() -> None:
    mesh = plants.ivy(Draw(0, 0), 3.0, 2.5).mesh
    assert mesh.bounds[1, 1] < 0.05  # the wall is at +y
    assert mesh.bounds[0, 1] > -0.4
    assert mesh.bounds[1, 2] <= 2.5
    assert plants.ivy(Draw(0, 0), kind="vine", season="winter").mesh.part_ids.max() == 0


def test_stocks_are_shared() -> None:
    assert plants.hedge_stock("privet", number=1) is plants.hedge_stock("privet", number=1)
    assert plants.shrub_stock("wild") is plants.shrub_stock("wild")
    assert plants.grass_stock("verge", number=1) is plants.grass_stock("verge", number=1)
    assert plants.belt_stock("mixed") is plants.belt_stock("mixed")
    assert plants.litter_stock("lime") is plants.litter_stock("lime")


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(ValueError, match="hedge of 'box': expected one of privet, "):
        plants.hedge(Draw(0, 0), 3.0, kind="box")
    with pytest.raises(ValueError, match="make a longer one of pieces"):
        plants.hedge(Draw(0, 0), 300.0)
    with pytest.raises(ValueError, match="grass 'astroturf': expected one of lawn, verge, wild"):
        plants.grass(Draw(0, 0), kind="astroturf")
    with pytest.raises(ValueError, match="tree line 'jungle': expected one of broadleaf, "):
        plants.tree_line(Draw(0, 0), kind="jungle")
    with pytest.raises(ValueError, match="expected 5 to 200"):
        plants.tree_line(Draw(0, 0), 1000.0)
