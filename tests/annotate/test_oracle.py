import numpy as np
import pytest
from cyclorama.annotate.instances import annotation_rows, dropped_rows, instances
from cyclorama.annotate.oracle import Difference, RayReport, differing
from cyclorama.annotate.polygons import decoded, segmentation
from cyclorama.recipe import LabelPolicy
from cyclorama.scenes.camera import Resolution
from cyclorama.scenes.scene import Scene

SIZE = Resolution(64, 48)


@pytest.fixture(scope="module")
def labelled(crowd, passes_of):
    """A crowd with unlabelled and dropped things, and rows from the numpy caster."""
    scene, policy = crowd(12, 7), LabelPolicy(min_visible_px=40, polygons=True)
    found = instances(scene, passes_of(scene, SIZE), policy)
    assert found.dropped
    return scene, annotation_rows(found, policy), dropped_rows(found)


def shifted(rows: list[dict], instance_id: int, by: tuple[int, int]) -> list[dict]:
    changed = []
    for row in rows:
        if row["instance_id"] == instance_id:
            mask = np.roll(decoded(row["segmentation"], SIZE), by, axis=(0, 1))
            row = {**row, "segmentation": segmentation(mask, polygons=False)}
        changed.append(row)
    return changed


def test_right_labels_do_not_differ(labelled):
    """Unlabelled and dropped things count as background, as in the annotations."""
    scene, rows, dropped = labelled
    report = differing(scene, SIZE, rows, dropped=dropped)
    assert report == RayReport(64 * 48, ())
    assert str(report) == "0 of 3072 px differ"
    assert report.farthest_px == report.per_million == 0


def test_a_shifted_mask_is_found(labelled):
    scene, rows, dropped = labelled
    largest = max(rows, key=lambda row: row["area"])["instance_id"]
    report = differing(scene, SIZE, shifted(rows, largest, (0, 3)), dropped=dropped)
    assert len(report.differences) > 10
    assert report.farthest_px == np.inf
    assert report.per_million == 1e6 * len(report.differences) / 3072
    assert "more than 1 px from an edge" in str(report)


def test_a_missing_annotation_is_found(labelled):
    """Without its row every pixel of the thing differs; so it does where it is called hidden but is not."""
    scene, rows, dropped = labelled
    assert len(differing(scene, SIZE, rows[1:], dropped=dropped).differences) == rows[0]["area"]
    hidden = {"instance_id": rows[0]["instance_id"], "category": rows[0]["category"], "reason": "hidden"}
    report = differing(scene, SIZE, rows[1:], dropped=[*dropped, hidden])
    assert len(report.differences) == rows[0]["area"]


def test_a_wrong_category_is_found(labelled):
    scene, rows, dropped = labelled
    with pytest.raises(ValueError, match="labelled zebra, but it is"):
        differing(scene, SIZE, [{**rows[0], "category": "zebra"}, *rows[1:]], dropped=dropped)


@pytest.mark.parametrize("gap_px", [0.5, 0.1, 0.004, 3e-4])
def test_the_distance_from_an_edge_is_measured(card, camera, gap_px):
    """A card whose edge is so far to the right of a column's centres, labelled as if it were to the left."""
    scene = Scene([card(10, 10, 30.5 + gap_px, 20, 2.0)], camera)
    mask = np.zeros((48, 64), np.bool_)
    mask[10:20, 10:30] = True
    report = differing(scene, SIZE, [{"instance_id": 1, "segmentation": segmentation(mask, False)}])
    assert [(d.x, d.label, d.ray) for d in report.differences] == [(30, 0, 1)] * 10
    middle = [d.edge_px for d in report.differences if 11 <= d.y <= 18]
    assert middle == pytest.approx([gap_px] * len(middle), rel=0.02, abs=2e-5)
    assert f"{len(report.differences)} of 3072 px differ (3255.2 per million)" in str(report)


def test_swapped_ids_are_found(card, camera):
    scene = Scene([card(10, 10, 20, 20, 2.0), card(30, 10, 40, 20, 2.0)], camera)
    rows = [
        {"instance_id": number, "segmentation": [[x, 10, x + 10, 10, x + 10, 20, x, 20]]}
        for number, x in ((2, 10), (1, 30))
    ]
    differences = differing(scene, SIZE, rows).differences
    assert len(differences) == 200
    assert differences[0] == Difference(10, 10, 2, 1, np.inf)


def test_cut_outs_follow_the_threshold_of_the_recipe(camera):
    from cyclorama.assets.material import Surface, Texture
    from cyclorama.assets.mesh import Mesh
    from cyclorama.assets.model import Model
    from cyclorama.scenes.scene import Thing

    pixels = np.full((1, 2, 4), 255, np.uint8)
    pixels[0, 1, 3] = 100
    corners = [(-0.5, -0.375, 1), (0.5, -0.375, 1), (0.5, 0.375, 1), (-0.5, 0.375, 1)]
    uv = np.array([[(0, 1), (1, 1), (1, 0)], [(0, 1), (1, 0), (0, 0)]])
    mesh = Mesh(corners, [(0, 1, 2), (0, 2, 3)], uv)
    scene = Scene([Thing(Model("leaf", mesh, (Surface(cutout=Texture(pixels)),), "leaf"))], camera)
    half = [{"instance_id": 1, "segmentation": [[0, 0, 32, 0, 32, 48, 0, 48]]}]
    assert differing(scene, SIZE, half, opacity_threshold=0.5).differences == ()
    assert len(differing(scene, SIZE, half, opacity_threshold=0.3).differences) == 32 * 48


def test_an_annotation_of_no_thing_is_an_error(camera):
    with pytest.raises(ValueError, match="instance_id 1: the scene has 0 things"):
        differing(Scene([], camera), SIZE, [{"instance_id": 1, "segmentation": []}])
