"""The licence ledger of a dataset: what was used, who is to be credited, what is forbidden.

A row is an asset as a frame's record has it (the fields of :class:`~.model.Source`), with ``images``, the
number of images that use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .licences import forbids, needs_credit, url

__all__ = ["ATTRIBUTION", "USER", "attribution", "restrictions", "statement"]

ATTRIBUTION = "ATTRIBUTION.md"
"""File beside ``dataset.json``, wherever something needs credit."""

USER = "user"
"""``origin`` of what the user brought: nothing is known of it but what the user says."""

Row = dict[str, Any]


def restrictions(rows: Sequence[Row]) -> list[Row]:
    """What the assets' licences forbid, each use once with the ids of the assets that forbid it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for use in forbids(row["licence"]):
            found.setdefault(use, []).append(row["id"])
    return [{"restriction": use, "assets": sorted(set(ids))} for use, ids in sorted(found.items())]


def statement(rows: Sequence[Row]) -> str:
    """What was captured of the real world: no person, no plate; of the user's own files nothing is known."""
    own = sum(row.get("origin") == USER for row in rows)
    said = (
        "No real person and no real number plate was captured for this dataset: what it shows was modelled."
    )
    if any(row.get("kind") == "sky" for row in rows):
        said += " Its environment pictures are photographs of places, as their authors published them."
    if own:
        files = "a file" if own == 1 else f"{own} files"
        said += f" Of {files} of the user's own that it uses, nothing is known."
    return said


def attribution(rows: Sequence[Row]) -> str | None:
    """The text of ``ATTRIBUTION.md``, or None where nothing needs credit.

    Each credit has title, author, source and licence, and says that the work was changed, as Creative
    Commons' recommended practices for attribution ask (wiki.creativecommons.org, "TASL").
    """
    due = [row for row in rows if needs_credit(row["licence"])]
    if not due:
        return None
    lines = [
        "# Attribution",
        "",
        "This dataset shows works of others. All were scaled and rendered, some also recoloured or repaired.",
        "",
    ]
    for row in due:
        link = url(row["licence"])
        licence = f"[{row['licence']}]({link})" if link else "licence not stated"
        author = row["author"] or "an author who is not stated"
        origin = f", from {row['origin']}" if row.get("origin") and row["origin"] != USER else ""
        lines.append(f"- “{row.get('title') or row['id']}” by {author}{origin} (`{row['id']}`), {licence}")
    return "\n".join(lines) + "\n"
