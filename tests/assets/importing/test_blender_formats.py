"""FBX, USD and Blender's files: taken over whole; no script is run, nothing outside is read or written."""

import io
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from cyclorama.assets.importing import blender_formats, model_files, user_assets, user_models
from cyclorama.assets.importing.model_settings import FileSettings
from cyclorama.draw import Draw
from cyclorama.errors import ModelFileError

pytest.importorskip("bpy")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    top = tmp_path_factory.mktemp("made")
    script = Path(__file__).with_name("blender_files.py")
    done = subprocess.run([sys.executable, script, top], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return top


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CYCLORAMA_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def box(made):
    return made / "models" / "box"


def load(path, **said):
    return model_files.load(path, FileSettings(**said))


def refusal(path, **said):
    with pytest.raises(ModelFileError) as caught:
        load(path, **said)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def color(loaded):
    (material,) = loaded.model.materials
    return material.base_color


def files_below(folder):
    return sorted((str(path), path.stat().st_size) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("beside.blend", ["tex/oak.png"]),
        ("beside.fbx", ["tex/oak.png"]),
        ("beside.usda", ["tex/oak.png"]),
        ("beside.usdc", ["tex/oak.png"]),
        ("embedded.fbx", []),
        ("whole.usdz", []),
    ],
)
def test_size_and_picture_come_along_and_nothing_is_written(made, box, name, files):
    before = files_below(made)
    loaded = load(box / name)
    assert np.ptp(loaded.model.mesh.bounds, axis=0) == pytest.approx((0.4, 0.2, 0.3), rel=1e-5)
    assert color(loaded).pixels.shape == (4, 8, 3)
    assert tuple(color(loaded).pixels[0, 0]) == (200, 100, 50)
    assert blender_formats.references(box / name, (box / name).read_bytes()) == files
    assert files_below(made) == before


def test_a_packed_picture_needs_no_file(box):
    loaded = load(box / "packed.blend")
    assert color(loaded).pixels.shape == (4, 16, 3)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("outside.blend", "lies outside the model's folder"),
        ("absolute.blend", "has an absolute path, which is not followed"),
        ("outside.fbx", "lies outside the model's folder"),
        ("absolute.fbx", "lies outside the model's folder"),
        ("outside.usda", "lies outside the model's folder"),
        ("absolute.usdc", "lies outside the model's folder"),
        ("missing.blend", "is missing"),
        ("missing.fbx", "is missing"),
        ("broken.blend", "cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_had_is_noted_by_name(box, name, said):
    loaded = load(box / name)
    picture = {"miss": "gone.png", "brok": "broken.png"}.get(name[:4], "secret.png")
    assert len(color(loaded)) == 3  # a plain colour
    notes = [note for note in loaded.notes if "the picture" in note]
    assert len(notes) == 1, notes
    assert picture in notes[0]
    assert f"{said}: a plain colour is used" in notes[0]


def test_a_picture_that_is_put_there_later_is_seen(made, box, tmp_path):
    copy = tmp_path / "missing.blend"
    copy.write_bytes((box / "missing.blend").read_bytes())
    before = user_models.fingerprint(copy, FileSettings())
    (tmp_path / "gone.png").write_bytes((box / "tex" / "oak.png").read_bytes())
    assert color(load(copy)).pixels.shape == (4, 8, 3)
    assert user_models.fingerprint(copy, FileSettings()) != before


def test_no_script_is_run(made, box):
    load(box / "script.blend")
    assert not (made / "text_ran").exists()
    assert not (made / "driver_ran").exists()


def test_one_object_can_be_picked(box):
    (box / "model.toml").write_text('[files."two.blend"]\nobject = "Ball"\n')
    try:
        settings = user_models.settings_for(box / "two.blend", box.parent)
    finally:
        (box / "model.toml").unlink()
    ball = model_files.load(box / "two.blend", settings)
    assert np.ptp(ball.model.mesh.bounds, axis=0)[2] == pytest.approx(0.2, rel=1e-4)
    both = load(box / "two.blend")
    assert np.ptp(both.model.mesh.bounds, axis=0)[2] > 0.3
    assert "it has no object 'Bal'; it has Ball, Box" in refusal(box / "two.blend", object="Bal")


def test_only_what_blender_reads_has_objects(tmp_path):
    (tmp_path / "a.obj").write_text("v 0 0 0\nv 1 0 0\nv 1 1 0\nf 1 2 3\n")
    assert "object 'Ball' is named for it" in refusal(tmp_path / "a.obj", object="Ball")


def test_a_library_counts_and_a_strangers_is_refused(made, box, tmp_path):
    path = box / "linked.blend"
    assert blender_formats.references(path, path.read_bytes()) == ["two.blend"]
    assert "it takes data from //../../library.blend, outside its folder" in refusal(box / "stranger.blend")
    (tmp_path / "linked.blend").write_bytes(path.read_bytes())
    assert "two.blend, which is missing" in refusal(tmp_path / "linked.blend")


def usda(*names):
    arcs = ", ".join(f"@{name}@" for name in names)
    lines = ("metersPerUnit = 1", 'upAxis = "Z"', "# by ann@home.usd @ work", f"subLayers = [{arcs}]")
    return "#usda 1.0\n(\n" + "\n".join(lines) + '\n)\ndef Xform "a" {}\n'


def test_layers_inside_count_and_others_are_refused(made, box, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.usda").write_text(usda("b/b.usda"))
    (tmp_path / "in" / "b").mkdir()
    (tmp_path / "in" / "b" / "b.usda").write_text(usda("../c.usdc"))
    (tmp_path / "in" / "c.usdc").write_bytes((box / "beside.usdc").read_bytes())
    path = tmp_path / "in" / "a.usda"
    files = blender_formats.references(path, path.read_bytes())
    assert sorted(files) == ["b/b.usda", "c.usdc", "tex/oak.png"]
    assert np.ptp(load(path).model.mesh.bounds, axis=0) == pytest.approx((0.4, 0.2, 0.3), rel=1e-5)
    (tmp_path / "d.usda").write_text(usda())
    for name in ("../d.usda", str(tmp_path / "d.usda"), "C:\\d.usd", "https://x.org/d.usd"):
        path.write_text(usda(name))
        assert f"it takes data from {name}, outside its folder" in refusal(path)
    path.write_text(usda("e.usda"))
    assert "it takes data from e.usda, which is missing" in refusal(path)


def packed(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_bad_files_are_refused_in_a_line_and_nothing_is_written(made, box, tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    good = {kind: (box / f"beside.{kind}").read_bytes() for kind in ("blend", "fbx", "usda", "usdc")}
    good["usdz"] = (box / "whole.usdz").read_bytes()
    claim = zipfile.ZipInfo("big.usda")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(claim, b"#usda 1.0\n" + bytes(5000))
    big = bytearray(file.getvalue())
    at = big.find(b"PK\1\2")
    big[at + 24 : at + 28] = struct.pack("<I", (1 << 30) + 1)
    header, block = good["blend"][:17], good["blend"][17:]
    bad = {
        "cut.blend": (good["blend"][:3000], ""),
        "cut.fbx": (good["fbx"][: len(good["fbx"]) // 2], ""),
        "cut.usdc": (good["usdc"][:500], "it is cut off or damaged"),
        "cut.usdz": (good["usdz"][:2000], "not USDZ, cut off or damaged"),
        "nothing.blend": (b"nothing", "not Blender, or cut off"),
        "nothing.fbx": (b"nothing", "not FBX, or cut off"),
        "nothing.usd": (b"nothing", "not USD"),
        "claim.blend": (header + block[:8] + struct.pack("<q", 1 << 30) * 3 + block[32:], ""),
        "claim.usdz": (bytes(big), "it unpacks to 1 files of 1,073,741,825 bytes"),
        "claim.usdc": (claimed(good["usdc"]), "bytes of names"),
        "up.usdz": (packed(**{"../evil.usda": b"#usda 1.0\n"}), "'../evil.usda', outside itself"),
        "root.usdz": (packed(**{"/evil.usda": b"#usda 1.0\n"}), "'/evil.usda', outside itself"),
        "back.usdz": (packed(**{"..\\evil.usda": b"#usda 1.0\n"}), "outside itself"),
        "leads.usdz": (packed(**{"a.usda": usda("../../evil.usda")}), "../../evil.usda, outside its folder"),
        "empty.usdz": (packed(**{"a.txt": b""}), "no USD layer in it"),
    }
    for name, (content, _) in bad.items():
        (folder / name).write_bytes(content)
    before = files_below(tmp_path)
    for name, (_, said) in bad.items():
        assert said in refusal(folder / name)
    assert files_below(tmp_path) == before


def claimed(data):
    """A crate whose names claim a gigabyte."""
    (contents,) = struct.unpack_from("<q", data, 16)
    at = data.find(b"TOKENS", contents)
    (start,) = struct.unpack_from("<q", data, at + 16)
    return data[: start + 8] + struct.pack("<Q", 1 << 30) + data[start + 16 :]


def test_what_hangs_is_ended(box, monkeypatch):
    monkeypatch.setattr(blender_formats, "TIMEOUT_S", 0.05)
    monkeypatch.setattr(blender_formats, "VERSION", -1)
    assert "Blender was not done with it after 0.05 s" in refusal(box / "beside.fbx")


def test_what_crashes_is_said(box, monkeypatch):
    monkeypatch.setattr(blender_formats, "_CONVERTER", "this")
    monkeypatch.setattr(blender_formats, "VERSION", -2)
    assert "Blender stopped while it read it (status 0)" in refusal(box / "beside.fbx")


def test_without_blender_it_is_said(box, monkeypatch):
    monkeypatch.setattr(blender_formats, "VERSION", -3)
    monkeypatch.setattr(blender_formats.importlib.util, "find_spec", lambda name: None)
    assert "FBX files are read by Blender, which is not installed" in refusal(box / "beside.fbx")


def test_blender_is_asked_once(box, monkeypatch, tmp_path):
    calls = []
    run = blender_formats._run
    monkeypatch.setattr(blender_formats, "_run", lambda *a: calls.append(a) or run(*a))
    monkeypatch.setattr(blender_formats, "VERSION", -4)
    for settings in (FileSettings(), FileSettings(), FileSettings(up="z")):
        user_models.parsed(
            box / "beside.fbx", user_models.fingerprint(box / "beside.fbx", settings), settings
        )
    assert len(calls) == 1


@pytest.mark.parametrize("name", ["beside.blend", "beside.fbx", "beside.usdc"])
def test_what_is_added_needs_neither_its_folder_nor_the_cache(box, tmp_path, monkeypatch, name):
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "store"))
    mine = tmp_path / "mine"
    shutil.copytree(box / "tex", mine / "tex")
    shutil.copy(box / name, mine)
    entry, _ = user_assets.add(mine / name, mine, "box", "MIT", FileSettings())
    mine.rename(tmp_path / "gone")
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    assert entry.build(Draw(1, 0)).materials[0].base_color.pixels.shape == (4, 8, 3)


@pytest.mark.parametrize(
    "name", ["outside.blend", "absolute.fbx", "outside.usda", "missing.fbx", "broken.blend"]
)
def test_what_is_added_has_its_pictures(box, tmp_path, monkeypatch, name):
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "store"))
    with pytest.raises(ModelFileError, match=r"(secret|gone|broken)\.png .*--lenient"):
        user_assets.add(box / name, box, "box", "MIT", FileSettings())
    assert list((tmp_path / "store").rglob("*")) in ([], [tmp_path / "store" / "user"])
    _, notes = user_assets.add(box / name, box, "box", "MIT", FileSettings(), lenient=True)
    assert any("a plain colour is used" in note for note in notes)
    assert not list((tmp_path / "store").rglob("secret.png"))
