"""Placement: nothing overlaps, nothing hangs over, and every image can be made again."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import trimesh
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Model
from cyclorama.draw import Draw
from cyclorama.errors import PlacementError
from cyclorama.scenes.frames import pose, rotation_z
from cyclorama.scenes.placement import heap, scatter, stack
from cyclorama.scenes.scene import Thing
from hypothesis import given, settings
from hypothesis import strategies as st


def model(name: str, shape: trimesh.Trimesh) -> Model:
    return Model(name, Mesh(np.asarray(shape.vertices), np.asarray(shape.faces)), (Surface(),))


def box(name: str, x: float, y: float, z: float) -> Model:
    return model(
        name, trimesh.creation.box([x, y, z], trimesh.transformations.translation_matrix([0, 0, z / 2]))
    )


TABLE = box("table", 1.2, 0.8, 0.7)
ROUND = model(
    "round table",
    trimesh.creation.cylinder(
        0.5, 0.7, sections=96, transform=trimesh.transformations.translation_matrix([0, 0, 0.35])
    ),
)
MUG = box("mug", 0.12, 0.08, 0.1)
CAN = model("can", trimesh.creation.cylinder(0.033, 0.12, sections=24))


def outline(thing: Thing) -> npt.NDArray[np.float32]:
    """Seen from above, by OpenCV: nothing of this is placement's own geometry."""
    return cv2.convexHull(thing.vertices_world()[:, :2].astype(np.float32))


def overlap_m2(a: Thing, b: Thing) -> float:
    return float(cv2.intersectConvexConvex(outline(a), outline(b))[0])


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(-180, 180))
def test_scattered_things_stand_on_the_table_apart_and_inside_its_margin(index: int, yaw_deg: float) -> None:
    table = Thing(TABLE, pose((3.0, -2.0, 0.1), rotation_z(yaw_deg)))
    things = scatter([MUG, CAN, MUG, CAN, MUG], table, Draw(7, index), margin_m=0.03, apart_m=0.01)
    table_from_world = np.linalg.inv(table.world_from_thing)
    for number, thing in enumerate(things):
        vertices = thing.vertices_world()
        assert vertices[:, 2].min() == pytest.approx(0.8, abs=1e-6)
        local = vertices @ table_from_world[:3, :3].T + table_from_world[:3, 3]
        assert (np.abs(local[:, :2]) <= np.array([0.57, 0.37]) + 1e-6).all()
        assert all(overlap_m2(thing, other) == 0 for other in things[:number])


def test_the_gap_between_things_is_kept() -> None:
    """Against the distance of the outlines' densely sampled edges."""
    things = scatter([CAN] * 8, TABLE, Draw(7, 3), apart_m=0.05)
    centres = np.array([thing.world_from_thing[:2, 3] for thing in things])
    distances = np.linalg.norm(centres[:, None] - centres, axis=2)[np.triu_indices(8, 1)]
    assert distances.min() >= 2 * 0.033 * np.cos(np.pi / 24) + 0.05 - 1e-6


def test_a_round_top_is_respected() -> None:
    things = [
        thing for index in range(20) for thing in scatter([CAN] * 6, ROUND, Draw(7, index), margin_m=0.02)
    ]
    reach = max(np.linalg.norm(thing.vertices_world()[:, :2], axis=1).max() for thing in things)
    assert 0.45 < reach <= 0.48 + 1e-6


def test_only_the_highest_face_counts() -> None:
    wide_foot = trimesh.util.concatenate(
        [
            trimesh.creation.box([2, 2, 0.1]),
            trimesh.creation.box([0.4, 0.4, 0.1], trimesh.transformations.translation_matrix([0.5, 0, 0.5])),
        ]
    )
    (can,) = scatter([CAN], model("stand", wide_foot), Draw(7, 0))
    assert 0.3 < can.world_from_thing[0, 3] < 0.7
    assert can.vertices_world()[:, 2].min() == pytest.approx(0.55)


def test_what_is_there_already_is_kept_clear_of() -> None:
    there = Thing(box("tray", 0.9, 0.3, 0.02), pose((0, 0, 0.7)))
    for index in range(10):
        for thing in scatter([MUG, CAN], TABLE, Draw(7, index), around=[there]):
            assert overlap_m2(thing, there) == 0


def test_too_many_things_are_reported_with_their_number() -> None:
    small = box("desk", 0.4, 0.3, 0.7)
    with pytest.raises(
        PlacementError, match=r"^desk: placed \d of 12 mugs in 200 tries each; fewer mugs.*larger desk$"
    ):
        scatter([MUG] * 12, small, Draw(7, 0))
    kept = scatter([MUG] * 12, small, Draw(7, 0), partial=True)
    assert 2 <= len(kept) < 12
    with pytest.raises(PlacementError, match="placed 0 of 2 things"):
        scatter([box("sofa", 2, 1, 1), box("bed", 2, 2, 1)], small, Draw(7, 0))


@pytest.mark.parametrize("place", [scatter, heap])
def test_a_support_without_a_flat_top_is_refused(place: object) -> None:
    ball = model("ball", trimesh.creation.icosphere(radius=0.3))
    with pytest.raises(PlacementError, match="ball: has no flat top"):
        place([CAN], ball, Draw(7, 0))  # type: ignore[operator]


def test_yaw_and_lying_can_be_pinned_and_scale_is_kept() -> None:
    given = {"layout/thing/1/yaw_deg": 90.0, "layout/thing/*/lying": True}
    draw = Draw(7, 0, given=given)
    bottle, plate = box("bottle", 0.08, 0.06, 0.2), box("plate", 0.2, 0.2, 0.02)
    things = scatter([plate, Thing(bottle, pose(scale=2.0))], TABLE, draw.scope("layout"), lying=0.5)
    extents = np.ptp(things[1].vertices_world(), axis=0)
    np.testing.assert_allclose(extents, [0.4, 0.16, 0.12], atol=1e-6)  # on its side, then turned
    assert np.ptp(things[0].vertices_world()[:, 2]) == pytest.approx(0.02)  # a plate on its side would roll
    assert sorted(draw.values) == [f"layout/thing/{what}" for what in ("0/yaw_deg", "1/lying", "1/yaw_deg")]


def test_same_draw_same_places_another_index_others() -> None:
    first, again, other = (
        np.stack([t.world_from_thing for t in scatter([MUG, CAN], TABLE, Draw(7, index))])
        for index in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0.01


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 30))
def test_a_heap_starts_clear_of_itself_and_of_the_table(index: int, count: int) -> None:
    things = heap(([MUG, CAN, box("book", 0.2, 0.15, 0.03)] * 10)[:count], TABLE, Draw(7, index))
    balls = []
    for number, thing in enumerate(things):
        vertices = thing.vertices_world()
        assert vertices[:, 2].min() > 0.7
        middle = (vertices.max(axis=0) + vertices.min(axis=0)) / 2
        balls.append((middle, np.linalg.norm(vertices - middle, axis=1).max()))
        for centre, radius in balls[:number]:  # boxes and cylinders: their balls are about their middles
            assert np.linalg.norm(centre - middle) > radius + balls[number][1]


def test_a_heap_turns_things_every_way_and_can_be_moved_by_its_draws() -> None:
    low, high = (
        np.mean(
            [t.vertices_world().mean(axis=0) for t in heap([CAN] * 9, TABLE, Draw(7, 0, given=given))], axis=0
        )
        for given in ({"x": -1.0, "y": 0.0}, {"x": 1.0, "y": 0.0})
    )
    assert high[0] - low[0] > 0.2
    assert high[1] == pytest.approx(low[1], abs=0.02)
    ups = np.array([t.world_from_thing[:3, 2] for i in range(40) for t in heap([CAN] * 5, TABLE, Draw(7, i))])
    # Uniform on the sphere: the mean is 0 and each axis has a third of the square, to 4 sigma of 200.
    assert np.abs(ups.mean(axis=0)).max() < 4 * np.sqrt(1 / 3 / 200)
    assert np.abs((ups**2).mean(axis=0) - 1 / 3).max() < 4 * np.sqrt(4 / 45 / 200)


def test_a_stack_is_clear_and_in_the_middle() -> None:
    things = stack([MUG, CAN, MUG], Thing(TABLE, pose((1, 2, 0))), Draw(7, 0))
    top = 0.7
    for thing in things:
        vertices = thing.vertices_world()
        assert vertices[:, 2].min() == pytest.approx(top + 0.001, abs=1e-6)
        np.testing.assert_allclose((vertices.min(axis=0) + vertices.max(axis=0))[:2] / 2, [1, 2], atol=1e-6)
        top = vertices[:, 2].max()
