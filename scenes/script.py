"""Scene scripts: find the function that a name stands for, call it, and say plainly what is wrong with it."""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import importlib
import importlib.util
import inspect
import linecache
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from ..assets.limits import installed_packs, own_assets
from ..assets.model import Model
from ..draw import Draw
from ..errors import CycloramaError, SceneError, close_names
from .scene import Scene

__all__ = ["BUILT_IN", "Script", "load"]

_PACKAGE = __name__.partition(".")[0]

BUILT_IN = {
    "driving": "cyclorama.scenes.driving:driving",
    "tabletop": "cyclorama.scenes.tabletop:tabletop",
}
"""Scenes that come with Cyclorama: name → module:function."""

_WITHOUT_PACKS = {"tabletop"}
_LASTS_S = {"tabletop": 0.0, "driving": 20.0}
_RIGS = {"driving": "kitti"}


@dataclass(frozen=True)
class Script:
    """A scene function that is ready to be called.

    Attributes:
        function: takes ``(draw)`` or ``(draw, models)`` and returns a :class:`Scene`.
        name: as a recipe says it: a built-in name, or ``path/to/script.py:function``.
        sha256: of the script's file, and of the modules beside it that it imports, if any; None for
            a built-in scene, whose content the version of Cyclorama tells.
        accepts_models: whether the function has a place for the user's own models.
        folder: of the script's file; None for a built-in scene.
    """

    function: Callable[..., Scene]
    name: str
    sha256: str | None
    accepts_models: bool
    folder: Path | None = None

    def __call__(self, draw: Draw, models: Sequence[Model] = ()) -> Scene:
        """The scene of one image.

        Raises:
            SceneError: the function raised, or what it returned is no scene; the message names
                the image and the line. Errors of Cyclorama's own keep their type.
        """
        place = f"scene {self.name}, image {draw.index}"
        try:
            with _importable(self.folder):
                scene = self.function(draw, tuple(models)) if self.accepts_models else self.function(draw)
        except CycloramaError as error:
            where = self._line_of(error)
            raise type(error)(f"{place}: {where}{error}") from error
        except MemoryError:
            raise
        except (Exception, SystemExit) as error:
            where = self._line_of(error) or _last_line_of(error)
            raise SceneError(f"{place}: {where}{_said(error)}") from error
        if not isinstance(scene, Scene):
            raise SceneError(
                f"{place}: the function must return a Scene, but it returned {_described(scene)}; "
                "end it with `return Scene(things=…, camera=…)`"
            )
        return scene

    def packs(self) -> dict[str, str]:
        """Name → SHA-256 of the packs that the scene may choose from: all that are installed, or none."""
        return {} if self.name in _WITHOUT_PACKS else installed_packs()

    def user_assets(self) -> dict[str, str]:
        """Id → SHA-256 of the user's own assets that the scene may choose: all that there are, or none."""
        return {} if self.name in _WITHOUT_PACKS else own_assets()

    @property
    def lasts_s(self) -> float:
        """How long a drive may be; 0: it stands still."""
        return _LASTS_S.get(self.name, float("inf"))

    def rig(self) -> str | None:
        """Name of the rig whose size its pictures have where none is asked for, if it has one."""
        return _RIGS.get(self.name)

    @property
    def may_have_rig(self) -> bool:
        """Whether the scene may be seen through a rig's camera: of a user's own only its draws tell."""
        return self.name not in BUILT_IN or self.name in _RIGS

    def _line_of(self, error: BaseException) -> str:
        return "" if self.folder is None else _line_within(error, self.folder)


def load(spec: str, sha256: str | None = None) -> Script:
    """The scene function that ``spec`` names.

    Args:
        spec: a built-in scene's name, or ``path/to/script.py:function``, where ``:function`` may be
            left out if the file defines one public function whose first parameter is a ``Draw``.
        sha256: what the script must be; None: anything.

    Raises:
        SceneError: in one line: no such scene, file or function, a syntax error, a script that
            raises when it is imported, a function of another signature, or a file that has changed.
    """
    path_text, colon, function = spec.rpartition(":")
    if not colon:
        path_text, function = spec, ""
    if spec in BUILT_IN:
        return _built_in(spec)
    if not path_text.endswith(".py"):
        raise SceneError(_unknown(spec))
    path = Path(path_text).expanduser()
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        near = [str(path.with_name(p.name)) for p in path.parent.glob("*.py")]
        raise SceneError(
            f"scene script {path_text}: there is no such file.{close_names(str(path), near)}"
        ) from None
    except OSError as error:
        raise SceneError(f"scene script {path_text}: it cannot be read: {error.strerror}") from None
    found = content_sha256(path.resolve(), source)
    if sha256 is not None and found != sha256:
        raise SceneError(
            f"scene script {path_text}: it, or a module beside it that it imports, has changed since "
            "the dataset was begun; undo the change, or render into another folder"
        )
    module = _module(path_text, path.resolve(), source)
    name = function or _only_scene_function(module, path_text)
    scene_function = _function(module, path_text, name)
    takes_models = _takes_models(scene_function, f"{path_text}:{name}")
    return Script(scene_function, f"{path_text}:{name}", found, takes_models, path.resolve().parent)


def content_sha256(path: Path, source: bytes) -> str:
    """Hash of a script and of the modules of its own folder that it imports, however deep.

    Without such modules it is the SHA-256 of the file.
    """
    parts = {path.name: source}
    unread = [source]
    while unread:
        for name in _imported_names(unread.pop()):
            for file in _sibling_files(path.parent, name):
                key = file.relative_to(path.parent).as_posix()
                if key not in parts:
                    parts[key] = file.read_bytes()
                    unread.append(parts[key])
    if len(parts) == 1:
        return hashlib.sha256(source).hexdigest()
    listing = "".join(f"{key} {hashlib.sha256(data).hexdigest()}\n" for key, data in sorted(parts.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


def _imported_names(source: bytes) -> list[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []  # importing it will say so
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return sorted(names)


def _sibling_files(folder: Path, name: str) -> list[Path]:
    """The files of ``folder`` that ``import name`` runs; none where an installed module has that name."""
    if name == _PACKAGE:  # its clone may well lie beside the script, with an environment in it
        return []
    package, file = folder / name, folder / f"{name}.py"
    # A folder without an __init__.py is a package, too, but a module of its name goes before it.
    is_package = (package / "__init__.py").is_file() or (package.is_dir() and not file.is_file())
    if not (is_package or file.is_file()):
        return []
    loaded = sys.modules.get(name)
    origin = getattr(loaded, "__file__", None)
    if loaded is None:
        with contextlib.suppress(ImportError, ValueError):
            spec = importlib.util.find_spec(name)
            if spec is not None and (spec.origin is not None or spec.submodule_search_locations is None):
                loaded, origin = ModuleType(name), spec.origin
    places = [origin] if origin is not None else list(getattr(loaded, "__path__", ()))
    if loaded is not None and not any(folder in Path(place).resolve().parents for place in places):
        return []
    if not is_package:
        return [file]
    files = (path for path in package.rglob("*.py") if not _hidden(path.relative_to(package)))
    return sorted(files)


def _hidden(path: Path) -> bool:
    """Whether a folder on the way is no package's: ``.venv``, ``.git``."""
    return any(part.startswith(".") for part in path.parts)


def _unknown(spec: str) -> str:
    known = ", ".join(sorted(BUILT_IN))
    return (
        f"scene {spec!r}: there is no scene of that name.{close_names(spec, BUILT_IN)} "
        f"Built-in scenes: {known}; your own is named as path/to/script.py:function"
    )


def _built_in(name: str) -> Script:
    module_name, _, function_name = BUILT_IN[name].partition(":")
    module = importlib.import_module(module_name)
    function = getattr(module, function_name)
    return Script(function, name, None, _takes_models(function, name))


@functools.lru_cache(maxsize=8)
def _module(path_text: str, path: Path, source: bytes) -> ModuleType:
    """The script, run as a module of a name that nothing else has."""
    try:
        code = compile(source, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        raise SceneError(f"scene script {path_text}:{error.lineno}: {error.msg}") from None
    except ValueError as error:
        raise SceneError(f"scene script {path_text}: it is not Python source: {error}") from None
    name = f"cyclorama_script_{path.stem}_{hashlib.sha256(str(path).encode() + source).hexdigest()[:12]}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # dataclasses and pickles look their module up
    linecache.checkcache(str(path))
    try:
        with _importable(path.parent):
            exec(code, module.__dict__)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        where = _line_within(error, path.parent) or f"{path.name}: "
        raise SceneError(f"scene script {path_text}: it cannot be imported: {where}{_said(error)}") from error
    return module


@contextlib.contextmanager
def _importable(folder: Path | None) -> Iterator[None]:
    """Let a script import what lies beside it; at the end of the path, so that it hides nothing."""
    if folder is None or str(folder) in sys.path:
        yield
        return
    sys.path.append(str(folder))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(str(folder))


def _scene_functions(module: ModuleType) -> list[str]:
    """Public functions that the file defines and whose first parameter is a Draw."""
    return [
        name
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and not name.startswith("_")
        and value.__module__ == module.__name__
        and _first_is_draw(value)
    ]


def _first_is_draw(function: Callable[..., object]) -> bool:
    first = next(iter(inspect.signature(function).parameters.values()), None)
    if first is None:
        return False
    return first.annotation is Draw or (
        isinstance(first.annotation, str) and first.annotation.rpartition(".")[2] == "Draw"
    )


def _only_scene_function(module: ModuleType, path_text: str) -> str:
    names = _scene_functions(module)
    if len(names) == 1:
        return names[0]
    if names:
        raise SceneError(
            f"scene script {path_text}: it has {len(names)} scene functions; name one: "
            + ", ".join(f"{path_text}:{name}" for name in names)
        )
    raise SceneError(
        f"scene script {path_text}: it has no scene function; define one as "
        f"`def desk(draw: Draw) -> Scene:`, or name it as {path_text}:function"
    )


def _function(module: ModuleType, path_text: str, name: str) -> Callable[..., Scene]:
    function = getattr(module, name, None)
    if callable(function):
        found: Callable[..., Scene] = function
        return found
    if function is not None:
        raise SceneError(f"scene {path_text}:{name}: {name} is {_described(function)}, not a function")
    known = _scene_functions(module) or [
        key for key, value in vars(module).items() if inspect.isfunction(value) and not key.startswith("_")
    ]
    there = f" It defines: {', '.join(known)}" if known else " It defines no function"
    raise SceneError(
        f"scene script {path_text}: there is no function {name!r}.{close_names(name, known)}{there}"
    )


def _takes_models(function: Callable[..., object], name: str) -> bool:
    """Whether a scene function is ``(draw, models)`` rather than ``(draw)``; an error for any other."""
    signature = inspect.signature(function)
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    places = [p for p in signature.parameters.values() if p.kind in positional]
    needed = [p.name for p in places if p.default is p.empty]
    needed += [
        p.name
        for p in signature.parameters.values()
        if p.kind is inspect.Parameter.KEYWORD_ONLY and p.default is p.empty
    ]
    models = len(places) > 1 and places[1].name == "models"
    if not places or needed[1 + models :] or (len(needed) > 1 and not models):
        shown = ", ".join(signature.parameters)
        raise SceneError(
            f"scene {name}: it takes ({shown}), but a scene function takes (draw) or (draw, models)"
        )
    return models


def _line_within(error: BaseException, folder: Path) -> str:
    """'desk.py:12: ' for the innermost line of the script or of a module beside it, or ''."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        # A script may lie in a checkout of Cyclorama, whose own lines are not the user's.
        own = frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE
        file = Path(frame.f_code.co_filename)
        if file.parent == folder and not own and not file.name.startswith("<"):
            return f"{file.name}:{line}: "
    return ""


def _last_line_of(error: BaseException) -> str:
    entry = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(entry.filename).name}:{entry.lineno}: "


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split()) or 'no message'}"


def _described(value: object) -> str:
    if value is None:
        return "nothing (None)"
    noun = type(value).__name__
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
