from collections.abc import Iterator

import numpy as np
import pytest
from cyclorama.annotate.masks import decode, encode
from cyclorama.annotate.polygons import decoded, segmentation, trace
from cyclorama.scenes.camera import Resolution
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays
from pycocotools.coco import COCO
from scipy import ndimage


def has_hole(mask: np.ndarray) -> bool:
    """Whether a 4-connected part encloses background that is not 8-connected to the outside."""
    parts, count = ndimage.label(np.pad(mask, 1))
    return any(ndimage.label(parts != n, np.ones((3, 3)))[1] > 1 for n in range(1, count + 1))


def as_coco_loads_it(value: list | dict, shape: tuple[int, int]) -> np.ndarray:
    """The mask that ``COCO.annToMask`` gives, as every COCO loader does."""
    coco = COCO()
    coco.imgs = {1: {"id": 1, "height": shape[0], "width": shape[1]}}
    return coco.annToMask({"image_id": 1, "segmentation": value}).astype(np.bool_)


def iou(a: np.ndarray, b: np.ndarray) -> float:
    return float((a & b).sum() / (a | b).sum())


def disc(shape: tuple[int, int], x: float, y: float, radius: float) -> np.ndarray:
    yy, xx = np.mgrid[: shape[0], : shape[1]]
    return (xx + 0.5 - x) ** 2 + (yy + 0.5 - y) ** 2 <= radius**2


def adversarial(shape: tuple[int, int]) -> Iterator[np.ndarray]:
    """One pixel, bars of 1 and 2 px, discs of 3 to 60 px, rings, parts, checkerboards, edges, full frame."""
    height, width = shape
    centre = (width / 2, height / 2)

    def rows_columns(rows: slice | int, columns: slice | int) -> np.ndarray:
        mask = np.zeros(shape, np.bool_)
        mask[rows, columns] = True
        return mask

    for y in (0, 1, height // 2, height - 1):
        for x in (0, 1, width // 2, width - 1):
            yield rows_columns(y, x)
    for thick in (1, 2):
        for at in (0, 5, height - thick):
            yield rows_columns(slice(at, at + thick), slice(None))
            yield rows_columns(slice(at, at + thick), slice(3, 40))
        for at in (0, 7, width - thick):
            yield rows_columns(slice(None), slice(at, at + thick))
            yield rows_columns(slice(2, 30), slice(at, at + thick))
        yield np.tri(*shape, 0, np.bool_) & ~np.tri(*shape, -thick, np.bool_)  # a diagonal
        yield (np.tri(*shape, 0, np.bool_) & ~np.tri(*shape, -thick, np.bool_))[:, ::-1].copy()
    for diameter in range(3, 61):
        yield disc(shape, *centre, diameter / 2)
        yield disc(shape, centre[0] + 0.3, centre[1] + 0.7, diameter / 2)
        yield disc(shape, 1, 2, diameter / 2)  # cut by the frame
    for outer in range(4, 30, 3):
        for inner in range(1, outer - 2, 3):
            yield disc(shape, *centre, outer) & ~disc(shape, *centre, inner)
    checkers = np.indices(shape).sum(0) % 2 == 0
    yield checkers
    yield ~checkers
    yield np.indices(shape).sum(0) // 2 % 2 == 0
    yield np.kron(checkers[: height // 3 + 1, : width // 3 + 1], np.ones((3, 3), np.bool_))[:height, :width]
    full = np.ones(shape, np.bool_)
    yield full
    for y in (0, height // 2, height - 1):
        for x in (0, width // 2, width - 1):
            yield full & ~rows_columns(y, x)
    frame = full.copy()
    frame[1:-1, 1:-1] = False
    yield frame
    yield frame | disc(shape, *centre, 10)
    yield full & ~frame


def random_masks(shape: tuple[int, int], rng: np.random.Generator) -> Iterator[np.ndarray]:
    while True:
        yield rng.random(shape) < rng.choice([0.01, 0.1, 0.4, 0.6, 0.9])
        smooth = ndimage.gaussian_filter(rng.normal(size=shape), rng.uniform(0.8, 6))
        yield smooth > np.quantile(smooth, rng.uniform(0.3, 0.98))
        parts = np.zeros(shape, np.bool_)
        for _ in range(rng.integers(1, 6)):
            parts ^= disc(shape, *(rng.random(2) * [shape[1], shape[0]]), rng.uniform(1, 15))
        yield parts


def test_a_thousand_masks_survive_as_rle_and_as_polygons():
    """IoU is exactly 1 for both; holes stay RLE; every mask without a hole gets polygons."""
    shape = (66, 84)
    rng = np.random.default_rng(20)
    masks = [m for m in adversarial(shape) if m.any()]
    for mask in random_masks(shape, rng):
        if len(masks) == 1000:
            break
        if mask.any():
            masks.append(mask)
    polygons = holes = 0
    for number, mask in enumerate(masks):
        rle, value = segmentation(mask, polygons=False), segmentation(mask, polygons=True)
        assert iou(as_coco_loads_it(rle, shape), mask) == 1, number
        assert iou(as_coco_loads_it(value, shape), mask) == 1, number
        assert isinstance(value, dict) == has_hole(mask), number
        polygons += isinstance(value, list)
        holes += isinstance(value, dict)
    assert polygons + holes == 1000
    # Both kinds are well represented, or this proves little.
    assert polygons > 400
    assert holes > 200


@given(arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=9)))
def test_any_small_mask_survives(mask):
    value = segmentation(mask, polygons=True)
    if mask.any():
        assert np.array_equal(as_coco_loads_it(value, mask.shape), mask)
        assert isinstance(value, dict) == has_hole(mask)
    assert np.array_equal(decoded(value, Resolution(mask.shape[1], mask.shape[0])), mask)


def test_a_pixel_is_a_square_of_four_corners():
    mask = np.zeros((5, 7), np.bool_)
    mask[2, 3] = True
    assert trace(mask) == [[3, 2, 4, 2, 4, 3, 3, 3]]


def test_parts_that_touch_at_a_corner_are_polygons_of_their_own():
    for mask in (np.eye(2, 3, dtype=np.bool_), np.eye(2, 3, dtype=np.bool_)[:, ::-1]):
        assert len(trace(mask)) == 2
        assert np.array_equal(as_coco_loads_it(segmentation(mask, True), mask.shape), mask)


def test_a_hole_that_reaches_out_through_a_corner_is_none():
    mask = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 0]], np.bool_)
    (polygon,) = trace(mask)
    corners = list(zip(polygon[::2], polygon[1::2], strict=True))
    assert corners.count((2, 1)) == 2
    assert np.array_equal(as_coco_loads_it([polygon], mask.shape), mask)


def test_a_ring_stays_rle():
    ring = disc((40, 50), 25, 20, 15) & ~disc((40, 50), 25, 20, 6)
    assert trace(ring) is None
    assert segmentation(ring, polygons=True) == encode(ring)


def test_corners_only_and_clockwise():
    mask = np.zeros((20, 30), np.bool_)
    mask[5:15, 10:25] = True
    assert trace(mask) == [[10, 5, 25, 5, 25, 15, 10, 15]]


def test_an_empty_mask_stays_rle():
    assert segmentation(np.zeros((3, 4), np.bool_), polygons=True) == {"size": [3, 4], "counts": "<"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "RLE or a list"),
        ([], "RLE or a list"),
        ([[1, 2, 3, 4]], "3 or more corners"),
        ([[1, 2, 3, 4, 5, 6, 7]], "3 or more corners"),
        ([[0, 0, 1, 0, 1, "1"]], "must be numbers"),
        ([[0, 0, 9, 0, 9, 2]], "out of the image of 4x3"),
        ([[0, 0, 4, 0, 4, float("nan")]], "out of the image of 4x3"),
        (encode(np.ones((4, 3), np.bool_)), "of an image of 4x3"),
        ({"size": [3, 4], "counts": "~"}, "no meaning"),
    ],
)
def test_what_cannot_be_decoded_is_an_error(value, message):
    with pytest.raises(ValueError, match=message):
        decoded(value, Resolution(4, 3))


def test_decoded_is_the_inverse_of_segmentation():
    mask = disc((40, 50), 25, 20, 15)
    for polygons in (False, True):
        assert np.array_equal(decoded(segmentation(mask, polygons), Resolution(50, 40)), mask)
    assert np.array_equal(decode(encode(mask)), mask)
