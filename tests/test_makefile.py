"""The set-up on machines of all kinds, played with stand-ins for what they have and lack."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "tools" / "make_venv.sh"

# A python that answers what make_venv.sh asks, writes down how it was called, and can make an environment.
PYTHON = """#!/bin/sh
printf '%s %s\\n' "{name}" "$*" >> "$LOG"
case "$*" in
    *ensurepip*) exit {no_ensurepip} ;;
    *version_info*) echo "{answer}" ;;
    "-m venv --clear "*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
esac
"""
RIGHT = "(3, 13) True False cpython"
WANTED_TOOLS = ("cat", "cp", "dirname", "grep", "id", "mkdir", "sh", "uname")


class Machine:
    """A folder that stands for a machine: what is on its PATH, and its home."""

    def __init__(self, folder: Path) -> None:
        self.home, self.bin, self.log = folder / "home", folder / "bin", folder / "log"
        self.venv = folder / "checkout" / ".venv"
        for path in (self.home, self.bin, self.venv.parent):
            path.mkdir(parents=True)
        for name in WANTED_TOOLS:
            (self.bin / name).symlink_to(shutil.which(name))
        self.has("uname", 'if [ "$1" = -s ]; then echo Linux; else echo x86_64; fi')

    def has(self, name: str, script: str, folder: Path | None = None) -> Path:
        path = (folder or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(script if script.startswith("#!") else f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    def has_python(
        self, name: str, answer: str = RIGHT, ensurepip: bool = True, folder: Path | None = None
    ) -> Path:
        script = PYTHON.format(name=name, answer=answer, no_ensurepip=0 if ensurepip else 1)
        return self.has(name, script, folder)

    def has_apt(self, offers: bool = True) -> None:
        self.has("apt-get", "exit 0")
        self.has("apt-cache", "echo Package: python3.13-venv" if offers else "exit 0")

    def set_up(self, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            ["/bin/sh", SCRIPT, self.venv],
            env={"PATH": str(self.bin), "HOME": str(self.home), "LOG": str(self.log), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines()

    def refusal(self, **environment: str) -> str:
        """The one line that it fails with."""
        done = self.set_up(**environment)
        assert done.returncode == 1
        lines = done.stderr.splitlines()
        assert len(lines) == 1, done.stderr
        assert lines[0].startswith("make venv: ")
        return lines[0].removeprefix("make venv: ")


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def made_by(machine: Machine) -> list[str]:
    return [call.split()[0] for call in machine.calls if "-m venv" in call]


class TestFindingPython:
    @pytest.mark.parametrize("name", ["python3.13", "python3"])
    def test_on_the_path(self, machine, name):
        machine.has_python(name)
        assert machine.set_up().returncode == 0
        assert made_by(machine) == [name]

    def test_python3_of_another_version_is_passed_over(self, machine):
        machine.has_python("python3", answer="(3, 11) True False cpython")
        assert "Python 3.13 is needed" in machine.refusal()

    @pytest.mark.parametrize(
        "answer",
        ["(3, 13) True True cpython", "(3, 13) False False cpython", "(3, 13) True False pypy"],
        ids=["free-threaded", "32 bits", "PyPy"],
    )
    def test_a_build_that_bpy_has_no_wheel_for_is_passed_over(self, machine, answer):
        machine.has_python("python3.13", answer=answer)
        assert "Python 3.13 is needed" in machine.refusal()

    def test_among_pyenvs_versions_where_the_shim_refuses(self, machine):
        machine.has("python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
        machine.has_python("python3", answer="(3, 11) True False cpython")
        machine.has_python("python3.13", folder=machine.home / ".pyenv/versions/3.13.0/bin")
        assert machine.set_up().returncode == 0
        assert made_by(machine) == ["python3.13"]

    def test_among_pyenvs_versions_elsewhere(self, machine, tmp_path):
        machine.has_python("python3.13", folder=tmp_path / "else where/versions/3.13.9/bin")
        assert machine.set_up(PYENV_ROOT=str(tmp_path / "else where")).returncode == 0
        assert made_by(machine) == ["python3.13"]

    def test_the_one_that_was_named_goes_first(self, machine, tmp_path):
        machine.has_python("python3.13")
        chosen = machine.has_python("chosen", folder=tmp_path / "a place")
        assert machine.set_up(PYTHON=str(chosen)).returncode == 0
        assert made_by(machine) == ["chosen"]

    def test_from_uv(self, machine):
        venv_python = machine.has_python("seeded", folder=machine.home)
        machine.has("uv", f'echo "uv $*" >> "$LOG"; mkdir -p "$7/bin"; cp {venv_python} "$7/bin/python"')
        assert machine.set_up().returncode == 0
        assert machine.calls[0] == f"uv venv --quiet --seed --clear --python 3.13 {machine.venv}"

    def test_uv_fills_in_for_a_missing_ensurepip(self, machine):
        machine.has_python("python3", ensurepip=False)
        venv_python = machine.has_python("seeded", folder=machine.home)
        machine.has("uv", f'echo "uv $*" >> "$LOG"; mkdir -p "$7/bin"; cp {venv_python} "$7/bin/python"')
        assert machine.set_up().returncode == 0
        assert f"uv venv --quiet --seed --clear --python python3 {machine.venv}" in machine.calls

    def test_a_home_that_is_not_set_is_no_obstacle(self, machine):
        machine.has_python("python3.13")
        done = subprocess.run(
            ["/bin/sh", SCRIPT, machine.venv],
            env={"PATH": str(machine.bin), "LOG": str(machine.log)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


class TestRefusals:
    def test_nothing_at_all(self, machine):
        assert machine.refusal() == (
            "Python 3.13 is needed, and was found neither on PATH nor in pyenv; install it or uv, "
            "or name one: make venv PYTHON=/path/to/python3.13"
        )

    def test_with_apt_it_is_a_command_to_run(self, machine):
        machine.has_apt()
        sudo = "" if os.geteuid() == 0 else "sudo "
        assert machine.refusal() == (
            f"Python 3.13 is needed; run: {sudo}apt-get install -y --no-install-recommends "
            "python3.13 python3.13-venv"
        )

    def test_an_apt_that_has_no_python_3_13_is_not_recommended(self, machine):
        machine.has_apt(offers=False)
        assert "apt-get" not in machine.refusal()

    def test_without_ensurepip(self, machine):
        machine.has_apt()
        machine.has_python("python3", ensurepip=False)
        line = machine.refusal()
        assert line.startswith("python3 cannot make an environment (no ensurepip); run: ")
        assert line.endswith("apt-get install -y --no-install-recommends python3.13-venv")

    def test_without_ensurepip_nor_apt(self, machine):
        machine.has_python("python3", ensurepip=False)
        assert machine.refusal().endswith("install Python 3.13 with its venv module")

    def test_for_someone_who_is_not_root_there_is_sudo(self, machine):
        machine.has_apt()
        machine.has("id", "echo 1000")
        assert "run: sudo apt-get install" in machine.refusal()

    def test_a_machine_that_has_no_bpy(self, machine):
        machine.has("uname", 'if [ "$1" = -s ]; then echo Linux; else echo riscv64; fi')
        machine.has_python("python3.13")
        assert machine.refusal() == (
            "Cyclorama runs on Linux on x86_64 and macOS on arm64, which Blender's Python module (bpy) is "
            "published for, not on Linux on riscv64"
        )

    def test_when_uv_fails_its_words_stay_and_one_line_says_what_to_do(self, machine):
        machine.has("uv", "echo 'error: no download' >&2; exit 2")
        done = machine.set_up()
        assert done.returncode == 1
        assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["error", "make venv"]


class TestInstalling:
    def test_the_pins_with_hashes_then_the_package_itself(self, machine):
        machine.has_python("python3.13")
        machine.set_up()
        installs = [call for call in machine.calls if "-m pip install" in call]
        assert len(installs) == 2
        assert "--require-hashes --only-binary :all:" in installs[0]
        assert installs[0].endswith(f"--requirement {ROOT}/requirements.txt")
        assert "--no-deps --no-build-isolation" in installs[1]
        assert installs[1].endswith(f"--editable {ROOT}")

    def test_an_environment_that_works_is_kept(self, machine):
        machine.has_python("python3.13")
        machine.set_up()
        machine.set_up()
        assert made_by(machine) == []

    def test_one_whose_python_is_gone_is_made_again(self, machine):
        machine.has_python("python3.13")
        machine.set_up()
        (machine.venv / "bin" / "python").unlink()
        machine.set_up()
        assert made_by(machine) == ["python3.13"]


class TestSystemLibraries:
    LDD = """
        linux-vdso.so.1 (0x00007f5291cf6000)
        libX11.so.6 => not found
        libGL.so.1 => not found
        libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f526bd20000)
        libX11.so.6 => not found
    """.replace("        ", "\t")

    def check(self, machine: Machine, ldd: str) -> subprocess.CompletedProcess[str]:
        machine.has("ldd", f"cat <<'END'{ldd}\nEND")
        return subprocess.run(
            [sys.executable, ROOT / "tools" / "system_libraries.py"],
            env={"PATH": str(machine.bin)},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_all_there(self, machine):
        done = self.check(machine, self.LDD.replace("not found", "/lib/x.so (0x0)"))
        assert (done.returncode, done.stderr) == (0, "")

    def test_what_is_missing_is_one_line_with_the_packages(self, machine):
        machine.has_apt()
        done = self.check(machine, self.LDD)
        sudo = "" if os.geteuid() == 0 else "sudo "
        assert done.returncode == 1
        assert done.stderr == (
            "make venv: missing system libraries: libGL.so.1, libX11.so.6; "
            f"run: {sudo}apt-get install -y --no-install-recommends libgl1 libx11-6\n"
        )

    def test_dnf_takes_the_libraries_by_their_own_names(self, machine):
        machine.has("dnf", "exit 0")
        assert self.check(machine, self.LDD).stderr.endswith(
            "dnf install 'libGL.so.1()(64bit)' 'libX11.so.6()(64bit)'\n"
        )

    def test_elsewhere_the_names_have_to_do(self, machine):
        done = self.check(machine, self.LDD)
        assert done.stderr.endswith("install the packages of your system that hold them\n")

    def test_a_library_without_a_known_package_is_still_named(self, machine):
        machine.has_apt()
        done = self.check(machine, "\n\tlibodd.so.7 => not found")
        assert "libodd.so.7; install the packages of your system" in done.stderr

    def test_without_ldd_there_is_nothing_to_check(self, machine):
        done = subprocess.run(
            [sys.executable, ROOT / "tools" / "system_libraries.py"],
            env={"PATH": str(machine.bin)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")


class TestMakefile:
    @pytest.fixture
    def checkout(self, tmp_path):
        """The Makefile with stand-ins for the scripts, which count their calls."""
        for name in ("Makefile", "pyproject.toml", "requirements.txt"):
            shutil.copy(ROOT / name, tmp_path)
        (tmp_path / "tools").mkdir()
        script = tmp_path / "tools" / "make_venv.sh"
        script.write_text("#!/bin/sh\nmkdir -p $1/bin; cp tools/python $1/bin/; echo made >> calls\n")
        python = tmp_path / "tools" / "python"
        python.write_text('#!/bin/sh\necho "${1##*/}" >> calls; [ ! -e broken ]\n')
        (tmp_path / "tools" / "system_libraries.py").write_text("")
        for path in (script, python):
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return tmp_path

    def make(self, checkout: Path, *targets: str, **more: str) -> subprocess.CompletedProcess[str]:
        # Without what a make around the tests says to its children.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return subprocess.run(
            ["make", *targets],
            cwd=checkout,
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self, checkout: Path) -> list[str]:
        return (checkout / "calls").read_text().splitlines()

    def test_alone_it_explains_every_target(self, checkout):
        text = self.make(checkout).stdout
        targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
        assert re.findall(r"^  make ([a-z-]+) +\S", text, re.M) == targets
        assert not (checkout / ".venv").exists()

    def test_the_set_up_runs_once(self, checkout):
        for _ in range(3):
            assert self.make(checkout, "venv").returncode == 0
        assert self.calls(checkout) == ["made", "system_libraries.py"]

    @pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt"])
    def test_it_runs_again_when_what_it_follows_changes(self, checkout, name):
        self.make(checkout, "venv")
        later = (checkout / ".venv" / ".checked").stat().st_mtime + 2
        os.utime(checkout / name, (later, later))
        self.make(checkout, "venv")
        assert self.calls(checkout) == ["made", "system_libraries.py"] * 2

    def test_missing_libraries_are_looked_for_again_without_installing_again(self, checkout):
        (checkout / "broken").touch()
        assert self.make(checkout, "venv").returncode != 0
        (checkout / "broken").unlink()
        assert self.make(checkout, "venv").returncode == 0
        assert self.calls(checkout) == ["made", "system_libraries.py", "system_libraries.py"]

    @pytest.mark.parametrize("target", ["demo", "test", "test-fast", "lint", "bench", "lock"])
    def test_every_other_target_sets_up_first(self, checkout, target):
        plan = self.make(checkout, "--dry-run", target).stdout
        assert plan.startswith("tools/make_venv.sh .venv\n")

    def test_pytest_comes_last(self, checkout):
        plan = self.make(checkout, "--dry-run", "test").stdout.splitlines()
        assert "-m pytest" in plan[-1]
        assert any("ruff check" in line for line in plan)
        assert any("check_types.sh" in line for line in plan)

    def test_a_pythonpath_from_elsewhere_stays_out(self, checkout):
        (checkout / "tools" / "python").write_text('#!/bin/sh\necho "[$PYTHONPATH]" >> calls\n')
        self.make(checkout, "venv", PYTHONPATH="elsewhere")
        assert self.calls(checkout) == ["made", "[]"]


def test_what_has_to_pass_before_a_change_lands_is_make_test():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = [line for line in script.read_text().splitlines() if line and not line.startswith("#")]
    assert lines[0] == "set -euo pipefail"
    assert lines[-1] == "make test"
