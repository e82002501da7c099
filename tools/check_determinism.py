"""Find what makes two runs of one recipe differ: other randomness than Draw, clocks, addresses, disorder.

    python tools/check_determinism.py    # exit status 1 and one line for each finding

The order of a set of strings changes from process to process, that of a folder from file system to file
system; both are fine where order does not matter (in ``sorted``, ``len``, ``any`` …), and findings elsewhere.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["ALLOWED", "findings_in", "findings_of_tree", "main", "package_files"]

ROOT = Path(__file__).resolve().parents[1]

_HINT = "names for an error's hint, which sorts them"
_SWEPT = "what is left over is removed, in any order"
_IDENTITY = "tells objects of one process apart while they live; never written or ordered by"

ALLOWED: Mapping[str, Mapping[str, str]] = {
    "assets/importing/model_settings.py": {"listing": _HINT},
    "dataset.py": {"listing": _SWEPT},
    "draw.py": {"numpy.random": "the one place that turns names into numbers"},
    "files.py": {
        "clock": "how long a lock is waited for",
        "listing": _SWEPT,
    },
    "progress.py": {"clock": "rate and time left, on the terminal only"},
    "render/pool.py": {"clock": "limits of hung workers; how often to retry is counted, not timed"},
    "render/process.py": {"clock": "since when a worker has its frame"},
    "render/realise.py": {"id": _IDENTITY},
    "scenes/script.py": {"listing": _HINT},
    "scenes/survey.py": {"set": "counts, and what is returned is sorted"},
    "stopwatch.py": {"clock": "timings, which have a file of their own beside the record"},
}
"""File, kind of finding, reason. Clocks: only where their reading stays out of what must be reproducible."""

RANDOM = {"random", "secrets", "uuid"}
CLOCKS = {"time", "datetime"}
ADDRESSES = {"hash", "id"}
LISTINGS = {"glob", "iglob", "iterdir", "listdir", "rglob", "scandir", "walk"}
ORDER_FREE = {"Counter", "all", "close_names", "any", "frozenset", "len", "max", "min", "set", "sorted"}
ORDERED = {
    "dict",
    "enumerate",
    "filter",
    "fromkeys",
    "iter",
    "join",
    "list",
    "map",
    "next",
    "reversed",
    "tuple",
    "zip",
}


def findings_in(source: str) -> list[tuple[int, str, str]]:
    """Line, kind and what is wrong, for each finding in the text of a module."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = [*_imports(tree), *_calls(tree, parents), *_sets(tree, parents)]
    return sorted(set(found))


def package_files(root: Path = ROOT) -> list[Path]:
    """The modules that ship, by the list of packages in pyproject.toml."""
    packages = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = [root.joinpath(*package.split(".")[1:]) for package in packages]
    return sorted(path for folder in folders for path in folder.glob("*.py"))


def findings_of_tree(root: Path = ROOT) -> list[str]:
    """``file:line: what is wrong`` for everything that ALLOWED has no reason for."""
    lines = []
    for path in package_files(root):
        name = path.relative_to(root).as_posix()
        for line, kind, text in findings_in(path.read_text("utf-8")):
            if kind not in ALLOWED.get(name, {}):
                lines.append(f"{name}:{line}: {text}")
    return lines


def _imports(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            top = name.split(".")[0]
            if top in RANDOM:
                yield (
                    node.lineno,
                    "random",
                    f"{name}: randomness comes from Draw, so that it is named and recorded",
                )
            if top in CLOCKS:
                yield node.lineno, "clock", f"{name}: a clock; name the file and the reason in ALLOWED"
            if name.startswith("numpy.random") and not name.endswith(".Generator"):
                yield node.lineno, "numpy.random", f"{name}: take a generator from draw.rng(name)"


def _calls(tree: ast.Module, parents: Mapping[ast.AST, ast.AST]) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "random"
            and isinstance(node.value.value, ast.Name)
            and node.value.value.id in {"np", "numpy"}
            and node.attr != "Generator"  # the type, and what wraps a bit generator, which is found by itself
        ):
            yield node.lineno, "numpy.random", f"np.random.{node.attr}: take a generator from draw.rng(name)"
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        if name in ADDRESSES and isinstance(node.func, ast.Name):
            yield (
                node.lineno,
                name,
                f"{name}(): differs from process to process; use a name, an index or hashlib",
            )
        if name == "urandom":
            yield node.lineno, "random", "urandom: randomness comes from Draw"
        if name in LISTINGS and _lists_files(node.func) and not _order_free(node, parents):
            yield node.lineno, "listing", f"{name}(): in the file system's order; wrap it in sorted()"


def _sets(tree: ast.Module, parents: Mapping[ast.AST, ast.AST]) -> Iterator[tuple[int, str, str]]:
    known = _names_of_sets(tree, parents)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            used = [node.iter]
        elif isinstance(node, ast.Starred):
            used = [node.value]
        elif isinstance(node, ast.Call) and _called(node) in ORDERED:
            used = node.args
        else:
            continue
        for expression in used:
            in_order = isinstance(node, ast.For) or not _order_free(expression, parents)
            if _is_set(expression, known, parents) and in_order:
                yield expression.lineno, "set", "a set has no order of its own; wrap it in sorted()"


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _lists_files(function: ast.expr) -> bool:
    module = function.value if isinstance(function, ast.Attribute) else None
    return module is not None and not (isinstance(module, ast.Name) and module.id == "ast")  # ast.walk


def _order_free(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> bool:
    """Whether what ``node`` gives ends, by way of comprehensions only, where its order does not matter."""
    parent = parents.get(node)
    if isinstance(parent, ast.Set | ast.SetComp):
        return True
    if isinstance(parent, ast.Call) and node in parent.args:
        return _called(parent) in ORDER_FREE
    if isinstance(
        parent, ast.comprehension | ast.GeneratorExp | ast.ListComp | ast.Starred | ast.List | ast.Tuple
    ):
        return _order_free(parent, parents)
    return False


def _scope(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> ast.AST:
    while not isinstance(node, ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        node = parents[node]
    return node


def _names_of_sets(tree: ast.Module, parents: Mapping[ast.AST, ast.AST]) -> set[tuple[ast.AST, str]]:
    """Scope and name of the variables that are only ever assigned sets."""
    sets: set[tuple[ast.AST, str]] = set()
    others: set[tuple[ast.AST, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, value = [node.target], node.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name):
                key = (_scope(node, parents), target.id)
                (sets if _is_set(value, sets, parents) else others).add(key)
    return sets - others


def _is_set(node: ast.AST, known: set[tuple[ast.AST, str]], parents: Mapping[ast.AST, ast.AST]) -> bool:
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    if isinstance(node, ast.Call):
        methods = {"difference", "intersection", "symmetric_difference", "union"}
        called = _called(node)
        return called in methods or (called in {"frozenset", "set"} and isinstance(node.func, ast.Name))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd | ast.Sub | ast.BitXor):
        return any(_is_set(side, known, parents) or _is_keys(side) for side in (node.left, node.right))
    return isinstance(node, ast.Name) and (_scope(node, parents), node.id) in known


def _is_keys(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys"


def main() -> int:
    """Print the findings; 1 where there are any."""
    lines = findings_of_tree()
    print("\n".join(lines), end="\n" if lines else "", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
