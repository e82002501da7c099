"""From the words of a command line to a recipe, with every mistake in one line."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .assets.licences import check_families
from .assets.limits import limited
from .draw import Value
from .errors import DatasetError, SceneError
from .recipe import LabelPolicy, Recipe, parse_size
from .scenes import rigs
from .scenes.camera import Resolution
from .scenes.script import Script, load

__all__ = ["Order", "parse_given"]


@dataclass(frozen=True)
class Order:
    """A recipe, with the script that it names."""

    recipe: Recipe
    script: Script

    @classmethod
    def of(
        cls,
        scene: str,
        *,
        size: str | None = None,
        rig: str | None = None,
        given: Sequence[str] = (),
        models: Path | None = None,
        licences: str = "",
        labels: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Order:
        """Read options as a user writes them. ``rig`` pins the draw of that name, and gives the size.

        Raises:
            CycloramaError: a scene, size, model or value that cannot be; says which.
        """
        script = load(scene)
        _check_length(script, fields.get("frames", 1), fields.get("fps", 10.0))
        pinned = parse_given(given)
        if rig is not None:
            if not script.may_have_rig:
                raise SceneError(
                    f"--rig {rig}: scene {script.name} is not seen from a car, and draws no rig; "
                    "leave it out, or render driving or a scene of your own that draws `rig`"
                )
            if pinned.setdefault("rig", rig) != rig:
                raise DatasetError(f"--rig {rig} and --given rig={pinned['rig']} differ; give one of them")
            # What a file says goes into the recipe, so that the images do not depend on the file.
            pinned["rig"] = rigs.text_of(rigs.named(rig))
        has_rig = rig is not None or script.rig() is not None
        resolution = _size(size, pinned.get("rig", script.rig()) if has_rig else None)
        entries: tuple[Any, ...] = ()
        if models is not None:
            if not script.accepts_models:
                raise SceneError(
                    f"--models {models}: scene {script.name} takes no models; its function needs a second "
                    "parameter, `models`"
                )
            from .assets.importing import user_models

            entries = user_models.scan(models)
        try:
            recipe = Recipe(
                scene=script.name,
                scene_sha256=script.sha256,
                width=resolution.width,
                height=resolution.height,
                given=pinned,
                models_dir=None if models is None else str(models),
                models=entries,
                packs=script.packs(),
                user_assets=script.user_assets(),
                licences=check_families(licences.split(",")) if licences else (),
                labels=LabelPolicy(**(labels or {})),
                **fields,
            )
        except ValidationError as error:
            first = error.errors()[0]
            field = "--" + ".".join(str(part) for part in first["loc"]).replace("_", "-")
            raise DatasetError(f"{field} {first['input']!r}: {first['msg'].lower()}") from None
        return cls(recipe, script)

    def check_names(self) -> None:
        """Refuse pinned and balanced names that the scene does not draw."""
        if self.recipe.given or self.recipe.balance:
            from .generate import models_of
            from .scenes.survey import check_given

            models = models_of(self.recipe)
            recipe = self.recipe
            with limited(recipe.limits):
                check_given(lambda draw: self.script(draw, models), recipe.given, recipe.balance, recipe)


def _size(size: str | None, rig: Value | None) -> Resolution:
    """What was asked for; else the rig's, so that nothing of its picture is cut off; else 640x480."""
    if size is not None or not isinstance(rig, str):
        return parse_size(size or "640x480")
    pinhole = rigs.named(rig).pinhole
    return parse_size(f"{pinhole.width}x{pinhole.height}")


def parse_given(words: Sequence[str]) -> dict[str, Value]:
    """``["mugs=3", "weather=rain"]`` as names with values: JSON where it is that, else text.

    Raises:
        DatasetError: no ``=``, or a value that no draw can have.
    """
    given: dict[str, Value] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or not name or not text:
            raise DatasetError(f"--given {word!r}: expected NAME=VALUE, such as camera/distance_m=0.8")
        try:
            value = json.loads(text)
        except ValueError:
            value = text
        if not isinstance(value, bool | int | float | str):
            raise DatasetError(f"--given {word!r}: a draw is a number, a text, true or false")
        if isinstance(value, float) and not math.isfinite(value):
            raise DatasetError(f"--given {word!r}: a draw is never infinite and never not a number")
        if name in given:
            raise DatasetError(f"--given {name}: it is given twice, as {given[name]} and as {value}")
        given[name] = value
    return given


def _check_length(script: Script, frames: int, fps: float) -> None:
    """Refuse drives that a scene cannot make.

    Raises:
        CycloramaError: no frames, no rate, or more than the scene lasts.
    """
    if frames < 1 or not 0 < fps <= 1000:
        raise DatasetError(
            f"--frames {frames} --fps {fps:g}: expected at least 1 frame, and of them up to 1000 a second"
        )
    if script.lasts_s == 0 and frames > 1:
        raise SceneError(
            f"--frames {frames}: scene {script.name} stands still; frames are for driving, and for scripts "
            "that heed draw.time_s"
        )
    if (frames - 1) / fps > script.lasts_s:
        raise SceneError(
            f"--frames {frames} --fps {fps:g}: a drive in {script.name} lasts at most {script.lasts_s:g} s; "
            f"give up to {int(script.lasts_s * fps) + 1} frames, or more --fps"
        )
