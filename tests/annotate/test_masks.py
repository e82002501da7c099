import numpy as np
import pytest
from cyclorama.annotate.masks import Region, as_region, box, decode, encode, run_lengths
from cyclorama.scenes.camera import Resolution
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from pycocotools import mask as coco_mask

masks = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12))


@given(masks)
def test_encode_gives_the_bytes_of_pycocotools(mask):
    wanted = coco_mask.encode(np.asfortranarray(mask.astype(np.uint8)))
    assert encode(mask) == {"size": list(mask.shape), "counts": wanted["counts"].decode()}


@given(masks)
def test_a_mask_survives(mask):
    rle = encode(mask)
    assert np.array_equal(decode(rle), mask)
    assert run_lengths(rle).sum() == mask.size
    assert np.array_equal(as_region(mask).full(), mask)


@given(masks)
def test_area_and_box_are_those_of_the_pixels(mask):
    region = as_region(mask)
    assert region.area == mask.sum()
    if not mask.any():
        assert box(mask) == [0, 0, 0, 0]
        return
    y, x = np.nonzero(mask)
    assert box(mask) == [x.min(), y.min(), x.max() - x.min() + 1, y.max() - y.min() + 1]


def test_long_runs_take_many_characters():
    """Run lengths beyond 5, 10, 15, 20 and 25 bits, against pycocotools."""
    mask = np.zeros((6000, 7000), np.bool_)
    mask[1, 2] = mask[700, 30] = mask[5999, 6999] = True
    mask[:, 1000:6000] = True
    wanted = coco_mask.encode(np.asfortranarray(mask.astype(np.uint8)))["counts"].decode()
    assert encode(mask)["counts"] == wanted
    assert run_lengths(encode(mask)).max() >= 2**24


def test_a_piece_of_an_image_knows_its_place():
    piece = np.array([[False, False, False], [False, True, True]])
    region = as_region(piece, 10, 20, Resolution(64, 48))
    assert region.box == (11, 21, 2, 1)
    assert decode(encode(region)).nonzero() == pytest.approx(np.array([[21, 21], [11, 12]]))
    assert as_region(region) is region


def test_uncompressed_counts_are_read_too():
    assert decode({"size": [2, 3], "counts": [1, 2, 3]}).tolist() == [
        [False, True, False],
        [True, False, False],
    ]


@pytest.mark.parametrize(
    ("rle", "message"),
    [
        ({}, "size must be"),
        ({"size": [2], "counts": "06"}, "size must be"),
        ({"size": [2, -3], "counts": "06"}, "size must be"),
        ({"size": [2, True], "counts": "06"}, "size must be"),
        ({"size": [2, 3], "counts": None}, "ascii text or a list"),
        ({"size": [2, 3], "counts": ""}, "ascii text or a list"),
        ({"size": [2, 3], "counts": "é"}, "ascii text or a list"),
        ({"size": [2, 3], "counts": "!"}, "no meaning"),
        ({"size": [2, 3], "counts": "~"}, "no meaning"),
        ({"size": [2, 3], "counts": "P"}, "cut off"),
        ({"size": [2, 3], "counts": "P" * 60 + "1"}, "too long"),
        ({"size": [2, 3], "counts": "7"}, "add up to 2*3"),
        ({"size": [2, 3], "counts": "O7"}, "add up to 2*3"),
        ({"size": [2, 3], "counts": [1, 2]}, "add up to 2*3"),
        ({"size": [2, 3], "counts": [1, -2, 7]}, "whole numbers"),
        ({"size": [2, 3], "counts": [6.0]}, "whole numbers"),
    ],
)
def test_a_malformed_rle_is_an_error_and_no_crash(rle, message):
    """pycocotools itself reads or writes beyond its memory with some of these."""
    with pytest.raises(ValueError, match=message.replace("*", r"\*")):
        decode(rle)


@given(st.text(st.characters(min_codepoint=40, max_codepoint=120), max_size=12))
def test_no_text_crashes_the_decoder(text):
    try:
        mask = decode({"size": [5, 4], "counts": text})
    except ValueError:
        return
    assert np.array_equal(decode(encode(mask)), mask)


def test_other_arrays_are_refused_with_their_shape():
    with pytest.raises(ValueError, match=r"uint8 \(3, 4\)"):
        as_region(np.zeros((3, 4), np.uint8))
    with pytest.raises(ValueError, match=r"bool \(3, 4, 1\)"):
        encode(np.zeros((3, 4, 1), np.bool_))


def test_an_empty_region_has_no_pixels():
    region = as_region(np.zeros((4, 5), np.bool_))
    assert isinstance(region, Region)
    assert region.box == (0, 0, 0, 0)
    assert encode(region) == {"size": [4, 5], "counts": "d0"}
