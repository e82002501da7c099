"""A worker process as its parent sees it: start it, lease it a frame, hear from it, end it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["REPRODUCIBLE", "Job", "WorkerProcess"]

TAIL_BYTES = 4096

REPRODUCIBLE = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Environment in which scripts run: one that walks over a set of names gets the same order everywhere,
and sums in numpy do not depend on the number of cores."""


@dataclass(frozen=True)
class Job:
    """What workers do: a ``module:function`` and the set-up that makes it a function of an index.

    ``kept_open`` are file descriptors that the workers inherit, such as a lock's: it is then held
    for as long as any of them can write.
    """

    target: str
    setup: Mapping[str, Any]
    kept_open: Collection[int] = ()


class WorkerProcess:
    """One worker: at most one frame is leased to it at a time.

    Attributes:
        index: the frame that it works on; None: none.
        since: ``time.monotonic()`` of its start, or of its latest lease.
        ready: it has done its set-up.
        served: frames that it has answered.
    """

    def __init__(self, job: Job) -> None:
        lease_read, lease_write = os.pipe()
        reply_read, reply_write = os.pipe()
        self._log = _nameless_file()
        # A file, because a pipe takes no more than 64 KiB of a set-up before the worker reads.
        setup = _nameless_file()
        with open(setup, "w", encoding="utf-8", closefd=False) as file:
            json.dump(dict(job.setup), file)
        os.lseek(setup, 0, os.SEEK_SET)
        command = [sys.executable, "-u", "-P", "-m", f"{__package__}.worker", job.target]
        command += [str(setup), str(lease_read), str(reply_write), str(os.getpid())]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env={**os.environ, **REPRODUCIBLE},
                pass_fds=[setup, lease_read, reply_write, *job.kept_open],
                start_new_session=True,  # so that Ctrl-C reaches the parent alone
            )
        except BaseException:
            for fd in (lease_write, reply_read, self._log):
                os.close(fd)
            raise
        finally:
            for fd in (setup, lease_read, reply_write):
                os.close(fd)
        self.index: int | None = None
        self.ready = False
        self.served = 0
        self._leases: int | None = lease_write
        self._replies = reply_read
        self._heard = b""
        os.set_blocking(reply_read, False)
        self.since = time.monotonic()

    def fileno(self) -> int:
        """What to wait on for an answer, or for the worker's end."""
        return self._replies

    @property
    def pid(self) -> int:
        return self._process.pid

    def lease(self, index: int) -> None:
        """Let it make a frame."""
        os.ftruncate(self._log, 0)  # what it prints from now on is about this frame
        self.index, self.since = index, time.monotonic()
        self._send({"index": index})

    def hear(self) -> tuple[list[dict[str, Any]], bool]:
        """The messages that have arrived, and whether the worker has ended."""
        ended = False
        while True:
            try:
                heard = os.read(self._replies, 65536)
            except BlockingIOError:
                break
            if not heard:
                ended = True
                break
            self._heard += heard
        *lines, self._heard = self._heard.split(b"\n")
        return [json.loads(line) for line in lines], ended

    def rss_bytes(self) -> int:
        """Memory that it holds now; 0 when it has ended."""
        import psutil

        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def tail(self) -> str:
        """The end of what it printed since its latest lease."""
        size = os.fstat(self._log).st_size
        return os.pread(self._log, TAIL_BYTES, max(0, size - TAIL_BYTES)).decode(errors="replace").strip()

    def how_it_ended(self) -> str:
        """Wait for its end and put it in words: ``killed by SIGSEGV``."""
        try:
            status = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.kill()
            return "closed its pipe and went on"
        if status >= 0:
            return f"ended with exit status {status}"
        name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
        hint = " (by the system when memory runs out, or by a person)" if name == "SIGKILL" else ""
        return f"killed by {name}{hint}"

    def kill(self) -> None:
        """End it and whatever it started, at once, and wait for that."""
        if self._process.poll() is None:
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Kill it if it lives, and give its pipes back."""
        self.kill()
        for fd in (self._leases, self._replies, self._log):
            if fd is not None:
                os.close(fd)
        self._leases = None

    def _send(self, message: dict[str, Any]) -> None:
        assert self._leases is not None
        data = memoryview(json.dumps(message).encode() + b"\n")
        try:
            while data:
                data = data[os.write(self._leases, data) :]
        except BrokenPipeError:
            pass  # it has died: hear() will say so


def _nameless_file() -> int:
    """A file in memory, or without a name, that nobody has to delete: workers append to it."""
    import fcntl

    if hasattr(os, "memfd_create"):
        fd = os.memfd_create("cyclorama-worker")
    else:
        with tempfile.TemporaryFile() as file:
            fd = os.dup(file.fileno())
    fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | os.O_APPEND)
    return fd
