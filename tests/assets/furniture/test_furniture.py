"""A library's models come out in their real size and the right way round; a bad one harms nobody."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from cyclorama.assets import furniture
from cyclorama.assets.furniture.catalogue import properties
from cyclorama.assets.material import Texture
from cyclorama.draw import Draw
from cyclorama.errors import AssetError, ModelFileError


def built(slug: str):
    (entry,) = [e for e in furniture.entries() if e.id == f"furniture/{slug}"]
    return entry, entry.build(Draw(0, 0))


def front_of(model):
    """Corners of the triangles of the red part, shape (n, 3, 3)."""
    (part,) = [i for i, m in enumerate(model.materials) if m.base_color == (1.0, 0.0, 0.0)]
    return model.mesh.vertices[model.mesh.triangles[model.mesh.part_ids == part]]


def everything_below(folder):
    return {p.relative_to(folder) for p in folder.rglob("*") if p.is_file()}


class TestEntries:
    def test_there_are_none_without_the_pack(self, monkeypatch, tmp_path):
        monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path))
        assert furniture.entries() == ()
        assert furniture.refused() == ()

    def test_a_row_says_what_the_catalogue_says(self, members, write):
        write(members)
        box, turned = furniture.entries()
        assert (box.id, box.category, box.licence, box.author) == ("furniture/box", "chair", "CC0-1.0", "Ann")
        assert box.size_m == (0.4, 0.5, 0.9)
        assert {"chair", "wood", "seat", "living", "room"} <= box.tags
        assert turned.category is None
        assert furniture.refused() == ()

    def test_a_library_of_unknown_licence_is_not_listed(self, members, write):
        name = "PluginFurnitureCatalog.properties"
        members[name] = members[name].replace(b"Public domain", b"All rights reserved")
        write(members)
        assert furniture.entries() == ()
        assert [slug for slug, _ in furniture.refused()] == ["box", "turned"]
        assert "All rights reserved" in furniture.refused()[0][1]

    def test_a_licence_beside_the_model_that_asks_for_more_holds(self, members, write):
        members["test/box/12 - LICENSE.html"] = b"Released under <b>Creative Commons Attribution 3.0</b>"
        members["test/turned/license.txt"] = b"Creative Commons Attribution-NonCommercial"
        write(members)
        (box,) = furniture.entries()
        assert box.licence == "CC-BY-3.0"
        ((slug, reason),) = furniture.refused()
        assert slug == "turned"
        assert "NonCommercial" in reason

    def test_a_size_that_nothing_has_is_refused(self, members, write):
        name = "PluginFurnitureCatalog.properties"
        members[name] = members[name].replace(b"width#1=50", b"width#1=nan")
        write(members)
        assert [slug for slug, _ in furniture.refused()] == ["box"]

    def test_properties_hold_what_latin_1_lacks(self):
        assert dict(properties(b"a=\\u20ac 1\n#b=2\n! c=3\nd = e=f\n")) == {"a": "€ 1", "d": "e=f"}


class TestModel:
    def test_it_has_its_size_stands_on_the_ground_and_faces_forwards(self, members, write):
        write(members)
        entry, model = built("box")
        low, high = model.mesh.bounds
        assert np.allclose(high - low, entry.size_m)
        assert np.allclose([low[0] + high[0], low[1] + high[1], low[2]], 0, atol=1e-6)
        # The OBJ's +z is the side that Sweet Home 3D shows: it is the front.
        fronts = front_of(model)
        assert np.allclose(fronts[..., 0], 0.2)
        a, b, c = fronts[0].astype(float)
        assert np.cross(b - a, c - a)[0] > 0
        assert model.source is not None
        assert model.source.sha256 == entry.sha256

    def test_its_own_rotation_comes_first(self, members, write):
        """(x, y, z) becomes (x, z, -y): what was z is up, and -y the front."""
        write(members)
        entry, model = built("turned")
        assert np.allclose(np.ptp(model.mesh.vertices, axis=0), entry.size_m)
        assert np.allclose(front_of(model)[..., 2], 0.1)  # z = high became the top

    def test_two_builds_share_mesh_and_materials(self, members, write):
        write(members)
        one, two = built("box")[1], built("box")[1]
        assert one.mesh is two.mesh
        assert all(a is b for a, b in zip(one.materials, two.materials, strict=True))

    def test_the_cache_gives_what_the_file_gives(self, members, write):
        path = write(members)
        model = built("box")[1]
        furniture.loading.load.cache_clear()
        with_cache = built("box")[1]
        assert with_cache.mesh.digest == model.mesh.digest
        (mesh, _, _), names = furniture.loading.parse(path, furniture.entries()[0].build.args[1])
        assert mesh.digest == model.mesh.digest
        assert set(names) == {"body", "front"}


class TestBadArchives:
    """A catalogue without what is damaged would change what scenes draw: it is refused as a whole."""

    def refused(self):
        with pytest.raises(AssetError, match=r"pack furniture is damaged: in .*Test\.sh3f") as caught:
            furniture.entries()
        reason = str(caught.value)
        assert "\n" not in reason
        assert reason.endswith("install the pack again: `cyclorama assets install furniture`")
        return reason

    def test_a_row_without_its_model(self, members, write):
        del members["test/box/box.obj"]
        write(members)
        assert "holds no test/box/box.obj" in self.refused()

    def test_cut_off(self, members, write):
        path = write(members)
        path.write_bytes(path.read_bytes()[:-40])
        assert "cut off" in self.refused()

    def test_no_zip_at_all(self, members, write):
        write(members).write_bytes(b"hello")
        assert "no zip" in self.refused()

    @pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "a/../../evil", "..\\evil", "C:\\evil"])
    def test_a_name_that_leads_out(self, name, members, write, tmp_path):
        write({**members, name: b"x"})
        before = everything_below(tmp_path)
        assert "leads out of it" in self.refused()
        assert everything_below(tmp_path) == before

    def test_a_claim_of_a_gigabyte(self, members, write):
        path = write(members)
        data = bytearray(path.read_bytes())
        at = data.rindex(b"test/box/box.obj") - 46  # its row in the central directory
        struct.pack_into("<I", data, at + 24, 1 << 30)
        path.write_bytes(bytes(data))
        assert "claims 1,073,741,824 bytes" in self.refused()

    def test_content_that_does_not_unpack(self, members, write):
        path = write(members)
        data = bytearray(path.read_bytes())
        at = data.index(b"test/box/box.obj") + len("test/box/box.obj") + 4
        data[at : at + 20] = b"\xff" * 20
        path.write_bytes(bytes(data))
        assert "cannot be unpacked" in self.refused()

    def test_an_obj_that_is_cut_off(self, members, write):
        members["test/box/box.obj"] = members["test/box/box.obj"][:60]
        write(members)
        with pytest.raises(ModelFileError, match=r"box\.obj"):
            built("box")


class TestBadPictures:
    @pytest.mark.parametrize("content", [b"no picture", b"\x89PNG\r\n\x1a\n", None])
    def test_missing_or_none(self, content, members, write, tmp_path):
        if content is None:
            del members["test/box/wood.png"]
        else:
            members["test/box/wood.png"] = content
        path = write(members)
        _, model = built("box")
        assert not any(isinstance(m.base_color, Texture) for m in model.materials)
        (_, _, notes), _ = furniture.loading.load(path, furniture.entries()[0].build.args[1])
        assert any("wood.png" in note for note in notes)

    def test_a_header_that_claims_more_than_memory(self, members, write):
        size = struct.pack(">II", 40_000, 40_000)
        members["test/box/wood.png"] = members["test/box/wood.png"].replace(struct.pack(">II", 3, 2), size)
        write(members)
        assert not any(isinstance(m.base_color, Texture) for m in built("box")[1].materials)

    def test_absolute_paths_are_not_followed(self, members, write, tmp_path):
        secret = tmp_path / "secret.png"
        secret.write_bytes(members["test/box/wood.png"])
        del members["test/box/wood.png"]
        members["test/box/box.mtl"] = MTL_WITH(str(secret))
        write(members)
        assert not any(isinstance(m.base_color, Texture) for m in built("box")[1].materials)

    def test_one_that_lies_beside_is_found_by_its_bare_name(self, members, write):
        members["test/box/box.mtl"] = MTL_WITH("C:\\Users\\ann\\WOOD.png")
        write(members)
        assert any(isinstance(m.base_color, Texture) for m in built("box")[1].materials)


def MTL_WITH(picture: str) -> bytes:
    return f"newmtl body\nmap_Kd {picture}\nnewmtl front\n".encode()
