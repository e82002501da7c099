import contextlib
import copy
import io
import json

import numpy as np
import pytest
from cyclorama.annotate.categories import category_id
from cyclorama.annotate.coco import annotation_id, coco, image_of, write_instances
from cyclorama.annotate.instances import annotation_rows, dropped_rows, instances
from cyclorama.annotate.polygons import decoded
from cyclorama.errors import DatasetError
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Resolution
from cyclorama.scenes.scene import Scene
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

SIZE = Resolution(64, 48)
INFO = {"description": "three crowds"}


@pytest.fixture(scope="module")
def records(crowd, passes_of):
    """Records of frames 0, 3 and 4; the last one is empty."""
    made = []
    policy = LabelPolicy(polygons=True)
    for index, count in ((0, 6), (3, 8), (4, 0)):
        scene = crowd(count, index)
        found = instances(scene, passes_of(scene, SIZE), policy)
        made.append(
            {
                "index": index,
                "camera": {"width": 64, "height": 48},
                "annotations": annotation_rows(found, policy),
                "dropped": dropped_rows(found),
                "assets": [{"id": "a", "licence": "CC0-1.0"}, {"id": f"b{index}", "licence": None}],
                "files": {f"images/{index:06d}.png": "0" * 64, f"depth/{index:06d}.exr": "0" * 64},
            }
        )
    return made


def test_pycocotools_loads_it_and_gives_the_recorded_masks(records, tmp_path):
    path = tmp_path / "instances.json"
    write_instances(path, iter(records), INFO)
    with contextlib.redirect_stdout(io.StringIO()):
        loaded = COCO(str(path))
    assert sorted(loaded.imgs) == [0, 3, 4]
    assert loaded.imgs[3] == {"id": 3, "file_name": "000003.png", "width": 64, "height": 48}
    kinds = set()
    for record in records:
        rows = loaded.imgToAnns[record["index"]]
        assert len(rows) == len(record["annotations"])
        for row, wanted in zip(rows, record["annotations"], strict=True):
            mask = loaded.annToMask(row).astype(np.bool_)
            assert np.array_equal(mask, decoded(wanted["segmentation"], SIZE))
            assert loaded.cats[row["category_id"]]["name"] == wanted["category"]
            kinds.add(type(row["segmentation"]))
    assert kinds == {list, dict}


def test_a_detection_of_a_small_car_is_no_false_alarm_where_it_is_a_crowd(card, camera, passes_of, tmp_path):
    """COCO's own evaluation: with the far car dropped the detector is punished for seeing it."""
    cars = [card(4, 4, 34, 34, 2.0, "car"), card(40, 10, 44, 13, 8.0, "car")]
    precision = {}
    for small in ("drop", "crowd"):
        policy = LabelPolicy(min_visible_px=100, small=small)
        scene = Scene(cars, camera, attributes={"weather": "rain", "visibility_m": np.float32(80)})
        record = {
            "index": 0,
            "attributes": scene.attributes,
            "camera": {"width": 64, "height": 48},
            "annotations": annotation_rows(instances(scene, passes_of(scene, SIZE), policy), policy),
            "files": {"images/000000.png": "0" * 64},
        }
        path = tmp_path / f"{small}.json"
        write_instances(path, [record], INFO)
        with contextlib.redirect_stdout(io.StringIO()):
            truth = COCO(str(path))
            far = {"image_id": 0, "category_id": 3, "bbox": [40, 10, 4, 3], "score": 0.9}
            found = truth.loadRes([far, {**far, "bbox": [4, 4, 30, 30], "score": 0.8}])
            evaluation = COCOeval(truth, found, "bbox")
            evaluation.evaluate()
            evaluation.accumulate()
            evaluation.summarize()
        precision[small] = evaluation.stats[0]
        assert truth.imgs[0]["attributes"] == {"weather": "rain", "visibility_m": 80}
    assert precision["crowd"] == pytest.approx(1)
    assert precision["drop"] == pytest.approx(0.5)


def test_ids_depend_on_image_and_instance_alone(records):
    """The same whatever other images there are, and never 0."""
    all_of = {row["id"]: row for row in coco(records, INFO)["annotations"]}
    alone = {row["id"]: row for row in coco(records[1:2], INFO)["annotations"]}
    assert alone == {number: row for number, row in all_of.items() if row["image_id"] == 3}
    assert len(all_of) == sum(len(record["annotations"]) for record in records)
    assert min(all_of) == 1
    assert all(number == row["image_id"] * 10**6 + row["instance_id"] for number, row in all_of.items())
    assert all(image_of(number) == row["image_id"] for number, row in all_of.items())


def test_rows_keep_everything_but_the_name(records):
    row, recorded = coco(records, INFO)["annotations"][0], records[0]["annotations"][0]
    assert row == {
        **{key: value for key, value in recorded.items() if key != "category"},
        "id": recorded["instance_id"],
        "image_id": 0,
        "category_id": category_id(recorded["category"]),
    }


def test_nothing_is_invented(records):
    content = coco(records, INFO)
    assert content["info"] == INFO
    assert content["licenses"] == [{"id": 1, "name": "CC0-1.0"}]
    assert coco([], {}) == {"annotations": [], "categories": [], "images": [], "info": {}, "licenses": []}


def test_categories_occur_or_are_declared(records):
    names = {a["category"] for record in records for a in record["annotations"]}
    assert {row["name"] for row in coco(records, INFO)["categories"]} == names
    declared = coco(records, INFO, names=["plate"])["categories"]
    assert {row["name"] for row in declared} == names | {"plate"}
    assert [row["id"] for row in declared] == sorted(row["id"] for row in declared)


def test_the_file_is_what_the_dict_says_and_the_same_every_time(records, tmp_path):
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    write_instances(first, iter(records), INFO)
    shuffled = [json.loads(json.dumps(dict(reversed(record.items())))) for record in records]
    write_instances(second, iter(shuffled), dict(INFO))
    assert first.read_bytes() == second.read_bytes()
    assert json.loads(first.read_text()) == coco(records, INFO)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "b.json"]


def test_an_empty_dataset_is_valid(tmp_path):
    write_instances(tmp_path / "a.json", iter([]), {})
    assert json.loads((tmp_path / "a.json").read_text())["annotations"] == []


def test_records_out_of_order_are_refused(records):
    with pytest.raises(DatasetError, match=r"frame 0: records must come in ascending order .* after 3"):
        coco([records[1], records[0]], INFO)


def test_a_frame_has_one_image(records):
    record = copy.deepcopy(records[0])
    del record["files"]["images/000000.png"]
    with pytest.raises(DatasetError, match="frame 0: its record must name one file in images/, got"):
        coco([record], INFO)


def test_instances_beyond_the_room_for_ids_are_refused():
    with pytest.raises(DatasetError, match="frame 2: instance 1000000 is not from 1 to 999999"):
        annotation_id(2, 1_000_000)
