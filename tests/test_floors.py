"""The building: who may import whom, what ships, and what every module has."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("assets", "scenes", "render", "annotate")
FLOORS = {"assets": 1, "scenes": 2, "render": 3, "annotate": 3}
# Modules of the root that lower floors may import; any other one stands on top of all. recipe counts as one
# of scenes: it needs their Resolution, and they survey scripts by it.
FLOORS |= {"draw": 0, "errors": 0, "files": 0, "stopwatch": 0, "recipe": 2}
TOP = 4
BLENDER = {"_bpy", "_cycles", "bl_math", "bmesh", "bpy", "bpy_extras", "gpu", "idprop", "mathutils"}
MAX_LINES = 500


def modules() -> dict[str, Path]:
    """Every module under the root and the four folders by its dotted name inside the package."""
    paths = [*ROOT.glob("*.py"), *(path for part in PARTS for path in (ROOT / part).rglob("*.py"))]
    named = {}
    for path in sorted(paths):
        parts = path.relative_to(ROOT).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"] = path
    return named


MODULES = modules()
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}


def imports(name: str, *, when_imported: bool = False) -> Iterator[tuple[int, str]]:
    """Line and target of the module's imports; a target inside the package starts with a dot.

    With ``when_imported`` only those that run when the module is imported.
    """
    package = name.split(".") if MODULES[name].name == "__init__.py" else name.split(".")[:-1]
    package = [] if name == "__init__" else package
    for node in walk(TREES[name], when_imported):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] + (node.module.split(".") if node.module else [])
            for alias in node.names:
                inner = ".".join([*base, alias.name])
                yield node.lineno, "." + (inner if inner in MODULES else ".".join(base) or "__init__")


def walk(tree: ast.AST, when_imported: bool) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        later = later or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        if when_imported and later:
            continue
        yield node
        yield from walk(node, when_imported)


def floor(name: str) -> int:
    return FLOORS.get(name.split(".")[0], TOP)


def part(name: str) -> str:
    return name.split(".")[0]


def may_import(name: str, target: str) -> bool:
    if part(name) == part(target) or {part(name), part(target)} == {"recipe", "scenes"}:
        return True
    return floor(target) < floor(name) or floor(target) == floor(name) == 0 or floor(name) == TOP


def test_a_floor_imports_only_itself_and_floors_below():
    wrong = [
        f"{name}:{line} (floor {floor(name)}) imports {target[1:]} (floor {floor(target[1:])})"
        for name in MODULES
        for line, target in imports(name)
        if target.startswith(".") and not may_import(name, target[1:])
    ]
    assert wrong == []


def test_inside_the_package_imports_are_relative():
    """An absolute one would find a second copy of the package, or a folder of the user's own."""
    own = {"cyclorama", *PARTS, *(name for name in MODULES if "." not in name)} - {"__init__"}
    wrong = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        for line, target in imports(name)
        if not target.startswith(".") and target.split(".")[0] in own - sys.stdlib_module_names
    ]
    assert wrong == []


def test_only_render_imports_blender():
    wrong = [
        f"{name}:{line} imports {target}"
        for name in MODULES
        if part(name) != "render"
        for line, target in imports(name)
        if target.split(".")[0] in BLENDER
    ]
    called = [
        f"{name}:{node.lineno} calls {ast.unparse(node)}"
        for name, tree in TREES.items()
        if part(name) != "render"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"__import__", "import_module", "importlib.import_module"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and str(node.args[0].value).split(".")[0] in BLENDER
    ]
    assert wrong + called == []


def test_no_module_imports_itself_by_a_detour():
    inside = {
        name: {target[1:] for _, target in imports(name, when_imported=True) if target.startswith(".")}
        - {name}
        for name in MODULES
    }
    # A package's own __init__ is imported first, whatever is taken from the package: that is no detour.
    edges = {name: {t for t in targets if not name.startswith(f"{t}.")} for name, targets in inside.items()}
    assert len(list(TopologicalSorter(edges).static_order())) == len(MODULES)


WITHOUT_BLENDER = """
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blender!r}:
            raise ImportError(f"{{name}} is not to be imported here")

sys.meta_path.insert(0, Refuse())
for name in {names!r}:
    module = importlib.import_module(name)
    for offered in getattr(module, "__all__", ()):
        getattr(module, offered)
"""


def test_everything_below_render_and_the_command_line_import_without_blender(tmp_path):
    """bpy takes seconds to import and a gigabyte on disk; ``--help`` and annotating need neither."""
    names = [name for name in MODULES if part(name) != "render"]
    full = ["cyclorama" if name == "__init__" else f"cyclorama.{name}" for name in names]
    code = WITHOUT_BLENDER.format(blender=BLENDER, names=full)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_package_is_listed_and_every_listed_one_is_there():
    """setuptools ships only what is listed: a forgotten folder would be missing from the wheel alone."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    there = [
        ".".join(["cyclorama", *path.parent.relative_to(ROOT).parts])
        for path in [ROOT / "__init__.py", *(p for top in PARTS for p in (ROOT / top).rglob("__init__.py"))]
    ]
    assert sorted(listed) == sorted(there)
    assert listed == sorted(listed)
    homeless = [name for name, path in MODULES.items() if not (path.parent / "__init__.py").exists()]
    assert homeless == []


def offered(tree: ast.Module) -> list[str] | None:
    """What ``__all__`` names; None where there is none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def bound(tree: ast.Module) -> set[str]:
    """Names that the module's own statements bind, leaving out what it only imports from elsewhere."""
    names = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.TypeAlias):
            names.add(node.name.id)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {
                inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name)
            }
    return names


def imported(tree: ast.Module) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def test_every_module_says_what_it_is():
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []


def test_every_module_says_what_it_offers():
    """A module without a public name, such as one that only registers its builders, offers nothing."""
    without = [
        name
        for name, tree in TREES.items()
        if offered(tree) is None and any(not public.startswith("_") for public in bound(tree))
    ]
    unknown = {
        name: sorted(set(offered(tree) or ()) - bound(tree) - imported(tree)) for name, tree in TREES.items()
    }
    assert without == []
    assert {name: names for name, names in unknown.items() if names} == {}


def test_what_a_module_offers_is_documented():
    silent = [
        f"{name}.{node.name}"
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.name in (offered(tree) or ())
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_module_is_too_long_to_read_at_a_sitting():
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}
