"""The command line: every mistake is one line and status 2; what is missing is status 1."""

import functools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import pytest
from cyclorama import batch, cli
from cyclorama.assets.limits import own_assets
from cyclorama.options import parse_given
from cyclorama.scenes.script import BUILT_IN

FAKES = Path(__file__).parent / "fake_frames.py"

DESK = """
from cyclorama import Camera, Draw, Scene, look_at


def desk(draw: Draw) -> Scene:
    height_m = draw.uniform("camera/height_m", 0.5, 2)
    for i in range(draw.integer("mugs", 1, 3)):
        draw.scope("mug", i).choice("colour", ("red", "blue"))
    return Scene(things=(), camera=Camera(look_at((0, -1, height_m), (0, 0, 0)), fov_x_deg=45))
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with a script, and frames made by a fake."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "assets"))
    (tmp_path / "desk.py").write_text(DESK)
    fake(monkeypatch, "frame")
    return tmp_path


def fake(monkeypatch, name):
    maker = functools.partial(batch.Batch, frame=f"{FAKES}:{name}")
    monkeypatch.setattr("cyclorama.batch.Batch", maker)


@pytest.fixture
def run(capfd):
    """Run the command line; gives status, stdout, stderr."""

    def call(*words):
        with pytest.raises(SystemExit) as caught:
            cli.main([str(word) for word in words])
        return caught.value.code, *capfd.readouterr()

    return call


@pytest.fixture
def mistake(run):
    """Run the command line wrongly; gives the one line."""

    def call(*words):
        status, out, err = run(*words)
        assert (status, out) == (2, "")
        assert err.startswith("cyclorama: ")
        assert err.count("\n") == 1
        return err.removeprefix("cyclorama: ").rstrip()

    return call


RENDER = ("render", "desk.py:desk", "--out", "data", "--size", "64x48")


def test_render_says_where_the_data_is(desk, run):
    status, out, err = run(*RENDER, "--count", 3, "--workers", 1)
    assert (status, out) == (0, "the dataset is in data\n")
    assert err.splitlines()[0] == "rendering 3 images with 1 worker"
    assert err.splitlines()[-1].startswith("3 of 3 images, ")
    assert len(list((desk / "data/images").iterdir())) == 3
    recipe = json.loads((desk / "data/dataset.json").read_bytes())["recipe"]
    assert (recipe["scene"], recipe["width"], recipe["height"]) == ("desk.py:desk", 64, 48)


def test_every_option_reaches_the_recipe(desk, run):
    pins = ["--given", "mugs=2", "--given", "camera/*=1.5", "--balance", "mug/*/colour"]
    pack = desk / "assets" / "skies"
    pack.mkdir(parents=True)
    (pack / ".installed").write_text("1234\nsome package\n")
    own = desk / "assets" / "user" / "1234-mine"
    own.mkdir(parents=True)
    said = {
        "name": "mine",
        "category": "cup",
        "file": "mine.stl",
        "front": "-y",
        "sha256": "56",
        "settings": {},
    }
    (own / "asset.json").write_text(json.dumps(said | {"licence": "MIT", "size_m": [1, 1, 1]}))
    picture = [
        "--licences",
        "CC0,cc-by-4.0",
        "--seed",
        "7",
        "--size",
        "32x24",
        "--quality",
        "draft",
        "--samples",
        "5",
    ]
    labels = "--polygons --min-visible-px 9 --min-visible-fraction 0.25 --small flag --opacity-threshold 0.3"
    words = [*pins, *picture, *labels.split()]
    assert run("render", "desk.py", "--out", "data", *words)[0] == 0
    recipe = json.loads((desk / "data/dataset.json").read_bytes())["recipe"]
    del recipe["scene_sha256"]
    assert recipe == {
        "scene": "desk.py:desk",
        "seed": 7,
        "width": 32,
        "height": 24,
        "quality": "draft",
        "samples": 5,
        "engine": "cycles",
        "given": {"mugs": 2, "camera/*": 1.5},
        "balance": ["mug/*/colour"],
        "packs": {"skies": "1234"},
        "user_assets": {"user/cup/mine": own_assets()["user/cup/mine"]},
        "licences": ["cc0", "cc-by-4.0"],
        "models_dir": None,
        "models": [],
        "frames": 1,
        "fps": 10.0,
        "labels": {
            "polygons": True,
            "panoptic": False,
            "depth": False,
            "flow": False,
            "min_visible_px": 9,
            "min_visible_fraction": 0.25,
            "small": "flag",
            "opacity_threshold": 0.3,
        },
    }


def test_the_same_command_again_has_nothing_to_do(desk, run):
    run(*RENDER, "--count", 2)
    before = (desk / "data/images/000001.png").stat()
    status, out, err = run(*RENDER, "--count", 2)
    assert (status, out, err) == (0, "the dataset is in data\n", "2 of 2 images done already\n")
    after = (desk / "data/images/000001.png").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_rejected_images_are_listed_at_the_end(desk, run, monkeypatch):
    fake(monkeypatch, "odd_frame")
    status, out, err = run(*RENDER, "--count", 4, "--workers", 1)
    assert status == 1
    assert err.splitlines()[-4:] == [
        "2 of 4 images are missing:",
        "  image 1: image 1 is odd",
        "  image 3: image 3 is odd",
        "what their workers printed is in data/rejects",
    ]
    assert out == "the dataset is in data\n"


def test_a_script_that_always_raises_ends_the_run_early(desk, run, monkeypatch):
    fake(monkeypatch, "broken_script_frame")
    status, _, err = run(*RENDER, "--count", 10_000)
    assert status == 2
    assert err.splitlines()[-1].startswith(
        "cyclorama: every image fails, so the run has stopped: scene desk.py:desk, image "
    )
    assert err.splitlines()[-1].endswith("desk.py:3: ZeroDivisionError: division by zero")
    assert len(err.splitlines()) < 10


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "render tabletp --out data",
            "scene 'tabletp': there is no scene of that name. Did you mean tabletop?",
        ),
        ("render desk.py:dek --out data", "no function 'dek'. Did you mean desk?"),
        ("render desk.py --out data --size 640", "size '640': expected WIDTHxHEIGHT in pixels"),
        ("render desk.py --out data --size 0x480", "size '0x480': expected WIDTHxHEIGHT in pixels"),
        ("render desk.py --out data --count 0", "--count"),
        ("render desk.py --out data --count none", "--count"),
        ("render desk.py --out data --quality best", "--quality"),
        ("render desk.py --out data --seed -1", "--seed -1: input should be greater than or equal to 0"),
        ("render desk.py --out data --samples 0", "--samples 0: input should be greater than"),
        (
            "render desk.py --out data --min-visible-fraction 2",
            "min-visible-fraction 2.0: input should be less",
        ),
        ("render desk.py --out data --given mugs", "--given 'mugs': expected NAME=VALUE, such as"),
        ("render desk.py --out data --given mugs=null", "--given 'mugs=null': a draw is a number, a text"),
        ("render desk.py --out data --given mugs=NaN", "--given 'mugs=NaN': a draw is never infinite and"),
        ("draws desk.py --given camera/*=1e999", "--given 'camera/*=1e999': a draw is never infinite and"),
        ("replay data 0 --out one --given mugs=-Infinity", "--given 'mugs=-Infinity': a draw is never"),
        (
            "render desk.py --out data --given mugs=1 --given mugs=2",
            "--given mugs: it is given twice, as 1 and as 2",
        ),
        ("render desk.py --out data --given mugz=1", "given 'mugz': scene desk.py:desk drew no such name"),
        (
            "render desk.py --out data --given mugs=9",
            "draw mugs: pinned to 9, but it is a whole number from 1 to 3",
        ),
        (
            "render desk.py --out data --given mugs=two",
            "draw mugs: pinned to 'two', but it is a whole number",
        ),
        (
            "render desk.py --out data --balance mug/colour",
            "balance 'mug/colour': scene desk.py:desk drew no such",
        ),
        ("render tabletop --rig kitti --out data", "--rig kitti: scene tabletop is not seen from a car, and"),
        ("render desk.py --out data --models cad", "--models cad: scene desk.py:desk takes no models"),
        ("render desk.py --out desk.py", "folder desk.py: cannot write there: "),
        ("render desk.py --out /proc/data", "folder /proc/data: cannot write there: "),
        ("render desk.py --out .", "folder .: it holds other files (desk.py"),
        ("render desk.py", "Missing option '--out'; `cyclorama render --help` lists what there is"),
        ("render", "Missing argument 'scene'"),
        ("rendr", "No such command 'rendr'"),
        ("render desk.py --out data --polygon", "No such option"),
        ("draws desk.py --given mugz=1", "given 'mugz': scene desk.py:desk drew no such name"),
        ("preview desk.py --out shot.gif", "--out shot.gif: expected a file that ends in .png or .jpg"),
        ("replay nowhere 3 --out one", "folder nowhere: there is no dataset in it (no dataset.json)"),
        ("verify nowhere", "folder nowhere: there is no dataset in it (no dataset.json)"),
        ("draws desk.txt", "scene 'desk.txt': there is no scene of that name"),
    ],
)
def test_mistakes_are_one_line(desk, mistake, words, message):
    assert message in mistake(*words.split())
    assert sorted(path.name for path in desk.iterdir() if path.name != "__pycache__") == ["desk.py"]


def test_a_changed_recipe_is_refused(desk, run, mistake):
    run(*RENDER, "--count", 1)
    assert "its images were made with another recipe: seed 0 → 8. " in mistake(*RENDER, "--seed", 8)
    (desk / "desk.py").write_text(DESK + "\n")
    assert "another recipe: scene_sha256 " in mistake(*RENDER)


def test_debug_shows_where_a_mistake_comes_from(desk, run):
    status, _, err = run("render", "tabletp", "--out", "data", "--debug")
    assert status == 2
    assert "Traceback" in err
    assert err.splitlines()[-1].startswith("cyclorama: scene 'tabletp'")


def test_what_nobody_thought_of_is_one_line_and_a_log(desk, run, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the moon\nis full")

    monkeypatch.setattr("cyclorama.runs.run_draws", broken)
    status, _, err = run("draws", "desk.py")
    assert status == 3
    assert err.count("\n") == 1
    assert err.startswith("cyclorama: unexpected RuntimeError: the moon is full; where it happened is in ")
    log = Path(err.partition(" is in ")[2].partition(",")[0])
    assert "the moon" in log.read_text()
    log.unlink()


def test_draws_are_listed(desk, run):
    status, out, _ = run("draws", "desk.py")
    assert status == 0
    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["draw", "images", "distribution"]
    assert lines[1] == ["camera/height_m", "100%", "uniform", "0.5", "to", "2"]
    assert lines[2] == ["mug/*/colour", "100%", "red", "0.5,", "blue", "0.5"]
    assert lines[3] == ["mugs", "100%", "integer", "1", "to", "3"]
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_draws_are_listed_by_name_scope_or_pattern(desk, run):
    for wanted in ("camera", "camera/height_m", "camera/*"):
        _, out, _ = run("draws", "desk.py", wanted)
        assert [line.split()[0] for line in out.splitlines()] == ["draw", "camera/height_m"]
    status, _, err = run("draws", "desk.py", "camera/hight_m")
    assert status == 2
    assert err == (
        "cyclorama: scene desk.py:desk draws nothing named camera/hight_m. Did you mean camera/height_m?\n"
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["mugs=3"], {"mugs": "3"}),
        (["camera/*=1.5"], {"camera/height_m": "1.5"}),
        (["mug/*/colour=red"], {"mug/*/colour": "red"}),
        (["mug/0/colour=red", "mug/*=blue"], {"mug/*/colour": "red for mug/0/colour, blue"}),
        (["*/height_m=1", "camera/*=1.5", "camera/height_m=2"], {"camera/height_m": "2"}),
    ],
)
def test_draws_show_what_is_given(desk, run, given, shown):
    status, out, _ = run("draws", "desk.py", *(word for pin in given for word in ("--given", pin)))
    lines = [line.partition(" (given: ") for line in out.splitlines() if "given" in line]
    assert status == 0
    assert {name.split()[0]: pins.partition(")")[0] for name, _, pins in lines} == shown


def test_preview_shows_one_image(desk, run):
    status, out, err = run("preview", "desk.py", "--index", 3, "--size", "64x48", "--out", "shots/shot.png")
    assert (status, out, err) == (0, "1 labelled instances; the picture is shots/shot.png\n", "")
    assert cv2.imread(str(desk / "shots/shot.png")).shape == (48, 128, 3)


def test_preview_says_why_there_is_none(desk, run, mistake, monkeypatch):
    fake(monkeypatch, "broken_script_frame")
    line = mistake("preview", "desk.py", "--out", "shot.png", "--index", 4)
    assert line == "scene desk.py:desk, image 4: desk.py:3: ZeroDivisionError: division by zero"
    assert not (desk / "shot.png").exists()


def test_replay_makes_the_same_image(desk, run):
    run(*RENDER, "--count", 4)
    status, out, _ = run("replay", "data", 2, "--out", "one")
    assert (status, out) == (0, "the dataset is in one\nthe same draws, and the same bytes\n")
    for name in ("images/000002.png", "frames/000002.json"):
        assert (desk / "one" / name).read_bytes() == (desk / "data" / name).read_bytes()
    assert [p.name for p in (desk / "one/images").iterdir()] == ["000002.png"]


def test_replay_says_what_has_changed(desk, run):
    run(*RENDER, "--count", 4)
    status, out, _ = run("replay", "data", 2, "--out", "one", "--given", "mugs=2")
    assert (status, out) == (0, 'the dataset is in one\nmugs: "not drawn" → 2\n')
    recipe = json.loads((desk / "one/dataset.json").read_bytes())["recipe"]
    assert recipe["given"] == {"mugs": 2}


def test_replay_finds_a_moved_script_but_not_a_changed_one(desk, run, mistake):
    run(*RENDER, "--count", 1)
    (desk / "moved").mkdir()
    (desk / "desk.py").rename(desk / "moved/desk.py")
    assert "scene script desk.py: there is no such file" in mistake("replay", "data", 0, "--out", "one")
    assert run("replay", "data", 0, "--out", "one", "--scene", "moved/desk.py:desk")[0] == 0
    (desk / "desk.py").write_text(DESK + "\n")
    assert "has changed since the dataset was begun" in mistake("replay", "data", 0, "--out", "two")


@pytest.mark.parametrize("scene", ["desk.py:other", "tabletop"])
def test_replay_and_verify_take_no_other_scene_for_the_moved_one(desk, run, mistake, scene):
    (desk / "desk.py").write_text(DESK + "\n\ndef other(draw: Draw) -> Scene:\n    return desk(draw)\n")
    run(*RENDER, "--count", 1)
    line = f"--scene {scene}: it is another scene than the dataset's, desk.py:desk; say where"
    assert line in mistake("replay", "data", 0, "--out", "one", "--scene", scene)
    status, _, err = run("verify", "data", "--rays", "--scene", scene)
    assert status == 2
    assert line in err
    assert run("replay", "data", 0, "--out", "one", "--scene", "desk.py")[0] == 0


def test_a_script_takes_no_built_in_scene_s_place(desk, run, mistake):
    run("render", "tabletop", "--out", "data")
    (desk / "tabletop.py").write_text(DESK.replace("def desk", "def tabletop"))
    line = mistake("replay", "data", 0, "--out", "one", "--scene", "tabletop.py:tabletop")
    assert line.startswith("--scene tabletop.py:tabletop: it is another scene than the dataset's, tabletop; ")


def test_replay_of_an_unknown_name(desk, run, mistake):
    run(*RENDER, "--count", 1)
    assert "given 'mugz'" in mistake("replay", "data", 0, "--out", "one", "--given", "mugz=1")
    assert not (desk / "one").exists()


def test_verify(desk, run):
    run(*RENDER, "--count", 3)
    assert run("verify", "data")[:2] == (0, "labels and files of data are right\n")
    image = desk / "data/images/000001.png"
    image.write_bytes(image.read_bytes()[:-1] + b"\0")
    status, out, _ = run("verify", "data")
    assert status == 1
    assert "images/000001.png" in out


def test_rays_go_past_images_that_are_harmed_and_findings_in_files_come_first(desk, run, monkeypatch):
    """Of six empty scenes, image 1 has a label of nothing, 2 is cut off, 3's mask is malformed."""
    pytest.importorskip("bpy")
    fake(monkeypatch, "drawn_frame")
    assert run(*RENDER, "--count", 6)[0] == 0
    (desk / "data/frames/000002.json").write_text('{"index": 2, ')
    record = json.loads((desk / "data/frames/000003.json").read_bytes())
    record["annotations"][0]["segmentation"]["counts"] = "~~~"
    (desk / "data/frames/000003.json").write_text(json.dumps(record))
    status, out, err = run("verify", "data", "--rays")
    assert (status, err) == (1, "")
    lines = out.splitlines()
    skipped = lines.index("2 images have findings in their records: not cast")
    rays = next(number for number, line in enumerate(lines) if line.startswith("rays: 0 of 6144 px differ"))
    before, after = "\n".join(lines[:skipped]), lines[rays + 1 :]
    assert "frames/000002.json: is not JSON" in before
    assert "frames/000003.json: annotation 3000002: segmentation: " in before
    start = "image {}: its rays cannot be cast: ValueError: instance_id 2"
    assert [line.startswith(start.format(i)) for line, i in zip(after, (1, 5), strict=True)] == [True, True]


def test_a_sample_without_rays_is_refused(desk, run):
    status, _, err = run("verify", "data", "--sample", "3")
    assert (status, "add --rays" in " ".join(err.split())) == (2, True)


def test_values_of_draws():
    assert parse_given(["a=1", "b=0.5", "c=true", "d=rain", 'e="3"', "f/*/g=x=y"]) == {
        "a": 1,
        "b": 0.5,
        "c": True,
        "d": "rain",
        "e": "3",
        "f/*/g": "x=y",
    }


MAIN = """
import functools, sys
from cyclorama import batch, cli
batch.Batch = functools.partial(batch.Batch, frame=sys.argv[1])
cli.main(sys.argv[2:])
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_says_how_to_go_on(desk, number, status):
    words = [f"{FAKES}:frame", *RENDER, "--count", "200", "--workers", "1"]
    command = [sys.executable, "-P", "-c", MAIN, *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        deadline = time.monotonic() + 30
        while len(list(desk.glob("data/frames/0*.json"))) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, number)  # as a terminal does it, to the whole group
        _, err = process.communicate(timeout=20)
    assert process.returncode == status
    assert err.splitlines()[-1] == (
        f"cyclorama: stopped by {signal.Signals(number).name}; what is finished is in data, "
        "the same command again goes on"
    )
    done = len(list(desk.glob("data/frames/0*.json")))
    images = json.loads((desk / "data/annotations/instances.json").read_bytes())["images"]
    assert len(images) == done


def cyclorama(*words, folder=None, env=None):
    command = [sys.executable, "-P", "-m", "cyclorama.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env)


SET = """
from cyclorama import Camera, Draw, Scene, look_at


def desk(draw: Draw) -> Scene:
    for i, name in enumerate({"mug", "cup", "plate", "bowl", "vase", "fork", "knife", "spoon"}):
        draw.uniform(f"{name}_is_{'abcdefgh'[i]}", 0, 1)
    return Scene(things=(), camera=Camera(look_at((0, -1, 1), (0, 0, 0)), fov_x_deg=45))
"""


def test_scripts_see_the_order_of_a_set_that_workers_see(desk, run, monkeypatch):
    """Whatever the environment; else rays would be cast through another scene than was rendered."""
    pytest.importorskip("bpy")
    (desk / "desk.py").write_text(SET)
    fake(monkeypatch, "drawn_frame")
    assert run(*RENDER)[0] == 0
    drawn = set(json.loads((desk / "data/frames/000000.json").read_bytes())["draws"])
    for seed in ("1", "2", "random"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        listed = cyclorama("draws", "desk.py", folder=desk, env=environment)
        assert {line.split()[0] for line in listed.stdout.splitlines()[1:]} == drawn
    checked = cyclorama("verify", "data", "--rays", folder=desk, env=environment)
    assert checked.stdout.endswith("labels and files of data are right\n")


def test_help_and_version_are_fast_and_load_nothing_heavy():
    code = "import sys, cyclorama.cli\ntry: cyclorama.cli.main(['--help'])\nfinally: print(*sys.modules)"
    result = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    for command in ("render", "preview", "draws", "replay", "verify"):
        assert f"\n  {command} " in result.stdout
    loaded = result.stdout.splitlines()[-1].split()
    assert not {"bpy", "cv2", "scipy", "trimesh", "mujoco", "pydantic"} & set(loaded)
    assert cyclorama("--version").stdout.startswith("cyclorama ")
    fastest = min(_seconds(lambda: cyclorama("--help")) for _ in range(5))
    assert fastest < 1.0, "0.25 s on an idle machine"


def _seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def test_no_words_show_the_help(run):
    status, out, _ = run()
    assert status == 0
    assert "Usage: cyclorama" in out


def test_a_folder_with_modules_of_its_own_harms_nothing(desk):
    """A user's render.py, scenes/ and numpy.py are not ours."""
    for name in ("render.py", "numpy.py", "typing.py", "dataset.py"):
        (desk / name).write_text("raise RuntimeError('imported by mistake')")
    (desk / "scenes").mkdir()
    (desk / "scenes/__init__.py").write_text("raise RuntimeError('imported by mistake')")
    words = [f"{FAKES}:frame", *RENDER, "--count", "1"]
    result = subprocess.run([sys.executable, "-P", "-c", MAIN, *words], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "the dataset is in data\n")


def test_draws_heeds_the_licences_as_render_does(desk, run, mistake):
    (desk / "sky.py").write_text(
        DESK.replace("Scene, look_at", "Scene, look_at, skies").replace(
            "    return", '    skies.pick(draw.scope("sky"), tags=["outdoor"])\n    return'
        )
    )
    status, out, _ = run("draws", "sky.py:desk", "sky", "--licences", "cc0")
    assert status == 0
    assert "sky/image" in out
    said = mistake("draws", "sky.py:desk", "--licences", "cc-by")
    assert "no picture is tagged outdoor" in said
    assert "licence" in said


def test_help_names_every_scene_that_is_built_in(run):
    out = run("render", "--help")[1]
    assert f"A built-in scene ({', '.join(sorted(BUILT_IN))})" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("tabletop", "--frames", 2), "--frames 2: scene tabletop stands still; frames are for driving"),
        (("driving", "--frames", 202), "a drive in driving lasts at most 20 s; give up to 201 frames"),
        (("driving", "--frames", 0), "expected at least 1 frame"),
        (("driving", "--flow"), "--flow: it goes from a frame to the next one of a drive; give --frames 2"),
        (("driving", "--fps", 0), "expected at least 1 frame, and of them up to 1000 a second"),
    ],
)
def test_drives_that_cannot_be(desk, mistake, words, wanted):
    assert wanted in mistake("render", *words, "--out", "data")
    assert not (desk / "data").exists()


def test_a_drive_has_frames_one_after_the_other(desk, run):
    """``--count`` counts drives, also when they are resumed, and the label file says what is whose."""
    words = ("render", "desk.py", "--out", "data", "--frames", 2, "--fps", 4, "--size", "32x24")
    assert run(*words, "--count", 2)[0] == 0
    records = [json.loads((desk / f"data/frames/{n:06d}.json").read_bytes()) for n in range(4)]
    assert [record["sequence"] for record in records] == [
        {"number": drive, "frame": frame, "fps": 4.0} for drive in (0, 1) for frame in (0, 1)
    ]
    assert records[0]["draws"] == records[1]["draws"] != records[2]["draws"] == records[3]["draws"]
    said = json.loads((desk / "data/annotations/instances.json").read_bytes())
    assert [(row["video_id"], row["frame_id"]) for row in said["images"]] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert said["videos"] == [
        {"id": drive, "name": f"drive-{drive:04d}", "fps": 4.0, "length": 2, "width": 32, "height": 24}
        for drive in (0, 1)
    ]
    assert [row["track_id"] for row in said["annotations"]] == [2, 2, 1_000_002, 1_000_002]
    status, _, err = run(*words, "--count", 1)
    assert status == 2
    assert "Give --count 2 or more" in err
    assert run("verify", "data")[0] == 0


def test_what_every_image_gets_wrong_stops_the_run_at_the_third(desk, run, monkeypatch):
    """Whatever each of them uses; what only two get wrong may be theirs, and is set aside."""
    fake(monkeypatch, "forbidden_frame")
    status, out, err = run(*RENDER, "--count", 50, "--workers", 1)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith(
        "cyclorama: every image fails, so the run has stopped: scene desk.py:desk, image 2: it uses "
    )
    assert len(list((desk / "data/rejects").iterdir())) == 3
    status, _, err = run(*RENDER, "--count", 2, "--workers", 1)
    assert status == 1
    assert "2 of 2 images are missing" in err
