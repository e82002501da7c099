"""The labelled picture shows each mask in its own colour, and leaves the plain one alone."""

import cv2
import numpy as np
import pytest
from cyclorama.annotate.masks import as_region, encode
from cyclorama.annotate.polygons import segmentation
from cyclorama.annotate.preview import colour, draw_labels, encoded, side_by_side
from cyclorama.errors import DatasetError
from cyclorama.scenes.camera import Resolution

SIZE = Resolution(160, 120)


def row(x, y, width, height, category="mug", polygons=False, depth_m=1.0):
    region = as_region(np.ones((height, width), bool), x, y, SIZE)
    mask = segmentation(region, True) if polygons else encode(region)
    return {"segmentation": mask, "bbox": [x, y, width, height], "category": category, "depth_m": depth_m}


def grey():
    return np.full((SIZE.height, SIZE.width, 3), 128, np.uint8)


@pytest.mark.parametrize("polygons", [False, True])
def test_a_mask_is_tinted_and_the_rest_is_not(polygons):
    image = grey()
    labelled = draw_labels(image, [row(40, 60, 50, 40, polygons=polygons)])
    assert (image == 128).all(), "the input is left alone"
    inside = labelled[65:95, 45:85].reshape(-1, 3).astype(float)
    weight = 0.45 / (1 + 4 * 50 * 40 / image[..., 0].size)  # the larger the mask, the fainter
    assert np.abs(inside - ((1 - weight) * 128 + weight * np.array(colour(0)))).max() <= 1
    outside = np.ones(image.shape[:2], bool)
    outside[40:102, 38:92] = False  # mask, outline, and the name above
    assert (labelled[outside] == 128).all()


def test_the_box_and_the_name_are_there():
    labelled = draw_labels(grey(), [row(40, 60, 50, 40)])
    assert tuple(labelled[80, 40]) == colour(0)
    assert tuple(labelled[99, 60]) == colour(0)
    plate = labelled[40:60, 40:90].reshape(-1, 3)
    assert (plate == colour(0)).all(axis=1).sum() > 100
    assert (plate == 0).all(axis=1).any() or (plate == 255).all(axis=1).any(), "ink"


@pytest.mark.parametrize("box", [(0, 0, 20, 10), (140, 100, 20, 20), (0, 0, 160, 120), (159, 0, 1, 1)])
def test_names_stay_within_the_picture(box):
    labelled = draw_labels(grey(), [row(*box, category="refrigerator")])
    assert labelled.shape == (120, 160, 3)
    assert (labelled == colour(0)).all(axis=2).sum() > 100


def test_names_do_not_cover_each_other():
    one = draw_labels(grey(), [row(40, 60, 50, 40, "mug")])
    two = draw_labels(grey(), [row(40, 60, 50, 40, "mug", depth_m=2), row(40, 60, 50, 40, "mug")])
    plates = [(image == colour(i)).all(axis=2).sum() for image, i in ((one, 0), (two, 0), (two, 1))]
    assert min(plates) > 100


def test_keypoints_have_dots_and_bones():
    """Between two that are in the frame; none where one is not."""
    points = {"left_knee": [60, 20, 2], "left_ankle": [60, 50, 1], "left_hip": [0.0, 0.0, 0]}
    person = {**row(40, 60, 50, 40, "person"), "keypoints": points}
    drawn = (draw_labels(grey(), [person]) != 128).any(axis=2)
    assert drawn[20, 60]  # a full dot
    assert drawn[30:40, 60].all()  # the shin
    assert not drawn[:15].any()
    assert not drawn[30:40, 65:].any()


def test_neighbouring_colours_differ():
    colours = np.array([colour(i) for i in range(60)], float)
    distances = np.linalg.norm(colours[:, None] - colours[None], axis=2) + 1e3 * np.eye(60)
    assert distances.min() > 8
    for apart in (1, 2, 3):
        assert np.linalg.norm(colours[apart:] - colours[:-apart], axis=1).min() > 80


def test_side_by_side():
    plain = np.random.Generator(np.random.Philox(1)).integers(0, 256, (120, 160, 3), np.uint8)
    both = side_by_side(cv2.imencode(".png", plain)[1].tobytes(), [row(40, 60, 50, 40)])
    assert both.shape == (120, 320, 3)
    assert (both[:, :160] == plain).all()
    assert (both[:, 160:] == draw_labels(plain, [row(40, 60, 50, 40)])).all()
    with pytest.raises(DatasetError, match="cannot be decoded"):
        side_by_side(b"no picture", [])


def test_encoded_is_a_picture():
    back = cv2.imdecode(np.frombuffer(encoded(grey(), ".png"), np.uint8), cv2.IMREAD_COLOR)
    assert (back == grey()).all()
    assert encoded(grey(), ".jpg")[:2] == b"\xff\xd8"
