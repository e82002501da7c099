"""What a user gets: the package alone, which works beside folders of theirs with the same names."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import cv2
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = PYPROJECT["tool"]["setuptools"]["packages"]
TOP = {package.split(".")[1] for package in PACKAGES if "." in package}
NOT_SHIPPED = ("benchmarks", "docs", "examples", "tests", "tools")


def run(*words: object, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Folder of the source archive and of the wheel that was built from it."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, source, cwd=out)
    return out


@pytest.fixture(scope="module")
def environment(built, tmp_path_factory) -> Path:
    """A fresh environment with the wheel; what it depends on is borrowed from this one."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, symlinks=True)
    (wheel,) = built.glob("*.whl")
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=built)
    # A .pth inside a folder that is named in a .pth is not read: the editable install stays out.
    (site_packages(folder) / "borrowed.pth").write_text(sysconfig.get_path("platlib") + "\n")
    return folder


def site_packages(environment: Path) -> Path:
    (folder,) = environment.glob("lib/python3*/site-packages")
    return folder


def test_the_wheel_holds_the_package_and_nothing_else(built):
    (wheel,) = built.glob("*.whl")
    names = [name.split("/") for name in zipfile.ZipFile(wheel).namelist()]
    info = f"cyclorama-{PYPROJECT['project']['version']}.dist-info"
    assert {parts[0] for parts in names} == {"cyclorama", info}
    assert {parts[1] for parts in names if parts[0] == "cyclorama" and len(parts) > 2} == TOP
    modules = {".".join(parts[:-1]) for parts in names if parts[0] == "cyclorama"}
    assert modules == set(PACKAGES)
    assert {Path(parts[-1]).suffix for parts in names if parts[0] == "cyclorama"} <= {".py", ".typed"}
    assert f"{info}/licenses/LICENSE" in ["/".join(parts) for parts in names]


def test_the_source_archive_holds_what_the_wheel_needs_and_no_more(built):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "draw.py", "assets/mesh.py"} <= names
    assert [name for name in names if name.startswith(NOT_SHIPPED)] == []


def test_installing_adds_one_folder_and_one_command(environment):
    added = {path.name for path in site_packages(environment).iterdir()} - {"borrowed.pth"}
    assert added == {"cyclorama", f"cyclorama-{PYPROJECT['project']['version']}.dist-info"}
    assert [path.name for path in (environment / "bin").iterdir() if "cyclorama" in path.name] == [
        "cyclorama"
    ]


def test_it_is_the_installed_one_that_is_imported(environment, tmp_path):
    code = (
        "import cyclorama; from importlib.metadata import version;"
        "print(cyclorama.__file__, version('cyclorama'))"
    )
    file, version = run(environment / "bin" / "python", "-c", code, cwd=tmp_path).split()
    assert Path(file).is_relative_to(environment)
    assert version == PYPROJECT["project"]["version"]


def test_it_renders_beside_folders_and_files_of_the_same_names(environment, tmp_path):
    """Also in its worker processes, whatever the user keeps in the folder that they work in."""
    trap = "raise ImportError('the file of the user was imported')\n"
    for name in (
        "render",
        "assets",
        "annotate",
        "draw",
        "recipe",
        "numpy",
        "cv2",
        "scene",
        "errors",
        "files",
    ):
        (tmp_path / f"{name}.py").write_text(trap)
    for name in ("scenes", "cyclorama"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(trap)
    command = environment / "bin" / "cyclorama"
    words = "render tabletop --out made --count 1 --size 64x48 --quality draft --samples 1 --workers 1"
    run(command, *words.split(), "--device", "cpu", cwd=tmp_path)
    images = sorted((tmp_path / "made" / "images").iterdir())
    assert len(images) == 1
    assert cv2.imread(str(images[0])).shape == (48, 64, 3)
    labels = json.loads((tmp_path / "made" / "annotations" / "instances.json").read_text())
    assert [(image["width"], image["height"]) for image in labels["images"]] == [(64, 48)]
    assert labels["annotations"]
