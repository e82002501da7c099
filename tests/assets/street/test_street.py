"""What stands in streets: cheap, shared, the same twice, in the ground, of the category that it says."""

from __future__ import annotations

import importlib
import pkgutil
import time

import numpy as np
import pytest
from cyclorama import Draw, Scene
from cyclorama.assets import street
from cyclorama.assets.model import Model

REGIONS = ("europe", "us")
ASSEMBLIES = {
    "signals": street.signals,
    "sign_on_post": street.sign_on_post,
    "sign_on_stand": street.sign_on_stand,
    "bus_stop": street.bus_stop,
    "street_lamp": street.street_lamp,
    "utility_pole": street.utility_pole,
}


def models_of(made: object) -> list[Model]:
    """The models of what a sampler gives: one, several mounts, or a pole."""
    if isinstance(made, Model):
        return [made]
    if isinstance(made, tuple):
        return [mount.model for mount in made]
    return [made.model]


def every(indices: range):
    for name, sampler in {**{k: row[1] for k, row in street.KINDS.items()}, **ASSEMBLIES}.items():
        for region in REGIONS:
            for index in indices:
                yield name, region, models_of(sampler(Draw(9, index).scope("thing"), region=region))


def forget() -> None:
    """Empty every cache of the package, so that what is built next is built anew."""
    for info in pkgutil.iter_modules(street.__path__, f"{street.__name__}."):
        for value in vars(importlib.import_module(info.name)).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def test_all_of_many_seeds_are_small_sound_and_stand_in_the_ground() -> None:
    for name, _region, models in every(range(25)):
        for model in models:
            mesh = model.mesh
            assert len(mesh.triangles) <= 6000, name
            assert set(np.unique(mesh.part_ids)) <= set(range(len(model.materials))), name
            corners = mesh.vertices[mesh.triangles].astype(np.float64)
            doubled = np.linalg.norm(
                np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
            )
            assert doubled.max() > 1e-6, name
            assert -0.36 < mesh.bounds[0][2] < 0.05, name


def test_signs_cost_far_less() -> None:
    for region in REGIONS:
        for index in range(20):
            sign = street.traffic_sign(Draw(1, index), region=region)
            assert len(sign.mesh.triangles) < 400


def test_equal_draws_share_the_model_and_give_the_same_after_a_fresh_start() -> None:
    first = [(name, region, models) for name, region, models in every(range(4))]
    again = [models for _, _, models in every(range(4))]
    for (name, _, models), others in zip(first, again, strict=True):
        assert all(a is b for a, b in zip(models, others, strict=True)), name
    before = [[model.mesh.digest for model in models] for _, _, models in first]
    forget()
    assert before == [[model.mesh.digest for model in models] for _, _, models in every(range(4))]


def test_building_takes_milliseconds() -> None:
    """The mean over everything, drawn and built for the first time, by the processor's clock."""
    forget()
    start = time.process_time()
    count = sum(1 for _ in every(range(3)))
    # 5 ms were measured on a busy 2-core machine; the limit leaves room for a slower one.
    assert (time.process_time() - start) / count < 0.04


def test_categories_are_those_of_the_labels() -> None:
    for kind, (category, _) in street.KINDS.items():
        for name, _, models in every(range(3)):
            if name == kind:
                assert {model.category for model in models} == {category}
    assert {row.category for row in street.entries()} >= {
        "traffic light", "stop sign", "fire hydrant", "bench", "parking meter", "potted plant"
    }  # fmt: skip


def test_things_show_their_front_to_x() -> None:
    """What has a face has it at +x: the slots, seats, lenses and plates lie before the middle."""
    bench = street.Bench("park").build().mesh
    back = bench.vertices[bench.vertices[:, 2] > 0.7]
    assert back[:, 0].max() < 0  # whoever sits there looks to +x
    for region in REGIONS:
        head = street.traffic_light(Draw(1, 2), region=region)
        lenses = head.mesh.vertices[head.mesh.triangles[head.mesh.part_ids >= 4]]
        assert lenses[..., 0].min() > 0.4 * head.mesh.bounds[1][0] - 0.1


def test_mounts_become_things_of_a_scene() -> None:
    from cyclorama import Camera, Thing, pose

    mounts = street.signals(Draw(4, 1), state="green")
    world = pose((10.0, 3.0, 0.0))
    things = [Thing(mount.model, world @ mount.assembly_from_model()) for mount in mounts]
    scene = Scene(things=things, camera=Camera.looking_at((0, 0, 0), distance_m=5, fov_x_deg=50))
    assert [thing.category for thing in scene.placed] == [None] + ["traffic light"] * (len(mounts) - 1)


@pytest.mark.parametrize("region", REGIONS)
def test_lamps_say_where_their_light_comes_from(region: street.Region) -> None:
    for style in street.LAMPS[region]:
        lamp = street.street_lamp(Draw(2, 1), region=region, style=style, emission=8.0)
        dark = street.street_lamp(Draw(2, 1), region=region, style=style)
        assert lamp.model.mesh is not None
        assert max(getattr(m, "emission_strength", 0.0) for m in lamp.model.materials) == 8.0
        assert max(getattr(m, "emission_strength", 0.0) for m in dark.model.materials) == 0.0
        low, high = lamp.model.mesh.bounds
        for head in lamp.heads:
            assert 3.2 < head.z_m < 11
            assert low[0] - 0.01 <= head.x_m <= high[0] + 0.01
        assert len(lamp.heads) == (2 if style == "double" else 1)
