"""A worker: a process that makes one frame after the other, because Blender crashes, leaks and hangs.

Run as ``python -P -m cyclorama.render.worker TARGET SETUP_FD LEASE_FD REPLY_FD PARENT_PID``. In a file it
finds the set-up, JSON, for ``TARGET``, a ``module:function`` or ``file.py:function`` that turns it into a
function of an index. From then on it speaks JSON lines on two pipes of its own, never on stdout, where
Blender writes::

                                        ← {"ready": true}  or  {"unusable": reason, "kind": kind}
    → {"index": 17}                     ← {"done": 17}     or  {"failed": 17, "reason": …, "kind": …}

``kind`` says what a failure means: ``final`` (the same would happen again), ``retry`` (it may work in
another process), ``stop`` (no frame can be written: the run must end).
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import importlib
import importlib.util
import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from ..errors import CycloramaError, DatasetError, RenderError

__all__ = ["Kind", "kind_of", "main", "reason_of", "resolve"]

Kind = Literal["final", "retry", "stop"]

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main(arguments: list[str] | None = None) -> None:
    """Make the frames that the parent asks for, until it closes the pipe or dies."""
    target, setup_fd, lease_fd, reply_fd, parent = sys.argv[1:] if arguments is None else arguments
    for fd in (int(lease_fd), int(reply_fd)):
        os.set_inheritable(fd, False)  # a program that a scene starts must not keep the pipe open
    _die_with(int(parent))
    faulthandler.enable()  # a crash leaves its Python stack in the log
    leases: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(int(lease_fd), leases), daemon=True).start()
    with open(int(reply_fd), "w", encoding="utf-8") as replies:

        def reply(**message: object) -> None:
            replies.write(json.dumps(message) + "\n")
            replies.flush()

        try:
            with open(int(setup_fd), encoding="utf-8") as file:
                setup = json.load(file)
            make = resolve(target)(setup)
        except Exception as error:
            _log()
            reply(unusable=reason_of(error), kind=kind_of(error))
            return
        reply(ready=True)
        while True:
            index = leases.get()["index"]
            try:
                make(index)
            except Exception as error:
                _log()
                reply(failed=index, reason=reason_of(error), kind=kind_of(error))
            else:
                reply(done=index)


def resolve(target: str) -> Callable[[Mapping[str, Any]], Callable[[int], None]]:
    """The function that ``module:function`` or ``path/to/file.py:function`` names."""
    place, _, name = target.rpartition(":")
    if place.endswith(".py"):
        spec = importlib.util.spec_from_file_location(Path(place).stem, place)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    else:
        module = importlib.import_module(place)
    function: Callable[[Mapping[str, Any]], Callable[[int], None]] = getattr(module, name)
    return function


def kind_of(error: Exception) -> Kind:
    """What a failure means for the run."""
    if isinstance(error, DatasetError):
        return "stop"
    if isinstance(error, CycloramaError) and not isinstance(error, RenderError):
        return "final"
    return "retry"


def reason_of(error: Exception) -> str:
    """One line for a person."""
    text = " ".join(str(error).split())
    if isinstance(error, CycloramaError):
        return text
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {text or 'no message'} ({Path(last.filename).name}:{last.lineno})"


def _log() -> None:
    """Print the traceback, unless memory for the log has run out: the reason must get through."""
    with contextlib.suppress(OSError):
        traceback.print_exc()


def _listen(fd: int, leases: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Pass on what the parent sends. When the pipe ends, so does the process, even within a frame."""
    with contextlib.suppress(OSError), open(fd, encoding="utf-8") as lines:
        for line in lines:
            leases.put(json.loads(line))
    os._exit(0)


def _die_with(parent: int) -> None:
    """Let the kernel kill this process when its parent dies, however it dies.

    The pipe's end says the same, but the thread that reads it cannot run while a library holds
    Python's lock, and a worker that outlives its run would write into the next one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


if __name__ == "__main__":
    main()
