"""The cache: what it returns is always right, whatever happened to its folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cyclorama.assets.cache import cache_dir, cached


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _never() -> bytes:
    raise AssertionError("computed again")


def test_folder_is_chosen_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path))
    assert cache_dir() == tmp_path
    monkeypatch.delenv("CYCLORAMA_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_dir() == tmp_path / "xdg" / "cyclorama"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_dir() == tmp_path / ".cache" / "cyclorama"
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_dir() == tmp_path / "Library" / "Caches" / "cyclorama"


def test_computes_once_per_kind_key_and_version(folder: Path) -> None:
    assert cached("a", "key", 1, lambda: b"one") == b"one"
    assert cached("a", "key", 1, _never) == b"one"
    assert cached("a", "key", 2, lambda: b"two") == b"two"
    assert cached("b", "key", 1, lambda: b"three") == b"three"
    assert cached("a", "kez", 1, lambda: b"") == b""
    assert cached("a", "kez", 1, _never) == b""


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 100])
def test_a_damaged_entry_is_computed_again(folder: Path, damage: bytes) -> None:
    cached("a", "key", 1, lambda: b"right")
    (entry,) = [path for path in folder.rglob("*") if path.is_file()]
    entry.write_bytes(damage)
    assert cached("a", "key", 1, lambda: b"right") == b"right"
    assert cached("a", "key", 1, _never) == b"right"


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert cached("a", "key", 1, lambda: b"one") == b"one"
    assert cached("a", "key", 1, lambda: b"two") == b"two"


def test_a_failed_write_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    assert cached("a", "key", 1, lambda: b"one") == b"one"
    assert [path for path in folder.rglob("*") if path.is_file()] == []


RACE = """
from cyclorama.assets.cache import cached
for number in range(200):
    key = f"key{number % 2}"
    assert cached("race", f"{key}{number}", 1, lambda: key.encode() * 100_000) == key.encode() * 100_000
"""


def test_many_processes_at_once_all_get_whole_entries(folder: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", RACE]) for _ in range(4)]
    assert [process.wait(timeout=60) for process in running] == [0] * 4
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 200
