"""How large a model file's content is in metres, and which way is up."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ...errors import ModelFileError
from .model_settings import SETTINGS_FILE, FileSettings
from .raw_model import RawModel, Unit

__all__ = ["LARGEST_M", "METRES", "SMALLEST_M", "metres_per_unit", "size_text", "upright"]

METRES: dict[Unit, float] = {"m": 1.0, "mm": 0.001, "cm": 0.01, "inch": 0.0254, "foot": 0.3048, "um": 1e-6}
_NAMES: dict[Unit, str] = {
    "m": "metres",
    "mm": "millimetres",
    "cm": "centimetres",
    "inch": "inches",
    "foot": "feet",
    "um": "micrometres",
}

_GUESSES: tuple[Unit, ...] = ("m", "mm", "cm")

SMALLEST_M, LARGEST_M = 0.005, 3.0
"""Largest side of what is believed without a word from the user: household things."""

_STATED_M = (0.0005, 50.0)
"""The same where ``model.toml`` states the unit."""

_SLACK = 1e-5  # single precision makes 5 mm out of 4.9999999


def metres_per_unit(size: float, raw_unit: Unit | None, settings: FileSettings) -> tuple[float, str]:
    """Scale and note for a model whose largest side is ``size`` of its own units.

    A unit in ``model.toml`` holds; else the format's own (glTF: metres; 3MF says); else the first of
    metres, millimetres and centimetres that makes the largest side 5 mm to 3 m.

    Raises:
        ModelFileError: where that leaves a size that is not believed.
    """
    if settings.unit is not None:
        low, high = _STATED_M
        found = size * METRES[settings.unit]
        if not _within(found, low, high):
            raise ModelFileError(
                f"its largest side is {size_text(found)} in {_NAMES[settings.unit]} as stated, "
                f"expected {size_text(low)} to {size_text(high)}; mend the unit there, or scale the model"
            )
        return METRES[settings.unit], f"taken in {_NAMES[settings.unit]}, as stated"
    if raw_unit is not None:
        found = size * METRES[raw_unit]
        if not _within(found):
            raise ModelFileError(
                f"its largest side is {size_text(found)} (the file is in {_NAMES[raw_unit]}), expected "
                f"{size_text(SMALLEST_M)} to {size_text(LARGEST_M)}; {_kept(found, raw_unit)}{_cure(size)}"
            )
        return METRES[raw_unit], f"in {_NAMES[raw_unit]}, as its format says"
    for unit in _GUESSES:
        if _within(size * METRES[unit]):
            return METRES[unit], f"taken in {_NAMES[unit]}, from its size, as its format says no unit"
    raise ModelFileError(
        f"its largest side is {size:,.6g} of an unknown unit: {size_text(size)} in metres, "
        f"{size_text(size / 1000)} in millimetres; expected {size_text(SMALLEST_M)} to "
        f"{size_text(LARGEST_M)}; {_cure(size)}"
    )


def upright(
    vertices: npt.NDArray[np.float64], raw: RawModel, settings: FileSettings
) -> npt.NDArray[np.float64]:
    """Vertices turned so that z is up: by ``model.toml``, else as the format has it."""
    up = settings.up or raw.up
    if up == "y":  # glTF's front is +z, ours is −y
        return np.stack([vertices[:, 0], -vertices[:, 2], vertices[:, 1]], axis=1)
    if up == "x":
        return np.stack([-vertices[:, 2], vertices[:, 1], vertices[:, 0]], axis=1)
    return vertices


def size_text(size_m: float) -> str:
    """A length as a person would say it: ``12 mm``, ``2.5 m``, ``3 km``."""
    for unit, factor in (("km", 1000.0), ("m", 1.0)):
        if size_m >= factor:
            return (
                f"{size_m / factor:,.3g} {unit}"
                if size_m < 1000 * factor
                else f"{size_m / factor:,.0f} {unit}"
            )
    return f"{size_m * 1000:.3g} mm"


def _within(size_m: float, low: float = SMALLEST_M, high: float = LARGEST_M) -> bool:
    return low * (1 - _SLACK) <= size_m <= high * (1 + _SLACK)


def _kept(size_m: float, unit: Unit) -> str:
    """What to do where the size is right: a stated unit is believed for more than a format's own."""
    if not _within(size_m, *_STATED_M):
        return ""
    return f'if that is its true size, put unit = "{unit}" into {SETTINGS_FILE} beside it; else '


def _cure(size: float) -> str:
    units: tuple[Unit, ...] = (*_GUESSES, "inch")
    for unit in units:
        if _within(size * METRES[unit]):
            stated = f'unit = "{unit}" (that makes {size_text(size * METRES[unit])})'
            return f"export it again in metres, or put {stated} into {SETTINGS_FILE} beside it"
    return f"scale it to its true size and export it again, or put its unit into {SETTINGS_FILE} beside it"
