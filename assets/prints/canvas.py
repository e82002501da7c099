"""A sheet to print on: shapes, text and motifs, in millimetres, anti-aliased."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from ..material import Color, Texture

__all__ = ["Canvas", "Ink", "Mask", "Points"]

Ink = Color
"""sRGB, 0 to 1."""
Mask = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float64]
"""Shape (n, 2): x right, y down, millimetres."""

Fixed = npt.NDArray[np.int32]
Area = tuple[slice, slice]

_SUPERSAMPLING = 2
_SHIFT = 6


class Canvas:
    """A sheet of ``width_m`` × ``height_m``; x goes right and y down from its top left, in millimetres.

    Args:
        width_m, height_m: size of the sheet.
        ground: its colour; None: clear.
        longest_px: of the finished picture.
    """

    def __init__(self, width_m: float, height_m: float, ground: Ink | None, longest_px: int = 512) -> None:
        self.width, self.height = width_m * 1000, height_m * 1000
        self._per_mm = longest_px * _SUPERSAMPLING / max(self.width, self.height)
        shape = [max(8, round(side * self._per_mm / _SUPERSAMPLING)) for side in (self.height, self.width)]
        self._final = (shape[1], shape[0])
        rows, columns = shape[0] * _SUPERSAMPLING, shape[1] * _SUPERSAMPLING
        self._clear = ground is None
        self._color = np.empty((rows, columns, 3), np.uint8)
        self._color[:] = _bytes(ground or (1.0, 1.0, 1.0))
        self._grain: npt.NDArray[np.int16] | None = None
        self._alpha = np.full((rows, columns), 0 if ground is None else 255, np.uint8)

    def texture(self) -> Texture:
        """The finished picture."""
        color = np.asarray(cv2.resize(self._color, self._final, interpolation=cv2.INTER_AREA), np.uint8)
        if self._grain is not None:
            color = np.clip(color.astype(np.int16) + self._grain[..., None], 0, 255).astype(np.uint8)
        if not self._clear:
            return Texture(color, tiles="extend")
        alpha = cv2.resize(self._alpha, self._final, interpolation=cv2.INTER_AREA)
        return Texture(np.dstack([color, alpha]), tiles="extend")

    def polygon(self, points: npt.ArrayLike | list[Points], ink: Ink, opacity: float = 1.0) -> None:
        """A filled polygon, or (a list of arrays) several, of which overlaps are left out."""
        several = isinstance(points, list) and isinstance(points[0], np.ndarray)
        shapes = [self._fixed(p) for p in (points if several else [points])]  # type: ignore[union-attr]
        area, shapes = self._around(shapes, 2)
        mask = np.zeros(self._alpha[area].shape, np.uint8)
        if mask.size:
            cv2.fillPoly(mask, shapes, 255, cv2.LINE_AA, _SHIFT)
            self._blend(area, mask if opacity >= 1 else (mask * opacity).astype(np.uint8), ink)

    def rectangle(
        self, x: float, y: float, width: float, height: float, ink: Ink, round_: float = 0.0
    ) -> None:
        """A filled rectangle with its top left at (x, y), its corners rounded by ``round_``."""
        r = min(round_, width / 2, height / 2)
        turns = np.radians(np.arange(0, 91, 10)) if r else np.zeros(1)
        corners = (
            (x + width - r, y + r, 270),
            (x + width - r, y + height - r, 0),
            (x + r, y + height - r, 90),
            (x + r, y + r, 180),
        )
        points = [
            np.stack([cx + r * np.cos(np.radians(a) + turns), cy + r * np.sin(np.radians(a) + turns)], axis=1)
            for cx, cy, a in corners
        ]
        self.polygon(np.concatenate(points), ink)

    def ellipse(self, x: float, y: float, rx: float, ry: float, ink: Ink, opacity: float = 1.0) -> None:
        """A filled ellipse about (x, y)."""
        t = np.linspace(0, 2 * np.pi, 72, endpoint=False)
        self.polygon(np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], axis=1), ink, opacity)

    def line(self, points: npt.ArrayLike, ink: Ink, width: float, closed: bool = False) -> None:
        """A line of ``width`` millimetres."""
        thickness = max(1, round(width * self._per_mm))
        area, shapes = self._around([self._fixed(points)], thickness + 2)
        mask = np.zeros(self._alpha[area].shape, np.uint8)
        if mask.size:
            cv2.polylines(mask, shapes, closed, 255, thickness, cv2.LINE_AA, _SHIFT)
            self._blend(area, mask, ink)

    def ring(self, x: float, y: float, rx: float, ry: float, ink: Ink, width: float) -> None:
        """The outline of an ellipse."""
        t = np.linspace(0, 2 * np.pi, 96, endpoint=False)
        self.line(np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], axis=1), ink, width, closed=True)

    def frame(
        self, inset: float, ink: Ink, width: float, box: tuple[float, float, float, float] | None = None
    ) -> None:
        """The outline of the sheet, or of a box (x, y, width, height), ``inset`` from its edge."""
        x, y, w, h = box or (0.0, 0.0, self.width, self.height)
        a, b, c, d = x + inset, y + inset, x + w - inset, y + h - inset
        self.line([(a, b), (c, b), (c, d), (a, d)], ink, width, closed=True)

    def text(
        self,
        string: str,
        x: float,
        y: float,
        height: float,
        ink: Ink,
        *,
        width: float | None = None,
        weight: int = 400,
        italic: bool = False,
        align: Literal["left", "center", "right"] = "center",
        upright: bool = True,
    ) -> float:
        """A line of text; gives its width.

        Args:
            string: what it says.
            x: of its left end, middle or right end, as ``align`` says.
            y: of its middle.
            height: of its letters from ascender to descender, at most.
            ink: colour.
            width: at most; text that is too long is set narrower, and then smaller.
            weight: 200 light to 900 black.
            italic: slanted.
            align: what ``x`` is.
            upright: False: it reads from bottom to top, and ``align`` is about y.
        """
        mask = _letters(string, weight, italic)
        scale = height / mask.shape[0]
        w, h = mask.shape[1] * scale, height
        if width is not None and w > width:
            squeeze = max(width / w, 0.72)
            shrink = min(1.0, width / (w * squeeze))
            w, h = w * squeeze * shrink, h * shrink
        columns, rows = max(1, round(w * self._per_mm)), max(1, round(h * self._per_mm))
        mask = np.asarray(cv2.resize(mask, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
        if not upright:
            mask = np.ascontiguousarray(np.rot90(mask))
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        if upright:
            left, top = x - w * shift, y - h / 2
        else:
            left, top = x - h / 2, y - w * (1 - shift)
        self._stamp(mask, left, top, ink)
        return float(w)

    def caps(
        self,
        string: str,
        x: float,
        y: float,
        height: float,
        ink: Ink,
        *,
        width: float | None = None,
        most: float | None = None,
        weight: int = 700,
    ) -> float:
        """A line of text about (x, y) whose capitals are exactly ``height`` high; gives its width.

        Args:
            string: what it says.
            x, y: its middle, between the base line and the top of capitals.
            height: of capitals.
            ink: colour.
            width: exactly so wide, set narrower or wider; None: as the letters come.
            most: no wider than this.
            weight: 200 light to 900 black.
        """
        mask = _letters(string, weight, False, 150)
        top, bottom = _capitals(weight)
        columns = np.flatnonzero(mask.max(axis=0) > 127)
        mask = np.ascontiguousarray(mask[:, columns[0] : columns[-1] + 1])
        scale = height / (bottom - top)
        natural = mask.shape[1] * scale
        w = width or min(natural, natural if most is None else most)
        size = max(1, round(w * self._per_mm)), max(1, round(mask.shape[0] * scale * self._per_mm))
        mask = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
        middle = (top + bottom) / 2 * scale
        self._stamp(mask, x - w / 2, y - middle, ink)
        return float(w)

    def paragraph(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        height: float,
        ink: Ink,
        width: float,
        weight: int = 400,
    ) -> float:
        """Lines of small text from the top left (x, y); gives y below them."""
        for line in lines:
            self.text(line, x, y + height / 2, height, ink, width=width, weight=weight, align="left")
            y += height * 1.25
        return y

    def barcode(self, x: float, y: float, width: float, height: float, digits: str) -> None:
        """A white field with an EAN-13 barcode of twelve digits."""
        self.rectangle(x, y, width, height, (0.97, 0.97, 0.96))
        bits = _ean13(digits)
        module = width * 0.86 / len(bits)
        left = x + width * 0.07
        bars = np.flatnonzero(np.diff(np.concatenate([[0], bits, [0]])))
        top, bottom = y + height * 0.08, y + height * 0.8
        for start, end in bars.reshape(-1, 2):
            a, b = left + start * module, left + end * module
            self.polygon([(a, top), (b, top), (b, bottom), (a, bottom)], (0.06, 0.06, 0.06))
        self.text(
            digits, x + width / 2, y + height * 0.9, height * 0.16, (0.06, 0.06, 0.06), width=width * 0.8
        )

    def gradient(self, top: Ink, bottom: Ink) -> None:
        """Fill the sheet from ``top`` to ``bottom``."""
        share = np.linspace(0, 1, self._color.shape[0])[:, None, None]
        blend = np.array(top) * (1 - share) + np.array(bottom) * share
        self._color[:] = (blend * 255 + 0.5).astype(np.uint8)
        self._alpha[:] = 255

    def grain(self, rng: np.random.Generator, strength: float) -> None:
        """The unevenness of ink on paper."""
        columns, rows = self._final
        coarse = rng.standard_normal((rows // 8 + 2, columns // 8 + 2)).astype(np.float32)
        field = cv2.resize(coarse * np.float32(255 * strength), self._final, interpolation=cv2.INTER_CUBIC)
        self._grain = np.asarray(np.round(field), np.int16)

    def _fixed(self, points: npt.ArrayLike) -> Fixed:
        pixels = np.asarray(points, np.float64) * self._per_mm - 0.5
        return np.asarray(np.round(pixels * 2**_SHIFT), np.int32)

    def _stamp(self, mask: Mask, left_mm: float, top_mm: float, ink: Ink) -> None:
        left, top = round(left_mm * self._per_mm), round(top_mm * self._per_mm)
        rows, columns = self._alpha.shape
        a, b = max(0, -top), max(0, -left)
        part = mask[a : a + max(0, rows - max(top, 0)), b : b + max(0, columns - max(left, 0))]
        if part.size:
            area = np.s_[
                max(top, 0) : max(top, 0) + part.shape[0], max(left, 0) : max(left, 0) + part.shape[1]
            ]
            self._blend(area, part, ink)

    def _around(self, shapes: list[Fixed], margin_px: int) -> tuple[Area, list[Fixed]]:
        """The part of the sheet that shapes lie in, and the shapes as seen from its corner."""
        corners = np.concatenate(shapes)
        limits = self._alpha.shape[::-1]
        low = np.clip((corners.min(axis=0) >> _SHIFT) - margin_px, 0, limits)
        high = np.clip((corners.max(axis=0) >> _SHIFT) + margin_px + 1, 0, limits)
        area = np.s_[int(low[1]) : int(high[1]), int(low[0]) : int(high[0])]
        return area, [np.asarray(shape - (low << _SHIFT), np.int32) for shape in shapes]

    def _blend(self, area: Area, mask: Mask, ink: Ink) -> None:
        color, alpha = self._color[area], self._alpha[area]
        over = np.array(_bytes(ink), np.uint8)
        solid = mask == 255
        color[solid] = over
        # Edges are few: only they are mixed.
        edge = np.nonzero((mask > 0) & ~solid)
        share = mask[edge].astype(np.uint16)[:, None]
        # On a clear sheet the colour reaches beyond the shape, so that its edge does not go pale.
        below = np.where((alpha[edge] == 0)[:, None], over, color[edge]).astype(np.uint16)
        color[edge] = (below * (255 - share) + over * share + 127) // 255
        np.maximum(alpha, mask, out=alpha)


def _bytes(ink: Ink) -> tuple[int, int, int]:
    r, g, b = (round(255 * min(max(c, 0.0), 1.0)) for c in ink)
    return (r, g, b)


@cache
def _capitals(weight: int) -> tuple[int, int]:
    """First row of a capital, and the row below it, in letters of size 150."""
    rows = np.flatnonzero(_letters("H", weight, False, 150).max(axis=1) > 127)
    return int(rows[0]), int(rows[-1]) + 1


def _letters(string: str, weight: int, italic: bool, size: int = 50) -> Mask:
    """Text as a mask, 1.28 · ``size`` px from the ascender to the descender."""
    face = cv2.FontFace("italic" if italic else "sans")
    x, _, width, _ = cv2.getTextSize((8192, 512), string, (0, 0), face, size, weight)
    mask = np.zeros((round(1.28 * size), max(4, width + 8)), np.uint8)
    cv2.putText(mask, string, (4 - x, size), (255,), face, size, weight)
    return mask


def _ean13(digits: str) -> npt.NDArray[np.int64]:
    """Modules (0 white, 1 black) of an EAN-13 symbol; its check digit is added (GS1 General
    Specifications, section 5.2)."""
    numbers = [int(d) for d in digits]
    numbers.append(-sum(n * (3 if i % 2 else 1) for i, n in enumerate(numbers)) % 10)
    odd = [
        "0001101",
        "0011001",
        "0010011",
        "0111101",
        "0100011",
        "0110001",
        "0101111",
        "0111011",
        "0110111",
        "0001011",
    ]
    right = ["".join("10"[int(bit)] for bit in code) for code in odd]
    even = [code[::-1] for code in right]
    sets = [
        "LLLLLL",
        "LLGLGG",
        "LLGGLG",
        "LLGGGL",
        "LGLLGG",
        "LGGLLG",
        "LGGGLL",
        "LGLGLG",
        "LGLGGL",
        "LGGLGL",
    ]
    left = "".join(
        (odd if s == "L" else even)[n] for s, n in zip(sets[numbers[0]], numbers[1:7], strict=True)
    )
    text = "101" + left + "01010" + "".join(right[n] for n in numbers[7:]) + "101"
    return np.array([int(bit) for bit in text])
