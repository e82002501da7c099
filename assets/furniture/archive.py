"""One ``.sh3f`` library: a zip of which nothing is believed, and nothing is ever unpacked to disk."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from ...errors import ModelFileError
from ..importing.references import Fetch

__all__ = ["MAX_BYTES", "Archive", "DamagedError", "opened"]

MAX_BYTES = 128 << 20
"""Of one member, unpacked: ten times the largest of the real pack."""

MAX_MEMBERS = 100_000


class DamagedError(ModelFileError):
    """The library is not what it was made as: nothing of it is to be believed."""


class Archive:
    """An open library, read member by member into memory. Get one from :func:`opened`."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self._file = file
        self._members = {info.filename: info for info in file.infolist() if not info.is_dir()}
        self._folders: dict[str, list[str]] = {}
        for member in self._members:
            self._folders.setdefault(str(PurePosixPath(member).parent), []).append(member)

    def digest(self) -> str:
        """Of the names, sizes and checksums of all members, 64 hexadecimal digits."""
        rows = [(name, info.CRC, info.file_size) for name, info in sorted(self._members.items())]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """The member's content.

        Raises:
            DamagedError: there is none of this name, it is too large, locked or damaged.
        """
        info = self._members.get(member)
        if info is None:
            raise DamagedError(f"{self.name} holds no {member}; install the pack again")
        if info.file_size > MAX_BYTES:
            raise DamagedError(
                f"{self.name}: {member} claims {info.file_size:,} bytes, expected at most {MAX_BYTES:,}; "
                "install the pack again"
            )
        try:
            # zipfile never unpacks more than the header claims, and then checks the CRC.
            return self._file.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise DamagedError(
                f"{self.name}: {member} cannot be unpacked ({error}); install the pack again"
            ) from None

    def folder(self, member: str) -> list[str]:
        """All members of the folder that one lies in, sorted."""
        return sorted(self._folders.get(str(PurePosixPath(member).parent), []))

    def beside(self, member: str) -> Fetch:
        """Finds what a model means by a name: the member of that bare name in its own folder."""
        folder = self.folder(member)

        def fetch(name: str) -> bytes | None:
            bare = PureWindowsPath(name.strip().strip('"')).name
            exact = [m for m in folder if PurePosixPath(m).name == bare]
            alike = [m for m in folder if PurePosixPath(m).name.lower() == bare.lower()]
            found = next(iter(exact or alike), None)
            return None if found is None or not bare else self.read(found)

        return fetch

    def fingerprint(self, member: str) -> str:
        """Of all that lies in a member's folder, by checksum and size, 64 hexadecimal digits."""
        rows = [(m, self._members[m].CRC, self._members[m].file_size) for m in self.folder(member)]
        return hashlib.sha256(repr(rows).encode()).hexdigest()


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The library in a file.

    Raises:
        DamagedError: it is no whole zip, or one of its names leads out of it.
    """
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise DamagedError(f"{path.name}: cut off, or no zip ({error}); install the pack again") from None
    with file:
        members = file.infolist()
        if len(members) > MAX_MEMBERS:
            raise DamagedError(
                f"{path.name}: {len(members):,} members, expected at most {MAX_MEMBERS:,}; "
                "install the pack again"
            )
        for info in members:
            name = info.filename.replace("\\", "/")
            if name.startswith("/") or PureWindowsPath(name).drive or ".." in name.split("/"):
                raise DamagedError(
                    f"{path.name}: its member {info.filename!r} leads out of it; this is no pack of ours: "
                    "install the pack again"
                )
        yield Archive(file, path.name)
