"""Curves, turned solids, lofts, slabs and sheets: closed, outward, and as large as geometry says."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import trimesh
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.shapes.convex import box_hull, solid_hulls, vessel_hulls
from cyclorama.assets.shapes.curve import along, chain, corners, lengths, offset, simplify, spline
from cyclorama.assets.shapes.lathe import INSIDE, OUTSIDE, UNDERSIDE, lathe, vessel
from cyclorama.assets.shapes.loft import loft, oval, rounded_ends, sweep
from cyclorama.assets.shapes.sheet import sheet
from cyclorama.assets.shapes.solids import partner_hole, placed, rounded_box, rounded_rectangle, slab
from hypothesis import given, settings
from hypothesis import strategies as st


def as_trimesh(mesh: Mesh) -> trimesh.Trimesh:
    return trimesh.Trimesh(mesh.vertices, mesh.triangles, process=False)


def assert_closed(mesh: Mesh) -> None:
    """Every edge has its opposite once, no triangle is degenerate, and the volume is positive."""
    solid = as_trimesh(mesh)
    assert solid.is_watertight
    assert solid.is_winding_consistent
    assert solid.volume > 0
    assert solid.area_faces.min() > 1e-11
    assert len(np.unique(mesh.triangles)) == len(mesh.vertices)


def test_arc_in_a_corner_has_the_asked_radius() -> None:
    """All points of a rounded right angle lie on its circle to within the tolerance."""
    line = corners([(0, 0), (1, 0), (1, 1)], 0.2)
    arc = line[(line[:, 0] > 0.8001) & (line[:, 1] < 0.1999)]
    assert len(arc) >= 5
    assert np.abs(np.hypot(arc[:, 0] - 0.8, arc[:, 1] - 0.2) - 0.2).max() < 1e-4


def test_radius_without_room_shrinks() -> None:
    """A corner never eats more than its neighbours have, so the line never runs back on itself."""
    line = corners([(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)], 1.0)
    assert line[:, 0].max() <= 0.01 + 1e-9
    steps = np.diff(line, axis=0)
    turned = (steps[1:] * steps[:-1]).sum(axis=1)
    assert (turned > 0).all()


def test_chain_says_where_each_interval_comes_from() -> None:
    """The label of each interval is the segment on which its middle lies."""
    first, second = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [1.0, 2.0]])
    line, label = chain([first, second], [0.1])
    middle = (line[1:] + line[:-1]) / 2
    assert len(label) == len(line) - 1
    assert (label[middle[:, 0] < 0.89] == 0).all()
    assert (label[middle[:, 1] > 0.11] == 1).all()


def test_spline_passes_through_its_points_and_bends_evenly() -> None:
    """A circle's points give back its radius; neighbouring samples turn by about the asked angle."""
    a = np.linspace(0, np.pi, 13)
    line = spline(np.stack([np.cos(a), np.sin(a)], 1), step_deg=5)
    inner = line[(line[:, 1] > 0.3)]
    assert np.abs(np.hypot(*inner.T) - 1).max() < 2e-3
    d = np.diff(inner, axis=0)
    heading = np.unwrap(np.arctan2(d[:, 1], d[:, 0]))
    assert np.degrees(np.abs(np.diff(heading))).max() < 7


def test_offset_of_a_circle_is_a_circle() -> None:
    """A counter-clockwise circle moved to its left shrinks by the distance."""
    a = np.linspace(0, np.pi, 91)
    moved = offset(np.stack([np.cos(a), np.sin(a)], 1), 0.1)
    assert np.abs(np.hypot(*moved[1:-1].T) - 0.9).max() < 1e-6


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=3, max_size=30), st.floats(0.01, 0.3))
@settings(max_examples=60, deadline=None)
def test_simplified_curve_stays_within_its_tolerance(points: list[tuple[float, float]], fit: float) -> None:
    """No dropped point is further than the tolerance from the line of the two that stay around it."""
    curve = np.array(points)
    kept = simplify(curve, fit)
    assert kept[0] == 0
    assert kept[-1] == len(curve) - 1
    for i, j in pairwise(kept):
        chord = curve[j] - curve[i]
        size = np.hypot(*chord)
        if j - i > 1 and size > 1e-6:
            between = curve[i + 1 : j] - curve[i]
            assert (np.abs(chord[0] * between[:, 1] - chord[1] * between[:, 0]) / size <= fit + 1e-9).all()


@given(st.floats(0.01, 0.2), st.floats(0.01, 0.3), st.integers(24, 96))
@settings(max_examples=12, deadline=None)
def test_cylinder_has_the_volume_of_its_prism(radius: float, height: float, around: int) -> None:
    """A turned rectangle is a closed prism with the regular polygon's area."""
    mesh = lathe(np.array([[0.0, 0.0], [radius, 0.0], [radius, height], [0.0, height]]), around)
    assert_closed(mesh)
    area = 0.5 * around * radius**2 * np.sin(2 * np.pi / around)
    assert as_trimesh(mesh).volume == pytest.approx(area * height, rel=1e-4)


def test_turned_ring_has_pappus_volume() -> None:
    """A closed profile that does not touch the axis makes a ring: area times the centroid's way."""
    mesh = lathe(np.array([[0.05, 0.0], [0.07, 0.0], [0.07, 0.01], [0.05, 0.01]]), 720, closed=True)
    assert_closed(mesh)
    assert as_trimesh(mesh).volume == pytest.approx(0.02 * 0.01 * 2 * np.pi * 0.06, rel=1e-3)


def test_texture_reads_from_left_to_right_at_the_front() -> None:
    """At −y, u is 0.5 and grows towards +x; v grows upwards."""
    mesh = lathe(np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 2.0], [0.0, 2.0]]), 64)
    assert mesh.uv is not None
    corner = mesh.vertices[mesh.triangles].reshape(-1, 3)
    uv = mesh.uv.reshape(-1, 2)
    wall = np.hypot(corner[:, 0], corner[:, 1]) > 0.5
    front = wall & (corner[:, 1] < -0.9)
    assert np.abs(uv[front & (np.abs(corner[:, 0]) < 1e-6), 0] - 0.5).max() < 1e-6
    assert (uv[front & (corner[:, 0] > 0.1), 0] > 0.5).all()
    assert uv[wall & (corner[:, 2] > 1), 1].min() > uv[wall & (corner[:, 2] < 1), 1].max()


@given(
    st.floats(0.02, 0.06),
    st.floats(0.6, 1.2),
    st.floats(0.05, 0.2),
    st.floats(0.0012, 0.005),
    st.integers(0, 9),
)
@settings(max_examples=15, deadline=None)
def test_vessels_are_closed_and_as_thick_as_asked(
    rim: float, base: float, height: float, wall: float, bend: int
) -> None:
    """Between both sides of the wall lies its thickness, and the floor is at its height."""
    bulge = 1 + 0.02 * (bend - 4)
    outer = spline([(rim * base, 0.0), (rim * 0.5 * (1 + base) * bulge, height / 2), (rim, height)])
    floor = 0.001 + 1.3 * wall
    shape = vessel(outer, wall, floor, floor_radius_m=0.004)
    mesh = lathe(shape.profile, 48, shape.part)
    assert_closed(mesh)
    assert {OUTSIDE, INSIDE, UNDERSIDE} == set(np.unique(mesh.part_ids).tolist())
    inside = shape.profile[1:][shape.part == INSIDE]
    assert inside[-1].tolist() == pytest.approx([0.0, floor])
    middle = inside[np.abs(inside[:, 1] - height / 2) < 0.2 * height]
    for point in middle:
        gap = np.sqrt(((along(outer, np.linspace(0, lengths(outer)[-1], 2000)) - point) ** 2).sum(1)).min()
        assert gap == pytest.approx(wall, abs=2e-4)


def test_liquid_touches_the_wall() -> None:
    """A filling is closed, stands on the floor and overlaps the wall by a tenth of a millimetre."""
    shape = vessel(spline([(0.03, 0.0), (0.035, 0.05), (0.04, 0.1)]), 0.003, 0.006)
    profile = shape.filling(0.07)
    assert_closed(lathe(profile, 48))
    at = profile[(profile[:, 1] > 0.03) & (profile[:, 1] < 0.069) & (profile[:, 0] > 0.02)]
    inner = np.interp(at[:, 1], shape.inner[:, 1], shape.inner[:, 0])
    assert np.abs(at[:, 0] - inner - 1e-4).max() < 5e-5


def test_sweep_keeps_its_section_across_the_path() -> None:
    """A straight tube has its section's area times its length, and rounded ends take only a little away."""
    path = np.stack([np.linspace(0, 0.2, 20), np.zeros(20), np.zeros(20)], 1)
    tube = loft(sweep(path, oval(0.02, 0.02, 64), (0, 1, 0)))
    assert_closed(tube)
    assert as_trimesh(tube).volume == pytest.approx(np.pi * 0.01**2 * 0.2, rel=5e-3)
    round_path, scale = rounded_ends(path, 0.01, 12)
    pill = loft(sweep(round_path, oval(0.02, 0.02, 64), (0, 1, 0), scale))
    assert_closed(pill)
    assert as_trimesh(pill).volume == pytest.approx(np.pi * 0.01**2 * (0.18 + 4 / 3 * 0.01), rel=1e-2)


@given(st.floats(0.02, 0.4), st.floats(0.02, 0.4), st.floats(0.01, 0.4), st.floats(0.0003, 0.004))
@settings(max_examples=15, deadline=None)
def test_rounded_box_has_its_size_and_its_volume(w: float, d: float, h: float, radius: float) -> None:
    """It fills its size, and its volume lies between the box's and that of a box with 45° edges."""
    mesh = rounded_box((w, d, h), radius)
    assert_closed(mesh)
    assert mesh.bounds == pytest.approx(np.array([[-w / 2, -d / 2, 0], [w / 2, d / 2, h]]), abs=1e-6)
    lost = w * d * h - as_trimesh(mesh).volume
    edges = 4 * (w + d + h)
    assert 0 < lost < edges * radius**2 * 0.3 + 1e-9


def test_box_texture_is_upright_on_every_side() -> None:
    """Seen from outside, v grows upwards and u to the right; nothing is mirrored."""
    mesh = rounded_box((0.2, 0.3, 0.4), 0.002, parts=(0, 1, 2, 3, 4, 5))
    assert mesh.uv is not None
    right = {0: (0, -1, 0), 1: (0, 1, 0), 2: (1, 0, 0), 3: (-1, 0, 0), 5: (1, 0, 0)}
    for part, direction in right.items():
        chosen = mesh.part_ids == part
        corner = mesh.vertices[mesh.triangles[chosen]].reshape(-1, 3)
        u, v = mesh.uv[chosen].reshape(-1, 2).T
        assert np.corrcoef(corner @ np.array(direction), u)[0, 1] > 0.99
        up = corner[:, 1] if part == 5 else corner[:, 2]
        assert np.corrcoef(up, v)[0, 1] > 0.99
        assert 0 <= u.min() < 0.02
        assert 0.98 < u.max() <= 1


def test_slab_and_its_hole() -> None:
    """A hole takes its own prism away, and a slab keeps its height and its outline."""
    outline = rounded_rectangle(0.2, 0.1, 0.02)
    whole = slab(outline, 0.01, 0.002)
    hole = partner_hole(outline, rounded_rectangle(0.05, 0.02, 0.006, 10), np.array([0.04, 0.0]))
    pierced = slab(outline, 0.01, 0.002, hole=hole)
    for mesh in (whole, pierced):
        assert_closed(mesh)
        assert mesh.bounds == pytest.approx(np.array([[-0.1, -0.05, 0], [0.1, 0.05, 0.01]]), abs=1e-6)
    assert as_trimesh(pierced).euler_number == 0
    lost = as_trimesh(whole).volume - as_trimesh(pierced).volume
    assert lost == pytest.approx(0.05 * 0.02 * 0.01, rel=0.12)


def test_sheet_is_as_thick_as_asked_and_keeps_its_window() -> None:
    """A flat sheet has its area times its thickness, with a half-round rim; a window makes it a ring."""
    x, y = np.meshgrid(np.linspace(0, 0.3, 13), np.linspace(0, 0.2, 9), indexing="ij")
    grid = np.stack([x, y, np.zeros_like(x)], -1)
    mesh = sheet(grid, 0.002)
    assert_closed(mesh)
    assert as_trimesh(mesh).volume == pytest.approx(0.3 * 0.2 * 0.002, rel=0.02)
    assert np.ptp(mesh.bounds, axis=0)[2] == pytest.approx(0.002, abs=1e-6)
    there = np.ones((12, 8), bool)
    there[4:7, 3:5] = False
    window = sheet(grid, 0.002, there)
    assert_closed(window)
    assert as_trimesh(window).euler_number == 0


def test_placed_turns_then_moves() -> None:
    """A quarter turn takes +x to +y before the shift."""
    box = placed(rounded_box((0.4, 0.2, 0.1), 0.01), 1.0, 2.0, 3.0, yaw_deg=90)
    assert box.bounds == pytest.approx(np.array([[0.9, 1.8, 3.0], [1.1, 2.2, 3.1]]), abs=1e-6)


def test_hulls_of_a_bottle_fill_it_in_convex_slices() -> None:
    """A body and a neck make two slices or more, whose volumes add up to the solid's."""
    profile = np.array([[0.03, 0.0], [0.03, 0.1], [0.01, 0.12], [0.01, 0.2]])
    parts = solid_hulls(profile, around=48)
    volumes = [trimesh.convex.convex_hull(part).volume for part in parts]
    solid = as_trimesh(lathe(np.concatenate([[[0, 0]], profile, [[0, 0.2]]]), 48)).volume
    assert len(parts) == 2
    assert sum(volumes) == pytest.approx(solid, rel=1e-3)


def test_hulls_of_a_cup_leave_its_inside_free() -> None:
    """No hull holds a point of the hollow; together they hold the wall's volume to a tenth."""
    shape = vessel(spline([(0.035, 0.0), (0.037, 0.05), (0.04, 0.1)]), 0.004, 0.006)
    parts = [trimesh.convex.convex_hull(part) for part in vessel_hulls(shape)]
    hollow = np.array(
        [[0.0, 0.0, z] for z in np.linspace(0.007, 0.1, 10)] + [[0.03, 0.0, 0.05], [0, -0.03, 0.09]]
    )
    for part in parts:
        assert not part.contains(hollow).any()
    solid = as_trimesh(lathe(shape.profile, 96)).volume
    assert sum(part.volume for part in parts) == pytest.approx(solid, rel=0.12)


def test_box_hull_cuts_its_edges_by_less_than_an_arc() -> None:
    """The hull of a rounded box touches its faces and keeps its corners inside the arcs' reach."""
    part = trimesh.convex.convex_hull(box_hull((-0.1, -0.1, 0), (0.1, 0.1, 0.2), 0.01))
    mesh = as_trimesh(rounded_box((0.2, 0.2, 0.2), 0.01))
    assert part.bounds == pytest.approx(mesh.bounds, abs=1e-6)
    assert part.volume == pytest.approx(mesh.volume, rel=0.01)
