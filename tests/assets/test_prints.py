"""Prints: the same bytes again, the right shape, clear where clear is promised, and readable barcodes."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from cyclorama.assets import prints
from cyclorama.assets.imperfections import clouds, imperfections
from cyclorama.assets.material import Texture
from cyclorama.assets.prints.canvas import Canvas
from cyclorama.assets.prints.fronts import LAYOUTS
from cyclorama.assets.prints.motifs import MOTIFS, draw_motif
from cyclorama.assets.weave import weave
from cyclorama.draw import Draw

PRINTS: dict[str, Callable[[Draw], Texture]] = {
    "label": lambda draw: prints.label(draw, 0.09, 0.07),
    "wrap": lambda draw: prints.label(draw, 0.22, 0.07),
    "can": lambda draw: prints.can(draw, 0.208, 0.104),
    "front": lambda draw: prints.cartons(draw, {"front": (0.12, 0.18)})["front"],
    "side": lambda draw: prints.cartons(draw, {"side": (0.05, 0.18)})["side"],
    "top": lambda draw: prints.cartons(draw, {"top": (0.12, 0.05)})["top"],
    "cover": lambda draw: prints.book_cover(draw, 0.13, 0.2),
    "spine": lambda draw: prints.book_cover(draw, 0.02, 0.2, spine=True),
    "shipping": lambda draw: prints.shipping(draw, 0.3, 0.2),
    "decor": prints.decor,
    "plate_decor": prints.plate_decor,
}


@pytest.mark.parametrize("name", PRINTS)
def test_print_is_the_same_bytes_again_and_another_for_another_image(name: str) -> None:
    first, again, other = (PRINTS[name](Draw(3, i).scope("print")).digest for i in (0, 0, 1))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", PRINTS)
def test_print_has_something_on_it(name: str) -> None:
    for index in range(8):
        texture = PRINTS[name](Draw(9, index).scope("print"))
        rows, columns, channels = texture.pixels.shape
        assert max(rows, columns) <= 512
        assert texture.tiles == "extend"
        clear = name in ("shipping", "decor", "plate_decor")
        assert channels == (4 if clear else 3)
        if clear:
            assert (texture.pixels[..., 3] == 0).mean() > 0.15  # the board or glaze shows
            assert texture.pixels[..., 3].max() == 255 or name == "shipping"
        else:
            assert texture.pixels.std() > 8


def test_layouts_differ() -> None:
    pictures = {PRINTS["front"](Draw(0, 0, given={"layout": layout})).digest for layout in LAYOUTS}
    assert len(pictures) == len(LAYOUTS)


def test_canvas_puts_a_rectangle_where_it_was_told() -> None:
    canvas = Canvas(0.1, 0.05, (1.0, 1.0, 1.0), longest_px=200)  # 2 px a millimetre
    canvas.rectangle(10, 20, 30, 10, (0.0, 0.0, 1.0))
    pixels = canvas.texture().pixels
    assert pixels.shape == (100, 200, 3)
    blue = (pixels == (0, 0, 255)).all(axis=2)
    rows, columns = np.nonzero(blue)
    assert abs(rows.min() - 40) <= 1
    assert abs(rows.max() - 59) <= 1
    assert abs(columns.min() - 20) <= 1
    assert abs(columns.max() - 79) <= 1
    assert blue[41:59, 21:79].all()


def test_text_is_not_wider_than_its_width() -> None:
    canvas = Canvas(0.1, 0.05, (1.0, 1.0, 1.0), longest_px=400)
    width = canvas.text("Extraordinarily long brand", 50, 25, 20, (0.0, 0.0, 0.0), width=40)
    inked = np.nonzero((canvas.texture().pixels < 128).any(axis=(0, 2)))[0]
    assert width <= 40 + 1e-6
    assert inked.min() >= 120
    assert inked.max() <= 280


def test_barcode_is_read_by_an_independent_decoder() -> None:
    canvas = Canvas(0.08, 0.06, (1.0, 1.0, 1.0), longest_px=512)
    canvas.barcode(10, 10, 60, 40, "400638133393")
    picture = cv2.resize(canvas.texture().pixels, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    text, *_ = cv2.barcode.BarcodeDetector().detectAndDecode(picture)
    assert text == "4006381333931"  # the check digit is of the standard's own example


@pytest.mark.parametrize("name", MOTIFS)
def test_motif_stays_near_its_size(name: str) -> None:
    canvas = Canvas(0.1, 0.1, None, longest_px=200)
    draw_motif(canvas, name, 50, 50, 20, ((0.9, 0.1, 0.1), (0.5, 0.1, 0.1), (0.1, 0.6, 0.1)))
    rows, columns = np.nonzero(canvas.texture().pixels[..., 3])
    assert len(rows) > 300
    assert rows.min() > 40  # within 1.5 sizes of the middle, at 2 px a millimetre
    assert max(rows.max(), columns.max()) < 160
    assert columns.min() > 40


def test_imperfections_tile_and_are_mostly_clean() -> None:
    """Across the seam neighbours differ no more than they do inside."""
    pixels = imperfections().pixels.astype(int)
    for channel in range(4):
        plane = pixels[..., channel]
        inside = np.abs(np.diff(plane, axis=1)).mean()
        seam = np.abs(plane[:, 0] - plane[:, -1]).mean()
        assert seam < 2.5 * inside + 1
    smudges, scratches, dust, uneven = (pixels[..., c].mean() / 255 for c in range(4))
    assert smudges < 0.2
    assert scratches < 0.05
    assert dust < 0.1
    assert uneven == pytest.approx(0.5, abs=0.01)


def test_clouds_are_evenly_distributed() -> None:
    field = clouds(Draw(0, 0).rng("a"), 64, 1.4)
    assert np.histogram(field, 8, (0, 1))[0].tolist() == [512] * 8


@pytest.mark.parametrize("kind", ["plain", "twill", "basket"])
def test_weave_shows_both_threads_alike(kind: str) -> None:
    weft_up = weave(kind).pixels[..., 1] > 127  # type: ignore[arg-type]
    assert weft_up.mean() == pytest.approx(0.5, abs=0.01)
