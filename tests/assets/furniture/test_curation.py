"""Vehicles' parts become what they are."""

from __future__ import annotations

import numpy as np
from cyclorama.assets.furniture import curation
from cyclorama.assets.furniture.curation import curated
from cyclorama.assets.furniture.vehicles import VEHICLES, Blank, Vehicle
from cyclorama.assets.material import Surface, Texture
from cyclorama.assets.mesh import Mesh
from cyclorama.assets.recipes.car import car_color
from cyclorama.assets.vehicles.surfaces import PARTS
from cyclorama.draw import Draw

BOX = ((-0.1, -1.0, -1.0), (0.1, 1.0, 1.0))


def square(x: float, part: int) -> Mesh:
    points = np.array([[x, -1, -1], [x, 1, -1], [x, 1, 1], [x, -1, 1]], float)
    return Mesh(points, np.array([[0, 1, 2], [0, 2, 3]]), None, np.full(2, part))


def car(monkeypatch, vehicle: Vehicle, surfaces: list[Surface], names: tuple[str, ...]):
    mesh = curation.join(*(square(float(i), i) for i in range(len(surfaces))))
    row = type("Row", (), {"slug": "test"})()
    monkeypatch.setitem(VEHICLES, "test", vehicle)
    monkeypatch.setattr(curation, "load", lambda *_: ((mesh, tuple(surfaces), ()), names))
    return lambda index=0: curated(Draw(0, index), None, row)


def test_paint_is_drawn_and_everything_else_shared(monkeypatch):
    build = car(
        monkeypatch, Vehicle(paint=("body",)), [Surface(), Surface(), Surface()], ("body", "glass", "seat")
    )
    (mesh, one), (again, two) = build(0), build(1)
    assert mesh is again
    assert one[0].color != two[0].color
    assert one[1] is two[1] is PARTS["glass"]
    assert one[2] is two[2]


def test_what_is_in_a_box_goes_with_its_vertices(monkeypatch):
    build = car(monkeypatch, Vehicle(paint=("b",), gone=(BOX,)), [Surface(), Surface()], ("a", "b"))
    mesh, _ = build()
    assert len(mesh.triangles) == 2
    assert len(mesh.vertices) == 4
    assert set(mesh.part_ids) == {1}


def test_a_hole_is_closed_with_paint_that_faces_outwards(monkeypatch):
    build = car(monkeypatch, Vehicle(paint=("b",), capped=(((0.9, -1, -1), (1.1, 1, 1)),)),
                [Surface(), Surface(), Surface()], ("a", "b", "c"))  # fmt: skip
    mesh, _ = build()
    cap = mesh.triangles[(mesh.vertices[mesh.triangles][:, :, 0] == 1.0).all(axis=1)]
    assert len(cap) == 2
    a, b, c = mesh.vertices[cap[0]].astype(float)
    assert np.cross(b - a, c - a)[0] > 0


def test_only_paint_in_a_picture_is_recolored(monkeypatch):
    key = (0.8, 0.78, 0.66)
    pixels = np.round(np.array([[key, np.multiply(key, 0.5), (0.1, 0.1, 0.3), (0, 0, 0)]]) * 255)
    surface = Surface(base_color=Texture(pixels.astype(np.uint8)))
    build = car(monkeypatch, Vehicle(paint=("a",), key=key), [surface, Surface()], ("a", "b"))
    after = build()[1][0].base_color.pixels[0] / 255.0
    drawn = car_color(Draw(0, 0), "car")
    assert np.allclose(after[0], drawn, atol=0.03)
    assert np.allclose(after[1], np.multiply(drawn, 0.5), atol=0.03)
    assert np.allclose(after[2:] * 255, pixels[0, 2:], atol=1)


def test_what_is_dark_in_a_white_picture_is_no_paint(monkeypatch):
    pixels = np.array([[(240, 240, 240), (130, 130, 130), (60, 60, 60)]], np.uint8)
    surface = Surface(base_color=Texture(pixels))
    build = car(monkeypatch, Vehicle(paint=("a",), key=(0.94,) * 3, shade=0.4), [surface], ("a",))
    after = build()[1][0].base_color.pixels[0]
    drawn = np.array(car_color(Draw(0, 0), "car"))
    assert np.allclose(after[0] / 255, drawn, atol=0.02)
    assert np.allclose(after[1] / 255, drawn * 130 / 240, atol=0.02)
    assert (after[2] == 60).all()


def test_plates_are_painted_over_and_badges_cut_out(monkeypatch):
    picture = Texture(np.full((10, 10, 3), 9, np.uint8))
    mask = Texture(np.full((10, 10, 4), 255, np.uint8), data=True)
    blanks = (Blank((0, 0, 0.5, 0.5), (1.0, 1.0, 1.0)), Blank((0.5, 0.5, 1, 1), None))
    surface = Surface(base_color=picture, cutout=mask)
    build = car(monkeypatch, Vehicle(blanks=blanks), [surface, surface], ("a", "b"))
    one, two = build()[1]
    assert (one.base_color.pixels[:5, :5] == 255).all()
    assert (one.base_color.pixels[5:] == 9).all()
    assert (one.cutout.pixels[:5, :5] == 255).all()
    assert (one.cutout.pixels[5:, 5:, 3] == 0).all()
    assert one.base_color is two.base_color


def test_a_grille_goes_on_where_its_badge_was(monkeypatch):
    pixels = np.repeat(np.arange(10, dtype=np.uint8)[None, :, None], 10, axis=0).repeat(3, axis=2)
    pixels[4:7, 2:5] = 255
    surface = Surface(base_color=Texture(pixels))
    build = car(monkeypatch, Vehicle(blanks=(Blank((0.2, 0.4, 0.5, 0.7), "above"),)), [surface], ("a",))
    after = build()[1][0].base_color.pixels
    assert (after == np.arange(10)[None, :, None]).all()


def test_streets_are_mostly_without_colour():
    colors = np.array([car_color(Draw(1, i), "car") for i in range(400)])
    assert (np.ptp(colors, axis=1) < 0.1).mean() > 0.75
