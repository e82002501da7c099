"""A whole dataset has no finding; each way to break it has its own, in one line that names file and id."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from cyclorama.annotate.instances import annotation_rows, dropped_rows, instances
from cyclorama.annotate.masks import encode
from cyclorama.annotate.verify import Finding, verify
from cyclorama.dataset import Dataset
from cyclorama.recipe import LabelPolicy, Recipe
from cyclorama.scenes.camera import Resolution
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SIZE = Resolution(64, 48)
LISTED = "annotations/instances.json"


@pytest.fixture(scope="module")
def whole(tmp_path_factory, crowd, passes_of) -> Path:
    """A dataset of three frames, as the package writes it; the last frame is empty."""
    policy = LabelPolicy(polygons=True)
    folder = tmp_path_factory.mktemp("whole") / "set"
    folder.mkdir()
    dataset = Dataset.create_or_resume(
        folder, Recipe(scene="crowd", width=64, height=48), 3, {"cyclorama": "1"}
    )
    for index, count in enumerate((6, 8, 0)):
        scene = crowd(count, index)
        found = instances(scene, passes_of(scene, SIZE), policy)
        picture = np.full((48, 64, 3), 40 * index, np.uint8)
        record = {
            "index": index,
            "camera": {"width": 64, "height": 48},
            "annotations": annotation_rows(found, policy),
            "dropped": dropped_rows(found),
            "assets": [],
        }
        png = cv2.imencode(".png", picture)[1].tobytes()
        files = {f"images/{index:06d}.png": png}
        dataset.write_frame(SimpleNamespace(files=files, record=record, timings={}))
    dataset.finish()
    return folder


@pytest.fixture
def broken(whole, tmp_path) -> Path:
    return shutil.copytree(whole, tmp_path / "set")


def edit(folder: Path, file: str, change: Callable[[dict], None]) -> None:
    content = json.loads((folder / file).read_text())
    change(content)
    (folder / file).write_text(json.dumps(content))


def edit_both(folder: Path, number: int, change: Callable[[dict], None]) -> None:
    """Changes an annotation of frame 0 in its record and in instances.json alike."""
    edit(
        folder,
        "frames/000000.json",
        lambda c: [change(a) for a in c["annotations"] if a["instance_id"] == number],
    )
    edit(folder, LISTED, lambda c: [change(a) for a in c["annotations"] if a["id"] == number])


def lines(folder: Path) -> list[str]:
    found = [str(finding) for finding in verify(folder)]
    assert all("\n" not in line for line in found)
    return found


def test_a_whole_dataset_has_no_finding(whole):
    assert verify(whole) == []


def test_a_finding_is_one_line():
    assert str(Finding("a.json", "is\nbroken", 7)) == "a.json: annotation 7: is broken"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("dataset.json", ["dataset.json: is missing"]),
        (LISTED, [f"{LISTED}: is missing"]),
        ("images/000001.png", ["images/000001.png: is missing; frames/000001.json names it"]),
    ],
)
def test_a_missing_file_is_named(broken, file, expected):
    (broken / file).unlink()
    assert lines(broken) == expected


def test_a_missing_record_is_named(broken):
    (broken / "frames/000001.json").unlink()
    found = lines(broken)
    assert "images/000001.png: no frame record names it" in found
    assert any(
        line.startswith("frames/000001.json: is missing, and nothing in rejects/ says why") for line in found
    )
    assert f"{LISTED}: image 1 has no readable record in frames/" in found
    assert "dataset.json: images is 3, the records hold 2" in found


def test_a_rejected_frame_is_not_missing(broken):
    (broken / "rejects").mkdir()
    (broken / "rejects/000003.json").write_text("{}")
    edit(broken, "dataset.json", lambda c: c.update(count=4))
    assert lines(broken) == []
    edit(broken, "dataset.json", lambda c: c.update(count=10**12))
    assert lines(broken)[-1] == f"frames: more are missing; dataset.json counts {10**12} from 0 on"


@pytest.mark.parametrize("file", ["dataset.json", LISTED, "frames/000001.json"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not JSON: Expecting value at line 1 column 1"),
        (b'{"index": 1,', "is not JSON"),
        (b"\xff{}", "is not UTF-8 at byte 0"),
        (b"[1, 2]", "must hold a JSON object, got list"),
        (b"[" * 100_000, "nested too deep"),
        (b"1" * 5000, "a number is too long"),
    ],
)
def test_broken_json_is_named(broken, file, content, message):
    (broken / file).write_bytes(content)
    assert any(line.startswith(f"{file}: ") and message in line for line in lines(broken))


@pytest.mark.parametrize("file", ["dataset.json", LISTED, "frames/000001.json"])
def test_a_folder_in_place_of_a_file_is_named(broken, file):
    (broken / file).unlink()
    (broken / file).mkdir()
    assert any(line.startswith(f"{file}: cannot be read: ") for line in lines(broken))


def test_no_dataset_at_all(tmp_path):
    assert lines(tmp_path / "no") == ["no: is not a folder; give the folder that holds dataset.json"]
    assert lines(tmp_path) == [
        "dataset.json: is missing",
        f"{LISTED}: is missing",
        "frames: holds no frame record",
    ]


def test_a_changed_picture_has_another_hash(broken):
    (broken / "images/000000.png").write_bytes((broken / "images/000001.png").read_bytes())
    (line,) = lines(broken)
    assert line.startswith("images/000000.png: has sha256 ")
    assert "but frames/000000.json says" in line


def test_a_picture_of_another_size_or_none(broken):
    for data, message in (
        (
            cv2.imencode(".png", np.zeros((20, 30, 3), np.uint8))[1].tobytes(),
            "is 30x20, but frames/000000.json says 64x48",
        ),
        (b"no picture", "is not a picture that OpenCV can read"),
    ):
        (broken / "images/000000.png").write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        edit(broken, "frames/000000.json", lambda c, d=digest: c["files"].update({"images/000000.png": d}))
        assert lines(broken) == [f"images/000000.png: {message}"]


def test_a_stray_picture_is_named(broken):
    (broken / "images/000009.png").write_bytes(b"")
    assert lines(broken) == ["images/000009.png: no frame record names it"]


def test_a_path_out_of_the_dataset_is_not_followed(broken):
    edit(broken, "frames/000002.json", lambda c: c["files"].update({"../secret": "0"}))
    assert lines(broken) == ["frames/000002.json: names a file outside the dataset: '../secret'"]


def grown(row: dict) -> None:
    x, y, width, height = row["bbox"]
    row["bbox"] = [x, y, width + 1, height]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (grown, "its mask's is ["),
        (lambda row: row.update(area=row["area"] + 1), "its mask's is"),
        (lambda row: row.pop("bbox"), "bbox is None"),
        (lambda row: row.update(iscrowd=2), "iscrowd is 2, neither 0 nor 1"),
        (lambda row: row.update(iscrowd=1), "it is a crowd with polygons; COCO's tools want"),
        (lambda row: row.pop("segmentation"), "segmentation: must be an RLE or a list of polygons, got None"),
        (
            lambda row: row.update(segmentation={"size": [48, 64], "counts": "~~"}),
            "segmentation: RLE counts hold",
        ),
        (lambda row: row.update(segmentation={"size": [64, 48], "counts": "PP3"}), "of an image of 64x48"),
        (lambda row: row.update(segmentation=[[0, 0, 900, 0, 900, 9]]), "reaches out of the image"),
        (lambda row: row.update(segmentation=encode(np.zeros((48, 64), np.bool_))), "its mask is empty"),
        (
            lambda row: row.update(amodal_segmentation=[[0, 0, 1, 0, 1, 1]]),
            "visible px are not in its amodal mask",
        ),
        (lambda row: row.update(amodal_segmentation=7), "amodal_segmentation: must be an RLE"),
        (lambda row: row.update(amodal_bbox=[0, 0, 1, 1]), "does not hold its amodal mask's"),
        (lambda row: row.update(amodal_bbox="all"), "amodal_bbox must be four numbers, got 'all'"),
        (lambda row: row.update(visible_fraction=0.123), "visible_fraction is 0.123, its masks' is"),
        (lambda row: row.update(visible_fraction=float("nan")), "visible_fraction is nan, its masks' is"),
        (lambda row: row.update(in_frame_fraction=0), "in_frame_fraction must be above 0"),
    ],
)
def test_an_annotation_that_is_not_as_its_mask_is_named(broken, change, message):
    """The record and instances.json agree with each other, but not with the mask."""
    edit_both(broken, 2, change)
    found = lines(broken)
    assert any(line.startswith(f"{LISTED}: annotation 2: ") and message in line for line in found), found


def test_masks_that_overlap_are_named_with_both_ids(broken):
    def whole_frame(row: dict) -> None:
        row.update(segmentation=[[0, 0, 64, 0, 64, 48, 0, 48]])

    edit_both(broken, 3, whole_frame)
    found = [line for line in lines(broken) if "shares" in line]
    assert any("annotation 3: shares" in line and "visible px with annotation 1" in line for line in found)


def test_records_and_instances_that_disagree_are_named(broken):
    edit(broken, LISTED, lambda c: c["annotations"][0].update(depth_m=99, extra=1))
    found = lines(broken)
    assert found == [f"{LISTED}: annotation 1: differs from frames/000000.json in depth_m, extra"]
    edit(broken, LISTED, lambda c: c["annotations"].pop(0))
    assert lines(broken) == [f"{LISTED}: annotation 1: is missing; it is in frames/000000.json"]
    edit(broken, LISTED, lambda c: c["annotations"].append({**c["annotations"][0], "id": 77}))
    assert f"{LISTED}: annotation 77: is not in frames/000000.json" in lines(broken)


def test_images_that_disagree_are_named(broken):
    edit(broken, LISTED, lambda c: c["images"][1].update(width=65))
    (line,) = lines(broken)
    assert line.startswith(f"{LISTED}: image 1 is ")
    edit(broken, LISTED, lambda c: c["images"].pop(1))
    found = lines(broken)
    assert f"{LISTED}: image 1 of frames/000001.json is missing" in found
    assert any("image_id 1 is not among the images" in line for line in found)


def test_ids_that_are_there_twice_are_named(broken):
    edit(broken, LISTED, lambda c: c["annotations"].append(c["annotations"][0]))
    assert f"{LISTED}: annotations: id 1 is there twice" in lines(broken)
    edit(broken, "frames/000000.json", lambda c: c["annotations"].append(c["annotations"][0]))
    assert "frames/000000.json: annotation 1: its instance_id is there twice" in lines(broken)


def test_a_record_under_another_name_is_named(broken):
    (broken / "frames/000002.json").rename(broken / "frames/000007.json")
    assert "frames/000007.json: holds index 2; its name should be 000002" in lines(broken)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.pop("camera"), "camera must be dict, got nothing"),
        (lambda c: c.update(files=[]), "files must be dict, got list"),
        (lambda c: c.update(index="0"), "index must be int, got str"),
        (lambda c: c["camera"].update(width=0), "width and height must be whole numbers of pixels"),
        (lambda c: c["annotations"].append(7), "cannot be checked: TypeError"),
        (lambda c: c["annotations"][0].pop("category"), "cannot be checked: KeyError 'category'"),
        (lambda c: c["annotations"][0].update(category=""), "cannot be checked: SceneError category ''"),
    ],
)
def test_a_record_that_is_none_is_named(broken, change, message):
    edit(broken, "frames/000000.json", change)
    assert any(line.startswith("frames/000000.json: ") and message in line for line in lines(broken))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c["categories"][0].update(id=5), "has id 5, but its id is"),
        (lambda c: c["categories"][0].update(name="a/b"), "category 'a/b': a name has"),
        (lambda c: c["categories"][0].update(name=5), "name must be text, got 5"),
        (lambda c: c["categories"].append({**c["categories"][0], "id": 2}), "is there twice"),
        (lambda c: c["categories"].pop(0), "is not among the categories"),
        (
            lambda c: c["annotations"][0].update(category_id=[1]),
            "category_id [1] is not among the categories",
        ),
        (lambda c: c["annotations"][0].update(image_id=None), "image_id None is not a whole number"),
        (lambda c: c["annotations"][0].update(id="x"), "annotations: a row without a whole-number id"),
        (lambda c: c.update(images=None), "images must be a list, got NoneType"),
        (lambda c: c["annotations"][0].pop("image_id"), "pycocotools cannot load it: KeyError 'image_id'"),
    ],
)
def test_instances_that_make_no_sense_are_named(broken, change, message):
    edit(broken, LISTED, change)
    assert any(line.startswith(f"{LISTED}: ") and message in line for line in lines(broken))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.update(categories=5), "categories must be a list of id and name, got 5"),
        (lambda c: c["categories"][0].update(id=[5]), "categories must be a list of id and name"),
        (lambda c: c["categories"][0].update(id=5), "has id 5, but its id is"),
        (
            lambda c: c["categories"].append({"id": 47, "name": "cup"}),
            f"category 'cup' (47) is not in {LISTED}",
        ),
        (lambda c: c.update(annotations=0), "annotations is 0, the records hold"),
    ],
)
def test_a_dataset_file_that_disagrees_is_named(broken, change, message):
    edit(broken, "dataset.json", change)
    assert any(line.startswith("dataset.json: ") and message in line for line in lines(broken))


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.lists(st.integers(), max_size=2)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_broken_is_a_finding_and_never_a_traceback(whole, tmp_path, data):
    """Any value anywhere in any of the files is replaced by nonsense."""
    folder = tmp_path / "set"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    file = data.draw(st.sampled_from(["dataset.json", LISTED, "frames/000000.json"]))
    content = json.loads((folder / file).read_text())
    at = content
    while True:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if isinstance(at[key], dict | list) and at[key] and data.draw(st.integers(0, 3)):
            at = at[key]
            continue
        at[key] = data.draw(VALUES)
        break
    (folder / file).write_text(json.dumps(content))
    lines(folder)
