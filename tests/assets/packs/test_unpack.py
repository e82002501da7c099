"""Packages are unpacked into their folder and nowhere else, whatever is in them."""

from __future__ import annotations

import io
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from cyclorama.assets.packs.unpack import unpack
from cyclorama.errors import AssetError

MEMBER = "usr/share/pack/model.obj"


def tar(path: Path, name: str = MEMBER, content: bytes = b"v 0 0 0\n") -> Path:
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("usr/share/pack/out")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


def wheel(path: Path, name: str = MEMBER, content: bytes = b"v 0 0 0\n") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, content)
    return path


def deb(path: Path, name: str = MEMBER, content: bytes = b"v 0 0 0\n") -> Path:
    """A Debian package as deb(5) describes it, an odd member before the files."""
    data = tar(path.with_name("data.tgz"), name, content).read_bytes()
    members = [("debian-binary", b"2.0\n"), ("control.tar.gz", b"odd"), ("data.tar.gz", data)]
    out = b"!<arch>\n"
    for member, body in members:
        out += f"{member + '/':16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(body):<10}`\n".encode() + body
        out += b"\n" * (len(body) % 2)
    path.write_bytes(out)
    return path


KINDS = [(tar, "p.tgz"), (wheel, "p.whl"), (deb, "p.deb")]


@pytest.mark.parametrize(("make", "name"), KINDS)
def test_files_arrive_as_they_were_and_links_do_not(make, name, tmp_path: Path) -> None:
    place, told = tmp_path / "place", []
    place.mkdir()
    unpack(make(tmp_path / name), place, 1000, told.append)
    files = [path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir()]
    assert files == [MEMBER]
    assert (place / MEMBER).read_bytes() == b"v 0 0 0\n"
    assert sum(told) == 8


@pytest.mark.parametrize(("make", "name"), KINDS)
@pytest.mark.parametrize("evil", ["../evil", "/evil", "a/../../evil", "..\\evil"])
def test_a_name_that_leaves_the_folder_is_refused(make, name, evil: str, tmp_path: Path) -> None:
    place = tmp_path / "deep" / "place"
    place.mkdir(parents=True)
    with pytest.raises(AssetError, match="outside its folder"):
        unpack(make(tmp_path / name, evil), place, 1000)
    assert not list((tmp_path / "deep").rglob("evil"))


@pytest.mark.parametrize(("make", "name"), KINDS)
def test_more_than_is_expected_is_refused(make, name, tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="more than 7 bytes"):
        unpack(make(tmp_path / name), tmp_path, 7)


@pytest.mark.parametrize(("make", "name"), KINDS)
def test_half_a_file_is_refused_by_name(make, name, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    file = make(tmp_path / name, content=bytes(range(256)) * 40)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(AssetError, match=f"{name}: damaged"):
        unpack(file, place, 100_000)


def test_a_package_that_dpkg_made_is_read(tmp_path: Path) -> None:
    """An independent writer, where there is one."""
    (tmp_path / "tree" / "DEBIAN").mkdir(parents=True)
    (tmp_path / "tree" / "usr").mkdir()
    (tmp_path / "tree" / "usr" / "a").write_bytes(b"1")
    (tmp_path / "tree" / "DEBIAN" / "control").write_text(
        "Package: p\nVersion: 1\nArchitecture: all\nMaintainer: nobody <n@example.org>\nDescription: none\n"
    )
    try:
        subprocess.run(
            ["dpkg-deb", "-b", tmp_path / "tree", tmp_path / "p.deb"], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("no dpkg-deb on this machine")
    (tmp_path / "place").mkdir()
    unpack(tmp_path / "p.deb", tmp_path / "place", 10)
    assert (tmp_path / "place" / "usr" / "a").read_bytes() == b"1"
