"""Every pixel is a thing, stuff or void; what is written is what COCO's own tools read."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from cyclorama.annotate.categories import category_id
from cyclorama.annotate.instances import annotation_rows, dropped_rows, instances
from cyclorama.annotate.panoptic import SKY, coloured, panoptic, read_ids, segment_rows
from cyclorama.annotate.polygons import decoded
from cyclorama.annotate.verify import verify
from cyclorama.assets.material import Surface
from cyclorama.dataset import Dataset
from cyclorama.errors import SceneError
from cyclorama.recipe import LabelPolicy, Recipe
from cyclorama.scenes.camera import Resolution
from cyclorama.scenes.scene import Scene, Thing
from PIL import Image

SIZE = Resolution(64, 48)


@pytest.fixture(scope="module")
def street(card, camera) -> Scene:
    """The lower half is ground of two parts, with a near car and two far ones of 12 px and 4 px."""
    ground = card(0, 24, 64, 48, 8.0, None)
    model = replace(ground.model, materials=(Surface(),) * 2, stuff=("road", "lane marking"))
    return Scene(
        [
            Thing(model),
            card(10, 10, 30, 40, 2.0, "car"),
            card(40, 22, 44, 25, 6.0, "car"),
            card(50, 22, 52, 24, 6.0, "car"),
            Thing(card(56, 4, 62, 30, 4.0, None).model, stuff="tree-merged"),
            card(0, 0, 4, 4, 4.0, None),
        ],
        camera,
        attributes={"weather": "clear"},
    )


@pytest.fixture(scope="module")
def passes(street, passes_of):
    """The right half of the ground is marked."""
    seen = passes_of(street, SIZE)
    part = seen.part.copy()
    part[:, 32:][seen.instance[:, 32:] == 1] = 2
    return replace(seen, part=part)


def found_by(street, passes, **policy):
    policy = LabelPolicy(panoptic=True, **policy)
    found = instances(street, passes, policy)
    return panoptic(street, passes, found, policy), annotation_rows(found, policy), dropped_rows(found)


def test_each_pixel_is_what_its_ray_meets(street, passes):
    """Things keep the ids of their annotations, parts have stuff of their own, sky is where nothing is."""
    whole, rows, _ = found_by(street, passes)
    name_at = {s.id: s.category for s in whole.segments} | {0: None}
    named = {(x, y): name_at[int(whole.ids[y, x])] for x, y in ((5, 30), (45, 30), (20, 20), (58, 10))}
    assert named == {(5, 30): "road", (45, 30): "lane marking", (20, 20): "car", (58, 10): "tree-merged"}
    assert name_at[int(whole.ids[10, 48])] == SKY
    assert name_at[int(whole.ids[1, 1])] is None  # it has neither category nor stuff
    for row in rows:
        assert np.array_equal(whole.ids == row["instance_id"], decoded(row["segmentation"], SIZE))
    assert [s.id for s in whole.segments] == [2, 3, 4, 65536, 65537, 65538, 65539]
    for segment in whole.segments:
        y, x = np.nonzero(whole.ids == segment.id)
        left, top, width, height = segment.box
        assert segment.area == len(x)
        assert (left, top, left + width, top + height) == (x.min(), y.min(), x.max() + 1, y.max() + 1)
    assert sum(s.area for s in whole.segments) == 64 * 48 - 16


def test_small_things_of_a_category_are_one_crowd_or_void(street, passes):
    """COCO's evaluation looks at one crowd a category; what has no annotation is no false alarm."""
    whole, rows, _ = found_by(street, passes, small="crowd", min_visible_px=15)
    (crowd,) = (s for s in whole.segments if s.crowd)
    assert (crowd.category, crowd.is_thing, crowd.area) == ("car", True, 16)
    small = [decoded(row["segmentation"], SIZE) for row in rows if row["iscrowd"]]
    assert np.array_equal(whole.ids == crowd.id, small[0] | small[1])
    whole, _, dropped = found_by(street, passes, small="drop", min_visible_px=15)
    assert [row["instance_id"] for row in dropped] == [3, 4]
    assert (whole.ids[22:24, 50:52] == 0).all()


def test_coco_names_and_ids_of_stuff():
    wanted = {"road": 149, "pavement-merged": 191, "tree-merged": 184, "grass-merged": 193, SKY: 187}
    assert {name: category_id(name) for name in wanted} == wanted
    assert category_id("lane marking") == 226


def test_stuff_is_no_thing_of_cocos_and_has_a_name_for_each_part(street, passes, card):
    ground = card(0, 24, 64, 48, 8.0, None)
    scene = replace(street, things=[replace(ground, stuff="car"), *street.things[1:]])
    with pytest.raises(SceneError, match="stuff 'car' is one of COCO's things; make it the category"):
        found_by(scene, replace(passes, part=np.minimum(passes.part, 1)))
    with pytest.raises(ValueError, match=r"model shape: 1 parts .* but 2 names of stuff"):
        replace(ground.model, stuff=("road", None))
    with pytest.raises(SceneError, match="category 'a/b'"):
        replace(ground, stuff="a/b")


def test_an_id_is_red_and_256_green_and_65536_blue():
    """By Pillow, as panopticapi reads it."""
    ids = np.array([[0, 1, 255], [256, 65_535, 65_536], [131_072 + 7, 2**24 - 1, 0]], np.int32)
    assert np.array_equal(read_ids(coloured(ids)), ids)
    assert np.array_equal(rgb_ids(coloured(ids)), ids)
    with pytest.raises(ValueError, match="is no PNG of 8-bit"):
        read_ids(b"nothing")


def rgb_ids(png: bytes) -> np.ndarray:
    import io

    colours = np.array(Image.open(io.BytesIO(png)), dtype=np.uint32)
    return colours[..., 0] + 256 * colours[..., 1] + 256 * 256 * colours[..., 2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory, street, passes) -> Path:
    """A dataset of two frames with panoptic labels."""
    policy = LabelPolicy(panoptic=True, small="crowd", min_visible_px=15)
    folder = tmp_path_factory.mktemp("whole") / "set"
    folder.mkdir()
    recipe = Recipe(scene="street", width=64, height=48, labels=policy)
    dataset = Dataset.create_or_resume(folder, recipe, 2, {"cyclorama": "1"})
    for index, scene in enumerate((street, replace(street, things=street.things[:2]))):
        seen = replace(passes, instance=np.minimum(passes.instance, len(scene.things)))
        found = instances(scene, seen, policy)
        segments = panoptic(scene, seen, found, policy)
        record = {
            "index": index,
            "attributes": dict(scene.attributes),
            "camera": {"width": 64, "height": 48},
            "annotations": annotation_rows(found, policy),
            "dropped": dropped_rows(found),
            "panoptic": segment_rows(segments),
            "assets": [],
        }
        picture = cv2.imencode(".png", np.full((48, 64, 3), 40 * index, np.uint8))[1].tobytes()
        files = {
            f"images/{index:06d}.png": picture,
            f"panoptic/{index:06d}.png": coloured(segments.ids),
        }
        dataset.write_frame(SimpleNamespace(files=files, record=record, timings={}))
    dataset.finish()
    return folder


def test_it_reads_as_panopticapi_reads_it(whole):
    """The checks of its evaluation: ids of picture and list are the same, and categories are known."""
    content = json.loads((whole / "annotations/panoptic.json").read_text())
    categories = {row["id"]: row for row in content["categories"]}
    assert {row["name"]: row["isthing"] for row in content["categories"]} == {
        "car": 1,
        "road": 0,
        "lane marking": 0,
        "tree-merged": 0,
        SKY: 0,
    }
    assert [row["image_id"] for row in content["annotations"]] == [row["id"] for row in content["images"]]
    for row in content["annotations"]:
        ids = rgb_ids((whole / "panoptic" / row["file_name"]).read_bytes())
        label, count = np.unique(ids[ids > 0], return_counts=True)
        segments = {segment["id"]: segment for segment in row["segments_info"]}
        assert dict(zip(label.tolist(), count.tolist(), strict=True)) == {
            number: segment["area"] for number, segment in segments.items()
        }
        assert {segment["category_id"] for segment in segments.values()} <= categories.keys()
        crowds = [s["category_id"] for s in segments.values() if s["iscrowd"]]
        assert len(crowds) == len(set(crowds))


def test_verify_finds_nothing_in_a_whole_dataset_and_what_is_broken(whole, tmp_path):
    assert verify(whole) == []
    for number, (break_it, message) in enumerate(BREAKAGES):
        folder = shutil.copytree(whole, tmp_path / str(number))
        break_it(folder)
        found = [str(finding) for finding in verify(folder)]
        assert any(message in line for line in found), (message, found)


def edited(file: str, change: Callable[[dict], object]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        content = json.loads((folder / file).read_text())
        change(content)
        (folder / file).write_text(json.dumps(content))

    return edit


def painted(folder: Path) -> None:
    path = folder / "panoptic/000000.png"
    ids = read_ids(path.read_bytes())
    ids[20, 20] = 9
    path.write_bytes(coloured(ids))


FIRST, LISTED = "frames/000000.json", "annotations/panoptic.json"
BREAKAGES = [
    (painted, "panoptic/000000.png: has 1 px of segment 9, which its record does not name"),
    (painted, "panoptic/000000.png: car 2 differs from its annotation's mask in 1 px"),
    (painted, "panoptic/000000.png: has sha256"),
    (lambda f: (f / LISTED).unlink(), f"{LISTED}: is missing"),
    (lambda f: (f / "panoptic/000001.png").unlink(), "panoptic/000001.png: is missing"),
    (lambda f: (f / "panoptic/9.png").touch(), "panoptic/9.png: no frame record names it"),
    (edited(FIRST, lambda c: c["panoptic"][0].update(area=3)), "of segment 2, but its record says 3"),
    (edited(FIRST, lambda c: c["panoptic"][0].update(bbox=[0, 0, 1, 1])), "but its record says [0, 0, 1, 1]"),
    (edited(FIRST, lambda c: c.pop("panoptic")), "its record must have segments and one file in panoptic/"),
    (edited(FIRST, lambda c: c.update(panoptic=[1])), "panoptic must be a list of segments"),
    (edited(FIRST, lambda c: c["annotations"].pop(0)), "car 2 is among the segments, but not among the anno"),
    (edited(LISTED, lambda c: c["annotations"].pop()), f"{LISTED}: image 1 is missing"),
    (edited(LISTED, lambda c: c["annotations"][0].update(file_name="x")), "image 0 differs from frames/"),
    (
        edited(LISTED, lambda c: c["annotations"].__setitem__(0, 1)),
        f"{LISTED}: annotations must be a list of",
    ),
    (edited(LISTED, lambda c: c["annotations"][0].update(segments_info=[1])), f"{LISTED}: cannot be checked"),
    (edited(LISTED, lambda c: c["categories"].pop()), "category_id 226 is not among the categories"),
    (edited(LISTED, lambda c: c["categories"][0].pop("isthing")), "category 'car' has no isthing of 0 or 1"),
]
