"""The recipe of a dataset: everything that its images are a function of, beside their index."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .assets.importing.model_entry import ModelEntry
from .assets.limits import Limits
from .draw import Draw, Value
from .errors import DatasetError
from .scenes.camera import Resolution

__all__ = ["Engine", "LabelPolicy", "ModelEntry", "Quality", "Recipe", "parse_size"]

Quality = Literal["draft", "standard", "high"]
Engine = Literal["cycles", "eevee"]

MAX_SIDE_PX = 16384


class LabelPolicy(BaseModel):
    """Which instances become annotations, and how.

    ``polygons``: exact pixel-edge polygons where a mask has no hole, in place of RLE.
    ``panoptic``: also what every pixel is, things and stuff, as COCO's panoptic PNG and JSON.
    ``min_visible_px`` and ``min_visible_fraction``: instances below either are ``small``.
    ``small``: what becomes of them: ``drop``, ``flag`` (kept, with ``"small": true``) or ``crowd`` (kept
    and flagged, with ``"iscrowd": 1`` and an RLE, so that evaluation ignores what is found there).
    ``opacity_threshold``: a surface less opaque than this is not there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    polygons: bool = False
    panoptic: bool = False
    min_visible_px: Annotated[int, Field(ge=1)] = 1
    min_visible_fraction: Annotated[float, Field(ge=0, le=1)] = 0.0
    small: Literal["drop", "flag", "crowd"] = "drop"
    opacity_threshold: Annotated[float, Field(gt=0, le=1)] = 0.5


class Recipe(BaseModel):
    """A dataset's recipe. ``(recipe, index)`` decides an image; the number of images is not part of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)  # JSON has no NaN

    scene: str  # a built-in scene's name, or path/to/script.py:function
    scene_sha256: str | None = None  # of the script file; None for a built-in scene
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    width: Annotated[int, Field(ge=1, le=MAX_SIDE_PX)] = 640
    height: Annotated[int, Field(ge=1, le=MAX_SIDE_PX)] = 480
    quality: Quality = "standard"
    samples: Annotated[int, Field(ge=1, le=65536)] | None = None  # None: the quality's
    engine: Engine = "cycles"
    given: dict[str, Value] = {}
    balance: tuple[str, ...] = ()
    packs: dict[str, str] | None = None  # name → sha256 of those to choose from; None: what is installed
    user_assets: dict[str, str] | None = None  # id → sha256 of the user's own; None: all that there are
    licences: tuple[str, ...] = ()  # families or SPDX names that may be used; empty: any
    models_dir: str | None = None  # where the files were; their hashes decide, not the place
    models: tuple[ModelEntry, ...] = ()
    labels: LabelPolicy = LabelPolicy()
    frames: Annotated[int, Field(ge=1, le=100_000)] = 1  # of each drive
    fps: Annotated[float, Field(gt=0, le=1000)] = 10.0

    def place(self, index: int) -> tuple[int, int]:
        """Which drive an image is of, and which of its frames it is."""
        return divmod(index, self.frames)

    def draw(self, index: int) -> Draw:
        """The randomness of an image: that of its drive, at its time."""
        drive, frame = self.place(index)
        time_s = None if self.frames == 1 else frame / self.fps
        return Draw(self.seed, drive, self.given, self.balance, time_s)

    def sequence(self, index: int) -> dict[str, Any]:
        """What the record says of an image's place in its drive; nothing of a single image."""
        if self.frames == 1:
            return {}
        drive, frame = self.place(index)
        return {"sequence": {"number": drive, "frame": frame, "fps": self.fps}}

    @property
    def limits(self) -> Limits:
        """What its scene may choose from."""
        return Limits(self.packs, self.licences, self.user_assets)

    @property
    def resolution(self) -> Resolution:
        return Resolution(self.width, self.height)


def parse_size(text: str) -> Resolution:
    """``640x480`` as a resolution; :class:`DatasetError` says what is wrong with anything else."""
    match = re.fullmatch(r"\s*(\d{1,6})\s*[x×X]\s*(\d{1,6})\s*", text)
    if match:
        size = Resolution(int(match[1]), int(match[2]))
        if all(1 <= side <= MAX_SIDE_PX for side in size):
            return size
    raise DatasetError(
        f"size {text!r}: expected WIDTHxHEIGHT in pixels, each from 1 to {MAX_SIDE_PX}, such as 640x480"
    )
