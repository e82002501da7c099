"""An export is whole or not there, says what it wrote, and never touches the dataset."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from cyclorama import cli
from cyclorama.annotate.formats import FORMATS
from cyclorama.annotate.formats.export import export
from cyclorama.annotate.formats.frames import Frames
from cyclorama.dataset import Dataset
from cyclorama.errors import DatasetError


@pytest.fixture(scope="module")
def folder(block, ahead, record_of, dataset_of):
    records = [record_of([block("car", 9, 2)], ahead), record_of([], ahead, index=1)]
    for frame, record in enumerate(records):
        record["sequence"] = {"number": 0, "frame": frame, "fps": 10}
    return dataset_of(*records)


@pytest.fixture
def run(capfd):
    def call(*words):
        with pytest.raises(SystemExit) as caught:
            cli.main([str(word) for word in words])
        return caught.value.code, *capfd.readouterr()

    return call


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_every_time_and_says_what_it_wrote(folder, run, tmp_path, name):
    before = {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}
    status, out, err = run("export", folder, "--format", name, "--out", tmp_path / "a")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].lower() == f"{name}: 2 images with 1 car"
    assert out.splitlines()[-1] == f"the export is in {tmp_path / 'a'}"
    run("export", folder, "--format", name, "--out", tmp_path / "b")
    a, b = (
        {p.relative_to(tmp_path / x): p.read_bytes() for p in (tmp_path / x).rglob("*") if p.is_file()}
        for x in "ab"
    )
    assert a == b
    assert len(a) > 2
    assert before == {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_mistakes_are_one_line(folder, run, tmp_path):
    status, out, err = run("export", folder, "--format", "kiti", "--out", tmp_path / "x")
    assert (status, out) == (2, "")
    assert f"--format kiti: expected one of {', '.join(FORMATS)}. Did you mean kitti?" in err
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    status, _, err = run("export", folder, "--format", "voc", "--out", tmp_path / "full")
    assert status == 2
    assert "it is not empty; an export needs a new or an empty folder" in err
    assert run("export", tmp_path, "--format", "voc", "--out", tmp_path / "x")[0] == 2
    assert not (tmp_path / "x").exists()


def test_whom_to_credit_comes_along(block, ahead, record_of, dataset_of, tmp_path):
    asset = {"id": "a", "licence": "CC-BY-4.0", "author": "An Author", "sha256": None, "title": "A"}
    record = record_of([block("car", 9, 2)], ahead)
    folder = dataset_of({**record, "assets": [{**asset, "origin": "pack", "kind": "model"}]})
    export(Frames(folder, Dataset.open(folder).records), "yolo", tmp_path / "out")
    assert "An Author" in (tmp_path / "out/ATTRIBUTION.md").read_text()


def test_an_empty_folder_may_be_there(folder, tmp_path):
    export(Frames(folder, Dataset.open(folder).records), "voc", tmp_path)
    assert (tmp_path / "JPEGImages").is_dir()


@pytest.mark.parametrize("error", [KeyboardInterrupt, DatasetError, KeyError, OSError])
def test_what_is_interrupted_leaves_nothing(folder, tmp_path, error):
    def records():
        yield from [Dataset.open(folder).record(0)]
        raise error("stop")

    wanted = KeyboardInterrupt if error is KeyboardInterrupt else DatasetError
    with pytest.raises(wanted):
        export(Frames(folder, records), "kitti", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_export_left_is_removed_by_the_next(folder, tmp_path):
    """And what one that still runs is writing is not."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".out.{dead.pid}.tmp/deep").mkdir(parents=True)
    (tmp_path / f".out.{os.getppid()}.tmp").mkdir()
    export(Frames(folder, Dataset.open(folder).records), "yolo", tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == [f".out.{os.getppid()}.tmp", "out"]


def test_a_picture_that_is_missing_is_named(block, ahead, record_of, dataset_of, tmp_path):
    broken = dataset_of(record_of([], ahead))
    (broken / "images/000000.png").unlink()
    with pytest.raises(DatasetError, match=r"images/000000.png: it cannot be read: No such file"):
        export(Frames(broken, Dataset.open(broken).records), "kitti", tmp_path / "out")
