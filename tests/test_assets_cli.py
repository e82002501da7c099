"""``cyclorama assets``: what there is, by hand and by program; every mistake is one line."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import pytest
import trimesh
from cyclorama import cli


@pytest.fixture
def run(capfd, monkeypatch, tmp_path: Path):
    """Run the command line where no pack is installed; gives status, stdout, stderr."""
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "assets"))
    monkeypatch.chdir(tmp_path)

    def call(*words: str):
        with pytest.raises(SystemExit) as caught:
            cli.main(["assets", *words])
        return caught.value.code, *capfd.readouterr()

    return call


def test_the_table_has_a_line_for_each_asset(run) -> None:
    status, out, err = run("list", "--category", "cup")
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split() == ["id", "category", "size", "(m)", "licence", "author", "tags"]
    assert [line.split()[0] for line in lines[1:]] == [
        f"procedural/{kind}" for kind in ("mug", "tea_cup", "espresso_cup", "drinking_glass")
    ]
    assert err == "4 of the catalogue\n"


def test_programs_read_json(run) -> None:
    rows = json.loads(run("list", "--json", "--licence", "cc0", "--tag", "household")[1])
    assert len(rows) == 40
    assert set(rows[0]) == {
        *("id", "category", "size_m", "front", "licence", "author", "source", "sha256", "tags"),
    }
    assert json.loads(run("list", "--json", "--licence", "mit")[1]) == []


def test_skies_are_listed_with_their_sun(run) -> None:
    pytest.importorskip("bpy")
    status, out, err = run("list", "--category", "sky", "--tag", "sun")
    assert (status, err) == (0, "2 of the catalogue\n")
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [
        ["bpy:city", "47.8"],
        ["bpy:sunrise", "8.1"],
    ]
    rows = json.loads(run("list", "--category", "sky", "--json", "--licence", "cc0")[1])
    assert len(rows) == 8
    assert all(len(row["sha256"]) == 64 for row in rows)
    assert json.loads(run("list", "--category", "sky", "--json", "--licence", "cc-by")[1]) == []
    assert json.loads(run("list", "--source", "blender", "--json")[1]) == rows
    assert run("list", "--source", "skies")[::2] == (0, "0 of the catalogue\n")


def test_a_strip_shows_six_sides(run, tmp_path: Path) -> None:
    pytest.importorskip("bpy")
    status, out, _err = run("show", "procedural/teapot")
    assert (status, out) == (0, "procedural/teapot, CC0-1.0: procedural-teapot.png\n")
    strip = cv2.imread(str(tmp_path / "procedural-teapot.png"))
    assert strip.shape == (240, 6 * 280, 3)
    views = [strip[:, 280 * i : 280 * (i + 1)].astype(float) for i in range(6)]
    # A spout and a handle: what is seen from one side is not what is seen from the next.
    assert min(abs(a - b).mean() for a, b in itertools.pairwise(views)) > 1


def test_a_sky_is_shown_all_the_way_round(run, tmp_path: Path) -> None:
    pytest.importorskip("bpy")
    status, out, _err = run("show", "bpy:city")
    assert (status, out) == (0, "bpy:city by Greg Zaal, Poly Haven, CC0-1.0: bpy-city.png\n")
    picture = cv2.imread(str(tmp_path / "bpy-city.png")).astype(float)
    assert picture.shape == (512, 1024, 3)
    assert 60 < picture.mean() < 200
    assert picture[:200].mean() > picture[300:].mean()  # the sky is above


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "bpy:citi"), "environment bpy:citi: there is no such picture. Did you mean bpy:city"),
        (("show", "procedural/teepot"), "Did you mean procedural/teapot"),
        (("show", "procedural/mug", "--out", "a.gif"), "a.gif: its ending is '.gif', expected .png or .jpg"),
        (("install",), "name packs, or give --all; there are furniture"),
        (("install", "sky"), "pack sky: there is none of that name; there are furniture, people, skies."),
        (("list", "--licence", "cc by"), "licence 'cc by': expected SPDX names"),
        (("list", "--licence", "cc-bye"), "licence 'cc-bye': expected SPDX names, or their families, with"),
        (("list", "--licence", "cc-bye"), "Did you mean cc-by"),
        (
            ("list", "--source", "furnitur"),
            "source 'furnitur': there is none of that name; there are procedural, furniture, people, skies, "
            "user. Did you mean furniture?",
        ),
        (("list", "--source", "nosuch"), "source 'nosuch': there is none of that name"),
        (("list", "--category", "cups"), "category 'cups': the catalogue has none of that name; packs that"),
        (("list", "--category", "cups"), "(`cyclorama assets install`). Did you mean cup"),
        (("list", "--category", ""), "category '': the catalogue has none of that name"),
        (("list", "--category", "Sky", "--json"), "Did you mean sky"),
        (("show", "teapot"), "Did you mean procedural/teapot?"),
        (("show", "user/Tea_Cup"), "Did you mean procedural/tea_cup?"),
        (("list", "--tag", "houshold"), "tag 'houshold': there is none of that name; there are europe,"),
        (
            ("list", "--category", "sky", "--source", "pmndrs"),
            "source of skies 'pmndrs': there is none of that name; there are blender, skies.",
        ),
        (("list", "--category", "sky", "--tag", "mon"), "tag of skies 'mon': there is none of that name"),
    ],
)
def test_a_mistake_is_one_line(run, words, said: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.startswith(f"cyclorama: {said}") or said in err
    assert err.count("\n") == 1


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """``mine/chair.stl`` and ``mine/old/stool.obj``, a box of 2 × 1 × 0.5 m and half of it."""
    for name, scale in (("chair.stl", 1.0), ("old/stool.obj", 0.5)):
        path = tmp_path / "mine" / name
        path.parent.mkdir(exist_ok=True)
        trimesh.creation.box((2 * scale, scale, 0.5 * scale)).export(path)
    return tmp_path / "mine"


ADD = ("add", "mine", "--category", "chair", "--licence", "MIT", "--unit", "m")


def test_added_models_are_listed_until_they_are_removed(run, mine: Path) -> None:
    status, out, err = run(*ADD, "--front=+x", "--author", "Ann Example")
    assert (status, err) == (0, "")
    assert [line for line in out.splitlines() if not line.startswith("  ")] == [
        "added mine/chair.stl: user/chair/chair, 2 × 1 × 0.5 m, front +x, MIT",
        "added mine/old/stool.obj: user/chair/old-stool, 1 × 0.5 × 0.25 m, front +x, MIT",
    ]
    rows = json.loads(run("list", "--json", "--source", "user")[1])
    assert [(row["id"], row["size_m"], row["author"]) for row in rows] == [
        ("user/chair/chair", [2, 1, 0.5], "Ann Example"),
        ("user/chair/old-stool", [1, 0.5, 0.25], "Ann Example"),
    ]
    assert run("remove", "user/chair/chair", "user/chair/old-stool") == (
        0,
        "removed user/chair/chair\nremoved user/chair/old-stool\n",
        "",
    )
    assert json.loads(run("list", "--json", "--source", "user")[1]) == []


def test_a_refused_model_is_a_line_and_status_1(run, mine: Path) -> None:
    (mine / "bad.glb").write_bytes(b"glTF")
    (mine / "more.ZIP").touch()
    (mine / "odd.obj").write_text("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 9\n")
    status, out, err = run(*ADD)
    assert (status, err) == (1, "")
    assert out.splitlines()[0] == "passed over mine/more.ZIP: an archive; unpack it here to add what is in it"
    assert out.splitlines()[1].startswith("refused mine/bad.glb: it is cut off: a GLB has at least 20 bytes")
    assert (
        "refused mine/odd.obj: a face names a vertex, or a texture coordinate, that is not there (the " in out
    )
    assert out.count("added ") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "gone", *ADD[2:]), "gone: there is no such folder; give the one that holds the model files"),
        (
            ("add", "mine/chair.stl", *ADD[2:]),
            "mine/chair.stl: it is a file, expected a folder; give the one that it lies in",
        ),
        (("add", "a.zip", *ADD[2:]), "a.zip: it is a file, expected a folder; unpack it into one"),
        (("add", "empty", *ADD[2:]), "empty: no model files in it; expected .3mf .blend .fbx .glb"),
        ((*ADD, "--licence", "foo"), "CC-BY-4.0, or LicenseRef-… for one of your own.\n"),
        (("list", "--licence", "foo"), "with commas between, such as cc0,cc-by.\n"),
        ((*ADD, "--licence", "cc by 4"), "Did you mean CC-BY-4.0"),
        (("add", "mine", "--category", "chair"), "assets add: --licence is missing: expected a name of SPDX"),
        (("add", "mine", "--category", "chair"), "one of your own, such as LicenseRef-unknown"),
        ((*ADD, "--licence", "CC-BY4.0"), "or LicenseRef-… for one of your own. Did you mean CC-BY-4.0"),
        (
            (*ADD, "--category", "Chair"),
            "assets add: category 'Chair': the catalogue has 'chair', and most",
        ),
        ((*ADD, "--category", "traffic_light"), "Did you mean traffic light?"),
        ((*ADD, "--up", "w"), "assets add: up 'w': Input should be 'x', 'y' or 'z'"),
        ((*ADD, "--height", "9km"), "height '9km': expected a length, such as 1.2m, 120cm or 1200mm"),
        ((*ADD, "--height", "900m"), "assets add: height '900m': expected 0.5mm to 50m"),
        ((*ADD, "--height", "0m"), "assets add: height '0m': expected 0.5mm to 50m"),
        (
            ("remove", "user/chair/chiar"),
            "asset user/chair/chiar: the user's own has none of that id. Did you",
        ),
        (("remove", "procedural/mug"), "asset procedural/mug: the user's own has none of that id."),
    ],
)
def test_a_mistake_with_own_models_is_one_line(run, mine: Path, words, said: str) -> None:
    (mine.parent / "empty").mkdir()
    (mine.parent / "a.zip").touch()
    run(*ADD)
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_folder_of_assets_that_is_none_or_cannot_be_written_is_named(run, mine: Path, monkeypatch) -> None:
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(mine / "chair.stl"))
    for words in (("list",), ("install", "skies")):
        status, out, err = run(*words)
        assert (status, out) == (2, "")
        assert err.startswith(
            f"cyclorama: folder of assets {mine / 'chair.stl'}: it is no folder; set CYCLORAMA_"
        )
    assert "it is no folder" in run(*ADD)[2]
    monkeypatch.setenv("CYCLORAMA_ASSETS", "/dev/null/x")
    assert run("list", "--category", "cup")[0] == 0
    status, out, _ = run(*ADD)
    assert status == 1
    assert "refused folder of assets /dev/null/x/user: it cannot be written: Not a directory; change" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("words", ["assets list", "draws tabletop --images 1"])
def test_a_full_disk_behind_stdout_and_a_reader_who_has_enough(words: str, tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "cyclorama.cli", *words.split()]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "No space left on device; free some space there" in done.stderr
    assert done.stderr.count("\n") == 1
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, "Error" in done.stderr) == (0, False)


def test_a_licence_is_spelt_as_spdx_does_or_is_the_users_own(run, mine: Path) -> None:
    for given, said in (("cc-by-4.0", "CC-BY-4.0"), ("LicenseRef-Ann-1", "LicenseRef-Ann-1")):
        status, out, _ = run(*ADD, "--licence", given)
        assert status == 0
        assert f"user/chair/chair, 2 × 1 × 0.5 m, front -y, {said}\n" in out.replace("1 × 2", "2 × 1")
        assert len(json.loads(run("list", "--json", "--licence", given)[1])) == 2
        run("remove", "user/chair/chair", "user/chair/old-stool")


def test_a_removed_asset_can_be_added_otherwise(run, mine: Path) -> None:
    run(*ADD)
    status, out, _ = run(*ADD, "--front=+y")
    assert status == 1
    assert out.count("`cyclorama assets remove user/chair/") == 2
    run("remove", "user/chair/chair", "user/chair/old-stool")
    assert run(*ADD, "--front=+y")[0] == 0
