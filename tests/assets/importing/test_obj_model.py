"""OBJ and MTL as they are met: backward counts, options, missing files, see-through materials."""

import numpy as np
import pytest
from cyclorama.assets.importing.model_files import load
from cyclorama.assets.importing.raw_model import NEUTRAL
from cyclorama.assets.material import Surface
from PIL import Image

SQUARE = "v 0 0 0\nv 40 0 0\nv 40 20 0\nv 0 20 0\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\n"
FACE = "f 1/1 2/2 3/3 4/4\n"


def save(folder, obj, mtl=None, **pictures):
    place = folder / "gear"
    place.mkdir(exist_ok=True)
    (place / "a.obj").write_text(obj)
    if mtl is not None:
        (place / "a.mtl").write_text(mtl)
    for name, pixels in pictures.items():
        Image.fromarray(np.asarray(pixels, np.uint8)).save(place / f"{name}.png")
    return place / "a.obj"


def looks(folder, mtl, **pictures):
    """Surface and notes of a square with this material."""
    loaded = load(
        save(folder, f"mtllib a.mtl\n{SQUARE}usemtl paint\n{FACE}", f"newmtl paint\n{mtl}", **pictures)
    )
    (surface,) = loaded.model.materials
    return surface, loaded.notes


class TestShapes:
    def test_square_with_coordinates(self, tmp_path):
        model = load(save(tmp_path, SQUARE + FACE)).model
        assert model.mesh.triangles.shape == (2, 3)
        place = model.mesh.vertices[model.mesh.triangles][..., :2] / [0.04, 0.02] + 0.5
        np.testing.assert_allclose(model.mesh.uv, place, atol=1e-6)
        assert model.materials == (NEUTRAL,)

    def test_polygons_of_any_number_of_corners(self, tmp_path):
        """A pentagon, a quad and a triangle: the area is the sum of theirs, by the shoelace formula."""
        outline = [(0, 0), (30, 0), (40, 20), (15, 35), (-5, 20)]
        text = "".join(f"v {x} {y} 0\n" for x, y in outline) + "v 0 0 9\nv 30 0 9\nv 30 9 9\nv 0 9 9\n"
        mesh = load(save(tmp_path, text + "f 1 2 3 4 5\nf 6 7 8 9\nf 6 7 2\n")).model.mesh
        a, b, c = mesh.vertices[mesh.triangles].astype(float).transpose(1, 0, 2)
        area = np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2
        x, y = np.array(outline).T
        shoelace = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
        assert area == pytest.approx((shoelace + 270 + 135) * 1e-6, rel=1e-5)
        assert len(mesh.triangles) == 3 + 2 + 1

    def test_faces_that_count_backwards(self, tmp_path):
        """Each face names the four vertices before it, also when more follow."""
        one = "v 0 0 0\nv 40 0 0\nv 40 20 0\nv 0 20 0\nvn 0 0 1\nf -4//-1 -3//-1 -2//-1 -1//-1\n"
        two = one.replace(" 0\nv", " 50\nv").replace("20 0\nvn", "20 50\nvn")
        mesh = load(save(tmp_path, one + two)).model.mesh
        heights = sorted(mesh.vertices[mesh.triangles].mean(axis=1)[:, 2].tolist())
        assert heights == pytest.approx([0, 0, 0.05, 0.05])

    def test_continued_lines_indents_and_windows_line_ends(self, tmp_path):
        text = (SQUARE + "  f 1 2 \\\n3 4\n").replace("\n", "\r\n").replace("\\\r\n", "\\\r\n")
        assert load(save(tmp_path, text)).model.mesh.triangles.shape == (2, 3)

    def test_vertex_colors(self, tmp_path):
        text = "v 0 0 0 1 0 0\nv 40 0 0 1 0 0\nv 40 20 0 1 0 0\nf 1 2 3\n"
        assert load(save(tmp_path, text)).model.materials[0].base_color == (1, 0, 0)


class TestMaterials:
    def test_each_face_has_its_own(self, tmp_path):
        """Names with blanks, one used twice, one unused: three parts in order of first use."""
        text = "mtllib a.mtl\n" + SQUARE + "v 0 0 40\n"
        text += "usemtl red paint\nf 1 2 3\nusemtl blue\nf 1 3 4\n"
        text += "usemtl red paint\nf 1 2 5\nusemtl nowhere\nf 1 5 4\n"
        mtl = "newmtl unused\nKd 0 1 0\nnewmtl blue\nKd 0 0 1\nnewmtl red paint\nKd 1 0 0\n"
        loaded = load(save(tmp_path, text, mtl))
        mesh, materials = loaded.model.mesh, loaded.model.materials
        standing = mesh.vertices[mesh.triangles][..., 2].max(axis=1) > 0.01
        colors = [materials[part].base_color for part in mesh.part_ids]
        assert {c for c, up in zip(colors, standing, strict=True) if not up} == {(0, 0, 1), (1, 0, 0)}
        assert {c for c, up in zip(colors, standing, strict=True) if up} == {NEUTRAL.base_color, (1, 0, 0)}
        assert len(materials) == 3
        assert "no MTL file defines nowhere: grey plastic is used" in loaded.notes

    def test_missing_mtl(self, tmp_path):
        loaded = load(save(tmp_path, f"mtllib gone.mtl\n{SQUARE}usemtl paint\n{FACE}"))
        assert loaded.model.materials == (NEUTRAL,)
        assert "its material file gone.mtl is missing: grey plastic is used" in loaded.notes

    def test_picture_with_options_and_a_foreign_path(self, tmp_path):
        picture = np.arange(24).reshape(2, 4, 3) * 10
        surface, notes = looks(
            tmp_path, "Kd 0 0 0\nmap_Kd -s 1 1 1 -o 0 0 -clamp on C:\\Users\\ann\\Wood.PNG\n", wood=picture
        )
        np.testing.assert_array_equal(surface.base_color.pixels, picture)
        assert len(notes) == 2  # the unit, and that a square is no closed body

    def test_missing_picture(self, tmp_path):
        surface, notes = looks(tmp_path, "Kd 1 0 0\nmap_Kd oak.png\n")
        assert surface.base_color == (1, 0, 0)
        assert "the picture oak.png is missing: a plain colour is used" in notes

    def test_shininess_becomes_roughness(self, tmp_path):
        """Blinn-Phong's exponent n to GGX: roughness² = α = √(2 / (n + 2)) (Walter et al. 2007)."""
        assert looks(tmp_path, "Ns 30\n")[0].roughness == pytest.approx(np.sqrt(np.sqrt(2 / 32)))
        assert looks(tmp_path, "Ns 0\n")[0].roughness == 1.0

    def test_pbr_extension(self, tmp_path):
        surface, _ = looks(tmp_path, "Pr 0.2\nPm 0.9\nNi 1.4\nKe 1 1 0\n")
        assert (surface.roughness, surface.metallic, surface.ior) == (0.2, 0.9, 1.4)
        assert (surface.emission, surface.emission_strength) == ((1, 1, 0), 1.0)

    @pytest.mark.parametrize("line", ["d 0.25", "Tr 0.75"])
    def test_see_through_is_glass(self, tmp_path, line):
        surface, notes = looks(tmp_path, line + "\n")
        assert surface.transmission == pytest.approx(0.75)
        assert any("is there in the labels" in note for note in notes)

    def test_opacity_picture_is_a_cutout(self, tmp_path):
        mask = np.zeros((4, 4), np.uint8)
        mask[1:] = 255
        surface, _ = looks(tmp_path, "map_d leaf.png\n", leaf=mask)
        np.testing.assert_array_equal(surface.cutout.pixels[..., 3], mask)

    def test_bump_is_taken_where_it_is_a_normal_map(self, tmp_path):
        normals = np.full((2, 2, 3), (128, 128, 255))
        assert looks(tmp_path, "map_Bump -bm 1.0 n.png\n", n=normals)[0].normal_map.data
        assert looks(tmp_path, "map_Bump h.png\n", h=np.full((2, 2), 128))[0].normal_map is None

    @pytest.mark.parametrize("line", ["Kd", "Kd red", "Kd nan 0 0", "Ns x", "d", "Kd 1 1"])
    def test_lines_that_say_nothing(self, tmp_path, line):
        surface, _ = looks(tmp_path, line + "\n")
        assert isinstance(surface, Surface)
        assert surface.base_color == NEUTRAL.base_color
