"""A user's folder of models: categories from folders, hashes of everything that matters, the cache."""

import hashlib
import json
import math
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import trimesh
from cyclorama.annotate.categories import categories
from cyclorama.assets.importing import model_files, user_models
from cyclorama.assets.importing.model_cache import pack, unpack
from cyclorama.assets.importing.model_files import FORMATS
from cyclorama.assets.importing.user_models import load, scan
from cyclorama.assets.model import Model, Source
from cyclorama.errors import ModelFileError
from cyclorama.recipe import ModelEntry
from PIL import Image


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def cad(tmp_path):
    """my_cad/bolt/m8.stl, my_cad/bolt/steel/m10.STL and my_cad/gear/a.glb."""
    folder = tmp_path / "my_cad"
    save(folder / "bolt" / "m8.stl", (20, 30, 50))
    save(folder / "bolt" / "steel" / "m10.stl", (25, 30, 50))
    (folder / "bolt" / "steel" / "m10.stl").rename(folder / "bolt" / "steel" / "m10.STL")
    save(folder / "gear" / "a.glb", (0.1, 0.1, 0.02))
    return folder


def save(path, sides):
    path.parent.mkdir(parents=True, exist_ok=True)
    trimesh.creation.box(sides).export(path)


def textured(folder):
    """A square with an MTL file and a picture: three files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.obj").write_text(
        "mtllib a.mtl\nv 0 0 0\nv 40 0 0\nv 40 20 0\nvt 0 0\nvt 1 0\nvt 1 1\nusemtl wood\nf 1/1 2/2 3/3\n"
    )
    (folder / "a.mtl").write_text("newmtl wood\nmap_Kd oak.png\n")
    Image.new("RGB", (4, 2), (200, 100, 50)).save(folder / "oak.png")
    return folder / "a.obj"


def refusal(function, *arguments):
    with pytest.raises(ModelFileError) as caught:
        function(*arguments)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def only_hash(folder):
    (entry,) = scan(folder)
    return entry.sha256


class TestScan:
    def test_top_folder_names_the_category(self, cad):
        entries = scan(cad)
        assert [(e.path, e.category) for e in entries] == [
            ("bolt/m8.stl", "bolt"),
            ("bolt/steel/m10.STL", "bolt"),
            ("gear/a.glb", "gear"),
        ]
        assert all(isinstance(entry, ModelEntry) for entry in entries)
        # A file that stands alone has the hash that sha256sum prints.
        assert entries[0].sha256 == hashlib.sha256((cad / "bolt" / "m8.stl").read_bytes()).hexdigest()

    def test_the_place_does_not_matter(self, cad, tmp_path):
        elsewhere = tmp_path / "else" / "where"
        shutil.copytree(cad, elsewhere)
        assert scan(elsewhere) == scan(cad)

    def test_text_is_accepted_as_a_path(self, cad):
        assert scan(str(cad)) == scan(cad)

    def test_missing_file_empty(self, tmp_path, cad):
        gone = tmp_path / "gone"
        assert refusal(scan, gone) == f"{gone}: there is no such folder; check the path"
        file = cad / "bolt" / "m8.stl"
        assert (
            refusal(scan, file)
            == f"{file}: it is a file; give the folder that holds a folder for each category"
        )
        empty = tmp_path / "empty"
        empty.mkdir()
        expected = (
            f"{empty}: no model files; expected folders named after their category that hold "
            f"{' '.join(sorted(FORMATS))} files, such as {empty / 'bolt' / 'm8.stl'}"
        )
        assert refusal(scan, empty) == expected
        (empty / "README.txt").write_text("nothing here")
        assert refusal(scan, empty) == expected

    def test_loose_file(self, cad):
        save(cad / "loose.stl", (20, 20, 20))
        assert refusal(scan, cad) == (
            f"{cad / 'loose.stl'}: a model's folder names its category, and this one has none; put it into a "
            f"folder, such as {cad / 'bolt' / 'loose.stl'}"
        )

    def test_folder_of_files_that_are_not_read(self, cad):
        (cad / "nut").mkdir()
        (cad / "nut" / "m8.STEP").write_text("ISO-10303-21;")
        assert refusal(scan, cad) == (
            f"{cad / 'nut' / 'm8.STEP'}: .STEP files are not read, expected "
            f"{' '.join(sorted(FORMATS))}; export it as GLB"
        )
        # Beside a file that is read, the CAD program's own file is no mistake.
        shutil.copy(cad / "bolt" / "m8.stl", cad / "nut" / "m8.stl")
        assert len(scan(cad)) == 4

    def test_empty_category(self, cad):
        (cad / "nut").mkdir()
        assert refusal(scan, cad) == (
            f"{cad / 'nut'}: no model files in it, expected {' '.join(sorted(FORMATS))}; "
            "put some there, or remove the folder"
        )

    def test_pictures_and_hidden_names_are_passed_over(self, cad):
        before = scan(cad)
        textured(cad / "textures")
        (cad / "textures" / "a.obj").unlink()
        for name in (".git", "__MACOSX", "bolt/.thumbs"):
            save(cad / name / "x.stl", (20, 20, 20))
        save(cad / "bolt" / "._m8.stl", (20, 20, 20))
        assert scan(cad) == before

    @pytest.mark.parametrize("name", ["a:b", "-x", " ", "x" * 65, "tab\there"])
    def test_names_that_are_no_category(self, cad, name):
        save(cad / name / "a.stl", (20, 20, 20))
        line = refusal(scan, cad)
        assert line.startswith(f"{cad / name}: its name is its category {name.strip()!r}"[:120])
        assert "a name has 1 to 64 characters, starts with a letter or digit" in line
        assert line.endswith("rename it")

    def test_every_folder_that_is_read_has_a_name_that_labels_take(self, cad):
        """Or all images would be rendered before the labels refuse it."""
        names = ["bolt@2", "50% steel", "m8=1", "nut!", "etc.", "a[b]", "screw, long", "1;2", "Ø 8'"]
        for name in names:
            save(cad / name / "a.stl", (20, 20, 20))
        found = {e.category for e in scan(cad)}
        assert found == {"bolt", "gear", *names}
        assert len(categories(found)) == len(found)

    def test_names_are_kept_as_they_are(self, cad):
        """Capitals, blanks and underscores stay; only Unicode is composed, as systems differ in that."""
        for name in ("Hex Nut_2", "Schlu\u0308ssel"):
            save(cad / name / "a.stl", (20, 20, 20))
        assert {e.category for e in scan(cad)} == {"bolt", "gear", "Hex Nut_2", "Schl\u00fcssel"}

    def test_two_folders_of_one_name(self, cad):
        for name in ("hex_nut", "Hex nut"):
            save(cad / name / "a.stl", (20, 20, 20))
        assert refusal(scan, cad) == (
            f"{cad / 'hex_nut'}: its name and that of Hex nut would be one category to most people; rename "
            "one, or put their files together"
        )

    def test_unreadable_file(self, cad, monkeypatch):
        def refuse(self):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert (
            refusal(scan, cad)
            == f"{cad / 'bolt' / 'm8.stl'}: cannot be read: Permission denied; mend its permissions"
        )

    def test_a_link_to_a_folder_above_is_not_followed(self, cad):
        os.symlink(cad, cad / "bolt" / "loop")
        assert len(scan(cad)) == 3

    def test_damaged_files_are_scanned(self, tmp_path):
        """What is wrong is said when they are loaded; the scan only lists them."""
        for suffix in (".glb", ".gltf", ".obj", ".ply", ".3mf"):
            path = tmp_path / "cad" / "x" / f"a{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b'{"buffers": 7} mtllib \xff\xfe')
        assert len(scan(tmp_path / "cad")) == 5


class TestHash:
    @pytest.mark.parametrize("name", ["a.obj", "a.mtl", "oak.png"])
    def test_every_file_that_is_used_counts(self, tmp_path, name):
        textured(tmp_path / "cad" / "table")
        before = only_hash(tmp_path / "cad")
        path = tmp_path / "cad" / "table" / name
        path.write_bytes(path.read_bytes() + b"\n")
        changed = only_hash(tmp_path / "cad")
        path.unlink()
        if name != "a.obj":
            assert len({before, changed, only_hash(tmp_path / "cad")}) == 3
        assert before != changed

    def test_buffers_of_gltf_count(self, tmp_path):
        folder = tmp_path / "cad" / "gear"
        folder.mkdir(parents=True)
        for name, data in trimesh.exchange.gltf.export_gltf(trimesh.Scene(trimesh.creation.box())).items():
            (folder / name).write_bytes(data)
        before = only_hash(tmp_path / "cad")
        buffer = next(folder.glob("*.bin"))
        buffer.write_bytes(buffer.read_bytes() + b"\0")
        assert only_hash(tmp_path / "cad") != before

    def test_other_files_do_not_count(self, tmp_path):
        textured(tmp_path / "cad" / "table")
        before = only_hash(tmp_path / "cad")
        (tmp_path / "cad" / "table" / "notes.txt").write_text("x")
        assert only_hash(tmp_path / "cad") == before

    def test_what_model_toml_says_counts(self, cad):
        before = {e.path: e.sha256 for e in scan(cad)}
        (cad / "bolt" / "model.toml").write_text('unit = "mm"\n')
        after = {e.path: e.sha256 for e in scan(cad)}
        assert after["gear/a.glb"] == before["gear/a.glb"]
        assert after["bolt/m8.stl"] != before["bolt/m8.stl"]


class TestSettings:
    def test_deeper_folders_and_files_overrule(self, cad):
        (cad / "model.toml").write_text('licence = "CC0-1.0"\nauthor = "Ann"\ndensity_kg_m3 = 1000\n')
        (cad / "bolt" / "model.toml").write_text(
            'density_kg_m3 = 7850\n[files."m8.stl"]\nlicence = "CC-BY-4.0"\nunit = "inch"\n'
        )
        (cad / "bolt" / "steel" / "model.toml").write_text('author = "Bob"\nup = "y"\n')
        m8, m10, gear = load(cad, scan(cad))
        assert (m8.source.licence, m8.source.author, m8.density_kg_m3) == ("CC-BY-4.0", "Ann", 7850)
        assert (m10.source.licence, m10.source.author, m10.density_kg_m3) == ("CC0-1.0", "Bob", 7850)
        assert (gear.source.licence, gear.source.author, gear.density_kg_m3) == ("CC0-1.0", "Ann", 1000)
        assert np.ptp(m8.mesh.vertices[:, 2]) == pytest.approx(50 * 0.0254)
        assert np.ptp(m10.mesh.vertices[:, 2]) == pytest.approx(0.03)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("unit = 'yards'", "unit = 'yards': Input should be 'm', 'cm', 'mm', 'um', 'inch' or 'foot'"),
            ("up = 3", "up = 3: Input should be 'x', 'y' or 'z'"),
            ("density_kg_m3 = 0", "density_kg_m3 = 0: Input should be greater than or equal to 1"),
            ("density_kg_m3 = nan", "density_kg_m3 = nan: Input should be a finite number"),
            (
                "units = 'mm'",
                "unknown key units; it may hold unit, up, licence, author, density_kg_m3, object, height_m, "
                "files. "
                "Did you mean unit?",
            ),
            ("unit = ", "not TOML: Invalid value (at end of document)"),
            (
                "[files.'m9.stl']\nunit = 'mm'",
                '[files."m9.stl"] names a file that is not in its folder. Did you mean m8.stl?',
            ),
        ],
    )
    def test_mistakes(self, cad, text, message):
        toml = cad / "bolt" / "model.toml"
        toml.write_text(text)
        assert refusal(scan, cad) == f"{toml}: {message}"


class TestLoad:
    def test_models_in_order_with_their_source(self, cad):
        entries = scan(cad)
        models = load(cad, entries)
        assert all(isinstance(model, Model) for model in models)
        assert [(m.name, m.category) for m in models] == [("m8", "bolt"), ("m10", "bolt"), ("a", "gear")]
        assert models[0].source == Source("bolt/m8.stl", None, None, entries[0].sha256, origin="user")
        np.testing.assert_allclose(
            models[0].mesh.bounds, [[-0.01, -0.015, 0], [0.01, 0.015, 0.05]], atol=1e-7
        )
        assert models[0].density_kg_m3 == Model.density_kg_m3
        (again,) = load(cad, entries[2:])
        assert again.mesh.digest == models[2].mesh.digest

    def test_notes_name_their_file(self, cad):
        lines = []
        load(cad, scan(cad), lines.append)
        assert lines[0] == (
            f"{cad / 'bolt' / 'm8.stl'}: taken in millimetres, from its size, as its format says no unit: "
            "20 mm × 30 mm × 50 mm"
        )
        again = []
        load(cad, scan(cad), again.append)
        assert again == lines  # from the cache too

    def test_the_cache_saves_parsing_and_changes_nothing(self, tmp_path, monkeypatch):
        textured(tmp_path / "cad" / "table")
        entries = scan(tmp_path / "cad")
        (fresh,) = load(tmp_path / "cad", entries)

        def fail(*_):
            raise AssertionError("parsed again")

        monkeypatch.setattr(user_models, "build", fail)
        (kept,) = load(tmp_path / "cad", entries)
        assert kept.mesh.digest == fresh.mesh.digest
        assert kept.materials[0].base_color.digest == fresh.materials[0].base_color.digest
        assert kept.source == fresh.source

    def test_a_damaged_cache_costs_time_only(self, cad, monkeypatch):
        entries = scan(cad)
        before = load(cad, entries)
        files = [p for p in Path(os.environ["CYCLORAMA_CACHE"]).rglob("*") if p.is_file()]
        assert len(files) == 3
        for file in files:
            file.write_bytes(file.read_bytes()[:100])
        assert [m.mesh.digest for m in load(cad, entries)] == [m.mesh.digest for m in before]

    def test_two_paths_of_equal_content_keep_their_own_names(self, cad):
        shutil.copy(cad / "bolt" / "m8.stl", cad / "gear" / "copy.stl")
        models = load(cad, scan(cad))
        assert [(m.name, m.category, m.source.id) for m in models[-1:]] == [("copy", "gear", "gear/copy.stl")]

    def test_a_file_that_changed(self, cad):
        entries = scan(cad)
        save(cad / "bolt" / "m8.stl", (20, 30, 51))
        assert refusal(load, cad, entries) == (
            f"{cad / 'bolt' / 'm8.stl'}: it, a file that it uses, or its model.toml has changed since the "
            "dataset was begun; put the old one back, or begin a new dataset"
        )

    def test_a_file_that_is_gone(self, cad):
        entries = scan(cad)
        (cad / "gear" / "a.glb").unlink()
        assert (
            refusal(load, cad, entries) == f"{cad / 'gear' / 'a.glb'}: there is no such file; check the path"
        )

    def test_a_bad_file_names_itself(self, cad):
        (cad / "gear" / "a.glb").write_bytes((cad / "gear" / "a.glb").read_bytes()[:300])
        line = refusal(load, cad, scan(cad))
        assert line.startswith(f"{cad / 'gear' / 'a.glb'}: it is cut off: 300 of ")

    @pytest.mark.parametrize("path", ["../other/a.stl", "/etc/a.stl"])
    def test_never_leaves_its_folder(self, cad, path):
        entry = ModelEntry(path=path, category="x", sha256="0" * 64)
        assert refusal(load, cad, [entry]) == f"{path}: a model's path stays within its folder {cad}"


class TestPack:
    def test_every_field_survives(self, tmp_path):
        """A textured and a plain file, to bytes and back: equal mesh, materials, notes; no pickle inside."""
        for path in (textured(tmp_path / "table"), tmp_path / "m8.stl"):
            if path.suffix == ".stl":
                save(path, (20, 30, 50))
            loaded = model_files.load(path)
            data = pack((loaded.model.mesh, loaded.model.materials, loaded.notes))
            mesh, materials, notes = unpack(data)
            assert mesh.digest == loaded.model.mesh.digest
            assert mesh.sharp_angle_deg == loaded.model.mesh.sharp_angle_deg
            assert notes == loaded.notes
            for one, two in zip(materials, loaded.model.materials, strict=True):
                assert {k: getattr(v, "digest", v) for k, v in vars(one).items()} == {
                    k: getattr(v, "digest", v) for k, v in vars(two).items()
                }
            # Written twice, the same bytes.
            assert pack((mesh, materials, notes)) == data

    def test_the_text_is_json(self, tmp_path):
        save(tmp_path / "m8.stl", (20, 30, 50))
        loaded = model_files.load(tmp_path / "m8.stl")
        line, _, arrays = pack((loaded.model.mesh, loaded.model.materials, ())).partition(b"\n")
        said = json.loads(line)
        assert said["notes"] == []
        sides = {
            name: np.dtype(kind).itemsize * math.prod(shape) for name, (kind, shape) in said["arrays"].items()
        }
        assert sum(size + -size % 16 for size in sides.values()) == len(arrays)
