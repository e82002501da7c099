"""Trees: the same again, as large as asked, leafy where they should be, and shared."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh
from cyclorama.assets import plants
from cyclorama.assets.model import Model
from cyclorama.assets.plants.tree import ROOT_M
from cyclorama.draw import Draw
from scipy.spatial import ConvexHull, Delaunay, cKDTree
from trimesh.ray.ray_pyembree import RayMeshIntersector

KINDS = (*plants.SPECIES, *plants.PALMS)
LEAVES, BLOSSOM = 2, 3


def porosity(model: Model, rays: int = 50) -> float:
    """Share of level rays through the outline (convex hull) of all but the trunk that hit nothing."""
    mesh = model.mesh
    caster = RayMeshIntersector(trimesh.Trimesh(mesh.vertices, mesh.triangles, process=False))
    missed = []
    for turn in (0.3, 1.9):
        ahead = np.array([np.cos(turn), np.sin(turn), 0.0])
        aside = np.array([-np.sin(turn), np.cos(turn), 0.0])
        crown = mesh.vertices[np.unique(mesh.triangles[mesh.part_ids >= 1])]
        seen = np.stack([crown @ aside, crown[:, 2]], axis=1)
        hull = Delaunay(seen[ConvexHull(seen).vertices])
        grid = np.meshgrid(*np.linspace(seen.min(axis=0), seen.max(axis=0), rays).T)
        at = np.stack(grid, axis=-1).reshape(-1, 2)
        at = at[hull.find_simplex(at) >= 0]
        start = at[:, :1] * aside + at[:, 1:] * np.array([0, 0, 1.0]) - 60 * ahead
        missed.append(1 - caster.intersects_any(start, np.broadcast_to(ahead, start.shape)).mean())
    return float(np.mean(missed))


def leaf_count(model: Model) -> int:
    return int((model.mesh.part_ids >= LEAVES).sum())


@pytest.mark.parametrize("species", KINDS)
def test_a_tree_is_the_same_again(species: str) -> None:
    first = plants.tree(Draw(5, 2), species=species, season="autumn")
    again = plants.tree(Draw(5, 2), species=species, season="autumn")
    other = plants.tree(Draw(5, 3), species=species, season="autumn")
    assert first.mesh.digest == again.mesh.digest
    assert first.mesh.digest != other.mesh.digest


@pytest.mark.parametrize("species", KINDS)
def test_stands_on_the_ground_with_its_roots_in_it_and_is_as_high_as_asked(species: str) -> None:
    for season in ("summer", "winter"):
        mesh = plants.tree(Draw(1, 0), species=species, season=season, height_m=9.0).mesh
        assert mesh.bounds[1, 2] == pytest.approx(9.0, abs=1e-4)
        assert mesh.bounds[0, 2] == pytest.approx(-ROOT_M, abs=1e-4)
        # Only the trunk, around x = y = 0, reaches below the ground.
        assert np.abs(mesh.vertices[mesh.vertices[:, 2] < 0, :2]).max() < 0.6
        assert len(np.unique(mesh.triangles)) == len(mesh.vertices)


@pytest.mark.parametrize("species", KINDS)
def test_keeps_to_its_budget_of_triangles(species: str) -> None:
    for number in range(plants.STOCK):
        near = len(plants.stock(species, "summer", number).mesh.triangles)
        far = len(plants.stock(species, "summer", number, far=True).mesh.triangles)
        assert 3000 <= near <= 95_000
        assert far <= 4800


@pytest.mark.parametrize("species", plants.SPECIES)
def test_seasons_differ(species: str) -> None:
    kind = plants.SPECIES[species]
    summer, winter = plants.stock(species, "summer"), plants.stock(species, "winter")
    if kind.evergreen:
        assert leaf_count(winter) == leaf_count(summer)
        return
    assert leaf_count(winter) == 0
    assert 0 < leaf_count(plants.stock(species, "autumn")) < leaf_count(summer)
    spring = plants.stock(species, "spring")
    assert ((spring.mesh.part_ids == BLOSSOM).sum() > 0) == (kind.blossom is not None)


@pytest.mark.parametrize("species", plants.SPECIES)
def test_leaves_hang_on_twigs(species: str) -> None:
    mesh = plants.stock(species, "summer", 1).mesh
    wood = mesh.triangles[mesh.part_ids < LEAVES]
    corners = mesh.vertices[wood]
    shares = np.random.Generator(np.random.Philox(key=1)).dirichlet(np.ones(3), (len(wood), 4))
    on_wood = np.einsum("nki,nij->nkj", shares, corners).reshape(-1, 3)
    leaves = mesh.vertices[mesh.triangles[mesh.part_ids >= LEAVES]].min(axis=1)
    distance, _ = cKDTree(on_wood).query(leaves[::50])
    assert np.percentile(distance, 99) < 2.5 * plants.SPECIES[species].leaf_m + 0.1


@pytest.mark.parametrize("species", ["lime", "birch", "cherry", "pine"])
def test_the_sky_shows_through_crowns_but_not_everywhere(species: str) -> None:
    summer = porosity(plants.stock(species, "summer", 2))
    assert 0.15 < summer < 0.65
    if not plants.SPECIES[species].evergreen:
        assert porosity(plants.stock(species, "winter", 2)) > summer + 0.15


def test_far_trees_have_the_silhouette_of_near_ones() -> None:
    for species in ("lime", "spruce"):
        near, far = (plants.stock(species, "summer", 0, far=far).mesh.bounds for far in (False, True))
        assert far[1, 2] == pytest.approx(near[1, 2], rel=1e-4)
        assert np.ptp(far, axis=0)[:2] == pytest.approx(np.ptp(near, axis=0)[:2], rel=0.25)


def test_the_stock_is_shared() -> None:
    assert plants.stock("lime", "summer", 1) is plants.stock("lime", "summer", 1)
    assert plants.stock("lime", "summer", 1) is not plants.stock("lime", "summer", 2)
    assert plants.stock("lime").category is None


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(ValueError, match="tree species 'lollipop': expected one of lime, "):
        plants.tree(Draw(0, 0), species="lollipop")
    with pytest.raises(ValueError, match="season 'monsoon': expected one of spring, summer, autumn, winter"):
        plants.tree(Draw(0, 0), species="lime", season="monsoon")
    with pytest.raises(ValueError, match="tree lime: height_m is 90, expected 1 to 40"):
        plants.tree(Draw(0, 0), species="lime", height_m=90)
    with pytest.raises(ValueError, match="number 6 of the stock, expected 0 to 5"):
        plants.stock("lime", "summer", 6)
