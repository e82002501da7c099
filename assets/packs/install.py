"""Install a pack: fetch its package, check it, unpack it, and only then put it in its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from ...errors import AssetError
from ...files import locked
from .content import INSTALLED, damage, listing, sha256_of
from .pack import Pack
from .place import assets_dir
from .unpack import unpack

__all__ = ["DOWNLOADS", "Tell", "install"]

Tell = Callable[[str, int, int], None]
"""Told what is going on, how many bytes of it are done, and how many there are."""

DOWNLOADS = "downloads"
"""Folder within the assets' folder where a user puts files that no client can fetch."""

_WORK = ".unfinished-"
_POLL_S = 0.2
_SAID = 150  # characters
_MOST_LINES = 2000


def install(pack: Pack, tell: Tell = lambda what, done, total: None) -> bool:
    """Install a pack, unless it is there and whole; gives whether anything was done.

    Whatever stops it, the pack is then there whole or not at all, and the same call goes on. Two calls
    at once wait for each other for some seconds.

    Raises:
        AssetError: the package cannot be had or written, or is not what it should be; says what to do.
        DatasetError: another process installs, or the folder cannot be written.
    """
    root = assets_dir()
    if _is_whole(pack, root / pack.name):
        return False
    with locked(root):
        if _is_whole(pack, root / pack.name):
            return False
        try:
            for left in sorted(root.glob(f"{_WORK}*")):  # of a killed run
                shutil.rmtree(left, ignore_errors=True)
            with _work_folder(root) as work:
                there = _by_hand(pack, root / DOWNLOADS)
                _check_space(pack, root, pack.unpacked_bytes + (0 if there else pack.download_bytes))
                file = there or _fetched(pack, work, root / DOWNLOADS, tell)
                content = work / "content"
                content.mkdir()
                _unpacked(pack, file, content, tell)
                said = (pack.sha256, pack.package, _count(content), *listing(content))
                (content / INSTALLED).write_text("\n".join(said) + "\n", "utf-8")
                with contextlib.suppress(FileNotFoundError):
                    # Away as a whole: a kill while it is deleted must not leave half of it with its marker.
                    os.replace(root / pack.name, work / "old")
                os.replace(content, root / pack.name)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            advice = _make_room(pack.download_bytes + pack.unpacked_bytes)
            raise AssetError(f"pack {pack.name}: {root} cannot be written: {reason}; {advice}") from error
    return True


def _check_space(pack: Pack, folder: Path, needed: int) -> None:
    """Refuse to begin, or to blame a client, where the disk has no room for what is still to come."""
    disk = shutil.disk_usage(folder)
    if disk.total and disk.free < needed:  # some network disks know neither
        raise AssetError(
            f"pack {pack.name}: it needs {needed / 1e6:.0f} MB in {folder}, whose disk has "
            f"{disk.free / 1e6:.0f} MB left; {_make_room(needed)}"
        )


def _make_room(needed: int) -> str:
    return (
        f"free {needed / 1e6:.0f} MB there or set CYCLORAMA_ASSETS to another folder, then run the same "
        "command again"
    )


def _is_whole(pack: Pack, place: Path) -> bool:
    """Whether the pack is there, and every file of it what it was when it was installed."""
    with contextlib.suppress(OSError, ValueError):
        sha256, *rest = (place / INSTALLED).read_text("utf-8").splitlines()
        # A marker without a list of files is of a version that made none: nothing proves what is there.
        return sha256 == pack.sha256 and len(rest) > 2 and damage(place, all_again=True) is None
    return False


def _count(place: Path) -> str:
    files = [path for path in sorted(place.rglob("*")) if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files)} bytes"


@contextlib.contextmanager
def _work_folder(root: Path) -> Iterator[Path]:
    work = Path(tempfile.mkdtemp(prefix=_WORK, dir=root))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _by_hand(pack: Pack, downloads: Path) -> Path | None:
    file = downloads / pack.file
    if not file.is_file():
        return None
    try:
        found = sha256_of(file)
    except PermissionError:
        raise AssetError(f"{file}: it may not be read; change its rights, or delete it") from None
    if found != pack.sha256:
        raise AssetError(
            f"{file}: its sha256 is {found}, expected {pack.sha256}; it is damaged or of another version: "
            f"delete it, and {pack.by_hand(downloads)}"
        )
    return file


def _fetched(pack: Pack, work: Path, downloads: Path, tell: Tell) -> Path:
    folder = work / "fetch"
    folder.mkdir()
    command = [sys.executable if pack.command[0] == "python" else pack.command[0], *pack.command[1:]]
    # What clients write beside the file stays in here, too, and goes with it.
    around = {**os.environ, "TMPDIR": str(folder), "npm_config_cache": str(folder / "npm")}
    try:
        client = subprocess.Popen(
            command,
            cwd=folder,
            env=around,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except FileNotFoundError:
        raise AssetError(
            f"pack {pack.name}: {command[0]} is not on this machine; {pack.client}; or "
            f"{pack.by_hand(downloads)}"
        ) from None
    except PermissionError:
        raise AssetError(
            f"pack {pack.name}: {command[0]} may not be run; {pack.by_hand(downloads)}"
        ) from None
    assert client.stdout is not None
    said: list[bytes] = []  # in memory: a file would be on the disk that may just have become full
    reader = threading.Thread(target=_keep, args=(client.stdout, said), daemon=True)
    reader.start()
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                client.wait(_POLL_S)
                break
            tell(f"{pack.name}: fetching", min(_size(folder), pack.download_bytes), pack.download_bytes)
    finally:
        if client.poll() is None:
            client.kill()
            client.wait()
        reader.join(_POLL_S)  # what the client started may hold its end of the pipe
    file = folder / pack.file
    if client.returncode or not file.is_file():
        _check_space(pack, downloads.parent, max(0, pack.download_bytes - _size(folder)))
        words = " ".join(b"".join(said).decode("utf-8", "replace").split()) or "it said nothing"
        if len(words) > 2 * _SAID:  # npm says what is wrong first, Python last
            words = f"{words[:_SAID]} … {words[-_SAID:]}"
        raise AssetError(
            f"pack {pack.name}: `{' '.join(pack.command)}` ended with status {client.returncode} "
            f"({words}); {pack.clean_up}{pack.by_hand(downloads)}"
        )
    found = sha256_of(file)
    if found != pack.sha256:
        raise AssetError(
            f"pack {pack.name}: the sha256 of {pack.file} is {found}, expected {pack.sha256}; try again, or "
            f"{pack.by_hand(downloads)}"
        )
    return file


def _keep(pipe: IO[bytes], said: list[bytes]) -> None:
    """All lines that a client says, but of a great many those in the middle."""
    with contextlib.suppress(OSError, ValueError), pipe:
        for line in pipe:
            said.append(line)
            if len(said) > _MOST_LINES:
                del said[_MOST_LINES // 2]


def _unpacked(pack: Pack, file: Path, content: Path, tell: Tell) -> None:
    done = 0

    def count(written: int) -> None:
        nonlocal done
        done += written
        tell(f"{pack.name}: unpacking", min(done, pack.unpacked_bytes), pack.unpacked_bytes)

    unpack(file, content, 2 * pack.unpacked_bytes, count)


def _size(folder: Path) -> int:
    """Bytes in a folder that somebody else is writing to."""
    total = 0
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total
