"""A pack counts as installed only when it is whole, and its absence is said with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from cyclorama.assets.packs.place import INSTALLED, folder, require
from cyclorama.errors import AssetError


def test_a_pack_without_its_last_file_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path))
    (tmp_path / "skies").mkdir()
    (tmp_path / "skies" / "half.exr").touch()
    assert folder("skies") is None
    with pytest.raises(AssetError, match="run `cyclorama assets install skies`"):
        require("skies")
    (tmp_path / "skies" / INSTALLED).touch()
    assert folder("skies") == require("skies") == tmp_path / "skies"
