"""A pack is installed whole or not at all: with wrong files, without clients, killed at any moment."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cyclorama.assets.limits import Limits, limited
from cyclorama.assets.packs import content as content_module
from cyclorama.assets.packs import install as install_module
from cyclorama.assets.packs.install import DOWNLOADS, install
from cyclorama.assets.packs.pack import PACKS, Pack, named
from cyclorama.assets.packs.place import INSTALLED, assets_dir, folder
from cyclorama.errors import AssetError

from .test_unpack import MEMBER, tar


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """A small pack whose client copies a file, as a package manager does."""
    monkeypatch.setenv("CYCLORAMA_ASSETS", str(tmp_path / "assets"))
    made = tar(tmp_path / "shop.tgz")
    return dataclasses.replace(
        PACKS["skies"],
        file="shop.tgz",
        sha256=hashlib.sha256(made.read_bytes()).hexdigest(),
        download_bytes=made.stat().st_size,
        unpacked_bytes=8,
        command=("cp", str(made), "."),
    )


def rest() -> list[str]:
    """What is left in the assets' folder beside the pack."""
    return sorted(path.name for path in assets_dir().iterdir() if path.name != "skies")


def test_it_is_fetched_once(pack: Pack) -> None:
    told = []
    assert install(pack, lambda *words: told.append(words)) is True
    place = folder("skies")
    assert place is not None
    assert (place / MEMBER).read_bytes() == b"v 0 0 0\n"
    assert told[-1] == ("skies: unpacking", 8, 8)
    assert install(dataclasses.replace(pack, command=("false",))) is False
    assert rest() == []


def test_what_has_lost_or_changed_a_file_is_installed_again(pack: Pack) -> None:
    install(pack)
    (assets_dir() / "skies" / MEMBER).write_bytes(b"v 0")
    assert install(pack) is True
    (assets_dir() / "skies" / MEMBER).unlink()
    assert install(pack) is True
    assert (assets_dir() / "skies" / MEMBER).read_bytes() == b"v 0 0 0\n"
    assert install(pack) is False


@pytest.mark.parametrize("content", [b"v 0", b"v 9 9 9\n"])
def test_damage_is_told_and_never_passed_over(pack: Pack, content: bytes, monkeypatch) -> None:
    """A pack without what is damaged would change what a dataset draws, and say nothing."""
    monkeypatch.setitem(PACKS, "skies", pack)
    install(pack)
    with limited(Limits(packs={"skies": pack.sha256})):
        pass
    (assets_dir() / "skies" / MEMBER).write_bytes(content)
    content_module._look.cache_clear()  # as in the next process
    said = rf"pack skies is damaged: in .*, {MEMBER} has .*install it again: `cyclorama assets install skies`"
    for use in (lambda: folder("skies"), lambda: limited(Limits(packs={"skies": pack.sha256})).__enter__()):
        with pytest.raises(AssetError, match=said):
            use()
    assert install(pack) is True
    assert folder("skies") is not None


def test_content_is_hashed_once_for_as_long_as_nothing_changes(pack: Pack, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("CYCLORAMA_CACHE", str(tmp_path / "cache"))
    install(pack)
    folder("skies")
    content_module._look.cache_clear()
    monkeypatch.setattr(content_module, "sha256_of", lambda file: pytest.fail("hashed again"))
    assert folder("skies") is not None


def test_what_an_older_version_installed_is_used_and_installed_again(pack: Pack) -> None:
    """Its marker lists no files, so that nothing proves what is there."""
    install(pack)
    (assets_dir() / "skies" / INSTALLED).write_text(f"{pack.sha256}\n")
    assert folder("skies") is not None
    assert install(pack) is True
    assert install(pack) is False


def test_another_version_takes_the_place_of_the_old_one(pack: Pack, tmp_path: Path) -> None:
    install(pack)
    newer = tar(tmp_path / "shop.tgz", "usr/new", b"2")
    install(dataclasses.replace(pack, sha256=hashlib.sha256(newer.read_bytes()).hexdigest()))
    assert not (assets_dir() / "skies" / MEMBER).exists()
    assert (assets_dir() / "skies" / "usr" / "new").read_bytes() == b"2"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ("no-such-client", "x"),
            r"no-such-client is not on this machine; `apt-get install npm` gets .* as `no-such-client x` on",
        ),
        (("sh", "-c", "echo the shop is shut; exit 7"), r"ended with status 7 \(the shop is shut\)"),
        (("sh", "-c", "echo shut; seq 999; echo why; exit 7"), r"status 7 \(shut 1 2 .* … .* 999 why\)"),
        (("true",), r"ended with status 0 \(it said nothing\)"),
        (("sh", "-c", "echo other > shop.tgz"), "the sha256 of shop.tgz is"),
    ],
)
def test_without_the_file_the_error_says_which_and_where_to(pack: Pack, command, said: str) -> None:
    with pytest.raises(AssetError, match=said) as caught:
        install(dataclasses.replace(pack, command=command))
    assert pack.sha256 in str(caught.value)
    assert str(assets_dir() / DOWNLOADS) in str(caught.value)
    assert folder("skies") is None
    assert rest() == []


def test_a_file_that_was_put_there_by_hand_needs_no_client(pack: Pack, tmp_path: Path) -> None:
    (assets_dir() / DOWNLOADS).mkdir(parents=True)
    there = assets_dir() / DOWNLOADS / "shop.tgz"
    there.write_bytes(b"half of it")
    alone = dataclasses.replace(pack, command=("no-such-client",))
    with pytest.raises(AssetError, match=r"its sha256 is .* damaged or of another version"):
        install(alone)
    there.write_bytes((tmp_path / "shop.tgz").read_bytes())
    assert install(alone) is True
    assert there.exists()


def test_a_damaged_package_leaves_the_pack_that_was_there(pack: Pack, tmp_path: Path) -> None:
    install(pack)
    bad = tmp_path / "shop.tgz"
    bad.write_bytes(bad.read_bytes()[:60])
    with pytest.raises(AssetError, match="damaged"):
        install(dataclasses.replace(pack, sha256=hashlib.sha256(bad.read_bytes()).hexdigest()))
    assert (assets_dir() / "skies" / MEMBER).exists()
    assert rest() == []


def test_the_pack_that_was_there_goes_as_a_whole(pack: Pack, tmp_path: Path, monkeypatch) -> None:
    """Deleted in its place, a kill would leave half of it with the marker of a whole one."""
    install(pack)
    newer = tar(tmp_path / "shop.tgz", "usr/new", b"2")
    seen = []
    rmtree = install_module.shutil.rmtree

    def watched(path, **how) -> None:
        seen.append((Path(path).name, (assets_dir() / "skies" / "usr" / "new").exists()))
        rmtree(path, **how)

    monkeypatch.setattr(install_module.shutil, "rmtree", watched)
    install(dataclasses.replace(pack, sha256=hashlib.sha256(newer.read_bytes()).hexdigest()))
    assert [(name.startswith(".unfinished-"), there) for name, there in seen] == [(True, True)]
    assert rest() == []


def test_a_client_that_may_not_be_run_is_named(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "client").touch(mode=0o644)
    with pytest.raises(AssetError, match=r"client may not be run; get shop\.tgz"):
        install(dataclasses.replace(pack, command=(str(tmp_path / "client"),)))
    assert rest() == []


def test_a_killed_run_is_taken_up(pack: Pack, tmp_path: Path) -> None:
    slow = f"import time; open('here', 'w').close(); time.sleep(60) or {str(tmp_path)!r}"
    code = (
        "import dataclasses, sys\n"
        "from cyclorama.assets.packs.install import install\n"
        "from cyclorama.assets.packs.pack import PACKS\n"
        f"install(dataclasses.replace(PACKS['skies'], command=('python', '-c', {slow!r})))\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code], env=os.environ, start_new_session=True)
    for _ in range(600):
        if list(assets_dir().glob("*/fetch/here")):
            break
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert [name for name in rest() if name.startswith(".unfinished-")]
    assert folder("skies") is None
    assert install(pack) is True
    assert rest() == []


def test_a_folder_that_cannot_be_written_is_one_line(pack: Pack, tmp_path: Path) -> None:
    def full(what: str, done: int, total: int) -> None:
        if "unpacking" in what:
            raise OSError(28, "No space left on device")

    with pytest.raises(AssetError, match=r"No space left on device; free .* MB there"):
        install(pack, full)
    assert folder("skies") is None
    assert rest() == []


def test_a_disk_without_room_is_told_before_a_client_is_blamed(pack: Pack, monkeypatch) -> None:
    usage = install_module.shutil.disk_usage(assets_dir().parent)
    free = [10**9, 1]  # enough at first, and then somebody else has filled it
    monkeypatch.setattr(
        install_module.shutil,
        "disk_usage",
        lambda _: usage._replace(free=free[0] if len(free) == 1 else free.pop(0)),
    )
    big = dataclasses.replace(pack, download_bytes=10**8, command=("false",))
    with pytest.raises(
        AssetError, match=r"needs 100 MB in .*, whose disk has 0 MB left; free 100 MB there or"
    ):
        install(big)
    with pytest.raises(AssetError, match=r"pack skies: it needs 100 MB"):
        install(dataclasses.replace(big, command=("no-such-client",)))
    assert rest() == []


def test_names_are_checked_and_doubled_ones_count_once() -> None:
    assert [pack.name for pack in named(["skies", "people", "skies"])] == ["skies", "people"]
    with pytest.raises(AssetError, match=r"pack sky: .* furniture, people, skies\. Did you mean skies\?"):
        named(["sky"])


def test_the_marker_says_what_is_installed(pack: Pack) -> None:
    install(pack)
    assert (assets_dir() / "skies" / INSTALLED).read_text() == (
        f"{pack.sha256}\n{pack.package}\n1 files, 8 bytes\n"
        f"{hashlib.sha256(b'v 0 0 0\n').hexdigest()} 8 {MEMBER}\n"
    )
