"""The whole pack, where it is installed: everything imports, in its size, on its ground."""

from __future__ import annotations

import time

import numpy as np
import pytest
from cyclorama.assets import furniture
from cyclorama.assets.furniture import loading, vehicles
from cyclorama.assets.packs import place
from cyclorama.draw import Draw

pytestmark = pytest.mark.skipif(
    place.folder("furniture") is None, reason="the furniture pack is not installed"
)


def check(entry) -> None:
    model = entry.build(Draw(0, 0))
    low, high = model.mesh.bounds
    assert np.allclose(high - low, entry.size_m, rtol=0.01, atol=1e-4), entry.id
    assert abs(low[2]) < 1e-3, entry.id
    assert np.allclose(low[:2] + high[:2], 0, atol=2e-3), entry.id
    assert entry.licence in ("CC0-1.0", "CC-BY-3.0", "CC-BY-3.0-US"), entry.id
    assert entry.author, entry.id


def test_all_820_are_there_and_none_is_refused():
    found = furniture.entries()
    assert len(found) == len({e.id for e in found}) == 820
    assert furniture.refused() == ()


def test_a_model_whose_own_file_wants_credit_gets_it():
    licences = {e.id: e.licence for e in furniture.entries()}
    assert licences["furniture/winchesterSofa"] == licences["furniture/winchesterArmchair"] == "CC-BY-3.0"


def test_a_sample_has_its_size_and_stands_on_the_ground():
    for entry in furniture.entries()[::40]:
        check(entry)


@pytest.mark.slow
def test_every_entry_has_its_size_and_stands_on_the_ground():
    for entry in furniture.entries():
        check(entry)


def test_every_vehicle_is_in_the_pack_with_the_parts_that_the_table_names():
    rows = {e.id.partition("/")[2]: e.build.args for e in furniture.entries()}
    usual = {"glass", "tires", "sweethome3d_window_mirror"}  # most of one author's files have them
    for slug, vehicle in vehicles.VEHICLES.items():
        libraries, row = rows[slug]
        _, names = loading.load(libraries / f"{row.library}.sh3f", row)
        assert vehicle.named() - usual <= set(names), slug
        check(next(e for e in furniture.entries() if e.id == f"furniture/{slug}"))


def test_what_comes_sideways_is_turned_to_face_forwards():
    """The handles of a wheelbarrow end behind, high up; a fork lift's forks end in front, low down."""
    found = {e.id.partition("/")[2]: e for e in furniture.entries()}
    for slug in ("caballito", "forkLift", "motorbike", "toyTrain", "wheelbarrow"):
        assert found[slug].front in ("-x", "+x")
        check(found[slug])
    for slug, end in (("wheelbarrow", 0), ("forkLift", -1)):
        mesh = found[slug].build(Draw(0, 0)).mesh
        _, high = mesh.bounds
        last = mesh.vertices[np.argsort(mesh.vertices[:, 0])[end]]
        assert (last[2] > high[2] / 2) == (slug == "wheelbarrow"), slug


def test_people_are_tagged_by_posture():
    people = [e for e in furniture.entries() if e.category == "person"]
    assert len(people) == 27
    postures = [e.tags & {"standing", "sitting", "lying"} for e in people]
    assert all(len(p) == 1 for p in postures)


def test_the_index_is_read_in_half_a_second():
    furniture.entries()
    furniture.catalogue._index.cache_clear()
    start = time.process_time()
    furniture.entries()
    assert time.process_time() - start < 0.5


def test_the_cache_is_twenty_times_faster_than_parsing():
    libraries, row = next(e.build.args for e in furniture.entries() if e.id == "furniture/fordFocus")
    library = libraries / f"{row.library}.sh3f"
    loading.load(library, row)

    def seconds(call) -> float:
        best = np.inf
        for _ in range(3):
            loading.load.cache_clear()
            start = time.process_time()
            call(library, row)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(loading.parse) > 20 * seconds(loading.load)
