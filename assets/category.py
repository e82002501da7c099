"""What may name a category: one rule for folders of models, scene scripts and labels."""

from __future__ import annotations

import unicodedata

from ..errors import SceneError

__all__ = ["check_category", "folded"]

_LONGEST = 64
_NO_FOLDER = set('/\\:*?"<>|')  # no folder's name has them on Windows


def check_category(name: str) -> str:
    """The name in Unicode's composed form, in which a folder's name is the same on every system.

    A name has 1 to 64 characters, begins with a letter or a digit, ends with no blank, and has no
    control characters, no blanks but spaces, and none of ``/ \\ : * ? " < > |``.

    Raises:
        SceneError: where it is no such name.
    """
    composed = unicodedata.normalize("NFC", name) if isinstance(name, str) else ""
    if (
        not 1 <= len(composed) <= _LONGEST
        or not composed[0].isalnum()
        or composed.endswith(" ")
        or not composed.isprintable()
        or _NO_FOLDER & set(composed)
    ):
        raise SceneError(
            f"category {repr(name)[:80]}: a name has 1 to {_LONGEST} characters, starts with a letter or "
            f"digit, ends with no blank and has none of {' '.join(sorted(_NO_FOLDER))}; rename it"
        )
    return composed


def folded(name: str) -> str:
    """The same for names that most people would take for one, such as ``hex_nut`` and ``Hex nut``."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
