"""``cyclorama assets``: what there is, by hand and by program; every mistake is one line."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import cv2
import pytest
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


def test_a_strip_shows_six_sides(run, tmp_path: Path) -> None:
    pytest.importorskip("bpy")
    status, out, _err = run("show", "procedural/teapot")
    assert (status, out) == (0, "procedural/teapot, CC0-1.0: procedural-teapot.png\n")
    strip = cv2.imread(str(tmp_path / "procedural-teapot.png"))
    assert strip.shape == (240, 6 * 280, 3)
    views = [strip[:, 280 * i : 280 * (i + 1)].astype(float) for i in range(6)]
    # A spout and a handle: what is seen from one side is not what is seen from the next.
    assert min(abs(a - b).mean() for a, b in itertools.pairwise(views)) > 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "procedural/teepot"), "asset procedural/teepot: there is none of that id. Did you mean"),
        (("show", "procedural/mug", "--out", "a.gif"), "a.gif: its ending is '.gif', expected .png or .jpg"),
        (("install",), "name packs, or give --all; there are furniture"),
        (("install", "sky"), "pack sky: there is none of that name; there are furniture, people, skies."),
        (("list", "--licence", "cc by"), "licence 'cc by': expected SPDX names"),
    ],
)
def test_a_mistake_is_one_line(run, words, said: str) -> None:
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.startswith(f"cyclorama: {said}") or said in err
    assert err.count("\n") == 1
