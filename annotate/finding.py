"""A finding: something that is wrong with a dataset, in one line."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: in which file, at which annotation (if at one), and what."""

    file: str
    message: str
    annotation_id: int | None = None

    def __str__(self) -> str:
        at = "" if self.annotation_id is None else f" annotation {self.annotation_id}:"
        return " ".join(f"{self.file}:{at} {self.message}".splitlines())
