"""Physics against what is known without it: heights, angles, and the true meshes' own geometry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import trimesh
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.model import Hull, Model
from cyclorama.draw import Draw
from cyclorama.errors import PhysicsError
from cyclorama.scenes import simulation
from cyclorama.scenes.frames import Matrix, pose, rotation_xyz
from cyclorama.scenes.physics import penetration_m, settle
from cyclorama.scenes.placement import heap, scatter, stack
from cyclorama.scenes.scene import Thing
from scipy.spatial import ConvexHull

Points = npt.NDArray[np.float64]


def made_of(name: str, parts: list[Points], density: float = 700.0) -> Model:
    """A model whose mesh is its convex parts: what physics sees is what is rendered."""
    shapes = [trimesh.convex.convex_hull(part) for part in parts]
    whole = trimesh.util.concatenate(shapes)
    hulls: tuple[Hull, ...] = tuple(np.asarray(shape.vertices, np.float32) for shape in shapes)
    mesh = Mesh(np.asarray(whole.vertices), np.asarray(whole.faces))
    return Model(name, mesh, (Surface(),), hulls=hulls, density_kg_m3=density)


def block(x: float, y: float, z: float, at: tuple[float, float, float] = (0, 0, 0)) -> Points:
    corners = np.array([[i, j, k] for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)], np.float64)
    return corners * np.array([x, y, z]) / 2 + np.array(at)


def frustum(r0: float, z0: float, r1: float, z1: float, sides: int = 24) -> Points:
    angle = np.arange(sides) * 2 * np.pi / sides
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    return np.concatenate([
        np.column_stack([circle * r, np.full(sides, z)]) for r, z in ((r0, z0), (r1, z1))
    ])  # fmt: skip


def wall(r0: float, z0: float, r1: float, z1: float, thick: float, sides: int) -> list[Points]:
    parts = []
    for k in range(sides):
        angle = np.array([k, k + 1]) * 2 * np.pi / sides
        circle = np.column_stack([np.cos(angle), np.sin(angle)])
        parts.append(np.concatenate([
            np.column_stack([circle * r, np.full(2, z)])
            for r, z in ((r0, z0), (r0 - thick, z0), (r1, z1), (r1 - thick, z1))
        ]))  # fmt: skip
    return parts


def mug() -> Model:
    handle = [block(0.03, 0.01, 0.01, (0.055, 0, z)) for z in (0.02, 0.075)]
    return made_of(
        "mug",
        [frustum(0.04, 0, 0.04, 0.005, 10), *wall(0.04, 0, 0.04, 0.095, 0.004, 10), *handle,
         block(0.01, 0.01, 0.065, (0.07, 0, 0.0475))],
    )  # fmt: skip


def bowl() -> Model:
    return made_of("bowl", [frustum(0.035, 0, 0.035, 0.006, 15), *wall(0.035, 0, 0.075, 0.06, 0.005, 15)])


def ball(radius: float, name: str = "ball") -> Model:
    shape = trimesh.creation.icosphere(4, radius)
    return Model(name, Mesh(np.asarray(shape.vertices), np.asarray(shape.faces)), (Surface(),))


TABLE = made_of("table", [block(1.2, 0.8, 0.04, (0, 0, -0.02))])
BOX = made_of("box", [block(0.06, 0.1, 0.16, (0, 0, 0.08))])
CAN = made_of("can", [frustum(0.033, 0, 0.033, 0.12)])
BOTTLE = made_of("bottle", [frustum(0.035, 0, 0.035, 0.16, 16), frustum(0.035, 0.16, 0.014, 0.2, 16),
                            frustum(0.014, 0.2, 0.014, 0.25, 16)])  # fmt: skip
PEN = made_of("pen", [frustum(0.004, 0, 0.004, 0.15, 12)])
MUG, BOWL = mug(), bowl()


def parts_world(thing: Thing) -> list[ConvexHull]:
    assert thing.model.hulls is not None
    m = thing.world_from_thing
    return [ConvexHull(h.astype(np.float64) @ m[:3, :3].T + m[:3, 3]) for h in thing.model.hulls]


def true_depth_m(things: list[Thing]) -> float:
    """Deepest interpenetration, without MuJoCo: least separation over all axes of two polytopes.

    By the separating axis theorem the depth of two convex polytopes is the least overlap over their
    face normals and the cross products of their edges; here all normals, and edges' directions.
    """
    worst = 0.0
    hulls = [parts_world(thing) for thing in things]
    for number, ours in enumerate(hulls):
        for theirs in hulls[:number]:
            for a in ours:
                for b in theirs:
                    worst = max(worst, _overlap(a, b, worst))
    return worst


def _overlap(a: ConvexHull, b: ConvexHull, least: float) -> float:
    low = np.maximum(a.min_bound, b.min_bound)
    high = np.minimum(a.max_bound, b.max_bound)
    if (high - low).min() <= least:
        return 0.0
    pa, pb = a.points[a.vertices], b.points[b.vertices]
    axes = np.concatenate([a.equations[:, :3], b.equations[:, :3]])
    if (depth := _least(pa, pb, axes)) <= least:
        return 0.0
    crossed = np.cross(_edges(a)[:, None], _edges(b)).reshape(-1, 3)
    length = np.linalg.norm(crossed, axis=1)
    crossed = crossed[length > 1e-6] / length[length > 1e-6, None]
    return min(depth, _least(pa, pb, np.concatenate([crossed, -crossed])))


def _least(a: Points, b: Points, axes: Points) -> float:
    return float(((a @ axes.T).max(axis=0) - (b @ axes.T).min(axis=0)).min())


def _edges(hull: ConvexHull) -> Points:
    corners = hull.points[hull.simplices]
    edges = (corners - np.roll(corners, 1, axis=1)).reshape(-1, 3)
    edges /= np.linalg.norm(edges, axis=1)[:, None]
    edges *= np.where(edges[:, :1] < 0, -1.0, 1.0)
    return np.asarray(np.unique(np.round(edges, 6), axis=0))


def bytes_of(things: object) -> bytes:
    return b"".join(thing.world_from_thing.tobytes() for thing in things)  # type: ignore[attr-defined]


def test_the_oracle_knows_the_depth_of_two_boxes() -> None:
    a, b = Thing(BOX), Thing(BOX, pose((0.055, 0.01, 0.02)))
    assert true_depth_m([a, b]) == pytest.approx(0.005, abs=1e-7)
    assert penetration_m([a, b]) == pytest.approx(0.005, abs=1e-5)
    assert (
        true_depth_m([a, Thing(BOX, pose((0.061, 0, 0)))])
        == 0
        == penetration_m([a, a.moved(pose((0.2, 0, 0)))])
    )


@pytest.mark.parametrize("height_m", [0.0, 0.001, 0.3])
def test_a_box_rests_on_the_table(height_m: float) -> None:
    (thing,) = settle([Thing(BOX, pose((0.1, 0.2, height_m)))], on=TABLE)
    np.testing.assert_allclose(thing.world_from_thing, pose((0.1, 0.2, 0)), atol=1e-4)


def test_a_box_rests_on_a_flat_mesh_and_between_flat_walls() -> None:
    """A sheet has no thickness: the box stands on it, not half a millimetre above its hull."""
    corners = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float32)
    floor = Model("floor", Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]])), (Surface(),))
    wall_at_x = Thing(floor, pose((0.1, 0, 0), rotation_xyz(0, 90, 0)))
    (thing,) = settle([Thing(BOX, pose((0, 0, 0.4)))], on=[floor, wall_at_x])
    np.testing.assert_allclose(thing.world_from_thing, pose(), atol=1e-4)


@pytest.mark.parametrize("radius", [0.002, 0.04, 0.5])
def test_a_ball_rests_at_its_radius(radius: float) -> None:
    (thing,) = settle([Thing(ball(radius), pose((0.1, 0.1, radius * 1.3)))], on=TABLE)
    assert thing.world_from_thing[2, 3] == pytest.approx(radius, abs=max(1e-4, 0.004 * radius))


def test_a_ball_rolls_to_the_bottom_of_a_bowl() -> None:
    apple = ball(0.03, "apple")
    (thing,) = settle([Thing(apple, pose((0.03, 0.01, 0.1)))], on=[TABLE, Thing(BOWL)])
    x, y, z = thing.world_from_thing[:3, 3]
    assert z == pytest.approx(0.006 + 0.03, abs=5e-4)  # it touches the flat bottom, 30 mm wide inside
    assert np.hypot(x, y) < 0.02


def test_a_pen_leans_in_a_mug() -> None:
    pen = Thing(PEN, pose((0.0, 0.0, 0.012), rotation_xyz(0, 8, 0)))
    (thing,) = settle([pen], on=[TABLE, Thing(MUG)])
    foot, tip = (thing.world_from_thing @ [0, 0, z, 1] for z in (0, 0.15))
    assert 0.004 < foot[2] < 0.012  # its foot is on the mug's bottom, 5 mm up
    assert np.hypot(*foot[:2]) < 0.036
    assert np.hypot(*foot[:2]) < 0.034
    # Its side lies on the rim, which is 95 mm up and 34.2 to 36 mm from the axis.
    at_rim = foot + (tip - foot) * (0.095 - foot[2]) / (tip[2] - foot[2])
    assert np.hypot(*at_rim[:2]) == pytest.approx(0.035 - 0.0045, abs=0.003)


def test_a_stack_of_boxes_stands() -> None:
    boxes = settle(stack([BOX] * 5, TABLE, Draw(1, 0, given={"thing/*/yaw_deg": 30.0})), on=TABLE)
    assert [thing.world_from_thing[2, 3] for thing in boxes] == pytest.approx(
        [0.16 * n for n in range(5)], abs=5e-4
    )
    assert true_depth_m(list(boxes)) < 0.001


def test_bowls_sink_into_each_other() -> None:
    bowls = settle(stack([BOWL] * 4, TABLE, Draw(1, 0)), on=TABLE)
    gaps = np.diff([thing.world_from_thing[2, 3] for thing in bowls])
    assert ((gaps > 0.005) & (gaps < 0.02)).all()  # 60 mm high each
    assert true_depth_m(list(bowls)) < 0.001


def test_a_tilted_table_holds_by_friction_or_does_not() -> None:
    """A box slides where the slope's tangent exceeds the friction: atan 0.6 is 31 degrees."""
    slope = Thing(TABLE, pose(rotation=rotation_xyz(20, 0, 0)))
    brick = made_of("brick", [block(0.1, 0.1, 0.02, (0, 0, 0.01))])
    start = Thing(brick, slope.world_from_thing @ pose((0, 0, 0.0005)))
    (thing,) = settle([start], on=slope)
    assert np.linalg.norm((thing.world_from_thing - start.world_from_thing)[:3, 3]) < 0.005
    with pytest.raises(PhysicsError, match="brick 0 fell off"):
        settle([start], on=slope, friction=0.2)


@pytest.mark.parametrize(
    "scale", [np.array([1, 1, 1.0]), np.array([2, 0.5, 1.5]), np.array([0.05] * 3), np.array([-1, 1, 1.0])]
)
def test_scale_along_the_axes_is_kept_and_counts(scale: Points) -> None:
    matrix: Matrix = pose((0.1, 0, 0.02), rotation_xyz(0, 0, 40))
    matrix[:3, :3] *= scale
    (thing,) = settle([Thing(BOX, matrix)], on=TABLE)
    expected = matrix.copy()
    expected[2, 3] = 0
    np.testing.assert_allclose(thing.world_from_thing, expected, atol=2e-4)
    np.testing.assert_allclose(
        np.linalg.norm(thing.world_from_thing[:3, :3], axis=0), np.abs(scale), rtol=1e-9
    )


def test_what_falls_off_is_named_or_left_out() -> None:
    things = [
        Thing(BOX, pose((0, 0, 0.01))),
        Thing(CAN, pose((0.62, 0, 0.01))),
        Thing(CAN, pose((2, 0, 0.5))),
    ]
    with pytest.raises(PhysicsError, match=r'^settle: can [12] fell off; .* fallen="drop"') as caught:
        settle(things, on=TABLE)
    assert "\n" not in str(caught.value)
    settled = settle(things, on=TABLE, fallen="drop")
    assert settled.fallen == (1, 2)
    assert [thing.model.name for thing in settled] == ["box"]


def test_what_never_rests_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulation, "_PATIENCE", ((0.1, 1.0, 1.0),))
    with pytest.raises(PhysicsError, match=r"settle: ball 0 still moves at \d+ mm/s after 20 steps; give it"):
        settle([Thing(ball(0.04), pose((0, 0, 0.3)))], on=TABLE)


def test_nothing_to_rest_on_and_nothing_to_drop() -> None:
    with pytest.raises(PhysicsError, match="on is empty"):
        settle([Thing(BOX)], on=[])
    assert len(settle([], on=TABLE)) == 0


def test_things_that_start_in_each_other_end_apart_or_are_named() -> None:
    pen = Thing(PEN, pose((0.038, 0, 0.05), rotation_xyz(0, 90, 0)))  # right through the mug's wall
    settled = settle([Thing(MUG), pen], on=TABLE)
    assert true_depth_m(list(settled)) < 0.001


def test_upright_things_stay_where_they_were_put() -> None:
    models = [MUG, BOWL, BOTTLE, CAN, BOX] * 3
    before = scatter(models, TABLE, Draw(5, 0))
    after = settle(before, on=TABLE)
    assert after.steps <= 150
    for a, b in zip(before, after, strict=True):
        np.testing.assert_allclose(b.world_from_thing, a.world_from_thing, atol=5e-4)


def dropped(index: int, count: int = 20) -> tuple[list[Thing], list[Thing]]:
    models = ([MUG, BOWL, BOTTLE, CAN, BOX, PEN] * 5)[:count]
    start = heap(models, TABLE, Draw(11, index))
    return start, list(settle(start, on=TABLE, fallen="drop"))


@pytest.mark.parametrize("index", range(4))
def test_a_heap_rests_on_the_table_and_its_true_meshes_do_not_interpenetrate(index: int) -> None:
    start, rest = dropped(index)
    assert len(rest) >= len(start) - 3
    assert min(thing.vertices_world()[:, 2].min() for thing in rest) > -0.001
    assert max(thing.vertices_world()[:, 2].min() for thing in rest) < 0.3  # none hangs in the air
    assert true_depth_m(rest) < 0.001
    for thing in rest:  # rigid: no pose drifted away from a rotation
        r = thing.world_from_thing[:3, :3]
        np.testing.assert_allclose(r.T @ r, np.eye(3), atol=1e-9)


def test_a_settled_heap_settles_where_it_is() -> None:
    _, rest = dropped(1)
    again = settle(rest, on=TABLE)
    moved = [
        np.linalg.norm((a.world_from_thing - b.world_from_thing)[:3, 3])
        for a, b in zip(rest, again, strict=True)
    ]
    assert np.median(moved) < 0.002  # a heap may give way somewhere when it is let go again


def test_the_order_of_things_does_not_matter() -> None:
    start, _ = dropped(2, 8)
    forwards = settle(start, on=TABLE, fallen="drop")
    backwards = settle(start[::-1], on=TABLE, fallen="drop")
    assert bytes_of(forwards) == bytes_of(reversed(backwards.things))


def test_two_processes_agree_to_the_bit_and_leave_no_file(tmp_path: Path) -> None:
    here = Path(__file__)
    code = (
        f"import sys; sys.path.insert(0, {str(here.parent)!r}); import {here.stem} as t; import hashlib;"
        "print(hashlib.sha256(t.bytes_of(t.dropped(3, 10)[1])).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    assert list(tmp_path.iterdir()) == []
