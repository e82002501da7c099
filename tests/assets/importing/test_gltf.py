"""glTF by hand: accessors, nodes, skins, and what its materials become."""

import base64
import io
import json
import struct

import numpy as np
import pytest
from cyclorama.assets.importing.model_files import load
from cyclorama.assets.material import Texture
from cyclorama.errors import ModelFileError
from PIL import Image

SQUARE = np.array([[0, 0, 0], [0.2, 0, 0], [0.2, 0.1, 0], [0, 0.1, 0]], "<f4")  # faces +z, up is +y
INDICES = np.array([0, 1, 2, 0, 2, 3], "<u2")
UV = np.array([[0, 1], [1, 1], [1, 0], [0, 0]], "<f4")  # v down, so the picture stands upright
TYPES = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
CODES = {"i1": 5120, "u1": 5121, "i2": 5122, "u2": 5123, "u4": 5125, "f4": 5126}


class Builder:
    """Puts arrays and pictures into one buffer, and writes the GLB."""

    def __init__(self, **tree):
        self.tree = {"asset": {"version": "2.0"}, "bufferViews": [], "accessors": [], **tree}
        self.data = b""

    def view(self, data, **extra):
        self.data += b"\0" * (-len(self.data) % 4)
        self.tree["bufferViews"].append(
            {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data), **extra}
        )
        self.data += data
        return len(self.tree["bufferViews"]) - 1

    def array(self, values, **extra):
        columns = 1 if values.ndim == 1 else values.shape[1]
        view = self.view(values.tobytes())
        self.tree["accessors"].append(
            {
                "bufferView": view,
                "componentType": CODES[values.dtype.str[1:]],
                "count": len(values),
                "type": TYPES[columns],
                **extra,
            }
        )
        return len(self.tree["accessors"]) - 1

    def picture(self, pixels, sampler=None):
        file = io.BytesIO()
        Image.fromarray(np.asarray(pixels, np.uint8)).save(file, "PNG")
        images = self.tree.setdefault("images", [])
        images.append({"bufferView": self.view(file.getvalue()), "mimeType": "image/png"})
        textures = self.tree.setdefault("textures", [])
        textures.append({"source": len(images) - 1})
        if sampler is not None:
            textures[-1]["sampler"] = len(self.tree.setdefault("samplers", []))
            self.tree["samplers"].append(sampler)
        return {"index": len(textures) - 1}

    def square(self, material=None, **primitive):
        """A mesh of one square, 0.2 by 0.1 m, in a node of its own."""
        attributes = {"POSITION": self.array(SQUARE), "TEXCOORD_0": self.array(UV)}
        attributes |= primitive.pop("attributes", {})
        primitive = {"attributes": attributes, "indices": self.array(INDICES), **primitive}
        if material is not None:
            self.tree.setdefault("materials", []).append(material)
            primitive["material"] = len(self.tree["materials"]) - 1
        self.tree.setdefault("meshes", []).append({"primitives": [primitive]})
        self.tree.setdefault("nodes", []).append({"mesh": len(self.tree["meshes"]) - 1})
        self.tree["scenes"] = [
            {"nodes": [*self.tree.get("scenes", [{"nodes": []}])[0]["nodes"], len(self.tree["nodes"]) - 1]}
        ]
        return primitive

    def glb(self):
        self.tree["buffers"] = [{"byteLength": len(self.data)}]
        text = json.dumps(self.tree).encode()
        text += b" " * (-len(text) % 4)
        data = self.data + b"\0" * (-len(self.data) % 4)
        body = (
            struct.pack("<II", len(text), 0x4E4F534A)
            + text
            + struct.pack("<II", len(data), 0x004E4942)
            + data
        )
        return b"glTF" + struct.pack("<II", 2, 12 + len(body)) + body

    def load(self, folder):
        path = folder / "gear" / "a.glb"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(self.glb())
        return load(path)

    def refusal(self, folder):
        with pytest.raises(ModelFileError) as caught:
            self.load(folder)
        assert "\n" not in str(caught.value)
        return str(caught.value).removeprefix(f"{folder / 'gear' / 'a.glb'}: ")


def looks(folder, material):
    builder = Builder()
    builder.square(material)
    loaded = builder.load(folder)
    (surface,) = loaded.model.materials
    return surface, loaded.notes


class TestGeometry:
    def test_front_of_gltf_is_front_of_cyclorama(self, tmp_path):
        """The square faces +z in glTF, which is its front: here −y, with its upper edge up."""
        builder = Builder()
        builder.square()
        mesh = builder.load(tmp_path).model.mesh
        np.testing.assert_allclose(mesh.bounds, [[-0.1, 0, 0], [0.1, 0, 0.1]], atol=1e-7)
        a, b, c = mesh.vertices[mesh.triangles[0]]
        assert np.cross(b - a, c - a)[1] < 0
        # u runs right, v up: Mesh counts v from the bottom.
        place = mesh.vertices[mesh.triangles][..., [0, 2]] / [0.2, 0.1] + [0.5, 0]
        np.testing.assert_allclose(mesh.uv, place, atol=1e-6)

    def test_nodes_multiply_down_the_tree(self, tmp_path):
        """Scale 2, then a quarter turn about y and 1 m up, by matrix and by parts."""
        s = np.sqrt(0.5)
        builder = Builder()
        builder.square()
        builder.tree["nodes"][0] |= {"scale": [2, 2, 2]}
        turn = np.array([[0, 0, 1, 0], [0, 1, 0, 1], [-1, 0, 0, 0], [0, 0, 0, 1]], float)
        builder.tree["nodes"].append({"children": [0], "rotation": [0, s, 0, s], "translation": [0, 1, 0]})
        builder.tree["scenes"] = [{"nodes": [1]}]
        by_parts = builder.load(tmp_path).model.mesh
        builder.tree["nodes"][1] = {"children": [0], "matrix": turn.T.reshape(-1).tolist()}
        by_matrix = builder.load(tmp_path).model.mesh
        np.testing.assert_allclose(by_parts.vertices, by_matrix.vertices, atol=1e-6)
        # glTF's x became −z, which is our +y: the square now lies in the y–z plane.
        np.testing.assert_allclose(by_parts.bounds, [[0, -0.2, 0], [0, 0.2, 0.2]], atol=1e-6)

    def test_only_the_default_scene(self, tmp_path):
        builder = Builder()
        builder.square()
        builder.square()
        builder.tree["nodes"][1]["translation"] = [0, 0, 1]
        builder.tree |= {"scenes": [{"nodes": [0]}, {"nodes": [0, 1]}], "scene": 1}
        assert len(builder.load(tmp_path).model.mesh.triangles) == 4
        del builder.tree["scene"]
        assert len(builder.load(tmp_path).model.mesh.triangles) == 2

    @pytest.mark.parametrize("mode", [5, 6])
    def test_strips_and_fans(self, tmp_path, mode):
        builder = Builder()
        primitive = builder.square(mode=mode)
        order = [0, 1, 3, 2] if mode == 5 else [0, 1, 2, 3]
        primitive["indices"] = builder.array(np.array(order, "<u1"))
        mesh = builder.load(tmp_path).model.mesh
        assert mesh.triangles.shape == (2, 3)
        a, b, c = mesh.vertices[mesh.triangles].transpose(1, 0, 2)
        np.testing.assert_allclose(np.cross(b - a, c - a)[:, 1], -0.02, atol=1e-7)

    def test_without_indices_and_with_other_parts_left_out(self, tmp_path):
        builder = Builder()
        primitive = builder.square()
        del primitive["indices"]
        primitive["attributes"] = {"POSITION": builder.array(SQUARE[[0, 1, 2]])}
        builder.tree["meshes"][0]["primitives"].append({"mode": 1, "attributes": {"POSITION": 0}})
        loaded = builder.load(tmp_path)
        assert len(loaded.model.mesh.triangles) == 1
        assert "1 of its parts hold points or lines and are left out" in loaded.notes

    def test_strided_positions(self, tmp_path):
        builder = Builder()
        primitive = builder.square()
        wide = np.concatenate([np.full((4, 2), 9, "<f4"), SQUARE], axis=1).astype("<f4")
        builder.tree["bufferViews"].append({})
        builder.tree["bufferViews"].pop()
        view = builder.view(wide.tobytes(), byteStride=20)
        builder.tree["accessors"].append(
            {"bufferView": view, "byteOffset": 8, "componentType": 5126, "count": 4, "type": "VEC3"}
        )
        primitive["attributes"]["POSITION"] = len(builder.tree["accessors"]) - 1
        np.testing.assert_allclose(
            np.ptp(builder.load(tmp_path).model.mesh.vertices, axis=0), [0.2, 0, 0.1], atol=1e-7
        )

    def test_sparse_positions(self, tmp_path):
        """Corner 2 is moved by a sparse accessor; and one without a base starts from zeros."""
        builder = Builder()
        primitive = builder.square()
        accessor = builder.tree["accessors"][primitive["attributes"]["POSITION"]]
        accessor["sparse"] = {
            "count": 1,
            "indices": {"bufferView": builder.view(np.array([2], "<u2").tobytes()), "componentType": 5123},
            "values": {"bufferView": builder.view(np.array([[0.2, 0.3, 0]], "<f4").tobytes())},
        }
        assert np.ptp(builder.load(tmp_path).model.mesh.vertices[:, 2]) == pytest.approx(0.3)
        del accessor["bufferView"]
        accessor["sparse"] |= {
            "count": 3,
            "indices": {
                "bufferView": builder.view(np.array([1, 2, 3], "<u4").tobytes()),
                "componentType": 5125,
            },
            "values": {"bufferView": builder.view((SQUARE[1:] * 2).tobytes())},
        }
        assert np.ptp(builder.load(tmp_path).model.mesh.vertices[:, 2]) == pytest.approx(0.2)

    def test_quantised(self, tmp_path):
        """KHR_mesh_quantization: 16-bit positions, scaled by the node, and normalised coordinates."""
        builder = Builder(extensionsRequired=["KHR_mesh_quantization"])
        primitive = builder.square()
        primitive["attributes"] = {
            "POSITION": builder.array(np.round(SQUARE * 10000).astype("<i2")),
            "TEXCOORD_0": builder.array(np.round(UV * 65535).astype("<u2"), normalized=True),
        }
        builder.tree["nodes"][0]["scale"] = [1e-4] * 3
        mesh = builder.load(tmp_path).model.mesh
        np.testing.assert_allclose(np.ptp(mesh.vertices, axis=0), [0.2, 0, 0.1], atol=1e-6)
        place = mesh.vertices[mesh.triangles][..., [0, 2]] / [0.2, 0.1] + [0.5, 0]
        np.testing.assert_allclose(mesh.uv, place, atol=1e-4)

    def test_skin_in_rest_pose(self, tmp_path):
        """Upper corners hang on a joint that is 0.1 above where it was bound; the node's place is ignored."""
        builder = Builder()
        primitive = builder.square()
        weights = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], "<f4")
        wide = np.zeros((4, 2), "<f4")
        primitive["attributes"] |= {
            "JOINTS_0": builder.array(np.array([[0, 1, 0, 0]] * 4, "<u1")),
            "WEIGHTS_0": builder.array(np.concatenate([weights, wide], axis=1)),
        }
        inverse = np.stack([np.eye(4), np.eye(4)])
        inverse[1, 3, 1] = -0.5  # column-major: bound at y = 0.5
        builder.tree["skins"] = [
            {"joints": [1, 2], "inverseBindMatrices": builder.array(inverse.reshape(2, 16).astype("<f4"))}
        ]
        builder.tree["nodes"][0] |= {"skin": 0, "translation": [7, 7, 7]}
        builder.tree["nodes"] += [{"children": [2]}, {"translation": [0, 0.6, 0]}]
        builder.tree["scenes"] = [{"nodes": [0, 1]}]
        loaded = builder.load(tmp_path)
        np.testing.assert_allclose(np.ptp(loaded.model.mesh.vertices, axis=0), [0.2, 0, 0.2], atol=1e-6)
        assert "a skinned mesh is taken in its rest pose" in loaded.notes

    def test_morph_targets_at_their_default_weights(self, tmp_path):
        builder = Builder()
        primitive = builder.square()
        up = np.zeros((4, 3), "<f4")
        up[2:, 1] = 0.2
        primitive["targets"] = [{"POSITION": builder.array(up)}]
        assert np.ptp(builder.load(tmp_path).model.mesh.vertices[:, 2]) == pytest.approx(0.1)
        builder.tree["meshes"][0]["weights"] = [0.5]
        assert np.ptp(builder.load(tmp_path).model.mesh.vertices[:, 2]) == pytest.approx(0.2)


class TestBuffers:
    def write(self, folder, tree, **files):
        path = folder / "gear" / "a.gltf"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(tree))
        for name, data in files.items():
            (path.parent / name.replace("_dot_", ".")).write_bytes(data)
        return path

    def test_embedded_and_beside(self, tmp_path):
        builder = Builder()
        builder.square()
        length = len(builder.data)
        uri = "data:application/octet-stream;base64," + base64.b64encode(builder.data).decode()
        tree = builder.tree | {"buffers": [{"byteLength": length, "uri": uri}]}
        embedded = load(self.write(tmp_path, tree)).model.mesh
        tree["buffers"][0]["uri"] = "the%20data.bin"
        (tmp_path / "gear" / "the data.bin").write_bytes(builder.data)
        assert load(self.write(tmp_path, tree)).model.mesh.digest == embedded.digest

    def test_missing_or_cut_off(self, tmp_path):
        builder = Builder()
        builder.square()
        tree = builder.tree | {"buffers": [{"byteLength": len(builder.data), "uri": "a.bin"}]}
        path = self.write(tmp_path, tree)
        with pytest.raises(ModelFileError) as caught:
            load(path)
        assert str(caught.value) == (
            f"{path}: the file 'a.bin' that holds its triangles is missing; put it beside this file, or "
            "export as one .glb"
        )
        self.write(tmp_path, tree, a_dot_bin=builder.data[:50])
        with pytest.raises(ModelFileError, match=r"its data is cut off: 50 of \d+ bytes; export it again"):
            load(path)

    def test_never_reads_an_absolute_path(self, tmp_path):
        """A picture that names a file anywhere on the disk is taken from beside the model or not at all."""
        outside = tmp_path / "secret.png"
        Image.new("RGB", (2, 2), (255, 0, 0)).save(outside)
        builder = Builder()
        builder.square({"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}})
        builder.tree |= {"textures": [{"source": 0}], "images": [{"uri": str(outside)}]}
        loaded = builder.load(tmp_path)
        assert loaded.notes[-1] == (
            f"the picture {outside} is missing beside the model (absolute paths are never followed: put "
            "secret.png there): a plain colour is used"
        )
        assert loaded.model.materials[0].base_color == (1.0, 1.0, 1.0)


class TestRefusals:
    @pytest.mark.parametrize(
        "name", ["KHR_draco_mesh_compression", "EXT_meshopt_compression", "EXT_mesh_gpu_instancing"]
    )
    def test_what_it_needs_is_not_read(self, tmp_path, name):
        builder = Builder(extensionsRequired=[name])
        builder.square()
        assert (
            builder.refusal(tmp_path)
            == f"it needs {name}, which is not read; export it without (no compression)"
        )

    def test_gltf_1(self, tmp_path):
        builder = Builder()
        builder.square()
        builder.tree["asset"]["version"] = "1.0"
        assert builder.refusal(tmp_path) == "glTF version 1.0, expected 2.0; export it again as glTF 2.0"

    def test_no_scene_or_no_triangles(self, tmp_path):
        assert Builder().refusal(tmp_path).startswith("there are no triangles in it")
        builder = Builder()
        builder.square(mode=0)
        assert builder.refusal(tmp_path).startswith("there are no triangles in it")

    def test_loops(self, tmp_path):
        builder = Builder()
        builder.square()
        builder.tree["nodes"][0]["children"] = [0]
        assert builder.refusal(tmp_path) == "its node 0 has two parents; it is damaged: export it again"

    def test_numbers_that_point_nowhere(self, tmp_path):
        builder = Builder()
        primitive = builder.square()
        primitive["attributes"]["POSITION"] = 77
        assert builder.refusal(tmp_path) == "it refers to accessors[77] of 3; it is damaged: export it again"
        builder = Builder()
        builder.square()["indices"] = builder.array(np.array([0, 1, 9], "<u2"))
        assert builder.refusal(tmp_path) == (
            "a triangle names vertex 9 of 4; the file is cut off or damaged: export it again"
        )

    @pytest.mark.parametrize(
        ("key", "value"), [("count", 10**12), ("count", -1), ("componentType", 9), ("byteOffset", 1.5)]
    )
    def test_accessors_that_lie(self, tmp_path, key, value):
        builder = Builder()
        builder.square()
        builder.tree["accessors"][0][key] = value
        assert builder.refusal(tmp_path).endswith("export it again")

    def test_a_multitude_of_instances(self, tmp_path):
        """2,500 triangles at 2,001 places are 5,002,500: refused while counting, not when memory is full."""
        builder = Builder()
        primitive = builder.square()
        primitive["indices"] = builder.array(np.tile([0, 1, 2], 2500).astype("<u2"))
        builder.tree["nodes"] = [{"mesh": 0}] * 2001
        builder.tree["scenes"] = [{"nodes": list(range(2001))}]
        assert builder.refusal(tmp_path).startswith("5,002,500 triangles, expected at most 5,000,000")


class TestMaterials:
    def test_defaults_are_gltf_s(self, tmp_path):
        surface, _ = looks(tmp_path, {})
        assert surface.base_color == (1.0, 1.0, 1.0)
        assert surface.metallic == surface.roughness == 1.0
        assert surface.transmission == surface.coat == surface.emission_strength == 0.0

    def test_factors_are_linear(self, tmp_path):
        """Linear 0.21404 is sRGB 0.5 (IEC 61966-2-1)."""
        pbr = {"baseColorFactor": [0.21404114, 0, 1, 1], "metallicFactor": 0.25, "roughnessFactor": 0.75}
        surface, _ = looks(tmp_path, {"pbrMetallicRoughness": pbr})
        assert surface.base_color == pytest.approx((0.5, 0, 1), abs=1e-6)
        assert (surface.metallic, surface.roughness) == (0.25, 0.75)

    def test_extensions(self, tmp_path):
        surface, _ = looks(
            tmp_path,
            {
                "emissiveFactor": [1, 0, 0],
                "extensions": {
                    "KHR_materials_transmission": {"transmissionFactor": 0.9},
                    "KHR_materials_ior": {"ior": 1.33},
                    "KHR_materials_clearcoat": {"clearcoatFactor": 0.5},
                    "KHR_materials_emissive_strength": {"emissiveStrength": 7.0},
                },
            },
        )
        assert (surface.transmission, surface.ior, surface.coat) == (0.9, 1.33, 0.5)
        assert (surface.emission, surface.emission_strength) == ((1, 0, 0), 7.0)

    def test_specular_glossiness(self, tmp_path):
        old = {"diffuseFactor": [1, 0, 0, 1], "glossinessFactor": 0.8}
        surface, notes = looks(tmp_path, {"extensions": {"KHR_materials_pbrSpecularGlossiness": old}})
        assert surface.base_color == (1, 0, 0)
        assert surface.roughness == pytest.approx(0.2)
        assert surface.metallic == 0.0
        assert any("specular-glossiness" in note for note in notes)

    def test_picture_times_factor(self, tmp_path):
        """sRGB 188 is linear 0.5029; half of it is sRGB 137 (0.2514 → 0.5388)."""
        builder = Builder()
        picture = np.full((2, 4, 3), 188, np.uint8)
        pbr = {"baseColorTexture": builder.picture(picture), "baseColorFactor": [1, 0.5, 0, 1]}
        builder.square({"pbrMetallicRoughness": pbr})
        (surface,) = builder.load(tmp_path).model.materials
        assert surface.base_color.pixels.shape == (2, 4, 3)
        np.testing.assert_array_equal(surface.base_color.pixels[0, 0], [188, 137, 0])
        assert not surface.base_color.data

    def test_metal_and_roughness_come_from_blue_and_green(self, tmp_path):
        builder = Builder()
        picture = np.zeros((2, 2, 3), np.uint8)
        picture[..., 1] = [[0, 100], [200, 255]]
        picture[..., 2] = 51
        pbr = {"metallicRoughnessTexture": builder.picture(picture), "roughnessFactor": 0.5}
        builder.square({"pbrMetallicRoughness": pbr})
        (surface,) = builder.load(tmp_path).model.materials
        np.testing.assert_array_equal(surface.roughness.pixels[..., 0], [[0, 50], [100, 128]])
        assert surface.roughness.data
        assert surface.metallic == pytest.approx(0.2)

    def test_normal_map_and_its_scale(self, tmp_path):
        builder = Builder()
        flat = np.full((2, 2, 3), (128, 128, 255), np.uint8)
        tilted = np.full((2, 2, 3), (218, 128, 218), np.uint8)  # 45° about y
        for pixels, scale, expected in ((flat, 1, (128, 128, 255)), (tilted, 0, (128, 128, 255))):
            builder = Builder()
            builder.square({"normalTexture": {**builder.picture(pixels), "scale": scale}})
            (surface,) = builder.load(tmp_path).model.materials
            assert surface.normal_map.data
            assert np.abs(surface.normal_map.pixels[0, 0].astype(int) - expected).max() <= 1

    def test_clamped_sampler(self, tmp_path):
        builder = Builder()
        picture = builder.picture(np.zeros((2, 2, 3)), {"wrapS": 33071, "wrapT": 33071})
        builder.square({"pbrMetallicRoughness": {"baseColorTexture": picture}})
        assert builder.load(tmp_path).model.materials[0].base_color.tiles == "extend"

    def test_texture_transform(self, tmp_path):
        """A quarter turn counter-clockwise (Khronos' sample viewer), scale, offset and the second uv set."""
        builder = Builder()
        place = {"offset": [0.25, 0.5], "scale": [2, 3], "rotation": np.pi / 2, "texCoord": 1}
        picture = {**builder.picture(np.zeros((2, 2, 3))), "extensions": {"KHR_texture_transform": place}}
        other = builder.array((UV * 0.5).astype("<f4"))
        builder.square(
            {"pbrMetallicRoughness": {"baseColorTexture": picture}}, attributes={"TEXCOORD_1": other}
        )
        mesh = builder.load(tmp_path).model.mesh
        u, v = (
            (mesh.vertices[mesh.triangles][..., 0] / 0.2 + 0.5) * 0.5,
            (1 - mesh.vertices[mesh.triangles][..., 2] / 0.1) * 0.5,
        )
        # (u, v) scaled to (2u, 3v); a quarter turn takes (x, y) with y down to (y, −x).
        expected = np.stack([3 * v + 0.25, 1 - (-2 * u + 0.5)], axis=-1)
        np.testing.assert_allclose(mesh.uv, expected, atol=1e-5)

    def test_missing_and_damaged_pictures(self, tmp_path):
        builder = Builder()
        builder.tree |= {"textures": [{"source": 0}, {"source": 1}, {}], "images": [{"uri": "gone.png"}]}
        builder.tree["images"].append({"bufferView": builder.view(b"no picture"), "name": "wood"})
        for index in range(3):
            builder.square({"pbrMetallicRoughness": {"baseColorTexture": {"index": index}}})
            builder.tree["nodes"][-1]["translation"] = [0, 0, index]
        notes = builder.load(tmp_path).notes
        assert "the picture gone.png is missing: a plain colour is used" in notes
        assert any(note.startswith("the picture wood cannot be read: it begins with") for note in notes)
        assert (
            "the picture of a material is in a form that is not read (KTX2?): a plain colour is used" in notes
        )

    def test_large_and_16_bit_pictures(self, tmp_path):
        builder = Builder()
        deep = io.BytesIO()
        Image.fromarray(np.full((2, 2), 40000, np.uint16)).save(deep, "PNG")
        builder.tree["images"] = [{"bufferView": builder.view(deep.getvalue()), "mimeType": "image/png"}]
        builder.tree["textures"] = [{"source": 0}]
        builder.square({"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}})
        large = builder.picture(np.full((4, 8192, 3), 99))
        builder.square({"pbrMetallicRoughness": {"baseColorTexture": large}})
        builder.tree["nodes"][1]["translation"] = [0, 0, 1]
        one, two = builder.load(tmp_path).model.materials
        assert (one.base_color.pixels == 40000 >> 8).all()
        assert two.base_color.pixels.shape == (2, 4096, 3)

    def test_only_materials_in_use_are_kept_in_order(self, tmp_path):
        builder = Builder(materials=[{"name": "unused"}])
        for number in range(2):
            builder.square({"pbrMetallicRoughness": {"roughnessFactor": number / 4}})
            builder.tree["nodes"][-1]["translation"] = [0, 0, number]
        model = builder.load(tmp_path).model
        assert [material.roughness for material in model.materials] == [0.0, 0.25]
        np.testing.assert_array_equal(model.mesh.part_ids, [0, 0, 1, 1])

    @pytest.mark.parametrize("kind", ["f4", "u1"])
    def test_vertex_colors_multiply_the_factor(self, tmp_path, kind):
        builder = Builder()
        half = np.full((4, 4), 0.5, "<f4") if kind == "f4" else np.full((4, 4), 128, "<u1")
        colors = builder.array(half, normalized=kind == "u1")
        pbr = {"baseColorFactor": [0.42808, 0, 1, 1]}
        builder.square({"pbrMetallicRoughness": pbr}, attributes={"COLOR_0": colors})
        (surface,) = builder.load(tmp_path).model.materials
        # Linear 0.42808 / 2 is sRGB 0.5; linear 0.5 is sRGB 0.7354.
        assert surface.base_color == pytest.approx((0.5, 0, 0.7354), abs=0.004)

    def test_white_vertex_colors_change_nothing(self, tmp_path):
        builder = Builder()
        colors = builder.array(np.ones((4, 3), "<f4"))
        builder.square({}, attributes={"COLOR_0": colors})
        model = builder.load(tmp_path).model
        assert model.materials[0].base_color == (1, 1, 1)
        assert model.mesh.uv is not None


class TestAlpha:
    LEAF = np.zeros((4, 4, 4), np.uint8)
    LEAF[..., :3] = 90
    LEAF[:2, :, 3] = 255

    def with_picture(self, folder, pixels, **material):
        builder = Builder()
        pbr = {"baseColorTexture": builder.picture(pixels)} | material.pop("pbr", {})
        builder.square({"pbrMetallicRoughness": pbr, **material})
        loaded = builder.load(folder)
        return loaded.model.materials[0], loaded.notes

    def test_opaque_ignores_alpha(self, tmp_path):
        assert self.with_picture(tmp_path, self.LEAF)[0].cutout is None

    @pytest.mark.parametrize(("cutoff", "kept"), [(0.2, 3), (0.5, 2), (0.9, 1)])
    def test_mask_is_cut_at_its_cutoff(self, tmp_path, cutoff, kept):
        """Rows of alpha 1, 0.6, 0.3 and 0: what is kept is opaque, the rest is not there."""
        pixels = np.zeros((4, 4, 4), np.uint8)
        pixels[..., 3] = np.array([255, 153, 77, 0])[:, None]
        surface, _ = self.with_picture(tmp_path, pixels, alphaMode="MASK", alphaCutoff=cutoff)
        assert (surface.cutout.pixels[:, 0, 3] == np.where(np.arange(4) < kept, 255, 0)).all()
        assert surface.transmission == 0
        assert isinstance(surface.base_color, Texture)

    def test_blended_leaf_is_a_cutout(self, tmp_path):
        surface, _ = self.with_picture(tmp_path, self.LEAF, alphaMode="BLEND")
        np.testing.assert_array_equal(surface.cutout.pixels[..., 3], self.LEAF[..., 3])

    def test_blended_factor_is_glass(self, tmp_path):
        surface, notes = looks(
            tmp_path, {"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.3]}}
        )
        assert surface.cutout is None
        assert surface.transmission == pytest.approx(0.7)
        assert "a blended material is taken as clear (70%), as glass is: it is there in the labels" in notes

    def test_blended_but_opaque(self, tmp_path):
        surface, notes = looks(tmp_path, {"alphaMode": "BLEND"})
        assert surface.cutout is None
        assert surface.transmission == 0
        assert len(notes) == 2

    def test_what_is_wholly_transparent_is_left_out(self, tmp_path):
        """A hidden collision hull neither renders nor counts towards the size."""
        builder = Builder()
        builder.square({})
        builder.square({"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0]}})
        builder.tree["nodes"][1]["scale"] = [100, 100, 100]
        loaded = builder.load(tmp_path)
        assert len(loaded.model.mesh.triangles) == 2
        assert "2 triangles are wholly transparent and are left out" in loaded.notes
