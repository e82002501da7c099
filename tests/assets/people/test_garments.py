"""Cloth: cuts are clean lines, hems close, and nothing drapes into the body."""

from __future__ import annotations

import numpy as np
from cyclorama.assets.people.clothes import Skirt
from cyclorama.assets.people.coarse import coarse
from cyclorama.assets.people.garments import Cloth, cut, drape, hemmed, normals, refined
from cyclorama.assets.people.sheet import Sheet


def ball(rows: int = 12, columns: int = 20) -> Cloth:
    """A unit ball with open poles, its template the same as its place."""
    polar = np.linspace(0.1, np.pi - 0.1, rows)[:, None]
    turn = np.linspace(0, 2 * np.pi, columns, endpoint=False)[None, :]
    points = np.stack(
        [np.sin(polar) * np.cos(turn), np.sin(polar) * np.sin(turn), np.cos(polar) + 0 * turn], axis=2
    ).reshape(-1, 3)
    index = np.arange(rows * columns).reshape(rows, columns)
    a, b = index[:-1], np.roll(index, -1, axis=1)[:-1]
    c, d = np.roll(index, -1, axis=1)[1:], index[1:]
    triangles = np.concatenate([np.stack([a, d, c], 2).reshape(-1, 3), np.stack([a, c, b], 2).reshape(-1, 3)])
    return Cloth(Sheet(points, triangles), points)


def test_a_cut_is_a_clean_line() -> None:
    piece = cut(ball(), lambda t: t[:, 2] - 0.123)
    assert piece.template[:, 2].min() > 0.123 - 1e-9
    on_line = np.isclose(piece.template[:, 2], 0.123)
    assert on_line.sum() >= 20
    assert (normals(piece.points, piece.triangles) * piece.points).sum(axis=1).min() > 0.5


def test_both_sides_of_a_cut_make_the_whole() -> None:
    def area(cloth: Cloth) -> float:
        p = cloth.points[cloth.triangles]
        return float(np.linalg.norm(np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0]), axis=1).sum() / 2)

    whole = ball()
    halves = [cut(whole, lambda t, s=sign: s * (t[:, 0] + 0.3 * t[:, 2] - 0.2)) for sign in (1, -1)]  # type: ignore[misc]
    assert np.isclose(area(halves[0]) + area(halves[1]), area(whole))
    assert np.isclose(area(refined(whole)), area(whole))


def test_cloth_never_drapes_into_the_body() -> None:
    fine = refined(ball())
    folds = 0.1 * np.sin(20 * fine.template[:, 0])
    hung = drape(fine, 0.05, 0.02, 10, folds)
    outward = normals(fine.points, fine.triangles)
    assert ((hung.points - fine.points) * outward).sum(axis=1).min() > 0.01


def test_a_hem_turns_in() -> None:
    half = cut(ball(), lambda t: t[:, 2])
    hem = hemmed(half, 0.05)
    assert len(hem.triangles) > len(half.triangles)
    assert np.linalg.norm(hem.points, axis=1).min() < 0.97


def test_equal_fields_are_cut_once() -> None:
    whole = ball()
    assert cut(whole, Skirt(0.1)).sheet is cut(whole, Skirt(0.1)).sheet
    assert cut(whole, Skirt(0.1)).sheet is not cut(whole, Skirt(0.2)).sheet


def test_a_coarse_ball_is_still_closed_and_round() -> None:
    fine = refined(refined(ball()))
    chosen, triangles = coarse(fine.points, fine.triangles, np.full(len(fine.points), 0.3))
    assert len(chosen) < len(fine.points) / 8
    small = Sheet(fine.points[chosen], np.searchsorted(chosen, triangles))
    # Nothing is open but round the two poles, where the ball itself is.
    assert np.abs(small.template[np.unique(small.rim), 2]).min() > 0.7
    outward = small.normals(small.template)
    assert (outward * small.template).sum(axis=1).min() > 0.5
