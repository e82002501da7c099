"""A folder for what is costly to compute and can always be computed again."""

from __future__ import annotations

import os
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

__all__ = ["cache_dir", "cached"]

_CHECKSUM_BYTES = 12


def cache_dir() -> Path:
    """``$CYCLORAMA_CACHE``, or ``cyclorama`` in the platform's cache folder of this user.

    The folder need not exist. Deleting it is always safe.
    """
    if chosen := os.environ.get("CYCLORAMA_CACHE"):
        return Path(chosen)
    if sys.platform == "darwin":
        base = Path("~/Library/Caches")
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    # A service account may have no home: "~" then stays as it is, and must not become a folder here.
    with suppress(RuntimeError):
        return base.expanduser() / "cyclorama"
    return Path(tempfile.gettempdir()) / "cyclorama"


def cached(kind: str, key: str, version: int, compute: Callable[[], bytes]) -> bytes:
    """What ``compute`` returns, from the cache where an earlier call with this key left it.

    Args:
        kind: folder within the cache, such as ``hulls``.
        key: content hash of everything that the result depends on.
        version: raise it when ``compute`` changes its mind.

    Any number of processes may call this at once: an entry appears whole or not at all. An entry
    that is damaged is computed again; a cache that cannot be written costs time, never a result.
    """
    entry = cache_dir() / kind / f"v{version}" / key[:2] / key
    with suppress(OSError):
        checksum, payload = (content := entry.read_bytes())[:_CHECKSUM_BYTES], content[_CHECKSUM_BYTES:]
        if checksum == _checksum(payload):
            return payload
    payload = compute()
    with suppress(OSError):
        _write(entry, _checksum(payload) + payload)
    return payload


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _checksum(payload: bytes) -> bytes:
    """Length and CRC-32: against damage, not malice. A cryptographic hash took 3/4 of the time of a read."""
    return struct.pack("<QI", len(payload), zlib.crc32(payload))
