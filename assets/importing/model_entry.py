"""One line of a recipe's list of the user's own model files."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["ModelEntry"]


class ModelEntry(BaseModel):
    """One of the user's own model files: its category is the name of the folder that holds it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str  # relative to the models folder, with /
    category: str
    sha256: str
