"""What no linter knows: nothing that makes runs differ, nothing of one machine, documents that hold true."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import json
import re
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def tool(name: str):
    """A script of tools/, which is no package, as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


determinism = tool("check_determinism")


class TestDeterminism:
    @pytest.mark.parametrize(
        ("kind", "source"),
        [
            ("random", "import random"),
            ("random", "from random import choice"),
            ("random", "def f():\n    import uuid"),
            ("random", "import os\nos.urandom(8)"),
            ("numpy.random", "np.random.default_rng(3)"),
            ("numpy.random", "x: float = numpy.random.rand()"),
            ("numpy.random", "from numpy import random"),
            ("numpy.random", "from numpy.random import default_rng"),
            ("clock", "import time"),
            ("clock", "from datetime import datetime"),
            ("hash", "hash('name')"),
            ("id", "seen = {id(thing)}"),
            ("set", "for name in {'a', 'b'}: print(name)"),
            ("set", "for name in set(names): print(name)"),
            ("set", "names = set(words)\nfor name in names: print(name)"),
            ("set", "names: set[str] = set()\nprint(*names)"),
            ("set", "a, b = list({1, 2}), 3"),
            ("set", "','.join({n for n in names})"),
            ("set", "[n for n in known - {'a'}]"),
            ("set", "{n: 0 for n in a.keys() & b.keys()}"),
            ("set", "dict.fromkeys(frozenset(names))"),
            ("set", "sum(x for x in set(weights))"),
            ("set", "for name in known.union(others): pass"),
            ("listing", "os.listdir(folder)"),
            ("listing", "for path in folder.iterdir(): print(path)"),
            ("listing", "[p for p in folder.rglob('*.py')]"),
            ("listing", "paths = list(folder.glob('*'))"),
            ("listing", "for root, dirs, files in os.walk(folder): pass"),
        ],
    )
    def test_it_finds(self, kind, source):
        assert kind in [found for _, found, _ in determinism.findings_in(source)]

    @pytest.mark.parametrize(
        "source",
        [
            "def f(rng: np.random.Generator) -> None: ...",
            "from .draw import random_name",
            "self.hash('x')",
            "sorted({'a', 'b'})",
            "for name in sorted(set(names)): print(name)",
            "known = {'a'}\nprint('a' in known, len(known))",
            "any(n.startswith('a') for n in {'a', 'b'})",
            "sorted(p.name for p in folder.iterdir() if p.is_dir())",
            "sorted([*a.glob('*.obj'), *b.glob('*.stl')])",
            "{p.suffix for p in folder.iterdir()}",
            "def f():\n    x = set(a)\ndef g(x):\n    for y in x: print(y)",
            "for node in ast.walk(tree): print(node)",
            "a = 5 - b\nfor i in range(a): print(i)",
        ],
    )
    def test_it_leaves_alone(self, source):
        assert determinism.findings_in(source) == []

    def test_the_package_is_clean(self):
        assert determinism.findings_of_tree() == []

    def test_every_exception_is_still_needed(self):
        for name, kinds in determinism.ALLOWED.items():
            found = {kind for _, kind, _ in determinism.findings_in((ROOT / name).read_text("utf-8"))}
            assert set(kinds) <= found, f"ALLOWED has more than needed for {name}"


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, int, str]]:
    """File, line number and line of every tracked text."""
    for path in tracked():
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        yield from ((path.relative_to(ROOT).as_posix(), number, line) for number, line in enumerate(lines, 1))


class TestNothingOfOneMachine:
    # Written so that these lines do not find themselves.
    PATHS = re.compile(r"(?<![\w.~}/-])/(?:work|root|home|Users|farm|mnt|tmp)/[\w.-]")
    INDEXES = re.compile(
        r"py[p]i\.org|python[h]osted|npm[j]s|deb[.]debian|--(?:extra-)?index[-]url|--find[-]links|trusted[-]host"
    )

    def test_no_path_of_a_machine(self):
        assert [f"{name}:{number}: {line}" for name, number, line in texts() if self.PATHS.search(line)] == []

    def test_no_address_of_a_registry(self):
        assert [
            f"{name}:{number}: {line}" for name, number, line in texts() if self.INDEXES.search(line)
        ] == []

    @pytest.mark.parametrize(
        "line", ["see /ho" + "me/ada/x", "open('/t" + "mp/a.png')", "x=/ro" + "ot/.cache"]
    )
    def test_a_path_is_found(self, line):
        assert self.PATHS.search(line)

    def test_the_pins_have_hashes_and_no_address(self):
        pins = (ROOT / "requirements.txt").read_text("utf-8")
        assert "://" not in pins
        assert [line for line in pins.splitlines() if line.startswith("-")] == []
        entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", pins, flags=re.M).strip())
        assert len(entries) > 20
        for entry in entries:
            assert re.match(
                r"[a-z0-9.-]+==[^ ]+( ; .*)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n?)+", entry
            )

    def test_the_pins_are_what_pyproject_asks_for(self):
        """A dependency that was added without `make lock` would be missing on every other machine."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        pins = dict(
            re.findall(r"^([a-z0-9.-]+)==([^ ]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.M)
        )
        asked = [
            Requirement(text) for text in project["dependencies"] + project["optional-dependencies"]["dev"]
        ]
        unmet = [str(r) for r in asked if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))]
        assert unmet == []


DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<code>.*?)^(?P=indent)```", re.M | re.S)


def blocks(path: Path, language: str) -> Iterator[tuple[str, str]]:
    """Info string and code of a document's fenced blocks in one language."""
    for match in FENCE.finditer(path.read_text("utf-8")):
        if match["info"].split()[:1] == [language]:
            yield match["info"].strip(), textwrap.dedent(match["code"])


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub makes of a document's headings."""
    prose = FENCE.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#+ +(.*?)\s*$", prose, re.M)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def document_id(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=document_id)
class TestDocuments:
    def test_links_lead_somewhere(self, path):
        prose = FENCE.sub("", path.read_text("utf-8"))
        links = re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", prose)
        links += re.findall(r"(?:src|href|srcset)=\"([^\"]+)\"", prose)
        broken = []
        for link in links:
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            file = path.parent / target if target else path
            if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
                broken.append(link)
        assert broken == []

    def test_python_in_it_compiles(self, path):
        for _, code in blocks(path, "python"):
            compile(code, str(path), "exec")

    def test_python_marked_run_runs(self, path, tmp_path, monkeypatch):
        """A block that begins with ```python run is run; a function in it that returns a Scene is called."""
        from cyclorama import Draw, Scene

        monkeypatch.chdir(tmp_path)
        marked = [code for info, code in blocks(path, "python") if "run" in info.split()[1:]]
        if not marked:
            return
        namespace: dict[str, object] = {"__name__": "document"}
        for code in marked:
            exec(compile(code, str(path), "exec"), namespace)
        for function in [
            f for f in namespace.values() if inspect.isfunction(f) and f.__module__ == "document"
        ]:
            if function.__annotations__.get("return") is Scene:
                assert isinstance(function(Draw(0, 0)), Scene)

    def test_its_commands_are_understood(self, path):
        """Every ``cyclorama …`` line names a command and options that there are."""
        import typer
        from cyclorama.cli import app

        group = typer.main.get_command(app)
        unknown = []
        for command in commands(path):
            words = command.split()[1:]
            names = [word for word in words if not word.startswith("-")]
            if words[:1] in ([], ["--help"], ["--version"]):
                continue
            known = group.commands.get(names.pop(0)) if names else None
            while names and hasattr(known, "commands"):  # a group, such as assets
                known = known.commands.get(names.pop(0))
            options = {o for parameter in known.params for o in parameter.opts} if known else set()
            options |= {"--help", "--debug"}
            strange = [w for w in words if w.startswith("--") and w.split("=")[0] not in options]
            if known is None or strange:
                unknown.append(command)
        assert unknown == []

    def test_its_make_targets_exist(self, path):
        makefile = (ROOT / "Makefile").read_text("utf-8")
        targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
        named = re.findall(r"(?:^|`)make ((?:[a-z-]+ ?)+)(?=$|`|\s+#)", path.read_text("utf-8"), re.M)
        assert {target for words in named for target in words.split()} <= targets


def commands(path: Path) -> Iterator[str]:
    """The calls of cyclorama in a document's shell blocks, continued lines joined, comments left out."""
    for language in ("", "sh", "bash", "shell", "console"):
        for match in FENCE.finditer(path.read_text("utf-8")):
            if match["info"].strip() != language:
                continue
            text = re.sub(r"\\\n\s*", " ", textwrap.dedent(match["code"]))
            for line in text.splitlines():
                line = re.sub(r"^\$ ", "", line.strip())
                line = re.sub(r"\s#.*| [|>&].*", "", line).replace("[", " ").replace("]", " ")
                if re.match(r"(\S*/)?cyclorama(\s|$)", line):
                    yield line


def test_there_is_a_readme_with_a_licence_beside_it():
    assert ROOT / "README.md" in DOCUMENTS
    assert "GNU GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text("utf-8")[:200]


def test_examples_compile():
    for path in sorted(ROOT.glob("examples/**/*.py")):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), (
            f"{path.name} does not say what it shows"
        )


def test_the_tools_find_nothing_missing_here():
    """The set-up of this very environment: what make runs, run again."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools/system_libraries.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


class TestPrograms:
    @pytest.mark.parametrize("folder", ["tools", "benchmarks"])
    def test_their_words_are_read_by_argparse(self, folder):
        """Read from sys.argv as they come, ``--help`` was the name of a file to write."""
        programs = [path.read_text("utf-8") for path in sorted((ROOT / folder).glob("*.py"))]
        assert programs
        assert not [text.splitlines()[0] for text in programs if "sys.argv[" in text]

    @pytest.mark.parametrize(
        ("content", "said"), [(None, "No such file or directory; expected of"), ("[", "it is no JSON (")]
    )
    def test_detections_that_cannot_be_read_are_one_line(self, content, said, tmp_path):
        (tmp_path / "annotations").mkdir()
        labels = {"categories": [], "annotations": []}
        (tmp_path / "annotations" / "instances.json").write_text(json.dumps(labels))
        if content is not None:
            (tmp_path / "dets.json").write_text(content)
        command = [
            sys.executable,
            ROOT / "benchmarks/found.py",
            tmp_path,
            "--detections",
            tmp_path / "dets.json",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert done.stderr.startswith(f"found: {tmp_path / 'dets.json'}: {said}")
