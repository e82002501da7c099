"""Model files as users have them: every format, its units, its colours, and everything that can be wrong."""

import io
import logging
import re
import struct
import sys
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import trimesh
from cyclorama.assets.importing import model_files
from cyclorama.assets.importing.model_files import FORMATS, load
from cyclorama.assets.importing.model_settings import FileSettings
from cyclorama.assets.importing.raw_model import NEUTRAL
from cyclorama.assets.material import Texture
from cyclorama.errors import ModelFileError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

SIDES = (20.0, 30.0, 50.0)  # unequal, so that a swapped axis shows; millimetres
UNITLESS = ("stl", "ascii.stl", "obj", "ply", "ascii.ply", "off")


def box(sides=SIDES, at=(5.0, 6.0, 7.0)):
    mesh = trimesh.creation.box(sides)
    mesh.apply_translation(at)
    return mesh


def export(mesh, kind):
    """The mesh in a format, as bytes."""
    if kind.startswith("ascii."):
        kind = kind.removeprefix("ascii.")
        data = (
            mesh.export(file_type="stl_ascii")
            if kind == "stl"
            else mesh.export(file_type="ply", encoding="ascii")
        )
    else:
        data = mesh.export(file_type=kind)
    return data.encode() if isinstance(data, str) else data


def written(folder, name, data):
    path = Path(folder) / "bolt" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def save(folder, mesh, kind):
    return written(folder, f"m8.{kind.split('.')[-1]}", export(mesh, kind))


def refusal(path, **arguments):
    """The one line with which a file is refused, without its path."""
    with pytest.raises(ModelFileError) as caught:
        load(path, **arguments)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    return line.removeprefix(f"{path}: ")


def outcome(path):
    """The model, or the line with which the file is refused."""
    try:
        return load(path).model
    except ModelFileError as error:
        return str(error)


def volume(mesh):
    a, b, c = mesh.vertices[mesh.triangles].astype(np.float64).transpose(1, 0, 2)
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def assert_box(model, sides_m=(0.02, 0.03, 0.05)):
    """The box of these sides stands on the middle of its base, outside out, with 8 corners."""
    x, y, z = sides_m
    np.testing.assert_allclose(model.mesh.bounds, [[-x / 2, -y / 2, 0], [x / 2, y / 2, z]], atol=1e-8)
    assert model.mesh.vertices.shape == (8, 3)
    assert model.mesh.triangles.shape == (12, 3)
    assert volume(model.mesh) == pytest.approx(x * y * z, rel=1e-5)


class TestFormats:
    @pytest.mark.parametrize("kind", UNITLESS)
    def test_box_in_millimetres_without_a_unit(self, tmp_path, kind):
        loaded = load(save(tmp_path, box(), kind))
        assert_box(loaded.model)
        assert loaded.model.category == "bolt"
        assert loaded.model.name == "m8"
        assert loaded.notes == (
            "taken in millimetres, from its size, as its format says no unit: 20 mm × 30 mm × 50 mm",
        )

    @pytest.mark.parametrize("kind", ["glb", "gltf"])
    def test_gltf_is_in_metres_and_y_up(self, tmp_path, kind):
        mesh = box()
        mesh.apply_scale(0.001)
        if kind == "gltf":
            for name, data in trimesh.exchange.gltf.export_gltf(trimesh.Scene(mesh)).items():
                path = written(tmp_path, name, data)
            path = path.parent / "model.gltf"
        else:
            path = save(tmp_path, mesh, kind)
        loaded = load(path)
        assert_box(loaded.model, (0.02, 0.05, 0.03))
        assert loaded.notes == ("in metres, as its format says: 20 mm × 50 mm × 30 mm",)

    def test_3mf_carries_its_unit(self, tmp_path):
        data = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(export(box(), "3mf"))) as old, zipfile.ZipFile(data, "w") as new:
            for info in old.infolist():
                text = old.read(info)
                if info.filename.endswith(".model"):
                    assert text.count(b'unit="millimeter"') == 1
                    text = text.replace(b'unit="millimeter"', b'unit="centimeter"')
                new.writestr(info, text)
        assert_box(load(save(tmp_path, box(), "3mf")).model)
        loaded = load(written(tmp_path, "cm.3mf", data.getvalue()))
        assert_box(loaded.model, (0.2, 0.3, 0.5))
        assert loaded.notes == ("in centimetres, as its format says: 200 mm × 300 mm × 500 mm",)

    @pytest.mark.parametrize("kind", ["3mf", "glb"])
    def test_instances_are_placed_by_their_transforms(self, tmp_path, kind):
        """Two boxes of one geometry, the second turned, moved and mirrored: sums of bounds and volume."""
        unit = 0.001 if kind == "glb" else 1.0
        mesh = trimesh.creation.box(np.array([10, 20, 30]) * unit)
        scene = trimesh.Scene(mesh)
        turn = trimesh.transformations.rotation_matrix(np.pi / 2, [0, 0, 1])
        turn[:3, :3] @= np.diag([1, -1, 1])
        turn[:3, 3] = [100 * unit, 0, 0]
        scene.add_geometry(mesh, transform=turn)
        model = load(save(tmp_path, scene, kind)).model
        sides = np.ptp(model.mesh.vertices, axis=0)
        np.testing.assert_allclose(
            sides, [0.115, 0.03, 0.02] if kind == "glb" else [0.115, 0.02, 0.03], atol=1e-7
        )
        assert volume(model.mesh) == pytest.approx(2 * 6e-6, rel=1e-5)

    def test_suffix_in_capitals(self, tmp_path):
        assert_box(load(written(tmp_path, "M8.STL", export(box(), "stl"))).model)

    def test_ascii_stl_of_several_solids_with_words_in_their_names(self, tmp_path):
        text = export(box(), "ascii.stl").decode()
        one = text.replace("solid ", "solid vertex facet endfacet outer loop 7 ", 1)
        two = export(box(at=(105, 6, 7)), "ascii.stl").decode().upper()
        model = load(written(tmp_path, "two.stl", one + "\n" + two)).model
        assert len(model.mesh.triangles) == 24
        assert np.ptp(model.mesh.vertices[:, 0]) == pytest.approx(0.12)

    def test_ascii_stl_with_nonsense_normals(self, tmp_path):
        text = re.sub(r"normal.*", "normal -nan(ind) -1.#IND 0", export(box(), "ascii.stl").decode())
        assert_box(load(written(tmp_path, "a.stl", text)).model)

    def test_binary_stl_whose_header_starts_with_solid(self, tmp_path):
        data = export(box(), "stl")
        assert_box(load(written(tmp_path, "a.stl", b"solid m8".ljust(80) + data[80:])).model)

    @pytest.mark.parametrize("endian", ["<", ">"])
    def test_binary_ply_that_mixes_polygons(self, tmp_path, endian):
        """A box of 2 triangles and 5 quads: Blender's way. trimesh calls it 'unexpected length'."""
        v = np.array([[x, y, z] for x in (0, 20) for y in (0, 30) for z in (0, 50)], np.float32)
        faces = [(0, 1, 3), (0, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
        word = "little" if endian == "<" else "big"
        header = (
            f"ply\nformat binary_{word}_endian 1.0\nelement vertex 8\nproperty float x\nproperty float y\n"
            "property float z\nelement face 7\nproperty uchar flags\nproperty list uchar int vertex_indices\n"
            "property float quality\nelement edge 1\nproperty int vertex1\nproperty int vertex2\nend_header\n"
        )
        body = v.astype(endian + "f4").tobytes()
        for face in faces:
            body += struct.pack(f"{endian}BB{len(face)}if", 7, len(face), *face, 0.5)
        body += struct.pack(f"{endian}ii", 0, 1)
        assert_box(load(written(tmp_path, "a.ply", header.encode() + body)).model)
        assert "cut off" in refusal(written(tmp_path, "b.ply", header.encode() + body[:150]))

    def test_off_with_polygons_comments_and_counts_in_the_first_line(self, tmp_path):
        v = "\n".join(f"{x} {y} {z}" for x in (0, 20) for y in (0, 30) for z in (0, 50))
        faces = "4 0 1 3 2\n4 4 6 7 5\n4 0 4 5 1 # side\n4 2 3 7 6\n4 0 2 6 4\n4 1 5 7 3"
        assert_box(load(written(tmp_path, "a.off", f"OFF 8 6 12\n# a box\n{v}\n\n{faces}\n")).model)


class TestLooks:
    def test_cad_without_a_material_is_grey_plastic(self, tmp_path):
        assert load(save(tmp_path, box(), "stl")).model.materials == (NEUTRAL,)

    def test_one_face_color_is_a_base_color(self, tmp_path):
        mesh = box()
        mesh.visual.face_colors = (51, 102, 204, 255)
        (material,) = load(save(tmp_path, mesh, "ply")).model.materials
        assert material.base_color == pytest.approx((0.2, 0.4, 0.8))

    @pytest.mark.parametrize("kind", ["ply", "ascii.ply"])
    def test_each_face_keeps_its_color(self, tmp_path, kind):
        """The texel under each triangle, looked up by its normal, has the colour its side was given."""
        mesh = box()
        colors = {(1, 0, 0): (255, 0, 0), (-1, 0, 0): (0, 255, 0), (0, 1, 0): (0, 0, 255)}
        colors |= {(0, -1, 0): (255, 255, 0), (0, 0, 1): (9, 8, 7), (0, 0, -1): (250, 128, 3)}
        normals = np.round(mesh.face_normals).astype(int)
        mesh.visual.face_colors = [(*colors[tuple(n)], 255) for n in normals.tolist()]
        model = load(save(tmp_path, mesh, kind)).model
        (material,) = model.materials
        pixels = material.base_color.pixels
        a, b, c = model.mesh.vertices[model.mesh.triangles].transpose(1, 0, 2)
        facing = np.cross(b - a, c - a)
        facing = np.round(facing / np.linalg.norm(facing, axis=1, keepdims=True)).astype(int)
        height, width = pixels.shape[:2]
        for triangle, normal in enumerate(facing.tolist()):
            for u, v in model.mesh.uv[triangle].astype(np.float64):
                # The four texels around the point: linear filtering must not mix two colours.
                x, y = u * width - 0.5, (1 - v) * height - 0.5
                around = pixels[
                    np.ix_([int(np.floor(y + 1e-4)), int(np.ceil(y - 1e-4))], [int(x), int(np.ceil(x))])
                ]
                assert {tuple(t) for t in around.reshape(-1, 3).tolist()} == {colors[tuple(normal)]}

    def test_vertex_colors_are_averaged_over_a_face(self, tmp_path):
        mesh = box()
        mesh.visual.vertex_colors = np.column_stack(
            [np.where(mesh.vertices[:, 2] > 7, 200, 100), np.full(8, 30), np.zeros(8), np.full(8, 255)]
        ).astype(np.uint8)
        (material,) = load(save(tmp_path, mesh, "ply")).model.materials
        shades = set(material.base_color.pixels[..., 0].reshape(-1).tolist())
        assert shades - {0} <= {100, 133, 166, 167, 200}
        assert {100, 200} <= shades

    def test_ply_with_texture_coordinates_and_a_picture(self, tmp_path):
        picture = np.zeros((4, 8, 3), np.uint8)
        picture[..., 0] = np.arange(8) * 30
        written(tmp_path, "wood.png", b"")
        Image.fromarray(picture).save(tmp_path / "bolt" / "wood.png")
        text = (
            "ply\nformat ascii 1.0\ncomment TextureFile wood.png\nelement vertex 4\nproperty float x\n"
            "property float y\nproperty float z\nproperty float s\nproperty float t\nelement face 2\n"
            "property list uchar int vertex_indices\nend_header\n"
            "0 0 0 0 0\n40 0 0 1 0\n40 20 0 1 1\n0 20 0 0 1\n3 0 1 2\n3 0 2 3\n"
        )
        model = load(written(tmp_path, "a.ply", text)).model
        np.testing.assert_array_equal(model.materials[0].base_color.pixels, picture)
        # u runs along x, v along y: the same numbers at every corner.
        place = model.mesh.vertices[model.mesh.triangles][..., :2] / [0.04, 0.02] + 0.5
        np.testing.assert_allclose(model.mesh.uv, place, atol=1e-6)
        (tmp_path / "bolt" / "wood.png").unlink()
        loaded = load(tmp_path / "bolt" / "a.ply")
        assert loaded.notes[-1] == "the picture wood.png is missing: a plain colour is used"

    def test_a_million_colors_are_rounded(self, tmp_path):
        """70,000 colours: each within the rounding of 5, 6 and 5 bits, in one picture."""
        n = 70_000
        points = np.random.Generator(np.random.Philox(key=1)).uniform(0, 100, (n, 3))
        mesh = trimesh.Trimesh(
            (points[:, None] + np.eye(3)).reshape(-1, 3), np.arange(3 * n).reshape(n, 3), process=False
        )
        number = np.arange(n) * 239
        colors = np.stack([number >> 16 & 255, number >> 8 & 255, number & 255, np.full(n, 255)], axis=1)
        mesh.visual.face_colors = colors.astype(np.uint8)
        model = load(save(tmp_path, mesh, "ply")).model
        pixels = model.materials[0].base_color.pixels
        assert pixels.shape[0] <= 512
        at = (model.mesh.uv[:, 0].astype(np.float64) * [1, -1] + [0, 1]) * [pixels.shape[1], pixels.shape[0]]
        got = pixels[at[:, 1].astype(int), at[:, 0].astype(int)].astype(int)
        # Slivers and doubles would shift the rows; there are none in this cloud of equal triangles.
        assert len(got) == n
        assert (np.abs(got - colors[:, :3]).max(axis=0) <= [7, 3, 7]).all()


class TestUnits:
    @pytest.mark.parametrize(
        ("side", "unit", "metres"),
        [
            (0.005, "metres", 0.005),
            (0.1, "metres", 0.1),
            (3.0, "metres", 3.0),
            (4.0, "centimetres", 0.04),
            (5.0, "millimetres", 0.005),
            (120.0, "millimetres", 0.12),
            (3000.0, "millimetres", 3.0),
        ],
    )
    def test_the_size_decides_where_the_format_does_not(self, tmp_path, side, unit, metres):
        loaded = load(save(tmp_path, box((side, side / 2, side / 4), (0, 0, 0)), "stl"))
        assert np.ptp(loaded.model.mesh.vertices[:, 0]) == pytest.approx(metres)
        assert loaded.notes[0].startswith(f"taken in {unit}, from its size")

    @pytest.mark.parametrize("unit", ["mm", "cm", "inch"])
    def test_what_model_toml_says_holds(self, tmp_path, unit):
        path = save(tmp_path, box((1.5, 1, 0.5)), "stl")
        metres = {"mm": 0.001, "cm": 0.01, "inch": 0.0254}[unit]
        loaded = load(path, FileSettings(unit=unit))
        assert np.ptp(loaded.model.mesh.vertices[:, 0]) == pytest.approx(1.5 * metres)
        assert "as stated" in loaded.notes[0]

    def test_a_3_km_mug(self, tmp_path):
        path = save(tmp_path, box((3e6, 2e6, 2e6)), "stl")
        assert refusal(path) == (
            "its largest side is 3e+06 of an unknown unit: 3,000 km in metres, 3 km in millimetres; expected "
            "5 mm to 3 m; scale it to its true size and export it again, or put its unit into model.toml "
            "beside it"
        )

    def test_a_gltf_of_3_km(self, tmp_path):
        assert refusal(save(tmp_path, box((3000, 2000, 2000)), "glb")) == (
            "its largest side is 3 km (the file is in metres), expected 5 mm to 3 m; export it again in "
            'metres, or put unit = "mm" (that makes 3 m) into model.toml beside it'
        )

    def test_a_gltf_of_a_car_is_told_how_to_stay_one(self, tmp_path):
        path = save(tmp_path, box((4, 2, 1.5)), "glb")
        assert refusal(path) == (
            "its largest side is 4 m (the file is in metres), expected 5 mm to 3 m; if that is its true "
            'size, put unit = "m" into model.toml beside it; else export it again in metres, or put '
            'unit = "cm" (that makes 40 mm) into model.toml beside it'
        )
        assert np.ptp(load(path, FileSettings(unit="m")).model.mesh.bounds, axis=0).max() == pytest.approx(4)

    def test_a_stated_unit_may_make_a_wardrobe_but_no_mountain(self, tmp_path):
        path = save(tmp_path, box((4000, 2000, 2000)), "stl")
        assert np.ptp(load(path, FileSettings(unit="mm")).model.mesh.vertices[:, 0]) == pytest.approx(4.0)
        assert refusal(path, settings=FileSettings(unit="m")) == (
            "its largest side is 4 km in metres as stated, expected 0.5 mm to 50 m; "
            "mend the unit there, or scale the model"
        )

    def test_far_from_its_origin(self, tmp_path):
        """A box of 2 cm, 100 m away in millimetres: its size is kept, and it stands at the origin."""
        path = save(tmp_path, box(at=(100_000.0, 0, 0)), "off")
        np.testing.assert_allclose(
            np.ptp(load(path).model.mesh.vertices, axis=0), [0.02, 0.03, 0.05], atol=1e-7
        )

    @pytest.mark.parametrize(("up", "sides"), [("z", (20, 30, 50)), ("y", (20, 50, 30)), ("x", (50, 30, 20))])
    def test_up(self, tmp_path, up, sides):
        """The axis that points up becomes z, with a rotation: the volume keeps its sign."""
        model = load(save(tmp_path, box(), "stl"), FileSettings(up=up)).model
        assert_box(model, np.array(sides) / 1000)

    def test_up_takes_the_top_up(self, tmp_path):
        """A cone points along +up, so its one vertex on the axis at the far end is the highest."""
        cone = trimesh.creation.cone(10, 40)
        cone.apply_transform(trimesh.geometry.align_vectors([0, 0, 1], [0, 1, 0]))
        mesh = load(save(tmp_path, cone, "stl"), FileSettings(up="y")).model.mesh
        assert (mesh.vertices[:, 2] > 0.039).sum() == 1


class TestRepairs:
    def mesh(self, vertices, faces):
        return trimesh.Trimesh(vertices, faces, process=False)

    def test_triangles_without_area_go(self, tmp_path):
        solid = box()
        faces = np.concatenate([solid.faces, [[0, 0, 1], [2, 3, 2]]])
        vertices = np.concatenate([solid.vertices, (solid.vertices[:1] + solid.vertices[1:2]) / 2])
        loaded = load(save(tmp_path, self.mesh(vertices, np.concatenate([faces, [[0, 8, 1]]])), "off"))
        assert len(loaded.model.mesh.triangles) == 12
        assert loaded.notes[1:] == ("dropped 3 of 15 triangles: no area",)

    def test_nothing_but_triangles_without_area(self, tmp_path):
        line = self.mesh([[0, 0, 0], [10, 0, 0], [20, 0, 0]], [[0, 1, 2], [2, 1, 0]])
        assert refusal(save(tmp_path, line, "off")) == (
            "none of its 2 triangles has an area: there is nothing to see; export it again"
        )
        point = self.mesh([[1, 1, 1]] * 3, [[0, 1, 2]])
        assert refusal(save(tmp_path, point, "off")) == (
            "none of its 1 triangles has an area: there is nothing to see; export it again"
        )

    def test_doubled_triangles_go_whichever_way_round(self, tmp_path):
        solid = box()
        faces = np.concatenate([solid.faces, solid.faces[:2], solid.faces[3:4, ::-1]])
        loaded = load(save(tmp_path, self.mesh(solid.vertices, faces), "off"))
        assert_box(loaded.model)
        assert loaded.notes[1:] == ("dropped 3 of 15 triangles: they double others",)

    def test_single_triangles_that_face_inwards_are_turned(self, tmp_path):
        solid = box()
        faces = solid.faces.copy()
        faces[[1, 7]] = faces[[1, 7], ::-1]
        loaded = load(save(tmp_path, self.mesh(solid.vertices, faces), "off"))
        assert_box(loaded.model)
        assert loaded.notes[1:] == (
            "turned 2 of 12 triangles: they faced inwards, or against their neighbours",
        )

    def test_a_body_that_is_inside_out_is_turned(self, tmp_path):
        solid = box()
        loaded = load(save(tmp_path, self.mesh(solid.vertices, solid.faces[:, ::-1]), "stl"))
        assert_box(loaded.model)
        assert loaded.notes[1:] == (
            "turned 12 of 12 triangles: they faced inwards, or against their neighbours",
        )

    @pytest.mark.parametrize("inside_out", [False, True])
    def test_a_cavity_stays_a_cavity(self, tmp_path, inside_out):
        """A hollow box: its inner skin faces the hollow, so volumes subtract, also when all is inside out."""
        outer, inner = box((40, 40, 40), (0, 0, 0)), box((20, 20, 20), (0, 0, 0))
        inner.invert()
        hollow = trimesh.util.concatenate([outer, inner])
        if inside_out:
            hollow.invert()
        loaded = load(save(tmp_path, hollow, "stl"))
        assert volume(loaded.model.mesh) == pytest.approx(0.04**3 - 0.02**3, rel=1e-5)
        assert len(loaded.notes) == 1 + inside_out

    def test_texture_coordinates_follow_a_turned_triangle(self, tmp_path):
        """u is x: at every corner of the mended mesh it still is."""
        solid = box(at=(10, 15, 25))
        flipped = solid.faces.copy()
        flipped[::5] = flipped[::5, ::-1]
        text = "".join(f"v {x} {y} {z}\nvt {x / 20} {y / 30}\n" for x, y, z in solid.vertices)
        text += "".join(f"f {a}/{a} {b}/{b} {c}/{c}\n" for a, b, c in flipped + 1)
        loaded = load(written(tmp_path, "a.obj", text))
        mesh = loaded.model.mesh
        assert "turned 3 of 12" in loaded.notes[1]
        place = mesh.vertices[mesh.triangles][..., :2] / [0.02, 0.03] + 0.5
        np.testing.assert_allclose(mesh.uv, place, atol=1e-6)

    def test_a_moebius_strip_is_left_as_it_is(self, tmp_path):
        n = 40
        t = np.arange(n) / n * 2 * np.pi
        edge = np.stack([np.cos(t / 2) * np.cos(t), np.cos(t / 2) * np.sin(t), np.sin(t / 2)], axis=1)
        ring = np.stack([np.cos(t), np.sin(t), 0 * t], axis=1)
        vertices = np.concatenate([ring * 50 + edge * 10, ring * 50 - edge * 10])
        faces = []
        for i in range(n):
            a, b = i, i + n
            c, d = (i + 1, i + 1 + n) if i + 1 < n else (n, 0)  # the twist
            faces += [[a, b, c], [b, d, c]]
        loaded = load(save(tmp_path, self.mesh(vertices, faces), "off"))
        assert len(loaded.model.mesh.triangles) == 2 * n
        assert loaded.notes[1:] == ("not a closed body: 80 open edges; rendered and labelled as it is",)

    def test_an_open_and_crowded_body_is_accepted_with_a_note(self, tmp_path):
        solid = box()
        vertices = np.concatenate([solid.vertices, [[5, 6, 100]]])
        edge = solid.faces[0][:2]
        faces = np.concatenate([solid.faces[1:], [[edge[0], edge[1], 8]], solid.faces[:1]])
        loaded = load(save(tmp_path, self.mesh(vertices, faces), "off"))
        assert loaded.notes[1:] == (
            "not a closed body: 2 open edges, 1 edges of more than two triangles; "
            "rendered and labelled as it is",
        )
        assert len(loaded.model.mesh.triangles) == 13

    def test_few_bad_numbers_are_dropped(self, tmp_path):
        sphere = trimesh.creation.icosphere(3, 20)
        assert len(sphere.faces) == 1280
        vertices = sphere.vertices.copy()
        vertices[100] = np.nan
        touched = int((sphere.faces == 100).any(axis=1).sum())
        loaded = load(save(tmp_path, self.mesh(vertices, sphere.faces), "ply"))
        assert len(loaded.model.mesh.triangles) == 1280 - touched
        assert loaded.notes[1] == (
            f"dropped {touched} of 1,280 triangles: a vertex is no number (NaN or infinite)"
        )

    @pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
    def test_many_bad_numbers_are_refused(self, tmp_path, value):
        solid = box()
        vertices = solid.vertices.copy()
        vertices[0, 1] = value
        touched = int((solid.faces == 0).any(axis=1).sum())
        assert refusal(save(tmp_path, self.mesh(vertices, solid.faces), "ply")) == (
            f"{touched} of 12 triangles have a vertex that is no number (NaN or infinite), expected at most "
            "1%; mend it in the program that made it, and export it again"
        )

    def test_unused_vertices_that_are_no_numbers_do_no_harm(self, tmp_path):
        solid = box()
        vertices = np.concatenate([solid.vertices, [[np.nan] * 3]])
        assert_box(load(save(tmp_path, self.mesh(vertices, solid.faces), "ply")).model)


class TestRefusals:
    @pytest.mark.parametrize("suffix", sorted(FORMATS))
    def test_missing_empty_folder(self, tmp_path, suffix):
        missing = tmp_path / f"a{suffix}"
        assert refusal(missing) == "there is no such file; check the path"
        assert (
            refusal(written(tmp_path, f"a{suffix}", b"")) == "it is empty (0 bytes); copy or export it again"
        )
        (tmp_path / f"folder{suffix}").mkdir()
        assert refusal(tmp_path / f"folder{suffix}") == "it is a folder, expected a file"

    def test_ending(self, tmp_path):
        assert refusal(written(tmp_path, "a.step", "ISO-10303-21;")) == (
            "its ending is '.step', expected one of .3mf .blend .fbx .glb .gltf .obj .off .ply .stl "
            ".usd .usda .usdc .usdz; export it as GLB"
        )

    @pytest.mark.parametrize(
        ("suffix", "message"),
        [
            (".stl", "not STL: it starts with '<!DOCTYPE html>'; export it again as STL"),
            (".ply", "not PLY: it starts with '<!DOCTYPE html>'; export it again as PLY"),
            (".off", "not ASCII OFF: it starts with '<!DOCTYPE html>'; export it again as OFF"),
            (".obj", "not OBJ: it has no line that starts with 'v'; export it again as OBJ"),
            (".3mf", "not 3MF, cut off or damaged (File is not a zip file); copy or export it again"),
            (
                ".gltf",
                "not glTF, or cut off: its JSON cannot be read (Expecting value: line 1 column 1 (char 0)); "
                "export it again",
            ),
        ],
    )
    def test_a_web_page(self, tmp_path, suffix, message):
        page = (
            "<!DOCTYPE html>\n<html><body>404 Not found. Please log in again."
            + " " * 200
            + "</body></html>\n"
        )
        assert refusal(written(tmp_path, f"a{suffix}", page)) == message

    def test_truncated_binary_stl(self, tmp_path):
        assert refusal(written(tmp_path, "a.stl", export(box(), "stl")[:400])) == (
            "it is cut off or no STL: it promises 12 triangles, which are 684 bytes, and has 400; "
            "copy or export it again"
        )

    def test_half_an_ascii_stl(self, tmp_path):
        data = export(box(), "ascii.stl")
        within = data.index(b"outer loop", len(data) // 2)
        assert refusal(written(tmp_path, "a.stl", data[:within])) == (
            "it is cut off: 7 facets are begun, 6 are ended, and it should end with 'endsolid'; "
            "copy or export it again"
        )

    def test_half_an_ascii_ply(self, tmp_path):
        lines = export(box(), "ascii.ply").splitlines(keepends=True)
        start = lines.index(b"end_header\n") + 1
        assert refusal(written(tmp_path, "a.ply", b"".join(lines[: start + 10]))) == (
            "it is cut off: its header promises 20 lines, and it has 10; copy or export it again"
        )

    def test_half_an_off(self, tmp_path):
        lines = export(box(), "off").splitlines(keepends=True)
        assert refusal(written(tmp_path, "a.off", b"".join(lines[:12]))) == (
            "it is cut off: it promises 8 vertices and 12 faces, and has 10 lines of them; "
            "copy or export it again"
        )

    def test_half_an_obj(self, tmp_path):
        """OBJ has no end mark: vertices without a face and a line without an end give it away."""
        text = export(trimesh.creation.icosphere(2, 20), "obj").decode()
        cut = text.index("\nf ", 2 * len(text) // 3) + 4
        assert refusal(written(tmp_path, "a.obj", text[:cut])).startswith(
            "it is cut off: it ends within a line, and "
        )
        loaded = load(written(tmp_path, "b.obj", text[: text.rindex("\n", 0, cut)] + "\n"))
        assert any("belong to no face (so does a file that was cut off)" in note for note in loaded.notes)

    def test_truncated_glb(self, tmp_path):
        data = export(box(), "glb")
        assert refusal(written(tmp_path, "a.glb", data[:500])) == (
            f"it is cut off: 500 of {len(data):,} bytes; copy or export it again"
        )

    def test_damaged_zip(self, tmp_path):
        sphere = trimesh.creation.icosphere(3, 20)
        data = bytearray(export(sphere, "3mf"))
        data[2000:2100] = bytes(100)
        line = refusal(written(tmp_path, "a.3mf", bytes(data)))
        assert line.startswith("not 3MF")
        assert line.endswith("; copy or export it again")
        data = bytes(export(sphere, "3mf"))
        assert refusal(written(tmp_path, "b.3mf", data[: len(data) // 2])) == (
            "not 3MF, cut off or damaged (File is not a zip file); copy or export it again"
        )

    def test_zip_that_holds_no_model(self, tmp_path):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("letter.txt", "hello")
        assert refusal(written(tmp_path, "a.3mf", data.getvalue())) == (
            "not 3MF: no 3D model in it; copy or export it again"
        )

    @pytest.mark.parametrize("kind", ["ply", "ascii.ply", "glb"])
    def test_point_cloud(self, tmp_path, kind):
        cloud = trimesh.PointCloud(np.arange(300.0).reshape(100, 3))
        if kind == "ply":
            data = trimesh.exchange.ply.export_ply(cloud)
        elif kind == "glb":
            data = trimesh.Scene(cloud).export(file_type="glb")
        else:
            data = "ply\nformat ascii 1.0\nelement vertex 2\n"
            data += "property float x\nproperty float y\nproperty float z\n"
            data += "end_header\n0 0 0\n1 1 1\n"
        line = refusal(written(tmp_path, f"a.{kind.split('.')[-1]}", data))
        assert line.startswith("there are no triangles in it")
        assert line.endswith("make a surface of it and export it again")

    def test_obj_of_points(self, tmp_path):
        assert refusal(written(tmp_path, "a.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\n")).startswith(
            "there are no triangles in it"
        )

    def test_too_many_triangles_are_refused_before_they_are_read(self, tmp_path):
        """Only the header says 5,000,001; the file itself is sparse, so it costs no time."""
        path = written(tmp_path, "a.stl", bytes(80) + struct.pack("<I", 5_000_001))
        with path.open("r+b") as file:
            file.truncate(84 + 50 * 5_000_001)
        assert refusal(path) == (
            "5,000,001 triangles, expected at most 5,000,000; decimate it (Blender's Decimate modifier, "
            "MeshLab) and export it again"
        )

    def test_huge_file(self, tmp_path):
        path = written(tmp_path, "a.obj", b"v 0 0 0\n")
        with path.open("r+b") as file:
            file.truncate((1 << 30) + 1)
        assert (
            refusal(path)
            == "1,073,741,825 bytes, expected at most 1,073,741,824; decimate it and export it again"
        )

    def test_triangles_that_name_vertices_that_are_not_there(self, tmp_path):
        text = (
            "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
        )
        text += "element face 1\nproperty list uchar int vertex_indices\nend_header\n"
        text += "0 0 0\n9 0 0\n0 9 0\n3 0 1 7\n"
        line = refusal(written(tmp_path, "a.ply", text))
        assert line == "a triangle names vertex 7 of 3; the file is cut off or damaged: export it again"

    def test_unreadable(self, tmp_path, monkeypatch):
        """As root may read everything, the refusal of the operating system is played."""

        def refuse(self):
            raise PermissionError(13, "Permission denied")

        path = save(tmp_path, box(), "stl")
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert refusal(path) == "cannot be read: Permission denied; mend its permissions"

    def test_what_a_reader_did_not_foresee_still_names_the_file(self, tmp_path, monkeypatch):
        def fail(*_):
            raise RuntimeError("deep\nwithin")

        monkeypatch.setattr(model_files, "build", fail)
        assert refusal(save(tmp_path, box(), "stl")) == (
            "damaged, or not STL (RuntimeError: deep within); export it again"
        )

    def test_ctrl_c_is_no_damaged_file(self, tmp_path, monkeypatch):
        def stop(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(model_files, "build", stop)
        with pytest.raises(KeyboardInterrupt):
            load(save(tmp_path, box(), "stl"))


class TestQuiet:
    def test_nothing_of_trimesh_reaches_the_user(self, tmp_path, capfd, recwarn):
        """Broken files of every kind: no output, no warning, no log line, and the logger is as it was."""
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            for kind in (*UNITLESS, "3mf", "glb"):
                data = export(box(), kind)
                middle = len(data) // 2
                for number, bad in enumerate((data[:middle], data[:middle] + b"\xff x" + data[middle:])):
                    path = written(tmp_path, f"{number}.{kind.split('.')[-1]}", bad)
                    outcome(path)
        assert capfd.readouterr() == ("", "")
        assert not recwarn.list
        assert not logging.getLogger("trimesh").disabled


class TestRobust:
    """Whatever a file holds: a model or one line, never another exception."""

    @pytest.mark.parametrize("kind", ["stl", "glb", "off", "ply", "3mf", "ascii.stl", "ascii.ply"])
    def test_truncated_anywhere(self, tmp_path, kind):
        """No half model passes: what remains after a cut is refused, or is the whole box."""
        mesh = box()
        if kind == "glb":
            mesh.apply_scale(0.001)
        data = export(mesh, kind)
        step = max(1, len(data) // 120)
        for size in range(0, len(data), step):
            path = written(tmp_path, f"a.{kind.split('.')[-1]}", data[:size])
            model = outcome(path)
            if isinstance(model, str):
                assert model.startswith(f"{path}: ")
                assert "\n" not in model
            else:
                assert kind.startswith("ascii") or kind == "off", size
                assert len(model.mesh.triangles) == 12
                assert size > len(data) - 12

    @pytest.mark.parametrize("suffix", sorted(FORMATS))
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_random_bytes(self, tmp_path, suffix, data):
        starts = {
            ".stl": [b"solid a\nfacet normal 0 0 1\n", bytes(80) + b"\2\0\0\0"],
            ".ply": [
                b"ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\n",
                b"ply\nformat binary_little_endian",
            ],
            ".obj": [b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 ", b"v 1 1\nf "],
            ".off": [b"OFF\n3 1 0\n0 0 0\n", b"OFF 1 "],
            ".glb": [b"glTF\2\0\0\0\x40\0\0\0", b"glTF"],
            ".gltf": [b'{"asset":{"version":"2.0"},', b'{"asset":{}, "nodes":[{"mesh":0}],"meshes":'],
            ".3mf": [b"PK\3\4"],
            ".usd": [b"PXR-USDC\0\10"],
            ".usdc": [b"PXR-USDC\0\10" + bytes(6) + b"\x18" + bytes(7)],
        }
        start = data.draw(st.sampled_from([b"", *starts.get(suffix, [])]))
        rest = data.draw(
            st.one_of(st.binary(max_size=200), st.text(alphabet='0123 .-\n/efvntsol{}[]:,"', max_size=200))
        )
        path = written(tmp_path, f"a{suffix}", start + (rest.encode() if isinstance(rest, str) else rest))
        model = outcome(path)
        assert not isinstance(model, str) or (model.startswith(f"{path}: ") and "\n" not in model)

    @pytest.mark.parametrize("kind", ["stl", "glb", "off", "ply", "3mf", "obj", "ascii.stl", "ascii.ply"])
    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        changes=st.lists(
            st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6
        )
    )
    def test_changed_bytes(self, tmp_path, kind, changes):
        data = bytearray(export(box(), kind))
        for place, value in changes:
            data[int(place * len(data))] = value
        path = written(tmp_path, f"a.{kind.split('.')[-1]}", bytes(data))
        model = outcome(path)
        assert not isinstance(model, str) or (model.startswith(f"{path}: ") and "\n" not in model)


class TestLarge:
    def test_a_million_triangles(self, tmp_path):
        """Binary STL, the usual CAD export: every triangle arrives, welded, in seconds and with a note."""
        k = 708
        x, y = np.meshgrid(np.arange(k + 1), np.arange(k + 1), indexing="ij")
        vertices = np.stack([x, y, 20 * np.sin(x / 50)], axis=2).reshape(-1, 3).astype(np.float32)
        i = np.arange(k * (k + 1)).reshape(k, k + 1)[:, :-1].reshape(-1)
        faces = np.concatenate(
            [np.stack([i, i + k + 1, i + 1], 1), np.stack([i + 1, i + k + 1, i + k + 2], 1)]
        )
        record = np.zeros(len(faces), np.dtype([("normal", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")]))
        record["v"] = vertices[faces]
        path = written(tmp_path, "a.stl", bytes(80) + struct.pack("<I", len(faces)) + record.tobytes())
        loaded = load(path)
        assert len(faces) == 1_002_528
        assert len(loaded.model.mesh.triangles) == len(faces)
        assert len(loaded.model.mesh.vertices) == len(vertices)
        assert loaded.notes[-1].startswith("1,002,528 triangles: it renders")
        assert loaded.notes[1] == f"not a closed body: {4 * k:,} open edges; rendered and labelled as it is"

    @pytest.mark.skipif(sys.platform != "linux", reason="VmHWM is Linux's")
    @pytest.mark.slow
    def test_memory_of_300_000_triangles_of_text(self, tmp_path):
        """ASCII STL of 90 MB: at most 5 times its size at the peak (trimesh: 2.6 GB)."""
        import subprocess

        sphere = trimesh.creation.icosphere(7, 50)
        path = save(tmp_path, sphere, "ascii.stl")
        # Not getrusage, whose peak a child inherits from the process that started it.
        code = (
            "import sys; from pathlib import Path; from cyclorama.assets.importing.model_files import load;"
            "print(len(load(Path(sys.argv[1])).model.mesh.triangles));"
            "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
        )
        result = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
        )
        triangles, peak_kib = map(int, result.stdout.split())
        assert triangles == len(sphere.faces)
        assert peak_kib * 1024 < 5 * path.stat().st_size + 300e6


def test_the_same_file_gives_the_same_bytes(tmp_path):
    """Two loads agree in every array and note: nothing depends on the order of a set or on memory."""
    path = save(tmp_path, trimesh.creation.icosphere(2, 20), "ply")
    one, two = load(path), load(path)
    assert one.model.mesh.digest == two.model.mesh.digest
    assert one.notes == two.notes


def test_textures_are_8_bit_rgb(tmp_path):
    """What the palette makes is a texture as the renderer takes it."""
    mesh = box()
    mesh.visual.face_colors = np.arange(48).reshape(12, 4).astype(np.uint8)
    (material,) = load(save(tmp_path, mesh, "ply")).model.materials
    assert isinstance(material.base_color, Texture)
    assert material.base_color.pixels.shape[2] == 3
