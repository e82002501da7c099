"""Convex parts: exact where the mesh is convex, close where it is not, sensible where it is broken."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import trimesh
from cyclorama.assets import hulls as module
from cyclorama.assets.hulls import MAX_CORNERS, convex_parts, hulls, prepare
from cyclorama.assets.material import Surface
from cyclorama.assets.mesh import Mesh, join
from cyclorama.assets.model import Hull, Model
from cyclorama.errors import RenderError
from cyclorama.render.worker import kind_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path))


def mesh(shape: trimesh.Trimesh) -> Mesh:
    return Mesh(np.asarray(shape.vertices), np.asarray(shape.faces))


def soup(vertices: npt.ArrayLike, faces: npt.ArrayLike) -> Mesh:
    return Mesh(np.asarray(vertices, np.float32), np.asarray(faces, np.int32))


TORUS = mesh(trimesh.creation.torus(0.05, 0.015, major_sections=24, minor_sections=12))


def model(of: Mesh, parts: tuple[Hull, ...] | None = None) -> Model:
    return Model("thing", of, (Surface(),), hulls=parts)


def outside(points: npt.NDArray[np.float64], parts: tuple[Hull, ...]) -> npt.NDArray[np.float64]:
    """How far each point is outside the union of the parts (a lower bound), negative inside."""
    planes = [ConvexHull(part.astype(np.float64)).equations for part in parts]
    return np.min([(points @ p[:, :3].T + p[:, 3]).max(axis=1) for p in planes], axis=0)


def usable(parts: tuple[Hull, ...]) -> bool:
    return all(
        part.dtype == np.float32 and 4 <= len(part) <= MAX_CORNERS and ConvexHull(part).volume > 0
        for part in parts
    )


def test_a_models_own_hulls_are_kept() -> None:
    corners = trimesh.creation.box([1, 2, 3]).vertices.astype(np.float32)
    (part,) = hulls(model(mesh(trimesh.creation.torus(0.1, 0.03)), (corners,)))
    np.testing.assert_array_equal(part, corners)


def test_a_box_is_its_own_eight_corners() -> None:
    (part,) = hulls(model(mesh(trimesh.creation.box([0.1, 0.2, 0.3]))))
    assert len(part) == 8
    np.testing.assert_allclose(np.abs(part), [[0.05, 0.1, 0.15]] * 8, rtol=1e-6)


def test_a_cylinder_is_one_exact_hull() -> None:
    shape = trimesh.creation.cylinder(0.03, 0.1, sections=96)
    (part,) = hulls(model(mesh(shape)))
    assert ConvexHull(part).volume == pytest.approx(shape.volume, rel=1e-5)


def test_a_fine_ball_is_one_hull_of_few_corners_close_to_it() -> None:
    shape = trimesh.creation.uv_sphere(0.04, count=[64, 64])
    (part,) = hulls(model(mesh(shape)))
    assert len(part) <= MAX_CORNERS
    assert outside(shape.vertices, (part,)).max() < 0.0004


def test_texture_seams_do_not_open_a_mesh() -> None:
    shape = trimesh.creation.box([0.1, 0.1, 0.1])
    shape.unmerge_vertices()
    assert len(hulls(model(mesh(shape)))) == 1


def test_an_open_bowl_is_not_taken_for_convex_though_it_lies_on_its_hull() -> None:
    profile = np.array([[0, 0], [0.035, 0], [0.075, 0.06]])
    bowl = mesh(trimesh.creation.revolve(profile, sections=24))
    assert module._if_convex(bowl) is None


@pytest.mark.slow
def test_a_torus_keeps_its_hole_and_is_covered() -> None:
    shape = trimesh.creation.torus(0.05, 0.015, major_sections=48, minor_sections=16)
    parts = hulls(model(mesh(shape)))
    assert usable(parts)
    assert 4 < len(parts) <= 32
    points, _ = trimesh.sample.sample_surface(shape, 5000, seed=0)
    assert outside(points, parts).max() < 0.0005  # all of it is in a part
    axis = np.column_stack([np.zeros(20), np.zeros(20), np.linspace(-0.02, 0.02, 20)])
    assert outside(axis, parts).min() > 0.02  # nothing is in the hole, which has a radius of 35 mm


@pytest.mark.slow
def test_pieces_are_taken_apart_alone_and_the_same_way_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    corner = _corner_iron()
    far_box = trimesh.creation.box(
        [0.01, 0.02, 0.03], trimesh.transformations.translation_matrix([0.5, 0, 0])
    )
    both = join(mesh(corner), mesh(far_box))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    parts = convex_parts(both)
    assert len(parts) == 3  # an L is two boxes
    volume = sum(ConvexHull(part).volume for part in parts)
    assert volume == pytest.approx(corner.volume + far_box.volume, rel=0.02)
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    for a, b in zip(parts, convex_parts(both), strict=True):
        np.testing.assert_array_equal(a, b)


def _corner_iron() -> trimesh.Trimesh:
    """An L of two legs of 100 mm, 20 mm wide and thick."""
    outline = np.array([(0, 0), (0.1, 0), (0.1, 0.02), (0.02, 0.02), (0.02, 0.1), (0, 0.1)])
    flat = np.column_stack([outline, np.zeros(6)])
    lid = np.array([(0, 1, 2), (0, 2, 3), (0, 3, 4), (0, 4, 5)])
    sides = [t for k in range(6) for t in ((k, (k + 1) % 6, 6 + k), ((k + 1) % 6, 6 + (k + 1) % 6, 6 + k))]
    shape = trimesh.Trimesh(
        np.concatenate([flat, flat + np.array([0, 0, 0.02])]), np.concatenate([lid[:, ::-1], lid + 6, sides])
    )
    assert shape.is_volume
    return shape


def test_decomposition_is_cached_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    shape = mesh(trimesh.creation.torus(0.05, 0.015, major_sections=24, minor_sections=12))
    calls = []

    def decomposed(vertices: npt.NDArray[np.float64], _: object) -> list[npt.NDArray[np.float64]]:
        calls.append(len(vertices))
        return [vertices]

    monkeypatch.setattr(module, "_decomposed", decomposed)
    first = hulls(model(shape))
    again = hulls(model(Mesh(shape.vertices, shape.triangles, sharp_angle_deg=80.0)))
    assert len(calls) == 1
    np.testing.assert_array_equal(first[0], again[0])


def test_a_decomposer_that_crashes_leaves_the_convex_hull(monkeypatch: pytest.MonkeyPatch) -> None:
    shape = trimesh.creation.torus(0.05, 0.015, major_sections=24, minor_sections=12)
    monkeypatch.setattr(module, "_DECOMPOSE", "import os; os.abort()")
    (part,) = convex_parts(mesh(shape))
    assert ConvexHull(part).volume == pytest.approx(shape.convex_hull.volume, rel=0.01)


@pytest.mark.parametrize(
    "code",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",  # as the system does where memory runs out
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
        "import os, sys; sys.stderr.write('std::bad_alloc'); sys.stderr.flush(); os.abort()",
        "raise MemoryError",
        "pass",
        "while True: pass",
    ],
)
def test_what_may_work_another_time_is_no_result_and_is_not_kept(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a machine that was busy once would label otherwise than all others, for ever."""
    thing = model(TORUS)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_DECOMPOSE", code)
        patch.setattr(module, "_LONGEST_S", 1.0)
        with pytest.raises(RenderError, match=r"model thing: .*its convex parts.*try again") as caught:
            hulls(thing)
    assert kind_of(caught.value) == "retry"
    assert len(hulls(thing)) > 3


def test_a_process_that_cannot_start_is_no_result_either(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(RenderError, match="could not be computed"):
        hulls(model(TORUS))


def test_a_crash_that_comes_again_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "_DECOMPOSE", "import os; os.abort()")
        assert len(hulls(model(TORUS))) == 1
    assert len(hulls(model(TORUS))) == 1


def test_another_version_of_the_decomposer_computes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(module, "_decomposed", lambda vertices, _: calls.append(1) or [vertices])
    for number in ("1.0.14", "1.0.15", "1.0.14"):
        module._method.cache_clear()
        monkeypatch.setattr(module, "version", {"coacd": number}.__getitem__)
        hulls(model(TORUS))
    module._method.cache_clear()
    assert len(calls) == 2


def test_a_users_files_do_not_shadow_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert len(hulls(model(TORUS))) > 3


def test_work_is_bounded_by_what_is_cut_and_not_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is slower comes to the same: the first of the thresholds that cuts little enough."""
    monkeypatch.setattr(
        module,
        "_DECOMPOSE",
        "import sys, time\n"
        "for waiting in (1, 2, 4, 8, 16, 32, 32, 32, 32):\n"
        "    print(f'[CoACD] [info] iter 0 ---- waiting pool: {waiting}', file=sys.stderr, flush=True)\n"
        "    if float(sys.argv[1]) >= 0.2 and waiting == 16: sys.exit(3)\n"
        "time.sleep(60)\n",
    )
    tried: list[float] = []
    real = module._decomposed_at
    monkeypatch.setattr(
        module,
        "_decomposed_at",
        lambda threshold, content: tried.append(threshold) or real(threshold, content),
    )
    assert len(convex_parts(TORUS)) == 1
    assert tried == [0.05, 0.1, 0.2]


@pytest.mark.slow
def test_a_rough_ball_ends_with_parts() -> None:
    """At the finest threshold it would take hours."""
    ball = trimesh.creation.icosphere(subdivisions=3)
    ball.vertices *= 1 + 0.15 * np.random.Generator(np.random.Philox(0)).normal(size=(len(ball.vertices), 1))
    assert 1 < len(convex_parts(mesh(ball))) <= 32


def test_preparing_tells_which_takes_long_and_fills_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SOON_S", 0.0)
    lines: list[str] = []
    prepare([model(TORUS)], lines.append)
    assert lines == ["thing: taking it apart into convex parts for physics; this is done once"]
    monkeypatch.setattr(module, "_decomposed", None)
    monkeypatch.setattr(module, "_SOON_S", 60.0)
    prepare([model(TORUS)], lines.append)
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("name", "broken", "extents"),
    [
        ("square", soup([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], [[0, 1, 2], [0, 2, 3]]), [1, 1, 1e-3]),
        ("triangle", soup([[0, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 1, 2]]), [1, 1, 1e-3]),
        ("line", soup([[0, 0, 0], [1, 0, 0], [0.5, 0, 0]], [[0, 1, 2]]), [1, 1e-3, 1e-3]),
        ("point", soup([[0, 0, 0]] * 3, [[0, 1, 2]]), [1e-6, 1e-6, 1e-6]),
    ],
)
def test_what_has_no_volume_becomes_a_thin_box(name: str, broken: Mesh, extents: list[float]) -> None:
    (part,) = hulls(model(broken))
    np.testing.assert_allclose(np.ptp(part, axis=0), extents, rtol=1e-4)


def test_flat_hulls_of_a_model_become_thin_too() -> None:
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    assert usable(hulls(model(mesh(trimesh.creation.box()), (square,))))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(4, 400), st.floats(1e-3, 100), st.floats(1e-4, 1))
def test_the_hull_of_any_points_has_few_corners_and_holds_nearly_all(
    seed: int, count: int, size: float, flatness: float
) -> None:
    points = np.random.Generator(np.random.Philox(seed)).normal(size=(count, 3)) * size * [1, 1, flatness]
    part = module._few_corners(module._solid(points))
    assert len(part) <= MAX_CORNERS
    extent = np.linalg.norm(np.ptp(points, axis=0))
    assert outside(points, (part.astype(np.float32),)).max() < 0.012 * extent


@pytest.mark.slow
def test_a_million_triangles_do_not_take_minutes() -> None:
    shape = trimesh.creation.torus(0.05, 0.015, major_sections=1000, minor_sections=500)
    began = time.process_time()
    parts = convex_parts(mesh(shape))
    # CPU time of this process; the decomposer's own is bounded by the coarse mesh that it gets.
    assert time.process_time() - began < 20
    assert usable(parts)
    assert outside(np.zeros((1, 3)), parts).min() > 0.02
    assert outside(np.asarray(shape.vertices[::997]), parts).max() < 0.0015


@pytest.mark.parametrize("sections", [8, 64, 150])
def test_convex_shapes_of_any_fineness_need_no_decomposer(
    sections: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_decomposed", None)
    egg = trimesh.creation.uv_sphere(0.04, count=[sections, sections])
    egg.apply_scale([1, 1, 1.4])
    bottle = np.array([[0, 0], [0.03, 0], [0.035, 0.01], [0.035, 0.1], [0.03, 0.11], [0, 0.11]])
    for shape in (egg, trimesh.creation.revolve(bottle, sections=sections)):
        assert len(convex_parts(mesh(shape))) == 1
