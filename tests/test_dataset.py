"""A dataset on disk: whole files, resume, refusals; nothing finished is ever lost."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from cyclorama import files
from cyclorama.annotate.verify import verify
from cyclorama.batch import Batch, frame_maker, render
from cyclorama.dataset import Dataset, differences
from cyclorama.errors import DatasetError
from cyclorama.files import as_json, locked, replaced, write_atomic
from cyclorama.recipe import LabelPolicy, ModelEntry, Recipe
from cyclorama.render.worker import resolve

FAKES = Path(__file__).parent / "fake_frames.py"
RECIPE = Recipe(scene="desk.py:desk", scene_sha256="0" * 64, seed=7, width=64, height=48)
VERSIONS = {"bpy": "5.2.3", "cyclorama": "0.1.0", "python": "3.13.1"}


def make(folder, count=4, recipe=RECIPE, frame="frame", first=0, workers=2, versions=VERSIONS):
    return render(folder, recipe, count, versions, Batch(workers, frame=f"{FAKES}:{frame}"), first)


def tree(folder):
    """Every file's bytes, without what is not reproducible."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "timings" not in path.parts
    }


def read(path):
    return json.loads(path.read_bytes())


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An undisturbed dataset of 30 images, made by one worker."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    assert make(folder, 30, workers=1).failures == []
    return folder


def test_what_is_installed_later_moves_no_draw(tmp_path):
    """Nor does what is gone since: all images choose from what there was at the beginning."""
    begun = RECIPE.model_copy(update={"packs": {"people": "a" * 64}, "user_assets": {"user/cup/a": "b" * 64}})
    later = RECIPE.model_copy(update={"packs": {"furniture": "c" * 64}, "user_assets": {}})
    make(tmp_path, 1, begun, "limited_frame")
    make(tmp_path, 3, later, "limited_frame")
    draws = [read(path)["draws"] for path in sorted((tmp_path / "frames").iterdir())]
    assert [(d["packs"], d["own"]) for d in draws] == [(str(begun.packs), str(begun.user_assets))] * 3


def test_the_folder_of_a_dataset(whole):
    names = set(tree(whole))
    images = {f"images/{i:06d}.png" for i in range(30)}
    records = {f"frames/{i:06d}.json" for i in range(30)}
    assert names == {"dataset.json", "annotations/instances.json", *images, *records}
    assert {p.name for p in (whole / "timings").iterdir()} == {f"{i:06d}.json" for i in range(30)}
    assert verify(whole) == []
    head = read(whole / "dataset.json")
    assert (head["first"], head["count"], head["images"], head["annotations"]) == (0, 30, 30, 30)
    assert (head["small"], head["dropped"]) == (6, {"hidden": 10})
    rows = [(row["id"], row["name"], row["count"]) for row in head["categories"]]
    assert rows == [(51, "bowl", 15), (206, "mug", 15)]
    assert [asset["id"] for asset in head["assets"]] == ["asset0", "asset1", "asset2", "asset3"]
    assert [asset["images"] for asset in head["assets"]] == [8, 8, 7, 7]
    assert {asset["licence_url"] for asset in head["assets"]} == {
        "https://creativecommons.org/publicdomain/zero/1.0/"
    }
    assert "No real person" in head["statement"]
    assert Recipe(**head["recipe"]) == RECIPE
    info = read(whole / "annotations/instances.json")["info"]
    assert info == {"description": "scene desk.py:desk, seed 7", "version": "cyclorama 0.1.0"}


def test_bytes_do_not_depend_on_the_number_of_workers(whole, tmp_path):
    make(tmp_path / "data", 30, workers=3)
    assert tree(tmp_path / "data") == tree(whole)


def test_an_extended_dataset_is_the_same_as_one_made_at_once(whole, tmp_path):
    make(tmp_path, 10)
    assert read(tmp_path / "dataset.json")["count"] == 10
    summary = make(tmp_path, 30)
    assert sorted(summary.done) == list(range(10, 30))
    assert tree(tmp_path) == tree(whole)


def test_one_image_alone_is_the_same(whole, tmp_path):
    make(tmp_path, 1, first=17)
    for name in ("images/000017.png", "frames/000017.json"):
        assert (tmp_path / name).read_bytes() == (whole / name).read_bytes()
    assert read(tmp_path / "annotations/instances.json")["images"][0]["id"] == 17


def test_a_folder_in_which_nothing_is_finished_takes_another_recipe(tmp_path):
    """A script with a typo, mended: the same command again must just go on."""
    make(tmp_path, 4, frame="broken_script_frame")
    assert not list(tmp_path.glob("frames/*.json"))
    mended = RECIPE.model_copy(update={"scene_sha256": "1" * 64})
    assert sorted(make(tmp_path, 3, recipe=mended).done) == [0, 1, 2]
    assert not list(tmp_path.glob("rejects/*"))
    assert Recipe(**read(tmp_path / "dataset.json")["recipe"]) == mended


RUN = """
import json
import sys
from pathlib import Path
from cyclorama.batch import Batch, render
from cyclorama.recipe import Recipe
folder, recipe, count, frame, versions = sys.argv[1:]
recipe = Recipe.model_validate_json(recipe)
render(Path(folder), recipe, int(count), json.loads(versions), Batch(2, frame=frame))
"""


def start(folder, count, frame="frame"):
    words = [folder, RECIPE.model_dump_json(), count, f"{FAKES}:{frame}", json.dumps(VERSIONS)]
    return subprocess.Popen([sys.executable, "-P", "-c", RUN, *map(str, words)])


def workers_of(process):
    try:
        children = process.children()
        return [p for p in children if "cyclorama.render.worker" in p.cmdline()]
    except psutil.Error:
        return []


def test_workers_killed_at_random_lose_nothing(whole, tmp_path):
    """Ten times SIGKILL to a random worker; the run, resumed once for what was set aside, is complete."""
    chance = random.Random(4)
    kills = 0
    folder = tmp_path / "data"
    # Slow frames, so that the run outlasts ten kills on any machine.
    with start(folder, 30, "half_second_frame") as parent:
        process = psutil.Process(parent.pid)
        while kills < 10 and parent.poll() is None:
            time.sleep(chance.uniform(0.2, 0.6))
            workers = workers_of(process)
            if workers:
                chance.choice(workers).kill()
                kills += 1
            # Five workers in turn that are killed at their start would end the run, rightly.
            done = len(list(folder.glob("frames/0*.json")))
            while kills % 4 == 3 and parent.poll() is None:
                if len(list(folder.glob("frames/0*.json"))) > done:
                    break
                time.sleep(0.02)
        parent.wait(60)
    assert kills == 10
    make(folder, 30)
    assert tree(folder) == tree(whole)


def test_a_killed_run_goes_on(whole, tmp_path):
    """The parent gets SIGKILL at random moments, again and again."""
    chance = random.Random(5)
    folder = tmp_path / "data"
    for wanted in (1, 7, 13, 19):
        with start(folder, 30) as parent:
            while len(list(folder.glob("frames/0*.json"))) < wanted and parent.poll() is None:
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.2))
            parent.kill()
    done = len(list((folder / "frames").glob("0*.json")))
    assert 0 < done < 30
    summary = make(folder, 30)
    assert len(summary.done) <= 30 - done
    assert tree(folder) == tree(whole)


def test_what_a_killed_writer_left_is_swept(whole, tmp_path):
    make(tmp_path, 2)
    for name in ("images/.000001.png.4711.tmp", ".dataset.json.12.tmp", "frames/.000003.json.99.tmp"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / "images/000029.png").write_bytes(b"without a record")
    (tmp_path / "images/notes.tmp").write_bytes(b"of the user's own")
    make(tmp_path, 2)
    left = {p.name for p in tmp_path.rglob("*") if "tmp" in p.name or p.name == "000029.png"}
    assert left == {"notes.tmp"}


@pytest.mark.parametrize("harm", ["image shorter", "image gone", "record gone", "record cut"])
def test_a_frame_that_is_not_whole_is_made_again(whole, tmp_path, harm):
    make(tmp_path, 4)
    before = tree(tmp_path)
    image, record = tmp_path / "images/000002.png", tmp_path / "frames/000002.json"
    if harm == "image shorter":
        image.write_bytes(image.read_bytes()[:-1])
    elif harm == "image gone":
        image.unlink()
    elif harm == "record gone":
        record.unlink()
    else:
        record.write_bytes(record.read_bytes()[:100])
    assert make(tmp_path, 4).done == [2]
    assert tree(tmp_path) == before


@pytest.mark.parametrize("harm", ["image gone", "record cut"])
def test_a_frame_that_was_lost_and_cannot_be_made_again_is_a_reject(tmp_path, harm):
    """It is not annotated any more, and why it is missing stays, over runs."""
    make(tmp_path, 4)
    if harm == "image gone":
        (tmp_path / "images/000003.png").unlink()
    else:
        (tmp_path / "frames/000003.json").write_bytes(b'{"index": 3, "anno')
    for _ in range(2):
        summary = make(tmp_path, 4, frame="odd_frame")
        assert [f.index for f in summary.failures] == [3]
        assert [r["index"] for r in Dataset.open(tmp_path).rejects()] == [3]
        assert [row["id"] for row in read(tmp_path / "annotations/instances.json")["images"]] == [0, 1, 2]
        assert read(tmp_path / "dataset.json")["images"] == 3
        assert verify(tmp_path) == []


def test_rejects_are_noted_and_cleared(tmp_path):
    summary = make(tmp_path, 6, frame="odd_frame", workers=1)
    assert [f.index for f in summary.failures] == [1, 3, 5]
    row = read(tmp_path / "rejects/000003.json")
    assert (row["index"], row["reason"], row["attempts"]) == (3, "image 3 is odd", 1)
    assert any("SceneError" in line for line in row["output"])
    assert [r["index"] for r in Dataset.open(tmp_path).rejects()] == [1, 3, 5]
    assert verify(tmp_path) == []
    assert [row["id"] for row in read(tmp_path / "annotations/instances.json")["images"]] == [0, 2, 4]
    make(tmp_path, 6)
    assert not (tmp_path / "rejects").exists()
    assert len(read(tmp_path / "annotations/instances.json")["images"]) == 6


def test_a_changed_recipe_is_refused_field_by_field(tmp_path):
    old = RECIPE.model_copy(update={"given": {"mugs": 3, "weather": "rain"}, "balance": ("sun",)})
    make(tmp_path, 2, old)
    before = tree(tmp_path)
    new = old.model_copy(
        update={
            "seed": 8,
            "width": 80,
            "given": {"mugs": 4},
            "balance": (),
            "labels": LabelPolicy(polygons=True),
            "scene": "elsewhere/desk.py:desk",
            "scene_sha256": "f" * 64,
        }
    )
    with pytest.raises(DatasetError) as caught:
        make(tmp_path, 2, new)
    assert str(caught.value) == (
        f"folder {tmp_path}: its images were made with another recipe: balance sun yes → none; "
        "given mugs 3 → 4; given weather rain → none; labels polygons false → true; "
        "scene_sha256 000000000000 → ffffffffffff; seed 7 → 8; width 64 → 80. "
        "Give the same options to go on, or choose another folder"
    )
    assert tree(tmp_path) == before


def test_where_script_and_models_lie_is_no_difference():
    models = (ModelEntry(path="bolt/m8.stl", category="bolt", sha256="a"),)
    here = RECIPE.model_copy(update={"scene": "a/desk.py:desk", "models_dir": "m", "models": models})
    there = RECIPE.model_copy(update={"scene": "/b/desk.py:desk", "models_dir": "/b/m", "models": models})
    assert differences(here, there) == []
    other = tuple(ModelEntry(path=p, category="bolt", sha256="b") for p in ("bolt/m8.stl", "bolt/m9.stl"))
    assert differences(here, here.model_copy(update={"models": other})) == [
        "models added: bolt/m9.stl",
        "models changed: bolt/m8.stl",
    ]


def test_other_versions_are_refused(tmp_path):
    make(tmp_path, 1)
    make(tmp_path, 1, versions={**VERSIONS, "python": "3.13.2"})
    with pytest.raises(DatasetError, match=r"other versions: bpy 5\.2\.3 → 5\.2\.4\. Install those"):
        make(tmp_path, 1, versions={**VERSIONS, "bpy": "5.2.4"})


def test_fewer_images_are_refused(tmp_path):
    make(tmp_path, 3)
    with pytest.raises(DatasetError, match="to have 3 images, of which 3 are done; 2 would take some away"):
        make(tmp_path, 2)


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(DatasetError, match=r"it holds other files \(thesis.tex\) and no dataset.json"):
        make(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no dataset.json"),
        (b"[]", "is no dataset.json"),
        (b'{"recipe": {"scene": "a", "seed": -1}, "count": 1, "first": 0, "versions": {}}', "recipe.seed"),
        (b'{"recipe": {"scene": "a"}, "count": 1}', "is no dataset.json"),
    ],
)
def test_a_broken_dataset_json(tmp_path, content, message):
    (tmp_path / "dataset.json").write_bytes(content)
    with pytest.raises(DatasetError, match=message) as caught:
        make(tmp_path)
    assert str(tmp_path / "dataset.json") in str(caught.value)
    assert str(caught.value).endswith("put back a copy of it, or render into another folder")
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_dataset(tmp_path):
    with pytest.raises(DatasetError, match=r"there is no dataset in it \(no dataset.json\)"):
        Dataset.open(tmp_path / "nowhere")


def test_two_runs_do_not_share_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_LOCK_WAIT_S", 0.1)
    with locked(tmp_path), pytest.raises(DatasetError, match="another run is writing to it"):
        make(tmp_path)
    make(tmp_path)
    assert not (tmp_path / files.LOCK).exists()


def test_the_lock_is_handed_over(tmp_path):
    """Many at once: each in turn, none together, none with the file that another has removed."""
    inside = most = 0

    def hold():
        nonlocal inside, most
        for _ in range(5):
            with locked(tmp_path):
                inside += 1
                most = max(most, inside)
                time.sleep(0.005)
                inside -= 1

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_stops_the_run_and_keeps_what_is_finished(whole, tmp_path):
    """A worker's files may have 1000 bytes from image 3 on: what the system says is as on a full disk."""
    summary = make(tmp_path, 30, frame="full_disk_frame", workers=1)
    assert summary.mistake
    assert summary.stopped == (
        f"folder {tmp_path}/images: cannot write there: File too large; "
        "free some space, then run the same command again: finished images are kept"
    )
    assert {p.name for p in (tmp_path / "frames").iterdir()} == {f"{i:06d}.json" for i in range(3)}
    assert not list(tmp_path.rglob(".*"))
    make(tmp_path, 30)
    assert tree(tmp_path) == tree(whole)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_disk_that_is_really_full(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "none", disk]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine does not let root mount")
    try:
        summary = make(disk / "data", 30)
        assert summary.stopped is not None
        assert "No space left on device; free some space" in summary.stopped
        assert "\n" not in summary.stopped
        done = len(list((disk / "data/frames").glob("0*.json")))
        assert 0 < done < 30
        assert not list(disk.rglob(".*"))
        subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
        assert len(make(disk / "data", 30).done) == 30 - done
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "No space left on device; free some space, then run the same command again"),
        (errno.EROFS, "Read-only file system; change its rights, or choose another folder"),
        (errno.EIO, "Input/output error; choose another folder"),
    ],
)
def test_a_write_that_the_system_refuses(tmp_path, monkeypatch, number, advice):
    """Nothing half-written stays, and what was there before does."""
    (tmp_path / "a.json").write_text("before")

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    for call in ("write", "fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            with pytest.raises(DatasetError) as caught:
                write_atomic(tmp_path / "a.json", b"after")
        assert f"folder {tmp_path}: cannot write there: {advice}" in str(caught.value)
        assert tree(tmp_path) == {"a.json": b"before"}


def test_a_folder_in_the_way_of_which_a_file_lies(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match=r"cannot write there: .*; a file is in its way"):
        make(tmp_path / "file" / "data")
    with pytest.raises(DatasetError, match=r"cannot write there: .*; a file is in its way"):
        make(tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(DatasetError, match="Permission denied; change its rights"):
        make(tmp_path / "data")


def test_a_file_of_the_system_is_no_place():
    with pytest.raises(DatasetError, match="folder /proc/cyclorama: cannot write there"):
        make(Path("/proc/cyclorama"))


def test_a_replaced_file_is_whole_or_as_before(tmp_path):
    path = tmp_path / "a.json"
    write_atomic(path, b"one")
    with pytest.raises(RuntimeError), replaced(path) as temporary:
        raise RuntimeError(temporary.write_bytes(b"tw"))
    assert tree(tmp_path) == {"a.json": b"one"}


def test_json_has_one_form():
    assert as_json({"b": 1, "a": [1.5, "é"]}) == '{"a":[1.5,"é"],"b":1}\n'.encode()
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json(float("inf"))


def test_a_worker_writes_the_record_last(tmp_path, monkeypatch):
    order = []
    monkeypatch.setattr("cyclorama.dataset.write_atomic", lambda path, data: order.append(path.parent.name))
    setup = {"folder": str(tmp_path), "recipe": RECIPE.model_dump(mode="json"), "device": "cpu", "threads": 1}
    frame_maker({**setup, "frame": f"{FAKES}:frame"})(0)
    assert order == ["images", "timings", "frames"]


def test_an_interrupted_run_is_a_valid_dataset(tmp_path):
    with start(tmp_path, 30) as parent:
        deadline = time.monotonic() + 30
        while len(list(tmp_path.glob("frames/0*.json"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        parent.send_signal(signal.SIGINT)
        parent.wait(20)
    done = sorted(int(p.stem) for p in tmp_path.glob("frames/0*.json"))
    assert 3 <= len(done) < 30
    assert [row["id"] for row in read(tmp_path / "annotations/instances.json")["images"]] == done
    assert all(" missing" in str(f) for f in verify(tmp_path))


def test_the_fake_is_as_a_frame_is():
    """What these tests stand on: the fake differs by index and seed, and by nothing else."""
    frame = resolve(f"{FAKES}:frame")
    one, same, other = (frame(RECIPE, i) for i in (1, 1, 2))
    assert (one.files, one.record) == (same.files, same.record)
    assert one.files != other.files
