"""The local pool: leases frames to worker processes, and outlives whatever happens to them."""

from __future__ import annotations

import re
import selectors
import signal
import statistics
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType, TracebackType
from typing import Any

from .process import Job, WorkerProcess

__all__ = ["Failure", "Job", "Limits", "Summary", "run"]

_START_S = 600.0  # for imports and set-up, from a cold network disk
_UNKNOWN_S = 1800.0  # for a frame, as long as no frame is done that says how long one takes
_ALIKE = 5  # failures that are all the same before anything has succeeded end a run …
_ALIKE_FINAL = 3  # … or as many that would only come again
_OF_ONE_IMAGE = re.compile(r"[^\s]*[/\d][^\s]*")  # numbers, paths, ids: reasons are alike beside these
_TICK_S = 0.2


@dataclass(frozen=True)
class Limits:
    """How much a run may take.

    Attributes:
        workers: processes at a time.
        attempts: before a frame is set aside.
        timeout_s: for one frame; None: 120 s, or ten times the median so far where that is more.
        memory_bytes: of one worker; one that holds more after a frame is replaced by a fresh one.
        grace_s: for the frames that are under way when the run is interrupted.
    """

    workers: int = 1
    attempts: int = 3
    timeout_s: float | None = None
    memory_bytes: int | None = None
    grace_s: float = 5.0


@dataclass(frozen=True)
class Failure:
    """A frame that was set aside, why, and the end of what its worker printed."""

    index: int
    reason: str
    attempts: int
    tail: str


@dataclass
class Summary:
    """What became of a run.

    ``stopped`` is why it ended before its time, ``mistake`` whether that is the user's to mend, and
    ``signal`` what interrupted it.
    """

    done: list[int] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    stopped: str | None = None
    mistake: bool = False
    signal: int | None = None


def run(
    job: Job,
    indices: Iterable[int],
    limits: Limits,
    on_done: Callable[[int, float], None] = lambda index, seconds: None,
    on_failure: Callable[[Failure], None] = lambda failure: None,
) -> Summary:
    """Have every frame of ``indices`` made.

    A frame whose worker crashes, hangs or raises is tried again, in a fresh process where there is
    one; after ``limits.attempts`` it is set aside, and the run goes on. Errors that would only come
    again are not retried. The first Ctrl-C (or SIGTERM, or SIGHUP) stops leasing and lets the frames
    that are under way finish for ``grace_s``; the second ends the run at once.
    """
    pool = _Pool(job, deque(indices), limits, on_done, on_failure)
    with _Signals() as signals:
        try:
            pool.loop(signals)
        finally:
            pool.close()
    return pool.summary


class _Signals:
    """Counts the signals that ask to stop, while it is open; only the main thread can listen.

    What whoever started the process has it ignore stays ignored: with ``nohup`` it outlives a logout.
    """

    def __init__(self) -> None:
        self.first: int | None = None
        self.count = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> _Signals:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        self.first = self.first or number


class _Pool:
    def __init__(
        self,
        job: Job,
        pending: deque[int],
        limits: Limits,
        on_done: Callable[[int, float], None],
        on_failure: Callable[[Failure], None],
    ) -> None:
        self.summary = Summary()
        self._job, self._limits = job, limits
        self._on_done, self._on_failure = on_done, on_failure
        self._pending, self._retries = pending, deque[int]()
        self._attempts: Counter[int] = Counter()
        self._seconds: deque[float] = deque(maxlen=101)
        self._early: list[tuple[int, str]] = []  # failures while nothing has succeeded
        self._bad_starts = 0
        self._workers: list[WorkerProcess] = []
        self._selector = selectors.DefaultSelector()

    def loop(self, signals: _Signals) -> None:
        deadline: float | None = None
        while True:
            if signals.count and deadline is None:
                self.summary.signal = signals.first
                deadline = time.monotonic() + self._limits.grace_s
            if self.summary.stopped is not None or signals.count > 1:
                return
            if deadline is None:
                self._staff()
                self._lease()
            busy = any(worker.index is not None for worker in self._workers)
            if deadline is not None and (not busy or time.monotonic() > deadline):
                return
            if not busy and not self._pending and not self._retries:
                return
            for key, _ in self._selector.select(_TICK_S):
                self._attend(key.data)
            self._end_hangs()

    def close(self) -> None:
        for worker in self._workers:
            worker.close()
        self._selector.close()

    def _staff(self) -> None:
        """Start workers, no more than there are frames for."""
        busy = sum(worker.index is not None for worker in self._workers)
        wanted = min(self._limits.workers, busy + len(self._pending) + len(self._retries))
        while len(self._workers) < wanted:
            worker = WorkerProcess(self._job)
            self._workers.append(worker)
            self._selector.register(worker, selectors.EVENT_READ, worker)

    def _lease(self) -> None:
        for worker in self._workers:
            if worker.ready and worker.index is None:
                # What failed before is best tried again where nothing has happened yet.
                first, second = self._pending, self._retries
                if worker.served == 0:
                    first, second = second, first
                if first or second:
                    worker.lease((first or second).popleft())

    def _attend(self, worker: WorkerProcess) -> None:
        messages, ended = worker.hear()
        for message in messages:
            self._take(worker, message)
        if ended and worker in self._workers:
            self._lose(worker, worker.how_it_ended())

    def _take(self, worker: WorkerProcess, message: dict[str, Any]) -> None:
        if "ready" in message:
            worker.ready = True
        elif "unusable" in message:
            if message["kind"] == "retry":
                self._bad_start(worker, message["unusable"])
            else:
                self._stop(message["unusable"], mistake=True)
        elif "done" in message:
            seconds = time.monotonic() - worker.since
            self._free(worker)
            self._seconds.append(seconds)
            self._bad_starts = 0
            self._early.clear()
            self.summary.done.append(message["done"])
            self._on_done(message["done"], seconds)
            limit = self._limits.memory_bytes
            if limit is not None and worker.rss_bytes() > limit:
                self._dismiss(worker)
        else:
            index, tail = self._free(worker), worker.tail()
            if message["kind"] == "retry":  # Blender, or the GPU's driver, may be in any state now
                self._dismiss(worker)
            self._fail(index, message["reason"], message["kind"], tail)

    def _free(self, worker: WorkerProcess) -> int:
        index = worker.index
        assert index is not None
        worker.index = None
        worker.served += 1
        return index

    def _lose(self, worker: WorkerProcess, how: str) -> None:
        tail = worker.tail()
        if worker.index is not None:
            index = self._free(worker)
            self._dismiss(worker)
            self._fail(index, f"worker {how}", "retry", tail)
        elif worker.ready:
            self._dismiss(worker)
        else:
            last = tail.splitlines()[-1] if tail else "it printed nothing"
            self._bad_start(worker, f"worker {how} before its first frame: {last}")

    def _bad_start(self, worker: WorkerProcess, reason: str) -> None:
        if worker in self._workers:
            self._dismiss(worker)
        self._bad_starts += 1
        if self._bad_starts >= _ALIKE:
            self._stop(f"workers do not start: {reason}")

    def _dismiss(self, worker: WorkerProcess) -> None:
        self._workers.remove(worker)
        self._selector.unregister(worker)
        worker.close()

    def _fail(self, index: int, reason: str, kind: str, tail: str) -> None:
        if kind == "stop":
            self._retries.append(index)
            self._stop(reason, mistake=True)
            return
        self._attempts[index] += 1
        if kind == "retry" and self._attempts[index] < self._limits.attempts:
            self._retries.append(index)
        else:
            failure = Failure(index, reason, self._attempts[index], tail)
            self.summary.failures.append(failure)
            self._on_failure(failure)
        if not self._seconds:
            self._early.append((index, _OF_ONE_IMAGE.sub("#", reason)))
            indices, reasons = ({pair[i] for pair in self._early} for i in (0, 1))
            many = _ALIKE_FINAL if kind == "final" else _ALIKE
            if len(self._early) >= many and len(indices) > 1 and len(reasons) == 1:
                self._stop(f"every image fails, so the run has stopped: {reason}", mistake=kind == "final")

    def _stop(self, reason: str, mistake: bool = False) -> None:
        if self.summary.stopped is None:
            self.summary.stopped, self.summary.mistake = reason, mistake

    def _end_hangs(self) -> None:
        now, allowed = time.monotonic(), self._timeout_s()
        for worker in list(self._workers):
            if worker.index is not None and now - worker.since > allowed:
                worker.kill()
                self._lose(worker, f"gave no answer for {allowed:.0f} s and was ended")
            elif not worker.ready and now - worker.since > _START_S:
                worker.kill()
                self._lose(worker, f"was not ready after {_START_S:.0f} s")

    def _timeout_s(self) -> float:
        if self._limits.timeout_s is not None:
            return self._limits.timeout_s
        return max(120.0, 10 * statistics.median(self._seconds)) if self._seconds else _UNKNOWN_S
